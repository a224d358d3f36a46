"""The last four weeks as somebody tells a professional about them: a pure fold.

Nothing here judges. "Easier" and "worse" are what the person said after a break, told with the
exercises of that break; what it was that eased or worsened, nobody knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lowback_tray.engine.records import Fact
from lowback_tray.history.overview import DayTale, Total, tales, total
from lowback_tray.history.stats import window
from lowback_tray.history.stored import StoredRecord, in_order, tells_how_it_was

WEEKS = 4
DAYS = 7 * WEEKS
ANSWERS = ("easier", "same", "worse")

__all__ = ["ANSWERS", "DAYS", "WEEKS", "Month", "month", "window"]


@dataclass(frozen=True, slots=True)
class Month:
    """Four weeks up to a day.

    Attributes:
        days: all 28, oldest first.
        weeks: seven of them together, oldest first.
        whole: all together.
        answers: what was said after breaks: "easier", "same", "worse" to how often.
        after: exercise id to what was said after breaks that it was part of.
        hurt: exercise id to the days on which the person stopped it because it hurt.
        heavier, flare_ups, signs: the days on which the person said that the back was heavier
            than usual or hurt, that it was a flare-up, and on which a warning sign was ticked.
    """

    days: tuple[DayTale, ...]
    weeks: tuple[Total, ...]
    whole: Total
    answers: Mapping[str, int]
    after: Mapping[str, Mapping[str, int]]
    hurt: Mapping[str, tuple[date, ...]]
    heavier: tuple[date, ...]
    flare_ups: tuple[date, ...]
    signs: tuple[date, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is known of any of the days."""
        return not self.whole.days


def month(records: Iterable[StoredRecord], last: date) -> Month:
    """The four weeks up to `last`; `window(last, DAYS)` says which records they need."""
    ordered = in_order(list(records))
    days = tales(ordered, last, DAYS)
    first = last - timedelta(days=DAYS - 1)
    inside = [record for record in ordered if first <= record.day <= last]
    answers, after = _answers(inside)
    return Month(
        days=days,
        weeks=tuple(total(days[n : n + 7]) for n in range(0, DAYS, 7)),
        whole=total(days),
        answers=answers,
        after=after,
        hurt=_hurt(inside),
        heavier=_days(one for one in inside if _says_worse(one)),
        flare_ups=_days(one for one in inside if one.fact == Fact.FLARE_UP and _on(one)),
        signs=_days(one for one in inside if one.fact == Fact.SIGNS and _ticked(one)),
    )


def _answers(
    records: Iterable[StoredRecord],
) -> tuple[Mapping[str, int], Mapping[str, Mapping[str, int]]]:
    """An answer belongs to the exercises of its break, since that break began."""
    part_of: dict[str, list[str]] = {}
    answers: Counter[str] = Counter()
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        number = str(record.details.get("break_id"))
        if record.fact == Fact.STARTED:
            part_of[number] = []  # numbers may begin anew after everything was deleted
        elif record.fact == Fact.EXERCISE_DONE:
            part_of.setdefault(number, []).append(str(record.details.get("exercise")))
        elif tells_how_it_was(record):
            answer = str(record.details.get("answer"))
            answers[answer] += 1
            for exercise in dict.fromkeys(part_of.get(number, ())):
                after[exercise][answer] += 1
    return answers, after


def _hurt(records: Iterable[StoredRecord]) -> Mapping[str, tuple[date, ...]]:
    found: defaultdict[str, list[StoredRecord]] = defaultdict(list)
    for record in records:
        if record.fact == Fact.HURT:
            found[str(record.details.get("exercise"))].append(record)
    return {exercise: _days(some) for exercise, some in found.items()}


def _days(records: Iterable[StoredRecord]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(record.day for record in records))


def _says_worse(record: StoredRecord) -> bool:
    return record.fact == Fact.FEEL and record.details.get("how") in ("heavy", "pain")


def _on(record: StoredRecord) -> bool:
    return record.details.get("on") is True


def _ticked(record: StoredRecord) -> bool:
    return record.details.get("tier") is not None
