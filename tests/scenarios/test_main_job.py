"""The main job and each of its endings, as ledgers: every line listed, no line more."""

from __future__ import annotations

from dataclasses import replace

from lowback_tray.engine import events
from lowback_tray.engine.hours import tomorrow
from lowback_tray.engine.policy import BreakKind, Policy, Profile
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)


def at_prompt(policy: Policy = ONLY_STAND_UPS) -> Desk:
    """A desk at the moment the first prompt has opened, its ledger empty."""
    desk = Desk(policy)
    desk.until(PhaseName.PROMPTING)
    desk.forget()
    return desk


def next_in_min(desk: Desk) -> float:
    """Minutes until the next prompt."""
    coming = desk.status.next
    assert coming is not None
    return round(coming.in_s / 60, 1)


def test_an_hour_a_snooze_a_guide_and_the_next_hour() -> None:
    desk = Desk()
    desk.run(minutes=61)
    desk.does(events.Snooze())
    desk.run(minutes=11)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=3)
    desk.does(events.CheckIn(1, "easier"))
    desk.person.become("working")
    desk.run(minutes=60)
    desk.expect("""
        00:00 launched
        30:08 > ask posture-reset: posture_60_a
        30:08 prompted posture-reset
        32:08 > stop asking
        32:08 missed posture-reset
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        61:00 > stop asking
        61:00 snoozed stand-up person 600s
        71:08 > ask stand-up: hourly_stand_b
        71:08 prompted stand-up
        72:00 > stop asking
        72:00 > lead stand-up: hourly_stand_b
        72:00 started stand-up 160s
        72:20 > step 2/5 goes on
        72:20 exercise_done stand_tall_stretch 20s
        73:20 > step 3/5 goes on
        73:20 exercise_done stand_hip_flexor 60s
        74:00 > step 4/5 goes on
        74:00 exercise_done stand_march_walk 40s
        74:30 > step 5/5 goes on
        74:30 exercise_done wall_align 30s
        74:40 > done: completed, stood
        74:40 exercise_done sit_back_well 10s
        74:40 completed stand-up stood 160s
        75:00 check_in easier
        104:40 > ask posture-reset: posture_60_b
        104:40 prompted posture-reset
        106:40 > stop asking
        106:40 missed posture-reset
        134:40 > ask stand-up: hourly_stand_d
        134:40 prompted stand-up
    """)


def test_just_standing_up_is_a_full_success() -> None:
    desk = at_prompt()
    desk.does(events.JustStood())
    desk.run(minutes=61)
    desk.expect("""
        60:08 > stop asking
        60:08 stood stand-up
        120:08 > ask stand-up: hourly_stand_d
        120:08 prompted stand-up
    """)


def test_a_skipped_stand_up_leaves_the_clock_running_and_asks_an_interval_later() -> None:
    desk = at_prompt()
    desk.does(events.Skip())
    desk.run(minutes=61)
    desk.expect("""
        60:08 > stop asking
        60:08 skipped stand-up
        120:08 > ask stand-up: hourly_stand_d
        120:08 prompted stand-up
    """)
    assert desk.status.sitting_s > 2 * 3600


def test_an_unanswered_prompt_snoozes_itself_twice_and_is_then_missed() -> None:
    desk = at_prompt()
    desk.run(minutes=60)
    desk.expect("""
        63:08 > stop asking
        63:08 snoozed stand-up time 600s
        73:08 > ask stand-up: hourly_stand_b
        73:08 prompted stand-up
        76:08 > stop asking
        76:08 snoozed stand-up time 600s
        86:08 > ask stand-up: hourly_stand_b
        86:08 prompted stand-up
        89:08 > stop asking
        89:08 missed stand-up
    """)
    assert desk.status.sitting_s > 2 * 3600


