from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.history.decisions import Decision, decisions
from lowback_tray.ui.why_window.entries import Entry
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from tests.ui import samples_b as samples
from tests.ui import samples_why
from tests.ui.probes_b.frames import filled
from tests.ui.probes_b.why_window import WhyProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from lowback_tray.ui.theme import Themer


def told() -> list[Decision]:
    return list(decisions(samples_why.records(), samples_why.names()))


@pytest.fixture
def probe(themer: Themer) -> Iterator[WhyProbe]:
    made = WhyProbe(samples.OUTSIDE_HOURS, told())
    yield made
    end(made)


def end(probe: WhyProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_the_present_and_its_reason_come_first(probe: WhyProbe) -> None:
    assert probe.texts()[0] == "Waiting until 18:00: outside your hours"


def test_decisions_come_by_day_newest_first(probe: WhyProbe) -> None:
    texts = probe.texts()
    assert texts.index("Today") < texts.index("Yesterday")
    assert len(probe.entries()) == len(told())
    assert probe.entries()[0] == "Waiting: Outside your hours"
    assert probe.marks()[0] == "13:50, Kept quiet"
    assert "Outside your hours → Comes as soon as that is over" in texts


def test_each_leads_to_the_setting_that_would_change_it(probe: WhyProbe) -> None:
    probe.change("Setting: Wait during calls")
    assert probe.opened == ["holds.call"]


@pytest.mark.parametrize(
    ("chip", "first"),
    [
        ("Asked", "Skipped: Stand-up"),
        ("Kept quiet", "Waiting: Outside your hours"),
        ("Breaks", "Stood up after 50 min of sitting"),
    ],
)
def test_a_filter_shows_one_kind(probe: WhyProbe, chip: str, first: str) -> None:
    probe.press(chip)
    assert probe.checked() == [chip]
    assert probe.entries()[0] == first
    assert {mark.split(", ")[1] for mark in probe.marks()} == {chip}
    probe.press("Everything")
    assert len(probe.entries()) == len(told())


def test_a_new_decision_shows_while_it_is_open(probe: WhyProbe) -> None:
    [newest, *others] = told()
    probe.window.show_decisions([newest, newest, *others])
    assert len(probe.entries()) == len(others) + 2


def test_at_midnight_today_becomes_yesterday(probe: WhyProbe) -> None:
    tomorrow = replace(samples.FRESH, now=samples.NOW + timedelta(days=1))
    probe.window.show_status(tomorrow)
    texts = probe.texts()
    assert "Today" not in texts
    assert texts.index("Yesterday") < texts.index("Mon 23 November 2026")


def test_with_nothing_to_tell_it_says_what_will_be_here(themer: Themer) -> None:
    probe = WhyProbe(samples.FRESH, [])
    assert any(text.startswith("Nothing has been decided yet.") for text in probe.texts())
    probe.window.show_decisions(decisions(samples_why.records()[:1]))
    probe.press("Breaks")
    assert "Nothing of this kind in the last week." in probe.texts()
    end(probe)


def test_escape_closes_it(probe: WhyProbe) -> None:
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    pump()
    assert not probe.window.isVisible()
    assert probe.closings == 1


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 200])
@pytest.mark.parametrize("size", [QSize(640, 480), QSize(640, 900)])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, language: str, percent: int, size: QSize
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = WhyProbe(samples.LOCKED, told())
    probe.window.resize(size)
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    end(probe)


@pytest.mark.parametrize(("percent", "is_below"), [(100, False), (200, True)])
def test_the_way_to_a_setting_stands_below_where_it_would_squeeze_the_words(
    themer: Themer, percent: int, is_below: bool
) -> None:
    i18n.use("ja")
    themer.set_text_percent(percent)
    probe = WhyProbe(samples.FRESH, told())
    probe.window.resize(750, 900)
    pump()
    places = set()
    for entry in probe.window.findChildren(Entry):
        ways, words = entry.findChildren(Button), entry.findChildren(Label)
        places |= {way.y() >= words[-1].mapTo(entry, QPoint(0, 0)).y() for way in ways}
    assert is_below in places
    if not is_below:
        assert places == {False}
    end(probe)


def test_no_frame_shows_a_row_cut_while_the_others_are_made(
    themer: Themer, qapp: QApplication
) -> None:
    i18n.use("ja")
    probe, cut = filled(qapp, lambda: WhyProbe(samples.FRESH, told() * 2))
    assert cut == set()
    assert len(probe.entries()) == 2 * len(told())
    end(probe)
