"""When what happens within one exercise: segments, sides, cues and the breath.

The dose says what gives when a step is shorter or longer than the standard: with `fit`
"cycles" the tempo stays and whole cycles are played (at least one, hurried if it must be; a
remainder is a rest in the last pose); with "hold" the one hold stretches or shrinks so that
each side lasts its part of the step. Sides done one after the other share the seconds evenly.

Which side is which: the first is the near limb of the side view, which is the right one of a
figure that faces right or lies with its head to the left, as all of ours do. Front views are
read like a mirror: what moves at the viewer's right is the viewer's own right. So the side
drawn first is the right one everywhere; a step that begins on the left (`PlanStep.first`) is the
same motion with the sides exchanged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lowback_tray.care.exercise import Exercise, Text
from lowback_tray.care.plan import Side

Breath = Literal["in", "out"]

_SILENCE = Text(en="", ja="")
_BREATH = re.compile(r"\bbreathe? (in|out)\b", re.IGNORECASE)
_SLACK_S = 1e-6  # what rounding may lose before a cycle counts as not fitting


@dataclass(frozen=True, slots=True)
class TimedSegment:
    """One segment of a motion at its place in a step.

    Attributes:
        start_s: seconds from the start of the step.
        seconds: how long it lasts.
        from_pose: name of the pose it starts in.
        to_pose: name of the pose it moves to, None to stay.
        side: 0 for the first side, 1 for the second.
        cycle: number of the cycle within its side, from 0.
        cue: what to say; empty in both languages for nothing.
    """

    start_s: float
    seconds: float
    from_pose: str
    to_pose: str | None
    side: int
    cycle: int
    cue: Text


@dataclass(frozen=True, slots=True)
class _Pace:
    """How a dose spreads over the seconds of a step.

    Attributes:
        side_s: seconds of one side.
        lengths: seconds of each segment of a cycle.
        cycles: how many cycles a side has.
    """

    side_s: float
    lengths: tuple[float, ...]
    cycles: int

    @property
    def cycle_s(self) -> float:
        return sum(self.lengths)


def sides(exercise: Exercise) -> int:
    """How many sides are done one after the other: 1 or 2."""
    return 2 if exercise.dose.sides == 2 else 1


def timeline(exercise: Exercise, step_seconds: float) -> tuple[TimedSegment, ...]:
    """Every segment of a step of this length, in order and without a gap."""
    pace = _pace(exercise, step_seconds)
    found: list[TimedSegment] = []
    for side in range(sides(exercise)):
        for cycle in range(pace.cycles):
            found += _cycle(exercise, pace, side, cycle)
        rest = _rest(exercise, pace, side)
        found += [rest] if rest.seconds > _SLACK_S else []
    return tuple(found)


def segment_at(exercise: Exercise, step_seconds: float, elapsed_s: float) -> TimedSegment:
    """The segment that runs `elapsed_s` into the step; before and after it, the nearest."""
    pace = _pace(exercise, step_seconds)
    elapsed = max(0.0, elapsed_s)
    side = min(int(elapsed / pace.side_s), sides(exercise) - 1)
    into = elapsed - side * pace.side_s
    cycle = int((into + _SLACK_S) / pace.cycle_s)
    rest = _rest(exercise, pace, side)
    if cycle >= pace.cycles and rest.seconds > _SLACK_S:
        return rest
    running, *later = _cycle(exercise, pace, side, min(cycle, pace.cycles - 1))
    for segment in later:
        if segment.start_s <= elapsed + _SLACK_S:
            running = segment
    return running


def has_sides(exercise: Exercise) -> bool:
    """Whether it is done on one side and then on the other, so that one of them begins."""
    return sides(exercise) == 2 or exercise.motion.side_change == "swap_nf_each_rep"


def side_at(
    exercise: Exercise, step_seconds: float, elapsed_s: float, *, first: Side = "right"
) -> Side | None:
    """The side to name on screen, or None where a cycle holds both sides or there are none.

    Args:
        exercise: what is done.
        step_seconds: how long the step lasts.
        elapsed_s: seconds into the step.
        first: the side that begins.
    """
    if not has_sides(exercise):
        return None
    second: Side = "left" if first == "right" else "right"
    return second if segment_at(exercise, step_seconds, elapsed_s).side else first


def cue_at(exercise: Exercise, step_seconds: float, elapsed_s: float) -> Text:
    """What to say now; both languages empty for nothing."""
    return segment_at(exercise, step_seconds, elapsed_s).cue


def breath_at(exercise: Exercise, step_seconds: float, elapsed_s: float) -> Breath | None:
    """Whether to breathe in or out now, or None where the person breathes as they like."""
    return breath_of(segment_at(exercise, step_seconds, elapsed_s))


def breath_of(segment: TimedSegment) -> Breath | None:
    """The breath that belongs to a segment.

    The cue says it ("Breathe out, tip forward"). A hold has no single breath, even if its cue
    speaks of breathing.
    """
    found = _BREATH.search(segment.cue.en)
    if segment.to_pose is None or found is None:
        return None
    return "in" if found[1].lower() == "in" else "out"


# ---- how a dose spreads over the seconds


def _pace(exercise: Exercise, step_seconds: float) -> _Pace:
    side_s = step_seconds / sides(exercise)
    standard = tuple(part.seconds for part in exercise.motion.cycle)
    cycle_s = sum(standard)
    moves_s = sum(part.seconds for part in exercise.motion.cycle if part.to is not None)
    if exercise.dose.fit == "hold" and side_s > moves_s:
        give = (side_s - moves_s) / (cycle_s - moves_s)
        lengths = (p.seconds * (give if p.to is None else 1) for p in exercise.motion.cycle)
        return _Pace(side_s, tuple(lengths), 1)
    if side_s < cycle_s:
        return _Pace(side_s, tuple(part * side_s / cycle_s for part in standard), 1)
    return _Pace(side_s, standard, int((side_s + _SLACK_S) / cycle_s))


def _last_pose(exercise: Exercise) -> str:
    poses = [exercise.motion.initial, *(part.to for part in exercise.motion.cycle if part.to)]
    return poses[-1]


def _cycle(exercise: Exercise, pace: _Pace, side: int, cycle: int) -> list[TimedSegment]:
    start = side * pace.side_s + cycle * pace.cycle_s
    pose = _last_pose(exercise) if cycle else exercise.motion.initial
    named = _named_side(exercise, side, cycle)
    found: list[TimedSegment] = []
    for part, seconds in zip(exercise.motion.cycle, pace.lengths, strict=True):
        found.append(TimedSegment(start, seconds, pose, part.to, named, cycle, part.cue))
        start += seconds
        pose = part.to or pose
    return found


def _rest(exercise: Exercise, pace: _Pace, side: int) -> TimedSegment:
    """What is left of a side after its cycles: staying in the last pose."""
    played = pace.cycles * pace.cycle_s
    named = _named_side(exercise, side, pace.cycles - 1)
    return TimedSegment(
        side * pace.side_s + played, pace.side_s - played, _last_pose(exercise), None, named,
        pace.cycles - 1, _SILENCE,
    )  # fmt: skip


def _named_side(exercise: Exercise, side: int, cycle: int) -> int:
    return cycle % 2 if exercise.motion.side_change == "swap_nf_each_rep" else side
