"""Who records, asked of the sound server itself, over one socket and without any process.

A look connects, asks and lets go again. While recordings are followed the connection stays,
and the server tells when one begins or ends; so nothing is asked by the clock, and a call's end
is known at once. Nothing here waits: what does not answer within its budget has failed, and the
next look begins afresh.
"""

from __future__ import annotations

import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from lowback_tray.desktop.holds import errand
from lowback_tray.desktop.holds import pulse_wire as wire
from lowback_tray.desktop.holds.recording import Recording, recording
from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SETTLE_MS = 150  # a program that begins a call opens and moves several streams
_PIECE = 65536


def socket_path(env: Mapping[str, str]) -> Path | None:
    """Where the sound server listens; None: nowhere on this machine."""
    for server in env.get("PULSE_SERVER", "").split():
        address = server.partition("}")[2] if server.startswith("{") else server
        path = address.removeprefix("unix:")
        return Path(path) if path.startswith("/") else None
    runtime = env.get("XDG_RUNTIME_DIR")
    return Path(runtime, "pulse", "native") if runtime else None


def _cookie(env: Mapping[str, str]) -> bytes:
    """What lets other users in; the server knows its own without."""
    home = Path(env.get("HOME", ""))
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    for path in (env.get("PULSE_COOKIE"), config / "pulse/cookie", home / ".pulse-cookie"):
        try:
            if path:
                return Path(path).read_bytes()[: wire.COOKIE_BYTES].ljust(wire.COOKIE_BYTES, b"\0")
        except OSError:
            continue
    return bytes(wire.COOKIE_BYTES)


class PulseLink(QObject):
    """A connection to one sound server, made when needed.

    Args:
        path: its socket.
        env: the environment that says where the cookie is.

    Attributes:
        recordings: the programs that record from a microphone, as of the last answer.
    """

    told = Signal()  # an answer came: `recordings` holds it
    failed = Signal(str)  # no answer, and why

    def __init__(self, path: Path, env: Mapping[str, str]) -> None:
        super().__init__()
        self.recordings: list[Recording] = []
        self._path, self._env = path, env
        self._following = self._subscribed = False
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._received = bytearray()
        self._serial = 0
        self._waiting: dict[int, Callable[[tuple[wire.Value, ...]], None]] = {}
        self._found: list[Recording] = []
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._budget = QTimer(self, singleShot=True)
        self._budget.timeout.connect(partial(self._fail, tr("The sound server does not answer")))

    def follow(self, on: bool) -> None:
        """Tell of recordings as they begin and end, from the next look on; or no longer."""
        self._following = on
        if not on and not self._waiting:
            self._disconnect()

    def look(self) -> None:
        """Ask; `told` or `failed` follows."""
        if self._waiting:
            self._settle.start()  # that answer may be from too early
            return
        self._budget.start(errand.BUDGET_MS)
        try:
            if self._socket is None:
                self._connect()
            if self._following and not self._subscribed:
                self._subscribed = True
                self._ask(wire.SUBSCRIBE, _nothing, wire.RECORDINGS_MASK)
            self._ask(wire.GET_SOURCE_OUTPUT_INFO_LIST, self._streams_said)
        except OSError:
            self._fail(tr("The sound server cannot be reached"))

    def close(self) -> None:
        """Let go of the server; nothing is told any more."""
        self.blockSignals(True)
        self._following = False
        self._disconnect()

    # ---- the connection

    def _connect(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)
        self._socket.connect(str(self._path))
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._readable)
        self._ask(wire.AUTH, _nothing, wire.VERSION, _cookie(self._env))
        self._ask(wire.SET_CLIENT_NAME, _nothing, {"application.name": "Lowback Tray"})

    def _disconnect(self) -> None:
        self._settle.stop()
        self._budget.stop()
        self._subscribed = False
        self._waiting.clear()
        self._received.clear()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _fail(self, problem: str) -> None:
        self._disconnect()
        self.failed.emit(problem)

    def _ask(
        self, command: int, answer: Callable[[tuple[wire.Value, ...]], None], *words: wire.Value
    ) -> None:
        assert self._socket is not None
        self._serial += 1
        self._waiting[self._serial] = answer
        self._socket.sendall(wire.message(command, self._serial, *words))

    def _readable(self) -> None:
        if self._socket is None:
            return
        try:
            piece = self._socket.recv(_PIECE)
            if not piece:
                self._fail(tr("The sound server cannot be reached"))
                return
            self._received += piece
            for said in wire.messages(self._received):
                self._hear(said)
        except BlockingIOError:
            return
        except (OSError, DesktopError) as error:
            self._fail(str(error))

    def _hear(self, said: wire.Message) -> None:
        answer = self._waiting.pop(said.serial, None)
        if answer is not None and said.command == wire.REPLY:
            answer(said.body)
        elif answer == self._streams_said or answer == _nothing:
            raise DesktopError(tr("The sound server refuses to say who records"))
        elif wire.is_news(said):
            self._settle.start()
        self._conclude_if_all_said()

    # ---- who records

    def _streams_said(self, body: tuple[wire.Value, ...]) -> None:
        self._found = []
        for one in wire.streams(body):
            found = recording(str(one.source), one.corked, one.properties)
            if found is not None:
                self._ask(wire.GET_SOURCE_INFO, partial(self._source_said, found), one.source, None)

    def _source_said(self, found: Recording, body: tuple[wire.Value, ...]) -> None:
        if not wire.is_monitor(body):  # else it only listens to what is played
            self._found.append(found)

    def _conclude_if_all_said(self) -> None:
        if self._waiting or not self._budget.isActive():
            return
        self._budget.stop()
        self.recordings = self._found
        if not self._following:
            self._disconnect()
        self.told.emit()


def _nothing(_: tuple[wire.Value, ...]) -> None:
    """The answer itself says nothing."""
