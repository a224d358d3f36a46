"""How the desktop wants things to look, as its settings portal tells: dark, contrast, accent.

Qt follows some of it on some desktops; the portal is the one place that all of them fill
(org.freedesktop.appearance). It is asked once when the first window is built, told of changes from
then on, and never started by us. What it does not say is None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.bus import Match, Target

if TYPE_CHECKING:
    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

PORTAL = Target(
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
GROUP = "org.freedesktop.appearance"
_DARK, _LIGHT = 1, 2


class Appearance(QObject):
    """The desktop's wishes, followed live.

    Args:
        session: the session bus.

    Attributes:
        dark: whether it is dark.
        contrast: whether more contrast is wanted.
        accent: its accent, "#RRGGBB".
    """

    changed = Signal()

    def __init__(self, session: Bus) -> None:
        super().__init__()
        self._session = session
        self.dark: bool | None = None
        self.contrast: bool | None = None
        self.accent: str | None = None
        changes = Match(PORTAL.interface, "SettingChanged", PORTAL.name, PORTAL.path, GROUP, "ssv")
        session.match(changes, self._told)
        session.watch_name(PORTAL.name, self._owned)

    def _owned(self, owner: str | None) -> None:
        if owner is not None:
            self._session.call(
                PORTAL, "ReadAll", "as", ([GROUP],), reply="a{sa{sv}}",
                on_reply=self._read, on_late=self._read,
            )  # fmt: skip

    def _read(self, body: tuple[Any, ...]) -> None:
        for key, value in body[0].get(GROUP, {}).items():
            self._take(key, value)
        self.changed.emit()

    def _told(self, signal: Incoming) -> None:
        self._take(signal.body[1], signal.body[2])
        self.changed.emit()

    def _take(self, key: str, value: tuple[str, Any]) -> None:
        signature, said = value
        if (key, signature) == ("color-scheme", "u"):
            self.dark = {_DARK: True, _LIGHT: False}.get(said)
        elif (key, signature) == ("contrast", "u"):
            self.contrast = said == 1
        elif (key, signature) == ("accent-color", "(ddd)"):
            self.accent = _hex(said)


def _hex(parts: tuple[float, float, float]) -> str | None:
    """A colour of three shares; outside 0 to 1 there is none (the portal's own rule)."""
    if not all(0 <= part <= 1 for part in parts):
        return None
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
