"""The two hands of the clock, and the look at the keyboard that comes with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lowback_tray.engine import days


@dataclass(frozen=True, slots=True)
class Now:
    """One reading of the clocks.

    Attributes:
        steady: seconds that never step and stand still in suspend; every duration uses them.
        wall: aware local time with the rules of the place (`days.Here`); only calendar rules,
            display and log rows use it.
        idle_s: seconds since the last typing or pointing, None where nothing can tell.
        playing: something plays or presents, so that a silent keyboard is no empty chair.
    """

    steady: float
    wall: datetime
    idle_s: float | None = None
    playing: bool = False

    def after(self, seconds: float) -> datetime:
        """What the wall will show so many seconds from now, if nobody sets it."""
        return days.later(self.wall, seconds)

    def here(self, moment: datetime) -> datetime:
        """A moment as the wall shows it here, in whatever zone it was written down."""
        return days.seen_from(self.wall, moment)
