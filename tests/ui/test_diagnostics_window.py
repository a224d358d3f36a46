from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.app import findings
from lowback_tray.ui.diagnostics_window import finding
from lowback_tray.ui.diagnostics_window.rows import StateMark
from lowback_tray.ui.diagnostics_window.window import DiagnosticsWindow
from tests.ui.probes_b.widgets import WindowProbe, pump
from tests.ui.samples_doctor import GOOD, poor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer


class DiagnosticsProbe(WindowProbe):
    """One window over a desktop that can be changed; `asked` counts the questions to it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.asked = 0
        self.closings = 0
        self.window: DiagnosticsWindow = DiagnosticsWindow(
            lambda: findings.findings(self.data), self._ask, lambda: [("Lowback Tray", "0.1.0")]
        )
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _ask(self) -> None:
        self.asked += 1

    def _closed(self) -> None:
        self.closings += 1

    def states(self) -> set[str]:
        """What the marks say to those who listen."""
        return {mark.accessibleName() for mark in self._seen(StateMark)}


@pytest.fixture
def probe(themer: Themer) -> Iterator[DiagnosticsProbe]:
    made = DiagnosticsProbe(GOOD)
    yield made
    end(made)


def end(probe: DiagnosticsProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_one_sentence_says_how_it_stands(probe: DiagnosticsProbe) -> None:
    assert probe.texts()[0] == "Everything works here"
    assert probe.states() == {"Works", "Switched off"}
    probe.data = GOOD | {"tray": {"host": None, "shown": None}}
    probe.window.refresh()
    pump()
    assert probe.texts()[0] == "1 thing could be better"
    assert probe.texts()[2] == "Tray icon · Missing", "what could be better comes first"


def test_check_again_asks_the_desktop_and_looks_once_more_when_answers_are_in(
    probe: DiagnosticsProbe,
) -> None:
    probe.press("Check again")
    assert probe.asked == 1
    probe.data = poor()
    [later] = probe.window.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert later.isActive()
    later.timeout.emit()
    pump()
    assert probe.texts()[0].endswith("things could be better")


def test_the_copy_is_a_text_that_names_nobody(
    probe: DiagnosticsProbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/zoe"))
    probe.data = GOOD | {"settings": {"problems": ["/home/zoe/settings.toml: x"], "unknown": []}}
    probe.window.refresh()
    probe.press("Copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Lowback Tray: 0.1.0\n[Works] Noticing that you are away: ")
    assert "[Limited] Settings file: ~/settings.toml: x" in copied
    assert "zoe" not in copied
    assert "Copied" in probe.buttons()
    probe.press("Check again")
    assert "Copy" in probe.buttons()
    probe.press("Copy")
    probe.data = GOOD
    probe.window.refresh()
    assert "Copy" in probe.buttons(), "what is shown now is not what was copied"


def test_a_remedy_stands_below_its_finding() -> None:
    text = finding.as_text([finding.Finding("A", "missing", "b", "Do c.")], [])
    assert text == "[Missing] A: b\n    Do c."


def test_escape_closes_it(probe: DiagnosticsProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.closings == 1


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 200])
def test_nothing_is_clipped_or_nameless(themer: Themer, language: str, percent: int) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = DiagnosticsProbe(poor())
    probe.window.resize(QSize(640, 480))
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    end(probe)
