"""Said of the next stand-up before it is due: later, or not this one; and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import BreakKind, ClockMark, Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

ONLY = Policy(posture_enabled=False, sit_back=False)


def test_put_off_it_asks_so_much_later_and_that_counts_as_a_snooze() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=50)
    desk.does(events.PutOffNext(900.0))
    assert desk.status.next is not None
    assert desk.status.next.in_s == pytest.approx(25 * 60)
    assert desk.status.ahead.later_s == 900
    desk.run(minutes=26)
    desk.expect("""
        00:00 launched
        60:00 snoozed stand-up person 900s
        75:08 > ask stand-up: hourly_stand_b
        75:08 prompted stand-up
    """)
    prompt = desk.status.prompt
    assert prompt is not None
    assert prompt.snoozes_left == 1
    assert desk.journal.records[1].details["ahead"] is True


def test_put_off_twice_the_minutes_add_up_and_a_third_time_is_refused() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=5)
    desk.does(events.PutOffNext(600.0))
    desk.does(events.PutOffNext(900.0))
    assert desk.status.ahead.put_offs_left == 0
    desk.does(events.PutOffNext(600.0))
    desk.run(minutes=81)
    desk.expect("""
        00:00 launched
        05:00 refused: Put off as often as your settings allow
        60:00 snoozed stand-up person 1500s
        85:08 > ask stand-up: hourly_stand_b
        85:08 prompted stand-up
    """)


def test_a_length_that_makes_no_sense_is_refused() -> None:
    desk = Desk(ONLY)
    desk.does(events.PutOffNext(5.0))
    desk.does(events.PutOffNext(10_000.0))
    assert desk.text().count("A snooze lasts between 1 and 120 minutes") == 2


def test_left_out_it_is_skipped_when_it_falls_due_and_the_next_is_a_full_interval_later() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=10)
    desk.does(events.SkipNext())
    assert desk.status.ahead.skip
    assert desk.status.next is not None
    assert desk.status.next.in_s == pytest.approx(110 * 60)
    desk.run(minutes=111)
    desk.expect("""
        00:00 launched
        60:00 skipped stand-up
        120:08 > ask stand-up: hourly_stand_b
        120:08 prompted stand-up
    """)


def test_it_can_be_taken_back_until_then() -> None:
    desk = Desk(ONLY)
    desk.does(events.SkipNext())
    desk.does(events.AsPlanned())
    desk.does(events.AsPlanned())
    desk.run(minutes=61)
    desk.expect("""
        00:00 launched
        00:00 refused: The next stand-up comes as planned
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
    """)


def test_put_off_and_then_left_out_it_is_left_out() -> None:
    desk = Desk(ONLY)
    desk.does(events.PutOffNext(600.0))
    desk.does(events.SkipNext())
    assert desk.status.ahead.later_s == 0
    desk.run(minutes=61)
    assert desk.facts() == ["launched", "skipped"]


@pytest.mark.parametrize("wish", [events.SkipNext(), events.PutOffNext(600.0)])
def test_what_is_due_already_is_answered_itself(wish: events.Event) -> None:
    desk = Desk(ONLY)
    desk.until(PhaseName.PROMPTING)
    assert not desk.status.ahead.possible
    desk.forget()
    desk.does(wish)
    desk.expect("60:08 refused: A stand-up is due already: snooze or skip that one")


@pytest.mark.parametrize("wish", [events.SkipNext(), events.PutOffNext(600.0)])
def test_whoever_stands_up_meanwhile_is_asked_a_full_interval_later(wish: events.Event) -> None:
    desk = Desk(ONLY)
    desk.run(minutes=30)
    desk.does(wish)
    desk.does(events.JustStood())
    assert desk.status.ahead == replace(desk.status.ahead, skip=False, later_s=0.0)
    desk.run(minutes=61)
    assert desk.status.phase is PhaseName.PROMPTING


def test_an_absence_as_long_as_a_rest_takes_the_note_away_a_short_one_does_not() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=30)
    desk.does(events.SkipNext())
    desk.locks(minutes=3)
    assert desk.status.ahead.skip
    desk.locks(minutes=6)
    assert not desk.status.ahead.skip


def test_it_survives_a_restart() -> None:
    desk = Desk(ONLY)
    desk.run(minutes=30)
    desk.does(events.PutOffNext(600.0))
    desk.restart()
    assert desk.status.ahead.later_s == 600


def test_a_posture_reset_in_between_comes_all_the_same() -> None:
    desk = Desk(replace(ONLY, posture_enabled=True))
    desk.does(events.SkipNext())
    assert desk.status.next is not None
    assert desk.status.next.kind is BreakKind.POSTURE_RESET
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Skip())
    # It would be left out for the stand-up, which itself is left out: half an hour after that.
    assert desk.status.next.in_s == pytest.approx(1792 + 1800)
    assert desk.status.next.kind is BreakKind.POSTURE_RESET
    promised = desk.status.next
    assert promised is not None
    desk.run(minutes=promised.in_s / 60 + 1)
    assert desk.status.prompt is not None
    assert desk.status.prompt.kind is BreakKind.POSTURE_RESET


def test_put_off_while_a_posture_reset_would_be_near_it_the_stand_up_is_next() -> None:
    desk = Desk(replace(ONLY, posture_enabled=True))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Skip())
    desk.does(events.PutOffNext(600.0))
    assert desk.status.next is not None
    assert desk.status.next.kind is BreakKind.STAND_UP


def test_with_times_of_the_clock_the_one_after_is_the_next_time() -> None:
    desk = Desk(replace(ONLY, stand_up_at=(ClockMark(0), ClockMark(30))))
    desk.run(minutes=15)
    desk.does(events.SkipNext())
    assert desk.status.next is not None
    assert f"{desk.status.next.at:%H:%M}" == "10:00"
    desk.run(minutes=46)
    assert desk.status.phase is PhaseName.PROMPTING
    assert desk.facts() == ["launched", "skipped", "prompted"]
