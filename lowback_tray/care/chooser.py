"""Which routine suits this person now: a pure function of plain data.

First the gates: a warning sign stops everything; a painful day or a clinician's "no" leaves
only a change of position. Then the kind follows from what asked (a clock, or the person and the
hour). Each routine of that kind is cut to the place, the flags and the day; one with half or
more of it gone is dropped. The rest are scored: what the self-check and the hours since say is
needed, what has not been done for long, what suits the morning or a long sitting, what the
person likes, which direction eases. The best one wins, ties go to the order of the data; an
hourly routine never comes twice running while another is left. Every number is in
resources/routines/chooser.json and every reason in the care guide (docs/content.md).

The plan says why it was chosen (`Plan.why`): the reason that speaks most for it against the
other candidates. The two directions (bending or arching eases) are what the person says feels
better, not a finding, so they are handled gently: loads of the spine in the other direction are
substituted (`fitting`), those of the hip alone only cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Literal

from lowback_tray.care import fitting, terms
from lowback_tray.care.exercise import Exercise, Library, Question, Routine
from lowback_tray.care.fitting import Fit
from lowback_tray.care.plan import Plan, PlanStep, Why

Trigger = Literal["micro", "hourly", "manual", "evening", "gentle"]
Feel = Literal["ok", "heavy", "pain"]
RedFlag = Literal["emergency", "soon"]
Action = Literal["routine", "fallback", "position_change_only", "stop"]

_CLOCKS = ("micro", "hourly")
_SOMETIMES = 0.5  # an answer of at least "sometimes" moves boosts and demotions
_TIE = 9  # decimals: scores that agree this far are equal
_PLACE = Why("place")


@dataclass(frozen=True, slots=True)
class Context:
    """What the choice depends on.

    Attributes:
        trigger: the 30 min clock ("micro"), the 60 min clock ("hourly"), the person ("manual"),
            or by name the evening routine whatever the hour, or the gentle one.
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
        eases: the direction that eases: "bend", "arch", "neither" or "unknown".
        situation: what the moment forbids: "skirt", "shoes", "quiet_office", "no_wall".
        hidden: exercises left out, by the person or because they made things worse.
        favourites: routines the person likes best.
        side_balance: exercise to the seconds done on the right minus those on the left.
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
    eases: str = "unknown"
    situation: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()
    side_balance: Mapping[str, float] = field(default_factory=dict)

    @property
    def fit(self) -> Fit:
        """What an exercise has to respect for this person now."""
        return Fit(
            place=self.place,
            flags=self.flags,
            intensity=1 if self.feel == "heavy" else 2,
            situation=self.situation,
            hidden=self.hidden,
            eases=self.eases,
        )


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
    if context.feel == "pain" or terms.NO_EXERCISE in context.flags:
        why = Why("gentle" if context.feel == "pain" else "place")
        plan = fitting.own_plan(terms.POSITION_CHANGE, context.fit, library, why)
        return Choice("position_change_only", plan, show="pain_today")
    choice = _chosen(_kind(context, library), context, library)
    assert choice.plan is not None, "both ways of choosing make a plan"
    return replace(choice, plan=fitting.balanced(choice.plan, context.side_balance, library))


def _chosen(kind: str, context: Context, library: Library) -> Choice:
    candidates = _candidates(kind, context, library)
    reasons = _Reasons(kind, context, library, candidates)
    if not candidates:
        return Choice("fallback", _fallback(kind, context.fit, library, reasons.given or _PLACE))
    best = max(candidates, key=reasons.scorer.score)
    plan = fitting.plan(best.routine.id, best.steps, library, reasons.why(best))
    return Choice("routine", plan, score=reasons.scorer.score(best))


def _kind(context: Context, library: Library) -> str:
    weights = library.weights
    if context.trigger in _CLOCKS:
        return "hourly" if context.sit_min >= weights.long_sit_min else context.trigger
    if context.feel == "heavy":
        return "gentle"
    if context.trigger != "manual":
        return context.trigger
    exercised = context.exercised_h_ago
    if exercised is not None and exercised <= weights.post_workout_window_h:
        return "post_workout"
    return "evening" if context.time >= weights.evening_start else "care"


