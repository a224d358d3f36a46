"""Where hands meet furniture.

Key poses say where a wrist is; a hand that leans on something lies flat on it, whatever angle
the numbers gave its last five units. Only the tip moves, so nothing else notices.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from lowback_tray.care.rig import HAND, Point

_PALM = 1.3  # from the middle of a hand to what it lies on
_REACH = 4.9  # how far a wrist may be from what its hand lies on


def lean_hands(
    joints: dict[str, Point], props: Sequence[Mapping[str, object]], share: float
) -> None:
    """Lay the hands that reach a desk, a support or a wall flat on it (side skeleton).

    Args:
        joints: changed in place.
        props: what stands around, as in the data.
        share: how much of the way to go, 0 to 1 (less while the sides change).
    """
    for prop in props:
        for side in ("n", "f"):
            hand = joints[f"hand_{side}"]
            tip = _tip_on(prop, joints[f"wrist_{side}"], hand)
            if tip is not None:
                x, y = (was + share * (end - was) for was, end in zip(hand, tip, strict=True))
                joints[f"hand_{side}"] = (x, y)


def _tip_on(prop: Mapping[str, object], wrist: Point, hand: Point) -> Point | None:
    """Where the tip of a hand lies on a prop, None where it does not reach it."""
    if prop["kind"] in ("desk", "support"):
        return _tip_on_top(
            _number(prop, "x0"), _number(prop, "x1"), _number(prop, "y"), wrist, hand
        )
    if prop["kind"] == "wall":
        return _tip_on_wall(_number(prop, "x"), wrist, hand)
    return None


def _tip_on_top(x0: float, x1: float, top: float, wrist: Point, hand: Point) -> Point | None:
    down = wrist[1] - top - _PALM
    if not (x0 <= hand[0] <= x1 + HAND and -_PALM <= down <= _REACH):
        return None
    return (wrist[0] + math.sqrt(HAND**2 - down**2), wrist[1] - down)


def _tip_on_wall(x: float, wrist: Point, hand: Point) -> Point | None:
    across = x - _PALM - wrist[0]
    if not (0 <= across <= _REACH and hand[0] > wrist[0]):
        return None
    return (wrist[0] + across, wrist[1] + math.sqrt(HAND**2 - across**2))


def _number(prop: Mapping[str, object], name: str) -> float:
    """A number of a prop; the schema has checked that it is there."""
    return float(str(prop[name]))
