"""What Windows tells: idle time, lock, what is in front, who records. Not run by us.

Written to the documentation of the functions named below, and tested with stand-ins that have
their signatures. Every function takes the library it calls, so that this file has no platform
of its own; `library` loads the real ones.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_int32, c_uint32, c_void_p
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CURRENT_SESSION = 0xFFFFFFFF
_SESSION_INFO_EX = 25
_LOCKED, _UNLOCKED = 0, 1
# SHQueryUserNotificationState.
NOBODY, BUSY, FULL_SCREEN_GAME, PRESENTING, WELCOME, QUIET_TIME, STORE_APP = range(1, 8)
FULL_SCREEN = frozenset({BUSY, FULL_SCREEN_GAME, PRESENTING})
_CONSENT = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
DEVICES = ("microphone", "webcam")
_UNPACKAGED = "NonPackaged"
_STOPPED_AT = "LastUsedTimeStop"


class _LastInput(ctypes.Structure):
    _fields_ = (("size", c_uint32), ("tick", c_uint32))


class _SessionInfo(ctypes.Structure):
    """WTSINFOEXW as far as its flags; the 64-bit times behind them align the union to eight."""

    _fields_ = (
        ("level", c_uint32), ("gap", c_uint32), ("session", c_uint32), ("state", c_uint32),
        ("flags", c_int32),
    )  # fmt: skip


def library(name: str) -> Any:
    """A library of the system.

    Raises:
        DesktopError: there is none.
    """
    try:
        return getattr(ctypes, "WinDLL", ctypes.CDLL)(name)
    except OSError as error:
        raise DesktopError(tr("{library} cannot be used").format(library=name)) from error


def idle_counter(user32: Any, kernel32: Any) -> Callable[[], float]:
    """Counts the seconds since the last input in this session (GetLastInputInfo)."""

    def count() -> float:
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not user32.GetLastInputInfo(byref(last)):
            raise DesktopError(tr("Windows does not tell how long nobody typed"))
        # Both count milliseconds in 32 bits, and begin anew every 49.7 days.
        return float((kernel32.GetTickCount() - last.tick) & 0xFFFFFFFF) / 1000

    return count


def session_locked(wtsapi32: Any) -> bool | None:
    """Whether this session is locked (WTSQuerySessionInformationW); None: it does not say."""
    info, size = c_void_p(), c_uint32()
    if not wtsapi32.WTSQuerySessionInformationW(
        None, c_uint32(_CURRENT_SESSION), _SESSION_INFO_EX, byref(info), byref(size)
    ):
        return None
    try:
        if not info.value or size.value < ctypes.sizeof(_SessionInfo):
            return None
        flags = _SessionInfo.from_address(info.value).flags
    finally:
        wtsapi32.WTSFreeMemory(info)
    return {_LOCKED: True, _UNLOCKED: False}.get(flags)


def notification_state(shell32: Any) -> int | None:
    """What Windows says of notifications now (SHQueryUserNotificationState)."""
    state = c_int32()
    failed = shell32.SHQueryUserNotificationState(byref(state))
    return None if failed else state.value


def recorders(winreg: Any) -> list[str] | None:
    """Programs that use a microphone or camera now; None where Windows keeps no account of it.

    Windows writes the moment a program stopped beside that at which it began; zero means that
    it goes on.
    """
    found: list[str] = []
    known = False
    for device in DEVICES:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_CONSENT}\{device}") as key:
                known = True
                found.extend(_users(winreg, key))
        except OSError:
            continue
    return sorted(set(found)) if known else None


def registry() -> Any:
    """The module for the registry, which only Windows has."""
    return import_module("winreg")


def _users(winreg: Any, key: Any) -> Iterator[str]:
    for name in _subkeys(winreg, key):
        try:
            with winreg.OpenKey(key, name) as one:
                if name == _UNPACKAGED:
                    yield from _users(winreg, one)
                elif winreg.QueryValueEx(one, _STOPPED_AT)[0] == 0:
                    yield _short(name)
        except OSError:
            continue  # gone meanwhile, or never used


def _subkeys(winreg: Any, key: Any) -> Iterator[str]:
    count, _, _ = winreg.QueryInfoKey(key)
    for index in range(count):
        yield winreg.EnumKey(key, index)


def _short(name: str) -> str:
    """What people call "C:#Program Files#Zoom#Zoom.exe" and "Microsoft.Teams_8wekyb"."""
    last = name.rpartition("#")[2].partition("_")[0]
    return last.removesuffix(".exe").removesuffix(".EXE")
