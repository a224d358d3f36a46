"""The waiting program on a private virtual desktop, beside the two baselines.

What is measured is what a person would meet: the time until a tray host has taken the icon, what
the process holds after it has settled, and how it rests while somebody sits and moves the mouse.
Every program runs from compiled modules and starts for the second time.
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jeepney import MatchRule, message_bus
from jeepney.io.blocking import open_dbus_connection

from benchmarks.proc import Memory, Rest, memory, watch
from tests.desktop.virtual import ROOT
from tests.e2e.life import PROGRAM, Life

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.processes import Child
    from tests.desktop.virtual import VirtualDesktop

_BARE = (sys.executable, "-m", "benchmarks.bare")
BUNDLE = ROOT / "build" / "bundle" / "lowback-tray"
"""The self-contained program, where `make bundle` has made it."""
ONE_FILE = next((ROOT / "dist").glob("lowback-tray-*.run"), None)
"""The same in one file."""
COMMANDS = {
    "bare": _BARE,
    "libraries": (*_BARE, "--libraries"),
    "program": PROGRAM,
    "bundle": (str(BUNDLE / "lowback-tray"),),
    "one file": (str(ONE_FILE),),
}
_REGISTERED = MatchRule(
    type="signal", interface="org.kde.StatusNotifierWatcher", member="StatusNotifierItemRegistered"
)


@dataclass(frozen=True)
class Lab:
    """A desktop with a tray host, and the files of a program that was started before."""

    desktop: VirtualDesktop
    life: Life

    def start(self, name: str) -> Child:
        """Start one of the programs."""
        return self.desktop.spawn(COMMANDS[name], name=name, env=self.life.env)

    @contextmanager
    def running(self, name: str) -> Iterator[Child]:
        """One of the programs, from its start to its end."""
        child = self.start(name)
        try:
            yield child
        finally:
            child.signal(signal.SIGTERM)
            child.stop()

    def registered_ms(
        self, names: tuple[str, ...], runs: int, *, cold: bool = False
    ) -> dict[str, list[float]]:
        """Milliseconds from start to the tray item on the bus, in turns.

        One run more is thrown away, unless the first start is what is asked for (`cold`).
        """
        took: dict[str, list[float]] = {name: [] for name in names}
        bus = open_dbus_connection(self.desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        bus.send_and_get_reply(message_bus.AddMatch(_REGISTERED), timeout=5)
        for _ in range(runs if cold else runs + 1):
            for name in names:
                with bus.filter(_REGISTERED) as seen:
                    began = time.perf_counter()
                    with self.running(name):
                        bus.recv_until_filtered(seen, timeout=60)
                        took[name].append((time.perf_counter() - began) * 1000)
                        time.sleep(0.7)  # let it come to rest, so that it ends in order
                time.sleep(0.3)  # the panel tidies up
        bus.close()
        return took if cold else {name: times[1:] for name, times in took.items()}

    def memory_after(self, name: str, settle_s: float, runs: int) -> Memory:
        """What it holds after settling, alone; the median of the runs."""
        found = []
        for _ in range(runs):
            with self.running(name) as child:
                time.sleep(settle_s)
                found.append(memory(child.pid))
        return Memory(
            statistics.median(m.rss for m in found),
            statistics.median(m.pss for m in found),
            statistics.median(m.uss for m in found),
        )

    def rest(self, settle_s: float, seconds: float) -> dict[str, Rest]:
        """How program and bare icon rest side by side while somebody sits and points."""
        with (
            self.running("bare") as bare,
            self.running("program") as program,
            self.life.at_the_desk(3.0),
        ):
            time.sleep(settle_s)
            return watch({"bare": bare.pid, "program": program.pid}, seconds)
