"""One picture: the figure, its furniture and its glow, framed to fill a rectangle."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from lowback_tray.care.bounds import Box
from lowback_tray.care.exercise import Exercise
from lowback_tray.care.pose import Frame
from lowback_tray.ui.figure import front, furniture, glow, side
from lowback_tray.ui.figure.colours import FigureColours, tones
from lowback_tray.ui.figure.pictures import Album
from lowback_tray.ui.figure.sheet import Sheet

# Never closer than this many units to the height of the stage (a standing figure has 100), so
# that the head of somebody on the floor does not fill it.
_CLOSEST = 50.0
_AIR = 0.06  # of the smaller edge, left free around the figure


@dataclass(frozen=True, slots=True)
class Framing:
    """Where the rig lies in a rectangle: pixels a unit, and the pixel of its origin."""

    scale: float
    x: float
    y: float


def framing(rect: QRectF, bounds: Box) -> Framing:
    """The largest view of a box that fits, in the middle."""
    left, low, right, high = bounds
    air = _AIR * min(rect.width(), rect.height())
    wide, tall = rect.width() - 2 * air, rect.height() - 2 * air
    scale = min(wide / (right - left), tall / (high - low), tall / _CLOSEST)
    return Framing(
        scale,
        rect.center().x() - scale * (left + right) / 2,
        rect.center().y() + scale * (low + high) / 2,
    )


def paint(
    painter: QPainter, rect: QRectF, frame: Frame, colours: FigureColours, exercise: Exercise
) -> None:
    """Draw a frame into a rectangle, without the ground of the stage.

    Args:
        painter: any painter; its state is restored.
        rect: where, in the painter's units.
        frame: the moment.
        colours: the tokens.
        exercise: whose frame it is (the region that glows, or the pictures it has instead).
    """
    if exercise.motion.pictures:
        Album(exercise).paint(painter, rect, frame, colours)
        return
    paint_behind(painter, rect, frame, colours)
    body(rect, frame, colours, exercise).paint(painter)


def paint_behind(painter: QPainter, rect: QRectF, frame: Frame, colours: FigureColours) -> None:
    """Draw what does not move: the floor and the furniture."""
    view = framing(rect, frame.bounds)
    margin = 14.0 / view.scale
    left = (rect.left() - view.x) / view.scale + margin
    right = (rect.right() - view.x) / view.scale - margin
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(view.x, view.y)
    painter.scale(view.scale, -view.scale)
    furniture.draw_behind(painter, frame, tones(colours), left, right)
    painter.restore()


def body(
    rect: QRectF,
    frame: Frame,
    colours: FigureColours,
    exercise: Exercise,
    before: Sheet | None = None,
) -> Sheet:
    """The drawing of what moves: the body, the glow and what the hands hold.

    Args:
        rect: where, in the painter's units.
        frame: the moment.
        colours: the tokens.
        exercise: whose frame it is.
        before: a drawing for the same place and colours, to take over what has not moved since.
    """
    view = framing(rect, frame.bounds)
    sheet, palette = Sheet.at(view.scale, view.x, view.y, before), tones(colours)

    def warm() -> None:
        glow.draw(sheet, frame, exercise.region, palette.warm)

    on_top = not glow.behind(exercise.region)
    if not on_top:
        warm()
    furniture.draw_under(sheet, frame, palette)
    way = side if exercise.motion.skeleton == "side" else front
    way.draw(sheet, frame, palette, warm if on_top else _nothing)
    furniture.draw_before(sheet, frame, palette)
    if exercise.dose.type == "breaths" and way is side:
        sheet.stroke(side.belly_line(frame), palette.warm, 0.8)
    return sheet


def _nothing() -> None:
    """The glow is there already."""
