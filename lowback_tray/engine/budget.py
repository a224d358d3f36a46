"""A day's desk time that the person has set themselves, and a notice when it is reached.

One quiet notice says so, and again after every half hour more, three times at most. It is no
lock: nothing else changes. How the time is counted: `desk_time`.
"""

from __future__ import annotations

from dataclasses import replace

from lowback_tray.engine import desk_time, numbers, waiting
from lowback_tray.engine.effects import Notice, NoticeKind, Tell
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Sitting, Snoozed
from lowback_tray.engine.turn import Turn


def settle(turn: Turn) -> None:
    """Say that it is enough, at a quiet moment."""
    left = left_s(turn)
    if left is None or left > 0 or not quiet_moment(turn, late_s=-left):
        return
    today = desk_time.today(turn)
    desk_time.keep(turn, replace(today, told=today.told + 1, told_s=today.seconds))
    turn.record(Fact.ENOUGH, seconds=today.seconds, number=today.told + 1)
    turn.do(Tell(Notice(NoticeKind.ENOUGH, today.seconds, today.told + 1)))


def left_s(turn: Turn) -> float | None:
    """Desk time until the next notice; None without a budget or after the last one."""
    budget, today = turn.policy.budget_s, desk_time.today(turn)
    if budget is None or today.told > numbers.BUDGET_AGAIN:
        return None
    again = today.told_s + numbers.BUDGET_AGAIN_S if today.told else 0.0
    return max(budget, again) - today.seconds


def quiet_moment(turn: Turn, *, late_s: float = 0.0) -> bool:
    """Whether a quiet notice may come now: at the desk, nothing asked, nothing held, no typing.

    Args:
        turn: the turn.
        late_s: how long it waits already; it need not wait longer for the typing than a prompt.
    """
    patient = late_s < numbers.TYPING_PATIENCE_S
    return _free(turn) and not (patient and waiting.typing_wait_s(turn) > 0)


def _free(turn: Turn) -> bool:
    phase = turn.phase
    at_rest = isinstance(phase, Snoozed) or (isinstance(phase, Sitting) and phase.due is None)
    return at_rest and not waiting.holds(turn)


def next_look_s(turn: Turn) -> float | None:
    """Seconds until a notice could come; None when none will without other news."""
    left = left_s(turn)
    if left is None or left > 0:
        return left
    return waiting.typing_wait_s(turn) if _free(turn) else None
