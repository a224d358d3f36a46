"""Talking to the virtual desktop over D-Bus, from the outside: calls, tray, menus, notices.

Everything here blocks with a short budget and knows nothing of the program under test.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import MessageFlag

if TYPE_CHECKING:
    from collections.abc import Iterator

BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
WATCHER = ("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
PROPERTIES = "org.freedesktop.DBus.Properties"
NOTIFICATIONS = "org.freedesktop.Notifications"


class CallError(AssertionError):
    """A peer answered with an error, or not at all."""


class Talk:
    """One connection to a bus at an address."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._connection.close()

    def call(
        self,
        peer: tuple[str, str, str],
        member: str,
        signature: str = "",
        *body: Any,
        timeout_s: float = 5.0,
    ) -> tuple[Any, ...]:
        """Call a method of (bus name, path, interface) and return what it answers."""
        name, path, interface = peer
        message = new_method_call(
            DBusAddress(path, name, interface), member, signature or None, body
        )
        try:
            reply = self._connection.send_and_get_reply(message, timeout=timeout_s)
        except TimeoutError as error:
            raise CallError(f"{member}: no answer in {timeout_s} s") from error
        if reply.header.message_type is MessageType.error:
            raise CallError(
                f"{member}: {reply.header.fields[HeaderFields.error_name]} {reply.body}"
            )
        return tuple(reply.body)

    def get(self, name: str, path: str, interface: str, key: str) -> Any:
        """A property's value."""
        ((_signature, value),) = self.call((name, path, PROPERTIES), "Get", "ss", interface, key)
        return value

    def has_owner(self, name: str) -> bool:
        """Whether somebody answers to this bus name."""
        return bool(self.call(BUS, "NameHasOwner", "s", name)[0])

    def pid_of(self, name: str) -> int:
        """The process behind a bus name."""
        return int(self.call(BUS, "GetConnectionUnixProcessID", "s", name)[0])

    def tray_items(self) -> list[TrayItem]:
        """The tray icons that have registered (empty where no tray host watches)."""
        if not self.has_owner(WATCHER[0]):
            return []
        found = self.get(*WATCHER, WATCHER[0], "RegisteredStatusNotifierItems")
        return [TrayItem(self, *_split_item(entry)) for entry in found]


def _split_item(entry: str) -> tuple[str, str]:
    name, _, path = entry.partition("/")
    return name, f"/{path or 'StatusNotifierItem'}"


@dataclass(frozen=True)
class MenuEntry:
    """One line of a tray menu, as a panel sees it."""

    id: int
    label: str
    enabled: bool
    checked: bool
    separator: bool
    children: tuple[MenuEntry, ...]

    def walk(self) -> Iterator[MenuEntry]:
        """This entry and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class TrayItem:
    """A tray icon as a panel sees it (StatusNotifierItem and its dbusmenu)."""

    talk: Talk
    name: str
    path: str

    def property(self, key: str) -> Any:
        return self.talk.get(self.name, self.path, "org.kde.StatusNotifierItem", key)

    def pid(self) -> int:
        """The process the icon belongs to."""
        return self.talk.pid_of(self.name)

    def tooltip(self) -> str:
        """Title and text of the tooltip, one line each."""
        _icon, _pixmaps, title, text = self.property("ToolTip")
        return "\n".join(part for part in (title, text) if part)

    def icon_sizes(self) -> list[tuple[int, int]]:
        """The sizes of the pictures it offers."""
        return [(width, height) for width, height, _data in self.property("IconPixmap")]

    def activate(self) -> None:
        """A left click on the icon."""
        peer = (self.name, self.path, "org.kde.StatusNotifierItem")
        self.talk.call(peer, "Activate", "ii", 0, 0)

    def _menu_peer(self) -> tuple[str, str, str]:
        return self.name, str(self.property("Menu")), "com.canonical.dbusmenu"

    def menu(self) -> MenuEntry:
        """The whole menu, freshly laid out as when it is opened."""
        peer = self._menu_peer()
        self.talk.call(peer, "AboutToShow", "i", 0)
        _revision, layout = self.talk.call(peer, "GetLayout", "iias", 0, -1, [])
        return _entry(layout)

    def labels(self) -> list[str]:
        """The labels of the menu's first level, separators left out."""
        return [entry.label for entry in self.menu().children if not entry.separator]

    def click(self, *labels: str) -> None:
        """Choose an entry by the labels on the way to it; a label matches by its beginning."""
        entry = self.menu()
        for label in labels:
            found = [child for child in entry.children if child.label.startswith(label)]
            if not found:
                raise CallError(f"no {label!r} in {[child.label for child in entry.children]}")
            entry = found[0]
        if not entry.enabled:
            raise CallError(f"{entry.label!r} is greyed out")
        event = (entry.id, "clicked", ("s", ""), 0)
        self.talk.call(self._menu_peer(), "Event", "isvu", *event)


