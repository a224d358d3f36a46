"""Local days in zones with odd rules."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from lowback_tray.engine import days
from lowback_tray.engine.moment import Now


def wall(text: str, zone: str) -> datetime:
    """An instant, as the clocks of a place show it."""
    return days.placed(datetime.fromisoformat(text), ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "day", "face", "instant"),
    [
        # An ordinary day, and the hour that is left out or comes twice.
        ("Europe/Berlin", "2026-03-02", "05:00", "2026-03-02T05:00+01:00"),
        ("Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T01:59+01:00"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T03:00+02:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T03:00+02:00"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T03:00+02:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30+02:00"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00+01:00"),
        # Half an hour.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45+11:00"),
        # A midnight that does not exist, and one that comes twice.
        ("America/Havana", "2026-03-08", "00:00", "2026-03-08T01:00-04:00"),
        ("America/Havana", "2026-11-01", "00:30", "2026-11-01T00:30-04:00"),
        # Summer time is the winter of Ramadan.
        ("Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T02:30+01:00"),
        ("Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T03:00+01:00"),
        # A whole day that never was.
        ("Pacific/Apia", "2011-12-30", "05:00", "2011-12-31T00:00+14:00"),
        # Quarter hours, and leap days.
        ("Asia/Kathmandu", "2028-02-29", "05:00", "2028-02-29T05:00+05:45"),
    ],
)
def test_a_time_of_day_is_one_moment(zone: str, day: str, face: str, instant: str) -> None:
    far = wall("2026-06-15T12:00+00:00", zone)
    found = days.at(far, date.fromisoformat(day), time.fromisoformat(face))
    assert found == datetime.fromisoformat(instant)
    assert found.isoformat(timespec="minutes") == instant


def test_arithmetic_is_one_of_real_seconds_through_a_clock_change() -> None:
    late = wall("2026-03-29T01:30+01:00", "Europe/Berlin")
    assert f"{days.later(late, 3600):%H:%M%z}" == "03:30+0200"
    assert f"{Now(0.0, late).after(-7200):%H:%M%z}" == "23:30+0100"
    assert days.later(late, 3600) - late == timedelta(hours=1)
    assert late + timedelta(hours=1) == days.later(late, 3600)


def test_a_moment_written_elsewhere_is_shown_on_the_clock_here() -> None:
    here = Now(0.0, wall("2026-03-02T12:00+00:00", "Asia/Tokyo"))
    assert here.here(datetime(2026, 3, 2, 20, 0, tzinfo=UTC)).isoformat() == (
        "2026-03-03T05:00:00+09:00"
    )


def test_midnights_are_those_of_the_place() -> None:
    before = wall("2026-03-07T22:00-05:00", "America/Havana")
    assert days.midnight(before).isoformat() == "2026-03-08T01:00:00-04:00"
    assert days.midnight(before, 2).isoformat() == "2026-03-09T00:00:00-04:00"
    assert days.midnight(before, 0).isoformat() == "2026-03-07T00:00:00-05:00"


def test_a_wall_time_without_rules_keeps_its_offset_and_a_naive_one_is_a_bug() -> None:
    plain = datetime.fromisoformat("2026-03-28T12:00+01:00")
    assert days.midnight(plain, 2).isoformat() == "2026-03-30T00:00:00+01:00"
    with pytest.raises(AssertionError, match="naive"):
        days.rules_of(plain.replace(tzinfo=None))


def test_the_place_survives_copies_and_is_named_by_its_rules() -> None:
    here = wall("2026-03-28T12:00+01:00", "Europe/Berlin")
    for again in (copy.deepcopy(here), pickle.loads(pickle.dumps(here))):
        assert again == here
        assert days.midnight(again, 2) == days.midnight(here, 2)
    assert here.tzname() == "Europe/Berlin"
    assert here.dst() is None
    assert here.astimezone(here.tzinfo) == here
    assert datetime(2026, 3, 28, 11, tzinfo=UTC).astimezone(here.tzinfo) == here
