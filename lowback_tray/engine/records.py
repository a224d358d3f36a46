"""What the engine writes down: facts for the history, one value each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

Detail: TypeAlias = str | int | float | bool | None


class Fact(StrEnum):
    """The kinds of record, as they stand in the history and in `history --json`."""

    LAUNCHED = "launched"  # the program came to life; absent_s since it was last seen alive
    STALLED = "stalled"  # the program stood still; seconds, sitting_s before, credit 0..1
    # by_clock: of a stand-up, that times of the clock decide; where it is missing, the interval
    PROMPTED = "prompted"  # kind, routine, quiet, sitting_s, by_clock
    SNOOZED = "snoozed"  # kind, seconds, by: "person" | "time"
    WITHDRAWN = "withdrawn"  # kind, reason, label: taken back unanswered (locked, paused ...)
    SWALLOWED = "swallowed"  # kind: what made way for a stand-up
    SKIPPED = "skipped"  # kind, sitting_s, by_clock
    MISSED = "missed"  # kind, sitting_s, by_clock
    STARTED = "started"  # break_id, kind, routine, seconds, prompted: bool
    EXERCISE_DONE = "exercise_done"  # break_id, exercise, seconds; with two sides right_s, left_s
    EXERCISE_SKIPPED = "exercise_skipped"  # the same
    # break_id, kind, routine, stood: bool, standing: meant to stand, seconds, sitting_s, by_clock
    COMPLETED = "completed"
    STOOD = "stood"  # break_id or None, kind, seconds, sitting_s, by_clock
    ENDED_EARLY = "ended_early"  # as `COMPLETED`
    CHECK_IN = "check_in"  # break_id, answer: "easier" | "same" | "worse", exercise: which, or None
    AWAY = "away"  # seconds, sitting_s before, credit 0..1; `at` is the start of the absence
    BACK = "back"  # seconds, sitting_s after
    ENOUGH = "enough"  # seconds at the desk today, number of the notice
    CHANGE_ASKED = "change_asked"  # times: stand-ups declined in a row
    CHANGE_ANSWERED = "change_answered"  # how: "longer" | "pause" | "times" | "nothing"
    STANDING = "standing"  # kind, sitting_s: the person works on their feet from now on
    SAT_DOWN = "sat_down"  # standing_s, by: "person" | "break"
    WAS_AWAY = "was_away"  # how: "stood" | "walked" | "sitting" | "lying", seconds, sitting_s after
    PAUSED = "paused"  # until (ISO) or None
    RESUMED = "resumed"  # by: "person" | "time"
    HELD = "held"  # kind, reason, until, label
    OFF_SCREEN = "off_screen"  # seconds
    FEEL = "feel"  # how: "ok" | "heavy" | "pain", until (ISO)
    FLARE_UP = "flare_up"  # on: bool
    SIGNS = "signs"  # tier: "emergency" | "soon" | None
    EXERCISED = "exercised"  # the person exercised elsewhere
    HURT = "hurt"  # break_id, exercise, seconds
    HIDDEN = "hidden"  # exercise, until (ISO)
    UNHIDDEN = "unhidden"  # exercise
    TIP = "tip"  # tip: id of the tip card that was shown
    BACK_FEELING = "back_feeling"  # answer: "light" | "okay" | "heavy" | "painful"


@dataclass(frozen=True, slots=True)
class Record:
    """One fact.

    Attributes:
        fact: what happened.
        at: when, aware local time (the store keeps UTC and offset).
        details: what belongs to it, named beside each fact above.
    """

    fact: Fact
    at: datetime
    details: dict[str, Detail] = field(default_factory=dict)
