"""A week or a month as bars, in three lanes over the same days.

    stood up          solid for stood up, pale above it for offered and not taken
    longest sitting   a slim bar a day, against a line at the hour
    the back          a mark of its own shape for each answer

What a day holds is said in words under the pointer and in the accessible description. A click
on a day asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from lowback_tray.i18n import tr
from lowback_tray.ui import day_words, theme
from lowback_tray.ui.history_window import words
from lowback_tray.ui.history_window.marks import paint_mark
from lowback_tray.ui.today.charts import Chart
from lowback_tray.ui.widgets.boxes import paint_box
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from lowback_tray.ui.history_window.shapes import Day

_HOUR_S = 3600.0
_LEAST_TOP = 4  # stand-ups that the upper lane has room for at least
_FEW = 10  # up to so many days have their counts and weekdays written


class Bars(Chart):
    """Some days side by side.

    Signals:
        opened: a day that was clicked.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(270)
        tell_as(self, "picture")
        self._days: tuple[Day, ...] = ()
        self._today: date | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_days(self, days: Sequence[Day], today: date, name: str) -> None:
        """Draw these.

        Args:
            days: oldest first.
            today: is written in full ink; what comes after it has no bars yet.
            name: what a screen reader calls the picture.
        """
        self._days, self._today = tuple(days), today
        self.setAccessibleName(name)
        said = [one for one in self._days if not one.empty]
        self.setAccessibleDescription("; ".join(map(words.day, said)))
        self.update()

    def words_at(self, place: QPointF) -> str:
        """The day there."""
        found = self._day_at(place)
        return "" if found is None else words.day(found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask for the day under the pointer."""
        found = self._day_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(found.day)

    def _day_at(self, place: QPointF) -> Day | None:
        if not self._days:
            return None
        index = int(place.x() / (self.width() / len(self._days)))
        return self._days[min(max(0, index), len(self._days) - 1)]

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The three lanes and the names of the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = float(self.metrics(painter).height())
        gap = float(theme.px(6))
        names = self.height() - line
        feeling = names - gap - line
        sitting_high = float(theme.px(54))
        sitting_foot = feeling - gap - line - gap
        top_foot = sitting_foot - sitting_high - line - 2 * gap
        self._paint_caption(painter, tr("Stood up"), 0.0)
        self._paint_caption(painter, tr("Longest sitting"), sitting_foot - sitting_high - line)
        self._paint_caption(painter, tr("How the back felt"), feeling - line)
        self._paint_stood(painter, line + gap, top_foot)
        self._paint_longest(painter, sitting_foot, sitting_high)
        self._paint_feelings(painter, feeling + line / 2)
        self._paint_names(painter, names, line)

    def _paint_caption(self, painter: QPainter, text: str, top: float) -> None:
        painter.setPen(theme.colour(theme.current().muted))
        box = QRectF(0, top, self.width(), self.metrics(painter).height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)

    def _paint_stood(self, painter: QPainter, top: float, foot: float) -> None:
        few = len(self._days) <= _FEW
        line = float(self.metrics(painter).height()) if few else 0.0
        most = max((max(d.summary.stood, d.summary.offered) for d in self._days), default=0)
        unit = (foot - top - line) / max(_LEAST_TOP, most)
        for index, day in enumerate(self._days):
            self._paint_bar(painter, day, index, foot, unit)
        self._paint_ground(painter, foot)

    def _paint_bar(self, painter: QPainter, day: Day, index: int, foot: float, unit: float) -> None:
        look, summary = theme.current(), day.summary
        column = self._column(index, 30)
        round_ = min(float(theme.px(5)), column.width() / 3)
        painter.setPen(Qt.PenStyle.NoPen)
        top = foot - summary.stood * unit
        if summary.stood:
            painter.setBrush(theme.colour(look.accent))
            box = QRectF(column.x(), top, column.width(), foot - top)
            painter.drawRoundedRect(box, round_, round_)
        left_out = max(0, summary.offered - summary.stood)
        if left_out:
            gap = 2.0 if summary.stood else 0.0
            high = max(1.0, left_out * unit - gap)
            box = QRectF(column.x(), top - gap - high, column.width(), high)
            paint_box(painter, box, round_, look.track)
            top -= gap + high
        if len(self._days) <= _FEW and summary.offered:
            line = self.metrics(painter).height()
            painter.setPen(theme.colour(look.muted))
            above = self._column(index, 1000)
            above.setRect(above.x(), top - line - 2, above.width(), line)
            count = day_words.of(summary.stood, summary.offered)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, count)

    def _paint_longest(self, painter: QPainter, foot: float, high: float) -> None:
        look = theme.current()
        longest = max((day.summary.longest_s for day in self._days), default=0.0)
        unit = high / max(1.5 * _HOUR_S, longest)
        for index, day in enumerate(self._days):
            if not day.summary.longest_s:
                continue
            column = self._column(index, 12)
            top = foot - day.summary.longest_s * unit
            box = QRectF(column.x(), top, column.width(), foot - top)
            fill = look.warm if day.summary.over_60 else look.far
            paint_box(painter, box, column.width() / 3, fill)
        painter.setPen(QPen(theme.colour(look.muted, 0.7), 1, Qt.PenStyle.DashLine))
        level = foot - _HOUR_S * unit
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        painter.setPen(theme.colour(look.muted))
        box = QRectF(0, level - self.metrics(painter).height(), self.width(), 100)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, flags, day_words.length(_HOUR_S))
        self._paint_ground(painter, foot)

    def _paint_feelings(self, painter: QPainter, middle: float) -> None:
        radius = min(theme.px(45) / 10, self.width() / max(1, len(self._days)) / 3)
        for index, day in enumerate(self._days):
            if day.feeling in day_words.FEELINGS:
                x = self._column(index, 1000).center().x()
                paint_mark(painter, QPointF(x, middle), radius, str(day.feeling))

    def _paint_names(self, painter: QPainter, top: float, high: float) -> None:
        look = theme.current()
        for index, day in enumerate(self._days):
            today = day.day == self._today
            painter.setPen(theme.colour(look.ink if today else look.muted))
            box = self._column(index, 1000)
            box.setRect(box.x(), top, box.width(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._name(day, index))

    def _name(self, day: Day, index: int) -> str:
        if len(self._days) <= _FEW:
            return f"{tr(day_words.WEEKDAYS[day.day.weekday()])} {day.day.day}"
        room = self.width() / len(self._days)
        every = 1 if room >= theme.px(18) else 2 if room >= theme.px(9) else 5
        return str(day.day.day) if index % every == 0 else ""

    def _paint_ground(self, painter: QPainter, foot: float) -> None:
        painter.setPen(theme.colour(theme.current().line))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))

    def _column(self, index: int, widest: int) -> QRectF:
        """The room of a day, at most `widest` pixels (at 100 %) around its middle."""
        room = self.width() / len(self._days)
        wide = min(float(theme.px(widest)), room * 0.66) if widest < 1000 else room
        return QRectF(index * room + (room - wide) / 2, 0, wide, self.height())
