"""Wayland's own idle notifications as a rung (KWin, sway, Hyprland, COSMIC and their kin).

A compositor can only be asked to tell when nobody typed for so long. One notification for a
quiet minute stands all the time and costs nothing while somebody works. Only when the program
looks twice in a short while (a prompt waits for a pause, a guide runs) is a second one made,
for a quiet second, and dropped again when the looks end.
"""

from __future__ import annotations

import time
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from lowback_tray.desktop.presence_rung import Estimate, Rung
from lowback_tray.desktop.presence_wire import WaylandWire
from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.desktop.presence_rung import Steady

QUIET_S = 60.0
FINE_S = 1.0
_LOOKS_WITHIN_S = 12.0
_LOOKS_APART_S = 0.5  # less is one look that asks several times
_FINE_FOR_MS = 20_000


class WaylandRung(Rung):
    """The idle notifications of a compositor.

    Args:
        path: of its socket.
        steady: a clock in seconds.
    """

    def __init__(self, path: str, steady: Steady = time.monotonic) -> None:
        super().__init__("wayland", steady)
        self._path = path
        self._estimate = Estimate(steady)
        self._wire: WaylandWire | None = None
        self._tried = False
        self._notes: dict[float, int] = {}  # seconds to the notification for them
        self._looked_at = -inf
        self._fine = QTimer(self, singleShot=True, interval=_FINE_FOR_MS)
        self._fine.timeout.connect(self._drop_fine)

    def consider(self) -> None:
        """Connect and see what the compositor offers."""
        if self._wire is not None or (self._tried and self.steady() < self.retry_at):
            return
        self._tried, self.retry_at = True, inf
        try:
            self._wire = WaylandWire(self._path, self)
        except DesktopError as error:
            self.set_aside(str(error))
            return
        self._turn(tr("The Wayland compositor has not answered yet"))

    def engage(self) -> None:
        """Let the compositor tell of a quiet minute."""
        self._watch(QUIET_S)

    def release(self) -> None:
        """Ask for no notifications any more."""
        self._fine.stop()
        for seconds in list(self._notes):
            self._unwatch(seconds)
        self._estimate.sure = False

    def idle_s(self) -> float | None:
        """Exact from the first notification on; before it, 0: somebody may be typing."""
        if not self.usable:
            return None
        since_look = self.steady() - self._looked_at
        if since_look > _LOOKS_APART_S:
            self._looked_at = self.steady()
            if since_look < _LOOKS_WITHIN_S and not self._estimate.sure:
                self._watch(FINE_S)
                self._fine.start()
        return self._estimate.value(away=self.armed) if self._estimate.sure else 0.0

    def watch_return(self, armed: bool) -> None:
        """The notification that told of the absence tells of its end."""
        super().watch_return(armed)
        if armed and not self._estimate.sure:
            self._watch(FINE_S)
            self._fine.start()

    def set_aside(self, problem: str) -> None:
        """Also let go of the connection."""
        self.close()
        super().set_aside(problem)

    def close(self) -> None:
        """Let go of the compositor."""
        self.release()
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    # ---- what the connection tells

    def wire_ready(self, problem: str | None) -> None:
        """The compositor can tell, or cannot."""
        if problem is not None:
            self.set_aside(problem)
        else:
            self._turn(None)

    def wire_ended(self, problem: str) -> None:
        """The compositor has gone."""
        self.set_aside(problem)

    def _told(self, seconds: float, idle: bool) -> None:
        if idle:
            if not self._estimate.sure:
                self._estimate.begin(seconds)
            if seconds == QUIET_S:  # which will tell of the return as well
                self._unwatch(FINE_S)
            return
        if self._estimate.sure:
            self._estimate.end()
        if self.armed:  # whoever waits for a return wants to know soon whether it was a twitch
            self._watch(FINE_S)
            self._fine.start()
        elif not self._fine.isActive():
            self._unwatch(FINE_S)
        self._came_back()

    def _watch(self, seconds: float) -> None:
        if seconds not in self._notes and self._wire is not None:
            self._notes[seconds] = self._wire.notify(
                round(seconds * 1000), lambda idle: self._told(seconds, idle)
            )

    def _unwatch(self, seconds: float) -> None:
        number = self._notes.pop(seconds, None)
        if number is not None and self._wire is not None:
            self._wire.forget(number)

    def _drop_fine(self) -> None:
        """Nobody looks closely any more. A rest it told of still needs it for its end."""
        if not self._estimate.sure and not self.armed:
            self._unwatch(FINE_S)
