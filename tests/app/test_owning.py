"""The data is the person's: out, in, gone, back. Over real files, without the program."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from lowback_tray import cli, paths
from lowback_tray.app.offline import Offline
from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.errors import BadInput, LowbackError
from lowback_tray.history.opening import open_store
from tests.ui.samples_history import TODAY, records

NOW = datetime(2026, 11, 24, 14, 7).astimezone()
STAMP = Stamp("boot", 1.0, 1.0)
FIRST = TODAY - timedelta(days=20)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Offline]:
    """Sits down at a computer by its name; its files stay when somebody leaves for another."""

    def sit_down(name: str) -> Offline:
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        for variable, folder in (
            ("HOME", ""), ("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".data"),
            ("XDG_STATE_HOME", ".state"), ("XDG_CACHE_HOME", ".cache"),
        ):  # fmt: skip
            monkeypatch.setenv(variable, str(home / folder))
        return Offline()

    return sit_down


@pytest.fixture
def old(computer: Callable[[str], Offline]) -> Offline:
    """A computer with three weeks of history and some settings."""
    made = computer("old")
    write(list(records(FIRST)))
    made.settings.set("stand_up.interval_min", 45)
    made.settings.set("profile.flags", frozenset({"knee_pain"}))
    made.settings.set("self_check.SC2", "yes")
    return made


def write(what: list[Record]) -> None:
    store, _ = open_store(paths.history_file(), NOW, paths.backups())
    with closing(store):
        store.commit({"phase": "sitting"}, STAMP, what)
        store.backup_if_due(NOW)


def ids(shelf: Offline) -> list[str]:
    return [one.id for one in shelf.history(None)]


@pytest.mark.parametrize("name", ["mine", "mine.zip"])
def test_everything_arrives_on_a_new_computer_and_only_once(
    tmp_path: Path, old: Offline, computer: Callable[[str], Offline], name: str
) -> None:
    said = old.export(str(tmp_path / name))
    before = ids(old)
    assert f"{len(before)} records and your settings" in said
    new = computer("new")
    assert new.take_in(str(tmp_path / name)) == f"{len(before)} new records, 3 settings taken over"
    assert ids(new) == before
    assert new.settings.values == old.settings.values
    assert new.take_in(str(tmp_path / name)) == "0 new records, 0 settings taken over"
    assert ids(new) == before
    assert not list(tmp_path.glob("*.part"))


def test_what_was_changed_here_stays_and_conditions_are_joined(
    tmp_path: Path, old: Offline, computer: Callable[[str], Offline]
) -> None:
    old.export(str(tmp_path / "mine"))
    new = computer("new")
    write([Record(Fact.STOOD, NOW, {"kind": "stand-up"})])
    new.settings.set("stand_up.interval_min", 30)
    new.settings.set("profile.flags", frozenset({"pregnant"}))
    new.take_in(str(tmp_path / "mine"))
    assert new.settings.values["stand_up.interval_min"] == 30
    assert new.settings.values["profile.flags"] == {"pregnant", "knee_pain"}
    assert new.settings.values["self_check.SC2"] == "yes"
    assert len(ids(new)) == len(list(records(FIRST))) + 1


def test_setups_travel_and_those_that_are_here_stay(
    tmp_path: Path, old: Offline, computer: Callable[[str], Offline]
) -> None:
    old.save_setup("Office")
    old.settings.set("stand_up.interval_min", 30)
    old.time_setup("office", "monday", "09:00-18:00")
    old.save_setup("Home")
    old.export(str(tmp_path / "mine"))
    new = computer("new")
    new.save_setup("home")
    new.settings.set("snooze.limit", 4)
    new.use_setup("base")
    new.take_in(str(tmp_path / "mine"))
    assert {name: dict(one.given) for name, one in new.settings.setups.items()} == {
        "home": {"snooze.limit": 4},
        "Office": {"stand_up.interval_min": 30},
    }
    assert new.setups()[2]["when"] == "Monday  09:00-18:00"
    assert new.settings.values["stand_up.interval_min"] == 45
    assert new.settings.problems == ()


def test_two_computers_become_one_whichever_way_round(
    tmp_path: Path, old: Offline, computer: Callable[[str], Offline]
) -> None:
    old.export(str(tmp_path / "a"))
    new = computer("new")
    write([Record(Fact.STOOD, NOW, {"kind": "stand-up"})])
    new.export(str(tmp_path / "b"))
    new.take_in(str(tmp_path / "a"))
    joined = ids(new)
    other = computer("old")
    other.take_in(str(tmp_path / "b"))
    assert ids(other) == joined


BREAKS = {
    "a setup that does not fit": (
        "settings.toml", "[setups.Office.snooze]\nlimit = 9\n", "setups.Office.snooze.limit",
    ),
    "a line that is no record": ("history.jsonl", "rubbish\n", "history.jsonl:1: is not a record"),
    "settings that are no TOML": ("settings.toml", "=", "settings.toml: cannot be understood"),
    "a value that does not fit": (
        "settings.toml", "[stand_up]\ninterval_min = 7\n", "settings.toml: stand_up.interval_min",
    ),
    "another program's file": ("lowback-tray.json", '{"format": "x"}', "is not an export"),
    "a list where a table should be": ("lowback-tray.json", "[]", "is not an export"),
    "a newer version": (
        "lowback-tray.json", '{"format": "lowback-tray-export", "version": 2}', "newer version",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), BREAKS.values(), ids=BREAKS)
def test_a_bad_export_is_refused_as_a_whole(
    tmp_path: Path, old: Offline, computer: Callable[[str], Offline],
    name: str, text: str, said: str,
) -> None:  # fmt: skip
    target = tmp_path / "mine"
    old.export(str(target))
    (target / name).write_text(text, encoding="utf-8")
    new = computer("new")
    with pytest.raises(BadInput) as caught:
        new.take_in(str(target))
    assert said in str(caught.value)
    assert str(target) in caught.value.place
    assert caught.value.remedy
    assert ids(new) == []
    assert not paths.settings_file().exists()


@pytest.mark.parametrize("what", ["nothing", "a text", "an empty folder", "another zip"])
def test_what_is_no_export_is_named(tmp_path: Path, old: Offline, what: str) -> None:
    place = tmp_path / "it"
    if what == "a text":
        place.write_text("hello", encoding="utf-8")
    elif what == "an empty folder":
        place.mkdir()
    elif what == "another zip":
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("photo.jpg", "x")
    with pytest.raises(BadInput, match="is not an export of Lowback Tray"):
        old.take_in(str(place))


def test_settings_of_a_newer_version_are_left_out_and_said(tmp_path: Path, old: Offline) -> None:
    target = tmp_path / "mine"
    old.export(str(target))
    (target / "settings.toml").write_text("[levitation]\nheight = 3\n", encoding="utf-8")
    assert old.take_in(str(target)).endswith("unknown here: levitation.height")


def test_a_command_to_run_is_never_taken_over(
    tmp_path: Path, old: Offline, computer: Callable[[str], Offline]
) -> None:
    old.settings.set("hooks.prompt", "touch somewhere")
    old.export(str(tmp_path / "mine"))
    new = computer("new")
    new.take_in(str(tmp_path / "mine"))
    assert new.settings.values["hooks.prompt"] == ""


def test_an_export_never_writes_over_something(tmp_path: Path, old: Offline) -> None:
    for name in ("mine", "mine.zip"):
        old.export(str(tmp_path / name))
        with pytest.raises(BadInput, match="is there already"):
            old.export(str(tmp_path / name))
    old.export(str(tmp_path / "mine.zip"), replace=True)
    with pytest.raises(BadInput, match="is there already"):
        old.export(str(tmp_path / "mine"), replace=True)


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path, old: Offline) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        old.export(str(tmp_path / "missing" / "mine.zip"))
    (tmp_path / "in the way").write_text("x", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be written"):
        old.export(str(tmp_path / "in the way" / "mine"))


def test_an_export_says_what_it_is_and_others_cannot_read_it(tmp_path: Path, old: Offline) -> None:
    old.export(str(tmp_path / "mine"))
    old.export(str(tmp_path / "mine.zip"))
    about = json.loads((tmp_path / "mine/lowback-tray.json").read_text(encoding="utf-8"))
    assert (about["format"], about["version"]) == ("lowback-tray-export", 1)
    assert about["records"] == len(ids(old))
    assert (tmp_path / "mine").stat().st_mode & 0o077 == 0
    assert (tmp_path / "mine.zip").stat().st_mode & 0o077 == 0
    profile = (tmp_path / "mine/profile.toml").read_text(encoding="utf-8")
    assert "knee_pain" in profile
    assert "knee_pain" not in (tmp_path / "mine/settings.toml").read_text(encoding="utf-8")


# ---- backups


def test_a_backup_brings_back_what_is_gone_and_takes_nothing_away(old: Offline) -> None:
    (backup,) = old.backups()
    before = ids(old)
    assert (backup.day, backup.records) == (NOW.date(), len(before))
    old.delete("history")
    assert ids(old) == []
    write([Record(Fact.STOOD, NOW, {"kind": "stand-up"})])
    (later,) = ids(old)
    assert old.restore(backup.day) == f"{len(before)} records came back"
    assert set(ids(old)) == {*before, later}
    assert old.restore(backup.day) == "0 records came back"


def test_a_day_without_a_backup_and_a_damaged_one_are_named(old: Offline) -> None:
    with pytest.raises(BadInput, match="there is no backup of this day"):
        old.restore(date(2020, 1, 1))
    paths.backups().joinpath("history-2020-01-01.sqlite").write_bytes(b"rubbish" * 1000)
    assert old.backups()[-1].records is None
    with pytest.raises(LowbackError, match="is damaged"):
        old.restore(date(2020, 1, 1))


# ---- deleting


def every_file(shelf: Offline) -> dict[str, bytes]:
    home = paths.settings_file().parent.parent.parent
    return {str(one): one.read_bytes() for one in home.rglob("*") if one.is_file()}


def test_after_deleting_all_nothing_of_the_person_is_left(old: Offline) -> None:
    paths.ensure(paths.log_file().parent)
    paths.log_file().write_text("a fault near knee_pain", encoding="utf-8")
    damaged = paths.history_file().with_name("history.sqlite.damaged-20260101-000000")
    damaged.write_bytes(b"stand_hip_flexor")
    assert old.delete("all").startswith("Deleted: all of it")
    left = every_file(old)
    assert [Path(name).name for name in left] == ["history.sqlite"]
    for word in (b"stand_hip_flexor", b"knee_pain", b"sitting", b"stand-up"):
        assert word not in b"".join(left.values())
    assert ids(old) == []
    assert old.settings.values["stand_up.interval_min"] == 60


@pytest.mark.parametrize("part", ["history", "profile", "settings", "backups"])
def test_a_part_goes_and_the_others_stay(old: Offline, part: str) -> None:
    old.delete(part)
    flags = old.settings.values["profile.flags"]
    left = {
        "history": bool(ids(old)),
        "profile": bool(flags),
        "settings": old.settings.values["stand_up.interval_min"] == 45,
        "backups": bool(old.backups()),
    }
    gone = {"settings", "profile"} if part == "settings" else {part}
    assert {name for name, stays in left.items() if not stays} == gone


# ---- as commands


def run(*words: str) -> cli.Answer:
    return cli.answer(Offline(), list(words))


@pytest.mark.usefixtures("old")
def test_deleting_says_first_what_would_go() -> None:
    answer = run("delete", "history")
    assert answer.code == cli.USAGE
    assert "this would delete every record of what happened" in answer.err
    assert "--yes" in answer.err
    assert run("delete", "history", "--yes").code == cli.DONE
    assert run("history", "--json", "--days", "9999").out == "[]"
    assert run("delete", "everything", "--yes").code == cli.USAGE


@pytest.mark.usefixtures("old")
def test_backups_are_listed_for_people_and_programs() -> None:
    day = NOW.date().isoformat()
    (line,) = run("backups").out.splitlines()
    assert line.startswith(day)
    assert line.endswith(" records")
    (data,) = json.loads(run("backups", "--json").out)
    assert data["day"] == day
    assert data["records"] > 100
    assert run("restore", day).out == "0 records came back"
    assert run("restore", "last Tuesday").code == cli.USAGE
    run("delete", "backups", "--yes")
    assert run("backups").out == "There is no backup yet."


@pytest.mark.usefixtures("old")
def test_export_and_import_are_commands(tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "x.zip")).code == cli.DONE
    assert run("import", str(tmp_path / "x.zip")).out == "0 new records, 0 settings taken over"
    assert run("import", str(tmp_path / "y.zip")).code == cli.FAILED


def test_a_path_means_the_same_to_the_running_program(tmp_path: Path) -> None:
    command, _ = cli.parse(["export", "mine.zip"])
    assert command is not None
    assert cli._absolute(command, ["export", "mine.zip"])[1] == str(Path("mine.zip").absolute())
    command, _ = cli.parse(["library", "check", "p"])
    assert command is not None
    found = cli._absolute(command, ["library", "--json", "check", "p"])
    assert found == ["library", "--json", "check", str(Path("p").absolute())]
