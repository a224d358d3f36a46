"""Sleep as login1 announces it.

Only a hint to look at the clocks: how long the machine slept is read from the clock of the
machine itself (`clock`), which also notices a sleep that nobody announced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.bus import Match

if TYPE_CHECKING:
    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

_LOGIN1 = "org.freedesktop.login1"


class PowerWatch(QObject):
    """Tells of sleep.

    Args:
        system: the system bus.
        parent: the Qt parent.

    Attributes:
        asleep: login1 announced a sleep and not yet its end.
        available: login1 is there to announce anything.
    """

    about_to_sleep = Signal()
    woke = Signal()  # also without an `about_to_sleep` before it: some systems skip that

    def __init__(self, system: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system = system
        self.asleep = False
        self.available = False
        name = Match(
            f"{_LOGIN1}.Manager", "PrepareForSleep", _LOGIN1, "/org/freedesktop/login1",
            signature="b",
        )  # fmt: skip
        system.match(name, self._prepare)
        system.watch_name(_LOGIN1, self._owner)

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"available": self.available, "problem": self._system.problem}

    def _owner(self, owner: str | None) -> None:
        self.available = owner is not None
        if owner is None:
            self.asleep = False  # whoever would have told of the end is gone

    def _prepare(self, signal: Incoming) -> None:
        before, self.asleep = self.asleep, signal.body[0]
        if not self.asleep:
            self.woke.emit()
        elif not before:
            self.about_to_sleep.emit()
