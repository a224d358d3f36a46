"""What a setup is made of: its name, when it holds by itself, and what may differ in it.

A setup ("office", "home", "standing desk") holds only what differs from the settings. The word
is not "profile", which is the person's own: the person stays the same wherever they sit.
"""

from __future__ import annotations

from lowback_tray.i18n import mark, tr
from lowback_tray.settings.kinds import Ids, Kind, clean, unfit
from lowback_tray.settings.setting import Setting
from lowback_tray.settings.times import Ranges

TABLE = "setups"
"""The table of the settings file that holds them all."""
USE = "setup.use"
"""The key that says which one is in use."""
BASE, AUTO = "base", "auto"
"""Words of `USE` that are no names: none of them; the one whose days and times it is."""
MOST = 12
_LONGEST = 30
_FORBIDDEN = frozenset("\"'[]\\=#,")


class Name(Kind):
    """The name of a setup, or one of the two words that stand for none."""

    name = "name"

    def check(self, raw: object, place: str) -> str:
        """See `Kind`."""
        name = clean(raw) if isinstance(raw, str) else ""
        odd = not name.isprintable() or name.startswith("-") or _FORBIDDEN & set(name)
        if not name or len(name) > _LONGEST or odd:
            remedy = tr("Use up to {most} letters, without quotation marks or commas").format(
                most=_LONGEST
            )
            raise unfit(place, raw, tr("is not a name"), remedy)
        return name.lower() if name.lower() in (BASE, AUTO) else name

    def parse(self, text: str, place: str) -> str:
        """See `Kind`."""
        return self.check(text, place)

    def plain(self, value: str) -> str:
        """See `Kind`."""
        return value

    def text(self, value: str) -> str:
        """See `Kind`."""
        return value

    def format(self, value: str) -> str:
        """See `Kind`."""
        return called(value)


def called(name: str) -> str:
    """What a setup, or one of the two words, is called for people."""
    return {BASE: tr("Usual settings"), AUTO: tr("By days and times")}.get(name, name)


IN_USE = Setting(
    USE,
    Name(),
    BASE,
    "hidden",
    mark("Setup in use"),
    mark("Which setup holds: base for none, auto for the one whose time it is, or its name."),
)

DAYS, HOURS = "on_days", "at_hours"
RULES = (
    Setting(
        DAYS,
        Ids(
            choices={
                "monday": mark("Monday"),
                "tuesday": mark("Tuesday"),
                "wednesday": mark("Wednesday"),
                "thursday": mark("Thursday"),
                "friday": mark("Friday"),
                "saturday": mark("Saturday"),
                "sunday": mark("Sunday"),
            }
        ),
        frozenset(),
        "hidden",
        mark("On these days"),
        mark("When setups follow days and times: the days on which this one holds."),
    ),
    Setting(
        HOURS,
        Ranges(),
        (),
        "hidden",
        mark("At these times"),
        mark("The times of those days, such as 09:00-18:00; the whole day without any."),
    ),
)
"""When a setup holds by itself."""

_PAGES = frozenset({"reminders", "hours", "manners", "window", "sound"})
_TABLES = ("appearance.", "tray.")  # screens and panels differ from desk to desk
_MORE = frozenset({"profile.place", "profile.context"})
# What is about the day or the person, wherever they sit.
_NEVER = frozenset({"quiet.times", "budget.enabled", "budget.hours", "check_in.feeling"})


def may_differ(setting: Setting) -> bool:
    """Whether a setup may have its own value: what depends on the place, not on the person."""
    there = setting.page in _PAGES and setting.key not in _NEVER
    return there or setting.key.startswith(_TABLES) or setting.key in _MORE
