"""The two lists of the library under their filters.

Built once; looking for something only shows and hides cards.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, ScrolledPage, grows_down
from lowback_tray.ui.library_window import words
from lowback_tray.ui.library_window.cards import ExerciseCard, RoutineCard
from lowback_tray.ui.library_window.looking import Wanted
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lowback_tray.care.exercise import Library, Routine
    from lowback_tray.care.plan import PlanStep

_KINDS = ("care", "post_workout", "evening", "gentle", "hourly", "micro")


class _Filter(QWidget):
    """A question and chips, of which at most one is set; another click takes it back."""

    changed = Signal()

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__()
        grows_down(self)
        self._choices = choices
        self.value: str | None = None
        self._label = Label(role="muted")
        self._label.setWordWrap(False)
        flow = Flow(self, 0, hang=True)
        flow.addWidget(self._label)
        self._chips: dict[str, Button] = {}
        for choice in choices:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, choice))
            self._chips[choice] = chip
            flow.addWidget(chip)

    def say(self, question: str) -> None:
        """Say everything in the language in force."""
        self._label.setText(question)
        self._label.setMinimumWidth(theme.px(84))
        for choice, chip in self._chips.items():
            chip.set_text(tr(self._choices[choice]), question)

    def _choose(self, choice: str, _checked: bool = False) -> None:
        self.value = None if self.value == choice else choice
        for name, chip in self._chips.items():
            chip.setChecked(name == self.value)
        self.changed.emit()


class Lists(ScrolledPage):
    """Filters, routines, exercises.

    Signals:
        routine, exercise: one is wanted in full: id.
        about: what all of it is about is wanted.
    """

    routine = Signal(str)
    exercise = Signal(str)
    about = Signal()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._words = ""
        self._point, self._place = _Filter(words.POINTS), _Filter(words.PLACES)
        self._routines_title, self._exercises_title = Label(role="heading"), Label(role="heading")
        self._nothing = Label(role="muted")
        self._about = Button("", "link")
        self._about.clicked.connect(self.about)
        exercises = library.exercises
        self._routines = [
            RoutineCard(routine, exercises[max(routine.items, key=_seconds).exercise])
            for routine in sorted(library.routines.values(), key=_rank)
        ]
        self._exercises = [ExerciseCard(exercise) for exercise in exercises.values()]
        for routine in self._routines:
            routine.clicked.connect(partial(_give, self.routine.emit, routine.routine.id))
        for card in self._exercises:
            card.clicked.connect(partial(_give, self.exercise.emit, card.exercise.id))
        self._point.changed.connect(self._look)
        self._place.changed.connect(self._look)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (16, 4, 16, 16)))
        column.setSpacing(theme.px(4))
        about = QWidget()
        grows_down(about)
        Flow(about).addWidget(self._about)
        for widget in (self._point, self._place, about, self._nothing, self._routines_title):
            column.addWidget(widget)
        for row in self._routines:
            column.addWidget(row)
        column.addSpacing(theme.px(8))
        column.addWidget(self._exercises_title)
        grid = QWidget()
        grows_down(grid)
        flow = Flow(grid, 2)
        for card in self._exercises:
            flow.addWidget(card)
        column.addWidget(grid)
        column.addStretch()

    def look_for(self, text: str) -> None:
        """Show what has these words in its name."""
        self._words = text
        self._look()

    def show_marks(self, favourites: frozenset[str], left_out: frozenset[str]) -> None:
        """Show stars, and what is left out."""
        for row in self._routines:
            row.show_favourite(row.routine.id in favourites)
        for card in self._exercises:
            card.show_hidden(card.exercise.id in left_out)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._point.say(tr("What for"))
        self._place.say(tr("Where"))
        self._about.set_text(tr("About these exercises"))
        self._routines_title.setText(tr("Routines"))
        self._exercises_title.setText(tr("Exercises"))
        self._nothing.setText(tr("Nothing found. Try another word."))
        for card in (*self._routines, *self._exercises):
            card.retranslate()
        self._look()

    def _look(self) -> None:
        wanted = Wanted(self._words, self._point.value, self._place.value)
        routines = [wanted.routine(row.routine) for row in self._routines]
        exercises = [wanted.exercise(card.exercise) for card in self._exercises]
        for row, fits in zip(self._routines, routines, strict=True):
            row.setVisible(fits)
        for card, fits in zip(self._exercises, exercises, strict=True):
            card.setVisible(fits)
        self._routines_title.setVisible(any(routines))
        self._exercises_title.setVisible(any(exercises))
        self._nothing.setVisible(not any(routines) and not any(exercises))


def _seconds(item: PlanStep) -> int:
    return item.seconds


def _rank(routine: Routine) -> int:
    """Routines to choose first, those that come by themselves last."""
    return _KINDS.index(routine.kind)


def _give(emit: Callable[[str], None], name: str, _checked: bool = False) -> None:
    emit(name)
