"""The hour strip of a day: layers painted over each other, cut into pieces of one kind.

Later layers cover earlier ones: sitting and standing < away < break < off (the program did not
run). What nobody painted is unknown and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

What: TypeAlias = Literal["sitting", "long_sitting", "standing", "break", "away", "off"]

LAYERS: tuple[frozenset[What], ...] = (
    frozenset({"sitting", "long_sitting", "standing"}),
    frozenset({"away"}),
    frozenset({"break"}),
    frozenset({"off"}),
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the hour strip; "just stood up" is a break of no length.

    Attributes:
        start, end: aware local times of one day; the end may be the next midnight.
        what: how to draw it.
    """

    start: datetime
    end: datetime
    what: What


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start).total_seconds()

    def by_day(self) -> Iterator[tuple[date, Span]]:
        """The span cut at every midnight of where it began; a moment belongs to its day."""
        day, start, zone = self.start.date(), self.start, self.start.tzinfo
        while (midnight := datetime.combine(day + _DAY, time(), zone)) < self.end:
            yield day, Span(start, midnight)
            day, start = day + _DAY, midnight
        yield day, Span(start, self.end.astimezone(zone))


@dataclass(frozen=True, slots=True)
class Paint:
    """A layer of the strip."""

    span: Span
    what: What
    stretch: int  # pieces of different stretches are never joined

    @property
    def layer(self) -> int:
        """How high it lies."""
        return next(n for n, kinds in enumerate(LAYERS) if self.what in kinds)


def blocks(paints: list[Paint]) -> tuple[Block, ...]:
    """What is seen when the layers lie on each other."""
    upper_first = sorted(paints, key=lambda paint: paint.layer, reverse=True)
    pieces: list[Paint] = [one for one in paints if one.what == "break" and not one.span.seconds]
    edges = sorted({edge for paint in paints for edge in (paint.span.start, paint.span.end)})
    for start, end in pairwise(edges):
        top = next((p for p in upper_first if p.span.start <= start and end <= p.span.end), None)
        if top is not None:
            zone = top.span.start.tzinfo
            piece = Span(start.astimezone(zone), end.astimezone(zone))
            pieces.append(Paint(piece, top.what, top.stretch))
    pieces.sort(key=lambda piece: (piece.span.start, piece.span.end))
    return tuple(Block(p.span.start, p.span.end, p.what) for p in _trimmed(_joined(pieces)))


def _joined(pieces: list[Paint]) -> list[Paint]:
    """Neighbours of one kind and one stretch made one."""
    joined: list[Paint] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.what, last.stretch, last.span.end) == (
            piece.what,
            piece.stretch,
            piece.span.start,
        ):
            joined[-1] = Paint(Span(last.span.start, piece.span.end), last.what, last.stretch)
        else:
            joined.append(piece)
    return joined


def _trimmed(pieces: list[Paint]) -> list[Paint]:
    """Without the absence before the first and after the last sign of the person."""
    present = [n for n, piece in enumerate(pieces) if piece.what not in ("away", "off")]
    return pieces[present[0] : present[-1] + 1] if present else []
