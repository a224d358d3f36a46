"""A screen reader on a virtual desktop: what it is told over the accessibility bus, and can do.

    with Reader(desktop) as reader:
        life.start()                       # after the reader: Qt looks for it at its start
        window = reader.window(life.child.pid, "Lowback Tray")
        reader.find(window, "push button", "Start").press()
        assert reader.listen()[-1].startswith("Step 1 of 4")

Theory. AT-SPI is D-Bus: a launcher on the session bus starts a second bus, a registry on that bus
knows every program, and each thing in a window is an object. Programs send an event only if
somebody has asked the registry for its kind, as a reader does. This one knows nothing of Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jeepney import DBus, HeaderFields, MatchRule
from jeepney.io.blocking import open_dbus_connection

from tests.desktop.talk import BUS, PROPERTIES, CallError, Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.virtual import VirtualDesktop

_LAUNCHER = next(
    (place for place in map(Path, ("/usr/libexec/at-spi-bus-launcher",
                                   "/usr/lib/at-spi2-core/at-spi-bus-launcher"))
     if place.exists()), Path("at-spi-bus-launcher"),
)  # fmt: skip
_A11Y = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_EVENTS = "org.a11y.atspi.Event.Object"
_VALUE = "org.a11y.atspi.Value"
_SHOWING, _FOCUSABLE, _FOCUSED, _CHECKED = 25, 11, 12, 4


@dataclass(frozen=True)
class Thing:
    """One object of a program: a window, a control, a text.

    Attributes:
        name: what it is called.
        role: what it is, in the words of AT-SPI: "push button", "label" ...
    """

    talk: Talk
    owner: str
    path: str
    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.role} {self.name!r}"

    @property
    def description(self) -> str:
        """What is said after the name."""
        return str(self.talk.get(self.owner, self.path, _ACCESSIBLE, "Description"))

    @property
    def states(self) -> int:
        """Its states as a bit field."""
        ((low, high),) = self.talk.call((self.owner, self.path, _ACCESSIBLE), "GetState")
        return int(low) | int(high) << 32

    @property
    def checked(self) -> bool:
        return bool(self.states >> _CHECKED & 1)

    @property
    def focusable(self) -> bool:
        return bool(self.states >> _FOCUSABLE & 1)

    @property
    def focused(self) -> bool:
        """Whether keys go to it."""
        return bool(self.states >> _FOCUSED & 1)

    @property
    def value(self) -> float:
        """The number it stands at."""
        return float(self.talk.get(self.owner, self.path, _VALUE, "CurrentValue"))

    @property
    def showing(self) -> bool:
        return bool(self.states >> _SHOWING & 1)

    def children(self) -> list[Thing]:
        """What is in it and still there."""
        (found,) = self.talk.call((self.owner, self.path, _ACCESSIBLE), "GetChildren")
        return [thing for entry in found if (thing := thing_at(self.talk, *entry))]

    def walk(self) -> Iterator[Thing]:
        """It and everything in it that is in sight, in order."""
        yield self
        for child in self.children():
            if child.showing:
                yield from child.walk()

    def press(self) -> None:
        """Do the first thing that can be done with it: press, toggle."""
        self.talk.call((self.owner, self.path, "org.a11y.atspi.Action"), "DoAction", "i", 0)

    def focus(self) -> None:
        """Let keys go to it."""
        self.talk.call((self.owner, self.path, "org.a11y.atspi.Component"), "GrabFocus")

    def write(self, text: str) -> None:
        """Put a text into it, in place of what stood there."""
        field = (self.owner, self.path, "org.a11y.atspi.EditableText")
        self.talk.call(field, "SetTextContents", "s", text)

    def turn_to(self, number: float) -> None:
        """Set the number it stands at."""
        properties = (self.owner, self.path, PROPERTIES)
        entry = (_VALUE, "CurrentValue", ("d", float(number)))
        self.talk.call(properties, "Set", "ssv", *entry)


def thing_at(talk: Talk, owner: str, path: str) -> Thing | None:
    """The thing behind an address; None where it has gone meanwhile."""
    try:
        name = talk.get(owner, path, _ACCESSIBLE, "Name")
        (role,) = talk.call((owner, path, _ACCESSIBLE), "GetRoleName")
    except CallError:
        return None
    return Thing(talk, owner, path, str(name), str(role))


class Reader:
    """Listens while its `with` block runs.

    Attributes:
        said: every announcement so far, oldest first.
    """

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        self.said: list[str] = []

    def __enter__(self) -> Self:
        desktop = self._desktop
        desktop.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self._launcher = desktop.spawn([_LAUNCHER, "--launch-immediately"], name="at-spi")
        desktop.wait_for(lambda: desktop.session.has_owner(_A11Y[0]), what="the launcher")
        (address,) = desktop.session.call(_A11Y, "GetAddress")
        self._talk = Talk(address)
        self._ears = open_dbus_connection(address)
        rule = MatchRule(type="signal", interface=_EVENTS, member="Announcement")
        self._talk.call((_REGISTRY, _ROOT, _ACCESSIBLE), "GetChildren")  # starts the registry
        self._listener = Talk(address)
        self._listener.call(
            (_REGISTRY, "/org/a11y/atspi/registry", _REGISTRY),
            "RegisterEvent", "sass", "object:announcement", [], "",
        )  # fmt: skip
        self._ears.send_and_get_reply(DBus().AddMatch(rule), timeout=20)
        return self

    def __exit__(self, *_: object) -> None:
        self._ears.close()
        self._listener.close()
        self._talk.close()
        del self._desktop.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
        self._launcher.stop()

    def programs(self) -> list[Thing]:
        """Everything that can be listened to."""
        (found,) = self._talk.call((_REGISTRY, _ROOT, _ACCESSIBLE), "GetChildren")
        return [thing for entry in found if (thing := thing_at(self._talk, *entry))]

    def program(self, pid: int) -> Thing:
        """The program of a process, once it is there."""

        def mine() -> Thing | None:
            return next((one for one in self.programs() if self._pid(one) == pid), None)

        return self._desktop.wait_for(mine, what="the program on the accessibility bus")

    def _pid(self, thing: Thing) -> int:
        return int(self._talk.call(BUS, "GetConnectionUnixProcessID", "s", thing.owner)[0])

    def windows(self, pid: int) -> list[Thing]:
        """The windows of a program that are in sight."""
        return [one for one in self.program(pid).children() if one.showing]

    def window(self, pid: int, name: str) -> Thing:
        """The window with this name, once it is there."""

        def named() -> Thing | None:
            return next((one for one in self.windows(pid) if one.name == name), None)

        return self._desktop.wait_for(named, what=f"the window {name!r}")

    def find(self, inside: Thing, role: str, name: str) -> Thing:
        """The thing of a role whose name begins like this, once it is there."""

        def there() -> Thing | None:
            return next(
                (t for t in inside.walk() if t.role == role and t.name.startswith(name)), None
            )

        try:
            return self._desktop.wait_for(there, 20, what=f"{role} {name!r}")
        except AssertionError:
            listing = "\n".join(map(str, inside.walk()))
            raise AssertionError(f"no {role} {name!r} in\n{listing}") from None

    def listen(self) -> list[str]:
        """Take in what was announced meanwhile; returns everything so far."""
        while True:
            try:
                message = self._ears.receive(timeout=0.02)
            except TimeoutError:
                return self.said
            fields: dict[Any, Any] = message.header.fields
            if fields.get(HeaderFields.member) == "Announcement":
                self.said.append(str(message.body[3][1]))
