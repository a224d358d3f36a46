"""What the chooser hands out: a routine cut to fit this person, place and moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["right", "left"]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One exercise of a plan.

    Attributes:
        exercise: id of the exercise.
        seconds: how long it lasts here, both sides together.
        first: the side that begins, where sides are done one after the other.
    """

    exercise: str
    seconds: int
    first: Side = "right"


@dataclass(frozen=True, slots=True)
class Why:
    """Why this routine was chosen, as facts; `care.reasons` makes one line of it.

    Attributes:
        kind: "answered" (a question of the self-check), "neglected" (a point not served for
            long), "rotation" (its turn), "gentle" (the back is heavy today), "morning",
            "evening", "exercised", "asked" (the person chose it) or "place" (what fits here).
        point: the point it serves most, None where that is not the reason.
        hours: hours since that point was last served, None for never.
    """

    kind: str
    point: str | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine as it will be led: what, how long, and whether doing it means standing up.

    Attributes:
        routine: id of the routine it came from ("walk_a_little" and "position_change" are ours).
        steps: at least one exercise, in order.
        standing: true when a person who did it has stood up.
        why: why it was chosen, None where nobody chose.
    """

    routine: str
    steps: tuple[PlanStep, ...]
    standing: bool
    why: Why | None = None

    @property
    def seconds(self) -> int:
        """The length of the whole plan."""
        return sum(step.seconds for step in self.steps)
