"""Routines by name, the short version in the seat, names and points."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from lowback_tray import i18n
from lowback_tray.care import routine
from lowback_tray.care.fitting import Fit
from lowback_tray.care.library import load
from lowback_tray.care.plan import PlanStep
from lowback_tray.errors import Refused

NO_FLAGS: frozenset[str] = frozenset()


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def test_a_routine_by_name_is_that_routine() -> None:
    library = load()
    for name, one in {**library.routines, **library.own}.items():
        plan = routine.plan_of(name, library, "mat", NO_FLAGS)
        assert plan.routine == name
        assert plan.steps == one.items
        assert plan.seconds == one.seconds


def test_a_routine_by_name_replaces_what_does_not_fit() -> None:
    plan = routine.plan_of("core_mat", load(), "desk", NO_FLAGS)
    assert [step.exercise for step in plan.steps] == ["breath_belly_thin", "chair_march_belly"]
    assert not plan.standing


def test_a_routine_of_which_nothing_fits_is_refused() -> None:
    with pytest.raises(Refused, match="Nothing of “Change position”"):
        routine.plan_of("position_change", load(), "desk", NO_FLAGS)


def test_an_unknown_routine_is_refused() -> None:
    with pytest.raises(Refused, match="no routine called yoga"):
        routine.plan_of("yoga", load(), "mat", NO_FLAGS)


def test_who_was_told_not_to_exercise_only_changes_position() -> None:
    flags = frozenset({"no_exercise"})
    with pytest.raises(Refused, match="no exercise for now"):
        routine.plan_of("core_mat", load(), "mat", flags)
    plan = routine.plan_of("position_change", load(), "mat", flags)
    assert plan.steps == (PlanStep("stand_march_walk", 60),)


def test_the_short_version_stays_in_the_seat_whatever_the_profile() -> None:
    library = load()
    for count in range(4):
        for flags in combinations(sorted(library.flags), count):
            plan = routine.short_seated(library, frozenset(flags))
            fit = Fit("desk", frozenset(flags))
            assert plan.routine == "short_seated"
            assert not plan.standing
            assert 25 <= plan.seconds <= 35
            assert all(fit.allows(library.exercises[step.exercise]) for step in plan.steps)


def test_the_short_version_stays_in_the_seat_whatever_the_content() -> None:
    library = load()
    standing = replace(library.own["walk_a_little"], id="short_seated")
    rewritten = replace(library, own={**library.own, "short_seated": standing})
    plan = routine.short_seated(rewritten, NO_FLAGS)
    assert plan.steps == (PlanStep("chair_side_reach", 20),)


def test_the_short_version_is_only_breath_for_who_may_not_exercise() -> None:
    plan = routine.short_seated(load(), frozenset({"no_exercise"}))
    assert plan.steps == (PlanStep("breath_slow_46", 30),)


def test_the_points_of_a_plan_are_those_of_its_exercises() -> None:
    plan = routine.plan_of("posture_60_b", load(), "desk", NO_FLAGS)
    assert routine.points_of(plan, load()) == {"pelvis_posture", "back_belly_balance"}


def test_every_routine_has_a_name_and_a_reason_in_both_languages() -> None:
    library = load()
    for name in (*library.routines, *library.own):
        seen = set()
        for language in i18n.LANGUAGES:
            i18n.use(language)
            seen |= {routine.name_of(name, library), routine.why_of(name, library)}
        assert len(seen) == 4
        assert "" not in seen


def test_a_routine_that_is_gone_still_has_its_id() -> None:
    assert routine.name_of("old_one", load()) == "old_one"
    assert routine.why_of("old_one", load()) == ""
