"""The pure parts of the break window: the shield, the place, the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, QSize

from lowback_tray import i18n
from lowback_tray.care import library as content
from lowback_tray.care.exercise import Library
from lowback_tray.care.packs import parse_pack
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.engine.effects import Ending
from lowback_tray.engine.events import StartBreak
from lowback_tray.engine.policy import BreakKind
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.placing import GAP, fitting, spot
from lowback_tray.ui.break_window.shield import GUARD_S, KeyShield
from lowback_tray.ui.break_window.stage import telling_moment
from tests.care import pack_files
from tests.ui import samples
from tests.ui.fakes import HandClock

A, B = 65, 66

# ---- the shield


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def shield(clock: HandClock) -> KeyShield:
    made = KeyShield(clock)
    made.raise_now()
    return made


def test_a_key_in_the_first_moment_is_swallowed(shield: KeyShield) -> None:
    assert shield.pressed(A, repeat=False)
    assert shield.released(A, repeat=False)


def test_a_key_after_the_first_moment_acts(shield: KeyShield, clock: HandClock) -> None:
    clock.pass_(GUARD_S)
    assert not shield.pressed(A, repeat=False)
    assert not shield.released(A, repeat=False)


def test_the_shield_stays_until_the_last_key_is_up(shield: KeyShield, clock: HandClock) -> None:
    shield.pressed(A, repeat=False)
    clock.pass_(GUARD_S + 1)
    assert shield.pressed(B, repeat=False)
    shield.released(B, repeat=False)
    assert shield.pressed(B, repeat=False)
    shield.released(A, repeat=False)
    assert shield.released(B, repeat=False)
    assert not shield.pressed(B, repeat=False)


def test_a_key_held_since_before_never_acts_by_repeating(
    shield: KeyShield, clock: HandClock
) -> None:
    clock.pass_(60)
    assert shield.pressed(A, repeat=True)
    assert shield.pressed(A, repeat=True)
    assert shield.released(A, repeat=False)
    assert not shield.pressed(A, repeat=False)


def test_a_key_pressed_here_may_repeat(shield: KeyShield, clock: HandClock) -> None:
    clock.pass_(60)
    shield.pressed(A, repeat=False)
    assert not shield.pressed(A, repeat=True)
    assert not shield.released(A, repeat=True)


def test_keys_whose_release_goes_elsewhere_are_forgotten(
    shield: KeyShield, clock: HandClock
) -> None:
    shield.pressed(A, repeat=False)
    shield.forget()
    clock.pass_(GUARD_S)
    assert not shield.pressed(B, repeat=False)


def test_a_release_that_was_none_leaves_a_key_what_it_was(
    shield: KeyShield, clock: HandClock
) -> None:
    shield.pressed(A, repeat=False)
    clock.pass_(GUARD_S)
    shield.released(A, repeat=False)
    shield.never_came_up(A)
    assert shield.pressed(A, repeat=True), "held since before the window came"
    shield.released(A, repeat=False)
    shield.pressed(B, repeat=False)
    shield.released(B, repeat=False)
    shield.never_came_up(B)
    assert not shield.pressed(B, repeat=True), "pressed here, and still down"


def test_a_window_that_comes_again_is_shielded_again(shield: KeyShield, clock: HandClock) -> None:
    clock.pass_(60)
    shield.raise_now()
    assert shield.pressed(A, repeat=False)


# ---- the place

SCREEN = QRect(100, 50, 1280, 700)
FRAME = QMargins(2, 30, 2, 4)
SIZE = QSize(444, 560)


def test_the_corner_is_the_lower_right_one_frame_included() -> None:
    where = spot("corner", SIZE, SCREEN, FRAME)
    right, low = where.x() + 448, where.y() + 594
    assert (right, low) == (SCREEN.right() + 1 - GAP, SCREEN.bottom() + 1 - GAP)


def test_the_centre_leaves_the_same_on_both_sides() -> None:
    assert spot("centre", SIZE, SCREEN, FRAME) == QPoint(100 + (1280 - 448) // 2, 50 + 53)


@pytest.mark.parametrize("place", ["corner", "centre"])
def test_a_window_as_large_as_the_screen_starts_at_its_edge(place: str) -> None:
    small = QRect(0, 0, 640, 480)
    size = fitting(QSize(888, 1120), small, FRAME)
    assert size == QSize(636, 446)
    assert spot("corner" if place == "corner" else "centre", size, small, FRAME) == QPoint(0, 0)


def test_a_size_that_fits_is_kept() -> None:
    assert fitting(SIZE, SCREEN, FRAME) == SIZE


# ---- the words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(30, "30 s"), (60, "about 1 min"), (90, "about 1½ min"), (150, "about 2½ min"),
     (300, "about 5 min")],
)  # fmt: skip
def test_a_length_is_said_to_the_half_minute(seconds: float, text: str) -> None:
    assert wording.about(seconds) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(58.9, "You have been sitting for 58 min"), (125, "You have been sitting for 2 h 5 min")],
)
def test_sitting_is_said_in_whole_minutes(minutes: float, text: str) -> None:
    assert wording.sitting_line(minutes * 60) == text


def test_the_plan_names_each_exercise_once_and_its_length(library: Library) -> None:
    plan = samples.STAND_UP
    line = wording.plan_line(plan, library)
    for step in plan.steps:
        assert line.count(library.exercises[step.exercise].name.en) == 1
    assert line.replace("\u2060", "").endswith("about\u00a02½\u00a0min")
    twice = type(plan)(plan.routine, plan.steps + plan.steps[2:3], plan.standing)
    assert wording.plan_line(twice, library).count("March on the spot") == 1


def test_what_others_draw_has_no_invisible_glue(library: Library) -> None:
    line = wording.plan_line(samples.STAND_UP, library)
    assert "\u2060" in line
    assert "\u2060" not in wording.unglued(line)


def test_the_plan_is_named_in_japanese_where_that_is_spoken(library: Library) -> None:
    i18n.use("ja")
    assert "立って背のび" in wording.plan_line(samples.STAND_UP, library)


def test_a_step_says_its_place_and_its_side() -> None:
    assert wording.step_line(samples.guide(), None) == "Step 2 of 4"
    assert wording.step_line(samples.guide(), "right") == "Step 2 of 4 · right side"


def test_lines_of_instruction_follow_each_other_over_the_side() -> None:
    assert [wording.line_at(4, s, 30) for s in (0, 7, 8, 16, 23, 29, 99)] == [0, 0, 1, 2, 3, 3, 3]


def test_the_second_side_begins_with_the_first_line_again() -> None:
    library = content.load().exercises.values()
    both = next(one for one in library if one.dose.sides == 2 and len(one.steps) > 1)
    once = next(one for one in library if one.dose.sides != 2 and len(one.steps) > 1)
    last = len(both.steps) - 1
    assert [wording.line_of(both, 60, s) for s in (0, 29.9, 30, 60)] == [0, last, 0, last]
    assert [wording.line_of(once, 60, s) for s in (0, 60)] == [0, len(once.steps) - 1]


def test_no_line_flashes_by_in_a_short_step() -> None:
    assert [wording.line_at(4, s, 8) for s in (0, 3.9, 4, 7.9)] == [0, 0, 1, 1]


def test_the_end_says_what_was_done_and_no_more() -> None:
    assert wording.done_title(samples.done()) == "You stood up"
    assert wording.done_title(samples.done(stood=False)) == "Done in the seat"
    assert "runs on" in wording.done_line(samples.done(stood=False))
    assert "2 min 30 s" in wording.done_line(samples.done())
    just_stood = wording.done_line(samples.done(Ending.STOOD, seconds=3))
    assert "3 s" not in just_stood
    assert "enough" in just_stood


MINUTES = (58, 31, 58, 0, 1, 58, 5, 3, 9, 58, 58, 58)


@pytest.mark.parametrize("kind", list(BreakKind))
def test_a_line_does_not_come_back_within_five(library: Library, kind: BreakKind) -> None:
    rotation = wording.Rotation()
    seen = []
    for minutes in MINUTES:
        seen.append(rotation.line(samples.prompt(kind=kind, minutes=minutes), library))
        other = next(one for one in BreakKind if one is not kind)  # in between, of another kind
        rotation.line(samples.prompt(kind=other), library)
    for place, line in enumerate(seen):
        assert line not in seen[max(0, place - 5) : place]


def test_the_same_past_leads_to_the_same_line(library: Library) -> None:
    one, other = wording.Rotation(), wording.Rotation()
    prompts = [samples.prompt(minutes=minutes) for minutes in MINUTES]
    assert [one.line(p, library) for p in prompts] == [other.line(p, library) for p in prompts]


def test_a_stand_up_in_the_seat_is_asked_for_in_words_of_the_seat(library: Library) -> None:
    rotation = wording.Rotation()
    seated = samples.prompt(plan=samples.IN_THE_SEAT)
    said = {rotation.line(seated, library) for _ in range(40)}
    assert said <= set(library.prompts["posture-reset"])


@pytest.mark.parametrize(
    ("kind", "standing", "title"),
    [
        (BreakKind.STAND_UP, True, "Time to stand up"),
        (BreakKind.STAND_UP, False, "Time to move in your seat"),
        (BreakKind.POSTURE_RESET, False, "Time for a posture reset"),
        (BreakKind.CARE, False, "Time to wind down"),
        (BreakKind.SWITCH, True, "Time to sit or move"),
    ],
)
def test_a_prompt_is_named_by_what_it_asks_for(kind: BreakKind, standing: bool, title: str) -> None:
    plan = samples.STAND_UP if standing else samples.IN_THE_SEAT
    prompt = samples.prompt(kind=kind, plan=plan)
    assert wording.prompt_title(prompt) == title


def test_start_offers_half_a_minute_the_usual_and_five(library: Library) -> None:
    choices = wording.length_choices(samples.STAND_UP, short=True)
    assert choices == [
        ("30 s in the seat", StartBreak(short=True)),
        ("2½ min", StartBreak()),
        ("5 min", StartBreak(length_s=300)),
    ]


def test_what_is_offered_beside_it_or_as_long_already_is_not_offered_twice() -> None:
    long = replace(samples.STAND_UP, steps=(PlanStep("stand_march_walk", 290),))
    assert wording.length_choices(long, short=False) == [("5 min", StartBreak())]


def test_a_length_under_a_minute_is_said_in_seconds() -> None:
    brief = replace(samples.STAND_UP, steps=(PlanStep("stand_march_walk", 30),))
    assert wording.length_choices(brief, short=False)[0] == ("30 s", StartBreak())


def test_somebody_in_pain_is_not_asked_for_more() -> None:
    plan = Plan("position_change", (PlanStep("stand_march_walk", 60),), standing=True)
    assert wording.length_choices(plan, short=True) == []


def test_every_exercise_says_where_it_comes_from(library: Library) -> None:
    said = {one.id: wording.source_line(one) for one in library.exercises.values()}
    assert said["supine_knee_hug"] == "The article this program carries, item P2-L1"
    assert said["wall_calf"] == "Common exercise practice"
    assert all(line.strip() and "seed" not in line for line in said.values())


def test_a_source_with_a_name_of_its_own_is_named(library: Library) -> None:
    exercise = replace(library.exercises["wall_calf"], source=("Clinic handout 3",))
    assert wording.source_line(exercise) == "Clinic handout 3"


def test_a_pack_without_a_source_is_itself_the_source(library: Library) -> None:
    pack = parse_pack("clinic", pack_files.of_the_manual(), library)
    circles = pack.exercises["chair_ankle_circles"]
    assert wording.source_line(circles) == "The content pack “clinic”"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "22 November 2026"), ("ja", "2026年11月22日")]
)
def test_every_exercise_of_ours_says_when_it_was_reviewed_and_by_whom_not(
    library: Library, language: str, said: str
) -> None:
    i18n.use(language)
    line = wording.review_line(library.exercises["wall_calf"], library)
    assert said in line
    if language == "en":
        assert line.endswith("not yet by a physiotherapist")


def test_a_pack_speaks_for_its_own_review(library: Library) -> None:
    pack = parse_pack("clinic", pack_files.of_the_manual(), library)
    circles = replace(pack.exercises["chair_ankle_circles"], reviewed=date(2024, 5, 6))
    assert wording.review_line(circles, library) == "Reviewed 6 May 2024, as the pack says"
    unsaid = replace(circles, reviewed=None)
    assert wording.review_line(unsaid, library) == "The pack does not say when it was reviewed"


def test_an_end_in_pain_says_so_kindly() -> None:
    ended = samples.done(Ending.ENDED_EARLY, stood=False)
    assert wording.done_title(ended) == "Ended here"
    assert "comfortable" in wording.done_line(ended)


def test_the_telling_moment_is_the_end_of_the_first_movement(library: Library) -> None:
    for exercise in library.exercises.values():
        moment = telling_moment(exercise, exercise.duration_s)
        assert 0 < moment < exercise.duration_s
