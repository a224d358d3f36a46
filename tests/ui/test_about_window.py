from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.ui.about_window.window import AboutWindow
from tests.ui.probes_b.frames import filled
from tests.ui.probes_b.widgets import WindowProbe, pump
from tests.ui.samples_doctor import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from lowback_tray.care.exercise import Library
    from lowback_tray.ui.theme import Themer


class AboutProbe(WindowProbe):
    """One window."""

    def __init__(self, library: Library) -> None:
        self.closings = 0
        self.window: AboutWindow = AboutWindow("0.1.0", lambda: PARTS, library, QIcon())
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _closed(self) -> None:
        self.closings += 1


@pytest.fixture
def probe(themer: Themer, library: Library) -> Iterator[AboutProbe]:
    made = AboutProbe(library)
    yield made
    end(made)


def end(probe: AboutProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_it_says_what_it_is_and_that_it_is_no_doctor(probe: AboutProbe) -> None:
    assert probe.texts()[0] == "Lowback Tray 0.1.0"
    assert any("does not diagnose" in text for text in probe.texts())


def test_every_part_is_named_with_its_licence_and_address(probe: AboutProbe) -> None:
    texts = probe.texts()
    for part in PARTS:
        assert f"{part.name} {part.version} · licence: {part.licence}" in texts
        assert not part.home or part.home in texts
    assert any("LGPL" in text for text in texts)


def test_the_text_of_a_licence_opens_where_there_is_one(probe: AboutProbe) -> None:
    assert probe.buttons().count("Licence text") == 2
    assert not any("Permission" in text for text in probe.texts())
    probe.press("Licence text")
    assert any("Permission" in text for text in probe.texts())


def test_no_frame_shows_a_text_cut_while_the_parts_are_listed(
    themer: Themer, library: Library, qapp: QApplication
) -> None:
    i18n.use("ja")
    probe, cut = filled(qapp, lambda: AboutProbe(library))
    assert cut == set()
    end(probe)


def test_it_speaks_the_other_language_at_once(probe: AboutProbe) -> None:
    i18n.use("ja")
    probe.window.retranslate()
    assert "閉じる" in probe.buttons()


def test_escape_closes_it(probe: AboutProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert probe.closings == 1


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 200])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, library: Library, language: str, percent: int
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = AboutProbe(library)
    probe.window.resize(QSize(640, 480))
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    end(probe)
