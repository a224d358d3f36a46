"""The few words of PulseAudio's native protocol that tell who records. Pure.

A message is a header of five big-endian numbers (its length, the channel, and three that only
sound needs) and a body of tagged values: command, serial number, arguments. PulseAudio and
PipeWire's stand-in for it speak it over one socket in the runtime folder. The version asked for
is an old one on purpose: it is the first that says whether a stream is paused, and what later
ones add is not needed.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

VERSION: Final = 19
NOWHERE: Final = 0xFFFFFFFF  # no such object; also the channel of commands
ERROR, REPLY, AUTH, SET_CLIENT_NAME = 0, 2, 8, 9
GET_SOURCE_INFO, GET_SOURCE_OUTPUT_INFO_LIST = 23, 32
SUBSCRIBE, SUBSCRIBE_EVENT = 35, 66
RECORDINGS_MASK: Final = 0x20  # news of streams that record ...
_RECORDING, _FACILITY = 5, 0x0F  # ... are of this kind
COOKIE_BYTES: Final = 256

_HEADER = struct.Struct(">5I")
_MOST = 1 << 22  # bytes; more is no answer to anything that is asked here
# What is said of one stream, in this order; and where in what is said of a source its sink is.
_STREAM_FIELDS = 13
_SOURCE, _PROPERTIES, _CORKED = 4, 11, 12
_MONITOR_OF = 8

Value: TypeAlias = Any


class Message(NamedTuple):
    """A command with its serial number and arguments."""

    command: int
    serial: int
    body: tuple[Value, ...]


class Stream(NamedTuple):
    """A stream that records.

    Attributes:
        source: the number of what it records from, `NOWHERE` if nothing.
        corked: it is paused.
        properties: what its program says of itself.
    """

    source: int
    corked: bool
    properties: Mapping[str, str]


def message(command: int, serial: int, *arguments: Value) -> bytes:
    """A command as it is sent; arguments are int, str, None, bytes or a mapping of texts."""
    body = b"".join(map(_tagged, (command, serial, *arguments)))
    return _HEADER.pack(len(body), NOWHERE, 0, 0, 0) + body


def _tagged(value: Value) -> bytes:
    match value:
        case None:
            return b"N"
        case int():
            return b"L" + struct.pack(">I", value)
        case str():
            return b"t" + value.encode() + b"\0"
        case bytes():
            return b"x" + struct.pack(">I", len(value)) + value
        case _:
            entries = (_property(key, text.encode() + b"\0") for key, text in value.items())
            return b"P" + b"".join(entries) + b"N"


def _property(key: str, text: bytes) -> bytes:
    return _tagged(key) + _tagged(len(text)) + _tagged(text)


def messages(received: bytearray) -> Iterator[Message]:
    """Take every complete message out of what was received.

    Raises:
        DesktopError: this is not the protocol.
    """
    while len(received) >= _HEADER.size:
        length, channel, *_ = _HEADER.unpack_from(received)
        if length > _MOST:
            raise _nonsense()
        if len(received) < _HEADER.size + length:
            return
        body = bytes(received[_HEADER.size : _HEADER.size + length])
        del received[: _HEADER.size + length]
        if channel == NOWHERE:  # else it is sound
            command, serial, *rest = _values(body)
            yield Message(command, serial, tuple(rest))


def streams(body: Sequence[Value]) -> list[Stream]:
    """The streams that record, from the answer to GET_SOURCE_OUTPUT_INFO_LIST.

    Raises:
        DesktopError: it is laid out otherwise than this version has it.
    """
    found = [body[at : at + _STREAM_FIELDS] for at in range(0, len(body), _STREAM_FIELDS)]
    try:
        return [Stream(one[_SOURCE], one[_CORKED], dict(one[_PROPERTIES])) for one in found]
    except (IndexError, TypeError, ValueError) as error:
        raise _nonsense() from error


def is_monitor(body: Sequence[Value]) -> bool:
    """Whether a source only repeats what is played, from the answer to GET_SOURCE_INFO."""
    return len(body) > _MONITOR_OF and body[_MONITOR_OF] != NOWHERE


def is_news(said: Message) -> bool:
    """Whether a message says that a recording began, changed or ended."""
    of_recording = bool(said.body) and said.body[0] & _FACILITY == _RECORDING
    return said.command == SUBSCRIBE_EVENT and of_recording


# ---- reading values


class _Reader:
    """Walks through tagged values."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> bytes:
        piece = self.data[self.at : self.at + size]
        if len(piece) != size:
            raise _nonsense()
        self.at += size
        return piece

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "big")

    def text(self) -> str:
        end = self.data.find(b"\0", self.at)
        if end < 0:
            raise _nonsense()
        piece = self.take(end - self.at)
        self.at += 1
        return piece.decode(errors="replace")

    def properties(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while (key := self.value()) is not None:
            self.value()  # the length, which is said once more with the bytes
            found[key] = self.value().rstrip(b"\0").decode(errors="replace")
        return found

    def value(self) -> Value:
        tag = self.take(1)
        if tag not in _READERS:
            raise _nonsense()
        return _READERS[tag](self)


_READERS: dict[bytes, Callable[[_Reader], Value]] = {
    b"t": _Reader.text,
    b"N": lambda reader: None,
    b"L": _Reader.number,
    b"B": lambda reader: reader.number(1),
    b"R": lambda reader: reader.number(8),
    b"r": lambda reader: reader.number(8),
    b"U": lambda reader: reader.number(8),
    b"T": lambda reader: reader.number(8),
    b"V": _Reader.number,
    b"a": lambda reader: reader.take(6),
    b"x": lambda reader: reader.take(reader.number()),
    b"1": lambda reader: True,
    b"0": lambda reader: False,
    b"m": lambda reader: reader.take(reader.number(1)),
    b"v": lambda reader: reader.take(4 * reader.number(1)),
    b"P": _Reader.properties,
}


def _values(data: bytes) -> list[Value]:
    """All values of a message, at least command and serial number."""
    reader, found = _Reader(data), []
    while reader.at < len(data):
        found.append(reader.value())
    if len(found) < 2 or not all(isinstance(one, int) for one in found[:2]):
        raise _nonsense()
    return found


def _nonsense() -> DesktopError:
    return DesktopError(tr("The sound server says something that cannot be understood"))
