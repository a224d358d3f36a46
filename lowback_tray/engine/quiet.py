"""Quiet time planned in advance: a talk on Tuesday, the dentist on the first of December.

Local wall time, as with the working hours. Entries may overlap or touch: it is quiet until the
last of an unbroken row ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from lowback_tray.engine import days
from lowback_tray.engine.policy import QuietTime

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A quiet time that holds.

    Attributes:
        until: when it ends, together with what follows without a break.
        label: what it is, in the person's words; several where they overlap.
    """

    until: datetime
    label: str


def _span(entry: QuietTime, day: date, wall: datetime) -> tuple[datetime, datetime] | None:
    """The entry on a day where that wall hangs; None when it is of other days."""
    if entry.on is not None and entry.on != day:
        return None
    if entry.weekday is not None and entry.weekday != day.weekday():
        return None
    last = day if entry.end > entry.start else day + _DAY
    return days.at(wall, day, entry.start), days.at(wall, last, entry.end)


@lru_cache(maxsize=8)  # asked at every look, and another answer only on another day or elsewhere
def _spans_of(
    entries: tuple[QuietTime, ...], day: date, rules: tzinfo
) -> tuple[tuple[datetime, datetime, str], ...]:
    """Every entry of a day."""
    wall = datetime.combine(day, time(), rules)
    found = ((_span(entry, day, wall), entry.label) for entry in entries)
    return tuple((*span, label) for span, label in found if span is not None)


def _spans(
    entries: tuple[QuietTime, ...], wall: datetime, ahead: int
) -> Iterator[tuple[datetime, datetime, str]]:
    """Every entry of the days from yesterday to so many days on."""
    for offset in range(-1, ahead + 1):
        yield from _spans_of(entries, wall.date() + offset * _DAY, days.rules_of(wall))


def quiet_until(entries: tuple[QuietTime, ...], wall: datetime) -> datetime | None:
    """When the quiet that holds at `wall` ends; None when none holds."""
    quiet = quiet_now(entries, wall)
    return None if quiet is None else quiet.until


def quiet_now(entries: tuple[QuietTime, ...], wall: datetime) -> Quiet | None:
    """The quiet that holds at `wall`; None when none holds."""
    until, labels = wall, []
    for start, end, label in sorted(_spans(entries, wall, 2)):
        if start <= wall < end and label:
            labels.append(label)
        if start <= until < end:
            until = end
    return Quiet(until, ", ".join(dict.fromkeys(labels))) if until > wall else None


def next_quiet(entries: tuple[QuietTime, ...], wall: datetime) -> datetime | None:
    """When the next quiet time begins, None when none does today or tomorrow."""
    return min((start for start, _, _ in _spans(entries, wall, 1) if start > wall), default=None)


def is_past(entry: QuietTime, wall: datetime) -> bool:
    """Whether a one-off entry is over for good."""
    if entry.on is None:
        return False
    span = _span(entry, entry.on, wall)
    return span is not None and span[1] <= wall
