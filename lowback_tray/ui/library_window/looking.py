"""What somebody looks for in the library, and what fits it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Exercise, Routine, Text

# A routine serves a point when at least this much of it does.
_SERVES = 0.3


def served(routine: Routine) -> tuple[str, ...]:
    """The points that a routine serves to a good part."""
    return tuple(point for point, share in routine.point_share.items() if share >= _SERVES)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        words: parts of the name in either language; all of them must be there.
        point: one of the three points, None for any.
        place: the room needed, None for any.
    """

    words: str = ""
    point: str | None = None
    place: str | None = None

    def exercise(self, one: Exercise) -> bool:
        """Whether an exercise fits."""
        return (
            self._place_fits(one.where)
            and (self.point is None or self.point in one.points)
            and self._named(one.name)
        )

    def routine(self, one: Routine) -> bool:
        """Whether a routine fits."""
        return (
            self._place_fits(one.where)
            and (self.point is None or self.point in served(one))
            and self._named(one.name, one.why)
        )

    def _place_fits(self, where: str) -> bool:
        return self.place is None or self.place == where

    def _named(self, *texts: Text) -> bool:
        whole = " ".join(f"{text.en} {text.ja}" for text in texts).casefold()
        return all(word in whole for word in self.words.casefold().split())
