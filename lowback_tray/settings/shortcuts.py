"""The settings for keys that work in every program."""

from __future__ import annotations

from dataclasses import dataclass

from lowback_tray.i18n import mark, tr
from lowback_tray.settings.kinds import Kind, clean, unfit
from lowback_tray.settings.setting import Setting

_HELD = ("Ctrl", "Alt", "Shift", "Super")
_OTHER_NAMES = {"control": "Ctrl", "option": "Alt", "win": "Super", "meta": "Super", "cmd": "Super"}
_KEYS = {
    name.lower(): name
    for name in (
        *(f"F{n}" for n in range(1, 13)),
        *("Space", "Pause", "Home", "End", "Insert"),
        *map(chr, range(ord("A"), ord("Z") + 1)),
        *map(str, range(10)),
    )
}


@dataclass(frozen=True, kw_only=True)
class Combination(Kind):
    """A combination of keys such as Ctrl+Alt+S, or none.

    A letter or a digit alone would be taken from every other program: it needs Ctrl, Alt or Super.
    """

    name = "keys"

    def check(self, raw: object, place: str) -> str:
        """See `Kind`."""
        if raw == "":
            return ""
        parts = [part.strip().lower() for part in raw.split("+")] if isinstance(raw, str) else []
        held = {_OTHER_NAMES.get(part, part.capitalize()) for part in parts[:-1]}
        key = _KEYS.get(parts[-1]) if parts else None
        strong = held - {"Shift"} or (key is not None and len(key) > 1 and key != "Space")
        if key is None or not held <= set(_HELD) or not strong:
            remedy = tr("Use Ctrl, Alt, Shift or Super with a key, such as Ctrl+Alt+S")
            raise unfit(place, raw, tr("is not a combination of keys"), remedy)
        return "+".join([*(one for one in _HELD if one in held), key])

    def parse(self, text: str, place: str) -> str:
        """See `Kind`."""
        word = clean(text)
        return self.check("" if word.lower() == "none" else word, place)

    def plain(self, value: str) -> str:
        """See `Kind`."""
        return value

    def text(self, value: str) -> str:
        """See `Kind`."""
        return value or "none"

    def format(self, value: str) -> str:
        """See `Kind`."""
        return value or tr("none")


SHORTCUTS: tuple[Setting, ...] = (
    Setting(
        "shortcuts.start",
        Combination(),
        "",
        "general",
        mark("Key for a break now"),
        mark("Works in every program; begins the break that is due, or a stand-up."),
    ),
    Setting(
        "shortcuts.pause",
        Combination(),
        "",
        "general",
        mark("Key to pause and resume"),
        mark("Works in every program; pauses the reminders for an hour, or ends the pause."),
    ),
    Setting(
        "shortcuts.today",
        Combination(),
        "",
        "general",
        mark("Key for Today"),
        mark("Works in every program; opens the Today window, or the reminder that waits."),
    ),
)
