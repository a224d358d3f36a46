"""The engine is one function: `step(state, event, now, policy, library) -> Outcome`.

Theory of operation. The person is *sitting* until something says otherwise, and three clocks
run with them (`state.Clocks`). When one reaches its interval a prompt is *due*. A due prompt
opens as soon as no hold stands and the typing pauses; until then it waits, and there is never
more than one of it. Open, it is answered: *snoozed*, skipped, missed, or *guiding*. The guide
ends in exactly one record. An *away* person stops the clocks; the length of the absence says
what is left of them. The person's pause is a hold like the others.

Each call does four things: let the clocks catch up with `now`; apply the event; settle (drop
holds that have ended, notice what is due, open, close, time out) until nothing more changes;
and work out when to look again. Nothing here counts ticks: a wake-up that comes early, late,
twice or not at all changes when things are noticed, never what they are. An event that does
not fit the present phase is refused with a reason and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from lowback_tray.care.exercise import Library
from lowback_tray.engine import absence, events, guiding, numbers, prompts, waiting
from lowback_tray.engine.effects import Effect, Ending
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.records import Fact, Record
from lowback_tray.engine.state import (
    Away,
    Clocks,
    Due,
    Guiding,
    Hold,
    Prompting,
    Sitting,
    Snoozed,
    State,
    UserPause,
)
from lowback_tray.engine.turn import Turn, advanced
from lowback_tray.engine.wake import next_look
from lowback_tray.i18n import mark


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one step leads to.

    Attributes:
        state: the new state.
        effects: to be carried out in order.
        records: to be written together with the state, before the effects.
        wake_at: steady time of the next look, None when only an event can change anything.
        refused: why a wish was declined (a message for `i18n.tr`), None otherwise.
        durable: the state is worth a write to disk.
    """

    state: State
    effects: tuple[Effect, ...]
    records: tuple[Record, ...]
    wake_at: float | None
    refused: str | None
    durable: bool


def step(state: State, event: events.Event, now: Now, policy: Policy, library: Library) -> Outcome:
    """Work out what an event at this moment leads to. Pure."""
    turn = Turn(state, now, policy, library)
    _catch_up(turn)
    _apply(event, turn)
    _settle(turn)
    return Outcome(
        turn.state,
        tuple(turn.effects),
        tuple(turn.records),
        next_look(turn),
        turn.refused,
        turn.durable,
    )


def _catch_up(turn: Turn) -> None:
    """Bring the clocks to `now`; they stand still while the person is away."""
    passed = max(0.0, turn.now.steady - turn.state.at)
    if not isinstance(turn.phase, Away):
        turn.change(clocks=advanced(turn.state.clocks, passed))
    turn.change(at=max(turn.state.at, turn.now.steady))


# ---- settling

_LIMIT = 50  # more rounds than any real moment needs; reached only by a bug of ours


def _settle(turn: Turn) -> None:
    waiting.drop_expired(turn)
    for _ in range(_LIMIT):
        if not (_notice_absence(turn) or _SETTLERS[type(turn.phase)](turn)):
            return
    raise AssertionError(f"the engine does not come to rest in {turn.state}")


def _notice_absence(turn: Turn) -> bool:
    """Levels, not edges: lock and idle are read at every look, so a lost signal heals."""
    phase = turn.phase
    if isinstance(phase, Guiding):
        return False
    idle = absence.idle_now(turn)
    if isinstance(phase, Away):
        return _notice_return(turn, phase, idle)
    if turn.state.locked:
        absence.leave(turn, idle_s=0.0, idle=False)
        return True
    if idle is not None and idle >= turn.policy.away_after_s:
        absence.leave(turn, idle_s=idle, idle=True)
        return True
    return False


def _notice_return(turn: Turn, away: Away, idle: float | None) -> bool:
    if turn.state.locked:
        return False
    moved = idle is not None and turn.now.steady - idle > away.since_at + 1.0
    if away.idle and not moved:
        return False
    absence.come_back(turn)
    return True


def _settle_sitting(turn: Turn) -> bool:
    return prompts.fall_due(turn) or prompts.open_when_possible(turn)


def _at_rest(turn: Turn) -> bool:
    return False


