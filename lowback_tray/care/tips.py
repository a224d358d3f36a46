"""When a tip card is worth showing: rarely, and only when it applies.

The cards carry what the article says about baths, sleep, meals and asking a professional. None
of them is a finding. At most one comes in a week and each at most once in four weeks; a card
about a bad stretch needs several answers over that stretch, because one heavy day says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from lowback_tray.care.exercise import Library, Note

REST = timedelta(days=7)  # between two cards of any kind
AGAIN = timedelta(days=28)  # before the same card comes again
_LASTING = timedelta(days=28)
_LASTING_SPAN = timedelta(days=21)  # the answers that count must lie this far apart
_LASTING_RATINGS = 8
_MOSTLY = 0.75
_NO_CHANGE = timedelta(days=14)
_NO_CHANGE_SPAN = timedelta(days=10)
_NO_CHANGE_ANSWERS = 5
_WEEK = timedelta(days=7)
_SEVERAL = 3
_HEAVY = ("heavy", "painful")


@dataclass(frozen=True, slots=True)
class TipFacts:
    """What the choice of a card depends on.

    Attributes:
        today: the date.
        evening: whether the evening has begun.
        exercised_today: the person said so.
        feelings: day to how heavy the back was said to be: "light", "okay", "heavy" or
            "painful"; the last four weeks.
        check_ins: (day, "easier" | "same" | "worse") for each check-in of the last two weeks.
        shown: tip id to the day it was last shown.
    """

    today: date
    evening: bool = False
    exercised_today: bool = False
    feelings: Mapping[date, str] = field(default_factory=dict)
    check_ins: tuple[tuple[date, str], ...] = ()
    shown: Mapping[str, date] = field(default_factory=dict)


def choose_tip(facts: TipFacts, library: Library) -> Note | None:
    """The card for today, or None: the one that was not shown longest, then the weightiest."""
    if any(facts.today - day < REST for day in facts.shown.values()):
        return None
    fitting = [
        tip
        for tip in library.tips.values()
        if _APPLIES[tip.id](facts)
        and (tip.id not in facts.shown or facts.today - facts.shown[tip.id] >= AGAIN)
    ]
    return min(fitting, key=lambda tip: facts.shown.get(tip.id, date.min), default=None)


def _recent(facts: TipFacts, span: timedelta) -> dict[date, str]:
    """The feelings of the last days, today included."""
    return {day: how for day, how in facts.feelings.items() if facts.today - day < span}


def _heavy_days(facts: TipFacts, span: timedelta) -> int:
    return sum(how in _HEAVY for how in _recent(facts, span).values())


def _lasts(facts: TipFacts) -> bool:
    """Heavy on most of the days that were rated, over weeks."""
    days = _recent(facts, _LASTING)
    return (
        len(days) >= _LASTING_RATINGS
        and max(days) - min(days) >= _LASTING_SPAN
        and _heavy_days(facts, _LASTING) >= _MOSTLY * len(days)
    )


def _no_change(facts: TipFacts) -> bool:
    """Check-ins over two weeks, and not one of them says easier."""
    recent = [(day, how) for day, how in facts.check_ins if facts.today - day <= _NO_CHANGE]
    days = [day for day, _ in recent]
    return (
        len(recent) >= _NO_CHANGE_ANSWERS
        and max(days) - min(days) >= _NO_CHANGE_SPAN
        and not any(how == "easier" for _, how in recent)
    )


def _heavy_today(facts: TipFacts) -> bool:
    return facts.feelings.get(facts.today) in _HEAVY


def _tiring_week(facts: TipFacts) -> bool:
    return _heavy_days(facts, _WEEK) >= _SEVERAL


_APPLIES: Mapping[str, Callable[[TipFacts], bool]] = MappingProxyType(
    {
        "see_professional": _lasts,
        "rest_sleep_stress": _no_change,
        "bath_after_exercise": lambda facts: facts.evening and facts.exercised_today,
        "bath_evening": lambda facts: facts.evening and _heavy_today(facts),
        "enough_sleep": _tiring_week,
        "phone_away": lambda facts: facts.evening and _heavy_days(facts, _WEEK) > 0,
        "balanced_meals": _tiring_week,
    }
)
