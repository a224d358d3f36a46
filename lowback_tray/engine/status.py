"""One value that everything on screen renders, so that nothing on screen can disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lowback_tray.engine.effects import CardView, GuideView, PromptView
from lowback_tray.engine.policy import BreakKind
from lowback_tray.i18n import tr


class PhaseName(StrEnum):
    """The word for the present phase, as in `status --json`."""

    SITTING = "sitting"
    AWAY = "away"
    PROMPTING = "prompting"
    SNOOZED = "snoozed"
    GUIDING = "guiding"
    PAUSED = "paused"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class HoldView:
    """A reason why prompts wait now.

    Attributes:
        name: "paused", "outside_hours", "locked", "typing", "just_back" ...
        reason: the same for people; a message for `i18n.tr`.
        until: when it ends, None where nobody can know.
        label: which of them it is, in the person's own words; empty where they gave it none.
    """

    name: str
    reason: str
    until: datetime | None
    label: str = ""

    @property
    def words(self) -> str:
        """The reason in the language in force, with its label."""
        return labelled(tr(self.reason), self.label)


def labelled(reason: str, label: str) -> str:
    """A reason for people, with what they called it."""
    if not label:
        return reason
    return tr("{reason} ({label})").format(reason=reason, label=label)


@dataclass(frozen=True, slots=True)
class NextPrompt:
    """What comes next and when, if nothing holds it back."""

    kind: BreakKind
    in_s: float
    at: datetime


@dataclass(frozen=True, slots=True)
class BodyView:
    """What is known of the back today, as it bears on what is offered.

    Attributes:
        feel: "ok", "heavy" or "pain".
        flare: a flare-up day.
        easy: one of the three days after one.
        signs: the tier of warning signs that was ticked, None for none.
        hidden: exercises that made things worse, and until when they are left out.
        consult: two exercises made things worse within a week: time to ask somebody.
        exercised: the person said within the last hours that they exercised.
        rated: how heavy the back was said to be today, None where it was not said.
    """

    feel: str = "ok"
    flare: bool = False
    easy: bool = False
    signs: str | None = None
    hidden: tuple[tuple[str, datetime], ...] = ()
    consult: bool = False
    exercised: bool = False
    rated: str | None = None


@dataclass(frozen=True, slots=True)
class AheadView:
    """What can be and was said of the next stand-up before it is due.

    Attributes:
        skip: it is left out.
        later_s: it asks so much later than planned, 0 as planned.
        put_offs_left: how often it can still be put off.
        possible: it is not due yet.
    """

    skip: bool = False
    later_s: float = 0.0
    put_offs_left: int = 2
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """The present, derived from (state, now, policy).

    Attributes:
        phase: what is going on.
        sitting_s: the sitting clock.
        stand_up_every_s: the interval the ring fills against.
        ring: 0..1, how full the ring in the tray icon is.
        next: the next prompt, None while paused without end in sight or away.
        holds: why prompts wait, most important first.
        owed: a stand-up fell due and waits.
        prompt: the open question.
        guide: the running guide.
        snoozed_until: wall time at which a snoozed prompt asks again.
        pause_until: wall time at which the person's own pause ends.
        just_done_s: seconds since the last break was completed, None if none since start.
        now: the wall time this was derived at.
        body: what is known of the back today.
        back: the absence that the person can say something about.
        standing_s: the standing clock, None for who sits.
        stands: they have a desk to stand at: switching is offered.
        by_clock: stand-ups come at times of the clock, not after an interval.
        unseen: during a call, exercises that nobody in it notices.
        ahead: what was said of the next stand-up before it is due.
        desk_today_s: desk time of the local day.
        budget_s: desk time after which the day is enough, None where that is not set.
        asks_change: stand-ups were declined in a row: what should be another way?
        left_at: wall time of the last sign of the person, None while they are here.
    """

    phase: PhaseName
    sitting_s: float
    stand_up_every_s: float
    ring: float
    next: NextPrompt | None
    holds: tuple[HoldView, ...]
    owed: bool
    prompt: PromptView | None
    guide: GuideView | None
    snoozed_until: datetime | None
    pause_until: datetime | None
    just_done_s: float | None
    now: datetime
    body: BodyView = BodyView()
    back: CardView | None = None
    standing_s: float | None = None
    stands: bool = False
    by_clock: bool = False
    unseen: tuple[str, ...] = ()
    ahead: AheadView = AheadView()
    desk_today_s: float = 0.0
    budget_s: float | None = None
    asks_change: bool = False
    left_at: datetime | None = None
