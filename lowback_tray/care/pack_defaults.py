"""What a content pack may leave out: everything that follows from the rest, or is nothing.

TOML has no null and nobody should have to add up seconds by hand. Only what is absent is filled
in; what is given is checked like our own content. Nothing here complains: a value of the wrong
kind is left as it is for the reader, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lowback_tray.care import read_tables, terms
from lowback_tray.care.exercise import Exercise
from lowback_tray.care.plan import PlanStep

_REST = 0.4
# Stand in for what cannot be reckoned because what it follows from is wrong: the reader comes
# to that fault first, and says so, rather than ask for a sum that nobody need give.
_UNKNOWN = 1
_NO_SUMS = read_tables.Sums(1, "desk", ("neutral",), dict.fromkeys(terms.POINTS, 0.0))


def exercise(raw: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The raw data of an exercise with what it left out.

    Args:
        raw: what the TOML reader made of the file.
        source: where it comes from, for its card.
    """
    filled: dict[str, Any] = {
        "source": [source], "avoid_if": [], "caution_if": [], "unsuitable_in": [], "alt": None,
        "intensity": 1, **raw,
    }  # fmt: skip
    if isinstance(filled.get("motion"), dict):
        filled["motion"] = _motion(filled["motion"])
    if isinstance(filled.get("dose"), dict):
        filled["dose"] = _dose(filled["dose"], filled.get("motion"))
        total = _product(filled["dose"], "cycle_s", "cycles")
        sides = 2 if filled["dose"].get("sides") == 2 else 1
        filled.setdefault("duration_s", _UNKNOWN if total is None else _whole(total * sides))
    filled.setdefault("duration_s", _UNKNOWN)
    return filled


def routine(raw: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> dict[str, Any]:
    """The raw data of a routine with the sums of its items."""
    items = _items(raw.get("items"), exercises)
    sums = read_tables.sums(items, exercises) if items else _NO_SUMS
    return {
        "seconds": sums.seconds,
        "where": sums.where,
        "loads": list(sums.loads),
        "point_share": dict(sums.point_share),
        **raw,
    }


def _motion(raw: dict[str, Any]) -> dict[str, Any]:
    if "pictures" in raw:
        first = raw["pictures"][0] if isinstance(raw["pictures"], list) and raw["pictures"] else ""
        return {"side_change": "none", "initial": first, **raw}
    filled = {
        "start_pose": "see the key poses", "end_pose": "see the key poses", "props": [],
        "pin": None, "side_change": "none", "idle_during_hold": None, "tempo": "see the cycle",
        **raw,
    }  # fmt: skip
    if isinstance(raw.get("poses"), dict):
        filled["poses"] = _poses(raw["poses"])
    return filled


def _poses(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Key poses at their full size, the belly as it is at rest."""
    return {
        name: {"belly": _REST, "scale": _full_size(pose), **pose}
        if isinstance(pose, dict)
        else pose
        for name, pose in raw.items()
    }


def _full_size(pose: Mapping[str, Any]) -> dict[str, Any]:
    return {"trunk": 1} if "pelvis" in pose else {"arm_n": [1, 1]}


def _dose(raw: dict[str, Any], motion: object) -> dict[str, Any]:
    filled: dict[str, Any] = {"hold_s": 0, "sides": 1, "cycles": 1, "fit": "cycles", **raw}
    filled.setdefault("reps", filled["cycles"])
    filled.setdefault("seed_dose", None)
    filled.setdefault("cycle_s", _played(motion) or _UNKNOWN)
    side = _product(filled, "cycle_s", "cycles") if filled["sides"] == 2 else None
    filled.setdefault("seconds_per_side", side)
    return filled


def _played(motion: object) -> float | None:
    """Seconds of one cycle, None where its segments cannot be read."""
    cycle = motion.get("cycle") if isinstance(motion, dict) else None
    if not isinstance(cycle, list) or not all(isinstance(part, dict) for part in cycle):
        return None
    lengths = [part.get("seconds", part.get("hold")) for part in cycle]
    return _whole(sum(lengths)) if all(map(_is_number, lengths)) else None


def _items(raw: object, exercises: Mapping[str, Exercise]) -> list[PlanStep]:
    """The items where every one of them can be read, else none."""
    if not isinstance(raw, list):
        return []
    good = [
        PlanStep(item["exercise"], item["seconds"])
        for item in raw
        if isinstance(item, dict)
        and isinstance(item.get("exercise"), str)
        and item["exercise"] in exercises
        and type(item.get("seconds")) is int
        and item["seconds"] > 0
    ]
    return good if len(good) == len(raw) else []


def _product(raw: Mapping[str, Any], one: str, other: str) -> float | None:
    first, second = raw.get(one), raw.get(other)
    if first is None or second is None or not (_is_number(first) and _is_number(second)):
        return None
    return _whole(first * second)


def _is_number(value: object) -> bool:
    return type(value) in (int, float)


def _whole(value: float) -> float:
    """The same number, as an int where it is one."""
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded
