"""Opening the history: look first, repair from what there is, and tell.

    missing, no backup    a new history, silently: the first start
    good                  opened
    newer                 refused with a StoreError, untouched
    damaged, or missing   a new file is made of the newest good backup and of every record that
    where backups are     can still be read; the damaged one is set aside; a Notice tells

The new file is finished and on the disk (`.restored`) before the damaged one is moved, and it
takes its place last. Whenever that is cut short, the next start ends up at the same point.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lowback_tray.errors import StoreError
from lowback_tray.history import backups, files
from lowback_tray.history.database import explained
from lowback_tray.history.disk_errors import newer
from lowback_tray.history.findings import Condition, Salvage
from lowback_tray.history.rescue import build, examine, salvage
from lowback_tray.history.store import Store
from lowback_tray.i18n import ntr, pick, tr


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened to the history while it was opened; the person is told once.

    Attributes:
        damaged: the file was damaged; else it was missing although there are backups.
        backup_day: the backup it was restored from, None when there was no good one.
        saved: records that were not in the backup and could still be read.
        complete: every record of the damaged file could be read.
        kept_as: name of the damaged file now, None when there was none.
    """

    damaged: bool
    backup_day: date | None
    saved: int
    complete: bool
    kept_as: str | None

    def text(self) -> str:
        """The notice for people, in the language in force."""
        return pick(en=" ", ja="").join([*self._cause(), *self._loss()])

    def _cause(self) -> list[str]:
        return [
            tr("The history file was damaged.")
            if self.damaged
            else tr("The history file was missing."),
            tr("A new one was begun.")
            if self.backup_day is None
            else tr("It was restored from the backup of {day}.").format(day=self.backup_day),
        ]

    def _loss(self) -> list[str]:
        lines = []
        if self.saved:
            lines.append(
                ntr(
                    "{n} more record could be saved.",
                    "{n} more records could be saved.",
                    self.saved,
                )
            )
        if not self.complete:
            lines.append(
                tr("Older records may be missing.")
                if self.backup_day is None
                else tr("Records since then may be missing.")
            )
        if self.kept_as is not None:
            lines.append(tr("The damaged file is kept as {name}.").format(name=self.kept_as))
        return lines


def open_store(
    path: Path, now: datetime, backup_dir: Path | None = None
) -> tuple[Store, tuple[Notice, ...]]:
    """Open the history for the program, repairing it if need be.

    Only the one running program may call this; see `store.read_records` for everybody else.

    Args:
        path: the history file; its folder is made when missing.
        now: aware local time; names what is set aside and tells backups of days to come.
        backup_dir: where the backups lie, `backups` beside the file if not given.

    Returns:
        The store, and what the person should be told.

    Raises:
        StoreError: it cannot be opened or repaired now, or a newer version wrote it. What is
            on the disk is as it was; work with a `MemoryJournal` meanwhile.
    """
    path = path.resolve()  # a linked file keeps its log beside the real one
    folder = backup_dir or path.parent / "backups"
    with explained(path):
        files.private_dir(path.parent)
        _finish_repair(path, now)
        notices = _make_good(path, folder, now)
    return Store(path, folder), notices


def _make_good(path: Path, folder: Path, now: datetime) -> tuple[Notice, ...]:
    if not _has_content(path):
        return _repair(path, folder, now, None)
    condition = examine(path)
    if condition is Condition.NEWER:
        raise newer(path)
    if condition is Condition.DAMAGED:
        return _repair(path, folder, now, salvage(path))
    return ()


def _has_content(path: Path) -> bool:
    """An empty file says as little as none, unless a log lies beside it."""
    return path.exists() and (path.stat().st_size > 0 or files.beside(path, "-wal").exists())


def _repair(path: Path, folder: Path, now: datetime, found: Salvage | None) -> tuple[Notice, ...]:
    """Make a good file of what there is, then swap it in."""
    day, backup = _newest_good(folder, now.date())
    saved = build(_restored(path), backup, found or Salvage())
    kept_as = _swap_in(path, now)
    if found is None:
        # Without a file and without a backup this is simply the first start.
        return () if day is None else (Notice(False, day, 0, False, None),)
    return (Notice(True, day, saved, found.complete, kept_as.name if kept_as else None),)


def _finish_repair(path: Path, now: datetime) -> None:
    """Go on where an earlier repair was cut short after the damaged file had been moved."""
    if _restored(path).exists() and not path.exists():
        _swap_in(path, now)


def _swap_in(path: Path, now: datetime) -> Path | None:
    kept_as = files.set_aside(path, now.strftime("%Y%m%d-%H%M%S"))
    files.place(_restored(path), path)
    return kept_as


def _restored(path: Path) -> Path:
    return files.beside(path, ".restored")


def _newest_good(folder: Path, today: date) -> tuple[date, Path] | tuple[None, None]:
    for day, path in backups.newest_first(folder, today):
        with suppress(StoreError):  # unreadable now: the next older one
            if examine(path) is Condition.GOOD:
                return day, path
    return None, None
