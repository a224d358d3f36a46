"""What the disk did to the history, as a `StoreError` that says what to do.

SQLite's result codes are numbers of its file format's documentation; they are named here so
that only `store` has to load it.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from lowback_tray.errors import StoreError
from lowback_tray.i18n import pick, tr


class Code(IntEnum):
    """The primary result codes of SQLite that mean something to us."""

    ERROR = 1  # wrong SQL, or tables that are not as they should be
    BUSY = 5
    LOCKED = 6
    CORRUPT = 11
    FULL = 13
    NOTADB = 26


DAMAGE = frozenset({Code.CORRUPT, Code.NOTADB})


def damaged(path: Path) -> StoreError:
    """The error for a file that is not whole."""
    return _error(path, tr("is damaged"), tr("Restart Lowback Tray to repair it from its backup"))


def newer(path: Path) -> StoreError:
    """The error for a file of a newer version; it is refused, not touched."""
    return _error(
        path,
        tr("was written by a newer version of Lowback Tray"),
        tr("Install that version again; until then nothing is written to it"),
    )


def explain(path: Path, code: int | None, detail: str) -> StoreError:
    """The error for a result code of SQLite, or (None) for what the system said."""
    if code in DAMAGE:
        return damaged(path)
    if code in (Code.BUSY, Code.LOCKED):
        return _error(
            path, tr("is in use by another program"), tr("Close that program and try again")
        )
    if code == Code.FULL:
        return _error(path, tr("the disk is full"), tr("Free some space and try again"))
    return _error(
        path,
        tr("cannot be read or written ({detail})").format(detail=detail),
        tr("Check the disk and the permissions of the folder"),
    )


def _error(path: Path, problem: str, remedy: str) -> StoreError:
    stop = pick(en=". ", ja="。")
    return StoreError(f"{path}: {problem}{stop}{remedy}")
