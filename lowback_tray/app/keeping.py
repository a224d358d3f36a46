"""The history as the program uses it: on the disk, or in memory while the disk refuses.

A history that cannot be opened is left exactly as it is. The program goes on with one in
memory, says so, and tries the disk again every few minutes; what happened meanwhile is written
down then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.engine.records import Fact, Record
from lowback_tray.errors import StoreError
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.history.opening import open_store
from lowback_tray.history.stored import History, StoredRecord

_RETRY_EVERY_S = 300.0


class Keeping:
    """A `History` over whichever of the two there is.

    Args:
        path: the history file.
        backups: the folder of its backups.
        clock: the wall time and the steady clock, for names and for the pace of retries.

    Attributes:
        problem: why the disk is not used, None while it is.
        notices: what the person should be told about the file.
    """

    def __init__(
        self, path: Path, backups: Path, clock: Callable[[], tuple[datetime, float]]
    ) -> None:
        self._path, self._backups, self._clock = path, backups, clock
        self._tried_at = 0.0
        self._current: History = MemoryJournal()
        self.problem: str | None = None
        self.notices: list[str] = []
        self._open()

    def _open(self) -> bool:
        wall, self._tried_at = self._clock()
        try:
            store, notices = open_store(self._path, wall, self._backups)
        except StoreError as error:
            self.problem = str(error)
            return False
        self._current = store
        self.problem = None
        self.notices.extend(notice.text() for notice in notices)
        return True

    def retry(self) -> None:
        """Try the disk again if it is time to; called with every heartbeat."""
        _, steady = self._clock()
        if self.problem is None or steady - self._tried_at < _RETRY_EVERY_S:
            return
        memory = self._current
        if not self._open():
            return
        self._current.add(memory.records())
        saved = memory.load()
        if saved is not None:
            self._current.commit(saved.state, saved.stamp, [])

    # ---- the History

    def commit(self, state: dict[str, Any], stamp: Stamp, records: Sequence[Record]) -> None:
        """Write state and records together. Raises StoreError."""
        self._current.commit(state, stamp, records)

    def alive(self, stamp: Stamp) -> None:
        """Note that the program lives. Raises StoreError."""
        self._current.alive(stamp)

    def load(self) -> Saved | None:
        """The last state. Raises StoreError."""
        return self._current.load()

    def records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[StoredRecord]:
        """The records of a span, oldest first. Raises StoreError."""
        return self._current.records(since, until)

    def last_of(self, fact: Fact) -> StoredRecord | None:
        """The newest record of a kind. Raises StoreError."""
        return self._current.last_of(fact)

    def earliest(self) -> StoredRecord | None:
        """The oldest record. Raises StoreError."""
        return self._current.earliest()

    def add(self, records: Iterable[StoredRecord]) -> int:
        """Take in records of elsewhere. Raises StoreError."""
        return self._current.add(records)

    def clear(self) -> None:
        """Forget every record. Raises StoreError, also while the disk refuses."""
        if self.problem is not None:
            raise StoreError(self.problem)
        self._current.clear()

    def backup_if_due(self, now: datetime) -> Path | None:
        """Make the day's backup. Raises StoreError."""
        return self._current.backup_if_due(now)

    def close(self) -> None:
        """Let go of the file. Raises StoreError."""
        self._current.close()
