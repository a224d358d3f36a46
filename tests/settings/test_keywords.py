"""Other words for settings: each belongs to a setting that people can look for."""

from __future__ import annotations

from lowback_tray.settings.keywords import KEYWORDS
from lowback_tray.settings.table import PAGES, find


def test_every_entry_belongs_to_a_setting_in_sight() -> None:
    assert all(find(key).page in PAGES for key in KEYWORDS)


def test_a_setting_knows_its_other_words_and_may_have_none() -> None:
    assert "dark mode" in find("appearance.theme").keywords
    assert find("first_run.done").keywords == ""
