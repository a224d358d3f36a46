"""The one door to SQLite: connections, transactions, the statements, what its errors mean.

Nothing else imports it. Functions take a connection and leave the order of things to `store`
(the open history) and `rescue` (files looked over, salvaged and built anew).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.history.disk_errors import damaged, explain
from lowback_tray.history.migrations import APPLICATION_ID
from lowback_tray.history.stored import (
    StoredRecord,
    dump,
    instant,
    readable,
    saved_from_row,
    to_row,
)

Connection: TypeAlias = sqlite3.Connection
SQLError: TypeAlias = sqlite3.Error

_BUSY_S = 0.5  # somebody else's short lock is waited for; longer would be felt in the windows
_PRAGMAS = (
    "synchronous=FULL",
    "fullfsync=ON",  # macOS: a plain fsync stops at the drive's own cache
    "foreign_keys=ON",
    "cache_size=-512",  # KiB; the program only ever appends
)
# SQLite quotes damaged bytes in its complaints, which Python then cannot decode.
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
COLUMNS = "id, utc, offset_s, kind, details"
_APPEND = f"INSERT INTO record ({COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_BETWEEN = f"SELECT {COLUMNS} FROM record WHERE utc >= ? AND utc < ? ORDER BY utc, seq"
_LAST = f"SELECT {COLUMNS} FROM record WHERE kind = ? ORDER BY utc DESC, seq DESC"
_FIRST = f"SELECT {COLUMNS} FROM record ORDER BY utc, seq"
_LOAD = """SELECT json, state.boot_id, state.boot_s, state.wall_s,
                  alive.boot_id, alive.boot_s, alive.wall_s
           FROM state LEFT JOIN alive"""


def connect(path: Path, mode: str) -> Connection:
    """Open a database that exists, "ro" or "rw"; transactions are begun by hand."""
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_S, isolation_level=None
    )
    db.text_factory = _text
    try:
        for pragma in _PRAGMAS if mode == "rw" else ():
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def _text(raw: bytes) -> str:
    """A damaged byte must not make the whole row unreadable."""
    return raw.decode("utf-8", "replace")


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """All of it or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            db.execute("ROLLBACK")
        raise


def migrate(db: Connection, steps: Sequence[Sequence[str]]) -> None:
    """Take the tables through the steps they have not been through, in one transaction."""
    done = version_of(db)
    if done == len(steps):
        return
    with transaction(db):
        for step in steps[done:]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={len(steps)}")


def write_state(db: Connection, text: str, stamp: Stamp) -> None:
    """Put the state in the place of the one before."""
    db.execute(
        "INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?, ?)",
        (text, stamp.boot_id, stamp.boot_s, stamp.wall_s),
    )


def write_alive(db: Connection, stamp: Stamp) -> None:
    """Note when the program was last alive."""
    db.execute(
        "INSERT OR REPLACE INTO alive VALUES (1, ?, ?, ?)",
        (stamp.boot_id, stamp.boot_s, stamp.wall_s),
    )


def saved_state(db: Connection) -> Saved | None:
    """The state with its stamps, None where there is none."""
    row = db.execute(_LOAD).fetchone()
    return None if row is None else saved_from_row(row)


def between(db: Connection, since: datetime | None, until: datetime | None) -> list[StoredRecord]:
    """The records from `since` up to but without `until`, oldest first."""
    bounds = ("" if since is None else instant(since), "~" if until is None else instant(until))
    rows = db.execute(_BETWEEN, bounds)
    return list(readable(rows))


def sound(db: Connection) -> bool:
    """Pages, rows and index; `quick_check` would miss rows that the index no longer finds."""
    return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def first(db: Connection) -> StoredRecord | None:
    """The oldest record."""
    return next(readable(db.execute(_FIRST)), None)


def last_of(db: Connection, kind: str) -> StoredRecord | None:
    """The newest record of a kind."""
    return next(readable(db.execute(_LAST, (kind,))), None)


def append(db: Connection, records: Iterable[StoredRecord]) -> None:
    """Write records down."""
    db.executemany(_APPEND, map(to_row, records))


def count(db: Connection) -> int:
    """How many records there are."""
    return int(db.execute("SELECT count(*) FROM record").fetchone()[0])


def version_of(db: Connection) -> int:
    """How many steps the tables have been through."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def merge(db: Connection, records: Iterable[StoredRecord], saved: Saved | None) -> int:
    """Take in the records that are not there yet, by their id, and a state where one is given.

    Returns:
        How many records were new.
    """
    with transaction(db):
        known = {identity for (identity,) in db.execute("SELECT id FROM record")}
        # By the id once more: what is taken in may itself hold a record twice.
        new = {record.id: record for record in records if record.id not in known}
        append(db, new.values())
        if saved is not None:
            write_state(db, dump(saved.state), saved.stamp)
            write_alive(db, saved.alive)
    return len(new)


def clear(db: Connection) -> None:
    """Forget every record, so that nothing of it can be read from the file any more."""
    db.execute("PRAGMA secure_delete=ON")
    with transaction(db):
        db.execute("DELETE FROM record")
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def fill(part: Path, source: Connection, origin: Path) -> None:
    """Copy a whole database into an empty file, or say that the origin is damaged."""
    with closing(connect(part, "rw")) as db:
        source.backup(db)
        db.execute("PRAGMA journal_mode=DELETE")  # a copy is one file, with nothing beside it
        if not sound(db):
            raise damaged(origin)


# ---- errors


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the disk did into a `StoreError`; our own misuse of SQLite stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = code_of(error)
        if code is None:
            raise
        raise explain(path, code, str(error)) from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except OSError as error:
        raise explain(path, None, error.strerror or str(error)) from error


def code_of(error: SQLError) -> int | None:
    """SQLite's primary result code; None where Python itself complained."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
