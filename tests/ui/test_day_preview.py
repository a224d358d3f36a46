"""The picture of the coming day: the engine's own answer, live, and in words."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QWidget

from lowback_tray import i18n
from lowback_tray.app import dayplan
from lowback_tray.errors import Refused
from lowback_tray.settings.values import Values
from lowback_tray.ui.settings_window.day_preview import DayPicture, PreviewRow
from lowback_tray.ui.settings_window.showing import ShowRow
from lowback_tray.ui.slices import Slices
from tests.ui import samples_b as samples
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.care.exercise import Library
    from lowback_tray.ui.settings_window.day_preview import Day
    from lowback_tray.ui.theme import Themer


class PreviewProbe(WindowProbe):
    """The row alone; `asked` counts how often a day was worked out."""

    def __init__(self, library: Library, given: dict[str, Any] | None = None) -> None:
        self.values = Values(given)
        self.library = library
        self.asked = 0
        self.row = PreviewRow(self._day)
        self.window = QWidget()
        self.row.setParent(self.window)
        self.row.resize(600, 160)
        self.window.resize(600, 160)
        self.window.show()
        pump()

    def _day(self) -> Day:
        self.asked += 1
        return dayplan.coming(self.values, self.library, samples.NOW)

    def change(self, **given: Any) -> None:
        self.values = Values({key.replace("__", "."): value for key, value in given.items()})
        self.row.show_values(self.values)

    def rested(self) -> None:
        """Let the settings come to rest."""
        for timer in self.row.findChildren(QTimer):
            if timer.isSingleShot() and timer.isActive():
                timer.stop()
                timer.timeout.emit()
        for slices in self.row.findChildren(Slices):
            slices.finish()

    def picture(self) -> DayPicture:
        found = self.row.findChild(DayPicture)
        assert isinstance(found, DayPicture)
        return found

    def sum(self) -> str:
        self.rested()
        return self.row.help.text()


@pytest.fixture
def probe(themer: Themer, library: Library) -> Iterator[PreviewProbe]:
    made = PreviewProbe(library)
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


def test_the_sum_stands_in_words(probe: PreviewProbe) -> None:
    assert probe.sum().endswith("9 stand-ups, 12 posture resets.")


def test_it_follows_the_settings_once_they_have_come_to_rest(probe: PreviewProbe) -> None:
    probe.rested()
    asked = probe.asked
    probe.change(stand_up__interval_min=30, posture_reset__enabled=False)
    probe.change(stand_up__interval_min=45, posture_reset__enabled=False)
    assert probe.asked == asked
    assert "13 stand-ups, 0 posture resets." in probe.sum()
    assert probe.asked == asked + 1
    probe.row.show_values(probe.values)
    probe.rested()
    assert probe.asked == asked + 1, "nothing changed"


def test_times_are_said_to_those_who_listen_and_under_the_pointer(probe: PreviewProbe) -> None:
    probe.rested()
    picture = probe.picture()
    said = picture.accessibleDescription().split("; ")
    assert said[:2] == ["08:30 Posture reset", "09:00 Stand up"]
    at = samples.NOW.replace(day=25, hour=9, minute=0)
    assert "09:00 Stand up" in picture.words_at(QPointF(picture.x_of(at), 20))
    assert picture.words_at(QPointF(0, 20)) == ""


def test_the_evening_is_in_it(probe: PreviewProbe) -> None:
    probe.change(evening__enabled=True, evening__time=time(21, 0))
    probe.rested()
    told = probe.picture().accessibleDescription()
    assert "20:59 Stand up; 21:17 Evening wind-down" in told  # a quarter of an hour after it
    assert "Evening wind-down" in probe.picture().accessibleDescription()


def test_a_day_without_anything_says_so(probe: PreviewProbe) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    probe.change(hours__enabled=True, **{f"hours__{name}": () for name in days})
    assert probe.sum().endswith("Nothing would be asked.")
    assert probe.picture().accessibleDescription() == "Nothing would be asked."


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_paints_in_both_languages(probe: PreviewProbe, language: str, themer: Themer) -> None:
    i18n.use(language)
    themer.set_appearance("dark")
    probe.change(hours__enabled=True, evening__enabled=True)
    probe.rested()
    probe.row.retranslate()
    assert not probe.picture().grab().isNull()


def test_each_kind_of_prompt_can_be_tried_and_a_refusal_is_said(themer: Themer) -> None:
    tried: list[str] = []

    def show(what: str) -> str:
        tried.append(what)
        return str(Refused("not now")) if what == "guide" else ""

    probe = WindowProbe()
    row = ShowRow(show)
    probe.window = row
    row.show()
    for name in ("A stand-up", "A posture reset"):
        probe.press(name)
    assert not row.problem.isVisibleTo(row)
    probe.press("The guide")
    assert tried == ["stand-up", "posture-reset", "guide"]
    assert row.problem.text() == "not now"
    row.close()
    row.deleteLater()
    pump()
