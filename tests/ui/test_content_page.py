"""The pages "Content", "Sound and voice" and "About you" beside their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from lowback_tray import i18n
from lowback_tray.errors import SettingsError
from lowback_tray.settings.table import PAGES, SETTINGS
from lowback_tray.settings.values import Values
from lowback_tray.ui.mnemonics import plain
from lowback_tray.ui.settings_window import content_page, listening
from lowback_tray.ui.settings_window.doing_rows import MenuRow
from lowback_tray.ui.settings_window.general import YOU, General, open_slots
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.window import SettingsWindow
from tests.ui.probes_b.widgets import WindowProbe, pump
from tests.ui.samples_content import FakeContent, clinic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer


class PageProbe(WindowProbe):
    """The settings window with those pages; `problems` are what sounds die of."""

    def __init__(self, **given: Any) -> None:
        self.content = FakeContent(Values({k.replace("__", "."): v for k, v in given.items()}))
        self.commands: list[str] = []
        self.folders: list[str] = []
        self.heard: list[str] = []
        self.problems: dict[str, str] = {}
        extras = {
            "sound": lambda: [
                listening.slot(self.heard.append, lambda s: self.problems.get(s, ""))
            ],
            "you": lambda: open_slots(self.commands.append, YOU, first=True),
            "content": lambda: content_page.slots(
                self.content, self.commands.append, self._show_folder
            ),
        }
        general = General("9.9.9", (), lambda: False, lambda on: None)
        self.can_show = True
        self.window: SettingsWindow = SettingsWindow(
            SETTINGS, PAGES, self.content.values, self.content.change, lambda key: None, general,
            extras,
        )  # fmt: skip
        self.window.show()
        pump()

    def _show_folder(self, path: str) -> bool:
        self.folders.append(path)
        return self.can_show

    def row(self, name: str) -> Row:
        found: Row = next(r for r in self._seen(Row) if r.label.text() == i18n.tr(name))
        return found

    def says(self, name: str) -> str:
        """All that stands in a row."""
        labels = self.row(name).findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisibleTo(self.window))

    def choose(self, name: str, line: str) -> None:
        row = self.row(name)
        assert isinstance(row, MenuRow)
        next(one for one in row.menu.menu().actions() if plain(one.text()) == line).trigger()
        self.window.show_values(self.content.values)
        pump()


@pytest.fixture
def probe(themer: Themer) -> Iterator[PageProbe]:
    made = PageProbe(content__hidden=frozenset({"chair_figure4", "wall_calf"}))
    yield made
    made.window.close()
    made.window.deleteLater()
    pump()


def test_the_pages_are_those_that_were_promised() -> None:
    promised = ["Reminders", "Hours", "Manners", "Break window", "Sound and voice", "About you"]
    promised += ["Content", "Data and privacy", "General"]
    assert [label for label in PAGES.values() if label != "Setups"] == promised


def test_a_pack_says_what_it_adds_overrides_and_hides(probe: PageProbe) -> None:
    probe.press("Content")
    said = probe.says("Content packs")
    assert "Clinic Sample  ·  clinic" in said
    assert "Adds: Ankle circles, Desk hour" in said
    assert "Has its own instead of ours: Wall calf stretch" in said
    assert "Hides: Bird dog" in said


def test_a_refused_pack_says_file_line_and_remedy(probe: PageProbe) -> None:
    probe.press("Content")
    reason = "packs/mine/exercises/roll.toml, line 7: dose.sides"
    assert f"Left out whole. {reason}" in probe.says("Content packs")


def test_the_packs_are_read_again_by_a_button_and_counted(probe: PageProbe) -> None:
    probe.press("Content")
    probe.content.found = (clinic, clinic)
    probe.press("Check")
    assert "2 packs fit. What changed counts when" in probe.says("Content packs")
    assert "Left out" not in probe.says("Content packs")
    probe.content.found = ()
    probe.press("Check")
    assert "No pack is there yet." in probe.says("Content packs")


def test_one_press_reads_the_packs_once(probe: PageProbe) -> None:
    probe.press("Content")
    before = probe.content.surveys
    probe.press("Check")
    assert probe.content.surveys == before + 1


def test_the_folder_is_opened_by_a_button_or_named(probe: PageProbe) -> None:
    probe.press("Content")
    probe.press("Open the folder")
    assert probe.folders == [probe.content.folder]
    assert probe.row("Content packs").problem.text() == ""
    probe.can_show = False
    probe.press("Open the folder")
    assert probe.content.folder in probe.row("Content packs").problem.text()
    probe.content.fault = SettingsError("packs", "cannot be made", "Make room")
    probe.press("Open the folder")
    assert probe.row("Content packs").problem.text() == "packs: cannot be made. Make room"


def test_what_was_left_out_comes_back_one_by_one(probe: PageProbe) -> None:
    probe.press("Content")
    name = probe.content.name("wall_calf")
    assert name in probe.says("Exercises left out")
    probe.choose("Exercises left out", name)
    assert probe.content.changes == [("content.hidden", frozenset({"chair_figure4"}))]
    assert name not in probe.says("Exercises left out")
    assert "Now: none" in probe.says("Favourite routines")


def test_the_content_is_told_in_the_language_in_force(probe: PageProbe) -> None:
    probe.press("Content")
    i18n.use("ja")
    probe.window.retranslate()
    pump()
    assert "加えるもの：足首まわし、机の1時間" in probe.says("Content packs")
    assert "docs/packs.md" in probe.says("Write your own pack")


def test_the_library_and_what_is_asked_of_the_body_open_by_a_button(probe: PageProbe) -> None:
    probe.press("Content")
    probe.press("Open…")
    probe.press("About you")
    assert [row.label.text() for row in probe._seen(Row)][:2] == ["Self-check", "Warning signs"]
    probe.press("Open…")
    assert probe.commands == ["library-window", "self-check"]


@pytest.mark.parametrize("sound", listening.SOUNDS)
def test_each_sound_is_heard_by_its_button(probe: PageProbe, sound: str) -> None:
    probe.press("Sound and voice")
    probe.press(listening.SOUNDS[sound])
    assert probe.heard == [sound]


def test_a_sound_that_fails_says_so_beside_the_button_also_when_it_takes_a_moment(
    probe: PageProbe,
) -> None:
    probe.press("Sound and voice")
    probe.press("The end")
    assert probe.row("Listen").problem.text() == ""
    probe.problems["end"] = "paplay: connection refused"
    for _ in range(100):
        QTest.qWait(20)
        if probe.row("Listen").problem.text():
            break
    assert probe.row("Listen").problem.text() == "The end: paplay: connection refused"
    probe.press("The voice")
    assert probe.row("Listen").problem.text() == ""
