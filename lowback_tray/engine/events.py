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
class CameBack:
    """Typing or pointing again after an absence. One twitch is not a return yet."""


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
class Stalled:
    """Nobody looked for `seconds`, though the machine did not sleep and somebody should have.

    The process was stopped, or the whole machine from outside.
    """

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
class TurnedToWindow:
    """Another window came to the front: often the moment between two things."""


@dataclass(frozen=True, slots=True)
class PortFailed:
    """A port could not carry out an effect ("prompter", "guide"); the engine falls back."""

    port: str


# ---- wishes of the person


@dataclass(frozen=True, slots=True)
class StartBreak:
    """Lead me now: the open prompt's plan, or one of this kind or of this routine."""

    kind: BreakKind | None = None
    routine: str | None = None
    short: bool = False  # the 30 s version in the seat
    length_s: int | None = None  # a stand-up of another length, this once


@dataclass(frozen=True, slots=True)
class Snooze:
    """Ask again in `seconds` (None: the usual length)."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this one."""


@dataclass(frozen=True, slots=True)
class PutOffNext:
    """The next stand-up `seconds` later, said before it is due."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SkipNext:
    """Not the next stand-up, said before it is due."""


@dataclass(frozen=True, slots=True)
class AsPlanned:
    """The next stand-up as planned after all."""


@dataclass(frozen=True, slots=True)
class ChangeAnswered:
    """What to change after stand-ups declined in a row."""

    how: Literal["longer", "pause", "times", "nothing"]


@dataclass(frozen=True, slots=True)
class JustStood:
    """I stood up, or I am standing already."""


@dataclass(frozen=True, slots=True)
class Stand:
    """I work standing from now on."""


@dataclass(frozen=True, slots=True)
class Sit:
    """I sit again."""


@dataclass(frozen=True, slots=True)
class WasAway:
    """What I did while I was away."""

    how: Literal["stood", "walked", "sitting", "lying"]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The card that asks what an absence was may go."""


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
    """One tap after a break; after "worse" perhaps a second one that says which exercise."""

    break_id: int
    answer: Literal["easier", "same", "worse"]
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class OffScreen:
    """I will stay off the screen for `seconds`: no prompts meanwhile."""

    seconds: float = 600


@dataclass(frozen=True, slots=True)
class RateBack:
    """How the back feels today."""

    answer: Literal["light", "okay", "heavy", "painful"]


@dataclass(frozen=True, slots=True)
class Feel:
    """How the back is today, until midnight: heavy swaps the strong exercises, pain drops all."""

    how: Literal["ok", "heavy", "pain"]


@dataclass(frozen=True, slots=True)
class FlareUp:
    """A bad day: gentle and shorter until midnight, then three easier days. `on` False ends it."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class Signs:
    """The strongest tier of warning signs ticked: no exercise until it is taken back (None)."""

    tier: Literal["emergency", "soon"] | None


@dataclass(frozen=True, slots=True)
class Exercised:
    """I exercised today: the next session of my choice is the one for afterwards."""


@dataclass(frozen=True, slots=True)
class ItHurts:
    """This exercise hurts: stop it, write it down, hide it for a week, go on with the next."""


@dataclass(frozen=True, slots=True)
class Unhide:
    """Offer an exercise again that was hidden because it made things worse."""

    exercise: str


@dataclass(frozen=True, slots=True)
class TipShown:
    """A tip card was shown."""

    tip: str


Event: TypeAlias = (
    Looked
    | CameBack
    | Locked
    | Unlocked
    | Slept
    | Stalled
    | Launched
    | PolicyChanged
    | HoldPlaced
    | HoldLifted
    | TurnedToWindow
    | PortFailed
    | StartBreak
    | Snooze
    | Skip
    | PutOffNext
    | SkipNext
    | AsPlanned
    | ChangeAnswered
    | JustStood
    | Stand
    | Sit
    | WasAway
    | NoAnswer
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
    | Feel
    | FlareUp
    | Signs
    | Exercised
    | ItHurts
    | Unhide
    | TipShown
)
