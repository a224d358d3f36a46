"""Tip cards: one a week, shown until put away, folded from what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lowback_tray.app.tipping import Tips, facts
from lowback_tray.care.exercise import Note
from lowback_tray.care.library import load
from lowback_tray.engine.events import Event, TipShown
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.engine.status import Status
from lowback_tray.history.stored import StoredRecord
from tests.scenarios.desk import Desk

NOW = datetime(2026, 3, 20, 21, 0, tzinfo=UTC)


def status(at: datetime = NOW) -> Status:
    return replace(Desk(Policy()).status, now=at)


def record(fact: Fact, days_ago: int, **details: Detail) -> StoredRecord:
    return StoredRecord("x", fact, NOW - timedelta(days=days_ago), dict(details))


HEAVY = [record(Fact.BACK_FEELING, days, answer="heavy") for days in range(14)]
SAME = [record(Fact.CHECK_IN, days, answer="same") for days in range(14)]


class Card:
    def __init__(self) -> None:
        self.shown: list[str] = []
        self.close: Callable[[], None] = lambda: None

    def show_tip(self, tip: Note, on_close: Callable[[], None]) -> None:
        self.shown.append(str(tip.title))
        self.close = on_close


def test_the_facts_are_folded_from_the_log() -> None:
    known = facts([*HEAVY, *SAME, record(Fact.TIP, 3, tip="bath")], status())
    assert known.evening
    assert len(known.feelings) == 14
    assert len(known.check_ins) == 14
    assert known.shown == {"bath": (NOW - timedelta(days=3)).date()}


def test_a_tip_stays_for_the_day_and_is_written_down_once() -> None:
    posted: list[Event] = []
    tips, card = Tips(posted.append), Card()
    for _ in range(3):
        tips.offer([*HEAVY, *SAME], status(), load(), card)
    assert len(card.shown) == 3
    assert len(set(card.shown)) == 1
    assert len(posted) == 1
    assert isinstance(posted[0], TipShown)


def test_put_away_it_does_not_come_back_and_the_next_waits_a_week() -> None:
    posted: list[Event] = []
    tips, card = Tips(posted.append), Card()
    tips.offer([*HEAVY, *SAME], status(), load(), card)
    card.close()
    tips.offer([*HEAVY, *SAME], status(), load(), card)
    assert len(card.shown) == 1
    shown = record(Fact.TIP, 0, tip=posted[0].tip)  # type: ignore[union-attr]
    tips.offer([*HEAVY, *SAME, shown], status(NOW + timedelta(days=2)), load(), card)
    assert len(card.shown) == 1


def test_without_a_reason_there_is_no_tip() -> None:
    posted: list[Event] = []
    card = Card()
    Tips(posted.append).offer([], status(NOW.replace(hour=10)), load(), card)
    assert card.shown == []
    assert posted == []
