"""Keys under Wayland: org.freedesktop.portal.GlobalShortcuts, where the desktop has it.

A program may not take keys there. It asks for a session, says what it would like, the desktop
asks the person (once) and tells from then on when a key was pressed. Which keys they chose in the
end is the desktop's to say.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.bus import Match, Target
from lowback_tray.desktop.shortcuts.keys import trigger
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
_PORTAL = Target(NAME, PATH, SHORTCUTS)
_PATIENCE_S = 5.0


class PortalKeys(QObject):
    """The shortcuts of one session of the portal.

    Args:
        bus: the session bus.
        labels: a name for each shortcut to what it does, a message for `tr`.
    """

    pressed = Signal(str)
    changed = Signal()

    def __init__(self, bus: Bus, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._bus, self._labels = bus, labels
        self._tokens = count(1)
        self._wanted: dict[str, str] = {}
        self._requests: dict[str, Any] = {}
        self._session: str | None = None
        self.problem: str | None = None
        bus.match(Match(REQUEST, "Response", NAME, signature="ua{sv}"), self._response)
        bus.match(Match(SHORTCUTS, "Activated", NAME, PATH, signature="osta{sv}"), self._activated)

    def bind(self, wanted: Mapping[str, str]) -> None:
        """Ask for these combinations and no others; the portal asks the person."""
        if dict(wanted) == self._wanted:
            return
        self._wanted = dict(wanted)
        self.close_session()
        if self._wanted:
            token = self._token()
            options = {"handle_token": ("s", token), "session_handle_token": ("s", token)}
            self._ask("CreateSession", "a{sv}", (options,), self._created)

    def close_session(self) -> None:
        """Give every key back."""
        session, self._session = self._session, None
        if session is not None:
            self._bus.call(Target(NAME, session, SESSION), "Close")

    def _token(self) -> str:
        return f"lowback_tray_{next(self._tokens)}"

    def _ask(self, member: str, signature: str, body: tuple[Any, ...], then: Any) -> None:
        self._bus.call(
            _PORTAL, member, signature, body, reply="o",
            on_reply=lambda said: self._requests.__setitem__(said[0], then),
            on_error=self._failed, timeout_s=_PATIENCE_S, activate=True,
        )  # fmt: skip

    def _response(self, signal: Incoming) -> None:
        then = self._requests.pop(signal.path, None)
        if then is None:
            return
        code, results = signal.body
        if code != 0:
            self._failed(tr("The desktop did not allow it"))
        else:
            then(results)

    def _created(self, results: dict[str, Any]) -> None:
        self._session = str(results["session_handle"][1])
        asked = [
            (
                name,
                {
                    "description": ("s", tr(self._labels[name])),
                    "preferred_trigger": ("s", trigger(combination)),
                },
            )
            for name, combination in self._wanted.items()
        ]
        options = {"handle_token": ("s", self._token())}
        body = (self._session, asked, "", options)
        self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", body, self._bound)

    def _bound(self, results: dict[str, Any]) -> None:
        self.problem = None
        self.changed.emit()

    def _activated(self, signal: Incoming) -> None:
        session, name = signal.body[:2]
        if session == self._session and name in self._wanted:
            self.pressed.emit(name)

    def _failed(self, problem: str) -> None:
        self.problem = problem
        self.changed.emit()
