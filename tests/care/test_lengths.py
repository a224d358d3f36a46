"""Plans made shorter and longer."""

from __future__ import annotations

import pytest

from lowback_tray.care.lengths import resize
from lowback_tray.care.library import load
from lowback_tray.care.plan import Plan
from lowback_tray.care.routine import plan_of, short_seated
from lowback_tray.care.timeline import sides

NO_FLAGS: frozenset[str] = frozenset()
HOURLY = [name for name, one in load().routines.items() if one.kind == "hourly"]
LENGTHS = range(30, 301, 5)


def plan(name: str, flags: frozenset[str] = NO_FLAGS) -> Plan:
    place = "desk" if name == "no_leave_90" else "stand_space"
    return plan_of(name, load(), place, flags)


def steps(resized: Plan) -> list[tuple[str, int]]:
    return [(step.exercise, step.seconds) for step in resized.steps]


@pytest.mark.parametrize("name", [*HOURLY, "walk_a_little", "position_change"])
def test_every_stand_up_reaches_every_length(name: str) -> None:
    for seconds in LENGTHS:
        resized = resize(plan(name), seconds, load())
        assert abs(resized.seconds - seconds) <= 5, (seconds, resized)
        assert resized.routine == name
        assert resized.standing == plan(name).standing


@pytest.mark.parametrize("flag", sorted(load().flags.keys() - {"no_exercise"}))
def test_every_stand_up_reaches_every_length_with_substitutes(flag: str) -> None:
    for name in HOURLY:
        for seconds in (30, 60, 95, 150, 240, 300):
            resized = resize(plan(name, frozenset({flag})), seconds, load())
            assert abs(resized.seconds - seconds) <= 5, (name, seconds, resized)


@pytest.mark.parametrize("name", HOURLY)
def test_no_step_is_shorter_than_one_cycle_nor_longer_than_twice_its_dose(name: str) -> None:
    for seconds in LENGTHS:
        for step in resize(plan(name), seconds, load()).steps:
            one = load().exercises[step.exercise]
            hold = one.dose.hold_s or 0
            moves = one.dose.cycle_s - hold if one.dose.fit == "hold" else one.dose.cycle_s
            assert step.seconds > moves * sides(one) - 1e-6, (seconds, step)
            if step.exercise not in ("stand_march_walk", "breath_belly_thin"):
                assert step.seconds <= 2 * one.duration_s, (seconds, step)


def test_the_same_length_changes_nothing() -> None:
    for name in load().routines:
        asked = plan_of(name, load(), "mat", NO_FLAGS)
        assert resize(asked, asked.seconds, load()) is asked


def test_the_shortest_stand_up_is_the_opener_and_a_walk() -> None:
    for letter in "abcd":
        resized = resize(plan(f"hourly_stand_{letter}"), 30, load())
        assert steps(resized) == [("stand_tall_stretch", 10), ("stand_march_walk", 20)]
        assert resized.standing


def test_a_shorter_one_drops_from_the_end_rather_than_hurry() -> None:
    assert steps(resize(plan("hourly_stand_b"), 60, load())) == [
        ("stand_tall_stretch", 10), ("stand_hip_flexor", 30), ("stand_march_walk", 20),
    ]  # fmt: skip


def test_a_minute_has_at_most_four_exercises() -> None:
    assert len(resize(plan("hourly_stand_a"), 60, load()).steps) == 4
    assert len(plan("hourly_stand_a").steps) == 5


def test_the_longest_doubles_the_doses_and_walks_the_rest() -> None:
    assert steps(resize(plan("hourly_stand_b"), 300, load())) == [
        ("stand_tall_stretch", 40), ("stand_hip_flexor", 120), ("stand_march_walk", 80),
        ("wall_align", 60),
    ]  # fmt: skip
    assert dict(steps(resize(plan("morning_120"), 300, load())))["stand_march_walk"] > 120


def test_in_the_seat_it_is_the_breathing_that_grows() -> None:
    resized = resize(plan("no_leave_90"), 300, load())
    assert steps(resized) == [
        ("chair_twist", 80), ("chair_knee_lift_hug", 80), ("breath_belly_thin", 140),
    ]  # fmt: skip
    assert not resized.standing


def test_a_plan_of_bounded_exercises_stops_at_twice_their_doses() -> None:
    resized = resize(plan_of("posture_60_c", load(), "desk", NO_FLAGS), 300, load())
    assert steps(resized) == [("chair_twist", 80), ("chair_knee_lift_hug", 80)]


def test_a_plan_is_never_shortened_to_nothing() -> None:
    assert steps(resize(short_seated(load(), NO_FLAGS), 1, load())) == [("chair_pelvic_rock", 10)]


def test_sides_that_change_each_repetition_stay_even() -> None:
    asked = plan_of("core_mat", load(), "mat", NO_FLAGS)
    for seconds in range(60, 300, 10):
        for step in resize(asked, seconds, load()).steps:
            if step.exercise == "fours_bird_dog":
                assert step.seconds % 16 == 0
