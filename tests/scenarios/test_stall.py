"""The program stood still (kill -STOP, a paused virtual machine) and the clocks ran on."""

from __future__ import annotations

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)


def stalls(desk: Desk, minutes: float) -> None:
    """Nobody looks at anything for so long."""
    desk.world.pass_(minutes * 60)
    desk.runner.look()
    desk._collect()


def after_40_min() -> Desk:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.forget()
    return desk


def test_input_right_at_the_end_does_not_make_the_gap_desk_time() -> None:
    desk = after_40_min()
    desk.person.become("typing")
    stalls(desk, 50)
    desk.run(minutes=2)
    desk.expect("""
        90:00 stalled 3000s
    """)
    assert desk.status.sitting_s == 120


def test_where_nothing_can_tell_it_is_credited_like_an_absence_of_that_length() -> None:
    desk = after_40_min()
    desk.person.become("unknown")
    stalls(desk, 4)
    desk.expect("""
        44:00 stalled 240s
    """)
    assert round(desk.status.sitting_s / 60) == 14


def test_a_keyboard_silent_all_the_while_is_an_absence_as_usual() -> None:
    desk = after_40_min()
    desk.person.become("still")
    stalls(desk, 50)
    desk.touches()
    desk.expect("""
        90:01 away 3002s
        90:01 back 3002s
    """)


def test_nothing_opens_in_the_first_minute_after_it() -> None:
    desk = Desk(Policy(posture_enabled=False, stand_up_every_s=7200))
    desk.run(minutes=118)
    desk.person.become("unknown")
    desk.forget()
    stalls(desk, 3)  # which rests a third of it
    desk.change(Policy(posture_enabled=False, stand_up_every_s=1800))
    assert [hold.name for hold in desk.status.holds] == ["just_back"]
    desk.run(seconds=61)
    assert desk.lines[-1] == "122:00 prompted stand-up"


def test_an_open_prompt_is_taken_back_and_needless_after_a_long_one() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.forget()
    desk.person.become("typing")
    stalls(desk, 20)
    desk.run(minutes=2)
    desk.expect("""
        80:08 > stop asking
        80:08 stalled 1200s
        80:08 withdrawn stand-up stalled
    """)


def test_a_guide_goes_on_where_it_stood() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=5)
    before = desk.status.guide
    assert before is not None
    desk.person.become("typing")
    stalls(desk, 10)
    after = desk.status.guide
    assert after is not None
    assert (after.index, round(after.left_s)) == (before.index, round(before.left_s))


def test_standing_still_while_away_is_part_of_the_absence() -> None:
    desk = after_40_min()
    desk.does(events.Locked())
    stalls(desk, 30)
    desk.does(events.Unlocked())
    desk.expect("""
        70:00 away 1800s
        70:00 back 1800s
    """)


def test_a_look_that_is_a_little_late_is_no_stall() -> None:
    desk = after_40_min()
    desk.person.become("typing")
    stalls(desk, 2.9)
    desk.expect("")
    assert round(desk.status.sitting_s / 60, 1) == 42.9


def test_for_whoever_works_away_from_the_keyboard_its_silence_says_nothing() -> None:
    desk = Desk(Policy(posture_enabled=False, idle_is_away=False))
    desk.run(minutes=40)
    desk.forget()
    desk.person.become("still")
    stalls(desk, 50)
    desk.expect("""
        90:00 stalled 3000s
    """)
