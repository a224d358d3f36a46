"""Soft shapes in rig units (y up): tapering limbs and closed smooth outlines.

All outlines run the same way round, so that with a winding fill several of them in one path
join into one silhouette.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QTransform

from lowback_tray.care.pose import Frame
from lowback_tray.care.rig import Point


def silhouette() -> QPainterPath:
    """An empty path whose parts will join."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


_TRUNK = ("hip", "waist", "neck", "hip_l", "hip_r", "shoulder_l", "shoulder_r")
_OF_LIMBS = {
    "arm": ("elbow", "wrist", "hand", "shoulder"),
    "leg": ("knee", "ankle", "heel", "toe", "hip"),
}


@cache
def _joints_of(part: str) -> tuple[str, ...]:
    """The joints that a part of the body reaches or hangs on, of either skeleton."""
    if part == "head":
        return ("neck", "head")
    if part == "trunk":
        return _TRUNK
    kind, side = part.split("_")
    root = ("neck", "waist") if kind == "arm" else ("hip",)
    return (*root, *(f"{name}_{side}" for name in _OF_LIMBS[kind]))


def places(frame: Frame, part: str) -> tuple[Point | None, ...]:
    """Where the joints of a part are."""
    at = frame.joints
    return tuple(map(at.get, _joints_of(part)))


def towards(start: Point, end: Point, length: float) -> Point:
    """The point `length` away from `start` on the way to `end`."""
    far = math.dist(start, end) or 1.0
    return (
        start[0] + (end[0] - start[0]) * length / far,
        start[1] + (end[1] - start[1]) * length / far,
    )


def between(start: Point, end: Point, share: float) -> Point:
    """The point a share of the way."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def heading(start: Point, end: Point) -> float:
    """The direction from one point to another, in degrees, counter-clockwise from +x."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def offset(point: Point, along: Point, side: Point, ahead: float, aside: float) -> Point:
    """A point given in a local frame of two unit vectors."""
    return (
        point[0] + along[0] * ahead + side[0] * aside,
        point[1] + along[1] * ahead + side[1] * aside,
    )


def placing(origin: Point, ahead: Point, up: Point) -> QTransform:
    """What puts a shape drawn at the origin in its place, its x and y along two unit vectors."""
    return QTransform(*ahead, *up, *origin)


def unit(degrees: float) -> Point:
    """The unit vector of a direction."""
    radians = math.radians(degrees)
    return (math.cos(radians), math.sin(radians))


def add_limb(
    path: QPainterPath,
    start: Point,
    start_radius: float,
    end: Point,
    end_radius: float,
    swell: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Add a rounded, tapering segment.

    Args:
        path: what to add to.
        start: the middle of the one round end.
        start_radius: its radius.
        end: the middle of the other.
        end_radius: its radius.
        swell: how far the outline bulges on the right and on the left of the way.
    """
    (x0, y0), (x1, y1) = start, end
    far = math.hypot(x1 - x0, y1 - y0)
    if far <= abs(start_radius - end_radius) + 1e-3:
        add_disc(
            path, *((start, start_radius) if start_radius >= end_radius else (end, end_radius))
        )
        return
    along, up = (x1 - x0) / far, (y1 - y0) / far
    lying = _limb(round(far, 2), start_radius, end_radius, swell)
    path.addPath(placing(start, (along, up), (-up, along)).map(lying))


@lru_cache(maxsize=256)
def _limb(
    far: float, start_radius: float, end_radius: float, swell: tuple[float, float]
) -> QPainterPath:
    """A segment that lies along +x from the origin. Bones are rigid: few ever differ."""
    # The outline touches both round ends where the radius leans off the way by the same angle.
    cosine = (start_radius - end_radius) / far
    sine = math.sqrt(1 - cosine * cosine)
    start, end, lean = (0.0, 0.0), (far, 0.0), math.degrees(math.acos(cosine))
    path = silhouette()
    _arc(path, start, start_radius, lean, 360 - 2 * lean)
    _edge(path, start, start_radius, end, end_radius, (cosine, -sine), swell[0])
    _arc(path, end, end_radius, -lean, 2 * lean, on=True)
    _edge(path, end, end_radius, start, start_radius, (cosine, sine), swell[1])
    path.closeSubpath()
    return path


def add_disc(path: QPainterPath, middle: Point, radius: float) -> None:
    """Add a disc."""
    _arc(path, middle, radius, 0, 360)
    path.closeSubpath()


def _arc(
    path: QPainterPath, middle: Point, radius: float, begin: float, sweep: float, on: bool = False
) -> None:
    """An arc with angles counted y up (Qt counts them y down); `on` goes on with the outline."""
    x, y, size = middle[0] - radius, middle[1] - radius, 2 * radius
    if not on:
        path.arcMoveTo(x, y, size, size, -begin)
    path.arcTo(x, y, size, size, -begin, -sweep)


def _edge(
    path: QPainterPath,
    start: Point,
    start_radius: float,
    end: Point,
    end_radius: float,
    normal: Point,
    swell: float,
) -> None:
    """The side between two round ends that both have `normal` there."""
    x, y = end[0] + normal[0] * end_radius, end[1] + normal[1] * end_radius
    if swell == 0.0:
        path.lineTo(x, y)
        return
    bulge = start_radius + end_radius + 4 * swell  # twice over: the handle of a quadratic curve
    path.quadTo(
        (start[0] + end[0] + normal[0] * bulge) / 2,
        (start[1] + end[1] + normal[1] * bulge) / 2,
        x,
        y,
    )


def add_outline(path: QPainterPath, points: Sequence[Point], tension: float = 6.0) -> None:
    """Add a closed smooth curve through points (Catmull-Rom; a higher tension is straighter)."""
    count = len(points)
    path.moveTo(*points[0])
    for i in range(count):
        before, here = points[i - 1], points[i]
        there, after = points[(i + 1) % count], points[(i + 2) % count]
        path.cubicTo(
            here[0] + (there[0] - before[0]) / tension,
            here[1] + (there[1] - before[1]) / tension,
            there[0] - (after[0] - here[0]) / tension,
            there[1] - (after[1] - here[1]) / tension,
            there[0],
            there[1],
        )
    path.closeSubpath()


def outline(points: Sequence[Point], tension: float = 6.0) -> QPainterPath:
    """A closed smooth curve through points."""
    path = silhouette()
    add_outline(path, points, tension)
    return path
