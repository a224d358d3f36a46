"""The pictures of the figure: every exercise, both themes, every size, thumbnails and SVG."""

from __future__ import annotations

import operator
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.care.library import load
from lowback_tray.care.pose import Performance
from lowback_tray.ui import theme
from lowback_tray.ui.figure import front, glow, scene
from lowback_tray.ui.figure.colours import FigureColours, tones
from lowback_tray.ui.figure.export import thumbnail, to_svg
from lowback_tray.ui.figure.scene import paint
from tests.ui import contact_sheet

COLOURS = FigureColours.of(theme.LIGHT)
EXERCISES = load().exercises
EVERY = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
STAGE = QRectF(0, 0, 396, 260)


def drawn(exercise: Exercise, elapsed: float, colours: FigureColours = COLOURS) -> QImage:
    picture = QImage(396, 260, QImage.Format.Format_RGB32)
    picture.fill(QColor(colours.stage))
    painter = QPainter(picture)
    paint(
        painter, STAGE, Performance(exercise, exercise.duration_s).frame(elapsed), colours, exercise
    )
    painter.end()
    return picture


def pixels(picture: QImage) -> memoryview:
    """The pixels of a picture as numbers 0xFFRRGGBB, row by row."""
    return memoryview(picture.constBits()).cast("I")


def count(picture: QImage, colour: QColor) -> int:
    return pixels(picture).tolist().count(colour.rgb())


def differing(one: QImage, other: QImage) -> int:
    """In how many pixels two pictures differ."""
    return sum(map(operator.ne, pixels(one), pixels(other)))


@EVERY
def test_body_head_and_glow_are_there(exercise: Exercise, themer: theme.Themer) -> None:
    for look in (theme.LIGHT, theme.DARK):
        colours = FigureColours.of(look)
        palette = tones(colours)
        picture = drawn(exercise, exercise.duration_s * 0.3, colours)
        assert count(picture, palette.near) > 300
        assert count(picture, palette.trunk) > 60
        assert count(picture, palette.hair) > 25
        cold = replace(colours, warm=look.stage)
        assert differing(picture, drawn(exercise, exercise.duration_s * 0.3, cold)) > 240


@EVERY
def test_the_picture_stays_inside_its_stage(exercise: Exercise, themer: theme.Themer) -> None:
    colours = replace(COLOURS, warm=COLOURS.stage)  # a glow may fade out beyond the edge
    picture = drawn(exercise, exercise.duration_s * 0.3, colours)
    edges = [picture.pixelColor(x, y) for x in range(396) for y in (0, 1, 258, 259)]
    edges += [picture.pixelColor(x, y) for x in (0, 1, 394, 395) for y in range(200)]
    stage = QColor(COLOURS.stage)
    assert all(abs(c.red() - stage.red()) + abs(c.green() - stage.green()) <= 2 for c in edges)


@EVERY
def test_every_region_of_the_library_glows_on_the_body(exercise: Exercise) -> None:
    led = Performance(exercise, exercise.duration_s)
    for frame in (*led.key_frames(0), *led.key_frames(1)):
        left, low, right, high = frame.bounds
        for spot in glow.spots(frame, exercise.region):
            assert 0 <= spot.strength <= 1
            assert left <= spot.middle[0] <= right
            assert low <= spot.middle[1] <= high


def test_a_floor_pose_fills_the_stage_in_width() -> None:
    bounds = Performance(EXERCISES["supine_bridge"], 56).frame(0).bounds
    framing = scene.framing(STAGE, bounds)
    assert framing.scale * (bounds[2] - bounds[0]) > 0.9 * STAGE.width()


def test_a_standing_pose_fills_the_stage_in_height() -> None:
    bounds = Performance(EXERCISES["stand_back_arch"], 16).frame(0).bounds
    framing = scene.framing(STAGE, bounds)
    assert framing.scale * (bounds[3] - bounds[1]) > 0.85 * STAGE.height()


