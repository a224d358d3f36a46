"""Rungs that are asked over the session bus: Mutter, and the screen savers of KDE and others.

Nothing here waits for an answer and nothing asks by the clock: a look at the person (`idle_s`)
sends one question, and an answer that changes the picture is `told`. Mutter also sends one
signal when nobody typed for a minute and one at the next touch, so while somebody is away its
word costs nothing and is exact. A screen saver sends none: somebody who comes back is noticed
at the next question, which is asked every `LOOK_MS` while the return is waited for.
"""

from __future__ import annotations

import time
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from lowback_tray.desktop.bus import Match, Target
from lowback_tray.desktop.presence_rung import Estimate, Judge, Rung
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.presence_rung import Steady
    from lowback_tray.desktop.wire import Incoming

MUTTER = Target(
    "org.gnome.Mutter.IdleMonitor",
    "/org/gnome/Mutter/IdleMonitor/Core",
    "org.gnome.Mutter.IdleMonitor",
)
_SAVER = "org.freedesktop.ScreenSaver"
SAVERS = (
    Target(_SAVER, "/org/freedesktop/ScreenSaver", _SAVER),
    Target(_SAVER, "/ScreenSaver", _SAVER),
    Target("org.kde.screensaver", "/ScreenSaver", _SAVER),
)
QUIET_S = 60.0
LOOK_MS = 20_000
_DIFFERS_S = 1.0
# Measuring the unit: answers this far apart, and so many that agree.
MEASURE_MS = 3000
_MEASURE_S = (1.0, 120.0)
_AGREE = 2
_BURST = 5


class AskedRung(Rung):
    """What all of them have in common.

    Args:
        name: short, for `doctor`.
        bus: the session bus.
        steady: a clock in seconds.
    """

    def __init__(self, name: str, bus: Bus, steady: Steady = time.monotonic) -> None:
        super().__init__(name, steady)
        self.bus = bus
        self.estimate = Estimate(steady)
        self._judge = Judge(steady)
        self._said: float | None = None
        self._asking = False

    def idle_s(self) -> float | None:
        """What is known; asks again where that may be old."""
        if not self.usable:
            return None
        self._said = self.estimate.value(away=self.armed)
        if self.estimate.stale and not self._asking:
            self._asking = True
            self._ask()
        return self._said

    def set_aside(self, problem: str) -> None:
        """Also forget what it said."""
        self._start_afresh()
        super().set_aside(problem)

    def _ask(self) -> None:
        """Send the question; `_refused` or something that ends in `_counted` follows."""
        raise NotImplementedError

    def _start_afresh(self) -> None:
        self.estimate, self._judge = Estimate(self.steady), Judge(self.steady)
        self._asking = False

    def _refused(self, problem: str) -> None:
        self._asking = False
        self.set_aside(problem)

    def _counted(self, idle_s: float) -> None:
        """An answer came, in seconds."""
        self._asking = False
        fault = self._judge.fault(idle_s)
        if fault is not None:
            self.set_aside(fault)
            return
        believed = self.estimate.value(away=self.armed)
        touched = idle_s < believed - _DIFFERS_S
        self.estimate.learn(idle_s)
        if touched:
            self.estimate.sure = False
        if not self.usable:
            self.retry_at = inf
            self._turn(None)
            return
        if (
            self._said is None
            or abs(self.estimate.value(away=self.armed) - self._said) > _DIFFERS_S
        ):
            self.told.emit()
        if touched:
            self._came_back()


