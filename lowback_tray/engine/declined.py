"""Three stand-ups in a row skipped or missed: ask once, quietly, what to change.

Whoever declines again and again is told nothing and blamed for nothing: the times may simply be
wrong. The question stands in Today until it is answered or a stand-up is taken, and comes at
most once a week. What the answer changes (the interval, a pause, the times) is done by whoever
carries it here; the engine notes that it was answered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lowback_tray.engine import numbers
from lowback_tray.engine.budget import quiet_moment
from lowback_tray.engine.effects import Notice, NoticeKind, Tell
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Declined
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark

_APART = timedelta(days=numbers.CHANGE_APART_DAYS)


def settle(turn: Turn) -> None:
    """Ask, if there is reason to and the moment is quiet."""
    said = turn.state.declined
    if said.row < numbers.DECLINED_LIMIT or said.asking or not _long_ago(turn, said):
        return
    if quiet_moment(turn):
        turn.change(declined=replace(said, asking=True, asked_at=turn.now.wall))
        turn.record(Fact.CHANGE_ASKED, times=said.row)
        turn.do(Tell(Notice(NoticeKind.CHANGE, 0.0, said.row)))


def _long_ago(turn: Turn, said: Declined) -> bool:
    asked_at, wall = said.asked_at, turn.now.wall
    # A time ahead is one of a clock that has been put right since.
    return asked_at is None or asked_at > wall or wall - asked_at >= _APART


def answer(turn: Turn, how: str) -> None:
    """The person says what to change."""
    if not turn.state.declined.asking:
        turn.refuse(mark("Nothing was asked"))
        return
    turn.change(declined=Declined(asked_at=turn.state.declined.asked_at))
    turn.record(Fact.CHANGE_ANSWERED, how=how)
