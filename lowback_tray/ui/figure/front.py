"""The body seen from the front, or from above when it lies on its back."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtGui import QColor, QPainterPath

from lowback_tray.care.pose import Frame
from lowback_tray.care.rig import FOOT_ACROSS, FOOT_ON, HEAD_RADIUS, THIGH, Point
from lowback_tray.ui.figure.colours import Tones
from lowback_tray.ui.figure.shapes import (
    add_disc,
    add_limb,
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

_WAIST_HALF, _BELLY_HALF = 7.4, 0.9
_EDGE = 0.45  # the gap that keeps an arm or a leg apart from what it lies on


def draw(sheet: Sheet, frame: Frame, tones: Tones, glow: Callable[[], None]) -> None:
    """Draw the body of a frame.

    Args:
        sheet: what to draw on.
        frame: a frame of the front skeleton.
        tones: the colours.
        glow: draws the warm region; called once everything it may cover is there.
    """
    for part in frame.order:
        if part == "arm_l":
            glow()
        own = {"trunk": frame.belly, "head": frame.turn}.get(part, 0.0)
        sheet.part((part, own, places(frame, part)), partial(_draw_part, sheet, frame, part, tones))


def _draw_part(sheet: Sheet, frame: Frame, part: str, tones: Tones) -> None:
    if part == "trunk":
        sheet.fill(trunk(frame), tones.trunk)
    elif part == "head":
        _draw_head(sheet, frame, tones)
    elif part.startswith("leg"):
        _draw_leg(sheet, frame, part[-1], tones)
    else:
        _draw_arm(sheet, frame, part[-1], tones)


def trunk(frame: Frame) -> QPainterPath:
    """Pelvis, waist and chest as one outline."""
    at = frame.joints
    low, high = unit(heading(at["hip"], at["waist"])), unit(heading(at["waist"], at["neck"]))
    right, left = _flank(frame, "r", low, high, 1.0), _flank(frame, "l", low, high, -1.0)
    return outline([*right, *reversed(left)])


def _flank(frame: Frame, side: str, low: Point, high: Point, way: float) -> list[Point]:
    """One side of the trunk from the crotch to the neck."""
    at = frame.joints
    out_low, out_high = (low[1] * way, -low[0] * way), (high[1] * way, -high[0] * way)
    hip, shoulder = at[f"hip_{side}"], at[f"shoulder_{side}"]
    half = math.dist(at["shoulder_l"], at["shoulder_r"]) / 2
    waist = (_WAIST_HALF + _BELLY_HALF * frame.belly) * (0.6 + 0.4 * min(1.0, half / 11))
    ribs = between(at["waist"], at["neck"], 0.5)
    return [
        offset(between(at["hip"], hip, 0.45), low, out_low, -3.4, 0.0),
        offset(hip, low, out_low, -2.8, 1.9),
        offset(hip, low, out_low, 2.2, 2.3),
        offset(at["waist"], low, out_low, -1.0, waist),
        offset(ribs, high, out_high, 0.0, max(waist + 0.4, half - 1.6)),
        offset(shoulder, high, out_high, -2.4, 0.9),
        offset(shoulder, high, out_high, 1.6, 0.2),
        offset(at["neck"], high, out_high, 1.0, 2.6),
    ]


def leg(frame: Frame, side: str, grown: float = 0.0) -> QPainterPath:
    """Thigh, calf and foot; a thigh that points at us ends in a bigger knee."""
    at = frame.joints
    hip, knee, ankle = at[f"hip_{side}"], at[f"knee_{side}"], at[f"ankle_{side}"]
    shown = min(1.0, math.dist(hip, knee) / THIGH)
    radius = 3.2 + 1.3 * (1 - shown) + grown
    path = silhouette()
    add_limb(path, hip, 4.3 + grown, knee, radius)
    add_limb(path, knee, radius, ankle, 2.0 + grown, (0.3, 0.3))
    toe = at[f"toe_{side}"]
    short = _pointing_at_us(ankle, toe) if frame.view == "front" else 0.0
    ball = 2.0 + 0.9 * short
    x, y = towards(toe, ankle, ball)
    aside = 0.9 * short * (1 if side == "r" else -1)  # toes of a standing person point out a little
    add_limb(path, ankle, 1.8 + grown, (x + aside, y), ball + grown)
    return path


def _pointing_at_us(ankle: Point, toe: Point) -> float:
    """1 for a foot that points at the viewer, 0 for one seen from the side."""
    return max(0.0, min(1.0, (FOOT_ACROSS - math.dist(ankle, toe)) / (FOOT_ACROSS - FOOT_ON)))


def _draw_leg(sheet: Sheet, frame: Frame, side: str, tones: Tones) -> None:
    sheet.fill(leg(frame, side, _EDGE), tones.stage)
    sheet.fill(leg(frame, side), tones.near)


def arm(frame: Frame, side: str, grown: float = 0.0) -> QPainterPath:
    """Upper arm and forearm, thicker all round if wanted."""
    at = frame.joints
    path = silhouette()
    elbow, wrist = at[f"elbow_{side}"], at[f"wrist_{side}"]
    add_limb(path, at[f"shoulder_{side}"], 2.9 + grown, elbow, 2.1 + grown, (0.2, 0.2))
    add_limb(path, elbow, 2.1 + grown, wrist, 1.5 + grown, (0.2, 0.2))
    return path


def hand(frame: Frame, side: str) -> QPainterPath:
    """A mitten."""
    wrist, tip = frame.joints[f"wrist_{side}"], frame.joints[f"hand_{side}"]
    path = silhouette()
    add_limb(path, wrist, 1.4, between(wrist, tip, 0.5), 1.7)
    add_limb(path, between(wrist, tip, 0.5), 1.7, towards(tip, wrist, 1.2), 1.2)
    return path


def _draw_arm(sheet: Sheet, frame: Frame, side: str, tones: Tones) -> None:
    sheet.fill(arm(frame, side, _EDGE), tones.stage)
    sheet.fill(arm(frame, side), tones.near)
    sheet.fill(hand(frame, side), tones.skin)


def _draw_head(sheet: Sheet, frame: Frame, tones: Tones) -> None:
    neck, head = frame.joints["neck"], frame.joints["head"]
    up = unit(heading(neck, head))
    throat = silhouette()
    add_limb(throat, towards(neck, head, -1.0), 2.8, towards(head, neck, 4.0), 2.4)
    sheet.fill(throat, tones.skin)
    placed = placing(head, (up[1], -up[0]), up)
    parts = zip(_face(round(frame.turn, 2)), _face_tones(tones), strict=True)
    for path, tone in parts:
        sheet.fill(path, tone, placed)


def _face_tones(tones: Tones) -> tuple[QColor, QColor, QColor, QColor]:
    return tones.hair, tones.skin, tones.skin, tones.trunk


@lru_cache(maxsize=256)
def _face(turn: float) -> tuple[QPainterPath, QPainterPath, QPainterPath, QPainterPath]:
    """Skull, face, ears and nose of an upright head at the origin that has turned so far."""
    r = HEAD_RADIUS
    skull = _oval(0, 0.25, 0.9 * r, 1.05 * r)
    ears = silhouette()
    for way in (-1, 1):
        if way * turn < 0.5:  # a turned head hides the ear it turns towards
            add_disc(ears, ((0.88 * way - 0.55 * way * turn * turn) * r, -0.8), 1.1)
    left, right = max(-0.86, 0.34 * turn - 0.8), min(0.86, 0.34 * turn + 0.8)
    face = _oval((left + right) / 2 * r, -0.22 * r, (right - left) / 2 * r, 0.86 * r)
    nose = silhouette()
    bridge = (0.55 * turn * r, -0.3)
    add_limb(nose, bridge, 0.35, (bridge[0] + 0.9 * turn, bridge[1] - 1.7), 0.6)
    return skull, face, ears, nose


def _oval(x: float, y: float, wide: float, high: float) -> QPainterPath:
    ring = [unit(angle) for angle in range(0, 360, 45)]
    return outline([(x + a * wide, y + b * high) for a, b in ring], 5.5)
