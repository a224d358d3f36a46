"""An object of ours on the bus: methods, properties and signals with their types.

Described once, as values, and everything a client expects follows from it: introspection, the
standard interfaces for properties and for peers, errors with names, and the announcement of
properties that changed. The name is asked for whenever the bus is there, again after it died, and
is not taken from anybody who has it.

The interface is made when somebody first calls: a program that waits does not pay for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from lowback_tray.desktop.bus import BUS, UNKNOWN_METHOD, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
PROPERTIES = "org.freedesktop.DBus.Properties"
INVALID_ARGUMENTS = "org.freedesktop.DBus.Error.InvalidArgs"
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"
UNKNOWN_INTERFACE = "org.freedesktop.DBus.Error.UnknownInterface"
UNKNOWN_PROPERTY = "org.freedesktop.DBus.Error.UnknownProperty"
READ_ONLY = "org.freedesktop.DBus.Error.PropertyReadOnly"
_CHANGES = "org.freedesktop.DBus.Property.EmitsChangedSignal"
_DO_NOT_QUEUE = 4
_OWNER = (1, 4)  # answers of RequestName: ours now, ours already


class CallRefused(Exception):
    """A method says no: the name of the error, and a sentence."""

    def __init__(self, error: str, text: str) -> None:
        super().__init__(text)
        self.error = error


@dataclass(frozen=True, slots=True)
class Argument:
    """A value by its name and D-Bus type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Method:
    """What can be called; raises CallRefused to say no."""

    name: str
    takes: tuple[Argument, ...]
    gives: tuple[Argument, ...]
    run: Callable[..., tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Property:
    """What can be read; `announced`: its changes are told."""

    name: str
    type: str
    read: Callable[[], Any]
    announced: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """A signal that may be told."""

    name: str
    carries: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Interface:
    """Everything one object offers under one name."""

    name: str
    methods: tuple[Method, ...] = ()
    properties: tuple[Property, ...] = ()
    signals: tuple[Told, ...] = ()

    @property
    def by_name(self) -> Mapping[str, Method]:
        """Its methods by their names."""
        return {method.name: method for method in self.methods}

    @property
    def readable(self) -> Mapping[str, Property]:
        """Its properties by their names."""
        return {one.name: one for one in self.properties}


class Export(QObject):
    """One object on a bus.

    Args:
        bus: where.
        at: the name to own, the object's path, the interface's name.
        interface: makes the interface when it is first needed.
    """

    def __init__(self, bus: Bus, at: Target, interface: Callable[[], Interface]) -> None:
        super().__init__()
        self._bus, self._at, self._make = bus, at, interface
        self._told: dict[str, Any] = {}
        self.owned = False
        self.problem: str | None = None
        bus.serve(self._called)
        bus.changed.connect(self._bus_changed)
        self._bus_changed()

    @cached_property
    def interface(self) -> Interface:
        """What the object offers."""
        return self._make()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"name": self._at.name, "owned": self.owned, "problem": self.problem}

    def tell(self, member: str, signature: str, *values: Any) -> None:
        """Tell a signal of the interface."""
        if self.owned:
            self._bus.tell(self._at, member, signature, values)

    def announce(self, present: Mapping[str, tuple[str, Any]]) -> None:
        """Tell which of these properties (name to type and value) are new, if any are."""
        new = {name: value for name, value in present.items() if self._told.get(name) != value}
        if new and self.owned:
            self._told.update(new)
            where = Target(self._at.name, self._at.path, PROPERTIES)
            body: tuple[Any, ...] = (self._at.interface, new, [])
            self._bus.tell(where, "PropertiesChanged", "sa{sv}as", body)

    # ---- the name

    def _bus_changed(self) -> None:
        if not self._bus.connected:
            self.owned = False
            self._told.clear()
        elif not self.owned:
            self._bus.call(
                BUS, "RequestName", "su", (self._at.name, _DO_NOT_QUEUE),
                reply="u", on_reply=self._answered, on_error=self._failed, on_late=self._answered,
            )  # fmt: skip

    def _answered(self, body: tuple[Any, ...]) -> None:
        self.owned = body[0] in _OWNER
        self.problem = None if self.owned else f"{self._at.name} has another owner"

    def _failed(self, problem: str) -> None:
        self.problem = problem

    # ---- calls

    def _called(self, call: Incoming) -> None:
        try:
            signature, body = self._result(call)
        except CallRefused as refused:
            self._bus.refuse(call, refused.error, str(refused))
        else:
            self._bus.answer(call, signature, body)

    def _result(self, call: Incoming) -> tuple[str, tuple[Any, ...]]:
        if call.interface == PEER:
            return _peer(call)
        if call.interface == INTROSPECTABLE and call.member == "Introspect":
            return "s", (self._introspect(call.path),)
        if call.path != self._at.path:
            raise CallRefused(UNKNOWN_OBJECT, call.path)
        if call.interface == PROPERTIES:
            return self._property(call)
        if call.interface not in ("", self._at.interface):
            raise CallRefused(UNKNOWN_INTERFACE, call.interface)
        method = self.interface.by_name.get(call.member)
        if method is None:
            raise CallRefused(UNKNOWN_METHOD, call.member)
        _check(call, _types(method.takes))
        return _types(method.gives), method.run(*call.body)

    def _property(self, call: Incoming) -> tuple[str, tuple[Any, ...]]:
        wanted = {"Get": "ss", "GetAll": "s", "Set": "ssv"}
        if call.member not in wanted:
            raise CallRefused(UNKNOWN_METHOD, call.member)
        _check(call, wanted[call.member])
        if call.body[0] not in ("", self._at.interface):
            raise CallRefused(UNKNOWN_INTERFACE, call.body[0])
        readable = self.interface.readable
        if call.member == "GetAll":
            return "a{sv}", ({name: (one.type, one.read()) for name, one in readable.items()},)
        found = readable.get(call.body[1])
        if found is None:
            raise CallRefused(UNKNOWN_PROPERTY, call.body[1])
        if call.member == "Set":
            raise CallRefused(READ_ONLY, found.name)
        return "v", ((found.type, found.read()),)

    def _introspect(self, path: str) -> str:
        """The object itself, or the next step of the way to it."""
        lines = [_DOCTYPE, "<node>"]
        if path == self._at.path:
            lines += [*_STANDARD, *described(self.interface)]
        elif self._at.path.startswith(path.rstrip("/") + "/"):
            step = self._at.path.removeprefix(path.rstrip("/") + "/").split("/")[0]
            lines.append(f'  <node name="{step}"/>')
        return "\n".join([*lines, "</node>", ""])


