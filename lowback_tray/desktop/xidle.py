"""How long the X server has seen no input, and its word when input comes.

Waiting for input costs no wake-up: the server's SYNC extension counts IDLETIME and sends one
event when it falls back to zero. libxcb-sync is one of the libraries Qt's X11 plugin needs.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_int, c_int32, c_uint8, c_uint16, c_uint32
from ctypes import c_void_p as ptr

from lowback_tray.desktop.xlink import Cookie, Functions, SilenceError, XLink, library
from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

COUNTER = b"IDLETIME"

# Which fields of an alarm are given: counter, value type, value, test, delta, events.
_ALARM_FIELDS = 1 | 2 | 4 | 8 | 16 | 32
_ABSOLUTE = 0
_NEGATIVE_TRANSITION = 1
# Input sets the counter to 0. Above 0, because a busy server may look a moment later; below
# any pause that a person makes between arming and touching something.
_BACK_AT_MS = 1


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


_SYNC: Functions = {
    "xcb_sync_initialize": (Cookie, [ptr, c_uint8, c_uint8]),
    "xcb_sync_list_system_counters": (Cookie, [ptr]),
    "xcb_sync_list_system_counters_counters_iterator": (_CounterIterator, [ptr]),
    "xcb_sync_systemcounter_next": (None, [POINTER(_CounterIterator)]),
    "xcb_sync_query_counter": (Cookie, [ptr, c_uint32]),
    "xcb_sync_create_alarm": (Cookie, [ptr, c_uint32, c_uint32, ptr]),
    "xcb_sync_destroy_alarm": (Cookie, [ptr, c_uint32]),
}


class XIdle:
    """The idle counter of one X server.

    Args:
        display: as in DISPLAY; None: that of the environment.

    Raises:
        DesktopError: there is no such server, it is XWayland (which sees only input that goes
            to X11 windows), or it cannot count.
    """

    def __init__(self, display: str | None = None) -> None:
        self._alarm = 0
        self._link = XLink(display)
        try:
            self._sync = library("libxcb-sync.so.1", _SYNC)
            self._alarm_event = self._first_event() + 1
            self._counter = self._idle_counter()
        except DesktopError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the server; harmless when done twice."""
        self._link.close()

    @property
    def fd(self) -> int:
        """What to watch for reading; on readable, call `read`."""
        return self._link.fd

    def idle_s(self) -> float | None:
        """Seconds since the last input; None if the server is too busy to say so now.

        Raises:
            DesktopError: the server is gone.
        """
        cookie = self._sync.xcb_sync_query_counter(self._link.handle, self._counter)
        try:
            reply = self._answer(cookie)
        except SilenceError:
            return None
        try:
            value = ctypes.cast(reply, POINTER(_CounterReply)).contents
            return float((value.high << 32) | value.low) / 1000
        finally:
            self._link.free(reply)

    def arm(self) -> None:
        """Let `read` tell of the next input; harmless when armed already."""
        if self._alarm or self._link.handle is None:
            return
        self._alarm = self._link.xcb.xcb_generate_id(self._link.handle)
        fields = (c_uint32 * 8)(
            self._counter, _ABSOLUTE, 0, _BACK_AT_MS, _NEGATIVE_TRANSITION, 0, 0, 1
        )
        self._sync.xcb_sync_create_alarm(self._link.handle, self._alarm, _ALARM_FIELDS, fields)
        self._link.flush()

    def disarm(self) -> None:
        """Tell of no input any more; harmless when not armed."""
        if self._alarm and self._link.handle is not None:
            self._sync.xcb_sync_destroy_alarm(self._link.handle, self._alarm)
            self._link.flush()
        self._alarm = 0

    def read(self) -> bool:
        """Take in what the server sent; true if the armed input came (it is disarmed then).

        Raises:
            DesktopError: the server is gone.
        """
        came = False
        for event in self._link.events():
            came = self._is_our_alarm(event) or came
        if came:
            self.disarm()
        return came

    # ---- the library's habits

    def _is_our_alarm(self, event: int) -> bool:
        seen = ctypes.cast(event, POINTER(_AlarmEvent)).contents
        kind = seen.response_type & 0x7F  # the highest bit only says who sent it
        return bool(self._alarm and kind == self._alarm_event and seen.alarm == self._alarm)

    def _answer(self, cookie: Cookie) -> int:
        reply = self._link.ask(cookie)
        if not reply:
            raise _cannot_count()
        return reply

    def _first_event(self) -> int:
        known_as = ctypes.byref(ptr.in_dll(self._sync, "xcb_sync_id"))
        data = self._link.xcb.xcb_get_extension_data(self._link.handle, known_as)
        if not data or not data.contents.present:
            raise _cannot_count()
        self._link.free(self._answer(self._sync.xcb_sync_initialize(self._link.handle, 3, 1)))
        return int(data.contents.first_event)

    def _idle_counter(self) -> int:
        reply = self._answer(self._sync.xcb_sync_list_system_counters(self._link.handle))
        counters = self._sync.xcb_sync_list_system_counters_counters_iterator(reply)
        try:
            while counters.rem:
                counter = ctypes.cast(counters.data, POINTER(_Counter)).contents
                name = ctypes.string_at(counters.data + _NAME_AT, counter.name_length)
                if name == COUNTER:
                    return int(counter.id)
                self._sync.xcb_sync_systemcounter_next(byref(counters))
        finally:
            self._link.free(reply)
        raise _cannot_count()


def _cannot_count() -> DesktopError:
    return DesktopError(tr("The X server cannot tell how long nobody typed"))
