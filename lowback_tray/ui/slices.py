"""Work done a little at a time, between the events of a window that is already there.

Theory. What a person sees at once is built at once; once it was painted the rest follows in
slices of a few milliseconds, each of which ends before anybody could notice it. A wish that needs
the rest now (a test, a jump to the last line) asks for all of it. Nothing ticks once the work is
done.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BUDGET_S = 0.008
_FRAME_MS = 30  # what is there already is shown first
_UNSEEN_MS = 500  # what nobody has seen so long stays unseen, and is made ready all the same


class Slices(QObject):
    """Does the steps of one iterator, some in each turn of the event loop.

    Args:
        parent: the work ends with it; a widget is painted for the first time before it begins.
        done: called after the last step.
    """

    def __init__(self, parent: QObject, done: Callable[[], None] | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._done = done
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)
        self._is_seen = not parent.isWidgetType()
        if not self._is_seen:
            parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """The first painting; with the whole window gone, Python has emptied us already."""
        if vars(self) and event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._is_seen = True
            if self._timer.isActive():
                self._timer.start(_FRAME_MS)
        return False

    def run(self, steps: Iterator[object]) -> None:
        """Do these steps instead of what is still to do."""
        self._steps = steps
        self._timer.start(_FRAME_MS if self._is_seen else _UNSEEN_MS)

    def stop(self) -> None:
        """Leave undone what is undone."""
        self._steps = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left now."""
        if self._steps is not None:
            for _ in self._steps:
                pass
            self._end()

    def _slice(self) -> None:
        self._timer.setInterval(0)
        began = time.monotonic()
        while self._steps is not None and time.monotonic() - began < _BUDGET_S:
            if next(self._steps, self) is self:  # the object itself: no step can be that
                self._end()

    def _end(self) -> None:
        self.stop()
        if self._done is not None:
            self._done()
