"""Away and back, suspend at every phase, clock steps, kills, reboots: as ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from lowback_tray.care.chooser import Feel
from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy, Profile
from lowback_tray.engine.state import Away
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)


def after_40_min() -> Desk:
    """A desk after forty minutes of work, its ledger empty."""
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.forget()
    return desk


def at(phase: PhaseName) -> Desk:
    """A desk in a phase, its ledger empty."""
    desk = Desk(ONLY_STAND_UPS)
    if phase is PhaseName.SITTING:
        desk.run(minutes=40)
    else:
        desk.until(PhaseName.PROMPTING)
    if phase is PhaseName.SNOOZED:
        desk.does(events.Snooze())
    elif phase is PhaseName.GUIDING:
        desk.does(events.StartBreak())
        desk.person.become("still")
        desk.run(seconds=30)
    elif phase is PhaseName.PAUSED:
        desk.does(events.Skip())
        desk.does(events.Pause(seconds=1800.0))
    assert desk.status.phase is phase
    desk.forget()
    return desk


def minutes(desk: Desk) -> float:
    """The sitting clock in minutes."""
    return round(desk.status.sitting_s / 60, 1)


def test_locked_for_1_minute() -> None:
    desk = after_40_min()
    desk.locks(minutes=1)
    desk.expect("""

    """)
    assert minutes(desk) == 41.0


def test_locked_for_2_minutes() -> None:
    desk = after_40_min()
    desk.locks(minutes=2)
    desk.expect("""
        42:00 away 120s
        42:00 back 120s
    """)
    assert minutes(desk) == 42.0


def test_locked_for_4_minutes() -> None:
    desk = after_40_min()
    desk.locks(minutes=4)
    desk.expect("""
        44:00 away 240s
        44:00 back 240s
    """)
    assert minutes(desk) == 14.0


def test_locked_for_5_minutes() -> None:
    desk = after_40_min()
    desk.locks(minutes=5)
    desk.expect("""
        45:00 away 300s
        45:00 back 300s
    """)
    assert minutes(desk) == 0.0


def test_locked_for_90_minutes() -> None:
    desk = after_40_min()
    desk.locks(minutes=90)
    desk.expect("""
        130:00 away 5400s
        130:00 back 5400s
    """)
    assert minutes(desk) == 0.0


def test_an_empty_chair_is_noticed_after_five_minutes_and_counted_from_the_last_touch() -> None:
    desk = after_40_min()
    desk.leaves(minutes=4)
    desk.leaves(minutes=12)
    desk.expect("""
        56:00 away 720s
        56:00 back 720s
    """)
    assert minutes(desk) == 0.0


def test_a_short_threshold_credits_three_minutes_in_proportion() -> None:
    desk = Desk(Policy(posture_enabled=False, away_after_s=120))
    desk.run(minutes=40)
    desk.leaves(minutes=3)
    desk.expect("""
        00:00 launched
        43:00 away 180s
        43:00 back 180s
    """)
    assert minutes(desk) == 28.0


def test_nothing_opens_in_the_first_minute_after_an_absence_that_was_too_short() -> None:
    desk = at(PhaseName.PROMPTING)
    desk.locks(seconds=50)
    desk.run(minutes=2)
    desk.expect("""
        60:08 > stop asking
        60:08 withdrawn stand-up locked
        62:00 > ask stand-up: hourly_stand_b
        62:00 prompted stand-up
    """)


def test_a_prompt_under_which_the_person_left_is_needless_afterwards() -> None:
    desk = at(PhaseName.PROMPTING)
    desk.locks(minutes=30)
    desk.run(minutes=2)
    desk.expect("""
        60:08 > stop asking
        60:08 withdrawn stand-up locked
        90:08 away 1800s
        90:08 back 1800s
    """)
    assert minutes(desk) == 2.0


def test_a_snooze_goes_on_over_a_short_absence() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.run(minutes=5)
    desk.locks(seconds=90)
    desk.run(minutes=6)
    desk.expect("""
        70:08 > ask stand-up: hourly_stand_b
        70:08 prompted stand-up
    """)


def test_a_snooze_ends_with_a_real_rest() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.locks(minutes=7)
    desk.run(minutes=11)
    desk.expect("""
        67:08 away 420s
        67:08 back 420s
    """)


def test_a_posture_reset_that_was_put_off_is_needless_after_a_real_rest() -> None:
    desk = Desk()
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze())
    desk.locks(minutes=6)
    assert desk.status.phase is PhaseName.SITTING
    assert desk.status.snoozed_until is None
    desk.run(minutes=29)
    assert "swallowed" not in desk.facts()
    assert desk.window.prompt is None


def test_whoever_starts_a_break_is_back_and_what_the_absence_rested_is_kept() -> None:
    desk = at(PhaseName.SITTING)
    desk.person.become("still")
    desk.run(minutes=20)
    desk.person.become("working")
    desk.does(events.StartBreak(short=True))
    desk.expect("""
        60:00 > lead stand-up: short_seated
        60:00 away 1200s
        60:00 back 1200s
        60:00 started stand-up 30s
    """)
    desk.does(events.GuideClose())
    assert minutes(desk) == 0.0


@pytest.mark.parametrize(
    ("how", "wish", "why"),
    [
        ("ok", events.StartBreak(routine="nonsense"), "no routine called nonsense"),
        ("ok", events.StartBreak(length_s=5), "between 30 seconds and 10 minutes"),
        ("pain", events.StartBreak(routine="hourly_stand_a"), "It hurts today"),
    ],
)
def test_a_break_that_is_refused_ends_no_absence(
    how: Feel, wish: events.StartBreak, why: str
) -> None:
    desk = at(PhaseName.SITTING)
    desk.does(events.Feel(how))
    desk.person.become("still")
    desk.run(minutes=10)
    before = desk.runner._state.phase
    assert isinstance(before, Away)
    desk.forget()
    desk.does(wish)
    (line,) = desk.lines
    assert line.startswith("50:00 refused: ")
    assert why in line
    assert desk.runner._state.phase == before
    desk.run(minutes=10)
    desk.touches()
    assert [line[6:] for line in desk.lines[1:]] == ["away 1202s", "back 1202s"]


def test_whoever_is_away_starts_what_was_put_off_until_they_are_back() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20), profile=Profile(place="mat")))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(3600.0))
    desk.person.become("still")
    desk.run(minutes=10)
    assert isinstance(desk.runner._state.phase, Away)
    desk.forget()
    desk.does(events.StartBreak())
    desk.expect("""
        30:08 > lead care: evening_wind
        30:08 away 600s
        30:08 back 600s
        30:08 started care 300s
    """)
    assert desk.journal.records[-1].details["prompted"] is True


def test_standing_still_in_a_guide_is_not_absence() -> None:
    desk = at(PhaseName.GUIDING)
    desk.run(minutes=3)
    desk.person.become("working")
    desk.expect("""
        61:28 > step 3/4 goes on
        61:28 exercise_done stand_hip_flexor 60s
        62:08 > step 4/4 goes on
        62:08 exercise_done stand_march_walk 40s
        62:38 > done: completed, stood
        62:38 exercise_done wall_align 30s
        62:38 completed stand-up stood 150s
    """)


def test_a_screen_locked_during_the_guide_lets_it_end_and_is_then_an_absence() -> None:
    desk = at(PhaseName.GUIDING)
    desk.does(events.Locked())
    desk.run(minutes=10)
    desk.does(events.StartBreak())
    desk.person.become("working")
    desk.does(events.Unlocked())
    desk.expect("""
        61:28 > step 3/4 goes on
        61:28 exercise_done stand_hip_flexor 60s
        62:08 > step 4/4 goes on
        62:08 exercise_done stand_march_walk 40s
        62:38 > done: completed, stood
        62:38 exercise_done wall_align 30s
        62:38 completed stand-up stood 150s
        70:38 refused: The screen is locked
        70:38 away 480s
        70:38 back 480s
    """)


def test_several_signals_of_one_absence_are_one_absence() -> None:
    desk = after_40_min()
    desk.person.become("still")
    desk.run(minutes=6)
    desk.does(events.Locked())
    desk.does(events.Locked())
    desk.world.suspend(3600)
    desk.runner.look()
    desk.run(minutes=1)
    desk.does(events.CameBack())
    desk.person.become("working")
    desk.does(events.Unlocked())
    desk.does(events.Unlocked())
    desk.run(seconds=5)
    desk.expect("""
        107:00 away 4020s
        107:00 back 4020s
    """)


def test_a_lost_return_signal_is_healed_by_the_heartbeat() -> None:
    desk = after_40_min()
    desk.person.become("still")
    desk.run(minutes=20)
    desk.person.become("typing")
    desk.run(minutes=1, seconds=5)
    desk.expect("""
        61:02 away 1262s
        61:02 back 1262s
    """)
    assert minutes(desk) == 0.1


def test_a_film_is_no_empty_chair() -> None:
    desk = after_40_min()
    desk.person.film = True
    desk.person.become("still")
    desk.run(minutes=30)
    desk.expect("""
        60:00 > ask stand-up: hourly_stand_b
        60:00 prompted stand-up
        63:00 > stop asking
        63:00 snoozed stand-up time 600s
    """)
    assert minutes(desk) == 70.0


def test_after_the_film_the_chair_may_be_empty() -> None:
    desk = Desk(Policy(posture_enabled=False, sit_back=False, stand_up_every_s=7200))
    desk.run(minutes=40)
    desk.person.film = True
    desk.person.become("still")
    desk.run(minutes=30)
    desk.person.film = False
    desk.run(minutes=19, seconds=58.5)
    desk.touches()
    desk.expect("""
        00:00 launched
        90:00 away 1200s
        90:00 back 1200s
    """)


def test_saying_one_stood_while_away_is_believed() -> None:
    desk = after_40_min()
    desk.does(events.Locked())
    desk.run(minutes=1)
    desk.does(events.JustStood())
    desk.does(events.Unlocked())
    desk.expect("""
        41:00 stood
    """)
    assert minutes(desk) == 1.0


def test_where_nobody_can_tell_the_clock_goes_by_time() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.person.become("unknown")
    desk.run(minutes=61)
    desk.expect("""
        00:00 launched
        60:00 > ask stand-up: hourly_stand_b
        60:00 prompted stand-up
    """)


def test_suspended_while_sitting_for_an_hour_is_a_rest_and_nothing_fires_at_resume() -> None:
    desk = after_40_min()
    desk.sleep(minutes=60)
    desk.run(minutes=3)
    desk.expect("""
        100:00 away 3600s
        100:00 back 3600s
    """)


def test_suspended_for_three_minutes_is_credited_in_proportion() -> None:
    desk = after_40_min()
    desk.sleep(minutes=3)
    desk.expect("""
        43:00 away 180s
        43:00 back 180s
    """)
    assert minutes(desk) == 28.0


def test_suspended_without_anybody_at_the_keyboard_afterwards() -> None:
    desk = after_40_min()
    desk.person.become("still")
    desk.world.suspend(7200)
    desk.run(minutes=1, seconds=58.5)
    desk.touches()
    desk.expect("""
        162:00 away 7320s
        162:00 back 7320s
    """)


def test_suspended_under_a_prompt() -> None:
    desk = at(PhaseName.PROMPTING)
    desk.sleep(minutes=60)
    desk.run(minutes=3)
    desk.expect("""
        120:06 > stop asking
        120:06 withdrawn stand-up away
        120:08 away 3600s
        120:08 back 3600s
    """)


def test_suspended_in_a_snooze() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.sleep(minutes=60)
    desk.run(minutes=12)
    desk.expect("""
        120:08 away 3600s
        120:08 back 3600s
    """)


def test_suspended_briefly_in_a_snooze_shortens_it() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.sleep(seconds=100)
    desk.run(minutes=9)
    desk.expect("""
        70:08 > ask stand-up: hourly_stand_b
        70:08 prompted stand-up
    """)


def test_suspended_in_a_guide_for_longer_than_it_lasts_it_is_over_and_taken() -> None:
    desk = at(PhaseName.GUIDING)
    desk.sleep(minutes=60)
    desk.run(minutes=3)
    desk.expect("""
        120:38 > step 3/4 goes on
        120:38 > step 4/4 goes on
        120:38 > done: completed, stood
        120:38 exercise_done stand_hip_flexor 60s
        120:38 exercise_done stand_march_walk 40s
        120:38 exercise_done wall_align 30s
        120:38 completed stand-up stood 150s
        120:39 away 3482s
        120:39 back 3482s
    """)


def test_suspended_in_a_guide_for_a_moment_it_goes_on() -> None:
    desk = at(PhaseName.GUIDING)
    desk.world.suspend(25)
    desk.runner.look()
    desk.run(minutes=3)
    desk.expect("""
        61:28 > step 3/4 goes on
        61:28 exercise_done stand_hip_flexor 60s
        62:08 > step 4/4 goes on
        62:08 exercise_done stand_march_walk 40s
        62:38 > done: completed, stood
        62:38 exercise_done wall_align 30s
        62:38 completed stand-up stood 150s
    """)


def test_suspended_in_a_guide_that_is_paused_nothing_of_it_was_done() -> None:
    desk = at(PhaseName.GUIDING)
    desk.does(events.GuidePause())
    desk.sleep(minutes=60)
    desk.run(minutes=3)
    desk.expect("""
        60:38 > step 2/4 paused
        120:38 > done: ended_early, stood
        120:38 ended_early stand-up stood 30s
        120:39 away 3602s
        120:39 back 3602s
    """)


def test_suspended_for_a_while_in_a_guide_that_is_paused_it_stays_so_until_its_ten_minutes() -> (
    None
):
    desk = at(PhaseName.GUIDING)
    desk.does(events.GuidePause())
    desk.world.suspend(400)
    desk.runner.look()
    desk.run(seconds=199)
    assert desk.status.phase is PhaseName.GUIDING
    desk.run(seconds=2)
    desk.expect("""
        60:38 > step 2/4 paused
        70:38 > done: ended_early, stood
        70:38 ended_early stand-up stood 30s
    """)


def test_suspended_in_a_pause_the_pause_ends_with_the_wall() -> None:
    desk = at(PhaseName.PAUSED)
    desk.sleep(minutes=20)
    desk.run(minutes=11)
    desk.expect("""
        80:08 away 1200s
        80:08 back 1200s
        90:08 resumed time
    """)


def test_suspended_for_a_week_under_a_pause_until_tomorrow() -> None:
    desk = after_40_min()
    desk.does(events.Pause(until=desk.world.wall + timedelta(hours=20)))
    desk.sleep(minutes=7 * 24 * 60)
    desk.run(minutes=3)
    desk.expect("""
        40:00 paused
        10119:58 resumed time
        10120:00 away 604800s
        10120:00 back 604800s
    """)


def test_a_wall_clock_set_forward_moves_no_prompt() -> None:
    desk = after_40_min()
    desk.world.wall += timedelta(hours=5)
    desk.run(minutes=21)
    desk.expect("""
        360:08 > ask stand-up: hourly_stand_b
        360:08 prompted stand-up
    """)


def test_a_wall_clock_set_back_moves_no_prompt() -> None:
    desk = after_40_min()
    desk.world.wall -= timedelta(hours=5)
    desk.run(minutes=21)
    desk.expect("""
        -239:52 > ask stand-up: hourly_stand_b
        -239:52 prompted stand-up
    """)


def test_a_wall_clock_step_moves_no_snooze_and_no_guide() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.world.wall += timedelta(days=2)
    desk.run(minutes=10, seconds=30)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.world.wall -= timedelta(days=2)
    desk.run(minutes=3)
    desk.expect("""
        2950:08 > ask stand-up: hourly_stand_b
        2950:08 prompted stand-up
        2950:38 > stop asking
        2950:38 > lead stand-up: hourly_stand_b
        2950:38 started stand-up 150s
        70:58 > step 2/4 goes on
        70:58 exercise_done stand_tall_stretch 20s
        71:58 > step 3/4 goes on
        71:58 exercise_done stand_hip_flexor 60s
        72:38 > step 4/4 goes on
        72:38 exercise_done stand_march_walk 40s
        73:08 > done: completed, stood
        73:08 exercise_done wall_align 30s
        73:08 completed stand-up stood 150s
    """)


def test_killed_while_sitting_and_started_again() -> None:
    desk = at(PhaseName.SITTING)
    desk.restart(after_s=5)
    desk.person.become("working")
    desk.run(minutes=12)
    desk.expect("""
        40:00 kill -9
        40:05 launched 5s
    """)


def test_rebooted_while_sitting() -> None:
    desk = at(PhaseName.SITTING)
    desk.restart(after_s=3000, reboot=True)
    desk.run(minutes=12)
    desk.expect("""
        40:00 kill -9
        90:00 launched 3000s
    """)


def test_killed_while_prompting_and_started_again() -> None:
    desk = at(PhaseName.PROMPTING)
    desk.restart(after_s=5)
    desk.person.become("working")
    desk.run(minutes=12)
    desk.expect("""
        60:08 kill -9
        60:13 > stop asking
        60:13 withdrawn stand-up restarted
        60:13 launched 5s
        61:21 > ask stand-up: hourly_stand_b
        61:21 prompted stand-up
        64:21 > stop asking
        64:21 snoozed stand-up time 600s
    """)


def test_rebooted_while_prompting() -> None:
    desk = at(PhaseName.PROMPTING)
    desk.restart(after_s=3000, reboot=True)
    desk.run(minutes=12)
    desk.expect("""
        60:08 kill -9
        110:08 > stop asking
        110:08 withdrawn stand-up restarted
        110:08 launched 3000s
    """)


def test_killed_while_snoozed_and_started_again() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.restart(after_s=5)
    desk.person.become("working")
    desk.run(minutes=12)
    desk.expect("""
        60:08 kill -9
        60:13 launched 5s
        70:08 > ask stand-up: hourly_stand_b
        70:08 prompted stand-up
    """)


def test_rebooted_while_snoozed() -> None:
    desk = at(PhaseName.SNOOZED)
    desk.restart(after_s=3000, reboot=True)
    desk.run(minutes=12)
    desk.expect("""
        60:08 kill -9
        110:08 launched 3000s
    """)


def test_killed_while_guiding_and_started_again() -> None:
    desk = at(PhaseName.GUIDING)
    desk.restart(after_s=5)
    desk.person.become("working")
    desk.run(minutes=12)
    desk.expect("""
        60:38 kill -9
        60:43 > done: ended_early, stood
        60:43 ended_early stand-up stood 20s
        60:43 launched 15s
    """)


def test_rebooted_while_guiding() -> None:
    desk = at(PhaseName.GUIDING)
    desk.restart(after_s=3000, reboot=True)
    desk.run(minutes=12)
    desk.expect("""
        60:38 kill -9
        110:38 > done: ended_early, stood
        110:38 ended_early stand-up stood 20s
        110:38 launched 3010s
    """)


def test_killed_while_paused_and_started_again() -> None:
    desk = at(PhaseName.PAUSED)
    desk.restart(after_s=5)
    desk.person.become("working")
    desk.run(minutes=12)
    desk.expect("""
        60:08 kill -9
        60:13 launched 5s
    """)


def test_rebooted_while_paused() -> None:
    desk = at(PhaseName.PAUSED)
    desk.restart(after_s=3000, reboot=True)
    desk.run(minutes=12)
    desk.expect("""
        60:08 kill -9
        110:08 launched 3000s
        110:08 resumed time
    """)


def test_killed_while_away_the_absence_goes_on() -> None:
    desk = after_40_min()
    desk.does(events.Locked())
    desk.run(minutes=3)
    desk.person.become("typing")
    desk.restart(after_s=60)
    desk.run(minutes=1)
    desk.expect("""
        43:00 kill -9
        44:00 launched 60s
        44:02 away 242s
        44:02 back 242s
    """)
    assert minutes(desk) == 14.5


def test_killed_while_away_and_nobody_back_it_is_one_absence() -> None:
    desk = after_40_min()
    desk.person.become("still")
    desk.run(minutes=6)
    desk.restart(after_s=30)
    desk.run(minutes=9, seconds=58.5)
    desk.touches()
    desk.expect("""
        46:00 kill -9
        46:30 launched 30s
        56:30 away 990s
        56:30 back 990s
    """)


def test_a_program_that_was_off_for_the_night_starts_afresh() -> None:
    desk = after_40_min()
    desk.restart(after_s=12 * 3600)
    desk.run(minutes=2)
    desk.expect("""
        40:00 kill -9
        760:00 launched 43200s
    """)
    assert minutes(desk) == 2.0


def test_the_disk_was_full_at_the_kill_and_only_that_is_lost() -> None:
    desk = after_40_min()
    desk.journal.broken = True
    desk.run(minutes=1)
    desk.restart(after_s=1)
    desk.run(minutes=1)
    desk.journal.broken = False
    desk.does(events.RateBack("okay"))
    desk.expect("""
        41:00 kill -9
        42:01 launched 61s
        42:01 back_feeling okay
    """)
