"""Who records, from a real PulseAudio's own mouth, and from stand-ins that misbehave."""

from __future__ import annotations

import os
import socket
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSocketNotifier

from lowback_tray.desktop.holds import errand
from lowback_tray.desktop.holds import pulse_wire as wire
from lowback_tray.desktop.holds.call import Call
from lowback_tray.desktop.holds.pulse import PulseLink, socket_path
from lowback_tray.errors import DesktopError
from tests.desktop.bus_kit import counted
from tests.desktop.hold_cases import Microphone, switches
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

SOON_MS = 15_000


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as started:
        yield started


@pytest.fixture
def microphone(screen: VirtualDesktop, qapp: object) -> Iterator[Microphone]:
    made = Microphone(screen)
    yield made
    made.close()


@pytest.fixture
def call(microphone: Microphone) -> Iterator[Call]:
    """One that cannot run `pactl`, so that everything it knows comes over the socket."""
    env = {**microphone.desktop.env, "PATH": ""}
    made = Call(env, microphone.desktop.folder)
    yield made
    made.close()


def test_without_pactl_the_server_itself_says_who_records(
    microphone: Microphone, call: Call, qtbot: QtBot
) -> None:
    call.refresh()
    qtbot.waitUntil(lambda: call.active is False)
    microphone.on()
    call.refresh()
    qtbot.waitUntil(lambda: call.active is True)
    assert call.detail == "parec"


def test_while_it_matters_begin_and_end_are_told_without_a_look(
    microphone: Microphone, call: Call, qtbot: QtBot
) -> None:
    call.attend(True)
    qtbot.waitUntil(lambda: call.active is False)
    microphone.on()
    qtbot.waitUntil(lambda: call.active is True, timeout=SOON_MS)
    began = time.monotonic()
    microphone.off()
    qtbot.waitUntil(lambda: call.active is False, timeout=SOON_MS)
    assert time.monotonic() - began < SOON_MS / 1000


def test_when_it_no_longer_matters_the_server_is_let_go(
    microphone: Microphone, call: Call, qtbot: QtBot
) -> None:
    call.attend(True)
    qtbot.waitUntil(lambda: call.active is False)
    assert "Lowback Tray" in _clients(microphone)
    call.attend(False)
    microphone.desktop.wait_for(
        lambda: "Lowback Tray" not in _clients(microphone), what="the end of the connection"
    )
    heard = counted(call.changed)
    microphone.on()
    qtbot.wait(400)
    assert heard == []


def test_following_asks_nothing_by_the_clock(
    microphone: Microphone, call: Call, qtbot: QtBot
) -> None:
    call.attend(True)
    qtbot.waitUntil(lambda: call.active is False)
    qtbot.wait(300)
    before = switches(os.getpid()), switches(microphone.server.pid)
    time.sleep(2.0)  # nobody runs our loop; the server may wake for itself now and then
    assert switches(os.getpid()) - before[0] <= 2
    assert switches(microphone.server.pid) - before[1] <= 4


def test_a_paused_recording_is_no_call_and_listening_to_what_is_played_neither(
    microphone: Microphone, call: Call, qtbot: QtBot
) -> None:
    visualiser = microphone.record("out.monitor")
    call.attend(True)
    qtbot.waitUntil(lambda: call.active is False)
    microphone.on()
    qtbot.waitUntil(lambda: call.active is True)
    assert call.detail == "parec"
    visualiser.stop()


def test_a_server_that_dies_is_unknown_and_its_successor_is_asked_at_the_next_look(
    microphone: Microphone, call: Call, qtbot: QtBot
) -> None:
    call.attend(True)
    microphone.on()
    qtbot.waitUntil(lambda: call.active is True)
    microphone.server.stop()
    qtbot.waitUntil(lambda: call.active is None, timeout=SOON_MS)
    microphone.server = microphone.start_server()
    microphone.on()
    call.refresh()
    qtbot.waitUntil(lambda: call.active is True)
    microphone.off()  # and it is followed again
    qtbot.waitUntil(lambda: call.active is False)


def _clients(microphone: Microphone) -> str:
    return microphone.desktop.run(["pactl", "list", "clients"]).stdout


# ---- stand-ins that misbehave


