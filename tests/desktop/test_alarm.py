from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop import alarm
from lowback_tray.desktop.alarm import EngineAlarm, Scheduler, next_local
from lowback_tray.engine.moment import Now
from lowback_tray.engine.ports import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class FakeClock:
    """A wall clock that stands where it is put."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 3, 10, 22, 0).astimezone()

    def now(self) -> Now:
        return Now(0.0, self.wall)

    def suspended_s(self) -> float:
        return 0.0

    def stamp(self) -> Stamp:
        return Stamp("boot", 0.0, self.wall.timestamp())


class Bench:
    """A scheduler with its clock, and what it did and reported."""

    def __init__(self, rate: float = 1.0) -> None:
        self.clock = FakeClock()
        self.did: list[str] = []
        self.reported: list[Exception] = []
        self.scheduler = Scheduler(self.clock, rate, self.reported.append)
        self.alarm = EngineAlarm(self.scheduler, lambda: self.did.append("alarm"))

    def doing(self, what: str) -> Callable[[], None]:
        return lambda: self.did.append(what)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.scheduler.close()


def rounds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When APScheduler looked for due jobs."""
    seen: list[float] = []
    original = alarm._QtScheduler._process_jobs

    def counted(self: alarm._QtScheduler) -> float | None:
        seen.append(time.monotonic())
        found: float | None = original(self)
        return found

    monkeypatch.setattr(alarm._QtScheduler, "_process_jobs", counted)
    return seen


def test_it_wakes_once_on_time_in_the_qt_thread(bench: Bench, qtbot: QtBot) -> None:
    woken: list[tuple[float, threading.Thread]] = []
    began = time.monotonic()
    EngineAlarm(
        bench.scheduler, lambda: woken.append((time.monotonic(), threading.current_thread()))
    ).set(0.2)
    qtbot.waitUntil(lambda: bool(woken), timeout=10_000)
    qtbot.wait(300)
    ((moment, thread),) = woken
    assert 0.19 <= moment - began < 0.35
    assert thread is threading.main_thread()


def test_setting_it_anew_replaces_and_none_takes_it_back(bench: Bench, qtbot: QtBot) -> None:
    bench.alarm.set(0.05)
    bench.alarm.set(0.25)
    qtbot.wait(120)
    assert bench.did == []
    assert bench.scheduler.waiting()["engine"] == pytest.approx(0.12, abs=0.1)
    bench.alarm.set(None)
    bench.alarm.set(None)
    qtbot.wait(300)
    assert bench.did == []
    assert bench.scheduler.waiting() == {}


@pytest.mark.parametrize("in_s", [0.0, -3600.0])
def test_a_moment_past_wakes_at_once_but_never_from_within(
    bench: Bench, qtbot: QtBot, in_s: float
) -> None:
    bench.alarm.set(in_s)
    assert bench.did == []
    qtbot.waitUntil(lambda: bench.did == ["alarm"], timeout=10_000)


def test_it_may_be_set_again_by_what_it_woke(bench: Bench, qtbot: QtBot) -> None:
    def again() -> None:
        bench.did.append("again")
        if len(bench.did) < 20:
            chain.set(0.0)

    chain = EngineAlarm(bench.scheduler, again)
    chain.set(0.0)
    qtbot.waitUntil(lambda: len(bench.did) == 20, timeout=10_000)
    assert bench.scheduler.waiting() == {}


