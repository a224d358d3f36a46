"""What the pages have in common: a body that scrolls only if it must, a foot always in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.ui.widgets.boxes import ScrollArea

_SIDE, _TOP, _BOTTOM = 20, 16, 14


class Page(QWidget):
    """A page of the break window.

    Attributes:
        body: the layout of everything above the controls.
        area: the same as a thing that scrolls.
    """

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(_SIDE, _TOP, _SIDE, 0)
        self.body.setSpacing(0)
        self.area = ScrollArea(inside)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(_SIDE, 6, _SIDE, _BOTTOM)
        self._foot.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(self._foot)

    def add_controls(self, row: QWidget) -> None:
        """Another row of controls at the bottom."""
        self._foot.addWidget(row)
