"""Content packs: added, overriding, hiding; and refused with file, line, field and remedy."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from lowback_tray import i18n
from lowback_tray.care import routine
from lowback_tray.care.chooser import choose
from lowback_tray.care.counting import Count, count_at
from lowback_tray.care.fitting import Fit
from lowback_tray.care.library import load
from lowback_tray.care.packs import Pack, check_library, merged, parse_pack
from lowback_tray.care.pose import Performance
from lowback_tray.errors import ContentError
from tests.care import contexts, pack_files
from tests.catalogues import compile_all

CIRCLES = "exercises/chair_ankle_circles.toml"
ANKLES = "routines/ankle_care.toml"
ABOUT = "pack.toml"
JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")


@pytest.fixture
def japanese() -> None:
    compile_all()
    i18n.use("ja")


def manual() -> Pack:
    return parse_pack("clinic", pack_files.of_the_manual(), load())


def edited(name: str, old: str, new: str) -> dict[str, str]:
    """The pack of the manual with one spot changed."""
    files = pack_files.of_the_manual()
    assert files[name].count(old) >= 1, old
    return {**files, name: files[name].replace(old, new, 1)}


def about(**lists: list[str]) -> Pack:
    """A pack that only hides."""
    lines = [f"{key} = {value}" for key, value in lists.items()]
    text = "\n".join(['format = 1\nname = { en = "Less", ja = "少なめ" }', *lines])
    return parse_pack("less", {ABOUT: text}, load())


def fault_of(files: dict[str, str]) -> str:
    with pytest.raises(ContentError) as caught:
        parse_pack("clinic", files, load())
    assert caught.value.remedy
    return str(caught.value)


# ---- good ones


def test_our_own_content_passes_the_check_of_packs() -> None:
    check_library(load())
    pack = parse_pack("ours", pack_files.ours(), load())
    same = {name: replace(one, pack=None) for name, one in pack.exercises.items()}
    assert same == load().exercises
    assert pack.routines == load().routines
    assert merged(load(), [pack]).exercises == pack.exercises


def test_the_pack_of_the_manual_is_a_pack() -> None:
    pack = manual()
    circles = pack.exercises["chair_ankle_circles"]
    assert pack.title.ja == "クリニックから"
    assert (circles.duration_s, circles.dose.cycle_s, circles.dose.seconds_per_side) == (40, 4, 20)
    assert circles.source == ("pack:clinic",)
    assert (circles.pack, circles.reviewed) == ("clinic", date(2026, 11, 22))
    assert circles.alt == "breath_belly_thin"
    care = pack.routines["ankle_care"]
    assert (care.seconds, care.where, care.loads) == (80, "stand_space", ("neutral",))
    assert care.point_share["hip_mobility"] == pytest.approx(0.5)


def test_a_pack_need_not_say_when_it_was_reviewed() -> None:
    files = edited(ABOUT, 'reviewed = "2026-11-22"', "")
    pack = parse_pack("clinic", files, load())
    assert pack.exercises["chair_ankle_circles"].reviewed is None


def test_what_is_added_can_be_chosen_and_led() -> None:
    library = merged(load(), [manual()])
    plan = routine.plan_for("ankle_care", library, Fit("stand_space", frozenset()))
    assert [step.exercise for step in plan.steps] == ["chair_ankle_circles", "stand_calf_raise"]
    circles = library.exercises["chair_ankle_circles"]
    assert count_at(circles, 40, 21) == Count("repetitions", 1, 5)
    assert routine.cue_at(circles, 40, 1).en == "Toes down"
    barred = routine.plan_for("ankle_care", library, Fit("desk", frozenset({"leg_symptoms"})))
    assert [step.exercise for step in barred.steps] == ["breath_belly_thin"]


def test_pictures_are_named_from_the_folder_of_all_packs() -> None:
    motion = manual().exercises["chair_ankle_circles"].motion
    assert motion.pictures == ("clinic/pictures/ankle_up.png", "clinic/pictures/ankle_down.png")
    assert motion.initial == motion.pictures[0]
    assert [part.to for part in motion.cycle] == [motion.pictures[1], motion.pictures[0]]


def test_where_pictures_cannot_be_shown_somebody_stands_still() -> None:
    led = Performance(manual().exercises["chair_ankle_circles"], 40)
    frames = [led.frame(moment) for moment in (0.5, 3, 9, 15)]
    for before, after in pairwise(frames):
        assert before.joints == after.joints


def test_an_id_of_ours_is_overridden() -> None:
    files = pack_files.ours()
    name = "exercises/stand_foot_tripod.toml"
    one = {ABOUT: files[ABOUT], name: files[name].replace("Foot balance", "Three points")}
    library = merged(load(), [parse_pack("mine", one, load())])
    assert library.exercises["stand_foot_tripod"].name.en == "Three points"
    assert [one.items for one in library.routines.values()] == [
        one.items for one in load().routines.values()
    ]
    assert list(library.exercises) == list(load().exercises)


def test_what_an_overridden_exercise_serves_is_counted_anew() -> None:
    files = pack_files.ours()
    name = "exercises/stand_calf_raise.toml"
    points = files[name].replace('["pelvis_posture"]', '["hip_mobility"]')
    library = merged(load(), [parse_pack("mine", {ABOUT: files[ABOUT], name: points}, load())])
    before, after = (one.routines["hourly_stand_c"].point_share for one in (load(), library))
    assert after["hip_mobility"] == pytest.approx(before["hip_mobility"] + 40 / 150, abs=0.01)
    assert sum(after.values()) == pytest.approx(1)


def test_a_hidden_exercise_is_replaced_or_left_out_everywhere() -> None:
    library = merged(load(), [about(hide_exercises=["stand_quad", "breath_belly_thin"])])
    assert not {"stand_quad", "breath_belly_thin"} & set(library.exercises)
    assert "stand_hip_flexor" in {item.exercise for item in library.routines["post_workout"].items}
    seat = library.routines["no_leave_90"]
    assert (seat.seconds, len(seat.items)) == (60, 2)
    assert sum(seat.point_share.values()) == pytest.approx(1)
    assert library.exercises["supine_drawin"].alt is None
    mentioned = {name for one in library.questions for name in one.boost | one.demote}
    assert mentioned <= set(library.exercises)


def test_a_question_keeps_its_drawing_when_the_exercise_is_hidden() -> None:
    library = merged(load(), [about(hide_exercises=["supine_knee_hug"])])
    asked = next(one for one in library.questions if one.id == "SC4")
    assert "supine_knee_hug" not in asked.boost
    assert asked.drawn is load().exercises["supine_knee_hug"]


def test_what_is_hidden_in_a_ring_of_substitutes_is_left_out() -> None:
    ring = {"chair_twist": "chair_side_reach", "chair_side_reach": "chair_twist"}
    exercises = {name: replace(one, alt=ring.get(name, one.alt))
                 for name, one in load().exercises.items()}  # fmt: skip
    pack = replace(manual(), exercises={}, routines={}, hide_exercises=frozenset(ring))
    library = merged(replace(load(), exercises=exercises), [pack])
    assert [item.exercise for item in library.routines["posture_60_c"].items] == [
        "chair_knee_lift_hug"
    ]


def test_a_hidden_routine_is_gone() -> None:
    library = merged(load(), [about(hide_routines=["morning_120", "no_leave_90"])])
    assert not {"morning_120", "no_leave_90"} & set(library.routines)
    assert not library.weights.morning_only | library.weights.seat_only


def test_of_two_packs_the_last_word_wins() -> None:
    first = manual()
    circles = first.exercises["chair_ankle_circles"]
    other = replace(first, exercises={circles.id: replace(circles, intensity=2)})
    assert merged(load(), [first, other]).exercises[circles.id].intensity == 2
    assert merged(load(), [other, first]).exercises[circles.id].intensity == 1


def test_the_choice_holds_with_a_pack_for_everybody() -> None:
    library, chance = merged(load(), [manual()]), random.Random(7)
    seen = set()
    for _ in range(1500):
        context = contexts.any_one(chance, library)
        plan = choose(context, library).plan
        assert plan is not None
        seen.add(plan.routine)
        done = [library.exercises[step.exercise] for step in plan.steps]
        if any(context.fit.allows(one) for one in library.exercises.values()):
            assert all(context.fit.allows(one) for one in done)
    assert "ankle_care" in seen


# ---- bad ones: file, what is changed, what is said


def line_of(name: str, words: str) -> int:
    text = pack_files.of_the_manual()[name]
    return text[: text.index(words)].count("\n") + 1


FAULTS = [
    (CIRCLES, 'region = "calf"', 'region = "neck"', "region", "Make it one of"),
    (CIRCLES, 'region = "calf"', 'reigon = "calf"', "reigon", "is not known here"),
    (CIRCLES, '"足首まわし"', '""', "name.ja", 'is ""'),
    (CIRCLES, '"つま先でゆっくり円を描く"', "3", "steps[1].ja", "is 3"),
    (CIRCLES, '"leg_symptoms"', '"sleepy"', "avoid_if[0]", "Make it one of|an id"),
    (CIRCLES, '"breath_belly_thin"', '"chair_figure_4"', "alt", '"chair_figure4"'),
    (CIRCLES, '"breath_belly_thin"', '"chair_ankle_circles"', "alt", "is the exercise itself"),
    (CIRCLES, '"breath_belly_thin"', '"fours_cat_cow"', "alt", 'leaves the flag "leg_symp'),
    (CIRCLES, "sides = 2", "sides = 3", "dose.sides", "is not a number of sides"),
    (CIRCLES, "sides = 2", 'cycle_s = "4"', "dose.cycle_s", 'is "4"'),
    (CIRCLES, "seconds = 2, cue", "seconds = 0, cue", "motion.cycle[0].seconds", "above 0"),
    (CIRCLES, '"つま先を上へ"', '""', "motion.cycle[1].cue.ja", "not empty"),
    (CIRCLES, 'to = "pictures/ankle_up.png"', 'to = "up.png"', "motion.cycle[1].to", "one of"),
    (CIRCLES, '["pictures/ankle_up.png"', '["../up.png"', "motion.pictures[0]", "Name a file"),
    (CIRCLES, '["pictures/ankle_up.png"', '["/up.png"', "motion.pictures[0]", "Name a file"),
    (CIRCLES, '["pictures/ankle_up.png"', '["up.exe"', "motion.pictures[0]", "Name a file"),
    (CIRCLES, 'id = "chair_ankle_circles"', 'id = "circles"', "id", "the same name"),
    (ANKLES, 'id = "ankle_care"', 'id = "ankles"', "id", "the same name"),
    (ANKLES, 'kind = "care"', 'kind = "own"', "kind", "one of"),
    (ANKLES, '"chair_ankle_circles"', '"ankle_circles"', "items[0].exercise", "an id"),
    (ANKLES, "seconds = 40 },\n]", "seconds = 2 },\n]", "items[1].seconds", "too short"),
    (ABOUT, "format = 1", "format = 2", "format", "Make it 1"),
    (ABOUT, '"stand_quad"', '"stand_kwad"', "hide_exercises[0]", "an id that exists"),
    (ABOUT, '"stand_quad"', '"stand_march_walk"', "hide_exercises[0]", "cannot do without"),
    (ABOUT, "hide_routines = []", 'hide_routines = ["breathe_60"]', "hide_routines[0]",
     "cannot do without"),
    (ABOUT, '"2026-11-22"', '"2026-02-30"', "reviewed", "a day that exists"),
    (ABOUT, '"2026-11-22"', "2026-11-22", "reviewed", "in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "field", "said"), FAULTS)
def test_a_fault_names_file_line_and_field(
    name: str, old: str, new: str, field: str, said: str
) -> None:
    message = fault_of(edited(name, old, new))
    assert message.startswith(f"clinic/{name}, line {line_of(name, old)}: {field}: "), message
    assert re.search(said, message), message


@pytest.mark.parametrize(("name", "old", "new"), [fault[:3] for fault in FAULTS])
def test_in_japanese_all_of_a_fault_is_in_japanese(
    name: str, old: str, new: str, japanese: None
) -> None:
    message = fault_of(edited(name, old, new))
    assert message.startswith(f"clinic/{name} の{line_of(name, old)}行目: "), message
    said = re.sub(r'"[^"]*"', "", message.split(": ", 2)[2])
    problem, remedy = said.split("。", 1)
    assert JAPANESE.search(problem), message
    assert JAPANESE.search(remedy), message
    assert not re.search(r"\b(is|are|has|Make|Give|Put|Name|Add|one of|such as|or)\b", said), (
        message
    )


def test_a_picture_that_is_not_there_is_named() -> None:
    files = pack_files.of_the_manual()
    del files["pictures/ankle_up.png"]
    line = line_of(CIRCLES, "pictures = [")
    assert f"clinic/{CIRCLES}, line {line}: motion.pictures[0]: " in fault_of(files)


def test_a_picture_that_is_never_shown_is_named() -> None:
    files = edited(CIRCLES, '["pictures/ankle_up.png"', '["spare.png", "pictures/ankle_up.png"')
    first = files[CIRCLES].replace("side_change", 'initial = "pictures/ankle_up.png"\nside_change')
    message = fault_of({**files, CIRCLES: first, "spare.png": ""})
    assert "motion.pictures.spare.png: is never used" in message


def test_broken_toml_is_told_with_its_line() -> None:
    message = fault_of(edited(ANKLES, 'kind = "care"', "kind = care"))
    assert message.startswith(f"clinic/{ANKLES}, line {line_of(ANKLES, 'kind')}: is not TOML (")
    unfinished = fault_of({**pack_files.of_the_manual(), ABOUT: 'name = "'})
    assert unfinished.startswith("clinic/pack.toml: is not TOML (")


def test_a_missing_field_is_told_with_the_table_it_belongs_to() -> None:
    message = fault_of(edited(CIRCLES, 'type = "reps"\n', ""))
    assert f"clinic/{CIRCLES}, line {line_of(CIRCLES, '[dose]')}: dose.type: is missing" in message


def test_a_folder_that_is_no_pack_is_told_so() -> None:
    assert fault_of({}).startswith("clinic/pack.toml: is missing")


@pytest.mark.parametrize("name", ["notes.toml", "more/exercises/a.toml"])
def test_a_toml_file_in_the_wrong_place_is_named(name: str) -> None:
    message = fault_of({**pack_files.of_the_manual(), name: ""})
    assert message.startswith(f"clinic/{name}: is not part of a pack")


@pytest.mark.parametrize("value", ["3", "[]", '"text"', "[3]"])
@pytest.mark.parametrize("key", ["dose", "motion", "steps", "points", "alt"])
def test_a_value_of_the_wrong_kind_is_a_fault_and_never_a_crash(key: str, value: str) -> None:
    text = re.sub(rf"(?ms)^\[{key}\].*?(?=^\[|\Z)", "", pack_files.of_the_manual()[CIRCLES])
    text = re.sub(rf"(?m)^{key} = (\[\n.*?^\]|.*?$)", "", text, flags=re.DOTALL | re.MULTILINE)
    files = {**pack_files.of_the_manual(), CIRCLES: f"{key} = {value}\n{text}"}
    assert f"clinic/{CIRCLES}, line 1: {key}" in fault_of(files)


@pytest.mark.parametrize("motion", ["poses = 3", "poses = { A = 3 }", "pictures = 3", "cycle = [3]",
                                    "pictures = []"])  # fmt: skip
def test_a_motion_of_the_wrong_kind_is_a_fault(motion: str) -> None:
    text = pack_files.of_the_manual()[CIRCLES]
    files = {
        **pack_files.of_the_manual(),
        CIRCLES: f"{text[: text.index('[motion]')]}[motion]\n{motion}",
    }
    assert f"clinic/{CIRCLES}, line " in fault_of(files)


@pytest.mark.parametrize("items", ["3", "[3]", '[{ exercise = 3, seconds = 3 }]', "[]",
                                   '[{ exercise = "chair_twist", seconds = 0 }]'])  # fmt: skip
def test_items_of_the_wrong_kind_are_a_fault(items: str) -> None:
    head = pack_files.of_the_manual()[ANKLES].split("items")[0]
    files = {**pack_files.of_the_manual(), ANKLES: f"{head}items = {items}\n"}
    assert f"clinic/{ANKLES}, line " in fault_of(files)


def test_a_pack_that_leaves_a_kind_without_a_routine_is_refused() -> None:
    with pytest.raises(ContentError, match=r"pack\.toml, line 4: hide_routines: has no routine of"):
        about(hide_exercises=[], hide_routines=["post_workout"])


def test_a_pack_that_leaves_nothing_of_a_routine_is_refused() -> None:
    with pytest.raises(ContentError, match='leave nothing of the routine "posture_60_b"'):
        about(hide_exercises=["chair_side_reach", "breath_belly_thin"])


def test_a_pack_that_breaks_a_chain_of_ours_is_refused() -> None:
    name = "exercises/chair_sitbone_shift.toml"
    barred = pack_files.ours()[name].replace("avoid_if = []", 'avoid_if = ["leg_symptoms"]')
    barred = barred.replace('load = "neutral"', 'load = "neutral"\nalt = "breath_slow_46"')
    files = {ABOUT: pack_files.ours()[ABOUT], name: barred}
    with pytest.raises(ContentError, match=r"mine: exercises/fours_cat_cow\.toml: alt: following"):
        parse_pack("mine", files, load())


def test_an_override_of_what_everybody_needs_must_suit_everybody() -> None:
    name = "exercises/stand_march_walk.toml"
    strong = pack_files.ours()[name].replace("intensity = 1", "intensity = 2")
    with pytest.raises(ContentError, match="avoid_if: rules people out"):
        parse_pack("mine", {ABOUT: pack_files.ours()[ABOUT], name: strong}, load())


def test_a_second_pack_may_follow_one_that_hides() -> None:
    first = about(hide_exercises=["breath_belly_thin", "chair_sitbone_shift"])
    library = merged(load(), [first])
    second = {**pack_files.of_the_manual()}
    second[CIRCLES] = second[CIRCLES].replace("breath_belly_thin", "breath_slow_46")
    both = merged(library, [parse_pack("clinic", second, library)])
    assert "chair_ankle_circles" in both.exercises
