"""The shapes of the content: exercises, routines, questions and warning signs.

Source of all of it: the reviewed care guide (docs/content.md names it item by item).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from lowback_tray import i18n
from lowback_tray.care.plan import PlanStep


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of content in both languages; `str()` gives the one in force."""

    en: str
    ja: str

    def __str__(self) -> str:
        return i18n.pick(en=self.en, ja=self.ja)


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise.

    Attributes:
        type: "hold", "reps" or "breaths".
        reps: repetitions (or breaths) at the standard dose.
        hold_s: seconds of holding in one cycle.
        sides: 1, 2 or "alternate".
        seconds_per_side: only where sides are done one after the other.
        cycle_s: seconds of one cycle.
        cycles: cycles per side at the standard dose.
        fit: "cycles" or "hold": what stretches when the seconds change.
    """

    type: str
    reps: int
    hold_s: float | None
    sides: int | str
    seconds_per_side: float | None
    cycle_s: float
    cycles: int
    fit: str


@dataclass(frozen=True, slots=True)
class Pose:
    """One key pose; angles in degrees, never wrapped; lengths in hundredths of the stature.

    Attributes:
        hip: x, y of the hip.
        angles: "lumbar", "thorax", "head" and, in front views, "pelvis" and "shoulders".
        limbs: "arm_n", "arm_f", "leg_n", "leg_f" (side) or "arm_l" ... (front) to the
            absolute angles of its segments from the body outwards.
        belly: 0 thin to 1 full.
        scale: segment factors (foreshortening): limbs to tuples, "trunk" ... to one number.
    """

    hip: tuple[float, float]
    angles: Mapping[str, float]
    limbs: Mapping[str, tuple[float, ...]]
    belly: float
    scale: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a cycle: a movement to a key pose, or (`to` is None) a hold.

    Attributes:
        to: name of the key pose, None for a hold.
        seconds: how long.
        cue: what to say on the stage meanwhile.
    """

    to: str | None
    seconds: float
    cue: Text


