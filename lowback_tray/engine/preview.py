"""The coming day under some settings: the real engine, on a simulated clock.

Somebody sits there from the beginning to the end and takes every break that is offered. What
is asked, and when, is exactly what the program would do; nothing here knows any rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from lowback_tray.care.exercise import Library
from lowback_tray.engine import days, events
from lowback_tray.engine.effects import PromptView, ShowPrompt
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import BreakKind, Policy
from lowback_tray.engine.state import State, first_state
from lowback_tray.engine.step import Outcome, step

_MOST = 500  # prompts in a day; more means a bug, not a day
_WHOLE_DAY = timedelta(hours=25)  # and the hour that a change of the clock may add
_Asked: TypeAlias = tuple[datetime, PromptView]


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
    steps = looks(policy, library, begin, end, state)
    return tuple(planned for found in steps for planned in found)


def looks(
    policy: Policy, library: Library, begin: datetime, end: datetime, state: State | None = None
) -> Iterator[tuple[Planned, ...]]:
    """`day`, one look of the engine at each step: for whoever has other things to do meanwhile."""
    for found in _Day(policy, library, begin, end, state).run():
        yield tuple(_planned(at, prompt) for at, prompt in found)


def sample(policy: Policy, library: Library, kind: BreakKind, begin: datetime) -> PromptView | None:
    """The next prompt of a kind for somebody who sits down at `begin`; None if there is none.

    Hours do not stand in its way, nor that posture resets are switched off or always left out.
    """
    half = policy.stand_up_every_s / 2
    tried = replace(
        policy, hours=None, posture_enabled=True, posture_after_s=min(policy.posture_after_s, half)
    )
    steps = _Day(tried, library, begin, begin + _WHOLE_DAY, None).run()
    asked = (prompt for found in steps for _, prompt in found)
    return next((prompt for prompt in asked if prompt.kind is kind), None)


def _planned(at: datetime, prompt: PromptView) -> Planned:
    return Planned(at, prompt.kind, prompt.plan.routine, prompt.plan.seconds)


class _Day:
    """The simulated clock."""

    def __init__(
        self, policy: Policy, library: Library, begin: datetime, end: datetime, state: State | None
    ) -> None:
        self._policy, self._library = policy, library
        self._begin, self._length = begin, (end - begin).total_seconds()
        self._state = state or first_state(0.0)
        self._steady = 0.0
        self._asked = 0

    def run(self) -> Iterator[list[_Asked]]:
        """Jump from look to look; each yields what it asked."""
        outcome, asked = self._step(events.Looked())
        while True:
            if asked:
                outcome, _ = self._step(events.StartBreak())
            yield asked
            wake_at = outcome.wake_at
            if wake_at is None or wake_at >= self._length or self._asked >= _MOST:
                break
            self._steady = wake_at
            outcome, asked = self._step(events.Looked())

    def _step(self, event: events.Event) -> tuple[Outcome, list[_Asked]]:
        now = Now(self._steady, days.later(self._begin, self._steady))
        outcome = step(self._state, event, now, self._policy, self._library)
        self._state = outcome.state
        asked = [(now.wall, one.prompt) for one in outcome.effects if isinstance(one, ShowPrompt)]
        self._asked += len(asked)
        return outcome, asked
