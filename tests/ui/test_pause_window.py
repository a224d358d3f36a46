"""The window that chooses until when to pause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QWidget

from lowback_tray import i18n
from lowback_tray.ui.pause_window import PauseWindow, usual
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.widgets.buttons import Button
from tests.ui.probes_b.widgets import WindowProbe, pump

NOW = datetime(2026, 11, 24, 14, 7, 30, tzinfo=timezone(timedelta(hours=9)))  # a Tuesday


class PauseProbe(WindowProbe):
    """The window; `sent` are the commands it gave."""

    def __init__(self, now: datetime = NOW) -> None:
        self.sent: list[tuple[str, tuple[str, ...]]] = []
        self.closings = 0
        self.now = now
        self.window: PauseWindow = PauseWindow(
            lambda: self.now, lambda *said: self.sent.append(said)
        )
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _closed(self) -> None:
        self.closings += 1

    def tab_to(self, label: str) -> None:
        """Press Tab until a button has the focus."""
        for _ in range(12):
            QTest.keyClick(self.focused(), Qt.Key.Key_Tab)
            here = self.focused()
            if isinstance(here, Button) and here.text() == label:
                return
        raise AssertionError(f"Tab does not reach {label!r}")

    def focused(self) -> QWidget:
        return self.window.focusWidget() or self.window

    def enter(self, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Press Enter wherever the focus is."""
        QTest.keyClick(self.focused(), key)
        pump()

    def choose(self, text: str) -> None:
        field = self.window.findChild(QDateTimeEdit)
        assert isinstance(field, QDateTimeEdit)
        field.setDateTime(QDateTime.fromString(text, "yyyy-MM-dd HH:mm"))
        pump()


@pytest.fixture
def probe(qapp: QApplication) -> Iterator[PauseProbe]:
    themer = Themer(qapp, "light")
    made = PauseProbe()
    yield made
    made.window.close()
    made.window.deleteLater()
    themer.deleteLater()
    pump()


def test_the_usual_moments_lie_ahead_and_come_in_order() -> None:
    assert [f"{at:%a %H:%M}" for at in usual(NOW)] == ["Tue 17:00", "Wed 09:00", "Mon 09:00"]
    sunday_night = NOW.replace(day=29, hour=20)
    assert [f"{at:%a %H:%M}" for at in usual(sunday_night)] == ["Mon 09:00"]
    assert len(usual(NOW.replace(hour=8))) == 4


def test_a_click_on_a_usual_moment_and_pause_pauses_until_then(probe: PauseProbe) -> None:
    assert probe.checked() == ["17:00"]
    probe.press("tomorrow 09:00")
    assert probe.checked() == ["tomorrow 09:00"]
    probe.press("Pause")
    assert probe.sent == [("pause", ("2026-11-25T09:00",))]
    assert probe.closings == 1


def test_any_other_day_and_time_can_be_chosen_and_given_with_enter(probe: PauseProbe) -> None:
    probe.choose("2026-12-10 07:45")
    assert probe.checked() == []
    QTest.keyClick(probe.window, Qt.Key.Key_Return)
    assert probe.sent == [("pause", ("2026-12-10T07:45",))]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_pause_as_soon_as_it_is_open(probe: PauseProbe, key: Qt.Key) -> None:
    probe.enter(key)
    assert probe.sent == [("pause", ("2026-11-24T17:00",))]


def test_the_arrow_keys_begin_with_the_hour(probe: PauseProbe) -> None:
    QTest.keyClick(probe.focused(), Qt.Key.Key_Up)
    probe.enter()
    assert probe.sent == [("pause", ("2026-11-24T18:00",))]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_cancel_cancels(probe: PauseProbe, key: Qt.Key) -> None:
    probe.tab_to("Cancel")
    probe.enter(key)
    assert (probe.sent, probe.closings) == ([], 1)


def test_enter_on_a_usual_moment_chooses_it_and_nothing_more(probe: PauseProbe) -> None:
    probe.tab_to("tomorrow 09:00")
    probe.enter()
    assert (probe.sent, probe.closings) == ([], 0)
    assert probe.checked() == ["tomorrow 09:00"]
    probe.tab_to("Pause")
    probe.enter()
    assert probe.sent == [("pause", ("2026-11-25T09:00",))]


def test_a_time_that_passes_while_it_is_open_is_not_given(probe: PauseProbe) -> None:
    probe.choose("2026-11-24 14:20")
    probe.now = NOW.replace(hour=17, minute=5)
    probe.press("Pause")
    assert (probe.sent, probe.closings) == ([], 0)
    assert "That time has passed already" in probe.texts()
    assert "17:00" not in probe.buttons()
    probe.press("tomorrow 09:00")
    assert "That time has passed already" not in probe.texts()
    probe.press("Pause")
    assert probe.sent == [("pause", ("2026-11-25T09:00",))]


def test_what_passed_while_another_window_was_in_front_is_gone(probe: PauseProbe) -> None:
    probe.now = NOW.replace(hour=17, minute=5)
    other = QWidget()
    for window in (other, probe.window):
        window.show()
        window.activateWindow()
        pump()
    other.deleteLater()
    assert "17:00" not in probe.buttons()
    assert probe.window.chosen().isoformat() == "2026-11-24T17:06:00"


def test_what_has_passed_and_what_is_too_far_cannot_be_chosen(probe: PauseProbe) -> None:
    probe.choose("2026-11-24 09:00")
    assert probe.window.chosen().isoformat() == "2026-11-24T14:08:00"
    probe.choose("2027-11-24 09:00")
    assert probe.window.chosen().isoformat() == "2026-12-25T14:07:00"


def test_escape_and_cancel_leave_everything_as_it_is(probe: PauseProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    assert (probe.sent, probe.closings) == ([], 1)


def test_everything_has_a_name_in_both_languages(probe: PauseProbe) -> None:
    assert probe.nameless() == []
    i18n.use("ja")
    probe.window.retranslate()
    assert probe.nameless() == []
    assert "いつまで静かにしますか?" in probe.texts()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_as_high_as_its_chips_need(probe: PauseProbe, language: str) -> None:
    i18n.use(language)
    probe.window.retranslate()
    for chip in probe.window.findChildren(Button):
        chip.set_text(chip.text() + " or so, if that suits you")
    probe.window.hide()
    probe.window.show()
    pump()
    assert probe.clipped() == []
