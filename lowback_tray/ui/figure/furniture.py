"""What stands around the figure, as quiet shapes: chair, desk, wall, mat, strap, footprints."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from lowback_tray.care.pose import Frame
from lowback_tray.ui.figure.colours import Tones
from lowback_tray.ui.figure.shapes import add_disc, add_outline, silhouette
from lowback_tray.ui.figure.sheet import Sheet, round_pen

FLOOR = 0.9  # thickness of the floor line
MAT = 1.8
_SLAB, _POST = 2.6, 1.9
_PADDING = 1.1  # of a stool, up to the calves that sink into it


class Prop:
    """One prop of the data with its numbers."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.kind = str(data["kind"])
        self.joints = tuple(str(n) for n in _names(data.get("between")))
        self._data = data

    def __getitem__(self, name: str) -> float:
        value = self._data[name]
        assert isinstance(value, (int, float)), name
        return float(value)


def _names(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()


def draw_behind(painter: QPainter, frame: Frame, tones: Tones, left: float, right: float) -> None:
    """Draw what never moves: the floor from `left` to `right` and the furniture."""
    props = [Prop(data) for data in frame.props]
    kinds = {prop.kind for prop in props}
    if frame.view != "top":
        ground = -MAT if "mat" in kinds else 0.0
        painter.setPen(round_pen(tones.floor, FLOOR))
        painter.drawLine(QLineF(left, ground - FLOOR / 2, right, ground - FLOOR / 2))
    for prop in props:
        if prop.kind in _FIXED:
            _FIXED[prop.kind](painter, frame, prop, tones)


def draw_under(sheet: Sheet, frame: Frame, tones: Tones) -> None:
    """Draw what changes with the figure and lies under it."""
    for prop in map(Prop, frame.props):
        if prop.kind == "footprint":
            _footprints(sheet, frame, tones)


def draw_before(sheet: Sheet, frame: Frame, tones: Tones) -> None:
    """Draw what the hands hold."""
    for prop in map(Prop, frame.props):
        if prop.kind == "strap" and frame.settled == 1:  # it changes hands in the change
            _strap(sheet, frame, prop, tones)


def _slab(painter: QPainter, left: float, right: float, top: float, tones: Tones) -> None:
    _block(painter, QRectF(left, top - _SLAB, right - left, _SLAB), tones.prop)


def _block(painter: QPainter, box: QRectF, tone: QColor, radius: float = 1.2) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.fillPath(path, tone)


def _post(painter: QPainter, x0: float, y0: float, x1: float, y1: float, tones: Tones) -> None:
    painter.setPen(round_pen(tones.prop, _POST))
    painter.drawLine(QLineF(x0, y0, x1, y1))


def _foot(y: float = 0.0) -> float:
    """The lowest middle of a post whose round end stands on the floor."""
    return y + _POST / 2


def _chair(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    seat, x0, x1, back = prop["seat_y"], prop["x0"], prop["x1"], prop["back_x"]
    _post(painter, x0 + 1.5, seat - 2, x0 - 0.5, _foot(), tones)
    _post(painter, x1 - 2.5, seat - 2, x1 - 1.0, _foot(), tones)
    painter.setPen(round_pen(tones.prop, 2.6))
    rest = QPainterPath(QPointF(back - 0.6, prop["back_top"]))
    rest.cubicTo(back - 0.2, seat + 18, back + 0.2, seat + 8, back + 0.8, seat - 0.6)
    rest.lineTo(x0 + 1.0, seat - 1.3)
    painter.strokePath(rest, painter.pen())
    _slab(painter, x0, x1, seat, tones)


def _chair_front(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    seat, x0, x1 = prop["seat_y"], prop["x0"], prop["x1"]
    for x, foot in ((x0 + 2, x0 + 1), (x1 - 2, x1 - 1)):
        _post(painter, x, seat - 1, foot, _foot(), tones)
    painter.setPen(round_pen(tones.prop, _POST))
    rest = QPainterPath()
    rest.addRoundedRect(QRectF(x0 + 2, seat + 14, x1 - x0 - 4, 19), 4, 4)
    painter.fillPath(rest, tones.floor)
    painter.strokePath(rest, painter.pen())
    _slab(painter, x0, x1, seat, tones)


def _table(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    x0, x1, top = prop["x0"], prop["x1"], prop["y"]
    post = x0 + 0.72 * (x1 - x0)  # one leg, well away from feet that step under the desk
    _post(painter, post, top - 2, post, _foot(), tones)
    _post(painter, post - 7, _foot(), post + 6, _foot(), tones)
    _slab(painter, x0, x1, top, tones)


def _box(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    """A stool: a padded top on a plain body."""
    x0, x1, top = prop["x0"], prop["x1"], prop["y"]
    _block(painter, QRectF(x0 + 1.5, 0, x1 - x0 - 3, top - 1), tones.floor)
    _slab(painter, x0, x1, top + _PADDING, tones)


def _support(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    """Something steady at hip height: a sideboard seen from its end."""
    x0, x1, top = prop["x0"], prop["x1"], prop["y"]
    _block(painter, QRectF(x0 + 1, 0, x1 - x0 - 2, top - 1), tones.floor)
    _slab(painter, x0 - 0.5, x1 + 0.5, top, tones)


def _wall(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    x, top = prop["x"], frame.bounds[3] + 2
    outwards = -3.0 if x < frame.joints["hip"][0] else 3.0
    box = QRectF(min(x, x + outwards), 0, abs(outwards), top)
    _block(painter, box, tones.prop, 0.6)


def _mat(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    left, _, right, _ = frame.bounds
    _block(painter, QRectF(left - 3, -MAT, right - left + 6, MAT), tones.mat, 0.9)


def _mat_from_above(painter: QPainter, frame: Frame, prop: Prop, tones: Tones) -> None:
    x0, x1, y0, y1 = (prop[name] for name in ("x0", "x1", "y0", "y1"))
    _block(painter, QRectF(x0, y0, x1 - x0, y1 - y0), tones.mat, 4)


def _strap(sheet: Sheet, frame: Frame, prop: Prop, tones: Tones) -> None:
    start, end = (QPointF(*frame.joints[name]) for name in prop.joints)
    line = QPainterPath(start)
    line.lineTo(end)
    sheet.stroke(line, tones.strap, 1.1)


# A right sole from above, heel to toes downwards: away from the other foot, and down.
_SOLE = (
    (0.0, 0.4), (2.6, -1.6), (2.7, -6.0), (3.6, -11.5), (2.6, -15.4), (0.0, -17.6),
    (-2.6, -17.9), (-3.6, -15.0), (-3.2, -10.5), (-1.7, -6.5), (-2.5, -2.0),
)  # fmt: skip
_POINTS = ((0.0, -2.9), (2.0, -12.0), (-2.0, -13.4))  # heel, little-toe side, big-toe side
_UNDER_FLOOR = -4.0


def _footprints(sheet: Sheet, frame: Frame, tones: Tones) -> None:
    """Both soles from above, under the feet, with the points that carry the weight."""
    ankles = {side: frame.joints[f"ankle_{side}"][0] for side in "lr"}
    middle, half = (ankles["r"] + ankles["l"]) / 2, (ankles["r"] - ankles["l"]) / 2
    lean = max(-1.0, min(1.0, (frame.joints["hip"][0] - middle) / half))
    soles, points = silhouette(), silhouette()
    for side, way in (("l", -1.0), ("r", 1.0)):
        x = ankles[side] + way * 1.5
        add_outline(soles, [(x + way * a, b + _UNDER_FLOOR) for a, b in _SOLE])
        for a, b in _POINTS:
            add_disc(points, (x + way * a, b + _UNDER_FLOOR), 1.2 + 1.0 * way * lean)
    sheet.fill(soles, tones.floor)
    sheet.fill(points, tones.warm)


_FIXED = {
    "chair": _chair,
    "chair_front": _chair_front,
    "desk": _table,
    "box": _box,
    "support": _support,
    "wall": _wall,
    "mat": _mat,
    "mat_top": _mat_from_above,
}