_SETTLERS: dict[type, Callable[[Turn], bool]] = {
    Sitting: _settle_sitting,
    Snoozed: prompts.wake_snoozed,
    Prompting: prompts.keep_open,
    Guiding: guiding.run,
    Away: _at_rest,
}


# ---- events


@singledispatch
def _apply(event: Any, turn: Turn) -> None:
    raise AssertionError(f"no rule for {event!r}")


@_apply.register(events.Looked)
@_apply.register(events.HoldLifted)
def _nothing_yet(event: events.Looked | events.HoldLifted, turn: Turn) -> None:
    """Settling does all there is to do."""
    if isinstance(event, events.HoldLifted):
        kept = tuple(hold for hold in turn.state.holds if hold.name != event.name)
        if kept != turn.state.holds:
            turn.change(holds=kept)
            turn.durable = True


@_apply.register
def _went_idle(event: events.WentIdle, turn: Turn) -> None:
    if event.idle_s >= turn.policy.away_after_s:
        absence.leave(turn, idle_s=event.idle_s, idle=True)


@_apply.register
def _came_back(event: events.CameBack, turn: Turn) -> None:
    if isinstance(turn.phase, Away):
        turn.change(phase=replace(turn.phase, idle=False))


@_apply.register
def _locked(event: events.Locked, turn: Turn) -> None:
    if not turn.state.locked:
        turn.change(locked=True)
        turn.durable = True


@_apply.register
def _unlocked(event: events.Unlocked, turn: Turn) -> None:
    if turn.state.locked:
        turn.change(locked=False)
        turn.durable = True
    _came_back(events.CameBack(), turn)  # somebody typed the password


@_apply.register
def _slept(event: events.Slept, turn: Turn) -> None:
    seconds = max(0.0, event.seconds)
    _shift_pause(turn, seconds)
    phase = turn.phase
    if isinstance(phase, Guiding):
        seconds = _sleep_through_guide(turn, phase, seconds)
    if seconds <= 0:
        return
    if isinstance(turn.phase, Away):
        turn.enter(replace(turn.phase, slept_s=turn.phase.slept_s + seconds))
        return
    idle = absence.idle_now(turn)
    absence.leave(turn, idle_s=idle or 0.0, idle=idle is not None, slept_s=seconds)


def _sleep_through_guide(turn: Turn, guide: Guiding, seconds: float) -> float:
    """A suspend rests too. What is left of it once the guide is over is plain absence."""
    beyond = absence.sleep_in_guide(turn, guide, seconds)
    guiding.set_paused(turn, guide, paused=False)
    return beyond if guiding.spend(turn, seconds) else 0.0


def _shift_pause(turn: Turn, seconds: float) -> None:
    """Half an hour is half an hour on the wall: suspend is part of a pause."""
    pause = turn.state.pause
    if pause is not None and pause.ends_at is not None:
        turn.change(pause=replace(pause, ends_at=pause.ends_at - seconds))


@_apply.register
def _launched(event: events.Launched, turn: Turn) -> None:
    before = turn.state.clocks.sitting_s
    turn.change(locked=False, holds=())  # read afresh by their sources
    if isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.ENDED_EARLY)
    if isinstance(turn.phase, Prompting):
        absence.withdraw(turn, turn.phase.due, "restarted")
        turn.enter(Sitting(turn.phase.due))
    seconds = max(0.0, event.absent_s)
    turn.record(Fact.LAUNCHED, absent_s=seconds, sitting_s=before)
    _shift_pause(turn, seconds)
    if isinstance(turn.phase, Away):
        turn.enter(replace(turn.phase, slept_s=turn.phase.slept_s + seconds, idle=False))
    else:
        absence.not_running(turn, seconds)


@_apply.register
def _policy_changed(event: events.PolicyChanged, turn: Turn) -> None:
    prompts.suit_policy(turn)


@_apply.register
def _hold_placed(event: events.HoldPlaced, turn: Turn) -> None:
    others = tuple(hold for hold in turn.state.holds if hold.name != event.name)
    turn.change(holds=(*others, Hold(event.name, event.reason, event.until)))
    turn.durable = True


