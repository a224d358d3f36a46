"""How long the X server has seen no input, and its word when input comes: libxcb by ctypes.

libxcb and libxcb-sync are what Qt's own X11 plugin stands on, so they are there wherever our
windows are. Unlike Xlib they end no process when the server dies: a broken connection is a
flag, an error is a reply. The connection is our own. Nothing waits longer than a short budget
for the server, and waiting for input costs no wake-up: the server's SYNC extension counts
IDLETIME and sends one event when it falls back to zero.
"""

from __future__ import annotations

import ctypes
import select
from ctypes import POINTER, byref, c_char_p, c_int, c_int32, c_uint, c_uint8, c_uint16, c_uint32
from ctypes import c_void_p as ptr
from typing import Any

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

COUNTER = b"IDLETIME"
XWAYLAND = b"XWAYLAND"
REPLY_BUDGET_MS = 250  # a server that needs longer is as good as gone for a question this small

# Which fields of an alarm are given: counter, value type, value, test, delta, events.
_ALARM_FIELDS = 1 | 2 | 4 | 8 | 16 | 32
_ABSOLUTE = 0
_NEGATIVE_TRANSITION = 1
# Input sets the counter to 0. Above 0, because a busy server may look a moment later; below
# any pause that a person makes between arming and touching something.
_BACK_AT_MS = 1


class _SilenceError(DesktopError):
    """No answer within the budget; the connection itself is sound."""


class _Extension(ctypes.Structure):
    _fields_ = (
        ("response_type", c_uint8), ("pad0", c_uint8), ("sequence", c_uint16),
        ("length", c_uint32), ("present", c_uint8), ("major_opcode", c_uint8),
        ("first_event", c_uint8), ("first_error", c_uint8),
    )  # fmt: skip


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", c_uint),)


class _CounterIterator(ctypes.Structure):
    _fields_ = (("data", ptr), ("rem", c_int), ("index", c_int))


class _Counter(ctypes.Structure):
    _fields_ = (
        ("id", c_uint32), ("high", c_int32), ("low", c_uint32), ("name_length", c_uint16),
    )  # fmt: skip


# libxcb's own accessor skips to the end of the padded structure and loses two letters.
_NAME_AT = _Counter.name_length.offset + _Counter.name_length.size


class _CounterReply(ctypes.Structure):
    _fields_ = (
        ("response_type", c_uint8), ("pad0", c_uint8), ("sequence", c_uint16),
        ("length", c_uint32), ("high", c_int32), ("low", c_uint32),
    )  # fmt: skip


class _AlarmEvent(ctypes.Structure):
    _fields_ = (
        ("response_type", c_uint8), ("kind", c_uint8), ("sequence", c_uint16),
        ("alarm", c_uint32),
    )  # fmt: skip


_XCB: dict[str, tuple[Any, list[Any]]] = {
    "xcb_connect": (ptr, [c_char_p, POINTER(c_int)]),
    "xcb_disconnect": (None, [ptr]),
    "xcb_connection_has_error": (c_int, [ptr]),
    "xcb_get_file_descriptor": (c_int, [ptr]),
    "xcb_get_extension_data": (POINTER(_Extension), [ptr, ptr]),
    "xcb_query_extension": (_Cookie, [ptr, c_uint16, c_char_p]),
    "xcb_generate_id": (c_uint32, [ptr]),
    "xcb_flush": (c_int, [ptr]),
    "xcb_poll_for_event": (ptr, [ptr]),
    "xcb_discard_reply": (None, [ptr, c_uint]),
    "xcb_poll_for_reply": (c_int, [ptr, c_uint, POINTER(ptr), POINTER(ptr)]),
}
_SYNC: dict[str, tuple[Any, list[Any]]] = {
    "xcb_sync_initialize": (_Cookie, [ptr, c_uint8, c_uint8]),
    "xcb_sync_list_system_counters": (_Cookie, [ptr]),
    "xcb_sync_list_system_counters_counters_iterator": (_CounterIterator, [ptr]),
    "xcb_sync_systemcounter_next": (None, [POINTER(_CounterIterator)]),
    "xcb_sync_query_counter": (_Cookie, [ptr, c_uint32]),
    "xcb_sync_create_alarm": (_Cookie, [ptr, c_uint32, c_uint32, ptr]),
    "xcb_sync_destroy_alarm": (_Cookie, [ptr, c_uint32]),
}


def _library(name: str, functions: dict[str, tuple[Any, list[Any]]]) -> ctypes.CDLL:
    """Load a library and declare what we use of it, so that nothing is passed wrongly.

    Raises:
        DesktopError: it is not there, or another than we know.
    """
    try:
        library = ctypes.CDLL(name)
        for function, (result, arguments) in functions.items():
            entry = getattr(library, function)
            entry.restype, entry.argtypes = result, arguments
    except (OSError, AttributeError) as error:
        raise DesktopError(tr("{library} cannot be used").format(library=name)) from error
    return library