def test_after_two_snoozes_it_is_the_30_s_version_or_skip() -> None:
    desk = at_prompt()
    desk.does(events.Snooze(300.0))
    desk.run(minutes=6)
    desk.does(events.Snooze(900.0))
    desk.run(minutes=16)
    desk.does(events.Snooze())
    desk.does(events.StartBreak(short=True))
    desk.run(minutes=1)
    desk.expect("""
        60:08 > stop asking
        60:08 snoozed stand-up person 300s
        65:08 > ask stand-up: hourly_stand_b
        65:08 prompted stand-up
        66:08 > stop asking
        66:08 snoozed stand-up person 900s
        81:08 > ask stand-up: hourly_stand_b
        81:08 prompted stand-up
        82:08 refused: Snoozed as often as your settings allow: start, the 30 s version, or skip
        82:08 > stop asking
        82:08 > lead stand-up: short_seated
        82:08 started stand-up 30s
        82:18 > step 2/2 goes on
        82:18 exercise_done chair_pelvic_rock 10s
        82:38 > done: completed
        82:38 exercise_done breath_belly_thin 20s
        82:38 completed stand-up 30s
    """)
    assert desk.status.sitting_s > 4800  # done in the seat: the clock runs on
    assert next_in_min(desk) == 59.5


def test_esc_after_25_s_on_the_feet_counts_as_stood() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=25)
    desk.does(events.GuideClose())
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:28 > step 2/4 goes on
        60:28 exercise_done stand_tall_stretch 20s
        60:33 > done: ended_early, stood
        60:33 ended_early stand-up stood 25s
    """)
    assert desk.status.sitting_s == 0
    assert next_in_min(desk) == 60


def test_esc_after_12_s_does_not_and_asks_half_an_interval_later() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=12)
    desk.does(events.GuideClose())
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:20 > done: ended_early
        60:20 ended_early stand-up 12s
    """)
    assert desk.status.sitting_s > 3600
    assert next_in_min(desk) == 30


def test_the_clock_of_a_standing_guide_waits_while_somebody_types() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("typing")
    desk.run(seconds=100)
    desk.person.become("still")
    desk.run(seconds=5)
    desk.does(events.GuideClose())
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:10 > step 1/4 waits
        61:49 > step 1/4 goes on
        61:53 > done: ended_early
        61:53 ended_early stand-up 6s
    """)
    assert desk.status.sitting_s > 3600


def test_pause_next_and_back_lead_where_they_say() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=10)
    desk.does(events.GuidePause())
    desk.does(events.GuidePause())
    desk.run(minutes=2)
    desk.does(events.GuideResume())
    desk.run(seconds=5)
    desk.does(events.GuideNext())
    desk.run(seconds=2)
    desk.does(events.GuideBack())
    desk.run(seconds=10)
    desk.does(events.GuideBack())
    desk.run(seconds=200)
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:18 > step 1/4 paused
        62:18 > step 1/4 goes on
        62:23 > step 2/4 goes on
        62:23 exercise_done stand_tall_stretch 15s
        62:25 > step 1/4 goes on
        62:35 > step 1/4 goes on
        62:55 > step 2/4 goes on
        62:55 exercise_done stand_tall_stretch 20s
        63:55 > step 3/4 goes on
        63:55 exercise_done stand_hip_flexor 60s
        64:35 > step 4/4 goes on
        64:35 exercise_done stand_march_walk 40s
        65:05 > done: completed, stood
        65:05 exercise_done wall_align 30s
        65:05 completed stand-up stood 177s
    """)


def test_clicking_through_a_guide_is_not_a_break() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    for _ in range(5):
        desk.does(events.GuideNext())
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:08 > step 2/4 goes on
        60:08 exercise_skipped stand_tall_stretch
        60:08 > step 3/4 goes on
        60:08 exercise_skipped stand_hip_flexor
        60:08 > step 4/4 goes on
        60:08 exercise_skipped stand_march_walk
        60:08 > done: ended_early
        60:08 exercise_skipped wall_align
        60:08 ended_early stand-up
        60:08 refused: No guide is running
    """)
    assert desk.status.sitting_s > 3600


def test_just_stood_up_ends_a_guide_as_done() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=5)
    desk.does(events.JustStood())
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:13 > done: stood, stood
        60:13 stood stand-up stood 5s
    """)
    assert desk.status.sitting_s == 0


