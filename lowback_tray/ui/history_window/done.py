"""What was done: how long for each point, how long on each side. A bar a line, all to one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.history_window import words
from lowback_tray.ui.widgets.boxes import Card, paint_box
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from lowback_tray.ui.history_window.shapes import Done

_POINTS = {
    "pelvis_posture": mark("Pelvis and posture"),
    "hip_mobility": mark("Hips"),
    "back_belly_balance": mark("Belly and back"),
}


class Line(QWidget):
    """A name, a bar, an amount."""

    def __init__(self) -> None:
        super().__init__()
        tell_as(self, "text")
        self._name, self._amount, self._share = "", "", 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_amount(self, name: str, seconds: float, most: float) -> None:
        """Show an amount against the most of all lines."""
        self._name, self._amount = name, words.amount(seconds)
        self._share = seconds / most if most else 0.0
        self.setAccessibleName(f"{name}: {self._amount}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Two lines: the words, and the bar under them."""
        return QSize(theme.px(240), self.fontMetrics().height() + theme.px(14))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow is fine."""
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The words, and the bar on its ground."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        text = QRectF(self.rect())
        painter.setPen(theme.colour(look.ink))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft, self._name)
        painter.setPen(theme.colour(look.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight, self._amount)
        high = float(theme.px(6))
        ground = QRectF(0, self.height() - high - 2, self.width(), high)
        paint_box(painter, ground, high / 2, look.stage)
        if self._share:
            ground.setWidth(max(high, self._share * self.width()))
            painter.setBrush(theme.colour(look.accent))
            painter.drawRoundedRect(ground, high / 2, high / 2)


class DoneCard(Card):
    """What was done in the period."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(role="heading")
        self._lines = {point: Line() for point in _POINTS}
        self._sides = Label(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 18, 20, 18)))
        column.setSpacing(theme.px(8))
        for widget in (self._title, *self._lines.values(), self._sides):
            column.addWidget(widget)

    def show_done(self, points: Mapping[str, float], done: Mapping[str, Done]) -> None:
        """Show it; nothing at all hides the card."""
        self._title.setText(tr("What you did"))
        most = max(points.values(), default=0.0)
        self.setVisible(bool(most))
        for point, line in self._lines.items():
            line.show_amount(tr(_POINTS[point]), points.get(point, 0.0), most)
        said = words.sides(done.values())
        self._sides.setText(said)
        self._sides.setVisible(bool(said))
