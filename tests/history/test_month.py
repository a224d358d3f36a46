"""Four weeks as told to a professional: what was said stays with what was done before it."""

from __future__ import annotations

from datetime import date, timedelta

from lowback_tray.engine.records import Fact
from lowback_tray.history.month import DAYS, month
from lowback_tray.history.stored import StoredRecord
from tests.history.makers import DAY, NOON, stored


def done(break_id: int, *exercises: str, days_ago: int = 0) -> list[StoredRecord]:
    at = NOON - timedelta(days=days_ago)
    return [
        stored(Fact.STARTED, at, break_id=break_id, kind="stand-up"),
        *(stored(Fact.EXERCISE_DONE, at, break_id=break_id, exercise=name, seconds=30.0)
          for name in exercises),
    ]  # fmt: skip


def said(
    break_id: int, answer: str, days_ago: int = 0, exercise: str | None = None
) -> StoredRecord:
    at = NOON - timedelta(days=days_ago) + timedelta(minutes=5)
    return stored(Fact.CHECK_IN, at, break_id=break_id, answer=answer, exercise=exercise)


def test_weeks_without_records_are_empty() -> None:
    told = month([], DAY)
    assert told.empty
    assert (len(told.days), len(told.weeks)) == (28, 4)
    assert (told.answers, told.after, told.hurt, told.signs) == ({}, {}, {}, ())


def test_an_answer_belongs_to_the_exercises_of_its_break() -> None:
    told = month(
        [
            *done(1, "a", "b", "a"), said(1, "easier"),
            *done(2, "b", days_ago=1), said(2, "worse", days_ago=1),
            said(99, "same"),
        ],
        DAY,
    )  # fmt: skip
    assert told.answers == {"easier": 1, "worse": 1, "same": 1}
    assert told.after == {"a": {"easier": 1}, "b": {"easier": 1, "worse": 1}}


def test_the_second_tap_that_says_which_exercise_is_no_second_answer() -> None:
    told = month([*done(1, "a", "b"), said(1, "worse"), said(1, "worse", exercise="b")], DAY)
    assert told.answers == {"worse": 1}
    assert told.after == {"a": {"worse": 1}, "b": {"worse": 1}}


def test_numbers_that_begin_anew_are_other_breaks() -> None:
    told = month([*done(1, "a", days_ago=9), *done(1, "b"), said(1, "easier")], DAY)
    assert told.after == {"b": {"easier": 1}}


def test_what_was_said_of_the_back_is_told_by_its_days() -> None:
    told = month(
        [
            stored(Fact.FEEL, "09:00", how="heavy"), stored(Fact.FEEL, "10:00", how="pain"),
            stored(Fact.FEEL, "11:00", how="ok"), stored(Fact.FLARE_UP, "11:00", on=True),
            stored(Fact.FLARE_UP, "12:00", on=False), stored(Fact.SIGNS, "12:00", tier="soon"),
            stored(Fact.SIGNS, "13:00", tier=None),
            stored(Fact.HURT, "13:00", exercise="a"), stored(Fact.HURT, "14:00", exercise="a"),
        ],
        DAY,
    )  # fmt: skip
    assert (told.heavier, told.flare_ups, told.signs) == ((DAY,), (DAY,), (DAY,))
    assert told.hurt == {"a": (DAY,)}


def test_only_the_28_days_count() -> None:
    early, late = NOON - timedelta(days=DAYS), NOON + timedelta(days=1)
    told = month(
        [*(stored(Fact.SIGNS, at, tier="soon") for at in (early, late)), *done(1, "a")], DAY
    )
    assert told.signs == ()
    assert [told.days[0].day, told.days[-1].day] == [date(2026, 2, 5), DAY]
    assert told.whole.done.keys() == {"a"}
