"""One exercise in full: the moving figure, what to do, what to mind, where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout

from lowback_tray.engine.spans import to_second
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.figure.view import FigureView
from lowback_tray.ui.layouts import ScrolledPage
from lowback_tray.ui.library_window import words
from lowback_tray.ui.widgets.boxes import Card, StageBox
from lowback_tray.ui.widgets.fields import CheckLine
from lowback_tray.ui.widgets.labels import Label, StopLine

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from lowback_tray.care.exercise import Exercise, Library

_PARTS = {
    "breathing": mark("Breathing"),
    "mistake": mark("Mistake to avoid"),
    "skip": mark("When to skip it"),
    "spoken": mark("In words, for the ear"),
}


class _Stage(StageBox):
    """A stage of the size that a moving figure deserves."""

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(theme.px(360), min(theme.px(260), 320))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, min(theme.px(220), 260))


class ExercisePage(ScrolledPage):
    """Everything about one exercise.

    Signals:
        left_out: the person switched whether it may be offered: id, left out.

    Args:
        library: for the stop line.
        steady: seconds that never step, for the figure.
    """

    left_out = Signal(str, bool)

    def __init__(self, library: Library, steady: Callable[[], float]) -> None:
        super().__init__()
        self._library = library
        self._steady = steady
        self._since = 0.0
        self._exercise: Exercise | None = None
        self._view = FigureView()
        self._title = Label(role="title")
        self._facts = Label(role="muted")
        self._steps = Label()
        self._parts = {part: (Label(role="small"), Label()) for part in _PARTS}
        self._stop = StopLine()
        self._source = Label(role="muted")
        self._review = Label(role="muted")
        self._leave_out = CheckLine()
        self._leave_out.check.clicked.connect(self._switched)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (16, 4, 16, 16)))
        column.setSpacing(theme.px(10))
        for widget in (self._title, self._facts, _Stage(self._view), self._stop):
            column.addWidget(widget)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
        inside.setSpacing(theme.px(4))
        inside.addWidget(self._steps)
        for title, text in self._parts.values():
            inside.addSpacing(theme.px(8))
            inside.addWidget(title)
            inside.addWidget(text)
        inside.addSpacing(theme.px(8))
        inside.addWidget(self._source)
        inside.addWidget(self._review)
        column.addWidget(card)
        column.addWidget(self._leave_out)
        column.addStretch()

    def show_exercise(self, exercise: Exercise, *, left_out: bool) -> None:
        """Show this one and let it move."""
        self._exercise = exercise
        self._since = self._steady()
        self._view.pause()
        self._view.set_still(theme.still())
        self._view.show_exercise(exercise, exercise.duration_s)
        self._view.play(self._elapsed)
        self._leave_out.check.setChecked(left_out)
        self.retranslate()

    def show_marks(self, left_out: Container[str]) -> None:
        """Show whether it is among those left out."""
        if self._exercise is not None:
            self._leave_out.check.setChecked(self._exercise.id in left_out)

    def rest(self) -> None:
        """Nothing moves any more."""
        self._view.pause()

    def moving(self) -> bool:
        """Whether the figure moves."""
        return self._view.running()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        exercise = self._exercise
        if exercise is None:
            return
        self._view.retranslate()
        self._title.setText(str(exercise.name))
        parts = [words.place(exercise.where), to_second(exercise.duration_s)]
        self._facts.setText(words.facts([*parts, words.points(exercise.points)]))
        self._steps.setText(
            "\n".join(f"{number}. {step}" for number, step in enumerate(exercise.steps, 1))
        )
        for part, (title, text) in self._parts.items():
            title.setText(tr(_PARTS[part]))
            skip = part == "skip"
            said = wording.skip_line(exercise) if skip else str(getattr(exercise, part))
            text.setText(said)
        self._stop.setText(str(self._library.stop_line))
        source = wording.source_line(exercise)
        self._source.setText(tr("Where it comes from: {source}").format(source=source))
        self._review.setText(wording.review_line(exercise, self._library))
        self._leave_out.set_text(tr("Leave this exercise out"))

    def _elapsed(self) -> float:
        """Seconds into the exercise; it begins again where it ends."""
        assert self._exercise is not None
        return (self._steady() - self._since) % self._exercise.duration_s

    def _switched(self, on: bool) -> None:
        assert self._exercise is not None
        self.left_out.emit(self._exercise.id, on)
