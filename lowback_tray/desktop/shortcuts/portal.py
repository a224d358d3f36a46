"""Keys under Wayland: org.freedesktop.portal.GlobalShortcuts, where the desktop has it.

A program may not take keys there. It asks for a session, says what it would like, the desktop
asks the person (once) and tells from then on when a key was pressed. Which keys they chose in the
end is the desktop's to say.

The desktop remembers the keys of a program by its id. A sandbox has one; who runs without has to
say it, and portals of 2026 and later refuse whoever has not
(https://github.com/flatpak/xdg-desktop-portal/pull/1817). It is heeded only before the first other
call of a connection, so this one is used for nothing else. Portals before 1.19 do not know of it.
"""

from __future__ import annotations

from functools import partial
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
REGISTRY = "org.freedesktop.host.portal.Registry"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
DESKTOP_FILE = "lowback-tray"
"""Our id: the name of the menu entry, without its ending."""
_PORTAL = Target(NAME, PATH, SHORTCUTS)
_PATIENCE_S = 5.0


class PortalKeys(QObject):
    """The shortcuts of one session of the portal; asked for again when the portal starts anew.

    Args:
        bus: the session bus; it is left alone, ours is another connection to it.
        labels: a name for each shortcut to what it does, a message for `tr`.
    """

    pressed = Signal(str)
    changed = Signal()

    def __init__(self, bus: Bus, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._bus, self._labels = bus.another(), labels
        self._tokens = count(1)
        self._wanted: dict[str, str] = {}
        self._requests: dict[str, tuple[int, Any]] = {}  # turn, and what follows
        self._session: str | None = None
        self._owner: str | None = None
        self._asking = False
        self._turn = 0  # of asking; answers of an earlier one count no more, its session goes back
        self.problem: str | None = None
        ours = self._bus
        ours.match(Match(REQUEST, "Response", NAME, signature="ua{sv}"), self._response)
        ours.match(Match(SHORTCUTS, "Activated", NAME, PATH, signature="osta{sv}"), self._activated)
        ours.match(Match(SESSION, "Closed", NAME), self._taken_back)
        ours.watch_name(NAME, self._owned)

    def bind(self, wanted: Mapping[str, str]) -> None:
        """Ask for these combinations and no others; the portal asks the person."""
        if dict(wanted) == self._wanted:
            return
        self._wanted = dict(wanted)
        self._turn += 1
        self._asking = False
        self._close_session()
        if self._wanted:
            self._introduce()

    def close(self) -> None:
        """Give every key back, for good."""
        self._close_session()
        self._bus.close()

    def _close_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            self._give_back(session)

    def _give_back(self, session: str) -> None:
        self._bus.call(Target(NAME, session, SESSION), "Close")

    def _owned(self, owner: str | None) -> None:
        """The portal is there, or is gone with its sessions and with what it was asked."""
        had, self._owner = self._owner, owner
        if owner is None:
            if had is not None:
                self._lost()
        elif self._wanted and self._session is None and not self._asking:
            self._introduce()

    def _lost(self) -> None:
        self._session = None
        self._turn += 1
        self._requests.clear()
        if self._wanted:
            self._failed(tr("The desktop's portal has ended, and the keys with it"))

    def _introduce(self) -> None:
        """Say who we are, then ask for the keys, whatever the answer was."""
        self._asking, self._turn = True, self._turn + 1
        begin = partial(self._begin, self._turn)
        self._bus.call(
            Target(NAME, PATH, REGISTRY), "Register", "sa{sv}", (DESKTOP_FILE, {}),
            on_reply=begin, on_error=begin, timeout_s=_PATIENCE_S, activate=True,
        )  # fmt: skip

    def _begin(self, turn: int, _answer: object) -> None:
        if turn != self._turn:
            return
        token = self._token()
        options = {"handle_token": ("s", token), "session_handle_token": ("s", token)}
        self._ask(turn, "CreateSession", "a{sv}", (options,), self._created)

    def _token(self) -> str:
        return f"lowback_tray_{next(self._tokens)}"

    def _ask(
        self, turn: int, member: str, signature: str, body: tuple[Any, ...], then: Any
    ) -> None:
        self._bus.call(
            _PORTAL, member, signature, body, reply="o",
            on_reply=lambda said: self._requests.__setitem__(said[0], (turn, then)),
            on_error=partial(self._refused, turn), timeout_s=_PATIENCE_S, activate=True,
        )  # fmt: skip

    def _response(self, signal: Incoming) -> None:
        if signal.path not in self._requests:
            return
        turn, then = self._requests.pop(signal.path)
        code, results = signal.body
        if code != 0:
            self._refused(turn, tr("The desktop did not allow it"))
        else:
            then(turn, results)

    def _created(self, turn: int, results: dict[str, Any]) -> None:
        session = str(results["session_handle"][1])
        if turn != self._turn:  # something else is wanted meanwhile
            self._give_back(session)
            return
        self._session = session
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
        self._ask(turn, "BindShortcuts", "oa(sa{sv})sa{sv}", body, self._bound)

    def _bound(self, turn: int, _results: dict[str, Any]) -> None:
        if turn == self._turn:
            self._asking, self.problem = False, None
            self.changed.emit()

    def _refused(self, turn: int, problem: str) -> None:
        if turn == self._turn:
            self._failed(problem)

    def _activated(self, signal: Incoming) -> None:
        session, name = signal.body[:2]
        if session == self._session and name in self._wanted:
            self.pressed.emit(name)

    def _taken_back(self, signal: Incoming) -> None:
        if signal.path == self._session:
            self._session = None
            self._failed(tr("The desktop has taken the keys back"))

    def _failed(self, problem: str) -> None:
        if "app id" in problem:
            problem = tr(
                "The desktop does not know this program: its menu entry has to be installed, "
                "or bind a command to a key in the desktop's settings"
            )
        self._asking, self.problem = False, problem
        self.changed.emit()
