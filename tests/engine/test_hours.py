"""Working hours and "until tomorrow", on the local clock face."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from lowback_tray.engine import days
from lowback_tray.engine.hours import closed_until, tomorrow
from lowback_tray.engine.policy import TimeRange

OFFICE = {
    0: (TimeRange(time(13), time(18)), TimeRange(time(9), time(12))),
    4: (TimeRange(time(22), time(2)),),
}

START_OF_SUMMER_TIME = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
ORDINARY = datetime(2028, 2, 29, 0, 10, tzinfo=UTC)


def monday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def test_without_hours_nothing_is_ever_closed() -> None:
    assert closed_until(None, monday(3)) == (False, None)


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


def test_tomorrow_is_the_coming_morning() -> None:
    assert tomorrow(monday(18)) == monday(5) + timedelta(days=1)
    assert tomorrow(monday(2)) == monday(5)
    assert tomorrow(monday(5)) == monday(5) + timedelta(days=1)


def test_tomorrow_is_strictly_in_the_future_in_every_zone_at_every_half_hour() -> None:
    for zone in sorted(available_timezones()):
        for start in (START_OF_SUMMER_TIME, ORDINARY):
            for half_hours in range(48):
                moment = start + timedelta(minutes=30 * half_hours)
                wall = days.placed(moment, ZoneInfo(zone))
                morning = tomorrow(wall)
                # The longest night is one with the hour that comes twice, before five o'clock.
                assert timedelta(0) < morning - wall <= timedelta(hours=25), (zone, wall)
                assert (morning.hour, morning.minute) == (5, 0), (zone, wall)


BERLIN, HAVANA = "Europe/Berlin", "America/Havana"
LORD_HOWE, CASABLANCA = "Australia/Lord_Howe", "Africa/Casablanca"
NIGHT = {day: (TimeRange(time(2, 30), time(6)),) for day in range(7)}
IN_THE_GAP = {day: (TimeRange(time(2, 10), time(2, 50)),) for day in range(7)}
AROUND_ONE = {day: (TimeRange(time(0, 15), time(0, 45)),) for day in range(7)}


def openings(
    hours: dict[int, tuple[TimeRange, ...]], zone: str, start: str, h: int = 12
) -> list[str]:
    """When it is open, looking every minute: the local faces at which that changes."""
    found, before = [], False
    begin = datetime.fromisoformat(start)
    for minute in range(h * 60):
        wall = days.placed(begin + timedelta(minutes=minute), ZoneInfo(zone))
        is_open = not closed_until(hours, wall)[0]
        if is_open != before:
            found.append(f"{wall:%H:%M%z}")
        before = is_open
    return found


@pytest.mark.parametrize(
    ("hours", "zone", "start", "expected"),
    [
        # Opens in the hour that is left out: at the first minute after it.
        (NIGHT, BERLIN, "2026-03-28T22:00+01:00", ["03:00+0200", "06:00+0200"]),
        (NIGHT, CASABLANCA, "2026-03-21T23:00+00:00", ["03:00+0100", "06:00+0100"]),
        (NIGHT, LORD_HOWE, "2026-10-03T22:00+10:30", ["02:30+1100", "06:00+1100"]),
        # Opens in the hour that comes twice: the first time, and not again.
        (NIGHT, BERLIN, "2026-10-24T22:00+02:00", ["02:30+0200", "06:00+0100"]),
        (AROUND_ONE, HAVANA, "2026-10-31T22:00-04:00", ["00:15-0400", "00:45-0400"]),
        # Lies wholly in the hour that is left out: those minutes are not.
        (IN_THE_GAP, BERLIN, "2026-03-28T22:00+01:00", []),
    ],
)
def test_hours_in_the_night_of_a_clock_change(
    hours: dict[int, tuple[TimeRange, ...]], zone: str, start: str, expected: list[str]
) -> None:
    assert openings(hours, zone, start) == expected


@pytest.mark.parametrize("zone", [BERLIN, HAVANA, LORD_HOWE, CASABLANCA, "Asia/Kathmandu"])
def test_the_opening_that_is_announced_is_the_minute_in_which_it_opens(zone: str) -> None:
    begin = datetime(2026, 3, 6, 0, 0, tzinfo=UTC)
    for quarter in range(0, 40 * 24 * 4, 7):
        wall = days.placed(begin + timedelta(minutes=15 * quarter), ZoneInfo(zone))
        closed, opening = closed_until(OFFICE, wall)
        if not closed:
            continue
        assert opening is not None
        assert closed_until(OFFICE, days.later(opening, -1))[0] is True
        assert closed_until(OFFICE, opening)[0] is False
