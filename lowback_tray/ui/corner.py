"""A small card in the corner near the tray that can never take the keyboard.

A plain rectangle with a hairline: rounded corners would be black ones without a compositor.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame

from lowback_tray.ui import theme
from lowback_tray.ui.break_window.placing import spot

WIDTH = 380
_NO_FRAME = QMargins()


class CornerCard(QFrame):
    """The window; what is in it has to bring a layout."""

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

    def appear(self) -> None:
        """Show it in the corner of the screen with the pointer."""
        self.take_place()
        self.show()

    def take_place(self) -> None:
        """Lie in the corner, as high as what is in it."""
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        if screen is None:  # nothing to show it on; the tray's menu has the same answers
            return
        available = screen.availableGeometry()
        layout = self.layout()
        assert layout is not None, "laid out in the constructor"
        wide = min(theme.px(WIDTH), available.width())
        size = QSize(wide, min(layout.totalHeightForWidth(wide), available.height()))
        self.resize(size)
        if not QGuiApplication.platformName().startswith("wayland"):
            self.setGeometry(QRect(spot("corner", size, available, _NO_FRAME), size))
