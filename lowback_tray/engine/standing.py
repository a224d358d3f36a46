"""The standing clock: who works on their feet is not sitting, and should not stand for ever.

"I am standing" flips the sitting clock into a standing clock with a gentle limit of its own;
"I am sitting" flips it back. While it runs no stand-up and no posture reset falls due; at the
limit a quiet prompt proposes to sit down or to move. Nothing can see whether somebody stands,
so the clock believes what it is told and errs towards sitting: after an absence of two minutes
or more, a break, or a restart that rests, the person sits unless they say otherwise.
"""

from __future__ import annotations

from lowback_tray.engine import prompts
from lowback_tray.engine.absence import come_back
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Away, Clocks, Guiding, Sitting
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark


def stand(turn: Turn) -> None:
    """The person works standing from now on."""
    if turn.state.clocks.standing:
        turn.refuse(mark("You are standing already"))
        return
    if isinstance(turn.phase, Guiding):
        turn.refuse(mark("A guide is already running"))
        return
    if turn.state.locked:
        turn.refuse(mark("The screen is locked"))
        return
    if isinstance(turn.phase, Away):
        come_back(turn)  # whoever says so is here
    due = prompts.current_due(turn)
    turn.record(
        Fact.STANDING,
        kind=due.kind if due else None,
        sitting_s=turn.state.clocks.sitting_s,
    )
    if due is not None and due.kind is not BreakKind.CARE:
        prompts.take_down(turn)
        turn.enter(Sitting())
    turn.change(clocks=Clocks(standing=True), done_at=turn.now.steady)
    turn.took_stand_up()


def sit(turn: Turn) -> None:
    """The person sits from now on."""
    if not turn.state.clocks.standing:
        turn.refuse(mark("You are sitting already"))
        return
    due = prompts.current_due(turn)
    if due is not None and due.kind is BreakKind.SWITCH:
        prompts.take_down(turn)
        turn.enter(Sitting())
    _end(turn, "person")


def after_guide(turn: Turn, *, moved: bool) -> None:
    """A guide has ended: who moved sits down now, who closed it goes on standing."""
    clocks = turn.state.clocks
    if not clocks.standing:
        return
    if moved:
        _end(turn, "break")
    else:
        turn.clocks(switch_s=min(clocks.switch_s, turn.policy.standing_limit_s / 2))


def _end(turn: Turn, by: str) -> None:
    turn.record(Fact.SAT_DOWN, by=by, standing_s=turn.state.clocks.standing_s)
    turn.change(clocks=Clocks())
