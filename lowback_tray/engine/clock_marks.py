"""Standing up at times of the clock instead of after an interval: ":00", ":30", "10:15".

A mark asks for a stand-up when the wall clock passes it and the person has been at the desk for
ten minutes by then: whoever has just stood up, answered or come back is left alone until the
next. Nothing is kept ticking: at each look only the newest mark counts, so a clock that is put
forward brings one stand-up and no heap. A mark that has asked is remembered by its name on the
clock face, so one put back does not bring it twice; in the night of winter time a minute of
every hour comes in both hours, a time of day once. A time of day that the night of summer
time leaves out asks when the clock has jumped; a mark that a clock put forward passed asks late,
by at most an hour.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import count

from lowback_tray.engine import days, numbers
from lowback_tray.engine.policy import ClockMark
from lowback_tray.engine.state import Marked

_HOUR_S = 3600.0
_REMEMBERED = 24
LEAST_S = numbers.MARK_SAT_S - 1.0
"""Desk time before a mark asks; sums of seconds end a little before or after their moment."""


def _at(mark: ClockMark, wall: datetime, steps: int = 0) -> datetime:
    """The mark of this hour or day, or of so many later."""
    if mark.hour is None:
        this_hour = wall.replace(minute=mark.minute, second=0, microsecond=0)
        return days.later(this_hour, steps * _HOUR_S)
    return days.at(wall, wall.date() + timedelta(days=steps), time(mark.hour, mark.minute))


def _newest(marks: tuple[ClockMark, ...], wall: datetime) -> tuple[datetime, str]:
    """The last mark at or before `wall`, and the name it is remembered by."""
    found = []
    for mark in marks:
        moment = _at(mark, wall)
        moment = moment if moment <= wall else _at(mark, wall, -1)
        found.append((moment, _name(mark, moment)))
    return max(found)


def _name(mark: ClockMark, moment: datetime) -> str:
    """A time of day comes once a day; a minute of every hour in each offset anew."""
    return f"{moment:%Y-%m-%dT%H:%M}" if mark.hour is not None else moment.isoformat("T", "minutes")


def _coming(marks: tuple[ClockMark, ...], after: datetime, done: tuple[str, ...]) -> datetime:
    """The first mark later than `after` that has not asked yet."""
    moments = []
    for mark in marks:
        coming = (_at(mark, after, steps) for steps in count())
        moments.append(next(one for one in coming if one > after and _name(mark, one) not in done))
    return min(moments)


def due(marks: tuple[ClockMark, ...], wall: datetime, stand_s: float, marked: Marked) -> str | None:
    """The name of the mark that asks now, None when none does.

    Args:
        marks: at least one.
        wall: local time.
        stand_s: desk time since the last stand-up ended, in seconds.
        marked: what has asked already.
    """
    moment, name = _newest(marks, wall)
    late_s = _seconds(moment, wall)
    if late_s > numbers.MARK_LATE_S or stand_s - late_s < LEAST_S:
        return None
    since = marked.since
    if name in marked.done or (since is not None and moment <= since <= wall):
        return None
    return name


def left_s(marks: tuple[ClockMark, ...], wall: datetime, stand_s: float, marked: Marked) -> float:
    """Seconds until a mark asks, for somebody who stays at the desk; 0 when one asks now."""
    if due(marks, wall, stand_s, marked) is not None:
        return 0.0
    missing = timedelta(seconds=numbers.MARK_SAT_S - stand_s, microseconds=-1)
    return _seconds(wall, _coming(marks, max(wall, wall + missing), marked.done))


def _seconds(earlier: datetime, later: datetime) -> float:
    """Real seconds between two local times, whatever their offsets."""
    return later.timestamp() - earlier.timestamp()


def asked(marked: Marked, name: str) -> Marked:
    """That mark has asked."""
    return Marked((*marked.done, name)[-_REMEMBERED:], marked.since)
