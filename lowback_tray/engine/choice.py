"""From the engine's memory and the clock to the care room's question: which routine now?"""

from __future__ import annotations

from datetime import datetime, timedelta

from lowback_tray.care import chooser, routine
from lowback_tray.care.exercise import Library
from lowback_tray.care.plan import Plan
from lowback_tray.engine import numbers
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.state import Memory
from lowback_tray.engine.turn import Turn

_TRIGGERS: dict[BreakKind, chooser.Trigger] = {
    BreakKind.STAND_UP: "hourly",
    BreakKind.POSTURE_RESET: "micro",
    BreakKind.CARE: "manual",
}


def _hours_since(then: datetime, now: datetime) -> float:
    return max(0.0, (now - then).total_seconds() / 3600)


def _hours_since_wake(policy: Policy, wall: datetime) -> float:
    wake = wall.replace(
        hour=policy.profile.wake_time.hour,
        minute=policy.profile.wake_time.minute,
        second=0,
        microsecond=0,
    )
    if wake > wall:
        wake -= timedelta(days=1)
    return _hours_since(wake, wall)


def context(turn: Turn, kind: BreakKind) -> chooser.Context:
    """What the chooser wants to know, as plain data."""
    memory, wall, policy = turn.state.memory, turn.now.wall, turn.policy
    return chooser.Context(
        trigger=_TRIGGERS[kind],
        place=policy.profile.place,
        sit_min=turn.state.clocks.sitting_s / 60,
        time=wall.time(),
        h_since_wake=_hours_since_wake(policy, wall),
        answers=dict(policy.profile.answers),
        flags=policy.profile.flags,
        h_since_point={k: _hours_since(v, wall) for k, v in memory.point_at.items()},
        h_since_routine={k: _hours_since(v, wall) for k, v in memory.routine_at.items()},
        last_routine=memory.last.get(kind),
    )


def plan_for(turn: Turn, kind: BreakKind) -> Plan:
    """The plan for a prompt of this kind at this moment."""
    plan = chooser.choose(context(turn, kind), turn.library).plan
    assert plan is not None, "without warning signs ticked the chooser always has a plan"
    length = turn.policy.stand_up_length_s
    if kind is BreakKind.STAND_UP and length != numbers.STANDARD_STAND_UP_S:
        return routine.resize(plan, length, turn.library)
    return plan


def seated(policy: Policy, library: Library) -> Plan:
    """The 30 s version in the seat."""
    return routine.short_seated(library, policy.profile.flags)


def routine_named(turn: Turn, name: str) -> Plan:
    """A routine by its id, with what the profile asks for replaced.

    Raises:
        Refused: there is no such routine, or nothing of it fits this person.
    """
    profile = turn.policy.profile
    return routine.plan_of(name, turn.library, profile.place, profile.flags)


def fits(plan: Plan, policy: Policy, library: Library) -> bool:
    """Whether a plan chosen earlier still suits the profile."""
    rooms = ("desk", "stand_space", "mat")
    room = rooms.index(policy.profile.place)
    return all(
        not library.exercises[step.exercise].avoid_if & policy.profile.flags
        and rooms.index(library.exercises[step.exercise].where) <= room
        for step in plan.steps
    )


def remember(turn: Turn, kind: BreakKind, plan: Plan) -> None:
    """A plan was done: its routine and its points are fresh."""
    memory, wall = turn.state.memory, turn.now.wall
    points = dict.fromkeys(routine.points_of(plan, turn.library), wall)
    turn.change(
        memory=Memory(
            routine_at={**memory.routine_at, plan.routine: wall},
            point_at={**memory.point_at, **points},
            last={**memory.last, kind: plan.routine},
        )
    )


def offered(turn: Turn, kind: BreakKind, plan: Plan) -> None:
    """A plan was offered: the next offer of its kind should be another."""
    memory = turn.state.memory
    turn.change(
        memory=Memory(memory.routine_at, memory.point_at, {**memory.last, kind: plan.routine})
    )
