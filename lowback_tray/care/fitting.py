"""What of a routine suits this person here: substitutes, and the plan that comes of it.

An exercise fits when no flag of the person rules it out, the place has room for it and it is
not too strong for the day. What does not fit is replaced along its `alt`, at most three times,
and left out where that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lowback_tray.care import terms
from lowback_tray.care.exercise import Exercise, Library, Routine
from lowback_tray.care.plan import Plan, PlanStep

_MOST_HOPS = 3
_QUIET_S = 60


@dataclass(frozen=True, slots=True)
class Fit:
    """What an exercise has to respect.

    Attributes:
        place: "desk", "stand_space" or "mat".
        flags: ids of `library.flags` that the person has.
        intensity: the strongest exercise on offer, 1 or 2.
    """

    place: str
    flags: frozenset[str]
    intensity: int = 2

    def allows(self, exercise: Exercise) -> bool:
        """Whether this exercise may be offered."""
        return (
            not exercise.avoid_if & self.flags
            and terms.room(exercise.where) <= terms.room(self.place)
            and exercise.intensity <= self.intensity
        )


def substitute(exercise_id: str, fit: Fit, library: Library) -> str | None:
    """The exercise to show for this one: itself, the first substitute that fits, or None."""
    here: str | None = exercise_id
    for _ in range(_MOST_HOPS + 1):
        if here is None or fit.allows(library.exercises[here]):
            return here
        here = library.exercises[here].alt
    return None


def fitted(routine: Routine, fit: Fit, library: Library) -> tuple[PlanStep, ...]:
    """The steps of a routine that fit; a substitute never lasts longer than its own dose."""
    steps: list[PlanStep] = []
    for item in routine.items:
        found = substitute(item.exercise, fit, library)
        if found == item.exercise:
            steps.append(item)
        elif found is not None:
            dose_s = library.exercises[found].duration_s
            steps.append(PlanStep(found, min(item.seconds, dose_s)))
    return tuple(steps)


def merge(steps: Iterable[PlanStep]) -> tuple[PlanStep, ...]:
    """Equal neighbours become one step."""
    merged: list[PlanStep] = []
    for step in steps:
        if merged and merged[-1].exercise == step.exercise:
            merged[-1] = replace(step, seconds=merged[-1].seconds + step.seconds)
        else:
            merged.append(step)
    return tuple(merged)


def plan(routine_id: str, steps: Iterable[PlanStep], library: Library) -> Plan:
    """The plan of these steps.

    It counts as standing up when any step needs more than the seat: standing, the wall, or
    the floor, which nobody reaches without leaving the chair.
    """
    merged = merge(steps)
    standing = any(library.exercises[step.exercise].where != "desk" for step in merged)
    return Plan(routine_id, merged, standing)


def own_plan(routine_id: str, fit: Fit, library: Library) -> Plan:
    """One of our own plans cut to fit; a quiet minute of breathing where nothing of it does."""
    steps = fitted(library.own[routine_id], fit, library)
    return plan(routine_id, steps or (PlanStep(terms.QUIET_BREATH, _QUIET_S),), library)
