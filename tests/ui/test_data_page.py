"""The page "Data and privacy": what is read with its switch, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from lowback_tray import i18n
from lowback_tray.errors import LowbackError, SettingsError
from lowback_tray.settings.table import PAGES, SETTINGS
from lowback_tray.settings.values import Values
from lowback_tray.ui.mnemonics import plain
from lowback_tray.ui.settings_window import data_page
from lowback_tray.ui.settings_window.doing_rows import MenuRow
from lowback_tray.ui.settings_window.general import General
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.window import SettingsWindow
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.widgets.fields import SearchField, Switch
from tests.ui.probes_b.widgets import WindowProbe, pump
from tests.ui.samples_own import FakeOwn


class DataProbe(WindowProbe):
    """The settings window on that page; `answers` are the files somebody will name."""

    def __init__(self) -> None:
        self.own = FakeOwn()
        self.answers: list[str] = []
        self.asked: list[tuple[str, str, str]] = []
        self.fault: LowbackError | None = None
        rows = data_page.slots(self.own, self._change, lambda: self.own.values, self._ask)
        general = General("9.9.9", (), lambda: False, lambda on: None)
        self.window: SettingsWindow = SettingsWindow(
            SETTINGS, PAGES, self.own.values, self._change, lambda key: None, general,
            {"data": lambda: rows},
        )  # fmt: skip
        self.window.show_page("data")
        self.window.show()
        pump()

    def _ask(self, beside: QWidget, way: str, name: str, ending: str) -> str:
        self.asked.append((way, name, ending))
        return self.answers.pop(0)

    def _change(self, key: str, value: object) -> None:
        if self.fault is not None:
            raise self.fault
        self.own.values = {**self.own.values, key: value}
        self.window.show_values(self.own.values)

    def row(self, name: str) -> Row:
        found: Row = next(r for r in self._seen(Row) if r.label.text() == i18n.tr(name))
        return found

    def said(self, name: str) -> str:
        return self.row(name).help.text()

    def problem(self, name: str) -> str:
        return self.row(name).problem.text()

    def lines(self, name: str) -> list[str]:
        row = self.row(name)
        assert isinstance(row, MenuRow)
        return row.menu.menu_lines()

    def choose(self, name: str, line: str) -> None:
        row = self.row(name)
        assert isinstance(row, MenuRow)
        next(one for one in row.menu.menu().actions() if plain(one.text()) == line).trigger()
        pump()

    def switch(self, name: str) -> Switch | None:
        return self.row(name).findChild(Switch)


@pytest.fixture
def probe(themer: Themer) -> Iterator[DataProbe]:
    made = DataProbe()
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_is_searched_in_both_languages(probe: DataProbe, language: str) -> None:
    i18n.use(language)
    probe.window.retranslate()
    names = ("Take it with you", "Backups", "Delete your data", "Typing and pointing")
    (field,) = probe._seen(SearchField)
    for name in names:
        for words in i18n.every(name):
            field.setText(words)
            pump()
            assert probe.row(name).isVisibleTo(probe.window), words


def test_what_the_page_asks_of_the_desktop_is_asked_when_it_is_first_turned_to(
    themer: Themer,
) -> None:
    asked: list[str] = []

    def data() -> list[Slot]:
        asked.append("data")
        return data_page.slots(FakeOwn(), print, Values, lambda *_: "")

    probe = WindowProbe()
    general = General("9.9.9", (), lambda: False, lambda on: None)
    window = SettingsWindow(
        SETTINGS, PAGES, Values(), print, print, general, {"data": data}
    )  # fmt: skip
    probe.window = window
    window.show()
    pump()
    window.retranslate()
    assert asked == []
    window.show_page("data")
    window.show_page("reminders")
    window.show_page("data")
    assert asked == ["data"]
    window.close()
    window.deleteLater()
    pump()


def test_every_signal_says_what_is_read_and_what_it_says_now(probe: DataProbe) -> None:
    assert probe.said("Typing and pointing") == (
        "How long ago you last did either; never which keys, and never where. "
        "Now: 4 s ago, told by x11"
    )
    assert probe.said("The network").endswith("Now: not read")


def test_a_switch_beside_a_signal_switches_its_setting(probe: DataProbe) -> None:
    switch = probe.switch("Calls")
    assert switch is not None
    assert switch.isChecked()
    switch.click()
    assert probe.own.values["holds.call"] is False
    assert probe.said("Calls").endswith("Now: not read")
    assert probe.switch("The network") is None


def test_a_switch_that_cannot_be_set_says_why_and_stays(probe: DataProbe) -> None:
    probe.fault = SettingsError("settings.toml", "the disk is full", "Make room")
    switch = probe.switch("Calls")
    assert switch is not None
    switch.click()
    assert "the disk is full" in probe.problem("Calls")
    assert switch.isChecked()


@pytest.mark.parametrize(
    ("name", "button", "asked", "did"),
    [
        ("Take it with you", "Export…", ("save", "lowback-tray.zip", ".zip"), "export over"),
        ("Take in an export", "Import…", ("open", "", ".zip"), "import"),
        ("A page for a professional", "Write it…", ("save", "lowback-tray.pdf", ".pdf"), "report"),
    ],
)
def test_a_file_is_asked_for_and_what_came_of_it_is_said(
    probe: DataProbe, name: str, button: str, asked: tuple[str, str, str], did: str
) -> None:
    probe.answers = ["", "/home/me/x", "/home/me/x"]
    before = probe.said(name)
    probe.press(button)
    assert probe.asked == [asked]
    assert probe.own.asked == [], "nothing was named, nothing is done"
    assert probe.said(name) == before
    probe.press(button)
    assert probe.own.asked == [(did, "/home/me/x")]
    assert probe.said(name) == f"{did} /home/me/x: done"
    probe.own.fault = LowbackError("/home/me/x: is not an export of Lowback Tray")
    probe.press(button)
    assert probe.problem(name) == "/home/me/x: is not an export of Lowback Tray"
    assert probe.said(name) == before


def test_a_backup_brings_back_by_one_choice(probe: DataProbe) -> None:
    assert probe.lines("Backups")[:2] == [
        "24 November 2026  ·  812 records",
        "23 November 2026  ·  803 records",
    ]
    probe.choose("Backups", "23 November 2026  ·  803 records")
    assert probe.own.asked == [("restore", "2026-11-23")]
    assert probe.said("Backups") == "restore 2026-11-23: done"


def test_deleting_asks_once_and_says_what_goes(probe: DataProbe) -> None:
    assert "Everything" in probe.lines("Delete your data")
    probe.choose("Delete your data", "Everything")
    assert probe.said("Delete your data") == (
        "This goes for good: all of it: history, backups, profile, settings and the log file."
    )
    probe.press("Keep it")
    assert probe.own.asked == []
    assert "asked once" in probe.said("Delete your data")
    probe.choose("Delete your data", "The history")
    probe.press("Delete for good")
    assert probe.own.asked == [("delete", "history")]
    assert "Keep it" not in probe.buttons()


def test_what_cannot_be_deleted_now_says_why(probe: DataProbe) -> None:
    probe.own.fault = LowbackError("A break is under way; end it first")
    probe.choose("Delete your data", "Everything")
    probe.press("Delete for good")
    assert probe.problem("Delete your data") == "A break is under way; end it first"
    probe.choose("Delete your data", "Everything")
    probe.press("Delete for good")
    assert probe.problem("Delete your data") == ""


def test_it_is_found_by_a_search(probe: DataProbe) -> None:
    found = [one.words() for one in data_page.slots(probe.own, print, dict, lambda *_: "")]
    assert any("Backups" in words for words in found)


@pytest.mark.parametrize(("language", "percent"), [("en", 100), ("ja", 100), ("en", 200)])
def test_nothing_is_clipped_or_nameless(themer: Themer, language: str, percent: int) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = DataProbe()
    assert probe.clipped() == []
    assert probe.nameless() == []
    probe.window.close()
    probe.window.deleteLater()
    pump()