def _fallback(kind: str, fit: Fit, library: Library, why: Why) -> Plan:
    """A little walk where a clock asked and there is room to stand, else a minute's breathing."""
    if kind in _CLOCKS and terms.room(fit.place) > 0:
        return fitting.own_plan(terms.WALK_A_LITTLE, fit, library, why)
    steps = fitting.fitted(library.routines[terms.BREATHE], fit, library)
    return fitting.plan(terms.BREATHE, steps or fitting.quiet(fit, library), library, why)


# ---- who may be considered


def _is_morning(context: Context, library: Library) -> bool:
    hours = context.h_since_wake
    return hours is not None and 0 <= hours < library.weights.morning_hours_after_wake


def _candidates(kind: str, context: Context, library: Library) -> list[_Candidate]:
    found = [
        candidate
        for routine in library.routines.values()
        if routine.kind == kind and _in_season(routine, context, library)
        if (candidate := _cut(routine, context.fit, library)) is not None
    ]
    others = [one for one in found if one.routine.id != context.last_routine]
    return others if others and kind == "hourly" else found


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
            + self._stands(candidate)
            + self._liked(candidate)
            - self._against(candidate),
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

    def served(self, candidate: _Candidate) -> str:
        """The point that it serves most, as far as that point is needed."""
        shares = candidate.routine.point_share
        return max(self._need, key=lambda point: self._need[point] * shares[point])

    def asked_for(self, candidate: _Candidate) -> float:
        """What need and answers say for it."""
        return self._need_met(candidate) + self._answered(candidate)

    def turn(self, candidate: _Candidate) -> float:
        """What it says for it that it was not done for long."""
        return self._novelty(candidate)

    def said_yes(self, point: str) -> bool:
        """Whether a question about this point was answered with a plain yes."""
        answers = self._context.answers
        questions = self._library.questions
        return any(one.point == point and answers.get(one.id) == "yes" for one in questions)

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
            if answer >= _SOMETIMES:
                total += self._scores["boost_each"] * answer * len(done & question.boost)
                total -= self._scores["demote_each"] * answer * len(done & question.demote)
        return total / len(done)

    def _season(self, candidate: _Candidate) -> float:
        if not self._morning:
            return 0.0
        done = candidate.exercises
        exercises = self._library.exercises
        bending = _share([exercises[name] for name in done], "flexion")
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

    def _liked(self, candidate: _Candidate) -> float:
        return self._scores["favourite"] * (candidate.routine.id in self._context.favourites)

    def _against(self, candidate: _Candidate) -> float:
        """What it costs to load the hips in the direction opposite to the one that eases."""
        against = terms.AGAINST.get(self._context.eases)
        if against is None:
            return 0.0
        done = [self._library.exercises[name] for name in candidate.exercises]
        return self._scores["other_direction"] * _share(done, against)


def _share(done: list[Exercise], load: str) -> float:
    """How many of some exercises load the back or the hips in a direction, 0 to 1."""
    return sum(one.load.startswith(load) for one in done) / len(done)


# ---- why


class _Reasons:
    """Why one of the candidates was chosen, in one reason.

    Attributes:
        scorer: scores the candidates.
        given: the reason that follows from the kind alone, None where the scores decide.
    """

    def __init__(
        self, kind: str, context: Context, library: Library, candidates: list[_Candidate]
    ) -> None:
        self.scorer = _Scorer(kind, context, library)
        self._context = context
        self._library = library
        self._candidates = candidates
        self.given = self._of_kind(kind)

    def _of_kind(self, kind: str) -> Why | None:
        if kind == "gentle" or self._context.feel == "heavy":
            return Why("gentle")
        return {"post_workout": Why("exercised"), "evening": Why("evening")}.get(kind)

    def why(self, best: _Candidate) -> Why:
        """The reason that speaks most for it against the others."""
        if self.given is not None:
            return self.given
        if best.routine.id in self._library.weights.morning_only:
            return Why("morning")
        if len(self._candidates) == 1:
            return _PLACE
        if self._lead(best, self.scorer.turn) > self._lead(best, self.scorer.asked_for):
            return Why("rotation")
        point = self.scorer.served(best)
        kind = "answered" if self.scorer.said_yes(point) else "neglected"
        return Why(kind, point, self._context.h_since_point.get(point))

    def _lead(self, best: _Candidate, reason: Callable[[_Candidate], float]) -> float:
        """By how much it is ahead of the middle of the field."""
        field_of = [reason(one) for one in self._candidates]
        return reason(best) - sum(field_of) / len(field_of)
