"""Pictures instead of key poses: framed, faded, mirrored; a name where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader
from pytestqt.qtbot import QtBot

from lowback_tray.care.exercise import Exercise, Library
from lowback_tray.ui import theme
from lowback_tray.ui.break_window.stage import telling_moment
from lowback_tray.ui.figure import pictures
from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.export import thumbnail, to_svg
from lowback_tray.ui.figure.view import FigureView
from lowback_tray.ui.theme import Themer
from tests.ui import pack_pictures
from tests.ui.fakes import HandClock
from tests.ui.pack_pictures import DOWN, UP

SECONDS = 40  # two sides of 20 s, each five times 2 s down and 2 s up
COLOURS = FigureColours.of(theme.LIGHT)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.fixture
def exercise(library: Library) -> Exercise:
    return pack_pictures.ankle_circles(library)


@pytest.fixture
def view(qtbot: QtBot, themer: Themer) -> Iterator[FigureView]:
    made = FigureView()
    made.resize(400, 260)
    qtbot.addWidget(made)
    yield made
    made.pause()


def shot(view: FigureView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(picture: QImage) -> dict[str, int]:
    """How many pixels of each colour, looking at every other one."""
    found: dict[str, int] = {}
    for x in range(0, picture.width(), 2):
        for y in range(0, picture.height(), 2):
            name = picture.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def half_of(picture: QImage, colour: QColor) -> str:
    """On which side of the stage a colour is."""
    y = picture.height() // 2
    at = [x for x in range(picture.width()) if picture.pixelColor(x, y).name() == colour.name()]
    assert at, f"no {colour.name()} on the stage"
    return "left" if max(at) <= picture.width() // 2 else "right"


def test_the_picture_of_the_moment_fills_the_stage_instead_of_a_figure(
    view: FigureView, exercise: Exercise
) -> None:
    view.show_exercise(exercise, SECONDS)
    begun = colours(shot(view))
    view.set_elapsed(1.5)
    down = colours(shot(view))
    view.set_elapsed(3.5)
    up = colours(shot(view))
    assert UP.name() in begun
    assert DOWN.name() not in begun
    assert DOWN.name() in down
    assert UP.name() not in down
    assert up == begun
    assert begun[UP.name()] > 400 * 260 / 4 * 0.3
    assert theme.LIGHT.accent.lower() not in begun


def test_it_fades_from_one_picture_to_the_next_and_then_rests(
    view: FigureView, exercise: Exercise
) -> None:
    view.show_exercise(exercise, SECONDS)
    seen = []
    for moment in (0.0, 0.2, 0.4, 1.0, 1.9):
        view.set_elapsed(moment)
        seen.append(colours(shot(view)))
    assert len({str(one) for one in seen}) == 4
    assert seen[3] == seen[4]


def test_the_second_side_is_the_first_in_a_mirror(view: FigureView, exercise: Exercise) -> None:
    view.show_exercise(exercise, SECONDS)
    view.set_elapsed(1.5)
    assert half_of(shot(view), DOWN) == "left"
    view.set_elapsed(SECONDS / 2 + 1.5)
    assert half_of(shot(view), DOWN) == "right"
    view.show_exercise(exercise, SECONDS, "left")
    view.set_elapsed(1.5)
    assert half_of(shot(view), DOWN) == "right"


def test_reduced_motion_shows_the_pictures_side_by_side(
    view: FigureView, exercise: Exercise
) -> None:
    view.set_still(True)
    view.show_exercise(exercise, SECONDS)
    picture = shot(view)
    wide = picture.width() // 2
    assert UP.name() in colours(picture.copy(0, 0, wide, picture.height()))
    assert DOWN.name() in colours(picture.copy(wide, 0, wide, picture.height()))
    assert DOWN.name() not in colours(picture.copy(0, 0, wide, picture.height()))


@pytest.mark.parametrize("content", [None, b"", b"this is no picture", b"\x89PNG\r\n\x1a\n\0\0"])
def test_a_picture_that_is_missing_or_broken_gives_way_to_the_name(
    view: FigureView, exercise: Exercise, content: bytes | None
) -> None:
    for name in exercise.motion.pictures:
        file = pack_pictures.where(name)
        file.unlink()
        if content is not None:
            file.write_bytes(content)
    view.show_exercise(exercise, SECONDS)
    picture = shot(view)
    ink, stage = QColor(theme.LIGHT.muted).name(), QColor(theme.LIGHT.stage).name()
    found = colours(picture)
    assert found[ink] > 20
    assert found[stage] > 0.9 * sum(found.values())


@pytest.mark.parametrize("size", [QSize(64, 48), QSize(176, 104), QSize(24, 18)])
def test_a_thumbnail_shows_the_telling_picture_or_the_name(
    themer: Themer, exercise: Exercise, size: QSize
) -> None:
    picture = thumbnail(exercise, size, COLOURS, 2.0).toImage()
    assert DOWN.name() in colours(picture)
    pack_pictures.where(exercise.motion.pictures[1]).unlink()
    named = thumbnail(exercise, size, COLOURS).toImage()
    inked = [named.pixelColor(x, y) for x in range(size.width()) for y in range(size.height())]
    assert any(one.alpha() for one in inked)
    assert DOWN not in inked


def test_a_document_holds_the_picture(themer: Themer, exercise: Exercise) -> None:
    assert "data:image/png" in to_svg(exercise, COLOURS)


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
def test_a_drawing_on_a_clear_ground_lies_on_paper(
    view: FigureView, themer: Themer, exercise: Exercise, look: theme.Theme
) -> None:
    themer.set_appearance("dark" if look is theme.DARK else "light")
    clear = QImage(100, 100, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    assert clear.save(str(pack_pictures.where(exercise.motion.initial)))
    view.show_exercise(exercise, SECONDS)
    assert shot(view).pixelColor(200, 130) == QColor("white")
    assert shot(view).pixelColor(2, 2) == QColor(look.stage)


@pytest.mark.parametrize("size", [(40, 400), (400, 40), (3000, 2000), (8, 8)])
def test_pictures_of_every_shape_keep_it_and_stay_on_the_stage(
    view: FigureView, exercise: Exercise, size: tuple[int, int]
) -> None:
    file = pack_pictures.where(exercise.motion.initial)
    assert pack_pictures.two_halves(UP, UP, size).save(str(file))
    view.show_exercise(exercise, SECONDS)
    picture = shot(view)
    xs = [x for x in range(400) if picture.pixelColor(x, 130) == UP]
    ys = [y for y in range(260) if picture.pixelColor(200, y) == UP]
    assert min(xs) > 0
    assert max(xs) < 399
    assert min(ys) > 0
    assert max(ys) < 259
    assert len(xs) / len(ys) == pytest.approx(size[0] / size[1], rel=0.08)


def test_a_photograph_taken_sideways_stands_upright(
    view: FigureView, exercise: Exercise, tmp_path: Path
) -> None:
    file = pack_pictures.where(exercise.motion.initial)
    plain = tmp_path / "plain.jpg"
    assert pack_pictures.two_halves(UP, QColor("white"), (200, 100)).save(str(plain), quality=95)
    data = plain.read_bytes()
    turn_right = bytes.fromhex(
        "ffe100224578696600004d4d002a00000008000101120003000000010006000000000000"
    )
    file.write_bytes(data[:2] + turn_right + data[2:])
    assert QImageReader(str(file)).transformation().value, "the file says that it is turned"
    view.show_exercise(exercise, SECONDS)
    picture = shot(view)
    high = [y for y in range(260) if picture.pixelColor(200, y).red() > 150]
    wide = [x for x in range(400) if picture.pixelColor(x, 60).red() > 150]
    assert picture.pixelColor(200, 60).green() < 80, "the left half is on top"
    assert picture.pixelColor(200, 200).green() > 200
    assert len(high) > 200
    assert wide


def test_a_picture_is_read_when_first_seen_and_kept_until_hidden(
    view: FigureView, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = pictures._load

    def noted(name: str, room: QSize) -> QImage:
        read.append(name)
        return real(name, room)

    monkeypatch.setattr(pictures, "_load", noted)
    view.show_exercise(exercise, SECONDS)
    assert read == []
    view.show()
    for _ in range(3):
        shot(view)
    assert read == [exercise.motion.initial]
    view.show_exercise(exercise, SECONDS)
    shot(view)
    assert read == [exercise.motion.initial]
    view.hide()
    view.show()
    shot(view)
    assert read == [exercise.motion.initial] * 2


def test_between_two_pictures_nothing_is_painted(
    view: FigureView, exercise: Exercise, qtbot: QtBot
) -> None:
    clock = HandClock()
    view.show_exercise(exercise, SECONDS)
    view.show()
    view.play(clock)
    clock.pass_(1.0)
    qtbot.waitUntil(lambda: DOWN.name() in colours(shot(view)))
    qtbot.waitUntil(lambda: view.looks_every() > 33)
    clock.pass_(0.8)
    qtbot.wait(150)
    assert view.looks_every() > 33


def test_the_prompt_shows_a_whole_picture(view: FigureView, exercise: Exercise) -> None:
    view.show_exercise(exercise, SECONDS)
    view.set_elapsed(telling_moment(exercise, SECONDS))
    found = colours(shot(view))
    assert DOWN.name() in found
    assert UP.name() not in found
