"""Everything that can happen to the engine. Facts in the past tense, wishes in the imperative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from lowback_tray.engine.policy import BreakKind

# ---- facts about time and the person


@dataclass(frozen=True, slots=True)
class Looked:
    """Something woke us up: look at the clocks. Early, late, doubled or stale does no harm."""


@dataclass(frozen=True, slots=True)
class WentIdle:
    """No typing or pointing for `idle_s` seconds; the chair may be empty since then."""

    idle_s: float


@dataclass(frozen=True, slots=True)
class CameBack:
    """Typing or pointing again after an absence."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The session was locked."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The session was unlocked."""


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine was suspended for `seconds`; `Now.steady` did not count them."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Launched:
    """The program came to life `absent_s` seconds after it was last known to be alive."""

    absent_s: float


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The settings changed; the new policy comes with the step."""


@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """Prompts must wait from now on. `until` is None where the end is not known."""

    name: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class HoldLifted:
    """That reason to wait is gone."""

    name: str


@dataclass(frozen=True, slots=True)
class PortFailed:
    """A port could not carry out an effect ("prompter", "guide"); the engine falls back."""

    port: str
    problem: str


# ---- wishes of the person


@dataclass(frozen=True, slots=True)
class StartBreak:
    """Lead me now: the open prompt's plan, or one of this kind or of this routine."""

    kind: BreakKind | None = None
    routine: str | None = None
    short: bool = False  # the 30 s version in the seat


@dataclass(frozen=True, slots=True)
class Snooze:
    """Ask again in `seconds` (None: the usual length)."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this one."""


@dataclass(frozen=True, slots=True)
class JustStood:
    """I stood up, or I am standing already."""


@dataclass(frozen=True, slots=True)
class Pause:
    """No prompts for `seconds`, or until a wall time. One of the two."""

    seconds: float | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """End my pause."""


@dataclass(frozen=True, slots=True)
class GuidePause:
    """Stop the guide's clock."""


@dataclass(frozen=True, slots=True)
class GuideResume:
    """Let the guide's clock run again."""


@dataclass(frozen=True, slots=True)
class GuideNext:
    """On to the next exercise."""


@dataclass(frozen=True, slots=True)
class GuideBack:
    """Back to the exercise before, or to the start of this one."""


@dataclass(frozen=True, slots=True)
class GuideClose:
    """Esc, or the window was closed: end the guide here."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One tap after a break."""

    break_id: int
    answer: Literal["easier", "same", "worse"]


@dataclass(frozen=True, slots=True)
class OffScreen:
    """I will stay off the screen for `seconds`: no prompts meanwhile."""

    seconds: float = 600


@dataclass(frozen=True, slots=True)
class RateBack:
    """How the back feels today."""

    answer: Literal["light", "okay", "heavy", "painful"]


Event: TypeAlias = (
    Looked
    | WentIdle
    | CameBack
    | Locked
    | Unlocked
    | Slept
    | Launched
    | PolicyChanged
    | HoldPlaced
    | HoldLifted
    | PortFailed
    | StartBreak
    | Snooze
    | Skip
    | JustStood
    | Pause
    | Resume
    | GuidePause
    | GuideResume
    | GuideNext
    | GuideBack
    | GuideClose
    | CheckIn
    | OffScreen
    | RateBack
)