def test_ten_thousand_settings_leave_one_timer_and_one_waking(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = rounds(monkeypatch)
    for _ in range(10_000):
        bench.alarm.set(0.3)
    qtbot.waitUntil(lambda: bench.did == ["alarm"], timeout=10_000)
    qtbot.wait(500)
    assert bench.did == ["alarm"]
    assert len(seen) <= 5


def test_an_hour_ahead_nothing_runs_at_all(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.alarm.set(3600)
    qtbot.wait(50)
    seen = rounds(monkeypatch)
    qtbot.wait(1000)
    assert seen == []


def test_another_thread_is_refused_loudly(bench: Bench, qtbot: QtBot) -> None:
    refused: list[RuntimeError] = []

    def work() -> None:
        for wish in (0.01, None):
            try:
                bench.alarm.set(wish)
            except RuntimeError as error:
                refused.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [str(error) for error in refused] == ["only the Qt thread may use the scheduler"] * 2
    qtbot.wait(100)
    assert bench.did == []


def test_apschedulers_own_door_works_from_another_thread(bench: Bench, qtbot: QtBot) -> None:
    where: list[threading.Thread] = []
    due = datetime.now(UTC) + timedelta(seconds=0.05)
    add = bench.scheduler._scheduler.add_job
    job = (lambda: where.append(threading.current_thread()), DateTrigger(due, UTC))
    thread = threading.Thread(target=add, args=job)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: where == [threading.main_thread()], timeout=10_000)


def test_after_its_end_nothing_fires(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench()
    for _ in range(50):
        bench.alarm.set(0.05)
    bench.scheduler.daily("backup", time_of_day(22, 1), bench.doing("backup"))
    bench.scheduler.close()
    seen = rounds(monkeypatch)
    bench.scheduler.look()
    bench.alarm.set(0.01)
    qtbot.wait(300)
    assert bench.did == []
    assert len(seen) <= 2


def test_what_a_job_raises_is_reported_and_the_others_go_on(bench: Bench, qtbot: QtBot) -> None:
    bench.scheduler.once("broken", 0.01, lambda: [][0])
    bench.scheduler.once("sound", 0.02, bench.doing("sound"))
    qtbot.waitUntil(lambda: bench.did == ["sound"], timeout=10_000)
    assert [type(error) for error in bench.reported] == [IndexError]


def test_of_two_jobs_due_together_the_first_may_cancel_or_replace_the_second(
    bench: Bench, qtbot: QtBot
) -> None:
    def first() -> None:
        bench.scheduler.cancel("second")
        bench.scheduler.once("third", 3600, bench.doing("third, anew"))

    bench.scheduler.once("first", 0.01, first)
    bench.scheduler.once("second", 0.01, bench.doing("second"))
    bench.scheduler.once("third", 0.01, bench.doing("third"))
    time.sleep(0.05)
    qtbot.wait(100)
    assert bench.did == []
    assert list(bench.scheduler.waiting()) == ["third"]


def test_under_a_lens_waits_are_as_much_shorter(qtbot: QtBot) -> None:
    bench = Bench(rate=600)
    began = time.monotonic()
    bench.alarm.set(120)
    assert 0 < bench.scheduler.waiting()["engine"] <= 120
    qtbot.waitUntil(lambda: bench.did == ["alarm"], timeout=10_000)
    assert 0.19 <= time.monotonic() - began < 10  # and not 120
    bench.scheduler.close()


def test_a_daily_job_runs_at_its_time_and_plans_the_next_day(bench: Bench, qtbot: QtBot) -> None:
    bench.clock.wall = bench.clock.wall.replace(hour=23, minute=59, second=59, microsecond=900_000)
    bench.scheduler.daily("day", time_of_day(0), bench.doing("day"))
    assert bench.scheduler.waiting()["day"] == pytest.approx(0.1, abs=0.02)
    qtbot.waitUntil(lambda: bench.did == ["day"], timeout=10_000)
    # The fake clock still stands a tenth before midnight: it must not run a second time.
    assert bench.scheduler.waiting()["day"] == pytest.approx(86_400.1, abs=0.1)


def test_a_day_slept_through_is_made_up_once_on_waking(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.scheduler.daily("day", time_of_day(0), bench.doing("day"))
    bench.clock.wall += timedelta(days=3, hours=4)  # 02:00
    monkeypatch.setattr(alarm, "_wall_ahead_s", lambda: 1e6)
    bench.scheduler.look()
    qtbot.waitUntil(lambda: bench.did == ["day"], timeout=10_000)
    qtbot.wait(100)
    assert bench.did == ["day"]
    assert bench.scheduler.waiting()["day"] == pytest.approx(22 * 3600, abs=1)


def test_a_clock_corrected_from_far_ahead_does_not_silence_a_daily_job(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.clock.wall += timedelta(days=3650)
    bench.scheduler.daily("day", time_of_day(0), bench.doing("day"))
    bench.clock.wall -= timedelta(days=3650)
    monkeypatch.setattr(alarm, "_wall_ahead_s", lambda: 1e6)
    bench.scheduler.look()
    assert bench.scheduler.waiting()["day"] == pytest.approx(2 * 3600, abs=1)


def test_after_a_flight_a_daily_job_keeps_to_the_new_local_time(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.scheduler.daily("day", time_of_day(0), bench.doing("day"))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    bench.clock.wall = bench.clock.wall.astimezone()
    bench.scheduler.look()
    midnight = (bench.clock.wall + timedelta(days=1)).replace(hour=0)
    assert bench.scheduler.waiting()["day"] == pytest.approx(
        (midnight - bench.clock.wall).total_seconds(), abs=1
    )
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "after", "at", "expected"),
    [
        ("Asia/Tokyo", "2026-03-10T22:00+09:00", "00:00", "2026-03-11T00:00+09:00"),
        ("Asia/Tokyo", "2026-03-11T00:00+09:00", "00:00", "2026-03-12T00:00+09:00"),
        # Left out by the clock change: when the clock has jumped.
        ("Europe/Berlin", "2026-03-29T00:00+01:00", "02:30", "2026-03-29T03:00+02:00"),
        # Shown twice: the first time only.
        ("Europe/Berlin", "2026-10-25T01:00+02:00", "02:30", "2026-10-25T02:30+02:00"),
        ("Europe/Berlin", "2026-10-25T02:30+02:00", "02:30", "2026-10-26T02:30+01:00"),
        # Midnight itself is left out.
        ("America/Havana", "2026-03-07T23:00-05:00", "00:00", "2026-03-08T01:00-04:00"),
        ("Australia/Lord_Howe", "2026-10-04T01:00+10:30", "02:15", "2026-10-04T02:30+11:00"),
    ],
)
def test_the_next_local_time_is_right_in_every_zone(
    monkeypatch: pytest.MonkeyPatch, zone: str, after: str, at: str, expected: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    found = next_local(datetime.fromisoformat(after), time_of_day.fromisoformat(at))
    monkeypatch.undo()
    time.tzset()
    assert found.isoformat(timespec="minutes") == expected


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
@pytest.mark.parametrize("step", ["+0", "+1h", "-1h"])
def test_a_step_of_the_wall_clock_neither_delays_nor_hurries_the_alarm(
    tmp_path: Path, step: str
) -> None:
    moved = tmp_path / "clock"
    moved.write_text("+0\n")
    fake = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(moved),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    command = [sys.executable, "-m", "tests.desktop.stepping", "2", "1800", "3.2"]
    child = subprocess.Popen(command, env={**os.environ, **fake}, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()  # "ready"
    time.sleep(0.3)
    moved.write_text(f"{step}\n")
    out, _ = child.communicate(timeout=20)
    fired = dict(line.split() for line in out.splitlines())
    assert 1.95 <= float(fired["alarm"]) <= 2.3
    # Half an hour ahead: only the clock set forward passes it, noticed by the heartbeat.
    assert ("daily" in fired) == (step == "+1h")
    assert float(fired.get("daily", 0)) <= 1.5


def test_ten_thousand_signals_do_not_abort_this_python(qtbot: QtBot) -> None:
    class Source(QObject):
        spoke = Signal(int)

    heard: list[int] = []
    source = Source()
    source.spoke.connect(heard.append)
    for number in range(10_000):
        source.spoke.emit(number)
    assert len(heard) == 10_000
