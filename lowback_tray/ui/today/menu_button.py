"""A quiet button that opens a menu: what is wanted now and then and need not be in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu

from lowback_tray.ui import theme
from lowback_tray.ui.widgets.buttons import Button, paint_chevron

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent

Line = tuple[str, object, bool | None]
"""A line of the menu: what it says, what choosing it gives, its check mark (None: plain)."""


class MenuButton(Button):
    """A text with an arrow behind it.

    Signals:
        chosen: the value of the line that was chosen.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("", "text")
        self._lines: tuple[Line, ...] = ()
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def menu_lines(self) -> list[str]:
        """What the menu says."""
        return [action.text() for action in self._menu.actions()]

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Offer these; a menu that already says so, perhaps open, is left alone."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._menu.clear()
        for text, value, checked in lines:
            action = self._menu.addAction(text.replace("&", "&&"))
            action.setCheckable(checked is not None)
            action.setChecked(bool(checked))
            action.triggered.connect(partial(_send, self.chosen.emit, value))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The text and the arrow."""
        natural = super().sizeHint()
        return QSize(natural.width() + theme.px(18), natural.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A menu must not outlive the window it belongs to."""
        super().hideEvent(event)
        self._menu.close()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The button and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        middle = QPointF(self.width() - theme.px(14), self.height() / 2)
        paint_chevron(painter, middle, down=True, colour=theme.current().muted)


def _send(emit: Callable[[object], None], value: object, _checked: bool = False) -> None:
    emit(value)
