"""Every setting, declared once.

The file, the settings window, `settings list|get|set`, the documents and the checks are all
fed from `SETTINGS`: whoever adds a setting adds one entry here and says in one sentence what
it does. Start at login is not among them: the autostart file is the truth about that.
"""

from __future__ import annotations

from datetime import time

from lowback_tray.engine.policy import TimeRange
from lowback_tray.errors import SettingsError
from lowback_tray.i18n import NAMES, mark, tr
from lowback_tray.settings.hooks import HOOKS
from lowback_tray.settings.kinds import (
    HOURS,
    MINUTES,
    PERCENT,
    SECONDS,
    Choice,
    Switch,
    Whole,
    Wholes,
)
from lowback_tray.settings.look import LOOK, SCREEN, TRAY
from lowback_tray.settings.manners import MANNERS
from lowback_tray.settings.marks import Marks
from lowback_tray.settings.quiet import QuietTimes
from lowback_tray.settings.setting import PAGES, PageId, Setting
from lowback_tray.settings.setup_rules import IN_USE
from lowback_tray.settings.shortcuts import SHORTCUTS
from lowback_tray.settings.sound import SOUND
from lowback_tray.settings.times import Ranges, TimeOfDay
from lowback_tray.settings.you import YOU

__all__ = ["DAY_KEYS", "PAGES", "SETTINGS", "PageId", "Setting", "find"]


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
        "stand_up.at",
        Marks(most=24),
        (),
        "reminders",
        mark("Stand up at fixed times"),
        mark(
            "Minutes of every hour and times of day, such as :00, :30, 10:15, instead of the"
            " interval."
        ),
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
        "stand_up.sit_back",
        Switch(),
        True,
        "reminders",
        mark("Sit back well"),
        mark("End a stand-up with ten seconds of sitting down well."),
    ),
    Setting(
        "desk.stands",
        Switch(),
        False,
        "reminders",
        mark("I can work standing"),
        mark("Offers to switch between sitting and standing, for a desk that allows both."),
    ),
    Setting(
        "standing.limit_min",
        Whole(low=30, high=45, unit=MINUTES, presets=(30, 40, 45)),
        40,
        "reminders",
        mark("Standing at a time"),
        mark("How long you work standing until you are asked to sit or move."),
    ),
    Setting(
        "evening.enabled",
        Switch(),
        False,
        "reminders",
        mark("Evening wind-down"),
        mark("Offer the calm evening routine once a day, at the time below."),
    ),
    Setting(
        "evening.time",
        TimeOfDay(),
        time(21, 30),
        "reminders",
        mark("Evening wind-down at"),
        mark("When the evening routine is offered, if you are at the desk then."),
    ),
    Setting(
        "check_in.feeling",
        Switch(),
        True,
        "reminders",
        mark("Ask how your back feels"),
        mark("Ask once a day, after a break, how heavy your lower back feels."),
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
        "away.ask",
        Switch(),
        True,
        "reminders",
        mark("Ask what an absence was"),
        mark("A small card, a few times a day at most, asks whether you stood, lay down or sat."),
    ),
    Setting(
        "away.ignore_idle",
        Switch(),
        False,
        "reminders",
        mark("Count on without typing"),
        mark(
            "For work away from the keyboard: time goes on whether you type or not; locking and"
            " sleep still count as away."
        ),
    ),
    Setting(
        "budget.enabled",
        Switch(),
        False,
        "hours",
        mark("Time to go home"),
        mark("Say quietly when you have been at the desk for long enough today."),
    ),
    Setting(
        "budget.hours",
        Whole(low=1, high=16, unit=HOURS, presets=(6, 8)),
        8,
        "hours",
        mark("Enough for a day"),
        mark("Sitting and standing together; said again every half hour, three times at most."),
    ),
    Setting(
        "quiet.times",
        QuietTimes(most=40),
        (),
        "hours",
        mark("Quiet time"),
        mark("Times without reminders that you plan in advance: each week, or on one day."),
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
    *MANNERS,
    *SOUND,
    Setting(
        "window.position",
        Choice(choices={"near_tray": mark("Near the tray"), "centre": mark("In the middle")}),
        "near_tray",
        "window",
        mark("Place on the screen"),
        mark("Where the break window opens, if the desktop lets it choose."),
    ),
    *SCREEN,
    Setting(
        "window.across_room",
        Choice(
            choices={
                "off": mark("When you ask for it"),
                "standing": mark("With standing exercises"),
                "always": mark("With every exercise"),
            }
        ),
        "off",
        "window",
        mark("Read from across the room"),
        mark("When the guide fills the screen, with a figure and letters to be read at 3 m."),
    ),
    Setting(
        "appearance.reduced_motion",
        Choice(
            choices={
                "off": mark("Moving pictures"),
                "on": mark("Still pictures"),
            }
        ),
        "off",
        "window",
        mark("Figure"),
        mark("Show the movements as moving or as still pictures."),
    ),
    *YOU,
    Setting(
        "language",
        Choice(choices={"system": mark("Same as the computer"), **NAMES}),
        "system",
        "general",
        mark("Language"),
        mark("The language of all texts."),
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
        "general",
        mark("Colours"),
        mark("Light or dark windows."),
    ),
    Setting(
        "appearance.text_percent",
        Whole(low=80, high=200, unit=PERCENT, presets=(100, 125, 150, 200)),
        100,
        "general",
        mark("Text size"),
        mark("The size of all text; the windows grow with it."),
    ),
    *LOOK,
    TRAY,
    *SHORTCUTS,
    *HOOKS,
    IN_USE,
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
