"""The history file, and the only module that knows SQLite.

State and records of a transition are one transaction: a kill or a power cut leaves both or
neither. The file is in WAL mode with `synchronous=FULL`, so a commit that returned is on the
disk. The liveness stamp of every minute goes without the wait for the disk: losing it costs
nothing, and the next commit takes it along. Totals are never kept; see `stats`.

One thread uses a `Store`. Whatever the disk does to us is a `StoreError` that says what to do;
after it nothing is half-written, and the store works again as soon as the disk does. Opening
and repairing is in `opening`, which puts the functions of this module in order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.history import backups, files
from lowback_tray.history.disk_errors import DAMAGE, Code, damaged, explain, newer
from lowback_tray.history.findings import Condition, Salvage
from lowback_tray.history.migrations import APPLICATION_ID, MIGRATIONS, SCHEMA, TABLES
from lowback_tray.history.stored import (
    StoredRecord,
    dump,
    instant,
    keep,
    readable,
    saved_from_row,
    to_row,
)

_BUSY_S = 0.5  # somebody else's short lock is waited for; longer would be felt in the windows
_PRAGMAS = (
    "synchronous=FULL",
    "fullfsync=ON",  # macOS: a plain fsync stops at the drive's own cache
    "foreign_keys=ON",
    "cache_size=-512",  # KiB; the program only ever appends
)
# SQLite quotes damaged bytes in its complaints, which Python then cannot decode.
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
_COLUMNS = "id, utc, offset_s, kind, details"
_APPEND = f"INSERT INTO record ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_BETWEEN = f"SELECT {_COLUMNS} FROM record WHERE utc >= ? AND utc < ? ORDER BY utc, seq"
_LAST = f"SELECT {_COLUMNS} FROM record WHERE kind = ? ORDER BY utc DESC, seq DESC"
_FIRST = f"SELECT {_COLUMNS} FROM record ORDER BY utc, seq"
_LOAD = """SELECT json, state.boot_id, state.boot_s, state.wall_s,
                  alive.boot_id, alive.boot_s, alive.wall_s
           FROM state LEFT JOIN alive"""


class Store:
    """The history on the disk; a `History`.

    Args:
        path: a file that `opening.open_store` found good or made.
        backup_dir: where the daily copies go.
        steps: how the tables came to be; older files are brought up to the last step.

    Raises:
        StoreError: from here and from every method, when the disk refuses; nothing of what
            was asked has happened then.
    """

    def __init__(
        self, path: Path, backup_dir: Path, steps: Sequence[Sequence[str]] = MIGRATIONS
    ) -> None:
        self.path = path
        self._backup_dir = backup_dir
        with explained(path):
            self._db = connect(path, "rw")
            try:
                self._prepare(steps)
            except BaseException:
                self._db.close()
                raise

    def _prepare(self, steps: Sequence[Sequence[str]]) -> None:
        if 0 < _version(self._db) < len(steps):
            files.private_dir(self._backup_dir)
            self._copy_to(self._backup_dir / f"before-schema-{len(steps)}.sqlite")
        _migrate(self._db, steps)
        self._db.execute("PRAGMA journal_mode=WAL")

    def commit(self, state: dict[str, Any], stamp: Stamp, records: Sequence[Record]) -> None:
        """Write the state and the records together, on the disk before returning.

        Raises:
            StoreError: nothing of it was written.
        """
        rows = [to_row(keep(record)) for record in records]
        text = dump(state)
        with explained(self.path), _transaction(self._db):
            self._db.executemany(_APPEND, rows)
            _write_state(self._db, text, stamp)
            _write_alive(self._db, stamp)

    def alive(self, stamp: Stamp) -> None:
        """Note that the program lives, without waiting for the disk."""
        with explained(self.path):
            self._db.execute("PRAGMA synchronous=NORMAL")
            try:
                _write_alive(self._db, stamp)
            finally:
                self._db.execute("PRAGMA synchronous=FULL")

    def load(self) -> Saved | None:
        """The last state; None at the first start, or when it is not readable as one."""
        with explained(self.path):
            return _saved(self._db)

    def records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[StoredRecord]:
        """The records from `since` up to but without `until`, oldest first."""
        with explained(self.path):
            return _between(self._db, since, until)

    def last_of(self, fact: Fact) -> StoredRecord | None:
        """The newest record of a kind, None when there is none."""
        with explained(self.path):
            rows = self._db.execute(_LAST, (str(fact),))
            return next(readable(rows), None)

    def earliest(self) -> StoredRecord | None:
        """The oldest record, None when there is none."""
        with explained(self.path):
            return next(readable(self._db.execute(_FIRST)), None)

    def backup_if_due(self, now: datetime) -> Path | None:
        """Copy the whole history once a day, and thin out the older copies.

        Returns:
            The new copy, None when today's is there already.

        Raises:
            StoreError: the history is damaged (a bad copy is never made) or cannot be copied.
        """
        final = backups.path_of(self._backup_dir, now.date())
        with explained(self.path):
            if final.exists():
                return None
            files.private_dir(self._backup_dir)
            # A log can be lost apart from its file; now it holds no more than a day.
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._copy_to(final)
            present = backups.listing(self._backup_dir)
            for day in backups.thin(present, now.date()):
                present[day].unlink()
        return final

    def _copy_to(self, final: Path) -> None:
        part = files.beside(final, ".part")
        with files.unfinished(part):
            _fill(part, self._db, self.path)
            files.place(part, final)

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        with explained(self.path):
            self._db.close()


def read_records(
    path: Path, since: datetime | None = None, until: datetime | None = None
) -> list[StoredRecord]:
    """Read a history without opening it for writing or repairing it; none when there is none.

    For a command that runs beside the program or without it.

    Raises:
        StoreError: the file cannot be read, is damaged, or is from a newer version.
    """
    with explained(path):
        if not path.exists():
            return []
        condition = examine(path)
        if condition is not Condition.GOOD:
            raise newer(path) if condition is Condition.NEWER else damaged(path)
        with closing(connect(path, "ro")) as db:
            return _between(db, since, until)


# ---- what state a file is in


def examine(path: Path) -> Condition:
    """Look a history file over without changing it.

    Raises:
        StoreError: it could not be looked at, which says nothing about its condition.
    """
    with explained(path):
        try:
            with closing(connect(path, "ro")) as db:
                return _condition(db)
        except UnicodeDecodeError:
            return Condition.DAMAGED
        except sqlite3.Error as error:
            # Code.ERROR: our own fixed questions can only fail by what is in the file.
            if _code(error) not in {*DAMAGE, Code.ERROR}:
                raise
            return Condition.DAMAGED


def _condition(db: sqlite3.Connection) -> Condition:
    ours = db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    version = _version(db)
    if ours and version > SCHEMA:
        return Condition.NEWER  # before anything that an older SQLite may not understand
    if not ours or version < 1 or not _sound(db):
        return Condition.DAMAGED
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    return Condition.GOOD if tables >= TABLES else Condition.DAMAGED


def _sound(db: sqlite3.Connection) -> bool:
    """Pages, rows and index; `quick_check` would miss rows that the index no longer finds."""
    return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


# ---- making one out of what is left of another


def salvage(path: Path) -> Salvage:
    """Read what can be read of a damaged file, from both ends, without changing it."""
    with suppress(*_UNREADABLE), closing(connect(path, "ro")) as db:
        rows: dict[int, Sequence[Any]] = {}
        whole = any(_walk(db, order, rows) for order in ("ASC", "DESC"))
        records = tuple(readable(rows[seq] for seq in sorted(rows)))
        saved = None
        with suppress(*_UNREADABLE):
            saved = _saved(db)
        return Salvage(records, saved, whole and len(records) == len(rows))
    return Salvage()


def _walk(db: sqlite3.Connection, order: str, rows: dict[int, Sequence[Any]]) -> bool:
    """Collect rows until the end or the damage; true when it was the end."""
    with suppress(*_UNREADABLE):
        for seq, *row in db.execute(f"SELECT seq, {_COLUMNS} FROM record ORDER BY seq {order}"):
            rows[seq] = row
        return True
    return False


def build(target: Path, backup: Path | None, found: Salvage) -> int:
    """Make a whole history file under a name that is not in use yet.

    Args:
        target: where; it appears only when it is finished and on the disk.
        backup: the copy to begin with, None for an empty history.
        found: what a damaged file still held; records are merged by their id.

    Returns:
        How many records the damaged file had that the backup had not.

    Raises:
        StoreError: it cannot be written; nothing is left behind.
    """
    part = files.beside(target, ".part")
    with explained(target), files.unfinished(part):
        if backup is not None:
            with closing(connect(backup, "ro")) as source:
                _fill(part, source, backup)
        with closing(connect(part, "rw")) as db:
            _migrate(db, MIGRATIONS)
            added = _merge(db, found)
        files.place(part, target)
    return added


def _merge(db: sqlite3.Connection, found: Salvage) -> int:
    with _transaction(db):
        known = {identity for (identity,) in db.execute("SELECT id FROM record")}
        rows = [to_row(record) for record in found.records if record.id not in known]
        db.executemany(_APPEND, rows)
        if found.saved is not None:
            _write_state(db, dump(found.saved.state), found.saved.stamp)
            _write_alive(db, found.saved.alive)
    return len(rows)


def _fill(part: Path, source: sqlite3.Connection, origin: Path) -> None:
    """Copy a whole database into an empty file, or say that the origin is damaged."""
    with closing(connect(part, "rw")) as db:
        source.backup(db)
        db.execute("PRAGMA journal_mode=DELETE")  # a copy is one file, with nothing beside it
        if not _sound(db):
            raise damaged(origin)


# ---- SQL


def connect(path: Path, mode: str) -> sqlite3.Connection:
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
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            db.execute("ROLLBACK")
        raise


def _migrate(db: sqlite3.Connection, steps: Sequence[Sequence[str]]) -> None:
    done = _version(db)
    if done == len(steps):
        return
    with _transaction(db):
        for step in steps[done:]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={len(steps)}")


def _write_state(db: sqlite3.Connection, text: str, stamp: Stamp) -> None:
    db.execute(
        "INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?, ?)",
        (text, stamp.boot_id, stamp.boot_s, stamp.wall_s),
    )


def _write_alive(db: sqlite3.Connection, stamp: Stamp) -> None:
    db.execute(
        "INSERT OR REPLACE INTO alive VALUES (1, ?, ?, ?)",
        (stamp.boot_id, stamp.boot_s, stamp.wall_s),
    )


def _saved(db: sqlite3.Connection) -> Saved | None:
    row = db.execute(_LOAD).fetchone()
    return None if row is None else saved_from_row(row)


def _between(
    db: sqlite3.Connection, since: datetime | None, until: datetime | None
) -> list[StoredRecord]:
    bounds = ("" if since is None else instant(since), "~" if until is None else instant(until))
    rows = db.execute(_BETWEEN, bounds)
    return list(readable(rows))


# ---- errors


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the disk did into a `StoreError`; our own misuse of SQLite stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = _code(error)
        if code is None:
            raise
        raise explain(path, code, str(error)) from error
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except OSError as error:
        raise explain(path, None, error.strerror or str(error)) from error


def _code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)  # None: Python's own complaint
    return None if code is None else code & 0xFF
