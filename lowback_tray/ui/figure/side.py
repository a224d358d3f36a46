"""The body seen from the side: a trunk that bends with its spine, tapering limbs, a profile."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from lowback_tray.care.pose import Frame
from lowback_tray.care.rig import HEAD_RADIUS, HEEL, TOE, Point
from lowback_tray.ui.figure.colours import Tones
from lowback_tray.ui.figure.shapes import (
    add_disc,
    add_limb,
    add_outline,
    between,
    heading,
    offset,
    outline,
    places,
    placing,
    silhouette,
    towards,
    unit,
)
from lowback_tray.ui.figure.sheet import Sheet

# Half the depth of the trunk in front of and behind the spine, from the seat to the neck.
_SEAT, _HIP, _LOIN, _WAIST = (2.6, 3.4), (4.2, 5.4), (2.9, 4.2), (4.0, 4.2)
_CHEST, _RIBS, _COLLAR = (4.9, 5.0), (4.5, 4.8), (2.4, 3.0)
_BELLY_DEPTH, _BELLY_AT_WAIST = 4.4, 1.2
_HAIR_BREADTH = 0.02
_EDGE = 0.45  # the gap that keeps an arm apart from the trunk behind it

# The profile in head radii: ahead of and above the middle of the head.
_SKULL = (
    (0.02, 1.0), (0.56, 0.8), (0.82, 0.4), (0.86, 0.1), (1.06, -0.2), (0.9, -0.34),
    (0.87, -0.56), (0.8, -0.84), (0.52, -1.0), (0.08, -0.8), (-0.5, -0.72), (-0.93, -0.28),
    (-0.96, 0.24), (-0.6, 0.8),
)  # fmt: skip
_HAIR = (
    (0.04, 1.1), (0.5, 0.96), (0.78, 0.6), (0.56, 0.44), (0.22, 0.4), (0.08, 0.12),
    (-0.1, -0.06), (-0.26, -0.4), (-0.46, -0.74), (-0.8, -0.66), (-1.02, -0.14), (-1.02, 0.42),
    (-0.6, 0.94),
)  # fmt: skip


# A foot from heel to toe along the floor and back over the instep.
_FOOT = (
    (0.0, 1.6), (1.5, 0.05), (6.5, 0.2), (11.5, 0.0), (14.2, 0.4), (14.0, 1.8), (10.5, 2.9),
    (5.6, 5.0), (1.6, 5.0),
)  # fmt: skip


def draw(sheet: Sheet, frame: Frame, tones: Tones, glow: Callable[[], None]) -> None:
    """Draw the body of a frame.

    Args:
        sheet: what to draw on.
        frame: a frame of the side skeleton.
        tones: the colours.
        glow: draws the warm region; called when everything it may cover is there.
    """
    for part in frame.order:
        if part.endswith("_f") and _covered(frame, part):
            continue
        if part == "arm_n":
            glow()
        key = (part, frame.facing, frame.belly if part == "trunk" else 0, places(frame, part))
        sheet.part(key, partial(_draw_part, sheet, frame, part, tones))


def _draw_part(sheet: Sheet, frame: Frame, part: str, tones: Tones) -> None:
    near = part.endswith("_n")
    if part.startswith("leg"):
        sheet.fill(leg(frame, part[-1]), tones.near if near else tones.far)
    elif part.startswith("arm"):
        _draw_arm(sheet, frame, part[-1], tones, near)
    elif part == "trunk":
        sheet.fill(trunk(frame), tones.trunk)
    else:
        _draw_head(sheet, frame, tones)


def _covered(frame: Frame, limb: str) -> bool:
    """Whether a far limb lies exactly behind the near one, as in every even pose."""
    names = ("elbow", "wrist", "hand") if limb == "arm_f" else ("knee", "ankle", "toe")
    at = frame.joints
    return all(math.dist(at[f"{name}_n"], at[f"{name}_f"]) < _HAIR_BREADTH for name in names)


def trunk(frame: Frame) -> QPainterPath:
    """The trunk from the seat to the collar, bent along the spine."""
    spine = _spine(frame)
    belly = frame.belly
    loin = (_LOIN[0] + _BELLY_DEPTH * belly, _LOIN[1])
    waist = (_WAIST[0] + _BELLY_AT_WAIST * belly, _WAIST[1])
    depths = (_SEAT, _HIP, loin, waist, _CHEST, _RIBS, _COLLAR)
    ahead: list[Point] = []
    behind: list[Point] = []
    for (point, degrees), (front, back) in zip(spine, depths, strict=True):
        across = unit(degrees - 90 * frame.facing)
        ahead.append((point[0] + across[0] * front, point[1] + across[1] * front))
        behind.append((point[0] - across[0] * back, point[1] - across[1] * back))
    return outline([*ahead, *reversed(behind)])


def belly_line(frame: Frame) -> QPainterPath:
    """The front of the belly as an open line: what a breath moves."""
    depths = (_HIP[0] - 0.6, _LOIN[0] + _BELLY_DEPTH * frame.belly, _WAIST[0])
    ends = []
    for (point, degrees), depth in zip(_spine(frame)[1:4], depths, strict=True):
        across = unit(degrees - 90 * frame.facing)
        ends.append(QPointF(point[0] + across[0] * depth, point[1] + across[1] * depth))
    start, top, end = ends
    path = QPainterPath(start)
    # A quadratic curve passes half way to its handle: this one goes through the top.
    path.quadTo(top * 2 - (start + end) / 2, end)
    return path


def _spine(frame: Frame) -> list[tuple[Point, float]]:
    """Points of the spine with its direction there, from the seat to the neck."""
    hip, waist, neck = (frame.joints[name] for name in ("hip", "waist", "neck"))
    low, high = heading(hip, waist), heading(waist, neck)
    high = low + (high - low + 180) % 360 - 180
    middle = (low + high) / 2
    return [
        (towards(hip, waist, -3.6), low),
        (hip, low),
        (_bowed(hip, waist, low, middle, 13.0), (low + middle) / 2),
        (waist, middle),
        (_bowed(waist, neck, middle, high, 17.0), (middle + high) / 2),
        (between(waist, neck, 0.78), high),
        (neck, high),
    ]


def _bowed(start: Point, end: Point, leaving: float, arriving: float, length: float) -> Point:
    """The middle of a curve that leaves and arrives in given directions."""
    out, into = unit(leaving), unit(arriving)
    bow = length / 8
    return (
        (start[0] + end[0]) / 2 + (out[0] - into[0]) * bow,
        (start[1] + end[1]) / 2 + (out[1] - into[1]) * bow,
    )


def leg(frame: Frame, side: str) -> QPainterPath:
    """Thigh, calf and foot as one shape."""
    at = frame.joints
    hip, knee, ankle = at["hip"], at[f"knee_{side}"], at[f"ankle_{side}"]
    calf = (0.0, 0.75) if frame.facing < 0 else (0.75, 0.0)
    path = silhouette()
    add_limb(path, hip, 4.3, knee, 3.1, (0.3, 0.3))
    add_limb(path, knee, 3.1, ankle, 1.9, calf)
    _add_foot(path, ankle, at[f"heel_{side}"], at[f"toe_{side}"])
    return path


def _add_foot(path: QPainterPath, ankle: Point, heel: Point, toe: Point) -> None:
    """The foot lies on the line from heel to toe, on the ankle's side of it."""
    along = unit(heading(heel, toe))
    up = (-along[1], along[0])
    points: Sequence[Point] = _FOOT
    if (ankle[0] - heel[0]) * up[0] + (ankle[1] - heel[1]) * up[1] < 0:
        up, points = (-up[0], -up[1]), _FOOT[::-1]  # keep the outline running the same way round
    size = math.dist(heel, toe) / (HEEL + TOE)
    add_outline(path, [offset(heel, along, up, x * size, y) for x, y in points])


