"""A finding in a row. Its state is a form and a word, and a colour only besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.diagnostics_window.finding import STATES
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from lowback_tray.ui.diagnostics_window.finding import Finding, State


class StateMark(QWidget):
    """A tick, an exclamation mark, a cross or a bar in a ring."""

    def __init__(self, state: State) -> None:
        super().__init__()
        tell_as(self, "picture")
        self._state = state
        self.setAccessibleName(tr(STATES[state]))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as a line of text."""
        return QSize(theme.px(24), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ring and form."""
        look = theme.current()
        colours = {
            "works": look.accent, "limited": look.caution_text, "missing": look.warm_text,
            "off": look.muted,
        }  # fmt: skip
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(colours[self._state]), theme.px(18) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle, radius = QRectF(self.rect()).center(), theme.px(80) / 10
        painter.drawEllipse(middle, radius, radius)
        for line in _FORMS[self._state]:
            painter.drawPolyline([middle + QPointF(x, y) * radius for x, y in line])


_FORMS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "works": (((-0.45, 0.05), (-0.1, 0.38), (0.48, -0.35)),),
    "limited": (((0, -0.5), (0, 0.12)), ((0, 0.47), (0, 0.5))),
    "missing": (((-0.36, -0.36), (0.36, 0.36)), ((-0.36, 0.36), (0.36, -0.36))),
    "off": (((-0.45, 0), (0.45, 0)),),
}


class FindingRow(QWidget):
    """Mark, name and state, what is so, what to do."""

    def __init__(self, finding: Finding, *, first: bool) -> None:
        super().__init__()
        self._first = first
        self.name = Label(f"{finding.name} · {tr(STATES[finding.state])}")
        self.said = Label(finding.said, "muted")
        for label in (self.name, self.said):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.name)
        words.addWidget(self.said)
        if finding.remedy:
            words.addWidget(Label(finding.remedy, "caution"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*map(theme.px, (20, 10, 20, 10)))
        row.setSpacing(theme.px(12))
        row.addWidget(StateMark(finding.state), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The line between two of them."""
        if not self._first:
            painter = QPainter(self)
            painter.setPen(theme.colour(theme.current().line))
            painter.drawLine(theme.px(20), 0, self.width() - theme.px(20), 0)
