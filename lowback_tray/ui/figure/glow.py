"""The warm glow over the region an exercise eases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPixmap, QRadialGradient

from lowback_tray.care.pose import Frame
from lowback_tray.care.rig import Point
from lowback_tray.ui.figure.shapes import between, heading, offset, unit
from lowback_tray.ui.figure.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Spot:
    """One glow: where, how wide, how strong (0 to 1)."""

    middle: Point
    radius: float
    strength: float = 1.0


def spots(frame: Frame, region: str) -> tuple[Spot, ...]:
    """The glows of a region in a frame, in rig units."""
    return _REGIONS[region](frame)


def behind(region: str) -> bool:
    """Whether the glow lies behind the body instead of on it."""
    return region == "whole_body"


def draw(sheet: Sheet, frame: Frame, region: str, warm: QColor) -> None:
    """Draw the glow of a region."""
    for number, spot in enumerate(spots(frame, region)):
        key = ("glow", number, spot.middle, spot.strength)
        sheet.part(key, partial(_draw_spot, sheet, spot, warm))


def _draw_spot(sheet: Sheet, spot: Spot, warm: QColor) -> None:
    middle = sheet.spot(spot.middle)
    sheet.marks.append(Glow(middle, spot.radius * sheet.scale, spot.strength, warm))


class Glow:
    """A spot on a sheet, in pixels."""

    __slots__ = ("box", "middle", "radius", "strength", "warm")

    def __init__(self, middle: QPointF, radius: float, strength: float, warm: QColor) -> None:
        self.middle, self.radius, self.strength, self.warm = middle, radius, strength, warm
        r = radius + 1
        self.box = QRectF(middle.x() - r, middle.y() - r, 2 * r, 2 * r)

    def paint(self, painter: QPainter) -> None:
        """On screens from a picture kept, for it is painted in every frame."""
        opacity = painter.opacity()
        painter.setOpacity(opacity * self.strength)
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:
            painter.fillRect(self.box, _gradient(self.warm, self.middle, self.radius))
        else:
            half = max(1, round(self.radius))
            ratio = painter.device().devicePixelRatioF()
            picture = _picture(self.warm.rgb(), half, ratio)
            painter.drawPixmap(self.middle - QPointF(half, half), picture)
        painter.setOpacity(opacity)


@lru_cache(maxsize=4)
def _picture(warm: int, half: int, ratio: float) -> QPixmap:
    """A glow of one colour and size, ready to be laid on a figure."""
    picture = QPixmap(QSize(2 * half, 2 * half) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    whole = QRectF(0, 0, 2 * half, 2 * half)
    painter.fillRect(whole, _gradient(QColor(warm), whole.center(), half))
    painter.end()
    return picture


def _gradient(warm: QColor, middle: QPointF, radius: float) -> QBrush:
    """Warm in the middle, clear at the edge."""
    gradient = QRadialGradient(middle, radius)
    for stop, alpha in ((0.0, 0.92), (0.3, 0.66), (0.65, 0.2), (1.0, 0.0)):
        shade = QColor(warm)
        shade.setAlphaF(alpha)
        gradient.setColorAt(stop, shade)
    return QBrush(gradient)


def _on_trunk(low: str, high: str, share: float, ahead: float, radius: float) -> _Region:
    """A place along a part of the spine, so far in front of it (behind it when negative)."""

    def place(frame: Frame) -> tuple[Spot, ...]:
        start, end = frame.joints[low], frame.joints[high]
        up = unit(heading(start, end))
        front = (up[1] * frame.facing, -up[0] * frame.facing)
        forward = ahead if "hip_l" not in frame.joints else 0.0
        middle = between(start, end, share)
        return (Spot(offset(middle, up, front, 0.0, forward), radius),)

    return place


def _on_leg(start: str, end: str, share: float, behind_it: float, radius: float) -> _Region:
    """A place on the leg that works."""

    def place(frame: Frame) -> tuple[Spot, ...]:
        first = frame.joints.get(f"{start}_{frame.work}", frame.joints["hip"])
        last = frame.joints[f"{end}_{frame.work}"]
        along = unit(heading(first, last))
        back = (along[1] * frame.facing, -along[0] * frame.facing)
        middle = offset(between(first, last, share), along, back, 0.0, behind_it)
        return (Spot(middle, radius, frame.settled),)

    return place


def _buttock(frame: Frame) -> tuple[Spot, ...]:
    if "hip_l" in frame.joints:
        return tuple(Spot(frame.joints[f"hip_{side}"], 8.0, _share(frame, side)) for side in "lr")
    up = unit(heading(frame.joints["hip"], frame.joints["waist"]))
    front = (up[1] * frame.facing, -up[0] * frame.facing)
    return (Spot(offset(frame.joints["hip"], up, front, -1.0, -2.4), 9.0),)


def _share(frame: Frame, side: str) -> float:
    """Both buttocks where the figure is even, else the one that is sat on or whose leg is up."""
    other, way = {"l": ("r", -1), "r": ("l", 1)}[side]
    higher = frame.joints[f"ankle_{side}"][1] - frame.joints[f"ankle_{other}"][1]
    shifted = way * frame.joints["hip"][0]
    return max(0.0, min(1.0, 0.6 + higher / 10 + shifted / 8))


def _side_waist(frame: Frame) -> tuple[Spot, ...]:
    """The side that lengthens: away from where the trunk leans."""
    at = frame.joints
    lean = (at["neck"][0] - at["waist"][0]) / 5
    place = between(at["waist"], at["neck"], 0.15)
    return tuple(
        Spot((place[0] + way * 6.2, place[1]), 8.0, max(0.0, min(1.0, 0.7 - way * lean)))
        for way in (-1, 1)
    )


def _whole_body(frame: Frame) -> tuple[Spot, ...]:
    return (Spot(frame.joints["waist"], 38.0, 0.34),)


_Region = Callable[[Frame], tuple[Spot, ...]]
_REGIONS: dict[str, _Region] = {
    "lower_back": _on_trunk("hip", "waist", 0.6, -3.2, 9.5),
    "upper_back": _on_trunk("waist", "neck", 0.62, -2.4, 9.5),
    "belly": _on_trunk("hip", "waist", 0.5, 2.6, 8.5),
    "hip_front": _on_leg("hip", "knee", 0.14, -2.6, 8.5),
    "hamstring": _on_leg("hip", "knee", 0.55, 1.4, 9.0),
    "calf": _on_leg("knee", "ankle", 0.38, 1.2, 8.0),
    "buttock": _buttock,
    "side_waist": _side_waist,
    "whole_body": _whole_body,
}
