"""Tip cards: rarely, and only when they apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from lowback_tray.care import terms
from lowback_tray.care.library import load
from lowback_tray.care.tips import TipFacts, choose_tip

TODAY = date(2026, 3, 31)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def chosen(**given: Any) -> str | None:
    tip = choose_tip(TipFacts(today=TODAY, **given), load())
    return tip.id if tip else None


def felt(how: str, *days: int) -> Mapping[date, str]:
    return {ago(day): how for day in days}


HEAVY_WEEKS = felt("heavy", 1, 4, 8, 10, 13, 16, 19, 22)
UNCHANGED = tuple((ago(day), "same") for day in (0, 3, 6, 9, 12))


def test_a_person_of_whom_nothing_is_known_gets_no_card() -> None:
    assert chosen() is None
    assert chosen(evening=True) is None


@pytest.mark.parametrize(
    ("given", "tip"),
    [
        ({"feelings": HEAVY_WEEKS}, "see_professional"),
        ({"check_ins": UNCHANGED}, "rest_sleep_stress"),
        ({"evening": True, "exercised_today": True}, "bath_after_exercise"),
        ({"evening": True, "feelings": felt("painful", 0)}, "bath_evening"),
        ({"feelings": felt("heavy", 1, 3, 6)}, "enough_sleep"),
        ({"evening": True, "feelings": felt("heavy", 3)}, "phone_away"),
        ({"feelings": felt("heavy", 1, 3, 6), "shown": {"enough_sleep": ago(20)}},
         "balanced_meals"),
    ],
)  # fmt: skip
def test_a_card_comes_when_it_applies(given: dict[str, Any], tip: str) -> None:
    assert chosen(**given) == tip


@pytest.mark.parametrize(
    "given",
    [
        {"exercised_today": True},  # not before the evening
        {"feelings": felt("heavy", 0)},
        {"evening": True, "feelings": felt("light", 0, 1, 2)},
        {"feelings": felt("heavy", 1, 3)},
        {"feelings": felt("heavy", 1, 3, 7)},
        {"check_ins": UNCHANGED[1:]},
        {"check_ins": ((ago(15), "same"), *UNCHANGED[:4])},
        {"check_ins": (*UNCHANGED, (ago(2), "easier"))},
        {"feelings": felt("heavy", 8, 9, 10, 11, 12, 13, 14, 15)},  # one bad stretch
        {"feelings": {**felt("heavy", 8, 10, 13, 16, 22), **felt("okay", 1, 2, 3)}},  # mixed
        {"feelings": felt("heavy", 28, 30, 33, 36, 39, 42, 45, 50)},
    ],
)  # fmt: skip
def test_a_card_does_not_come_when_it_does_not_apply(given: dict[str, Any]) -> None:
    assert chosen(**given) is None


@pytest.mark.parametrize(("days", "comes"), [(0, False), (6, False), (7, True)])
def test_no_card_follows_another_within_a_week(days: int, comes: bool) -> None:
    seen = chosen(check_ins=UNCHANGED, shown={"phone_away": ago(days)})
    assert (seen == "rest_sleep_stress") is comes


@pytest.mark.parametrize(("days", "comes"), [(27, False), (28, True)])
def test_the_same_card_rests_for_four_weeks(days: int, comes: bool) -> None:
    seen = chosen(check_ins=UNCHANGED, shown={"rest_sleep_stress": ago(days)})
    assert (seen == "rest_sleep_stress") is comes


def test_of_several_the_one_unseen_for_longest_comes_then_the_weightiest() -> None:
    both: dict[str, Any] = {"check_ins": UNCHANGED, "feelings": HEAVY_WEEKS}
    assert chosen(**both) == "see_professional"
    assert chosen(**both, shown={"see_professional": ago(40)}) == "rest_sleep_stress"
    seen = {"see_professional": ago(40), "rest_sleep_stress": ago(30)}
    assert chosen(**both, shown=seen) == "see_professional"


def test_a_year_of_bad_answers_brings_at_most_one_card_a_week() -> None:
    shown: dict[str, date] = {}
    seen: list[tuple[date, str]] = []
    for day in (TODAY + timedelta(days=n) for n in range(365)):
        feelings = {day - timedelta(days=n): "heavy" for n in range(28)}
        check_ins = tuple((day - timedelta(days=n), "worse") for n in range(14))
        facts = TipFacts(day, True, True, feelings, check_ins, dict(shown))
        tip = choose_tip(facts, load())
        if tip is not None:
            shown[tip.id] = day
            seen.append((day, tip.id))
    days = [day for day, _ in seen]
    assert min(b - a for a, b in pairwise(days)) >= timedelta(days=7)
    assert {name for _, name in seen} == set(terms.TIPS)
