"""A simulated ordinary year of the engine: what all its thinking costs, without a desktop.

Run as `python -m benchmarks.year`. About 230 working days of eight hours with a lunch, in which a
person works with short pauses, starts most breaks and snoozes or skips the others. The engine is
woken when it asks to be. The year is lived in several ways (`WAYS`): by `step` alone; through the
real runner, which derives a status and encodes the state, kept as text as a disk would; with a
keyboard that is looked at once a second while somebody is meant to stand; and with the minute
heartbeat, as the program lives it. Every day is like the others, so a tenth of the year is lived
and counted ten times.
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
from lowback_tray.engine import effects, events
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.ports import NoCard, Saved, Stamp
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.engine.state import Away, Guiding, first_state
from lowback_tray.engine.status import PhaseName
from lowback_tray.engine.step import step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.effects import DoneView, GuideView, Notice, PromptView
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


@dataclass(frozen=True)
class Way:
    """One way to live the year.

    Attributes:
        words: what to call it.
        alone: by `step` alone, without the runner, the status and the encoding.
        watched: typing can be noticed while a guide runs, which costs a look a second; without
            it the guide is woken at its steps and its saves only.
        beating: the minute heartbeat runs.
    """

    words: str
    alone: bool = False
    watched: bool = True
    beating: bool = False


WAYS = (
    Way("step alone", alone=True, watched=False),
    Way("step alone, a look a second in guides", alone=True),
    Way("with status and encoding", watched=False),
    Way("with status and encoding, a look a second in guides"),
    Way("with all of it and a beat every minute", beating=True),
)


@dataclass
class Year:
    """The world around the engine: its ports, a person, and clocks that jump.

    Attributes:
        way: how it is lived.
        looks: how often the engine was woken.
        guide_looks: how often of these a guide ran.
        prompts: how often it asked.
        records: how much it wrote down.
    """

    library: Library
    way: Way
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
        self._away = self._guiding = False
        if self.way.alone:
            self._runner: Runner | _Alone = _Alone(self)
        else:
            doors = Ports(
                clock=self,
                alarm=self,
                prompter=self,
                guide=_Guide(),
                journal=self,
                teller=_Guide(),
                card=NoCard(),
            )
            self._runner = Runner(doors, Policy(), self.library, self._publish)
            self._runner.launch()

    # ---- the ports

    def now(self) -> Now:
        idle: float | None = None
        if self.way.watched or not self._guiding:
            still = self._still_since
            idle = self.steady % _PAUSE_EVERY_S if still is None else self.steady - still
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
        self.follow(away=status.phase is PhaseName.AWAY, guiding=status.phase is PhaseName.GUIDING)

    def follow(self, *, away: bool, guiding: bool) -> None:
        """What a person would see of the phase."""
        self._away, self._guiding = away, guiding

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
        if self._away:
            self._runner.post(events.CameBack())

    def _work(self, seconds: float) -> None:
        end = self.steady + seconds
        while self.steady < end:
            self._pass(end)
            if self._asked:
                self._answer()
            elif not self._guiding:
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
        beat = (self.steady // _BEAT_S + 1) * _BEAT_S if self.way.beating else end
        due = end if self.due is None else max(self.due, self.steady)
        self.steady = min(end, beat, due)
        if self.way.beating and self.steady == beat:
            self._count()
            self._runner.heartbeat()
        elif self.due is not None and self.steady >= self.due:
            self._count()
            self._runner.look()

    def _count(self) -> None:
        self.looks += 1
        self.guide_looks += self._guiding


class _Alone:
    """`step` where the runner would be, and nothing around it."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._policy = Policy()
        self._state = first_state(0.0)
        self.look()

    def look(self) -> None:
        """As the runner's."""
        self.post(events.Looked())

    heartbeat = look

    def post(self, event: events.Event) -> None:
        """As the runner's."""
        year, now = self._year, self._year.now()
        outcome = step(self._state, event, now, self._policy, year.library)
        self._state = outcome.state
        year.records += len(outcome.records)
        for effect in outcome.effects:
            if isinstance(effect, effects.ShowPrompt):
                year.show(effect.prompt)
            elif isinstance(effect, effects.WithdrawPrompt):
                year.withdraw()
        year.set(None if outcome.wake_at is None else max(0.0, outcome.wake_at - now.steady))
        phase = outcome.state.phase
        year.follow(away=isinstance(phase, Away), guiding=isinstance(phase, Guiding))


class _Guide:
    """The window that leads, and whoever tells: nothing to draw."""

    def tell(self, notice: Notice) -> None:
        """Nothing."""

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


def measure(way: Way) -> Cost:
    """Live the share of a year and count it as the whole."""
    year = Year(load(), way)
    began = time.process_time()
    year.live(DAYS // _SHARE)
    seconds = time.process_time() - began
    counts = (year.looks, year.guide_looks, year.prompts, year.records)
    return Cost(seconds * _SHARE, *(count * _SHARE for count in counts))


def main() -> int:
    """Measure and print."""
    for way in WAYS:
        cost = measure(way)
        print(
            f"{way.words}: {cost.seconds:.2f} s, {cost.looks} looks "
            f"({cost.guide_looks} in guides), {cost.prompts} prompts, {cost.records} records"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
