"""What a person sees of the history window and does there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lowback_tray.ui.history_window.bars import Bars
from lowback_tray.ui.history_window.done import Line
from lowback_tray.ui.history_window.hours import Legend
from lowback_tray.ui.history_window.periods import Kind
from lowback_tray.ui.history_window.shapes import Past
from lowback_tray.ui.history_window.window import HistoryWindow
from lowback_tray.ui.history_window.year import Year
from lowback_tray.ui.today.charts import HourStrip
from lowback_tray.ui.today.day_card import Number
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from tests.ui.probes_b.widgets import WindowProbe, pump


class HistoryProbe(WindowProbe):
    """One history window, open."""

    def __init__(self, past: Past, kind: Kind = "day") -> None:
        self.heard: list[str] = []
        self.window: HistoryWindow = HistoryWindow(
            past, kind, lambda _widget, text: self.heard.append(text)
        )
        self.closings = 0
        self.window.closed.connect(self._closed)
        self.window.show()
        self.settle()

    def _closed(self) -> None:
        self.closings += 1

    def settle(self) -> None:
        """Until all months are read."""
        pump()
        while self.window.reading:
            pump()

    def choose(self, label: str) -> None:
        self.press(label)
        self.settle()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)
        self.settle()

    def name(self) -> str:
        """The period that is shown."""
        titles = [one for one in self._seen(Label) if one.property("role") == "title"]
        return str(next(one.text() for one in titles if not isinstance(one.parent(), Number)))

    def numbers(self) -> list[str]:
        """The figures with their names."""
        return [
            str(label.accessibleName())
            for number in self._seen(Number)
            for label in number.findChildren(Label)
            if label.accessibleName()
        ]

    def said(self) -> list[str]:
        """What a screen reader hears of the picture, part by part."""
        charts = [*self._seen(HourStrip), *self._seen(Bars), *self._seen(Year)]
        (chart,) = charts
        assert chart.accessibleName()
        text = str(chart.accessibleDescription())
        return text.split("; ") if text else []

    def legend(self) -> list[str]:
        """What the colours of the hours are called."""
        legends = list(self._seen(Legend))
        assert all(w.focusPolicy() == Qt.FocusPolicy.NoFocus for one in legends
                   for w in one.findChildren(QWidget))  # fmt: skip
        return [one.text() for part in legends for one in part.findChildren(Label)
                if one.isVisible()]  # fmt: skip

    def place(self, label: str) -> QPoint:
        """Where a button is in the window."""
        button = next(one for one in self._seen(Button) if one.text() == label)
        place: QPoint = button.mapTo(self.window, QPoint())
        return place

    def done(self) -> list[str]:
        """What was done, line by line."""
        return [str(line.accessibleName()) for line in self._seen(Line)]

    def day_words(self, index: int, of: int) -> str:
        (bars,) = self._seen(Bars)
        return str(bars.words_at(QPointF(bars.width() * (index + 0.5) / of, 40)))

    def click_day(self, index: int, of: int) -> None:
        (bars,) = self._seen(Bars)
        place = QPoint(round(bars.width() * (index + 0.5) / of), 40)
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def click_month(self, row: int, column: int, across: int) -> None:
        (year,) = self._seen(Year)
        high = year.height() / (12 // across)
        place = QPoint(round(year.width() * (column + 0.3) / across), round(high * (row + 0.3)))
        QTest.mouseClick(year, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def year_words(self) -> set[str]:
        """What the year says under the pointer, anywhere."""
        (year,) = self._seen(Year)
        return {
            str(year.words_at(QPointF(x, y)))
            for x in range(0, year.width(), 12)
            for y in range(0, year.height(), 12)
        }
