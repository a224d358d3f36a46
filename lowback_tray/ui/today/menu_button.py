"""A quiet button that opens a menu: what is wanted now and then and need not be in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionButton, QStylePainter

from lowback_tray.ui import mnemonics, theme
from lowback_tray.ui.widgets.buttons import Button, paint_chevron, paint_focus_ring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QPaintEvent

_State = QStyle.StateFlag

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
        return [mnemonics.plain(action.text()) for action in self._menu.actions()]

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Offer these; a menu that already says so, perhaps open, is left alone."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._menu.clear()
        marked = mnemonics.marked([text for text, _, _ in lines])
        for text, (_, value, checked) in zip(marked, lines, strict=True):
            action = self._menu.addAction(text)
            action.setCheckable(checked is not None)
            action.setChecked(bool(checked))
            action.triggered.connect(partial(_send, self.chosen.emit, value))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The text and, apart from it, the arrow."""
        natural = super().sizeHint()
        return QSize(natural.width() + _arrow_room(), natural.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A menu must not outlive the window it belongs to."""
        super().hideEvent(event)
        self._menu.close()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Text and arrow as one, in the middle; a style sheet knows no place for the arrow."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        lit = bool(option.state & (_State.State_MouseOver | _State.State_Sunken))
        ink = theme.current().ink if lit else theme.current().muted
        wide = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - wide - _arrow_room()) / 2
        painter.setPen(theme.colour(ink))
        words = QRectF(left, 0, wide + 1, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        tip = QPointF(left + wide + _arrow_room() - theme.px(4), self.height() / 2 + 1)
        paint_chevron(painter, tip, down=True, colour=ink)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()))


def _arrow_room() -> int:
    """The arrow and the gap before it."""
    return theme.px(16)


def _send(emit: Callable[[object], None], value: object, _checked: bool = False) -> None:
    emit(value)