def test_painting_restores_the_painter(themer: theme.Themer) -> None:
    picture = QImage(100, 80, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    before = (painter.transform(), painter.opacity(), painter.pen())
    exercise = EXERCISES["stand_foot_tripod"]
    paint(painter, QRectF(0, 0, 100, 80), Performance(exercise, 24).frame(2), COLOURS, exercise)
    assert (painter.transform(), painter.opacity(), painter.pen()) == before
    painter.end()


def test_weight_shows_under_the_foot_that_carries_it(themer: theme.Themer) -> None:
    exercise = EXERCISES["stand_foot_tripod"]
    warm = QColor(COLOURS.warm)

    def warmth(elapsed: float) -> tuple[int, int]:
        picture = drawn(exercise, elapsed)
        halves = (QRectF(0, 215, 198, 45), QRectF(198, 215, 198, 45))
        left, right = (count(picture.copy(half.toRect()), warm) for half in halves)
        return left, right

    left, right = warmth(2.0)
    assert left > right + 5
    left, right = warmth(6.0)
    assert right > left + 5


def test_the_strap_is_drawn_but_not_while_it_changes_hands(themer: theme.Themer) -> None:
    exercise = EXERCISES["supine_hamstring_strap"]
    strap = tones(COLOURS).strap
    assert count(drawn(exercise, 10), strap) > 15
    assert count(drawn(exercise, 30.8), strap) == 0
    assert count(drawn(exercise, 45), strap) > 15


def test_a_breath_moves_the_line_of_the_belly(themer: theme.Themer) -> None:
    exercise = EXERCISES["fours_belly_breath"]
    assert drawn(exercise, 0) != drawn(exercise, 4)


@EVERY
def test_a_thumbnail_shows_a_body_on_a_clear_ground(
    exercise: Exercise, themer: theme.Themer
) -> None:
    picture = thumbnail(exercise, QSize(64, 48), COLOURS, ratio=2.0)
    assert picture.devicePixelRatio() == 2
    assert picture.size() == QSize(128, 96)
    image = picture.toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert sum(image.pixelColor(x, y).alpha() > 200 for x in range(128) for y in range(96)) > 150


@EVERY
def test_svg_is_well_formed_vectors_with_words(exercise: Exercise, themer: theme.Themer) -> None:
    document = ET.fromstring(to_svg(exercise, COLOURS))
    names = [element.tag.rpartition("}")[2] for element in document.iter()]
    assert names.count("path") >= 6
    assert "image" not in names
    words = {element.tag.rpartition("}")[2]: element.text for element in document if element.text}
    assert words["title"] == exercise.name.en
    assert words["desc"] == exercise.spoken.en
    assert document.get("viewBox") == "0 0 480 360"


def test_the_contact_sheet_shows_every_exercise(
    tmp_path: Path, library: Library, themer: theme.Themer
) -> None:
    cells = [c for e in library.exercises.values() for c in contact_sheet.key_cells(e, theme.LIGHT)]
    assert {cell.exercise.id for cell in cells} == set(library.exercises)
    assert len(cells) > 2 * len(library.exercises)
    out = tmp_path / "sheet.png"
    contact_sheet.main([str(out), "--both", "--only", "chair_twist"])
    assert QImage(str(out)).width() > 1000
    contact_sheet.main([str(out), "--strip", "--dark", "--only", "chair_figure4"])
    assert QImage(str(out)).height() > 100


def test_feet_on_the_floor_show_their_breadth_and_those_of_a_lying_figure_do_not() -> None:
    def is_broad(name: str) -> bool:
        frame = Performance(EXERCISES[name], 30).frame(0)
        (ankle, _), (_, floor) = frame.joints["ankle_r"], frame.joints["toe_r"]
        return front.leg(frame, "r").contains(QPointF(ankle + 3, floor + 2.8))

    assert is_broad("stand_tall_stretch")
    assert is_broad("chair_sitbone_shift")
    assert not is_broad("supine_knee_drops")
