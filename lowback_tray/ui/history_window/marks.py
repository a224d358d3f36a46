"""The marks for how the back felt: four shapes, so that no colour is needed to tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.day_words import FEELINGS, Feeling
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def paint_mark(painter: QPainter, middle: QPointF, radius: float, feeling: str) -> None:
    """A ring for light, a disc for okay, a bar for heavy, a triangle for painful."""
    look = theme.current()
    warm = feeling in ("heavy", "painful")
    ink = theme.colour(look.warm_text if warm else look.accent)
    painter.setPen(QPen(ink, max(1.2, radius / 3)))
    painter.setBrush(Qt.BrushStyle.NoBrush if feeling == "light" else ink)
    if feeling == "heavy":
        painter.drawRect(QRectF(middle.x() - radius, middle.y() - radius / 3, 2 * radius, radius))
    elif feeling == "painful":
        up, side = radius, radius * 1.05
        painter.drawPolygon(
            QPolygonF(
                [
                    middle + QPointF(0, -up),
                    middle + QPointF(side, up * 0.8),
                    middle + QPointF(-side, up * 0.8),
                ]
            )
        )
    else:
        painter.drawEllipse(middle, radius, radius)


class Mark(QWidget):
    """One mark by itself."""

    def __init__(self, feeling: str) -> None:
        super().__init__()
        self._feeling = feeling
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as a line of small text."""
        return QSize(theme.px(14), theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(self.rect()).center(), theme.px(45) / 10, self._feeling)


def beside(swatch: QWidget, words: Label) -> QWidget:
    """A sign and what it means, on one line."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(4))
    words.setWordWrap(False)
    row.addWidget(swatch)
    row.addWidget(words)
    return pair


class Legend(QWidget):
    """What the marks mean."""

    def __init__(self) -> None:
        super().__init__()
        grows_down(self)
        flow = Flow(self, 14)
        self._words: dict[Feeling, Label] = {}
        for feeling in FEELINGS:
            words = self._words[feeling] = Label(role="muted")
            flow.addWidget(beside(Mark(feeling), words))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for feeling, words in self._words.items():
            words.setText(tr(FEELINGS[feeling]))
