"""Two days of decisions for the Why window's tests and pictures."""

from __future__ import annotations

from datetime import datetime, timedelta

from lowback_tray.care import library
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.history.stored import StoredRecord
from tests.ui.samples_b import NOW

_STAND, _RESET = "stand-up", "posture-reset"


def names() -> dict[str, str]:
    """What the routines are called in the language in force."""
    return {key: str(one.name) for key, one in library.load().routines.items()}


def records() -> list[StoredRecord]:
    """Oldest first, yesterday and today."""
    yesterday = NOW.replace(hour=9, minute=2) - timedelta(days=1)
    end = yesterday + timedelta(hours=8)
    return [
        *_day(yesterday),
        _record(end, Fact.PAUSED, until=(NOW - timedelta(hours=9)).isoformat()),
        *_day(NOW.replace(hour=9, minute=10)),
    ]


def _day(begin: datetime) -> list[StoredRecord]:
    def at(minutes: int) -> datetime:
        return begin + timedelta(minutes=minutes)

    return [
        _record(at(0), Fact.LAUNCHED, absent_s=50000.0),
        _record(at(30), Fact.PROMPTED, kind=_RESET, routine="posture_60_a", sitting_s=1800.0),
        _record(at(31), Fact.MISSED, kind=_RESET),
        _record(at(60), Fact.PROMPTED, kind=_STAND, routine="hourly_stand_b", sitting_s=3600.0),
        _record(at(61), Fact.SNOOZED, kind=_STAND, seconds=600, by="person"),
        _record(at(71), Fact.PROMPTED, kind=_STAND, routine="hourly_stand_b", sitting_s=4260.0),
        _record(at(74), Fact.COMPLETED, kind=_STAND, routine="hourly_stand_b", stood=True),
        _record(at(134), Fact.HELD, kind=_STAND, reason="call"),
        _record(at(151), Fact.PROMPTED, kind=_STAND, sitting_s=4620.0, quiet=True),
        _record(at(152), Fact.SKIPPED, kind=_STAND),
        _record(at(180), Fact.AWAY, seconds=230.0, credit=0.61),
        _record(at(212), Fact.WITHDRAWN, kind=_STAND, reason="locked"),
        _record(at(240), Fact.STOOD, kind=_STAND, sitting_s=3000.0),
        _record(at(280), Fact.HELD, kind=_STAND, reason="outside_hours"),
    ]


def _record(at: datetime, fact: Fact, **details: Detail) -> StoredRecord:
    return StoredRecord(f"{at:%d%H%M}{fact}", fact, at, dict(details))
