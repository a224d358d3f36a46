"""What is kept of a movement: it shows the same, moves as smoothly, and has an end."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.care.library import load
from lowback_tray.care.pose import Frame, Performance
from lowback_tray.ui import theme
from lowback_tray.ui.figure import scene
from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.reel import AHEAD, MOST, RATE, Reel, Stage, looks_other
from lowback_tray.ui.figure.sheet import Sheet
from lowback_tray.ui.figure.view import FigureView
from lowback_tray.ui.theme import Themer

pytestmark = pytest.mark.usefixtures("themer")  # pictures need an application
COLOURS = FigureColours.of(theme.LIGHT)
EXERCISES = load().exercises
EVERY = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
STAGE = QRectF(0, 0, 396, 260)


def painted(sheet: Sheet) -> QImage:
    picture = QImage(396, 260, QImage.Format.Format_RGB32)
    picture.fill(QColor(COLOURS.stage))
    painter = QPainter(picture)
    sheet.paint(painter)
    painter.end()
    return picture


def farthest(one: Frame, other: Frame) -> float:
    """How far the joint that moved most is from where it was, in rig units."""
    return max(math.dist(point, other.joints[name]) for name, point in one.joints.items())


@EVERY
def test_what_is_kept_is_never_farther_from_the_moment_than_half_a_frame_of_movement(
    exercise: Exercise,
) -> None:
    led, seconds = Performance(exercise, exercise.duration_s), exercise.duration_s
    reel = Reel(led)
    for step in range(int(seconds * 7)):
        moment = step / 7
        kept, true = reel.at(moment).frame, led.frame(moment)
        early, late = led.frame(moment - 0.6 / RATE), led.frame(moment + 0.6 / RATE)
        assert farthest(kept, true) <= max(farthest(early, true), farthest(late, true)) + 1e-6
        assert kept.segment.cue == true.segment.cue or kept.segment.to_pose is not None


def test_the_second_time_round_nothing_is_worked_out_again() -> None:
    exercise = EXERCISES["stand_march_walk"]
    led = Performance(exercise, 40)
    cycle = next(s.start_s for s in led.segments if s.cycle == 1)
    reel = Reel(led)
    first = reel.at(0.5)
    drawing = first.drawn(Stage(STAGE, COLOURS, exercise))
    again = reel.at(0.5 + cycle)
    assert again is first
    assert again.drawn(Stage(STAGE, COLOURS, exercise)) is drawing
    fresh = scene.body(STAGE, led.frame(0.5 + cycle), COLOURS, exercise)
    assert painted(drawing) == painted(fresh)


def test_what_comes_next_is_drawn_in_the_same_go_and_looks_the_same() -> None:
    exercise = EXERCISES["chair_twist"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise)
    reel, start = Reel(led), led.segments[0].seconds / 2
    shown = reel.at(start)
    shown.drawn(stage)
    reel.draw_ahead(start, shown, stage)
    coming = [reel.at(start + number / RATE) for number in range(1, AHEAD)]
    assert all(moment.is_drawn(stage) for moment in coming)
    assert len({id(moment) for moment in coming}) == AHEAD - 1
    for moment in coming:
        fresh = scene.body(STAGE, moment.frame, COLOURS, exercise)
        assert painted(moment.drawn(stage)) == painted(fresh)


def test_nothing_is_drawn_ahead_beyond_the_end_of_a_movement_or_of_what_is_kept() -> None:
    exercise = EXERCISES["wall_calf"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise)
    hold = next(part for part in led.segments if part.to_pose is None)
    assert hold.start_s > 0
    reel, late = Reel(led), hold.start_s - 2 / RATE
    reel.draw_ahead(late, reel.at(late), stage)
    assert len(reel) <= 3


def test_where_as_much_is_kept_as_may_be_nothing_is_drawn_for_nobody() -> None:
    exercise = EXERCISES["chair_twist"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise)
    full, seconds = Reel(led), 0.0
    while len(full) < MOST:
        full.at(seconds)
        seconds += 1 / RATE
        assert seconds < 60, "an exercise with more moments is needed"
    full.draw_ahead(0.8, full.at(0.8), stage)
    assert not full.at(0.8 + 1 / RATE).is_drawn(stage)


def test_another_stage_or_another_theme_is_drawn_afresh() -> None:
    exercise = EXERCISES["stand_march_walk"]
    moment = Reel(Performance(exercise, 40)).at(0.5)
    drawing = moment.drawn(Stage(STAGE, COLOURS, exercise))
    dark = moment.drawn(Stage(STAGE, FigureColours.of(theme.DARK), exercise))
    assert painted(dark) != painted(drawing)
    small = moment.drawn(Stage(QRectF(0, 0, 100, 80), COLOURS, exercise))
    assert small.box().width() < drawing.box().width() / 2


@EVERY
def test_taking_over_what_has_not_moved_changes_nothing(exercise: Exercise) -> None:
    led = Performance(exercise, exercise.duration_s)
    before = None
    for step in range(0, 60, 4):
        frame = led.frame(step / RATE)
        fresh = scene.body(STAGE, frame, COLOURS, exercise)
        sheet = scene.body(STAGE, frame, COLOURS, exercise, before)
        assert painted(sheet) == painted(fresh)
        if before is not None:
            picture, patch = painted(before), QImage(painted(sheet))
            painter = QPainter(picture)
            box = sheet.changed_from(before).toAlignedRect().adjusted(-1, -1, 1, 1)
            painter.drawImage(box, patch, box)
            painter.end()
            assert picture == patch, "something changed outside of what it said"
        before = sheet


def test_what_stands_still_is_neither_worked_out_nor_painted_again() -> None:
    exercise = EXERCISES["supine_heel_taps"]
    led = Performance(exercise, 48)
    first = scene.body(STAGE, led.frame(0.5), COLOURS, exercise)
    second = scene.body(STAGE, led.frame(0.7), COLOURS, exercise, first)
    kept = {id(mark) for mark in first.marks} & {id(mark) for mark in second.marks}
    assert len(kept) > len(first.marks) / 2
    assert second.changed_from(first).width() < 0.7 * second.box().width()


@EVERY
def test_how_much_is_kept_has_an_end(exercise: Exercise) -> None:
    reel = Reel(Performance(exercise, exercise.duration_s))
    for step in range(exercise.duration_s * RATE):
        reel.at(step / RATE)
    assert len(reel) <= MOST


@EVERY
def test_a_drawing_knows_what_it_covers(exercise: Exercise) -> None:
    frame = Performance(exercise, exercise.duration_s).frame(exercise.duration_s * 0.3)
    sheet = scene.body(STAGE, frame, COLOURS, exercise)
    picture, box = painted(sheet), sheet.box().toAlignedRect().adjusted(-1, -1, 1, 1)
    painter = QPainter(picture)
    painter.fillRect(box, QColor(COLOURS.stage))
    painter.end()
    empty = QImage(396, 260, QImage.Format.Format_RGB32)
    empty.fill(QColor(COLOURS.stage))
    assert picture == empty


def test_only_what_an_eye_can_see_counts_as_a_change() -> None:
    led = Performance(EXERCISES["stand_hip_hinge"], 40)
    frame = led.frame(1.0)
    assert not looks_other(frame, frame, 4.0)
    assert not looks_other(frame, led.frame(1.0005), 1.0)
    assert looks_other(frame, led.frame(1.05), 4.0)


class Repaints(QObject):
    """What was painted of a widget."""

    def __init__(self, view: FigureView) -> None:
        super().__init__()
        self.regions: list[QRegion] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return super().eventFilter(watched, event)


@pytest.fixture
def view(qtbot: QtBot, themer: Themer, library: Library) -> FigureView:
    made = FigureView()
    made.resize(396, 260)
    qtbot.addWidget(made)
    made.show_exercise(library.exercises["stand_march_walk"], 40)
    made.show()
    QApplication.processEvents()
    return made


def test_a_movement_is_shown_thirty_times_a_second_and_in_no_larger_steps(
    view: FigureView, library: Library
) -> None:
    view.show_exercise(library.exercises["fours_cat_cow"], 36)
    QApplication.processEvents()
    repaints, shown = Repaints(view), list[int]()
    for step in range(1, 3 * RATE):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
        shown.append(len(repaints.regions))
    led = Performance(library.exercises["fours_cat_cow"], 36)
    frames = [led.frame(step / RATE) for step in range(1, 3 * RATE)]
    scale = scene.framing(QRectF(view.rect()), frames[0].bounds).scale
    last = led.frame(0.0)
    for frame, count, before in zip(frames, shown, [0, *shown], strict=False):
        if count > before:
            last = frame
        assert farthest(frame, last) * scale < 0.6, "a step somebody could see was left out"
    assert shown[-1] > 2 * RATE, "it moves most of the time, and that is shown"


def test_only_the_place_of_the_body_is_painted_again(view: FigureView) -> None:
    repaints = Repaints(view)
    for step in range(1, 20):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
    assert repaints.regions
    assert all(region.boundingRect().width() < 200 for region in repaints.regions)


def test_partial_repaints_leave_no_trail(view: FigureView) -> None:
    for step in range(60):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
    on_screen = view.screen().grabWindow(view.winId()).toImage()
    painted_whole = view.grab().toImage()
    form = QImage.Format.Format_RGB32
    assert on_screen.convertToFormat(form) == painted_whole.convertToFormat(form)


def test_hidden_it_keeps_nothing(view: FigureView) -> None:
    view.set_elapsed(0.5)
    view.hide()
    assert view.kept() == 0
    view.show()
    view.set_elapsed(1.0)
    assert view.kept() > 0
