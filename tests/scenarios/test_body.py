"""How the back is today: heavy, painful, a flare-up, warning signs, what hurts, the evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from lowback_tray.engine import events
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


def test_pain_today_leaves_a_change_of_position_and_ends_at_midnight() -> None:
    desk = at_prompt()
    desk.does(events.Feel("pain"))
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=2)
    desk.expect("""
        60:08 > ask stand-up: position_change
        60:08 feel pain
        60:08 > stop asking
        60:08 > lead stand-up: position_change
        60:08 started stand-up 60s
        61:08 > done: completed, stood
        61:08 exercise_done stand_march_walk 60s
        61:08 completed stand-up stood 60s
    """)
    assert desk.status.body.feel == "pain"
    desk.world.wall += timedelta(hours=15)
    assert desk.status.body.feel == "ok"


def test_pain_today_refuses_a_routine_by_name() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Feel("pain"))
    desk.does(events.StartBreak(routine="hip_care_desk"))
    desk.expect("""
        00:00 launched
        00:00 feel pain
        00:00 refused: It hurts today: only a change of position or a short walk
    """)


def test_heavier_than_usual_swaps_what_is_due_and_can_be_taken_back() -> None:
    desk = at_prompt()
    desk.does(events.Feel("heavy"))
    desk.does(events.Feel("ok"))
    desk.expect("""
        60:08 > ask stand-up: hourly_stand_c
        60:08 feel heavy
        60:08 > ask stand-up: hourly_stand_d
        60:08 feel ok
    """)


def test_a_flare_up_day_is_gentle_and_shorter_and_three_easier_days_follow() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.FlareUp())
    desk.run(minutes=31)
    desk.expect("""
        00:00 launched
        00:00 flare_up on
        30:08 > ask stand-up: gentle_120
        30:08 prompted stand-up
    """)
    assert desk.status.body.flare
    desk.world.wall += timedelta(days=1)
    assert desk.status.body.easy
    desk.world.wall += timedelta(days=3)
    assert not desk.status.body.easy


def test_a_flare_up_can_be_ended_and_not_ended_twice() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.FlareUp())
    desk.does(events.FlareUp(on=False))
    desk.does(events.FlareUp(on=False))
    desk.expect("""
        00:00 launched
        00:00 flare_up on
        00:00 flare_up
        00:00 refused: This is no flare-up day
    """)


def test_ticked_warning_signs_hold_everything_until_they_are_taken_back() -> None:
    desk = at_prompt()
    desk.does(events.Signs("soon"))
    desk.does(events.StartBreak())
    desk.run(minutes=5)
    desk.does(events.Signs(None))
    desk.run(minutes=1)
    desk.expect("""
        60:08 > stop asking
        60:08 signs soon
        60:08 withdrawn stand-up signs
        60:08 held stand-up signs
        60:08 refused: You ticked warning signs: see a doctor first
        65:08 > ask stand-up: hourly_stand_b
        65:08 signs
        65:08 prompted stand-up
    """)


def test_warning_signs_end_a_running_guide() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.does(events.Signs("emergency"))
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:08 > done: ended_early
        60:08 signs emergency
        60:08 ended_early stand-up
    """)
    assert desk.status.holds[0].name == "signs"


def test_what_hurts_stops_at_once_is_left_out_for_a_week_and_the_next_follows() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=30)
    desk.does(events.ItHurts())
    desk.run(minutes=2)
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:28 > step 2/4 goes on
        60:28 exercise_done stand_tall_stretch 20s
        60:38 > step 2/3 goes on
        60:38 hurt stand_hip_flexor 10s
        60:38 hidden stand_hip_flexor
        61:18 > step 3/3 goes on
        61:18 exercise_done stand_march_walk 40s
        61:48 > done: completed, stood
        61:48 exercise_done wall_align 30s
        61:48 completed stand-up stood 100s
    """)
    assert [name for name, _ in desk.status.body.hidden] == ["stand_hip_flexor"]
    assert not desk.status.body.consult


def test_a_last_exercise_that_hurts_ends_the_guide() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.StartBreak(routine="breathe_60"))
    desk.does(events.ItHurts())
    desk.does(events.ItHurts())
    desk.expect("""
        00:00 launched
        00:00 > lead care: breathe_60
        00:00 started care 60s
        00:00 > done: ended_early
        00:00 hurt breath_slow_46
        00:00 hidden breath_slow_46
        00:00 ended_early care
        00:00 refused: No guide is running
    """)


def test_worse_after_a_break_hides_the_exercise_and_twice_in_a_week_means_ask_somebody() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=3)
    desk.does(events.CheckIn(1, "worse"))
    desk.does(events.CheckIn(1, "worse", "wall_align"))
    desk.does(events.CheckIn(1, "worse", "wall_align"))
    desk.does(events.CheckIn(1, "worse", "stand_hip_flexor"))
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:28 > step 2/4 goes on
        60:28 exercise_done stand_tall_stretch 20s
        61:28 > step 3/4 goes on
        61:28 exercise_done stand_hip_flexor 60s
        62:08 > step 4/4 goes on
        62:08 exercise_done stand_march_walk 40s
        62:38 > done: completed, stood
        62:38 exercise_done wall_align 30s
        62:38 completed stand-up stood 150s
        63:08 check_in worse
        63:08 check_in worse wall_align
        63:08 hidden wall_align
        63:08 check_in worse wall_align
        63:08 check_in worse stand_hip_flexor
        63:08 hidden stand_hip_flexor
    """)
    assert desk.status.body.consult
    desk.does(events.Unhide("wall_align"))
    desk.does(events.Unhide("wall_align"))
    assert not desk.status.body.consult


