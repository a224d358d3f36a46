"""Setups in the settings window, over a real settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray.app.setting_up import Desk
from lowback_tray.settings import setups
from lowback_tray.settings.file import SettingsFile
from lowback_tray.settings.table import PAGES, SETTINGS
from lowback_tray.ui.settings_window import setups_page
from lowback_tray.ui.settings_window.general import General
from lowback_tray.ui.settings_window.window import SettingsWindow
from lowback_tray.ui.theme import Themer
from tests.ui.probes_b.settings_window import SettingsProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

EVERY = "stand_up.interval_min"


class Probe(SettingsProbe):
    """A settings window whose changes go into a file with setups."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.end()
        self.file = SettingsFile(path)
        self.file.load()
        desk = Desk(self.file, self.follow)
        self.window = SettingsWindow(
            SETTINGS,
            PAGES,
            self.file.values,
            self.put,
            self.take_back,
            General("9", (), lambda: False, lambda _on: None),
            {"setups": lambda: setups_page.slots(desk)},
            desk,
        )
        self.window.show()
        pump()

    def end(self) -> None:
        self.window.close()
        self.window.deleteLater()
        pump()

    def follow(self) -> None:
        self.window.show_values(self.file.values)

    def put(self, key: str, value: object) -> None:
        self.file.set(key, value)
        self.follow()

    def take_back(self, key: str) -> None:
        self.file.reset(key)
        self.follow()

    def said(self) -> list[str]:
        return [text for text in self.texts() if "is in use;" in text]


@pytest.fixture
def probe(qapp: QApplication, tmp_path: Path) -> Iterator[Probe]:
    themer = Themer(qapp, "light")
    made = Probe(tmp_path / "settings.toml")
    yield made
    made.end()
    themer.deleteLater()


def test_without_setups_nothing_is_said_of_them(probe: Probe) -> None:
    assert probe.said() == []
    probe.press("Setups")
    assert probe.chosen("In use") == ["Usual settings"]
    assert not probe.enabled("On these days")
    assert not probe.enabled("Remove the setup in use")


def test_a_new_setup_is_used_and_a_change_is_made_in_it_alone(probe: Probe) -> None:
    probe.press("Setups")
    probe.enter("New setup", "Office")
    probe.press("Make and use it")
    assert probe.chosen("In use") == ["Office"]
    assert probe.said() == [
        "“Office” is in use; 0 settings differ. What you change holds only in it."
    ]
    probe.press("Reminders")
    probe.click("Stand up every", "45 min")
    assert probe.said() == [
        "“Office” is in use; 1 setting differs. What you change holds only in it."
    ]
    assert (probe.file.values[EVERY], probe.file.base[EVERY]) == (45, 60)


def test_the_way_back_in_a_setup_is_the_usual_value(probe: Probe) -> None:
    probe.file.set(EVERY, 50)
    setups.add(probe.file, "Office")
    probe.put(EVERY, 45)
    assert probe.way_back("Stand up every") == "Back to 50 min"
    probe.go_back("Stand up every")
    assert probe.file.values[EVERY] == 50
    assert probe.way_back("Stand up every") == ""


def test_a_page_can_be_put_back_to_the_usual_values(probe: Probe) -> None:
    probe.file.set("snooze.limit", 4)
    setups.add(probe.file, "Office")
    probe.put("snooze.limit", 1)
    probe.press("Put this page back to the defaults")
    assert probe.file.values["snooze.limit"] == 4


def test_another_one_is_chosen_timed_and_removed(probe: Probe) -> None:
    setups.add(probe.file, "Office")
    setups.add(probe.file, "Home")
    probe.follow()
    probe.press("Setups")
    probe.click("In use", "Office")
    assert probe.file.setup == "Office"
    probe.click("On these days", "Monday")
    probe.enter("At these times", "09:00-18:00")
    assert probe.file.setups["Office"].rules["on_days"] == {"monday"}
    probe.press("Remove “Office”")
    assert list(probe.file.setups) == ["Home"]
    assert probe.chosen("In use") == ["Usual settings"]
    probe.click("In use", "By days and times")
    assert probe.chosen("In use") == ["By days and times"]


def test_a_name_that_does_not_do_says_why(probe: Probe) -> None:
    probe.press("Setups")
    probe.enter("New setup", "auto")
    probe.press("Make and use it")
    assert "already a setup" in probe.problem("New setup")
    assert probe.shows("New setup") == "auto"
