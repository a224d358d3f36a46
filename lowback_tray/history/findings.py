"""What a look at a history file can find, before anything is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lowback_tray.engine.ports import Saved
from lowback_tray.history.stored import StoredRecord


class Condition(Enum):
    """What state a file is in."""

    GOOD = auto()
    DAMAGED = auto()  # not whole, or not a history at all
    NEWER = auto()  # written by a version of the program that knows more


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could still be read of a damaged file.

    Attributes:
        records: the readable records, in the order they were written.
        saved: the last state, None when it is lost.
        complete: the whole table of records could be walked through.
    """

    records: tuple[StoredRecord, ...] = ()
    saved: Saved | None = None
    complete: bool = False
