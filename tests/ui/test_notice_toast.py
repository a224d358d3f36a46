"""Our own toast for a quiet notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from lowback_tray.engine.effects import Notice, NoticeKind
from lowback_tray.ui import notice_words
from lowback_tray.ui.notice_toast import SHOWN_MS, NoticeToast
from lowback_tray.ui.theme import Themer
from tests.ui.probes_b.widgets import WindowProbe, pump


class ToastProbe(WindowProbe):
    """The toast, saying something."""

    def __init__(self) -> None:
        self.window: NoticeToast = NoticeToast()

    def say(self, notice: Notice) -> None:
        self.window.say(*notice_words.words(notice))
        pump()

    def goes_in_ms(self) -> int:
        timer = self.window.findChild(QTimer)
        assert isinstance(timer, QTimer)
        return timer.remainingTime()


@pytest.fixture
def probe(qapp: QApplication) -> Iterator[ToastProbe]:
    themer = Themer(qapp, "light")
    made = ToastProbe()
    yield made
    made.window.hide()
    made.window.deleteLater()
    themer.deleteLater()
    pump()


def test_it_says_what_is_to_know_and_goes_by_itself(probe: ToastProbe) -> None:
    probe.say(Notice(NoticeKind.ENOUGH, 28900.0, 1))
    assert probe.texts()[0] == "8 h 1 min at the desk today"
    assert 0 < probe.goes_in_ms() <= SHOWN_MS * 1.05  # a coarse timer may take a twentieth more
    probe.say(Notice(NoticeKind.ENOUGH, 30700.0, 2))
    assert "It can wait until tomorrow." in probe.texts()[1]
    probe.press("Close")
    assert not probe.window.isVisible()


def test_it_never_takes_the_keyboard(probe: ToastProbe) -> None:
    probe.say(Notice(NoticeKind.CHANGE, 0.0, 3))
    assert probe.texts()[0] == "Would other times suit you better?"
    assert probe.window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert probe.nameless() == []
