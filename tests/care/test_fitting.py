"""Substitutes, merging, and what counts as standing up."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from lowback_tray.care import fitting
from lowback_tray.care.fitting import Fit
from lowback_tray.care.library import load
from lowback_tray.care.plan import PlanStep

NO_FLAGS: frozenset[str] = frozenset()


def test_what_fits_stays() -> None:
    assert fitting.substitute("fours_bird_dog", Fit("mat", NO_FLAGS), load()) == "fours_bird_dog"


@pytest.mark.parametrize(
    ("exercise", "fit", "found"),
    [
        ("fours_bird_dog", Fit("stand_space", NO_FLAGS), "chair_march_belly"),
        ("fours_bird_dog", Fit("mat", NO_FLAGS, intensity=1), "chair_march_belly"),
        ("chair_twist", Fit("mat", frozenset({"leg_symptoms"})), "chair_side_reach"),
        ("supine_bridge", Fit("desk", NO_FLAGS), None),
        ("fours_cat_cow", Fit("desk", frozenset({"leg_symptoms"})), "chair_sitbone_shift"),
        ("stand_march_walk", Fit("desk", NO_FLAGS), None),
    ],
)
def test_what_does_not_fit_is_replaced_along_its_alternatives(
    exercise: str, fit: Fit, found: str | None
) -> None:
    assert fitting.substitute(exercise, fit, load()) == found


def test_a_chain_is_followed_three_times_and_no_further() -> None:
    chain = (
        "fours_bird_dog", "stand_quad", "supine_bridge", "chair_sit_to_stand", "stand_march_walk",
    )  # fmt: skip
    library = load()
    exercises = dict(library.exercises)
    for here, there in itertools.pairwise(chain):
        exercises[here] = replace(exercises[here], alt=there)
    linked = replace(library, exercises=exercises)
    light = Fit("mat", NO_FLAGS, intensity=1)
    assert fitting.substitute("fours_bird_dog", light, linked) is None
    assert fitting.substitute("stand_quad", light, linked) == "stand_march_walk"


def test_a_substitute_never_lasts_longer_than_its_own_dose() -> None:
    library = load()
    steps = fitting.fitted(library.routines["core_mat"], Fit("desk", NO_FLAGS), library)
    assert steps == (PlanStep("breath_belly_thin", 50), PlanStep("chair_march_belly", 40))


def test_what_has_no_substitute_is_left_out() -> None:
    library = load()
    steps = fitting.fitted(library.routines["hip_care_desk"], Fit("desk", NO_FLAGS), library)
    assert [step.exercise for step in steps] == ["chair_figure4", "chair_hamstring"]


def test_equal_neighbours_become_one() -> None:
    walk, breath = PlanStep("stand_march_walk", 20), PlanStep("breath_slow_46", 30)
    assert fitting.merge([walk, walk, breath, walk]) == (
        PlanStep("stand_march_walk", 40), breath, walk,
    )  # fmt: skip
    assert fitting.merge([]) == ()


STANDING = {
    "posture_60_d", "hourly_stand_a", "hourly_stand_b", "hourly_stand_c", "hourly_stand_d",
    "morning_120", "hip_care_desk", "core_desk", "gentle_120",
    "walk_a_little", "position_change",
    # Nobody gets to the floor and back without leaving the chair.
    "hip_care_mat", "core_mat", "core_mat_b", "mat_mobility", "post_workout", "evening_wind",
}  # fmt: skip


def test_standing_means_that_the_person_left_the_chair() -> None:
    library = load()
    plans = [
        fitting.plan(routine.id, routine.items, library)
        for routine in (*library.routines.values(), *library.own.values())
    ]
    assert {plan.routine for plan in plans if plan.standing} == STANDING


def test_a_plan_merges_and_adds_up() -> None:
    steps = [PlanStep("breath_slow_46", 20), PlanStep("breath_slow_46", 40)]
    plan = fitting.plan("breathe_60", steps, load())
    assert plan.steps == (PlanStep("breath_slow_46", 60),)
    assert plan.seconds == 60
    assert not plan.standing


def test_our_own_plans_are_cut_to_fit_and_never_empty() -> None:
    library = load()
    for place, name in itertools.product(library.places, library.own):
        for flag in library.flags:
            fit = Fit(place, frozenset({flag}))
            plan = fitting.own_plan(name, fit, library)
            assert plan.steps
            assert all(fit.allows(library.exercises[step.exercise]) for step in plan.steps)


def test_a_plan_made_earlier_fits_until_something_changes() -> None:
    plan = fitting.plan("core_mat", load().routines["core_mat"].items, load())
    assert fitting.fits(plan, Fit("mat", NO_FLAGS), load())
    hidden = frozenset({"supine_drawin"})
    for changed in (
        Fit("stand_space", NO_FLAGS), Fit("mat", frozenset({"pregnant"})),
        Fit("mat", NO_FLAGS, intensity=1), Fit("mat", NO_FLAGS, hidden=hidden),
        Fit("mat", NO_FLAGS, situation=frozenset({"shoes"})),
    ):  # fmt: skip
        assert not fitting.fits(plan, changed, load())


def test_a_plan_with_an_exercise_that_is_gone_no_longer_fits() -> None:
    plan = fitting.plan("core_mat", load().routines["core_mat"].items, load())
    gone = replace(plan, steps=(*plan.steps, PlanStep("pack_sway", 30)))
    assert not fitting.fits(gone, Fit("mat", NO_FLAGS), load())


def test_what_nobody_in_a_call_notices_is_done_in_the_chair_and_asks_for_no_room() -> None:
    library = load()
    found = fitting.unseen(Fit("mat", NO_FLAGS), library)
    assert 3 <= len(found) <= 4
    for name in found:
        one = library.exercises[name]
        assert (one.position, one.where, one.load, one.intensity) == ("chair", "desk", "neutral", 1)
        assert not one.unsuitable_in


def test_in_a_call_what_does_not_suit_is_left_out_and_never_replaced() -> None:
    library = load()
    everything = fitting.unseen(Fit("desk", NO_FLAGS), library)
    fit = Fit("desk", frozenset({"leg_symptoms"}), hidden=frozenset({"breath_slow_46"}))
    left = fitting.unseen(fit, library)
    assert left == tuple(
        one for one in everything if one not in ("chair_pelvis_reset", "breath_slow_46")
    )
    assert fitting.unseen(Fit("desk", frozenset({"no_exercise"})), library) == ()
