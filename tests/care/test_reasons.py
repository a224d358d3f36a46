"""Why this routine, in one line."""

from __future__ import annotations

import pytest

from lowback_tray import i18n
from lowback_tray.care.library import load
from lowback_tray.care.plan import Why
from lowback_tray.care.reasons import line


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why("answered", "hip_mobility", 30),
         "Hip mobility: you answered yes, and not since yesterday"),
        (Why("neglected", "hip_mobility", 24), "Hip mobility: not since yesterday"),
        (Why("answered", "hip_mobility", 49), "Hip mobility: you answered yes, and not for 2 days"),
        (Why("answered", "hip_mobility", 1.9),
         "Hip mobility: you answered yes, and not for 1 hour"),
        (Why("answered", "hip_mobility"), "Hip mobility: you answered yes, and not for a while"),
        (Why("answered", "hip_mobility", 0.9), "Hip mobility: you answered yes"),
        (Why("neglected", "back_belly_balance", 23.9), "Back–belly balance: not for 23 hours"),
        (Why("neglected", "back_belly_balance"), "Back–belly balance: not for a while"),
        (Why("neglected", "back_belly_balance", 0), "Back–belly balance: a little more of it"),
        (Why("rotation"), "For a change: not the same as last time"),
        (Why("gentle"), "A gentle one for today"),
        (Why("morning"), "Early in the day, so hardly any bending"),
        (Why("evening"), "To wind down at the end of the day"),
        (Why("exercised"), "A calm finish after your exercise"),
        (Why("asked"), "You chose this one"),
        (Why("place"), "What fits where you are now"),
    ],
)  # fmt: skip
def test_each_reason_has_its_line(why: Why, said: str) -> None:
    assert line(why, load()) == said


@pytest.mark.parametrize("why", [None, Why("neglected"), Why("answered", "knees", 3)])
def test_where_nothing_is_known_nothing_is_said(why: Why | None) -> None:
    assert line(why, load()) == ""


@pytest.mark.parametrize(
    ("hours", "said"), [(30, "昨日から行っていません"), (75, "3日ほど行っていません")]
)
def test_a_day_or_more_is_said_in_natural_japanese(hours: float, said: str) -> None:
    i18n.use("ja")
    assert line(Why("answered", "hip_mobility", hours), load()).endswith(said)
