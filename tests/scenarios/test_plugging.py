"""A dock that goes and comes: its display, its keyboard and its headset, as ledgers."""

from __future__ import annotations

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk
from tests.scenarios.promises import Promises

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)


def asked() -> Desk:
    """A desk at which a stand-up is asked for, its ledger empty."""
    desk = Desk(ONLY_STAND_UPS)
    Promises(desk)
    desk.until(PhaseName.PROMPTING)
    desk.forget()
    return desk


def phase(desk: Desk) -> PhaseName:
    return desk.status.phase


def test_a_prompt_whose_display_goes_asks_again_and_is_not_counted_as_put_off() -> None:
    desk = asked()
    desk.loses_a_screen()
    desk.run(seconds=62)
    desk.expect("""
        60:08 > stop asking
        60:08 withdrawn stand-up failed
        61:08 > ask stand-up: hourly_stand_b
        61:08 prompted stand-up
    """)
    assert desk.window.prompt is not None
    assert desk.window.prompt.snoozes_left == 2


def test_a_guide_whose_display_goes_ends_and_what_was_rested_counts() -> None:
    desk = asked()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=30)
    desk.loses_a_screen()
    assert phase(desk) is PhaseName.SITTING
    assert desk.lines[-1].endswith("ended_early stand-up stood 30s"), desk.text()
    assert desk.status.sitting_s == 0


def test_who_is_away_when_nothing_tells_of_them_any_more_is_at_the_desk_by_the_clock() -> None:
    desk = Desk(ONLY_STAND_UPS)
    Promises(desk)
    desk.run(minutes=40)
    desk.person.become("still")
    desk.run(minutes=20)
    assert phase(desk) is PhaseName.AWAY
    desk.unplugs()
    assert phase(desk) is PhaseName.SITTING
    assert desk.status.sitting_s == pytest.approx(0)
    desk.run(minutes=30)
    assert desk.status.sitting_s == pytest.approx(30 * 60)


def test_a_keyboard_that_is_there_again_knows_since_when_nobody_typed() -> None:
    desk = Desk(ONLY_STAND_UPS)
    Promises(desk)
    desk.run(minutes=10)
    desk.person.become("still")
    desk.run(minutes=2)
    desk.unplugs()
    desk.run(minutes=20)
    assert phase(desk) is PhaseName.SITTING
    desk.plugs()
    assert phase(desk) is PhaseName.AWAY
    desk.touches()
    assert desk.lines[-2].endswith("away 1322s"), desk.text()
    assert desk.status.sitting_s == 0


def test_a_headset_with_a_loose_plug_asks_once_when_it_is_still() -> None:
    desk = asked()
    desk.person.become("typing")
    for _ in range(3):
        desk.does(events.HoldPlaced("call", "call"))
        desk.run(seconds=1)
        desk.does(events.HoldLifted("call"))
        desk.run(seconds=1)
    desk.run(minutes=1)
    asked_again = [line for line in desk.lines if "prompted" in line]
    assert len(asked_again) == 1, desk.text()
    assert phase(desk) is PhaseName.PROMPTING
