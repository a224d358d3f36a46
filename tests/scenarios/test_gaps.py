"""Between two things: what is owed comes at the first natural gap, and never mid-sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy, QuietTime, TimeRange
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import START, Desk

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)


def owed_under(name: str, minutes: float = 70) -> Desk:
    """A stand-up fell due under a hold; the person types without a pause."""
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.HoldPlaced(name, "a reason"))
    desk.person.become("typing")
    desk.run(minutes=minutes)
    desk.forget()
    return desk


def test_after_a_call_a_short_pause_is_enough() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.run(seconds=20)
    desk.person.become("still")
    desk.run(seconds=4)
    desk.expect("""
        70:22 > ask stand-up: hourly_stand_b
        70:22 prompted stand-up
    """)


def test_whoever_types_on_after_a_call_is_asked_within_a_minute_and_quietly() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=1)
    desk.expect("""
        70:45 > ask stand-up quietly: hourly_stand_b
        70:45 prompted stand-up
    """)


OFFICE = {day: (TimeRange(time(10, 15), time(18)),) for day in range(5)}


@pytest.mark.parametrize(
    ("policy", "how", "asked_at"),
    [
        (ONLY_STAND_UPS, events.Pause(seconds=4500.0), "75:45"),
        (ONLY_STAND_UPS, events.HoldPlaced("call", "a call", START + timedelta(minutes=75)),
         "75:45"),
        (ONLY_STAND_UPS, events.Signs("soon"), "75:45"),
        (replace(ONLY_STAND_UPS, hours=OFFICE), None, "75:45"),
        (replace(ONLY_STAND_UPS, quiet=(QuietTime(time(9, 30), time(10, 15)),)), None, "75:45"),
    ],
)  # fmt: skip
def test_what_anything_held_back_comes_within_a_minute_of_its_end(
    policy: Policy, how: events.Event | None, asked_at: str
) -> None:
    desk = Desk(policy)
    if how is not None:
        desk.does(how)
    desk.person.become("typing")
    desk.run(minutes=75)
    if isinstance(how, events.Signs):
        desk.does(events.Signs(None))
    desk.forget()
    desk.run(minutes=2)
    assert f"{asked_at} prompted stand-up" in desk.lines, desk.text()


def test_having_just_come_back_as_well_makes_it_wait_no_longer() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(minutes=70)
    desk.locks(minutes=1)
    desk.person.become("typing")
    desk.run(seconds=10)
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=3)
    assert "72:45 prompted stand-up" in desk.lines, desk.text()


def test_the_reason_given_meanwhile_is_typing_with_that_end() -> None:
    desk = owed_under("full_screen")
    desk.does(events.HoldLifted("full_screen"))
    (hold,) = desk.status.holds
    assert hold.name == "typing"
    assert hold.until is not None
    assert (hold.until - desk.world.wall).total_seconds() == 45


def test_a_second_call_within_that_minute_starts_the_waiting_anew() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.run(seconds=30)
    desk.does(events.HoldPlaced("call", "again"))
    desk.run(minutes=5)
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=1)
    desk.expect("""
        76:15 > ask stand-up quietly: hourly_stand_b
        76:15 prompted stand-up
    """)


def test_while_another_reason_stands_the_end_of_one_is_no_gap() -> None:
    desk = owed_under("call")
    desk.does(events.HoldPlaced("full_screen", "a film"))
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=2)
    desk.expect("70:00 held stand-up full_screen")
    assert desk.status.phase is PhaseName.SITTING


def test_what_falls_due_only_after_the_call_waits_as_always() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=59)
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(seconds=50)
    desk.person.become("typing")
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=6)
    desk.expect("""
        00:00 launched
        65:00 > ask stand-up quietly: hourly_stand_b
        65:00 prompted stand-up
    """)


def test_lifting_a_hold_that_nobody_placed_is_no_gap() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=59)
    desk.person.become("typing")
    desk.run(minutes=2)
    desk.does(events.HoldLifted("call"))
    desk.person.become("still")
    desk.run(seconds=7)
    assert desk.status.phase is PhaseName.SITTING


def test_turning_to_another_window_makes_a_short_pause_enough() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=59)
    desk.person.become("typing")
    desk.run(minutes=3)
    desk.does(events.TurnedToWindow())
    desk.person.become("still")
    desk.run(seconds=5)
    desk.expect("""
        00:00 launched
        62:02 > ask stand-up: hourly_stand_b
        62:02 prompted stand-up
    """)


def test_turning_to_another_window_while_typing_on_changes_nothing() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=59)
    desk.person.become("typing")
    desk.run(minutes=2)
    desk.does(events.TurnedToWindow())
    desk.run(seconds=11)
    desk.person.become("still")
    desk.run(seconds=10)
    desk.expect("""
        00:00 launched
        61:19 > ask stand-up: hourly_stand_b
        61:19 prompted stand-up
    """)


def test_a_window_that_changes_does_not_shorten_the_gap_after_a_call() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.does(events.TurnedToWindow())
    desk.run(seconds=30)
    desk.person.become("still")
    desk.run(seconds=4)
    assert desk.status.phase is PhaseName.PROMPTING


def test_a_window_that_changes_opens_nothing_that_is_not_due() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=30)
    desk.does(events.TurnedToWindow())
    desk.run(minutes=5)
    desk.expect("00:00 launched")


def test_after_unlocking_the_grace_comes_first_and_then_a_short_pause_is_enough() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.locks(seconds=90)
    desk.person.become("typing")
    desk.run(seconds=70)
    assert desk.status.phase is PhaseName.SITTING
    desk.person.become("still")
    desk.run(seconds=4)
    desk.expect("""
        72:42 > ask stand-up: hourly_stand_b
        72:42 prompted stand-up
    """)


def test_after_unlocking_it_comes_quietly_when_the_typing_does_not_stop() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.locks(seconds=90)
    desk.person.become("typing")
    desk.run(minutes=2)
    desk.expect("""
        73:15 > ask stand-up quietly: hourly_stand_b
        73:15 prompted stand-up
    """)


def test_an_absence_ends_the_gap() -> None:
    desk = owed_under("call")
    desk.does(events.HoldPlaced("dnd", "quiet"))
    desk.does(events.HoldLifted("call"))
    desk.does(events.Locked())
    assert desk.runner._state.gap is None


def test_a_restart_in_the_gap_keeps_what_is_owed() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.run(seconds=5)
    desk.restart(after_s=5)
    desk.person.become("typing")
    desk.run(minutes=2, seconds=10)
    assert desk.status.phase is PhaseName.PROMPTING


def test_a_sleep_of_seconds_in_the_gap_keeps_what_is_owed() -> None:
    desk = owed_under("call")
    desk.does(events.HoldLifted("call"))
    desk.world.suspend(8)
    desk.person.become("typing")
    desk.run(minutes=3)
    assert desk.status.phase is PhaseName.PROMPTING