def test_a_seated_posture_reset_leaves_the_stand_up_where_it_was() -> None:
    desk = Desk()
    desk.until(PhaseName.PROMPTING)
    desk.does(events.StartBreak())
    desk.run(minutes=2)
    desk.expect("""
        00:00 launched
        30:08 > ask posture-reset: posture_60_a
        30:08 prompted posture-reset
        30:08 > stop asking
        30:08 > lead posture-reset: posture_60_a
        30:08 started posture-reset 60s
        30:24 > step 2/3 goes on
        30:24 exercise_done chair_sitbone_shift 16s
        30:34 > step 3/3 goes on
        30:34 exercise_done chair_pelvic_rock 10s
        31:08 > done: completed
        31:08 exercise_done chair_pelvis_reset 34s
        31:08 completed posture-reset 60s
    """)
    assert desk.status.sitting_s > 1900
    assert desk.status.next is not None
    assert desk.status.next.kind is BreakKind.STAND_UP
    assert next_in_min(desk) == 27.9


def test_a_seated_answer_to_a_stand_up_gives_a_full_interval() -> None:
    desk = at_prompt(replace(ONLY_STAND_UPS, profile=Profile(place="desk")))
    desk.does(events.StartBreak())
    desk.run(minutes=3)
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: no_leave_90
        60:08 started stand-up 90s
        60:38 > step 2/3 goes on
        60:38 exercise_done chair_twist 30s
        61:08 > step 3/3 goes on
        61:08 exercise_done chair_knee_lift_hug 30s
        61:38 > done: completed
        61:38 exercise_done breath_belly_thin 30s
        61:38 completed stand-up 90s
    """)
    assert desk.status.sitting_s > 3600
    assert next_in_min(desk) == 58.5


def test_a_standing_posture_reset_sets_everything_to_zero() -> None:
    desk = Desk(Policy(stand_up_every_s=7200, posture_after_s=3300))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=2)
    desk.expect("""
        00:00 launched
        55:08 > ask posture-reset: posture_60_d
        55:08 prompted posture-reset
        55:08 > stop asking
        55:08 > lead posture-reset: posture_60_d
        55:08 started posture-reset 60s
        55:18 > step 2/3 goes on
        55:18 exercise_done stand_tall_stretch 10s
        55:34 > step 3/3 goes on
        55:34 exercise_done stand_foot_tripod 16s
        56:08 > done: completed, stood
        56:08 exercise_done stand_pelvis_reset 34s
        56:08 completed posture-reset stood 60s
    """)


def test_a_guide_paused_and_forgotten_ends_by_itself() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.does(events.GuidePause())
    desk.run(minutes=12)
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:08 > step 1/4 paused
        70:08 > done: ended_early
        70:08 ended_early stand-up
    """)


def test_ten_minutes_off_the_screen_hold_the_prompt_back() -> None:
    desk = at_prompt()
    desk.does(events.OffScreen())
    desk.run(minutes=12)
    desk.expect("""
        60:08 > stop asking
        60:08 off_screen 600s
        60:08 withdrawn stand-up off_screen
        60:08 held stand-up off_screen
        70:08 > ask stand-up: hourly_stand_b
        70:08 resumed time
        70:08 prompted stand-up
    """)


def test_ten_minutes_off_the_screen_do_not_shorten_a_longer_pause() -> None:
    desk = at_prompt()
    desk.does(events.Pause(until=tomorrow(desk.status.now)))
    until = desk.status.pause_until
    desk.does(events.OffScreen())
    assert desk.status.pause_until == until
    assert desk.status.holds[0].name == "paused"
    desk.run(minutes=20)
    desk.expect("""
        60:08 > stop asking
        60:08 paused
        60:08 withdrawn stand-up paused
        60:08 held stand-up paused
        60:08 off_screen 600s
    """)


