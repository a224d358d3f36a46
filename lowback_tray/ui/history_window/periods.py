"""A day, week, month or year as dates: where it begins, its neighbours, its name. Pure.

Weeks begin on Monday. Names are written the way each language writes dates.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from lowback_tray.i18n import mark, tr
from lowback_tray.ui.status_words import MONTHS, day_name, weekday_name

Kind = Literal["day", "week", "month", "year"]
KINDS: dict[Kind, str] = {
    "day": mark("Day"),
    "week": mark("Week"),
    "month": mark("Month"),
    "year": mark("Year"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days that the window shows.

    Attributes:
        kind: how long it is.
        first: its first day.
    """

    kind: Kind
    first: date

    @classmethod
    def around(cls, kind: Kind, day: date) -> Period:
        """The one that holds a day."""
        if kind == "week":
            return cls(kind, day - timedelta(days=day.weekday()))
        if kind == "month":
            return cls(kind, day.replace(day=1))
        if kind == "year":
            return cls(kind, day.replace(month=1, day=1))
        return cls(kind, day)

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.following.first - self.first).days

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> Period:
        """The one after it."""
        if self.kind == "week":
            return replace(self, first=self.first + timedelta(days=7))
        if self.kind == "month":
            days = monthrange(self.first.year, self.first.month)[1]
            return replace(self, first=self.first + timedelta(days=days))
        if self.kind == "year":
            return replace(self, first=self.first.replace(year=self.first.year + 1))
        return replace(self, first=self.first + timedelta(days=1))

    @property
    def preceding(self) -> Period:
        """The one before it."""
        return Period.around(self.kind, self.first - timedelta(days=1))

    @property
    def months(self) -> tuple[Period, ...]:
        """The months that begin in it."""
        found = [Period.around("month", self.first)]
        while found[-1].following.first <= self.last:
            found.append(found[-1].following)
        return tuple(found)

    def holds(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.first <= day <= self.last

    def name(self) -> str:
        """What to call it, in the language in force."""
        if self.kind == "week":
            return tr("{first} to {last}").format(
                first=day_name(self.first), last=day_name(self.last)
            )
        if self.kind == "month":
            return tr("{month} {year}").format(
                month=tr(MONTHS[self.first.month - 1]), year=self.first.year
            )
        if self.kind == "year":
            return tr("{year}").format(year=self.first.year)
        return weekday_name(self.first)