class XIdle:
    """The idle counter of one X server.

    Args:
        display: as in DISPLAY; None: that of the environment.

    Raises:
        DesktopError: there is no such server, it is XWayland (which sees only input that goes
            to X11 windows), or it cannot count.
    """

    def __init__(self, display: str | None = None) -> None:
        self._xcb = _library("libxcb.so.1", _XCB)
        self._sync = _library("libxcb-sync.so.1", _SYNC)
        self._free = ctypes.CDLL(None).free
        self._free.argtypes, self._free.restype = [ptr], None
        self._alarm = 0
        name = display.encode() if display is not None else None
        self._link: int | None = self._xcb.xcb_connect(name, None)
        try:
            self._check()
            self._refuse_xwayland()
            self._alarm_event = self._first_event() + 1
            self._counter = self._idle_counter()
        except DesktopError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the server; harmless when done twice."""
        link, self._link = self._link, None
        if link is not None:
            self._xcb.xcb_disconnect(link)

    @property
    def fd(self) -> int:
        """What to watch for reading; on readable, call `read`."""
        return int(self._xcb.xcb_get_file_descriptor(self._link))

    def idle_s(self) -> float | None:
        """Seconds since the last input; None if the server is too busy to say so now.

        Raises:
            DesktopError: the server is gone.
        """
        cookie = self._sync.xcb_sync_query_counter(self._link, self._counter)
        try:
            reply = self._ask(cookie)
        except _SilenceError:
            self._xcb.xcb_discard_reply(self._link, cookie.sequence)
            return None
        try:
            value = ctypes.cast(reply, POINTER(_CounterReply)).contents
            return float((value.high << 32) | value.low) / 1000
        finally:
            self._free(reply)

    def arm(self) -> None:
        """Let `read` tell of the next input; harmless when armed already."""
        if self._alarm or self._link is None:
            return
        self._alarm = self._xcb.xcb_generate_id(self._link)
        fields = (c_uint32 * 8)(
            self._counter, _ABSOLUTE, 0, _BACK_AT_MS, _NEGATIVE_TRANSITION, 0, 0, 1
        )
        self._sync.xcb_sync_create_alarm(self._link, self._alarm, _ALARM_FIELDS, fields)
        self._xcb.xcb_flush(self._link)

    def disarm(self) -> None:
        """Tell of no input any more; harmless when not armed."""
        if self._alarm and self._link is not None:
            self._sync.xcb_sync_destroy_alarm(self._link, self._alarm)
            self._xcb.xcb_flush(self._link)
        self._alarm = 0

    def read(self) -> bool:
        """Take in what the server sent; true if the armed input came (it is disarmed then).

        Raises:
            DesktopError: the server is gone.
        """
        came = False
        while self._link is not None and (event := self._xcb.xcb_poll_for_event(self._link)):
            came = self._is_our_alarm(event) or came
            self._free(event)
        self._check()
        if came:
            self.disarm()
        return came

    # ---- the library's habits

    def _is_our_alarm(self, event: int) -> bool:
        seen = ctypes.cast(event, POINTER(_AlarmEvent)).contents
        kind = seen.response_type & 0x7F  # the highest bit only says who sent it
        return bool(self._alarm and kind == self._alarm_event and seen.alarm == self._alarm)

    def _check(self) -> None:
        if self._link is None or self._xcb.xcb_connection_has_error(self._link):
            raise DesktopError(tr("The X server cannot be reached"))

    def _ask(self, cookie: _Cookie) -> int:
        """The answer to a question, to be freed by the caller."""
        self._xcb.xcb_flush(self._link)
        reply, error = ptr(), ptr()
        waiter = select.poll()
        waiter.register(self.fd, select.POLLIN)
        while not self._xcb.xcb_poll_for_reply(
            self._link, cookie.sequence, byref(reply), byref(error)
        ):
            if not waiter.poll(REPLY_BUDGET_MS):
                raise _SilenceError(tr("The X server does not answer"))
        if error:
            self._free(error)
        self._check()
        if not reply.value:
            raise DesktopError(tr("The X server cannot tell how long nobody typed"))
        return reply.value

    def _refuse_xwayland(self) -> None:
        asked = self._xcb.xcb_query_extension(self._link, len(XWAYLAND), XWAYLAND)
        reply = self._ask(asked)
        present = ctypes.cast(reply, POINTER(_Extension)).contents.present
        self._free(reply)
        if present:
            raise DesktopError(tr("Under Wayland the X server does not see all input"))

    def _first_event(self) -> int:
        known_as = ctypes.byref(ptr.in_dll(self._sync, "xcb_sync_id"))
        data = self._xcb.xcb_get_extension_data(self._link, known_as)
        if not data or not data.contents.present:
            raise DesktopError(tr("The X server cannot tell how long nobody typed"))
        self._free(self._ask(self._sync.xcb_sync_initialize(self._link, 3, 1)))
        return int(data.contents.first_event)

    def _idle_counter(self) -> int:
        reply = self._ask(self._sync.xcb_sync_list_system_counters(self._link))
        counters = self._sync.xcb_sync_list_system_counters_counters_iterator(reply)
        try:
            while counters.rem:
                counter = ctypes.cast(counters.data, POINTER(_Counter)).contents
                name = ctypes.string_at(counters.data + _NAME_AT, counter.name_length)
                if name == COUNTER:
                    return int(counter.id)
                self._sync.xcb_sync_systemcounter_next(byref(counters))
        finally:
            self._free(reply)
        raise DesktopError(tr("The X server cannot tell how long nobody typed"))
