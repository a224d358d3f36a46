"""What every journal and every history must do. Subclass, give the fixture, and it is tested.

class TestMyFake(JournalContract):
    @pytest.fixture
    def journal(self) -> Journal:
        return MyFake()
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from lowback_tray.engine.ports import Journal, Saved
from lowback_tray.engine.records import Fact
from lowback_tray.history.stored import History
from tests.history.makers import NOON, record, stamp, stored


class JournalContract:
    @pytest.fixture
    def journal(self) -> Journal:
        raise NotImplementedError("the subclass says which journal")

    def test_nothing_is_there_at_the_first_start(self, journal: Journal) -> None:
        assert journal.load() is None

    def test_the_last_state_comes_back_as_it_was(self, journal: Journal) -> None:
        state = {"phase": "sitting", "n": 1, "x": 0.1, "deep": {"list": [1, None, True, "腰"]}}
        journal.commit({"phase": "old"}, stamp(1), [])
        journal.commit(state, stamp(2), [record()])
        assert journal.load() == Saved(state, stamp(2), stamp(2))

    def test_a_sign_of_life_moves_only_the_liveness_stamp(self, journal: Journal) -> None:
        journal.commit({"n": 1}, stamp(10), [])
        journal.alive(stamp(70))
        journal.alive(stamp(130))
        assert journal.load() == Saved({"n": 1}, stamp(10), stamp(130))

    def test_a_commit_is_a_sign_of_life_too(self, journal: Journal) -> None:
        journal.commit({"n": 1}, stamp(10), [])
        journal.alive(stamp(500))
        journal.commit({"n": 2}, stamp(20, "boot-b"), [])
        assert journal.load() == Saved({"n": 2}, stamp(20, "boot-b"), stamp(20, "boot-b"))

    def test_a_sign_of_life_before_any_state_is_no_state(self, journal: Journal) -> None:
        journal.alive(stamp(5))
        assert journal.load() is None

    def test_what_was_committed_does_not_change_afterwards(self, journal: Journal) -> None:
        state: dict[str, Any] = {"holds": ["locked"]}
        journal.commit(state, stamp(1), [])
        state["holds"].append("paused")
        saved = journal.load()
        assert saved is not None
        assert saved.state == {"holds": ["locked"]}


class HistoryContract(JournalContract):
    @pytest.fixture
    def history(self) -> History:
        raise NotImplementedError("the subclass says which history")

    @pytest.fixture
    def journal(self, history: History) -> Journal:
        return history

    def test_records_come_back_with_their_details_and_an_id_each(self, history: History) -> None:
        details: dict[str, Any] = {
            "kind": "stand-up",
            "sitting_s": 3480.5,
            "quiet": False,
            "break": None,
            "x": "腰",
        }
        history.commit({}, stamp(), [record(Fact.PROMPTED, **details), record(Fact.SKIPPED)])
        prompted, skipped = history.records()
        assert (prompted.fact, prompted.details) == (Fact.PROMPTED, details)
        assert (skipped.fact, skipped.details) == (Fact.SKIPPED, {})
        assert len({prompted.id, skipped.id}) == 2
        assert history.records() == [prompted, skipped], "an id is for good"

    def test_times_keep_their_instant_and_their_offset(self, history: History) -> None:
        times = [
            datetime(2026, 3, 4, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=14))),
            datetime(2026, 3, 4, 18, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            datetime(2026, 3, 4, 10, 0, 0, 1, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
        ]
        history.commit({}, stamp(), [record(at=at) for at in times])
        kept = [one.at for one in history.records()]
        assert kept == sorted(times)
        assert [at.utcoffset() for at in kept] == [at.utcoffset() for at in sorted(times)]

    def test_records_are_in_the_order_of_time_then_of_writing(self, history: History) -> None:
        later, earlier = NOON + timedelta(seconds=1), NOON - timedelta(hours=1)
        for at, n in ((later, 1), (NOON, 2), (NOON, 3), (earlier, 4)):
            history.commit({}, stamp(), [record(at=at, n=n)])
        assert [one.details["n"] for one in history.records()] == [4, 2, 3, 1]

    def test_a_reader_can_ask_for_a_part(self, history: History) -> None:
        hours = [NOON + timedelta(hours=n) for n in range(4)]
        history.commit({}, stamp(), [record(at=at, n=n) for n, at in enumerate(hours)])

        def numbers(since: datetime | None, until: datetime | None) -> list[object]:
            return [one.details["n"] for one in history.records(since, until)]

        assert numbers(hours[1], hours[3]) == [1, 2], "the end is not in it"
        assert numbers(hours[2].astimezone(UTC), None) == [2, 3]
        assert numbers(None, hours[1]) == [0]
        assert numbers(hours[3], hours[1]) == []

    def test_the_last_of_a_kind_is_the_newest_by_time(self, history: History) -> None:
        assert history.last_of(Fact.BACK_FEELING) is None
        history.commit({}, stamp(), [
            record(Fact.BACK_FEELING, NOON, answer="okay"),
            record(Fact.SKIPPED, NOON + timedelta(hours=1)),
            record(Fact.BACK_FEELING, NOON - timedelta(days=1), answer="heavy"),
        ])  # fmt: skip
        last = history.last_of(Fact.BACK_FEELING)
        assert last is not None
        assert last.details == {"answer": "okay"}

    def test_a_commit_that_cannot_be_kept_leaves_nothing(self, history: History) -> None:
        history.commit({"n": 1}, stamp(1), [record()])
        with pytest.raises(ValueError, match="naive"):
            history.commit({"n": 2}, stamp(2), [record(), record(at=NOON.replace(tzinfo=None))])
        with pytest.raises(ValueError, match="JSON"):
            history.commit({"n": float("nan")}, stamp(3), [record()])
        assert history.load() == Saved({"n": 1}, stamp(1), stamp(1))
        assert len(history.records()) == 1

    def test_the_earliest_is_the_oldest_by_time(self, history: History) -> None:
        assert history.earliest() is None
        history.commit({}, stamp(), [record(n=1), record(at=NOON - timedelta(days=1), n=2)])
        first = history.earliest()
        assert first is not None
        assert first.details == {"n": 2}

    def test_records_of_elsewhere_come_once_with_their_id(self, history: History) -> None:
        history.commit({"n": 1}, stamp(), [record(n=1)])
        (own,) = history.records()
        other = stored("levitated", NOON - timedelta(hours=1), n=2)
        assert history.add([own, other, other]) == 1
        assert history.add([other]) == 0
        assert history.records() == [other, own]
        saved = history.load()
        assert saved is not None
        assert saved.state == {"n": 1}, "what goes on here is not touched"

    def test_what_is_cleared_is_gone_and_the_state_stays(self, history: History) -> None:
        history.commit({"n": 1}, stamp(), [record(n=1), record(n=2)])
        history.clear()
        assert history.records() == []
        assert history.load() == Saved({"n": 1}, stamp(), stamp())
        history.commit({"n": 2}, stamp(), [record(n=3)])
        assert [one.details["n"] for one in history.records()] == [3]
