"""Standing up at times of the clock: when one asks, and what clocks that change do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone

import pytest

from lowback_tray.engine import clock_marks, events, numbers
from lowback_tray.engine.policy import ClockMark, Policy, TimeRange
from lowback_tray.engine.state import Marked
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import START, Desk

HALVES = (ClockMark(0), ClockMark(30))
ONLY = Policy(stand_up_at=HALVES, posture_enabled=False, sit_back=False)
TEN_FIFTEEN = replace(ONLY, stand_up_at=(ClockMark(15, 10),))


def asked(desk: Desk) -> list[str]:
    """The wall times at which a stand-up was asked for."""
    return [
        f"{record.at:%H:%M}"
        for record in desk.journal.records
        if record.fact == "prompted" and record.details["kind"] == "stand-up"
    ]


def answer_all(desk: Desk, hours: float) -> None:
    """Somebody at the desk who skips whatever is asked."""
    for _ in range(round(hours * 60)):
        desk.run(minutes=1)
        if desk.status.phase is PhaseName.PROMPTING:
            desk.does(events.Skip())


def test_it_asks_at_the_full_and_the_half_hour() -> None:
    desk = Desk(ONLY)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.JustStood())
    desk.until(PhaseName.PROMPTING)
    desk.expect("""
        00:00 launched
        30:08 > ask stand-up: hourly_stand_b
        30:08 prompted stand-up
        30:08 > stop asking
        30:08 stood stand-up
        60:08 > ask stand-up: hourly_stand_d
        60:08 prompted stand-up
    """)


def test_the_status_names_the_next_time_and_the_ring_fills_until_then() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=15)
    status = desk.status
    assert status.by_clock
    assert status.next is not None
    assert status.next.at == START + timedelta(minutes=30)
    assert status.ring == pytest.approx(0.5)
    assert desk.alarm.due is not None


def test_whoever_stood_up_less_than_ten_minutes_before_is_asked_at_the_next_time() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=21)
    desk.does(events.JustStood())
    assert desk.status.next is not None
    assert desk.status.next.at == START + timedelta(minutes=60)
    answer_all(desk, 1)
    assert asked(desk) == ["10:00"]


def test_exactly_ten_minutes_are_enough() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=20)
    desk.does(events.JustStood())
    answer_all(desk, 0.5)
    assert asked(desk) == ["09:30"]


def test_whoever_is_away_at_the_time_is_not_asked_for_it_afterwards() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=25)
    desk.leaves(minutes=10)
    answer_all(desk, 0.5)
    assert asked(desk) == ["10:00"]


def test_a_minute_away_at_the_time_does_not_lose_it() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=29.5)
    desk.locks(minutes=1)
    answer_all(desk, 0.2)
    assert asked(desk) == ["09:31"]


def test_under_a_hold_it_is_owed_once_however_many_times_pass() -> None:
    desk = Desk(ONLY)
    desk.does(events.Pause(seconds=100 * 60.0))
    answer_all(desk, 2.5)
    assert asked(desk) == ["10:40", "11:00"]


def test_a_single_time_of_day_is_still_owed_after_hours_of_a_call() -> None:
    desk = Desk(TEN_FIFTEEN)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=200)
    assert desk.status.owed
    desk.does(events.HoldLifted("call"))
    answer_all(desk, 1)
    assert asked(desk) == ["12:20"]


def test_a_rest_makes_what_is_owed_needless() -> None:
    desk = Desk(ONLY)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=35)
    desk.leaves(minutes=6)
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=10)
    assert asked(desk) == []
    assert not desk.status.owed


def test_it_goes_together_with_working_hours() -> None:
    hours = {day: (TimeRange(time(9, 45), time(11, 15)),) for day in range(7)}
    desk = Desk(replace(ONLY, hours=hours))
    answer_all(desk, 4)
    # 9:30 is owed when the hours begin; after the end nothing comes.
    assert asked(desk) == ["09:45", "10:00", "10:30", "11:00"]


def test_a_clock_put_forward_brings_one_stand_up_and_no_heap() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=20)
    desk.world.wall += timedelta(hours=5, minutes=15)
    answer_all(desk, 1)
    assert asked(desk) == ["14:36", "15:00", "15:30"]


def test_a_clock_put_back_does_not_ask_twice() -> None:
    desk = Desk(ONLY)
    answer_all(desk, 0.8)
    assert asked(desk) == ["09:30"]
    desk.world.wall -= timedelta(minutes=30)
    answer_all(desk, 1)
    assert asked(desk) == ["09:30", "10:00"]


def test_a_clock_that_was_years_ahead_does_not_silence_the_times_that_follow() -> None:
    desk = Desk(ONLY)
    desk.world.wall += timedelta(days=700)
    desk.change(replace(ONLY, stand_up_length_s=60))
    answer_all(desk, 1)
    desk.world.wall -= timedelta(days=700)
    answer_all(desk, 1)
    assert asked(desk) == ["09:30", "10:00", "10:30"]


def test_a_time_that_has_just_been_set_does_not_ask_for_the_hour_before() -> None:
    desk = Desk(replace(ONLY, stand_up_at=()))
    desk.run(minutes=35)
    desk.change(ONLY)
    answer_all(desk, 1)
    assert asked(desk) == ["10:00", "10:30"]


def test_back_to_the_interval_what_has_been_counted_stays_counted() -> None:
    desk = Desk(replace(ONLY, stand_up_at=(ClockMark(55),)))
    desk.run(minutes=40)
    desk.change(replace(ONLY, stand_up_at=()))
    assert desk.status.next is not None
    assert desk.status.next.in_s == pytest.approx(20 * 60)


def test_a_restart_neither_loses_nor_doubles_a_time() -> None:
    desk = Desk(ONLY)
    answer_all(desk, 0.6)
    desk.restart(after_s=60)
    answer_all(desk, 0.5)
    assert asked(desk) == ["09:30", "10:00"]


def test_a_posture_reset_near_a_time_of_the_clock_is_left_out() -> None:
    desk = Desk(replace(ONLY, stand_up_at=(ClockMark(0),), posture_enabled=True))
    desk.run(minutes=26)
    desk.does(events.StartBreak(short=True))
    desk.until(PhaseName.SITTING)
    desk.forget()
    desk.run(minutes=31)
    assert "posture-reset" in desk.text()
    assert "swallowed" in desk.text()


def test_on_a_flare_up_day_half_an_hour_counts_as_well() -> None:
    desk = Desk(replace(ONLY, stand_up_at=(ClockMark(0),)))
    desk.does(events.FlareUp())
    answer_all(desk, 0.7)
    assert asked(desk) == ["09:30"]


# ---- the calendar alone


SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))


NOTHING = Marked()


def left_min(marks: tuple[ClockMark, ...], wall: datetime, marked: Marked = NOTHING) -> float:
    return clock_marks.left_s(marks, wall, 3600.0, marked) / 60


def test_in_the_night_of_winter_time_a_time_of_day_comes_once_and_a_minute_in_both_hours() -> None:
    daily, hourly = ClockMark(30, 2), ClockMark(30)
    first = datetime(2026, 10, 25, 2, 30, tzinfo=SUMMER)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=WINTER)
    for mark, again in ((daily, None), (hourly, "2026-10-25T02:30+01:00")):
        name = clock_marks.due((mark,), first, 3600.0, Marked())
        assert name is not None
        done = clock_marks.asked(Marked(), name)
        assert clock_marks.due((mark,), second, 3600.0, done) == again


def test_in_the_night_of_summer_time_a_time_that_does_not_exist_asks_at_the_next_that_does() -> (
    None
):
    after = datetime(2026, 3, 29, 3, 0, 1, tzinfo=SUMMER)
    for minute in (0, 30, 59):
        assert clock_marks.due((ClockMark(minute, 2),), after, 3600.0 * 2, Marked())


def test_what_is_more_than_an_hour_late_does_not_ask() -> None:
    wall = datetime(2026, 3, 2, 12, 0, tzinfo=WINTER)
    assert clock_marks.due((ClockMark(55, 10),), wall, 9000.0, Marked()) is None
    assert left_min((ClockMark(55, 10),), wall) == pytest.approx(23 * 60 - 5)


def test_a_time_that_asked_before_the_clock_was_put_back_is_passed_over_in_what_comes_next() -> (
    None
):
    wall = datetime(2026, 3, 2, 9, 50, tzinfo=WINTER)
    done = Marked(("2026-03-02T09:00+01:00", "2026-03-02T10:00+01:00"))
    assert left_min((ClockMark(0),), wall, done) == pytest.approx(70)


def test_only_the_last_few_names_are_remembered() -> None:
    marked = Marked()
    for number in range(100):
        marked = clock_marks.asked(marked, str(number))
    assert len(marked.done) < 100
    assert marked.done[-1] == "99"
    assert numbers.MARK_SAT_S == 600
