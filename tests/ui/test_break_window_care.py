"""The right steps in the break window: why, lengths, counts, sides, cautions, what hurts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lowback_tray import i18n
from lowback_tray.care.exercise import Library
from lowback_tray.care.plan import Plan, PlanStep, Why
from lowback_tray.engine import events as e
from lowback_tray.engine.effects import Ending
from lowback_tray.engine.policy import BreakKind
from lowback_tray.ui.theme import Themer
from tests.ui import samples
from tests.ui.break_world import World

LENGTHS = "Other lengths of the break"
HUG = Plan("x", (PlanStep("chair_knee_lift_hug", 40), PlanStep("chair_twist", 40)), False)
DONE = tuple(step.exercise for step in samples.STAND_UP.steps)


@pytest.fixture
def world(library: Library, themer: Themer) -> Iterator[World]:
    made = World(library)
    yield made
    made.window.release()


# ---- prompt


def test_one_small_line_says_why_this_routine(world: World) -> None:
    assert "Hip mobility: you answered yes, and not since yesterday" in world.ask().texts()
    unchosen = replace(samples.STAND_UP, why=None)
    assert not any("answered" in text for text in world.ask(plan=unchosen).texts())


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("30 s in the seat", e.StartBreak(short=True)),
        ("2½ min", e.StartBreak()),
        ("5 min", e.StartBreak(length_s=300)),
    ],
)
def test_start_comes_in_three_lengths(world: World, line: str, event: e.Event) -> None:
    world.ask().choose(line, LENGTHS)
    assert world.post.take() == [event]


def test_the_seat_is_not_offered_twice_once_the_snoozes_are_used_up(world: World) -> None:
    assert world.ask(snoozes_left=0).menu(LENGTHS) == ["2½ min", "5 min"]


def test_a_posture_reset_has_one_length(world: World) -> None:
    assert LENGTHS not in world.ask(kind=BreakKind.POSTURE_RESET).buttons()
    assert LENGTHS in world.ask().buttons()


def test_a_stand_up_in_the_seat_asks_nobody_to_stand(world: World) -> None:
    seated = replace(samples.IN_THE_SEAT, why=Why("place"))
    probe = world.ask(plan=seated)
    assert probe.title() == "Time to move in your seat"
    assert "I am already standing" not in probe.buttons()
    assert "What fits where you are now" in probe.texts()


def test_the_evening_asks_to_wind_down(world: World, library: Library) -> None:
    probe = world.ask(kind=BreakKind.CARE, minutes=20)
    texts = probe.texts()
    assert texts[0] == "Time to wind down"
    assert texts[1] in {line.en for line in library.prompts["care"]}
    assert not any("sitting" in text for text in texts)
    assert texts[1] in probe.spoken[-1]
    assert LENGTHS not in probe.buttons()


# ---- guide: counts and sides


@pytest.mark.parametrize(
    ("plan", "index", "left_s", "count"),
    [
        (samples.STAND_UP, 1, 49, "Hold for 15 s"),
        (samples.IN_THE_SEAT, 1, 9, "Repetition 1 of 2"),
        (samples.EVENING, 3, 84, "Breath 4 of 12"),
        (samples.STAND_UP, 1, 31, ""),  # the hold of this side is over
    ],
)
def test_the_guide_counts_what_the_exercise_counts(
    world: World, plan: Plan, index: int, left_s: float, count: str
) -> None:
    assert world.lead(plan=plan, index=index, left_s=left_s).count() == count


def test_the_count_follows_the_steady_clock(world: World, qtbot: QtBot) -> None:
    probe = world.lead(plan=samples.IN_THE_SEAT, index=1, left_s=9)
    world.steady.pass_(5)
    qtbot.waitUntil(lambda: probe.count() == "Repetition 2 of 2")


def test_the_count_is_said_in_the_language_in_force(world: World) -> None:
    probe = world.lead(plan=samples.EVENING, index=3, left_s=84)
    i18n.use("ja")
    world.window.retranslate()
    QApplication.processEvents()
    assert "4" in probe.count()
    assert probe.clipped() == []


@pytest.mark.parametrize(
    ("left_s", "line"), [(59, "Step 1 of 1 · left side"), (29, "Step 1 of 1 · right side")]
)
def test_the_side_done_less_begins_in_words_and_in_the_figure(
    world: World, left_s: float, line: str
) -> None:
    plan = Plan("x", (PlanStep("chair_figure4", 60, "left"),), standing=False)
    probe = world.lead(plan=plan, index=0, left_s=left_s)
    assert line in probe.texts()
    assert world.stages[0].first == "left"


def test_a_step_is_announced_with_what_to_do_and_where_it_starts(
    world: World, library: Library
) -> None:
    plan = Plan("x", (PlanStep("chair_figure4", 60, "left"),), standing=False)
    said = world.lead(plan=plan, index=0, left_s=60).spoken[-1]
    assert str(library.exercises["chair_figure4"].spoken) in said
    assert "Start on the left." in said


# ---- guide: care


def test_the_mistake_to_avoid_is_in_sight(world: World) -> None:
    assert "Avoid: Bouncing; pulling on the backrest to turn further; letting the hips slide." in (
        world.lead(plan=HUG, index=1, left_s=30).texts()
    )


def test_a_caution_stands_before_the_steps_for_whom_it_concerns(
    library: Library, themer: Themer
) -> None:
    skip = str(library.exercises["chair_knee_lift_hug"].skip)
    first = str(library.exercises["chair_knee_lift_hug"].steps[0])
    for flags, concerned in ((frozenset({"pregnant"}), True), (frozenset({"balance"}), False)):
        world = World(library, flags=flags)
        probe = world.lead(plan=HUG, index=0, left_s=40)
        texts = probe.texts()
        assert (skip in texts) is concerned
        assert (skip in probe.spoken[-1]) is concerned
        if concerned:
            assert texts.index(skip) < texts.index(first)
        world.window.release()


def test_holding_on_is_a_caution_for_everybody(world: World, library: Library) -> None:
    walk = library.exercises["stand_march_walk"]
    assert "balance_support" in walk.caution_if
    texts = world.lead(index=2, left_s=40).texts()
    assert str(walk.support) in texts
    assert not any(str(walk.skip) in text for text in texts)


def test_what_concerns_a_hip_replacement_is_said_to_those_who_have_one(library: Library) -> None:
    hips = library.exercises["stand_hip_flexor"]
    for flags, said in (
        (frozenset[str](), str(hips.support)),
        (frozenset({"balance_support"}), str(hips.support)),
        (frozenset({"hip_replacement"}), f"{hips.support} {hips.skip}"),
    ):
        world = World(library, flags=flags)
        texts = world.lead(index=1, left_s=40).texts()
        assert said in texts
        assert any("hip replacement" in text for text in texts) is ("hip_replacement" in flags)
        world.window.release()


def test_the_card_takes_the_place_of_the_figure_and_gives_it_back(
    world: World, library: Library
) -> None:
    probe = world.lead(plan=samples.EVENING, index=1, left_s=60)
    hug = library.exercises["supine_knee_hug"]
    assert str(hug.skip) not in probe.texts()
    probe.press("About this exercise")
    texts = probe.texts()
    assert {str(hug.mistake), str(hug.skip)} <= set(texts)
    assert "The article this program carries, item P2-L1" in texts
    assert "Wording reviewed 22 November 2026; not yet by a physiotherapist" in texts
    assert str(library.stop_line) in texts
    assert not world.stages[0].isVisible()
    probe.press("Back to the figure")
    assert str(hug.skip) not in probe.texts()
    assert world.stages[0].isVisible()


def test_the_next_exercise_begins_with_its_figure(world: World) -> None:
    probe = world.lead(index=0, left_s=20)
    probe.press("About this exercise")
    world.guide.show(samples.guide(index=1, left_s=60, steady=world.steady.seconds))
    assert world.stages[0].isVisible()
    assert "About this exercise" in probe.buttons()


def test_a_pause_leaves_the_card_open(world: World) -> None:
    probe = world.lead(index=1)
    probe.press("About this exercise")
    world.guide.show(samples.guide(index=1, left_s=40, running=False))
    assert "Back to the figure" in probe.buttons()


def _after_hurting(world: World) -> None:
    steps = (samples.STAND_UP.steps[0], *samples.STAND_UP.steps[2:])
    plan = replace(samples.STAND_UP, steps=steps)
    world.guide.show(samples.guide(plan, 1, 40, steady=world.steady.seconds))


def test_it_hurts_ends_the_exercise_and_says_what_follows(world: World) -> None:
    probe = world.lead(index=1)
    probe.press("It hurts")
    assert world.post.take() == [e.ItHurts()]
    _after_hurting(world)
    assert probe.title() == "March on the spot or short walk"
    assert "“Hip-front stretch, one foot back” is left out for 7 days." in probe.texts()
    probe.press("Undo")
    assert world.post.take() == [e.Unhide("stand_hip_flexor")]
    assert "“Hip-front stretch, one foot back” stays in." in probe.texts()
    assert "Undo" not in probe.buttons()


def test_what_was_taken_back_is_not_left_out_at_the_end(world: World) -> None:
    probe = world.lead(index=1)
    probe.press("It hurts")
    _after_hurting(world)
    probe.press("Undo")
    world.guide.close(samples.done())
    assert probe.title() == "You stood up"
    assert not any("left out" in text for text in probe.texts())
    assert "Warning signs" not in probe.buttons()


def test_of_two_that_hurt_the_one_not_taken_back_is_said_at_the_end(world: World) -> None:
    probe = world.lead(index=1)
    probe.press("It hurts")
    _after_hurting(world)
    probe.press("It hurts")
    probe.press("Undo")
    world.guide.close(samples.done())
    assert "“Hip-front stretch, one foot back” is left out for 7 days." in probe.texts()


def test_the_line_about_it_goes_with_the_next_step(world: World) -> None:
    probe = world.lead(index=1)
    probe.press("It hurts")
    _after_hurting(world)
    world.guide.show(samples.guide(index=3, left_s=30))
    assert not any("left out" in text for text in probe.texts())
    assert any(text.startswith("Avoid: ") for text in probe.texts())


def test_the_line_about_it_does_not_reach_another_break(world: World) -> None:
    world.lead(index=1).press("It hurts")
    later = replace(samples.guide(index=2, left_s=40), break_id=2)
    world.guide.open(later)
    assert not any("left out" in text for text in world.probe.texts())


def test_what_hurts_last_ends_kindly_and_not_with_a_check_mark(world: World) -> None:
    probe = world.lead(index=3, left_s=20)
    probe.press("It hurts")
    world.guide.close(samples.done(Ending.ENDED_EARLY, stood=False, seconds=110))
    assert probe.title() == "Ended here"
    assert "“Wall posture check” is left out for 7 days." in probe.texts()
    assert {"Undo", "Warning signs", "Close"} <= set(probe.buttons())
    assert "Easier" not in probe.buttons()
    assert not probe.has_check_mark()


def test_a_window_closed_after_it_hurt_stays_closed(world: World) -> None:
    probe = world.lead(index=3, left_s=20)
    probe.press("It hurts")
    probe.key(Qt.Key.Key_Escape)
    world.guide.close(samples.done(Ending.ENDED_EARLY, stood=False, seconds=110))
    assert not probe.is_open()


@pytest.mark.parametrize("key", [Qt.Key.Key_H, Qt.Key.Key_I])
def test_a_letter_alone_does_nothing(world: World, key: Qt.Key) -> None:
    world.lead().key(key)
    assert world.post.take() == []
    assert "About this exercise" in world.probe.buttons()


def test_alt_and_a_letter_say_it(world: World) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    probe = world.lead()
    probe.key(Qt.Key.Key_I, alt)
    assert "Back to the figure" in probe.buttons()
    probe.key(Qt.Key.Key_H, alt)
    assert world.post.take() == [e.ItHurts()]


def test_alt_and_a_letter_mean_nothing_elsewhere(world: World) -> None:
    world.ask().key(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert world.post.take() == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_exercise_needs_scrolling_at_the_usual_size(
    library: Library, themer: Themer, language: str
) -> None:
    i18n.use(language)
    world = World(library, flags=frozenset(library.flags))
    for exercise in library.exercises.values():
        step = PlanStep(exercise.id, exercise.duration_s)
        plan = Plan("x", (step, step), standing=exercise.position != "chair")
        world.guide.open(samples.guide(plan, 0, exercise.duration_s))
        world.probe.window().resize(444, 640)
        QApplication.processEvents()
        assert not world.probe.scrolls(), exercise.id
        assert world.stages[0].height() >= 120, exercise.id
    world.window.release()


# ---- the end


def test_after_worse_it_asks_which_one(world: World) -> None:
    probe = world.finish(exercises=DONE)
    probe.press("Worse")
    assert world.post.take() == [e.CheckIn(1, "worse")]
    assert "Thank you for saying so. Which one was it?" in probe.texts()
    probe.press("Wall posture check")
    assert world.post.take() == [e.CheckIn(1, "worse", "wall_align")]
    assert "“Wall posture check” is left out for 7 days." in probe.texts()
    probe.press("Undo")
    assert world.post.take() == [e.Unhide("wall_align")]


def test_not_knowing_which_one_is_an_answer(world: World) -> None:
    probe = world.finish(exercises=DONE)
    probe.press("Worse")
    world.post.take()
    probe.press("Not sure")
    assert world.post.take() == []
    assert not any("left out" in text for text in probe.texts())
    assert any("leave out what hurts" in text for text in probe.texts())


@pytest.mark.parametrize("face", ["Easier", "The same"])
def test_only_worse_asks_which_one(world: World, face: str) -> None:
    probe = world.finish(exercises=DONE)
    probe.press(face)
    assert "Not sure" not in probe.buttons()
    assert "Warning signs" not in probe.buttons()


def test_worse_points_to_the_warning_signs(world: World) -> None:
    probe = world.finish()
    probe.press("Worse")
    probe.press("Warning signs")
    assert world.signs_opened == 1


def test_without_a_door_to_the_warning_signs_they_are_named(
    library: Library, themer: Themer
) -> None:
    world = World(library, linked=False)
    probe = world.finish()
    probe.press("Worse")
    assert "If it stays or worries you, read the warning signs." in probe.texts()
    assert "Warning signs" not in probe.buttons()
    world.window.release()


@pytest.mark.parametrize(
    ("chip", "event"),
    [
        ("Light", e.RateBack("light")),
        ("Okay", e.RateBack("okay")),
        ("Heavy", e.RateBack("heavy")),
        ("Painful", e.RateBack("painful")),
    ],
)
def test_once_a_day_it_asks_how_the_back_feels(world: World, chip: str, event: e.Event) -> None:
    probe = world.finish(ask_feeling=True)
    assert "Heavy" not in probe.buttons()  # one question at a time
    probe.press("Easier")
    assert "How does your lower back feel today?" in probe.texts()
    world.post.take()
    probe.press(chip)
    assert world.post.take() == [event]
    assert ("Warning signs" in probe.buttons()) is (chip == "Painful")
    assert chip not in probe.buttons()


def test_after_which_one_follows_how_the_back_feels(world: World) -> None:
    probe = world.finish(exercises=DONE, ask_feeling=True)
    probe.press("Worse")
    probe.press("Not sure")
    assert "How does your lower back feel today?" in probe.texts()


def test_on_a_day_that_was_rated_nobody_is_asked_again(world: World) -> None:
    probe = world.finish()
    probe.press("Easier")
    assert "How does your lower back feel today?" not in probe.texts()


def test_a_question_that_is_open_gets_its_time(world: World) -> None:
    probe = world.finish(exercises=DONE)
    page = world.window._done_page
    assert page is not None
    probe.press("Worse")
    assert page.left_s() > 19
    probe.press("Wall posture check")
    assert page.left_s() > 19  # the undo
    quick = world.finish()
    quick.press("Easier")
    assert page.left_s() <= 6


def test_the_questions_are_asked_in_the_language_in_force(world: World) -> None:
    probe = world.finish(exercises=DONE)
    probe.press("Worse")
    i18n.use("ja")
    world.window.retranslate()
    QApplication.processEvents()
    assert "壁で立ち姿チェック" in probe.buttons()


def test_the_next_end_has_forgotten_what_was_left_out(world: World) -> None:
    probe = world.finish(exercises=DONE)
    probe.press("Worse")
    probe.press("Wall posture check")
    world.finish(exercises=DONE)
    assert "Undo" not in probe.buttons()
    assert "Warning signs" not in probe.buttons()
