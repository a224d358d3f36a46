"""Stand-ins for desktop services, with the signatures of the real ones.

They refuse what the real ones refuse: arguments of other types, members they do not have. Each
is a service on a private bus in a thread of its own, moved by the test.
"""

from __future__ import annotations

import os
import time
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from jeepney import HeaderFields, Message, new_error, new_method_return

from tests.desktop.bus_kit import Peer, PrivateBus

if TYPE_CHECKING:
    from collections.abc import Callable

PROPERTIES = "org.freedesktop.DBus.Properties"


class Service(Peer):
    """A peer that checks how it is called.

    Attributes:
        hung: it takes everything in and answers nothing.
        silent: members that are taken in and not answered.
        refuses: members that end in an error.
    """

    NAME: ClassVar[str]
    # Member to the types of its arguments and of its answer.
    MEMBERS: ClassVar[dict[str, tuple[str, str]]]

    def __init__(self, bus: PrivateBus) -> None:
        self.hung = False
        self.silent: set[str] = set()
        self.refuses: set[str] = set()
        super().__init__(bus.address, self.NAME, {})

    def reply(self, member: str, path: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        """What to answer."""
        method: Callable[..., tuple[Any, ...]] = getattr(self, f"on_{member}")
        return method(*body)

    def _answer(self, message: Message) -> None:
        fields = message.header.fields
        member, given = fields[HeaderFields.member], fields.get(HeaderFields.signature, "")
        self.calls.append((member, tuple(message.body)))
        if self.hung or member in self.silent:
            return
        wanted, types = self.MEMBERS.get(member, (None, ""))
        if given != wanted or member in self.refuses:
            why = f"Type of message, “({given})”, does not match expected type “({wanted})”"
            error = "org.freedesktop.DBus.Error.InvalidArgs"
            answer = new_error(message, error, "s", (why,))
        else:
            values = self.reply(member, fields[HeaderFields.path], tuple(message.body))
            answer = new_method_return(message, types or None, values)
        self._connection.send(answer)


class Mutter(Service):
    """GNOME's IdleMonitor.

    Attributes:
        lie: what it says instead of the truth, in milliseconds.
    """

    NAME = "org.gnome.Mutter.IdleMonitor"
    PATH = "/org/gnome/Mutter/IdleMonitor/Core"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "GetIdletime": ("", "t"),
        "AddIdleWatch": ("t", "u"),
        "AddUserActiveWatch": ("", "u"),
        "RemoveWatch": ("u", ""),
    }

    def __init__(self, bus: PrivateBus, idle_s: float = 0.0) -> None:
        self.lie: int | None = None
        self.idle_watches: dict[int, int] = {}
        self.touch_watches: list[int] = []
        self._next = 1
        self._touched = time.monotonic() - idle_s
        super().__init__(bus)

    @property
    def idle_ms(self) -> int:
        return int((time.monotonic() - self._touched) * 1000)

    def rest(self, seconds: float) -> None:
        """The person does nothing for so long, in an instant."""
        before = self.idle_ms
        self._touched -= seconds
        for number, after in self.idle_watches.items():
            if before < after <= self.idle_ms:
                self._fire(number)

    def touch(self, *, signals: bool = True) -> None:
        """The person types; the signals may get lost."""
        self._touched = time.monotonic()
        fired, self.touch_watches = self.touch_watches, []
        for number in fired if signals else []:
            self._fire(number)

    def on_GetIdletime(self) -> tuple[int]:  # noqa: N802 - D-Bus names
        return (self.idle_ms if self.lie is None else self.lie,)

    def on_AddIdleWatch(self, after_ms: int) -> tuple[int]:  # noqa: N802
        self.idle_watches[self._next] = after_ms
        return (self._given(),)

    def on_AddUserActiveWatch(self) -> tuple[int]:  # noqa: N802
        self.touch_watches.append(self._next)
        return (self._given(),)

    def on_RemoveWatch(self, number: int) -> tuple[()]:  # noqa: N802
        self.idle_watches.pop(number, None)
        if number in self.touch_watches:
            self.touch_watches.remove(number)
        return ()

    def _given(self) -> int:
        self._next += 1
        return self._next - 1

    def _fire(self, number: int) -> None:
        self.emit(self.PATH, self.NAME, "WatchFired", "u", number)