@_apply.register
def _port_failed(event: events.PortFailed, turn: Turn) -> None:
    """What could not be shown is not open: try again in a minute, or end the guide."""
    if event.port == "prompter" and isinstance(turn.phase, Prompting):
        due = turn.phase.due
        absence.withdraw(turn, due, "failed")
        turn.enter(Sitting(due))
        turn.change(grace_at=turn.now.steady + numbers.GRACE_S)
    elif event.port == "guide" and isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.ENDED_EARLY)


@_apply.register
def _start_break(event: events.StartBreak, turn: Turn) -> None:
    guiding.start(turn, event.kind, event.routine, short=event.short)


@_apply.register
def _snooze(event: events.Snooze, turn: Turn) -> None:
    prompts.snooze(turn, event.seconds)


@_apply.register
def _skip(event: events.Skip, turn: Turn) -> None:
    prompts.skip(turn)


@_apply.register
def _just_stood(event: events.JustStood, turn: Turn) -> None:
    if isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.STOOD)
        return
    due: Due | None = prompts.current_due(turn)
    prompts.take_down(turn)
    turn.record(
        Fact.STOOD,
        break_id=None,
        kind=due.kind if due else None,
        seconds=0,
        sitting_s=turn.state.clocks.sitting_s,
    )
    turn.change(clocks=Clocks(), done_at=turn.now.steady)
    if not isinstance(turn.phase, Away):
        turn.enter(Sitting())


@_apply.register
def _pause(event: events.Pause, turn: Turn) -> None:
    if event.until is not None and event.until <= turn.now.wall:
        turn.refuse(mark("That time has passed already"))
        return
    if event.seconds is not None and not 60 <= event.seconds <= numbers.PAUSE_MAX_S:
        turn.refuse(mark("A pause lasts between one minute and seven days"))
        return
    ends_at = None if event.seconds is None else turn.now.steady + event.seconds
    _begin_pause(turn, UserPause(ends_at=ends_at, until=event.until))
    pause = turn.state.pause
    assert pause is not None
    until = waiting.pause_view(turn, pause).until
    turn.record(Fact.PAUSED, until=until.isoformat() if until else None)


def _begin_pause(turn: Turn, pause: UserPause) -> None:
    turn.change(pause=pause)
    if isinstance(turn.phase, Snoozed):
        turn.enter(Sitting(turn.phase.due))


@_apply.register
def _resume(event: events.Resume, turn: Turn) -> None:
    if turn.state.pause is None:
        turn.refuse(mark("The reminders are not paused"))
        return
    waiting.end_pause(turn, "person")


@_apply.register(events.GuidePause)
@_apply.register(events.GuideResume)
@_apply.register(events.GuideNext)
@_apply.register(events.GuideBack)
@_apply.register(events.GuideClose)
def _guide_wish(event: events.Event, turn: Turn) -> None:
    if not isinstance(turn.phase, Guiding) or guiding.run(turn):
        turn.refuse(mark("No guide is running"))
        return
    guide = turn.phase
    assert isinstance(guide, Guiding)
    match event:
        case events.GuidePause():
            guiding.set_paused(turn, guide, paused=True)
        case events.GuideResume():
            guiding.set_paused(turn, guide, paused=False)
        case events.GuideNext():
            guiding.go_next(turn, guide)
        case events.GuideBack():
            guiding.go_back(turn, guide)
        case _:
            guiding.finish(turn, Ending.ENDED_EARLY)


@_apply.register
def _check_in(event: events.CheckIn, turn: Turn) -> None:
    if not 0 < event.break_id < turn.state.next_break:
        turn.refuse(mark("There is no such break"))
        return
    turn.record(Fact.CHECK_IN, break_id=event.break_id, answer=event.answer)


@_apply.register
def _off_screen(event: events.OffScreen, turn: Turn) -> None:
    _begin_pause(turn, UserPause(ends_at=turn.now.steady + event.seconds, off_screen=True))
    turn.record(Fact.OFF_SCREEN, seconds=event.seconds)


@_apply.register
def _rate_back(event: events.RateBack, turn: Turn) -> None:
    turn.record(Fact.BACK_FEELING, answer=event.answer)
