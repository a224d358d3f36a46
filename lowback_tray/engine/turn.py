"""One turn of the engine while it is being worked out.

`step` is pure from outside; inside, the handlers share this short-lived notebook instead of
passing seven values around. It never leaves the call.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from typing import Any

from lowback_tray.care.exercise import Library
from lowback_tray.engine import clock_marks, days, numbers
from lowback_tray.engine.effects import Effect
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.records import Detail, Fact, Record
from lowback_tray.engine.state import Clocks, Phase, State


@dataclass(slots=True)
class Turn:
    """State so far, and what it leads to.

    Only a `Draft` can be changed; who just wants to read passes any state.
    """

    state: State
    now: Now
    policy: Policy
    library: Library
    effects: list[Effect] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    refused: str | None = None
    durable: bool = False

    @property
    def phase(self) -> Phase:
        """The phase so far."""
        return self.state.phase

    def enter(self, phase: Phase) -> None:
        """Change the phase; that is worth a write to disk."""
        self.change(phase=phase)
        self.durable = True

    def change(self, **changes: Any) -> None:
        """Change fields of the state."""
        for name, value in changes.items():
            setattr(self.state, name, value)

    def clocks(self, **changes: Any) -> None:
        """Set some of the clocks."""
        self.change(clocks=replace(self.state.clocks, **changes))

    def took_stand_up(self) -> None:
        """A stand-up was taken: none is declined in a row any more, and nothing is asked."""
        self.change(declined=replace(self.state.declined, row=0, asking=False))

    def do(self, effect: Effect) -> None:
        """Ask for an effect."""
        self.effects.append(effect)

    def record(self, fact: Fact, *, ago_s: float = 0.0, **details: Detail) -> None:
        """Write a fact down, as of now or of `ago_s` seconds ago."""
        at = self.now.after(-ago_s) if ago_s else self.now.wall
        self.records.append(Record(fact, at, details))
        self.durable = True

    def refuse(self, why: str) -> None:
        """Decline a wish; the reason is a message for `i18n.tr`."""
        self.refused = why

    def wall_in(self, seconds: float) -> datetime:
        """The wall time so many seconds ahead."""
        return self.now.after(seconds)

    @property
    def stand_left_s(self) -> float:
        """Seconds left until the next stand-up for somebody who stays; below zero when overdue."""
        by_interval = self.stand_up_every_s - self.state.clocks.stand_s
        marks = self.policy.stand_up_at
        if not marks:
            return by_interval
        left = clock_marks.left_s(
            marks, self.now.wall, self.state.clocks.stand_s, self.state.marked
        )
        return min(left, by_interval) if self.is_flare else left

    @property
    def is_flare(self) -> bool:
        """Whether this is a flare-up day."""
        return days.ahead(self.now.wall, self.state.body.flare_until, 2)

    @property
    def by_clock(self) -> dict[str, bool]:
        """For a record: that times of the clock decide when the next stand-up comes."""
        return {"by_clock": True} if self.policy.stand_up_at and not self.is_flare else {}

    @property
    def stand_up_every_s(self) -> float:
        """The interval in force: shorter on a flare-up day."""
        if self.is_flare:
            return min(self.policy.stand_up_every_s, numbers.FLARE_EVERY_S)
        return self.policy.stand_up_every_s

    @property
    def switch_left_s(self) -> float:
        """Standing time left until the prompt to sit or move; infinite for who sits."""
        clocks = self.state.clocks
        return self.policy.standing_limit_s - clocks.switch_s if clocks.standing else inf

    @property
    def posture_left_s(self) -> float:
        """Desk time left until the next posture reset."""
        return self.policy.posture_after_s - self.state.clocks.posture_s


def advanced(clocks: Clocks, seconds: float) -> Clocks:
    """The clocks `seconds` of desk time later (earlier if negative), never below zero."""
    if clocks.standing:
        return Clocks(
            standing=True,
            standing_s=max(0.0, clocks.standing_s + seconds),
            switch_s=max(0.0, clocks.switch_s + seconds),
        )
    return Clocks(
        sitting_s=max(0.0, clocks.sitting_s + seconds),
        stand_s=max(0.0, clocks.stand_s + seconds),
        posture_s=max(0.0, clocks.posture_s + seconds),
    )
