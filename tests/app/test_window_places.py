"""Windows open where they were left, for each set of screens; a bad file costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lowback_tray.app.window_places import WindowPlaces
from lowback_tray.ui import screens
from lowback_tray.ui.layouts import PLACED
from lowback_tray.ui.screens import Monitor
from lowback_tray.ui.theme import Themer

LAPTOP = [Monitor(QRect(0, 0, 1280, 800), QRect(0, 0, 1280, 760), primary=True)]
DOCK = [*LAPTOP, Monitor(QRect(1280, 0, 2560, 1440), QRect(1280, 0, 2560, 1440))]
THERE = QRect(1500, 200, 700, 600)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "windows.json"


@pytest.fixture
def plugged(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[Monitor]:
    """The screens; change the list to plug."""
    found = list(DOCK)
    monkeypatch.setattr(screens, "monitors", lambda: list(found))
    return found


@pytest.fixture
def themer(qapp: QApplication) -> Iterator[Themer]:
    made = Themer(qapp, "light", 100)
    yield made
    made.set_text_percent(100)
    made.deleteLater()


def window(qtbot: QtBot, at: QRect | None = None) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    if at is not None:
        made.setGeometry(at)
    return made


def left_at(file: Path, qtbot: QtBot, at: QRect) -> None:
    WindowPlaces(file).keep([("today", window(qtbot, at))])


def opened(file: Path, qtbot: QtBot, name: str = "today") -> QWidget:
    made = window(qtbot)
    WindowPlaces(file).give(name, made)
    return made


@pytest.mark.usefixtures("plugged")
def test_a_window_opens_where_it_was_left_also_after_a_restart(file: Path, qtbot: QtBot) -> None:
    left_at(file, qtbot, THERE)
    again = opened(file, qtbot)
    assert again.geometry() == THERE
    assert again.property(PLACED)
    assert not opened(file, qtbot, "settings").property(PLACED), "that one was never open"


def test_each_set_of_screens_has_its_own_place(
    file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    left_at(file, qtbot, THERE)
    plugged[:] = LAPTOP
    assert not opened(file, qtbot).property(PLACED)
    here = QRect(30, 40, 500, 500)
    left_at(file, qtbot, here)
    assert opened(file, qtbot).geometry() == here
    plugged[:] = DOCK
    assert opened(file, qtbot).geometry() == THERE


def test_a_place_that_cannot_be_reached_is_not_used(
    file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    left_at(file, qtbot, QRect(9000, 9000, 700, 600))
    assert any(one.available.contains(opened(file, qtbot).geometry()) for one in plugged)


def test_another_text_size_lets_a_window_find_its_own_size(
    file: Path, qtbot: QtBot, themer: Themer, plugged: list[Monitor]
) -> None:
    left_at(file, qtbot, THERE)
    themer.set_text_percent(150)
    assert not opened(file, qtbot).property(PLACED)


@pytest.mark.usefixtures("plugged")
def test_a_maximised_window_comes_maximised(file: Path, qtbot: QtBot) -> None:
    large = window(qtbot, THERE)
    large.setWindowState(Qt.WindowState.WindowMaximized)
    WindowPlaces(file).keep([("today", large)])
    assert opened(file, qtbot).windowState() & Qt.WindowState.WindowMaximized


def test_without_a_screen_nothing_is_kept_nor_given(
    file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    plugged.clear()
    left_at(file, qtbot, THERE)
    assert not file.exists()
    assert not opened(file, qtbot).property(PLACED)


def test_eight_sets_of_screens_are_remembered_the_latest_ones(
    file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    for number in range(12):
        plugged[:] = [Monitor(QRect(0, 0, 1000 + number, 800), QRect(0, 0, 1000, 800))]
        left_at(file, qtbot, QRect(10, 10, 300, 300))
    said = json.loads(file.read_bytes())
    assert list(said["screens"]) == [f"{1000 + n}x800+0+0" for n in range(11, 3, -1)]


@pytest.mark.usefixtures("plugged")
@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"7",
        b"{}",
        b'{"screens": []}',
        b'{"screens": {"a": {"today": [1, 2, 3]}}}',
        b'{"screens": {"a": {"today": [0, 0, 300, 300, 100, "0"]}}}',
        b'{"screens": {"a": {"today": [0, 0, 3, 300, 100, 0]}}}',
        b'{"screens": {"a": {"today": [999999999, 0, 300, 300, 100, 0]}}}',
        b'{"screens": {"a": 5}}',
    ],
)
def test_a_bad_file_is_set_aside_and_a_good_one_made(file: Path, qtbot: QtBot, bad: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(bad)
    assert not opened(file, qtbot).property(PLACED)
    assert file.with_suffix(".bad").read_bytes() == bad
    left_at(file, qtbot, THERE)
    assert opened(file, qtbot).geometry() == THERE


@pytest.mark.usefixtures("plugged")
def test_a_folder_that_cannot_be_written_costs_nothing_but_the_memory(
    tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")
    left_at(tmp_path / "state" / "windows.json", qtbot, THERE)


def test_a_window_on_an_unplugged_screen_comes_to_one_that_is_left(
    file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    far, near = window(qtbot, THERE), window(qtbot, QRect(50, 60, 400, 300))
    far.show()
    near.show()
    plugged[:] = LAPTOP
    places, open_ones = WindowPlaces(file), {"far": far, "near": near}
    places.rescue(open_ones)
    assert LAPTOP[0].available.contains(far.frameGeometry())
    assert near.geometry() == QRect(50, 60, 400, 300)
    plugged.clear()
    places.rescue(open_ones)
    assert far.isVisible()


def test_a_window_whose_screen_becomes_too_low_for_it_shrinks_to_what_is_left(
    file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    high = window(qtbot, QRect(10, 10, 600, 740))
    high.show()
    plugged[:] = [Monitor(QRect(0, 0, 640, 480), QRect(0, 0, 640, 456), primary=True)]
    WindowPlaces(file).rescue({"high": high})
    assert plugged[0].available.contains(high.frameGeometry())


# ---- a screen that becomes small, and large again

LOW = [Monitor(QRect(0, 0, 640, 480), QRect(0, 0, 640, 456), primary=True)]
ROOMY = QRect(500, 100, 700, 600)


class Shrinking:
    """A window that a person has placed, and the screen under it."""

    def __init__(self, file: Path, shown: QWidget, plugged: list[Monitor]) -> None:
        self.window, self._plugged = shown, plugged
        plugged[:] = LAPTOP
        self.places = WindowPlaces(file)
        shown.setGeometry(ROOMY)
        shown.show()

    def change(self, found: list[Monitor], moved_by_desktop: QPoint | None = None) -> None:
        """As it comes: the screens, then the window manager, then the end of the burst."""
        self._plugged[:] = found
        open_ones = {"today": self.window}
        self.places.stirred(open_ones, lasting=open_ones)
        if moved_by_desktop is not None:
            self.window.move(moved_by_desktop)
        self.places.rescue(open_ones)

    def close(self) -> None:
        self.places.keep([("today", self.window)])
        self.window.hide()


@pytest.fixture
def shrinking(file: Path, qtbot: QtBot, plugged: list[Monitor]) -> Shrinking:
    return Shrinking(file, window(qtbot), plugged)


def test_a_window_that_its_screen_made_small_goes_back_with_the_screen(
    shrinking: Shrinking,
) -> None:
    for _ in range(2):
        shrinking.change(LOW)
        assert LOW[0].available.contains(shrinking.window.frameGeometry())
        shrinking.change(LAPTOP)
        assert shrinking.window.geometry() == ROOMY


def test_what_the_window_manager_moves_meanwhile_is_no_wish_of_the_person(
    shrinking: Shrinking,
) -> None:
    shrinking.change(LOW, moved_by_desktop=QPoint(0, 0))
    shrinking.change(LAPTOP, moved_by_desktop=QPoint(2, 2))
    assert shrinking.window.geometry() == ROOMY


def test_a_window_sized_by_the_person_on_the_small_screen_stays_so(shrinking: Shrinking) -> None:
    shrinking.change(LOW)
    chosen = QRect(20, 30, 420, 300)
    shrinking.window.setGeometry(chosen)
    shrinking.change(LAPTOP)
    assert shrinking.window.geometry() == chosen


def test_a_place_the_small_screen_gave_is_not_kept(
    shrinking: Shrinking, file: Path, qtbot: QtBot, plugged: list[Monitor]
) -> None:
    shrinking.change(LOW)
    shrinking.close()
    assert not opened(file, qtbot).property(PLACED), "nobody has chosen that one"
    plugged[:] = LAPTOP
    assert opened(file, qtbot).geometry() == ROOMY


def test_a_window_opened_anew_has_forgotten_the_small_screen(
    shrinking: Shrinking, plugged: list[Monitor]
) -> None:
    shrinking.change(LOW)
    shrinking.places.give("today", shrinking.window)
    small = shrinking.window.geometry()
    shrinking.change(LAPTOP)
    assert shrinking.window.geometry() == small
