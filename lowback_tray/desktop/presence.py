"""Whether somebody types or points: asked cheaply, told without polling, or honestly unknown.

A ladder of ways to know, the best first, each of them optional: on X11 the X server; under
Wayland the compositor's own notifications; then GNOME's Mutter, the screen saver of KDE and
others, login1's idle hint; Windows and macOS have a count of their own. The first that can be
relied on is followed, and the ladder is looked at again whenever a service comes, goes, or tells
nonsense; what was set aside is tried again later. Where nobody can tell, `idle_s` is None and
`problem` says why; lock and sleep signals still tell of absences. It is never "0 seconds" for
ever.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.presence_rung import Rung, Steady


def is_wayland(env: Mapping[str, str]) -> bool:
    """Whether this environment belongs to a Wayland session."""
    return env.get("XDG_SESSION_TYPE") == "wayland" or bool(env.get("WAYLAND_DISPLAY"))


def why_not_x11(env: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Why the X server of this environment must not be asked; None where it may be."""
    if platform in ("win32", "darwin"):
        return tr("This system is not watched for typing yet")
    if is_wayland(env):
        return tr("Under Wayland the X server does not see all input")
    if not env.get("DISPLAY"):
        return tr("There is no X server")
    return None


def ladder(
    env: Mapping[str, str],
    session: Bus | None,
    system: Bus | None,
    steady: Steady = time.monotonic,
    platform: str = sys.platform,
) -> Iterator[Rung]:
    """The rungs that this environment may have, the best first. Imports only what it needs."""
    if platform in ("win32", "darwin"):
        from lowback_tray.desktop.presence_counted import CountedRung, counter

        yield CountedRung("windows" if platform == "win32" else "macos", counter(platform), steady)
        return
    if why_not_x11(env) is None:
        from lowback_tray.desktop.presence_x11 import X11Rung

        yield X11Rung(env["DISPLAY"], steady)
    if is_wayland(env):
        from lowback_tray.desktop.presence_wayland import WaylandRung
        from lowback_tray.desktop.presence_wire import socket_path

        yield WaylandRung(socket_path(env), steady)
    if session is not None:
        from lowback_tray.desktop.presence_asked import MutterRung, ScreenSaverRung

        yield MutterRung(session, steady)
        yield ScreenSaverRung(session, steady)
    if system is not None:
        from lowback_tray.desktop.presence_login1 import Login1Rung

        yield Login1Rung(system, env.get("XDG_SESSION_ID", ""), steady)


class Presence(QObject):
    """The person at the keyboard.

    Args:
        env: the environment that says what kind of session this is.
        parent: the Qt parent.
        session: the session bus, for Mutter and screen savers; None: they are not asked.
        system: the system bus, for login1; None: it is not asked.
        rungs: the ladder, best first; None: that of the environment.
    """

    came_back = Signal()  # the first input since `watch_return(True)`; once
    changed = Signal()  # another source, or `idle_s` is another than was said: look again
    # The two above are told from the event loop, never from within a question.
    _input_seen = Signal()
    _picture_changed = Signal()

    def __init__(
        self,
        env: Mapping[str, str] = os.environ,
        parent: QObject | None = None,
        *,
        session: Bus | None = None,
        system: Bus | None = None,
        rungs: Sequence[Rung] | None = None,
    ) -> None:
        super().__init__(parent)
        self._input_seen.connect(self.came_back, Qt.ConnectionType.QueuedConnection)
        self._picture_changed.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._armed = self._choosing = self._closed = False
        self._chosen: Rung | None = None
        self._rungs = list(ladder(env, session, system)) if rungs is None else list(rungs)
        self._why_none = why_not_x11(env) or tr("There is no X server")
        for rung in self._rungs:
            rung.turned.connect(self._choose)
            rung.told.connect(self._picture_changed)
            rung.returned.connect(self._returned)
        self._choose()

    @property
    def source(self) -> str:
        """Who tells: the name of a rung ("x11", "wayland", "login1" ...), or "none"."""
        return "none" if self._chosen is None else self._chosen.name

    @property
    def known(self) -> bool:
        """Whether `idle_s` can tell."""
        return self._chosen is not None

    @property
    def problem(self) -> str | None:
        """Why nothing is known, None while it is."""
        if self._chosen is not None:
            return None
        return self._rungs[0].problem if self._rungs else self._why_none

    def idle_s(self) -> float | None:
        """Real seconds since the last typing or pointing; None: nobody can tell."""
        self._try_again()
        return None if self._chosen is None else self._chosen.idle_s()

    def watch_return(self, armed: bool) -> None:
        """Tell of the next input (once) by `came_back`, or no longer."""
        self._armed = armed and self.known
        if self._chosen is not None:
            self._chosen.watch_return(armed)

    def close(self) -> None:
        """Let go of all sources."""
        self._closed = True
        self._chosen, self._armed = None, False
        for rung in self._rungs:
            rung.close()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        idle = self.idle_s()
        return {
            "source": self.source,
            "known": self.known,
            "idle_s": idle,
            "problem": self.problem,
            "rungs": [
                {"source": rung.name, "usable": rung.usable, "problem": rung.problem}
                for rung in self._rungs
            ],
        }

    def _try_again(self) -> None:
        """What was set aside a while ago may be better than what we have."""
        for rung in self._rungs:
            if rung is self._chosen or self._closed:
                return
            if rung.retry_at <= rung.steady():
                rung.consider()

    def _choose(self) -> None:
        """Step onto the first rung that holds. A rung may give way while it is tried."""
        if self._choosing or self._closed:
            return
        self._choosing = True
        best: Rung | None = None
        for rung in self._rungs:
            if not rung.usable and rung.retry_at > rung.steady():
                rung.consider()
            if rung.usable:
                best = rung
                break
        self._choosing = False
        if best is not self._chosen:
            self._step_onto(best)

    def _step_onto(self, rung: Rung | None) -> None:
        before, self._chosen = self._chosen, rung
        if before is not None:
            before.watch_return(False)
            before.release()
        if rung is None:
            # Nobody will tell of the return: time at the desk goes by the clock from here on.
            self._returned()
        else:
            rung.engage()
            rung.watch_return(self._armed)
        self._picture_changed.emit()

    def _returned(self) -> None:
        if self._armed:
            self._armed = False
            self._input_seen.emit()
