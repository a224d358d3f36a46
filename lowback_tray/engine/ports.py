"""The few doors through which the engine sees the world.

Everything here is called by `engine.runner` on its one thread, run to completion; none of it
may block or call back into the runner directly (post an event instead). A method that cannot
do its work raises a `LowbackError`; the runner turns it into a `PortFailed` event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from lowback_tray.engine.effects import CardView, DoneView, GuideView, Notice, PromptView
from lowback_tray.engine.moment import Now
from lowback_tray.engine.records import Record


class Clock(Protocol):
    """Reads the time and the keyboard's silence."""

    def now(self) -> Now:
        """Both hands and the idle seconds, in one reading."""

    def suspended_s(self) -> float:
        """Seconds this machine has spent suspended since boot; only ever grows."""

    def stamp(self) -> Stamp:
        """A reading that can be compared after a restart."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time that survives the process, and a reboot.

    Attributes:
        boot_id: names this boot of the machine.
        boot_s: seconds since boot, suspend included (CLOCK_BOOTTIME).
        wall_s: seconds since the epoch, UTC.
    """

    boot_id: str
    boot_s: float
    wall_s: float

    def seconds_since(self, earlier: Stamp) -> float:
        """Elapsed seconds, never below zero: by boot time in one boot, else by the wall."""
        if self.boot_id == earlier.boot_id:
            return max(0.0, self.boot_s - earlier.boot_s)
        return max(0.0, self.wall_s - earlier.wall_s)


class Alarm(Protocol):
    """Wakes the runner; a wake-up only means "look at the clocks"."""

    def set(self, in_s: float | None) -> None:
        """Wake me in that many seconds instead of whenever was asked before; None: never."""


class Prompter(Protocol):
    """Shows the question."""

    def show(self, prompt: PromptView) -> None:
        """Ask, without taking the keyboard."""

    def withdraw(self) -> None:
        """Take the question back; harmless when none is shown."""


class Teller(Protocol):
    """Says something quietly; nothing hangs on it."""

    def tell(self, notice: Notice) -> None:
        """Say it, without taking the keyboard and without a sound."""


class Card(Protocol):
    """Asks in passing what an absence was."""

    def show(self, card: CardView) -> None:
        """Ask, without taking the keyboard and without a sound."""

    def withdraw(self) -> None:
        """Take it back; harmless when it is not shown."""


class NoCard:
    """Asks nobody: for an engine that lives no longer than one guide."""

    def show(self, card: CardView) -> None:
        """Nothing."""

    def withdraw(self) -> None:
        """Nothing."""


class Guide(Protocol):
    """Leads through a plan."""

    def open(self, guide: GuideView) -> None:
        """Open on the first step."""

    def show(self, guide: GuideView) -> None:
        """The guide moved."""

    def close(self, done: DoneView) -> None:
        """The guide is over."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a journal gives back.

    Attributes:
        state: as `engine.saving.encode` made it (plain JSON data).
        stamp: when that state was written.
        alive: when the program was last known to be alive (at or after `stamp`).
    """

    state: dict[str, Any]
    stamp: Stamp
    alive: Stamp


class Journal(Protocol):
    """Keeps the state and the records of a transition together: both or neither."""

    def commit(self, state: dict[str, Any], stamp: Stamp, records: Sequence[Record]) -> None:
        """Write both, durably, before returning.

        Raises:
            StoreError: nothing of it was written.
        """

    def alive(self, stamp: Stamp) -> None:
        """Note cheaply that the program lives; may be lost without harm."""

    def load(self) -> Saved | None:
        """The last state, None at the first start."""
