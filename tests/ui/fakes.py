"""Stand-ins that record what they were asked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.plan import Side
from lowback_tray.engine.events import Event


class FakeStage(QWidget):
    """A figure that draws nothing and remembers everything."""

    def __init__(self) -> None:
        super().__init__()
        self.exercise: Exercise | None = None
        self.seconds = 0.0
        self.first: Side = "right"
        self.elapsed: list[float] = []
        self.still = False

    def show_exercise(self, exercise: Exercise, seconds: float, first: Side = "right") -> None:
        self.exercise = exercise
        self.seconds = seconds
        self.first = first
        self.elapsed.clear()

    def set_elapsed(self, seconds: float) -> None:
        self.elapsed.append(seconds)

    def set_still(self, still: bool) -> None:
        self.still = still


class Mailbox:
    """Takes events as the runner would."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    def take(self) -> list[Event]:
        """What came since the last look."""
        taken, self.events = self.events, []
        return taken


class HandClock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_(self, seconds: float) -> None:
        """Let time go by."""
        self.seconds += seconds


class Kept:
    """Names that outlive a window, as the settings keep them."""

    def __init__(self) -> None:
        self.names: frozenset[str] = frozenset()

    def read(self) -> frozenset[str]:
        return self.names

    def write(self, names: frozenset[str]) -> None:
        self.names = names
