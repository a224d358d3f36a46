"""The picture in the tray: a ring that fills with the hour and a spine inside.

`picture_of` reduces a `Status` to the little that can be seen, quantised to whole minutes of
the interval, so an equal picture means there is nothing to redraw. `paint_icon` draws one
picture at one size.

Nobody can ask a panel for its colour: GNOME's is dark in the light theme, Windows' follows a
switch of its own. So one palette is used whose every ink keeps at least 3:1 against white-ish
and against near-black panels, and shape tells the states apart before colour does.

For panels whose icons are all of one colour there is the drawing in white and in black, the state
told by shape alone. By itself it is taken only where the panel is known: GNOME's is always dark,
and macOS colours such an icon itself.
"""

from __future__ import annotations

import math
import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from lowback_tray.engine.status import PhaseName, Status
from lowback_tray.ui import status_words

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["auto", "colour", "white", "black"]

SIZES = (16, 22, 24, 32, 48, 64)
DONE_FOR_S = 60.0

# The inks for panels.
ACCENT = "#2d9983"
WARM = "#d6693a"
GREY = "#7c8681"
CAUTION = "#b97d18"
ON_WARM = "#ffffff"


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a drawing, "#RRGGBB"; the empty part of the ring may be see-through."""

    accent: str = ACCENT
    warm: str = WARM
    on_warm: str = ON_WARM
    grey: str = GREY
    caution: str = CAUTION
    track: str = "#5c808682"  # alpha first, as Qt reads it


PANEL_INKS = Inks()


def _one_ink(ink: str) -> Inks:
    """Everything in one ink; what says little is fainter, and the spine of "due" is cut out."""
    return Inks(
        accent=f"#ff{ink}", warm=f"#ff{ink}", on_warm="#00000000", grey=f"#a6{ink}",
        caution=f"#ff{ink}", track=f"#52{ink}",
    )  # fmt: skip


WHITE_INKS, BLACK_INKS = _one_ink("ffffff"), _one_ink("1b1b1b")


def inks_of(style: Style, env: Mapping[str, str] = os.environ, system: str = sys.platform) -> Inks:
    """The inks of a style on this desktop."""
    if style == "auto":
        if system == "darwin":
            return BLACK_INKS
        gnome = "GNOME" in env.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
        return WHITE_INKS if gnome else PANEL_INKS
    return {"colour": PANEL_INKS, "white": WHITE_INKS, "black": BLACK_INKS}[style]


class IconState(StrEnum):
    """What the icon says."""

    RUNNING = "running"
    DUE = "due"
    PAUSED = "paused"
    HELD = "held"
    DONE = "done"
    AWAY = "away"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IconPicture:
    """All that can be seen of a status.

    Attributes:
        state: which drawing.
        filled: how much of the ring, in steps.
        steps: steps of a full ring, one a minute.
        degraded: a part of the desktop is missing; a small dot says so.
    """

    state: IconState
    filled: int = 0
    steps: int = 60
    degraded: bool = False


def picture_of(status: Status | None, *, degraded: bool = False) -> IconPicture:
    """The picture for a status; None means that nothing is known yet."""
    if status is None:
        return IconPicture(IconState.UNKNOWN, degraded=degraded)
    state = _state_of(status)
    steps = max(1, round(status.stand_up_every_s / 60))
    shown = {IconState.RUNNING, IconState.PAUSED, IconState.HELD}
    filled = math.floor(min(1.0, max(0.0, status.ring)) * steps) if state in shown else 0
    return IconPicture(state, filled, steps if state in shown else 60, degraded)


def _state_of(status: Status) -> IconState:
    if status.phase is PhaseName.PROMPTING:
        return IconState.DUE
    if status.phase is PhaseName.GUIDING:
        return IconState.RUNNING
    if status_words.is_paused(status):
        return IconState.PAUSED
    if status.just_done_s is not None and status.just_done_s < DONE_FOR_S:
        return IconState.DONE
    if status.phase is PhaseName.AWAY:
        return IconState.AWAY
    return IconState.HELD if status_words.waiting_hold(status) else IconState.RUNNING


def icon(picture: IconPicture, inks: Inks = PANEL_INKS) -> QIcon:
    """The picture at every size a panel may ask for."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(paint_icon(picture, size, inks))
    made.setIsMask(inks == BLACK_INKS)  # of use to macOS alone, which colours it to fit
    return made


