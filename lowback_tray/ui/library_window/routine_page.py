"""One routine in full: what it is for, its exercises in order, Start, favourite."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, ScrolledPage, grows_down
from lowback_tray.ui.library_window import words
from lowback_tray.ui.library_window.cards import ItemRow, paint_star, routine_facts
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Container

    from PySide6.QtGui import QPaintEvent

    from lowback_tray.care.exercise import Library, Routine


class StarButton(Button):
    """A chip with a star: filled while it is checked."""

    def __init__(self) -> None:
        super().__init__("", "chip")

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for the star on the left; the text stays in the middle."""
        natural = super().sizeHint()
        return QSize(natural.width() + theme.px(36), natural.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The chip and the star."""
        super().paintEvent(event)
        size = float(theme.px(14))
        box = QRectF(theme.px(10) + theme.px(RING), (self.height() - size) / 2, size, size)
        paint_star(QPainter(self), box, filled=self.isChecked())


class RoutinePage(ScrolledPage):
    """Everything about one routine.

    Signals:
        started: Start was pressed: id.
        favoured: the star was switched: id, favourite.
        opened: one of its exercises is wanted in full: id.
    """

    started = Signal(str)
    favoured = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._routine: Routine | None = None
        self._startable = True
        self._title = Label(role="title")
        self._why = Label()
        self._facts = Label(role="muted")
        self._start = Button("", "filled")
        self._star = StarButton()
        self._rows: list[ItemRow] = []
        self._start.clicked.connect(self._started)
        self._star.clicked.connect(self._favoured)
        buttons = QWidget()
        grows_down(buttons)
        flow = Flow(buttons, 4)
        flow.addWidget(self._start)
        flow.addWidget(self._star)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (16, 4, 16, 16)))
        column.setSpacing(theme.px(8))
        for widget in (self._title, self._why, self._facts, buttons):
            column.addWidget(widget)
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.px(2))
        column.addLayout(self._items)
        column.addStretch()

    def show_routine(self, routine: Routine, *, favourite: bool) -> None:
        """Show this one."""
        self._routine = routine
        self._star.setChecked(favourite)
        for row in self._rows:
            self._items.removeWidget(row)
            row.deleteLater()
        self._rows = [
            ItemRow(self._library.exercises[item.exercise], item.seconds) for item in routine.items
        ]
        for row in self._rows:
            row.clicked.connect(partial(self._open, row.exercise.id))
            self._items.addWidget(row)
        self.retranslate()

    def show_marks(self, favourites: Container[str]) -> None:
        """Show whether it is among the favourites."""
        if self._routine is not None:
            self._star.setChecked(self._routine.id in favourites)

    def show_startable(self, startable: bool) -> None:
        """Start is away while it would be refused."""
        self._startable = startable
        self._start.setEnabled(startable)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        routine = self._routine
        if routine is None:
            return
        self._title.setText(str(routine.name))
        self._why.setText(str(routine.why))
        self._facts.setText(words.facts(routine_facts(routine)))
        self._start.set_text(tr("Start"), str(routine.name))
        self._star.set_text(tr("Favourite"), tr("Favourites come a little more often."))
        for row in self._rows:
            row.retranslate()

    def _started(self) -> None:
        if self._routine is not None and self._startable:
            self.started.emit(self._routine.id)

    def _favoured(self, on: bool) -> None:
        if self._routine is not None:
            self.favoured.emit(self._routine.id, on)

    def _open(self, exercise: str, _checked: bool = False) -> None:
        self.opened.emit(exercise)
