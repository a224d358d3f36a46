"""The content as a whole, and every rule it is held to: break one thing, read the fault."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lowback_tray.care import library, terms
from lowback_tray.errors import ContentError
from tests.care import content

TWIST = "exercises/chair_twist.json"
HUG = "exercises/supine_knee_hug.json"
RESET = "exercises/chair_pelvis_reset.json"
ALIGN = "exercises/wall_align.json"
STRAP = "exercises/supine_hamstring_strap.json"
ROUTINES = "routines/routines.json"
OWN = "routines/own.json"
CHOOSER = "routines/chooser.json"


def fault_of(files: content.Files) -> str:
    with pytest.raises(ContentError) as caught:
        library.parse(files)
    assert caught.value.remedy
    return str(caught.value)


def put(path: str, value: object) -> content.Change:
    """A change that sets "dose.fit" or "[3].items[0].seconds"."""

    def change(root: Any) -> None:
        *way, last = path.replace("[", ".[").lstrip(".").split(".")
        here = root
        for key in way:
            here = here[int(key[1:-1])] if key.startswith("[") else here[key]
        here[int(last[1:-1]) if last.startswith("[") else last] = value

    return change


def drop(path: str, key: str) -> content.Change:
    """A change that removes a key of the object at `path`."""

    def change(root: Any) -> None:
        here = root
        for part in filter(None, path.split(".")):
            here = here[part]
        del here[key]

    return change


def both(*changes: content.Change) -> content.Change:
    """Several changes to one file."""

    def change(root: Any) -> None:
        for one in changes:
            one(root)

    return change


# ---- the good data


def test_the_whole_content_is_there() -> None:
    loaded = library.load()
    assert len(set(loaded.exercises) - {terms.SIT_BACK}) == 37
    assert len(loaded.routines) == 20
    assert set(loaded.own) == {
        "walk_a_little", "position_change", "short_seated", "unseen_in_call",
    }  # fmt: skip
    assert len(loaded.questions) == 7
    assert {tier: len(signs) for tier, signs in loaded.signs.tiers.items()} == {
        "emergency": 5, "soon": 7, "consult": 4,
    }  # fmt: skip
    assert all(len(lines) >= 12 for lines in loaded.prompts.values())
    assert list(loaded.places) == ["desk", "stand_space", "mat"]


def test_every_movement_of_the_article_is_there() -> None:
    items = {source for one in library.load().exercises.values() for source in one.source}
    assert {
        "seed:P1-R1", "seed:P1-R2", "seed:P2-L1", "seed:P2-L2", "seed:P3-E1", "seed:P3-E2",
        "seed:ST-1", "seed:ST-2", "seed:CORE-1", "seed:CORE-2", "seed:DAILY-1", "seed:DAILY-2",
        "seed:DAILY-3", "seed:REST-1",
    } <= items  # fmt: skip


def test_the_library_is_read_once() -> None:
    assert library.load() is library.load()


def test_a_question_is_drawn_in_the_position_it_speaks_of() -> None:
    drawn = {one.id: one.drawn.position for one in library.load().questions}
    assert drawn == {
        "SC1": "chair", "SC2": "standing", "SC3": "standing", "SC4": "floor-supine",
        "SC5": "chair", "SC6": "chair", "SC7": "chair",
    }  # fmt: skip


def test_an_exercise_carries_its_card_and_its_figure() -> None:
    twist = library.load().exercises["chair_twist"]
    assert twist.name.en == "Gentle seated twist"
    assert twist.name.ja == "椅子でゆるひねり"
    assert twist.dose.sides == "alternate"
    assert twist.avoid_if == {"osteoporosis", "leg_symptoms", "spinal_fracture"}
    assert [part.to for part in twist.motion.cycle] == ["B", "A", "C", "A"]
    pose = twist.motion.poses["A"]
    assert set(pose.angles) == {"lumbar", "thorax", "head", "pelvis", "shoulders"}
    assert len(pose.limbs["arm_l"]) == 2
    assert len(pose.limbs["leg_r"]) == 3
    assert len(pose.scale["trunk"]) == 1


def test_a_hold_and_its_sway_are_read() -> None:
    motion = library.load().exercises["chair_pelvis_reset"].motion
    assert motion.cycle[1].to is None
    assert motion.cycle[1].seconds == 41
    assert motion.idle == ("B", "C", 4)


# ---- every rule, broken once: file, change, where the fault must point

BROKEN: list[tuple[str, content.Change, str]] = [
    # an exercise's own keys
    (TWIST, put("id", "chair_turn"), "chair_twist.json: id"),
    (TWIST, put("id", "Chair Twist"), "chair_twist.json: id"),
    (TWIST, put("colour", "red"), "chair_twist.json: colour: is not known here"),
    (TWIST, drop("", "breathing"), "chair_twist.json: breathing: is missing"),
    (TWIST, drop("name", "ja"), "chair_twist.json: name.ja: is missing"),
    (TWIST, put("name.ja", ""), "chair_twist.json: name.ja"),
    (TWIST, put("name.en", " Twist"), "chair_twist.json: name.en: has space around it"),
    (TWIST, put("name.en", 3), "chair_twist.json: name.en: is 3"),
    (TWIST, put("steps[0].en", "one\ntwo"), "chair_twist.json: steps[0].en"),
    (TWIST, put("steps", []), "chair_twist.json: steps: has 0 entries"),
    (TWIST, put("steps", "Turn."), "chair_twist.json: steps"),
    (TWIST, put("source", []), "chair_twist.json: source"),
    (TWIST, put("points", []), "chair_twist.json: points: has 0 entries"),
    (TWIST, put("points[0]", "knees"), "chair_twist.json: points[0]"),
    (TWIST, put("points[1]", "pelvis_posture"), "chair_twist.json: points[1]: is there twice"),
    (TWIST, put("region", "neck"), "chair_twist.json: region"),
    (TWIST, put("position", "sofa"), "chair_twist.json: position"),
    (TWIST, put("where", "garden"), "chair_twist.json: where"),
    (TWIST, put("where", "mat"), 'chair_twist.json: where: is "mat" for the position "chair"'),
    (TWIST, put("avoid_if", ["sleepy"]), "chair_twist.json: avoid_if[0]"),
    (TWIST, put("caution_if", ["leg_symptoms"]), "chair_twist.json: caution_if: repeats"),
    (TWIST, put("alt", "chair_turn"), "chair_twist.json: alt"),
    (TWIST, put("alt", "chair_twist"), "chair_twist.json: alt: is the exercise itself"),
    (TWIST, put("alt", None), "chair_twist.json: alt: following it never leaves"),
    (TWIST, put("alt", "fours_cat_cow"), 'leaves the flag "leg_symptoms"'),
    (TWIST, put("load", "heavy"), "chair_twist.json: load"),
    (TWIST, put("intensity", 3), "chair_twist.json: intensity"),
    (TWIST, put("intensity", "1"), "chair_twist.json: intensity"),
    (TWIST, put("duration_s", 40.5), "chair_twist.json: duration_s"),
    (TWIST, put("duration_s", 41), "chair_twist.json: duration_s: is 41, but the dose lasts 40"),
    (TWIST, lambda root: root.clear(), "chair_twist.json: is {}"),
    (TWIST, put("unsuitable_in", ["rain"]), "chair_twist.json: unsuitable_in[0]"),
    (ALIGN, put("alt", None), 'leaves the situation "no_wall" within 2 steps'),
    # the dose
    (TWIST, put("dose.fit", "stretch"), "chair_twist.json: dose.fit"),
    (TWIST, put("dose.fit", "hold"), 'chair_twist.json: dose.fit: is "hold" without'),
    (TWIST, put("dose.type", "laps"), "chair_twist.json: dose.type"),
    (TWIST, put("dose.reps", 0), "chair_twist.json: dose.reps"),
    (TWIST, put("dose.reps", True), "chair_twist.json: dose.reps: is true"),
    (TWIST, put("dose.hold_s", -1), "chair_twist.json: dose.hold_s"),
    (TWIST, put("dose.hold_s", 4), "chair_twist.json: dose.hold_s: is not a hold"),
    (TWIST, put("dose.sides", 3), "chair_twist.json: dose.sides"),
    (TWIST, put("dose.sides", True), "chair_twist.json: dose.sides"),
    (TWIST, put("dose.sides", []), "chair_twist.json: dose.sides"),
    (TWIST, put("dose.cycle_s", 0), "chair_twist.json: dose.cycle_s: is 0"),
    (TWIST, put("dose.cycle_s", 11), "chair_twist.json: dose.cycle_s: is 11, but motion.cycle"),
    (TWIST, put("dose.cycles", 0), "chair_twist.json: dose.cycles"),
    (TWIST, put("dose.seed_dose", ""), "chair_twist.json: dose.seed_dose"),
    (TWIST, put("dose.seconds_per_side", 20), "chair_twist.json: dose.seconds_per_side"),
    (HUG, put("dose.seconds_per_side", None), "supine_knee_hug.json: dose.seconds_per_side"),
    (HUG, put("dose.seconds_per_side", 29), "Make it 30"),
    # the figure
    (TWIST, put("motion.view", "back"), "chair_twist.json: motion.view"),
    (TWIST, put("motion.skeleton", "side"), "chair_twist.json: motion.skeleton"),
    (TWIST, put("motion.start_pose", ""), "chair_twist.json: motion.start_pose"),
    (TWIST, put("motion.tempo", ""), "chair_twist.json: motion.tempo"),
    (TWIST, put("motion.pin", "elbow_n"), "chair_twist.json: motion.pin"),
    (TWIST, put("motion.initial", "Z"), "chair_twist.json: motion.initial"),
    (TWIST, put("motion.poses", {}), "chair_twist.json: motion.poses"),
    (TWIST, drop("motion.poses", "C"), "chair_twist.json: motion.cycle[2].to"),
    (TWIST, drop("motion.poses.A", "arm_l"), "motion.poses.A.arm_l: is missing"),
    (TWIST, put("motion.poses.A.arm_n", [0, 0]), "motion.poses.A.arm_n: is not known here"),
    (TWIST, put("motion.poses.A.arm_l", [0]), "motion.poses.A.arm_l: has 1 entries"),
    (TWIST, put("motion.poses.A.arm_l[1]", "up"), 'motion.poses.A.arm_l[1]: is "up"'),
    (TWIST, put("motion.poses.A.arm_l[1]", 999), "motion.poses.A.arm_l[1]: is 999"),
    (TWIST, put("motion.poses.A.head", None), "motion.poses.A.head: is null"),
    (TWIST, put("motion.poses.A.head", 721), "motion.poses.A.head"),
    (TWIST, put("motion.poses.A.hip", [0]), "motion.poses.A.hip"),
    (TWIST, put("motion.poses.A.belly", 1.5), "motion.poses.A.belly"),
    (TWIST, put("motion.poses.A.scale.leg_l", [0, 1]), "motion.poses.A.scale.leg_l[0]"),
    (TWIST, put("motion.poses.A.scale.trunk", 0), "motion.poses.A.scale.trunk"),
    (TWIST, put("motion.poses.A.scale.nose", 1), "motion.poses.A.scale.nose: is not known"),
    (TWIST, put("motion.cycle", []), "chair_twist.json: motion.cycle: has 0 entries"),
    (TWIST, put("motion.cycle[0].seconds", 0), "motion.cycle[0].seconds"),
    (TWIST, put("motion.cycle[0].hold", 3), "motion.cycle[0].to: is not known here"),
    (TWIST, put("motion.cycle[0].cue", {"en": "Turn", "ja": ""}), "motion.cycle[0].cue.ja"),
    (TWIST, put("motion.cycle[0].to", "C"), "motion.poses.B: is never used"),
    (TWIST, put("motion.side_change", "spin"), "chair_twist.json: motion.side_change"),
    (TWIST, put("motion.side_change", "flip_x"), 'side_change: is "flip_x" with alternate'),
    (HUG, put("motion.side_change", "none"), 'side_change: is "none" with 2'),
    (TWIST, put("motion.props[0].kind", "sofa"), "motion.props[0].kind"),
    (TWIST, drop("motion", "props"), "chair_twist.json: motion.props: is missing"),
    (TWIST, put("motion.props[0]", {"seat_y": 24}), "motion.props[0]"),
    (TWIST, put("motion.props[0].seat_y", "low"), "motion.props[0].seat_y"),
    (TWIST, put("motion.props[0].arms", 2), "motion.props[0].arms: is not known here"),
    (STRAP, put("motion.props[1].between[0]", "nose"), "motion.props[1].between[0]"),
    (RESET, put("motion.idle_during_hold.between[1]", "Z"), "idle_during_hold.between[1]"),
    (RESET, put("motion.idle_during_hold.period_s", 0), "idle_during_hold.period_s"),
    # routines
    (ROUTINES, put("[1].id", "posture_60_a"), '[1].id: "posture_60_a" is there twice'),
    (ROUTINES, put("[0].kind", "own"), "[0].kind"),
    (ROUTINES, put("[0].why.ja", ""), "[0].why.ja"),
    (ROUTINES, put("[0].items", []), "[0].items: has 0 entries"),
    (ROUTINES, put("[0].items[0].exercise", "chair_shift"), "[0].items[0].exercise"),
    (ROUTINES, put("[0].items[1].seconds", 4), "[0].items[1].seconds: is 4, too short"),
    (ROUTINES, put("[1].items[0].seconds", 11), "[1].items[0].seconds: is 11, too short"),
    (ROUTINES, put("[0].seconds", 61), "[0].seconds: is 61, but the items last 60 s"),
    (ROUTINES, put("[0].where", "mat"), "[0].where"),
    (ROUTINES, put("[0].loads", ["neutral"]), "[0].loads"),
    (ROUTINES, put("[0].point_share.pelvis_posture", 0.5), "point_share.pelvis_posture"),
    (ROUTINES, put("[0].point_share.pelvis_posture", 1.5), "point_share.pelvis_posture"),
    (
        ROUTINES,
        lambda root: root.__delitem__(slice(16, 18)),
        'has no routine of the kind "post_workout"',
    ),
    (ROUTINES, put("[19].id", "breathe_61"), 'routines.json: has no "breathe_60"'),
    (OWN, put("[0].id", "run_a_little"), 'own.json: has no "walk_a_little"'),
    (OWN, put("[0].kind", "micro"), "[0].kind"),
    # the chooser's numbers
    (CHOOSER, drop("weights", "novelty"), "chooser.json: weights.novelty: is missing"),
    (CHOOSER, put("weights.novelty", -1), "chooser.json: weights.novelty"),
    (CHOOSER, put("answers.yes", 2), "chooser.json: answers.yes"),
    (CHOOSER, put("recency_hours", 0), "chooser.json: recency_hours"),
    (CHOOSER, put("evening_start", "9 pm"), "chooser.json: evening_start"),
    (CHOOSER, put("least_share_kept", 2), "chooser.json: least_share_kept"),
    (CHOOSER, put("seat_only", ["sit"]), "chooser.json: seat_only[0]"),
    (CHOOSER, put("morning_only", ["noon"]), "chooser.json: morning_only[0]"),
    # words, self-check, safety, prompts
    ("vocabulary.json", drop("points", "hip_mobility"), "points.hip_mobility: is missing"),
    ("vocabulary.json", put("positions.sofa", {"en": "a", "ja": "a"}), "positions.sofa"),
    ("vocabulary.json", drop("places", "mat"), "places.mat: is missing"),
    ("vocabulary.json", drop("flags", "no_exercise"), 'flags: has no "no_exercise"'),
    ("vocabulary.json", put("flags.dizzy.ja", ""), "flags.dizzy.ja"),
    ("vocabulary.json", drop("", "reviewed"), "reviewed: is missing"),
    ("vocabulary.json", put("reviewed", "2026-06-31"), 'reviewed: is "2026-06-31"'),
    ("vocabulary.json", put("reviewed", "20261122"), "a day that exists"),
    ("vocabulary.json", put("reviewed", 2026), "reviewed: is 2026"),
    ("selfcheck.json", put("[0].point", "knees"), "[0].point"),
    ("selfcheck.json", put("[0].boost", ["knees"]), "[0].boost[0]"),
    ("selfcheck.json", put("[3].drawn", "knees"), "[3].drawn"),
    ("selfcheck.json", put("[1].id", "SC1"), '[1].id: "SC1" is there twice'),
    (
        "selfcheck.json",
        lambda root: root.__delitem__(slice(5, 7)),
        'no question asks about "back_belly_balance"',
    ),
    ("safety.json", drop("lead", "always"), "lead.always: is missing"),
    ("safety.json", put("tiers.soon", []), "tiers.soon: has 0 entries"),
    ("safety.json", put("tiers.soon[0].score", 3), "tiers.soon[0].score: is not known here"),
    ("safety.json", put("stop_line.en", ""), "stop_line.en"),
    ("prompts.json", lambda root: root["stand-up"].__delitem__(slice(11, 99)), "at least 12"),
    ("tips.json", put("[0].id", "run_faster"), 'nothing says when to show "run_faster"'),
    ("tips.json", lambda root: root.pop(), 'has no "balanced_meals"'),
    ("tips.json", put("[0].source", []), "[0].source: has 0 entries"),
    ("background.json", put("[1].id", "settle"), '[1].id: "settle" is there twice'),
    ("background.json", put("[1].text.ja", ""), "[1].text.ja"),
    ("prompts.json", lambda root: root["stand-up"].append(root["stand-up"][0]), "a line twice"),
]


@pytest.mark.parametrize(("name", "change", "said"), BROKEN, ids=[row[2] for row in BROKEN])
def test_a_fault_names_its_place(name: str, change: content.Change, said: str) -> None:
    message = fault_of(content.changed(name, change))
    assert message.startswith(name)
    assert said in message


@pytest.mark.parametrize("name", ["stand_march_walk", "breath_slow_46"])
def test_what_is_offered_when_nothing_else_fits_must_suit_everyone(name: str) -> None:
    file = f"exercises/{name}.json"
    barred = both(put("avoid_if", ["dizzy"]), put("alt", "chair_side_reach"))
    loud = both(put("unsuitable_in", ["shoes"]), put("alt", "chair_side_reach"))
    for change in (barred, loud, put("intensity", 2)):
        message = fault_of(content.changed(file, change))
        assert message.startswith(f"{file}: avoid_if: rules people out")


def test_the_opener_cannot_be_removed() -> None:
    found = content.changed("exercises/stand_back_arch.json", put("alt", "stand_foot_tripod"))
    del found["exercises/stand_tall_stretch.json"]
    assert fault_of(found).startswith("exercises/stand_tall_stretch.json: is missing")


@pytest.mark.parametrize("name", content.TABLES)
def test_a_missing_file_is_named(name: str) -> None:
    found = content.files()
    del found[name]
    assert fault_of(found).startswith(f"{name}: is missing")


def test_a_file_that_is_no_content_is_named() -> None:
    assert fault_of({**content.files(), "notes.txt": "hello"}).startswith("notes.txt: is not a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read as JSON"),
        ('{"id": "a", "id": "b"}', '"id" is there twice'),
        ('{"id": NaN}', "NaN is not a number of JSON"),
        ("", "cannot be read as JSON"),
    ],
)
def test_a_file_that_is_not_json_is_named(text: str, said: str) -> None:
    message = fault_of({**content.files(), TWIST: text})
    assert message.startswith(TWIST)
    assert said in message


def test_a_misspelt_id_gets_a_suggestion() -> None:
    message = fault_of(content.changed(TWIST, put("alt", "chair_side_rich")))
    assert 'an id that exists, such as "chair_side_reach"' in message


def test_an_id_like_no_other_still_gets_examples() -> None:
    message = fault_of(content.changed(TWIST, put("alt", "zzzzzz")))
    assert 'an id that exists, such as "breath_belly_thin"' in message


def test_the_files_are_read_by_a_person_too() -> None:
    for name, text in content.files().items():
        assert text.endswith(("}\n", "]\n")), name
        assert "\\u" not in text, f"{name} hides its Japanese behind escapes"
        assert json.loads(text), name
