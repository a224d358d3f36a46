"""A piece of the stage, painted before it is shown.

A processor that has slept between two pictures paints the next one in three times the time that it
takes for one in a row of them (measured). So pictures are painted in rows, and shown by copying.
Only the piece is kept that differs from the picture before, with a little room around it, because
the picture before may also be the one before that, or on the way back the one after.

Each picture has memory of its own, mapped and not taken from the heap: freed there it would stay
with the process, which then waits for an hour (measured: all of 12 MB).
"""

from __future__ import annotations

from mmap import mmap
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPixmap

    from lowback_tray.ui.figure.sheet import Sheet

_ROOM = 4  # pixels to each side; no part moves farther between two pictures, but for the fastest


class Patch:
    """What a piece of the stage looks like.

    Args:
        where: which piece, in the widget's own pixels.
        ground: what lies behind, as large as the stage, in whole pixels of the screen.
        sheet: what is drawn on it.

    Attributes:
        where: which piece, in the widget's own pixels.
        size: bytes of memory.
    """

    __slots__ = ("_at", "_image", "_memory", "size", "where")

    def __init__(self, where: QRect, ground: QPixmap, sheet: Sheet) -> None:
        ratio = ground.devicePixelRatio()
        self.where, self._at, self.size = where, where.topLeft(), size_of(where, ratio)
        wide, high = int(where.width() * ratio), int(where.height() * ratio)
        self._memory = mmap(-1, self.size)
        self._image = QImage(
            memoryview(self._memory), wide, high, 4 * wide, QImage.Format.Format_RGB32
        )
        self._image.setDevicePixelRatio(ratio)
        painter = QPainter(self._image)
        painter.translate(QPoint() - self._at)
        painter.drawPixmap(0, 0, ground)
        sheet.paint(painter, QRectF(where))
        painter.end()

    def covers(self, piece: QRect) -> bool:
        """Whether a piece of the stage is a piece of this one."""
        return self.where.contains(piece)

    def paint(self, painter: QPainter) -> None:
        """Copy it to where it belongs."""
        painter.drawImage(self._at, self._image)


def roomy(piece: QRect, stage: QRect) -> QRect:
    """A piece with room around it, as far as the stage reaches."""
    return piece.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM).intersected(stage)


def size_of(where: QRect, ratio: float) -> int:
    """Bytes that a patch takes on a screen of so many pixels to one of the widget's."""
    return int(where.width() * where.height() * ratio * ratio) * 4
