from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lowback_tray.errors import SettingsError
from lowback_tray.settings.file import SettingsFile
from lowback_tray.settings.table import SETTINGS, Setting
from lowback_tray.settings.values import Values
from tests.settings.samples import CHANGES, GOOD, GOOD_VALUES

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
ASIDE = "settings.toml.damaged-20260301-120000"
BROKEN = "language = \n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def opened(path: Path) -> SettingsFile:
    file = SettingsFile(path, clock=lambda: NOON)
    file.load()
    return file


def names(path: Path) -> set[str]:
    return {one.name for one in path.parent.iterdir()}


# ---- reading


def test_a_missing_file_means_the_defaults_and_stays_missing(path: Path) -> None:
    file = opened(path)
    assert file.values == Values()
    assert file.problems == ()
    assert names(path) == set()


def test_a_good_file_holds_and_is_not_touched(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    assert file.values == Values(GOOD_VALUES)
    assert file.problems == ()
    assert file.unknown == ("someday", "stand_up.future")
    assert path.read_text() == GOOD
    assert names(path) == {"settings.toml"}


def test_a_mark_that_editors_put_in_front_does_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    file = opened(path)
    assert file.values == Values(GOOD_VALUES)
    assert file.problems == ()


WRONG = {
    "bool": ("1", '"on"', "[true]"),
    "int": ("true", "60.0", '"60"', "[60]", "100000"),
    "choice": ("true", "1", '"nowhere"', '["desk"]'),
    "ints": ("5", '["5"]', "[5.5]", "[]", "[3, 2]", "[true]"),
    "time": ("7", '"7"', '"24:00"', "2026-03-01T07:00:00Z"),
    "ranges": ('"09:00-12:00"', "[9]", '["9-12"]', '["09:00-12:00", "11:00-13:00"]'),
    "quiet": ('"daily 09:00-10:00"', "[1]", '["daily"]', '["someday 09:00-10:00"]'),
    "marks": ('":00"', "[0]", '["00"]', '[":60"]', '["24:00"]'),
    "words": ('"chair_twist"', "[1]", '["two words"]'),
    "day": ('"soon"', "7", "[]"),
    "keys": ("1", "[]", '"S"', '"Hyper+F5"'),
    "command": ("1", "[]", '"two\\nlines"', '"an \'open"'),
    "name": ("1", '""', '"a, b"', "[]"),
    "ids": ('"knee_pain"', "[1]", '["elbow"]'),
}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_one_bad_value_costs_only_itself_and_stays_in_the_file(
    path: Path, setting: Setting
) -> None:
    for wrong in (*WRONG[setting.type], "{ a = 1 }", "1979-05-27T07:32:00"):
        text = f"other.thing = 1\n{setting.key} = {wrong}\nsomething.else = 2\n"
        good = "away.after_min" if setting.key != "away.after_min" else "snooze.limit"
        path.write_text(f"{text}{good} = 4\n")
        file = opened(path)
        assert file.values == Values({good: 4})
        assert [problem.place for problem in file.problems] == [f"settings.toml: {setting.key}"]
        assert path.read_text() == f"{text}{good} = 4\n"
        assert names(path) == {"settings.toml"}


def test_a_bad_value_stays_until_its_own_key_is_set(path: Path) -> None:
    path.write_text("[stand_up]\ninterval_min = 900\nlength_s = 90\n")
    file = opened(path)
    file.set("stand_up.length_s", 100)
    assert "interval_min = 900" in path.read_text()
    assert any("interval_min" in problem.place for problem in file.problems)
    file.set("stand_up.interval_min", 60)
    assert "interval_min = 60" in path.read_text()
    assert file.problems == ()


def test_a_value_in_the_place_of_a_table_is_one_problem(path: Path) -> None:
    path.write_text('stand_up = 5\nlanguage = "ja"\n')
    file = opened(path)
    assert file.values == Values({"language": "ja"})
    assert [str(problem) for problem in file.problems] == [
        'settings.toml: stand_up: is not a table. Write "[stand_up]" on a line of its own'
    ]
    file.set("stand_up.length_s", 150)  # the default, but the file said something else
    assert file.problems == ()
    assert opened(path).values == Values({"language": "ja"})


# ---- a damaged file


def test_a_damaged_file_is_set_aside_and_the_generation_before_takes_its_place(
    path: Path,
) -> None:
    file = opened(path)
    file.set("language", "ja")
    file.set("snooze.limit", 3)  # leaves {language} as the generation before
    path.write_text(BROKEN)
    again = opened(path)
    assert again.values == Values({"language": "ja"})
    assert (path.parent / ASIDE).read_text() == BROKEN
    assert [problem.place for problem in again.problems] == [str(path)]
    assert "Invalid value" in again.problems[0].problem
    assert ASIDE in again.problems[0].remedy
    assert opened(path).values == Values({"language": "ja"})
    assert opened(path).problems == ()


def test_without_a_generation_before_the_defaults_hold(path: Path) -> None:
    path.write_text(BROKEN)
    file = opened(path)
    assert file.values == Values()
    assert names(path) == {ASIDE}
    assert not file.changed_on_disk()


def test_a_generation_before_that_is_damaged_as_well_is_not_used(path: Path) -> None:
    path.write_text(BROKEN)
    (path.parent / "settings.toml.bak").write_text(BROKEN)
    assert opened(path).values == Values()
    assert names(path) == {ASIDE, "settings.toml.bak"}


def test_nothing_set_aside_is_ever_overwritten(path: Path) -> None:
    texts = [f"broken {number}" for number in range(3)]
    for text in texts:
        path.write_text(text)
        opened(path)
    kept = [ASIDE, f"{ASIDE}-2", f"{ASIDE}-3"]
    assert [(path.parent / name).read_text() for name in kept] == texts


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe", b"\0" * 60, b"x = " + b"[" * 100_000, b"= 1", b'a = "', b"a = 1\na = 2\n"],
    ids=["not UTF-8", "zeros", "too deep", "no key", "open text", "twice"],
)
def test_no_content_can_make_reading_fail(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    file = opened(path)
    assert file.values == Values()
    assert len(file.problems) == 1
    assert (path.parent / ASIDE).read_bytes() == data


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=80))
def test_arbitrary_bytes_are_read_or_set_aside_but_never_lost(path: Path, data: bytes) -> None:
    for old in path.parent.iterdir():
        old.unlink()
    path.write_bytes(data)
    opened(path)
    assert data in [one.read_bytes() for one in path.parent.iterdir()]


