"""A small card in the corner near the tray that can never take the keyboard.

A plain rectangle with a hairline: rounded corners would be black ones without a compositor.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame

from lowback_tray.ui import screens, theme
from lowback_tray.ui.break_window.placing import spot
from lowback_tray.ui.screens import Monitor
from lowback_tray.ui.widgets.air import Air
from lowback_tray.ui.widgets.fade import Fade

_NO_FRAME = QMargins()


class CornerCard(QFrame):
    """The window; what is in it has to bring a layout.

    Attributes:
        air: its margins and gaps, which grow with the text.
        WIDTH: in pixels at 100 %.
    """

    WIDTH = 380

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
        self.air = Air()
        self._fade = Fade(self)
        screens.watch().changed.connect(self._on_screens_changed)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Another text size: more air, and what has grown with it still fits."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.air.breathe()
            QTimer.singleShot(0, self, self._stay_fitting)

    def appear(self) -> None:
        """Show it in the corner of the screen with the pointer; what it says comes gently."""
        self.take_place()
        seen_already = self.isVisible()
        self.show()
        if not seen_already:
            self._fade.come()

    def take_place(self, home: Monitor | None = None) -> None:
        """Lie in the corner, as high as what is in it.

        Args:
            home: the screen; the one with the pointer if not given.
        """
        home = home or screens.chosen()
        if home is None:  # nothing to show it on; the tray's menu has the same answers
            return
        free = home.available
        layout = self.layout()
        assert layout is not None, "laid out in the constructor"
        wide = min(theme.px(self.WIDTH), free.width())
        size = QSize(wide, min(layout.totalHeightForWidth(wide), free.height()))
        self.resize(size)
        if screens.can_place():
            corner = screens.tray_corner(home)
            self.setGeometry(QRect(spot("corner", size, free, _NO_FRAME, corner), size))

    def _stay_fitting(self) -> None:
        if self.isVisible():
            self.take_place(screens.nearest(self.geometry(), screens.monitors()))

    def _on_screens_changed(self) -> None:
        if self.isVisible() and not screens.in_reach(self.geometry(), screens.monitors()):
            self.take_place()
