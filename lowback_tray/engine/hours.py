"""Calendar rules: working hours and "until tomorrow". Local wall time, nothing else.

Edges are found on the local calendar under the rules of the place (`days`): an edge that the
clocks jump over is the first minute after the jump, one that comes twice counts once, and what
lies between two edges is open however long the night of a clock change makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from lowback_tray.engine import days
from lowback_tray.engine.numbers import TOMORROW_HOUR
from lowback_tray.engine.policy import TimeRange

Hours = Mapping[int, tuple[TimeRange, ...]]
_DAY = timedelta(days=1)


def _spans(hours: Hours, around: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Every range that starts on a day from yesterday to eight days on, in order."""
    for offset in range(-1, 9):
        day = around.date() + offset * _DAY
        for span in sorted(hours.get(day.weekday(), ()), key=lambda item: item.start):
            end_day = day if span.end > span.start else day + _DAY
            yield days.at(around, day, span.start), days.at(around, end_day, span.end)


def closed_until(hours: Hours | None, wall: datetime) -> tuple[bool, datetime | None]:
    """Whether prompts are outside their hours, and when the next range opens.

    Returns:
        (False, None) inside a range or without a limit; (True, opening) outside;
        (True, None) when no range of the week ever opens.
    """
    if hours is None:
        return False, None
    for start, end in _spans(hours, wall):
        if start <= wall < end:
            return False, None
        if wall < start < end:  # none that starts later can hold `wall`
            return True, start
    return True, None


def tomorrow(wall: datetime) -> datetime:
    """The end of a pause "until tomorrow": early next morning, always in the future.

    Before that hour of the day "tomorrow" is the coming morning: who works at two at night
    means the day that has not begun for them yet.
    """
    mornings = (days.at(wall, wall.date() + n * _DAY, time(TOMORROW_HOUR)) for n in range(3))
    return next(morning for morning in mornings if morning > wall)
