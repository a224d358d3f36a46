"""Whether somebody types or points: asked cheaply, told without polling, or honestly unknown.

On X11 the server is asked (`xidle`). Under Wayland it is not: XWayland sees only what goes to
X11 windows, so its answer would be a lie. Where nobody can tell, `idle_s` is None and `problem`
says why; lock and sleep signals still tell of absences. A source that fails later is let go of
and the state becomes "unknown", never "0 seconds" for ever.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lowback_tray.desktop.xidle import XIdle


def why_not_x11(env: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """Why the X server of this environment must not be asked; None where it may be."""
    if platform in ("win32", "darwin"):
        return tr("This system is not watched for typing yet")
    if env.get("XDG_SESSION_TYPE") == "wayland" or env.get("WAYLAND_DISPLAY"):
        return tr("Under Wayland nobody tells us yet how long nobody typed")
    if not env.get("DISPLAY"):
        return tr("There is no X server")
    return None


class Presence(QObject):
    """The person at the keyboard.

    Args:
        env: the environment that says what kind of session this is.
        parent: the Qt parent.

    Attributes:
        source: "x11" or "none".
        problem: why nothing is known, None while it is.
    """

    came_back = Signal()  # the first input since `watch_return(True)`; once
    changed = Signal()  # the source was lost
    # The two above are told from the event loop, never from within a question.
    _input_seen = Signal()
    _source_lost = Signal()

    def __init__(self, env: Mapping[str, str] = os.environ, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = "none"
        self.problem = why_not_x11(env)
        self._x: XIdle | None = None
        self._notifier: QSocketNotifier | None = None
        self._input_seen.connect(self.came_back, Qt.ConnectionType.QueuedConnection)
        self._source_lost.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        if self.problem is None:
            self._open(env["DISPLAY"])

    @property
    def known(self) -> bool:
        """Whether `idle_s` can tell."""
        return self._x is not None

    def idle_s(self) -> float | None:
        """Real seconds since the last typing or pointing; None: nobody can tell."""
        if self._x is None:
            return None
        try:
            return self._x.idle_s()
        except DesktopError as error:
            self._lose(error)
            return None
        finally:
            self._take_in()

    def watch_return(self, armed: bool) -> None:
        """Tell of the next input (once) by `came_back`, or no longer. Costs nothing meanwhile."""
        if self._x is None:
            return
        if armed:
            self._x.arm()
        else:
            self._x.disarm()

    def close(self) -> None:
        """Let go of the X server."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._x is not None:
            self._x.close()
            self._x = None
        self.source = "none"

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {
            "source": self.source,
            "known": self.known,
            "idle_s": self.idle_s(),
            "problem": self.problem,
        }

    def _open(self, display: str) -> None:
        # Late: only a session on X11 needs ctypes.
        from lowback_tray.desktop.xidle import XIdle

        try:
            self._x = XIdle(display)
        except DesktopError as error:
            self.problem = str(error)
            return
        self.source = "x11"
        self._notifier = QSocketNotifier(self._x.fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take_in)

    def _take_in(self) -> None:
        """Also after every question: its answer may have pulled an event off the socket."""
        if self._x is None:
            return
        try:
            came = self._x.read()
        except DesktopError as error:
            self._lose(error)
            return
        if came:
            self._input_seen.emit()

    def _lose(self, error: DesktopError) -> None:
        self.close()
        self.problem = str(error)
        self._source_lost.emit()
