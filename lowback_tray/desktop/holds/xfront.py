"""Which window of an X server is in front, and which fill the screen: libxcb by ctypes.

Everything is read in two round trips (three while something fills a screen), however many
windows there are: all questions of a round are sent before the first answer is waited for. The
server tells of changes, while somebody attends to them: of the root window's properties (another
window is active, windows came or went) and of the size of the windows that matter. Properties of
other windows are not listened to, because their titles can change many
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
        window: the number of the window that has the keyboard, 0 if none has.
    """

    active: tuple[str, ...]
    covering: tuple[str, ...] | None
    window: int = 0


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
        self._atoms = self._intern(_ATOMS)
        self._news = {self._atoms[name] for name in _OF_ROOT}
        self._listened: set[int] = set()
        self._attending = False
        self.attend(True)

    def close(self) -> None:
        """Let go of the server; harmless when done twice."""
        self._link.close()

    @property
    def fd(self) -> int:
        """What to watch for reading; on readable, call `news`."""
        return self._link.fd

    def attend(self, on: bool) -> None:
        """Whether the server tells of changes; while it does not, it wakes nobody."""
        if on != self._attending:
            self._attending = on
            self._listen(self._root, _PROPERTY if on else 0)
        if not on:
            self._listen_to(set())

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
        root = [(self._root, name) for name in _OF_ROOT]
        actives, stacking, desktop, checks = map(_numbers, self._properties(root))
        active, check = (*actives, 0)[0], (*checks, 0)[0]
        windows = stacking[::-1]
        names, managed, *states = self._properties(
            [
                (active or self._root, "WM_CLASS"),
                (check, "_NET_SUPPORTING_WM_CHECK"),
                *((window, "_NET_WM_STATE") for window in windows),
            ]
        )
        if not check or _numbers(managed)[:1] != (check,):
            return None  # it died and left its properties behind
        full = self._full_screen(
            [one for one, state in zip(windows, states, strict=True) if self._full(state)], desktop
        )
        if self._attending:
            self._listen_to({active, *full} - {0})
        covering = self._covering(active, full)
        return Front(
            _words(names) if active else (),
            None if covering is None else _words(*self._properties([(covering, "WM_CLASS")])),
            active,
        )

    # ---- full screen

    def _full(self, state: bytes) -> bool:
        """Whether a window's state says that it fills a screen and can be seen."""
        states = _numbers(state)
        hidden = self._atoms["_NET_WM_STATE_HIDDEN"] in states
        return self._atoms["_NET_WM_STATE_FULLSCREEN"] in states and not hidden

    def _full_screen(self, windows: list[int], desktop: tuple[int, ...]) -> list[int]:
        """Those on the desktop that is shown and not the desktop itself, topmost first."""
        wanted = [
            (window, name)
            for window in windows
            for name in ("_NET_WM_WINDOW_TYPE", "_NET_WM_DESKTOP")
        ]
        said = [_numbers(value) for value in self._properties(wanted)] if wanted else []
        shown = ((), desktop[:1], (_EVERY_DESKTOP,))
        return [
            window
            for window, kinds, on in zip(windows, said[::2], said[1::2], strict=True)
            if self._atoms["_NET_WM_WINDOW_TYPE_DESKTOP"] not in kinds
            and (not desktop or on[:1] in shown)
        ]

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

    def _intern(self, names: tuple[str, ...]) -> dict[str, int]:
        xcb, handle = self._link.xcb, self._link.handle
        asked = [xcb.xcb_intern_atom(handle, 0, len(name), name.encode()) for name in names]
        said = [self._taken(self._link.ask(cookie), 12) or bytes(12) for cookie in asked]
        return {
            name: struct.unpack_from("=I", reply, 8)[0]
            for name, reply in zip(names, said, strict=True)
        }

    def _taken(self, reply: int | None, size: int) -> bytes:
        """The first bytes of an answer, which is given back."""
        if not reply:
            return b""
        try:
            return ctypes.string_at(reply, size)
        finally:
            self._link.free(reply)

    def _properties(self, wanted: list[tuple[int, str]]) -> list[bytes]:
        """The values of properties, in one round trip; empty where there is none."""
        asked = [
            self._link.xcb.xcb_get_property(
                self._link.handle, 0, window, self._atoms[name], _ANY_TYPE, 0, _MOST_WORDS
            )
            for window, name in wanted
        ]
        return [self._value(self._link.ask(cookie)) for cookie in asked]

    def _value(self, reply: int | None) -> bytes:
        if not reply:
            return b""  # the window has gone
        unit = ctypes.string_at(reply + 1, 1)[0] // 8
        (length,) = struct.unpack("=I", ctypes.string_at(reply + 16, 4))
        return self._taken(reply, _HEADER + unit * length)[_HEADER:]

    def _rect(self, window: int) -> Rect | None:
        xcb, handle = self._link.xcb, self._link.handle
        extent = xcb.xcb_get_geometry(handle, window)
        origin = xcb.xcb_translate_coordinates(handle, window, self._root, 0, 0)
        size = self._taken(self._link.ask(extent), 20)
        place = self._taken(self._link.ask(origin), 16)
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


def _numbers(value: bytes) -> tuple[int, ...]:
    return struct.unpack(f"={len(value) // 4}I", value[: len(value) // 4 * 4])


def _words(value: bytes) -> tuple[str, ...]:
    words = value.decode(errors="replace").split("\0")
    return tuple(dict.fromkeys(word for word in words if word))
