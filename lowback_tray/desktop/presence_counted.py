"""Systems that count idle time themselves and say so at once: Windows and macOS, as a rung.

They send no word when somebody comes back, so that is looked for now and then, and only while
it is waited for.
"""

from __future__ import annotations

import time
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from lowback_tray.desktop.presence_rung import Judge, Rung
from lowback_tray.errors import DesktopError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.presence_rung import Steady

LOOK_MS = 5000


def counter(platform: str) -> Callable[[], Callable[[], float]]:
    """What makes the counter of this platform, "win32" or "darwin"."""
    if platform == "win32":
        from lowback_tray.desktop import windows

        library = windows.library
        return lambda: windows.idle_counter(library("user32"), library("kernel32"))
    from lowback_tray.desktop import macos

    return lambda: macos.idle_counter(macos.library("ApplicationServices"))


class CountedRung(Rung):
    """The system's own count.

    Args:
        name: short, for `doctor`.
        make: gives what counts, in seconds; it and what it gives raise DesktopError where the
            system refuses.
        steady: a clock in seconds.
    """

    def __init__(
        self, name: str, make: Callable[[], Callable[[], float]], steady: Steady = time.monotonic
    ) -> None:
        super().__init__(name, steady)
        self._make = make
        self._count: Callable[[], float] | None = None
        self._judge = Judge(steady)
        self._left_at = inf  # the count when the return was first waited for
        self._tried = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._look_for_return)

    def consider(self) -> None:
        """Ask once; the answer is there on return."""
        if self.usable or (self._tried and self.steady() < self.retry_at):
            return
        self._tried, self.retry_at = True, inf
        self._judge = Judge(self.steady)
        try:
            self._count = self._make()
            self._count()
        except DesktopError as error:
            self.set_aside(str(error))
            return
        self._turn(None)

    def idle_s(self) -> float | None:
        """Exact, at once."""
        if self._count is None or not self.usable:
            return None
        try:
            idle = self._count()
        except DesktopError as error:
            self.set_aside(str(error))
            return None
        fault = self._judge.fault(idle)
        if fault is not None:
            self.set_aside(fault)
            return None
        return idle

    def watch_return(self, armed: bool) -> None:
        """Look now and then while it is waited for."""
        super().watch_return(armed)
        if armed and self.usable:
            self._left_at = self.idle_s() or 0.0
            self._look.start()
        else:
            self._look.stop()

    def close(self) -> None:
        """Look no more."""
        self._look.stop()

    def _look_for_return(self) -> None:
        idle = self.idle_s()
        if idle is None or idle < self._left_at:
            self._look.stop()
            self._came_back()
        else:
            self._left_at = idle
