"""The few words of Wayland that are needed to be told of idleness, spoken over its socket.

A message is (object, size and opcode, arguments) in 32-bit words of this machine's byte order.
We bind a seat and one of the two idle protocols, and ask for notifications: each says once
that nobody typed for so long, and once that somebody did again. None of it needs libwayland,
a file descriptor or a thread.

    wl_display 1: sync(new callback) 0, get_registry(new) 1; events error 0, delete_id 1
    wl_registry: bind(name, interface, version, new) 0; events global 0, global_remove 1
    ext_idle_notifier_v1: get_idle_notification(new, ms, seat) 1, from version 2 on
        get_input_idle_notification 2, which no playing film holds back
    org_kde_kwin_idle: get_idle_timeout(new, seat, ms) 0
    their notifications: destroy/release() 0; events idled 0, resumed 1
"""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SEAT = "wl_seat"
EXT = "ext_idle_notifier_v1"
KDE = "org_kde_kwin_idle"
_DISPLAY, _REGISTRY, _SYNCED = 1, 2, 3
_FIRST_OWN = 4
_LARGEST = 1 << 16  # no message is larger
_CHUNK = 65536


class WireOwner(Protocol):
    """Who owns the connection. Called from the event loop."""

    def wire_ready(self, problem: str | None) -> None:
        """What the compositor offers is known; None: notifications can be asked for."""

    def wire_ended(self, problem: str) -> None:
        """The connection is gone; nothing follows."""


@dataclass(frozen=True)
class _Global:
    name: int
    version: int


def _word(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + b"\0" * (-len(data) % 4)


def socket_path(env: Mapping[str, str]) -> str:
    """Where the compositor of this environment listens; empty where there is none."""
    name = env.get("WAYLAND_DISPLAY") or "wayland-0"
    runtime = env.get("XDG_RUNTIME_DIR")
    if name.startswith("/"):
        return name
    return f"{runtime}/{name}" if runtime else ""


class WaylandWire(QObject):
    """One connection to a compositor.

    Args:
        path: of its socket.
        owner: told what happens.

    Attributes:
        protocol: the idle protocol in use, once ready; "" before.
        input_only: films that play do not hold its notifications back.

    Raises:
        DesktopError: nobody listens there.
    """

    def __init__(self, path: str | Path, owner: WireOwner) -> None:
        super().__init__()
        self._owner = owner
        self._in = bytearray()
        self._globals: dict[str, _Global] = {}
        self._ids = count(_FIRST_OWN)
        self._notify: dict[int, Callable[[bool], None]] = {}
        self._seat = self._notifier_id = 0
        self.protocol = ""
        self.input_only = False
        self._sock: socket.socket | None = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._sock.setblocking(False)
        try:
            self._sock.connect(str(path))
        except OSError as error:
            self._sock.close()
            raise DesktopError(tr("The Wayland compositor cannot be reached")) from error
        self._readable = QSocketNotifier(self._sock.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self._send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self._send(_DISPLAY, 0, struct.pack("=I", _SYNCED))

    def notify(self, after_ms: int, told: Callable[[bool], None]) -> int:
        """Call `told(True)` when nobody typed for so long, `told(False)` at the next input.

        Returns:
            what `forget` wants.
        """
        new = next(self._ids)
        self._notify[new] = told
        if self.protocol == EXT:
            opcode = 2 if self.input_only else 1
            self._send(self._notifier_id, opcode, struct.pack("=III", new, after_ms, self._seat))
        else:
            self._send(self._notifier_id, 0, struct.pack("=III", new, self._seat, after_ms))
        return new

    def forget(self, number: int) -> None:
        """No more calls for that notification."""
        if self._notify.pop(number, None) is not None:
            self._send(number, 0, b"")

    def close(self) -> None:
        """End the connection without a word."""
        if self._sock is not None:
            self._readable.setEnabled(False)
            self._sock.close()
            self._sock = None

    # ---- the wire

    def _send(self, to: int, opcode: int, body: bytes) -> None:
        if self._sock is None:
            return
        try:
            # A few bytes to a local socket that is read all the time: they fit or it hangs.
            self._sock.sendall(struct.pack("=II", to, (8 + len(body)) << 16 | opcode) + body)
        except OSError:
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)  # told from the event loop, as an end

    def _read(self) -> None:
        if self._sock is None:
            return
        try:
            data = self._sock.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end(tr("The Wayland compositor has gone"))
            return
        self._in += data
        while self._sock is not None and len(self._in) >= 8:
            sender, head = struct.unpack_from("=II", self._in)
            size = head >> 16
            if not 8 <= size < _LARGEST:
                self._end(tr("The Wayland compositor gives an answer that makes no sense"))
            if self._sock is None or len(self._in) < size:
                return
            body = bytes(self._in[8:size])
            del self._in[:size]
            self._take(sender, head & 0xFFFF, body)

    def _take(self, sender: int, event: int, body: bytes) -> None:
        if sender in self._notify:
            self._notify[sender](event == 0)
        elif sender == _REGISTRY and event == 0:
            self._offered(body)
        elif sender == _SYNCED:
            self._bind()
        elif sender == _DISPLAY and event == 0:
            self._end(tr("The Wayland compositor refuses us"))

    def _end(self, problem: str) -> None:
        self.close()
        self._owner.wire_ended(problem)

    # ---- what is offered

    def _offered(self, body: bytes) -> None:
        name, length = struct.unpack_from("=II", body)
        interface = body[8 : 8 + length - 1].decode(errors="replace")
        (version,) = struct.unpack_from("=I", body, 8 + length + -length % 4)
        self._globals.setdefault(interface, _Global(name, version))

    def _bind(self) -> None:
        protocol = next((name for name in (EXT, KDE) if name in self._globals), None)
        if protocol is None or SEAT not in self._globals:
            self._owner.wire_ready(tr("This Wayland compositor does not tell when nobody types"))
            return
        version = min(2, self._globals[protocol].version) if protocol == EXT else 1
        self._seat = self._bound(SEAT, 1)
        self._notifier_id = self._bound(protocol, version)
        self.protocol, self.input_only = protocol, version == 2
        self._owner.wire_ready(None)

    def _bound(self, interface: str, version: int) -> int:
        new = next(self._ids)
        name = struct.pack("=I", self._globals[interface].name)
        self._send(_REGISTRY, 0, name + _word(interface) + struct.pack("=II", version, new))
        return new
