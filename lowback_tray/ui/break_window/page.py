"""What the pages have in common: a body that scrolls only if it must, a foot always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.ui import theme
from lowback_tray.ui.break_window.spread import WAYS, Spread, Way, high, renew
from lowback_tray.ui.layouts import ScrolledPage, SideBySide, grows_down
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.air import Air, Margins
from lowback_tray.ui.widgets.boxes import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from lowback_tray.ui.widgets.buttons import Button
    from lowback_tray.ui.widgets.labels import Label

# Pixels at 100 %. SIDE: where texts begin; controls have their rim outside.
SIDE, TOP, _BOTTOM = 20, 16, 14
INSET = Margins(RING, 0, 0, 0)


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
        inside = ScrolledPage()
        self.body = QVBoxLayout(inside)
        self.air.around(self.body, Margins(SIDE, TOP, SIDE, 0))
        self.body.setSpacing(0)
        self.area = ScrollArea(inside)
        self._spread: Spread | None = None
        self._lead: Callable[[int], int] | None = None
        self._rows: list[QWidget] = []
        self._is_short = False
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
            self._is_short = False
            QTimer.singleShot(0, self, self.settle)  # once the parts have their fonts too

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another size may want its parts to stand another way."""
        super().resizeEvent(event)
        self.settle()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """While hidden nothing was settled."""
        super().showEvent(event)
        self.settle()

    def spread(self, parts: Spread, lead: Callable[[int], int]) -> None:
        """Fill the body.

        Args:
            parts: what stands one way or another.
            lead: the height, at a width, of the first of its words: to be in sight if anything is.
        """
        self._spread, self._lead = parts, lead
        self.body.addWidget(parts, 1)

    def settle(self) -> None:
        """Let the parts stand so that what matters is in sight, in the way most like the usual."""
        if self._spread is None or self._lead is None or not self.isVisible():
            return
        for way in WAYS:
            self._be_short(short=way != "below" and self._spread.has_figure)
            self.take(way)
            self._spread.put(way, self._room())
            if self.fits(way):
                return
        self._be_short(short=True)

    def _be_short(self, *, short: bool) -> None:
        """Where room is scarce the edges above and below are no wider than at 100 %."""
        if short == self._is_short:
            return
        self._is_short = short
        self.air.breathe()
        if short:
            above, below = self.body.contentsMargins(), self._foot.contentsMargins()
            above.setTop(min(above.top(), TOP))
            below.setBottom(min(below.bottom(), _BOTTOM))
            self.body.setContentsMargins(above)
            self._foot.setContentsMargins(below)

    def take(self, way: Way) -> None:
        """What else changes with the way the parts stand."""

    def fits(self, way: Way) -> bool:
        """Whether what matters is in sight as the parts stand now."""
        return self.spare() >= 0

    def spare(self) -> int:
        """Pixels of height that are left over, below 0 for what is missing."""
        assert self._spread is not None, "there is nothing to settle without it"
        assert self._lead is not None, "given with it"
        margins = self.body.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        if self._spread.way != "below":
            width -= self.area.verticalScrollBar().sizeHint().width()  # the rest may need it
        return self._room() - self._spread.need(width, self._lead)

    def _room(self) -> int:
        """The height in sight between the top and the foot."""
        renew(self._low)
        margins = self._foot.contentsMargins()
        width = self.width() - margins.left() - margins.right() - theme.px(RING)
        foot = margins.top() + margins.bottom() + sum(high(row, width) for row in self._rows)
        return self.height() - self.body.contentsMargins().top() - foot

    def add_controls(self, row: QWidget) -> None:
        """Another row of controls at the bottom."""
        self._rows.append(row)
        self._foot.addWidget(row)

    def add_line(self, row: QWidget) -> None:
        """A text with a control above them, which begins where the texts of the body do."""
        self._rows.append(row)
        self._foot.addLayout(self._inset(row))

    def put_instead(self, other: QWidget, *, shown: bool) -> None:
        """Show another widget in place of all of it, or all of it again."""
        if self._whole.indexOf(other) < 0:
            self._whole.addWidget(other, 1)
        self.area.setVisible(not shown)
        self._low.setVisible(not shown)
        other.setVisible(shown)

    def _inset(self, row: QWidget) -> QHBoxLayout:
        """What begins with a text, among controls: in from their rims, in line with the drawn."""
        layout = QHBoxLayout()
        self.air.around(layout, INSET)
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
