"""Hand-made stand-ins for the adapters of the desktop room; they keep the same contracts.

Each conformance suite runs over the real adapter and over the one here, so whoever tests the
program with these tests it with something that behaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lowback_tray.desktop.holds.base import HoldSource
from lowback_tray.desktop.notify.base import PROMPT, Note, Notifier

if TYPE_CHECKING:
    from pathlib import Path


class FakeNotifier(Notifier):
    """Shows notes to the test.

    Attributes:
        open: what a person would see, by group.
        problem: why it fails to show anything, None while it works.
        log: every note it was asked to show.
    """

    def __init__(self, problem: str | None = None) -> None:
        super().__init__()
        self.problem = problem
        self.open: dict[str, Note] = {}
        self.log: list[Note] = []
        self._new: list[Note] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._tell)

    def show(self, note: Note) -> None:
        self.log.append(note)
        self.open[note.group] = note
        self._new.append(note)
        self._turn.start()

    def withdraw(self, group: str = PROMPT) -> None:
        self.open.pop(group, None)

    def describe(self) -> dict[str, object]:
        return {"technology": "fake", "problem": self.problem}

    def answer(self, key: str, group: str = PROMPT) -> None:
        """The person presses a button."""
        note = self.open.pop(group)
        assert key in dict(note.actions), f"no button {key!r} on {note}"
        self.answered.emit(note, key)

    def expire(self, group: str = PROMPT) -> None:
        """The note goes away unanswered."""
        self.closed.emit(self.open.pop(group))

    def die(self, problem: str) -> None:
        """What showed the notes ends."""
        self.problem = problem
        lost, self.open = list(self.open.values()), {}
        for note in lost:
            self.failed.emit(note, problem)

    def _tell(self) -> None:
        new, self._new = self._new, []
        for note in new:
            if self.open.get(note.group) is not note:
                continue
            if self.problem is None:
                self.shown.emit(note)
            else:
                del self.open[note.group]
                self.failed.emit(note, self.problem)


class FakePresence(QObject):
    """A person whom the test moves. As `lowback_tray.desktop.presence.Presence`."""

    came_back = Signal()
    changed = Signal()

    def __init__(self, idle_s: float | None = 0.0) -> None:
        super().__init__()
        self._idle_s = idle_s
        self._armed = False
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._tell)

    @property
    def source(self) -> str:
        return "x11" if self.known else "none"

    @property
    def known(self) -> bool:
        return self._idle_s is not None

    @property
    def problem(self) -> str | None:
        return None if self.known else "nobody can tell"

    def idle_s(self) -> float | None:
        return self._idle_s

    def watch_return(self, armed: bool) -> None:
        self._armed = armed and self.known

    def close(self) -> None:
        self._idle_s, self._armed = None, False

    def describe(self) -> dict[str, object]:
        return {
            "source": self.source,
            "known": self.known,
            "idle_s": self._idle_s,
            "problem": self.problem,
        }

    def rest(self, seconds: float) -> None:
        """The person does nothing for so long."""
        assert self._idle_s is not None
        self._idle_s += seconds

    def touch(self) -> None:
        """The person types or points."""
        self._idle_s = 0.0
        if self._armed:
            self._armed = False
            self._turn.start()

    def _tell(self) -> None:
        self.came_back.emit()


class FakeLockWatch(QObject):
    """A lock the test turns. As `lowback_tray.desktop.lock.LockWatch`."""

    locked = Signal()
    unlocked = Signal()

    def __init__(self, is_locked: bool | None = False) -> None:
        super().__init__()
        self.is_locked = is_locked
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1

    def describe(self) -> dict[str, object]:
        return {"locked": self.is_locked, "sources": {}, "session": None, "problem": None}

    def lock(self, locked: bool = True) -> None:
        """Somebody says that the session is locked, or is not."""
        before, self.is_locked = self.is_locked, locked
        if locked and not before:
            self.locked.emit()
        elif before and not locked:
            self.unlocked.emit()


class FakeHold(HoldSource):
    """A reason to wait that the test turns on and off."""

    def __init__(self, name: str = "full_screen", active: bool | None = False) -> None:
        super().__init__(name, "Because the test says so")
        self.truth: tuple[bool | None, str] = (active, "")
        self.refreshed = 0
        self.closed = False
        self.active = active

    def set(self, active: bool | None, detail: str = "", *, told: bool = True) -> None:
        """The world changes; the signal may get lost."""
        self.truth = (active, detail)
        if told and not self.closed:
            self.conclude(*self.truth)

    def refresh(self) -> None:
        self.refreshed += 1
        self.conclude(*self.truth)

    def close(self) -> None:
        self.closed = True


class FakePlayer:
    """Plays to the test.

    Attributes:
        played: every file, in order.
        sounding: the file that would be heard now.
    """

    def __init__(self) -> None:
        self.problem: str | None = None
        self.played: list[Path] = []
        self.sounding: Path | None = None

    def play(self, path: Path) -> None:
        self.played.append(path)
        self.sounding = path

    def stop(self) -> None:
        self.sounding = None

    def describe(self) -> dict[str, object]:
        return {"found": ["fake"], "using": "fake", "problem": self.problem}
