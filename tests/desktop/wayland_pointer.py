"""Moves the pointer of a KWin: as much of the Wayland protocol as that takes.

KWin lets only a program in whose file it can look up, so this runs by itself, under the user KWin
runs under: `python3 -c "$(cat wayland_pointer.py)" SOCKET`.
"""

from __future__ import annotations

import socket
import struct
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAKE_INPUT = "org_kde_kwin_fake_input"
_DISPLAY, _REGISTRY, _POINTER = 1, 2, 4  # object ids; 3 and 5 are the answers waited for


@contextmanager
def connected(path: str) -> Iterator[socket.socket]:
    """A client of the compositor that listens there."""
    with socket.socket(socket.AF_UNIX) as one:
        one.settimeout(5.0)
        one.connect(path)
        yield one


def offers(one: socket.socket) -> dict[str, int]:
    """What it offers: interface to its number."""
    one.sendall(_message(_DISPLAY, 1, struct.pack("=I", _REGISTRY)))
    found = {}
    for target, opcode, body in _until_done(one, 3):
        if (target, opcode) == (_REGISTRY, 0):
            number, length = struct.unpack_from("=II", body)
            found[body[8 : 8 + length - 1].decode()] = number
    return found


def move(one: socket.socket) -> None:
    """Ten pixels to the right and down."""
    number = offers(one)[_FAKE_INPUT]
    bind = struct.pack("=I", number) + _string(_FAKE_INPUT) + struct.pack("=II", 1, _POINTER)
    one.sendall(_message(_REGISTRY, 0, bind))
    one.sendall(_message(_POINTER, 0, _string("tests") + _string("somebody is there")))
    one.sendall(_message(_POINTER, 1, struct.pack("=ii", 10 << 8, 10 << 8)))
    _until_done(one, 5)


def _message(target: int, opcode: int, body: bytes) -> bytes:
    return struct.pack("=IHH", target, opcode, 8 + len(body)) + body


def _string(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + b"\0" * (-len(data) % 4)


def _until_done(one: socket.socket, answer: int) -> list[tuple[int, int, bytes]]:
    """Object, opcode and body of all that is said until everything asked has been done."""
    one.sendall(_message(_DISPLAY, 0, struct.pack("=I", answer)))
    said: list[tuple[int, int, bytes]] = []
    for event in _events(one):
        if event[0] == answer:
            return said
        assert event[:2] != (_DISPLAY, 0), f"refused: {event[2]!r}"
        said.append(event)
    raise ConnectionError("it hung up")


def _events(one: socket.socket) -> Iterator[tuple[int, int, bytes]]:
    data = b""
    while more := one.recv(65536):
        data += more
        while len(data) >= 8:
            target, opcode, size = struct.unpack_from("=IHH", data)
            if len(data) < size:
                break
            yield target, opcode, data[8:size]
            data = data[size:]


if __name__ == "__main__":
    with connected(sys.argv[1]) as connection:
        move(connection)
