"""The past as the history window asks for it: what is over is folded once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lowback_tray.app.looking_back import LookingBack
from lowback_tray.care import library
from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.history.stored import StoredRecord
from tests.ui import samples_b
from tests.ui.samples_history import TODAY, Memories


class Counting(Memories):
    """Counts how much is read."""

    spans = 0
    rows = 0

    def records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[StoredRecord]:
        self.spans += 1
        found = super().records(since, until)
        self.rows += len(found)
        return found


def counting() -> tuple[Counting, LookingBack]:
    made = Counting()
    return made, LookingBack(made, lambda: samples_b.SITTING, library.load)


def test_days_that_are_over_are_folded_once() -> None:
    log, past = counting()
    first = TODAY - timedelta(days=60)
    before = past.look(first, 40)
    assert log.spans == 1
    assert past.look(first, 40).days == before.days
    assert log.spans == 1
    past.look(first - timedelta(days=10), 50)
    assert log.spans == 2, "only the ten new days"


def test_today_is_folded_afresh_and_the_running_stretch_is_part_of_it() -> None:
    log, past = counting()
    before = past.look(TODAY, 1).total
    details: dict[str, Detail] = {"kind": "stand-up", "sitting_s": 600.0, "seconds": 0}
    log.commit({}, Stamp("b", 2.0, 2.0), [Record(Fact.STOOD, samples_b.NOW, details)])
    assert past.look(TODAY, 1).total.stood == before.stood + 1
    assert past.look(TODAY, 1).days[0].summary.blocks[-1].end == samples_b.NOW


def test_of_who_is_away_the_day_knows_until_when_they_sat() -> None:
    past = LookingBack(MemoryJournal(), lambda: samples_b.AWAY, library.load)
    assert past.began() is None
    day = past.look(TODAY, 1).days[0].summary
    assert day.longest_s == samples_b.AWAY.sitting_s
    assert day.blocks[-1].end == samples_b.AWAY.left_at


def test_who_never_came_never_sat() -> None:
    past = LookingBack(MemoryJournal(), lambda: samples_b.NEVER_CAME, library.load)
    assert past.look(TODAY, 1).total.days == 0


def test_what_is_folded_in_parts_is_what_is_folded_at_once() -> None:
    _, one = counting()
    _, other = counting()
    first = TODAY - timedelta(days=99)
    for back in range(0, 100, 10):
        one.look(TODAY - timedelta(days=back + 9), 10)
    assert list(one.look(first, 100).days) == list(other.look(first, 100).days)


@pytest.mark.parametrize("n", [1, 7, 31])
def test_a_day_a_week_and_a_month_are_the_same_and_read_no_more_after_three_years(n: int) -> None:
    first = TODAY - timedelta(days=n + 5)
    looks, read = [], []
    for days in (100, 3 * 365):
        log = Counting(TODAY - timedelta(days=days))
        looks.append(LookingBack(log, lambda: samples_b.SITTING, library.load).look(first, n))
        read.append(log.rows)
    assert looks[0] == looks[1]
    assert read[0] == read[1] > 0
