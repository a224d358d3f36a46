"""A small figure, drawn once and kept until the look changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowback_tray.ui import theme
from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.export import thumbnail
from lowback_tray.ui.widgets.boxes import paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from lowback_tray.care.exercise import Exercise


class Drawing:
    """The picture of one exercise at the size last asked for.

    Args:
        exercise: whose.
        owner: who shows it.
    """

    def __init__(self, exercise: Exercise, owner: QWidget) -> None:
        self._exercise = exercise
        self._owner = owner
        self._key: tuple[object, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._pixmap = QPixmap()

    def at(self, size: QSize, ratio: float) -> QPixmap:
        """The picture in the colours in force.

        Args:
            size: logical pixels.
            ratio: physical pixels a logical one.
        """
        key = self._keyed(size, ratio)
        if key != self._key:
            self._key = key
            self._pixmap = thumbnail(self._exercise, size, key[2], ratio)
        return self._pixmap

    def soon(self, size: QSize, ratio: float) -> QPixmap:
        """What there is of it now; the picture follows in the next turn of the events.

        A list paints all its cards in one go, and their figures would hold up its words.
        """
        key = self._keyed(size, ratio)
        if key not in (self._key, self._asked):
            self._asked = key
            QTimer.singleShot(0, self._owner, partial(self._follow, size, ratio))
        return self._pixmap if self._pixmap.deviceIndependentSize() == size else QPixmap()

    def _follow(self, size: QSize, ratio: float) -> None:
        self._asked = ()
        self.at(size, ratio)
        self._owner.update()

    def _keyed(self, size: QSize, ratio: float) -> tuple[QSize, float, FigureColours]:
        return size, ratio, FigureColours.of(theme.current())


class Picture(QWidget):
    """A small figure on the ground of the stage, which is all it shows before `draw`.

    A dozen figures would hold up the first sight of a window for longer than all its words.

    Args:
        exercise: whose.
        width: in pixels at 100 %; the height is three quarters of it.
    """

    def __init__(self, exercise: Exercise, width: int) -> None:
        super().__init__()
        self._width = width
        self._drawing = Drawing(exercise, self)
        self._is_drawn = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Grows with the text."""
        return QSize(theme.px(self._width), theme.px(self._width * 0.75))

    def draw(self) -> None:
        """Show the figure from now on."""
        self._is_drawn = True
        self._pixmap()
        self.update()

    def _pixmap(self) -> QPixmap:
        return self._drawing.at(self.size(), self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ground and figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, QRectF(self.rect()), theme.px(8), theme.current().stage)
        if self._is_drawn:
            painter.drawPixmap(0, 0, self._pixmap())
