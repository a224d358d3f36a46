"""What the pages have in common: a head, a middle that scrolls if it must, a foot in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.ui import theme
from lowback_tray.ui.widgets.boxes import ScrollArea


class Page(QWidget):
    """A page of the break window.

    Attributes:
        middle: the layout of the part between head and foot.
        area: the same as a thing that scrolls.
    """

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        self.middle = QVBoxLayout(inside)
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.middle.setSpacing(theme.px(6))
        self.area = ScrollArea(inside)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 14)
        self.column.setSpacing(0)
