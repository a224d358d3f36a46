"""A pulse of its own, so that no fault of a scheduler can delay a prompt by more than a minute.

It shares nothing with the alarm: one coarse timer, at most one wake-up a minute. A beat that
fails is reported, and the next one comes all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from lowback_tray.desktop.guard import guarded, to_excepthook
from lowback_tray.engine.numbers import STALL_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.guard import Report

EVERY_S = 60.0
_SHORTEST_MS = 200  # under a fast lens
_WHOLE_SECONDS_MS = 2000
_BUSY_S = 10.0


def stall_s(rate: float) -> float:
    """Seconds of the program without a beat that mean it stood still.

    Under a fast lens a busy machine needs a few seconds of the world all the same.
    """
    return max(STALL_S, _BUSY_S * rate)


class Heartbeat(QObject):
    """Calls `beat` every minute of the program, in the Qt thread, until it is stopped.

    Args:
        beat: looks at the clocks; may fail.
        rate: the lens of the clock: seconds of the program in one second of the world.
        report: gets what `beat` raises.
        every_s: seconds of the program between two beats.
    """

    def __init__(
        self,
        beat: Callable[[], object],
        rate: float = 1.0,
        report: Report = to_excepthook,
        every_s: float = EVERY_S,
    ) -> None:
        super().__init__()
        self._beat = beat
        self._report = report
        self._timer = QTimer(self)
        interval = max(_SHORTEST_MS, round(every_s / rate * 1000))
        # Whole seconds are enough, and let this wake-up fall together with others. Qt rounds an
        # interval below half a second to zero then, and spins.
        whole = interval >= _WHOLE_SECONDS_MS
        very_coarse, coarse = Qt.TimerType.VeryCoarseTimer, Qt.TimerType.CoarseTimer
        self._timer.setTimerType(very_coarse if whole else coarse)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Begin; the first beat comes after one interval."""
        self._timer.start()

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()

    def interval_s(self) -> float:
        """Seconds of the world between two beats."""
        return self._timer.interval() / 1000

    def _on_timeout(self) -> None:
        guarded(self._beat, self._report)
