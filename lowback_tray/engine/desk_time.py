"""How long the person has been at the desk on each local day: sitting and standing alike.

Counted for the local date at its moment, also where no budget is set, so that one that is set at
noon knows the morning. A clock that is put wrong for a while, or a flight across the date line,
changes which day is counted and loses none: the last few days are kept by their dates. Time that
turns out to have been an absence is taken back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lowback_tray.engine import days
from lowback_tray.engine.state import DeskDay

if TYPE_CHECKING:
    from lowback_tray.engine.turn import Turn

_KEPT = 3


def today(turn: Turn) -> DeskDay:
    """The local day of now."""
    return _day(turn, turn.now.wall.date())


def _day(turn: Turn, day: date) -> DeskDay:
    on = day.isoformat()
    for one in turn.state.desk:
        if one.on == on:
            return one
    return DeskDay(on)


def keep(turn: Turn, day: DeskDay) -> None:
    """Put a day in the place of what was known of it."""
    others = tuple(one for one in turn.state.desk if one.on != day.on)
    turn.change(desk=(day, *others)[:_KEPT])


def add(turn: Turn, seconds: float) -> None:
    """So many seconds up to now were desk time; taken back where below zero."""
    wall = turn.now.wall
    since_midnight = (wall - days.midnight(wall, 0)).total_seconds()
    inside = max(-since_midnight, min(since_midnight, seconds))
    if inside != seconds:
        _add(turn, wall.date() - timedelta(days=1), seconds - inside)
    _add(turn, wall.date(), inside)


def _add(turn: Turn, on: date, seconds: float) -> None:
    day = _day(turn, on)
    keep(turn, replace(day, seconds=max(0.0, day.seconds + seconds)))
