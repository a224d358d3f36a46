"""A connection of our own to the X server: libxcb by ctypes, for the few things Qt does not tell.

libxcb is what Qt's own X11 plugin stands on, so it is there wherever our windows are. Unlike
Xlib it ends no process when the server dies: a broken connection is a flag, an error is a
reply. Nothing waits longer than a short budget for the server.
"""

from __future__ import annotations

import ctypes
import select
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_uint8, c_uint16, c_uint32
from ctypes import c_void_p as ptr
from typing import TYPE_CHECKING, Any, TypeAlias

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

Functions: TypeAlias = dict[str, tuple[Any, list[Any]]]

XWAYLAND = b"XWAYLAND"
REPLY_BUDGET_MS = 250  # a server that needs longer is as good as gone for a question this small


class SilenceError(DesktopError):
    """No answer within the budget; the connection itself is sound."""


class Extension(ctypes.Structure):
    """What the server says of an extension."""

    _fields_ = (
        ("response_type", c_uint8), ("pad0", c_uint8), ("sequence", c_uint16),
        ("length", c_uint32), ("present", c_uint8), ("major_opcode", c_uint8),
        ("first_event", c_uint8), ("first_error", c_uint8),
    )  # fmt: skip


class Cookie(ctypes.Structure):
    """A question that was sent."""

    _fields_ = (("sequence", c_uint),)


_XCB: Functions = {
    "xcb_connect": (ptr, [c_char_p, POINTER(c_int)]),
    "xcb_disconnect": (None, [ptr]),
    "xcb_connection_has_error": (c_int, [ptr]),
    "xcb_get_file_descriptor": (c_int, [ptr]),
    "xcb_get_extension_data": (POINTER(Extension), [ptr, ptr]),
    "xcb_query_extension": (Cookie, [ptr, c_uint16, c_char_p]),
    "xcb_generate_id": (c_uint32, [ptr]),
    "xcb_flush": (c_int, [ptr]),
    "xcb_poll_for_event": (ptr, [ptr]),
    "xcb_discard_reply": (None, [ptr, c_uint]),
    "xcb_poll_for_reply": (c_int, [ptr, c_uint, POINTER(ptr), POINTER(ptr)]),
}


def library(name: str, functions: Functions) -> ctypes.CDLL:
    """Load a library and declare what we use of it, so that nothing is passed wrongly.

    Raises:
        DesktopError: it is not there, or another than we know.
    """
    try:
        loaded = ctypes.CDLL(name)
        for function, (result, arguments) in functions.items():
            entry = getattr(loaded, function)
            entry.restype, entry.argtypes = result, arguments
    except (OSError, AttributeError) as error:
        raise DesktopError(tr("{library} cannot be used").format(library=name)) from error
    return loaded


class XLink:
    """One connection.

    Args:
        display: as in DISPLAY; None: that of the environment.
        functions: what the owner needs of libxcb beyond the connection itself.

    Attributes:
        xcb: the library.
        handle: what its functions want as the connection; None after `close`.

    Raises:
        DesktopError: there is no such server, or it is XWayland, which sees only what concerns
            X11 windows.
    """

    def __init__(self, display: str | None = None, functions: Functions | None = None) -> None:
        self.xcb = library("libxcb.so.1", {**_XCB, **(functions or {})})
        self._free = ctypes.CDLL(None).free
        self._free.argtypes, self._free.restype = [ptr], None
        name = display.encode() if display is not None else None
        self.handle: int | None = self.xcb.xcb_connect(name, None)
        try:
            self.check()
            self._refuse_xwayland()
        except DesktopError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the server; harmless when done twice."""
        handle, self.handle = self.handle, None
        if handle is not None:
            self.xcb.xcb_disconnect(handle)

    @property
    def fd(self) -> int:
        """What to watch for reading; on readable, take the `events`."""
        return int(self.xcb.xcb_get_file_descriptor(self.handle))

    def flush(self) -> None:
        """Send what was asked without waiting for an answer."""
        self.xcb.xcb_flush(self.handle)

    def check(self) -> None:
        """Make sure that the server is there.

        Raises:
            DesktopError: it is gone.
        """
        if self.handle is None or self.xcb.xcb_connection_has_error(self.handle):
            raise DesktopError(tr("The X server cannot be reached"))

    def ask(self, cookie: Cookie) -> int | None:
        """The answer to a question, to be given to `free`; None: the server refused.

        Raises:
            SilenceError: no answer within the budget.
            DesktopError: the server is gone.
        """
        self.flush()
        reply, error = ptr(), ptr()
        waiter = select.poll()
        waiter.register(self.fd, select.POLLIN)
        while not self.xcb.xcb_poll_for_reply(
            self.handle, cookie.sequence, byref(reply), byref(error)
        ):
            if not waiter.poll(REPLY_BUDGET_MS):
                self.xcb.xcb_discard_reply(self.handle, cookie.sequence)
                raise SilenceError(tr("The X server does not answer"))
        if error:
            self._free(error)
        self.check()
        return reply.value

    def free(self, reply: int | None) -> None:
        """Give the memory of an answer back."""
        self._free(reply)

    def events(self) -> Iterator[int]:
        """Everything the server sent; each pointer is good until the next.

        Raises:
            DesktopError: the server is gone.
        """
        while self.handle is not None and (event := self.xcb.xcb_poll_for_event(self.handle)):
            try:
                yield event
            finally:
                self._free(event)
        self.check()

    def _refuse_xwayland(self) -> None:
        asked = self.xcb.xcb_query_extension(self.handle, len(XWAYLAND), XWAYLAND)
        reply = self.ask(asked)
        if not reply:
            return  # a server that does not even know the question
        present = ctypes.cast(reply, POINTER(Extension)).contents.present
        self.free(reply)
        if present:
            raise DesktopError(tr("Under Wayland the X server does not see all input"))
