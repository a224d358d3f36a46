"""What the engine knows. Frozen, tagged by phase; impossible combinations cannot be written.

Every field marked STEADY holds a reading of the steady clock. It means nothing in another
process, so `engine.saving` stores it as an age and turns it back at the next start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, TypeAlias

from lowback_tray.care.plan import Plan
from lowback_tray.engine.policy import BreakKind

STEADY: Final[dict[str, Any]] = {"steady": True}


@dataclass(frozen=True, slots=True)
class Clocks:
    """Desk time, in seconds; all of them stand still while the person is away.

    Who stands is not sitting: then the first three stand still at 0 and the last two run.

    Attributes:
        sitting_s: since the person last stood up.
        stand_s: since the last stand-up ended, however it ended.
        posture_s: since the last break of any kind.
        standing: the person said that they work standing.
        standing_s: since they said so.
        switch_s: since then, or since a prompt to sit or move was answered.
    """

    sitting_s: float = 0.0
    stand_s: float = 0.0
    posture_s: float = 0.0
    standing: bool = False
    standing_s: float = 0.0
    switch_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Due:
    """A prompt that fell due and has not been answered for good.

    Attributes:
        kind: stand-up or posture reset.
        plan: chosen once, so that prompt, snooze, guide and restart agree.
        snoozes: how often it was put off.
        ready_at: since when only typing keeps it from opening, None while a hold does.
        held: the hold that was written down last, so that each reason is written once.
        pay_by_at: a hold that kept it back has ended: it comes by then, even into typing.
    """

    kind: BreakKind
    plan: Plan
    snoozes: int = 0
    ready_at: float | None = field(default=None, metadata=STEADY)
    held: str | None = None
    pay_by_at: float | None = field(default=None, metadata=STEADY)


@dataclass(frozen=True, slots=True)
class Sitting:
    """At the desk; perhaps a prompt is due and waits."""

    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Put off until `until_at`."""

    due: Due
    until_at: float = field(metadata=STEADY)


@dataclass(frozen=True, slots=True)
class Prompting:
    """The question is open and answers itself at `expires_at`."""

    due: Due
    expires_at: float = field(metadata=STEADY)
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """Nobody at the desk since `since_at`.

    Attributes:
        slept_s: suspended seconds within, which the steady clock did not count.
        idle: ends only with input (a lock ends with the unlocking).
        back_to: what goes on when the absence was too short to count.
        touched_at: a first sign of input since; it takes another to be back.
    """

    since_at: float = field(metadata=STEADY)
    slept_s: float
    idle: bool
    back_to: Sitting | Snoozed
    touched_at: float | None = field(default=None, metadata=STEADY)


@dataclass(frozen=True, slots=True)
class Back:
    """The last absence that rested everything away, while the person can still say what it was.

    Attributes:
        at: when they came back.
        seconds: how long it was.
        before: the clocks when it began.
        until_at: answers are taken until then.
        open_until_at: the card that asks is open until then, None while it is not.
    """

    at: float = field(metadata=STEADY)
    seconds: float
    before: Clocks
    until_at: float = field(metadata=STEADY)
    open_until_at: float | None = field(default=None, metadata=STEADY)


@dataclass(frozen=True, slots=True)
class Guiding:
    """The guide leads.

    Attributes:
        break_id: names this guide in the records.
        kind, plan: what is led.
        index: which exercise runs.
        left_s: what is left of it.
        rested_s: seconds the guide's clock ran in all.
        stood_s: those of them in exercises that cannot be done in the seat.
        looked_at: when the keyboard was last looked at.
        busy: somebody typed or pointed between the last two looks.
        waiting: and also before that, so the clock waits.
        paused_at: since when the person has paused it.
        saved_s: `rested_s` when it was last made durable.
    """

    break_id: int
    kind: BreakKind
    plan: Plan
    index: int
    left_s: float
    rested_s: float = 0.0
    stood_s: float = 0.0
    looked_at: float = field(default=0.0, metadata=STEADY)
    busy: bool = False
    waiting: bool = False
    paused_at: float | None = field(default=None, metadata=STEADY)
    saved_s: float = 0.0


Phase: TypeAlias = Sitting | Snoozed | Prompting | Away | Guiding


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason to wait that somebody placed; `until` is None where no end is known."""

    name: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A moment between two things, in which a short pause in typing is enough.

    Attributes:
        ends_at: until then.
        pays: a hold has ended: what it held back comes by then.
    """

    ends_at: float = field(metadata=STEADY)
    pays: bool


