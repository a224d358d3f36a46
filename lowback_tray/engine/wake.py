"""When to look again: the earliest moment at which the answer could be another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import inf

from lowback_tray.engine import body, budget, numbers, returning, waiting
from lowback_tray.engine.absence import empty_s
from lowback_tray.engine.guiding import in_seat
from lowback_tray.engine.hours import closed_until
from lowback_tray.engine.quiet import next_quiet, quiet_until
from lowback_tray.engine.state import Away, Due, Guiding, Prompting, Sitting, Snoozed
from lowback_tray.engine.turn import Turn

# Sums of seconds end a rounding error before their moment; looking again at once would spin.
_SHORTEST_S = 0.001


def next_look(turn: Turn) -> float | None:
    """Steady time of the next look, always after now; None when only events matter."""
    earliest = min(_moments(turn), default=None)
    return None if earliest is None else max(turn.now.steady + _SHORTEST_S, earliest)


def _moments(turn: Turn) -> Iterator[float]:
    yield from _ends_of_holds(turn)
    phase = turn.phase
    if isinstance(phase, Guiding):
        yield from _in_guide(turn, phase)
        return
    if isinstance(phase, Away):
        yield from _after_touch(turn, phase)
        return
    yield from _first_possible_absence(turn)
    if turn.policy.quiet:
        yield from _edges_of_quiet(turn)
    enough = budget.next_look_s(turn)
    if enough is not None:
        yield turn.now.steady + enough
    yield from returning.next_looks(turn)
    if isinstance(phase, Prompting):
        yield phase.expires_at
    elif isinstance(phase, Snoozed):
        yield phase.until_at
    else:
        yield from _in_seat(turn, phase)


def _edges_of_quiet(turn: Turn) -> Iterator[float]:
    """An open prompt is taken back when a quiet time begins, a due one comes when it ends."""
    for edge in (quiet_until, next_quiet):
        moment = edge(turn.policy.quiet, turn.now.wall)
        if moment is not None:
            yield _steady_of(turn, moment)


def _in_guide(turn: Turn, guide: Guiding) -> Iterator[float]:
    if guide.paused_at is not None:
        yield guide.paused_at + numbers.GUIDE_PAUSE_LIMIT_S
        return
    if turn.now.idle_s is not None and not in_seat(turn, guide):
        yield turn.now.steady + min(numbers.GUIDE_LOOK_S, max(0.05, guide.left_s))
    else:
        yield turn.now.steady + guide.left_s
        yield turn.now.steady + numbers.GUIDE_SAVE_S


def _after_touch(turn: Turn, away: Away) -> Iterator[float]:
    """One input was seen: soon it shows whether more follow."""
    if away.touched_at is not None:
        look_at = away.touched_at + numbers.RETURN_LOOK_S
        if look_at > turn.now.steady:
            yield look_at


def _first_possible_absence(turn: Turn) -> Iterator[float]:
    idle = empty_s(turn)
    if idle is not None:
        yield turn.now.steady + turn.policy.away_after_s - idle


def _in_seat(turn: Turn, sitting: Sitting) -> Iterator[float]:
    if 0 < turn.switch_left_s < inf:
        yield turn.now.steady + turn.switch_left_s
    elif turn.stand_left_s > 0:
        yield turn.now.steady + turn.stand_left_s
    if sitting.due is not None:
        yield from _for_due(turn, sitting.due)
        return
    if turn.policy.posture_enabled:
        yield turn.now.steady + turn.posture_left_s
    evening = body.next_evening(turn)
    if evening is not None:
        yield _steady_of(turn, evening)


def _for_due(turn: Turn, due: Due) -> Iterator[float]:
    if turn.state.grace_at > turn.now.steady:
        yield turn.state.grace_at
    if due.ready_at is not None:
        yield turn.now.steady + waiting.typing_wait_s(turn)
        yield waiting.latest_at(turn, due)
    closed, opening = closed_until(turn.policy.hours, turn.now.wall)
    if closed and opening is not None:
        yield _steady_of(turn, opening)


def _ends_of_holds(turn: Turn) -> Iterator[float]:
    pause = turn.state.pause
    if pause is not None:
        yield from (end for end in (pause.ends_at, pause.latest_at) if end is not None)
    if pause is not None and pause.until is not None:
        yield _steady_of(turn, pause.until)
    for hold in turn.state.holds:
        if hold.until is not None:
            yield _steady_of(turn, hold.until)


def _steady_of(turn: Turn, wall: datetime) -> float:
    """The steady time of a wall time, as far as one can know; the heartbeat corrects it."""
    return turn.now.steady + (wall - turn.now.wall).total_seconds()
