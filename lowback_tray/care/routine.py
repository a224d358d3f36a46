"""What the prompt and the guide ask of the content, in one place.

Plans by name, the short version in the seat, another length, and what runs when within a step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from lowback_tray.care import fitting, terms
from lowback_tray.care.counting import Count, count_at
from lowback_tray.care.exercise import Library
from lowback_tray.care.fitting import Fit, fits, merge
from lowback_tray.care.lengths import resize
from lowback_tray.care.plan import Plan, PlanStep, Side, Why
from lowback_tray.care.speaking import announcement, change_of_side
from lowback_tray.care.timeline import (
    TimedSegment,
    breath_at,
    cue_at,
    has_sides,
    segment_at,
    side_at,
    sides,
    timeline,
)
from lowback_tray.errors import Refused
from lowback_tray.i18n import tr

__all__ = [
    "Count",
    "Side",
    "TimedSegment",
    "announcement",
    "breath_at",
    "change_of_side",
    "count_at",
    "cue_at",
    "fits",
    "has_sides",
    "merge",
    "name_of",
    "plan_for",
    "plan_of",
    "points_of",
    "resize",
    "segment_at",
    "short_for",
    "short_seated",
    "side_at",
    "sides",
    "timeline",
    "variants",
    "why_of",
    "with_sit_back",
]

_SHORT_S = 30
_LONG_S = 300


def name_of(routine_id: str, library: Library) -> str:
    """The name of a routine or of one of our own plans; the id itself once it is gone."""
    found = library.routines.get(routine_id) or library.own.get(routine_id)
    return str(found.name) if found else routine_id


def why_of(routine_id: str, library: Library) -> str:
    """The line that says what a routine is for; empty once it is gone."""
    found = library.routines.get(routine_id) or library.own.get(routine_id)
    return str(found.why) if found else ""


def plan_for(
    routine_id: str,
    library: Library,
    fit: Fit,
    side_balance: Mapping[str, float] = MappingProxyType({}),
) -> Plan:
    """A routine that was asked for by name, with what does not fit replaced or left out.

    Args:
        routine_id: one of the library's routines or of our own plans.
        library: the content.
        fit: what an exercise has to respect (`chooser.Context.fit`).
        side_balance: exercise to the seconds done on the right minus those on the left.

    Raises:
        Refused: there is no such routine, nothing of it fits here, or the person was told not
            to exercise.
    """
    routine = library.routines.get(routine_id) or library.own.get(routine_id)
    if routine is None:
        raise Refused(tr("There is no routine called {name}.").format(name=routine_id))
    if terms.NO_EXERCISE in fit.flags and routine_id != terms.POSITION_CHANGE:
        raise Refused(tr("Your settings say no exercise for now, so only a change of position."))
    steps = fitting.fitted(routine, fit, library)
    if not steps:
        raise Refused(
            tr("Nothing of “{name}” fits the room and the conditions in your settings.").format(
                name=routine.name
            )
        )
    plan = fitting.plan(routine_id, steps, library, Why("asked"))
    return fitting.balanced(plan, side_balance, library)


def plan_of(routine_id: str, library: Library, place: str, flags: frozenset[str]) -> Plan:
    """`plan_for` where nothing but the place and the flags is known of the person.

    Raises:
        Refused: as `plan_for`.
    """
    return plan_for(routine_id, library, Fit(place, flags))


def short_for(
    library: Library, fit: Fit, side_balance: Mapping[str, float] = MappingProxyType({})
) -> Plan:
    """The 30 s version in the seat: what replaces a third snooze. Never means standing up."""
    seated = replace(fit, place="desk")
    if terms.NO_EXERCISE in fit.flags:
        [quiet] = fitting.quiet(seated, library)
        return fitting.plan(terms.SHORT_SEATED, [replace(quiet, seconds=_SHORT_S)], library)
    plan = fitting.own_plan(terms.SHORT_SEATED, seated, library)
    return fitting.balanced(plan, side_balance, library)


def short_seated(library: Library, flags: frozenset[str]) -> Plan:
    """`short_for` where nothing but the flags is known of the person."""
    return short_for(library, Fit("desk", flags))


def with_sit_back(plan: Plan, library: Library, hidden: frozenset[str] = frozenset()) -> Plan:
    """A stand-up that ends with ten seconds of sitting down well.

    They come on top of the plan's own length, after any `resize`. A seated plan stays as it
    is, and so does one for a person who has hidden them.
    """
    ended = plan.steps[-1].exercise == terms.SIT_BACK
    if ended or not plan.standing or terms.SIT_BACK in hidden:
        return plan
    last = PlanStep(terms.SIT_BACK, library.exercises[terms.SIT_BACK].duration_s)
    return replace(plan, steps=(*plan.steps, last))


def variants(plan: Plan, library: Library) -> Mapping[str, Plan]:
    """The lengths on offer of one plan: "short" (30 s), "standard" (as it is), "long" (5 min)."""
    return {
        "short": resize(plan, _SHORT_S, library),
        "standard": plan,
        "long": resize(plan, _LONG_S, library),
    }


def points_of(plan: Plan, library: Library) -> frozenset[str]:
    """The points that doing this plan serves; sitting down well afterwards serves none.

    Nor does an exercise that is gone: its pack may have been removed since the plan was made.
    """
    done = {step.exercise for step in plan.steps} - {terms.SIT_BACK}
    known = [library.exercises[name] for name in done if name in library.exercises]
    return frozenset(point for exercise in known for point in exercise.points)
