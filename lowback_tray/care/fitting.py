"""What of a routine suits this person here: substitutes, and the plan that comes of it.

An exercise fits when no flag of the person rules it out, the place has room for it, nothing
about the moment (clothes, shoes, a quiet office, no free wall) forbids it, it is not too strong
for the day, the person has not hidden it, and it does not load the spine in the direction
opposite to the one that eases. What does not fit is replaced along its `alt`, at most three
times, and left out where that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lowback_tray.care import terms
from lowback_tray.care.exercise import Exercise, Library, Routine
from lowback_tray.care.plan import Plan, PlanStep, Side, Why
from lowback_tray.care.timeline import has_sides

_MOST_HOPS = 3
_QUIET_S = 60


@dataclass(frozen=True, slots=True)
class Fit:
    """What an exercise has to respect.

    Attributes:
        place: "desk", "stand_space" or "mat".
        flags: ids of `library.flags` that the person has.
        intensity: the strongest exercise on offer, 1 or 2.
        situation: what the moment forbids: "skirt", "shoes", "quiet_office", "no_wall".
        hidden: ids of exercises that are left out for this person.
        eases: the direction that eases: "bend", "arch", "neither" or "unknown".
    """

    place: str
    flags: frozenset[str]
    intensity: int = 2
    situation: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    eases: str = "unknown"

    def allows(self, exercise: Exercise) -> bool:
        """Whether this exercise may be offered."""
        return (
            not exercise.avoid_if & self.flags
            and terms.room(exercise.where) <= terms.room(self.place)
            and exercise.intensity <= self.intensity
            and not exercise.unsuitable_in & self.situation
            and exercise.id not in self.hidden
            and exercise.load != terms.AGAINST.get(self.eases)
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


def plan(
    routine_id: str, steps: Iterable[PlanStep], library: Library, why: Why | None = None
) -> Plan:
    """The plan of these steps.

    It counts as standing up when any step needs more than the seat: standing, the wall, or
    the floor, which nobody reaches without leaving the chair.
    """
    merged = merge(steps)
    standing = any(library.exercises[step.exercise].where != "desk" for step in merged)
    return Plan(routine_id, merged, standing, why)


def own_plan(routine_id: str, fit: Fit, library: Library, why: Why | None = None) -> Plan:
    """One of our own plans cut to fit; a quiet minute where nothing of it does."""
    return plan(routine_id, fitted(library.own[routine_id], fit, library) or quiet(fit, library),
                library, why)  # fmt: skip


def quiet(fit: Fit, library: Library) -> tuple[PlanStep, ...]:
    """A quiet minute: slow breathing, or what is nearest to it of what is not hidden.

    Nearest means calm before strong, in the seat before on the feet. Somebody whom nothing at
    all suits any more still gets the slow breathing: a guide needs something to show, and it
    is the gentlest there is.
    """
    suited = (one for one in library.exercises.values() if fit.allows(one))
    found = min(suited, key=_unrest, default=library.exercises[terms.QUIET_BREATH])
    return (PlanStep(found.id, min(_QUIET_S, found.duration_s)),)


def unseen(fit: Fit, library: Library) -> tuple[str, ...]:
    """The exercises that nobody in a call notices, of those that suit.

    Without substitutes: what replaces one of them may be seen.
    """
    if terms.NO_EXERCISE in fit.flags:
        return ()
    items = (step.exercise for step in library.own[terms.UNSEEN].items)
    return tuple(item for item in items if fit.allows(library.exercises[item]))


def _unrest(exercise: Exercise) -> tuple[bool, int, bool, int]:
    return (
        exercise.id != terms.QUIET_BREATH,
        terms.room(exercise.where),
        exercise.load != "neutral",
        exercise.intensity,
    )


def fits(planned: Plan, fit: Fit, library: Library) -> bool:
    """Whether every exercise of a plan made earlier is still there and may still be offered."""
    steps = (library.exercises.get(step.exercise) for step in planned.steps)
    return all(exercise is not None and fit.allows(exercise) for exercise in steps)


def balanced(planned: Plan, side_balance: Mapping[str, float], library: Library) -> Plan:
    """The plan with each exercise beginning on the side that was done less.

    Args:
        planned: any plan.
        side_balance: exercise to the seconds done on the right minus those on the left.
        library: the content.
    """

    def first(step: PlanStep) -> Side:
        more_right = side_balance.get(step.exercise, 0) > 0
        return "left" if more_right and has_sides(library.exercises[step.exercise]) else "right"

    steps = tuple(replace(step, first=first(step)) for step in planned.steps)
    return replace(planned, steps=steps)
