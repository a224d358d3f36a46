"""The one scheduler: the engine's next deadline, and the work that belongs to a time of day.

APScheduler keeps the jobs. Its own Qt scheduler leaks a chain of timers with every change
(PySide6's `singleShot` returns nothing to stop), fires those chains after its shutdown, runs
jobs in a thread pool, and forgets a job added from another thread; so this one is a subclass
with a single precise timer, no threads, and a wake-up that finds its way to the Qt thread.

APScheduler reads only the wall clock, and the wall clock steps. Here a job's true due time is
kept apart from the date that APScheduler sees: in steady seconds for a delay, in local time for
a time of day. The timer is armed in steady time and always looks before it leaps: when the two
clocks have drifted apart since the last look, every date is computed anew. So a clock set back
does not hold a deadline up, one set forward does not hurry it, and suspend does not count.
The heartbeat calls `look`, so that a time of day notices a step within a minute, too.

Jobs only note that they are due; the work runs after APScheduler has finished its round, when
it is free to set the alarm again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from functools import partial

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from lowback_tray.desktop.clock import local
from lowback_tray.desktop.guard import Report, guarded, to_excepthook
from lowback_tray.engine import days
from lowback_tray.engine.ports import Clock

ENGINE = "engine"
_LONGEST_SLEEP_S = 900.0  # a missed step or a lost heartbeat costs at most this
_DRIFT_S = 0.25  # what a clock may be slewed before it counts as a step
_BACK = timedelta(minutes=1)  # less is no clock set back


class _OneTimer(QObject):
    """A precise timer that can be asked for from any thread and is only ever one."""

    _asked = Signal()

    def __init__(self, fire: Callable[[], None]) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(fire)
        self._asked.connect(self._at_once)

    def at_once(self) -> None:
        """Fire in the next turn of the Qt thread's loop."""
        self._asked.emit()  # queued by itself when this is another thread

    def _at_once(self) -> None:
        self._timer.start(0)

    def arm(self, in_s: float | None) -> None:
        """Fire then instead of whenever was asked before; None: never."""
        if in_s is None:
            self._timer.stop()
        else:
            self._timer.start(round(min(max(in_s, 0.0), _LONGEST_SLEEP_S) * 1000) + 1)


