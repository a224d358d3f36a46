"""Random lives whose saved state has nonsense in one place: the promises hold all the same."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from lowback_tray.care.chooser import Feel
from lowback_tray.engine import events
from tests.scenarios.desk import World
from tests.scenarios.living import BrokenPromise, Life
from tests.scenarios.test_damaged import NOT_A_NUMBER, put, watched_from_here

NONSENSE: tuple[Any, ...] = (
    None, 1e300, 10**400, -(10**12), -1, -1.5, [], {}, "", "no such thing", NOT_A_NUMBER,
    float("inf"), True, "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00",
    "2026-03-02T09:00:00",
)  # fmt: skip
FEELS: tuple[Feel, ...] = ("ok", "heavy")


def leaves(data: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value in it that holds no other."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for name, value in inside:
        if isinstance(value, dict | list) and value:
            yield from leaves(value, (*way, name))
        else:
            yield (*way, name)


def states_of(seed: int) -> tuple[Life, list[tuple[Any, World]]]:
    """A random life, and what it had on the disk at some moments of a day."""
    life = Life(seed)
    states: list[tuple[Any, World]] = []
    for _ in range(8):
        life.live(0.05)
        for wish in (events.RateBack("heavy"), events.Feel(life.dice.choice(FEELS))):
            life.desk.does(wish)
        kept = life.desk.journal.kept
        assert kept is not None
        states.append((copy.deepcopy(kept), copy.copy(life.desk.world)))
    return life, states


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(12))
def test_one_damaged_value_costs_no_more_than_its_part(seed: int) -> None:
    dice = Random(seed)
    life, states = states_of(9000 + seed)
    for number, (saved, world) in enumerate(states):
        state = json.loads(json.dumps(saved.state))
        where, to = dice.choice(list(leaves(state))), dice.choice(NONSENSE)
        put(state, where, to)
        again = Life(100 * seed + number)
        desk = again.desk
        desk.policy, desk.world, desk.watch = life.desk.policy, world, lambda _: None
        desk.person._world = world
        desk.journal.kept = replace(saved, state=state)
        try:
            desk.start_program()
            again.promises = watched_from_here(desk)
            again.live(0.4)
        except Exception as error:
            raise BrokenPromise(f"{where} was {to!r}: {error}\n{desk.text()[-900:]}") from error
