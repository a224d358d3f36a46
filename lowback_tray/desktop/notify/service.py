"""Which notification service is there, and what it can do.

A service counts when its name has an owner or the bus can start it. It is asked at the start,
when the owner changes and when somebody has reason to doubt. A service that is silent counts
as none until it speaks: its late answer is taken. Only the first question may start a service
that is not running; one that dies is not started by us again and again, but by the next note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.bus import BUS, CALL_BUDGET_S, Target
from lowback_tray.desktop.notify.base import Capability
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.desktop.bus import Bus

NOTIFICATIONS = Target(
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)
_START_BUDGET_S = 10.0  # a service that must first be started may take its time


class NotificationService(QObject):
    """The service behind org.freedesktop.Notifications, as far as it has told us.

    Args:
        bus: the session bus.
        parent: the Qt parent.

    Attributes:
        capability: what it can do.
        features: the words it uses for that itself, such as "body-markup".
        owner: its unique name on the bus, None while it is not running.
        server: its name and version, for `doctor`.
        problem: why it cannot be used, None while it can.
    """

    changed = Signal()  # `capability` became known or different
    lost = Signal()  # the process that showed our notes is gone

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._startable = False
        self.capability = Capability.UNKNOWN
        self.features: frozenset[str] = frozenset()
        self.owner: str | None = None
        self.server = ""
        self.problem: str | None = None
        bus.watch_name(NOTIFICATIONS.name, self._owner_changed)

    @property
    def usable(self) -> bool:
        """Whether a note sent to it is believed to reach the screen."""
        return self.capability in (Capability.BUTTONS, Capability.PLAIN)

    def refresh(self) -> None:
        """Ask again; the answer comes as `changed` if it is another one."""
        if self.owner is not None:
            self._ask(start=False)
        else:
            self._ask_startable()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {
            "capability": str(self.capability),
            "server": self.server,
            "features": sorted(self.features),
            "running": self.owner is not None,
            "problem": self.problem,
        }

    def _owner_changed(self, owner: str | None) -> None:
        had, self.owner = self.owner, owner
        if had is not None:
            self.lost.emit()
        self.refresh()

    def _ask_startable(self) -> None:
        self._bus.call(
            BUS,
            "ListActivatableNames",
            reply="as",
            on_reply=lambda body: self._startable_known(NOTIFICATIONS.name in body[0]),
            on_error=self._absent,
        )

    def _startable_known(self, startable: bool) -> None:
        self._startable = startable
        if self.owner is not None:
            return  # it came meanwhile and is being asked
        if not startable:
            self._absent(tr("No notification service is running"))
        elif self.capability is Capability.UNKNOWN:
            self._ask(start=True)

    def _ask(self, *, start: bool) -> None:
        self._bus.call(
            NOTIFICATIONS,
            "GetCapabilities",
            reply="as",
            on_reply=self._told,
            on_error=self._absent,
            on_late=self._told,
            activate=start,
            timeout_s=_START_BUDGET_S if start else CALL_BUDGET_S,
        )
        self._bus.call(NOTIFICATIONS, "GetServerInformation", reply="ssss", on_reply=self._named)

    def _told(self, body: tuple[Any, ...]) -> None:
        self.features = frozenset(body[0])
        buttons = "actions" in self.features
        self._become(Capability.BUTTONS if buttons else Capability.PLAIN, None)

    def _named(self, body: tuple[Any, ...]) -> None:
        self.server = f"{body[0]} {body[2]}".strip()

    def _absent(self, problem: str) -> None:
        self.features = frozenset()
        self._become(Capability.NONE, problem)

    def _become(self, capability: Capability, problem: str | None) -> None:
        self.problem = problem
        if capability is not self.capability:
            self.capability = capability
            self.changed.emit()
