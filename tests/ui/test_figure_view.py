"""The figure as a widget: it moves while seen, rests while hidden, stands still when asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lowback_tray import i18n
from lowback_tray.care.exercise import Library
from lowback_tray.care.pose import CHANGE_S
from lowback_tray.ui import theme
from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.view import FRAME_MS, REST_MS, FigureView
from lowback_tray.ui.theme import Themer


class Clock:
    """A steady clock in our hands."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Probe:
    """What a person sees of a figure, and whether it works behind their back."""

    def __init__(self, view: FigureView) -> None:
        self.view = view
        self.repaints = 0
        paint = view.paintEvent

        def counted(event: object) -> None:
            self.repaints += 1
            paint(event)  # type: ignore[arg-type]

        view.paintEvent = counted  # type: ignore[method-assign]

    def picture(self) -> QImage:
        return self.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def stages_with_ink(self, count: int) -> int:
        """How many of so many equal parts of the picture show a body."""
        picture, near = self.picture(), theme.colour(theme.current().accent).rgb()
        wide = picture.width() // count
        return sum(
            any(
                picture.pixel(x, y) == near
                for x in range(part * wide, (part + 1) * wide, 2)
                for y in range(0, picture.height(), 2)
            )
            for part in range(count)
        )


@pytest.fixture
def view(qtbot: QtBot, themer: Themer, library: Library) -> Iterator[FigureView]:
    made = FigureView()
    made.resize(396, 260)
    qtbot.addWidget(made)
    made.show_exercise(library.exercises["chair_twist"], 40)
    yield made
    made.pause()


def test_moments_look_different_and_the_same_moment_looks_the_same(view: FigureView) -> None:
    probe = Probe(view)
    first = probe.picture()
    view.set_elapsed(3.0)
    turned = probe.picture()
    assert turned != first
    view.set_elapsed(0.0)
    assert probe.picture() == first


def test_it_moves_by_the_clock_it_is_lent_from_the_moment_it_shows(
    view: FigureView, qtbot: QtBot
) -> None:
    clock, probe = Clock(), Probe(view)
    view.set_elapsed(3.0)
    turned = probe.picture()
    view.set_elapsed(0.0)
    view.show()
    view.play(clock)
    clock.now += 3.0
    qtbot.waitUntil(lambda: probe.picture() == turned)


def test_setting_the_moment_while_it_plays_goes_on_from_there(
    view: FigureView, qtbot: QtBot
) -> None:
    clock, probe = Clock(), Probe(view)
    view.set_elapsed(6.0)
    later = probe.picture()
    view.show()
    view.play(clock)
    view.set_elapsed(4.0)
    clock.now += 2.0
    qtbot.waitUntil(lambda: probe.picture() == later)


def test_nothing_runs_while_hidden_and_it_goes_on_when_shown(view: FigureView) -> None:
    clock = Clock()
    view.play(clock)
    assert not view.running()
    view.show()
    assert view.running()
    view.hide()
    assert not view.running()
    view.show()
    assert view.running()
    view.pause()
    assert not view.running()


def test_a_clock_that_stands_still_causes_no_repaint_and_fewer_looks(
    view: FigureView, qtbot: QtBot
) -> None:
    clock = Clock()
    view.show()
    view.play(clock)
    qtbot.waitUntil(lambda: view.looks_every() == REST_MS)
    QApplication.processEvents()
    probe = Probe(view)
    qtbot.wait(3 * REST_MS)
    assert probe.repaints == 0
    clock.now += 1.0
    qtbot.waitUntil(lambda: view.looks_every() == FRAME_MS)


def test_reduced_motion_shows_key_poses_side_by_side(view: FigureView, library: Library) -> None:
    probe = Probe(view)
    view.show_exercise(library.exercises["stand_hip_hinge"], 40)
    assert probe.stages_with_ink(4) <= 2, "one figure in the middle"
    view.set_still(True)
    picture = probe.picture()
    assert probe.stages_with_ink(2) == 2
    view.set_elapsed(1.7)
    assert probe.picture() == picture, "nothing moves"
    view.set_still(False)
    assert probe.stages_with_ink(4) <= 2


def test_reduced_motion_shows_the_side_that_works_now(view: FigureView, library: Library) -> None:
    probe = Probe(view)
    view.show_exercise(library.exercises["chair_figure4"], 60)
    view.set_still(True)
    first = probe.picture()
    view.set_elapsed(30 + CHANGE_S + 1)
    assert probe.picture() != first


def test_at_most_three_stills_are_shown(view: FigureView, library: Library) -> None:
    view.show_exercise(library.exercises["chair_sit_to_stand"], 42)  # has four key poses
    view.set_still(True)
    assert Probe(view).stages_with_ink(3) == 3


def test_it_follows_the_theme(view: FigureView, themer: Themer) -> None:
    light = Probe(view).picture().pixel(3, 3)
    themer.set_appearance("dark")
    dark = Probe(view).picture().pixel(3, 3)
    assert (light, dark) == (
        theme.colour(theme.LIGHT.stage).rgb(),
        theme.colour(theme.DARK.stage).rgb(),
    )


def test_its_owner_may_choose_the_colours(qtbot: QtBot, themer: Themer) -> None:
    dark = FigureView(lambda: FigureColours.of(theme.DARK))
    qtbot.addWidget(dark)
    dark.resize(100, 80)
    assert Probe(dark).picture().pixel(3, 3) == theme.colour(theme.DARK.stage).rgb()


def test_without_an_exercise_it_is_an_empty_stage(qtbot: QtBot, themer: Themer) -> None:
    empty = FigureView()
    qtbot.addWidget(empty)
    empty.resize(100, 80)
    empty.set_elapsed(3)
    empty.play(Clock())
    empty.set_still(True)
    stage = theme.colour(theme.LIGHT.stage).rgb()
    picture = Probe(empty).picture()
    assert {picture.pixel(x, y) for x in range(0, 100, 9) for y in range(0, 80, 9)} == {stage}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_can_be_heard(view: FigureView, library: Library, language: str) -> None:
    exercise = library.exercises["chair_twist"]
    i18n.use(language)
    view.show_exercise(exercise, 40)
    assert view.accessibleName() == getattr(exercise.name, language)
    assert view.accessibleDescription() == getattr(exercise.spoken, language)


def test_it_never_takes_the_keyboard_and_fits_small_places(view: FigureView) -> None:
    assert view.minimumSizeHint().boundedTo(QSize(60, 60)) == view.minimumSizeHint()
    assert view.sizeHint().width() > view.sizeHint().height()
    view.show()
    view.setFocus()
    assert not view.hasFocus()
