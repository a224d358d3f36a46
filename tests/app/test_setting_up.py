"""Setups by command, over real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from lowback_tray import cli
from lowback_tray.app.offline import Offline

if TYPE_CHECKING:
    from lowback_tray.commands import Program


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offline:
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    return Offline()


def say(shelf: Offline, *words: str) -> cli.Answer:
    return cli.answer(cast("Program", shelf), words)


def data(shelf: Offline) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(say(shelf, "setup", "list", "--json").out)}


def test_a_setup_is_made_changed_used_and_removed(shelf: Offline) -> None:
    assert say(shelf, "setup", "save", "Office").out.startswith("“Office” is in use")
    say(shelf, "settings", "set", "stand_up.interval_min", "45")
    assert data(shelf)["Office"]["differs"] == {"stand_up.interval_min": "45"}
    assert say(shelf, "setup", "use", "base").out == "In use: Usual settings"
    assert say(shelf, "settings", "get", "stand_up.interval_min").out == "60"
    assert say(shelf, "setup", "use", "OFFICE").out == "In use: Office"
    assert say(shelf, "settings", "get", "stand_up.interval_min").out == "45"
    assert say(shelf, "setup", "remove", "office").out == "Removed: Office"
    assert list(data(shelf)) == ["base"]


def test_a_setup_can_hold_by_days_and_times(shelf: Offline) -> None:
    say(shelf, "setup", "save", "Home")
    said = say(shelf, "setup", "when", "home", "wednesday,friday", "09:00-12:00,13:00-17:00")
    assert said.out == "Home: Wednesday Friday  09:00-12:00, 13:00-17:00"
    assert say(shelf, "setup", "when", "Home", "sunday").out == "Home: Sunday"
    assert say(shelf, "setup", "when", "Home", "none").out == "Home: only when you choose it"
    assert say(shelf, "setup", "use", "auto").out == "In use: By days and times"
    assert data(shelf)["base"]["in_use"] is True
    assert data(shelf)["base"]["by_hours"] is True


def test_the_list_says_what_differs_for_people(shelf: Offline) -> None:
    say(shelf, "setup", "save", "Home")
    say(shelf, "settings", "set", "snooze.limit", "1")
    say(shelf, "setup", "when", "Home", "monday")
    assert say(shelf, "setup", "list").out.splitlines() == [
        "  Usual settings",
        "* Home",
        "    Monday",
        "    snooze.limit = 1",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("use", "Garden"),
        ("remove", "Garden"),
        ("save", "auto"),
        ("when", "Garden", "monday"),
        ("when", "Home", "noday"),
        ("when", "Home", "monday", "9-5"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    shelf: Offline, words: tuple[str, ...]
) -> None:
    say(shelf, "setup", "save", "Home")
    before = shelf.settings.path.read_text()
    told = say(shelf, "setup", *words)
    assert told.code == 1
    assert told.err
    assert shelf.settings.path.read_text() == before
