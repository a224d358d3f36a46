"""The day's desk time: what counts, which day, and the quiet notices when it is enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from tests.scenarios.desk import Desk

# An interval so long that no prompt comes in between.
QUIET = Policy(posture_enabled=False, stand_up_every_s=1e6)
TWO_HOURS = replace(QUIET, budget_s=7200.0)


def told(desk: Desk) -> list[str]:
    """When a notice came, and which."""
    return [line for line in desk.lines if "enough" in line and ">" in line]


def test_one_notice_when_it_is_reached_and_three_more_half_an_hour_apart() -> None:
    desk = Desk(TWO_HOURS)
    desk.run(minutes=6 * 60)
    desk.expect("""
        00:00 launched
        120:08 > tell enough 1
        120:08 enough 7208s
        150:08 > tell enough 2
        150:08 enough 9008s
        180:08 > tell enough 3
        180:08 enough 10808s
        210:08 > tell enough 4
        210:08 enough 12608s
    """)


def test_without_a_budget_it_is_counted_and_nothing_is_said() -> None:
    desk = Desk(QUIET)
    desk.run(minutes=60)
    assert desk.status.desk_today_s == pytest.approx(3600)
    assert desk.status.budget_s is None
    desk.change(replace(QUIET, budget_s=3660.0))
    desk.run(minutes=2)
    assert told(desk) == ["61:08 > tell enough 1"]


def test_what_was_no_desk_time_does_not_count() -> None:
    desk = Desk(QUIET)
    desk.run(minutes=30)
    desk.locks(minutes=20)
    desk.leaves(minutes=20)
    desk.sleep(minutes=60)
    desk.run(minutes=30)
    # Each return costs a moment at most.
    assert desk.status.desk_today_s == pytest.approx(3600, abs=15)


def test_a_minute_away_is_no_absence_and_counts() -> None:
    desk = Desk(QUIET)
    desk.run(minutes=30)
    desk.locks(seconds=60)
    assert desk.status.desk_today_s == pytest.approx(31 * 60, abs=2)


def test_standing_up_and_breaks_take_nothing_away() -> None:
    desk = Desk(QUIET)
    desk.run(minutes=30)
    desk.does(events.JustStood())
    desk.does(events.StartBreak())
    desk.run(minutes=10)
    assert desk.status.sitting_s < 600
    assert desk.status.desk_today_s == pytest.approx(40 * 60)


def test_it_starts_afresh_at_midnight_to_the_second() -> None:
    desk = Desk(TWO_HOURS)
    desk.world.wall = datetime(2026, 3, 2, 23, 0, 30, tzinfo=UTC)
    desk.run(minutes=70)
    assert desk.status.desk_today_s == pytest.approx(10 * 60 + 30)
    desk.run(minutes=120)
    assert len(told(desk)) == 1


def test_an_absence_over_midnight_is_taken_from_the_day_it_began_on() -> None:
    desk = Desk(QUIET)
    desk.world.wall = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    desk.run(minutes=57)
    desk.leaves(minutes=30)
    assert desk.status.desk_today_s == pytest.approx(0, abs=15)


def test_a_clock_put_wrong_for_a_while_loses_nothing() -> None:
    desk = Desk(TWO_HOURS)
    desk.run(minutes=60)
    desk.world.wall += timedelta(days=400)
    desk.run(minutes=30)
    assert desk.status.desk_today_s == pytest.approx(1800, abs=61)
    desk.world.wall -= timedelta(days=400)
    desk.run(minutes=50)
    assert desk.status.desk_today_s == pytest.approx(110 * 60, abs=61)
    desk.run(minutes=15)
    assert len(told(desk)) == 1


def test_it_survives_a_restart_and_says_nothing_twice() -> None:
    desk = Desk(TWO_HOURS)
    desk.run(minutes=121)
    desk.restart()
    assert desk.status.desk_today_s == pytest.approx(121 * 60, abs=65)
    desk.run(minutes=20)
    assert len(told(desk)) == 1


def test_it_waits_for_a_call_and_for_the_pause_in_typing() -> None:
    desk = Desk(TWO_HOURS)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=125)
    assert told(desk) == []
    desk.person.become("typing")
    desk.does(events.HoldLifted("call"))
    assert len(told(desk)) == 1, "it waited its five minutes already"
    typing = Desk(TWO_HOURS)
    typing.run(minutes=119)
    typing.person.become("typing")
    typing.run(minutes=3)
    assert told(typing) == []
    typing.run(minutes=5)
    assert len(told(typing)) == 1


def test_it_waits_while_something_is_asked() -> None:
    desk = Desk(replace(TWO_HOURS, stand_up_every_s=7190.0))
    desk.run(minutes=121, seconds=10)
    assert told(desk) == []
    desk.does(events.Snooze())
    assert len(told(desk)) == 1
