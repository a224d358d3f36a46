"""An object of ours on a real bus, used by the clients that people use."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jeepney import MessageType, new_method_return
from jeepney.low_level import Endianness, Header, Message

from lowback_tray.desktop.bus import BUS, CALL_BUDGET_S, Bus, Target
from lowback_tray.desktop.exporting import (
    Argument,
    CallRefused,
    Export,
    Interface,
    Method,
    Property,
    Told,
)
from tests.desktop.bus_kit import FakeBus, PrivateBus, greet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

AT = Target("org.example.Shop", "/org/example/shop", "org.example.Shop1")
SHOP = (AT.name, AT.path, AT.interface)


def add(one: int, other: int, text: str) -> tuple[Any, ...]:
    return (f"{text}{one + other}",)


def refuse() -> tuple[Any, ...]:
    raise CallRefused("org.example.Error.Closed", "The shop is closed. Come tomorrow")


INTERFACE = Interface(
    AT.interface,
    (
        Method(
            "Add",
            (Argument("one", "x"), Argument("other", "x"), Argument("text", "s")),
            (Argument("answer", "s"),),
            add,
        ),
        Method("Buy", (), (), refuse),
    ),
    (Property("Open", "b", lambda: True), Property("Sold", "x", lambda: 7, announced=False)),
    (Told("Rang", (Argument("times", "x"),)),),
)


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


class Shop:
    """The object, and clients that are programs of their own."""

    def __init__(self, private_bus: PrivateBus, qtbot: QtBot) -> None:
        self.private, self.qtbot = private_bus, qtbot
        self.made = 0
        self.bus = Bus("session", private_bus.address)
        self.export = Export(self.bus, AT, self._make)
        self.bus.watch_name("org.example.Other", lambda owner: None)
        qtbot.waitUntil(lambda: self.export.owned)

    def _make(self) -> Interface:
        self.made += 1
        return INTERFACE

    def run(self, *command: str) -> tuple[int, str, str]:
        """A client; the event loop goes on beside it."""
        env = {**self.private.nursery.env, "DBUS_SESSION_BUS_ADDRESS": self.private.address}
        client = subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.qtbot.waitUntil(lambda: client.poll() is not None, timeout=10_000)
        out, err = client.communicate()
        return client.returncode, out, err

    def gdbus(self, member: str, *values: str) -> tuple[int, str, str]:
        where = ("--session", "--dest", AT.name, "--object-path", AT.path)
        return self.run("gdbus", "call", *where, "--method", member, *values)


@pytest.fixture
def shop(private_bus: PrivateBus, qtbot: QtBot) -> Iterator[Shop]:
    made = Shop(private_bus, qtbot)
    yield made
    made.bus.close()


def test_gdbus_finds_the_types_by_itself(shop: Shop) -> None:
    assert shop.gdbus(f"{AT.interface}.Add", "2", "40", "=") == (0, "('=42',)\n", "")


def test_busctl_calls_and_reads(shop: Shop) -> None:
    call = ("busctl", "--user", "call", *SHOP, "Add", "xxs", "1", "2", "")
    assert shop.run(*call) == (0, 's "3"\n', "")
    read = ("busctl", "--user", "get-property", *SHOP, "Sold")
    assert shop.run(*read) == (0, "x 7\n", "")


def test_dbus_send_reads_all_properties(shop: Shop) -> None:
    code, out, _ = shop.run(
        "dbus-send", "--session", "--print-reply", f"--dest={AT.name}", AT.path,
        "org.freedesktop.DBus.Properties.GetAll", f"string:{AT.interface}",
    )  # fmt: skip
    assert code == 0
    assert 'string "Open"' in out
    assert "boolean true" in out


def test_the_way_to_the_object_can_be_walked(shop: Shop) -> None:
    for path, step in (("/", "org"), ("/org", "example"), ("/org/example", "shop")):
        _, out, _ = shop.run(
            "gdbus", "introspect", "--session", "--dest", AT.name, "--object-path", path
        )
        assert f"node {step} {{" in out


def test_introspection_names_everything(shop: Shop) -> None:
    where = ("--session", "--dest", AT.name, "--object-path", AT.path)
    code, out, _ = shop.run("gdbus", "introspect", *where)
    assert code == 0
    for line in ("Add(in  x one,", "readonly b Open = true;", "Rang(x times);", "Ping();"):
        assert line in out, out


def test_a_refusal_has_its_name_and_its_sentence(shop: Shop) -> None:
    code, _, err = shop.gdbus(f"{AT.interface}.Buy")
    assert code == 1
    assert "org.example.Error.Closed: The shop is closed. Come tomorrow" in err


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (("call", *SHOP, "Add", "s", "two"), "Add takes (xxs), not (s)"),
        (("call", *SHOP, "Sell"), "Sell"),
        (("call", AT.name, "/elsewhere", AT.interface, "Buy"), "/elsewhere"),
        (("call", AT.name, AT.path, "org.example.Nothing", "Buy"), "org.example.Nothing"),
        (("get-property", *SHOP, "Closed"), "Closed"),
        (("set-property", *SHOP, "Open", "b", "false"), "Open"),
        (("call", AT.name, AT.path, "org.freedesktop.DBus.Peer", "Pong"), "Pong"),
        (("call", AT.name, AT.path, "org.freedesktop.DBus.Properties", "Put"), "Put"),
        (
            (
                "call", AT.name, AT.path, "org.freedesktop.DBus.Properties", "GetAll",
                "s", "org.example.Nothing",
            ),
            "org.example.Nothing",
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_at_once(
    shop: Shop, command: tuple[str, ...], error: str
) -> None:
    code, _, err = shop.run("busctl", "--user", *command)
    assert code != 0
    assert error in err


def test_a_peer_answers_to_a_ping(shop: Shop) -> None:
    peer = (AT.name, AT.path, "org.freedesktop.DBus.Peer")
    assert shop.run("busctl", "--user", "call", *peer, "Ping") == (0, "", "")
    assert shop.run("busctl", "--user", "call", *peer, "GetMachineId")[0] == 0


def test_signals_and_changes_are_heard(shop: Shop, tmp_path: Any) -> None:
    heard = tmp_path / "heard"
    with heard.open("w") as out:
        env = {**shop.private.nursery.env, "DBUS_SESSION_BUS_ADDRESS": shop.private.address}
        monitor = subprocess.Popen(
            ["gdbus", "monitor", "--session", "--dest", AT.name], stdout=out, env=env
        )
    shop.qtbot.waitUntil(lambda: "is owned by" in heard.read_text(), timeout=10_000)
    shop.export.tell("Rang", "x", 3)
    shop.export.announce({"Open": ("b", False)})
    shop.export.announce({"Open": ("b", False)})  # no news
    shop.export.announce({"Open": ("b", True)})
    shop.qtbot.waitUntil(lambda: "'Open': <true>" in heard.read_text(), timeout=10_000)
    monitor.kill()
    monitor.wait()
    said = heard.read_text()
    assert f"{AT.interface}.Rang (int64 3,)" in said
    assert said.count("PropertiesChanged") == 2


def test_nothing_is_made_before_somebody_calls(shop: Shop) -> None:
    assert shop.made == 0
    shop.export.announce({"Open": ("b", False)})
    assert shop.made == 0
    shop.gdbus(f"{AT.interface}.Add", "2", "40", "=")
    shop.gdbus(f"{AT.interface}.Add", "2", "40", "=")
    assert shop.made == 1


def test_the_name_is_asked_for_again_when_the_bus_comes_back(shop: Shop) -> None:
    shop.private.kill()
    shop.qtbot.waitUntil(lambda: not shop.export.owned, timeout=10_000)
    shop.private.start()
    shop.qtbot.waitUntil(lambda: shop.export.owned, timeout=20_000)
    assert shop.gdbus(f"{AT.interface}.Add", "2", "40", "=")[0] == 0


def test_a_name_that_somebody_has_is_left_to_them_and_said(
    shop: Shop, private_bus: PrivateBus, qtbot: QtBot
) -> None:
    late = Bus("session", private_bus.address)
    export = Export(late, AT, lambda: INTERFACE)
    late.watch_name("org.example.Other", lambda owner: None)
    qtbot.waitUntil(lambda: export.problem is not None)
    assert export.describe() == {
        "name": AT.name, "owned": False, "problem": f"{AT.name} has another owner",
    }  # fmt: skip
    late.close()


def test_a_name_that_is_given_late_is_ours_all_the_same(tmp_path: Path, qtbot: QtBot) -> None:
    def script(client: socket.socket) -> None:
        greet(client)
        heard = b""
        while b"RequestName" not in heard:  # else the last line reads it, and the bus is gone
            heard += client.recv(65536)
        time.sleep(CALL_BUDGET_S + 0.5)
        asked = Header(Endianness.little, MessageType.method_call, 0, 1, -1, 3, {})
        client.sendall(new_method_return(Message(asked, ()), "u", (1,)).serialise(serial=2))
        while client.recv(65536):
            pass  # until the other side has seen enough

    fake = FakeBus(tmp_path, script)
    bus = Bus("session", fake.address)
    export = Export(bus, AT, lambda: INTERFACE)
    bus.call(BUS, "GetId")
    qtbot.waitUntil(lambda: export.owned)
    assert export.problem is None
    bus.close()
    fake.close()


def test_a_program_that_serves_nothing_says_so_instead_of_nothing(
    private_bus: PrivateBus, qtbot: QtBot
) -> None:
    bus = Bus("session", private_bus.address)
    found: list[str] = []
    bus.call(BUS, "GetId", on_reply=lambda body: None)
    qtbot.waitUntil(lambda: bus.connected)
    bus.call(BUS, "ListNames", on_reply=lambda body: found.extend(body[0]))
    qtbot.waitUntil(lambda: bool(found))
    ours = next(name for name in found if name.startswith(":"))
    env = {**private_bus.nursery.env, "DBUS_SESSION_BUS_ADDRESS": private_bus.address}
    client = subprocess.Popen(
        ["gdbus", "call", "--session", "--dest", ours, "--object-path", "/", "--method", "a.b.C"],
        env=env, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    qtbot.waitUntil(lambda: client.poll() is not None, timeout=10_000)
    assert "UnknownMethod" in client.communicate()[1]
    bus.close()