class Server:
    """Accepts one connection and answers every piece it gets with the same bytes."""

    def __init__(self, folder: Path, answer: bytes | None) -> None:
        self.path = folder / "pulse.sock"
        self._answer = answer
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.path))
        self._socket.listen()
        self._peers: list[tuple[socket.socket, QSocketNotifier]] = []
        self._door = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read)
        self._door.activated.connect(self._accept)

    def _accept(self) -> None:
        peer, _ = self._socket.accept()
        notifier = QSocketNotifier(peer.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: self._say(peer, notifier))
        self._peers.append((peer, notifier))

    def _say(self, peer: socket.socket, notifier: QSocketNotifier) -> None:
        if not peer.recv(65536) or self._answer is None:
            notifier.setEnabled(False)
        else:
            peer.sendall(self._answer)

    def close(self) -> None:
        self._door.setEnabled(False)
        for peer, notifier in self._peers:
            notifier.setEnabled(False)
            peer.close()
        self._socket.close()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (None, "does not answer"),
        (b"\xff" * 40, "cannot be understood"),
        (wire.message(wire.ERROR, 1, 1), "refuses"),
        (struct.pack(">5I", 3, wire.NOWHERE, 0, 0, 0) + b"?no", "cannot be understood"),
        (wire.message(wire.REPLY, 3, 1, 2, 3), "cannot be understood"),
    ],
)
def test_a_server_that_hangs_or_talks_nonsense_has_failed(
    answer: bytes | None,
    problem: str,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(errand, "BUDGET_MS", 300)
    server = Server(tmp_path, answer)
    link = PulseLink(server.path, {})
    said: list[str] = []
    link.failed.connect(said.append)
    link.look()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert problem in said[0]
    link.close()
    server.close()


def test_a_server_that_is_not_there_has_failed_at_once(tmp_path: Path, qapp: object) -> None:
    link = PulseLink(tmp_path / "nobody", {})
    said: list[str] = []
    link.failed.connect(said.append)
    link.look()
    assert said == ["The sound server cannot be reached"]
    link.close()


# ---- where, and how it is said


@pytest.mark.parametrize(
    ("env", "path"),
    [
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, "/run/user/7/pulse/native"),
        ({"PULSE_SERVER": "unix:/tmp/p", "XDG_RUNTIME_DIR": "/run"}, "/tmp/p"),
        ({"PULSE_SERVER": "{0a1b}unix:/tmp/p tcp:host"}, "/tmp/p"),
        ({"PULSE_SERVER": "/tmp/p"}, "/tmp/p"),
        ({"PULSE_SERVER": "tcp:studio:4713", "XDG_RUNTIME_DIR": "/run"}, None),
        ({}, None),
    ],
)
def test_the_socket_is_where_the_environment_says(env: dict[str, str], path: str | None) -> None:
    assert socket_path(env) == (None if path is None else Path(path))


def test_a_message_that_comes_in_pieces_is_read_when_it_is_whole() -> None:
    whole = wire.message(wire.REPLY, 7, "text", None, {"key": "value"}, b"\0\1")
    received = bytearray(whole[:25])
    assert list(wire.messages(received)) == []
    received += whole[25:] + whole
    expected = wire.Message(wire.REPLY, 7, ("text", None, {"key": "value"}, b"\0\1"))
    assert list(wire.messages(received)) == [expected, expected]
    assert not received


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5, 7, 8, 9, 10])
def test_a_value_that_breaks_off_is_nonsense(cut: int) -> None:
    body = wire.message(wire.REPLY, 7, "text")[20:-cut]
    received = bytearray(struct.pack(">5I", len(body), wire.NOWHERE, 0, 0, 0) + body)
    with pytest.raises(DesktopError):
        list(wire.messages(received))


def test_sound_between_the_messages_is_passed_over() -> None:
    sound = struct.pack(">5I", 4, 3, 0, 0, 0) + b"beep"
    said = list(wire.messages(bytearray(sound + wire.message(wire.REPLY, 1))))
    assert said == [wire.Message(wire.REPLY, 1, ())]


def test_only_news_of_recordings_is_news() -> None:
    assert wire.is_news(wire.Message(wire.SUBSCRIBE_EVENT, wire.NOWHERE, (0x25, 4)))  # removed
    assert not wire.is_news(wire.Message(wire.SUBSCRIBE_EVENT, wire.NOWHERE, (0x02, 4)))
    assert not wire.is_news(wire.Message(wire.REPLY, 4, (0x05, 4)))