@dataclass(frozen=True, slots=True)
class UserPause:
    """The person's own pause. It always ends.

    Attributes:
        ends_at: by the steady clock.
        until: or at a wall time ...
        latest_at: ... and then, a day later, by the steady clock as well: a clock that is put
            back by a year does not make it last for a year.
        off_screen: it was asked for on the page that ends a break.
    """

    ends_at: float | None = field(default=None, metadata=STEADY)
    until: datetime | None = None
    off_screen: bool = False
    latest_at: float | None = field(default=None, metadata=STEADY)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the choice of the next routine remembers.

    Attributes:
        routine_at: routine id to the wall time it was last done.
        point_at: point id to the same.
        last: kind of prompt to the routine offered last.
    """

    routine_at: Mapping[str, datetime] = field(default_factory=dict)
    point_at: Mapping[str, datetime] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """What the person has said of their back, as far as it still bears on what is offered.

    Attributes:
        feel, feel_until: "heavy" or "pain" until midnight.
        flare_until: end of a flare-up day; `easy_until`: end of the easier days after it.
        signs: the tier of warning signs ticked.
        exercised_at: when they said they exercised.
        rated, rated_at: how heavy the back was said to be, and when.
        hidden: exercises that made things worse, to when they come back.
        worse_at: when something made things worse.
        sides: exercise to seconds done on the right less those on the left.
        evening_on: the local day the evening routine was last offered.
    """

    feel: str = "ok"
    feel_until: datetime | None = None
    flare_until: datetime | None = None
    easy_until: datetime | None = None
    signs: str | None = None
    exercised_at: datetime | None = None
    rated: str | None = None
    rated_at: datetime | None = None
    hidden: Mapping[str, datetime] = field(default_factory=dict)
    worse_at: tuple[datetime, ...] = ()
    sides: Mapping[str, float] = field(default_factory=dict)
    evening_on: str = ""


@dataclass(frozen=True, slots=True)
class DeskDay:
    """Desk time of one local day.

    Attributes:
        on: the local date, ISO.
        seconds: at the desk, sitting and standing alike.
        told: how often it was said that it is enough.
        told_s: `seconds` when that was said last.
    """

    on: str
    seconds: float = 0.0
    told: int = 0
    told_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Declined:
    """Stand-ups skipped or missed in a row.

    Attributes:
        row: how many.
        asking: what to change is being asked.
        asked_at: when that was asked last.
    """

    row: int = 0
    asking: bool = False
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was said of the next stand-up before it is due.

    Attributes:
        stand_s: what the stand clock showed then.
        skip: leave it out.
        later_s: else ask so much later.
        times: how often it was put off, which counts as snoozes.
    """

    stand_s: float
    skip: bool = False
    later_s: float = 0.0
    times: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """The times of the clock that have asked.

    Attributes:
        done: their names, the newest last.
        since: no mark before this wall time asks: the settings were others then.
    """

    done: tuple[str, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Everything.

    Attributes:
        at: the steady reading the clocks belong to.
        desk_since_at: the person was at the desk (or in a guide) at least until then.
        grace_at: nothing opens before this.
        played_at: when something last played or presented.
        locked: the session is locked, whatever the phase.
        back: the last absence, as long as it can be told about.
        card_at: when the card that asks about one was last shown.
        done_at: when the last guide was completed.
        next_break: number of the next guide.
        marked: the times of the clock that have asked for a stand-up.
        gap: the person is between two things.
        ahead: what was said of the next stand-up before it is due.
        desk: desk time of the last days, the one counted last first.
        declined: stand-ups skipped or missed in a row.
    """

    at: float = field(metadata=STEADY)
    phase: Phase = field(default_factory=Sitting)
    clocks: Clocks = field(default_factory=Clocks)
    desk_since_at: float = field(default=0.0, metadata=STEADY)
    grace_at: float = field(default=0.0, metadata=STEADY)
    played_at: float | None = field(default=None, metadata=STEADY)
    locked: bool = False
    holds: tuple[Hold, ...] = ()
    pause: UserPause | None = None
    memory: Memory = field(default_factory=Memory)
    body: Body = field(default_factory=Body)
    back: Back | None = None
    card_at: float | None = field(default=None, metadata=STEADY)
    done_at: float | None = field(default=None, metadata=STEADY)
    next_break: int = 1
    marked: Marked = field(default_factory=Marked)
    gap: Gap | None = None
    ahead: Ahead | None = None
    desk: tuple[DeskDay, ...] = ()
    declined: Declined = field(default_factory=Declined)


class Draft(State):
    """A state that is being worked out: the same fields, which can be set until `settled`.

    A step changes several fields one after the other; a frozen copy for each would be most of
    what a step costs.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__

    @classmethod
    def of(cls, state: State) -> Draft:
        """A draft that begins as this state."""
        return cls(*_FIELDS(state))

    def settled(self) -> State:
        """The state that came of it; the draft is that state from now on, and frozen."""
        # The same fields in the same places, without the setter.
        object.__setattr__(self, "__class__", State)
        return self


_FIELDS = attrgetter(*(one.name for one in fields(State)))


def first_state(steady: float) -> State:
    """The state of a program that has never run: at the desk from now on."""
    return State(at=steady, desk_since_at=steady, grace_at=steady)
