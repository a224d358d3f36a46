"""A Wayland compositor that knows nothing but seats and idleness, and checks what it is told.

Written from the protocol's own description, not from our client. It refuses, as libwayland
does, object ids that are not the next in line.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EXT, KDE = "ext_idle_notifier_v1", "org_kde_kwin_idle"


class Compositor:
    """Listens at `path` for one client.

    Args:
        path: of the socket.
        offers: protocol to version; a seat is always there unless `seat` is false.
        seat: whether there is a seat.
        hung: takes everything in and says nothing.
    """

    def __init__(
        self, path: Path, offers: dict[str, int], *, seat: bool = True, hung: bool = False
    ) -> None:
        self.offers = ["wl_compositor", *(["wl_seat"] if seat else []), *offers]
        self.versions = {"wl_compositor": 4, "wl_seat": 7, **offers}
        self.hung = hung
        self.notes: dict[int, int] = {}  # object to milliseconds
        self.input_only: set[int] = set()
        self.problem: str | None = None
        self._idled: set[int] = set()
        self._bound: dict[int, str] = {}
        self._next = 2
        self._touched = time.monotonic()
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        self._server.listen(1)
        self._client: socket.socket | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def rest(self, seconds: float) -> None:
        """The person does nothing for so long, in an instant."""
        with self._lock:
            self._touched -= seconds
        self._tell()

    def touch(self) -> None:
        """The person types."""
        with self._lock:
            self._touched = time.monotonic()
            idled, self._idled = self._idled, set()
        for note in idled & set(self.notes):
            self._send(note, 1, b"")

    def say(self, data: bytes) -> None:
        """Anything at all."""
        assert self._client is not None
        self._client.sendall(data)

    def close(self) -> None:
        """Vanish."""
        for one in (self._client, self._server):
            if one is not None:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            self._client, _ = self._server.accept()
            data = b""
            while more := self._client.recv(4096):
                data += more
                while len(data) >= 8 and len(data) >= (size := data[6] | data[7] << 8):
                    to, head = struct.unpack_from("=II", data)
                    if not self.hung:
                        self._take(to, head & 0xFFFF, data[8:size])
                    data = data[size:]

    def _take(self, to: int, opcode: int, body: bytes) -> None:
        if to == 1 and opcode == 1:  # get_registry
            self._new(struct.unpack("=I", body)[0], "registry")
            for number, name in enumerate(self.offers):
                text = name.encode() + b"\0"
                text += b"\0" * (-len(text) % 4)
                head = struct.pack("=II", number + 10, len(name) + 1)
                self._send(2, 0, head + text + struct.pack("=I", self.versions[name]))
        elif to == 1 and opcode == 0:  # sync
            (new,) = struct.unpack("=I", body)
            self._new(new, "callback")
            self._send(new, 0, struct.pack("=I", 1))
            self._send(1, 1, struct.pack("=I", new))  # delete_id
        elif self._bound.get(to) == "registry":
            self._bind(body)
        elif self._bound.get(to) in (EXT, KDE):
            self._notify(to, opcode, body)
        elif to in self.notes and opcode == 0:
            del self.notes[to]
            self._idled.discard(to)
            self._send(1, 1, struct.pack("=I", to))
        else:
            self._refuse(f"nobody is {to}, or it cannot {opcode}")

    def _bind(self, body: bytes) -> None:
        number, length = struct.unpack_from("=II", body)
        name = body[8 : 8 + length - 1].decode()
        version, new = struct.unpack_from("=II", body, 8 + length + -length % 4)
        if self.offers[number - 10] != name or not 1 <= version <= self.versions[name]:
            self._refuse(f"no {name} {version} at {number}")
            return
        self._new(new, name)
        if name == "wl_seat":
            self._send(new, 0, struct.pack("=I", 3))  # capabilities

    def _notify(self, to: int, opcode: int, body: bytes) -> None:
        if self._bound[to] == KDE:
            new, seat, after = struct.unpack("=III", body)
            good = opcode == 0
        else:
            new, after, seat = struct.unpack("=III", body)
            good = opcode in (1, 2)
        if not good or self._bound.get(seat) != "wl_seat":
            self._refuse("no such notification")
            return
        self._new(new, "notification")
        self.notes[new] = after
        if opcode == 2:
            self.input_only.add(new)
        # As KWin and wlroots: the time starts when it is asked for.
        threading.Timer(after / 1000, self._tell).start() if after < 2000 else None

    def _tell(self) -> None:
        with self._lock:
            idle_ms = (time.monotonic() - self._touched) * 1000 + 5
            due = {note for note, after in self.notes.items() if after <= idle_ms}
            news, self._idled = due - self._idled, self._idled | due
        for note in news:
            self._send(note, 0, b"")

    def _new(self, number: int, what: str) -> None:
        if number != self._next:
            self._refuse(f"invalid object id {number}")
        self._next += 1
        self._bound[number] = what

    def _refuse(self, why: str) -> None:
        self.problem = why
        text = why.encode() + b"\0"
        text += b"\0" * (-len(text) % 4)
        self._send(1, 0, struct.pack("=III", 1, 1, len(why) + 1) + text)

    def _send(self, sender: int, event: int, body: bytes) -> None:
        if self._client is not None and not self.hung:
            with suppress(OSError):
                head = struct.pack("=II", sender, (8 + len(body)) << 16 | event)
                self._client.sendall(head + body)
