from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from lowback_tray import i18n
from lowback_tray.ui.safety.signs_list import strongest
from tests.ui.fakes import Kept
from tests.ui.probes_b.safety import SignsProbe
from tests.ui.probes_b.widgets import pump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.ui.theme import Themer

INSTEAD = "No exercises now. Medical care comes first."


@pytest.fixture
def probe(themer: Themer) -> Iterator[SignsProbe]:
    made = SignsProbe()
    yield made
    release(made)


def release(probe: SignsProbe) -> None:
    probe.window.close()
    probe.window.deleteLater()
    pump()


def test_the_strongest_tier_is_the_one_that_counts() -> None:
    assert strongest(["soon", "emergency", None]) == "emergency"
    assert strongest([None, "soon"]) == "soon"
    assert strongest([None, "consult"]) is None


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sign_is_there_word_for_word_and_two_tiers_can_be_ticked(
    themer: Themer, language: str
) -> None:
    i18n.use(language)
    probe = SignsProbe()
    tiers = probe.signs.tiers
    assert all(probe.says(str(sign.text)) for signs in tiers.values() for sign in signs)
    assert probe.boxes() == [str(s.text) for tier in ("emergency", "soon") for s in tiers[tier]]
    release(probe)


def test_that_nothing_ticked_means_nothing_is_always_in_sight(probe: SignsProbe) -> None:
    notes = (str(probe.signs.note), str(probe.signs.lead["always"]))
    assert all(probe.says(note) for note in notes)
    probe.tick("RF-S1")
    assert all(probe.says(note) for note in notes)
    assert not any("safe" in text and "not mean" not in text for text in probe.texts())


def test_before_anything_is_ticked_nobody_is_told_anything(probe: SignsProbe) -> None:
    assert probe.told == []
    assert not probe.says(INSTEAD)
    assert not probe.asks()


@pytest.mark.parametrize(("sign", "tier"), [("RF-S1", "soon"), ("RF-E4", "emergency")])
def test_ticking_a_sign_brings_the_contact_text_instead_of_exercises(
    probe: SignsProbe, sign: str, tier: str
) -> None:
    probe.tick(sign)
    assert probe.told == [tier]
    assert probe.says(INSTEAD)
    assert probe.texts().count(str(probe.signs.lead[f"{tier}_ticked"])) == 1
    assert not probe.asks()


def test_a_stronger_sign_is_told_and_a_weaker_one_beside_it_is_not(probe: SignsProbe) -> None:
    probe.tick("RF-S1")
    probe.tick("RF-E1")
    probe.tick("RF-S2")
    assert probe.told == ["soon", "emergency"]


def test_taking_back_the_strongest_tick_leaves_the_weaker_tier(probe: SignsProbe) -> None:
    probe.tick("RF-S1")
    probe.tick("RF-E1")
    probe.tick("RF-E1")
    assert probe.told == ["soon", "emergency", "soon"]
    assert not probe.asks()


def test_taking_back_the_last_tick_asks_and_only_yes_brings_exercises_back(
    probe: SignsProbe,
) -> None:
    probe.tick("RF-S1")
    probe.tick("RF-S1")
    assert probe.told == ["soon"]
    assert probe.asks()
    assert probe.says(INSTEAD)
    probe.press("Yes, exercises again")
    assert probe.told == ["soon", None]
    assert not probe.says(INSTEAD)
    probe.tick("RF-E2")
    assert probe.told == ["soon", None, "emergency"]


def test_a_tier_from_an_earlier_day_holds_until_the_person_says_otherwise(themer: Themer) -> None:
    probe = SignsProbe("emergency")
    assert probe.says(INSTEAD)
    assert probe.ticked() == []
    assert probe.asks()
    probe.tick("RF-S1")
    assert probe.told == []  # the stronger one still holds
    assert not probe.asks()
    probe.tick("RF-S1")
    probe.press("Yes, exercises again")
    assert probe.told == [None]
    release(probe)


def test_each_tick_is_remembered_for_the_next_window(themer: Themer) -> None:
    first = SignsProbe()
    first.tick("RF-E1")
    first.tick("RF-S1")
    seen = first.ticked()
    assert len(seen) == 2
    release(first)
    again = SignsProbe("emergency", first.kept)
    assert again.ticked() == seen
    assert not again.asks()
    again.tick("RF-E1")
    assert again.told == ["soon"]
    again.tick("RF-S1")
    assert again.asks()
    again.press("Yes, exercises again")
    assert again.told == ["soon", None]
    assert again.kept.names == frozenset()
    release(again)


def test_what_was_remembered_means_nothing_once_exercises_are_wanted_again(
    themer: Themer,
) -> None:
    kept = Kept()
    kept.write(frozenset({"RF-E1"}))
    probe = SignsProbe(None, kept)
    assert probe.ticked() == []
    assert not probe.says(INSTEAD)
    release(probe)


def test_it_follows_what_was_changed_elsewhere(probe: SignsProbe) -> None:
    probe.tick("RF-S1")
    probe.window.show_tier("soon")
    assert len(probe.ticked()) == 1
    probe.window.show_tier(None)
    assert probe.ticked() == []
    assert not probe.says(INSTEAD)
    probe.window.show_tier("emergency")
    assert probe.says(INSTEAD)
    assert probe.told == ["soon"]


def test_numbers_to_call_are_those_of_the_reader(probe: SignsProbe) -> None:
    probe.tick("RF-E1")
    assert any("your local number" in text for text in probe.texts())
    i18n.use("ja")
    probe.window.retranslate()
    assert any("119" in text and "#7119" in text for text in probe.texts())


def test_closing_says_so_and_keeps_what_was_ticked(probe: SignsProbe) -> None:
    probe.tick("RF-S1")
    QTest.keyClick(probe.window, Qt.Key.Key_Escape)
    assert probe.closings == 1
    assert probe.told == ["soon"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("size", [QSize(640, 480), QSize(520, 900)])
def test_nothing_is_clipped_or_nameless(
    themer: Themer, language: str, percent: int, size: QSize
) -> None:
    i18n.use(language)
    themer.set_text_percent(percent)
    probe = SignsProbe("soon")
    probe.window.resize(size)
    pump()
    assert probe.clipped() == []
    assert probe.nameless() == []
    release(probe)
