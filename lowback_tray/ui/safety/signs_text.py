"""The warning signs as plain text: three tiers, the emergency one first and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.ui import theme
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from lowback_tray.care.exercise import WarningSigns
    from lowback_tray.ui.widgets.fields import CheckLine

TIERS = ("emergency", "soon", "consult")


class DotLine(Label):
    """One sign, with a dot before it and its later lines indented."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setContentsMargins(theme.px(16), 0, 0, 0)

    def set_text(self, text: str) -> None:
        """Say it."""
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The text and the dot."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(theme.current().muted))
        radius = theme.px(25) / 10
        painter.drawEllipse(QPointF(theme.px(6), self.fontMetrics().height() / 2), radius, radius)


class SignsText(QWidget):
    """All tiers in order, and the closing words, which are always in sight with them."""

    def __init__(self, signs: WarningSigns) -> None:
        super().__init__()
        self._signs = signs
        self._leads = {tier: Label(role="heading") for tier in TIERS}
        self.lines = {tier: [self.make_line(tier) for _ in signs.tiers[tier]] for tier in TIERS}
        self._notes = (Label(role="muted"), Label(role="muted"))
        urgent = self._leads["emergency"]
        urgent.setProperty("role", "notice")
        bold = urgent.font()
        bold.setWeight(QFont.Weight.DemiBold)
        urgent.setFont(bold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for tier in TIERS:
            column.addWidget(self._leads[tier])
            for line in self.lines[tier]:
                column.addWidget(line)
            column.addSpacing(theme.px(8))
        for note in self._notes:
            column.addWidget(note)
        column.addStretch()
        self.retranslate()

    def make_line(self, _tier: str) -> DotLine | CheckLine:
        """The widget for one sign of a tier."""
        return DotLine()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for tier in TIERS:
            self._leads[tier].setText(str(self._signs.lead[tier]))
            for line, sign in zip(self.lines[tier], self._signs.tiers[tier], strict=True):
                line.set_text(str(sign.text))
        for note, text in zip(
            self._notes, (self._signs.lead["always"], self._signs.note), strict=True
        ):
            note.setText(str(text))
