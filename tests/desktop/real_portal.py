"""The real xdg-desktop-portal on a private bus, with a desktop behind it that a test plays.

Programs talk to the portal's frontend, which checks every type and every handle; what a desktop
has to decide goes on to a backend. The backends for shortcuts are parts of GNOME, KDE and
Hyprland, so here one stands in, with the signatures of the real interface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from tests.desktop.services import Service

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.bus_kit import PrivateBus
    from tests.desktop.processes import Child

LIBEXEC = "/usr/libexec"
NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
_IMPL = "org.freedesktop.impl.portal"


class Desk(Service):
    """A desktop behind the portal, and the person at it.

    Attributes:
        code: what the person answers: 0 yes, 1 no.
        session: the session of shortcuts, "" while there is none.
    """

    NAME = f"{_IMPL}.desktop.test"
    PORTALS = ("Access", "Background", "GlobalShortcuts")
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "GetAll": ("s", "a{sv}"),
        "GetAppState": ("", "a{sv}"),
        "EnableAutostart": ("sbasu", "b"),
        "CreateSession": ("oosa{sv}", "ua{sv}"),
        "BindShortcuts": ("ooa(sa{sv})sa{sv}", "ua{sv}"),
        "Close": ("", ""),
    }

    def __init__(self, bus: PrivateBus) -> None:
        self.code = 0
        self.session = ""
        super().__init__(bus)

    def press(self, name: str) -> None:
        """The person presses the keys of a shortcut."""
        values: tuple[Any, ...] = (self.session, name, 7, {})
        self.emit(PATH, f"{_IMPL}.GlobalShortcuts", "Activated", "osta{sv}", *values)

    def called(self, member: str) -> list[tuple[Any, ...]]:
        return [body for name, body in self.calls if name == member]

    def on_GetAll(self, _interface: str) -> tuple[Any]:  # noqa: N802 - D-Bus names
        return ({"version": ("u", 1)},)

    def on_GetAppState(self) -> tuple[Any]:  # noqa: N802
        return ({},)

    def on_EnableAutostart(self, *_asked: Any) -> tuple[bool]:  # noqa: N802
        return (_asked[1] and self.code == 0,)

    def on_CreateSession(self, _: str, session: str, *_more: Any) -> tuple[int, Any]:  # noqa: N802
        self.session = session if self.code == 0 else ""
        return (self.code, {})

    def on_BindShortcuts(self, _: str, _session: str, wanted: Any, *_more: Any) -> Any:  # noqa: N802
        return (self.code, {"shortcuts": ("a(sa{sv})", wanted)})

    def on_Close(self) -> tuple[()]:  # noqa: N802
        self.session = ""
        return ()


class RealPortal:
    """The frontend and what it needs, started by hand so that nothing of the machine is asked.

    Args:
        bus: where.
        folder: an empty folder for its files.
        backend: the name of the backend on the bus, and the interfaces it serves.
        program: what starts the backend; "" where it is there already.
        env: on top of the environment.
    """

    def __init__(
        self,
        bus: PrivateBus,
        folder: Path,
        backend: tuple[str, tuple[str, ...]] = (Desk.NAME, Desk.PORTALS),
        program: str = "",
        **env: str,
    ) -> None:
        self._bus, self._program = bus, program
        self._talk = bus.talk()
        self._name, interfaces = backend
        portals = folder / "portals"
        portals.mkdir()
        # What says who serves a desktop: the first up to 1.16, the second from 1.18 on.
        served = ";".join(f"{_IMPL}.{one}" for one in interfaces)
        named = f"[portal]\nDBusName={self._name}\nInterfaces={served}\nUseIn=test\n"
        (portals / "one.portal").write_text(named)
        (portals / "test-portals.conf").write_text("[preferred]\ndefault=one\n")
        self.env = {
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "DBUS_SYSTEM_BUS_ADDRESS": bus.address,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CURRENT_DESKTOP": "test",
            "XDG_DESKTOP_PORTAL_DIR": str(portals),
            **env,
        }
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        self._spawn("xdg-permission-store", f"{_IMPL}.PermissionStore")
        if self._program:
            self._spawn(self._program, self._name)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self._children):
            child.stop()

    def start(self) -> None:
        """Start the frontend and wait until it answers."""
        self.frontend = self._spawn("xdg-desktop-portal", NAME)

    def _spawn(self, program: str, name: str) -> Child:
        child = self._bus.nursery.spawn([f"{LIBEXEC}/{program}"], env=self.env)
        self._children.append(child)
        self._bus.nursery.wait_for(lambda: self._talk.has_owner(name), what=program)
        return child
