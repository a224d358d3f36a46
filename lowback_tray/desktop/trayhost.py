"""Whether anybody shows StatusNotifier tray icons, and whether ours is among them.

QSystemTrayIcon says "visible" with nobody there to show it, and never registers an icon that
was made before its host came. The truth is asked of the watcher on the bus; on `changed` the
tray makes its icon anew. (The older XEmbed trays are Qt's business: it recovers there.)
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.bus import BUS, Match, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.bus import Bus

WATCHER = Target(
    "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
_PROPERTIES = WATCHER._replace(interface="org.freedesktop.DBus.Properties")


class TrayHost(QObject):
    """The host of StatusNotifier icons.

    Args:
        session: the session bus.
        parent: the Qt parent.

    Attributes:
        host: "StatusNotifier" while somebody shows icons, else None.
        asked: whether the first answer is in; before that, None means "not known yet".
    """

    changed = Signal()  # `host` is another one, or the same one anew, or the first answer is in

    def __init__(self, session: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._owner: str | None = None
        self.host: str | None = None
        self.asked = False
        for member in ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"):
            session.match(
                Match(WATCHER.interface, member, WATCHER.name), lambda _: self._ask_host()
            )
        session.watch_name(WATCHER.name, self._watcher_changed)

    def registered_items(self, on_reply: Callable[[tuple[str, ...] | None], None]) -> None:
        """Ask for every registered icon ("bus name/object path"); None: nobody can tell."""
        if self._owner is None:
            self._session.call(BUS, "GetId", on_reply=lambda _: on_reply(()),
                               on_error=lambda _: on_reply(None))  # fmt: skip
            return
        self._session.call(
            _PROPERTIES, "Get", "ss", (WATCHER.interface, "RegisteredStatusNotifierItems"),
            reply="v", on_error=lambda _: on_reply(None),
            on_reply=lambda body: on_reply(tuple(body[0][1]) if body[0][0] == "as" else None),
        )  # fmt: skip

    def icon_shown(self, on_reply: Callable[[bool | None], None]) -> None:
        """Ask whether an icon of this process is registered; None: nobody can tell."""
        self.registered_items(lambda items: self._find_ours(items, on_reply))

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"host": self.host, "watcher": self._owner, "problem": self._session.problem}

    def _watcher_changed(self, owner: str | None) -> None:
        self._owner = owner
        if owner is None:
            self._conclude(None)
        else:
            self._ask_host()

    def _ask_host(self) -> None:
        if self._owner is not None:
            self._session.call(
                _PROPERTIES, "Get", "ss", (WATCHER.interface, "IsStatusNotifierHostRegistered"),
                reply="v", on_error=lambda _: self._conclude(None),
                on_reply=self._host_told, on_late=self._host_told,
            )  # fmt: skip

    def _host_told(self, body: tuple[Any, ...]) -> None:
        self._conclude("StatusNotifier" if body[0] == ("b", True) else None)

    def _conclude(self, host: str | None) -> None:
        if host != self.host or not self.asked:
            self.host, self.asked = host, True
            self.changed.emit()

    def _find_ours(
        self, items: tuple[str, ...] | None, on_reply: Callable[[bool | None], None]
    ) -> None:
        """Ask the bus for the process behind each icon, one after the other."""
        if not items:
            on_reply(None if items is None else False)
            return
        name, rest = items[0].partition("/")[0], items[1:]

        def told(body: tuple[Any, ...]) -> None:
            if body[0] == os.getpid():
                on_reply(True)
            else:
                self._find_ours(rest, on_reply)

        self._session.call(
            BUS, "GetConnectionUnixProcessID", "s", (name,), reply="u",
            on_reply=told, on_error=lambda _: self._find_ours(rest, on_reply),
        )  # fmt: skip
