"""The data is the person's: take it out, take it in, delete it, bring back a backup.

Over the `Shelf`, so that it works the same whether the program runs or not; what differs is
behind `Shelf.log` (the history to write to) and `Shelf.start_afresh` (what a running program
has in its head).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lowback_tray import paths
from lowback_tray.app import carrying
from lowback_tray.errors import LowbackError, UsageError
from lowback_tray.history import restoring
from lowback_tray.i18n import mark, ntr, pick, tr
from lowback_tray.settings import setups
from lowback_tray.settings.you import KEYS as PERSONAL

if TYPE_CHECKING:
    from lowback_tray.app.shelf import Shelf

PARTS: Mapping[str, str] = {
    "history": mark("every record of what happened; the backups stay"),
    "profile": mark("the self-check, your conditions, your place, favourites"),
    "settings": mark("every setting, and the settings file with its older copies"),
    "backups": mark("every backup of the history"),
    "all": mark("all of it: history, backups, profile, settings and the log file"),
}
"""What can be deleted, and what that is."""


def export(shelf: Shelf, target: Path, *, replace: bool = False) -> str:
    """Everything into a folder or zip file. Raises LowbackError."""
    records = list(shelf.history(None))
    now = datetime.now().astimezone()
    settings = shelf.settings
    made = carrying.contents(records, settings.base, now, settings.setups)
    carrying.write(target, made, replace=replace)
    said = ntr("{n} record and your settings", "{n} records and your settings", len(records))
    return f"{target}: {said}"


def take_in(shelf: Shelf, source: Path) -> str:
    """An export of another machine, merged.

    Raises:
        LowbackError: it cannot be read, and nothing was changed; or not all of it can be written,
            and what was taken in before that stays. Taking it in again brings nothing twice.
    """
    arrived = carrying.read(source)
    changes = carrying.wanted(shelf.settings.base, arrived.settings)
    with shelf.log() as log:
        new = log.add(arrived.records)
    if arrived.setups:
        setups.take(shelf.settings, arrived.setups)
    if changes:
        shelf.settings.set_all(changes)
    shelf.adopt()
    said = [
        ntr("{n} new record", "{n} new records", new),
        ntr("{n} setting taken over", "{n} settings taken over", len(changes)),
    ]
    if arrived.unknown:
        said.append(tr("unknown here: {names}").format(names=" ".join(arrived.unknown)))
    return pick(en=", ", ja="、").join(said)


def backups(_shelf: Shelf) -> list[restoring.Backup]:
    """Every backup, the newest first. Raises StoreError."""
    return restoring.listed(paths.backups())


def restore(shelf: Shelf, day: date) -> str:
    """Bring back what a backup has and the history has not. Raises LowbackError."""
    records = restoring.records_of(paths.backups(), day)
    with shelf.log() as log:
        new = log.add(records)
    return ntr("{n} record came back", "{n} records came back", new)


# ---- deleting


def delete(shelf: Shelf, part: str) -> str:
    """Delete a part, or all, for good.

    Raises:
        UsageError: there is no such part.
        LowbackError: it cannot be done now.
    """
    try:
        _DELETERS[part](shelf)
    except KeyError:
        raise UsageError(
            f"delete {part}",
            tr("is not one of the choices"),
            tr("Use one of: {choices}").format(choices=" ".join(PARTS)),
        ) from None
    return tr("Deleted: {what}").format(what=tr(PARTS[part]))


def _delete_history(shelf: Shelf) -> None:
    with shelf.log() as log:
        log.clear()
    restoring.delete_damaged(paths.history_file())


def _delete_profile(shelf: Shelf) -> None:
    shelf.settings.forget(PERSONAL)
    shelf.adopt()


def _delete_settings(shelf: Shelf) -> None:
    shelf.settings.erase()
    shelf.adopt()


def _delete_backups(_shelf: Shelf) -> None:
    restoring.delete_all(paths.backups())


def _delete_all(shelf: Shelf) -> None:
    shelf.start_afresh()  # first, for it may be refused while a break runs
    _delete_backups(shelf)  # before the history: a missing one would be restored from them
    _delete_history(shelf)
    _delete_settings(shelf)
    log = paths.log_file()
    try:
        for path in (*log.parent.glob(log.stem + ".log*"), *log.parent.glob("windows.*")):
            path.unlink()
    except OSError as error:
        raise LowbackError(f"{log}: {error.strerror}") from error


_DELETERS: Mapping[str, Callable[[Shelf], Any]] = {
    "history": _delete_history,
    "profile": _delete_profile,
    "settings": _delete_settings,
    "backups": _delete_backups,
    "all": _delete_all,
}
