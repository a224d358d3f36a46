"""Full screen, and chosen programs in front: two holds over one look at the windows.

On X11 only. Under Wayland no program is told about the windows of others, and nothing is
claimed; what plays there is known by its idle inhibitor (`inhibit`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from lowback_tray.desktop.holds.base import HoldSource
from lowback_tray.desktop.presence import is_wayland
from lowback_tray.errors import DesktopError
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lowback_tray.desktop.holds.xfront import Front, XFront

FULL_SCREEN = "full_screen"
PROGRAM = "program"
# A window that becomes full screen changes in several steps; look when they are over.
_SETTLE_MS = 250


class FrontWatch(QObject):
    """What is in front, read when the X server tells of a change.

    Args:
        env: the environment that says what kind of session this is.
    """

    changed = Signal()  # `front` or `problem` may be another
    turned = Signal()  # another window has the keyboard, while attended to

    def __init__(self, env: Mapping[str, str]) -> None:
        super().__init__()
        self.front: Front | None = None
        self.problem: str | None = None
        self._env = env
        self._x: XFront | None = None
        self._notifier: QSocketNotifier | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._look_after_change)
        self._closed = False
        self._attending = True

    def attend(self, on: bool, *, connect: bool = False) -> None:
        """Whether to look at every change, or only when asked, which wakes nobody meanwhile.

        Args:
            on: look at every change.
            connect: even if nobody has looked before.
        """
        news, self._attending = on != self._attending, on
        if self._x is not None and news:
            self._x.attend(on)
        unseen = self._x is None and self.problem is None
        if on and ((unseen and connect) or (news and not unseen)):
            self.look()  # what changed meanwhile is no turning

    def look(self) -> None:
        """Read again; connects first where that is still to be done."""
        if self._closed or not self._connected():
            return
        assert self._x is not None
        try:
            self.front = self._x.look()
            self._drain()
        except DesktopError as error:
            self._lose(str(error))
            return
        self.problem = None
        if self.front is None:
            self.problem = tr("No window manager tells which window is in front")
        self.changed.emit()

    def _look_after_change(self) -> None:
        before = self.front
        self.look()
        now = self.front
        if before is not None and now is not None and now.window not in (0, before.window):
            self.turned.emit()

    def close(self) -> None:
        """Let go of the X server for good."""
        self._closed = True
        self._disconnect()

    def _connected(self) -> bool:
        if self._x is not None:
            return True
        if is_wayland(self._env):
            self._lose(tr("Under Wayland nobody tells which window is in front"))
            return False
        # Late: only a session on X11 needs ctypes.
        from lowback_tray.desktop.holds.xfront import XFront

        try:
            self._x = XFront(self._env.get("DISPLAY", ""))
        except DesktopError as error:
            self._lose(str(error))
            return False
        self._x.attend(self._attending)
        self._notifier = QSocketNotifier(self._x.fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._readable)
        return True

    def _readable(self) -> None:
        try:
            self._drain()
        except DesktopError as error:
            self._lose(str(error))

    def _drain(self) -> None:
        """Also after every look: its answers may have pulled events off the socket."""
        if self._x is not None and self._x.news() and not self._settle.isActive():
            self._settle.start()

    def _lose(self, problem: str) -> None:
        self._disconnect()
        self.front, self.problem = None, problem
        self.changed.emit()

    def _disconnect(self) -> None:
        self._settle.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._x is not None:
            self._x.close()
            self._x = None


class FullScreen(HoldSource):
    """A program that fills the screen the person works at.

    Args:
        watch: what is in front.

    Attributes:
        watch: the same, for whoever wants to know of other windows.
    """

    def __init__(self, watch: FrontWatch) -> None:
        super().__init__(FULL_SCREEN, mark("A program fills the screen"))
        self.watch = watch
        watch.changed.connect(self._conclude)

    def refresh(self) -> None:
        """Look at the windows again."""
        self.watch.look()

    def close(self) -> None:
        """Look no more."""
        self.watch.close()

    def _conclude(self) -> None:
        front = self.watch.front
        if front is None:
            self.conclude(None, problem=self.watch.problem)
        else:
            names = front.covering
            self.conclude(names is not None, names[-1] if names else "")


class ProgramInFront(HoldSource):
    """One of the chosen programs has the keyboard.

    Args:
        watch: what is in front.
        programs: names of their windows' classes, in any case of letters.
    """

    def __init__(self, watch: FrontWatch, programs: Iterable[str] = ()) -> None:
        super().__init__(PROGRAM, mark("A program you chose is in front"))
        self._watch = watch
        self._programs = frozenset[str]()
        self.set_programs(programs)
        watch.changed.connect(self._conclude)

    def set_programs(self, programs: Iterable[str]) -> None:
        """Other programs count from now on."""
        self._programs = frozenset(program.casefold() for program in programs)
        self._conclude()

    def refresh(self) -> None:
        """Look at the windows again, if there is anything to look for."""
        if self._programs:
            self._watch.look()

    def close(self) -> None:
        """Look no more."""
        self._watch.close()

    def describe(self) -> dict[str, object]:
        """With what is in front, so that people can see which name to choose."""
        front = self._watch.front
        return {**super().describe(), "in_front": None if front is None else list(front.active)}

    def _conclude(self) -> None:
        front = self._watch.front
        if front is None:
            self.conclude(None, problem=self._watch.problem)
            return
        chosen = [name for name in front.active if name.casefold() in self._programs]
        self.conclude(bool(chosen), chosen[-1] if chosen else "")
