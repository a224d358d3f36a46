"""What the window needs to know of a day; `history.overview.DayTale` has this shape.

Windows and history do not know each other, so the shape is said here and `app` brings the two
together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lowback_tray.ui.today.days import Day as Summary


class Done(Protocol):
    """How long an exercise was done, in seconds."""

    @property
    def seconds(self) -> float:
        """In all."""

    @property
    def right_s(self) -> float:
        """On the right side, 0 where nobody noted it."""

    @property
    def left_s(self) -> float:
        """On the left."""


class Day(Protocol):
    """One day as it is looked back on."""

    @property
    def day(self) -> date:
        """The local date."""

    @property
    def empty(self) -> bool:
        """Whether nothing is known of it."""

    @property
    def summary(self) -> Summary:
        """In numbers and as a strip."""

    @property
    def desk_hours(self) -> int:
        """Clock hours at the desk."""

    @property
    def stood_hours(self) -> int:
        """In how many of those the person stood."""

    @property
    def feeling(self) -> str | None:
        """How the back felt: "light", "okay", "heavy", "painful", None where nobody said."""


class Total(Protocol):
    """Several days together."""

    @property
    def days(self) -> int:
        """Of how many anything is known."""

    @property
    def stood(self) -> int:
        """How often the person stood up for a break."""

    @property
    def offered(self) -> int:
        """Stand-up prompts that have ended."""

    @property
    def desk_hours(self) -> int:
        """Clock hours at the desk."""

    @property
    def stood_hours(self) -> int:
        """In how many of those the person stood."""

    @property
    def longest_s(self) -> float:
        """The longest unbroken sitting."""

    @property
    def usual_s(self) -> float | None:
        """The median sitting stretch."""

    @property
    def feelings(self) -> Mapping[str, int]:
        """Answer to number of days."""

    @property
    def done(self) -> Mapping[str, Done]:
        """Exercise id to how long it was done."""


class Look(Protocol):
    """Some days in a row."""

    @property
    def days(self) -> Sequence[Day]:
        """Each of them, oldest first."""

    @property
    def total(self) -> Total:
        """All of them together."""

    @property
    def points(self) -> Mapping[str, float]:
        """Point id to the seconds that were done for it."""


class Past(Protocol):
    """Where the window asks."""

    def today(self) -> date:
        """The local date now."""

    def began(self) -> date | None:
        """The first day anything is known about, None before the first record."""

    def look(self, first: date, n: int) -> Look:
        """`n` days from `first`. Raises LowbackError."""
