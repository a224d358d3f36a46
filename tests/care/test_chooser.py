"""The choice: the guide's vectors, its simulated day, each rule alone, and a crowd of people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from lowback_tray.care import chooser, fitting, terms
from lowback_tray.care.chooser import choose
from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.care.library import load
from lowback_tray.care.plan import Plan, PlanStep, Why
from lowback_tray.care.reasons import line
from tests.care import contexts
from tests.care.contexts import plain

CROWD = 20_000


def plan_of(choice: chooser.Choice) -> Plan:
    assert choice.plan is not None
    return choice.plan


def steps(plan: Plan) -> list[tuple[str, int]]:
    return [(step.exercise, step.seconds) for step in plan.steps]


def observed(choice: chooser.Choice) -> dict[str, Any]:
    """A choice in the words of the vectors."""
    seen: dict[str, Any] = {"action": choice.action}
    if choice.show is not None:
        seen["show"] = choice.show
    if choice.action in ("routine", "fallback"):
        seen["routine"] = plan_of(choice).routine
    if choice.action == "routine":
        seen["items"] = [list(step) for step in steps(plan_of(choice))]
    return seen


@pytest.mark.parametrize("vector", contexts.VECTORS, ids=[one["name"] for one in contexts.VECTORS])
def test_the_vectors_of_the_guide(vector: dict[str, Any]) -> None:
    assert observed(choose(contexts.of_vector(vector), load())) == vector["expect"]


def test_there_are_twenty_vectors() -> None:
    assert len(contexts.VECTORS) == 20


def test_scores_are_those_of_the_reference() -> None:
    """48 random people, chosen for by the reference code of the care guide."""
    kinds = set()
    for row in contexts.REFERENCE:
        choice = choose(contexts.of_vector(row), load())
        expected = dict(row["expect"])
        score = expected.pop("score")
        merged = fitting.merge(PlanStep(*item) for item in expected["items"])
        expected["items"] = [[step.exercise, step.seconds] for step in merged]
        assert observed(choice) == expected, row
        assert choice.score == pytest.approx(score, abs=0.0006), row
        kinds.add(load().routines[plan_of(choice).routine].kind)
    assert kinds == set(terms.KINDS)


def test_a_day_of_eight_prompts_brings_every_routine_twice_and_none_twice_running() -> None:
    library = load()
    done: list[str] = []
    last_done: dict[str, int] = {}
    last_point: dict[str, int] = {}
    for hour in range(8):
        context = plain(
            h_since_routine={name: hour - then for name, then in last_done.items()},
            h_since_point={point: hour - then for point, then in last_point.items()},
            last_routine=done[-1] if done else None,
        )
        plan = plan_of(choose(context, library))
        done.append(plan.routine)
        last_done[plan.routine] = hour
        for step in plan.steps:
            last_point |= dict.fromkeys(library.exercises[step.exercise].points, hour)
    assert [name.removeprefix("hourly_stand_") for name in done] == list("bdacbdac")


# ---- the gates


def test_a_warning_sign_stops_everything() -> None:
    for tier in ("emergency", "soon"):
        choice = choose(plain(redflag=tier, feel="pain"), load())
        assert choice == chooser.Choice("stop", None, show=f"redflag_{tier}")


@pytest.mark.parametrize("given", [{"feel": "pain"}, {"flags": frozenset({"no_exercise"})}])
def test_a_painful_day_leaves_a_short_walk(given: dict[str, Any]) -> None:
    choice = choose(plain(**given), load())
    assert (choice.action, choice.show) == ("position_change_only", "pain_today")
    assert steps(plan_of(choice)) == [("stand_march_walk", 60)]
    assert plan_of(choice).standing


def test_a_painful_day_in_the_seat_leaves_a_quiet_minute() -> None:
    plan = plan_of(choose(plain(feel="pain", place="desk"), load()))
    assert plan.routine == "position_change"
    assert steps(plan) == [("breath_slow_46", 60)]
    assert not plan.standing


# ---- the kind


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"trigger": "micro", "sit_min": 30}, "micro"),
        ({"trigger": "micro", "sit_min": 89.9}, "micro"),
        ({"trigger": "micro", "sit_min": 90}, "hourly"),
        ({"trigger": "hourly", "sit_min": 5}, "hourly"),
        ({"trigger": "manual"}, "care"),
        ({"trigger": "manual", "sit_min": 120}, "care"),
        ({"trigger": "manual", "exercised_h_ago": 2.0, "place": "mat"}, "post_workout"),
        ({"trigger": "manual", "exercised_h_ago": 2.1}, "care"),
        ({"trigger": "manual", "time": time(20, 59)}, "care"),
        ({"trigger": "manual", "time": time(21), "place": "mat"}, "evening"),
        ({"trigger": "manual", "time": time(22), "exercised_h_ago": 1, "place": "mat"},
         "post_workout"),
        ({"trigger": "manual", "feel": "heavy"}, "gentle"),
        ({"trigger": "manual", "feel": "heavy", "exercised_h_ago": 1}, "gentle"),
        ({"trigger": "hourly", "feel": "heavy"}, "hourly"),
        ({"trigger": "micro", "sit_min": 30, "feel": "heavy"}, "micro"),
        ({"trigger": "evening", "place": "mat", "time": time(9), "exercised_h_ago": 1}, "evening"),
        ({"trigger": "evening", "place": "mat", "feel": "heavy"}, "gentle"),
        ({"trigger": "gentle", "exercised_h_ago": 1, "place": "mat"}, "gentle"),
    ],
)  # fmt: skip
def test_the_kind_follows_from_who_asked_and_when(given: dict[str, Any], kind: str) -> None:
    plan = plan_of(choose(plain(**given), load()))
    assert load().routines[plan.routine].kind == kind


# ---- who may be considered


def test_a_seated_hour_is_only_for_who_cannot_leave_the_seat() -> None:
    assert plan_of(choose(plain(place="desk"), load())).routine == "no_leave_90"
    for place in ("stand_space", "mat"):
        seen = {
            plan_of(choose(plain(place=place, last_routine=last), load())).routine
            for last in load().routines
        }
        assert "no_leave_90" not in seen


@pytest.mark.parametrize(("hours", "morning"), [(0, True), (1.9, True), (2, False), (-1, False),
                                                (None, False)])  # fmt: skip
def test_the_morning_routine_is_for_the_first_two_hours(hours: float | None, morning: bool) -> None:
    plan = plan_of(choose(plain(h_since_wake=hours), load()))
    assert (plan.routine == "morning_120") is morning


@pytest.mark.parametrize(("least", "offered"), [(0.5, True), (0.51, False)])
def test_a_routine_with_more_than_half_replaced_is_dropped(least: float, offered: bool) -> None:
    # In the seat gentle_120 loses its walk, which is exactly half of it.
    library = load()
    weights = replace(library.weights, least_share_kept=least)
    routines = {name: library.routines[name] for name in ("gentle_120", "breathe_60")}
    demanding = replace(library, routines=routines, weights=weights)
    context = plain(trigger="manual", feel="heavy", place="desk", last_routine="breathe_60")
    assert (plan_of(choose(context, demanding)).routine == "gentle_120") is offered


def test_where_nothing_fits_a_clock_asks_for_a_little_walk() -> None:
    library = only_demanding(load())
    for trigger, sit_min in (("micro", 30), ("hourly", 60)):
        choice = choose(plain(trigger=trigger, sit_min=sit_min, feel="heavy"), library)
        assert choice.action == "fallback"
        assert steps(plan_of(choice)) == [("stand_tall_stretch", 20), ("stand_march_walk", 40)]
        assert plan_of(choice).routine == "walk_a_little"
        assert plan_of(choice).standing


def test_the_little_walk_leaves_the_stretch_out_where_it_does_not_suit() -> None:
    library = only_demanding(load())
    dizzy = plain(feel="heavy", flags=frozenset({"dizzy"}))
    assert steps(plan_of(choose(dizzy, library))) == [
        ("chair_side_reach", 20),
        ("stand_march_walk", 40),
    ]


def test_where_nothing_fits_in_the_seat_there_is_a_minute_of_breathing() -> None:
    library = only_demanding(load())
    choice = choose(plain(feel="heavy", place="desk"), library)
    assert choice.action == "fallback"
    assert steps(plan_of(choice)) == [("breath_slow_46", 60)]
    assert not plan_of(choice).standing


def only_demanding(library: Library) -> Library:
    """The library with nothing for a heavy day but the exercises our own plans are made of."""
    spared = {"stand_march_walk", "stand_tall_stretch", "breath_slow_46", "chair_side_reach"}
    exercises = {
        name: one if name in spared else replace(one, intensity=2, alt=None)
        for name, one in library.exercises.items()
    }
    routines = {
        name: routine
        for name, routine in library.routines.items()
        if not {item.exercise for item in routine.items} & spared or name == terms.BREATHE
    }
    return replace(library, exercises=exercises, routines=routines)


def test_who_says_nothing_of_themselves_is_taken_as_any_afternoon() -> None:
    least = chooser.Context(trigger="hourly", place="stand_space", sit_min=60, time=time(9))
    assert choose(least, load()) == choose(plain(h_since_wake=None), load())
    assert plan_of(choose(least, load())).routine == "hourly_stand_b"


# ---- how they compare


def test_what_was_done_last_steps_back() -> None:
    first = plan_of(choose(plain(), load())).routine
    assert plan_of(choose(plain(last_routine=first), load())).routine != first


def test_a_point_left_alone_for_a_day_counts_more() -> None:
    hips = plain(trigger="manual", h_since_point={"pelvis_posture": 0, "back_belly_balance": 0})
    belly = plain(trigger="manual", h_since_point={"pelvis_posture": 0, "hip_mobility": 0})
    assert plan_of(choose(hips, load())).routine == "hip_care_desk"
    assert plan_of(choose(belly, load())).routine == "core_desk"


@pytest.mark.parametrize(("answer", "part"), [("yes", 1), ("sometimes", 0.5), ("no", 0)])
def test_a_yes_favours_what_it_boosts_and_holds_back_what_it_demotes(
    answer: str, part: float
) -> None:
    # SC2, a marked arch when standing: for the hip front (one of the four of hourly_stand_b),
    # against arching back (one of the five of hourly_stand_a).
    for letter, change in (("b", 0.25 / 4), ("a", -0.25 / 5)):
        name = f"hourly_stand_{letter}"
        library = replace(load(), routines={name: load().routines[name]})
        indifferent = replace(
            library,
            questions=tuple(
                replace(one, boost=frozenset(), demote=frozenset()) for one in library.questions
            ),
        )
        context = plain(answers={"SC2": answer})
        with_it, without = (choose(context, one).score for one in (library, indifferent))
        assert with_it is not None
        assert without is not None
        assert with_it - without == pytest.approx(part * change)


def test_long_sitting_favours_a_reset_on_the_feet() -> None:
    seen = {
        sit_min: plan_of(choose(plain(trigger="micro", sit_min=sit_min), load())).standing
        for sit_min in (30, 44, 45, 89)
    }
    assert seen == {30: False, 44: False, 45: True, 89: True}


def test_equal_scores_go_to_the_order_of_the_data() -> None:
    library = load()
    routine = library.routines["hourly_stand_b"]
    twin = replace(routine, id="twin")
    for routines in ({"twin": twin, routine.id: routine}, {routine.id: routine, "twin": twin}):
        choice = choose(plain(), replace(library, routines=routines))
        assert plan_of(choice).routine == next(iter(routines))


# ---- what the person says of themselves and of the moment


def only(name: str) -> Library:
    """The library with one routine and the breathing."""
    library = load()
    names = (name, terms.BREATHE)
    return replace(library, routines={one: library.routines[one] for one in names})


def test_what_is_hidden_is_replaced_like_what_is_avoided() -> None:
    context = plain(hidden=frozenset({"stand_hip_hinge", "stand_back_arch"}))
    assert steps(plan_of(choose(context, only("hourly_stand_a")))) == [
        ("stand_tall_stretch", 20), ("stand_march_walk", 60), ("stand_foot_tripod", 16),
        ("stand_march_walk", 30), ("stand_tall_stretch", 20),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("situation", "routine", "gone", "instead"),
    [
        ("no_wall", "hourly_stand_b", "wall_align", "stand_foot_tripod"),
        ("quiet_office", "hourly_stand_c", "stand_calf_raise", "stand_foot_tripod"),
        ("skirt", "hip_care_desk", "chair_figure4", "chair_sitbone_shift"),
        ("shoes", "post_workout", "stand_quad", "stand_hip_flexor"),
    ],
)
def test_what_the_moment_forbids_is_replaced(
    situation: str, routine: str, gone: str, instead: str
) -> None:
    library = load()
    fit = plain(place="mat", situation=frozenset({situation})).fit
    seen = [step.exercise for step in fitting.fitted(library.routines[routine], fit, library)]
    assert gone not in seen
    assert instead in seen


def test_with_shoes_on_nobody_is_sent_to_the_floor() -> None:
    context = plain(trigger="evening", place="mat", situation=frozenset({"shoes"}))
    choice = choose(context, load())
    assert choice.action == "fallback"
    assert steps(plan_of(choice)) == [("breath_slow_46", 60)]
    assert plan_of(choice).why == Why("evening")


@pytest.mark.parametrize(
    ("eases", "routine", "gone"),
    [("bend", "hourly_stand_a", "stand_back_arch"), ("arch", "hip_care_mat", "supine_knee_hug")],
)
def test_the_spine_is_not_sent_where_it_does_not_ease(eases: str, routine: str, gone: str) -> None:
    fit = plain(place="mat", eases=eases).fit
    plain_fit = plain(place="mat", eases="neither").fit
    one = load().routines[routine]
    assert gone in {step.exercise for step in fitting.fitted(one, plain_fit, load())}
    assert gone not in {step.exercise for step in fitting.fitted(one, fit, load())}


def score_of(name: str, **given: Any) -> float:
    score = choose(plain(**given), only(name)).score
    assert score is not None
    return score


def test_hips_moved_the_other_way_cost_a_little() -> None:
    # One of the four of hourly_stand_b stretches the front of the hip, one of the five of
    # hourly_stand_c bends at it.
    usual = score_of("hourly_stand_b")
    assert usual - score_of("hourly_stand_b", eases="bend") == pytest.approx(0.4 / 4)
    assert score_of("hourly_stand_b", eases="arch") == usual
    usual = score_of("hourly_stand_c")
    assert usual - score_of("hourly_stand_c", eases="arch") == pytest.approx(0.4 / 5)
    assert score_of("hourly_stand_c", eases="neither") == usual


def test_a_favourite_counts_a_little_more() -> None:
    liked = frozenset({"hourly_stand_b"})
    gain = score_of("hourly_stand_b", favourites=liked) - score_of("hourly_stand_b")
    assert gain == pytest.approx(0.15)


def test_even_a_favourite_does_not_come_twice_running() -> None:
    for name in ("hourly_stand_a", "hourly_stand_b", "hourly_stand_c", "hourly_stand_d"):
        others = {one: 0.0 for one in load().routines if one != name}
        context = plain(
            favourites=frozenset({name}), last_routine=name, h_since_routine=others,
            answers={"SC4": "yes", "SC5": "yes"},
        )  # fmt: skip
        assert plan_of(choose(context, load())).routine != name


def test_the_side_done_less_begins() -> None:
    balance = {"stand_hip_flexor": 30.0, "stand_march_walk": 30.0}
    plan = plan_of(choose(plain(side_balance=balance), load()))
    first = {step.exercise: step.first for step in plan.steps}
    assert first["stand_hip_flexor"] == "left"
    assert first["stand_march_walk"] == "right", "a march has no side to begin with"
    for even in (0.0, -30.0):
        plan = plan_of(choose(plain(side_balance={"stand_hip_flexor": even}), load()))
        assert {step.first for step in plan.steps} == {"right"}


def test_where_everything_is_hidden_a_quiet_minute_is_left() -> None:
    library = load()
    everything = frozenset(library.exercises)
    for trigger in ("micro", "hourly", "manual", "evening", "gentle"):
        for feel in ("ok", "heavy", "pain"):
            plan = plan_of(choose(plain(trigger=trigger, feel=feel, hidden=everything), library))
            assert steps(plan) == [("breath_slow_46", 60)]
    breathing = frozenset({"breath_slow_46", "stand_march_walk"})
    plan = plan_of(choose(plain(feel="pain", hidden=breathing), library))
    assert steps(plan) == [("breath_belly_thin", 50)]


# ---- why


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"trigger": "manual", "answers": {"SC4": "yes", "SC5": "yes"}},
         Why("answered", "hip_mobility")),
        ({"trigger": "manual", "answers": {"SC4": "yes"},
          "h_since_point": {"hip_mobility": 30.0}}, Why("answered", "hip_mobility", 30.0)),
        ({"trigger": "manual", "h_since_point": {
            "pelvis_posture": 0, "back_belly_balance": 0, "hip_mobility": 20}},
         Why("neglected", "hip_mobility", 20)),
        ({"trigger": "manual", "answers": {"SC4": "sometimes"}}, Why("neglected", "hip_mobility")),
        ({"h_since_routine": {"hourly_stand_a": 1, "hourly_stand_b": 2, "hourly_stand_c": 3}},
         Why("rotation")),
        ({"feel": "heavy"}, Why("gentle")),
        ({"trigger": "gentle"}, Why("gentle")),
        ({"feel": "pain"}, Why("gentle")),
        ({"flags": frozenset({"no_exercise"})}, Why("place")),
        ({"h_since_wake": 1}, Why("morning")),
        ({"trigger": "evening", "place": "mat"}, Why("evening")),
        ({"trigger": "manual", "exercised_h_ago": 1, "place": "mat"}, Why("exercised")),
        ({"place": "desk"}, Why("place")),
    ],
)  # fmt: skip
def test_a_plan_says_why_it_was_chosen(given: dict[str, Any], why: Why) -> None:
    assert plan_of(choose(plain(**given), load())).why == why


def test_a_little_walk_is_what_fits_here() -> None:
    plan = plan_of(choose(plain(), only_demanding(load())))
    assert plan.why is not None
    library = replace(load(), routines=only("evening_wind").routines)
    assert plan_of(choose(plain(), library)).why == Why("place")


# ---- a crowd


def test_nobody_is_offered_what_does_not_suit_them() -> None:
    library, chance = load(), random.Random(20_24)
    repeated, nothing_left, reasons = 0, 0, set()
    for _ in range(CROWD):
        context = contexts.any_one(chance, library)
        choice = choose(context, library)
        plan = plan_of(choice)
        done = [library.exercises[step.exercise] for step in plan.steps]
        assert done
        if any(suits(context, one) for one in library.exercises.values()):
            assert all(suits(context, one) for one in done), (context, plan)
        else:
            nothing_left += 1
            assert steps(plan) == [("breath_slow_46", 60)]
        assert all(step.seconds > 0 for step in plan.steps)
        assert plan.standing == any(one.where != "desk" for one in done)
        assert plan.why is not None
        assert line(plan.why, library)
        reasons.add(plan.why.kind)
        if repeats_an_hour(context, plan, library):
            repeated += 1
            assert is_the_only_one(context, library), context
    assert repeated, "the seat has one hourly routine, so some repeats were to be seen"
    assert nothing_left < CROWD / 100, "who hides nearly all there is"
    assert reasons == {
        "answered", "neglected", "rotation", "gentle", "morning", "evening", "exercised", "place",
    }  # fmt: skip


def suits(context: chooser.Context, one: Exercise) -> bool:
    """Everything that may rule an exercise out, said again without the room it comes from."""
    room = list(load().places)
    against = {"bend": "extension", "arch": "flexion"}.get(context.eases)
    return (
        not context.flags & one.avoid_if
        and room.index(one.where) <= room.index(context.place)
        and (one.intensity == 1 or context.feel != "heavy")
        and not context.situation & one.unsuitable_in
        and one.id not in context.hidden
        and one.load != against
    )


def repeats_an_hour(context: chooser.Context, plan: Plan, library: Library) -> bool:
    routine = library.routines.get(plan.routine)
    return routine is not None and routine.kind == "hourly" and plan.routine == context.last_routine


def is_the_only_one(context: chooser.Context, library: Library) -> bool:
    """Without the last routine, is there anything of this kind left?"""
    rest = {name: one for name, one in library.routines.items() if name != context.last_routine}
    return choose(context, replace(library, routines=rest)).action == "fallback"
