"""login1's idle hint as a rung: coarse, and better than nothing.

Desktops set the hint of the session after minutes without input, together with the moment of
the last input; many never set it. So it counts as knowing only once it has been seen set, and
while it is not set nothing is claimed: "not idle for minutes" is no number of seconds.
"""

from __future__ import annotations

import os
import time
from math import inf
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.bus import Match, Target
from lowback_tray.desktop.lock import LOGIN1, PROPERTIES, SESSION, own_session
from lowback_tray.desktop.presence_rung import Judge, Rung
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.presence_rung import Steady
    from lowback_tray.desktop.wire import Incoming


class Login1Rung(Rung):
    """The idle hint of this session.

    Args:
        bus: the system bus.
        session_id: as in XDG_SESSION_ID.
        steady: a clock in seconds; login1 counts on the same, CLOCK_MONOTONIC.
    """

    def __init__(self, bus: Bus, session_id: str, steady: Steady = time.monotonic) -> None:
        super().__init__("login1", steady)
        self._bus = bus
        self._id = session_id
        self._judge = Judge(steady)
        self._watched = False
        self._path: str | None = None
        self._owner: str | None = None
        self._since: float | None = None  # of the hint that is set now

    def consider(self) -> None:
        """Look for login1 and our session in it."""
        if not self._watched:
            self._watched = True
            changes = Match(
                PROPERTIES, "PropertiesChanged", LOGIN1.name, arg0=SESSION, signature="sa{sv}as"
            )
            self._bus.match(changes, self._properties_changed)
            self._bus.watch_name(LOGIN1.name, self._owned)
        elif self._owner is not None and self.steady() >= self.retry_at:
            self.retry_at = inf
            self._find_session()

    def idle_s(self) -> float | None:
        """Exact while the hint is set, else None. Read again each time: signals get lost."""
        if not self.usable:
            return None
        self._read()
        return None if self._since is None else max(0.0, self.steady() - self._since)

    def _owned(self, owner: str | None) -> None:
        self._owner, self._path, self._since = owner, None, None
        if owner is None:
            self.retry_at = inf
            self._turn(tr("login1 is not running"))
        else:
            self._find_session()

    def _find_session(self) -> None:
        self._bus.call(
            LOGIN1, "ListSessions", reply="a(susso)", on_reply=self._sessions,
            on_error=self.set_aside,
        )  # fmt: skip

    def _sessions(self, body: tuple[Any, ...]) -> None:
        self._path = own_session(body[0], self._id, os.getuid())
        if self._path is None:
            self.set_aside(tr("login1 does not know this session"))
        else:
            self._read()

    def _read(self) -> None:
        if self._path is not None:
            self._bus.call(
                Target(LOGIN1.name, self._path, PROPERTIES), "GetAll", "s", (SESSION,),
                reply="a{sv}", on_reply=self._heard, on_error=self.set_aside,
            )  # fmt: skip

    def _properties_changed(self, signal: Incoming) -> None:
        _, values, invalid = signal.body
        if signal.path == self._path and "IdleHint" in {*values, *invalid}:
            self._read()

    def _heard(self, body: tuple[Any, ...]) -> None:
        hint, since = body[0].get("IdleHint"), body[0].get("IdleSinceHintMonotonic")
        if hint is None or hint[0] != "b" or since is None or since[0] != "t":
            self.set_aside(tr("login1 does not tell whether anybody is here"))
        elif hint[1] and since[1]:
            self._set(since[1] / 1e6)
        else:
            self._unset()

    def _set(self, since: float) -> None:
        fault = self._judge.fault(self.steady() - since)
        if fault is not None:
            self._since = None
            self.set_aside(fault)
            return
        news = self._since is None
        self._since = since
        if not self.usable:
            self._turn(None)
        elif news:
            self.told.emit()

    def _unset(self) -> None:
        if not self.usable:
            self._turn(tr("login1 has told of no absence yet"))
        elif self._since is not None:
            self._since = None
            self.told.emit()
            self._came_back()
