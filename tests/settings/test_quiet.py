"""What is over for good vanishes from the planned quiet times."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from lowback_tray.engine.policy import QuietTime
from lowback_tray.settings.quiet import remaining


def test_only_one_off_entries_that_are_over_vanish() -> None:
    weekly = QuietTime(time(9), time(10), 1)
    gone = QuietTime(time(9), time(10), on=date(2026, 3, 1))
    tonight = QuietTime(time(22), time(2), on=date(2026, 3, 1))
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert remaining((weekly, gone, tonight), now) == (weekly, tonight)
