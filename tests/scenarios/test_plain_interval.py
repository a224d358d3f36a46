"""Work away from the keyboard: time goes on without typing; lock and sleep still count."""

from __future__ import annotations

from dataclasses import replace

from lowback_tray.engine.policy import Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

PLAIN = Policy(idle_is_away=False, posture_enabled=False, sit_back=False)


def test_an_hour_without_typing_is_an_hour() -> None:
    desk = Desk(PLAIN)
    desk.person.become("still")
    desk.run(minutes=61)
    desk.expect("""
        00:00 launched
        60:00 > ask stand-up: hourly_stand_b
        60:00 prompted stand-up
    """)


def test_a_lock_is_an_absence_all_the_same() -> None:
    desk = Desk(PLAIN)
    desk.person.become("still")
    desk.run(minutes=40)
    desk.locks(minutes=10)
    desk.run(minutes=1)
    assert desk.status.sitting_s == 60


def test_so_is_sleep_and_it_ends_with_the_waking_though_nobody_types() -> None:
    desk = Desk(PLAIN)
    desk.person.become("still")
    desk.run(minutes=40)
    desk.world.suspend(3600)
    desk.runner.look()
    assert desk.status.phase is PhaseName.SITTING
    assert desk.status.sitting_s == 0


def test_a_short_sleep_is_passed_over() -> None:
    desk = Desk(PLAIN)
    desk.person.become("still")
    desk.run(minutes=40)
    desk.world.suspend(100)
    desk.runner.look()
    assert desk.status.sitting_s > 40 * 60


def test_whoever_is_away_when_it_is_switched_on_is_back_at_once() -> None:
    desk = Desk(replace(PLAIN, idle_is_away=True))
    desk.person.become("still")
    desk.until(PhaseName.AWAY)
    desk.change(PLAIN)
    assert desk.status.phase is PhaseName.SITTING
