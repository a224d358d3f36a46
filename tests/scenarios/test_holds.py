"""Holds: paused, locked, outside hours, a call, typing: what waits, why, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy, Profile, TimeRange
from lowback_tray.engine.status import PhaseName
from lowback_tray.errors import DesktopError
from tests.scenarios.desk import Desk

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)
MORNING = {
    day: (TimeRange(time(9, 0), time(9, 50)), TimeRange(time(11, 0), time(12, 0)))
    for day in range(5)
}


def reasons(desk: Desk) -> list[str]:
    """The names of the holds in force."""
    return [hold.name for hold in desk.status.holds]


def test_a_stand_up_under_a_pause_is_owed_once_and_paid_when_it_ends() -> None:
    desk = Desk()
    desk.does(events.Pause(seconds=3 * 3600.0))
    desk.run(minutes=185)
    desk.expect("""
        00:00 launched
        00:00 paused
        30:00 held posture-reset paused
        55:00 swallowed posture-reset
        60:00 held stand-up paused
        180:00 resumed time
        180:02 > ask stand-up: hourly_stand_b
        180:02 prompted stand-up
        183:02 > stop asking
        183:02 snoozed stand-up time 600s
    """)


def test_a_pause_takes_an_open_prompt_back_and_resuming_brings_it_again() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Pause(seconds=1800.0))
    desk.run(minutes=5)
    desk.does(events.Resume())
    desk.run(minutes=1)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 paused
        60:08 withdrawn stand-up paused
        60:08 held stand-up paused
        65:08 > ask stand-up: hourly_stand_b
        65:08 resumed person
        65:08 prompted stand-up
    """)


def test_a_pause_swallows_a_snooze_but_not_what_is_due() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze())
    desk.does(events.Pause(until=desk.world.wall + timedelta(minutes=30)))
    desk.run(minutes=31)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 snoozed stand-up person 600s
        60:08 paused
        60:08 held stand-up paused
        90:08 > ask stand-up: hourly_stand_b
        90:08 resumed time
        90:08 prompted stand-up
    """)


def test_a_held_stand_up_can_be_skipped_started_or_snoozed() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=65)
    desk.does(events.Snooze())
    desk.run(minutes=11)
    desk.does(events.StartBreak())
    desk.does(events.GuideClose())
    desk.run(minutes=31)
    desk.does(events.Skip())
    desk.expect("""
        00:00 launched
        60:00 held stand-up call
        65:00 snoozed stand-up person 600s
        75:00 held stand-up call
        76:00 > lead stand-up: hourly_stand_b
        76:00 started stand-up 150s
        76:00 > done: ended_early
        76:00 ended_early stand-up
        106:00 held stand-up call
        107:00 skipped stand-up
    """)


def test_a_hold_placed_twice_is_one_hold_and_lifting_an_unknown_one_is_nothing() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.does(events.HoldPlaced("call", "In another call"))
    desk.does(events.HoldLifted("full_screen"))
    desk.run(minutes=62)
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=1)
    desk.expect("""
        00:00 launched
        60:00 held stand-up call
        62:02 > ask stand-up: hourly_stand_b
        62:02 prompted stand-up
    """)


def test_a_hold_with_an_end_ends_by_itself() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.HoldPlaced("dnd", "Do not disturb", desk.world.wall + timedelta(minutes=70)))
    desk.run(minutes=72)
    desk.expect("""
        00:00 launched
        60:00 held stand-up dnd
        70:02 > ask stand-up: hourly_stand_b
        70:02 prompted stand-up
    """)


def test_outside_hours_nothing_opens_and_the_next_range_pays_what_is_owed() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, hours=MORNING))
    desk.run(minutes=125)
    desk.expect("""
        00:00 launched
        60:00 held stand-up outside_hours
        120:02 > ask stand-up: hourly_stand_b
        120:02 prompted stand-up
        123:02 > stop asking
        123:02 snoozed stand-up time 600s
    """)


def test_an_open_prompt_is_taken_back_when_the_hours_end() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, stand_up_every_s=2940, hours=MORNING))
    desk.run(minutes=55)
    desk.expect("""
        00:00 launched
        49:08 > ask stand-up: hourly_stand_b
        49:08 prompted stand-up
        50:00 > stop asking
        50:00 withdrawn stand-up outside_hours
        50:00 held stand-up outside_hours
    """)


def test_a_prompt_waits_for_a_pause_in_typing() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=59)
    desk.person.become("typing")
    desk.run(minutes=4)
    desk.person.become("still")
    desk.run(seconds=10)
    desk.expect("""
        00:00 launched
        63:08 > ask stand-up: hourly_stand_b
        63:08 prompted stand-up
    """)


def test_but_no_longer_than_five_minutes_and_then_it_comes_quietly() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.person.become("typing")
    desk.run(minutes=66)
    desk.expect("""
        00:00 launched
        65:00 > ask stand-up quietly: hourly_stand_b
        65:00 prompted stand-up
    """)


def test_locking_makes_the_lock_the_reason() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Locked())
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 withdrawn stand-up locked
    """)
    assert reasons(desk) == ["locked"]
    assert desk.status.owed is False  # away: what an absence is worth is settled at its end


