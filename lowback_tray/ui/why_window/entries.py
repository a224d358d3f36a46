"""One decision in a few lines; a day of them on a card.

The mark before it says the kind by its form and by a word for those who listen: a ring for what
was asked, two bars for what was kept quiet, a tick for a break.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import SideBySide
from lowback_tray.ui.why_window.decisions import GROUPS
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from lowback_tray.ui.why_window.decisions import Decision


class KindMark(QWidget):
    """Time and kind of a decision."""

    def __init__(self, time: str, group: str) -> None:
        super().__init__()
        tell_as(self, "text")
        self._time, self._group = time, group
        self.setAccessibleName(f"{time}, {tr(GROUPS[group])}")
        self.setToolTip(tr(GROUPS[group]))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The time, and the mark beside it."""
        return QSize(theme.px(76), theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Figures and form."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(look.muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), flags, self._time)
        colours = {"prompts": look.warm, "quiet": look.muted, "breaks": look.accent}
        pen = QPen(theme.colour(colours[self._group]), theme.px(20) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle = QPointF(self.width() - theme.px(20), self.height() / 2)
        self._draw_form(painter, middle, theme.px(60) / 10)

    def _draw_form(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        if self._group == "prompts":
            painter.drawEllipse(middle, radius, radius)
        elif self._group == "quiet":
            for side in (-0.45, 0.45):
                foot = middle + QPointF(side * radius, radius * 0.8)
                painter.drawLine(foot, foot - QPointF(0, radius * 1.6))
        else:
            points = ((-0.9, 0.05), (-0.25, 0.7), (0.95, -0.7))
            painter.drawPolyline([middle + QPointF(x, y) * radius for x, y in points])


class Entry(QWidget):
    """What was decided, why, what follows, and a way to the setting.

    Args:
        decision: which.
        setting_name: what a setting is called, by its key.
        open_setting: opens the settings at a key.
    """

    def __init__(
        self,
        decision: Decision,
        setting_name: Callable[[str], str],
        open_setting: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.first = False  # no line above the first one of a card
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(2))
        lines.addWidget(Label(decision.what))
        lines.addWidget(Label(f"{decision.why} → {decision.then}", "muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*map(theme.px, (20, 10, 12, 10)))
        row.setSpacing(theme.px(4))
        mark = KindMark(f"{decision.at:%H:%M}", decision.group)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        if decision.setting is None:
            row.addWidget(words, 1)
            return
        name = tr("Setting: {name}").format(name=setting_name(decision.setting))
        lines.addWidget(Label(name, "muted"))
        both = SideBySide(gap=4)
        both.addWidget(words)
        both.addWidget(_way(decision.setting, name, open_setting))
        row.addLayout(both, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The line between two of them."""
        if not self.first:
            painter = QPainter(self)
            painter.setPen(theme.colour(theme.current().line))
            line = QRectF(self.rect()).adjusted(theme.px(20), 0, -theme.px(20), 0)
            painter.drawLine(line.topLeft(), line.topRight())


def _way(key: str, name: str, open_setting: Callable[[str], None]) -> Button:
    button = Button("", "link")
    button.set_text(tr("Change"), name)
    button.setToolTip(name)
    button.clicked.connect(partial(_open, open_setting, key))
    return button


def _open(open_setting: Callable[[str], None], key: str, _checked: bool = False) -> None:
    open_setting(key)


class DayCard(QWidget):
    """The decisions of one day under its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        card = Card()
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(1, theme.px(6), 1, theme.px(6))
        self._inside.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(name, "heading"))
        column.addWidget(card)

    def add(self, entries: Sequence[Entry]) -> None:
        """More of them, below the others: laid out together and not one by one."""
        entries[0].first = self._inside.count() == 0
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for entry in entries:
            column.addWidget(entry)
        self._inside.addWidget(block)
        block.show()
