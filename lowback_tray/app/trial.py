"""A prompt or a guide as a trial: as it really looks here, and nothing of it is kept.

Theory. What is asked is what the engine would ask under these settings (`preview.sample`), shown
by a chain of places of its own, so the real prompt is never in its way. A guide is led by a second
engine with a journal in memory, which is thrown away with it. When the real program has something
to say, the trial gives way at once.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from PySide6.QtCore import QObject, QTimer

from lowback_tray.engine import events, preview
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.ports import NoCard, Prompter
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.errors import LowbackError
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library
    from lowback_tray.desktop.clock import SystemClock
    from lowback_tray.engine.effects import DoneView, GuideView, Notice
    from lowback_tray.engine.policy import Policy
    from lowback_tray.engine.ports import Guide
    from lowback_tray.engine.status import Status

_log = logging.getLogger(__name__)
_ENDS_MS = 60_000  # a trial nobody answers goes away
_LONGEST_S = 3600.0
_GROUP = "trial"
_KINDS = {"stand-up": BreakKind.STAND_UP, "posture-reset": BreakKind.POSTURE_RESET}

Post: TypeAlias = Callable[[events.Event], None]


@dataclass(frozen=True, slots=True)
class Stages:
    """Where trials appear.

    Attributes:
        window: makes a break window whose answers go where they are told.
        toast: makes a toast, likewise.
        chain: makes the chain of places over both, for notes of a group of their own.
        cues: what is heard of them.
    """

    window: Callable[[Post], Any]
    toast: Callable[[Post], Any]
    chain: Callable[[Prompter, Prompter, Post, str], Prompter]
    cues: Cues


class Cues(Protocol):
    """What is heard of a guide; the steps themselves are told by the window."""

    def begun(self) -> None:
        """It opens."""

    def over(self, done: DoneView) -> None:
        """It is over."""

    def hush(self) -> None:
        """Nobody listens any more."""


class Trial(QObject):
    """Shows trials, one at a time.

    Args:
        clock: the program's.
        policy: the settings as they are now.
        library: the content.
        status: the present of the real engine.
        stages: where they appear.
    """

    def __init__(
        self,
        clock: SystemClock,
        policy: Callable[[], Policy],
        library: Library,
        status: Callable[[], Status],
        stages: Stages,
    ) -> None:
        super().__init__()
        self._clock, self._policy, self._library = clock, policy, library
        self._status = status
        self._cues = stages.cues
        self._window, self._toast = stages.window(self.post), stages.toast(self.post)
        self._chain = stages.chain(self._window.prompter, self._toast, self.post, _GROUP)
        self._kind: BreakKind | None = None
        self._runner: Runner | None = None
        self._led: _Led | None = None
        self._alarm = _Alarm(self, clock.rate, self._look)
        self._end = QTimer(self, singleShot=True, interval=_ENDS_MS)
        self._end.timeout.connect(self.close)

    def show(self, what: str) -> str:
        """Show "stand-up", "posture-reset" or "guide"; returns why not, "" when it is shown."""
        status = self._status()
        if status.body.signs is not None:
            return tr("Not while a warning sign is ticked.")
        if status.prompt is not None or status.guide is not None:
            return tr("Not while a reminder or a break is open.")
        self.close()
        if what == "guide":
            return self._lead(events.StartBreak(kind=BreakKind.STAND_UP))
        kind = _KINDS[what]
        prompt = preview.sample(self._policy(), self._library, kind, self._clock.wall())
        if prompt is None:
            return tr("With these settings it never comes.")
        self._kind = kind
        self._chain.show(prompt)
        self._name()
        self._end.start()
        return ""

    def post(self, event: events.Event) -> None:
        """An answer given to a trial: Start leads on, any other ends it."""
        if self._runner is not None:
            self._hand_on(event)
        elif self._kind is not None and isinstance(event, events.StartBreak):
            kind, self._kind = self._kind, None
            self._end.stop()
            self._chain.withdraw()
            problem = self._lead(replace(event, kind=kind))
            if problem:
                _log.info("trial: %s", problem)
        elif self._kind is not None:
            self.close()

    def close(self) -> None:
        """End what is shown; nothing of it was kept."""
        self._end.stop()
        self._chain.withdraw()
        self._kind = None
        self.drop()
        for shown in (self._window, self._toast):
            shown.release()

    def _name(self) -> None:
        """The frame says what it is, since the rest is as it really looks."""
        if self._window.frame is not None:
            self._window.frame.setWindowTitle(tr("Lowback Tray — a trial, nothing is kept"))

    # ---- the engine of a guide

    def _lead(self, start: events.StartBreak) -> str:
        self._led = guide = _Led(self._window.guide, self._cues, self._name, self.drop)
        doors = Ports(
            self._clock, self._alarm, self._chain, guide, MemoryJournal(), _Unsaid(), NoCard()
        )
        self._runner = Runner(doors, self._policy(), self._library, _nobody)
        self._runner.launch()
        try:
            self._runner.post(start)
        except LowbackError as error:
            self.drop()
            return str(error)
        self._window.activate()  # the person asked for it
        return ""

    def _hand_on(self, event: events.Event) -> None:
        assert self._runner is not None
        try:
            self._runner.post(event)
        except LowbackError as error:
            _log.info("trial, %s: %s", type(event).__name__, error)

    def _look(self) -> None:
        if self._runner is not None:
            self._runner.look()

    def drop(self) -> None:
        """Throw the engine of a guide away, and with it all it knew."""
        self._alarm.set(None)
        self._runner = None
        led, self._led = self._led, None
        if led is not None:
            led.abandon()


class _Unsaid:
    """The Teller of that engine: a trial tells nobody anything."""

    def tell(self, notice: Notice) -> None:
        """Nothing."""


class _Alarm(QObject):
    """The Alarm of that engine: no more than a timer.

    Args:
        parent: it ends with that.
        rate: how many times as fast as real time the program's clock runs.
        look: looks at the clocks.
    """

    def __init__(self, parent: QObject, rate: float, look: Callable[[], None]) -> None:
        super().__init__(parent)
        self._rate = rate
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(look)

    def set(self, in_s: float | None) -> None:
        """See `ports.Alarm`."""
        if in_s is None:
            self._timer.stop()
        else:
            real = min(max(0.0, in_s) / self._rate, _LONGEST_S)
            self._timer.start(math.ceil(real * 1000))


class _Led(QObject):
    """The Guide of that engine: the window, and an end that throws the engine away."""

    def __init__(
        self, guide: Guide, cues: Cues, opened: Callable[[], None], ended: Callable[[], None]
    ) -> None:
        super().__init__()
        self._guide, self._cues = guide, cues
        self._opened, self._ended = opened, ended
        self._heard = False

    def open(self, guide: GuideView) -> None:
        """See `ports.Guide`."""
        self._heard = True
        self._cues.begun()
        self._guide.open(guide)
        self._opened()

    def show(self, guide: GuideView) -> None:
        """See `ports.Guide`."""
        self._guide.show(guide)

    def close(self, done: DoneView) -> None:
        """See `ports.Guide`; the engine goes once it has done what it is about to do."""
        self._guide.close(done)
        self._heard = False
        self._cues.over(done)
        QTimer.singleShot(0, self, self._ended)

    def abandon(self) -> None:
        """Thrown away in the middle: nothing more is said of it."""
        if self._heard:
            self._heard = False
            self._cues.hush()


def _nobody(_status: Status) -> None:
    """No icon and no menu shows a trial."""
