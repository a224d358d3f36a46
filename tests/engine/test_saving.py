"""The state as JSON and back; what does not fit is refused as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lowback_tray.care.plan import Plan, PlanStep, Why
from lowback_tray.engine import state as states
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.saving import decode, encode
from lowback_tray.errors import StoreError

PLAN = Plan(
    "hourly_stand_a",
    (PlanStep("stand_tall_stretch", 20), PlanStep("wall_calf", 60, "left")),
    standing=True,
    why=Why("neglected", "hip_mobility", 26.5),
)
DUE = states.Due(BreakKind.STAND_UP, PLAN, snoozes=1, ready_at=90.0, held="call")
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEP = {"type": "PlanStep", "exercise": "x", "seconds": 1}
FULL = states.State(
    at=100.0,
    clocks=states.Clocks(1.0, 2.0, 3.0),
    holds=(states.Hold("call", "In a call", AT), states.Hold("x", "y")),
    pause=states.UserPause(ends_at=150.0),
    memory=states.Memory({"a": AT}, {"b": AT}, {"stand-up": "a"}),
    done_at=40.0,
    back=states.Back(90.0, 600.0, states.Clocks(4.0, 5.0, 6.0), 1000.0, open_until_at=220.0),
    card_at=100.0,
    marked=states.Marked(("2026-03-02T10:15",), AT),
    body=states.Body(
        feel="heavy",
        feel_until=AT,
        signs="soon",
        hidden={"wall_calf": AT},
        worse_at=(AT, AT),
        sides={"wall_calf": -12.5},
        evening_on="2026-03-02",
    ),
)
PHASES: list[states.Phase] = [
    states.Sitting(),
    states.Sitting(DUE),
    states.Snoozed(DUE, 130.0),
    states.Prompting(DUE, 140.0, quiet=True),
    states.Away(50.0, 7.0, idle=True, back_to=states.Snoozed(DUE, 130.0)),
    states.Guiding(3, BreakKind.CARE, PLAN, 0, 11.5, looked_at=99.0, paused_at=98.0),
]


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: type(phase).__name__)
def test_every_phase_survives_json(phase: states.Phase) -> None:
    state = replace(FULL, phase=phase)
    data = json.loads(json.dumps(encode(state, 100.0)))
    assert decode(data, 100.0) == state


def test_readings_are_kept_as_ages() -> None:
    state = replace(FULL, phase=states.Snoozed(DUE, 130.0))
    later = decode(encode(state, 100.0), 5000.0)
    assert isinstance(later.phase, states.Snoozed)
    assert later.phase.until_at == 5030.0
    assert later.at == 5000.0
    assert later.pause == states.UserPause(ends_at=5050.0)


def broken(path: str, value: Any) -> dict[str, Any]:
    data = encode(replace(FULL, phase=states.Sitting(DUE)), 100.0)
    place: Any = data
    *way, last = path.split(".")
    for part in way:
        place = place[part]
    if value is KeyError:
        del place[last]
    else:
        place[last] = value
    return data


def test_what_an_earlier_version_did_not_write_takes_its_default() -> None:
    data = encode(FULL, 100.0)
    del data["marked"]
    assert decode(data, 100.0) == replace(FULL, marked=states.Marked())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("at", KeyError), ("at", "now"), ("at", True), ("locked", 0), ("phase.type", "Party"),
        ("phase.type", "Due"), ("phase.due.kind", "party"), ("phase.due.plan", None),
        ("phase.due.snoozes", 1.5), ("holds", 3), ("memory.routine_at", {"a": "yesterday"}),
        ("phase.due.plan.steps", [{**STEP, "first": "up"}]),
        ("card_at", float("nan")), ("card_at", 2.0), ("done_at", -1e10), ("clocks.sitting_s", -1),
        ("pause.until", "2026-03-02T09:00:00"), ("pause.until", "9999-01-01T00:00:00+00:00"),
        ("phase.due.plan.steps", []), ("phase.due.plan.steps", "wall_calf"), ("memory.last", []),
        ("body.feel", "fine"), ("next_break", 0), ("next_break", 10**400),
        ("clocks.standing", True), ("memory.last", {"a": 1}), ("clocks", []), ("pause.until", 7),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(path: str, value: Any) -> None:
    with pytest.raises(StoreError, match="cannot be understood"):
        decode(broken(path, value), 100.0)
