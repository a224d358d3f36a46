"""Margins and gaps grow with the text, also in windows that are open while its size changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lowback_tray.care.exercise import Library
from lowback_tray.engine.policy import BreakKind
from lowback_tray.ui import theme
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.toast import Toast
from tests.ui import samples
from tests.ui.break_world import World
from tests.ui.fakes import FakeStage, Mailbox
from tests.ui.probes.break_window import ToastProbe
from tests.ui.probes_b.widgets import pump


def left_of_texts(window: QWidget) -> int:
    """Where the first text begins."""
    seen = [one for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    return min(one.mapTo(window, one.contentsRect().topLeft()).x() for one in seen)


@pytest.mark.parametrize("percent", [80, 200])
def test_texts_of_the_break_window_keep_their_distance_in_proportion(
    library: Library, themer: Themer, percent: int
) -> None:
    world = World(library)
    window = world.ask().window()
    assert left_of_texts(window) == 20
    themer.set_text_percent(percent)
    pump()
    assert left_of_texts(window) == theme.px(20) == 20 * percent // 100
    themer.set_text_percent(100)
    pump()
    assert left_of_texts(window) == 20
    world.window.release()


def test_a_toast_in_sight_grows_in_its_corner_when_the_text_does(
    library: Library, themer: Themer, qtbot: QtBot
) -> None:
    toast = Toast(library, Mailbox(), FakeStage, tell=lambda _widget, _text: None)
    toast.show(samples.prompt(kind=BreakKind.POSTURE_RESET, minutes=31))
    probe = ToastProbe(toast)
    window = probe.window()
    before = QRect(window.geometry())
    themer.set_text_percent(200)
    pump()
    assert window.width() > before.width()
    assert window.geometry().bottomRight() == before.bottomRight()
    layout = window.layout()
    assert layout is not None
    assert layout.contentsMargins().left() == 32
    assert probe.clipped() + probe.out_of_reach() == []
    toast.release()
