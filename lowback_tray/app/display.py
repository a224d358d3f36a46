"""Is there a screen, and has Qt what it needs to use it? Asked before Qt can abort over it."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

# What Qt's xcb plugin loads, and the Debian package that has it. Qt itself names one of them
# and aborts the process over the others.
_XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def check(env: Mapping[str, str] = os.environ) -> None:
    """Make sure that a window can be shown.

    Raises:
        DesktopError: there is no screen, or a library is missing; says which package to install.
    """
    if sys.platform != "linux" or env.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        return
    if not env.get("DISPLAY") and not env.get("WAYLAND_DISPLAY"):
        raise DesktopError(
            tr("There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set. Start Lowback "
               "Tray from your desktop session.")
        )  # fmt: skip
    if env.get("WAYLAND_DISPLAY"):
        return
    missing = [package for name, package in _XCB.items() if not _loads(name)]
    if missing:
        raise DesktopError(
            tr("Qt needs libraries that are not installed. On Debian and Ubuntu: "
               "sudo apt-get install {packages}").format(packages=" ".join(missing))
        )  # fmt: skip
    if not _answers(env["DISPLAY"]):
        raise DesktopError(
            tr("The screen {display} does not answer or does not let us in. Start Lowback Tray "
               "from your desktop session.").format(display=env["DISPLAY"])
        )  # fmt: skip


def _answers(display: str) -> bool:
    """Whether an X server takes us in; Qt aborts the process where none does."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # then Qt speaks to it in another way than we know
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def places_windows(env: Mapping[str, str] = os.environ) -> bool:
    """Whether this desktop lets a program say where its windows go (Wayland does not)."""
    if env.get("QT_QPA_PLATFORM", "").startswith("xcb"):
        return True
    return not env.get("WAYLAND_DISPLAY")
