"""What stands on the page for the professional, from top to bottom.

It repeats what was written down: how long somebody sat, which breaks they took, what they said
of their back. It names no cause and no condition, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowback_tray.i18n import tr
from lowback_tray.ui import day_words
from lowback_tray.ui.history_window.words import amount, sides
from lowback_tray.ui.sheet import charts, words
from lowback_tray.ui.sheet.paper import GREY, HIGH, MARGIN, PALE, WIDE, Paper
from lowback_tray.ui.status_words import day_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from lowback_tray.ui.history_window.shapes import Day, Total

_HALF = (WIDE - 2 * MARGIN - 8) / 2
_FOOT = HIGH - 18.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page tells; `app.reporting` puts it together.

    Attributes:
        made: the day it is made on.
        days, weeks, whole: 28 days, four weeks, and all together.
        answers: "easier", "same", "worse" to how often that was said after a break.
        after: exercise id to the same, for breaks that it was part of.
        hurt: exercise id to the days on which it was stopped because it hurt.
        heavier, flare_ups, signs: the days on which that was said.
        points: what the exercises are for, with the seconds done.
        names: exercise id to its name.
        checked: the questions of the self-check and their answers ("yes", "no" ...).
        checked_on: when they were answered, None where they never were.
        conditions: what exercises have to mind, in words.
        eases: what the person said eases the back, "" where nothing.
    """

    made: date
    days: Sequence[Day]
    weeks: Sequence[Total]
    whole: Total
    answers: Mapping[str, int]
    after: Mapping[str, Mapping[str, int]]
    hurt: Mapping[str, Sequence[date]]
    heavier: Sequence[date]
    flare_ups: Sequence[date]
    signs: Sequence[date]
    points: Sequence[tuple[str, float]]
    names: Mapping[str, str]
    checked: Sequence[tuple[str, str]]
    checked_on: date | None
    conditions: Sequence[str]
    eases: str


def write(sheet: Sheet, path: Path) -> float:
    """Write the page to a PDF file.

    Returns:
        Where the last line ended, in mm from the top; the page has 297.

    Raises:
        DesktopError: the file cannot be written.
    """
    paper = Paper(path, tr("Four weeks at the desk"))
    try:
        _head(paper, sheet)
        _sitting(paper, sheet)
        _two_columns(paper, sheet)
        _self_check(paper, sheet)
        end = paper.y
        _notes(paper)
        _foot(paper)
    finally:
        paper.done()
    return end


def _head(paper: Paper, sheet: Sheet) -> None:
    paper.say(tr("Four weeks at the desk"), "title")
    span = tr("{first} to {last}").format(
        first=day_name(sheet.days[0].day), last=day_name(sheet.days[-1].day)
    )
    paper.say(span, "body", GREY)
    paper.say(
        tr(
            "Written down by Lowback Tray, a reminder program on this person's computer. Sitting "
            "is time at the desk as the computer sees it; everything else is what the person said."
        ),
        "small",
        GREY,
    )
    if sheet.signs:
        days = words.days(sheet.signs)
        paper.say(tr("Warning signs were ticked on: {days}").format(days=days))


def _sitting(paper: Paper, sheet: Sheet) -> None:
    paper.heading(tr("Sitting and breaks"))
    together = (tr("Together"), *charts.numbers(sheet.whole))
    charts.table(paper, charts.weeks(sheet.weeks, sheet.days), together)
    if sheet.whole.desk_hours:
        paper.say(
            tr("A break in {stood} of {hours} hours at the desk.").format(
                stood=sheet.whole.stood_hours, hours=sheet.whole.desk_hours
            ),
            "small",
            GREY,
        )
    paper.y += 1.5
    charts.four_weeks(paper, sheet.days)
    charts.legend(paper)


def _two_columns(paper: Paper, sheet: Sheet) -> None:
    top, right = paper.y, MARGIN + _HALF + 8
    _back(paper, sheet)
    left_end, paper.y = paper.y, top
    _exercises(paper, sheet, right)
    paper.y = max(left_end, paper.y)


def _back(paper: Paper, sheet: Sheet) -> None:
    paper.heading(tr("How the back felt"), wide=_HALF)
    paper.say(words.days_felt(sheet.whole.feelings), wide=_HALF)
    for text, days in (
        (tr("Heavier than usual, or hurting: {days}"), sheet.heavier),
        (tr("Flare-up days: {days}"), sheet.flare_ups),
    ):
        if days:
            paper.say(text.format(days=words.days(days)), wide=_HALF)
    if sheet.eases:
        said = tr("What eases it, as answered: {what}").format(what=sheet.eases)
        paper.say(said, wide=_HALF)


def _exercises(paper: Paper, sheet: Sheet, x: float) -> None:
    paper.heading(tr("What was done"), x=x, wide=_HALF)
    done = [
        tr("{name}: {value}").format(name=name, value=amount(seconds))
        for name, seconds in sheet.points
        if seconds
    ]
    paper.say(day_words.listed(done) or tr("No exercises."), x=x, wide=_HALF)
    said = sides(sheet.whole.done.values())
    if said:
        paper.say(said, "small", GREY, x=x, wide=_HALF)
    paper.heading(tr("What eased, what worsened"), x=x, wide=_HALF)
    told = words.counted(sheet.answers, words.ANSWERS)
    paper.say(
        tr("Said after a break: {answers}").format(answers=told) if told else
        tr("Nothing was said after breaks."), x=x, wide=_HALF,
    )  # fmt: skip
    for text, exercises in (
        (tr("Easier after: {exercises}"), words.said_after(sheet.after, "easier", sheet.names)),
        (tr("Worse after: {exercises}"), words.said_after(sheet.after, "worse", sheet.names)),
        (tr("Stopped because it hurt: {exercises}"), words.hurt(sheet.hurt, sheet.names)),
    ):
        if exercises:
            paper.say(text.format(exercises=exercises), "small", x=x, wide=_HALF)


def _self_check(paper: Paper, sheet: Sheet) -> None:
    title = tr("Self-check")
    if sheet.checked_on is not None:
        title = tr("Self-check of {day}").format(day=day_name(sheet.checked_on))
    paper.heading(title)
    if sheet.checked_on is None:
        paper.say(tr("Not answered."))
    for question, answer in sheet.checked if sheet.checked_on is not None else ():
        wide = WIDE - 2 * MARGIN
        high = paper.text(question, MARGIN, paper.y, wide - 34, "small")
        paper.text(tr(words.CHECKED.get(answer, answer)), WIDE - MARGIN - 30, paper.y, 30, "small")
        paper.y += high + 0.7
    if sheet.conditions:
        minded = day_words.listed(sheet.conditions)
        paper.say(tr("To be minded, as answered: {conditions}").format(conditions=minded), "small")


def _notes(paper: Paper) -> None:
    """Lines to write on, where there is room for at least two."""
    if paper.y + 20 > _FOOT:
        return
    paper.heading(tr("Notes"))
    paper.pen(PALE)
    paper.y += 5
    while paper.y < _FOOT - 3:
        paper.line(MARGIN, paper.y, WIDE - MARGIN, paper.y)
        paper.y += 8


def _foot(paper: Paper) -> None:
    paper.pen(PALE)
    paper.line(MARGIN, _FOOT, WIDE - MARGIN, _FOOT)
    paper.y = _FOOT + 1.5
    paper.say(
        tr("This page repeats what was written down. It is no finding and names no cause."),
        "small",
        GREY,
    )
