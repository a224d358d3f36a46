"""The same figure as a small picture for lists and menus, and as SVG for documents."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.pose import Performance
from lowback_tray.ui.figure import scene
from lowback_tray.ui.figure.colours import FigureColours

_SVG_SIZE = QSize(480, 360)


def thumbnail(
    exercise: Exercise, size: QSize, colours: FigureColours, ratio: float = 1.0
) -> QPixmap:
    """The telling pose of an exercise on a transparent ground.

    Args:
        exercise: whose.
        size: in logical pixels.
        colours: the tokens; `stage` should be what the picture will lie on.
        ratio: physical pixels a logical one (the screen's devicePixelRatio).
    """
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    frame = Performance(exercise, exercise.duration_s).emblem()
    scene.paint(painter, QRectF(0, 0, size.width(), size.height()), frame, colours, exercise)
    painter.end()
    return pixmap


def to_svg(exercise: Exercise, colours: FigureColours, size: QSize = _SVG_SIZE) -> str:
    """The telling pose of an exercise as an SVG document, titled and described in words.

    Args:
        exercise: whose.
        colours: the tokens; the ground stays transparent.
        size: of the view box.
    """
    from PySide6.QtSvg import QSvgGenerator  # only documents need it

    sheet = QBuffer()
    sheet.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(sheet)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(str(exercise.name))
    generator.setDescription(str(exercise.spoken))
    painter = QPainter(generator)
    frame = Performance(exercise, exercise.duration_s).emblem()
    scene.paint(painter, QRectF(0, 0, size.width(), size.height()), frame, colours, exercise)
    painter.end()
    return bytes(sheet.data().data()).decode("utf-8")
