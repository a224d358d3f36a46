"""Holds and the lock of systems that only answer when asked: Windows and macOS.

They tell of no change, so each is asked at every refresh and, while it matters, every few
seconds; what such a system tells nobody is a hold that says so and holds nothing back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from lowback_tray.desktop.holds import call, dnd, front, inhibit
from lowback_tray.desktop.holds.base import HoldSource
from lowback_tray.errors import DesktopError
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOOK_MS = 5000
Answer = tuple[bool | None, str]


class AskedHold(HoldSource):
    """A reason to wait that somebody knows and nobody tells.

    Args:
        name: of the hold.
        reason: for people; an English message id.
        ask: whether it stands (None: nobody can tell) and which program it is about.
        problem: what to say where nobody can tell.
    """

    def __init__(self, name: str, reason: str, ask: Callable[[], Answer], problem: str) -> None:
        super().__init__(name, reason)
        self._ask, self._why = ask, problem
        self.problem = problem
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.refresh)

    def refresh(self) -> None:
        """Ask."""
        active, detail = None, ""
        why = self._why
        try:
            active, detail = self._ask()
        except DesktopError as error:
            why = str(error)
        self.conclude(active, detail, None if active is not None else why)

    def attend(self, on: bool) -> None:
        """Ask every few seconds, or no longer."""
        if on and not self._look.isActive():
            self._look.start()
        elif not on:
            self._look.stop()

    def close(self) -> None:
        """Ask no more."""
        self._look.stop()


def _unknown() -> Answer:
    return None, ""


def of_windows() -> Iterator[HoldSource]:
    """What Windows knows."""
    from lowback_tray.desktop import windows

    def state() -> int | None:
        return windows.notification_state(windows.library("shell32"))

    def full_screen() -> Answer:
        said = state()
        return (None if said is None else said in windows.FULL_SCREEN), ""

    def quiet() -> Answer:
        return (True if state() == windows.QUIET_TIME else None), ""

    def recording() -> Answer:
        programs = windows.recorders(windows.registry())
        return (None, "") if programs is None else (bool(programs), ", ".join(programs))

    yield AskedHold(
        dnd.NAME, mark("Do not disturb is on"), quiet,
        tr("Windows tells programs only of its first quiet hour"),
    )  # fmt: skip
    yield AskedHold(
        front.FULL_SCREEN, mark("A program fills the screen"), full_screen,
        tr("Windows does not say what fills the screen"),
    )  # fmt: skip
    yield AskedHold(
        call.NAME, mark("You seem to be in a call"), recording,
        tr("Windows keeps no account of who uses the microphone"),
    )  # fmt: skip
    yield AskedHold(
        inhibit.NAME, mark("Something is playing or being presented"), _unknown,
        tr("Windows tells only administrators what keeps the screen on"),
    )  # fmt: skip


def of_macos() -> Iterator[HoldSource]:
    """What macOS keeps to itself, so that `doctor` can say so."""
    silent = (
        (dnd.NAME, mark("Do not disturb is on"), tr("macOS does not tell programs of Focus")),
        (
            front.FULL_SCREEN,
            mark("A program fills the screen"),
            tr("macOS tells it only programs that may record the screen"),
        ),
        (
            call.NAME,
            mark("You seem to be in a call"),
            tr("macOS does not tell programs who uses the microphone"),
        ),
        (
            inhibit.NAME,
            mark("Something is playing or being presented"),
            tr("It is not asked on this system yet"),
        ),
    )
    for name, reason, problem in silent:
        yield AskedHold(name, reason, _unknown, problem)
