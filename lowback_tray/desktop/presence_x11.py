"""The X server as a rung: exact, asked on the spot, and told of input by event.

Under Wayland it is not asked: XWayland sees only what goes to X11 windows, so its answer
would be a lie.
"""

from __future__ import annotations

import time
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

from lowback_tray.desktop.presence_rung import Judge, Rung
from lowback_tray.errors import DesktopError

if TYPE_CHECKING:
    from lowback_tray.desktop.presence_rung import Steady
    from lowback_tray.desktop.xidle import XIdle


class X11Rung(Rung):
    """The idle counter of an X server.

    Args:
        display: as in DISPLAY.
        steady: a clock in seconds.
    """

    def __init__(self, display: str, steady: Steady = time.monotonic) -> None:
        super().__init__("x11", steady)
        self._display = display
        self._judge = Judge(steady)
        self._x: XIdle | None = None
        self._notifier: QSocketNotifier | None = None
        self._tried = False

    def consider(self) -> None:
        """Connect to the server; the answer is there on return."""
        if self._x is not None or (self._tried and self.steady() < self.retry_at):
            return
        # Late: only a session on X11 needs ctypes.
        from lowback_tray.desktop.xidle import XIdle

        self._tried, self.retry_at = True, inf
        try:
            self._x = XIdle(self._display)
        except DesktopError as error:
            self.set_aside(str(error))
            return
        self._judge = Judge(self.steady)
        self._notifier = QSocketNotifier(self._x.fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take_in)
        self._turn(None)

    def idle_s(self) -> float | None:
        """Ask the server; None while it is too busy to answer."""
        if self._x is None:
            return None
        try:
            idle = self._x.idle_s()
        except DesktopError as error:
            self.set_aside(str(error))
            return None
        self._take_in()
        fault = None if idle is None else self._judge.fault(idle)
        if fault is not None:
            self.set_aside(fault)
            return None
        return idle

    def watch_return(self, armed: bool) -> None:
        """Let the server send one event; waiting for it costs nothing."""
        super().watch_return(armed)
        if self._x is None:
            return
        if armed:
            self._x.arm()
        else:
            self._x.disarm()

    def set_aside(self, problem: str) -> None:
        """Also let go of the connection."""
        self.close()
        super().set_aside(problem)

    def close(self) -> None:
        """Let go of the X server."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._x is not None:
            self._x.close()
            self._x = None

    def _take_in(self) -> None:
        """Also after every question: its answer may have pulled an event off the socket."""
        if self._x is None:
            return
        try:
            came = self._x.read()
        except DesktopError as error:
            self.set_aside(str(error))
            return
        if came:
            self._came_back()
