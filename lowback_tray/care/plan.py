"""What the chooser hands out: a routine cut to fit this person, place and moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One exercise of a plan.

    Attributes:
        exercise: id of the exercise.
        seconds: how long it lasts here, both sides together.
    """

    exercise: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine as it will be led: what, how long, and whether doing it means standing up.

    Attributes:
        routine: id of the routine it came from ("walk_a_little" and "position_change" are ours).
        steps: at least one exercise, in order.
        standing: true when a person who did it has stood up.
    """

    routine: str
    steps: tuple[PlanStep, ...]
    standing: bool

    @property
    def seconds(self) -> int:
        """The length of the whole plan."""
        return sum(step.seconds for step in self.steps)
