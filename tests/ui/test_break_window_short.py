"""The break window on screens too short for it: what to do or to answer is in sight at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QApplication

from lowback_tray import i18n
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.ui.break_window.placing import usual
from tests.ui import samples
from tests.ui.break_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.care.exercise import Library
    from lowback_tray.ui.theme import Themer

# The inside of the window there, and the size of the text.
LAPTOP = (1243, 704, 200)  # 1366x768 with a panel
SCALED = (954, 508, 200)  # 1920x1080 scaled by 2
PLAIN = (622, 418, 100)  # 640x480 with a panel
TINY = (636, 418, 200)
SHORT = [LAPTOP, SCALED, PLAIN]


@pytest.fixture
def world(library: Library, themer: Themer) -> Iterator[World]:
    made = World(library, flags=frozenset(library.flags))
    yield made
    made.window.release()


def _fit(world: World, themer: Themer, screen: tuple[int, int, int]) -> None:
    themer.set_text_percent(screen[2])
    world.probe.window().resize(*screen[:2])
    _pump()


def _pump() -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("screen", SHORT)
def test_the_instruction_is_in_sight_on_a_short_screen(
    world: World, themer: Themer, library: Library, language: str, screen: tuple[int, int, int]
) -> None:
    i18n.use(language)
    world.lead()
    _fit(world, themer, screen)
    missing, now = [], world.steady.seconds
    for exercise in library.exercises.values():
        step = PlanStep(exercise.id, exercise.duration_s)
        plan = Plan("x", (step, step), standing=exercise.position != "chair")
        world.guide.show(samples.guide(plan, 0, exercise.duration_s, steady=now))
        _pump()
        seen = world.probe.in_sight()
        if str(exercise.steps[0]) not in seen or str(library.stop_line) not in seen:
            missing.append(exercise.id)
        assert world.probe.clipped() == [], exercise.id
        assert world.probe.out_of_reach() == []
    assert missing == []


@pytest.mark.parametrize("screen", SHORT)
def test_the_figure_stands_beside_the_words_on_a_short_screen(
    world: World, themer: Themer, screen: tuple[int, int, int]
) -> None:
    world.lead()
    _fit(world, themer, screen)
    stage = world.stages[0]
    assert stage.visibleRegion().boundingRect() == stage.rect()
    assert stage.height() >= 100


def test_the_instruction_comes_first_on_the_shortest_screen(
    world: World, themer: Themer, library: Library
) -> None:
    world.lead()
    _fit(world, themer, TINY)
    page = world.window._guide_page
    assert page is not None
    assert world.probe.texts()[0] == page.lines.now.text()
    assert {page.lines.now.text(), str(library.stop_line)} <= set(world.probe.in_sight())


def test_it_hurts_is_there_once_however_short_the_screen(world: World, themer: Themer) -> None:
    probe = world.lead()
    for screen in (LAPTOP, TINY, (444, 640, 100)):
        _fit(world, themer, screen)
        assert probe.buttons().count("It hurts") == 1
        assert "It hurts" in probe.buttons_in_sight()


def test_a_window_made_high_again_looks_as_before(world: World, themer: Themer) -> None:
    probe = world.lead()
    _fit(world, themer, (444, 640, 100))
    before = [(label, probe.texts()) for label in probe.in_sight()]
    stage = world.stages[0].geometry()
    _fit(world, themer, TINY)
    _fit(world, themer, (444, 640, 100))
    assert [(label, probe.texts()) for label in probe.in_sight()] == before
    assert world.stages[0].geometry() == stage


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("screen", SHORT)
def test_the_prompt_shows_what_it_leads_through_on_a_short_screen(
    world: World, themer: Themer, language: str, screen: tuple[int, int, int]
) -> None:
    i18n.use(language)
    probe = world.ask()
    _fit(world, themer, screen)
    page = world.window._prompt_page
    assert page is not None
    assert {page.title.text(), page._plan.text()} <= set(probe.in_sight())
    stage = world.stages[0]
    assert stage.visibleRegion().boundingRect() == stage.rect()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("screen", [*SHORT, TINY])
def test_the_question_at_the_end_can_be_answered_on_a_short_screen(
    world: World, themer: Themer, language: str, screen: tuple[int, int, int]
) -> None:
    i18n.use(language)
    probe = world.finish()
    _fit(world, themer, screen)
    page = world.window._done_page
    assert page is not None
    assert page.question.text() in probe.in_sight()
    faces = {face.accessibleName() for face in page.faces.values()}
    assert faces <= set(probe.buttons_in_sight())


def test_the_check_mark_is_whole_where_there_is_room_and_smaller_where_there_is_less(
    world: World, themer: Themer
) -> None:
    world.finish()
    page = world.window._done_page
    assert page is not None
    across = []
    for high in (640, 400, 330):
        _fit(world, themer, (444, high, 100))
        across.append(0 if page.mark.isHidden() else page.mark.width())
        assert not world.probe.scrolls()
    assert across[0] == 112
    assert 36 <= across[1] < 112
    assert across[2] < across[1]


def test_a_window_is_wider_only_where_the_screen_is_far_too_short() -> None:
    frame, size = QMargins(2, 30, 2, 2), QSize(444, 640)
    assert usual(size, QRect(0, 0, 1366, 768), frame) == size
    assert usual(size, QRect(0, 0, 1024, 600), frame) == size
    assert usual(size, QRect(0, 0, 640, 480), frame) == QSize(622, 640)
    assert usual(size * 2, QRect(0, 0, 1366, 736), frame).width() == 1243
