"""A combination of keys as a setting."""

from __future__ import annotations

import pytest

from lowback_tray.errors import SettingsError
from lowback_tray.settings.shortcuts import Combination

KIND = Combination()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ctrl+alt+s", "Ctrl+Alt+S"),
        ("Alt + Control + s", "Ctrl+Alt+S"),
        ("meta+f5", "Super+F5"),
        ("Ｃｔｒｌ+１", "Ctrl+1"),
        ("pause", "Pause"),
        ("F9", "F9"),
        ("none", ""),
        ("", ""),
    ],
)
def test_it_is_kept_in_one_form_however_it_is_typed(typed: str, kept: str) -> None:
    assert KIND.parse(typed, "k") == kept
    assert KIND.parse(KIND.text(kept), "k") == kept
    assert KIND.plain(kept) == kept


def test_none_is_said_as_none() -> None:
    assert KIND.format("") == "none"
    assert KIND.format("F9") == "F9"


@pytest.mark.parametrize("bad", ["s", "Shift+S", "Space", "Ctrl", "Ctrl+Alt+", "Ctrl+ß", 7, None])
def test_what_would_take_a_letter_from_every_program_is_refused(bad: object) -> None:
    with pytest.raises(SettingsError, match="is not a combination of keys"):
        KIND.check(bad, "shortcuts.start")
