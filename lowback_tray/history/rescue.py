"""Files that may be damaged: look them over, read what can be read, build a whole one.

Nothing here changes the file it looks at; `opening` puts these steps in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from lowback_tray.history import files
from lowback_tray.history.database import (
    COLUMNS,
    UNREADABLE,
    Connection,
    SQLError,
    code_of,
    connect,
    explained,
    fill,
    merge,
    migrate,
    saved_state,
    sound,
    version_of,
)
from lowback_tray.history.disk_errors import DAMAGE, Code
from lowback_tray.history.findings import Condition, Salvage
from lowback_tray.history.migrations import APPLICATION_ID, MIGRATIONS, SCHEMA, TABLES
from lowback_tray.history.stored import readable

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
        except SQLError as error:
            # Code.ERROR: our own fixed questions can only fail by what is in the file.
            if code_of(error) not in {*DAMAGE, Code.ERROR}:
                raise
            return Condition.DAMAGED


def _condition(db: Connection) -> Condition:
    ours = db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    version = version_of(db)
    if ours and version > SCHEMA:
        return Condition.NEWER  # before anything that an older SQLite may not understand
    if not ours or version < 1 or not sound(db):
        return Condition.DAMAGED
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    return Condition.GOOD if tables >= TABLES else Condition.DAMAGED


# ---- making one out of what is left of another


def salvage(path: Path) -> Salvage:
    """Read what can be read of a damaged file, from both ends, without changing it."""
    with suppress(*UNREADABLE), closing(connect(path, "ro")) as db:
        rows: dict[int, Sequence[Any]] = {}
        whole = any(_walk(db, order, rows) for order in ("ASC", "DESC"))
        records = tuple(readable(rows[seq] for seq in sorted(rows)))
        saved = None
        with suppress(*UNREADABLE):
            saved = saved_state(db)
        return Salvage(records, saved, whole and len(records) == len(rows))
    return Salvage()


def _walk(db: Connection, order: str, rows: dict[int, Sequence[Any]]) -> bool:
    """Collect rows until the end or the damage; true when it was the end."""
    with suppress(*UNREADABLE):
        for seq, *row in db.execute(f"SELECT seq, {COLUMNS} FROM record ORDER BY seq {order}"):
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
                fill(part, source, backup)
        with closing(connect(part, "rw")) as db:
            migrate(db, MIGRATIONS)
            added = merge(db, found.records, found.saved)
        files.place(part, target)
    return added
