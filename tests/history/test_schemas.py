"""Histories written by every version of the tables there has ever been, opened by this one.

`schemas/schema-N.sqlite` was written by the program while N was the newest schema, and is never
made again: whoever adds a step to `migrations` first keeps a file of the schema before it, by

    python -m tests.history.test_schemas

which refuses to write over one that is there.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.history.migrations import SCHEMA
from lowback_tray.history.opening import open_store
from lowback_tray.history.restoring import records_of
from lowback_tray.history.store import read_records

FOLDER = Path(__file__).parent / "schemas"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=9)))
STAMP = Stamp("8f14e45f-ceea-467f-a0e6-000000000001", 4711.5, 1_795_316_400.0)
STATE = {"version": 1, "words": "腰", "numbers": [1, 2.5, None, True]}
RECORDS = (
    Record(Fact.LAUNCHED, NOON, {"absent_s": 3600.0}),
    Record(Fact.STOOD, NOON + timedelta(hours=1), {"kind": "stand-up", "sitting_s": 3480.5}),
    Record(Fact.BACK_FEELING, (NOON + timedelta(hours=2)).astimezone(UTC), {"answer": "okay"}),
)


def file_of(schema: int) -> Path:
    return FOLDER / f"schema-{schema}.sqlite"


@pytest.fixture(params=range(1, SCHEMA + 1))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the file of an earlier schema (or of this one), where the program finds it."""
    target = tmp_path / "history.sqlite"
    shutil.copyfile(file_of(request.param), target)
    return target


def contents(path: Path) -> list[tuple[str, datetime, object]]:
    return [(str(one.fact), one.at, one.details) for one in read_records(path)]


EXPECTED = [(str(one.fact), one.at, one.details) for one in RECORDS]


def test_every_schema_opens_with_all_that_was_in_it(old: Path) -> None:
    store, notices = open_store(old, NOON)
    with closing(store):
        saved = store.load()
        assert notices == ()
        assert saved is not None
        assert (saved.state, saved.stamp, saved.alive) == (STATE, STAMP, STAMP)
        store.commit(STATE, STAMP, [Record(Fact.BACK, NOON + timedelta(hours=3))])
        assert len(store.records()) == len(RECORDS) + 1
    assert contents(old)[: len(RECORDS)] == EXPECTED


def test_a_backup_of_every_schema_can_be_restored_and_stays_as_it_was(old: Path) -> None:
    backup = old.with_name("history-2026-11-21.sqlite")
    old.rename(backup)
    before = backup.read_bytes()
    found = records_of(backup.parent, NOON.date() - timedelta(days=1))
    assert [(str(one.fact), one.at, one.details) for one in found] == EXPECTED
    assert backup.read_bytes() == before


def test_there_is_a_file_of_every_schema_and_it_says_which() -> None:
    for schema in range(1, SCHEMA + 1):
        with closing(sqlite3.connect(f"{file_of(schema).as_uri()}?mode=ro", uri=True)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (schema,)
            (text,) = db.execute("SELECT json FROM state").fetchone()
            assert json.loads(text) == STATE


def make() -> None:
    """Write the file of the schema of now, once."""
    target = file_of(SCHEMA)
    if target.exists():
        raise SystemExit(f"{target} is there and stays as it was written")
    with TemporaryDirectory() as scratch:
        store, _ = open_store(Path(scratch) / "history.sqlite", NOON)
        with closing(store):
            store.commit(STATE, STAMP, RECORDS)
            copy = store.backup_if_due(NOON)
        assert copy is not None
        shutil.copyfile(copy, target)  # one file, with no log beside it


if __name__ == "__main__":
    make()
