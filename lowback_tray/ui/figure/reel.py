"""The moments of an exercise that come round again, kept as long as it is shown.

A movement repeats: the fourth cycle looks like the first. Moments of a movement are therefore
taken from a grid of thirty a second, counted from where the movement begins, and what was worked
out for one is kept: its frame, and its drawing (a few kilobytes) once it was painted. Holds move
too little to be worth keeping. How much is kept has an end; what is beyond it is worked out each
time.

What comes next is known, so new moments are worked out several in a row: that takes the processor
a third less than one at a time with a sleep between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowback_tray.ui.figure import scene

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from lowback_tray.care.exercise import Exercise
    from lowback_tray.care.pose import Frame, Performance, Tick
    from lowback_tray.ui.figure.colours import FigureColours
    from lowback_tray.ui.figure.sheet import Sheet

RATE = 30  # moments a second
MOST = 300  # moments kept: ten seconds of movement, about five megabytes with their drawings
AHEAD = 8  # moments worked out in a row; one row takes a tenth of the time between two pictures
_SEEN_PX = 0.3  # nobody sees a point move by less
_BELLY, _FACE = 4.4, 3.6  # rig units that a full breath and a whole turn of the head move by


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and in which colours an exercise is drawn."""

    place: QRectF
    colours: FigureColours
    exercise: Exercise


@dataclass(slots=True)
class Moment:
    """One picture: its frame, and its drawing for the stage it was last drawn for."""

    frame: Frame
    _stage: Stage | None = None
    _drawn: Sheet | None = None

    def is_drawn(self, stage: Stage) -> bool:
        """Whether its drawing for a stage is there already."""
        return self._drawn is not None and self._stage == stage

    def drawn(self, stage: Stage, before: Moment | None = None) -> Sheet:
        """Its drawing; what has not moved since the moment before is taken over from there."""
        if self._drawn is None or self._stage != stage:
            known = before._drawn if before is not None and before._stage == stage else None
            self._stage = stage
            self._drawn = scene.body(stage.place, self.frame, stage.colours, stage.exercise, known)
        return self._drawn


class Reel:
    """The moments of one performance."""

    def __init__(self, performance: Performance) -> None:
        self._performance = performance
        self._kept: dict[Tick, Moment] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def at(self, seconds: float) -> Moment:
        """The moment to show so many seconds after the beginning."""
        tick = self._performance.tick(seconds, RATE)
        if tick is None:
            return Moment(self._performance.frame(seconds))
        moment = self._kept.get(tick)
        if moment is None:
            moment = Moment(self._performance.frame(tick.elapsed_s))
            if len(self._kept) < MOST:
                self._kept[tick] = moment
        return moment

    def draw_ahead(self, seconds: float, shown: Moment, stage: Stage) -> None:
        """Draw what will come after the moment shown so many seconds after the beginning.

        As far as its movement goes on, and as there is room to keep it.
        """
        scale = scene.framing(stage.place, shown.frame.bounds).scale
        for number in range(1, AHEAD):
            later = seconds + number / RATE
            if len(self._kept) >= MOST or self._performance.tick(later, RATE) is None:
                return
            moment = self.at(later)
            if looks_other(shown.frame, moment.frame, scale):
                moment.drawn(stage, shown)
                shown = moment


def looks_other(one: Frame, other: Frame, scale: float) -> bool:
    """Whether anybody could tell two frames of an exercise apart.

    Args:
        one: what is on the stage.
        other: what could be.
        scale: pixels a rig unit.
    """
    least = _SEEN_PX / scale
    if (one.segment.side, one.order, one.work) != (other.segment.side, other.order, other.work):
        return True
    if abs(one.belly - other.belly) * _BELLY > least or abs(one.turn - other.turn) * _FACE > least:
        return True
    if one.settled != other.settled:
        return True
    return any(
        abs(x - other.joints[name][0]) > least or abs(y - other.joints[name][1]) > least
        for name, (x, y) in one.joints.items()
    )
