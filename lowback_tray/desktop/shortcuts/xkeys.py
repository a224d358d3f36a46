"""Keys of an X server that come to us wherever the keyboard is: libxcb by ctypes.

A key is grabbed on the root window, once for each state of the lock keys, which people do not
mean by a combination. Who had it first keeps it: the server refuses, and that is told. When the
keyboard's layout changes, the keys are looked up and grabbed anew.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import POINTER, c_int, c_uint8, c_uint16, c_uint32
from ctypes import c_void_p as ptr
from typing import TYPE_CHECKING, Final

from lowback_tray.desktop.shortcuts.keys import LOCK, NUM_LOCK, keysym, modifiers
from lowback_tray.desktop.xlink import Cookie, Functions, XLink
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

_ERROR, _KEY_PRESS, _MAPPING = 0, 2, 34
_ANY_KEY, _ANY_MODIFIER, _ASYNC = 0, 0x8000, 1
_LOCKS: Final = (0, LOCK, NUM_LOCK, LOCK | NUM_LOCK)
_MEANT = 1 | 4 | 8 | 64  # the modifiers that belong to a combination


class _Screens(ctypes.Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


_FUNCTIONS: Functions = {
    "xcb_get_setup": (ptr, [ptr]),
    "xcb_setup_roots_iterator": (_Screens, [ptr]),
    "xcb_get_keyboard_mapping": (Cookie, [ptr, c_uint8, c_uint8]),
    "xcb_grab_key": (Cookie, [ptr, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8]),
    "xcb_ungrab_key": (Cookie, [ptr, c_uint8, c_uint32, c_uint16]),
}


class XKeys:
    """The grabbed keys of one server.

    Args:
        display: as in DISPLAY; None: that of the environment.

    Raises:
        DesktopError: there is no such server, or it is XWayland, where nothing can be grabbed.
    """

    def __init__(self, display: str | None = None) -> None:
        self._link = XLink(display, _FUNCTIONS)
        setup = self._link.xcb.xcb_get_setup(self._link.handle)
        self._root = int(self._link.xcb.xcb_setup_roots_iterator(setup).data[0])
        self._first, self._last = ctypes.string_at(setup + 34, 2)
        self._wanted: Mapping[str, str] = {}
        self._pressed: dict[tuple[int, int], str] = {}
        self._asked: dict[int, str] = {}
        self.problems: dict[str, str] = {}

    def close(self) -> None:
        """Let go of every key; harmless when done twice."""
        self._link.close()

    @property
    def fd(self) -> int:
        """What to watch for reading; on readable, call `read`."""
        return self._link.fd

    def grab(self, wanted: Mapping[str, str]) -> None:
        """Take these combinations and no others; what is refused is in `problems` on return.

        Args:
            wanted: a name for each to its combination.

        Raises:
            DesktopError: the server is gone.
        """
        self._wanted = dict(wanted)
        xcb, handle = self._link.xcb, self._link.handle
        xcb.xcb_ungrab_key(handle, _ANY_KEY, self._root, _ANY_MODIFIER)
        self._pressed, self._asked, self.problems = {}, {}, {}
        codes = self._key_codes()
        for name, combination in self._wanted.items():
            code = codes.get(keysym(combination))
            if code is None:
                self.problems[name] = tr("{keys}: this keyboard has no such key").format(
                    keys=combination
                )
                continue
            self._pressed[code, modifiers(combination)] = name
            for lock in _LOCKS:
                cookie = xcb.xcb_grab_key(
                    handle, 0, self._root, modifiers(combination) | lock, code, _ASYNC, _ASYNC
                )
                self._asked[cookie.sequence & 0xFFFF] = name
        self._key_codes()  # a question whose answer follows every refusal
        self.read()

    def read(self) -> list[str]:
        """Take in what the server sent: the names of the combinations that were pressed.

        Raises:
            DesktopError: the server is gone.
        """
        pressed: list[str] = []
        remapped = False
        for event in self._link.events():
            raw = ctypes.string_at(event, 32)
            kind = raw[0] & 0x7F
            if kind == _KEY_PRESS:
                (state,) = struct.unpack_from("=H", raw, 28)
                name = self._pressed.get((raw[1], state & _MEANT))
                pressed += [name] if name is not None else []
            elif kind == _ERROR:
                self._refused(struct.unpack_from("=H", raw, 2)[0])
            remapped = remapped or kind == _MAPPING
        if remapped:
            self.grab(self._wanted)
        return pressed

    def _refused(self, sequence: int) -> None:
        name = self._asked.get(sequence)
        if name is not None:
            self.problems[name] = tr("{keys} belongs to another program").format(
                keys=self._wanted[name]
            )

    def _key_codes(self) -> dict[int, int]:
        """Which key gives which sign by itself."""
        count = self._last - self._first + 1
        reply = self._link.ask(
            self._link.xcb.xcb_get_keyboard_mapping(self._link.handle, self._first, count)
        )
        if not reply:
            return {}
        try:
            each = ctypes.string_at(reply + 1, 1)[0]
            signs = struct.unpack(
                f"={count * each}I", ctypes.string_at(reply + 32, count * each * 4)
            )
        finally:
            self._link.free(reply)
        return {
            signs[index * each]: self._first + index
            for index in reversed(range(count))
            if signs[index * each]
        }