def paint_icon(picture: IconPicture, size: int, inks: Inks = PANEL_INKS) -> QPixmap:
    """The picture at one size, transparent around, in device pixels."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    # Where only the first layer can be seen through, replacing what is below looks the same as
    # blending with it, and Qt does it at once: for blending it wakes a pool of threads, every
    # minute, dozens of times (see docs/bench.md).
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    draw(painter, picture, size, inks)
    painter.end()
    return pixmap


def draw(painter: QPainter, picture: IconPicture, size: int, inks: Inks = PANEL_INKS) -> None:
    """Draw the picture into the square at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Drawing(painter, size, inks).picture(picture)


class _Drawing:
    """One picture on one square; lengths are whole pixels where that keeps edges crisp."""

    def __init__(self, painter: QPainter, size: int, inks: Inks) -> None:
        self._painter = painter
        self._inks = inks
        self._size = float(size)
        self._line = float(max(2, round(size * 0.11)))
        inset = self._line / 2 + (size * 0.03 if size >= 32 else 0)
        self._ring = QRectF(inset, inset, size - 2 * inset, size - 2 * inset)

    def picture(self, picture: IconPicture) -> None:
        _DRAW[picture.state](self, picture.filled / picture.steps)
        if picture.degraded:
            self._dot()

    def running(self, part: float) -> None:
        self._rings(part, self._inks.accent)
        self._spine(self._inks.accent)

    def due(self, _part: float) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._inks.warm))
        grown = self._line / 2
        self._painter.drawEllipse(self._ring.adjusted(-grown, -grown, grown, grown))
        self._spine(self._inks.on_warm)

    def paused(self, part: float) -> None:
        self._rings(part, self._inks.grey)
        width = max(2, round(self._size * 0.125))
        gap = width + width % 2  # even, so that both bars fall on whole pixels
        height = round(self._size * 0.38)
        left = self._size / 2 - gap / 2 - width
        top = (self._size - height) / 2
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._inks.grey))
        for x in (left, left + width + gap):
            self._painter.drawRoundedRect(QRectF(x, top, width, height), width / 3, width / 3)

    def held(self, part: float) -> None:
        self._rings(part, self._inks.grey)
        radius = max(1.0, self._size * 0.065)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._inks.caution))
        middle = self._size / 2
        for step in (-1, 0, 1):
            centre = QPointF(middle + step * (radius * 2 + max(1.0, radius * 0.7)), middle)
            self._painter.drawEllipse(centre, radius, radius)

    def done(self, _part: float) -> None:
        self._rings(1.0, self._inks.accent)
        path = QPainterPath(self._at(0.31, 0.52))
        path.lineTo(self._at(0.45, 0.66))
        path.lineTo(self._at(0.70, 0.37))
        self._stroke(path, self._inks.accent, 0.115)

    def away(self, _part: float) -> None:
        self._rings(0.0, self._inks.grey)
        self._spine(self._inks.grey)

    def unknown(self, _part: float) -> None:
        pen = QPen(QColor(self._inks.grey), self._line)
        pen.setDashPattern([1.2, 1.2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawEllipse(self._ring)
        self._spine(self._inks.grey)

    def _rings(self, part: float, colour: str) -> None:
        pen = QPen(QColor(self._inks.track), self._line)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawEllipse(self._ring)
        if part <= 0:
            return
        pen = QPen(QColor(colour), self._line)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if self._size >= 32 else Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawArc(self._ring, 90 * 16, -round(360 * 16 * part))

    def _spine(self, colour: str) -> None:
        path = QPainterPath(self._at(0.53, 0.27))
        path.cubicTo(self._at(0.28, 0.44), self._at(0.72, 0.56), self._at(0.47, 0.73))
        self._stroke(path, colour, 0.12)

    def _stroke(self, path: QPainterPath, colour: str, width: float) -> None:
        pen = QPen(QColor(colour), max(2.0, self._size * width))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawPath(path)

    def _dot(self) -> None:
        """A dot in the corner, cut out of what is below it so that it stands alone."""
        radius = max(2.5, self._size * 0.15)
        centre = QPointF(self._size - radius, self._size - radius)
        mode = self._painter.compositionMode()
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        self._painter.drawEllipse(centre, radius * 1.4, radius * 1.4)
        self._painter.setCompositionMode(mode)
        self._painter.setBrush(QColor(self._inks.caution))
        self._painter.drawEllipse(centre, radius, radius)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._size, y * self._size)


_DRAW = {
    IconState.RUNNING: _Drawing.running,
    IconState.DUE: _Drawing.due,
    IconState.PAUSED: _Drawing.paused,
    IconState.HELD: _Drawing.held,
    IconState.DONE: _Drawing.done,
    IconState.AWAY: _Drawing.away,
    IconState.UNKNOWN: _Drawing.unknown,
}
