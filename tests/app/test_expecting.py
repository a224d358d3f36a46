"""What is loaded when the tray's menu opens: all that windows need, then, once, bit by bit."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from lowback_tray.app.expecting import MODULES, NEAR, Expecting

_LONG_AFTER_S = 60.0
# As the waiting program; then each module in its turn, with what came along.
_IN_TURN = """
import sys
from importlib import import_module
from lowback_tray.app import program
from lowback_tray.app.expecting import MODULES
from lowback_tray.ui import mnemonics, tray, tray_icon, tray_menu
for name in MODULES:
    before = set(sys.modules)
    import_module(name)
    new = {one for one in set(sys.modules) - before if one.startswith("lowback_tray.")}
    parents = {name.rsplit(".", dots)[0] for dots in range(1, name.count(".") + 1)}
    if name not in new:
        print(name, "was there")
    for one in new - {name} - parents:
        if not one.startswith(name + "."):
            print(name, "brings", one)
"""


class Moments:
    """Somebody at a desk, and what is loaded for them."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.loaded: list[str] = []
        self.dressed = 0
        self.expecting = Expecting(self._dress, lambda: self.now_s, self.loaded.append)
        self.now_s = _LONG_AFTER_S

    def _dress(self) -> None:
        self.dressed += 1


def test_nothing_is_loaded_as_it_starts_while_nobody_opens_a_menu(qtbot: QtBot) -> None:
    moments = Moments()
    qtbot.wait(50)
    assert moments.loaded == []
    assert moments.dressed == 0
    assert not moments.expecting.loaded


def test_once_at_rest_what_a_click_on_the_icon_opens_is_loaded_bit_by_bit(qtbot: QtBot) -> None:
    moments = Moments()
    at_rest, _stands = moments.expecting.findChildren(QTimer)
    assert at_rest.remainingTime() > 5000, "others start at a login too"
    at_rest.timeout.emit()
    assert moments.loaded == []
    qtbot.waitUntil(lambda: moments.expecting.near)
    assert moments.loaded == list(NEAR)
    assert moments.dressed == 1
    assert not moments.expecting.loaded
    moments.expecting.menu_opens()
    qtbot.waitUntil(lambda: moments.expecting.loaded)
    assert moments.loaded == [*NEAR, *MODULES]


@pytest.mark.parametrize("window_open", [False, True])
def test_what_is_there_at_rest_is_no_more_searched_for_garbage(
    qtbot: QtBot, window_open: bool
) -> None:
    window = QMenu()
    window.setVisible(window_open)
    gc.collect()
    gc.unfreeze()
    at_rest, _stands = Moments().expecting.findChildren(QTimer)
    at_rest.timeout.emit()
    qtbot.waitUntil(lambda: at_rest.parent().near)
    assert (gc.get_freeze_count() == 0) is window_open
    window.hide()


def test_the_windows_that_need_most_are_near_and_none_of_a_break() -> None:
    slow = ("today", "library_window", "self_check", "why_window", "diagnostics_window")
    assert {f"lowback_tray.ui.{name}.window" for name in slow} <= set(NEAR)
    assert "lowback_tray.ui.break_window.window" in set(MODULES) - set(NEAR)


def test_a_menu_that_opens_is_answered_first_and_then_all_is_loaded_once(qtbot: QtBot) -> None:
    moments = Moments()
    moments.expecting.menu_opens()
    assert moments.loaded == []
    moments.expecting.menu_opens()
    qtbot.waitUntil(lambda: moments.expecting.loaded)
    moments.expecting.menu_opens()
    moments.expecting.window_opened()
    qtbot.wait(50)
    assert moments.loaded == list(MODULES)
    assert moments.dressed == 1
    assert not any(timer.isActive() for timer in moments.expecting.findChildren(QTimer))


def test_a_host_that_takes_the_icon_and_asks_for_the_menu_is_no_person(qtbot: QtBot) -> None:
    moments = Moments()
    moments.expecting.host_changed()
    moments.now_s += 0.5
    moments.expecting.menu_opens()
    qtbot.wait(50)
    assert moments.loaded == []
    moments.now_s += 5.0
    moments.expecting.menu_opens()
    qtbot.waitUntil(lambda: moments.expecting.loaded)


def test_who_opened_one_window_finds_the_others_loaded_once_it_stands(qtbot: QtBot) -> None:
    moments = Moments()
    moments.expecting.window_opened()
    _at_rest, stands = moments.expecting.findChildren(QTimer)
    assert stands.remainingTime() > 1000
    qtbot.wait(50)
    assert moments.loaded == []
    stands.timeout.emit()
    qtbot.waitUntil(lambda: moments.expecting.loaded)
    assert moments.loaded == list(MODULES)


def test_a_program_that_ends_loads_nothing_more(qtbot: QtBot) -> None:
    moments = Moments()
    moments.expecting.window_opened()
    at_rest, stands = moments.expecting.findChildren(QTimer)
    moments.expecting.close()
    assert not at_rest.isActive()
    assert not stands.isActive()
    at_rest.timeout.emit()
    moments.expecting.close()
    moments.expecting.menu_opens()
    moments.expecting.close()
    qtbot.wait(50)
    assert moments.loaded == []


def test_a_menu_of_our_own_keeps_the_look_it_opened_with(qtbot: QtBot) -> None:
    moments = Moments()
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Today")
    menu.popup(menu.pos())
    moments.expecting.menu_opens()
    qtbot.waitUntil(lambda: moments.expecting.loaded)
    assert moments.loaded == list(MODULES)
    assert moments.dressed == 0
    menu.close()


def test_each_module_is_a_slice_of_its_own_in_the_order_they_need_each_other() -> None:
    assert _said("-c", _IN_TURN) == ""


def test_a_window_opened_after_that_loads_nothing_more() -> None:
    assert _said("-m", "tests.app.opened") == ""


def _said(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
