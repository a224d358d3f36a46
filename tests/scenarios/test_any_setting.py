"""A setting changed at any moment, a film in a break, and the first minute after a start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import time
from typing import Any

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import ClockMark, Policy, Profile, QuietTime, TimeRange
from lowback_tray.engine.status import PhaseName
from lowback_tray.errors import StoreError
from tests.scenarios.desk import Desk
from tests.scenarios.promises import Promises

OTHER: dict[str, Any] = {
    "stand_up_every_s": 1800.0,
    "stand_up_at": (ClockMark(0), ClockMark(30)),
    "stand_up_length_s": 30,
    "posture_enabled": False,
    "posture_after_s": 600.0,
    "snooze_default_s": 300.0,
    "snooze_choices_s": (60.0,),
    "snooze_limit": 0,
    "away_after_s": 120.0,
    "stands": True,
    "standing_limit_s": 1800.0,
    "idle_is_away": False,
    "hours": {0: (TimeRange(time(9), time(9, 30)),)},
    "quiet": (QuietTime(time(9, 30), time(10)),),
    "evening_at": time(10),
    "budget_s": 3600.0,
    "ask_back": False,
    "ask_feeling": False,
    "sit_back": False,
    "profile": Profile(place="desk", flags=frozenset({"pregnant"})),
}


def _sitting(desk: Desk) -> None:
    desk.run(minutes=20)


def _held(desk: Desk) -> None:
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(minutes=61)


def _asked(desk: Desk) -> None:
    desk.until(PhaseName.PROMPTING)


def _put_off(desk: Desk) -> None:
    _asked(desk)
    desk.does(events.Snooze())
    desk.run(minutes=3)


def _led(desk: Desk) -> None:
    desk.run(minutes=20)
    desk.does(events.StartBreak())
    desk.run(seconds=10)


def _away(desk: Desk) -> None:
    desk.run(minutes=20)
    desk.does(events.Locked())
    desk.run(minutes=1)


def _paused(desk: Desk) -> None:
    desk.run(minutes=20)
    desk.does(events.Pause(seconds=3600.0))
    desk.run(minutes=5)


MOMENTS: list[Callable[[Desk], None]] = [
    _sitting, _held, _asked, _put_off, _led, _away, _paused,
]  # fmt: skip


def test_every_setting_of_the_engine_is_tried() -> None:
    default = Policy()
    assert sorted(OTHER) == sorted(one.name for one in fields(Policy))
    assert all(getattr(default, name) != value for name, value in OTHER.items())


@pytest.mark.parametrize("name", OTHER)
@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__.strip("_"))
def test_a_setting_changed_at_any_moment_keeps_what_was_counted(
    name: str, moment: Callable[[Desk], None]
) -> None:
    desk = Desk()
    Promises(desk)
    moment(desk)
    counted = desk.status.sitting_s
    desk.change(replace(Policy(), **{name: OTHER[name]}))
    assert desk.status.sitting_s == counted
    desk.run(minutes=90)
    desk.change(Policy())
    desk.run(minutes=90)


def test_a_film_does_not_stop_a_break() -> None:
    desk = Desk()
    desk.run(minutes=20)
    desk.person.film = True
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=4)
    assert desk.facts()[-1] == "completed"
    assert desk.journal.records[-1].details["stood"] is True


def test_after_a_start_nothing_opens_for_a_minute() -> None:
    """Whatever the state says that it takes up, and though nothing can be shown at first."""
    desk = Desk()
    desk.until(PhaseName.PROMPTING)
    desk.restart(1.0)
    desk.run(seconds=59)
    assert desk.window.prompt is None
    desk.window.failing = StoreError
    desk.run(seconds=30)
    assert desk.window.prompt is None
    desk.run(seconds=60)
    assert desk.window.prompt is not None
