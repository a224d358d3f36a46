"""Commands without a running program: they read and change the files directly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lowback_tray import paths
from lowback_tray.app.shelf import Shelf
from lowback_tray.engine.events import Event
from lowback_tray.engine.status import Status
from lowback_tray.errors import LowbackError, Refused
from lowback_tray.history.stored import StoredRecord
from lowback_tray.i18n import tr
from lowback_tray.settings.file import SettingsFile


def chosen_language() -> str:
    """The language the settings ask for; "system" where they cannot be read."""
    try:
        return str(SettingsFile(paths.settings_file()).refresh()["language"])
    except LowbackError:
        return "system"  # whoever needs the file next says what is wrong with it


class Offline(Shelf):
    """A `commands.Program` for when nothing runs."""

    def post(self, event: Event) -> None:
        """There is no engine to take it."""
        raise _not_running()

    def status(self) -> Status:
        """There is no present to tell."""
        raise _not_running()

    def surroundings(self) -> dict[str, Any]:
        """Nothing is being watched."""
        return {}

    def history(self, since: datetime | None) -> Sequence[StoredRecord]:
        """The records since a moment, read without touching the file."""
        from lowback_tray.history.store import read_records

        return read_records(paths.history_file(), since)

    def doctor(self) -> dict[str, Any]:
        """Versions, places and faults; what the desktop offers only the program can tell."""
        note = tr("The program is not running; start it to see what it detects")
        return {"running": False, **self.facts(), "desktop": note}

    def listen(self) -> str:
        """There is nobody to sound."""
        raise _not_running()

    def open_window(self, name: str, at: str | None = None) -> None:
        """There is nobody to open it."""
        raise _not_running()

    def quit(self) -> None:
        """There is nobody to end."""
        raise _not_running()


def _not_running() -> Refused:
    return Refused(tr("Lowback Tray is not running"))
