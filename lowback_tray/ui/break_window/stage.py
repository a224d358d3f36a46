"""What the break window asks of the moving figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from lowback_tray.care.exercise import Exercise


class Stage(Protocol):
    """A QWidget that draws an exercise; its clock is ours."""

    def show_exercise(self, exercise: Exercise, seconds: float) -> None:
        """Draw this one from now on; `seconds` is its whole length, both sides."""

    def set_elapsed(self, seconds: float) -> None:
        """Draw the moment that many seconds after its start."""

    def set_still(self, still: bool) -> None:
        """Reduced motion: key poses instead of movement."""


StageFactory: TypeAlias = Callable[[], Stage]


def telling_moment(exercise: Exercise) -> float:
    """The seconds after the start at which one picture shows what the movement is about."""
    elapsed = 0.0
    for segment in exercise.motion.cycle:
        elapsed += segment.seconds
        if segment.to is not None and segment.to != exercise.motion.initial:
            return elapsed
    return 0.0
