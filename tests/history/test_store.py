from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lowback_tray.engine.ports import Saved
from lowback_tray.engine.records import Fact
from lowback_tray.errors import StoreError
from lowback_tray.history import backups
from lowback_tray.history.findings import Condition
from lowback_tray.history.migrations import APPLICATION_ID, MIGRATIONS, SCHEMA
from lowback_tray.history.opening import open_store
from lowback_tray.history.rescue import examine
from lowback_tray.history.store import Store, read_records
from lowback_tray.history.stored import History
from tests.history.journal_conformance import HistoryContract
from tests.history.makers import NOON, names, record, stamp

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lowback tray %#?" / "history.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store, notices = open_store(path, NOON)
    assert notices == ()
    with closing(store):
        yield store


def edit(path: Path, *statements: str) -> None:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def ask(path: Path, statement: str) -> object:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(statement).fetchone()[0]


class TestStore(HistoryContract):
    @pytest.fixture
    def history(self, store: Store) -> History:
        return store


# ---- what lies on the disk


def test_everything_is_still_there_after_the_program_was_closed(store: Store, path: Path) -> None:
    store.commit({"n": 1}, stamp(1), [record(Fact.STOOD, sitting_s=3480)])
    store.alive(stamp(61))
    before = store.records()
    store.close()
    again, notices = open_store(path, NOON)
    with closing(again):
        assert notices == ()
        assert again.load() == Saved({"n": 1}, stamp(1), stamp(61))
        assert again.records() == before


def test_the_file_says_what_it_is(store: Store, path: Path) -> None:
    assert ask(path, "PRAGMA application_id") == APPLICATION_ID
    assert ask(path, "PRAGMA user_version") == SCHEMA
    assert ask(path, "PRAGMA journal_mode") == "wal"
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    store.alive(stamp())
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,), "FULL again"


def test_nobody_else_can_read_it(store: Store, path: Path) -> None:
    store.commit({}, stamp(), [record()])
    backup = store.backup_if_due(NOON)
    assert backup is not None

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(path.parent) == mode(backup.parent) == 0o700
    for name in ("history.sqlite", "history.sqlite-wal", "history.sqlite-shm"):
        assert mode(path.parent / name) == 0o600
    assert mode(backup) == 0o600


def test_ids_are_uuids_and_times_are_utc_text(store: Store, path: Path) -> None:
    store.commit({}, stamp(), [record(at=NOON)])
    (kept,) = store.records()
    assert uuid.UUID(kept.id).version == 4
    assert ask(path, "SELECT utc FROM record") == "2026-03-04T03:00:00.000000+00:00"
    assert ask(path, "SELECT offset_s FROM record") == 9 * 3600


def test_both_sides_of_a_clock_change_keep_their_order_and_offset(store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = NOON.replace(month=10, day=25, hour=2, minute=30, tzinfo=berlin)
    second = first.replace(fold=1)
    store.commit({}, stamp(), [record(at=second), record(at=first)])
    times = [one.at for one in store.records()]
    assert [at.utcoffset() for at in times] == [timedelta(hours=2), timedelta(hours=1)]
    assert times[1] - times[0] == timedelta(hours=1)
    assert [at.hour for at in times] == [2, 2]


def test_a_kind_of_a_newer_version_is_handed_on_by_its_name(store: Store, path: Path) -> None:
    store.commit({}, stamp(), [record(Fact.STOOD)])
    edit(path, "UPDATE record SET kind = 'levitated'")
    (kept,) = store.records()
    assert kept.fact == "levitated"
    assert not isinstance(kept.fact, Fact)


@pytest.mark.parametrize(
    "damage",
    [
        "details = '{\"half'",
        "details = '[1]'",
        "utc = 'yesterday'",
        "utc = '0001-01-01T00:00:00+00:00'",
        "offset_s = 1e9",
        "offset_s = 'x'",
        "id = 'no uuid'",
        "kind = x'ff'",
    ],
)
def test_one_bad_row_costs_only_itself(store: Store, path: Path, damage: str) -> None:
    store.commit({}, stamp(), [record(n=1), record(n=2), record(n=3)])
    edit(path, f"UPDATE record SET {damage} WHERE seq = 2")
    assert [one.details["n"] for one in store.records()] == [1, 3]


@pytest.mark.parametrize("text", ["{", "[]", "null"])
def test_a_state_that_is_none_is_not_handed_out(store: Store, path: Path, text: str) -> None:
    store.commit({"n": 1}, stamp(), [])
    edit(path, f"UPDATE state SET json = '{text}'")
    assert store.load() is None


def test_the_store_belongs_to_one_thread(store: Store) -> None:
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            store.load()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(caught) == 1, "a bug of ours is not dressed up as a fault of the disk"


# ---- when the disk does not do what it should


def test_a_locked_file_is_refused_and_works_again_when_it_is_free(store: Store, path: Path) -> None:
    store.commit({"n": 1}, stamp(1), [record()])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"history\.sqlite: is in use by another program\. "):
            store.commit({"n": 2}, stamp(2), [record()])
        with pytest.raises(StoreError):
            store.alive(stamp(2))
        assert store.load() == Saved({"n": 1}, stamp(1), stamp(1))
        assert len(store.records()) == 1
    store.commit({"n": 2}, stamp(2), [record()])
    assert len(store.records()) == 2


