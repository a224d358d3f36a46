"""Where windows go on every arrangement of screens people have; then the window itself."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lowback_tray import i18n
from lowback_tray.care.exercise import Library
from lowback_tray.ui import screens
from lowback_tray.ui.break_window.placing import GAP, fitting, spot
from lowback_tray.ui.screens import (
    Monitor,
    Watch,
    brought_in,
    in_reach,
    name_of,
    nearest,
    pick,
    tray_corner,
)
from tests.ui import samples
from tests.ui.break_world import World

FRAME = QMargins(2, 30, 2, 2)
WINDOW = QSize(444, 640)


def monitor(
    x: int, y: int, w: int, h: int, *, panel: tuple[int, int, int, int] = (0, 0, 0, 0),
    primary: bool = False,
) -> Monitor:  # fmt: skip
    """A screen; `panel` is what is kept free at the left, top, right and bottom."""
    whole = QRect(x, y, w, h)
    left, top, right, bottom = panel
    return Monitor(whole, whole.adjusted(left, top, -right, -bottom), primary)


BELOW, ABOVE, LEFT = (0, 0, 0, 40), (0, 32, 0, 0), (64, 0, 0, 0)
LAYOUTS: dict[str, list[Monitor]] = {
    "one": [monitor(0, 0, 1920, 1080, panel=BELOW, primary=True)],
    "panel above": [monitor(0, 0, 1920, 1080, panel=ABOVE, primary=True)],
    "panel at the left": [monitor(0, 0, 1920, 1080, panel=LEFT, primary=True)],
    "smallest": [monitor(0, 0, 640, 480, panel=(0, 0, 0, 24), primary=True)],
    "rotated": [monitor(0, 0, 768, 1366, panel=BELOW, primary=True)],
    "two": [monitor(0, 0, 1920, 1080, panel=BELOW, primary=True), monitor(1920, 0, 1280, 1024)],
    "main one at the right": [
        monitor(-1280, 56, 1280, 1024),
        monitor(0, 0, 1920, 1080, panel=BELOW, primary=True),
    ],
    "one above the other": [
        monitor(0, -1440, 2560, 1440),
        monitor(320, 0, 1920, 1080, panel=BELOW, primary=True),
    ],
    "one of them rotated": [
        monitor(0, 420, 1920, 1080, primary=True),
        monitor(1920, 0, 1080, 1920),
    ],
    # Qt keeps each screen's origin in device pixels: scaled ones leave gaps between them.
    "mixed scale": [
        monitor(0, 0, 1920, 1080, panel=BELOW, primary=True),
        monitor(3840, 0, 1536, 864),
        monitor(5760, 0, 1280, 720),
    ],
    "three in a row": [monitor(x * 1280, 0, 1280, 720, primary=x == 1) for x in range(3)],
    "nobody is the main one": [monitor(0, 0, 800, 600), monitor(800, 0, 800, 600)],
    "no screen": [],
}
SOME = {name: found for name, found in LAYOUTS.items() if found}


@pytest.mark.parametrize("place", ["corner", "centre"])
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("name", list(SOME))
def test_the_window_is_wholly_on_the_screen_it_opens_on(
    name: str, percent: int, place: str
) -> None:
    for one in SOME[name]:
        size = fitting(WINDOW * (percent / 100), one.available, FRAME)
        where = spot(
            "centre" if place == "centre" else "corner", size, one.available, FRAME,
            tray_corner(one),
        )  # fmt: skip
        assert one.available.contains(QRect(where, size.grownBy(FRAME)))


@pytest.mark.parametrize("name", list(SOME))
def test_each_screen_is_the_active_one_while_the_pointer_is_on_it(name: str) -> None:
    for one in SOME[name]:
        assert pick(SOME[name], "active", one.whole.center()) == one
        assert pick(SOME[name], "each", one.whole.center()) == one


@pytest.mark.parametrize("name", list(SOME))
def test_the_main_screen_is_taken_wherever_the_pointer_is(name: str) -> None:
    main = [one for one in SOME[name] if one.primary] or SOME[name][:1]
    for one in SOME[name]:
        assert pick(SOME[name], "primary", one.whole.center()) == main[0]
    assert pick(SOME[name], "active", QPoint(90_000, 90_000)) == main[0]


def test_without_a_screen_there_is_none_to_choose() -> None:
    assert pick([], "active", QPoint()) is None
    assert nearest(QRect(0, 0, 10, 10), []) is None
    assert brought_in(QRect(0, 0, 10, 10), []) is None


@pytest.mark.parametrize("name", list(SOME))
def test_whichever_screen_is_unplugged_the_window_comes_to_one_that_is_left(name: str) -> None:
    for gone in SOME[name]:
        left = [one for one in SOME[name] if one != gone]
        window = QRect(gone.available.topLeft() + QPoint(GAP, GAP), fitting(
            WINDOW, gone.available, FRAME))  # fmt: skip
        moved = brought_in(window, left)
        if not left:
            assert moved is None
            continue
        assert moved is not None
        assert any(one.available.contains(moved) for one in left)
        assert brought_in(moved, left) is None, "once is enough"


def test_a_window_that_can_be_reached_is_left_where_it_is() -> None:
    two = LAYOUTS["two"]
    across = QRect(1700, 100, 600, 400)  # over the border between both
    assert in_reach(across, two)
    assert brought_in(across, two) is None


@pytest.mark.parametrize(
    "window",
    [
        QRect(100, -200, 400, 300),  # its title bar is above the screen
        QRect(1900, 100, 400, 300),  # only a strip is left to see
        QRect(100, 1070, 400, 300),  # behind the panel
        QRect(100, 760, 400, 300),  # its buttons are
        QRect(90_000, 90_000, 400, 300),
    ],
)
def test_a_window_whose_title_bar_or_buttons_are_out_of_reach_is_brought_in(window: QRect) -> None:
    one = LAYOUTS["one"]
    assert not in_reach(window, one)
    moved = brought_in(window, one)
    assert moved is not None
    assert moved.size() == window.size()
    assert one[0].available.contains(moved)


def test_a_window_too_large_for_what_is_left_shrinks_to_it() -> None:
    moved = brought_in(QRect(3000, 0, 2000, 2000), LAYOUTS["smallest"])
    assert moved == LAYOUTS["smallest"][0].available


@pytest.mark.parametrize(
    ("name", "corner"),
    [
        ("one", Qt.Corner.BottomRightCorner),
        ("panel above", Qt.Corner.TopRightCorner),
        ("panel at the left", Qt.Corner.BottomLeftCorner),
        ("three in a row", Qt.Corner.BottomRightCorner),
    ],
)
def test_the_tray_is_looked_for_where_a_panel_is(name: str, corner: Qt.Corner) -> None:
    assert tray_corner(LAYOUTS[name][0]) == corner


def test_the_corner_near_the_tray_keeps_its_distance_from_both_edges() -> None:
    free = QRect(64, 32, 1000, 900)
    for corner, at in (
        (Qt.Corner.TopLeftCorner, QPoint(64 + GAP, 32 + GAP)),
        (Qt.Corner.TopRightCorner, QPoint(1064 - GAP - 448, 32 + GAP)),
        (Qt.Corner.BottomLeftCorner, QPoint(64 + GAP, 932 - GAP - 672)),
        (Qt.Corner.BottomRightCorner, QPoint(1064 - GAP - 448, 932 - GAP - 672)),
    ):
        assert spot("corner", WINDOW, free, FRAME, corner) == at


def test_a_set_of_screens_has_one_name_in_whatever_order_they_are_told() -> None:
    names = {name: name_of(found) for name, found in LAYOUTS.items()}
    assert names["two"] == "1280x1024+1920+0 1920x1080+0+0"
    for order in itertools.permutations(LAYOUTS["three in a row"]):
        assert name_of(order) == names["three in a row"]
    assert names["main one at the right"] != names["two"]
    assert names["no screen"] == ""


# ---- the window


class Desk:
    """Screens in the test's hands, with the pointer on the first of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.found: list[Monitor] = []
        monkeypatch.setattr(screens, "monitors", lambda: list(self.found))
        monkeypatch.setattr(
            screens, "chosen",
            lambda want="active", pointer=None: pick(self.found, want, pointer or QPoint(5, 5)),
        )  # fmt: skip

    def change(self, found: list[Monitor]) -> None:
        """Plug and unplug."""
        self.found = found
        screens.watch().changed.emit()


