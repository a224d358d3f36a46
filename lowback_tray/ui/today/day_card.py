"""What happened: the day in numbers and as a strip, the last seven days as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import day_words, theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.today.charts import HourStrip, WeekBars
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.ui.today.days import Day


class Number(QWidget):
    """A figure with its unit and what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._value = Label(role="title")
        self._name = Label(role="muted")
        for label in (self._value, self._name):
            label.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(self._name)

    def show_number(self, value: str, name: str, *, warm: bool = False) -> None:
        """Say it; `warm` for what deserves a second look."""
        self._value.setText(value)
        self._name.setText(name)
        self._value.setAccessibleName(f"{name}: {value}")
        self._value.setStyleSheet(f"color: {theme.current().warm_text}" if warm else "")


class DayCard(Card):
    """Today so far and this week."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()
        self._title = Label(role="heading")
        self._stood, self._usual, self._longest = Number(), Number(), Number()
        self._strip = HourStrip()
        self._empty = Label(role="muted")
        self._week_title = Label(role="heading")
        self._week = WeekBars()
        numbers = QWidget()
        grows_down(numbers)
        flow = Flow(numbers, 28)
        for number in (self._stood, self._usual, self._longest):
            flow.addWidget(number)
        self._numbers = numbers
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 18, 20, 18)))
        column.setSpacing(theme.px(10))
        for widget in (
            self._title,
            numbers,
            self._strip,
            self._empty,
            self._week_title,
            self._week,
        ):
            column.addWidget(widget)
        self.show_days(())

    def show_days(self, days: Sequence[Day]) -> None:
        """Show these, oldest first, the last one being today."""
        self._days = tuple(days)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language and the colours in force."""
        self._title.setText(tr("Today"))
        self._week_title.setText(tr("The last 7 days"))
        self._empty.setText(
            tr("Your day will be drawn here as it goes. There is nothing to do for it.")
        )
        today = self._days[-1] if self._days else None
        started = today is not None and bool(today.blocks)
        for widget in (self._numbers, self._strip):
            widget.setVisible(started)
        self._empty.setVisible(not started)
        week = any(day.stood or day.offered for day in self._days)
        self._week_title.setVisible(week)
        self._week.setVisible(week)
        self._week.show_days(self._days)
        if today is not None:
            self._strip.show_blocks(today.blocks)
            self._show_numbers(today)

    def _show_numbers(self, today: Day) -> None:
        self._stood.show_number(day_words.of(today.stood, today.offered), tr("stood up"))
        self._usual.show_number(day_words.length(today.usual_s), tr("usual sitting"))
        longest = day_words.length(today.longest_s)
        self._longest.show_number(longest, tr("longest sitting"), warm=today.over_60 > 0)