def arm(frame: Frame, side: str, grown: float = 0.0) -> QPainterPath:
    """Upper arm and forearm, thicker all round if wanted; the shoulder sits under the neck."""
    at = frame.joints
    shoulder = towards(at["neck"], at["waist"], 2.2)
    path = silhouette()
    elbow, wrist = at[f"elbow_{side}"], at[f"wrist_{side}"]
    add_limb(path, shoulder, 2.8 + grown, elbow, 2.0 + grown, (0.25, 0.25))
    add_limb(path, elbow, 2.0 + grown, wrist, 1.4 + grown, (0.3, 0.3))
    return path


def hand(frame: Frame, side: str) -> QPainterPath:
    """A mitten with a thumb."""
    wrist, tip = frame.joints[f"wrist_{side}"], frame.joints[f"hand_{side}"]
    palm = between(wrist, tip, 0.5)
    path = silhouette()
    add_limb(path, wrist, 1.35, palm, 1.65)
    add_limb(path, palm, 1.65, towards(tip, wrist, 1.1), 1.1)
    return path


def _draw_arm(sheet: Sheet, frame: Frame, side: str, tones: Tones, near: bool) -> None:
    limb, fist = arm(frame, side), hand(frame, side)
    if near:
        sheet.fill(arm(frame, side, _EDGE), tones.stage)
    sheet.fill(limb, tones.near if near else tones.far)
    sheet.fill(fist, tones.skin if near else tones.far_skin)


def _draw_head(sheet: Sheet, frame: Frame, tones: Tones) -> None:
    neck, head = frame.joints["neck"], frame.joints["head"]
    up = unit(heading(neck, head))
    ahead = (up[1] * frame.facing, -up[0] * frame.facing)
    throat = silhouette()
    add_limb(throat, towards(neck, head, -1.0), 2.7, towards(head, neck, 3.2), 2.4)
    sheet.fill(throat, tones.skin)
    skull, hair, ear = _profile()
    placed = placing(head, ahead, up)
    sheet.fill(skull, tones.skin, placed)
    sheet.fill(hair, tones.hair, placed)
    sheet.fill(ear, tones.skin, placed)


@cache
def _profile() -> tuple[QPainterPath, QPainterPath, QPainterPath]:
    """Skull, hair and ear of a head at the origin that looks along +x."""
    r = HEAD_RADIUS
    skull, hair = (outline([(x * r, y * r) for x, y in points]) for points in (_SKULL, _HAIR))
    ear = silhouette()
    add_disc(ear, (-0.12 * r, -0.12 * r), 1.0)
    return skull, hair, ear
