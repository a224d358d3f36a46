"""What is kept of a movement: it shows the same, moves as smoothly, and has an end."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.care.library import load
from lowback_tray.care.pose import Frame, Performance
from lowback_tray.ui import theme
from lowback_tray.ui.figure import scene
from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.reel import (
    AHEAD,
    MOST,
    MOST_BYTES,
    RATE,
    Moment,
    Reel,
    Stage,
    looks_other,
)
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
    reel.paint_ahead(start, reel.at(start - 1 / RATE), reel.at(start), stage, None)
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
    reel.paint_ahead(late, reel.at(late - 1 / RATE), reel.at(late), stage, None)
    assert len(reel) <= 4


def test_where_as_much_is_kept_as_may_be_nothing_is_drawn_for_nobody() -> None:
    exercise = EXERCISES["chair_twist"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise)
    full, seconds = Reel(led), 0.0
    while len(full) < MOST:
        full.at(seconds)
        seconds += 1 / RATE
        assert seconds < 60, "an exercise with more moments is needed"
    full.paint_ahead(0.8, full.at(0.8 - 1 / RATE), full.at(0.8), stage, None)
    assert not full.at(0.8 + 1 / RATE).is_drawn(stage)


def ground(ratio: float = 1.0) -> QPixmap:
    """An empty stage in the pixels of a screen."""
    picture = QPixmap(STAGE.size().toSize() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(COLOURS.stage))
    return picture


def shown_for(reel: Reel, stage: Stage, start: float, seconds: float) -> Iterator[Moment]:
    """The moments as a widget would show them, each painted before it is."""
    before, behind = reel.at(start - 1 / RATE), ground(stage.ratio)
    for step in range(int(seconds * RATE)):
        moment = reel.at(start + step / RATE)
        piece = reel.change(before, moment, stage)
        if piece is None:
            continue
        if not moment.has_painted(piece):
            reel.paint_ahead(start + step / RATE, before, moment, stage, lambda _frame: behind)
        before = moment
        yield moment


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("name", ["fours_cat_cow", "chair_twist", "supine_heel_taps", "wall_calf"])
def test_what_is_copied_is_what_would_be_drawn(name: str, ratio: float) -> None:
    exercise, screen = EXERCISES[name], ground(ratio)
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise, ratio)
    reel, copied = Reel(led), 0
    painter = QPainter(screen)
    reel.at(1.0).drawn(stage).paint(painter)
    for moment in shown_for(reel, stage, 1.0 + 1 / RATE, 7.0):
        if moment.patch is None:
            continue
        moment.patch.paint(painter)
        copied += 1
        if copied % 9 == 0:
            fresh = ground(ratio)
            again = QPainter(fresh)
            moment.drawn(stage).paint(again)
            again.end()
            assert screen.toImage() == fresh.toImage()
    painter.end()
    assert copied > 40


def test_the_third_time_round_everything_is_there_already() -> None:
    exercise = EXERCISES["fours_cat_cow"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise)
    reel, (there, back) = Reel(led), led.segments[1:3]
    assert there.to_pose == back.from_pose != back.to_pose
    both = there.seconds + back.seconds
    for _ in shown_for(reel, stage, there.start_s, 2 * both):
        pass
    third = there.start_s + 2 * both
    pictures = {number: reel.at(third + number / RATE).patch for number in range(12, 72)}
    assert sum(picture is not None for picture in pictures.values()) > 40
    for _ in shown_for(reel, stage, third, both):
        pass
    assert all(reel.at(third + n / RATE).patch is picture for n, picture in pictures.items())


def test_pictures_take_no_more_memory_than_they_may_and_go_on_being_painted_ahead() -> None:
    exercise = EXERCISES["fours_cat_cow"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise, 2.0)
    reel = Reel(led)
    for moment in shown_for(reel, stage, led.segments[1].start_s, 6.0):
        assert moment.patch is None or reel.picture_bytes <= MOST_BYTES + AHEAD * moment.patch.size
    assert reel.picture_bytes > MOST_BYTES * 0.9
    late = led.segments[3].start_s - 1.0
    assert all(moment.patch is not None for moment in shown_for(reel, stage, late, 0.5))


def test_of_a_movement_made_once_no_picture_stays() -> None:
    exercise = EXERCISES["fours_cat_cow"]
    led, stage = Performance(exercise, 60), Stage(STAGE, COLOURS, exercise)
    reel, first = Reel(led), led.segments[0]
    assert not reel.at(first.seconds / 2).returns
    assert all(moment.patch for moment in shown_for(reel, stage, 0.5, first.seconds - 0.6))
    for _ in shown_for(reel, stage, first.seconds + 0.5, 0.5):
        pass
    assert reel.at(first.seconds / 2).patch is None


def test_a_picture_too_large_to_be_painted_in_a_row_is_not_kept_at_all() -> None:
    exercise, place = EXERCISES["fours_cat_cow"], QRectF(0, 0, 1500, 1000)
    led, stage = Performance(exercise, 60), Stage(place, COLOURS, exercise)
    reel, behind = Reel(led), QPixmap(1500, 1000)
    reel.paint_ahead(4.0, reel.at(3.9), reel.at(4.0), stage, lambda _frame: behind)
    assert reel.at(4.0).is_drawn(stage)
    assert reel.picture_bytes == 0


def test_pictures_of_another_stage_are_let_go() -> None:
    exercise = EXERCISES["fours_cat_cow"]
    led = Performance(exercise, 60)
    reel = Reel(led)
    for _ in shown_for(reel, Stage(STAGE, COLOURS, exercise), 3.5, 1.0):
        pass
    assert reel.picture_bytes > 0
    dark = Stage(STAGE, FigureColours.of(theme.DARK), exercise)
    reel.change(reel.at(3.5), reel.at(3.6), dark)
    assert reel.picture_bytes == 0


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
    assert not looks_other(frame, led.frame(1.05), 0.0)  # on a stage without height


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


def test_a_hold_is_looked_at_less_often_and_shown_as_smoothly(
    view: FigureView, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = library.exercises["fours_bird_dog"]
    view.show_exercise(exercise, 60)
    led, asked, frame = Performance(exercise, 60), list[float](), Performance.frame
    hold = next(part for part in led.segments if part.to_pose is None and part.seconds >= 3)
    steps = range(int(hold.start_s * RATE), int((hold.start_s + hold.seconds) * RATE) + 6)
    repaints, shown = Repaints(view), led.frame(hold.start_s)
    scale = scene.framing(QRectF(view.rect()), shown.bounds).scale

    def counted(self: Performance, elapsed_s: float) -> Frame:
        asked.append(elapsed_s)
        return frame(self, elapsed_s)

    view.set_elapsed(hold.start_s)
    QApplication.processEvents()
    monkeypatch.setattr(Performance, "frame", counted)
    for step in steps:
        before, now = len(repaints.regions), frame(led, step / RATE)
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
        shown = now if len(repaints.regions) > before else shown
        assert farthest(now, shown) * scale < 0.6, "a step somebody could see was left out"
    held = [at for at in asked if hold.start_s < at < hold.start_s + hold.seconds]
    assert len(held) < 0.6 * hold.seconds * RATE


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


def test_partial_repaints_leave_no_trail_when_a_movement_comes_round_again(
    view: FigureView, library: Library
) -> None:
    view.show_exercise(library.exercises["fours_cat_cow"], 60)
    form = QImage.Format.Format_RGB32
    for step in range(14 * RATE):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
        if step > 9 * RATE and step % 15 == 0:
            on_screen = view.screen().grabWindow(view.winId()).toImage()
            assert on_screen.convertToFormat(form) == view.grab().toImage().convertToFormat(form)


def test_the_second_time_round_nothing_is_drawn_only_copied(
    view: FigureView, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_exercise(library.exercises["fours_cat_cow"], 60)
    for step in range(9 * RATE):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
    drawn, repaints, paint = list[Sheet](), Repaints(view), Sheet.paint

    def counted(sheet: Sheet, painter: QPainter, piece: QRectF | None = None) -> None:
        drawn.append(sheet)
        paint(sheet, painter, piece)

    monkeypatch.setattr(Sheet, "paint", counted)
    for step in range(9 * RATE, 12 * RATE):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
    assert len(repaints.regions) > 60
    assert len(drawn) <= 10  # where one movement gives way to the next


def test_a_new_theme_is_there_at_once_though_pictures_were_kept(
    view: FigureView, themer: Themer
) -> None:
    for step in range(3 * RATE):
        view.set_elapsed(step / RATE)
        QApplication.processEvents()
    assert view.kept_bytes() > 0
    themer.set_appearance("dark")
    QApplication.processEvents()
    form = QImage.Format.Format_RGB32
    on_screen = view.screen().grabWindow(view.winId()).toImage().convertToFormat(form)
    assert on_screen.pixel(3, 3) == theme.colour(theme.DARK.stage).rgb()
    assert on_screen == view.grab().toImage().convertToFormat(form)


def test_hidden_it_keeps_nothing(view: FigureView) -> None:
    view.set_elapsed(0.5)
    QApplication.processEvents()
    view.set_elapsed(0.6)
    assert view.kept_bytes() > 0
    view.hide()
    assert view.kept() == view.kept_bytes() == 0
    view.show()
    view.set_elapsed(1.0)
    assert view.kept() > 0
