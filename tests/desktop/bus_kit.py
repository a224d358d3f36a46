"""A private bus without a desktop around it, and services on it that do as a test says."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
import threading
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import Endianness, Header

from tests.desktop.processes import MARK, Nursery
from tests.desktop.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from tests.desktop.processes import Child

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_CONFIG = """\
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A real dbus-daemon at an address of its own; can be killed, hung and started again.

    Attributes:
        services: files put here before the start name what the bus may start.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lbt-bus-")
        folder = Path(self._folder.name)
        self.services = folder / "services"
        self.services.mkdir()
        self.address = f"unix:path={folder / 'bus'}"
        self._config = folder / "conf"
        self._config.write_text(_CONFIG.format(address=self.address, services=self.services))
        address = {f"DBUS_{kind}_BUS_ADDRESS": self.address for kind in ("SESSION", "SYSTEM")}
        env = {**os.environ, MARK: folder.name, "XDG_SESSION_ID": "c1", **address}
        self.nursery = Nursery(folder, env, Path.cwd())
        self._daemon: Child | None = None
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()
        self.nursery.end()
        self._folder.cleanup()

    def start(self) -> None:
        command = ["dbus-daemon", f"--config-file={self._config}", "--nofork", "--nopidfile"]
        self._daemon = self.nursery.spawn(command)
        self.nursery.wait_for(self._answers, what="the bus")

    def kill(self) -> None:
        assert self._daemon is not None
        self._daemon.kill()
        Path(self.address.removeprefix("unix:path=")).unlink(missing_ok=True)

    def hang(self, hung: bool = True) -> None:
        assert self._daemon is not None
        self._daemon.signal(signal.SIGSTOP if hung else signal.SIGCONT)

    def peer(self, name: str, **answers: Answer) -> Peer:
        return Peer(self.address, name, answers)

    def talk(self) -> Talk:
        """A connection from the outside."""
        talk = Talk(self.address)
        self._closing.callback(talk.close)
        return talk

    def _answers(self) -> bool:
        try:
            Talk(self.address).close()
        except OSError:
            return False
        return True


class Silence:
    """The answer of a service that hangs."""


class Refusal:
    """The answer of a service that says no; a class below it may say it in other words."""

    TEXT = "not today"


# The types and the values of an answer, or one of the above.
Answer = tuple[str, tuple[Any, ...]] | type[Silence] | type[Refusal]


class Peer:
    """A service in a thread of its own. Answers by member name; what it has no answer for, it
    acknowledges.

    Attributes:
        answers: may be changed at any time.
        calls: what was asked of it, as (member, values).
    """

    def __init__(self, address: str, name: str, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._unanswered: list[Message] = []
        self._connection: DBusConnection = open_dbus_connection(address)
        request = message_bus.RequestName(
            name, 1 | 2 | 4
        )  # replaceable, replaces, waits for nobody
        reply = self._connection.send_and_get_reply(request, timeout=20)
        assert reply.body == (1,), f"{name} is taken"
        self._going = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def called(self, member: str) -> list[tuple[Any, ...]]:
        return [body for called, body in self.calls if called == member]

    def emit(self, path: str, interface: str, member: str, types: str, *values: Any) -> None:
        where = DBusAddress(path, interface=interface)
        self._connection.send(new_signal(where, member, types, values))

    def speak(self) -> None:
        """Answer what was met with silence so far."""
        unanswered, self._unanswered = self._unanswered, []
        for message in unanswered:
            answer = self.answers[message.header.fields[HeaderFields.member]]
            assert isinstance(answer, tuple)
            self._connection.send(new_method_return(message, *answer))

    def close(self) -> None:
        """Vanish from the bus."""
        self._going = False
        with suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def _serve(self) -> None:
        while self._going:
            try:
                message = self._connection.receive()
            except OSError:
                return
            if message.header.message_type is MessageType.method_call:
                with suppress(OSError):  # the test ends it meanwhile
                    self._answer(message)

    def _answer(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        self.calls.append((member, tuple(message.body)))
        answer = self.answers.get(member, ("", ()))
        if answer is Silence:
            self._unanswered.append(message)
        elif isinstance(answer, type) and issubclass(answer, Refusal):
            self._connection.send(new_error(message, "test.No", "s", (answer.TEXT,)))
        else:
            assert isinstance(answer, tuple)
            types, values = answer
            self._connection.send(new_method_return(message, types or None, values))


class FakeBus:
    """The server side of one connection, spoken by hand: for what no real bus would say."""

    def __init__(self, folder: Path, script: Callable[[socket.socket], None]) -> None:
        path = folder / "fake"
        self.address = f"unix:path={path}"
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        self._server.listen(1)
        self._script = script
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._thread.join(5)
        self._server.close()

    def _serve(self) -> None:
        client, _ = self._server.accept()
        with client:
            self._script(client)


def greet(client: socket.socket) -> None:
    """What a bus says first, in a script for `FakeBus`."""
    client.recv(1024)
    client.sendall(b"OK 1234\r\n")
    client.recv(65536)
    hello = Message(Header(Endianness.little, MessageType.method_call, 0, 1, -1, 1, {}), ())
    client.sendall(new_method_return(hello, "s", (":1.1",)).serialise(serial=1))


def counted(signal: SignalInstance) -> list[tuple[Any, ...]]:
    """Every emission of a signal from now on."""
    heard: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: heard.append(values))
    return heard
