"""What a saved state can say at all: the bounds of every number, and what belongs together.

The disk keeps what it was given, but a failing one, a hand or a fault of an earlier version may
have left something else: a guide without a step, a question that stays open for a thousand years,
a time that is no number. None of it may stop the start or be found out an hour later. The limits
are wide: they tell the impossible from the possible, not the likely from the unlikely.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.engine import numbers
from lowback_tray.engine.state import (
    Back,
    Body,
    Clocks,
    Due,
    Gap,
    Guiding,
    Prompting,
    Snoozed,
    State,
    UserPause,
)

_DAY_S: Final = 86_400.0
_LONGEST_S: Final = 1e9  # thirty years: longer than any absence
_SAT_S: Final = 1e7  # four months at one desk
_SLACK_S: Final = 1.0  # two clocks read one after the other
_GAP_S: Final = numbers.GRACE_S + numbers.OWED_GAP_S
_YEARS: Final = (1000, 9000)  # with room for every time zone and every pause

# How far ahead a reading of the steady clock can lie, in seconds; those not named here have passed.
_AHEAD_S: Final[dict[tuple[type, str], float]] = {
    (Snoozed, "until_at"): _DAY_S,
    (Prompting, "expires_at"): numbers.STAND_UP_TIMEOUT_S,
    (Back, "until_at"): numbers.CARD_WITHIN_S + numbers.CARD_ANSWER_S,
    (Back, "open_until_at"): numbers.CARD_S,
    (Due, "pay_by_at"): _GAP_S,
    (Gap, "ends_at"): _GAP_S,
    (UserPause, "ends_at"): numbers.PAUSE_MAX_S,
    (UserPause, "latest_at"): numbers.PAUSE_UNTIL_DAYS * _DAY_S + numbers.PAUSE_OVERTIME_S,
    (State, "grace_at"): numbers.GRACE_S,
}
# The least and the most of the other numbers; those not named here are 0 to `_LONGEST_S`.
_BETWEEN: Final[dict[tuple[type, str], tuple[float, float]]] = {
    **dict.fromkeys(
        ((Clocks, name) for name in ("sitting_s", "stand_s", "posture_s", "standing_s")),
        (0.0, _SAT_S),
    ),
    (Clocks, "switch_s"): (0.0, _SAT_S),
    (PlanStep, "seconds"): (1, 7200),
    (Due, "snoozes"): (0, 1000),
    (Body, "sides"): (-_SAT_S, _SAT_S),
    (State, "next_break"): (1, _LONGEST_S),
}
_WORDS: Final[dict[tuple[type, str], tuple[str, ...]]] = {
    (Body, "feel"): ("ok", "heavy", "pain"),
    (Body, "signs"): ("soon", "emergency"),
}


def check(cls: type, name: str, value: Any, *, steady: bool) -> None:
    """Refuse what that field can never have been.

    Args:
        cls: the class of the field.
        name: its name.
        value: what it would hold; of mappings and tuples, each item is looked at.
        steady: it is a reading of the steady clock, given in seconds from now.

    Raises:
        ValueError: with what is wrong.
    """
    if isinstance(value, dict):
        for item in value.values():
            check(cls, name, item, steady=steady)
    elif isinstance(value, tuple):
        for item in value:
            check(cls, name, item, steady=steady)
    elif isinstance(value, datetime):
        _check_time(name, value)
    elif isinstance(value, str):
        words = _WORDS.get((cls, name))
        if words is not None and value not in words:
            raise ValueError(f"{name} is {value!r}, none of {words}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        least, most = _bounds(cls, name, steady=steady)
        if not least <= value <= most:  # nor is "not a number" between anything
            raise ValueError(f"{name} is {value}, not {least:g} to {most:g}")


def _bounds(cls: type, name: str, *, steady: bool) -> tuple[float, float]:
    if steady:
        return -_LONGEST_S, _AHEAD_S.get((cls, name), 0.0) + _SLACK_S
    return _BETWEEN.get((cls, name), (0.0, _LONGEST_S))


def _check_time(name: str, value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError(f"{name} is {value}, which may be in any time zone")
    if not _YEARS[0] <= value.year <= _YEARS[1]:
        raise ValueError(f"{name} is {value}")


def check_whole(value: Any) -> None:
    """Refuse what cannot be together in one value, each part of which may be right.

    Raises:
        ValueError: with what is wrong.
    """
    wrong = _WHOLE.get(type(value), _nothing)(value)
    if wrong is not None:
        raise ValueError(wrong)


def _nothing(_value: Any) -> str | None:
    return None


def _plan(plan: Plan) -> str | None:
    return None if plan.steps else "a plan without steps"


def _guiding(guide: Guiding) -> str | None:
    if guide.index >= len(guide.plan.steps):
        return f"step {guide.index + 1} of {len(guide.plan.steps)}"
    if guide.left_s > guide.plan.steps[guide.index].seconds:
        return f"{guide.left_s} s left of a step of {guide.plan.steps[guide.index].seconds}"
    return None if guide.stood_s <= guide.rested_s + _SLACK_S else "stood for longer than rested"


def _clocks(clocks: Clocks) -> str | None:
    sat = max(clocks.sitting_s, clocks.stand_s, clocks.posture_s)
    stood = max(clocks.standing_s, clocks.switch_s)
    return "sitting and standing at once" if (sat if clocks.standing else stood) else None


def _pause(pause: UserPause) -> str | None:
    ends = (pause.ends_at, pause.until, pause.latest_at)
    return None if any(end is not None for end in ends) else "a pause without an end"


_WHOLE: Final[dict[type, Callable[[Any], str | None]]] = {
    Plan: _plan,
    Guiding: _guiding,
    Clocks: _clocks,
    UserPause: _pause,
}