@pytest.mark.parametrize("cut", range(len(GOOD.encode())))
def test_a_file_cut_off_at_any_byte_loses_nothing_that_can_be_known(path: Path, cut: int) -> None:
    data = GOOD.encode()[:cut]
    path.write_bytes(data)
    path.with_name("settings.toml.bak").write_text(GOOD)
    file = opened(path)
    if (path.parent / ASIDE).exists():
        assert (path.parent / ASIDE).read_bytes() == data
        assert path.read_text() == GOOD
        assert file.values == Values(GOOD_VALUES)
    else:  # what is left happens to be a whole file: it holds as far as it goes
        assert path.read_bytes() == data
        for key, value in file.values.items():
            assert value in (Values()[key], Values(GOOD_VALUES)[key])


def test_an_empty_file_is_damage_only_if_there_was_a_generation_before(path: Path) -> None:
    path.write_text("")
    assert opened(path).problems == ()
    path.with_name("settings.toml.bak").write_text(GOOD)
    file = opened(path)
    assert file.values == Values(GOOD_VALUES)
    assert "empty" in file.problems[0].problem


def test_a_folder_in_the_place_of_the_file_is_said_and_left_alone(path: Path) -> None:
    path.mkdir()
    path.with_name("settings.toml.bak").write_text(GOOD)
    file = opened(path)
    assert file.values == Values(GOOD_VALUES)
    assert "cannot be read (Is a directory)" in str(file.problems[0])
    with pytest.raises(SettingsError, match="until then nothing is saved"):
        file.set("snooze.limit", 3)
    assert path.is_dir()
    path.rmdir()
    assert file.set("snooze.limit", 3)["snooze.limit"] == 3


