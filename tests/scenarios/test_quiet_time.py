"""Quiet time planned in advance, and a pause until a chosen day and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy, QuietTime
from lowback_tray.engine.quiet import is_past, next_quiet, quiet_until
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import START, Desk

ONLY = Policy(posture_enabled=False, sit_back=False)
TALK = QuietTime(time(9, 50), time(10, 30), 0, label="talk")  # START is a Monday


def test_a_prompt_that_falls_due_in_a_quiet_time_comes_when_it_ends() -> None:
    desk = Desk(replace(ONLY, quiet=(TALK,)))
    desk.run(minutes=65)
    (hold,) = desk.status.holds
    assert (hold.name, hold.until) == ("quiet_time", START + timedelta(minutes=90))
    assert hold.words == "Quiet time you planned (talk)"
    desk.run(minutes=30)
    desk.expect("""
        00:00 launched
        60:00 held stand-up quiet_time
        90:02 > ask stand-up: hourly_stand_b
        90:02 prompted stand-up
        93:02 > stop asking
        93:02 snoozed stand-up time 600s
    """)


def test_an_open_prompt_is_taken_back_when_a_quiet_time_begins() -> None:
    desk = Desk(replace(ONLY, quiet=(QuietTime(time(10, 1), time(10, 5)),)))
    desk.run(minutes=66)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        61:00 > stop asking
        61:00 withdrawn stand-up quiet_time
        61:00 held stand-up quiet_time
        65:02 > ask stand-up: hourly_stand_b
        65:02 prompted stand-up
    """)


def test_what_it_was_called_is_written_down() -> None:
    desk = Desk(replace(ONLY, quiet=(replace(TALK, start=time(10, 1)),)))
    desk.run(minutes=62)
    kept = {one.fact.value: one.details.get("label") for one in desk.journal.records}
    assert (kept["withdrawn"], kept["held"]) == ("talk", "talk")


def test_of_several_at_once_each_is_named_and_one_without_a_name_is_not() -> None:
    others = (
        QuietTime(time(9, 0), time(12, 0), label="guests"),
        QuietTime(time(9, 0), time(9, 55)),
        QuietTime(time(10, 30), time(11, 0), label="later"),
    )
    desk = Desk(replace(ONLY, quiet=(TALK, *others)))
    desk.run(minutes=52)
    (hold,) = desk.status.holds
    assert hold.label == "guests, talk"
    desk.run(minutes=40)
    assert desk.status.holds[0].label == "guests, later"
    unnamed = Desk(replace(ONLY, quiet=(others[1],)))
    assert unnamed.status.holds[0].words == "Quiet time you planned"


def test_a_quiet_time_of_another_day_holds_nothing() -> None:
    other = (replace(TALK, weekday=1), replace(TALK, weekday=None, on=date(2026, 3, 3)))
    desk = Desk(replace(ONLY, quiet=other))
    desk.run(minutes=61)
    assert desk.status.phase is PhaseName.PROMPTING
    assert desk.status.holds == ()


def test_entries_that_touch_are_one_quiet_time_and_one_may_cross_midnight() -> None:
    evening = datetime(2026, 3, 2, 23, 0, tzinfo=START.tzinfo)
    entries = (
        QuietTime(time(22), time(1), 0),
        QuietTime(time(1), time(3), 1),
        QuietTime(time(0, 30), time(0, 40)),
    )
    assert quiet_until(entries, evening) == datetime(2026, 3, 3, 3, 0, tzinfo=START.tzinfo)
    assert quiet_until(entries, evening - timedelta(hours=2)) is None
    assert next_quiet(entries, evening) == datetime(2026, 3, 3, 0, 30, tzinfo=START.tzinfo)
    assert next_quiet((), evening) is None


def test_only_what_came_once_is_over_for_good() -> None:
    once = QuietTime(time(22), time(2), on=date(2026, 3, 2))
    end = datetime(2026, 3, 3, 2, 0, tzinfo=START.tzinfo)
    assert not is_past(once, end - timedelta(minutes=1))
    assert is_past(once, end)
    assert not is_past(TALK, end + timedelta(days=400))


def test_a_pause_until_a_day_and_time_ends_then() -> None:
    desk = Desk(ONLY)
    desk.does(events.Pause(until=START + timedelta(days=3)))
    assert desk.status.pause_until == START + timedelta(days=3)
    desk.run(minutes=3 * 1440 + 1)
    assert desk.status.pause_until is None


def test_no_pause_is_longer_than_a_month() -> None:
    desk = Desk(ONLY)
    desk.does(events.Pause(until=START + timedelta(days=32)))
    assert desk.status.pause_until is None
    assert "refused: A pause ends within 31 days" in desk.text()


@pytest.mark.parametrize("days", [1, 31])
def test_a_pause_of_days_survives_a_restart(days: int) -> None:
    desk = Desk(ONLY)
    desk.does(events.Pause(until=START + timedelta(days=days)))
    desk.restart(after_s=3600)
    assert desk.status.pause_until == START + timedelta(days=days)
