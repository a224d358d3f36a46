"""Every setting, declared once.

The file, the settings window, `settings list|get|set`, the documents and the checks are all
fed from `SETTINGS`: whoever adds a setting adds one entry here and says in one sentence what
it does. Start at login is not among them: the autostart file is the truth about that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Literal, TypeAlias

from lowback_tray.engine.policy import TimeRange
from lowback_tray.errors import SettingsError
from lowback_tray.i18n import mark, tr
from lowback_tray.settings.kinds import (
    MINUTES,
    PERCENT,
    SECONDS,
    Choice,
    Ids,
    Kind,
    Plain,
    Ranges,
    Switch,
    TimeOfDay,
    Value,
    Whole,
    Wholes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PageId: TypeAlias = Literal["reminders", "hours", "window", "you", "general", "hidden"]

PAGES: Mapping[PageId, str] = {
    "reminders": mark("Reminders"),
    "hours": mark("Working hours"),
    "window": mark("Window"),
    "you": mark("You"),
    "general": mark("General"),
}
"""The pages of the settings window in order, id to label; "hidden" has none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: its name in the file and on the command line, "table.name" or "name".
        kind: what values fit (see `kinds`).
        default: the value that holds while nothing is set.
        page: where the settings window shows it; "hidden" is for the program itself.
        label: its name for people, a message for `i18n.tr`.
        help: what it does, one sentence, a message for `i18n.tr`.
    """

    key: str
    kind: Kind
    default: Value
    page: PageId
    label: str
    help: str

    @property
    def type(self) -> str:
        """The kind's name, what an editor goes by: "bool", "int", "choice" ..."""
        return self.kind.name

    @property
    def low(self) -> int:
        """The smallest number allowed."""
        return self.kind.low

    @property
    def high(self) -> int:
        """The largest number allowed."""
        return self.kind.high

    @property
    def unit(self) -> str:
        """A text with `{n}` in it that gives a number its unit, a message for `i18n.tr`."""
        return self.kind.unit

    @property
    def presets(self) -> tuple[int, ...]:
        """Numbers worth a button of their own."""
        return self.kind.presets

    @property
    def choices(self) -> Mapping[str, str]:
        """What can be chosen: id to label (a message for `i18n.tr`)."""
        return self.kind.choices

    def check(self, value: object, place: str | None = None) -> Value:
        """The typed value of a raw one, as widgets and files hand it in.

        Args:
            value: raw or typed.
            place: what an error names; the key if not given.

        Raises:
            SettingsError: when it does not fit.
        """
        return self.kind.check(value, place or self.key)

    def parse(self, text: str) -> Value:
        """The value of what was typed after `settings set KEY`.

        Raises:
            SettingsError: when it does not fit.
        """
        return self.kind.parse(text, self.key)

    def format(self, value: Value) -> str:
        """The value for people, in the language in force."""
        return self.kind.format(value)

    def text(self, value: Value) -> str:
        """The value as `parse` reads it; what `settings get KEY` prints."""
        return self.kind.text(value)

    def plain(self, value: Value) -> Plain:
        """The value as TOML and JSON can hold it."""
        return self.kind.plain(value)


def _range(start_h: int, end_h: int) -> TimeRange:
    return TimeRange(time(start_h), time(end_h))


_OFFICE = (_range(9, 12), _range(13, 18))
_DAYS: tuple[tuple[str, str, tuple[TimeRange, ...]], ...] = (
    ("monday", mark("Monday"), _OFFICE),
    ("tuesday", mark("Tuesday"), _OFFICE),
    ("wednesday", mark("Wednesday"), _OFFICE),
    ("thursday", mark("Thursday"), _OFFICE),
    ("friday", mark("Friday"), _OFFICE),
    ("saturday", mark("Saturday"), ()),
    ("sunday", mark("Sunday"), ()),
)
DAY_KEYS = tuple(f"hours.{name}" for name, _, _ in _DAYS)
"""The keys of the seven days, Monday first."""