def test_a_path_through_a_file_is_said_and_never_raised(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = opened(tmp_path / "file" / "settings.toml")
    assert file.values == Values()
    assert "Not a directory" in str(file.problems[0])


# ---- following changes from outside


def test_a_change_from_outside_is_noticed_and_followed(path: Path) -> None:
    file = opened(path)
    assert not file.changed_on_disk()
    path.write_text(GOOD)
    assert file.changed_on_disk()
    assert file.refresh() == Values(GOOD_VALUES)
    assert not file.changed_on_disk()
    path.unlink()
    assert file.changed_on_disk()
    assert file.refresh() == Values()


def test_a_half_finished_edit_is_left_alone_and_the_settings_in_force_stay(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    path.write_text(BROKEN)
    assert file.refresh() == Values(GOOD_VALUES)
    assert "until then the settings before hold" in file.problems[0].remedy
    assert path.read_text() == BROKEN
    assert names(path) == {"settings.toml"}
    path.write_text('language = "en"\n')
    assert file.refresh() == Values({"language": "en"})
    assert file.problems == ()


def test_a_half_finished_edit_is_set_aside_when_a_setting_must_be_written(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    path.write_text(BROKEN)
    file.refresh()
    assert file.set("snooze.limit", 3) == Values(GOOD_VALUES | {"snooze.limit": 3})
    assert (path.parent / ASIDE).read_text() == BROKEN
    assert ASIDE in file.problems[0].remedy
    assert opened(path).values == Values(GOOD_VALUES | {"snooze.limit": 3})


def test_an_edit_made_meanwhile_is_not_lost_by_the_next_change(path: Path) -> None:
    file = opened(path)
    file.set("snooze.limit", 3)
    path.write_text('# by hand\nlanguage = "ja"\n')
    assert file.set("away.after_min", 7) == Values({"language": "ja", "away.after_min": 7})
    assert "# by hand" in path.read_text()


# ---- writing


def test_a_setting_can_be_set_before_the_file_was_loaded(path: Path) -> None:
    path.write_text(GOOD)
    file = SettingsFile(path)
    assert file.set("snooze.limit", 3) == Values(GOOD_VALUES | {"snooze.limit": 3})


def test_a_change_keeps_remarks_unknown_keys_and_order(path: Path) -> None:
    path.write_text(GOOD)
    opened(path).set("stand_up.length_s", 120)
    assert path.read_text() == GOOD.replace("length_s = 100", "length_s = 120")


def test_the_generation_before_is_kept(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    file.set("snooze.limit", 3)
    before = path.read_text()
    file.set("snooze.limit", 4)
    assert path.with_name("settings.toml.bak").read_text() == before


def test_only_the_owner_can_read_what_is_written(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0o644)
    opened(path).set("snooze.limit", 3)
    for one in path.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one.name


def test_the_folder_is_made_privately_when_it_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "config" / "lowback-tray" / "settings.toml"
    opened(path).set("language", "ja")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert opened(path).values == Values({"language": "ja"})


def test_nothing_is_written_where_nothing_changes(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    before = path.stat()
    file.set("stand_up.interval_min", 90)
    file.set("snooze.limit", 2)  # the default, which the file does not mention
    file.reset("hours.enabled")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert names(path) == {"settings.toml"}


def test_a_refused_value_changes_nothing(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    with pytest.raises(SettingsError, match=r"snooze\.limit"):
        file.set("snooze.limit", 99)
    with pytest.raises(SettingsError, match="no such setting"):
        file.set("snooze.limits", 2)
    with pytest.raises(SettingsError, match="no such setting"):
        file.reset("snooze.limits")
    assert file.values == Values(GOOD_VALUES)
    assert path.read_text() == GOOD


def test_one_setting_can_be_reset(path: Path) -> None:
    path.write_text(GOOD)
    file = opened(path)
    file.reset("stand_up.interval_min")
    assert file.values.is_default("stand_up.interval_min")
    assert file.values["stand_up.length_s"] == 100
    assert "# shorter on bad days" in path.read_text()


def test_all_settings_can_be_reset_but_the_first_page_does_not_come_again(path: Path) -> None:
    path.write_text(GOOD + "\n[first_run]\ndone = true\n")
    file = opened(path)
    assert file.reset() == Values({"first_run.done": True})
    text = path.read_text()
    for kept in ("# my settings", "# about pauses", 'future = "kept"', "colour = { red = 1"):
        assert kept in text


def linked(tmp_path: Path, text: str) -> tuple[Path, Path]:
    """A link where the settings file belongs, and the file elsewhere that it leads to."""
    kept = tmp_path / "dotfiles" / "lowback.toml"
    kept.parent.mkdir()
    kept.write_text(text)
    path = tmp_path / "settings.toml"
    path.symlink_to(kept)
    return path, kept


def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    path, kept = linked(tmp_path, GOOD)
    opened(path).set("snooze.limit", 3)
    assert path.is_symlink()
    assert "limit = 3" in kept.read_text()


def test_erasing_a_linked_file_leaves_nothing_at_either_end(tmp_path: Path) -> None:
    path, kept = linked(tmp_path, GOOD)
    assert opened(path).erase() == Values()
    assert not kept.exists()
    assert names(path) == {"dotfiles"}


def test_a_damaged_file_behind_a_link_is_set_aside_and_the_link_stays(tmp_path: Path) -> None:
    path, kept = linked(tmp_path, "[[[")
    file = opened(path)
    assert path.is_symlink()
    assert not kept.exists()
    file.set("snooze.limit", 3)
    assert "limit = 3" in kept.read_text()
    file.erase()
    assert names(path) == {"dotfiles"}


def test_a_layout_that_a_program_cannot_change_is_named_and_left_alone(path: Path) -> None:
    text = "x = " + "[" * 200 + "]" * 200 + "\n"
    path.write_text(text)
    file = opened(path)
    with pytest.raises(SettingsError, match=r"snooze\.limit: is written in a way"):
        file.set("snooze.limit", 3)
    assert path.read_text() == text
    assert file.values == Values()


@settings(deadline=None, max_examples=25)
@given(changes=st.lists(CHANGES, max_size=6), start=st.sampled_from(["", GOOD]))
def test_whatever_is_set_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, object]], start: str
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    if start:
        path.write_text(start)
    file = opened(path)
    expected = dict(file.values)
    for key, value in changes:
        file.set(key, value)
        expected[key] = value
    assert file.values == expected
    assert opened(path).values == expected
    assert opened(path).problems == ()
    for line in start.splitlines():
        if line.startswith("#"):
            assert line in path.read_text()


def test_the_name_of_a_file_set_aside_is_local_time_by_default(path: Path) -> None:
    path.write_text(BROKEN)
    before = datetime.now().astimezone()
    SettingsFile(path).load()
    (aside,) = names(path)
    stamp = datetime.strptime(aside.rpartition("damaged-")[2], "%Y%m%d-%H%M%S")  # noqa: DTZ007
    assert abs(stamp - before.replace(tzinfo=None)).total_seconds() < 60


def test_reading_needs_no_writer_and_a_missing_file_not_even_a_reader(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys, pathlib\n"
        "from lowback_tray.settings.file import SettingsFile\n"
        "SettingsFile(pathlib.Path(sys.argv[1])).load()\n"
        "print(sorted({'tomllib', 'tomlkit', 'platformdirs', 'tempfile'} & set(sys.modules)))\n"
    )
    (tmp_path / "good.toml").write_text(GOOD)
    for name, modules in (("none.toml", "[]\n"), ("good.toml", "['tomllib']\n")):
        done = subprocess.run(
            [sys.executable, "-c", program, tmp_path / name],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout == modules


def test_forgetting_leaves_no_file_that_still_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    file = SettingsFile(path)
    file.set("profile.flags", ["pregnant"])
    file.set("stand_up.interval_min", 45)
    aside = tmp_path / "settings.toml.damaged-20260302-090000"
    aside.write_text("pregnant", encoding="utf-8")
    values = file.forget(["profile.flags", "self_check.SC1"])
    assert values["profile.flags"] == frozenset()
    assert values["stand_up.interval_min"] == 45
    assert all("pregnant" not in one.read_text(encoding="utf-8") for one in tmp_path.iterdir())
    assert not aside.exists()


def test_a_file_that_cannot_be_deleted_is_named(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    file.set("stand_up.interval_min", 45)
    aside = tmp_path / "settings.toml.damaged-20260302-090000"
    aside.mkdir()
    with pytest.raises(SettingsError, match="Delete this file by hand"):
        file.forget(["profile.flags"])


# ---- several at once, and all of it gone


def test_several_settings_change_at_once(path: Path) -> None:
    file = opened(path)
    file.set_all({"stand_up.interval_min": 45, "language": "ja"})
    assert (file.values["stand_up.interval_min"], file.values["language"]) == (45, "ja")
    assert opened(path).values == file.values
    assert "settings.toml.bak" not in names(path), "one write, nothing before it"


def test_one_value_that_does_not_fit_refuses_all_of_them(path: Path) -> None:
    file = opened(path)
    with pytest.raises(SettingsError):
        file.set_all({"language": "ja", "stand_up.interval_min": 9999})
    assert file.values == Values()
    assert names(path) == set()


def test_erasing_leaves_no_file_of_ours(path: Path) -> None:
    path.write_text(BROKEN)
    file = opened(path)
    file.set("language", "ja")
    file.set("language", "en")
    assert {ASIDE, "settings.toml", "settings.toml.bak"} <= names(path)
    assert file.erase() == Values()
    assert names(path) == set()
    file.set("language", "ja")
    assert opened(path).values["language"] == "ja"


def test_a_file_that_cannot_be_erased_is_named(path: Path) -> None:
    path.mkdir()
    with pytest.raises(SettingsError, match="Delete this file by hand"):
        SettingsFile(path).erase()
