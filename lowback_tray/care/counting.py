"""What the guide counts while an exercise runs: seconds of a hold, repetitions or breaths.

A hold counts down, so that nobody has to reckon how long is left; repetitions and breaths
count up, the way people count them aloud. Each side counts for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal, TypeAlias

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.timeline import TimedSegment, segment_at, timeline

Kind: TypeAlias = Literal["seconds", "repetitions", "breaths"]
_KINDS: dict[str, Kind] = {"hold": "seconds", "reps": "repetitions", "breaths": "breaths"}
_SLACK_S = 1e-6


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted at a moment.

    Attributes:
        kind: "seconds" of a hold, "repetitions" or "breaths".
        number: seconds left of the hold (0 once it is over), or which one this is, from 1.
        of: how many there are on this side.
    """

    kind: Kind
    number: int
    of: int


def count_at(exercise: Exercise, step_seconds: float, elapsed_s: float) -> Count:
    """What to count `elapsed_s` into a step of this length."""
    kind = _KINDS[exercise.dose.type]
    running = segment_at(exercise, step_seconds, elapsed_s)
    line = [one for one in timeline(exercise, step_seconds) if _same_side(exercise, one, running)]
    if kind == "seconds":
        return _seconds(line, running, elapsed_s)
    each = _in_a_cycle(exercise)
    cycles = sorted({one.cycle for one in line})
    cycle = [one for one in line if one.cycle == running.cycle]
    done = cycles.index(running.cycle) * each + _within(cycle, each, elapsed_s)
    return Count(kind, done + 1, len(cycles) * each)


def _same_side(exercise: Exercise, one: TimedSegment, running: TimedSegment) -> bool:
    return exercise.dose.sides == 1 or one.side == running.side


def _in_a_cycle(exercise: Exercise) -> int:
    """How many repetitions one cycle holds: two where it goes to either side in turn."""
    return max(1, exercise.dose.reps // exercise.dose.cycles)


def _seconds(line: list[TimedSegment], running: TimedSegment, elapsed_s: float) -> Count:
    holds = [one for one in line if one.to_pose is None and one.cycle == running.cycle]
    start = holds[0].start_s if holds else running.start_s
    end = holds[0].start_s + holds[0].seconds if holds else running.start_s + running.seconds
    left = end - max(start, min(elapsed_s, end))
    return Count("seconds", ceil(left - _SLACK_S), ceil(end - start - _SLACK_S))


def _within(cycle: list[TimedSegment], each: int, elapsed_s: float) -> int:
    """How many repetitions of this cycle are behind, at most all but the last."""
    start, end = cycle[0].start_s, cycle[-1].start_s + cycle[-1].seconds
    share = (elapsed_s - start + _SLACK_S) / (end - start)
    return max(0, min(each - 1, int(share * each)))