def test_a_hidden_exercise_is_not_offered_for_a_week() -> None:
    desk = at_prompt()
    desk.does(events.CheckIn(0, "worse", "stand_hip_flexor"))
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=3)
    desk.does(events.CheckIn(1, "worse", "stand_hip_flexor"))
    desk.person.become("working")
    desk.run(minutes=70)
    desk.expect("""
        60:08 refused: There is no such break
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:28 > step 2/4 goes on
        60:28 exercise_done stand_tall_stretch 20s
        61:28 > step 3/4 goes on
        61:28 exercise_done stand_hip_flexor 60s
        62:08 > step 4/4 goes on
        62:08 exercise_done stand_march_walk 40s
        62:38 > done: completed, stood
        62:38 exercise_done wall_align 30s
        62:38 completed stand-up stood 150s
        63:08 check_in worse stand_hip_flexor
        63:08 hidden stand_hip_flexor
        122:38 > ask stand-up: hourly_stand_d
        122:38 prompted stand-up
        125:38 > stop asking
        125:38 snoozed stand-up time 600s
    """)


def test_exercised_today_makes_the_own_choice_the_one_for_afterwards() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, profile=Profile(place="mat")))
    desk.does(events.Exercised())
    desk.does(events.StartBreak(BreakKind.CARE))
    desk.does(events.GuideClose())
    desk.expect("""
        00:00 launched
        00:00 exercised
        00:00 > lead care: post_workout
        00:00 started care 300s
        00:00 > done: ended_early
        00:00 ended_early care
    """)
    assert desk.status.body.exercised
    desk.run(minutes=130)
    assert not desk.status.body.exercised


def test_the_evening_routine_is_offered_once_a_day_at_its_time() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20), profile=Profile(place="mat")))
    desk.run(minutes=24)
    desk.run(minutes=30)
    desk.expect("""
        00:00 launched
        20:08 > ask care: evening_wind
        20:08 prompted care
        22:08 > stop asking
        22:08 missed care
    """)
    assert desk.status.next is not None


def test_the_evening_routine_can_be_put_off_and_switched_off() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20), profile=Profile(place="mat")))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(300.0))
    desk.run(minutes=6)
    desk.change(ONLY_STAND_UPS)
    desk.expect("""
        00:00 launched
        20:08 > ask care: evening_wind
        20:08 prompted care
        20:08 > stop asking
        20:08 snoozed care person 300s
        25:08 > ask care: evening_wind
        25:08 prompted care
        26:08 > ask care: breathe_60
        26:08 > stop asking
        26:08 withdrawn care needless
    """)


def test_the_evening_routine_gives_way_to_a_stand_up() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 50), snooze_limit=3))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(1200.0))
    desk.run(minutes=12)
    desk.expect("""
        00:00 launched
        50:08 > ask care: breathe_60
        50:08 prompted care
        50:08 > stop asking
        50:08 snoozed care person 1200s
        60:00 swallowed care
        60:08 > ask stand-up: hourly_stand_b
        60:08 prompted stand-up
    """)
    desk.does(events.Skip())
    desk.run(seconds=60)
    desk.expect("""
        62:08 > stop asking
        62:08 > ask care: breathe_60
        62:08 skipped stand-up
        62:08 prompted care
    """)


def test_the_evening_routine_that_a_call_held_back_gives_way_too() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 50)))
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(minutes=62)
    desk.does(events.HoldLifted("call"))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Skip())
    desk.run(seconds=60)
    asked = [line.split(" ", 1)[1] for line in desk.lines if "prompted" in line]
    assert asked == ["prompted stand-up", "prompted care"]


def test_a_break_one_asks_for_is_no_answer_to_the_evening_routine() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20)))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(600.0))
    desk.does(events.StartBreak(BreakKind.STAND_UP))
    desk.run(seconds=30)
    desk.does(events.GuideClose())
    desk.run(seconds=60)
    assert desk.lines[-1].endswith("prompted care"), desk.text()


