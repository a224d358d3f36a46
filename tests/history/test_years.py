"""Years of history cost what the days cost that are looked at: nothing is done per day kept.

Counted in the steps of SQLite's own machine, not in time, so a busy computer changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from lowback_tray.engine.ports import Stamp
from lowback_tray.engine.records import Fact
from lowback_tray.history.opening import open_store
from lowback_tray.history.store import Store
from tests.history.makers import record
from tests.ui.samples_b import NOW
from tests.ui.samples_history import TODAY, records

HUNDRED_DAYS, THREE_YEARS = 100, 3 * 365
_EACH = 10  # steps between two counts
_STAMP = Stamp("boot", 1.0, 1.0)


@contextmanager
def lived(folder: Path, days: int) -> Iterator[Store]:
    """A history of so many days up to the samples' moment."""
    store, notices = open_store(folder / f"{days}" / "history.sqlite", NOW)
    assert notices == ()
    with closing(store):
        store.commit({"n": 1}, _STAMP, list(records(TODAY - timedelta(days=days))))
        yield store


def steps(store: Store, do: Callable[[Store], object]) -> int:
    """How many steps SQLite takes for something."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += _EACH

    do(store)  # what is prepared once is prepared
    store._db.set_progress_handler(count, _EACH)
    do(store)
    store._db.set_progress_handler(None, _EACH)
    return counted


def _four_weeks(store: Store) -> object:
    return store.records(NOW - timedelta(days=28), None)


def _a_day_long_ago(store: Store) -> object:
    return store.records(NOW - timedelta(days=90), NOW - timedelta(days=89))


def _first(store: Store) -> object:
    return store.earliest()


def _state(store: Store) -> object:
    return store.load()


def _a_break(store: Store) -> None:
    store.commit({"n": 2}, _STAMP, [record(Fact.STOOD, NOW)])


def _alive(store: Store) -> None:
    store.alive(_STAMP)


@pytest.mark.parametrize("do", [_four_weeks, _a_day_long_ago, _first, _state, _a_break, _alive])
def test_what_is_asked_or_written_costs_the_same_after_three_years(
    do: Callable[[Store], object], tmp_path: Path
) -> None:
    with lived(tmp_path, HUNDRED_DAYS) as young, lived(tmp_path, THREE_YEARS) as old:
        assert steps(old, do) <= steps(young, do) + 10 * _EACH


def test_the_count_would_notice_a_search_through_everything(tmp_path: Path) -> None:
    with lived(tmp_path, HUNDRED_DAYS) as young, lived(tmp_path, THREE_YEARS) as old:
        assert steps(old, Store.records) > 5 * steps(young, Store.records)


def test_three_years_are_read_back_whole_and_in_order(tmp_path: Path) -> None:
    with lived(tmp_path, THREE_YEARS) as old:
        found = old.records()
        assert len(found) == len(list(records(TODAY - timedelta(days=THREE_YEARS)))) > 10_000
        assert [one.at for one in found] == sorted(one.at for one in found)
        assert old.earliest() == found[0]
