"""The lock of systems that only answer when asked: Windows and macOS.

Asked at every refresh and, while it matters (a prompt is near or open, somebody is away), every
few seconds.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_MS = 3000


def of_system(platform: str = sys.platform) -> AskedLock | None:
    """The lock of Windows or macOS; None elsewhere."""
    if platform == "win32":
        from lowback_tray.desktop import windows

        return AskedLock(lambda: windows.session_locked(windows.library("wtsapi32")))
    if platform == "darwin":
        from lowback_tray.desktop import macos

        return AskedLock(
            lambda: macos.session_locked(
                macos.library("ApplicationServices"), macos.library("CoreFoundation")
            )
        )
    return None


class AskedLock(QObject):
    """The lock of this session; what `lock.LockWatch` is elsewhere.

    Args:
        ask: whether it is locked, None where nobody can tell; DesktopError as well.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(self, ask: Callable[[], bool | None]) -> None:
        super().__init__()
        self._ask = ask
        self.is_locked: bool | None = None
        self.problem: str | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask."""
        before = self.is_locked
        try:
            self.is_locked = self._ask()
            self.problem = None if self.is_locked is not None else tr("The system does not say")
        except DesktopError as error:
            self.is_locked, self.problem = None, str(error)
        if self.is_locked and not before:
            self.locked.emit()
        elif before and not self.is_locked:
            self.unlocked.emit()

    def attend(self, on: bool) -> None:
        """Ask every few seconds, or no longer."""
        if on and not self._look.isActive():
            self._look.start()
        elif not on:
            self._look.stop()

    def close(self) -> None:
        """Ask no more."""
        self._look.stop()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"locked": self.is_locked, "problem": self.problem}
