"""A window that is left alone costs nothing: nothing in it comes again by itself.

Asked of Qt's own list of timers, so those of its C++ parts count too. What is told (the status,
once a minute) comes from outside and is none of the window's doing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import (
    QAbstractAnimation,
    QAbstractEventDispatcher,
    QCoreApplication,
    QObject,
    QTimer,
)
from PySide6.QtWidgets import QApplication

from lowback_tray.ui.theme import Themer
from tests import openings
from tests.leaks import _running_timers
from tests.ui import gallery

_LIMIT_S = 30.0  # until everything has come to rest, on a slow machine; mostly a tenth of one
MOVING = {
    "break-guide": {"GuidePage", "RingTimer"},  # it leads, and the ring runs
    "library-exercise": {"FigureView"},  # the figure shows the movement
    "pause-until": {"QLineEdit"},  # the caret in the field that has the keyboard
}
"""Windows in which something goes on while they are open, and whose timers that are."""
PICTURES = {one.name: one for one in gallery.pictures() if not one.name.startswith("tray-")}
NAMES = (
    *openings.NAMES,
    *("break-guide-paused", "break-guide-waiting", "today-guiding"),
    *("settings-search", "settings-data", "settings-setups", *MOVING),
)


def owners() -> set[str]:
    """Who has a timer that comes again, or an animation that runs, in what is on the screen."""
    found = set()
    for thing in _things():
        if isinstance(thing, QAbstractAnimation):
            running = thing.state() != QAbstractAnimation.State.Stopped
        else:
            once = isinstance(thing, QTimer) and thing.isSingleShot()
            running = bool(QAbstractEventDispatcher.instance().registeredTimers(thing)) and not once
        if running:
            parent = thing.parent()
            found.add(type(thing if parent is None else parent).__name__)
    return found


def _things() -> Iterator[QObject]:
    yield from _running_timers()  # also those that belong to no widget
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield window
            yield from window.findChildren(QObject)


def test_the_list_covers_what_the_gallery_shows() -> None:
    kinds = {name.split("-")[0] for name in PICTURES} - {"keys"}  # these lie over the library
    assert kinds == {name.split("-")[0] for name in openings.NAMES}
    assert set(NAMES) <= set(PICTURES)


@pytest.mark.parametrize("name", dict.fromkeys(NAMES))
def test_nothing_comes_again_in_a_window_that_is_left_alone(name: str, themer: Themer) -> None:
    shown = PICTURES[name].show()
    end = time.monotonic() + _LIMIT_S
    while owners() != MOVING.get(name, set()) and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.002)
    try:
        assert owners() == MOVING.get(name, set())
    finally:
        shown.close()
        QCoreApplication.processEvents()
