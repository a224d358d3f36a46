"""One connection to a message bus that never makes anybody wait.

jeepney knows the D-Bus wire format; its ready-made connections, however, block while they
say hello, and for ever if the bus hangs. So the socket is ours: non-blocking from the first
byte, fed and drained by QSocketNotifier on the window thread, with a budget for the greeting.
What is sent before the greeting is over is kept and follows it. A message that cannot be
parsed is dropped alone; a connection that ends says why, once.
"""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, message_bus
from jeepney import new_method_call as _new_method_call
from jeepney.auth import BEGIN, AuthenticationError, Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.low_level import Endianness, Header, Message, calc_msg_size
from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.desktop.bus import Target

GREETING_BUDGET_MS = 2000
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that arrived, without the wrapping of the library.

    Attributes:
        kind: "reply", "error", "signal" or "call".
        serial: its own number, by which a call is answered.
        reply_to: the serial number it answers, 0 for signals.
        sender: unique name of the peer.
        path: object path (signals, calls).
        interface: interface (signals, calls).
        member: name of the signal or the method.
        error: name of the error (errors).
        signature: D-Bus types of `body`.
        body: the values.
    """

    kind: str
    serial: int
    reply_to: int
    sender: str
    path: str
    interface: str
    member: str
    error: str
    signature: str
    body: tuple[Any, ...]


class WireListener(Protocol):
    """Who owns a wire. Called on the window thread, never from within a call to the wire."""

    def wire_opened(self) -> None:
        """The bus knows us now."""

    def wire_message(self, message: Incoming) -> None:
        """A message arrived."""

    def wire_ended(self, problem: str) -> None:
        """The connection is gone; nothing follows. Not called after `Wire.close`."""


_KINDS = {
    MessageType.method_return: "reply",
    MessageType.error: "error",
    MessageType.signal: "signal",
    MessageType.method_call: "call",
}


def _unwrap(message: Message) -> Incoming:
    get = message.header.fields.get
    return Incoming(
        kind=_KINDS[message.header.message_type],
        serial=message.header.serial,
        reply_to=get(HeaderFields.reply_serial, 0),
        sender=get(HeaderFields.sender, ""),
        path=get(HeaderFields.path, ""),
        interface=get(HeaderFields.interface, ""),
        member=get(HeaderFields.member, ""),
        error=get(HeaderFields.error_name, ""),
        signature=get(HeaderFields.signature, ""),
        body=message.body,
    )


def _connect(address: str) -> socket.socket:
    """A connected, non-blocking socket; for a Unix socket that takes microseconds.

    Raises:
        DesktopError: nobody listens at the address, or it makes no sense.
    """
    try:
        where = next(get_connectable_addresses(address))
    except (ValueError, RuntimeError, StopIteration) as error:
        raise DesktopError(
            tr("The bus address cannot be used: {address}").format(address=address)
        ) from error
    if not hasattr(socket, "AF_UNIX"):
        raise DesktopError(tr("This system has no message bus"))
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    sock.setblocking(False)
    try:
        sock.connect(where)
    except OSError as error:
        sock.close()
        raise DesktopError(
            tr("The bus cannot be reached ({why})").format(why=error.strerror or error)
        ) from error
    return sock


class Wire(QObject):
    """A connection, from greeting to end.

    Args:
        address: a D-Bus server address ("unix:path=...").
        listener: told what happens.

    Raises:
        DesktopError: nobody listens at the address.
    """

    def __init__(self, address: str, listener: WireListener) -> None:
        # No Qt parent: with one, PySide 6.11 crashed when the garbage collector freed the
        # parent while our deleteLater() was still to come.
        super().__init__()
        self._listener = listener
        self._sock: socket.socket | None = _connect(address)
        self._serials = count(2)  # 1 is the greeting
        self._in = bytearray()
        self._out = bytearray()
        self._held = bytearray()  # sent by our owner before the greeting was over
        self._auth: Authenticator | None = Authenticator()
        fd = self._sock.fileno()
        self._readable = QSocketNotifier(fd, QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self._writable = QSocketNotifier(fd, QSocketNotifier.Type.Write, self)
        self._writable.setEnabled(False)
        self._writable.activated.connect(self._write)
        self._budget = QTimer(self, singleShot=True, interval=GREETING_BUDGET_MS)
        self._budget.timeout.connect(self._greeting_took_too_long)
        self._budget.start()
        self._push(self._auth.data_to_send())

    def call(
        self, to: Target, member: str, signature: str, body: tuple[Any, ...], *, activate: bool
    ) -> int:
        """Send a method call and return its serial number.

        Raises:
            Exception: the body does not fit the signature, which is a bug of the caller.
        """
        message = _new_method_call(
            DBusAddress(to.path, to.name, to.interface), member, signature or None, body
        )
        if not activate:
            message.header.flags |= MessageFlag.no_auto_start
        serial = next(self._serials)
        data = message.serialise(serial=serial)
        if self._auth is not None:
            self._held += data
        else:
            self._push(data)
        return serial

    def answer(self, call: Incoming, signature: str, body: tuple[Any, ...]) -> None:
        """Answer a call."""
        fields = {HeaderFields.reply_serial: call.serial, HeaderFields.destination: call.sender}
        self._send_out(MessageType.method_return, fields, signature, body)

    def refuse(self, call: Incoming, error: str, text: str) -> None:
        """Answer a call with an error."""
        fields = {
            HeaderFields.reply_serial: call.serial,
            HeaderFields.destination: call.sender,
            HeaderFields.error_name: error,
        }
        self._send_out(MessageType.error, fields, "s", (text,))

    def tell(self, at: Target, member: str, signature: str, body: tuple[Any, ...]) -> None:
        """Tell everybody who listens; the name in `at` says nothing here."""
        fields = {
            HeaderFields.path: at.path,
            HeaderFields.interface: at.interface,
            HeaderFields.member: member,
        }
        self._send_out(MessageType.signal, fields, signature, body)

    def _send_out(
        self, kind: MessageType, fields: dict[Any, Any], signature: str, body: tuple[Any, ...]
    ) -> None:
        if signature:
            fields[HeaderFields.signature] = signature
        header = Header(Endianness.little, kind, MessageFlag.no_reply_expected, 1, -1, -1, fields)
        self._push(Message(header, body).serialise(serial=next(self._serials)))

    def close(self) -> None:
        """End the connection without a word."""
        if self._sock is None:
            return
        self._budget.stop()
        for notifier in (self._readable, self._writable):
            notifier.setEnabled(False)
        self._sock.close()
        self._sock = None
        self.deleteLater()

    def _end(self, problem: str) -> None:
        if self._sock is not None:
            self.close()
            self._listener.wire_ended(problem)

    def _greeting_took_too_long(self) -> None:
        self._end(tr("The bus does not answer"))

    # ---- writing

    def _push(self, data: bytes) -> None:
        """Send now if the bus takes it; what is left, and any failure, waits for the loop."""
        self._out += data
        try:
            self._send()
        except OSError:
            self._writable.setEnabled(True)  # it will fail again there and be told then

    def _write(self) -> None:
        try:
            self._send()
        except OSError as error:
            self._end(_lost(error))

    def _send(self) -> None:
        if self._sock is None:
            return
        with contextlib.suppress(BlockingIOError):
            del self._out[: self._sock.send(self._out)]
        self._writable.setEnabled(bool(self._out))

    # ---- reading

    def _read(self) -> None:
        if self._sock is None:
            return
        try:
            data = self._sock.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            self._end(_lost(error))
            return
        if not data:
            self._end(_lost(None))
        elif self._auth is not None:
            self._greet(self._auth, data)
        else:
            self._in += data
            self._deliver()

    def _greet(self, auth: Authenticator, data: bytes) -> None:
        try:
            auth.feed(data)
        except AuthenticationError:
            self._end(tr("The bus refuses us"))
            return
        if auth.authenticated:
            self._auth = None
            self._push(BEGIN + message_bus.Hello().serialise(serial=1) + bytes(self._held))
            self._held.clear()

    def _deliver(self) -> None:
        for raw in self._frames():
            try:
                message = _unwrap(Message.from_buffer(raw))
            except Exception:  # the library raises whatever it trips over
                continue  # not ours to understand; the next one starts at a known place
            if message.reply_to == 1:
                self._budget.stop()
                self._listener.wire_opened()
            else:
                self._listener.wire_message(message)

    def _frames(self) -> list[bytes]:
        frames: list[bytes] = []
        while len(self._in) >= 16:
            try:
                size: int = calc_msg_size(bytes(self._in[:16]))
            except KeyError:  # neither byte order: we lost our place in the stream
                self._end(_lost(None))
                return []
            if len(self._in) < size:
                break
            frames.append(bytes(self._in[:size]))
            del self._in[:size]
        return frames


def _lost(error: OSError | None) -> str:
    why = error.strerror if error is not None else None
    if why is None:
        return tr("The connection to the bus was lost")
    return tr("The connection to the bus was lost ({why})").format(why=why)
