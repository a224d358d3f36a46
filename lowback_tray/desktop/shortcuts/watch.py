"""The shortcuts of this desktop: the X server's, or the portal's under Wayland.

Nothing is connected, asked or loaded while none is wanted. Elsewhere (Windows, macOS, a Wayland
desktop without the portal) the desktop's own settings can bind a key to a command of ours.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.shortcuts.portal import PortalKeys
    from lowback_tray.desktop.shortcuts.xkeys import XKeys


class Shortcuts(QObject):
    """Tells when a wanted combination was pressed.

    Args:
        session: the session bus.
        labels: a name for each shortcut to what it does, a message for `tr`.
        env: the environment that says what kind of session this is.
    """

    pressed = Signal(str)

    def __init__(
        self, session: Bus, labels: Mapping[str, str], env: Mapping[str, str] = os.environ
    ) -> None:
        super().__init__()
        self._session, self._labels, self._env = session, labels, env
        self._wanted: dict[str, str] = {}
        self._x: XKeys | None = None
        self._notifier: QSocketNotifier | None = None
        self._portal: PortalKeys | None = None
        self._problem: str | None = None

    def want(self, wanted: Mapping[str, str]) -> None:
        """These combinations and no others, from now on; an empty one is not wanted."""
        chosen = {name: keys for name, keys in wanted.items() if keys}
        if chosen == self._wanted:
            return
        self._wanted = chosen
        self._problem = None
        if self._env.get("WAYLAND_DISPLAY"):
            self._bind()
        elif sys.platform in ("win32", "darwin") or not self._env.get("DISPLAY"):
            self._problem = _not_here() if chosen else None
        else:
            self._grab()

    def problems(self) -> list[str]:
        """What is wanted and does not work."""
        if not self._wanted:
            return []
        refused = list(self._x.problems.values()) if self._x is not None else []
        asked = self._portal.problem if self._portal is not None else None
        return [*refused, *(one for one in (asked, self._problem) if one)]

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        way = "x11" if self._x is not None else "portal" if self._portal is not None else None
        return {"way": way, "wanted": dict(self._wanted), "problems": self.problems()}

    def close(self) -> None:
        """Give every key back."""
        self._let_go()
        if self._portal is not None:
            self._portal.close()

    # ---- X11

    def _grab(self) -> None:
        if not self._wanted:
            self._let_go()
            return
        try:
            self._keys().grab(self._wanted)
        except DesktopError as error:
            self._lost(str(error))

    def _keys(self) -> XKeys:
        if self._x is None:
            from lowback_tray.desktop.shortcuts.xkeys import XKeys

            self._x = XKeys(self._env.get("DISPLAY"))
            self._notifier = QSocketNotifier(self._x.fd, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._read)
        return self._x

    def _read(self) -> None:
        if self._x is None:
            return
        try:
            pressed = self._x.read()
        except DesktopError as error:
            self._lost(str(error))
            return
        for name in pressed:
            self.pressed.emit(name)

    def _lost(self, problem: str) -> None:
        self._let_go()
        self._problem = problem

    def _let_go(self) -> None:
        notifier, self._notifier = self._notifier, None
        if notifier is not None:
            notifier.setEnabled(False)
            notifier.deleteLater()
        x, self._x = self._x, None
        if x is not None:
            x.close()

    # ---- Wayland

    def _bind(self) -> None:
        if self._portal is None:
            from lowback_tray.desktop.shortcuts.portal import PortalKeys

            self._portal = PortalKeys(self._session, self._labels)
            self._portal.pressed.connect(self.pressed)
        self._portal.bind(self._wanted)


def _not_here() -> str:
    return tr("Shortcuts cannot be set here: bind a command to a key in the desktop's settings")
