"""The moments of an exercise that come round again, kept as long as it is shown.

A movement repeats: the fourth cycle looks like the first. Moments of a movement are therefore
taken from a grid of thirty a second, counted from where the movement begins, and what was worked
out for one is kept: its frame, its drawing (a few kilobytes) once it was painted, what differs
from the one before, and the picture of that piece. Holds move too little to be worth keeping. How
much is kept has an end; what is beyond it is worked out each time.

What comes next is known, so new moments are worked out and painted several in a row: that takes
the processor much less than one at a time with a sleep between them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from lowback_tray.ui.figure import patch, scene

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QRectF
    from PySide6.QtGui import QPixmap

    from lowback_tray.care.exercise import Exercise
    from lowback_tray.care.pose import Frame, Performance, Tick
    from lowback_tray.ui.figure.colours import FigureColours
    from lowback_tray.ui.figure.sheet import Sheet

RATE = 30  # moments a second
MOST = 300  # moments kept: ten seconds of movement, about five megabytes with their drawings
MOST_BYTES = 12 << 20  # of pictures kept: three seconds of the largest movement in the guide
AHEAD = 8  # moments worked out in a row; one row takes a tenth of the time between two pictures
_LARGEST = MOST_BYTES // 8  # of one picture: a row of larger ones would keep the window waiting
_SEEN_PX = 0.3  # nobody sees a point move by less
_BELLY, _FACE = 4.4, 3.6  # rig units that a full breath and a whole turn of the head move by

Ground: TypeAlias = "Callable[[Frame], QPixmap]"
"""What lies behind a frame, in the pixels of the screen."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and in which colours an exercise is drawn.

    Attributes:
        ratio: pixels of the screen to one of the place.
    """

    place: QRectF
    colours: FigureColours
    exercise: Exercise
    ratio: float = 1.0


@dataclass(slots=True)
class Moment:
    """One picture: its frame, and its drawing for the stage it was last drawn for.

    Attributes:
        number: which of the moments kept; None if it is not one of them.
        returns: whether it comes round again.
        patch: the picture of what differs from the moment before, where there is one.
    """

    frame: Frame
    number: int | None = None
    returns: bool = False
    patch: patch.Patch | None = None
    _stage: Stage | None = None
    _drawn: Sheet | None = None

    def is_drawn(self, stage: Stage) -> bool:
        """Whether its drawing for a stage is there already."""
        return self._drawn is not None and self._stage == stage

    def drawn(self, stage: Stage, before: Moment | None = None) -> Sheet:
        """Its drawing; what has not moved since the moment before is taken over from there."""
        if self._drawn is None or self._stage != stage:
            known = before._drawn if before is not None and before._stage == stage else None
            self._stage, self.patch = stage, None
            self._drawn = scene.body(stage.place, self.frame, stage.colours, stage.exercise, known)
        return self._drawn

    def has_painted(self, piece: QRect) -> bool:
        """Whether there is a picture of at least this piece of the stage."""
        return self.patch is not None and self.patch.covers(piece)


class Reel:
    """The moments of one performance, drawn for one stage at a time."""

    def __init__(self, performance: Performance) -> None:
        self._performance = performance
        self._kept: dict[Tick, Moment] = {}
        self._stage: Stage | None = None
        self._changes: dict[tuple[int, int], QRect | None] = {}
        self._passing: list[Moment] = []  # those with a picture that is not kept
        self._bytes = 0  # of the pictures that are

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def picture_bytes(self) -> int:
        """Memory of all pictures there are now."""
        return sum(moment.patch.size for moment in self._kept.values() if moment.patch is not None)

    def at(self, seconds: float) -> Moment:
        """The moment to show so many seconds after the beginning."""
        tick = self._performance.tick(seconds, RATE)
        if tick is None:
            return Moment(self._performance.frame(seconds))
        return self._of(tick)

    def _of(self, tick: Tick) -> Moment:
        moment = self._kept.get(tick)
        if moment is None:
            moment = Moment(self._performance.frame(tick.elapsed_s))
            if len(self._kept) < MOST:
                moment.number = len(self._kept)
                moment.returns = self._performance.comes_again(tick)
                self._kept[tick] = moment
        return moment

    def change(self, before: Moment, moment: Moment, stage: Stage) -> QRect | None:
        """The piece of the stage that has to be painted for a moment in place of another.

        None where nobody could tell the two apart.
        """
        self._draw_for(stage)
        if before.number is None or moment.number is None:
            return _change(before, moment, stage)
        key = before.number, moment.number
        if key not in self._changes:
            self._changes[key] = _change(before, moment, stage)
        return self._changes[key]

    def paint_ahead(
        self, seconds: float, before: Moment, shown: Moment, stage: Stage, ground: Ground | None
    ) -> None:
        """Draw and paint the moment shown so many seconds after the beginning, and what follows.

        As far as its movement goes on, and as there is room to keep it.

        Args:
            seconds: when `shown` is.
            before: what is on the stage until then.
            shown: what comes next.
            stage: where.
            ground: what lies behind; None where pictures cannot be copied.
        """
        while self._passing:
            self._passing.pop().patch = None
        if shown.number is None:
            return
        self._paint(before, shown, stage, ground)
        for number in range(1, AHEAD):
            tick = self._performance.tick(seconds + number / RATE, RATE)
            if tick is None or (len(self._kept) >= MOST and tick not in self._kept):
                return
            moment = self._of(tick)
            if self._paint(shown, moment, stage, ground):
                shown = moment

    def _paint(self, before: Moment, moment: Moment, stage: Stage, ground: Ground | None) -> bool:
        """Have a picture of what changes; False where nothing does."""
        piece = self.change(before, moment, stage)
        if piece is None:
            return False
        if ground is None or moment.has_painted(piece):
            return True
        old, place = moment.patch, stage.place.toRect()
        where = patch.roomy(piece if old is None else piece.united(old.where), place)
        size = patch.size_of(where, stage.ratio)
        if size <= _LARGEST and where != place:  # a picture of all of it would hide a new theme
            moment.patch = patch.Patch(where, ground(moment.frame), moment.drawn(stage))
            self._bytes -= 0 if old is None else old.size
            if moment.returns and self._bytes + size <= MOST_BYTES:
                self._bytes += size
            else:
                self._passing.append(moment)  # for this row only
        return True

    def _draw_for(self, stage: Stage) -> None:
        """Begin anew where it is another stage."""
        if stage is self._stage:
            return
        self._stage, self._bytes = stage, 0
        self._changes.clear()
        self._passing.clear()
        for moment in self._kept.values():
            moment.patch = None


def _change(before: Moment, moment: Moment, stage: Stage) -> QRect | None:
    scale = scene.framing(stage.place, moment.frame.bounds).scale
    if not looks_other(before.frame, moment.frame, scale):
        return None
    there = before.drawn(stage)
    differs = moment.drawn(stage, before).changed_from(there)
    return differs.toAlignedRect().adjusted(-1, -1, 1, 1)


def looks_other(one: Frame, other: Frame, scale: float) -> bool:
    """Whether anybody could tell two frames of an exercise apart.

    Args:
        one: what is on the stage.
        other: what could be.
        scale: pixels a rig unit; 0 where there is no room for a figure.
    """
    least = _SEEN_PX / scale if scale else inf
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
