"""Local days and times of day, where summer time and journeys change how long a day is.

A wall time carries the UTC offset in force at its moment, so arithmetic with it is one of real
seconds. But the offset of now says nothing about five o'clock tomorrow. So it carries the rules
of the place too (`Here`), and everything that reads a calendar or a clock face asks here: which
moment is that day at that time, and what does the local clock show at that moment?

    left out     a time of day that the clocks jump over is the first minute after the jump
    twice        a time of day that comes twice counts the first time
    a journey    the rules are those of the place where the question is asked
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache


class Here(tzinfo):
    """A fixed UTC offset that remembers the rules of the place it was taken from.

    Attributes:
        rules: the time zone with its past and coming clock changes.
    """

    def __init__(self, offset: timedelta, rules: tzinfo) -> None:
        self._offset = offset
        self.rules = rules

    def __reduce__(self) -> tuple[type, tuple[timedelta, tzinfo]]:
        return Here, (self._offset, self.rules)

    def utcoffset(self, at: datetime | None) -> timedelta:
        """The offset, whatever the moment."""
        return self._offset

    def dst(self, at: datetime | None) -> None:
        """Not known, and never needed."""

    def tzname(self, at: datetime | None) -> str:
        """The name that the rules have for it."""
        return str(self.rules)

    def fromutc(self, at: datetime) -> datetime:
        """As for every fixed offset."""
        return at + self._offset


_here = lru_cache(maxsize=64)(Here)


def rules_of(wall: datetime) -> tzinfo:
    """The rules of the place where a wall time was read; its bare offset where none came along."""
    zone = wall.tzinfo
    assert zone is not None, f"a naive time cannot be placed: {wall!r}"
    return zone.rules if isinstance(zone, Here) else zone


def placed(moment: datetime, rules: tzinfo) -> datetime:
    """A moment as the clocks under these rules show it."""
    shown = moment.astimezone(UTC).astimezone(rules)
    offset = shown.utcoffset()
    assert offset is not None
    return shown.replace(tzinfo=_here(offset, rules), fold=0)


def seen_from(wall: datetime, moment: datetime) -> datetime:
    """A moment as the clocks of that place show it, whatever zone it was written in."""
    return placed(moment, rules_of(wall))


def later(wall: datetime, seconds: float) -> datetime:
    """What the clocks of that place show so many real seconds later (earlier if negative)."""
    return placed(wall.astimezone(UTC) + timedelta(seconds=seconds), rules_of(wall))


def at(wall: datetime, day: date, face: time) -> datetime:
    """The moment at which the clocks of that place show `face` on that local day."""
    return _at(rules_of(wall), day, face)


@lru_cache(maxsize=512)  # the same few edges of today and tomorrow are asked for at every look
def _at(rules: tzinfo, day: date, face: time) -> datetime:
    shown = datetime.combine(day, face.replace(second=0, microsecond=0, tzinfo=None, fold=0))
    moment, offset = _instant(shown, rules)
    if moment.astimezone(rules).replace(tzinfo=None, fold=0) == shown:
        return shown.replace(tzinfo=_here(offset, rules))
    return placed(_after_the_jump(_instant(shown.replace(fold=1), rules)[0], moment, rules), rules)


def midnight(wall: datetime, days: int = 1) -> datetime:
    """The local midnight that begins the day so many days on."""
    return at(wall, wall.date() + timedelta(days=days), time())


def ahead(wall: datetime, end: datetime | None, most_days: int) -> bool:
    """Whether an end still lies ahead, and no further than it can have been when it was set.

    A clock that is put back by years must not make a day last for years.
    """
    if end is None:
        return False
    left = end - wall
    return timedelta() < left <= timedelta(days=most_days)


def _instant(shown: datetime, rules: tzinfo) -> tuple[datetime, timedelta]:
    offset = shown.replace(tzinfo=rules).utcoffset()
    assert offset is not None
    return (shown - offset).replace(tzinfo=UTC, fold=0), offset


def _after_the_jump(before: datetime, after: datetime, rules: tzinfo) -> datetime:
    """The second at which the offset changes between two moments around a jump."""
    old = before.astimezone(rules).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(rules).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
