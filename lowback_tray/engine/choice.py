"""From the engine's memory and the clock to the care room's question: which routine now?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from lowback_tray.care import chooser, fitting, routine
from lowback_tray.care.plan import Plan
from lowback_tray.engine import body, days, numbers
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.state import Memory
from lowback_tray.engine.turn import Turn
from lowback_tray.errors import Refused
from lowback_tray.i18n import mark

_TRIGGERS: dict[BreakKind, chooser.Trigger] = {
    BreakKind.STAND_UP: "hourly",
    BreakKind.POSTURE_RESET: "micro",
    BreakKind.CARE: "manual",
    BreakKind.SWITCH: "hourly",
}


def _hours_since(then: datetime, now: datetime) -> float:
    return max(0.0, (now - then).total_seconds() / 3600)


def _hours_since_wake(policy: Policy, wall: datetime) -> float:
    wake = days.at(wall, wall.date(), policy.profile.wake_time)
    if wake > wall:
        wake = days.at(wall, wall.date() - timedelta(days=1), policy.profile.wake_time)
    return _hours_since(wake, wall)


def context(turn: Turn, kind: BreakKind) -> chooser.Context:
    """What the chooser wants to know, as plain data."""
    memory, wall, policy = turn.state.memory, turn.now.wall, turn.policy
    said = turn.state.body
    flare = kind is BreakKind.STAND_UP and body.is_flare(said, wall)
    return chooser.Context(
        trigger="manual" if flare else _TRIGGERS[kind],
        feel=cast("chooser.Feel", body.feel(said, wall)),
        exercised_h_ago=body.exercised_hours_ago(said, wall),
        side_balance=dict(said.sides),
        hidden=left_out(turn),
        eases=policy.profile.eases,
        situation=policy.profile.context,
        favourites=policy.profile.favourites,
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


def left_out(turn: Turn) -> frozenset[str]:
    """The exercises not to offer: hidden by the person, or because they made things worse."""
    return turn.policy.profile.hidden | body.hidden(turn.state.body, turn.now.wall).keys()


def unseen(turn: Turn) -> tuple[str, ...]:
    """What can be done in the seat during a call without anybody noticing."""
    asked = context(turn, BreakKind.POSTURE_RESET)
    no_exercise = asked.feel == "pain" or turn.state.body.signs is not None
    return () if no_exercise else fitting.unseen(asked.fit, turn.library)


def plan_for(turn: Turn, kind: BreakKind) -> Plan:
    """The plan for a prompt of this kind; only the evening prompts for a care session."""
    if kind is BreakKind.CARE:
        return _chosen(turn, replace(context(turn, kind), trigger="evening"))
    plan = _chosen(turn, context(turn, kind))
    length = turn.policy.stand_up_length_s
    if kind is not BreakKind.POSTURE_RESET and length != numbers.STANDARD_STAND_UP_S:
        return resized(turn, plan, length)
    return plan


def plan_asked_for(turn: Turn, kind: BreakKind) -> Plan:
    """The plan for a break that the person starts without a prompt."""
    if kind is BreakKind.CARE:
        return _chosen(turn, context(turn, kind))
    return plan_for(turn, kind)


def _chosen(turn: Turn, asked: chooser.Context) -> Plan:
    plan = chooser.choose(asked, turn.library).plan
    assert plan is not None, "without warning signs ticked the chooser always has a plan"
    return plan


def resized(turn: Turn, plan: Plan, length_s: int) -> Plan:
    """The plan in another length, in seconds."""
    return routine.resize(plan, length_s, turn.library)


def finished(turn: Turn, kind: BreakKind, plan: Plan) -> Plan:
    """The plan with the ten seconds of sitting down well that end a stand-up."""
    if kind is BreakKind.STAND_UP and plan.standing and turn.policy.sit_back:
        return routine.with_sit_back(plan, turn.library, left_out(turn))
    return plan


def seated(turn: Turn, kind: BreakKind) -> Plan:
    """The 30 s version in the seat."""
    asked = context(turn, kind)
    return routine.short_for(turn.library, asked.fit, asked.side_balance)


def routine_named(turn: Turn, name: str) -> Plan:
    """A routine by its id, with what the person and the day ask for replaced.

    Raises:
        Refused: there is no such routine, nothing of it fits this person, or it hurts today.
    """
    asked = context(turn, BreakKind.CARE)
    if asked.feel == "pain":
        raise Refused(mark("It hurts today: only a change of position or a short walk"))
    return routine.plan_for(name, turn.library, asked.fit, asked.side_balance)


def fits(turn: Turn, plan: Plan) -> bool:
    """Whether a plan chosen earlier still suits the person."""
    return fitting.fits(plan, context(turn, BreakKind.CARE).fit, turn.library)


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