class _QtScheduler(BaseScheduler):  # type: ignore[misc]  # APScheduler ships no types
    """APScheduler on one timer of the Qt thread."""

    def __init__(self, look: Callable[[], None]) -> None:
        self.timer = _OneTimer(look)
        super().__init__(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def wakeup(self) -> None:
        """APScheduler's jobs have changed, maybe in another thread."""
        self.timer.at_once()

    def round(self) -> None:
        """Run what is due and sleep until the next."""
        self.timer.arm(self._process_jobs())

    def shutdown(self, wait: bool = True) -> None:
        """End; nothing fires any more."""
        super().shutdown(wait)
        self.timer.arm(None)


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """Something to do.

    Attributes:
        name: what it is replaced and cancelled by.
        work: what to do.
        in_s: seconds of the world from now until it is due, by its own clock.
        again: called when it runs; a daily job plans its next day.
    """

    name: str
    work: Callable[[], object]
    in_s: Callable[[], float]
    again: Callable[[], None] | None = None


class Scheduler:
    """Owns every wait of the program. Lives in the Qt thread; may only be used there.

    Args:
        clock: where times of day come from.
        rate: the lens of the clock: seconds of the program in one second of the world.
        report: gets what a job raises.
    """

    def __init__(self, clock: Clock, rate: float = 1.0, report: Report = to_excepthook) -> None:
        self._clock = clock
        self._rate = rate
        self._report = report
        self._jobs: dict[str, _Job] = {}
        self._due: list[_Job] = []
        self._scheduler = _QtScheduler(self.look)
        self._scheduler.start()
        self._ahead = _wall_ahead_s()
        self._zone = self._wall().utcoffset()

    def once(self, name: str, in_s: float, work: Callable[[], object]) -> None:
        """Do it once in that many seconds of the program; replaces a job of the same name.

        Raises:
            RuntimeError: called from another thread.
        """
        due = time.monotonic() + in_s / self._rate
        self._add(_Job(name, work, lambda: due - time.monotonic()))

    def daily(self, name: str, at: time_of_day, work: Callable[[], object]) -> None:
        """Do it every day at that local time; after a day slept through, once on waking.

        Raises:
            RuntimeError: called from another thread.
        """
        self._daily_after(self._wall(), name, at, work)

    def cancel(self, name: str) -> None:
        """Forget a job; harmless when there is none.

        Raises:
            RuntimeError: called from another thread.
        """
        self._only_here()
        if self._jobs.pop(name, None) is not None:
            with suppress(JobLookupError):  # it fell due in this very round
                self._scheduler.remove_job(name)

    def waiting(self) -> dict[str, float]:
        """Seconds of the program until each job is due, by name."""
        return {name: job.in_s() * self._rate for name, job in self._jobs.items()}

    def look(self) -> None:
        """Look at the clocks and do what is due; harmless at any time."""
        if self._clocks_moved():
            for job in self._jobs.values():
                self._plan(job)
        self._scheduler.round()
        due, self._due = self._due, []
        for job in due:
            self._run(job)

    def close(self) -> None:
        """End; nothing fires any more."""
        self._jobs.clear()
        self._scheduler.shutdown()

    def _add(self, job: _Job) -> None:
        self._only_here()
        self._jobs[job.name] = job
        self._plan(job)

    def _plan(self, job: _Job) -> None:
        """Tell APScheduler the date that is right as of now."""
        self._scheduler.add_job(
            partial(self._fell_due, job),
            DateTrigger(datetime.now(UTC) + timedelta(seconds=job.in_s()), UTC),
            id=job.name,
            replace_existing=True,
        )

    def _fell_due(self, job: _Job) -> None:
        self._due.append(job)

    def _run(self, job: _Job) -> None:
        if self._jobs.get(job.name) is not job:  # replaced or cancelled by the one before it
            return
        del self._jobs[job.name]
        if job.again is not None:
            job.again()
        guarded(job.work, self._report)

    def _daily_after(
        self, after: datetime, name: str, at: time_of_day, work: Callable[[], object]
    ) -> None:
        def due() -> datetime:
            # Of a clock that was set back, the present counts and not what it once showed.
            now = self._wall()
            return next_local(after if after - now < _BACK else now, at)

        def in_s() -> float:
            return (due() - self._wall()).total_seconds() / self._rate

        def again() -> None:
            self._daily_after(max(planned, self._wall()), name, at, work)

        planned = due()
        self._add(_Job(name, work, in_s, again))

    def _clocks_moved(self) -> bool:
        """Whether the wall clock has stepped, or its zone changed, since it last had."""
        ahead, zone = _wall_ahead_s(), self._wall().utcoffset()
        moved = abs(ahead - self._ahead) > _DRIFT_S or zone != self._zone
        if moved:
            self._ahead, self._zone = ahead, zone
        return moved

    def _wall(self) -> datetime:
        """Local time, read off the stamp: `now` would ask the keyboard, too."""
        return local(self._clock.stamp().wall_s)

    def _only_here(self) -> None:
        if QThread.currentThread() != self._scheduler.timer.thread():
            raise RuntimeError("only the Qt thread may use the scheduler")


class EngineAlarm:
    """The `Alarm` port: the engine's one deadline.

    Args:
        scheduler: what waits for it.
        wake: called in the Qt thread, never from within `set`.
    """

    def __init__(self, scheduler: Scheduler, wake: Callable[[], object]) -> None:
        self._scheduler = scheduler
        self._wake = wake

    def set(self, in_s: float | None) -> None:
        """Wake me in that many seconds instead of whenever was asked before; None: never."""
        if in_s is None:
            self._scheduler.cancel(ENGINE)
        else:
            self._scheduler.once(ENGINE, in_s, self._wake)


def next_local(after: datetime, at: time_of_day) -> datetime:
    """The next moment, strictly after an aware one, at which the local clock shows `at`.

    A time that a clock change leaves out comes when the clock has jumped; one that comes twice
    counts the first time.
    """
    here = local(after.timestamp())
    shown = (days.at(here, here.date() + timedelta(days=n), at) for n in range(3))
    return next(moment for moment in shown if moment > after)


def _wall_ahead_s() -> float:
    """How far the wall clock is ahead of the steady one; changes by steps and suspend only."""
    return time.time() - time.monotonic()
