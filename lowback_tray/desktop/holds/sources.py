"""All holds of this desktop as one: which stand, which are switched on, which stand too long.

A hold counts while its source says so, it is switched on, and nobody has let go of it. One
that has stood for `CAP_S` is told as `old` once, because a reason that never ends (a forgotten
full-screen window, a program that keeps the screen on) would silence the program for good; it
goes on until somebody answers with `let_go`.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.holds import call, dnd, front, inhibit, share
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.holds.base import HoldSource

NAMES = (
    dnd.NAME, front.FULL_SCREEN, call.NAME, share.NAME, inhibit.NAME, front.PROGRAM,
)  # fmt: skip
CAP_S = 7200.0


class HoldSources(QObject):
    """The set. Lives on the Qt thread; nothing here waits.

    Args:
        session: the session bus.
        system: the system bus.
        env: the environment that says what kind of session this is.
        enabled: names of the holds that are switched on.
        sources: what to watch; None: everything this system has.
        cap_s: seconds after which a hold is `old`.
        steady: a clock in seconds.
    """

    placed = Signal(str, str, object)  # name, reason (an English message id), until: None
    lifted = Signal(str)
    old = Signal(str)  # it has stood for `cap_s`; once
    playing_changed = Signal(bool)
    turned = Signal()  # another window has the keyboard; only while attended to

    def __init__(
        self,
        session: Bus,
        system: Bus,
        env: Mapping[str, str] = os.environ,
        *,
        enabled: Collection[str] = NAMES,
        sources: Sequence[HoldSource] | None = None,
        cap_s: float = CAP_S,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._cap_s, self._steady = cap_s, steady
        self._enabled = frozenset(enabled)
        self._since: dict[str, float] = {}  # of the holds that stand
        self._told_old: set[str] = set()
        self._let_go: set[str] = set()
        self._playing = False
        self._attending = False
        found = of_system(session, system, env) if sources is None else sources
        self._sources = {source.name: source for source in found}
        for source in self._sources.values():
            source.changed.connect(partial(self._look_at, source))
            if isinstance(source, front.FullScreen):
                source.watch.turned.connect(self.turned)

    @property
    def playing(self) -> bool:
        """Something plays or presents, so idle time alone is no absence. Needs no switch."""
        return self._playing

    def standing(self) -> tuple[str, ...]:
        """Names of the holds in force, oldest first."""
        return tuple(sorted(self._since, key=self._since.__getitem__))

    def detail(self, name: str) -> str:
        """Which program a hold is about, "" if none or not known."""
        source = self._sources.get(name)
        return "" if source is None else source.detail

    def reason(self, name: str) -> str:
        """Why a hold stands, an English message id; its name where it is not known."""
        source = self._sources.get(name)
        return name if source is None else source.reason

    def set_enabled(self, names: Iterable[str]) -> None:
        """Other holds are switched on from now on."""
        before, self._enabled = self._enabled, frozenset(names)
        for name in (self._enabled - before) & self._sources.keys():
            self._sources[name].refresh()
        self.attend(self._attending)
        self._look_at_all()

    def set_programs(self, programs: Iterable[str]) -> None:
        """Which programs hold prompts back while they are in front (names of window classes)."""
        source = self._sources.get(front.PROGRAM)
        if isinstance(source, front.ProgramInFront):
            source.set_programs(programs)

    def set_ignored(self, programs: Iterable[str]) -> None:
        """Which programs may keep the screen on without meaning anything (parts of names)."""
        source = self._sources.get(inhibit.NAME)
        if isinstance(source, inhibit.Playing):
            source.set_ignored(programs)

    def attend(self, on: bool, *, to_windows: bool = False) -> None:
        """Whether news matters now; while it does not, sources cost nothing between two looks.

        Args:
            on: tell of every change as it happens.
            to_windows: also where no hold needs the windows: of one that comes to the front.
        """
        self._attending = on
        for name, source in self._sources.items():
            source.attend(on and name in self._enabled)
            if isinstance(source, front.FullScreen):
                source.watch.attend(on, connect=to_windows)

    def let_go(self, name: str) -> None:
        """Lift a hold, and leave it aside until its reason has ended once."""
        self._let_go.add(name)
        self._look_at_all()

    def refresh(self) -> None:
        """Read everything again; once at first, at every heartbeat, and after a sleep.

        What is switched off is not read; what plays always is, for `playing`.
        """
        for name, source in self._sources.items():
            if name in self._enabled or name == inhibit.NAME:
                source.refresh()
        self._notice_old()

    def close(self) -> None:
        """Let go of everything; nothing is told any more."""
        self.blockSignals(True)
        for source in self._sources.values():
            source.close()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`: every hold that exists anywhere, and whether it stands."""
        now = self._steady()
        absent = {"available": False, "problem": tr("Not available on this system")}
        return {
            name: {
                **(self._sources[name].describe() if name in self._sources else absent),
                "enabled": name in self._enabled,
                "let_go": name in self._let_go,
                "standing_s": round(now - self._since[name]) if name in self._since else None,
            }
            for name in dict.fromkeys((*NAMES, *self._sources))
        }

    # ---- what stands

    def _look_at_all(self) -> None:
        for source in self._sources.values():
            self._look_at(source)

    def _look_at(self, source: HoldSource) -> None:
        name = source.name
        if not source.active:
            self._let_go.discard(name)
        counts = bool(source.active) and name in self._enabled and name not in self._let_go
        if counts and name not in self._since:
            self._since[name] = self._steady()
            self.placed.emit(name, source.reason, None)
        elif not counts and name in self._since:
            del self._since[name]
            self._told_old.discard(name)
            self.lifted.emit(name)
        if name == inhibit.NAME and bool(source.active) != self._playing:
            self._playing = bool(source.active)
            self.playing_changed.emit(self._playing)

    def _notice_old(self) -> None:
        now = self._steady()
        for name, since in list(self._since.items()):
            if now - since >= self._cap_s and name not in self._told_old:
                self._told_old.add(name)
                self.old.emit(name)


def of_system(
    session: Bus, system: Bus, env: Mapping[str, str], platform: str = sys.platform
) -> Iterator[HoldSource]:
    """What this system has."""
    if platform in ("win32", "darwin"):
        from lowback_tray.desktop.holds import asked

        yield from asked.of_windows() if platform == "win32" else asked.of_macos()
        return
    watch = front.FrontWatch(env)
    yield dnd.DoNotDisturb(session, env)
    yield front.FullScreen(watch)
    yield call.Call(env)
    yield share.ScreenShare(env)
    yield inhibit.Playing(session, system)
    yield front.ProgramInFront(watch)
