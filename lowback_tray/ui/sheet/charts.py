"""What is drawn on the page: four weeks as bars, and a table of the weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from lowback_tray.i18n import tr
from lowback_tray.ui import day_words
from lowback_tray.ui.history_window.marks import paint_mark
from lowback_tray.ui.sheet import words
from lowback_tray.ui.sheet.paper import ACCENT, GREY, INK, MARGIN, PALE, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.ui.history_window.shapes import Day, Total
    from lowback_tray.ui.sheet.paper import Paper

_COLUMNS = (46.0, 22.0, 34.0, 34.0, 42.0)
_HIGH = 22.0  # of the bars, in mm
_AXIS = 26.0  # room for the names of the lanes
_HOUR_S = 3600.0


def table(paper: Paper, rows: Sequence[Sequence[str]], total: Sequence[str]) -> None:
    """Weeks below each other, and what they are together."""
    heads = (
        tr("Week"), tr("Days"), tr("Usual sitting"), tr("Longest sitting"),
        tr("Stood up / reminded"),
    )  # fmt: skip
    _row(paper, heads, GREY)
    for row in rows:
        _row(paper, row, INK)
    paper.pen(PALE)
    paper.line(MARGIN, paper.y, WIDE - MARGIN, paper.y)
    paper.y += 0.6
    _row(paper, total, INK, bold=True)


def _row(paper: Paper, cells: Sequence[str], colour: str, *, bold: bool = False) -> None:
    x, high = MARGIN, 0.0
    for index, (cell, wide) in enumerate(zip(cells, _COLUMNS, strict=True)):
        align = Qt.AlignmentFlag.AlignRight if index else Qt.AlignmentFlag.AlignLeft
        high = max(high, paper.text(cell, x, paper.y, wide - 2, "small", colour, align, bold=bold))
        x += wide
    paper.y += high + 0.6


def weeks(total: Sequence[Total], days: Sequence[Day]) -> list[tuple[str, ...]]:
    """The rows of the table."""
    found = []
    for number, one in enumerate(total):
        first, last = days[number * 7].day, days[number * 7 + 6].day
        name = tr("{first} to {last}").format(first=words.short(first), last=words.short(last))
        found.append((name, *numbers(one)))
    return found


def numbers(one: Total) -> tuple[str, ...]:
    """The numbers of a row."""
    return (
        str(one.days), day_words.length(one.usual_s), day_words.length(one.longest_s),
        f"{one.stood} / {one.offered}",
    )  # fmt: skip


def four_weeks(paper: Paper, days: Sequence[Day]) -> None:
    """The longest sitting of each day against the hour, and how the back felt below it."""
    left, right = MARGIN + _AXIS, WIDE - MARGIN
    column = (right - left) / len(days)
    foot = paper.y + _HIGH
    longest = max((day.summary.longest_s for day in days), default=0.0)
    unit = _HIGH / max(1.5 * _HOUR_S, longest)
    paper.text(tr("Longest sitting"), MARGIN, paper.y, _AXIS - 2, "small", GREY)
    for index, day in enumerate(days):
        _bar(paper, day, left + index * column, column, foot, unit)
    level = foot - _HOUR_S * unit
    paper.pen(GREY, 0.15)
    paper.line(left, level, right, level)
    paper.line(left, foot, right, foot)
    paper.text(day_words.length(_HOUR_S), MARGIN, level - 2, _AXIS - 2, "small", GREY,
               Qt.AlignmentFlag.AlignRight)  # fmt: skip
    paper.y = foot + 1
    paper.text(tr("The back"), MARGIN, paper.y, _AXIS - 2, "small", GREY)
    _felt(paper, days, left, column)
    paper.y += 5
    for index, day in enumerate(days):
        if index % 7 == 0:
            paper.text(words.short(day.day), left + index * column, paper.y, 20, "small", GREY)
    paper.y += 4.4


def _bar(paper: Paper, day: Day, x: float, column: float, foot: float, unit: float) -> None:
    high = day.summary.longest_s * unit
    if not high:
        return
    paper.painter.setPen(Qt.PenStyle.NoPen)
    paper.fill(ACCENT)
    paper.painter.drawRect(paper.box(x + column * 0.2, foot - high, column * 0.6, high))


def _felt(paper: Paper, days: Sequence[Day], left: float, column: float) -> None:
    for index, day in enumerate(days):
        if day.feeling in day_words.FEELINGS:
            place = paper.box(left + (index + 0.5) * column, paper.y + 1.8, 1.1, 0)
            middle = QPointF(place.x(), place.y())
            paint_mark(paper.painter, middle, place.width(), str(day.feeling))


def legend(paper: Paper) -> None:
    """What the marks mean."""
    x = MARGIN + _AXIS
    for feeling, name in day_words.FEELINGS.items():
        place = paper.box(x + 1.2, paper.y + 1.9, 1.1, 0)
        paint_mark(paper.painter, QPointF(place.x(), place.y()), place.width(), feeling)
        paper.text(tr(name), x + 3.4, paper.y, 30, "small", GREY)
        x += 24
    paper.y += 4.6
