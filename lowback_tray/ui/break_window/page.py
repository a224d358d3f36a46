"""What the pages have in common: a body that scrolls only if it must, a foot always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.ui.layouts import SideBySide, grows_down
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.air import Air, Margins
from lowback_tray.ui.widgets.boxes import ScrollArea

if TYPE_CHECKING:
    from lowback_tray.ui.widgets.buttons import Button
    from lowback_tray.ui.widgets.labels import Label

# Pixels at 100 %. SIDE: where texts begin; controls have their rim outside.
SIDE, TOP, _BOTTOM = 20, 16, 14


class Page(QWidget):
    """A page of the break window.

    Attributes:
        body: the layout of everything above the controls.
        area: the same as a thing that scrolls.
        air: its margins and gaps, which grow with the text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.air = Air()
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.air.around(self.body, Margins(SIDE, TOP, SIDE, 0))
        self.body.setSpacing(0)
        self.area = ScrollArea(inside)
        self._foot = QVBoxLayout()
        self.air.around(self._foot, Margins(SIDE, 6, SIDE, _BOTTOM, rim=RING))
        self._foot.setSpacing(0)
        self._low = QWidget()
        self._low.setLayout(self._foot)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.area, 1)
        self._whole.addWidget(self._low)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.air.breathe()

    def gap(self, length: int) -> None:
        """Room in the body after what was added last, in pixels at 100 %."""
        self.air.gap(self.body, length)

    def add_controls(self, row: QWidget) -> None:
        """Another row of controls at the bottom."""
        self._foot.addWidget(row)

    def add_line(self, row: QWidget) -> None:
        """A text with a control above them, which begins where the texts of the body do."""
        self._foot.addLayout(inset(row))

    def put_instead(self, other: QWidget, *, shown: bool) -> None:
        """Show another widget in place of all of it, or all of it again."""
        if self._whole.indexOf(other) < 0:
            self._whole.addWidget(other, 1)
        self.area.setVisible(not shown)
        self._low.setVisible(not shown)
        other.setVisible(shown)


def inset(row: QWidget) -> QHBoxLayout:
    """What begins with a text, among controls: in from their rims, in line with what they draw."""
    layout = QHBoxLayout()
    layout.setContentsMargins(RING, 0, 0, 0)
    layout.addWidget(row)
    return layout


def beside(text: Label, button: Button) -> QWidget:
    """A line with the button that belongs to it."""
    row = QWidget()
    grows_down(row)
    layout = SideBySide(row, gap=8, text=160)
    layout.addWidget(text)
    layout.addWidget(button)
    return row


def show_text(label: Label, text: str) -> None:
    """Only what changed: an equal text would still cost a layout each time."""
    if label.text() != text:
        label.setText(text)
