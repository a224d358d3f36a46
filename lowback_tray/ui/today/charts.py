"""The day as a strip and the week as bars, drawn small and quiet.

Both say the same in words: as a tool tip under the pointer and as the accessible description.
Nothing is shown by colour alone: breaks are narrow and tall, standing fills the upper half, a
long sitting is a long block with its length in the tool tip, what was offered but not taken
stands apart above the bar.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lowback_tray.engine.spans import span
from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui import theme
from lowback_tray.ui.day_words import WEEKDAYS
from lowback_tray.ui.widgets.boxes import paint_box
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from lowback_tray.ui.today.days import Block, Day

_SHOWN_H = 4  # the strip spans at least this many hours
WHAT = {
    "sitting": mark("Sitting"),
    "long_sitting": mark("Long sitting"),
    "standing": mark("On your feet"),
    "break": mark("Break"),
    "away": mark("Away"),
}
"""The parts of a day by id, messages for `tr`."""

LONG_MIN = 65
"""A sitting is long from here on: `history.stats` paints by it."""


class Chart(QWidget):
    """A drawing whose parts have words."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide; the height grows with the text."""
        return QSize(theme.px(320), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow is fine."""
        return QSize(theme.px(120), theme.px(self._height))

    def event(self, event: QEvent) -> bool:
        """Words for what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def words_at(self, place: QPointF) -> str:
        """What is drawn there, in words; empty where nothing is."""
        raise NotImplementedError

    def metrics(self, painter: QPainter) -> QFontMetrics:
        """Set the small font and measure it."""
        font = theme.font("small")
        font.setPixelSize(theme.px(12))
        painter.setFont(font)
        return QFontMetrics(font)


class HourStrip(Chart):
    """The hours of one day: sitting, breaks, absence."""

    def __init__(self) -> None:
        super().__init__(54)
        tell_as(self, "picture")
        self._blocks: tuple[Block, ...] = ()
        self._start = self._end = datetime(2000, 1, 1, tzinfo=UTC)

    def show_blocks(self, blocks: Sequence[Block], name: str = "") -> None:
        """Draw these, from the full hour before the first to the full hour after the last.

        Args:
            blocks: the day in order.
            name: what the strip is called for a screen reader; the hours of today without it.
        """
        self._blocks = tuple(block for block in blocks if block.what != "off")
        if self._blocks:
            self._start = self._blocks[0].start.replace(minute=0, second=0, microsecond=0)
            last = self._blocks[-1].end
            hours = max(_SHOWN_H, -(-int((last - self._start).total_seconds()) // 3600))
            self._end = self._start + timedelta(hours=hours)
        self.setAccessibleName(name or tr("The hours of today"))
        self.setAccessibleDescription("; ".join(map(_block_words, self._blocks)))
        self.update()

    def words_at(self, place: QPointF) -> str:
        """The block there."""
        for block in reversed(self._blocks):
            if self._box(block).contains(place):
                return _block_words(block)
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Blocks, breaks on top, hours below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(0, theme.px(2), self.width(), theme.px(26))
        paint_box(painter, ground, theme.px(4), theme.current().stage)
        for block in sorted(self._blocks, key=lambda one: one.what == "break"):
            paint_block(painter, self._box(block), block.what)
        if self._blocks:
            self._paint_hours(painter)

    def _paint_hours(self, painter: QPainter) -> None:
        high = self.metrics(painter).height()
        painter.setPen(theme.colour(theme.current().muted))
        hours = round((self._end - self._start).total_seconds() / 3600)
        step = max(1, -(-hours // max(2, self.width() // theme.px(64))))
        for hour in range(0, hours + 1, step):
            at = self._start + timedelta(hours=hour)
            x = self._x(at)
            wide = float(theme.px(56))
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            flag = Qt.AlignmentFlag.AlignHCenter
            if x < wide / 2:
                flag = Qt.AlignmentFlag.AlignLeft
            elif x > self.width() - wide / 2:
                flag = Qt.AlignmentFlag.AlignRight
            painter.drawText(
                QRectF(left, self.height() - high, wide, high), flag, f"{at.hour}:{at.minute:02}"
            )

    def _box(self, block: Block) -> QRectF:
        top, high = float(theme.px(2)), float(theme.px(26))
        left, right = self._x(block.start), self._x(block.end)
        if block.what == "break":
            least = float(theme.px(7))
            middle = (left + right) / 2
            left = min(max(0.0, middle - least / 2), self.width() - least)
            right = max(left + least, right)
            return QRectF(left, top - 2, right - left, high + 4)
        if block.what == "standing":
            high /= 2
        gap = min(1.0, (right - left) / 4)
        return QRectF(left + gap, top, max(1.5, right - left - 2 * gap), high)

    def _x(self, at: datetime) -> float:
        share = (at - self._start) / (self._end - self._start)
        return min(1.0, max(0.0, share)) * self.width()


def paint_block(painter: QPainter, box: QRectF, what: str) -> None:
    """A part of the strip; in high contrast being away is hatched, not told by its grey alone."""
    look, round_ = theme.current(), min(float(theme.px(4)), box.width() / 2)
    hatched = what == "away" and look.high
    paint_box(painter, box, round_, look.surface if hatched else _block_colour(what))
    if hatched:
        painter.setBrush(QBrush(theme.colour(look.line), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, round_, round_)


def _block_colour(what: str) -> str:
    look = theme.current()
    colours = {
        "sitting": look.accent_soft,
        "long_sitting": look.warm,
        "standing": look.accent,
        "break": look.accent,
        "away": look.track,
    }
    return colours[what]


def _block_words(block: Block) -> str:
    return tr("{what}, {start} to {end}, {span}").format(
        what=tr(WHAT[block.what]),
        start=f"{block.start:%H:%M}",
        end=f"{block.end:%H:%M}",
        span=span((block.end - block.start).total_seconds()),
    )


class WeekBars(Chart):
    """A bar a day: solid for stood up, pale above it for offered and not taken."""

    def __init__(self) -> None:
        super().__init__(128)
        tell_as(self, "picture")
        self._days: tuple[Day, ...] = ()

    def show_days(self, days: Sequence[Day]) -> None:
        """Draw these, the last one being today."""
        self._days = tuple(days)
        self.setAccessibleName(tr("The last seven days"))
        self.setAccessibleDescription("; ".join(map(_day_words, self._days)))
        self.update()

    def words_at(self, place: QPointF) -> str:
        """The day there."""
        if not self._days:
            return ""
        index = int(place.x() / (self.width() / len(self._days)))
        return _day_words(self._days[min(max(0, index), len(self._days) - 1)])

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The bars with their counts and days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((max(day.stood, day.offered) for day in self._days), default=0)
        line = float(self.metrics(painter).height())
        room = self.height() - 2 * line - theme.px(8)
        for index, day in enumerate(self._days):
            column = self._column(index)
            unit = room / max(4, most)
            self._paint_bar(painter, day, column, room + line, unit)
            painter.setPen(theme.colour(self._ink(index)))
            below = QRectF(column.x(), self.height() - line, column.width(), line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, tr(WEEKDAYS[day.day.weekday()]))

    def _paint_bar(
        self, painter: QPainter, day: Day, column: QRectF, ground: float, unit: float
    ) -> None:
        look = theme.current()
        wide = min(float(theme.px(30)), column.width() * 0.66)
        left = column.center().x() - wide / 2
        round_ = float(theme.px(5))
        painter.setPen(Qt.PenStyle.NoPen)
        top = ground
        if day.stood:
            top = ground - day.stood * unit
            painter.setBrush(theme.colour(look.accent))
            painter.drawRoundedRect(QRectF(left, top, wide, ground - top), round_, round_)
        missed = max(0, day.offered - day.stood)
        if missed:
            gap = 2.0 if day.stood else 0.0
            high = missed * unit - gap
            paint_box(painter, QRectF(left, top - gap - high, wide, high), round_, look.track)
            top -= gap + high
        if top == ground:
            painter.setBrush(theme.colour(look.line if look.high else look.track))
            painter.drawRect(QRectF(left, ground - 1, wide, 1))
            return
        line = self.metrics(painter).height()
        painter.setPen(theme.colour(look.muted))
        above = QRectF(column.x(), top - line - theme.px(2), column.width(), line)
        count = f"{day.stood} / {day.offered}" if missed else str(day.stood)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, count)

    def _column(self, index: int) -> QRectF:
        wide = self.width() / len(self._days)
        return QRectF(index * wide, 0, wide, self.height())

    def _ink(self, index: int) -> str:
        look = theme.current()
        return look.ink if index == len(self._days) - 1 else look.muted


def _day_words(day: Day) -> str:
    name = tr(WEEKDAYS[day.day.weekday()])
    stood = ntr("stood up {n} time", "stood up {n} times", day.stood)
    offered = ntr("{n} reminder", "{n} reminders", day.offered)
    return tr("{day}: {stood}, {offered}").format(day=name, stood=stood, offered=offered)
