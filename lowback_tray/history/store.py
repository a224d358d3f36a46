"""The open history.

State and records of a transition are one transaction: a kill or a power cut leaves both or
neither. The file is in WAL mode with `synchronous=FULL`, so a commit that returned is on the
disk. The liveness stamp of every minute goes without the wait for the disk: losing it costs
nothing, and the next commit takes it along. Totals are never kept; see `stats`.

One thread uses a `Store`. Whatever the disk does to us is a `StoreError` that says what to do;
after it nothing is half-written, and the store works again as soon as the disk does. SQLite
itself is behind `database`; opening and repairing is in `opening`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.history import backups, database, files
from lowback_tray.history.database import connect, explained
from lowback_tray.history.disk_errors import damaged, newer
from lowback_tray.history.findings import Condition
from lowback_tray.history.migrations import MIGRATIONS
from lowback_tray.history.rescue import examine
from lowback_tray.history.stored import StoredRecord, dump, keep


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
        if 0 < database.version_of(self._db) < len(steps):
            files.private_dir(self._backup_dir)
            self._copy_to(self._backup_dir / f"before-schema-{len(steps)}.sqlite")
        database.migrate(self._db, steps)
        self._db.execute("PRAGMA journal_mode=WAL")

    def commit(self, state: dict[str, Any], stamp: Stamp, records: Sequence[Record]) -> None:
        """Write the state and the records together, on the disk before returning.

        Raises:
            StoreError: nothing of it was written.
        """
        kept = [keep(record) for record in records]
        text = dump(state)
        with explained(self.path), database.transaction(self._db):
            database.append(self._db, kept)
            database.write_state(self._db, text, stamp)
            database.write_alive(self._db, stamp)

    def alive(self, stamp: Stamp) -> None:
        """Note that the program lives, without waiting for the disk."""
        with explained(self.path):
            self._db.execute("PRAGMA synchronous=NORMAL")
            try:
                database.write_alive(self._db, stamp)
            finally:
                self._db.execute("PRAGMA synchronous=FULL")

    def load(self) -> Saved | None:
        """The last state; None at the first start, or when it is not readable as one."""
        with explained(self.path):
            return database.saved_state(self._db)

    def records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[StoredRecord]:
        """The records from `since` up to but without `until`, oldest first."""
        with explained(self.path):
            return database.between(self._db, since, until)

    def last_of(self, fact: Fact) -> StoredRecord | None:
        """The newest record of a kind, None when there is none."""
        with explained(self.path):
            return database.last_of(self._db, str(fact))

    def earliest(self) -> StoredRecord | None:
        """The oldest record, None when there is none."""
        with explained(self.path):
            return database.first(self._db)

    def add(self, records: Iterable[StoredRecord]) -> int:
        """Take in records of elsewhere that are not here yet, all of them or none.

        Returns:
            How many were new.
        """
        with explained(self.path):
            return database.merge(self._db, records, None)

    def clear(self) -> None:
        """Forget every record; the state stays, and so do the backups."""
        with explained(self.path):
            database.clear(self._db)

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
            database.fill(part, self._db, self.path)
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
            return database.between(db, since, until)
