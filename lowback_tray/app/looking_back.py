"""The past as the history window asks for it: days folded from the log when they are looked at.

A day that is well over does not change any more, so it is folded once for as long as the window
is open; the last few days and today are folded afresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lowback_tray.history import overview, stats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.status import Status
    from lowback_tray.history.overview import DayTale, Total
    from lowback_tray.history.stored import History

_DAY = timedelta(days=1)
_SETTLED = timedelta(days=3)  # a stretch that ends today may reach back across midnight


@dataclass(frozen=True, slots=True)
class Look:
    """Some days in a row.

    Attributes:
        days: oldest first.
        total: all of them together.
        points: point id to the seconds that were done for it.
    """

    days: Sequence[DayTale]
    total: Total
    points: Mapping[str, float]


class LookingBack:
    """A `ui.history_window.shapes.Past` over the log.

    Args:
        history: the log.
        status: the present, for today and for the stretch that is not over.
        library: all content, to know which point an exercise serves.
    """

    def __init__(
        self, history: History, status: Callable[[], Status], library: Callable[[], Library]
    ) -> None:
        self._history, self._status, self._library = history, status, library
        self._settled: dict[date, DayTale] = {}

    def today(self) -> date:
        """The local date now."""
        return self._status().now.date()

    def began(self) -> date | None:
        """The first day anything is known about. Raises StoreError."""
        first = self._history.earliest()
        return None if first is None else first.day

    def look(self, first: date, n: int) -> Look:
        """`n` days from `first`. Raises StoreError."""
        wanted = [first + _DAY * index for index in range(n)]
        folded: dict[date, DayTale] = {}
        for begin, end in _runs([day for day in wanted if day not in self._settled]):
            folded.update(self._fold(begin, end))
        limit = self.today() - _SETTLED
        self._settled.update((day, tale) for day, tale in folded.items() if day < limit)
        days = [folded.get(day) or self._settled[day] for day in wanted]
        total = overview.total(days)
        return Look(days, total, overview.by_point(total.done, self._library()))

    def _fold(self, first: date, last: date) -> dict[date, DayTale]:
        n = (last - first).days + 1
        records = self._history.records(*stats.window(last, n))
        status = self._status()
        live = stats.LiveSitting.of(status) if first <= status.now.date() <= last else None
        return {tale.day: tale for tale in overview.tales(records, last, n, live)}


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """The first and last day of every unbroken row of days."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and runs[-1][1] + _DAY == day:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
