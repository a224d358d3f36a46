"""The letters beside the buttons, drawn over a window while Alt is held; nothing else moves.

A letter hangs on the upper left corner of its button, half outside, so that the word inside it,
also of one without an edge, stays readable.

What is kept are the places of the buttons, not the buttons: a window may delete a button while the
letters are drawn, and an error in the midst of painting would end the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from lowback_tray.ui import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton


_LEFT, _UP = 4, 6  # pixels at 100 % that a letter is off the corner of a button with its rim


class Tips(QWidget):
    """Fills its window, and is in nobody's way.

    Args:
        window: over which it lies.
        keys: a letter for each button.
    """

    def __init__(self, window: QWidget, keys: Mapping[str, QAbstractButton]) -> None:
        super().__init__(window)
        self._caps = {
            key: (button.mapTo(window, QPoint()), button.accessibleName())
            for key, button in keys.items()
        }
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    @property
    def shown(self) -> dict[str, str]:
        """What stands where: a letter, and the button beside which it is."""
        return {key: name for key, (_corner, name) in self._caps.items()}

    def boxes(self) -> dict[str, QRectF]:
        """Where each letter is drawn: never beyond the window."""
        left, up = theme.px(_LEFT), theme.px(_UP)
        return {
            key: QRectF(
                max(0, corner.x() - left), max(0, corner.y() - up), cap_width(key), cap_height()
            )
            for key, (corner, _name) in self._caps.items()
        }

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """A small cap over the upper left corner of each button."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key, box in self.boxes().items():
            paint_cap(painter, box, key)


def cap_height() -> int:
    """How high a key cap is."""
    return theme.px(18)


def cap_width(text: str) -> int:
    """How wide the cap of a key is; at least as wide as high."""
    wide = QFontMetrics(theme.font("small")).horizontalAdvance(text) + theme.px(8)
    return max(cap_height(), wide)


def paint_cap(painter: QPainter, box: QRectF, text: str) -> None:
    """A key as it is on a keyboard."""
    look = theme.current()
    painter.setPen(QPen(theme.colour(look.accent), 1))
    painter.setBrush(theme.colour(look.accent_soft))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour(look.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
