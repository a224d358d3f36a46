"""What the window needs to know of a day; `history.stats.DaySummary` has this shape.

Windows and history do not know each other, so the shape is said here and `app` brings the two
together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


class Block(Protocol):
    """A stretch of the day on the hour strip."""

    @property
    def start(self) -> datetime:
        """When it began, aware local time."""

    @property
    def end(self) -> datetime:
        """When it ended."""

    @property
    def what(self) -> str:
        """Either "sitting", "long_sitting", "standing", "break", "away" or "off"."""


class Day(Protocol):
    """A day in numbers; every length in seconds."""

    @property
    def day(self) -> date:
        """Which one, local."""

    @property
    def stood(self) -> int:
        """How often the person stood up for a break."""

    @property
    def offered(self) -> int:
        """Stand-up prompts that have ended."""

    @property
    def longest_s(self) -> float:
        """The longest unbroken sitting."""

    @property
    def usual_s(self) -> float | None:
        """The median of the finished sitting stretches, None where there was none."""

    @property
    def over_60(self) -> int:
        """How many sittings went on well past the hour."""

    @property
    def blocks(self) -> Sequence[Block]:
        """The day in order."""
