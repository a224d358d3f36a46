"""What macOS tells: idle time and the lock. Not run by us.

Written to the documentation of the functions named below, and tested with stand-ins that have
their signatures; `library` loads the real ones. Whether the microphone records, whether Focus is
on and what fills the screen macOS tells no program without asking the person for rights that
this one does not want: there they stay unknown.
"""

from __future__ import annotations

import ctypes
from ctypes import c_bool, c_char_p, c_double, c_int32, c_uint32, c_void_p
from typing import TYPE_CHECKING, Any

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

_FRAMEWORKS = "/System/Library/Frameworks/{0}.framework/{0}"
_COMBINED_SESSION = 0
_ANY_INPUT = 0xFFFFFFFF
_UTF_8 = 0x08000100
_LOCKED = b"CGSSessionScreenIsLocked"


def library(name: str) -> Any:
    """A framework of the system.

    Raises:
        DesktopError: there is none.
    """
    path = _FRAMEWORKS.format(name)
    try:
        return ctypes.CDLL(path)
    except OSError as error:
        raise DesktopError(tr("{library} cannot be used").format(library=name)) from error


def idle_counter(services: Any) -> Callable[[], float]:
    """Counts the seconds since the last input (CGEventSourceSecondsSinceLastEventType)."""
    ask = services.CGEventSourceSecondsSinceLastEventType
    ask.restype, ask.argtypes = c_double, [c_int32, c_uint32]
    return lambda: float(ask(_COMBINED_SESSION, _ANY_INPUT))


def session_locked(services: Any, foundation: Any) -> bool | None:
    """Whether the screen is locked (CGSessionCopyCurrentDictionary); None: nobody says.

    The entry is there only while it is locked.
    """
    copy = services.CGSessionCopyCurrentDictionary
    copy.restype, copy.argtypes = c_void_p, []
    session = copy()
    if not session:
        return None  # no session with a screen
    make, look, truth = (
        foundation.CFStringCreateWithCString,
        foundation.CFDictionaryGetValue,
        foundation.CFBooleanGetValue,
    )
    make.restype, make.argtypes = c_void_p, [c_void_p, c_char_p, c_uint32]
    look.restype, look.argtypes = c_void_p, [c_void_p, c_void_p]
    truth.restype, truth.argtypes = c_bool, [c_void_p]
    release = foundation.CFRelease
    release.restype, release.argtypes = None, [c_void_p]
    key = make(None, _LOCKED, _UTF_8)
    try:
        found = look(session, key)
        return bool(found) and bool(truth(found))
    finally:
        release(key)
        release(session)
