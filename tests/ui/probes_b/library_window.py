"""What a person sees of the library and does there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from lowback_tray.care import library
from lowback_tray.settings.values import Values
from lowback_tray.ui.library_window.cards import ExerciseCard, ItemRow, RoutineCard
from lowback_tray.ui.library_window.exercise_page import ExercisePage
from lowback_tray.ui.library_window.window import LibraryWindow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import Check
from lowback_tray.ui.widgets.labels import Label
from tests.ui.fakes import HandClock
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from lowback_tray.errors import LowbackError


class LibraryProbe(WindowProbe):
    """The library over settings kept in memory; `sent` are its commands."""

    def __init__(self, given: dict[str, Any] | None = None) -> None:
        self.clock = HandClock()
        self.changes: list[tuple[str, Any]] = []
        self.sent: list[tuple[str, tuple[str, ...]]] = []
        self.fault: LowbackError | None = None
        self.closings = 0
        self.window: LibraryWindow = LibraryWindow(
            library.load(), dict(Values(given)), self._change, self._command, self.clock
        )
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _change(self, key: str, value: Any) -> None:
        if self.fault is not None:
            raise self.fault
        self.changes.append((key, value))

    def _command(self, name: str, args: tuple[str, ...]) -> None:
        self.sent.append((name, args))

    def _closed(self) -> None:
        self.closings += 1

    def routines(self) -> list[str]:
        return [card.routine.id for card in self._seen(RoutineCard)]

    def exercises(self) -> list[str]:
        return [card.exercise.id for card in self._seen(ExerciseCard)]

    def items(self) -> list[tuple[str, str]]:
        """The exercises of the routine in full, with their lengths."""
        return [(row.exercise.id, row.meta) for row in self._seen(ItemRow)]

    def facts(self, name: str) -> str:
        """The small print of a card, by the id of what it stands for."""
        cards = [*self._seen(RoutineCard), *self._seen(ExerciseCard)]
        return next(
            str(card.meta)
            for card in cards
            if name == (card.routine.id if isinstance(card, RoutineCard) else card.exercise.id)
        )

    def search(self, words: str) -> None:
        (field,) = self._seen(QLineEdit)
        field.setText(words)
        pump()

    def in_full(self) -> str:
        """The name of what is shown in full; empty while the lists are shown."""
        titles = (one.text() for one in self._seen(Label) if one.property("role") == "title")
        return str(next(titles, ""))

    def leave_out(self) -> None:
        (box,) = self._seen(Check)
        box.click()
        pump()

    def left_out(self) -> bool:
        (box,) = self._seen(Check)
        return bool(box.isChecked())

    def moving(self) -> bool:
        pages = self.window.findChildren(ExercisePage)
        return any(page.moving() for page in pages)

    def can_start(self) -> bool:
        return bool(next(b for b in self._seen(Button) if b.text() == "Start").isEnabled())
