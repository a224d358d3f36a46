"""Working on one's feet: a clock of its own, a gentle limit, and back to sitting."""

from __future__ import annotations

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

DESK = Policy(sit_back=False, ask_back=False, stands=True)


def standing(policy: Policy = DESK) -> Desk:
    """After twenty minutes of sitting somebody stands; the ledger is empty."""
    desk = Desk(policy)
    desk.run(minutes=20)
    desk.does(events.Stand())
    desk.forget()
    return desk


def asked() -> Desk:
    """The prompt to sit or move is open; the ledger is empty."""
    desk = standing()
    desk.until(PhaseName.PROMPTING)
    desk.forget()
    return desk


def test_standing_ends_the_sitting_and_has_its_own_clock() -> None:
    desk = Desk(DESK)
    desk.run(minutes=20)
    desk.does(events.Stand())
    desk.run(minutes=30)
    desk.expect("""
        00:00 launched
        20:00 standing
    """)
    status = desk.status
    assert (status.phase, status.sitting_s, status.standing_s) == (PhaseName.STANDING, 0, 1800)
    assert status.next is not None
    assert (status.next.kind, round(status.next.in_s)) == (BreakKind.SWITCH, 600)
    assert (status.ring, status.just_done_s) == (0.75, 1800)


def test_at_the_limit_it_proposes_to_sit_or_move_and_nothing_else_comes() -> None:
    desk = standing()
    desk.run(minutes=43)
    desk.expect("""
        60:08 > ask switch: hourly_stand_b
        60:08 prompted switch
        62:08 > stop asking
        62:08 missed switch
    """)
    desk.run(minutes=41)
    assert desk.lines[-1].endswith("prompted switch")


def test_sitting_down_answers_it_and_the_sitting_clock_begins() -> None:
    desk = asked()
    desk.does(events.Sit())
    desk.run(minutes=10)
    desk.expect("""
        60:08 > stop asking
        60:08 sat_down person
    """)
    assert (desk.status.phase, desk.status.sitting_s) == (PhaseName.SITTING, 600)
    assert desk.status.standing_s is None


def test_moving_answers_it_too_and_ends_in_the_seat() -> None:
    desk = asked()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.until(PhaseName.SITTING)
    assert [line[6:] for line in desk.lines[-2:]] == [
        "completed switch stood 150s",
        "sat_down break",
    ]
    assert desk.status.standing_s is None


def test_a_guide_closed_at_once_leaves_them_standing_with_half_the_time() -> None:
    desk = asked()
    desk.does(events.StartBreak())
    desk.does(events.GuideClose())
    assert desk.status.phase is PhaseName.STANDING
    assert desk.status.next is not None
    assert round(desk.status.next.in_s / 60) == 20


def test_a_guide_closed_early_takes_none_of_their_time() -> None:
    desk = standing()
    desk.run(minutes=5)
    desk.does(events.StartBreak())
    desk.does(events.GuideClose())
    assert desk.status.next is not None
    assert round(desk.status.next.in_s / 60) == 35


def test_it_can_be_put_off_and_skipped() -> None:
    desk = asked()
    desk.does(events.Snooze(300))
    desk.run(minutes=6)
    desk.does(events.Skip())
    desk.run(minutes=41)
    desk.expect("""
        60:08 > stop asking
        60:08 snoozed switch person 300s
        65:08 > ask switch: hourly_stand_b
        65:08 prompted switch
        66:08 > stop asking
        66:08 skipped switch
        106:08 > ask switch: hourly_stand_d
        106:08 prompted switch
    """)


def test_a_snoozed_one_is_needless_once_they_sit() -> None:
    desk = asked()
    desk.does(events.Snooze(300))
    desk.does(events.Sit())
    desk.run(minutes=10)
    assert not any("ask switch" in line for line in desk.lines)


def test_a_longer_limit_makes_it_needless() -> None:
    desk = asked()
    desk.does(events.Snooze(600))
    desk.change(Policy(stands=True, standing_limit_s=9000.0))
    assert desk.status.phase is PhaseName.STANDING
    desk.run(minutes=20)
    assert desk.window.prompt is None


def test_a_longer_limit_takes_an_open_one_back() -> None:
    desk = asked()
    desk.change(Policy(stands=True, standing_limit_s=9000.0))
    desk.run(minutes=20)
    desk.expect("""
        60:08 > stop asking
        60:08 withdrawn switch needless
    """)


