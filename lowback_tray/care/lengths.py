"""A plan made shorter or longer without losing its sense.

Shorter: standing up and walking stay, the rest is shortened and, where it would be hurried,
dropped from the end. Longer: everything grows up to twice its standard dose, walking and
breathing as long as you like. Whole cycles only; what does not divide goes to the walk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from lowback_tray.care import fitting, terms
from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.care.timeline import sides

_LEAST_CYCLES_S = 8  # shorter than this, repetitions are over before they are understood
_LEAST_HOLD_S = 5
_LEAST_STEP_S = 15  # on average: a minute has at most four exercises
_ENDLESS_S = 3600


@dataclass(frozen=True, slots=True)
class _Part:
    """A step with the room it has: all in seconds.

    Attributes:
        step: as planned.
        stays: it is never dropped.
        grain: it grows and shrinks by multiples of this.
        least, most: its bounds.
    """

    step: PlanStep
    stays: bool
    grain: int
    least: int
    most: int

    @property
    def needs(self) -> int:
        """Less than this and it is better dropped."""
        return self.least if self.stays else max(self.least, ceil(self.step.seconds / 2))

    def scaled(self, ratio: float) -> int:
        """Its length at this ratio in whole grains within the bounds."""
        return self.bounded(round(self.step.seconds * ratio / self.grain) * self.grain)

    def bounded(self, seconds: int) -> int:
        """The nearest length it can have."""
        return max(self.least, min(self.most, seconds))


def resize(plan: Plan, seconds: int, library: Library) -> Plan:
    """The plan at another length.

    Args:
        plan: any plan of this library.
        seconds: the length wanted, 30 to 300.
        library: the content.

    Returns:
        The plan, at most 5 s off wherever its exercises allow that.
    """
    if seconds == plan.seconds:
        return plan
    parts = _kept([_part(step, library) for step in plan.steps], seconds)
    ratio = seconds / sum(part.step.seconds for part in parts)
    lengths = _settled(parts, [part.scaled(ratio) for part in parts], seconds)
    steps = [
        replace(part.step, seconds=length) for part, length in zip(parts, lengths, strict=True)
    ]
    return fitting.plan(plan.routine, steps, library, plan.why)


def _part(step: PlanStep, library: Library) -> _Part:
    exercise = library.exercises[step.exercise]
    grain, least = _grain(exercise), _least(exercise)
    endless = step.exercise == terms.WALK or exercise.dose.type == "breaths"
    return _Part(
        step,
        stays=step.exercise in (terms.OPENER, terms.WALK),
        grain=grain,
        least=least,
        most=_ENDLESS_S if endless else max(2 * exercise.duration_s, least),
    )


def _grain(exercise: Exercise) -> int:
    if exercise.dose.fit == "hold":
        return sides(exercise)
    reps = 2 if exercise.motion.side_change == "swap_nf_each_rep" else sides(exercise)
    return ceil(exercise.dose.cycle_s * reps)


def _least(exercise: Exercise) -> int:
    if exercise.dose.fit == "cycles":
        grain = _grain(exercise)
        return ceil(_LEAST_CYCLES_S / grain) * grain
    moves = sum(part.seconds for part in exercise.motion.cycle if part.to is not None)
    return ceil((moves + _LEAST_HOLD_S) * sides(exercise))


def _kept(parts: list[_Part], seconds: int) -> list[_Part]:
    """What is left when the end is dropped until the rest has time; never nothing."""
    kept = list(parts)
    while len(kept) > 1 and not _has_time(kept, seconds):
        droppable = [part for part in kept if not part.stays] or kept
        kept.remove(droppable[-1])
    return kept


def _has_time(parts: list[_Part], seconds: int) -> bool:
    return sum(part.needs for part in parts) <= seconds and len(parts) <= max(
        2, seconds // _LEAST_STEP_S
    )


def _settled(parts: list[_Part], lengths: list[int], seconds: int) -> list[int]:
    """Give what is still missing or too much to the parts that can take it, walking first."""
    settled = list(lengths)

    def ease(index: int) -> tuple[bool, bool, int]:
        part = parts[index]
        return part.step.exercise != terms.WALK, part.most != _ENDLESS_S, part.grain

    for index in sorted(range(len(parts)), key=ease):
        part = parts[index]
        left = seconds - sum(settled)
        settled[index] = part.bounded(settled[index] + round(left / part.grain) * part.grain)
    return settled
