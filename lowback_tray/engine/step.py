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
from dataclasses import dataclass

from lowback_tray.care.exercise import Library
from lowback_tray.engine import (
    absence,
    ahead,
    budget,
    declined,
    desk_time,
    events,
    guiding,
    prompts,
    returning,
    waiting,
)
from lowback_tray.engine.effects import Effect
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.reactions import apply
from lowback_tray.engine.records import Record
from lowback_tray.engine.state import (
    Away,
    Draft,
    Guiding,
    Prompting,
    Sitting,
    Snoozed,
    State,
)
from lowback_tray.engine.turn import Turn, advanced
from lowback_tray.engine.wake import next_look


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
        news: there is something new to show. False only where a guide ran on as it did before,
            which its window draws by itself.
    """

    state: State
    effects: tuple[Effect, ...]
    records: tuple[Record, ...]
    wake_at: float | None
    refused: str | None
    durable: bool
    news: bool = True


def step(state: State, event: events.Event, now: Now, policy: Policy, library: Library) -> Outcome:
    """Work out what an event at this moment leads to. Pure."""
    draft = Draft.of(state)
    turn = Turn(draft, now, policy, library)
    _catch_up(turn)
    if not isinstance(event, events.Looked):  # that one means only what settling finds
        apply(event, turn)
    _settle(turn)
    returning.settle(turn)
    wake_at = next_look(turn)
    return Outcome(
        draft.settled(),
        tuple(turn.effects),
        tuple(turn.records),
        wake_at,
        turn.refused,
        turn.durable,
        not (isinstance(event, events.Looked) and _ran_on(turn, state)),
    )


def _ran_on(turn: Turn, before: State) -> bool:
    """Whether nothing was found but a guide that goes on."""
    guiding_on = isinstance(before.phase, Guiding) and isinstance(turn.phase, Guiding)
    return guiding_on and not (turn.effects or turn.records)


def _catch_up(turn: Turn) -> None:
    """Bring the clocks to `now`; they stand still while the person is away."""
    if turn.now.playing:
        turn.change(played_at=turn.now.steady)
    passed = turn.now.steady - turn.state.at
    if passed <= 0:
        return
    if isinstance(turn.phase, Away):
        turn.change(at=turn.now.steady)
    else:
        turn.change(at=turn.now.steady, clocks=advanced(turn.state.clocks, passed))
        desk_time.add(turn, passed)


# ---- settling

_LIMIT = 50  # more rounds than any real moment needs; reached only by a bug of ours


def _settle(turn: Turn) -> None:
    waiting.drop_expired(turn)
    for _ in range(_LIMIT):
        if not (_notice_absence(turn) or _SETTLERS[type(turn.phase)](turn)):
            ahead.drop_needless(turn)
            budget.settle(turn)
            declined.settle(turn)
            return
    raise AssertionError(f"the engine does not come to rest in {turn.state}")


def _notice_absence(turn: Turn) -> bool:
    """Levels, not edges: lock and idle are read at every look, so a lost signal heals."""
    phase = turn.phase
    if isinstance(phase, Guiding):
        return False
    if isinstance(phase, Away):
        return _notice_return(turn, phase)
    if turn.state.locked:
        absence.leave(turn, idle_s=0.0, idle=False)
        return True
    idle = absence.empty_s(turn)
    if idle is not None and idle >= turn.policy.away_after_s:
        absence.leave(turn, idle_s=idle, idle=True)
        return True
    return False


def _notice_return(turn: Turn, away: Away) -> bool:
    if turn.state.locked:
        return False
    if away.idle and turn.policy.idle_is_away and not absence.notice_touch(turn):
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
