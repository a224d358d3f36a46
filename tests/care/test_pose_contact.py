"""Hands that meet furniture."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from lowback_tray.care.contact import lean_hands
from lowback_tray.care.rig import HAND, Point

DESK = {"kind": "desk", "x0": 10, "x1": 40, "y": 43}
WALL = {"kind": "wall", "x": 37.5}


def leaned(prop: Mapping[str, object], wrist: Point, hand: Point, share: float = 1.0) -> Point:
    joints = {"wrist_n": wrist, "hand_n": hand, "wrist_f": (-90.0, 90.0), "hand_f": (-95.0, 90.0)}
    lean_hands(joints, [prop], share)
    assert joints["hand_f"] == (-95.0, 90.0)
    assert joints["wrist_n"] == wrist
    return joints["hand_n"]


@pytest.mark.parametrize("kind", ["desk", "support"])
def test_a_hand_that_would_sink_into_a_top_lies_flat_on_it(kind: str) -> None:
    tip = leaned({**DESK, "kind": kind}, (18.0, 46.0), (20.0, 41.4))
    assert tip[1] == pytest.approx(44.3)
    assert math.dist(tip, (18.0, 46.0)) == pytest.approx(HAND)
    assert tip[0] > 20


@pytest.mark.parametrize(
    ("wrist", "hand"),
    [((4.0, 46.0), (6.0, 41.0)), ((12.0, 41.0), (14.0, 38.0)), ((18.0, 60.0), (18.0, 55.0))],
    ids=["beside it", "under it", "high above it"],
)
def test_a_hand_away_from_the_desk_is_left_alone(wrist: Point, hand: Point) -> None:
    assert leaned(DESK, wrist, hand) == hand


def test_a_palm_lies_against_the_wall_with_its_fingers_up() -> None:
    tip = leaned(WALL, (34.0, 75.0), (39.0, 75.1))
    assert tip[0] == pytest.approx(36.2)
    assert tip[1] > 79


def test_a_hand_that_hangs_or_is_far_from_the_wall_is_left_alone() -> None:
    assert leaned(WALL, (20.0, 75.0), (25.0, 75.0)) == (25.0, 75.0)
    assert leaned({**WALL, "x": -7}, (-1.0, 50.0), (0.3, 46.0)) == (0.3, 46.0)


def test_a_chair_is_nothing_to_lean_on() -> None:
    chair = {"kind": "chair", "seat_y": 24, "x0": -20, "x1": 6, "back_x": -23, "back_top": 58}
    assert leaned(chair, (0.0, 26.0), (3.0, 22.0)) == (3.0, 22.0)


def test_half_a_lean_goes_half_the_way() -> None:
    free, flat = (20.0, 41.4), leaned(DESK, (18.0, 46.0), (20.0, 41.4))
    half = leaned(DESK, (18.0, 46.0), free, 0.5)
    assert half == pytest.approx(((free[0] + flat[0]) / 2, (free[1] + flat[1]) / 2))
