"""Every fifth mutant of the engine is caught here; `make mutants` hunts all of them."""

from __future__ import annotations

import pytest

from lowback_tray.engine import absence, numbers
from tests.scenarios.hunting import caught_by, put_in
from tests.scenarios.mutants import MUTANTS, Mutant

pytestmark = pytest.mark.timeout(300)  # a busy machine, and every branch being counted


@pytest.mark.parametrize("mutant", MUTANTS[::5], ids=str)
def test_a_broken_rule_is_noticed(mutant: Mutant) -> None:
    assert caught_by(mutant)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_every_mutant_can_still_be_put_in_and_taken_out(mutant: Mutant) -> None:
    grace, code = numbers.GRACE_S, absence.credit.__code__
    with put_in(mutant):
        pass
    assert (numbers.GRACE_S, absence.credit.__code__) == (grace, code)


def test_the_sound_engine_is_not_taken_for_a_mutant() -> None:
    same = Mutant("nothing at all", "absence.credit", "1.0", "1.0 + 0")
    assert caught_by(same, days=3, ledgers=("test_holds", "test_twitch")) is None


def test_a_mutant_that_merely_crashes_is_a_bad_mutant() -> None:
    crashes = Mutant("nothing at all", "absence.credit", "min(1.0,", "nobody_knows(1.0,")
    with pytest.raises((TypeError, NameError)):
        caught_by(crashes)


def test_no_rule_is_listed_twice() -> None:
    changes = [(one.where, one.old, one.new) for one in MUTANTS]
    assert len(set(changes)) == len(changes) == len({one.breaks for one in MUTANTS})