def described(interface: Interface) -> Iterator[str]:
    """The interface as introspection shows it, line by line."""
    yield f'  <interface name="{interface.name}">'
    for method in interface.methods:
        yield f'    <method name="{method.name}">'
        for direction, values in (("in", method.takes), ("out", method.gives)):
            for value in values:
                yield (
                    f'      <arg name="{value.name}" type="{value.type}" direction="{direction}"/>'
                )
        yield "    </method>"
    for one in interface.properties:
        yield f'    <property name="{one.name}" type="{one.type}" access="read">'
        change = "true" if one.announced else "false"
        yield f'      <annotation name="{_CHANGES}" value="{change}"/>'
        yield "    </property>"
    for told in interface.signals:
        yield f'    <signal name="{told.name}">'
        for value in told.carries:
            yield f'      <arg name="{value.name}" type="{value.type}"/>'
        yield "    </signal>"
    yield "  </interface>"


def _types(arguments: tuple[Argument, ...]) -> str:
    return "".join(one.type for one in arguments)


def _check(call: Incoming, types: str) -> None:
    if call.signature != types:
        given = call.signature or "nothing"
        raise CallRefused(
            INVALID_ARGUMENTS, f"{call.member} takes ({types or 'nothing'}), not ({given})"
        )


def _peer(call: Incoming) -> tuple[str, tuple[Any, ...]]:
    if call.member == "Ping":
        return "", ()
    if call.member == "GetMachineId":
        return "s", (_machine_id(),)
    raise CallRefused(UNKNOWN_METHOD, call.member)


def _machine_id() -> str:
    for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError:
            continue
    raise CallRefused("org.freedesktop.DBus.Error.Failed", "this machine has no id")


_DOCTYPE = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"\n'
    ' "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">'
)
_STANDARD = f"""\
  <interface name="{INTROSPECTABLE}">
    <method name="Introspect"><arg name="xml" type="s" direction="out"/></method>
  </interface>
  <interface name="{PEER}">
    <method name="Ping"/>
    <method name="GetMachineId"><arg name="id" type="s" direction="out"/></method>
  </interface>
  <interface name="{PROPERTIES}">
    <method name="Get">
      <arg name="interface" type="s" direction="in"/>
      <arg name="name" type="s" direction="in"/>
      <arg name="value" type="v" direction="out"/>
    </method>
    <method name="GetAll">
      <arg name="interface" type="s" direction="in"/>
      <arg name="values" type="a{{sv}}" direction="out"/>
    </method>
    <method name="Set">
      <arg name="interface" type="s" direction="in"/>
      <arg name="name" type="s" direction="in"/>
      <arg name="value" type="v" direction="in"/>
    </method>
    <signal name="PropertiesChanged">
      <arg name="interface" type="s"/>
      <arg name="changed" type="a{{sv}}"/>
      <arg name="invalidated" type="as"/>
    </signal>
  </interface>""".splitlines()
