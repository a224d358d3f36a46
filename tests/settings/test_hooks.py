"""A command line as a setting."""

from __future__ import annotations

import pytest

from lowback_tray.errors import SettingsError
from lowback_tray.settings.hooks import CommandLine, words_of

KIND = CommandLine()


def test_a_command_line_is_kept_as_it_was_typed() -> None:
    line = "notify-send 'Well done, you' --icon=x"
    assert KIND.check(f"  {line} ", "k") == line
    assert KIND.parse(KIND.text(line), "k") == line
    assert KIND.format(line) == KIND.plain(line) == line
    assert words_of(line) == ["notify-send", "Well done, you", "--icon=x"]


def test_none_is_no_command() -> None:
    assert KIND.parse("none", "k") == ""
    assert KIND.text("") == KIND.format("") == "none"


@pytest.mark.parametrize("bad", [7, ["a"], "two\nlines", "x" * 1001, "an 'open quotation", "nul\0"])
def test_what_is_no_command_line_is_refused(bad: object) -> None:
    with pytest.raises(SettingsError, match="is not a command line"):
        KIND.check(bad, "hooks.done")
