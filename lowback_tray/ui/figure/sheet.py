"""What the moving figure is drawn on, and the drawing that comes of it.

Shapes come in rig units, a painter sees pixels. Qt flattens curves under a scaling painter much
finer than anybody sees, and filling one then costs two to seven times as much (measured; the more
the finer the screen). So each path is put in its place first, and the painter keeps its own scale.

A sheet does not paint: it writes down what to paint. The same drawing can be painted again when
the movement comes round again, without the body being worked out anew; and a part that stands
where it stood on the sheet before is taken over from there. So it is also known what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from lowback_tray.care.rig import Point


class Mark(Protocol):
    """One thing on a sheet.

    Attributes:
        box: what it covers at most, in pixels.
    """

    box: QRectF

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter antialiases and has no pen."""


Parts = dict[Hashable, tuple[Mark, ...]]


class Filled:
    """A filled outline."""

    __slots__ = ("box", "path", "tone")

    def __init__(self, path: QPainterPath, tone: QColor) -> None:
        self.path, self.tone = path, tone
        self.box = path.controlPointRect()

    def paint(self, painter: QPainter) -> None:
        """Fill it."""
        painter.fillPath(self.path, self.tone)


class Stroked:
    """A line."""

    __slots__ = ("box", "path", "pen")

    def __init__(self, path: QPainterPath, pen: QPen) -> None:
        self.path, self.pen = path, pen
        edge = pen.widthF()
        self.box = path.controlPointRect().adjusted(-edge, -edge, edge, edge)

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        painter.strokePath(self.path, self.pen)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing while it is made, and when it is done.

    Attributes:
        scale: pixels a unit.
        place: from rig units (y up) to pixels.
        marks: what was drawn, from the farthest to the nearest.
        parts: the marks of each part of the body, by what decides how it looks.
        before: the parts of a sheet of the same place and colours, to be taken over from.
    """

    scale: float
    place: QTransform
    marks: list[Mark] = field(default_factory=list)
    parts: Parts = field(default_factory=dict)
    before: Parts = field(default_factory=dict)

    @classmethod
    def at(cls, scale: float, x: float, y: float, before: Sheet | None = None) -> Sheet:
        """An empty sheet whose rig has its origin at a pixel."""
        known = {} if before is None else before.parts
        return cls(scale, QTransform(scale, 0, 0, -scale, x, y), before=known)

    def part(self, key: Hashable, draw: Callable[[], None]) -> None:
        """Draw a part, or take it over if the sheet before had it; `key` decides how it looks."""
        marks = self.before.get(key)
        if marks is None:
            first = len(self.marks)
            draw()
            marks = tuple(self.marks[first:])
        else:
            self.marks.extend(marks)
        self.parts[key] = marks

    def fill(self, path: QPainterPath, tone: QColor, placed: QTransform | None = None) -> None:
        """Fill a path; one drawn at the origin says where it is placed."""
        place = self.place if placed is None else placed * self.place
        self.marks.append(Filled(place.map(path), tone))

    def stroke(self, path: QPainterPath, tone: QColor, width: float) -> None:
        """Draw a line with round ends and corners, so many units wide."""
        pen = round_pen(tone, width * self.scale)
        self.marks.append(Stroked(self.place.map(path), pen))

    def spot(self, point: Point) -> QPointF:
        """The pixel of a point."""
        return self.place.map(QPointF(*point))

    def paint(self, painter: QPainter, piece: QRectF | None = None) -> None:
        """Paint all of it, or what reaches into a piece; the painter is as it was afterwards."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in self.marks if piece is None else self._in(piece):
            mark.paint(painter)
        painter.restore()

    def _in(self, piece: QRectF) -> list[Mark]:
        """The marks that are not wholly outside; soft edges reach less than a pixel farther."""
        wide = piece.adjusted(-1, -1, 1, 1)
        return [mark for mark in self.marks if wide.intersects(mark.box)]

    def box(self) -> QRectF:
        """What all of it covers at most, in pixels."""
        return _around(self.marks)

    def changed_from(self, other: Sheet) -> QRectF:
        """What has to be painted where the other one is to become this one, in pixels."""
        ours, theirs = {id(mark) for mark in self.marks}, {id(mark) for mark in other.marks}
        return _around(
            [mark for mark in self.marks if id(mark) not in theirs]
            + [mark for mark in other.marks if id(mark) not in ours]
        )


def _around(marks: list[Mark]) -> QRectF:
    whole = QRectF()
    for mark in marks:
        whole |= mark.box
    return whole


def round_pen(tone: QColor, width: float) -> QPen:
    """A pen with round ends and corners."""
    return QPen(
        tone,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )
