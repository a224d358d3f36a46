"""Setups: what differs from the settings, where it belongs, and when it holds."""

from __future__ import annotations

import tomllib
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from lowback_tray.errors import SettingsError
from lowback_tray.settings import setups
from lowback_tray.settings.file import SettingsFile
from lowback_tray.settings.reading import IN_SETUPS
from lowback_tray.settings.setup_rules import AUTO, BASE, IN_USE
from lowback_tray.settings.table import find

if TYPE_CHECKING:
    from pathlib import Path

EVERY = "stand_up.interval_min"
TWO = """\
[setup]
use = "Office"  # where I am

[setups.Office]
on_days = ["monday", "tuesday"]
at_hours = ["09:00-18:00"]
stand_up.interval_min = 45

[setups."Night desk"]
on_days = ["monday"]
at_hours = ["22:00-02:00"]
[setups."Night desk".sound]
on = true
"""
MONDAY = datetime(2026, 3, 2, 10, 0).astimezone()


class Wall:
    """A clock that is put."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        self.now = datetime(2026, 3, day, hour, minute).astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.fixture
def wall() -> Wall:
    return Wall()


def opened(path: Path, wall: Wall, text: str = "") -> SettingsFile:
    if text:
        path.write_text(text, encoding="utf-8")
    file = SettingsFile(path, clock=wall)
    file.load()
    return file


# ---- what holds


def test_a_setup_in_use_lies_over_the_settings(path: Path, wall: Wall) -> None:
    file = opened(path, wall, TWO)
    assert file.setup == "Office"
    assert (file.values[EVERY], file.base[EVERY], file.of("Night desk")[EVERY]) == (45, 60, 60)
    assert file.of("Night desk")["sound.on"] is True
    assert file.problems == ()
    assert file.unknown == ()


def test_without_setups_the_usual_settings_hold(path: Path, wall: Wall) -> None:
    file = opened(path, wall)
    assert (file.setup, dict(file.setups), file.values) == (BASE, {}, file.base)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "holds"),
    [
        (2, 8, 59, BASE),
        (2, 9, 0, "Office"),
        (3, 17, 59, "Office"),
        (3, 18, 0, BASE),
        (4, 10, 0, BASE),
        (2, 22, 0, "Night desk"),
        (3, 1, 59, "Night desk"),
        (3, 2, 0, BASE),
        (2, 1, 0, BASE),
    ],
)
def test_by_days_and_times_the_first_whose_time_it_is_holds(
    path: Path, wall: Wall, day: int, hour: int, minute: int, holds: str
) -> None:
    file = opened(path, wall, TWO)
    setups.use(file, AUTO)
    wall.at(day, hour, minute)
    file.follow_clock()
    assert file.setup == holds


def test_a_setup_without_times_holds_its_whole_days(path: Path, wall: Wall) -> None:
    file = opened(
        path, wall, '[setup]\nuse = "auto"\n[setups.Home]\non_days = ["monday"]\nsound.on = true\n'
    )
    assert file.setup == "Home"
    wall.at(3, 10)
    assert file.follow_clock() is True
    assert file.setup == BASE
    assert file.follow_clock() is False


# ---- changing


def test_a_change_goes_into_the_setup_in_use_and_the_usual_value_is_no_difference(
    path: Path, wall: Wall
) -> None:
    file = opened(path, wall, TWO)
    assert file.set(EVERY, 30)[EVERY] == 30
    assert file.base[EVERY] == 60
    file.set(EVERY, 60)
    assert EVERY not in file.setups["Office"].given
    assert "# where I am" in path.read_text()


def test_a_change_can_name_its_setup_or_none(path: Path, wall: Wall) -> None:
    file = opened(path, wall, TWO)
    file.set(EVERY, 90, "night desk")
    file.set(EVERY, 50, BASE)
    assert (file.of("Night desk")[EVERY], file.base[EVERY], file.values[EVERY]) == (90, 50, 45)
    with pytest.raises(SettingsError, match="no such setup"):
        file.set(EVERY, 90, "Garden")


def test_what_belongs_to_the_person_is_the_same_everywhere(path: Path, wall: Wall) -> None:
    file = opened(path, wall, TWO)
    file.set("profile.flags", ["knee_pain"])
    file.set("language", "ja", "Office")
    assert file.base["profile.flags"] == {"knee_pain"}
    assert file.base["language"] == "ja"
    kept = {one.key for one in IN_SETUPS}
    assert not any(key.startswith(("self_check.", "content.", "hooks.")) for key in kept)


def test_resetting_goes_back_to_the_usual_value_and_leaves_the_setups(
    path: Path, wall: Wall
) -> None:
    file = opened(path, wall, TWO)
    file.set("snooze.limit", 4, BASE)
    file.set("snooze.limit", 1)
    file.reset("snooze.limit")
    assert file.values["snooze.limit"] == 4
    file.reset("snooze.limit", BASE)
    assert file.values["snooze.limit"] == 2
    file.reset()
    assert file.values[EVERY] == 45
    assert file.setup == "Office"


def test_what_is_deleted_about_the_person_goes_from_the_setups_too(path: Path, wall: Wall) -> None:
    file = opened(path, wall, TWO)
    file.set("profile.context", ["shoes"])
    file.set("profile.context", ["skirt"], BASE)
    file.forget(["profile.context"])
    assert file.values["profile.context"] == frozenset()
    assert "shoes" not in path.read_text()


# ---- making and taking away


def test_a_new_setup_begins_with_what_holds_and_is_used(path: Path, wall: Wall) -> None:
    file = opened(path, wall)
    assert setups.add(file, " 自宅 ") == "自宅"
    assert (file.setup, dict(file.setups["自宅"].given)) == ("自宅", {})
    file.set(EVERY, 30)
    setups.add(file, "Standing desk")
    assert file.values[EVERY] == 30
    assert opened(path, wall).setup == "Standing desk"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["setups"]["自宅"] == {
        "on_days": [],
        "stand_up": {"interval_min": 30},
    }


@pytest.mark.parametrize(
    "name", ["", "a,b", "x" * 31, "base", "Auto", "office", "ＯＦＦＩＣＥ", "a\nb"]
)
def test_a_name_that_does_not_do_is_refused(path: Path, wall: Wall, name: str) -> None:
    file = opened(path, wall, TWO)
    with pytest.raises(SettingsError):
        setups.add(file, name)
    assert path.read_text() == TWO


def test_there_are_only_so_many(path: Path, wall: Wall) -> None:
    file = opened(path, wall)
    for number in range(12):
        setups.add(file, f"Desk {number}")
    with pytest.raises(SettingsError, match="too many"):
        setups.add(file, "One more")


def test_what_is_in_use_can_be_taken_away_and_the_usual_settings_hold(
    path: Path, wall: Wall
) -> None:
    file = opened(path, wall, TWO)
    assert setups.remove(file, "OFFICE") == "Office"
    assert (file.setup, list(file.setups)) == (BASE, ["Night desk"])
    assert file.problems == ()
    setups.use(file, "night desk")
    setups.add(file, "Other")
    setups.remove(file, "Night desk")
    assert file.setup == "Other"


def test_choosing_takes_any_case_and_the_two_words(path: Path, wall: Wall) -> None:
    file = opened(path, wall, TWO)
    assert setups.use(file, "night DESK") == "Night desk"
    assert setups.use(file, "Base") == BASE
    assert file.setup == BASE
    with pytest.raises(SettingsError, match="setup list"):
        setups.use(file, "Garden")


def test_when_a_setup_holds_can_be_changed(path: Path, wall: Wall) -> None:
    file = opened(path, wall, TWO)
    setups.use(file, AUTO)
    setups.set_rule(file, "office", "on_days", ["wednesday"])
    assert file.setup == BASE
    with pytest.raises(SettingsError, match="setup Office: at_hours"):
        setups.set_rule(file, "Office", "at_hours", ["9-18"])


def test_setups_of_another_machine_are_taken_where_their_names_are_free(
    path: Path, wall: Wall, tmp_path: Path
) -> None:
    there = opened(path, wall, TWO)
    here = opened(tmp_path / "here.toml", wall, "[setups.office]\nstand_up.interval_min = 90\n")
    assert setups.take(here, there.setups) == 1
    again = opened(tmp_path / "here.toml", wall)
    assert set(again.setups) == {"office", "Night desk"}
    assert again.setups["Night desk"] == there.setups["Night desk"]
    assert again.setups["office"].given == {EVERY: 90}


# ---- what does not fit


def test_a_bad_value_in_a_setup_costs_only_itself(path: Path, wall: Wall) -> None:
    text = TWO.replace(
        "= 45", '= 900\nstand_up.length_s = 90\nfoo = 1\nsnooze = 3\nlanguage = "ja"'
    )
    file = opened(path, wall, text)
    assert (file.values[EVERY], file.values["stand_up.length_s"]) == (60, 90)
    assert [problem.place for problem in file.problems] == [
        "settings.toml: setups.Office.snooze",
        f"settings.toml: setups.Office.{EVERY}",
    ]
    assert file.unknown == ("setups.Office.foo", "setups.Office.language")
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("setups = 5\n", "settings.toml: setups"),
        ("[setups]\nOffice = 5\n", "settings.toml: setups.Office"),
        ("[setups.auto]\non_days = []\n", "settings.toml: setups.auto"),
        ('[setups." x"]\non_days = []\n', "settings.toml: setups. x"),
        ('[setup]\nuse = "Garden"\n', "settings.toml: setup.use"),
    ],
)
def test_what_is_no_setup_is_named_and_the_usual_settings_hold(
    path: Path, wall: Wall, text: str, place: str
) -> None:
    file = opened(path, wall, text + "[snooze]\nlimit = 3\n")
    assert [problem.place for problem in file.problems] == [place]
    assert file.setup == BASE
    assert file.values["snooze.limit"] == 3


def test_a_file_that_says_setups_are_something_else_can_be_mended_by_adding_one(
    path: Path, wall: Wall
) -> None:
    file = opened(path, wall, "setups = 5\n")
    setups.add(file, "Home")
    assert file.setup == "Home"
    assert file.problems == ()


# ---- the kind of a name


def test_a_name_is_cleaned_and_said() -> None:
    assert IN_USE.parse(" Ｈｏｍｅ ") == "Home"
    assert IN_USE.text("Home") == IN_USE.plain("Home") == IN_USE.format("Home") == "Home"
    assert (IN_USE.format(BASE), IN_USE.format(AUTO)) == ("Usual settings", "By days and times")
    assert find("setup.use") is IN_USE
