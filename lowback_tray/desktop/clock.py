"""The clocks of this machine, and the lens that lets a demonstration run fast.

Three readings, three jobs. `steady` is CLOCK_MONOTONIC: it never steps and stands still in
suspend. `boot` is CLOCK_BOOTTIME: the same, but it runs on in suspend, so the difference of the
two is the time spent asleep. `wall` is what the person sees, and may step at any time.

The lens multiplies all three (and the keyboard's silence) around one moment, its origin: at
rate 60 an hour of the program takes a minute of the world. It is for demonstrations and desktop
tests; at rate 1 nothing is touched. A fixed origin lets a program that is restarted under the
same lens find time where the first one left it.

macOS has both readings under other names. Windows has no reading here that tells sleep from
waking: `suspended_s` stays zero there, and sleep shows as a silent keyboard.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path

from lowback_tray.engine import days
from lowback_tray.engine.moment import Now
from lowback_tray.engine.ports import Stamp
from lowback_tray.errors import UsageError
from lowback_tray.i18n import tr

RATE_VARIABLE = "LOWBACK_TRAY_TIME_RATE"
_FASTEST = 10_000.0
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  the distance of two clock faces
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

Reader = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Lens:
    """How fast the program's time runs.

    Attributes:
        rate: seconds of the program in one second of the world, 1 to 10,000.
        origin: the reading of CLOCK_MONOTONIC at which both agree.
    """

    rate: float = 1.0
    origin: float = 0.0

    @classmethod
    def parse(cls, text: str) -> Lens:
        """Read "RATE" (from now on) or "RATE@ORIGIN"; nothing at all is the plain world.

        Raises:
            UsageError: it is neither.
        """
        if not text.strip():
            return cls()
        rate, _, origin = text.partition("@")
        try:
            lens = cls(float(rate), float(origin) if origin else time.monotonic())
        except ValueError:
            raise _bad_rate(text) from None
        if not 1.0 <= lens.rate <= _FASTEST:
            raise _bad_rate(text)
        return lens


def _bad_rate(text: str) -> UsageError:
    problem = tr("“{text}” is not a rate").format(text=text)
    return UsageError(RATE_VARIABLE, problem, tr("Use a number from 1 to 10000, or leave it out."))


def _read_boot() -> float:
    """Seconds since boot, suspend included; where no clock tells that, without it."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # pragma: no cover  # not run by us
        # It runs on in sleep there, unlike what `time.monotonic` reads.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class SystemClock:
    """The `Clock` port over this machine's clocks.

    Args:
        idle: seconds since the last typing or pointing, None where nothing can tell.
        boot_reader: seconds since boot, suspend included.
        lens: how fast time runs.
        playing: whether something plays or presents.
    """

    def __init__(
        self,
        idle: Callable[[], float | None],
        boot_reader: Reader = _read_boot,
        lens: Lens | None = None,
        playing: Callable[[], bool] = lambda: False,
    ) -> None:
        self._idle = idle
        self._playing = playing
        self._boot = boot_reader
        self._lens = lens or Lens()
        # What the wall showed at the lens's origin: that much of it is not multiplied.
        self._wall_origin = time.time() - (boot_reader() - self._lens.origin)
        self._suspended = 0.0
        self._boot_id = _boot_id(time.time() - boot_reader())

    @property
    def rate(self) -> float:
        """Seconds of the program in one second of the world."""
        return self._lens.rate

    def now(self) -> Now:
        """Both hands and the idle seconds, in one reading."""
        idle = self._idle()
        return Now(
            steady=self.steady(),
            wall=self.wall(),
            idle_s=None if idle is None else idle * self.rate,
            playing=self._playing(),
        )

    def steady(self) -> float:
        """The steady hand alone: nobody is asked about the keyboard, which can cost a wake-up."""
        return self._through_lens(time.monotonic())

    def wall(self) -> datetime:
        """The wall's hand alone, aware local time; likewise."""
        return local(self._wall())

    def suspended_s(self) -> float:
        """Seconds this machine has spent suspended since boot; only ever grows."""
        # The two clocks are read a moment apart, so the difference itself can tremble.
        difference = (self._boot() - time.monotonic()) * self.rate
        self._suspended = max(self._suspended, difference)
        return self._suspended

    def stamp(self) -> Stamp:
        """A reading that can be compared after a restart."""
        return Stamp(self._boot_id, self._through_lens(self._boot()), self._wall())

    def _wall(self) -> float:
        if self.rate == 1.0:
            return time.time()
        return self._wall_origin + (time.time() - self._wall_origin) * self.rate

    def _through_lens(self, reading: float) -> float:
        lens = self._lens
        return reading if lens.rate == 1.0 else lens.origin + (reading - lens.origin) * lens.rate


def local(wall_s: float) -> datetime:
    """Seconds since the epoch as aware local time, in the time zone of this very moment."""
    if hasattr(time, "tzset"):
        time.tzset()  # else the C library keeps the zone it saw first, also after a flight
    zone = _zone(os.environ.get("TZ"), time.tzname, time.timezone, time.altzone)
    return days.placed(datetime.fromtimestamp(wall_s, UTC), zone)


class _SystemZone(tzinfo):
    """The rules of the place where this machine is, as its own C library knows them."""

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """The offset when the local clock shows `at`; of two such moments `fold` says which."""
        if at is None:
            return None
        face = at.replace(tzinfo=None, microsecond=0)
        return face - _EPOCH - timedelta(seconds=face.timestamp())

    def dst(self, at: datetime | None) -> None:
        """Not asked for."""

    def tzname(self, at: datetime | None) -> str:
        """How messages call it."""
        return "local"

    def fromutc(self, at: datetime) -> datetime:
        """What the local clock shows at a moment given in UTC."""
        since = at.replace(tzinfo=None, microsecond=0) - _EPOCH
        face = datetime.fromtimestamp(since.total_seconds())  # noqa: DTZ006  the local face is meant
        return face.replace(microsecond=at.microsecond, tzinfo=self)


@lru_cache(maxsize=4)
def _zone(*_seen: object) -> _SystemZone:
    """One for each zone that is seen, so that what is remembered of one is not told of another."""
    return _SystemZone()


def _boot_id(booted_at: float) -> str:
    """What tells this boot from all others.

    Without a boot id of the system it is the minute of booting by the wall clock. A clock step
    then looks like a reboot, and a restart falls back on the wall clock's difference.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return f"booted-{round(booted_at / 60)}"
