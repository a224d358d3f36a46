"""Which routine suits this person now: a pure function of plain data.

First the gates: a warning sign stops everything; a painful day or a clinician's "no" leaves
only a change of position. Then the kind follows from what asked (a clock, or the person and the
hour). Each routine of that kind is cut to the place, the flags and the day; one with half or
more of it gone is dropped. The rest are scored: what the self-check and the hours since say is
needed, what has not been done for long, what suits the morning or a long sitting. The best one
wins, ties go to the order of the data. Every number is in resources/routines/chooser.json and
every reason in the care guide (docs/content.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal

from lowback_tray.care import fitting, terms
from lowback_tray.care.exercise import Library, Question, Routine
from lowback_tray.care.fitting import Fit
from lowback_tray.care.plan import Plan, PlanStep

Trigger = Literal["micro", "hourly", "manual"]
Feel = Literal["ok", "heavy", "pain"]
RedFlag = Literal["emergency", "soon"]
Action = Literal["routine", "fallback", "position_change_only", "stop"]

_OWN_CHOICES = ("care", "post_workout", "evening")  # become gentle on a heavy day
_YES = 0.5  # an answer of at least "sometimes" moves boosts and demotions
_TIE = 9  # decimals: scores that agree this far are equal


@dataclass(frozen=True, slots=True)
class Context:
    """What the choice depends on.

    Attributes:
        trigger: the 30 min clock ("micro"), the 60 min clock ("hourly") or the person.
        place: room they have: "desk", "stand_space" or "mat".
        sit_min: minutes on the sitting clock.
        time: local time of day.
        h_since_wake: hours since the usual wake time, None if unknown.
        answers: self-check question id to "yes", "sometimes", "no" or "unknown".
        flags: conditions that rule exercises out.
        feel: how the back is today.
        redflag: the tier of a warning sign the person ticked.
        exercised_h_ago: hours since they said they exercised, None if they did not.
        h_since_point: hours since each point was last served; absent means long ago.
        h_since_routine: hours since each routine was last done; absent means long ago.
        last_routine: id of the last routine of this kind of prompt.
    """

    trigger: Trigger
    place: str
    sit_min: float
    time: time
    h_since_wake: float | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    feel: Feel = "ok"
    redflag: RedFlag | None = None
    exercised_h_ago: float | None = None
    h_since_point: Mapping[str, float] = field(default_factory=dict)
    h_since_routine: Mapping[str, float] = field(default_factory=dict)
    last_routine: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What to do.

    Attributes:
        action: "routine", "fallback" where no routine fits, "position_change_only" or "stop".
        plan: what to lead through; None only with "stop".
        show: the text to show: "redflag_emergency", "redflag_soon" or "pain_today".
        score: how the routine scored, for the log.
    """

    action: Action
    plan: Plan | None
    show: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A routine cut to fit; `share` is how much of its time is still its own exercises."""

    routine: Routine
    steps: tuple[PlanStep, ...]
    share: float

    @property
    def exercises(self) -> frozenset[str]:
        return frozenset(step.exercise for step in self.steps)


def choose(context: Context, library: Library) -> Choice:
    """The routine for this moment; never an empty plan, and none at all only for "stop"."""
    if context.redflag is not None:
        return Choice("stop", None, show=f"redflag_{context.redflag}")
    fit = Fit(context.place, context.flags, 1 if context.feel == "heavy" else 2)
    if context.feel == "pain" or terms.NO_EXERCISE in context.flags:
        plan = fitting.own_plan(terms.POSITION_CHANGE, fit, library)
        return Choice("position_change_only", plan, show="pain_today")
    kind = _kind(context, library)
    candidates = _candidates(kind, context, fit, library)
    if not candidates:
        return Choice("fallback", _fallback(kind, fit, library))
    scorer = _Scorer(kind, context, library)
    best = max(candidates, key=scorer.score)
    plan = fitting.plan(best.routine.id, best.steps, library)
    return Choice("routine", plan, score=scorer.score(best))


def _kind(context: Context, library: Library) -> str:
    weights = library.weights
    if context.trigger != "manual":
        return "hourly" if context.sit_min >= weights.long_sit_min else context.trigger
    if context.feel == "heavy":
        return "gentle"
    exercised = context.exercised_h_ago
    if exercised is not None and exercised <= weights.post_workout_window_h:
        return "post_workout"
    return "evening" if context.time >= weights.evening_start else "care"


def _fallback(kind: str, fit: Fit, library: Library) -> Plan:
    """A little walk where a clock asked and there is room to stand, else a minute's breathing."""
    if kind in ("micro", "hourly") and terms.room(fit.place) > 0:
        return fitting.own_plan(terms.WALK_A_LITTLE, fit, library)
    return fitting.plan(terms.BREATHE, library.routines[terms.BREATHE].items, library)


