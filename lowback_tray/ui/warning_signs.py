"""The warning signs as plain text: three tiers, never scored, nothing to tick.

`SignsText` is the text for any page; `SignsWindow` shows it on its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import ScrolledPage
from lowback_tray.ui.widgets.boxes import ButtonRow, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from lowback_tray.care.exercise import WarningSigns

TIERS = ("emergency", "soon", "consult")


class SignsText(QWidget):
    """All tiers in order, the emergency one first and marked."""

    def __init__(self, signs: WarningSigns) -> None:
        super().__init__()
        self._signs = signs
        self._leads = {tier: Label(role="heading") for tier in TIERS}
        self._lines = {tier: [_Line() for _ in signs.tiers[tier]] for tier in TIERS}
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
            for line in self._lines[tier]:
                column.addWidget(line)
            column.addSpacing(theme.px(8))
        for note in self._notes:
            column.addWidget(note)
        column.addStretch()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for tier in TIERS:
            self._leads[tier].setText(str(self._signs.lead[tier]))
            for line, sign in zip(self._lines[tier], self._signs.tiers[tier], strict=True):
                line.setText(str(sign.text))
        for note, text in zip(
            self._notes, (self._signs.lead["always"], self._signs.note), strict=True
        ):
            note.setText(str(text))


class _Line(Label):
    """One sign, with a dot before it and its later lines indented."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(theme.px(16), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The text and the dot."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(theme.current().muted))
        radius = theme.px(25) / 10
        painter.drawEllipse(QPointF(theme.px(6), self.fontMetrics().height() / 2), radius, radius)


class SignsWindow(QWidget):
    """The text in a window of its own; Esc closes it."""

    def __init__(self, signs: WarningSigns) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.text = SignsText(signs)
        self._close = Button("", "outlined")
        self._close.clicked.connect(self.close)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        inside = ScrolledPage()
        box = QVBoxLayout(inside)
        box.setContentsMargins(24, 20, 24, 12)
        box.addWidget(self.text)
        scroll = ScrollArea(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(scroll, 1)
        row = ButtonRow((), (self._close,))
        row.setContentsMargins(20, 0, 20, 0)
        column.addWidget(row)
        self.resize(theme.px(480), theme.px(600))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Warning signs"))
        self._close.set_text(tr("Close"))
        self.text.retranslate()
