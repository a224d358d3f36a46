"""What the person says of the next stand-up before it is due: later, or not this one.

It is a note beside the clocks and moves none of them. When the stand-up falls due the note is
heeded: put off, it is snoozed from the start (and the times it was put off count as snoozes);
left out, it is skipped and recorded so. Until then it can be taken back. Whoever stands up
meanwhile has no use for it: the stand clock at zero takes it away.
"""

from __future__ import annotations

from dataclasses import replace

from lowback_tray.engine import clock_marks, numbers, prompts
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.state import Ahead, Marked
from lowback_tray.engine.status import AheadView
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark


def put_off(turn: Turn, seconds: float) -> None:
    """The person: the next stand-up so much later."""
    if _refused(turn):
        return
    said = turn.state.ahead
    times = 0 if said is None else said.times
    if times >= turn.policy.snooze_limit:
        turn.refuse(mark("Put off as often as your settings allow"))
    elif not numbers.SNOOZE_MIN_S <= seconds <= numbers.SNOOZE_MAX_S:
        turn.refuse(mark("A snooze lasts between 1 and 120 minutes"))
    else:
        later = seconds if said is None else said.later_s + seconds
        _note(turn, Ahead(turn.state.clocks.stand_s, later_s=later, times=times + 1))


def leave_out(turn: Turn) -> None:
    """The person: not the next one."""
    if not _refused(turn):
        said = turn.state.ahead or Ahead(turn.state.clocks.stand_s)
        _note(turn, replace(said, skip=True))


def take_back(turn: Turn) -> None:
    """The person: as planned after all."""
    if turn.state.ahead is None:
        turn.refuse(mark("The next stand-up comes as planned"))
        return
    _note(turn, None)


def _refused(turn: Turn) -> bool:
    if due_already(turn):
        turn.refuse(mark("A stand-up is due already: snooze or skip that one"))
    elif turn.state.clocks.standing:
        turn.refuse(mark("You are standing: no stand-up comes"))
    return turn.refused is not None


def due_already(turn: Turn) -> bool:
    """Whether the next stand-up is due, so that it can be answered itself."""
    due = prompts.current_due(turn)
    return due is not None and due.kind is BreakKind.STAND_UP


def _note(turn: Turn, said: Ahead | None) -> None:
    turn.change(ahead=said)
    turn.durable = True


def drop_needless(turn: Turn) -> None:
    """The person has stood up, or been away as long: what was said of that stand-up is moot."""
    said = turn.state.ahead
    if said is not None and turn.state.clocks.stand_s == 0.0 and said.stand_s > 0.0:
        _note(turn, None)


def view(turn: Turn) -> AheadView:
    """What windows show of it."""
    said = turn.state.ahead
    times = 0 if said is None else said.times
    return AheadView(
        skip=said is not None and said.skip,
        later_s=0.0 if said is None or said.skip else said.later_s,
        put_offs_left=max(0, turn.policy.snooze_limit - times),
        possible=not (due_already(turn) or turn.state.clocks.standing),
    )


def stand_up_in_s(turn: Turn) -> float:
    """Seconds until the next stand-up asks, with what was said of it."""
    said, left = turn.state.ahead, turn.stand_left_s
    if said is None:
        return left
    return left + _after_s(turn, left) if said.skip else left + said.later_s


def _after_s(turn: Turn, left_s: float) -> float:
    """Seconds from the stand-up that is left out to the one after it."""
    marks = turn.policy.stand_up_at
    if not marks:
        return turn.stand_up_every_s
    return clock_marks.left_s(marks, turn.wall_in(left_s), 0.0, Marked())
