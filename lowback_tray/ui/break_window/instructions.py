"""The line to read now and, quieter, the one after it; as high as the longest pair needs.

A fixed height keeps the stage still: a line that wraps must not make the figure jump.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowback_tray.ui import phrases, theme
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 2
_USUAL_WIDTH = 404
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Instructions(QWidget):
    """Two lines out of several."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._number = 0
        self.now = Label(role="heading")
        self.then = Label(role="muted")
        for label in (self.now, self.then):
            label.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_lines(self, lines: Sequence[str]) -> None:
        """All lines, in order; the first is the one to read, unless they stand there already."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._number = -1
        self.show_line(0)
        self.updateGeometry()

    def show_line(self, number: int) -> None:
        """Read this one now."""
        if number == self._number:
            return
        self._number = number
        self.now.setText("".join(self._lines[number : number + 1]))
        self.then.setText("".join(self._lines[number + 1 : number + 2]))
        self._arrange()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Room for the longest line with the one after it."""
        pairs = zip_longest(self._lines, self._lines[1:], fillvalue="")
        return max((self._high(now, then, width) for now, then in pairs), default=0)

    def lead_height(self, width: int) -> int:
        """Room for the longest line alone."""
        return max((_height(self.now, line, width) for line in self._lines), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """At a usual width; the layout asks for the height at the real one."""
        width = theme.px(_USUAL_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Any width down to a few words."""
        return QSize(theme.px(120), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The lines follow."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another text size needs another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _high(self, now: str, then: str, width: int) -> int:
        return _height(self.now, now, width) + _GAP + _height(self.then, then, width)

    def _arrange(self) -> None:
        high = _height(self.now, self.now.text(), self.width())
        low = _height(self.then, self.then.text(), self.width())
        self.now.setGeometry(0, 0, self.width(), high)
        self.then.setGeometry(0, high + _GAP, self.width(), low)


def _height(label: Label, text: str, width: int) -> int:
    if not text:
        return 0
    label.ensurePolished()
    metrics = label.fontMetrics()
    room = QRect(0, 0, max(1, width), 9999)
    shown = phrases.fitted(text, metrics, room.width())  # as a label wraps
    return metrics.boundingRect(room, _WRAP, shown).height() + 1
