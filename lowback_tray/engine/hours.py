"""Calendar rules: working hours and "until tomorrow". Local wall time, nothing else.

An aware wall time in a zone with odd rules (DST gaps, half-hour changes) is compared by its
local minutes; the next edge is found on the local clock face, and the runner's minute
heartbeat corrects whatever a clock change moves in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from lowback_tray.engine.numbers import TOMORROW_HOUR
from lowback_tray.engine.policy import TimeRange

Hours = Mapping[int, tuple[TimeRange, ...]]


def _spans(hours: Hours, around: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Every range that starts on a day from yesterday to eight days on, in order."""
    midnight = around.replace(hour=0, minute=0, second=0, microsecond=0)
    for offset in range(-1, 9):
        day = midnight + timedelta(days=offset)
        for span in sorted(hours.get(day.weekday(), ()), key=lambda item: item.start):
            start = day.replace(hour=span.start.hour, minute=span.start.minute)
            end = day.replace(hour=span.end.hour, minute=span.end.minute)
            yield start, end if end > start else end + timedelta(days=1)


def closed_until(hours: Hours | None, wall: datetime) -> tuple[bool, datetime | None]:
    """Whether prompts are outside their hours, and when the next range opens.

    Returns:
        (False, None) inside a range or without a limit; (True, opening) outside;
        (True, None) when no range of the week ever opens.
    """
    if hours is None:
        return False, None
    opening = None
    for start, end in _spans(hours, wall):
        if start <= wall < end:
            return False, None
        if start > wall and opening is None:
            opening = start
    return True, opening


def next_closing(hours: Hours | None, wall: datetime) -> datetime | None:
    """When the range that holds `wall` ends; None outside every range or without a limit."""
    if hours is None:
        return None
    ends = [end for start, end in _spans(hours, wall) if start <= wall < end]
    return max(ends, default=None)


def tomorrow(wall: datetime) -> datetime:
    """The end of a pause "until tomorrow": early next morning, always in the future.

    Before that hour of the day "tomorrow" is the coming morning: who works at two at night
    means the day that has not begun for them yet.
    """
    target = wall.replace(hour=TOMORROW_HOUR, minute=0, second=0, microsecond=0)
    return target if target > wall else target + timedelta(days=1)