class Saver(Service):
    """org.freedesktop.ScreenSaver, counting in the unit of the test's choice."""

    NAME = "org.freedesktop.ScreenSaver"
    PATH = "/org/freedesktop/ScreenSaver"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {"GetSessionIdleTime": ("", "u")}

    def __init__(self, bus: PrivateBus, per_second: float, paths: tuple[str, ...] = (PATH,)):
        self.per_second = per_second
        self.paths = paths
        self.lie: int | None = None
        self._touched = time.monotonic()
        super().__init__(bus)

    def rest(self, seconds: float) -> None:
        self._touched -= seconds

    def touch(self) -> None:
        self._touched = time.monotonic()

    def reply(self, member: str, path: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        assert path in self.paths
        true = int((time.monotonic() - self._touched) * self.per_second)
        return (true if self.lie is None else self.lie,)


class Login1(Service):
    """login1 with one session of this user, its idle hint, and inhibitors."""

    NAME = "org.freedesktop.login1"
    PATH = "/org/freedesktop/login1"
    SESSION = "/org/freedesktop/login1/session/c1"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "ListSessions": ("", "a(susso)"),
        "GetAll": ("s", "a{sv}"),
        "ListInhibitors": ("", "a(ssssuu)"),
    }

    def __init__(self, bus: PrivateBus, session: str = "c1") -> None:
        self.properties: dict[str, tuple[str, Any]] = {}
        self.inhibitors: list[tuple[str, str, str, str, int, int]] = []
        self._session = session
        self.hint(None, signals=False, running=False)
        super().__init__(bus)

    def hint(self, idle_s: float | None, *, signals: bool = True, running: bool = True) -> None:
        """The desktop sets the hint (None: takes it back)."""
        since = 0 if idle_s is None else int((time.monotonic() - idle_s) * 1e6)
        news = {"IdleHint": ("b", idle_s is not None), "IdleSinceHintMonotonic": ("t", since)}
        self.properties = news
        if signals and running:
            interface = "org.freedesktop.login1.Session"
            self.emit(
                self.SESSION, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, news, []
            )

    def inhibit(self, who: str, what: str = "idle", *, signals: bool = True) -> None:
        """A program asks for the screen to stay on."""
        self.inhibitors.append((what, who, "because", "block", os.getuid(), 1))
        if signals:
            manager, change = "org.freedesktop.login1.Manager", {"BlockInhibited": ("s", what)}
            self.emit(self.PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", manager, change, [])

    def on_ListSessions(self) -> tuple[list[tuple[str, int, str, str, str]]]:  # noqa: N802
        return ([(self._session, os.getuid(), "me", "", self.SESSION)],)

    def on_GetAll(self, interface: str) -> tuple[dict[str, tuple[str, Any]]]:  # noqa: N802
        return (self.properties,)

    def on_ListInhibitors(self) -> tuple[list[tuple[str, str, str, str, int, int]]]:  # noqa: N802
        return (self.inhibitors,)


class SessionManager(Service):
    """GNOME's session manager and its inhibitor objects."""

    NAME = "org.gnome.SessionManager"
    PATH = "/org/gnome/SessionManager"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "GetInhibitors": ("", "ao"),
        "GetFlags": ("", "u"),
        "GetAppId": ("", "s"),
    }

    def __init__(self, bus: PrivateBus) -> None:
        self.inhibitors: dict[str, tuple[str, int]] = {}
        self._numbers = count(1)  # as the real one: no name comes twice
        super().__init__(bus)

    def inhibit(self, who: str, flags: int = 8, *, signals: bool = True) -> str:
        path = f"{self.PATH}/Inhibitor{next(self._numbers)}"
        self.inhibitors[path] = (who, flags)
        if signals:
            self.emit(self.PATH, self.NAME, "InhibitorAdded", "o", path)
        return path

    def release(self, path: str, *, signals: bool = True) -> None:
        del self.inhibitors[path]
        if signals:
            self.emit(self.PATH, self.NAME, "InhibitorRemoved", "o", path)

    def reply(self, member: str, path: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        if member == "GetInhibitors":
            return (list(self.inhibitors),)
        who, flags = self.inhibitors.get(path, ("", 0))
        return (flags if member == "GetFlags" else who,)


class PolicyAgent(Service):
    """KDE's list of what keeps the screen on."""

    NAME = "org.kde.Solid.PowerManagement.PolicyAgent"
    PATH = "/org/kde/Solid/PowerManagement/PolicyAgent"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "HasInhibition": ("u", "b"),
        "ListInhibitions": ("", "a(ss)"),
    }

    def __init__(self, bus: PrivateBus) -> None:
        self.programs: list[str] = []
        super().__init__(bus)

    def set(self, *programs: str) -> None:
        before, self.programs = self.programs, list(programs)
        added = [(one, "playing") for one in programs if one not in before]
        gone = [one for one in before if one not in programs]
        self.emit(self.PATH, self.NAME, "InhibitionsChanged", "a(ss)as", added, gone)

    def on_HasInhibition(self, types: int) -> tuple[bool]:  # noqa: N802
        return (bool(self.programs) and bool(types & 4),)

    def on_ListInhibitions(self) -> tuple[list[tuple[str, str]]]:  # noqa: N802
        return ([(one, "playing") for one in self.programs],)


