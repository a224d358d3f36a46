"""Working hours and "until tomorrow", on the local clock face."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from lowback_tray.engine.hours import closed_until, next_closing, tomorrow
from lowback_tray.engine.policy import TimeRange

OFFICE = {
    0: (TimeRange(time(13), time(18)), TimeRange(time(9), time(12))),
    4: (TimeRange(time(22), time(2)),),
}


def monday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def test_without_hours_nothing_is_ever_closed() -> None:
    assert closed_until(None, monday(3)) == (False, None)
    assert next_closing(None, monday(3)) is None


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        (monday(8, 59), (True, monday(9))),
        (monday(9), (False, None)),
        (monday(11, 59), (False, None)),
        (monday(12), (True, monday(13))),
        (monday(18), (True, monday(22) + timedelta(days=4))),
        (monday(23) + timedelta(days=4), (False, None)),
        (monday(1) + timedelta(days=5), (False, None)),
        (monday(2) + timedelta(days=5), (True, monday(9) + timedelta(days=7))),
    ],
)
def test_ranges_open_and_close_also_across_midnight(
    wall: datetime, expected: tuple[bool, datetime | None]
) -> None:
    assert closed_until(OFFICE, wall) == expected


def test_hours_that_never_open_say_so() -> None:
    assert closed_until({}, monday(12)) == (True, None)


def test_the_end_of_the_running_range() -> None:
    assert next_closing(OFFICE, monday(10)) == monday(12)
    assert next_closing(OFFICE, monday(12, 30)) is None


def test_tomorrow_is_the_coming_morning() -> None:
    assert tomorrow(monday(18)) == monday(5) + timedelta(days=1)
    assert tomorrow(monday(2)) == monday(5)
    assert tomorrow(monday(5)) == monday(5) + timedelta(days=1)


@pytest.mark.parametrize("zone", sorted(available_timezones())[::12])
def test_tomorrow_is_in_the_future_in_every_zone_at_every_half_hour(zone: str) -> None:
    start = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    for half_hours in range(96):
        wall = (start + timedelta(minutes=30 * half_hours)).astimezone(ZoneInfo(zone))
        assert wall < tomorrow(wall) <= wall + timedelta(hours=25)
