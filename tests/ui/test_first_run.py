from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from lowback_tray import i18n
from lowback_tray.care import library
from lowback_tray.errors import DesktopError
from lowback_tray.settings.values import Values
from lowback_tray.ui.first_run import FirstRun
from lowback_tray.ui.safety.signs_text import SignsText
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import Switch
from lowback_tray.ui.widgets.labels import Label
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.errors import LowbackError


class FirstRunProbe(WindowProbe):
    """The first page over settings kept in memory."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = dict(Values())
        self.changes: list[tuple[str, Any]] = []
        self.fault: LowbackError | None = None
        self.autostart = False
        self.finished = 0
        self.seconds = 100.0
        self.window: FirstRun = FirstRun(
            self.values, self._change, lambda: self.autostart, self._set, library.load().signs,
            lambda: self.seconds,
        )  # fmt: skip
        self.window.finished.connect(self._finished)
        self.window.show()
        pump()

    def _change(self, key: str, value: Any) -> None:
        if self.fault is not None:
            raise self.fault
        self.changes.append((key, value))

    def _set(self, on: bool) -> None:
        if self.fault is not None:
            raise self.fault
        self.autostart = on

    def _finished(self) -> None:
        self.finished += 1

    def switch(self) -> Switch:
        (found,) = self._seen(Switch)
        assert isinstance(found, Switch)
        return found

    def in_sight(self, text: str) -> bool:
        """Whether a text is on the screen without scrolling."""
        label: Label = next(one for one in self._seen(Label) if one.text() == text)
        return not label.visibleRegion().isEmpty() and (
            label.visibleRegion().boundingRect().height() >= label.height() - 1
        )


@pytest.fixture
def themer(qapp: QApplication) -> Iterator[Themer]:
    made = Themer(qapp, "light")
    yield made
    made.set_text_percent(100)
    made.deleteLater()


@pytest.fixture
def probe(themer: Themer) -> Iterator[FirstRunProbe]:
    made = FirstRunProbe()
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


def test_it_asks_for_language_and_place_and_shows_the_defaults(probe: FirstRunProbe) -> None:
    assert probe.checked() == ["Same as the computer", "Room to stand"]
    probe.press("日本語")
    probe.press("In the seat only")
    assert probe.changes == [("language", "ja"), ("profile.place", "desk")]
    assert probe.checked() == ["日本語", "In the seat only"]


def test_a_choice_that_cannot_be_kept_is_not_shown_as_made(probe: FirstRunProbe) -> None:
    probe.press("In the seat only")
    probe.fault = DesktopError("the disk is full")
    probe.press("The floor is fine")
    probe.press("日本語")
    assert "the disk is full" in probe.texts()
    assert probe.checked() == ["Same as the computer", "In the seat only"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_emergency_signs_are_seen_at_once(themer: Themer, language: str) -> None:
    i18n.use(language)
    probe = FirstRunProbe()
    small_screen = QSize(1280, 720) * 0.88  # as much of it as a window takes
    assert probe.window.width() < small_screen.width()
    probe.window.resize(probe.window.width(), small_screen.height())
    pump()
    signs = library.load().signs
    assert probe.in_sight(str(signs.lead["emergency"]))
    for sign in signs.tiers["emergency"]:
        assert probe.in_sight(str(sign.text)), sign.id
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_there_is_one_thing_to_scroll_and_the_keyboard_can_do_it(probe: FirstRunProbe) -> None:
    probe.window.resize(640, 480)
    pump()
    (area,) = probe.window.findChildren(QScrollArea)
    last = str(library.load().signs.note)
    assert not probe.in_sight(last)
    for _ in range(10):
        QTest.keyClick(area, Qt.Key.Key_PageDown)
    pump()
    assert probe.in_sight(last)
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert area.accessibleName() == "Before you start: the warning signs"


def test_it_promises_no_more_than_it_does(probe: FirstRunProbe) -> None:
    (what,) = (text for text in probe.texts() if text.startswith("Once an hour"))
    assert what.endswith("while you type, while you are away and on pause.")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_warning_sign_is_there_word_for_word_and_cannot_be_ticked(
    themer: Themer, language: str
) -> None:
    i18n.use(language)
    probe = FirstRunProbe()
    signs = library.load().signs
    texts = probe.texts()
    for tier in ("emergency", "soon", "consult"):
        assert str(signs.lead[tier]) in texts
        assert all(str(sign.text) in texts for sign in signs.tiers[tier])
    assert str(signs.note) in texts
    (shown,) = probe.window.findChildren(SignsText)
    assert len(shown.findChildren(Label)) == len(shown.children()) - 1  # and its layout
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_start_at_login_shows_the_truth_and_says_why_it_cannot_be(probe: FirstRunProbe) -> None:
    probe.switch().click()
    assert probe.autostart
    assert probe.switch().isChecked()
    probe.fault = DesktopError("the autostart folder cannot be written")
    probe.switch().click()
    assert probe.switch().isChecked()
    assert "the autostart folder cannot be written" in probe.texts()


def test_start_finishes_it_once(probe: FirstRunProbe) -> None:
    probe.press("Start")
    assert probe.finished == 1
    assert not probe.window.isVisible()
    probe.window.close()
    assert probe.finished == 1


def key(probe: FirstRunProbe, key: Qt.Key) -> QWidget | None:
    """Press it as a keyboard does; what has the keyboard then."""
    QTest.keyClick(probe.window.windowHandle(), key)
    pump()
    return probe.window.focusWidget()


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_starts_where_no_control_has_the_keyboard(
    probe: FirstRunProbe, enter: Qt.Key
) -> None:
    probe.seconds += 0.9
    key(probe, enter)
    assert probe.finished == 0, "it was typed before the page could be seen"
    probe.seconds += 0.1
    key(probe, enter)
    assert probe.finished == 1
    assert probe.changes == []


def test_enter_on_a_control_is_meant_for_it(probe: FirstRunProbe) -> None:
    probe.seconds += 5
    key(probe, Qt.Key.Key_Tab)
    key(probe, Qt.Key.Key_Tab)
    key(probe, Qt.Key.Key_Return)
    assert [name for name, _value in probe.changes] == ["language"]
    probe.switch().setFocus()
    key(probe, Qt.Key.Key_Return)
    assert probe.finished == 0


def test_a_held_enter_is_none_for_the_page(probe: FirstRunProbe) -> None:
    probe.seconds += 5
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True
    )
    QApplication.sendEvent(probe.window, held)
    assert probe.finished == 0


def test_tab_goes_to_the_choices_then_to_the_signs_and_to_start(probe: FirstRunProbe) -> None:
    visited = [key(probe, Qt.Key.Key_Tab) for _ in range(9)]
    chips = [one.text() for one in visited[:6] if isinstance(one, Button)]
    assert chips == [
        *("Same as the computer", "English", "日本語"),
        *("In the seat only", "Room to stand", "The floor is fine"),
    ]
    assert isinstance(visited[6], QScrollArea)
    assert visited[7] is probe.switch()
    assert isinstance(visited[8], Button)
    assert visited[8].text() == "Start"


def test_closing_it_accepts_what_is_chosen(probe: FirstRunProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.finished == 1
    assert probe.changes == []


def test_it_is_not_modal(probe: FirstRunProbe) -> None:
    assert not probe.window.isModal()


def test_it_speaks_the_other_language_at_once(probe: FirstRunProbe) -> None:
    i18n.use("ja")
    probe.window.retranslate()
    assert "Lowback Tray へようこそ" in probe.texts()
    assert probe.buttons()[-1] == "始める"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("size", [QSize(640, 480), QSize(620, 900)])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, language: str, percent: int, size: QSize
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = FirstRunProbe()
    probe.window.resize(size)
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    probe.window.close()
    probe.window.deleteLater()
    pump()
