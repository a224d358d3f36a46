"""What the prompt and the guide ask of the content, in one place.

Plans by name, the short version in the seat, another length, and what runs when within a step.
"""

from __future__ import annotations

from lowback_tray.care import fitting, terms
from lowback_tray.care.exercise import Library
from lowback_tray.care.fitting import Fit, merge
from lowback_tray.care.lengths import resize
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.care.timeline import (
    TimedSegment,
    breath_at,
    cue_at,
    segment_at,
    side_at,
    sides,
    timeline,
)
from lowback_tray.errors import Refused
from lowback_tray.i18n import tr

__all__ = [
    "TimedSegment",
    "breath_at",
    "cue_at",
    "merge",
    "name_of",
    "plan_of",
    "points_of",
    "resize",
    "segment_at",
    "short_seated",
    "side_at",
    "sides",
    "timeline",
    "why_of",
]

_SHORT_S = 30


def name_of(routine_id: str, library: Library) -> str:
    """The name of a routine or of one of our own plans; the id itself once it is gone."""
    found = library.routines.get(routine_id) or library.own.get(routine_id)
    return str(found.name) if found else routine_id


def why_of(routine_id: str, library: Library) -> str:
    """The line that says what a routine is for; empty once it is gone."""
    found = library.routines.get(routine_id) or library.own.get(routine_id)
    return str(found.why) if found else ""


def plan_of(routine_id: str, library: Library, place: str, flags: frozenset[str]) -> Plan:
    """A routine that was asked for by name, with what does not fit replaced or left out.

    Raises:
        Refused: there is no such routine, nothing of it fits here, or the person was told not
            to exercise.
    """
    routine = library.routines.get(routine_id) or library.own.get(routine_id)
    if routine is None:
        raise Refused(tr("There is no routine called {name}.").format(name=routine_id))
    if terms.NO_EXERCISE in flags and routine_id != terms.POSITION_CHANGE:
        raise Refused(tr("Your settings say no exercise for now, so only a change of position."))
    steps = fitting.fitted(routine, Fit(place, flags), library)
    if not steps:
        raise Refused(
            tr("Nothing of “{name}” fits the room and the conditions in your settings.").format(
                name=routine.name
            )
        )
    return fitting.plan(routine_id, steps, library)


def short_seated(library: Library, flags: frozenset[str]) -> Plan:
    """The 30 s version in the seat: what replaces a third snooze. Never means standing up."""
    if terms.NO_EXERCISE in flags:
        steps = [PlanStep(terms.QUIET_BREATH, _SHORT_S)]
        return fitting.plan(terms.SHORT_SEATED, steps, library)
    return fitting.own_plan(terms.SHORT_SEATED, Fit("desk", flags), library)


def points_of(plan: Plan, library: Library) -> frozenset[str]:
    """The points that doing this plan serves."""
    return frozenset(
        point for step in plan.steps for point in library.exercises[step.exercise].points
    )
