"""A simulated ordinary year of the engine: what all its thinking costs, without a desktop.

Run as `python -m benchmarks.year`. About 230 working days of eight hours with a lunch, in which a
person works with short pauses, starts most breaks and snoozes or skips the others. The real
runner and engine are woken when they ask to be; the journal keeps what would be written as
text, as a disk would. Once without the minute heartbeat (what the engine costs by itself), once
with it (what the program makes of it). Every day is like the others, so a tenth of the year is
lived and counted ten times.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from lowback_tray.care.library import load
from lowback_tray.engine import events
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.engine.status import PhaseName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.effects import DoneView, GuideView, PromptView
    from lowback_tray.engine.records import Record
    from lowback_tray.engine.status import Status

DAYS = 230
_SHARE = 10
_BEAT_S = 60.0
_PAUSE_EVERY_S = 45.0  # somebody who works looks up this often
_MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_ANSWERS: tuple[events.Event, ...] = (
    *(events.StartBreak(), events.StartBreak(), events.Snooze(), events.StartBreak()),
    *(events.JustStood(), events.StartBreak(), events.Skip()),
)


@dataclass
class Year:
    """The world around the engine: its ports, a person, and clocks that jump.

    Attributes:
        beating: whether the minute heartbeat runs.
        looks: how often the engine was woken.
        guide_looks: how often of these a guide ran.
        prompts: how often it asked.
        records: how much it wrote down.
    """

    library: Library
    beating: bool
    steady: float = 0.0
    due: float | None = None
    looks: int = 0
    guide_looks: int = 0
    prompts: int = 0
    records: int = 0
    _still_since: float | None = None
    _kept: str = ""
    _asked: bool = False
    _wall: datetime = field(default=_MONDAY)

    def __post_init__(self) -> None:
        self._answers = cycle(_ANSWERS)
        doors = Ports(clock=self, alarm=self, prompter=self, guide=_Guide(), journal=self)
        self._runner = Runner(doors, Policy(), self.library, self._publish)
        self._runner.launch()

    # ---- the ports

    def now(self) -> Now:
        idle = (
            self.steady % _PAUSE_EVERY_S
            if self._still_since is None
            else self.steady - self._still_since
        )
        return Now(self.steady, self._wall + timedelta(seconds=self.steady), idle)

    def suspended_s(self) -> float:
        return 0.0

    def stamp(self) -> Stamp:
        return Stamp("boot", self.steady, self.steady)

    def set(self, in_s: float | None) -> None:
        self.due = None if in_s is None else self.steady + in_s

    def show(self, _prompt: PromptView) -> None:
        self._asked = True
        self.prompts += 1

    def withdraw(self) -> None:
        self._asked = False

    def commit(self, state: dict[str, Any], _stamp: Stamp, records: Sequence[Record]) -> None:
        self._kept = json.dumps(state)
        self.records += len(records)

    def alive(self, _stamp: Stamp) -> None:
        """A sign of life costs the disk, not the engine."""

    def load(self) -> Saved | None:
        return None

    def _publish(self, status: Status) -> None:
        self._phase = status.phase

    # ---- what happens

    def live(self, days: int) -> None:
        """Work from nine to one and from two to six, weekends off."""
        for day in range(days):
            self._wait(until=(day // 5 * 7 + day % 5) * 86400.0)
            self._come_back()
            self._work(4 * 3600.0)
            self._leave(3600.0)
            self._work(4 * 3600.0)
            self._still_since = self.steady

    def _leave(self, seconds: float) -> None:
        self._still_since = self.steady
        self._wait(until=self.steady + seconds)
        self._come_back()

    def _come_back(self) -> None:
        self._still_since = None
        if self._phase is PhaseName.AWAY:
            self._runner.post(events.CameBack())

    def _work(self, seconds: float) -> None:
        end = self.steady + seconds
        while self.steady < end:
            self._pass(end)
            if self._asked:
                self._answer()
            elif self._phase is not PhaseName.GUIDING:
                self._still_since = None

    def _answer(self) -> None:
        """After some seconds of thought; who stands up takes the hands off the keyboard."""
        self.steady += 6.0
        answer = next(self._answers)
        if isinstance(answer, events.StartBreak):
            self._still_since = self.steady
        self._runner.post(answer)

    def _wait(self, until: float) -> None:
        while self.steady < until:
            self._pass(until)

    def _pass(self, end: float) -> None:
        """To the next moment the engine asked for, or the next beat, or the end."""
        beat = (self.steady // _BEAT_S + 1) * _BEAT_S if self.beating else end
        due = end if self.due is None else max(self.due, self.steady)
        self.steady = min(end, beat, due)
        if self.beating and self.steady == beat:
            self._count()
            self._runner.heartbeat()
        elif self.due is not None and self.steady >= self.due:
            self._count()
            self._runner.look()

    def _count(self) -> None:
        self.looks += 1
        self.guide_looks += self._phase is PhaseName.GUIDING


class _Guide:
    """The window that leads: nothing to draw."""

    def open(self, guide: GuideView) -> None:
        """Nothing."""

    def show(self, guide: GuideView) -> None:
        """Nothing."""

    def close(self, done: DoneView) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Cost:
    """What a year comes to: processor seconds, and how often the engine did what."""

    seconds: float
    looks: int
    guide_looks: int
    prompts: int
    records: int


def measure(*, beating: bool) -> Cost:
    """Live the share of a year and count it as the whole."""
    year = Year(load(), beating)
    began = time.process_time()
    year.live(DAYS // _SHARE)
    seconds = time.process_time() - began
    counts = (year.looks, year.guide_looks, year.prompts, year.records)
    return Cost(seconds * _SHARE, *(count * _SHARE for count in counts))


def main() -> int:
    """Measure and print."""
    for beating in (False, True):
        cost = measure(beating=beating)
        kind = "with the minute heartbeat" if beating else "by deadlines only"
        print(
            f"{kind}: {cost.seconds:.2f} s, {cost.looks} looks ({cost.guide_looks} in guides), "
            f"{cost.prompts} prompts, {cost.records} records"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
