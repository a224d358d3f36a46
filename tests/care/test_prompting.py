"""The rotating lines of the prompts."""

from __future__ import annotations

import random

import pytest

from lowback_tray.care import terms
from lowback_tray.care.library import load
from lowback_tray.care.prompting import prompt_line


@pytest.mark.parametrize("kind", terms.PROMPTS)
@pytest.mark.parametrize("standing", [True, False])
def test_no_line_comes_again_within_five(kind: str, standing: bool) -> None:
    chance, said = random.Random(5), [*range(3)]
    for _ in range(500):
        number, line = prompt_line(load(), kind, standing, tuple(said), chance.randrange(10**9))
        assert number not in said[-5:]
        assert str(line)
        said.append(number)
    assert len(set(said)) == len(load().prompts[kind if standing or kind != "stand-up" else
                                                "posture-reset"])  # fmt: skip


def test_the_same_seed_says_the_same() -> None:
    seen = {prompt_line(load(), "stand-up", True, (1, 2), 77) for _ in range(3)}
    assert len(seen) == 1


def test_nobody_in_the_seat_is_told_to_stand() -> None:
    lines = {prompt_line(load(), "stand-up", False, (), seed)[1] for seed in range(40)}
    assert lines == set(load().prompts["posture-reset"])
