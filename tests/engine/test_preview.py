"""The coming day, drawn by the real engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from lowback_tray.care.library import load
from lowback_tray.engine import preview
from lowback_tray.engine.policy import BreakKind, Policy, TimeRange
from lowback_tray.engine.preview import day
from lowback_tray.engine.state import Clocks, UserPause, first_state

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)
POLICY = Policy(sit_back=False)


def times(policy: Policy, end: datetime = NOON) -> list[str]:
    return [f"{one.at:%H:%M} {one.kind}" for one in day(policy, load(), NINE, end)]


def test_a_morning_of_breaks_taken() -> None:
    assert times(POLICY) == [
        "09:30 posture-reset", "10:00 stand-up", "10:32 posture-reset", "11:02 stand-up",
        "11:35 posture-reset",
    ]  # fmt: skip


def test_other_settings_give_another_day() -> None:
    quick = replace(POLICY, stand_up_every_s=1800, posture_enabled=False)
    assert times(quick, NINE + timedelta(hours=1, minutes=10)) == [
        "09:30 stand-up", "10:02 stand-up",
    ]  # fmt: skip


def test_hours_hold_what_falls_outside_them() -> None:
    hours = {0: (TimeRange(time(9), time(9, 45)), TimeRange(time(11), time(12)))}
    assert times(replace(POLICY, hours=hours)) == [
        "09:30 posture-reset", "11:00 stand-up", "11:32 posture-reset",
    ]  # fmt: skip


def test_it_starts_from_where_the_clocks_stand() -> None:
    state = replace(first_state(0.0), clocks=Clocks(3000, 3000, 1000))
    planned = day(replace(POLICY, posture_enabled=False), load(), NINE, NOON, state)
    assert planned[0].at == NINE + timedelta(minutes=10)
    assert planned[0].kind is BreakKind.STAND_UP
    assert planned[0].seconds > 0


def test_nothing_comes_when_nothing_can() -> None:
    state = replace(first_state(0.0), pause=UserPause(ends_at=1e6))
    assert day(POLICY, load(), NINE, NOON, state) == ()


def test_a_day_with_too_many_prompts_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_MOST", 2)
    assert len(times(POLICY)) == 2


def test_a_day_can_be_worked_out_look_by_look() -> None:
    steps = list(preview.looks(POLICY, load(), NINE, NOON))
    assert tuple(one for found in steps for one in found) == day(POLICY, load(), NINE, NOON)
    assert len(steps) > 5, "no step is the whole day"


@pytest.mark.parametrize(
    "policy",
    [
        POLICY,
        replace(POLICY, posture_enabled=False),
        replace(POLICY, stand_up_every_s=900, posture_after_s=5400),
        replace(POLICY, hours={}),
    ],
)
@pytest.mark.parametrize("kind", [BreakKind.STAND_UP, BreakKind.POSTURE_RESET])
def test_a_sample_of_each_kind_can_always_be_had(policy: Policy, kind: BreakKind) -> None:
    prompt = preview.sample(policy, load(), kind, NINE)
    assert prompt is not None
    assert prompt.kind is kind
    assert prompt.plan.steps


def test_what_never_comes_has_no_sample() -> None:
    assert preview.sample(POLICY, load(), BreakKind.CARE, NINE) is None
