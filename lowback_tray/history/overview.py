"""Looking back on days: what `stats` says of them, how the back felt, and what was done.

    a desk hour   a clock hour with at least ten minutes of sitting in it; a desk hour with a
                  break or work on one's feet in it counts as one in which the person stood. A
                  mere absence does not:
                  nobody knows whether they stood
    done          seconds of each exercise that was done to its end, and of each side where it
                  has two

Pure folds like `stats`; a total is the sum of its days and kept nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from lowback_tray.care.exercise import Library
from lowback_tray.engine.records import Fact
from lowback_tray.history.stats import DaySummary, LiveSitting, week
from lowback_tray.history.stored import StoredRecord, in_order
from lowback_tray.history.strip import Block

FEELINGS = ("light", "okay", "heavy", "painful")
_DESK_HOUR_S = 600
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Done:
    """How long an exercise was done.

    Attributes:
        seconds: in all.
        right_s, left_s: on each side; both 0 where it has none, or nobody noted them.
    """

    seconds: float = 0.0
    right_s: float = 0.0
    left_s: float = 0.0

    def __add__(self, other: Done) -> Done:
        return Done(
            self.seconds + other.seconds,
            self.right_s + other.right_s,
            self.left_s + other.left_s,
        )


@dataclass(frozen=True, slots=True)
class DayTale:
    """One day as it is looked back on.

    Attributes:
        summary: the day in numbers and as a strip.
        desk_hours: how many clock hours saw the person at the desk.
        stood_hours: in how many of those they stood.
        feeling: how the back felt, the last answer of the day; None where nobody said.
        done: exercise id to how long it was done.
    """

    summary: DaySummary
    desk_hours: int
    stood_hours: int
    feeling: str | None
    done: Mapping[str, Done]

    @property
    def day(self) -> date:
        """The local date."""
        return self.summary.day

    @property
    def empty(self) -> bool:
        """Whether nothing is known of the day."""
        one = self.summary
        return not (one.blocks or one.stood or one.offered or self.feeling or self.done)


@dataclass(frozen=True, slots=True)
class Total:
    """Several days together.

    Attributes:
        days: how many of them anything is known about.
        stood, offered, desk_hours, stood_hours: sums.
        longest_s: the longest sitting of them all, 0 where there is none.
        usual_s: the median sitting stretch of them all, None where there is none.
        feelings: answer to number of days.
        done: exercise id to how long it was done.
    """

    days: int
    stood: int
    offered: int
    desk_hours: int
    stood_hours: int
    longest_s: float
    usual_s: float | None
    feelings: Mapping[str, int]
    done: Mapping[str, Done]


def tales(
    records: Iterable[StoredRecord], last_day: date, n: int, live: LiveSitting | None = None
) -> tuple[DayTale, ...]:
    """The `n` days up to `last_day`, oldest first; `stats.window` says which records they need."""
    ordered = in_order(list(records))
    feelings: dict[date, str] = {}
    done: defaultdict[date, dict[str, Done]] = defaultdict(dict)
    for record in ordered:
        if record.fact == Fact.BACK_FEELING:
            feelings[record.day] = str(record.details.get("answer"))
        elif record.fact == Fact.EXERCISE_DONE:
            _add(done[record.day], record)
    return tuple(
        _tale(summary, feelings.get(summary.day), done.get(summary.day, {}))
        for summary in week(ordered, last_day, n, live)
    )


def total(days: Sequence[DayTale]) -> Total:
    """The days together."""
    lengths = [
        (end - start).total_seconds() for one in days for start, end in one.summary.stretches
    ]
    done: dict[str, Done] = {}
    for one in days:
        for exercise, how_long in one.done.items():
            done[exercise] = done.get(exercise, Done()) + how_long
    return Total(
        days=sum(not one.empty for one in days),
        stood=sum(one.summary.stood for one in days),
        offered=sum(one.summary.offered for one in days),
        desk_hours=sum(one.desk_hours for one in days),
        stood_hours=sum(one.stood_hours for one in days),
        longest_s=max(lengths, default=0.0),
        usual_s=median(lengths) if lengths else None,
        feelings=Counter(one.feeling for one in days if one.feeling is not None),
        done=done,
    )


def by_point(done: Mapping[str, Done], library: Library) -> dict[str, float]:
    """Seconds for each of the points; an exercise that serves several counts evenly for each.

    Exercises that are no longer known (a pack that is gone) are left out.
    """
    seconds = dict.fromkeys(library.points, 0.0)
    for exercise, how_long in done.items():
        known = library.exercises.get(exercise)
        points = known.points if known is not None else ()
        for point in points:
            seconds[point] += how_long.seconds / len(points)
    return seconds


def _add(done: dict[str, Done], record: StoredRecord) -> None:
    seconds, right_s, left_s = (
        value if isinstance(value, int | float) else 0.0
        for value in map(record.details.get, ("seconds", "right_s", "left_s"))
    )
    exercise = str(record.details.get("exercise"))
    done[exercise] = done.get(exercise, Done()) + Done(seconds, right_s, left_s)


def _tale(summary: DaySummary, feeling: str | None, done: Mapping[str, Done]) -> DayTale:
    sat: Counter[datetime] = Counter()
    stood: set[datetime] = set()
    for block in summary.blocks:
        for hour, seconds in _by_hour(block):
            if block.what in ("break", "standing"):
                stood.add(hour)
            elif block.what in ("sitting", "long_sitting"):
                sat[hour] += round(seconds)
    desk = {hour for hour, seconds in sat.items() if seconds >= _DESK_HOUR_S}
    return DayTale(summary, len(desk), len(desk & stood), feeling, done)


def _by_hour(block: Block) -> Iterator[tuple[datetime, float]]:
    """The clock hours of a block, each with its seconds; a moment has one hour and none."""
    hour = block.start.replace(minute=0, second=0, microsecond=0)
    while True:
        begin, end = max(hour, block.start), min(hour + _HOUR, block.end)
        yield hour, (end - begin).total_seconds()
        hour += _HOUR
        if hour >= block.end:
            return
