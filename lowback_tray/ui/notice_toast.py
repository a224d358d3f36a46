"""Our own small toast for a quiet notice, where the desktop has no notification service.

It lies in the corner near the tray, takes no keyboard, and goes away by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window.placing import spot
from lowback_tray.ui.toast import WIDTH
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

SHOWN_MS = 20_000


class NoticeToast(QFrame):
    """One notice at a time; a newer one takes its place."""

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setProperty("ground", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._title = Label(role="heading")
        self._text = Label(role="small")
        self._close = Button("", "text")
        self._close.clicked.connect(self.hide)
        self._gone = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(ButtonRow([], [self._close]))

    def say(self, title: str, text: str) -> None:
        """Show it, quietly."""
        self.setWindowTitle(tr("Lowback Tray"))
        self._title.setText(title)
        self._text.setText(text)
        self._close.set_text(tr("Close"))
        self._take_place()
        self.show()
        self._gone.start()
        announce(self, f"{title}. {text}")

    def _take_place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        layout = self.layout()
        if screen is None or layout is None:  # Today has the same words
            return
        available = screen.availableGeometry()
        wide = min(theme.px(WIDTH), available.width())
        size = QSize(wide, min(layout.totalHeightForWidth(wide), available.height()))
        self.resize(size)
        if not QGuiApplication.platformName().startswith("wayland"):
            self.setGeometry(QRect(spot("corner", size, available, QMargins()), size))
