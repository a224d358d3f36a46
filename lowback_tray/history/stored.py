"""A record as the history keeps it, and what every history can do.

The time is kept as an instant and the offset it was written with: the instant orders the
records whatever the clocks and time zones did, the offset says which local day it was. A
version of the program that is newer than this one may have written kinds we do not know; they
are handed on by their name.
"""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

from lowback_tray.engine.ports import Journal, Saved, Stamp
from lowback_tray.engine.records import Detail, Fact, Record

_MOST_S = 20 * 366 * 86400  # no absence is longer; a number from a damaged row may be
_USUAL_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # as we write it
_FACTS: dict[str, Fact] = {str(fact): fact for fact in Fact}
_log = logging.getLogger(__name__)

Row: TypeAlias = tuple[str, str, int, str, str]  # id, utc, offset_s, kind, details


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One fact of the history.

    Attributes:
        id: a UUID, for good.
        fact: what happened; a plain `str` where a newer version wrote a kind we do not know.
        at: when, in the UTC offset that it was written with.
        details: what belongs to it, see `engine.records.Fact`.
    """

    id: str
    fact: Fact | str
    at: datetime
    details: dict[str, Detail]

    @property
    def day(self) -> date:
        """The local day it happened on, where the person was then."""
        return self.at.date()


def tells_how_it_was(record: StoredRecord) -> bool:
    """Whether it says how a break was: one answer each; a second tap only says which exercise."""
    return record.fact == Fact.CHECK_IN and record.details.get("exercise") is None


class History(Journal, Protocol):
    """A journal that can also be read back, backed up and closed."""

    def records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[StoredRecord]:
        """The records from `since` up to but without `until` (aware times), oldest first."""

    def last_of(self, fact: Fact) -> StoredRecord | None:
        """The newest record of a kind, None when there is none."""

    def earliest(self) -> StoredRecord | None:
        """The oldest record, None when there is none."""

    def add(self, records: Iterable[StoredRecord]) -> int:
        """Take in records of elsewhere by their id, and say how many were new."""

    def clear(self) -> None:
        """Forget every record; the state stays."""

    def backup_if_due(self, now: datetime) -> Path | None:
        """Make the backup of `now`'s local day unless it is there; return what was made."""

    def close(self) -> None:
        """Let go of everything; nothing else may be called afterwards."""


def keep(record: Record) -> StoredRecord:
    """Give a new record its UUID, and the shape it will be read back in.

    Raises:
        ValueError: its time is naive or a detail cannot be kept (a bug of ours).
    """
    return StoredRecord(
        str(uuid.uuid4()), record.fact, fixed(record.at), json.loads(dump(record.details))
    )


def fixed(at: datetime) -> datetime:
    """The same instant and local time, with the UTC offset frozen.

    Raises:
        ValueError: the time is naive (a bug of ours).
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(f"a naive time cannot be placed: {at!r}")
    return at.replace(tzinfo=timezone(offset))


def dump(data: dict[str, Any]) -> str:
    """Compact JSON that any reader accepts (no NaN).

    Raises:
        ValueError: there is no JSON for it (a bug of ours).
    """
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def copied(state: dict[str, Any]) -> dict[str, Any]:
    """A state as it comes back from being kept."""
    return cast("dict[str, Any]", json.loads(dump(state)))


def instant(at: datetime) -> str:
    """A time as UTC text of one width, so that texts sort as the instants do."""
    return fixed(at).astimezone(UTC).isoformat(timespec="microseconds")


def to_row(record: StoredRecord) -> Row:
    """The record as five columns."""
    offset_s = round(cast("timedelta", record.at.utcoffset()).total_seconds())
    return record.id, instant(record.at), offset_s, str(record.fact), dump(record.details)


def from_row(row: Sequence[Any]) -> StoredRecord:
    """The record of five columns.

    Raises:
        ValueError: they do not hold one (the file was damaged or edited).
    """
    identity, utc, offset_s, kind, details = row
    try:
        at = datetime.fromisoformat(utc).astimezone(_zone(offset_s))
        parsed = json.loads(details)
        known = identity if _USUAL_ID.fullmatch(identity) else str(uuid.UUID(identity))
    except (TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a record: {row!r}") from error
    if not (isinstance(parsed, dict) and isinstance(kind, str) and 1970 <= at.year < 9000):
        raise ValueError(f"not a record: {row!r}")
    return StoredRecord(known, _fact(kind), at, parsed)


def readable(rows: Iterable[Sequence[Any]]) -> Iterator[StoredRecord]:
    """The records of the rows; one bad row costs only itself."""
    for row in rows:
        try:
            yield from_row(row)
        except ValueError as error:
            _log.warning("left out of the history: %s", error)


def saved_from_row(row: Sequence[Any]) -> Saved | None:
    """The state of a row (JSON, its stamp, the liveness stamp), None when it holds none."""
    try:
        state = json.loads(row[0])
        stamp = Stamp(str(row[1]), float(row[2]), float(row[3]))
        alive = stamp if row[4] is None else Stamp(str(row[4]), float(row[5]), float(row[6]))
    except (ValueError, TypeError, RecursionError) as error:
        _log.warning("the saved state cannot be read: %s", error)
        return None
    return Saved(state, stamp, alive) if isinstance(state, dict) else None


def number(record: StoredRecord, key: str) -> float | None:
    """A detail that is a believable duration; None where it is missing or is none."""
    value = record.details.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value <= _MOST_S else None


def in_order(records: list[StoredRecord]) -> list[StoredRecord]:
    """Oldest first; those of one instant stay in the order they were written."""
    return sorted(records, key=lambda record: record.at)


def _fact(kind: str) -> Fact | str:
    return _FACTS.get(kind, kind)


@lru_cache(maxsize=64)
def _zone(offset_s: float) -> timezone:
    return timezone(timedelta(seconds=offset_s))