@pytest.fixture
def desk(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


@pytest.fixture
def world(library: Library, desk: Desk) -> Iterator[World]:
    made = World(library)
    yield made
    made.window.release()


def cards(world: World) -> list[str]:
    """What the cards in sight say."""
    frame = world.window.frame
    assert frame is not None
    return [card.title.text() for card in frame.companions.cards if card.isVisible()]


THREE = LAYOUTS["three in a row"]


def test_on_each_screen_the_others_say_the_same(world: World, desk: Desk) -> None:
    desk.found = THREE
    world.window.set_place("corner", "each")
    world.ask()
    assert cards(world) == ["Time to stand up"] * 2
    world.lead()
    assert cards(world) == [world.probe.title()] * 2
    world.guide.close(samples.done())
    assert cards(world) == [], "the end needs nobody's attention"


def test_the_others_change_their_language_with_the_window(world: World, desk: Desk) -> None:
    desk.found = THREE
    world.window.set_place("corner", "each")
    world.ask()
    i18n.use("ja")
    world.window.retranslate()
    assert cards(world) == ["立ち上がりましょう"] * 2


def test_on_one_screen_there_is_no_card(world: World, desk: Desk) -> None:
    desk.found = THREE
    world.ask()
    assert cards(world) == []


def test_a_card_brings_the_window_to_its_screen(world: World, desk: Desk) -> None:
    desk.found = THREE
    world.window.set_place("corner", "each")
    probe = world.ask()
    frame = world.window.frame
    assert frame is not None
    assert THREE[0].whole.contains(probe.window().geometry())
    card = next(c for c in frame.companions.cards if THREE[2].whole.contains(c.geometry()))
    card.findChildren(type(card._here))[0].click()
    assert THREE[2].whole.contains(probe.window().geometry())
    places = [c.geometry().center() for c in frame.companions.cards]
    assert [any(one.whole.contains(p) for p in places) for one in THREE] == [True, True, False]


def test_the_cards_follow_screens_that_come_and_go(world: World, desk: Desk) -> None:
    desk.found = THREE[:1]
    world.window.set_place("corner", "each")
    world.ask()
    assert cards(world) == []
    desk.change(THREE)
    assert len(cards(world)) == 2
    desk.change(THREE[:2])
    assert len(cards(world)) == 1
    world.window.release()


def test_the_window_survives_the_last_screen_and_comes_with_the_next(
    world: World, desk: Desk
) -> None:
    desk.found = THREE[:1]
    probe = world.ask()
    desk.change([])
    assert world.window.is_open()
    desk.change([monitor(5000, 0, 1280, 720, primary=True)])
    assert QRect(5000, 0, 1280, 720).contains(probe.window().geometry())


@pytest.mark.parametrize("low", ["smallest", "rotated"])
def test_a_window_on_a_screen_that_becomes_smaller_is_wholly_in_sight(
    world: World, desk: Desk, low: str
) -> None:
    desk.found = LAYOUTS["one"]
    probe = world.ask()
    window = probe.window()
    window.move(40, 300)
    for found in (LAYOUTS[low], LAYOUTS["one"], LAYOUTS[low]):
        desk.change(found)
        assert found[0].available.contains(window.geometry())
        assert probe.clipped() + probe.out_of_reach() == []


def test_the_break_window_goes_back_when_its_screen_is_large_again(
    world: World, desk: Desk
) -> None:
    desk.found = LAYOUTS["one"]
    window = world.ask().window()
    window.move(40, 300)
    before = window.geometry()
    desk.change(LAYOUTS["smallest"])
    assert window.height() < before.height()
    desk.change(LAYOUTS["one"])
    assert window.geometry() == before


def test_a_break_window_sized_by_the_person_meanwhile_stays_so(world: World, desk: Desk) -> None:
    desk.found = LAYOUTS["one"]
    window = world.ask().window()
    desk.change(LAYOUTS["smallest"])
    window.resize(window.width() + 60, window.height() - 20)
    chosen = window.geometry()
    desk.change(LAYOUTS["one"])
    assert window.geometry() == chosen


def test_where_it_was_is_noted_before_the_desktop_moves_it(world: World, desk: Desk) -> None:
    desk.found = LAYOUTS["one"]
    window = world.ask().window()
    before = window.geometry()
    screens.watch().stirring.emit()
    window.move(0, 0)  # the window manager, at once
    desk.change(LAYOUTS["smallest"])
    desk.change(LAYOUTS["one"])
    assert window.geometry() == before


def test_the_burst_of_a_change_is_told_at_its_begin_and_once_at_its_end(
    qapp: QApplication,
) -> None:
    told: list[str] = []
    watch = Watch(qapp)
    watch.stirring.connect(lambda: told.append("stirring"))
    watch.changed.connect(lambda: told.append("changed"))
    screen = qapp.primaryScreen()
    for _ in range(3):
        screen.geometryChanged.emit(screen.geometry())
    assert told == ["stirring"]
    QTest.qWait(300)
    assert told == ["stirring", "changed"]
    watch.deleteLater()


def test_a_prompt_may_come_while_there_is_no_screen(world: World, desk: Desk) -> None:
    probe = world.ask()
    desk.change(THREE)
    assert any(one.whole.contains(probe.window().geometry()) for one in THREE)


# ---- Qt's own screens, of which each process has one arrangement


def _screen(name: str, x: int, w: int, h: int, dpr: float = 1.0) -> dict[str, object]:
    return {"name": name, "x": x, "y": 0, "width": w, "height": h, "logicalDpi": 96,
            "logicalBaseDpi": 96, "dpr": dpr}  # fmt: skip


@pytest.mark.parametrize("percent", [100, 200])
def test_qts_screens_of_mixed_scale_each_get_the_window(tmp_path: Path, percent: int) -> None:
    found = [
        _screen("wide", 0, 1920, 1080),
        _screen("fine", 1920, 1536, 864, 1.25),
        _screen("finest", 3456, 1280, 720, 2.0),
        _screen("small", 4736, 640, 480),
        _screen("rotated", 5376, 768, 1366),
    ]
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps({"screens": found}), encoding="utf-8")
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"}
    walk = [sys.executable, "-m", "tests.ui.screen_walk", str(percent)]
    told = json.loads(subprocess.run(walk, check=True, stdout=subprocess.PIPE, env=env).stdout)
    names = [str(one["name"]) for one in found]
    assert sorted(str(one["asked"]) for one in told) == sorted(names)
    for one in told:
        assert one["on"] == one["asked"]
        assert one["inside"], one
        assert one["cards"] == sorted(name for name in names if name != one["on"])