@dataclass(frozen=True, slots=True)
class Motion:
    """How the figure moves (convention: `meta.rig` of resources/exercises, docs/figure.md).

    Attributes:
        view: "side", "front" or "top".
        skeleton: "side" or "front".
        start_pose, end_pose: the same in words, English, for whoever draws.
        props: chair, wall, desk, mat ... as plain data.
        pin: the joint that must not slide, None to interpolate the hip.
        side_change: "none", "swap_nf", "swap_nf_each_rep" or "flip_x".
        initial: name of the pose it starts in.
        poses: the key poses by name.
        cycle: the segments in order.
        idle: two poses to sway between during a hold and the period in seconds, or None.
        pictures: where somebody gave pictures instead of poses, their files as
            "pack/name.png"; the names of the poses are then those files, and the poses
            themselves stand still.
    """

    view: str
    skeleton: str
    start_pose: str
    end_pose: str
    props: tuple[Mapping[str, object], ...]
    pin: str | None
    side_change: str
    initial: str
    poses: Mapping[str, Pose]
    cycle: tuple[Segment, ...]
    idle: tuple[str, str, float] | None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement.

    Attributes:
        id: its name in data, records and commands.
        name: its name for people.
        source: where it comes from ("seed:P1-R1" is an item of the article, "GK" common practice).
        points: which of the three points it serves.
        region: what the drawing may warm.
        position: "chair", "standing", "wall", "floor-supine" or "all-fours".
        where: "desk", "stand_space" or "mat": the least room it needs.
        duration_s: the standard dose, both sides included.
        dose: the same in repetitions.
        steps: what to do, in order.
        breathing, mistake, skip, spoken: texts of the card.
        avoid_if: flags that rule it out.
        caution_if: flags for which the skip line comes first.
        unsuitable_in: situations in which it is not offered ("skirt", "shoes" ...).
        alt: id of what replaces it, None where nothing does.
        load: "neutral", "flexion", "extension", "rotation" ...
        intensity: 1 or 2.
        motion: the figure.
        support: what to hold on to, for whoever is unsteady; said to everybody, None where there
            is nothing to say.
        pack: the name of the content pack that it comes from, None for our own.
        reviewed: when the makers of that pack last reviewed it, None where they do not say;
            for our own see `Library.reviewed`.
    """

    id: str
    name: Text
    source: tuple[str, ...]
    points: tuple[str, ...]
    region: str
    position: str
    where: str
    duration_s: int
    dose: Dose
    steps: tuple[Text, ...]
    breathing: Text
    mistake: Text
    skip: Text
    spoken: Text
    avoid_if: frozenset[str]
    caution_if: frozenset[str]
    unsuitable_in: frozenset[str]
    alt: str | None
    load: str
    intensity: int
    motion: Motion
    support: Text | None = None
    pack: str | None = None
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of timed exercises.

    Attributes:
        kind: "micro", "hourly", "care", "post_workout", "evening", "gentle" or "own".
        why: one line for the prompt.
        point_share: how much of it serves each point, summing to 1.
    """

    id: str
    kind: str
    name: Text
    why: Text
    items: tuple[PlanStep, ...]
    seconds: int
    where: str
    point_share: Mapping[str, float]
    loads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the self-check and what a yes changes.

    Attributes:
        id: short, such as "SC1".
        point: which of the three points it asks about.
        text: what a person agrees with or not.
        boost: exercises that come more often after a yes.
        drawn: the exercise of ours whose figure stands beside it, in the position it speaks of.
        demote: exercises that come less often after a yes.
    """

    id: str
    point: str
    text: Text
    boost: frozenset[str]
    drawn: Exercise
    demote: frozenset[str]


@dataclass(frozen=True, slots=True)
class WarningSign:
    """One line of the warning signs."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class WarningSigns:
    """The warning signs in three tiers, shown as plain text, never scored.

    Attributes:
        lead: tier name ("emergency", "soon", "consult", "always") to its opening line; and what
            stands alone once a sign of a tier is ticked ("emergency_ticked", "soon_ticked").
        tiers: "emergency", "soon", "consult" to the signs.
        note: the closing paragraph.
    """

    lead: Mapping[str, Text]
    tiers: Mapping[str, tuple[WarningSign, ...]]
    note: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A titled paragraph: a tip card, or a piece of background.

    Attributes:
        id: its name in data and records.
        source: the items of the article it carries ("REST-2" ...; docs/content.md).
    """

    id: str
    source: tuple[str, ...]
    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Weights:
    """The chooser's numbers; hours, minutes and score points as the names say.

    Attributes:
        scores: what each reason counts, by name ("base", "novelty", "repeat_last" ...).
        answers: "yes", "sometimes", "no", "unknown" to 0..1.
        least_share_kept: a routine with less of its own left after substitution is dropped.
        stand_when_long_min: minutes of sitting from which standing resets score higher.
        seat_only: routines only for who cannot leave the seat.
        morning_only: routines only for the first hours after waking.
    """

    scores: Mapping[str, float]
    answers: Mapping[str, float]
    recency_hours: float
    novelty_hours: float
    long_sit_min: float
    morning_hours_after_wake: float
    evening_start: time
    post_workout_window_h: float
    stand_when_long_min: float
    least_share_kept: float
    seat_only: frozenset[str]
    morning_only: frozenset[str]


@dataclass(frozen=True, slots=True)
class Library:
    """All content, checked.

    Attributes:
        exercises, routines: by id, in the order of the data.
        own: the plans that the chooser makes itself, as routines: "walk_a_little",
            "position_change" and "short_seated".
        points, flags: id to its text.
        positions, places: id to its text; places from the least room to the most.
        questions: the self-check.
        signs: the warning signs.
        weights: the chooser's numbers.
        prompts: "stand-up", "posture-reset", "switch" and "care" to their rotating lines.
        stop_line: shown on every guide page.
        tips: the tip cards by id, the weightiest first (`tips` says when each applies).
        background: what the exercises are about, to be read in this order.
        reviewed: the day on which the developers last reviewed the wording of our own
            exercises. No physiotherapist has done so yet, and whoever shows the day says that.
    """

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    own: Mapping[str, Routine]
    points: Mapping[str, Text]
    flags: Mapping[str, Text]
    positions: Mapping[str, Text]
    places: Mapping[str, Text]
    questions: tuple[Question, ...]
    signs: WarningSigns
    weights: Weights
    prompts: Mapping[str, tuple[Text, ...]]
    stop_line: Text
    tips: Mapping[str, Note]
    background: tuple[Note, ...]
    reviewed: date
