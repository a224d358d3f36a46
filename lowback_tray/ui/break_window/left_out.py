"""Says that an exercise is left out for a week, and takes it back with one click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lowback_tray.care.exercise import Exercise
from lowback_tray.engine.events import Event, Unhide
from lowback_tray.engine.numbers import HIDDEN_DAYS
from lowback_tray.i18n import tr
from lowback_tray.ui.layouts import SideBySide, grows_down
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label


class LeftOut(QWidget):
    """A line and its undo; hidden while there is nothing to say.

    Args:
        post: takes the undo as an event.

    `undone` tells the id of the exercise that was taken back.
    """

    undone = Signal(str)

    def __init__(self, post: Callable[[Event], None]) -> None:
        super().__init__()
        self._post = post
        self._exercise: Exercise | None = None
        self._undone = False
        self._text = Label(role="small")
        self._undo = Button(rank="link")
        self._undo.clicked.connect(self._on_undo)
        grows_down(self)
        row = SideBySide(self, gap=8, text=160)
        row.addWidget(self._text)
        row.addWidget(self._undo)
        self.hide()

    def show_exercise(self, exercise: Exercise) -> None:
        """This one is left out from now on."""
        self._exercise = exercise
        self._undone = False
        self.retranslate()
        self.show()

    def clear(self) -> None:
        """Nothing to say any more."""
        self._exercise = None
        self.hide()

    @property
    def exercise(self) -> Exercise | None:
        """The one it is about."""
        return self._exercise

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self._exercise is None:
            return
        if self._undone:
            text = tr("“{exercise}” stays in.")
        else:
            text = tr("“{exercise}” is left out for {days} days.")
        self._text.setText(text.format(exercise=self._exercise.name, days=HIDDEN_DAYS))
        self._undo.set_text(tr("Undo"), tr("Offers the exercise again"))
        self._undo.setEnabled(not self._undone)

    def _on_undo(self) -> None:
        assert self._exercise is not None, "the button is hidden without one"
        self._undone = True
        self.retranslate()
        self.undone.emit(self._exercise.id)
        self._post(Unhide(self._exercise.id))