# Labels of the flags in short; the self-check asks with the full sentences of the content.
_FLAGS = {
    "leg_symptoms": mark("Numbness or symptoms down the leg today"),
    "leg_symptoms_flexion": mark("Bending forward brings on symptoms in the leg"),
    "leg_symptoms_extension": mark("Arching back brings on symptoms in the leg"),
    "osteoporosis": mark("Osteoporosis, told to limit bending and twisting"),
    "spinal_fracture": mark("Past spinal fracture"),
    "pregnant": mark("Pregnant (about week 16 on)"),
    "hip_replacement": mark("Hip replacement"),
    "knee_pain": mark("Knee pain"),
    "wrist_pain": mark("Wrist pain"),
    "neck_pain": mark("Neck pain"),
    "dizzy": mark("Dizziness or light-headedness on standing"),
    "balance": mark("Unsteady on one leg"),
    "no_exercise": mark("Told by a clinician not to exercise"),
    "balance_support": mark("Wants a support within reach"),
}

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "stand_up.interval_min",
        Whole(low=15, high=120, unit=MINUTES, presets=(30, 45, 60)),
        60,
        "reminders",
        mark("Stand up every"),
        mark("How long you sit before you are asked to stand up."),
    ),
    Setting(
        "stand_up.length_s",
        Whole(low=30, high=300, unit=SECONDS, presets=(30, 150, 300)),
        150,
        "reminders",
        mark("Length of a stand-up"),
        mark("How long the steps of a stand-up take together."),
    ),
    Setting(
        "posture_reset.enabled",
        Switch(),
        True,
        "reminders",
        mark("Posture reset"),
        mark("Offer a quiet minute in the seat between two stand-ups."),
    ),
    Setting(
        "posture_reset.after_min",
        Whole(low=10, high=90, unit=MINUTES, presets=(20, 30, 45)),
        30,
        "reminders",
        mark("Posture reset after"),
        mark("How long after the last break the posture reset is offered."),
    ),
    Setting(
        "snooze.choices_min",
        Wholes(low=1, high=60, unit=MINUTES, most=4),
        (5, 10, 15),
        "reminders",
        mark("Snooze lengths"),
        mark("The lengths on offer when you ask to be reminded later."),
    ),
    Setting(
        "snooze.default_min",
        Whole(low=1, high=60, unit=MINUTES),
        10,
        "reminders",
        mark("Usual snooze"),
        mark("The length one click on the snooze button stands for."),
    ),
    Setting(
        "snooze.limit",
        Whole(low=0, high=5),
        2,
        "reminders",
        mark("Snoozes in a row"),
        mark("How often one reminder can be put off before it offers 30 seconds in the seat."),
    ),
    Setting(
        "away.after_min",
        Whole(low=2, high=60, unit=MINUTES),
        5,
        "reminders",
        mark("Away after"),
        mark("How long without typing or pointing until you count as away from the desk."),
    ),
    Setting(
        "hours.enabled",
        Switch(),
        False,
        "hours",
        mark("Only in working hours"),
        mark("Remind only within the times below; otherwise whenever you are at the desk."),
    ),
    *(
        Setting(
            f"hours.{name}",
            Ranges(),
            ranges,
            "hours",
            label,
            mark("When reminders may come on this day; an end before the start is the next day's."),
        )
        for name, label, ranges in _DAYS
    ),
    Setting(
        "window.position",
        Choice(choices={"near_tray": mark("Near the tray"), "centre": mark("In the middle")}),
        "near_tray",
        "window",
        mark("Place on the screen"),
        mark("Where the break window opens, if the desktop lets it choose."),
    ),
    Setting(
        "appearance.theme",
        Choice(
            choices={
                "system": mark("Same as the computer"),
                "light": mark("Light colours"),
                "dark": mark("Dark colours"),
            }
        ),
        "system",
        "window",
        mark("Colours"),
        mark("Light or dark windows."),
    ),
    Setting(
        "appearance.text_percent",
        Whole(low=80, high=200, unit=PERCENT, presets=(100, 125, 150, 200)),
        100,
        "window",
        mark("Text size"),
        mark("The size of all text; the windows grow with it."),
    ),
    Setting(
        "appearance.reduced_motion",
        Choice(
            choices={
                "system": mark("Same as the computer"),
                "on": mark("Still pictures"),
                "off": mark("Moving pictures"),
            }
        ),
        "system",
        "window",
        mark("Figure"),
        mark("Show the movements as moving or as still pictures."),
    ),
    Setting(
        "profile.place",
        Choice(
            choices={
                "desk": mark("In the seat only"),
                "stand_space": mark("Room to stand"),
                "mat": mark("The floor is fine"),
            }
        ),
        "stand_space",
        "you",
        mark("Your place"),
        mark("The room you have; only exercises that fit it are offered."),
    ),
    Setting(
        "profile.flags",
        Ids(choices=_FLAGS),
        frozenset(),
        "you",
        mark("Please mind"),
        mark("Exercises that do not go with these are left out; this stays on your computer."),
    ),
    Setting(
        "profile.wake_time",
        TimeOfDay(),
        time(7, 0),
        "you",
        mark("You get up at"),
        mark("For two hours after this time, bending exercises come less often."),
    ),
    Setting(
        "language",
        # Each language under its own name: found by whoever cannot read the present one.
        Choice(choices={"system": mark("Same as the computer"), "en": "English", "ja": "日本語"}),
        "system",
        "general",
        mark("Language"),
        mark("The language of all texts."),
    ),
    Setting(
        "first_run.done",
        Switch(),
        False,
        "hidden",
        mark("First page seen"),
        mark("Whether the first-run page has been answered."),
    ),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def find(key: str) -> Setting:
    """The setting of that name.

    Raises:
        SettingsError: when there is none; names the nearest ones.
    """
    if key in _BY_KEY:
        return _BY_KEY[key]
    import difflib

    near = difflib.get_close_matches(key, _BY_KEY, n=3)
    remedy = (
        tr("Did you mean {keys}?").format(keys=", ".join(near))
        if near
        else tr('"lowback-tray settings list" shows all of them')
    )
    raise SettingsError(key, tr("there is no such setting"), remedy)