class MutterRung(AskedRung):
    """GNOME's own counter, over Mutter's IdleMonitor.

    Args:
        bus: the session bus.
        steady: a clock in seconds.
    """

    def __init__(self, bus: Bus, steady: Steady = time.monotonic) -> None:
        super().__init__("mutter", bus, steady)
        self._owner: str | None = None
        self._watched = self._engaged = False
        self._idle_watch: int | None = None
        self._touch_watch: int | None = None
        self._round = 0  # answers to the requests of an earlier one are undone

    def consider(self) -> None:
        """Look for Mutter; ask it where it is."""
        if not self._watched:
            self._watched = True
            fired = Match(MUTTER.interface, "WatchFired", MUTTER.name, MUTTER.path, signature="u")
            self.bus.match(fired, self._fired)
            self.bus.watch_name(MUTTER.name, self._owned)
        elif self._owner is not None and self.steady() >= self.retry_at:
            self.retry_at = inf
            self._ask()

    def engage(self) -> None:
        """Let Mutter tell of a quiet minute."""
        self._engaged = True
        self._add("AddIdleWatch", "t", (round(QUIET_S * 1000),), self._idle_watch_added)
        if self.armed:
            self._want_touch()

    def release(self) -> None:
        """Ask for no signals any more."""
        self._engaged = False
        self._drop_watches()

    def watch_return(self, armed: bool) -> None:
        """By Mutter's own signal."""
        super().watch_return(armed)
        if armed and self._engaged:
            self._want_touch()

    def close(self) -> None:
        """Let go of the signals, as far as Mutter is there."""
        self.release()

    def _owned(self, owner: str | None) -> None:
        """Another Mutter, or none: the watches are gone with the old one."""
        self._owner = owner
        self._idle_watch = self._touch_watch = None
        self._round += 1
        self._start_afresh()
        if owner is None:
            self.retry_at = inf  # its coming is told
            self._turn(tr("Mutter is not running"))
            return
        self._ask()

    def _ask(self) -> None:
        self.bus.call(
            MUTTER, "GetIdletime", reply="t", on_error=self._refused,
            on_reply=lambda body: self._counted(body[0] / 1000),
        )  # fmt: skip

    # ---- signals

    def _add(self, member: str, types: str, body: tuple[Any, ...], done: Any) -> None:
        take = partial(self._added, self._round, done)
        self.bus.call(
            MUTTER, member, types, body, reply="u", on_reply=take, on_error=self._refused,
            on_late=lambda body: self._remove(body[0]),
        )  # fmt: skip

    def _added(self, of_round: int, done: Any, body: tuple[Any, ...]) -> None:
        if of_round == self._round and self._engaged:
            done(body[0])
        else:
            self._remove(body[0])

    def _idle_watch_added(self, number: int) -> None:
        self._idle_watch = number

    def _touch_watch_added(self, number: int) -> None:
        self._touch_watch = number

    def _want_touch(self) -> None:
        if self._touch_watch is None:
            self._touch_watch = 0  # on its way
            self._add("AddUserActiveWatch", "", (), self._touch_watch_added)

    def _fired(self, signal: Incoming) -> None:
        number = signal.body[0]
        if number == self._idle_watch:
            self.estimate.begin(max(QUIET_S, self.estimate.value(away=True)))
            self._want_touch()
        elif number == self._touch_watch and number:
            self._touch_watch = None  # such a watch fires once
            self.estimate.end()
            self._came_back()

    def _drop_watches(self) -> None:
        self._round += 1
        for number in (self._idle_watch, self._touch_watch):
            if number:
                self._remove(number)
        self._idle_watch = self._touch_watch = None
        self.estimate.sure = False

    def _remove(self, number: int) -> None:
        if self._owner is not None:
            self.bus.call(MUTTER, "RemoveWatch", "u", (number,))


