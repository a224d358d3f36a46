"""The hours of a day, and under them what its colours and shapes mean: only those that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.history_window.marks import beside
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.today.charts import LONG_MIN, WHAT, HourStrip, paint_block
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from lowback_tray.ui.today.days import Block


class Swatch(QWidget):
    """A piece of the strip: a break is narrow, standing half as high, as they are there."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as a line of small text."""
        return QSize(theme.px(7 if self._what == "break" else 18), theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The piece."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._what == "standing":
            box.setHeight(box.height() / 2)
        paint_block(painter, box, self._what)


class Legend(QWidget):
    """What the pieces of the strip are called."""

    def __init__(self) -> None:
        super().__init__()
        grows_down(self)
        flow = Flow(self, 14)
        self._words = {what: Label(role="muted") for what in WHAT}
        self._pairs = {what: beside(Swatch(what), label) for what, label in self._words.items()}
        for pair in self._pairs.values():
            flow.addWidget(pair)

    def show_kinds(self, kinds: set[str]) -> None:
        """Name these, in the language in force."""
        for what, label in self._words.items():
            text = tr(WHAT[what])
            if what == "long_sitting":
                text = tr("{what} (over {n} min)").format(what=text, n=LONG_MIN)
            label.setText(text)
            self._pairs[what].setVisible(what in kinds)


class DayHours(QWidget):
    """The strip over its legend."""

    def __init__(self) -> None:
        super().__init__()
        grows_down(self)
        self._strip, self._legend = HourStrip(), Legend()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._strip)
        column.addWidget(self._legend)

    def show_blocks(self, blocks: Sequence[Block], name: str) -> None:
        """See `HourStrip.show_blocks`."""
        self._strip.show_blocks(blocks, name)
        self._legend.show_kinds({block.what for block in blocks})
