"""On Today after stand-ups declined in a row: what would suit better?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import notice_words, theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.engine.status import Status


class ChangeCard(Card):
    """The question with its answers; hidden while nothing is asked.

    Args:
        command: gives a command of the program's table: name, arguments.
    """

    def __init__(self, command: Callable[[str, tuple[str, ...]], None]) -> None:
        super().__init__()
        self._command = command
        self._title = Label(role="heading")
        self._text = Label()
        self._buttons = {name: Button() for name in ("longer", "pause", "times", "nothing")}
        row = QWidget()
        grows_down(row)
        flow = Flow(row, 0)
        for name, button in self._buttons.items():
            button.clicked.connect(partial(self._give, name))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 16, 20, 14)))
        column.setSpacing(theme.px(8))
        for widget in (self._title, self._text, row):
            column.addWidget(widget)
        self.hide()

    def show_status(self, status: Status) -> None:
        """Ask while it is asked."""
        self._title.setText(notice_words.change_title())
        self._text.setText(tr("The last stand-ups were not taken. That is no fault of yours."))
        offered = {item.args[0]: item.label for item in notice_words.change_answers(status)}
        for name, button in self._buttons.items():
            button.set_text(offered.get(name, ""))
            button.setVisible(name in offered)
        self.setVisible(status.asks_change)

    def _give(self, name: str, _checked: bool = False) -> None:
        self._command("change", (name,))
