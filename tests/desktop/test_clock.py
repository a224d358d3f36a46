from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from lowback_tray.desktop import clock
from lowback_tray.desktop.clock import Lens, SystemClock
from lowback_tray.engine import days
from lowback_tray.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

needs_boot_clock = pytest.mark.skipif(
    not hasattr(time, "CLOCK_BOOTTIME"), reason="this system does not tell sleep from waking"
)


class Boot:
    """A boot-time reader whose machine can be put to sleep."""

    def __init__(self) -> None:
        self.slept = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.slept


def no_idea() -> None:
    return None


def test_steady_is_the_monotonic_clock_and_wall_is_local_time() -> None:
    now = SystemClock(lambda: 3.5).now()
    assert now.steady == pytest.approx(time.monotonic(), abs=0.5)
    assert now.wall.timestamp() == pytest.approx(time.time(), abs=0.5)
    assert now.wall.utcoffset() is not None
    assert now.idle_s == 3.5


def test_an_unknown_silence_stays_unknown_under_any_lens() -> None:
    assert SystemClock(no_idea).now().idle_s is None
    assert SystemClock(no_idea, lens=Lens(60, time.monotonic())).now().idle_s is None


def test_a_flight_shows_in_the_very_next_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = SystemClock(no_idea)
    for zone, hours in (("Asia/Tokyo", 9), ("Pacific/Honolulu", -10), ("Asia/Kolkata", 5.5)):
        monkeypatch.setenv("TZ", zone)
        assert reader.now().wall.utcoffset() == timedelta(hours=hours)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca"]
)
def test_the_calendar_knows_the_clock_changes_of_the_machines_zone(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    begin = datetime(2026, 1, 1, 3, 20, tzinfo=UTC).timestamp()
    for hours in range(0, 366 * 24, 37):
        here = clock.local(begin + hours * 3600)
        known = days.placed(here, ZoneInfo(zone))
        assert here.isoformat() == known.isoformat()
        for face in (time_of_day(0, 0), time_of_day(1, 30), time_of_day(2, 15)):
            expected = days.at(known, known.date(), face)
            assert days.at(here, here.date(), face).isoformat() == expected.isoformat()
    monkeypatch.undo()
    time.tzset()


def test_the_machines_zone_is_a_time_zone_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    rules = days.rules_of(clock.local(0.0))
    assert rules.utcoffset(None) is None
    assert rules.dst(None) is None
    assert rules.tzname(None) == "local"
    assert datetime(2026, 7, 1, 12, tzinfo=rules).isoformat() == "2026-07-01T12:00:00+02:00"
    monkeypatch.undo()
    time.tzset()


def test_sleep_is_told_by_the_growth_of_the_difference() -> None:
    boot = Boot()
    reader = SystemClock(no_idea, boot)
    before = reader.suspended_s()
    steady = reader.now().steady
    boot.slept += 5400
    assert reader.suspended_s() - before == pytest.approx(5400, abs=0.1)
    assert reader.now().steady - steady < 1


def test_sleep_never_shrinks_when_the_readings_tremble() -> None:
    boot = Boot()
    reader = SystemClock(no_idea, boot)
    boot.slept = 10.0
    first = reader.suspended_s()
    boot.slept = 9.999
    assert reader.suspended_s() == first


@needs_boot_clock
def test_by_default_it_reads_the_boot_clock() -> None:
    stamp = SystemClock(no_idea).stamp()
    assert stamp.boot_s == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=0.5)
    assert SystemClock(no_idea).suspended_s() == pytest.approx(
        stamp.boot_s - time.monotonic(), abs=1
    )


def test_a_system_without_a_boot_clock_never_slept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    assert SystemClock(no_idea).suspended_s() < 0.01


def test_stamps_of_one_boot_count_sleep_and_ignore_wall_steps() -> None:
    boot = Boot()
    reader = SystemClock(no_idea, boot)
    earlier = reader.stamp()
    boot.slept += 600
    assert reader.stamp().seconds_since(earlier) == pytest.approx(600, abs=0.5)
    assert earlier.boot_id == reader.stamp().boot_id == SystemClock(no_idea).stamp().boot_id


def test_without_a_boot_id_the_minute_of_booting_names_the_boot(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "absent")
    boot = Boot()
    name = SystemClock(no_idea, boot).stamp().boot_id
    assert name.startswith("booted-")
    boot.slept = -86400.0  # the same wall clock, another moment of booting
    assert SystemClock(no_idea, boot).stamp().boot_id != name


def test_the_lens_multiplies_every_hand_alike() -> None:
    boot = Boot()
    reader = SystemClock(lambda: 2.0, boot, Lens(1000, time.monotonic()))
    first, first_stamp = reader.now(), reader.stamp()
    time.sleep(0.05)
    second, second_stamp = reader.now(), reader.stamp()
    passed = second.steady - first.steady
    assert 50 <= passed < 5000
    assert (second.wall - first.wall).total_seconds() == pytest.approx(passed, rel=0.2)
    assert second_stamp.seconds_since(first_stamp) == pytest.approx(passed, rel=0.2)
    assert second.idle_s == 2000.0
    assert reader.suspended_s() < 100  # a trembling millisecond, a thousandfold
    boot.slept += 3
    assert reader.suspended_s() == pytest.approx(3000, abs=100)


def test_the_lens_begins_at_the_present() -> None:
    now = SystemClock(no_idea, lens=Lens.parse("60")).now()
    assert now.steady == pytest.approx(time.monotonic(), abs=10)
    assert now.wall.timestamp() == pytest.approx(time.time(), abs=10)


def test_two_programs_under_one_origin_agree_on_the_time() -> None:
    lens = Lens.parse(f"60@{time.monotonic() - 600}")
    first, second = SystemClock(no_idea, lens=lens), SystemClock(no_idea, lens=lens)
    earlier, later = first.stamp(), second.stamp()
    assert later.seconds_since(earlier) < 10
    assert later.wall_s == pytest.approx(earlier.wall_s, abs=10)
    assert later.wall_s - time.time() == pytest.approx(600 * 59, abs=60)


@pytest.mark.parametrize(
    ("text", "rate"), [("", 1), (" ", 1), ("1", 1), ("60", 60), ("2.5@7", 2.5)]
)
def test_a_rate_is_read(text: str, rate: float) -> None:
    assert Lens.parse(text).rate == rate


@pytest.mark.parametrize("text", ["fast", "0.5", "-1", "nan", "inf", "10001", "60@x", "@3"])
def test_a_bad_rate_is_refused_by_name(text: str) -> None:
    with pytest.raises(UsageError, match=r"LOWBACK_TRAY_TIME_RATE: .* 1 to 10000"):
        Lens.parse(text)
