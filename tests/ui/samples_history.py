"""A past for the history window, the same at every run: 13 months of a plausible desk life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache

from lowback_tray.app.looking_back import LookingBack
from lowback_tray.care import library
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.engine.status import Status
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.history.stored import StoredRecord, keep
from tests.ui import samples_b

JST = timezone(timedelta(hours=9))
BEGAN = date(2025, 10, 20)
TODAY = samples_b.NOW.date()
_EXERCISES = (
    ("stand_hip_flexor", 60.0, True), ("stand_march_walk", 40.0, False),
    ("wall_align", 30.0, False), ("chair_figure4", 60.0, True),
    ("stand_tall_stretch", 20.0, False), ("chair_pelvis_reset", 60.0, False),
)  # fmt: skip
_FELT = ("okay", "okay", "light", "heavy", "okay", "light", "painful", "heavy", "okay")


def records(first: date = BEGAN, last: date = TODAY) -> Iterator[Record]:
    """What was written down, oldest first: weekdays, now and then a week off."""
    day = first
    while day <= last:
        number = (day - BEGAN).days
        if day.weekday() < 5 and number % 61 > 6:
            yield from _day(day, number)
        day += timedelta(days=1)


def _day(day: date, number: int) -> Iterator[Record]:
    at = datetime(day.year, day.month, day.day, 9, 2 + number % 7, tzinfo=JST)
    yield Record(Fact.LAUNCHED, at, {"absent_s": 50_000.0, "sitting_s": 0.0})
    end = samples_b.NOW if day == TODAY else at.replace(hour=18, minute=0)
    n = 0
    while True:
        sat = timedelta(minutes=(38, 52, 61, 47, 83, 58, 60)[(number + n) % 7])
        at += sat
        if at >= end:
            break
        kind: dict[str, Detail] = {"kind": BreakKind.STAND_UP, "sitting_s": sat.total_seconds()}
        if n == 3:
            away = {"seconds": 2700.0, "credit": 1.0, "sitting_s": sat.total_seconds()}
            yield Record(Fact.AWAY, at, {**away})
            at += timedelta(minutes=45)
        elif (number + n) % 5 == 4:
            yield Record(Fact.SKIPPED, at, kind)
        else:
            yield from _break(at, number * 20 + n, kind)
            at += timedelta(seconds=150)
        n += 1
    if number % 3 and n:
        answer = _FELT[number // 3 % len(_FELT)]
        yield Record(Fact.BACK_FEELING, min(at, end), {"answer": answer})


def _break(at: datetime, number: int, kind: dict[str, Detail]) -> Iterator[Record]:
    yield Record(Fact.STARTED, at, {"break_id": number, **kind})
    at += timedelta(seconds=150)
    for exercise, seconds, sides in (_EXERCISES[number % 6], _EXERCISES[(number + 1) % 6]):
        details: dict[str, Detail] = {"exercise": exercise, "seconds": seconds}
        if sides:
            details |= {"right_s": seconds / 2, "left_s": seconds / 2 - number % 3}
        yield Record(Fact.EXERCISE_DONE, at, {"break_id": number, **details})
    done: dict[str, Detail] = {"stood": True, "seconds": 150.0, "break_id": number}
    yield Record(Fact.COMPLETED, at, {**kind, **done})
    if number % 4 == 0:
        answer = ("easier", "same", "easier", "worse")[number // 4 % 4]
        yield Record(Fact.CHECK_IN, at, {"break_id": number, "answer": answer})


class Memories(MemoryJournal):
    """The records in memory."""

    def __init__(self, first: date = BEGAN, last: date = TODAY) -> None:
        super().__init__()
        self._records = list(_kept(first, last))


@cache
def _kept(first: date, last: date) -> tuple[StoredRecord, ...]:
    return tuple(keep(record) for record in records(first, last))


def past(
    first: date = BEGAN, last: date = TODAY, status: Status = samples_b.SITTING
) -> LookingBack:
    """The past over them, seen from the samples' moment."""
    return LookingBack(Memories(first, last), lambda: status, library.load)
