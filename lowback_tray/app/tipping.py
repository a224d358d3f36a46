"""Tip cards: chosen from what happened, shown in Today, never more than one a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from lowback_tray.care.tips import TipFacts, choose_tip
from lowback_tray.engine.events import Event, TipShown
from lowback_tray.engine.records import Fact
from lowback_tray.history.stored import tells_how_it_was

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library, Note
    from lowback_tray.engine.status import Status
    from lowback_tray.history.stored import StoredRecord

DAYS_FOR_TIPS = 28
_EVENING_HOUR = 20


class Card(Protocol):
    """Where a tip is shown."""

    def show_tip(self, tip: Note, on_close: Callable[[], None]) -> None:
        """Show it; `on_close` is called when the person puts it away."""


def facts(records: Iterable[StoredRecord], status: Status) -> TipFacts:
    """What the choice depends on, folded from the last four weeks."""
    feelings: dict[date, str] = {}
    check_ins: list[tuple[date, str]] = []
    shown: dict[str, date] = {}
    for record in records:
        answer = str(record.details.get("answer"))
        if record.fact == Fact.BACK_FEELING:
            feelings[record.day] = answer
        elif tells_how_it_was(record):
            check_ins.append((record.day, answer))
        elif record.fact == Fact.TIP:
            shown[str(record.details.get("tip"))] = record.day
    return TipFacts(
        today=status.now.date(),
        evening=status.now.hour >= _EVENING_HOUR,
        exercised_today=status.body.exercised,
        feelings=feelings,
        check_ins=tuple(check_ins),
        shown=shown,
    )


class Tips:
    """Shows the tip of the day until it is put away; the next one comes in another week.

    Args:
        post: writes down that one was shown.
    """

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._tip: tuple[date, str] | None = None
        self._put_away = False

    def offer(
        self, records: Iterable[StoredRecord], status: Status, library: Library, card: Card
    ) -> None:
        """Show today's tip on the card, if there is one."""
        known = facts(records, status)
        if self._tip is None or self._tip[0] != known.today:
            self._begin(known, library)
        if self._tip is None or self._put_away:
            return
        card.show_tip(library.tips[self._tip[1]], self._close)

    def _begin(self, known: TipFacts, library: Library) -> None:
        chosen = choose_tip(known, library)
        self._put_away = False
        self._tip = None if chosen is None else (known.today, chosen.id)
        if chosen is not None:
            self._post(TipShown(chosen.id))

    def _close(self) -> None:
        self._put_away = True