def test_a_full_disk_costs_nothing_that_was_written_and_the_store_recovers(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    done = subprocess.run(
        [sys.executable, "-m", "tests.history.child", "full", str(path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    error, refused, counts, last = done.stdout.splitlines()
    committed, state, records = map(int, counts.split())
    assert str(path) in error
    assert "Check the disk" in error or "Free some space" in error
    assert refused == "True True", "backup and sign of life"
    assert committed == state == records > 5
    assert last == "works again"
    assert names(tmp_path / "backups") == ["history-2026-03-04.sqlite"]
    assert len(read_records(path)) == committed + 1


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_may_not_be_written_is_a_store_error(what: str) -> None:
    # Not tmp_path: the user who may only read must be able to get there.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        path = folder / "history.sqlite"
        store, _ = open_store(path, NOON)
        store.commit({"n": 1}, stamp(1), [record()])
        store.close()
        before = path.read_bytes()
        Path(name).chmod(0o755)
        folder.chmod(0o755 if what == "folder" else 0o777)
        path.chmod(0o444)
        if what == "folder" and os.geteuid() != 0:
            folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-m", "tests.history.child", "as_nobody", str(path)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        folder.chmod(0o755)
        assert done.stdout.startswith(f"{path}: ")
        assert "permissions" in done.stdout
        assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_a_store_error(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "keep me").touch()
    with pytest.raises(StoreError, match="cannot be read or written"):
        open_store(path, NOON)
    assert (path / "keep me").exists()


def test_a_file_in_the_place_of_the_folder_is_a_store_error(path: Path) -> None:
    path.parent.touch()
    with pytest.raises(StoreError, match="Check the disk and the permissions"):
        open_store(path, NOON)


def test_a_newer_file_is_refused_and_left_as_it_is(store: Store, path: Path) -> None:
    store.commit({"n": 1}, stamp(), [record()])
    store.close()
    edit(path, f"PRAGMA user_version={SCHEMA + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of Lowback Tray\. Install"):
        open_store(path, NOON)
    with pytest.raises(StoreError, match="newer version"):
        read_records(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_even_where_its_tables_are_beyond_us(
    store: Store, path: Path
) -> None:
    store.close()
    edit(
        path,
        f"PRAGMA user_version={SCHEMA + 1}",
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = 'CREATE HYPERTABLE record (…)' WHERE name = 'record'",
    )
    with pytest.raises(StoreError, match="newer version"):
        open_store(path, NOON)
    assert not [name for name in names(path.parent) if "damaged" in name]


# ---- migrations

NEXT = (*MIGRATIONS, ("ALTER TABLE record ADD COLUMN mood TEXT", "UPDATE record SET mood = 'calm'"))


def test_an_older_file_is_copied_then_brought_up_step_by_step(store: Store, path: Path) -> None:
    store.commit({"n": 1}, stamp(), [record(n=1)])
    store.close()
    folder = path.parent / "backups"
    with closing(Store(path, folder, NEXT)) as newer:
        assert [one.details["n"] for one in newer.records()] == [1]
    assert ask(path, "PRAGMA user_version") == SCHEMA + 1
    assert ask(path, "SELECT mood FROM record") == "calm"
    copy = folder / f"before-schema-{SCHEMA + 1}.sqlite"
    assert examine(copy) is Condition.GOOD
    assert len(read_records(copy)) == 1
    assert backups.listing(folder) == {}, "it does not count as a daily backup"


def test_a_migration_that_fails_leaves_the_file_as_it_was(store: Store, path: Path) -> None:
    store.commit({"n": 1}, stamp(), [record()])
    store.close()
    broken = (*NEXT, ("UPDATE record SET mood = 'gone'", "this is no SQL"))
    with pytest.raises(StoreError):
        Store(path, path.parent / "backups", broken)
    assert ask(path, "PRAGMA user_version") == SCHEMA
    again, notices = open_store(path, NOON)
    with closing(again):
        assert notices == ()
        assert len(again.records()) == 1


def test_what_was_cleared_cannot_be_read_from_the_file_any_more(store: Store, path: Path) -> None:
    store.commit({}, stamp(), [record(secret="a word nobody else uses") for _ in range(50)])
    store.clear()
    store.close()
    assert b"nobody else" not in path.read_bytes()
    assert names(path.parent) == [path.name]


# ---- reading beside the program


def test_a_reader_beside_the_program_sees_what_was_committed(store: Store, path: Path) -> None:
    store.commit({}, stamp(), [record(n=1), record(at=NOON + timedelta(hours=1), n=2)])
    assert read_records(path) == store.records()
    assert [one.details["n"] for one in read_records(path, since=NOON + timedelta(minutes=1))] == [
        2
    ]


def test_a_reader_makes_nothing(path: Path) -> None:
    assert read_records(path) == []
    assert not path.parent.exists()


def test_a_reader_repairs_nothing(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but something somebody may want back" * 100)
    with pytest.raises(StoreError, match=r"is damaged\. Restart Lowback Tray"):
        read_records(path)
    assert names(path.parent) == [path.name]


# ---- backups


def test_there_is_one_backup_a_day_and_it_is_the_whole_history(store: Store) -> None:
    store.commit({"n": 1}, stamp(1), [record(n=1)])
    backup = store.backup_if_due(NOON)
    assert backup is not None
    assert backup.name == "history-2026-03-04.sqlite"
    store.commit({"n": 2}, stamp(2), [record(n=2)])
    assert store.backup_if_due(NOON + timedelta(hours=3)) is None
    assert [one.details["n"] for one in read_records(backup)] == [1]
    assert names(backup.parent) == [backup.name], "one file each"
    assert store.backup_if_due(NOON + timedelta(days=1)) is not None


def test_old_backups_are_thinned_and_other_files_left_alone(store: Store) -> None:
    first = store.backup_if_due(NOON)
    assert first is not None
    folder = first.parent
    (folder / "history-2025-13-01.sqlite").touch()
    (folder / "before-schema-2.sqlite").touch()
    for n in range(1, 40):
        (folder / f"history-2024-01-{n % 28 + 1:02d}.sqlite").touch()
    store.backup_if_due(NOON + timedelta(days=1))
    kept = backups.listing(folder)
    assert backups.thin(kept, (NOON + timedelta(days=1)).date()) == []
    assert len(kept) < 20
    assert {"history-2025-13-01.sqlite", "before-schema-2.sqlite"} < set(names(folder))


def test_a_damaged_history_is_never_backed_up(store: Store, path: Path) -> None:
    store.commit({}, stamp(), [record(n=n) for n in range(500)])
    good = store.backup_if_due(NOON)
    store.close()
    again, _ = open_store(path, NOON)
    with closing(again):
        with path.open("r+b") as file:  # while the program runs
            file.seek(4096 * 3)
            file.write(b"\xa5" * 4096 * 5)
        with pytest.raises(StoreError, match="is damaged"):
            again.backup_if_due(NOON + timedelta(days=1))
    assert good is not None
    assert names(good.parent) == [good.name]
    assert len(read_records(good)) == 500


def test_what_a_killed_backup_left_does_not_stop_the_next(store: Store, path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    (folder / "history-2026-03-04.sqlite.part").write_bytes(b"half")
    backup = store.backup_if_due(NOON)
    assert backup is not None
    assert names(folder) == [backup.name]
