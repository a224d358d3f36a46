"""When the desktop is read again: whenever it could matter, and not every minute for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lowback_tray.app.sources import levels_matter, may_ask, waits_for_typing
from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk


def test_for_somebody_who_just_sits_nobody_is_asked() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=20)
    assert not levels_matter(desk.status)


def test_before_a_prompt_everybody_is_asked() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=58)
    assert levels_matter(desk.status)


def test_while_a_hold_stands_its_end_is_looked_for() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=20)
    desk.does(events.HoldPlaced("call", "In a call"))
    assert levels_matter(desk.status)


@pytest.mark.parametrize("phase", [PhaseName.PROMPTING, PhaseName.AWAY])
def test_an_open_prompt_and_an_absence_are_watched(phase: PhaseName) -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=20)
    assert levels_matter(replace(desk.status, phase=phase, next=None, holds=()))


def test_windows_are_watched_only_while_something_waits_for_a_pause_in_typing() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.person.become("typing")
    desk.run(minutes=59)
    assert not waits_for_typing(desk.status)
    desk.run(minutes=2)
    assert waits_for_typing(desk.status)
    desk.does(events.HoldPlaced("call", "In a call"))
    assert not waits_for_typing(desk.status)


def test_nobody_is_asked_about_an_old_hold_on_a_locked_screen_or_in_the_minute_after() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.does(events.HoldPlaced("call", "In a call"))
    desk.run(minutes=2)
    assert may_ask(desk.status)
    desk.does(events.Locked())
    assert not may_ask(desk.status)
    desk.run(minutes=10)
    desk.does(events.Unlocked())
    desk.run(seconds=30)
    assert not may_ask(desk.status)
    desk.run(seconds=40)
    assert may_ask(desk.status)