class PowerManagement(Service):
    """org.freedesktop.PowerManagement, as Xfce has it."""

    NAME = "org.freedesktop.PowerManagement"
    PATH = "/org/freedesktop/PowerManagement/Inhibit"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "HasInhibit": ("", "b"),
        "GetInhibitors": ("", "as"),
    }

    def __init__(self, bus: PrivateBus) -> None:
        self.programs: list[str] = []
        super().__init__(bus)

    def set(self, *programs: str) -> None:
        self.programs = list(programs)
        interface = "org.freedesktop.PowerManagement.Inhibit"
        self.emit(self.PATH, interface, "HasInhibitChanged", "b", bool(programs))

    def on_HasInhibit(self) -> tuple[bool]:  # noqa: N802
        return (bool(self.programs),)

    def on_GetInhibitors(self) -> tuple[list[str]]:  # noqa: N802
        return (self.programs,)


class Notifications(Service):
    """A notification service with KDE's property, or with dunst's, or with neither."""

    NAME = "org.freedesktop.Notifications"
    PATH = "/org/freedesktop/Notifications"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {"Get": ("ss", "v")}

    def __init__(self, bus: PrivateBus, interface: str, key: str) -> None:
        self._interface, self._key = interface, key
        self.value: tuple[str, Any] = ("b", False)
        super().__init__(bus)

    def set(self, on: bool, *, signals: bool = True) -> None:
        self.value = ("b", on)
        if signals:
            self.emit(
                self.PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as",
                self._interface, {self._key: self.value}, [],
            )  # fmt: skip

    def on_Get(self, interface: str, key: str) -> tuple[tuple[str, Any]]:  # noqa: N802
        if (interface, key) == (self._interface, self._key):
            return (self.value,)
        return (("s", "no such property"),)


class Xfconf(Service):
    """Xfce's settings."""

    NAME = "org.xfce.Xfconf"
    PATH = "/org/xfce/Xfconf"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {"GetProperty": ("ss", "v")}

    def __init__(self, bus: PrivateBus) -> None:
        self.on = False
        super().__init__(bus)

    def set(self, on: bool, *, signals: bool = True) -> None:
        self.on = on
        if signals:
            where = ("xfce4-notifyd", "/do-not-disturb")
            self.emit(self.PATH, self.NAME, "PropertyChanged", "ssv", *where, ("b", on))

    def on_GetProperty(self, channel: str, key: str) -> tuple[tuple[str, Any]]:  # noqa: N802
        assert (channel, key) == ("xfce4-notifyd", "/do-not-disturb")
        return (("b", self.on),)


class Player(Service):
    """A media player (MPRIS)."""

    NAME = "org.mpris.MediaPlayer2.test"
    PATH = "/org/mpris/MediaPlayer2"
    INTERFACE = "org.mpris.MediaPlayer2.Player"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {
        "Get": ("ss", "v"),
        "Pause": ("", ""),
        "Play": ("", ""),
    }

    def __init__(self, bus: PrivateBus, state: str = "Playing") -> None:
        self.state = state
        super().__init__(bus)

    def become(self, state: str) -> None:
        """Somebody presses a button; as every change it is told."""
        if state != self.state:
            self.state = state
            self._tell({"PlaybackStatus": ("s", state)}, [])

    def turn(self, volume: float) -> None:
        """Something else changes."""
        self._tell({"Volume": ("d", volume)}, [])

    def hint(self, state: str) -> None:
        """The state changes, and those who want to know it have to ask."""
        self.state = state
        self._tell({}, ["PlaybackStatus"])

    def on_Get(self, interface: str, key: str) -> tuple[tuple[str, str]]:  # noqa: N802
        assert (interface, key) == (self.INTERFACE, "PlaybackStatus")
        return (("s", self.state),)

    def on_Pause(self) -> tuple[()]:  # noqa: N802
        self.become("Paused")
        return ()

    def on_Play(self) -> tuple[()]:  # noqa: N802
        self.become("Playing")
        return ()

    def _tell(self, values: dict[str, tuple[str, Any]], invalid: list[str]) -> None:
        body = (self.INTERFACE, values, invalid)
        self.emit(self.PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", *body)


class OtherPlayer(Player):
    """A second one."""

    NAME = "org.mpris.MediaPlayer2.other"
