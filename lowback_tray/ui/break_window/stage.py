"""What the break window asks of the moving figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.plan import Side
from lowback_tray.care.routine import timeline


class Stage(Protocol):
    """A QWidget that draws an exercise; its clock is ours."""

    def show_exercise(self, exercise: Exercise, seconds: float, first: Side = "right") -> None:
        """Draw this one from now on.

        Args:
            exercise: what is done.
            seconds: its whole length, both sides.
            first: the side that begins.
        """

    def set_elapsed(self, seconds: float) -> None:
        """Draw the moment that many seconds after its start."""

    def set_still(self, still: bool) -> None:
        """Reduced motion: key poses instead of movement."""


StageFactory: TypeAlias = Callable[[], Stage]


def telling_moment(exercise: Exercise, seconds: float) -> float:
    """The seconds after the start at which one picture shows what the movement is about."""
    for segment in timeline(exercise, seconds):
        if segment.to_pose is not None and segment.to_pose != segment.from_pose:
            return segment.start_s + segment.seconds
    return 0.0
