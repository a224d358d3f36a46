"""Looking back: desk hours, feelings, what was done; totals are the sum of the log."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, timedelta, timezone

import pytest

from lowback_tray.care import library
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Fact
from lowback_tray.history.overview import DayTale, Done, by_point, tales, total
from lowback_tray.history.stored import StoredRecord
from tests.history.makers import DAY, clock, stored
from tests.history.test_stats import Life

STAND = BreakKind.STAND_UP


def stand(at: str, sat_min: float) -> StoredRecord:
    return stored(Fact.STOOD, at, break_id=None, kind=STAND, seconds=0, sitting_s=sat_min * 60)


def tale(*records: StoredRecord) -> DayTale:
    return tales(records, DAY, 1)[0]


def test_a_day_nothing_is_known_about_is_empty() -> None:
    one = tale()
    assert (one.empty, one.day, one.desk_hours, one.feeling, one.done) == (True, DAY, 0, None, {})
    assert total([one]).usual_s is None
    assert total([]).days == 0


def test_a_desk_hour_has_ten_minutes_of_sitting_and_stood_needs_a_break_in_it() -> None:
    one = tale(stand("10:00", 60), stand("10:58", 58), stand("12:05", 65))
    # 9, 10 and 11 were sat in; 12:00 to 12:05 is too short. A break fell into hour 10 only.
    assert (one.desk_hours, one.stood_hours) == (3, 1)


def test_a_break_in_an_hour_without_sitting_makes_no_desk_hour() -> None:
    one = tale(
        stand("10:00", 60),
        stored(Fact.AWAY, "10:00", seconds=7200, sitting_s=0, credit=1.0),
        stand("11:30", 0),
    )
    assert (one.desk_hours, one.stood_hours) == (1, 0)


def test_the_hours_of_a_half_hour_time_zone_are_those_on_its_clock() -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    at = clock("10:40", zone=india)
    records = [
        stored(Fact.STOOD, at, break_id=None, kind=STAND, seconds=0, sitting_s=40 * 60.0),
    ]
    assert tales(records, DAY, 1)[0].stood_hours == 1


def test_the_last_word_of_a_day_is_how_the_back_felt() -> None:
    one = tale(
        stored(Fact.BACK_FEELING, "09:00", answer="heavy"),
        stored(Fact.BACK_FEELING, "18:00", answer="okay"),
    )
    assert one.feeling == "okay"
    assert not one.empty


def test_what_was_done_is_added_up_by_exercise_and_side() -> None:
    one = tale(
        stored(Fact.EXERCISE_DONE, "09:00", exercise="a", seconds=60.0, right_s=30.0, left_s=30.0),
        stored(Fact.EXERCISE_DONE, "10:00", exercise="a", seconds=40.0, right_s=30.0, left_s=10.0),
        stored(Fact.EXERCISE_DONE, "11:00", exercise="b", seconds=20.0),
        stored(Fact.EXERCISE_DONE, "12:00", exercise="b", seconds="nonsense"),
        stored(Fact.EXERCISE_SKIPPED, "12:00", exercise="b", seconds=9.0),
    )
    assert one.done == {"a": Done(100, 60, 40), "b": Done(20)}
    assert total([one, one]).done == {"a": Done(200, 120, 80), "b": Done(40)}


def test_an_exercise_of_several_points_counts_evenly_for_each() -> None:
    content = library.load()
    several = next(e for e in content.exercises.values() if len(e.points) == 2)
    alone = next(e for e in content.exercises.values() if e.points == ("hip_mobility",))
    done = {several.id: Done(60), alone.id: Done(10), "gone with its pack": Done(99)}
    seconds = by_point(done, content)
    assert sum(seconds.values()) == pytest.approx(70)
    assert set(seconds) == set(content.points)
    assert all(seconds[point] >= 30 for point in several.points)


@pytest.mark.parametrize("days", [100, 400])
def test_totals_equal_the_log(days: int) -> None:
    life = Life(5)
    life.live(days)
    kinds = Counter(one.fact for one in life.records)
    stood = kinds[Fact.STOOD] + kinds[Fact.COMPLETED] + kinds[Fact.ENDED_EARLY]
    every = tales(life.records, life.now.date(), days + 1)
    whole = total(every)
    assert whole.stood == stood
    assert whole.offered == stood + kinds[Fact.SKIPPED] + kinds[Fact.MISSED]
    assert whole.longest_s == max(one.summary.longest_s for one in every)
    parts = [total(every[n : n + 30]) for n in range(0, len(every), 30)]
    assert sum(part.stood_hours for part in parts) == whole.stood_hours > days
    assert sum(part.desk_hours for part in parts) == whole.desk_hours
    assert whole.stood_hours <= whole.desk_hours


def test_restarts_and_another_time_zone_leave_every_day_where_it_was() -> None:
    life = Life(9)
    life.live(100)
    before = tales(life.records, life.now.date(), 100)
    restarts = [
        stored(Fact.LAUNCHED, one.at, absent_s=1.0, sitting_s=0.0) for one in life.records[::7]
    ]
    assert tales([*life.records, *restarts], life.now.date(), 100) == before
    moved = StoredRecord("z", Fact.BACK_FEELING, life.now.astimezone(UTC), {"answer": "light"})
    felt = [one.day for one in tales([moved], life.now.date(), 9) if one.feeling]
    assert felt == [moved.at.date()]
