"""Pictures that somebody gave instead of key poses (docs/packs.md), framed on the stage.

A picture stands where a pose would: a movement fades over to the picture it leads to, a hold
stays with it, and the second side is the first one in a mirror. Files are read when they are
first shown and kept at the size last shown. One that is missing or cannot be read is no fault:
the name of the exercise stands in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageReader, QPainter, QPainterPath

from lowback_tray import paths
from lowback_tray.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from lowback_tray.care.exercise import Exercise
    from lowback_tray.care.pose import Frame
    from lowback_tray.ui.figure.colours import FigureColours

FADE_S = 0.5  # from one picture to the next
_AIR = 0.05  # of the smaller edge, left free around a picture
_ROUND = 0.025  # of the smaller edge, the corners of a picture
# Drawings on a clear ground are mostly dark lines: without paper the dark stage swallows them.
_PAPER = "#FFFFFF"
_LEAST_TEXT = 8  # pixels; smaller letters only blot
_MIDDLE = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter


def seen(frame: Frame) -> tuple[tuple[str, float], ...]:
    """The pictures of a moment, the lowest first, and how opaque each of them is."""
    segment = frame.segment
    if segment.to_pose in (None, segment.from_pose) or frame.share <= 0:
        return ((segment.from_pose, 1.0),)
    assert segment.to_pose is not None, "a hold has only one picture"
    share = frame.share * segment.seconds / min(FADE_S, segment.seconds)
    if share >= 1:
        return ((segment.to_pose, 1.0),)
    return ((segment.from_pose, 1.0), (segment.to_pose, share))


class Album:
    """The pictures of one exercise.

    Args:
        exercise: one whose motion has pictures.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._read: dict[str, tuple[QSize, QImage]] = {}

    def paint(self, painter: QPainter, rect: QRectF, frame: Frame, colours: FigureColours) -> None:
        """Draw a moment into a rectangle, without the ground of the stage.

        Args:
            painter: any painter; its state is restored.
            rect: where, in the painter's units.
            frame: the moment.
            colours: the tokens, for the name where a picture cannot be shown.
        """
        air = _AIR * min(rect.width(), rect.height())
        room = rect.adjusted(air, air, -air, -air)
        ratio = painter.device().devicePixelRatioF()
        size = (room.size() * ratio).toSize()
        pictures = [(self._picture(name, size), share) for name, share in seen(frame)]
        painter.save()
        if any(picture.isNull() for picture, _ in pictures):
            _write(painter, room, str(self._exercise.name), colours)
        else:
            if frame.segment.side and self._exercise.motion.side_change != "none":
                _mirror(painter, room)
            for picture, share in pictures:
                painter.setOpacity(share)
                _draw(painter, room, picture)
        painter.restore()

    def close(self) -> None:
        """Give the pictures back to the memory; the next look reads them again."""
        self._read.clear()

    def _picture(self, name: str, size: QSize) -> QImage:
        """The picture as large as fits into a size in pixels; null where there is none."""
        known = self._read.get(name)
        if known is None or known[0] != size:
            known = self._read[name] = (size, _load(name, size))
        return known[1]


def _load(name: str, room: QSize) -> QImage:
    reader = QImageReader(str(paths.packs() / name))
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isEmpty():
        return QImage()
    turned = QImageIOHandler.Transformation.TransformationRotate90
    upright = not reader.transformation() & turned  # a camera held sideways says so
    box = room if upright else room.transposed()
    reader.setScaledSize(natural.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _mirror(painter: QPainter, room: QRectF) -> None:
    painter.translate(2 * room.center().x(), 0)
    painter.scale(-1, 1)


def _draw(painter: QPainter, room: QRectF, picture: QImage) -> None:
    """One picture in the middle, with round corners."""
    size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(room.center())
    corner = _ROUND * min(room.width(), room.height())
    frame = QPainterPath()
    frame.addRoundedRect(place, corner, corner)
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.setClipPath(frame)
    if picture.hasAlphaChannel():
        painter.fillPath(frame, QColor(_PAPER))
    painter.drawImage(place, picture)
    painter.restore()


def _write(painter: QPainter, room: QRectF, text: str, colours: FigureColours) -> None:
    """The name in letters of the size that fits."""
    painter.setPen(QColor(colours.muted))
    painter.setFont(_fitting(painter, room.toRect(), text))
    painter.drawText(room, int(_MIDDLE), text)


def _fitting(painter: QPainter, room: QRect, text: str) -> QFont:
    font = theme.font()
    while True:
        painter.setFont(font)
        need = painter.fontMetrics().boundingRect(room, int(_MIDDLE), text)
        if room.contains(need) or font.pixelSize() <= _LEAST_TEXT:
            return font
        font.setPixelSize(font.pixelSize() - 1)
