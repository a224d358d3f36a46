"""The coming day under some settings: the real engine, on a simulated clock.

Somebody sits there from the beginning to the end and takes every break that is offered. What
is asked, and when, is exactly what the program would do; nothing here knows any rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lowback_tray.care.exercise import Library
from lowback_tray.engine import days, events
from lowback_tray.engine.effects import ShowPrompt
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.state import State, first_state
from lowback_tray.engine.step import Outcome, step

_MOST = 500  # prompts in a day; more means a bug, not a day


@dataclass(frozen=True, slots=True)
class Planned:
    """One prompt that would come.

    Attributes:
        at: when, aware local time.
        kind: what it would ask.
        routine: what it would offer.
        seconds: how long that takes.
    """

    at: datetime
    kind: BreakKind
    routine: str
    seconds: int


def day(
    policy: Policy, library: Library, begin: datetime, end: datetime, state: State | None = None
) -> tuple[Planned, ...]:
    """The prompts from `begin` to `end`, for somebody who sits there and takes each break.

    Args:
        policy: the settings to try.
        library: the content.
        begin: from when, aware local time.
        end: until when, likewise.
        state: where the clocks stand at `begin`, on a steady clock that shows 0 there; a
            fresh start where not given.
    """
    return tuple(_Day(policy, library, begin, end, state).run())


class _Day:
    """The simulated clock and what was asked so far."""

    def __init__(
        self, policy: Policy, library: Library, begin: datetime, end: datetime, state: State | None
    ) -> None:
        self._policy, self._library = policy, library
        self._begin, self._length = begin, (end - begin).total_seconds()
        self._state = state or first_state(0.0)
        self._steady = 0.0
        self._planned: list[Planned] = []

    def run(self) -> list[Planned]:
        """Jump from look to look."""
        outcome = self._step(events.Looked())
        while len(self._planned) < _MOST:
            if any(isinstance(effect, ShowPrompt) for effect in outcome.effects):
                outcome = self._step(events.StartBreak())
            if outcome.wake_at is None or outcome.wake_at >= self._length:
                break
            self._steady = outcome.wake_at
            outcome = self._step(events.Looked())
        return self._planned

    def _step(self, event: events.Event) -> Outcome:
        now = Now(self._steady, days.later(self._begin, self._steady))
        outcome = step(self._state, event, now, self._policy, self._library)
        self._state = outcome.state
        for effect in outcome.effects:
            if isinstance(effect, ShowPrompt):
                plan = effect.prompt.plan
                self._planned.append(
                    Planned(now.wall, effect.prompt.kind, plan.routine, plan.seconds)
                )
        return outcome
