"""A thousand days from a thousand seeds, each with all that can happen (`living`, `promises`)."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.scenarios.living import Life, live

pytestmark = pytest.mark.timeout(300)  # a busy machine, and every branch being counted


@pytest.mark.parametrize("begin", range(0, 1000, 50))
def test_fifty_random_days_keep_every_promise(begin: int) -> None:
    for seed in range(begin, begin + 50):
        live(seed, 1, thorough=seed % 20 == 0)


def test_the_same_seed_is_the_same_life() -> None:
    first, second = live(7, 2), live(7, 2)
    assert first.desk.text() == second.desk.text()
    assert first.desk.text() != live(8, 2).desk.text()


def test_random_days_hold_all_that_can_be_written_down() -> None:
    """A generator that stops doing something would leave the promises unwatched."""
    facts: Counter[str] = Counter()
    for seed in range(40):
        facts.update(live(seed, 1).desk.facts())
    rare = {"swallowed", "stalled", "off_screen", "hurt", "unhidden", "exercise_skipped"}
    expected = {
        "launched", "prompted", "snoozed", "withdrawn", "skipped", "missed", "started", "completed",
        "stood", "ended_early", "away", "back", "paused", "resumed", "held", "signs", "check_in",
    }  # fmt: skip
    assert not expected - facts.keys() - rare


def test_a_broken_promise_says_how_to_live_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(self: Life) -> None:
        raise AssertionError("two prompts")

    monkeypatch.setattr("tests.scenarios.living._ACTS", [stumbles])
    monkeypatch.setattr("tests.scenarios.living._WEIGHTS", [1.0])
    with pytest.raises(AssertionError, match=r"two prompts\n  again: .*--seed 3 .*\n  last: stumb"):
        live(3, 1)
