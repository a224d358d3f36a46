"""Routines by name, the short version in the seat, names and points."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from lowback_tray import i18n
from lowback_tray.care import routine
from lowback_tray.care.fitting import Fit
from lowback_tray.care.library import load
from lowback_tray.care.plan import PlanStep, Why
from lowback_tray.errors import Refused

NO_FLAGS: frozenset[str] = frozenset()


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


def test_what_was_asked_for_says_so_and_begins_on_the_side_done_less() -> None:
    library = load()
    fit = Fit("mat", NO_FLAGS, situation=frozenset({"no_wall"}), hidden=frozenset({"stand_quad"}))
    plan = routine.plan_for("post_workout", library, fit, {"supine_knee_hug": 12.0})
    assert plan.why == Why("asked")
    assert "wall_calf" not in {step.exercise for step in plan.steps}
    assert {step.exercise: step.first for step in plan.steps} == {
        "stand_march_walk": "right", "stand_hip_flexor": "right", "stand_calf_raise": "right",
        "supine_hamstring_strap": "right", "supine_knee_hug": "left", "supine_knee_drops": "right",
    }  # fmt: skip


def test_the_short_version_leaves_out_what_is_hidden() -> None:
    fit = Fit("mat", NO_FLAGS, hidden=frozenset({"chair_pelvic_rock"}))
    plan = routine.short_for(load(), fit)
    assert [step.exercise for step in plan.steps] == ["chair_sitbone_shift", "breath_belly_thin"]
    barred = Fit("desk", frozenset({"no_exercise"}), hidden=frozenset({"breath_slow_46"}))
    assert routine.short_for(load(), barred).steps == (PlanStep("breath_belly_thin", 30),)


def test_a_stand_up_ends_with_sitting_down_well() -> None:
    library = load()
    plan = routine.plan_of("hourly_stand_a", library, "stand_space", NO_FLAGS)
    ended = routine.with_sit_back(plan, library)
    assert ended.steps == (*plan.steps, PlanStep("sit_back_well", 10))
    assert (ended.standing, ended.why, ended.seconds) == (True, plan.why, 160)
    assert routine.with_sit_back(ended, library) == ended
    assert routine.with_sit_back(plan, library, frozenset({"sit_back_well"})) == plan
    seated = routine.plan_of("no_leave_90", library, "desk", NO_FLAGS)
    assert routine.with_sit_back(seated, library) == seated


def test_sitting_down_well_serves_no_point_and_is_in_no_routine() -> None:
    library = load()
    walk = routine.plan_of("position_change", library, "stand_space", NO_FLAGS)
    reset = PlanStep("sit_back_well", 10)
    assert routine.points_of(replace(walk, steps=(reset,)), library) == frozenset()
    assert "sit_back_well" not in {
        item.exercise for one in (*library.routines.values(), *library.own.values())
        for item in one.items
    }  # fmt: skip
    assert "sit_back_well" not in {one.alt for one in library.exercises.values()}


def test_every_hourly_routine_comes_in_three_lengths() -> None:
    library = load()
    for name in library.routines:
        if library.routines[name].kind == "hourly":
            plan = routine.plan_of(name, library, "mat", NO_FLAGS)
            found = routine.variants(plan, library)
            assert found["standard"] == plan
            assert abs(found["short"].seconds - 30) <= 5
            assert abs(found["long"].seconds - 300) <= 5
            assert {one.why for one in found.values()} == {Why("asked")}


def test_another_length_begins_on_the_same_side() -> None:
    library = load()
    fit = Fit("stand_space", NO_FLAGS)
    plan = routine.plan_for("hourly_stand_b", library, fit, {"stand_hip_flexor": 5})
    longer = routine.variants(plan, library)["long"]
    assert {step.first for step in longer.steps if step.exercise == "stand_hip_flexor"} == {"left"}


def test_the_points_of_a_plan_are_those_of_its_exercises() -> None:
    plan = routine.plan_of("posture_60_b", load(), "desk", NO_FLAGS)
    assert routine.points_of(plan, load()) == {"pelvis_posture", "back_belly_balance"}


def test_a_plan_with_an_exercise_that_is_gone_serves_the_points_of_the_others() -> None:
    plan = routine.plan_of("posture_60_b", load(), "desk", NO_FLAGS)
    served = routine.points_of(plan, load())
    gone = replace(plan, steps=(PlanStep("pack_sway", 30), *plan.steps))
    assert routine.points_of(gone, load()) == served


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
