"""A saved state that can be read and makes no sense: what is good is kept, and the day goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk
from tests.scenarios.promises import Promises

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)
NOT_A_NUMBER = float("nan")


def damage(desk: Desk, *where: str | int, to: Any) -> None:
    """The program is killed, its state is changed on the disk, and it starts again."""
    kept = desk.journal.kept
    assert kept is not None
    state = json.loads(json.dumps(kept.state))
    put(state, where, to)
    desk.journal.kept = replace(kept, state=state)
    desk.restart(5.0)


def put(state: Any, where: tuple[str | int, ...], to: Any) -> None:
    *way, last = where
    for part in way:
        state = state[part]
    assert last in state if isinstance(state, dict) else 0 <= int(last) < len(state)
    state[last] = to


def watched_from_here(desk: Desk) -> Promises:
    """The promises, from the middle of a life whose beginning is not on record."""
    state, lived = desk.runner._state, desk.world.lived
    promises = Promises(desk, thorough=True)
    promises._read = len(desk.journal.records)
    promises._declined = state.declined.row
    if state.back is not None:
        told: dict[str, Detail] = {
            "seconds": state.back.seconds,
            "sitting_s": state.back.before.sitting_s,
        }
        absence = Record(Fact.AWAY, desk.runner.status().now, told)
        promises._absences.append((absence, lived))
    return promises


def lost(desk: Desk) -> str:
    """What the program says it had to leave out."""
    return str(desk.runner.launch_problem or "").rpartition(": ")[2]


def asked() -> Desk:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    return desk


def led() -> Desk:
    desk = asked()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=31)
    return desk


def put_off() -> Desk:
    desk = asked()
    desk.does(events.Snooze())
    return desk


@pytest.mark.parametrize(
    ("make", "where", "to"),
    [
        (put_off, ("phase", "due", "plan", "steps"), []),
        (put_off, ("phase", "due", "plan", "steps", 0, "seconds"), -20),
        (put_off, ("phase", "until_at"), 365_000 * 86_400.0),
        (put_off, ("phase", "until_at"), NOT_A_NUMBER),
        (put_off, ("phase", "due", "snoozes"), -5),
        (asked, ("phase", "expires_at"), 1e12),
        (led, ("phase", "index"), 99),
        (led, ("phase", "index"), -1),
        (led, ("phase", "left_s"), 1e6),
        (led, ("phase", "stood_s"), 1e6),
        (led, ("phase", "rested_s"), -3.0),
    ],
)
def test_a_phase_that_cannot_be_is_left_out_and_the_day_goes_on(
    make: Callable[[], Desk], where: tuple[str | int, ...], to: Any
) -> None:
    desk = make()
    desk.does(events.Feel("heavy"))
    sitting_s = desk.status.sitting_s
    damage(desk, *where, to=to)
    assert lost(desk) == "phase"
    assert desk.window.guide is None
    assert desk.status.sitting_s == pytest.approx(sitting_s, abs=40)
    assert desk.status.body.feel == "heavy"
    watched_from_here(desk)
    desk.run(minutes=200)


@pytest.mark.parametrize(
    ("where", "to"),
    [
        (("clocks", "sitting_s"), -5.0),
        (("clocks", "sitting_s"), NOT_A_NUMBER),
        (("clocks", "stand_s"), 1e15),
        (("clocks", "standing"), True),
        (("clocks", "standing_s"), 60.0),
    ],
)
def test_clocks_that_cannot_be_start_afresh(where: tuple[str, str], to: Any) -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    desk.does(events.FlareUp())
    damage(desk, *where, to=to)
    assert lost(desk) == "clocks"
    assert desk.status.sitting_s == pytest.approx(5.0)
    assert desk.status.body.flare
    watched_from_here(desk)
    desk.run(minutes=200)


def test_what_is_good_of_the_body_is_kept() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Signs("emergency"))
    desk.does(events.RateBack("heavy"))
    damage(desk, "body", "worse_at", to=["yesterday"])
    assert lost(desk) == "body.worse_at"
    assert desk.status.body.signs == "emergency"
    assert desk.status.body.rated == "heavy"


def test_warning_signs_that_cannot_be_read_hold_back_all_the_same() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Signs("emergency"))
    damage(desk, "body", "signs", to="no such thing")
    assert lost(desk) == "body.signs"
    assert desk.status.body.signs == "soon"
    assert desk.status.holds[0].name == "signs"


def test_several_faults_are_all_named_and_written_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    kept = desk.journal.kept
    assert kept is not None
    kept.state["clocks"]["posture_s"] = None
    damage(desk, "memory", "last", to=[])
    assert lost(desk) == "clocks, memory"
    said = [record.message for record in caplog.records]
    assert len(said) == 2
    assert "left out of the saved state: clocks (TypeError: None is not float)" in said


def test_a_state_without_its_moment_is_one_of_just_now() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.run(minutes=40)
    damage(desk, "at", to=None)
    assert lost(desk) == "at"
    assert desk.status.sitting_s == pytest.approx(40 * 60, abs=70)


def test_where_the_count_of_breaks_is_lost_no_number_is_given_twice() -> None:
    desk = Desk(ONLY_STAND_UPS)
    for _ in range(3):
        desk.does(events.StartBreak())
        desk.does(events.GuideClose())
    damage(desk, "next_break", to=-7)
    assert lost(desk) == "next_break"
    desk.does(events.StartBreak())
    desk.does(events.GuideClose())
    started = [one.details["break_id"] for one in desk.journal.records if one.fact is Fact.STARTED]
    assert len(set(started)) == 4


@pytest.mark.parametrize("until", ["8999-01-01T00:00:00+00:00", "2026-03-03T05:00:00+00:00"])
def test_a_pause_without_its_cap_gets_one(until: str) -> None:
    """As an earlier version saved it."""
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Pause(until=desk.status.now.replace(hour=17)))
    kept = desk.journal.kept
    assert kept is not None
    kept.state["pause"]["until"] = until
    damage(desk, "pause", "latest_at", to=None)
    assert lost(desk) == ""
    ends, now = desk.status.pause_until, desk.status.now
    assert ends is not None
    assert (ends - now).days <= 32


def test_a_pause_without_any_end_is_none() -> None:
    desk = Desk(ONLY_STAND_UPS)
    desk.does(events.Pause(seconds=1800.0))
    damage(desk, "pause", "ends_at", to=None)
    assert lost(desk) == "pause"
    assert desk.status.pause_until is None