def _entry(layout: Any) -> MenuEntry:
    number, properties, children = layout
    plain = {key: value for key, (_signature, value) in properties.items()}
    return MenuEntry(
        id=number,
        label=str(plain.get("label", "")).replace("_", ""),
        enabled=bool(plain.get("enabled", True)),
        checked=plain.get("toggle-state", 0) == 1,
        separator=plain.get("type") == "separator",
        children=tuple(_entry(child) for _signature, child in children),
    )


@dataclass
class Notice:
    """A notification as it went over the bus.

    Attributes:
        id: what the daemon called it; 0 until it answered.
        actions: key to label, in order.
        closed: the reason it was closed with (1 expired, 2 dismissed, 3 taken back), or None.
    """

    id: int
    replaces: int
    app: str
    title: str
    body: str
    actions: dict[str, str]
    hints: dict[str, Any]
    timeout_ms: int
    closed: int | None = None
    answers: list[str] = field(default_factory=list)


class Listener:
    """Overhears every notification on a session bus, whichever daemon shows them."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)
        self._asked: dict[tuple[str, int], Notice] = {}
        self.notices: list[Notice] = []
        rules = [f"interface='{NOTIFICATIONS}'", f"sender='{NOTIFICATIONS}'"]
        become = DBusAddress(BUS[1], BUS[0], "org.freedesktop.DBus.Monitoring")
        reply = self._connection.send_and_get_reply(
            new_method_call(become, "BecomeMonitor", "asu", (rules, 0)), timeout=5
        )
        assert reply.header.message_type is MessageType.method_return, reply.body

    def close(self) -> None:
        self._connection.close()

    def hear(self) -> list[Notice]:
        """Take in what has passed since the last time; return all notices so far."""
        while True:
            try:
                message = self._connection.receive(timeout=0.02)
            except TimeoutError:
                return self.notices
            self._take(message)

    def _take(self, message: Message) -> None:
        header = message.header
        fields = header.fields
        member = fields.get(HeaderFields.member)
        if header.message_type is MessageType.method_call and member == "Notify":
            if not header.flags & MessageFlag.no_reply_expected:
                self._asked[fields[HeaderFields.sender], header.serial] = _notice(message.body)
        elif header.message_type is MessageType.method_return:
            key = (fields.get(HeaderFields.destination), fields.get(HeaderFields.reply_serial))
            if (notice := self._asked.pop(key, None)) is not None:
                self._answered(notice, message.body[0])
        elif member in ("ActionInvoked", "NotificationClosed"):
            self._ended(member, *message.body)

    def _answered(self, notice: Notice, number: int) -> None:
        for older in self.notices:
            if older.id == number and older.closed is None:
                self.notices.remove(older)  # replaced in place
                break
        notice.id = number
        self.notices.append(notice)

    def _ended(self, member: str, number: int, what: Any) -> None:
        for notice in reversed(self.notices):
            if notice.id == number:
                if member == "ActionInvoked":
                    notice.answers.append(what)
                else:
                    notice.closed = what
                return


def _notice(body: tuple[Any, ...]) -> Notice:
    app, replaces, _icon, title, text, actions, hints, timeout_ms = body
    return Notice(
        id=0,
        replaces=replaces,
        app=app,
        title=title,
        body=text,
        actions=dict(zip(actions[::2], actions[1::2], strict=True)),
        hints={key: value for key, (_signature, value) in hints.items()},
        timeout_ms=timeout_ms,
    )
