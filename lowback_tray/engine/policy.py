"""How the person likes it, as the engine needs it. `app` makes it from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class BreakKind(StrEnum):
    """What a prompt or a guide is for."""

    STAND_UP = "stand-up"
    POSTURE_RESET = "posture-reset"
    SWITCH = "switch"  # from standing to sitting or moving
    CARE = "care"


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Part of a day in local wall time; an end at or before the start crosses midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ClockMark:
    """A local time at which to stand up: a time of day, or (hour None) a minute of every hour."""

    minute: int
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class QuietTime:
    """A time without prompts, planned in advance.

    Attributes:
        start, end: local times; an end at or before the start is the next day's.
        weekday: 0 = Monday; None with `on` None means every day.
        on: the day of a one-off entry.
        label: what it is, in the person's words.
    """

    start: time
    end: time
    weekday: int | None = None
    on: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the routine is for.

    Attributes:
        place: "desk" (seat only), "stand_space" or "mat".
        flags: conditions that rule exercises out (ids of `library.flags`).
        answers: self-check question id to "yes", "sometimes", "no" or "unknown".
        wake_time: when the day usually starts, local.
        eases: the direction that eases: "bend", "arch", "neither" or "unknown".
        context: what else rules movements out: "skirt", "shoes", "quiet_office", "no_wall".
        hidden: exercises the person never wants to see.
        favourites: routines the person likes best.
    """

    place: str = "stand_space"
    flags: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    wake_time: time = time(7, 0)
    eases: str = "unknown"
    context: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number the engine obeys; all durations in seconds.

    The defaults are those of the product (see docs/timing.md).
    """

    stand_up_every_s: float = 3600
    stand_up_at: tuple[ClockMark, ...] = ()  # at these times instead; empty: by the interval
    stand_up_length_s: int = 150
    posture_enabled: bool = True
    posture_after_s: float = 1800
    stands: bool = False  # they have a desk to stand at: offer to switch
    standing_limit_s: float = 2400
    snooze_default_s: float = 600
    snooze_choices_s: tuple[float, ...] = (300, 600, 900)
    snooze_limit: int = 2
    away_after_s: float = 300
    idle_is_away: bool = True  # False: only lock and suspend empty the chair
    hours: Mapping[int, tuple[TimeRange, ...]] | None = None  # 0 = Monday; None = no limit
    quiet: tuple[QuietTime, ...] = ()
    evening_at: time | None = None  # local; offers the evening routine once a day
    budget_s: float | None = None  # desk time of a day after which a notice says it is enough
    ask_back: bool = True  # a card may ask what an absence was
    ask_feeling: bool = True  # once a day, after a break
    sit_back: bool = True  # ten seconds of sitting down well at the end of a stand-up
    profile: Profile = field(default_factory=Profile)
