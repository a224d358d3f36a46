"""The history when the disk cannot be used: everything works, nothing outlives the program.

Used while the history file is locked, unreadable or newer than this version. It never touches
the disk, so whatever lies there stays exactly as it is. No SQLite is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.history.stored import StoredRecord, copied, in_order, keep


class MemoryJournal:
    """A `History` that forgets at the end."""

    def __init__(self) -> None:
        self._records: list[StoredRecord] = []
        self._saved: Saved | None = None

    def commit(self, state: dict[str, Any], stamp: Stamp, records: Sequence[Record]) -> None:
        """Keep both."""
        kept = [keep(record) for record in records]
        self._saved = Saved(copied(state), stamp, stamp)
        self._records += kept

    def alive(self, stamp: Stamp) -> None:
        """Note that the program lives."""
        if self._saved is not None:
            self._saved = replace(self._saved, alive=stamp)

    def load(self) -> Saved | None:
        """The last state committed here."""
        return self._saved and replace(self._saved, state=copied(self._saved.state))

    def records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[StoredRecord]:
        """The records from `since` up to but without `until`, oldest first."""
        return in_order(
            [
                record
                for record in self._records
                if (since is None or since <= record.at) and (until is None or record.at < until)
            ]
        )

    def last_of(self, fact: Fact) -> StoredRecord | None:
        """The newest record of a kind, None when there is none."""
        return next((one for one in reversed(self.records()) if one.fact == fact), None)

    def earliest(self) -> StoredRecord | None:
        """The oldest record, None when there is none."""
        return next(iter(self.records()), None)

    def add(self, records: Iterable[StoredRecord]) -> int:
        """Take in records of elsewhere by their id, and say how many were new."""
        known = {one.id for one in self._records}
        new = {one.id: one for one in records if one.id not in known}
        self._records += new.values()
        return len(new)

    def clear(self) -> None:
        """Forget every record; the state stays."""
        self._records = []

    def backup_if_due(self, now: datetime) -> Path | None:
        """Nothing on the disk, nothing to copy."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""
