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
    """One thing on a sheet."""

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter antialiases and has no pen."""

    def box(self) -> QRectF:
        """What it covers at most, in pixels."""


Parts = dict[Hashable, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled outline."""

    path: QPainterPath
    tone: QColor

    def paint(self, painter: QPainter) -> None:
        """Fill it."""
        painter.fillPath(self.path, self.tone)

    def box(self) -> QRectF:
        """The box of the path."""
        return self.path.controlPointRect()


@dataclass(frozen=True, slots=True)
class Stroked:
    """A line."""

    path: QPainterPath
    pen: QPen

    def paint(self, painter: QPainter) -> None:
        """Draw it."""
        painter.strokePath(self.path, self.pen)

    def box(self) -> QRectF:
        """The box of the path with the pen's width around it."""
        edge = self.pen.widthF()
        return self.path.controlPointRect().adjusted(-edge, -edge, edge, edge)


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

    def fill(self, path: QPainterPath, tone: QColor) -> None:
        """Fill a path."""
        self.marks.append(Filled(self.place.map(path), tone))

    def stroke(self, path: QPainterPath, tone: QColor, width: float) -> None:
        """Draw a line with round ends and corners, so many units wide."""
        pen = round_pen(tone, width * self.scale)
        self.marks.append(Stroked(self.place.map(path), pen))

    def spot(self, point: Point) -> QPointF:
        """The pixel of a point."""
        return self.place.map(QPointF(*point))

    def paint(self, painter: QPainter) -> None:
        """Paint all of it; the painter is as it was afterwards."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in self.marks:
            mark.paint(painter)
        painter.restore()

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
        whole = whole.united(mark.box())
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
