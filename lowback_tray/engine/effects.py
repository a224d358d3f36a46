"""What the engine asks the world to do. Values to render, never callbacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from lowback_tray.care.plan import Plan
from lowback_tray.engine.policy import BreakKind


@dataclass(frozen=True, slots=True)
class PromptView:
    """A question to the person.

    Attributes:
        kind: stand-up or posture reset.
        plan: what Start would lead through.
        sitting_s: the sitting clock when it opened.
        snoozes_left: 0 means: offer the 30 s version in the seat instead of a snooze.
        snooze_default_s: what the snooze button means without a choice.
        snooze_choices_s: all lengths on offer.
        quiet: the typing outlasted the wait for a pause in it: notification, not window.
        stands: they have a desk to stand at, so that switching is an answer.
        standing_s: the standing clock when it opened.
    """

    kind: BreakKind
    plan: Plan
    sitting_s: float
    snoozes_left: int
    snooze_default_s: float
    snooze_choices_s: tuple[float, ...]
    quiet: bool
    stands: bool = False
    standing_s: float = 0.0


@dataclass(frozen=True, slots=True)
class GuideView:
    """Where the guide is; the window draws its own countdown between two of these.

    Attributes:
        break_id: names this guide in records and check-ins.
        kind: what it is for.
        plan: the whole plan.
        index: 0-based number of the exercise that runs.
        left_s: seconds left of this exercise at `steady`.
        steady: the reading of the steady clock that `left_s` belongs to.
        running: false while paused or waiting.
        waiting: the clock waits because somebody types or points.
    """

    break_id: int
    kind: BreakKind
    plan: Plan
    index: int
    left_s: float
    steady: float
    running: bool
    waiting: bool


class Ending(StrEnum):
    """How a guide closed."""

    COMPLETED = "completed"
    STOOD = "stood"
    ENDED_EARLY = "ended_early"


@dataclass(frozen=True, slots=True)
class DoneView:
    """What the done page says.

    Attributes:
        break_id: what a check-in refers to.
        kind: what the guide was for.
        ending: how it closed.
        stood: true when the sitting clock went back to 0.
        seconds: seconds rested.
        exercises: what was done, for the question which of it made things worse.
        ask_feeling: ask how the back feels today: it was not said yet.
    """

    break_id: int
    kind: BreakKind
    ending: Ending
    stood: bool
    seconds: float
    exercises: tuple[str, ...] = ()
    ask_feeling: bool = False


@dataclass(frozen=True, slots=True)
class CardView:
    """The absence that the person can say something about.

    Attributes:
        seconds: how long it was.
        returned: when it ended, aware local time.
        is_open: the card that asks is shown now.
    """

    seconds: float
    returned: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShowPrompt:
    """Ask."""

    prompt: PromptView


@dataclass(frozen=True, slots=True)
class WithdrawPrompt:
    """Take the question back wherever it is shown."""


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """Lead."""

    guide: GuideView


@dataclass(frozen=True, slots=True)
class ShowStep:
    """The guide moved, paused, waits or goes on."""

    guide: GuideView


@dataclass(frozen=True, slots=True)
class CloseGuide:
    """The guide is over; the done page follows unless it was ended early."""

    done: DoneView


class NoticeKind(StrEnum):
    """What a quiet notice is about."""

    ENOUGH = "enough"  # the day's desk time is reached
    CHANGE = "change"  # stand-ups were declined in a row: would other times suit better?


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know, said quietly.

    Attributes:
        kind: what about.
        seconds: desk time of the day, for ENOUGH.
        number: which of the day, or how many were declined.
    """

    kind: NoticeKind
    seconds: float
    number: int


@dataclass(frozen=True, slots=True)
class Tell:
    """Say it, once."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Ask, in passing, what the absence was."""

    card: CardView


@dataclass(frozen=True, slots=True)
class WithdrawCard:
    """That question has had its time."""


Effect: TypeAlias = (
    ShowPrompt | WithdrawPrompt | OpenGuide | ShowStep | CloseGuide | Tell | ShowCard | WithdrawCard
)