def test_who_stands_up_without_being_asked_is_asked_for_the_evening_when_they_said() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20)))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(600.0))
    desk.does(events.JustStood())
    desk.forget()
    desk.run(minutes=11)
    desk.expect("""
        30:08 > ask care: breathe_60
        30:08 prompted care
    """)


def test_the_evening_routine_does_not_come_right_after_a_break_that_was_done() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 50), profile=Profile(place="mat")))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze(1200.0))
    desk.run(minutes=11)
    desk.does(events.JustStood())  # to the stand-up that took its place
    desk.forget()
    desk.run(minutes=20)
    desk.expect("""
        76:08 > ask care: evening_wind
        76:08 prompted care
        78:08 > stop asking
        78:08 missed care
    """)


def test_the_evening_routine_comes_rather_soon_than_not_at_all() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(6, 30)))
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(minutes=20)
    desk.does(events.StartBreak(BreakKind.STAND_UP))  # its three hours end ten minutes later
    desk.does(events.JustStood())
    desk.forget()
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=1)
    assert "prompted care" in desk.text()


def test_the_status_and_the_preview_agree_that_the_evening_waits() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20)))
    desk.run(minutes=15)
    desk.does(events.JustStood())
    planned = desk.runner.preview(desk.world.wall + timedelta(minutes=30))
    assert [f"{one.at:%H:%M}" for one in planned] == ["09:30"]


def test_the_evening_routine_waits_for_an_absence_to_end() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20)))
    desk.run(minutes=15)
    desk.locks(minutes=30)
    desk.run(minutes=2)
    desk.expect("""
        00:00 launched
        45:00 away 1800s
        45:00 back 1800s
        46:02 > ask care: breathe_60
        46:02 prompted care
    """)


def test_an_evening_prompt_survives_a_short_absence() -> None:
    desk = Desk(replace(ONLY_STAND_UPS, evening_at=time(9, 20)))
    desk.until(PhaseName.PROMPTING)
    desk.locks(minutes=1)
    desk.run(minutes=2)
    desk.expect("""
        00:00 launched
        20:08 > ask care: breathe_60
        20:08 prompted care
        20:08 > stop asking
        20:08 withdrawn care locked
        22:10 > ask care: breathe_60
        22:10 prompted care
    """)


def test_a_stand_up_of_another_length_this_once() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak(length_s=10))
    desk.does(events.StartBreak(length_s=300))
    desk.does(events.GuideClose())
    desk.expect("""
        60:08 refused: A break lasts between 30 seconds and 10 minutes
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 300s
        60:08 > done: ended_early
        60:08 ended_early stand-up
    """)


def test_the_back_is_asked_about_once_a_day() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=3)
    desk.does(events.RateBack("heavy"))
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:28 > step 2/4 goes on
        60:28 exercise_done stand_tall_stretch 20s
        61:28 > step 3/4 goes on
        61:28 exercise_done stand_hip_flexor 60s
        62:08 > step 4/4 goes on
        62:08 exercise_done stand_march_walk 40s
        62:38 > done: completed, stood
        62:38 exercise_done wall_align 30s
        62:38 completed stand-up stood 150s
        63:08 back_feeling heavy
    """)
    assert desk.status.body.rated == "heavy"
    desk.world.wall += timedelta(days=1)
    assert desk.status.body.rated is None


def test_the_side_done_less_begins_next_time() -> None:
    desk = at_prompt()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=20 + 31)
    desk.does(events.GuideNext())
    desk.expect("""
        60:08 > stop asking
        60:08 > lead stand-up: hourly_stand_b
        60:08 started stand-up 150s
        60:28 > step 2/4 goes on
        60:28 exercise_done stand_tall_stretch 20s
        60:59 > step 3/4 goes on
        60:59 exercise_done stand_hip_flexor 31s
    """)
    assert desk.runner._state.body.sides == {"stand_hip_flexor": 29.0}
    first, second = (one.details for one in desk.journal.records if "exercise" in one.details)
    assert (second["right_s"], second["left_s"]) == (30, 1)
    assert not {"right_s", "left_s"} & first.keys(), "it has no sides"


def test_a_touch_in_a_seated_exercise_is_no_news() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.StartBreak(routine="hip_care_desk"))
    desk.person.become("typing")
    desk.run(seconds=70)
    desk.does(events.GuideClose())
    desk.expect("""
        00:00 launched
        00:00 > lead care: hip_care_desk
        00:00 started care 180s
        01:00 > step 2/3 goes on
        01:00 exercise_done chair_figure4 60s
        01:10 > done: ended_early
        01:10 ended_early care 70s
    """)
