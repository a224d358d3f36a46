from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from lowback_tray.engine.ports import Saved
from lowback_tray.engine.records import Detail
from lowback_tray.errors import StoreError
from lowback_tray.history.opening import Notice, open_store
from lowback_tray.history.store import read_records
from tests.history.makers import DAY, NOON, names, record, stamp

NEXT_DAY = NOON + timedelta(days=1)
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history of 600 records, backed up after 400, closed; larger than a few pages."""
    path = tmp_path / "data" / "history.sqlite"
    store, _ = open_store(path, NOON)
    with closing(store):
        store.commit({"n": 400}, stamp(400), [record(n=n) for n in range(400)])
        assert store.backup_if_due(NOON) is not None
        store.commit({"n": 600}, stamp(600), [record(n=n) for n in range(400, 600)])
    return path


def overwrite(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def numbers(path: Path) -> list[Detail]:
    return [one.details["n"] for one in read_records(path)]


def reopen(path: Path) -> tuple[Saved | None, list[Detail], tuple[Notice, ...]]:
    """Open, look, use, close; whatever happened before, the store works afterwards."""
    store, notices = open_store(path, NEXT_DAY)
    with closing(store):
        saved = store.load()
        found = [one.details["n"] for one in store.records()]
        store.commit({"n": -1}, stamp(999), [record(at=NEXT_DAY, n=-1)])
        assert store.backup_if_due(NEXT_DAY + timedelta(days=1)) is not None
    assert numbers(path) == [*found, -1]
    assert open_and_close(path) == (), "told once"
    return saved, found, notices


def leaf_page(path: Path, table: str, number: int) -> int:
    """The page of the n-th leaf of a table or index, counted from 1."""
    with closing(sqlite3.connect(path)) as db:
        try:
            rows = db.execute(
                "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path",
                (table,),
            ).fetchall()
        except sqlite3.OperationalError:  # pragma: no cover
            pytest.skip("this SQLite was built without dbstat")
    return int(rows[number][0])


def open_and_close(path: Path) -> tuple[Notice, ...]:
    store, notices = open_store(path, NEXT_DAY)
    store.close()
    return notices


# ---- nothing wrong


def test_a_good_file_is_opened_without_a_word(path: Path) -> None:
    saved, found, notices = reopen(path)
    assert saved == Saved({"n": 600}, stamp(600), stamp(600))
    assert (found, notices) == (list(range(600)), ())
    assert names(path.parent) == ["backups", "history.sqlite"]


def test_the_first_start_is_silent(tmp_path: Path) -> None:
    assert open_and_close(tmp_path / "new" / "history.sqlite") == ()


def test_an_empty_file_is_a_first_start(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite").touch()
    assert open_and_close(tmp_path / "history.sqlite") == ()


def test_a_linked_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    overwrite(path, 0, b"\0" * 100)
    assert len(open_and_close(link)) == 1
    assert link.is_symlink()
    assert len(numbers(path)) == 400


# ---- damage


def zero_header(path: Path) -> None:
    overwrite(path, 0, b"\0" * 100)


def cut_to_half(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_to_one_byte(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1)


def replace_by_text(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, encoding="utf-8")


def replace_by_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE recipes (name TEXT)")


def drop_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE alive")


DAMAGES = [
    zero_header, cut_to_half, cut_to_one_byte, replace_by_text, replace_by_another_program,
    drop_a_table,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_and_the_backup_restored(
    path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    broken = path.read_bytes()
    saved, found, (notice,) = reopen(path)
    assert saved is not None
    assert found == list(range(len(found)))
    assert len(found) >= 400
    assert (notice.damaged, notice.backup_day, notice.saved) == (True, DAY, len(found) - 400)
    assert notice.kept_as == "history.sqlite.damaged-20260305-120000"
    assert (path.parent / notice.kept_as).read_bytes() == broken


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_backup_a_new_history_is_begun(
    path: Path, damage: Callable[[Path], None]
) -> None:
    shutil.rmtree(path.parent / "backups")
    damage(path)
    _, found, (notice,) = reopen(path)
    assert (notice.damaged, notice.backup_day, notice.saved) == (True, None, len(found))
    assert notice.kept_as is not None


def test_records_since_the_backup_are_saved_from_around_the_damage(path: Path) -> None:
    page = leaf_page(path, "record", 8)
    overwrite(path, (page - 1) * PAGE, b"\xee" * PAGE)
    saved, found, (notice,) = reopen(path)
    assert saved == Saved({"n": 600}, stamp(600), stamp(600)), "the hour is not lost either"
    assert found[:400] == list(range(400)), "from the backup"
    assert notice.saved == len(found) - 400
    assert not notice.complete
    assert 550 < len(found) <= 600


def test_rows_that_the_index_no_longer_finds_are_found_again(path: Path) -> None:
    overwrite(path, leaf_page(path, "record_utc", 1) * PAGE - 20, b"\xff" * 4)
    _, found, (notice,) = reopen(path)
    assert found == list(range(600))
    assert (notice.saved, notice.complete) == (200, True)


def test_damage_outside_the_records_loses_none(path: Path) -> None:
    drop_a_table(path)
    saved, found, (notice,) = reopen(path)
    assert found == list(range(600))
    assert (notice.saved, notice.complete) == (200, True)
    assert saved == Saved({"n": 400}, stamp(400), stamp(400)), "the backup's: one query reads both"


def test_damage_beside_a_log_that_was_not_folded_in_yet_keeps_the_log(path: Path) -> None:
    store, _ = open_store(path, NOON)
    store.commit({"n": 601}, stamp(601), [record(n=600)])
    copy = path.parent.with_name("crashed")
    shutil.copytree(path.parent, copy)
    store.close()
    path = copy / path.name
    wal = path.with_name(path.name + "-wal").read_bytes()
    assert wal
    overwrite(path, 0, b"\0" * 100)
    overwrite(path, PAGE * 2, b"\xee" * PAGE)
    _, found, (notice,) = reopen(path)
    assert notice.kept_as is not None
    assert (copy / f"{notice.kept_as}-wal").read_bytes() == wal
    assert not (copy / f"{notice.kept_as}").samefile(path)
    assert found[:400] == list(range(400))


def test_what_was_set_aside_earlier_is_never_overwritten(path: Path) -> None:
    for n in range(3):
        path.write_text(f"broken {n}", encoding="utf-8")
        assert len(open_and_close(path)) == 1
    kept = [one for one in names(path.parent) if "damaged" in one]
    assert len(kept) == 3
    texts = {(path.parent / name).read_text(encoding="utf-8") for name in kept}
    assert texts == {"broken 0", "broken 1", "broken 2"}


@pytest.mark.parametrize("readable", [True, False])
def test_a_bad_backup_is_passed_over_for_an_older_good_one(path: Path, readable: bool) -> None:
    newest = path.parent / "backups" / "history-2026-03-05.sqlite"
    if readable:
        newest.write_bytes(b"\xee" * 9999)
    else:
        newest.mkdir()
    path.write_bytes(b"broken")
    _, found, (notice,) = reopen(path)
    assert (notice.backup_day, found) == (DAY, list(range(400)))


def test_a_history_that_went_missing_comes_back_from_its_backup(path: Path) -> None:
    path.unlink()
    saved, found, notices = reopen(path)
    assert saved == Saved({"n": 400}, stamp(400), stamp(400))
    assert found == list(range(400))
    assert notices == (Notice(False, DAY, 0, False, None),)


def test_a_log_without_its_file_is_never_read_into_another(path: Path) -> None:
    store, _ = open_store(path, NOON)
    store.commit({"n": 601}, stamp(601), [record(n=600)])
    wal = path.with_name(path.name + "-wal").read_bytes()
    store.close()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(wal)
    _, found, _ = reopen(path)
    assert found == list(range(400))
    assert (path.parent / "history.sqlite.damaged-20260305-120000-wal").read_bytes() == wal


def test_a_file_that_cannot_be_looked_at_is_not_called_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE state SET json = '{}'")
        with pytest.raises(StoreError, match="in use by another program"):
            open_store(path, NOON)
    assert open_and_close(path) == ()
    assert names(path.parent) == ["backups", "history.sqlite"]


# ---- what the person is told


def test_the_notice_says_what_happened_and_what_is_lost() -> None:
    notice = Notice(True, DAY, 3, False, "history.sqlite.damaged-20260305-120000")
    assert notice.text() == (
        "The history file was damaged. It was restored from the backup of 2026-03-04. "
        "3 more records could be saved. Records since then may be missing. "
        "The damaged file is kept as history.sqlite.damaged-20260305-120000."
    )
    assert Notice(True, None, 0, False, "x").text() == (
        "The history file was damaged. A new one was begun. Older records may be missing. "
        "The damaged file is kept as x."
    )
    assert Notice(True, DAY, 1, True, "x").text() == (
        "The history file was damaged. It was restored from the backup of 2026-03-04. "
        "1 more record could be saved. The damaged file is kept as x."
    )
    assert Notice(False, DAY, 0, False, None).text() == (
        "The history file was missing. It was restored from the backup of 2026-03-04. "
        "Records since then may be missing."
    )
