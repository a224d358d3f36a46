"""Stand-ups declined in a row: what to change is asked once, quietly, at most once a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

ONLY = Policy(posture_enabled=False, sit_back=False)


def decline(desk: Desk, times: int) -> None:
    for _ in range(times):
        desk.until(PhaseName.PROMPTING)
        desk.does(events.Skip())


def asked(desk: Desk) -> int:
    return desk.facts().count("change_asked")


def test_after_the_third_it_asks_at_the_next_quiet_moment() -> None:
    desk = Desk(ONLY)
    decline(desk, 2)
    assert not desk.status.asks_change
    desk.until(PhaseName.PROMPTING)
    desk.forget()
    desk.does(events.Skip())
    desk.expect("""
        180:08 > stop asking
        180:08 > tell change 3
        180:08 skipped stand-up
        180:08 change_asked
    """)
    assert desk.status.asks_change


def test_missed_ones_and_those_left_out_beforehand_count_too() -> None:
    desk = Desk(replace(ONLY, snooze_limit=0))
    desk.until(PhaseName.PROMPTING)
    desk.run(minutes=5)
    desk.does(events.SkipNext())
    desk.run(minutes=70)
    decline(desk, 1)
    assert asked(desk) == 1


@pytest.mark.parametrize("done", ["stood", "guide", "standing", "said stood", "said walked"])
def test_one_that_is_taken_begins_the_count_anew(done: str) -> None:
    desk = Desk(ONLY)
    decline(desk, 2)
    desk.until(PhaseName.PROMPTING)
    if done == "stood":
        desk.does(events.JustStood())
    elif done == "standing":
        desk.does(events.Stand())
        desk.run(minutes=5)
        desk.does(events.Sit())
    elif done.startswith("said "):
        desk.leaves(minutes=10)
        desk.does(events.WasAway("stood" if done == "said stood" else "walked"))
    else:
        desk.does(events.StartBreak())
        desk.person.become("still")
        desk.until(PhaseName.SITTING)
        desk.person.become("working")
    decline(desk, 2)
    assert asked(desk) == 0


def test_a_posture_reset_that_is_skipped_counts_nothing() -> None:
    desk = Desk(replace(ONLY, posture_enabled=True, stand_up_every_s=1e6))
    decline(desk, 5)
    assert asked(desk) == 0


def test_it_stands_until_it_is_answered_and_comes_at_most_once_a_week() -> None:
    desk = Desk(ONLY)
    decline(desk, 4)
    assert (asked(desk), desk.status.asks_change) == (1, True)
    desk.does(events.ChangeAnswered("nothing"))
    assert not desk.status.asks_change
    decline(desk, 6)
    assert asked(desk) == 1
    desk.world.wall += timedelta(days=7)
    decline(desk, 1)
    assert asked(desk) == 2


def test_a_clock_that_was_years_ahead_does_not_silence_it_for_years() -> None:
    desk = Desk(ONLY)
    desk.world.wall += timedelta(days=900)
    decline(desk, 3)
    desk.does(events.ChangeAnswered("nothing"))
    desk.world.wall -= timedelta(days=900)
    decline(desk, 3)
    assert asked(desk) == 2


def test_standing_up_takes_the_question_away() -> None:
    desk = Desk(ONLY)
    decline(desk, 3)
    desk.does(events.JustStood())
    assert not desk.status.asks_change


def test_it_survives_a_restart_without_being_said_again() -> None:
    desk = Desk(ONLY)
    decline(desk, 3)
    desk.restart()
    desk.run(minutes=5)
    assert desk.status.asks_change
    assert asked(desk) == 1


def test_an_answer_to_nothing_is_refused() -> None:
    desk = Desk(ONLY)
    desk.forget()
    desk.does(events.ChangeAnswered("longer"))
    desk.expect("00:00 refused: Nothing was asked")


def test_a_snooze_stays_one_click_however_often_it_was_used() -> None:
    desk = Desk(ONLY)
    decline(desk, 4)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Snooze())
    assert desk.status.phase is PhaseName.SNOOZED


def test_under_a_hold_it_waits() -> None:
    desk = Desk(ONLY)
    decline(desk, 2)
    desk.until(PhaseName.PROMPTING)
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.does(events.Skip())
    assert asked(desk) == 0
    desk.does(events.HoldLifted("call"))
    desk.run(minutes=2)
    assert asked(desk) == 1
