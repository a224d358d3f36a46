"""Contexts for the chooser: the vectors of the care guide, plain ones and random ones."""

from __future__ import annotations

import json
import random
from datetime import time
from pathlib import Path
from typing import Any

from lowback_tray.care import terms
from lowback_tray.care.chooser import Context
from lowback_tray.care.exercise import Library


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
    )
    return rows


VECTORS = _rows("vectors.json")
REFERENCE = _rows("reference.json")


def of_vector(vector: dict[str, Any]) -> Context:
    """The context of a vector."""
    given = dict(vector["ctx"])
    given["answers"] = given.pop("self")
    given["flags"] = frozenset(given["flags"])
    given["time"] = time.fromisoformat(given["time"])
    return Context(**given)


def plain(**given: Any) -> Context:
    """An hourly prompt at two in the afternoon with room to stand, but for what is given."""
    usual: dict[str, Any] = {
        "trigger": "hourly", "place": "stand_space", "sit_min": 60, "time": time(14),
        "h_since_wake": 7,
    }  # fmt: skip
    return Context(**{**usual, **given})


def any_one(chance: random.Random, library: Library) -> Context:
    """A person, place and moment drawn at random."""
    routines = list(library.routines)

    def some(names: tuple[str, ...], counts: tuple[int, ...]) -> frozenset[str]:
        return frozenset(chance.sample(names, chance.choice(counts)))

    return Context(
        trigger=chance.choice(("micro", "hourly", "manual", "evening", "gentle")),
        place=chance.choice(terms.PLACES),
        sit_min=chance.choice((20, 44, 45, 60, 89, 90, 120)),
        time=time(chance.randrange(24), chance.choice((0, 30))),
        h_since_wake=chance.choice((None, 0.5, 1.9, 2, 8)),
        answers={
            question.id: chance.choice(terms.ANSWERS)
            for question in library.questions
            if chance.random() < 0.8
        },
        flags=frozenset(chance.sample(list(library.flags), chance.choice((0, 0, 1, 1, 2, 4)))),
        feel=chance.choice(("ok", "ok", "heavy", "pain")),
        exercised_h_ago=chance.choice((None, None, 1, 2, 3)),
        h_since_point={point: chance.uniform(0, 30) for point in terms.POINTS},
        h_since_routine={name: chance.uniform(0, 60) for name in routines if chance.random() < 0.5},
        last_routine=chance.choice((None, *routines)),
        eases=chance.choice(("unknown", "neither", "bend", "arch")),
        situation=some(terms.SITUATIONS, (0, 0, 1, 2, 4)),
        hidden=some(tuple(library.exercises), (0, 0, 1, 3, 12, 30)),
        favourites=some(tuple(routines), (0, 0, 1, 5)),
        side_balance={name: chance.uniform(-90, 90) for name in library.exercises},
    )
