"""Small makers of stamps, times and records for the tests of the history."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.history.stats import DaySummary, LiveSitting, week
from lowback_tray.history.stored import StoredRecord

JST = timezone(timedelta(hours=9))
DAY = date(2026, 3, 4)  # a Wednesday
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=JST)

_ids = itertools.count()


def stamp(boot_s: float = 100.0, boot_id: str = "boot-a") -> Stamp:
    return Stamp(boot_id, boot_s, 1_772_000_000.0 + boot_s)


def clock(text: str, day: date = DAY, zone: timezone = JST) -> datetime:
    """ "09:30" of a day."""
    hour, minute = text.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone)


def record(fact: Fact = Fact.SKIPPED, at: datetime = NOON, **details: Detail) -> Record:
    return Record(fact, at, details)


def stored(fact: Fact | str, at: datetime | str, **details: Detail) -> StoredRecord:
    """A record as it is read back, with an id of its own."""
    when = clock(at) if isinstance(at, str) else at
    return StoredRecord(f"00000000-0000-4000-8000-{next(_ids):012d}", fact, when, details)


def day_summary(
    records: Iterable[StoredRecord], day: date, live: LiveSitting | None = None
) -> DaySummary:
    """One local day by itself."""
    (summary,) = week(records, day, 1, live)
    return summary


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())