def test_standing_answers_an_open_stand_up() -> None:
    desk = Desk(Policy(posture_enabled=False, ask_back=False))
    desk.until(PhaseName.PROMPTING)
    desk.forget()
    desk.does(events.Stand())
    desk.run(minutes=5)
    desk.expect("""
        60:08 > stop asking
        60:08 standing stand-up
    """)


def test_the_evening_still_comes_to_somebody_who_stands() -> None:
    from datetime import time

    desk = Desk(Policy(posture_enabled=False, evening_at=time(9, 5)))
    desk.run(minutes=6)
    desk.does(events.Stand())
    assert desk.window.prompt is not None
    assert desk.window.prompt.kind is BreakKind.CARE
    desk.does(events.Sit())
    assert desk.window.prompt is not None


@pytest.mark.parametrize(("minutes", "stands"), [(1.0, True), (3.0, False), (30.0, False)])
def test_away_for_two_minutes_or_more_they_come_back_sitting(minutes: float, stands: bool) -> None:
    desk = standing()
    desk.run(minutes=10)
    desk.locks(minutes=minutes)
    assert (desk.status.standing_s is not None) is stands
    assert desk.status.sitting_s == 0
    away = [r for r in desk.journal.records if r.fact.value == "away"]
    assert [r.details["standing_s"] for r in away] == ([] if stands else [600.0])


def test_a_restart_goes_on_standing_and_a_long_one_sits() -> None:
    desk = standing()
    desk.run(minutes=10)
    phases = []
    for seconds in (20, 400):
        desk.restart(after_s=seconds)
        phases.append(desk.status.phase)
    assert phases == [PhaseName.STANDING, PhaseName.SITTING]


def test_a_program_that_stood_still_for_long_leaves_them_sitting() -> None:
    desk = standing()
    desk.run(minutes=10)
    desk.person.become("unknown")
    desk.world.pass_(600)
    desk.runner.look()
    assert desk.status.standing_s is None
    assert desk.journal.records[-1].details["standing_s"] == 600.0


def test_said_while_away_they_are_back() -> None:
    desk = Desk(DESK)
    desk.run(minutes=20)
    desk.person.become("still")
    desk.run(minutes=20)
    desk.forget()
    desk.does(events.Stand())
    desk.expect("""
        40:00 away 1200s
        40:00 back 1200s
        40:00 standing
    """)


def test_what_does_not_fit_is_refused_with_a_reason() -> None:
    desk = standing()
    desk.does(events.Stand())
    desk.does(events.JustStood())
    desk.does(events.Sit())
    desk.does(events.Sit())
    desk.does(events.Locked())
    desk.does(events.Stand())
    desk.does(events.Unlocked())
    desk.does(events.StartBreak())
    desk.does(events.Stand())
    assert [line for line in desk.lines if "refused" in line] == [
        "20:00 refused: You are standing already",
        "20:00 refused: You are standing already",
        "20:00 refused: You are sitting already",
        "20:00 refused: The screen is locked",
        "20:00 refused: A guide is already running",
    ]


def test_there_is_no_next_stand_up_to_put_off() -> None:
    desk = standing()
    desk.does(events.PutOffNext(600.0))
    assert desk.lines == ["20:00 refused: You are standing: no stand-up comes"]
    assert not desk.status.ahead.possible


def test_paused_they_stand_and_are_not_asked() -> None:
    desk = standing()
    desk.does(events.Pause(seconds=7200.0))
    desk.run(minutes=60)
    assert desk.status.phase is PhaseName.PAUSED
    assert desk.window.prompt is None


def test_the_card_gives_no_sitting_back_to_somebody_who_stands_by_now() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=20)
    desk.leaves(minutes=10)
    desk.run(minutes=2)
    desk.does(events.Stand())
    desk.does(events.WasAway("sitting"))
    assert (desk.status.sitting_s, desk.status.standing_s) == (0, 0)


def test_nor_to_somebody_who_comes_back_standing_but_the_day_counts_it() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=20)
    desk.person.become("still")
    desk.run(minutes=20)
    desk.does(events.Stand())
    desk.does(events.WasAway("sitting"))
    assert (desk.status.sitting_s, desk.status.standing_s) == (0, 0)
    assert desk.status.desk_today_s == pytest.approx(2400, abs=5)