# ---- who may be considered


def _is_morning(context: Context, library: Library) -> bool:
    hours = context.h_since_wake
    return hours is not None and 0 <= hours < library.weights.morning_hours_after_wake


def _candidates(kind: str, context: Context, fit: Fit, library: Library) -> list[_Candidate]:
    return [
        candidate
        for routine in library.routines.values()
        if routine.kind == kind and _in_season(routine, context, library)
        if (candidate := _cut(routine, fit, library)) is not None
    ]


def _in_season(routine: Routine, context: Context, library: Library) -> bool:
    if routine.id in library.weights.seat_only and terms.room(context.place) > 0:
        return False
    return routine.id not in library.weights.morning_only or _is_morning(context, library)


def _cut(routine: Routine, fit: Fit, library: Library) -> _Candidate | None:
    """The routine as it fits, or None where too little of its own is left."""
    own_s = sum(
        item.seconds for item in routine.items if fit.allows(library.exercises[item.exercise])
    )
    share = own_s / routine.seconds
    if own_s == 0 or share < library.weights.least_share_kept:
        return None
    return _Candidate(routine, fitting.fitted(routine, fit, library), share)


# ---- how they compare


class _Scorer:
    """Scores the candidates of one choice."""

    def __init__(self, kind: str, context: Context, library: Library) -> None:
        self._kind = kind
        self._context = context
        self._library = library
        self._weights = library.weights
        self._scores = library.weights.scores
        self._morning = _is_morning(context, library)
        self._need = {point: self._needed(point) for point in library.points}

    def score(self, candidate: _Candidate) -> float:
        """The sum of every reason for and against."""
        return round(
            self._need_met(candidate)
            + self._novelty(candidate)
            + self._answered(candidate)
            + self._season(candidate)
            + self._stands(candidate),
            _TIE,
        )

    def _answer(self, question: Question) -> float:
        return self._weights.answers[self._context.answers.get(question.id, "unknown")]

    def _needed(self, point: str) -> float:
        answers = [self._answer(one) for one in self._library.questions if one.point == point]
        hours = self._context.h_since_point.get(point, self._weights.recency_hours)
        neglect = min(1.0, hours / self._weights.recency_hours)
        asked = self._scores["base"] + sum(answers) / len(answers)
        return asked * (self._scores["recency_lo"] + self._scores["recency_hi"] * neglect)

    def _need_met(self, candidate: _Candidate) -> float:
        shares = candidate.routine.point_share
        return candidate.share * sum(self._need[point] * shares[point] for point in self._need)

    def _novelty(self, candidate: _Candidate) -> float:
        name = candidate.routine.id
        hours = self._context.h_since_routine.get(name, self._weights.novelty_hours)
        fresh = self._scores["novelty"] * min(1.0, hours / self._weights.novelty_hours)
        return fresh - self._scores["repeat_last"] * (name == self._context.last_routine)

    def _answered(self, candidate: _Candidate) -> float:
        done = candidate.exercises
        total = 0.0
        for question in self._library.questions:
            answer = self._answer(question)
            if answer >= _YES:
                total += self._scores["boost_each"] * answer * len(done & question.boost)
                total -= self._scores["demote_each"] * answer * len(done & question.demote)
        return total / len(done)

    def _season(self, candidate: _Candidate) -> float:
        if not self._morning:
            return 0.0
        done = candidate.exercises
        exercises = self._library.exercises
        bending = sum(exercises[name].load.startswith("flexion") for name in done) / len(done)
        bonus = candidate.routine.id in self._weights.morning_only
        return self._scores["morning_routine"] * bonus - self._scores["morning_flexion"] * bending

    def _stands(self, candidate: _Candidate) -> float:
        """Standing counts more in a posture reset the longer one has been sitting."""
        exercises = self._library.exercises
        due = (
            self._kind == "micro"
            and terms.room(self._context.place) > 0
            and self._context.sit_min >= self._weights.stand_when_long_min
            and any(exercises[name].position == "standing" for name in candidate.exercises)
        )
        return self._scores["stand_when_long"] * due
