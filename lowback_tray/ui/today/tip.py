"""A tip for the days when it applies: read it, put it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.widgets.boxes import ButtonRow, Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.care.exercise import Note


class TipCard(Card):
    """Hidden until a tip is shown and after it was put away."""

    def __init__(self) -> None:
        super().__init__()
        self._tip: Note | None = None
        self._on_close: Callable[[], None] | None = None
        self._title = Label(role="heading")
        self._text = Label()
        self._close = Button("", "link")
        self._close.clicked.connect(self._put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 16, 20, 10)))
        column.setSpacing(theme.px(6))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(ButtonRow((), (self._close,)))
        self.retranslate()
        self.hide()

    def show_tip(self, tip: Note, on_close: Callable[[], None]) -> None:
        """Show a tip; `on_close` is called when the person puts it away."""
        self._tip, self._on_close = tip, on_close
        self.retranslate()
        self.show()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        if self._tip is not None:
            self._title.setText(str(self._tip.title))
            self._text.setText(str(self._tip.text))
        self._close.set_text(tr("Got it"))

    def _put_away(self) -> None:
        self.hide()
        if self._on_close is not None:
            self._on_close()
