"""Which window of an X server is in front, and which fill the screen: libxcb by ctypes.

Everything is read in a few round trips. The server tells of changes: of the root window's
properties (another window is active, windows came or went) and of the size of the windows that
matter. Properties of other windows are not listened to, because their titles can change many
times a second; becoming full screen changes the size as well.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import POINTER, c_char_p, c_int, c_int16, c_uint8, c_uint16, c_uint32
from ctypes import c_void_p as ptr
from dataclasses import dataclass
from typing import NamedTuple

from lowback_tray.desktop.xlink import Cookie, Functions, XLink

_EVENT_MASK = 1 << 11  # the field of a window's attributes
_STRUCTURE, _PROPERTY = 1 << 17, 1 << 22
_PROPERTY_NOTIFY = 28
_HEADER = 32  # bytes before the value of a property
_MOST_WORDS = 4096
_ANY_TYPE = 0
_OF_ROOT = (
    "_NET_ACTIVE_WINDOW",
    "_NET_CLIENT_LIST_STACKING",
    "_NET_CURRENT_DESKTOP",
    "_NET_SUPPORTING_WM_CHECK",
)
_ATOMS = (
    *_OF_ROOT,
    "_NET_WM_DESKTOP",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "_NET_WM_STATE_HIDDEN",
    "_NET_WM_WINDOW_TYPE",
    "_NET_WM_WINDOW_TYPE_DESKTOP",
    "WM_CLASS",
)
_EVERY_DESKTOP = 0xFFFFFFFF


class _Screens(ctypes.Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


_FUNCTIONS: Functions = {
    "xcb_get_setup": (ptr, [ptr]),
    "xcb_setup_roots_iterator": (_Screens, [ptr]),
    "xcb_intern_atom": (Cookie, [ptr, c_uint8, c_uint16, c_char_p]),
    "xcb_get_property": (Cookie, [ptr, c_uint8, *[c_uint32] * 5]),
    "xcb_get_geometry": (Cookie, [ptr, c_uint32]),
    "xcb_translate_coordinates": (Cookie, [ptr, c_uint32, c_uint32, c_int16, c_int16]),
    "xcb_change_window_attributes": (Cookie, [ptr, c_uint32, c_uint32, ptr]),
}


class Rect(NamedTuple):
    """A window's place on the root window, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: Rect) -> bool:
        """Whether they have a pixel in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Front:
    """What is in front.

    Attributes:
        active: names of the program whose window has the keyboard (its WM_CLASS); () if none.
        covering: the same of the window that fills the screen the person works at; None if
            none does.
    """

    active: tuple[str, ...]
    covering: tuple[str, ...] | None


class XFront:
    """The windows of one X server.

    Args:
        display: as in DISPLAY.

    Raises:
        DesktopError: there is no such server, or it is XWayland, which sees only X11 windows.
    """

    def __init__(self, display: str) -> None:
        self._link = XLink(display, _FUNCTIONS)
        setup = self._link.xcb.xcb_get_setup(self._link.handle)
        self._root = int(self._link.xcb.xcb_setup_roots_iterator(setup).data[0])
        self._atoms = {name: self._atom(name) for name in _ATOMS}
        self._news = {self._atoms[name] for name in _OF_ROOT}
        self._listened: set[int] = set()
        self._listen(self._root, _PROPERTY)

    def close(self) -> None:
        """Let go of the server; harmless when done twice."""
        self._link.close()

    @property
    def fd(self) -> int:
        """What to watch for reading; on readable, call `news`."""
        return self._link.fd

    def news(self) -> bool:
        """Take in what the server sent; true if `look` may now see something else.

        Raises:
            DesktopError: the server is gone.
        """
        found = False
        for event in self._link.events():  # to the last one: those left would wake nobody
            found = self._matters(event) or found
        return found

    def look(self) -> Front | None:
        """What is in front now; also listens to the windows that matter from now on.

        Returns:
            None where no window manager tells of it.

        Raises:
            DesktopError: the server is gone or does not answer.
        """
        if not self._managed():
            return None
        active = next(iter(self._numbers(self._root, "_NET_ACTIVE_WINDOW")), 0)
        full = self._full_screen()
        self._listen_to({active, *full} - {0})
        covering = self._covering(active, full)
        return Front(
            self._class(active) if active else (),
            None if covering is None else self._class(covering),
        )

    def _managed(self) -> bool:
        """Whether a window manager lives; one that died may leave its properties behind."""
        check = self._numbers(self._root, "_NET_SUPPORTING_WM_CHECK")[:1]
        return bool(check) and self._numbers(check[0], "_NET_SUPPORTING_WM_CHECK")[:1] == check

    # ---- full screen

    def _full_screen(self) -> list[int]:
        """The windows that fill a screen and can be seen, topmost first."""
        desktop = self._numbers(self._root, "_NET_CURRENT_DESKTOP")[:1]
        stacking = self._numbers(self._root, "_NET_CLIENT_LIST_STACKING")
        return [window for window in reversed(stacking) if self._fills(window, desktop)]

    def _fills(self, window: int, desktop: tuple[int, ...]) -> bool:
        states = self._numbers(window, "_NET_WM_STATE")
        if self._atoms["_NET_WM_STATE_FULLSCREEN"] not in states:
            return False
        if self._atoms["_NET_WM_STATE_HIDDEN"] in states:
            return False
        kinds = self._numbers(window, "_NET_WM_WINDOW_TYPE")
        on = self._numbers(window, "_NET_WM_DESKTOP")[:1]
        elsewhere = bool(on) and bool(desktop) and on not in (desktop, (_EVERY_DESKTOP,))
        return not elsewhere and self._atoms["_NET_WM_WINDOW_TYPE_DESKTOP"] not in kinds

    def _covering(self, active: int, full: list[int]) -> int | None:
        """With several screens: a film on the other one holds nothing back."""
        if not full or active in full:
            return active if full else None
        here = self._rect(active) if active else None
        if here is None:  # nobody has the keyboard: take no chance
            return full[0]
        for window in full:
            there = self._rect(window)
            if there is not None and there.overlaps(here):
                return window
        return None

    # ---- asking

    def _atom(self, name: str) -> int:
        asked = self._link.xcb.xcb_intern_atom(self._link.handle, 0, len(name), name.encode())
        reply = self._link.ask(asked)
        return struct.unpack_from("=I", self._taken(reply, 12), 8)[0] if reply else 0

    def _taken(self, reply: int | None, size: int) -> bytes:
        """The first bytes of an answer, which is given back."""
        if not reply:
            return b""
        try:
            return ctypes.string_at(reply, size)
        finally:
            self._link.free(reply)

    def _property(self, window: int, name: str) -> bytes:
        """The value of a property; empty where there is none, or the window has gone."""
        reply = self._link.ask(
            self._link.xcb.xcb_get_property(
                self._link.handle, 0, window, self._atoms[name], _ANY_TYPE, 0, _MOST_WORDS
            )
        )
        if not reply:
            return b""
        unit = ctypes.string_at(reply + 1, 1)[0] // 8
        (length,) = struct.unpack("=I", ctypes.string_at(reply + 16, 4))
        return self._taken(reply, _HEADER + unit * length)[_HEADER:]

    def _numbers(self, window: int, name: str) -> tuple[int, ...]:
        value = self._property(window, name)
        return struct.unpack(f"={len(value) // 4}I", value[: len(value) // 4 * 4])

    def _class(self, window: int) -> tuple[str, ...]:
        words = self._property(window, "WM_CLASS").decode(errors="replace").split("\0")
        return tuple(dict.fromkeys(word for word in words if word))

    def _rect(self, window: int) -> Rect | None:
        xcb, handle = self._link.xcb, self._link.handle
        size = self._taken(self._link.ask(xcb.xcb_get_geometry(handle, window)), 20)
        asked = xcb.xcb_translate_coordinates(handle, window, self._root, 0, 0)
        place = self._taken(self._link.ask(asked), 16)
        if not size or not place:
            return None
        return Rect(*struct.unpack_from("=hh", place, 12), *struct.unpack_from("=HH", size, 16))

    # ---- listening

    def _listen(self, window: int, events: int) -> None:
        value = (c_uint32 * 1)(events)
        self._link.xcb.xcb_change_window_attributes(self._link.handle, window, _EVENT_MASK, value)
        self._link.flush()

    def _listen_to(self, windows: set[int]) -> None:
        for window in self._listened - windows:
            self._listen(window, 0)
        for window in windows - self._listened:
            self._listen(window, _STRUCTURE)
        self._listened = windows

    def _matters(self, event: int) -> bool:
        kind = ctypes.string_at(event, 1)[0] & 0x7F
        if kind != _PROPERTY_NOTIFY:
            return kind != 0  # a refusal: a window was gone before we could listen to it
        return struct.unpack_from("=I", ctypes.string_at(event, 12), 8)[0] in self._news
