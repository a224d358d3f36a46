"""The few file operations that must survive a power cut, and who may read what they leave.

A file gets its final name only when it is whole and on the disk, so every name other than a
`.part` always means a complete file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIDES = ("-wal", "-shm")  # what SQLite keeps beside a database; they must move with it


def private_dir(path: Path) -> None:
    """Make a folder, and those above it, that nobody else can look into."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def private_file(path: Path) -> None:
    """Make an empty file that nobody else can read; what had that name is emptied."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no way to ask this of a folder
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place(part: Path, final: Path) -> None:
    """Give a finished file its final name, durably."""
    sync(part)
    part.replace(final)
    sync(final.parent)


def beside(path: Path, ending: str) -> Path:
    """The neighbour whose name is this one's with something appended."""
    return path.with_name(path.name + ending)


def discard(path: Path) -> None:
    """Remove an unfinished file of ours and what SQLite left beside it."""
    for ending in ("", *SIDES, "-journal"):
        beside(path, ending).unlink(missing_ok=True)


@contextmanager
def unfinished(part: Path) -> Iterator[None]:
    """A fresh private file to work on; whatever goes wrong, it does not stay."""
    discard(part)
    private_file(part)
    try:
        yield
    finally:
        discard(part)


def set_aside(path: Path, stamp: str) -> Path | None:
    """Rename a database and its side files to `...damaged-STAMP`; nothing is ever overwritten.

    The database goes first: killed in between, the next start finds it missing and moves the
    rest before it puts a new one there, so a stale log is never read into a healthy database.

    Returns:
        The new name, None when there was nothing to move.
    """
    wanted = beside(path, f".damaged-{stamp}")
    target, n = wanted, 1
    while any(beside(target, ending).exists() for ending in ("", *SIDES)):
        n += 1
        target = beside(wanted, f"-{n}")
    moved = False
    for ending in ("", *SIDES):
        with suppress(FileNotFoundError):
            beside(path, ending).rename(beside(target, ending))
            moved = True
    sync(path.parent)
    return target if moved else None