def test_turning_posture_resets_off_takes_an_open_one_back() -> None:
    desk = Desk()
    desk.until(PhaseName.PROMPTING)
    desk.change(Policy(posture_enabled=False))
    desk.run(minutes=1)
    desk.expect("""
        00:00 launched
        30:08 > ask posture-reset: posture_60_a
        30:08 prompted posture-reset
        30:08 > stop asking
        30:08 withdrawn posture-reset needless
    """)


def test_turning_posture_resets_off_drops_one_that_waits() -> None:
    desk = Desk()
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=31)
    desk.change(Policy(posture_enabled=False))
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=1)
    desk.expect("""
        00:00 launched
        30:00 held posture-reset call
    """)


def test_a_longer_interval_makes_an_open_prompt_needless() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.change(replace(ONLY_STAND_UPS, stand_up_every_s=7200))
    desk.run(minutes=60)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 withdrawn stand-up needless
        120:08 > ask stand-up: hourly_stand_d
        120:08 prompted stand-up
    """)


def test_a_longer_interval_makes_a_snoozed_or_held_prompt_needless() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze())
    desk.change(replace(ONLY_STAND_UPS, stand_up_every_s=7200))
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=61)
    desk.change(replace(ONLY_STAND_UPS, stand_up_every_s=14400))
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=2)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 snoozed stand-up person 600s
        120:00 held stand-up call
    """)


def test_a_shorter_interval_keeps_what_has_been_counted() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.change(replace(ONLY_STAND_UPS, stand_up_every_s=2700))
    desk.run(minutes=6)
    desk.expect("""
        00:00 launched
        45:08 > ask stand-up: hourly_stand_b
        45:08 prompted stand-up
    """)


def test_a_plan_that_no_longer_suits_the_person_is_chosen_again() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.change(replace(ONLY_STAND_UPS, profile=Profile(place="desk")))
    desk.does(events.Snooze())
    careful = Profile(place="desk", flags=frozenset({"osteoporosis"}))
    desk.change(replace(ONLY_STAND_UPS, profile=careful))
    desk.run(minutes=11)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > ask stand-up: no_leave_90
        60:08 > stop asking
        60:08 snoozed stand-up person 600s
        70:08 > ask stand-up: no_leave_90
        70:08 prompted stand-up
    """)


def test_a_prompt_that_could_not_be_shown_is_tried_again_in_a_minute() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=59)
    desk.window.failing = DesktopError
    desk.run(minutes=4)
    desk.expect("""
        00:00 launched
        60:08 > stop asking
        60:08 prompted stand-up
        60:08 withdrawn stand-up failed
        61:08 > ask stand-up: hourly_stand_b
        61:08 prompted stand-up
    """)


def test_a_guide_that_could_not_be_shown_is_not_a_break() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.window.failing = DesktopError
    desk.does(events.StartBreak())
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 > done: ended_early
        60:08 started stand-up 150s
        60:08 ended_early stand-up
    """)


def test_an_end_that_comes_before_the_prompt_is_due_is_kept_too() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Pause(seconds=600.0))
    desk.does(events.Pause(seconds=1200.0))
    desk.run(minutes=21)
    desk.expect("""
        00:00 launched
        00:00 paused
        00:00 paused
        20:00 resumed time
    """)


def test_a_stand_up_length_of_the_person_shapes_the_plan() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, stand_up_length_s=60))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=2)
    desk.expect("""
        00:00 launched
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 60s
        60:18 > step 2/3 goes on
        60:18 exercise_done stand_tall_stretch 10s
        60:48 > step 3/3 goes on
        60:48 exercise_done stand_hip_flexor 30s
        61:08 > done: completed, stood
        61:08 exercise_done stand_march_walk 20s
        61:08 completed stand-up stood 60s
    """)


def test_a_pause_without_an_end_in_its_range_never_says_next() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, hours={}))
    desk.run(minutes=61)
    desk.expect("""
        00:00 launched
        60:00 held stand-up outside_hours
    """)
    assert desk.status.next is None
    assert desk.status.holds[0].until is None


def test_only_a_call_offers_moves_that_nobody_notices() -> None:
    desk = Desk(ONLY_STAND_UPS)
    assert desk.status.unseen == ()
    desk.does(events.HoldPlaced("full_screen", "A film"))
    assert desk.status.unseen == ()
    desk.does(events.HoldPlaced("call", "In a call"))
    assert "chair_sitbone_shift" in desk.status.unseen
    desk.does(events.Feel("pain"))
    assert desk.status.unseen == ()
    desk.does(events.Feel("ok"))
    desk.does(events.Signs("soon"))
    assert desk.status.unseen == ()


def test_whatever_happens_nothing_opens_on_a_locked_screen() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, posture_enabled=True, evening_at=time(10, 30)))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze())
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.does(events.Locked())
    desk.forget()
    for happening in (
        events.HoldLifted("call"),
        events.CameBack(),
        events.TurnedToWindow(),
        events.Resume(),
        events.StartBreak(),
        events.Slept(30.0),
    ):
        desk.does(happening)
        desk.run(minutes=35)
    assert not [line for line in desk.lines if "> ask" in line or "> lead" in line], desk.text()
    assert reasons(desk)[0] == "locked"
