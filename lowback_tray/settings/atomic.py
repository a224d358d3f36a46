"""Files that are either the old one or the new one, whatever happens in between.

The new content goes into a file of its own in the same folder, is forced to the disk, and
takes the old one's name in one step; then the folder is forced to the disk as well. A crash
leaves at most a hidden `.tmp` beside a whole file.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def target(path: Path) -> Path:
    """The file itself, where `path` is a link to one kept elsewhere."""
    return Path(os.path.realpath(path))


def replace(path: Path, data: bytes) -> os.stat_result:
    """Give `path` this content, readable by its owner only; return what the file now is.

    A link is followed, so a settings file kept elsewhere stays where it is.

    Raises:
        OSError: nothing was changed.
    """
    old = target(path)
    new = old.with_name(f".{old.name}.{os.getpid()}.tmp")
    new.unlink(missing_ok=True)
    made = create(new, data)
    try:
        new.replace(old)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    _sync_folder(old.parent)
    return made


def create(path: Path, data: bytes) -> os.stat_result:
    """Make a new file with this content and force it to the disk; never touches an old one.

    Raises:
        OSError: nothing was left behind; FileExistsError when the name is taken.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
            return os.fstat(handle)
        finally:
            os.close(handle)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Force a rename to the disk, where the system can; by now either file is a whole one."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)  # Windows refuses: it has no such thing
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
