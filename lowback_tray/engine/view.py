"""The status: one value, derived from (state, now, policy), that everything on screen renders."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import inf

from lowback_tray.care.exercise import Library
from lowback_tray.engine import (
    absence,
    ahead,
    body,
    choice,
    desk_time,
    guiding,
    numbers,
    prompts,
    returning,
    waiting,
)
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.state import Away, Due, Guiding, Phase, Prompting, Sitting, Snoozed, State
from lowback_tray.engine.status import HoldView, NextPrompt, PhaseName, Status
from lowback_tray.engine.turn import Turn, advanced

_NAMES: dict[type[Phase], PhaseName] = {
    Sitting: PhaseName.SITTING,
    Away: PhaseName.AWAY,
    Prompting: PhaseName.PROMPTING,
    Snoozed: PhaseName.SNOOZED,
    Guiding: PhaseName.GUIDING,
}


def status_of(state: State, now: Now, policy: Policy, library: Library) -> Status:
    """The present as people see it, at any moment between two steps."""
    running_s = 0.0 if isinstance(state.phase, Away) else max(0.0, now.steady - state.at)
    if running_s:
        state = replace(state, clocks=advanced(state.clocks, running_s))
    turn = Turn(state, now, policy, library)
    phase = state.phase
    held = waiting.holds(turn)
    holds = held or _typing(turn)
    due = prompts.current_due(turn)
    return Status(
        phase=_phase_name(state),
        sitting_s=turn.state.clocks.sitting_s,
        stand_up_every_s=turn.stand_up_every_s,
        ring=_ring(turn, due),
        next=_next(turn, held),
        holds=holds,
        owed=bool(holds) and due is not None and due.kind is BreakKind.STAND_UP,
        prompt=prompts.view(turn, phase) if isinstance(phase, Prompting) else None,
        guide=guiding.view(phase) if isinstance(phase, Guiding) else None,
        snoozed_until=_wall_of(turn, phase.until_at) if isinstance(phase, Snoozed) else None,
        pause_until=waiting.pause_view(turn, state.pause).until if state.pause else None,
        just_done_s=None if state.done_at is None else max(0.0, now.steady - state.done_at),
        now=now.wall,
        body=body.view(state.body, now.wall),
        back=returning.view(turn),
        standing_s=turn.state.clocks.standing_s if turn.state.clocks.standing else None,
        stands=policy.stands,
        unseen=choice.unseen(turn) if any(one.name == waiting.CALL for one in held) else (),
        by_clock=bool(policy.stand_up_at),
        ahead=ahead.view(turn),
        desk_today_s=desk_time.today(turn).seconds + running_s,
        budget_s=policy.budget_s,
        asks_change=state.declined.asking,
        left_at=turn.wall_in(-absence.lasted_s(turn, phase)) if isinstance(phase, Away) else None,
    )


def _phase_name(state: State) -> PhaseName:
    if state.pause is not None and isinstance(state.phase, Sitting):
        return PhaseName.PAUSED
    if state.clocks.standing and isinstance(state.phase, Sitting):
        return PhaseName.STANDING
    return _NAMES[type(state.phase)]


def _typing(turn: Turn) -> tuple[HoldView, ...]:
    """What a due prompt waits for when no other hold stands."""
    phase = turn.phase
    if isinstance(phase, Sitting) and phase.due is not None:
        return (waiting.typing_view(turn, phase.due),)
    return ()


def _ring(turn: Turn, due: Due | None) -> float:
    """How much of the interval has passed; full while a stand-up is due, open or put off."""
    if due is not None and due.kind is BreakKind.STAND_UP:
        return 1.0
    if turn.state.clocks.standing:
        return min(1.0, turn.state.clocks.switch_s / turn.policy.standing_limit_s)
    passed, left = turn.state.clocks.stand_s, max(0.0, turn.stand_left_s)
    return passed / (passed + left) if passed + left else 0.0


def _wall_of(turn: Turn, steady: float) -> datetime:
    return turn.now.after(max(0.0, steady - turn.now.steady))


def _next(turn: Turn, held: tuple[HoldView, ...]) -> NextPrompt | None:
    """The next prompt if nothing else happens: never in less than nothing."""
    phase = turn.phase
    if isinstance(phase, Snoozed):
        return _in(turn, phase.due.kind, phase.until_at - turn.now.steady)
    if isinstance(phase, Sitting) and phase.due is not None:
        return _in(turn, phase.due.kind, _end_of_holds(turn, held))
    if not isinstance(phase, Sitting | Guiding):
        return None
    if turn.switch_left_s < inf:
        return _in(turn, BreakKind.SWITCH, max(turn.switch_left_s, _end_of_holds(turn, held)))
    stand, posture = ahead.stand_up_in_s(turn), _posture_in_s(turn)
    if turn.policy.posture_enabled and posture < stand - numbers.SWALLOW_S:
        return _in(turn, BreakKind.POSTURE_RESET, max(posture, _end_of_holds(turn, held)))
    return _in(turn, BreakKind.STAND_UP, max(stand, _end_of_holds(turn, held)))


def _posture_in_s(turn: Turn) -> float:
    """Seconds until the next posture reset; a stand-up that is left out delays it."""
    posture, stand = turn.posture_left_s, turn.stand_left_s
    said = turn.state.ahead
    if said is not None and posture >= stand - numbers.SWALLOW_S:
        return stand + turn.policy.posture_after_s if said.skip else float("inf")
    return posture


def _in(turn: Turn, kind: BreakKind, seconds: float) -> NextPrompt | None:
    if seconds == float("inf"):
        return None
    seconds = max(0.0, seconds)
    return NextPrompt(kind, seconds, turn.now.after(seconds))


def _end_of_holds(turn: Turn, held: tuple[HoldView, ...]) -> float:
    """Seconds until the last hold with a known end lifts; infinite when one has none."""
    ends = [hold.until for hold in held]
    if any(end is None for end in ends):
        return float("inf")
    return max(((end - turn.now.wall).total_seconds() for end in ends if end), default=0.0)
