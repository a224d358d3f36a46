"""The backups as a person sees them: which there are, what is in one, and its records back.

A backup gives back what the history no longer has. What was written down since stays: nothing
is ever lost by restoring, and restoring twice is restoring once.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from lowback_tray.errors import BadInput, StoreError
from lowback_tray.history import backups, database
from lowback_tray.history.database import connect, explained
from lowback_tray.history.disk_errors import damaged, newer
from lowback_tray.history.findings import Condition, Salvage
from lowback_tray.history.rescue import build, examine
from lowback_tray.history.stored import StoredRecord
from lowback_tray.i18n import tr


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a day.

    Attributes:
        day: which.
        size: of its file, in bytes.
        records: how many are in it, None where it cannot be read.
    """

    day: date
    size: int
    records: int | None


def listed(folder: Path) -> list[Backup]:
    """Every backup in a folder, the newest first. Raises StoreError."""
    with explained(folder):
        found = sorted(backups.listing(folder).items(), reverse=True)
        return [Backup(day, path.stat().st_size, _count(path)) for day, path in found]


def _count(path: Path) -> int | None:
    with suppress(StoreError):
        if examine(path) is Condition.GOOD:
            with closing(connect(path, "ro")) as db:
                return database.count(db)
    return None


def records_of(folder: Path, day: date) -> list[StoredRecord]:
    """The records of the backup of a day, one of an earlier schema included.

    Raises:
        BadInput: there is no such backup.
        StoreError: it cannot be read, is damaged or from a newer version.
    """
    path = backups.listing(folder).get(day)
    if path is None:
        raise BadInput(
            day.isoformat(),
            tr("there is no backup of this day"),
            tr("`lowback-tray backups` lists them"),
        )
    condition = examine(path)
    if condition is not Condition.GOOD:
        raise newer(path) if condition is Condition.NEWER else damaged(path)
    with TemporaryDirectory(prefix="lowback-tray-") as scratch:  # 0700, as our own folders
        copy = Path(scratch) / "copy.sqlite"
        build(copy, path, Salvage())
        with explained(copy), closing(connect(copy, "ro")) as db:
            return database.between(db, None, None)


def delete_all(folder: Path) -> int:
    """Delete every backup, whatever its name; returns how many files that were.

    Raises:
        StoreError: one could not be deleted.
    """
    with explained(folder):
        if not folder.is_dir():
            return 0
        old = [path for path in folder.iterdir() if ".sqlite" in path.name]
        for path in old:
            path.unlink()
        return len(old)


def delete_damaged(history: Path) -> None:
    """Delete what was set aside beside the history, and unfinished repairs. Raises StoreError."""
    with explained(history):
        for path in history.parent.glob(history.name + ".*"):
            path.unlink()
