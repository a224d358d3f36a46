"""Our own small toast for a quiet notice, where the desktop has no notification service.

It lies in the corner near the tray, takes no keyboard, and goes away by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui.corner import CornerCard
from lowback_tray.ui.widgets.air import Margins
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

SHOWN_MS = 20_000


class NoticeToast(CornerCard):
    """One notice at a time; a newer one takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(role="heading")
        self._text = Label(role="small")
        self._close = Button("", "text")
        self._close.clicked.connect(self.hide)
        self._gone = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        column = QVBoxLayout(self)
        self.air.around(column, Margins(16, 14, 16, 8))
        self.air.between(column, 6)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(ButtonRow([], [self._close]))

    def say(self, title: str, text: str) -> None:
        """Show it, quietly."""
        self.setWindowTitle(tr("Lowback Tray"))
        self._title.setText(title)
        self._text.setText(text)
        self._close.set_text(tr("Close"))
        self.appear()
        self._gone.start()
        announce(self, f"{title}. {text}")
