"""The present in words: the one place where a `Status` becomes text.

The tray's tooltip, the menu's first line and the Today window all ask here, so they cannot
disagree. Pure: no Qt. Minutes are rounded up, because "in 1 min" that comes a little early is
kinder than "in 0 min" that does not come.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.spans import span
from lowback_tray.engine.status import HoldView, NextPrompt, PhaseName, Status
from lowback_tray.i18n import mark, ntr, tr

# Holds of a few seconds, part of finding a good moment; they are worth a word only when a
# stand-up really waits for them.
_PASSING = frozenset({"typing", "just_back"})
WEEKDAYS = (
    mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"),
)  # fmt: skip
"""Short names, Monday first, messages for `tr`."""
MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"),
    mark("December"),
)  # fmt: skip
"""January first, messages for `tr`."""


def minutes_up(seconds: float) -> int:
    """Whole minutes, rounded up, at least 1."""
    return max(1, math.ceil(seconds / 60))


def clock_words(at: datetime, now: datetime) -> str:
    """A moment ahead, as short as it can be said: "14:30", "tomorrow 07:00", "Mon 07:00".

    A day a week ahead or more is told by its date.
    """
    time = f"{at:%H:%M}"
    if at.date() == now.date():
        return time
    if at.date() == now.date() + timedelta(days=1):
        return tr("tomorrow {time}").format(time=time)
    if at.date() < now.date() + timedelta(days=7):
        return tr("{weekday} {time}").format(weekday=tr(WEEKDAYS[at.weekday()]), time=time)
    return f"{day_name(at.date())} {time}"


def day_name(day: date) -> str:
    """A date with its year, as every window writes it."""
    return tr("{day} {month} {year}").format(
        day=day.day, month=tr(MONTHS[day.month - 1]), year=day.year
    )


def weekday_name(day: date) -> str:
    """A date with its year and its day of the week."""
    return tr("{weekday} {day}").format(weekday=tr(WEEKDAYS[day.weekday()]), day=day_name(day))


def lower_first(text: str) -> str:
    """The text as the rest of a line: "The screen ..." becomes "the screen ...", "USB" stays."""
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def is_paused(status: Status) -> bool:
    """True while the person's own pause is in force."""
    return status.phase is PhaseName.PAUSED or status.pause_until is not None


def waiting_hold(status: Status) -> HoldView | None:
    """The hold worth telling about now, most important first; None when nothing waits."""
    for hold in status.holds:
        if status.owed or hold.name not in _PASSING:
            return hold
    return None


def is_held(status: Status) -> bool:
    """True while prompts wait for a reason worth a word, the person's own pause included."""
    return is_paused(status) or waiting_hold(status) is not None


def hold_words(hold: HoldView, now: datetime) -> str:
    """Why prompts wait and, where it is known, until when."""
    reason = lower_first(hold.words)
    if hold.until is None:
        return tr("Waiting: {reason}").format(reason=reason)
    return tr("Waiting until {time}: {reason}").format(
        time=clock_words(hold.until, now), reason=reason
    )


def prompt_title(kind: BreakKind, *, standing: bool) -> str:
    """What an open prompt asks for; `standing` is whether its plan means standing up."""
    if kind is BreakKind.CARE:
        return tr("Time to wind down")
    if kind is BreakKind.STAND_UP:
        return tr("Time to stand up") if standing else tr("Time to move in your seat")
    if kind is BreakKind.SWITCH:
        return tr("Time to sit or move")
    return tr("Time for a posture reset")


def headline(status: Status) -> str:
    """The present in one line, as the menu's first line says it."""
    if status.guide is not None:
        return tr("Break: step {step} of {steps}").format(
            step=status.guide.index + 1, steps=len(status.guide.plan.steps)
        )
    if status.body.signs is not None:
        return tr("No exercise while a warning sign is ticked")
    if status.prompt is not None:
        return prompt_title(status.prompt.kind, standing=status.prompt.plan.standing)
    if is_paused(status):
        return _paused_words(status)
    hold = waiting_hold(status)
    if hold is not None:
        return hold_words(hold, status.now)
    return _running_words(status)


def detail(status: Status) -> str:
    """What more there is to say about the present, one sentence under the headline, or nothing."""
    if status.guide is not None:
        return tr("The break window leads you through it.")
    if status.body.signs is not None:
        return tr("Medical care comes first. Exercises come back when you say so.")
    if status.prompt is not None:
        if status.prompt.kind is BreakKind.CARE:
            return ""  # an evening is no desk time
        return _desk_words(status, status.prompt.sitting_s)
    if is_paused(status):
        return tr("No reminders until then. The pause ends by itself.")
    if waiting_hold(status) is not None:
        if status.owed:
            return tr("A stand-up waits and comes at the first good moment.")
        return tr("Reminders go on by themselves.")
    if status.phase is PhaseName.AWAY:
        return tr("Time away counts as rest.")
    return _desk_words(status, status.sitting_s)


def _desk_words(status: Status, sitting_s: float) -> str:
    """How long the person has been sitting or standing."""
    if status.standing_s is None:
        return sitting_words(sitting_s)
    return tr("You have been standing for {span}.").format(span=span(status.standing_s))


def sitting_words(sitting_s: float) -> str:
    """How long the person has been sitting, as a sentence."""
    if sitting_s < 60:
        return tr("You have only just sat down.")
    return tr("You have been sitting for {span}.").format(span=span(sitting_s))


def _paused_words(status: Status) -> str:
    off_screen = any(hold.name == "off_screen" for hold in status.holds)
    if status.pause_until is None:
        return tr("Off the screen") if off_screen else tr("Paused")
    time = clock_words(status.pause_until, status.now)
    if off_screen:
        return tr("Off the screen until {time}").format(time=time)
    return tr("Paused until {time}").format(time=time)


def _running_words(status: Status) -> str:
    if status.phase is PhaseName.AWAY:
        return tr("Away from the desk")
    if status.snoozed_until is not None:
        left = minutes_up((status.snoozed_until - status.now).total_seconds())
        return ntr("Asking again in {n} min", "Asking again in {n} min", left)
    if status.next is None and status.standing_s is not None:
        return tr("Standing for {span}").format(span=span(status.standing_s))
    if status.next is None:
        return tr("Sitting for {span}").format(span=span(status.sitting_s))
    return _with_ahead(status, _coming_words(status.next))


def _with_ahead(status: Status, words: str) -> str:
    """And what was said of the next stand-up beforehand."""
    if status.ahead.skip:
        return tr("{line} · stand-up left out").format(line=words)
    if status.ahead.later_s:
        minutes = round(status.ahead.later_s / 60)
        return tr("{line} · put off by {n} min").format(line=words, n=minutes)
    return words


def _coming_words(coming: NextPrompt) -> str:
    left = minutes_up(coming.in_s)
    if coming.kind is BreakKind.STAND_UP:
        return ntr("Stand up in {n} min", "Stand up in {n} min", left)
    if coming.kind is BreakKind.SWITCH:
        return ntr("Sit or move in {n} min", "Sit or move in {n} min", left)
    if coming.kind is BreakKind.CARE:
        return ntr("Evening wind-down in {n} min", "Evening wind-down in {n} min", left)
    return ntr("Posture reset in {n} min", "Posture reset in {n} min", left)