def test_ten_minutes_off_the_screen_make_a_shorter_pause_longer() -> None:
    desk = at_prompt()
    desk.does(events.Pause(seconds=300.0))
    desk.does(events.OffScreen())
    desk.run(minutes=9)
    assert desk.status.holds[0].name == "off_screen"


def test_a_posture_reset_close_to_a_stand_up_is_swallowed() -> None:
    desk = Desk(Policy(stand_up_every_s=2000))
    desk.run(minutes=34)
    desk.expect("""
        00:00 launched
        30:00 swallowed posture-reset
        33:20 > ask stand-up: hourly_stand_b
        33:20 prompted stand-up
    """)


def test_a_posture_reset_put_off_gives_way_to_the_stand_up() -> None:
    desk = Desk(Policy(stand_up_every_s=2400, snooze_limit=3))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(900.0))
    desk.run(minutes=12)
    desk.expect("""
        00:00 launched
        30:08 > ask posture-reset: posture_60_a
        30:08 prompted posture-reset
        30:08 > stop asking
        30:08 snoozed posture-reset person 900s
        40:00 swallowed posture-reset
        40:08 > ask stand-up: hourly_stand_b
        40:08 prompted stand-up
    """)


def test_a_posture_reset_unanswered_is_missed_after_two_minutes() -> None:
    desk = Desk()
    desk.run(minutes=33)
    desk.expect("""
        00:00 launched
        30:08 > ask posture-reset: posture_60_a
        30:08 prompted posture-reset
        32:08 > stop asking
        32:08 missed posture-reset
    """)


def test_a_break_of_ones_own_choice_needs_no_prompt() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=10)
    desk.does(events.StartBreak(routine="hip_care_desk"))
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=4)
    desk.expect("""
        00:00 launched
        10:00 > lead care: hip_care_desk
        10:00 started care 180s
        10:00 refused: A guide is already running
        11:00 > step 2/3 goes on
        11:00 exercise_done chair_figure4 60s
        12:00 > step 3/3 goes on
        12:00 exercise_done chair_hamstring 60s
        13:00 > done: completed, stood
        13:00 exercise_done stand_hip_flexor 60s
        13:00 completed care stood 180s
    """)
    assert desk.status.sitting_s < 61


def test_closing_a_seated_break_of_ones_own_changes_nothing_for_the_stand_up() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=10)
    desk.does(events.StartBreak(BreakKind.POSTURE_RESET))
    desk.run(seconds=12)
    desk.does(events.GuideClose())
    desk.expect("""
        00:00 launched
        10:00 > lead posture-reset: posture_60_a
        10:00 started posture-reset 60s
        10:12 > done: ended_early
        10:12 ended_early posture-reset 12s
    """)
    assert next_in_min(desk) == 49.8


def test_wishes_that_make_no_sense_are_refused_with_a_reason() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Snooze())
    desk.does(events.Skip())
    desk.does(events.Resume())
    desk.does(events.GuideNext())
    desk.does(events.CheckIn(1, "same"))
    desk.does(events.StartBreak(routine="no_such_routine"))
    desk.does(events.Pause(seconds=5.0))
    desk.does(events.Pause(until=desk.world.wall))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(10.0))
    desk.expect("""
        00:00 launched
        00:00 refused: There is no prompt to snooze
        00:00 refused: There is no prompt to skip
        00:00 refused: The reminders are not paused
        00:00 refused: No guide is running
        00:00 refused: There is no such break
        00:00 refused: There is no routine called no_such_routine.
        00:00 refused: A pause lasts between one minute and seven days
        00:00 refused: That time has passed already
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
        60:08 refused: A snooze lasts between 1 and 120 minutes
    """)


def test_standing_up_at_any_time_starts_the_clock_afresh() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.does(events.JustStood())
    desk.expect("""
        00:00 launched
        40:00 stood
    """)
    assert desk.status.sitting_s == 0


def test_how_the_back_feels_is_written_down() -> None:
    desk = Desk()
    desk.does(events.RateBack("heavy"))
    desk.expect("""
        00:00 launched
        00:00 back_feeling heavy
    """)
