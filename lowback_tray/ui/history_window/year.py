"""A year as twelve small months; a dot a day, the larger the more often the person stood.

A day at the desk without standing is a small ring, a day nothing is known about is empty. A
line below the dot says that the back felt heavy, two lines that it hurt. Months come one after
the other, as they are read from the disk, so that the window is there at once. A click on a
month asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.history_window import words
from lowback_tray.ui.history_window.periods import Period
from lowback_tray.ui.status_words import MONTHS
from lowback_tray.ui.today.charts import Chart
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from lowback_tray.ui.history_window.shapes import Day

_CELL, _GAP = 18, 16  # pixels at 100 %: a day, and the room between months
_WEEKS = 6
_FULL = 8  # so many times stood fill the dot
_LINES = {"heavy": 1, "painful": 2}


class Year(Chart):
    """Twelve months.

    Signals:
        opened: the first day of a month that was clicked.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(100)
        tell_as(self, "picture")
        self._year: Period | None = None
        self._today: date | None = None
        self._days: dict[date, Day] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def begin(self, year: Period, today: date) -> None:
        """Show an empty year; its months follow."""
        self._year, self._today, self._days = year, today, {}
        self.setAccessibleName(year.name())
        self.setAccessibleDescription("")
        self.update()

    def add_month(self, days: Sequence[Day], said: str) -> None:
        """Fill in a month; `said` is what a screen reader hears of it, "" for nothing."""
        self._days.update((one.day, one) for one in days)
        if said:
            before = self.accessibleDescription()
            self.setAccessibleDescription(f"{before}; {said}" if before else said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as its rows of months are at this width."""
        return QSize(4 * self._month_wide(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """One month beside the other fits any window."""
        return QSize(self._month_wide(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Fewer months beside each other make more rows."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The rows that this width asks for."""
        return -(-12 // self._across(width)) * self._month_high()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Other rows, another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def words_at(self, place: QPointF) -> str:
        """The day there."""
        month = self._month_at(place)
        for day, cell in self._cells(month) if month is not None else ():
            if cell.contains(place) and day in self._days:
                return words.day(self._days[day])
        return ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the month under the pointer."""
        month = self._month_at(event.position())
        if month is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(month.first)

    # ---- where things are

    def _month_at(self, place: QPointF) -> Period | None:
        months = self._year.months if self._year else ()
        return next((month for month in months if self._place(month).contains(place)), None)

    def _month_wide(self) -> int:
        return theme.px(7 * _CELL + _GAP)

    def _month_high(self) -> int:
        return theme.px(_WEEKS * _CELL + 24 + 10)

    def _across(self, width: int) -> int:
        fits = max(1, width // self._month_wide())
        return max(n for n in (1, 2, 3, 4, 6) if n <= max(1, fits))

    def _place(self, month: Period) -> QRectF:
        across = self._across(self.width())
        row, column = divmod(month.first.month - 1, across)
        wide, high = self.width() / across, float(self._month_high())
        return QRectF(column * wide, row * high, wide, high)

    def _cells(self, month: Period) -> list[tuple[date, QRectF]]:
        place, cell = self._place(month), float(theme.px(_CELL))
        top = place.y() + theme.px(24)
        offset = month.first.weekday()
        found = []
        for n in range(month.length):
            week, weekday = divmod(n + offset, 7)
            box = QRectF(place.x() + weekday * cell, top + week * cell, cell, cell)
            found.append((month.first.replace(day=n + 1), box))
        return found

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.metrics(painter)
        for month in self._year.months if self._year else ():
            place = self._place(month)
            painter.setPen(theme.colour(theme.current().ink))
            name = tr(MONTHS[month.first.month - 1])
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
            for day, cell in self._cells(month):
                self._paint_day(painter, day, cell)

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        look, one = theme.current(), self._days.get(day)
        middle = cell.center() - QPointF(0, cell.height() * 0.08)
        unit = cell.width()
        painter.setPen(Qt.PenStyle.NoPen)
        if one is None or one.empty:
            painter.setBrush(theme.colour(look.line))
            painter.drawEllipse(middle, unit * 0.05, unit * 0.05)
        elif one.summary.stood:
            share = min(1.0, one.summary.stood / _FULL)
            painter.setBrush(theme.colour(look.accent))
            radius = unit * (0.13 + 0.25 * share)
            painter.drawEllipse(middle, radius, radius)
        else:
            painter.setPen(QPen(theme.colour(look.muted), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, unit * 0.13, unit * 0.13)
        if day == self._today:
            painter.setPen(QPen(theme.colour(look.ink), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(1, 0, -1, -1), unit / 5, unit / 5)
        self._paint_feeling(painter, cell, one.feeling if one is not None else None)

    def _paint_feeling(self, painter: QPainter, cell: QRectF, feeling: str | None) -> None:
        painter.setPen(QPen(theme.colour(theme.current().warm_text), max(1.0, cell.width() / 14)))
        half = cell.width() * 0.26
        for n in range(_LINES.get(feeling or "", 0)):
            y = cell.bottom() - cell.height() * (0.06 + 0.11 * n)
            x = cell.center().x()
            painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