class ScreenSaverRung(AskedRung):
    """GetSessionIdleTime of KDE's and other screen savers.

    The unit is not to be trusted: the draft says seconds, KDE answers milliseconds. So it is
    measured: two answers some seconds apart with nobody typing in between tell it.

    Args:
        bus: the session bus.
        steady: a clock in seconds.
    """

    def __init__(self, bus: Bus, steady: Steady = time.monotonic) -> None:
        super().__init__("screensaver", bus, steady)
        self._owners: dict[str, str | None] = {}
        self._candidates: list[Target] = []
        self._unit_s: float | None = None
        self._last: tuple[float, float] | None = None  # when, and the bare figure
        self._votes: list[float] = []
        self._tries = 0
        self._again = QTimer(self, singleShot=True, interval=MEASURE_MS)
        self._again.timeout.connect(self._ask)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.idle_s)

    def consider(self) -> None:
        """Look for a screen saver that answers, and measure what it counts in."""
        if not self._owners:
            for name in dict.fromkeys(saver.name for saver in SAVERS):
                self._owners[name] = None
                self.bus.watch_name(name, partial(self._owned, name))
        elif self._can_ask() and not (self.usable or self._asking or self._again.isActive()):
            self.retry_at = inf
            self._tries = 0
            self._candidates = self._candidates or self._present()
            self._ask()

    def release(self) -> None:
        """Ask no more."""
        self._again.stop()
        self._look.stop()

    def watch_return(self, armed: bool) -> None:
        """Nobody sends us a signal: look now and then."""
        super().watch_return(armed)
        if armed and self.usable:
            self._look.start()
        else:
            self._look.stop()

    def close(self) -> None:
        """Ask no more."""
        self.release()

    def _can_ask(self) -> bool:
        return bool(self._present()) and (self.retry_at == inf or self.steady() >= self.retry_at)

    def _present(self) -> list[Target]:
        return [saver for saver in SAVERS if self._owners.get(saver.name) is not None]

    def _owned(self, name: str, owner: str | None) -> None:
        before, self._owners[name] = self._owners[name], owner
        if owner == before and self._present():
            return  # the first word on a name that nobody has, beside one that somebody has
        self._start_afresh()
        self._candidates = self._present()
        self.retry_at = inf
        if not self._candidates:
            self._turn(tr("No screen saver service is running"))
            return
        self._turn(tr("Finding out what the screen saver counts in"))
        self._ask()

    def _start_afresh(self) -> None:
        super()._start_afresh()
        self._unit_s, self._last, self._votes, self._tries = None, None, [], 0
        self.release()

    def _ask(self) -> None:
        asked = self._candidates[0]
        self._asking = True
        self.bus.call(
            asked, "GetSessionIdleTime", reply="u",
            on_reply=partial(self._answered, asked), on_error=partial(self._next, asked),
        )  # fmt: skip

    def _next(self, asked: Target, problem: str) -> None:
        """This one does not tell; the next might."""
        if self._candidates[:1] != [asked]:
            return  # the answer of one that has gone
        del self._candidates[0]
        if self._candidates and self._unit_s is None:
            self._ask()
        else:
            self._candidates = []
            self._refused(problem)

    def _answered(self, asked: Target, body: tuple[Any, ...]) -> None:
        if self._candidates[:1] != [asked]:
            return
        figure = float(body[0])
        if self._unit_s is not None:
            self._counted(figure * self._unit_s)
            return
        self._asking = False
        self._measure(figure)
        if self._unit_s is not None:
            self._counted(figure * self._unit_s)
        elif self.retry_at == inf:
            self._tries += 1
            if self._tries < _BURST:
                self._again.start()
            else:  # somebody typed all the time: that is no reason to wait for ten minutes
                self.retry_at = self.steady() + QUIET_S

    def _measure(self, figure: float) -> None:
        """Conclude from how fast the figure grows while nobody types."""
        now, last = self.steady(), self._last
        self._last = (now, figure)
        if last is None or figure <= last[1]:
            return
        if not _MEASURE_S[0] <= now - last[0] <= _MEASURE_S[1]:
            return
        pace = (figure - last[1]) / (now - last[0])
        unit = 1.0 if 0.5 <= pace <= 1.6 else 0.001 if 800 <= pace <= 1200 else 0.0
        self._votes.append(unit)
        if self._votes[-_AGREE:] == [unit] * _AGREE:
            if unit:
                self._unit_s = unit
            else:
                self.set_aside(tr("The screen saver counts neither seconds nor milliseconds"))
