"""The rig: how the numbers of a key pose become joints in space.

A body is a hip and a few chains of segments. Every angle is absolute (0 = +x, 90 = up,
counter-clockwise positive) and is the direction from the body outwards, so a chain is a sum of
rays and no joint depends on another chain. Lengths are hundredths of the stature; the ground is
y = 0 and +x is the way the figure faces (side view) or the viewer's right (front and top view).

Angles are never wrapped: an arm that swings from -98 to -262 degrees passes behind nothing, it
goes the long way on purpose. Only the change from one side to the other, which no author drew,
takes the short way round.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import sub

from lowback_tray.care.exercise import Pose

Point = tuple[float, float]
Joints = Mapping[str, Point]

LUMBAR, THORAX, NECK_HEAD = 13.0, 17.0, 10.0
UPPER_ARM, FOREARM, HAND = 17.0, 15.0, 5.0
THIGH, SHANK = 25.0, 24.0
TOE, HEEL, SOLE = 11.0, 3.5, 4.0
PELVIS_HALF, SHOULDER_HALF, SHOULDER_DROP = 7.0, 11.0, 2.0
HEAD_RADIUS = 6.5
# A foot seen from the front points at the viewer and looks short; from the side it does not.
FOOT_ON, FOOT_ACROSS = 3.6, 8.5

_TIPTOE = 2.5  # how high heels lift in a stretch that the front skeleton shows
_GIVE = 1.0  # how far a key pose may dip into the floor before it shows

_SOLE_TO_TOE = math.hypot(TOE, SOLE)
_SOLE_ANGLE = math.degrees(math.atan2(SOLE, TOE))


def ray(origin: Point, degrees: float, length: float) -> Point:
    """The point `length` away from `origin` in a direction."""
    radians = math.radians(degrees)
    return (origin[0] + length * math.cos(radians), origin[1] + length * math.sin(radians))


def _factor(pose: Pose, name: str, index: int = 0) -> float:
    """How much of its length a segment shows (foreshortening); 1 where the pose is silent."""
    factors = pose.scale.get(name, ())
    return factors[index] if index < len(factors) else 1.0


def _chain(pose: Pose, limb: str, origin: Point, lengths: tuple[float, ...]) -> list[Point]:
    """The ends of a limb's segments, from the body outwards."""
    shown = pose.scale.get(limb, ())
    ends: list[Point] = []
    for index, (degrees, length) in enumerate(zip(pose.limbs[limb], lengths, strict=False)):
        origin = ray(origin, degrees, length * shown[index] if index < len(shown) else length)
        ends.append(origin)
    return ends


def joints_of(skeleton: str, pose: Pose) -> dict[str, Point]:
    """The joints of a pose, by name.

    The side skeleton has hip, waist, neck, head and, with the endings _n and _f, elbow, wrist,
    hand, knee, ankle, heel and toe. The front skeleton has the endings _l and _r (the viewer's),
    shoulder and hip of each side as well, and no heels.

    Args:
        skeleton: "side" or "front".
        pose: the pose.
    """
    joints = _trunk(pose)
    sides, build = _BUILDERS[skeleton]
    for side in sides:
        build(pose, side, joints)
    return joints


def joint_of(skeleton: str, pose: Pose, name: str) -> Point:
    """One joint of a pose, without what does not lead to it."""
    if name == "hip":
        return pose.hip
    joints = _trunk(pose)
    if name not in joints:
        _BUILDERS[skeleton][1](pose, name[-1], joints)
    return joints[name]


def _trunk(pose: Pose) -> dict[str, Point]:
    shown = _factor(pose, "trunk")
    waist = ray(pose.hip, pose.angles["lumbar"], LUMBAR * shown)
    neck = ray(waist, pose.angles["thorax"], THORAX * shown)
    head = ray(neck, pose.angles["head"], NECK_HEAD * _factor(pose, "head"))
    return {"hip": pose.hip, "waist": waist, "neck": neck, "head": head}


def _side_limbs(pose: Pose, side: str, joints: dict[str, Point]) -> None:
    arm = _chain(pose, f"arm_{side}", joints["neck"], (UPPER_ARM, FOREARM, HAND))
    joints.update(zip((f"elbow_{side}", f"wrist_{side}", f"hand_{side}"), arm, strict=True))
    leg = f"leg_{side}"
    knee, ankle = _chain(pose, leg, joints["hip"], (THIGH, SHANK))
    joints[f"knee_{side}"], joints[f"ankle_{side}"] = knee, ankle
    _place_foot(joints, side, pose.limbs[leg][2], _factor(pose, leg, 2))


def _place_foot(joints: dict[str, Point], side: str, degrees: float, shown: float) -> None:
    """Heel and toe lie on the sole line, which runs under the ankle."""
    under = ray(joints[f"ankle_{side}"], degrees - 90, SOLE)
    joints[f"heel_{side}"] = ray(under, degrees, -HEEL * shown)
    joints[f"toe_{side}"] = ray(under, degrees, TOE * shown)


def _front_limbs(pose: Pose, side: str, joints: dict[str, Point]) -> None:
    outwards = 180.0 if side == "l" else 0.0
    top = ray(
        joints["neck"],
        pose.angles["shoulders"] + outwards,
        SHOULDER_HALF * _factor(pose, "shoulders"),
    )
    shoulder = (top[0], top[1] - SHOULDER_DROP)
    hip = ray(
        joints["hip"], pose.angles["pelvis"] + outwards, PELVIS_HALF * _factor(pose, "pelvis")
    )
    elbow, wrist = _chain(pose, f"arm_{side}", shoulder, (UPPER_ARM, FOREARM))
    knee, ankle = _chain(pose, f"leg_{side}", hip, (THIGH, SHANK))
    foot = pose.limbs[f"leg_{side}"][2]
    across = math.cos(math.radians(foot)) ** 2
    joints[f"shoulder_{side}"], joints[f"hip_{side}"] = shoulder, hip
    joints[f"elbow_{side}"], joints[f"wrist_{side}"] = elbow, wrist
    joints[f"hand_{side}"] = ray(wrist, pose.limbs[f"arm_{side}"][1], HAND)
    joints[f"knee_{side}"], joints[f"ankle_{side}"] = knee, ankle
    joints[f"toe_{side}"] = ray(ankle, foot, FOOT_ON + (FOOT_ACROSS - FOOT_ON) * across)


_BUILDERS = {"side": ("nf", _side_limbs), "front": ("lr", _front_limbs)}


def grounded(skeleton: str, joints: dict[str, Point], pose: Pose) -> dict[str, Point]:
    """The same joints with no foot under the floor; not for figures seen from above.

    Between two poses a straight interpolation of angles may push a foot a little into the
    ground. A person would lift the toes or bend the knee, not lift the body (a hand or the other
    foot is holding on): so the foot turns about its ankle until the toe touches, and if the heel
    is still too low, the knee bends. Seen from the front, toes near the floor reach down to it.
    """
    if skeleton == "front":
        for name in ("toe_l", "toe_r"):
            joints[name] = (joints[name][0], _stretched(joints[name][1]))
        return joints
    for side in ("n", "f"):
        _level_toes(joints, side, pose)
        sunk = min(joints[f"heel_{side}"][1], joints[f"toe_{side}"][1])
        if sunk < -_GIVE:
            x, y = joints[f"ankle_{side}"]
            reach("side", joints, pose, f"leg_{side}", (x, y - sunk - _GIVE))
    return joints


def _stretched(height: float) -> float:
    """Where a toe of the front skeleton is that would be so high: on the floor up to tiptoe."""
    return max(0.0, min(height, 2 * (height - _TIPTOE)))


def _level_toes(joints: dict[str, Point], side: str, pose: Pose) -> None:
    ankle, toe = joints[f"ankle_{side}"], joints[f"toe_{side}"]
    if toe[1] >= 0 or ankle[1] <= 0:
        return
    rise = math.degrees(math.asin(min(1.0, ankle[1] / _SOLE_TO_TOE)))
    was = pose.limbs[f"leg_{side}"][2]
    touching = (_SOLE_ANGLE - rise, _SOLE_ANGLE + 180 + rise)
    _place_foot(joints, side, min(touching, key=lambda angle: abs(_turn(angle, was))), 1.0)


def reach(
    skeleton: str,
    joints: dict[str, Point],
    pose: Pose,
    limb: str,
    target: Point,
    share: float = 1.0,
) -> None:
    """Bend a limb so that its wrist or ankle comes to a place; hand or foot go along.

    The elbow stays on the side it is on, a knee bends forwards. What is out of reach is reached
    for with a straight limb.

    Args:
        skeleton: "side" or "front".
        joints: changed in place.
        pose: the pose they came from (for its foreshortening).
        limb: an arm, or a leg of the side skeleton.
        target: where to.
        share: how much of the way to go, 0 to 1.
    """
    kind, side = limb.split("_")
    root, middle, end, lengths = _LIMBS[kind]
    hinge, tip = f"{middle}_{side}", f"{end}_{side}"
    top = joints[root if skeleton == "side" else f"shoulder_{side}"]
    was, elbow = joints[tip], joints[hinge]
    goal = (was[0] + share * (target[0] - was[0]), was[1] + share * (target[1] - was[1]))
    upper, lower = (length * _factor(pose, limb, i) for i, length in enumerate(lengths))
    far = min(max(math.dist(top, goal), 1e-6), upper + lower)
    along = _heading(top, goal)
    cosine = (upper * upper + far * far - lower * lower) / (2 * upper * far)
    bend = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    ahead = kind == "leg" or _turn(_heading(top, elbow), along) >= 0
    joints[hinge] = ray(top, along + (bend if ahead else -bend), upper)
    joints[tip] = ray(top, along, far)
    dx, dy = joints[tip][0] - was[0], joints[tip][1] - was[1]
    for name in (f"{part}_{side}" for part in _TAILS[kind]):
        joints[name] = (joints[name][0] + dx, joints[name][1] + dy)


def _heading(start: Point, end: Point) -> float:
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


_LIMBS = {
    "arm": ("neck", "elbow", "wrist", (UPPER_ARM, FOREARM)),
    "leg": ("hip", "knee", "ankle", (THIGH, SHANK)),
}
_TAILS = {"arm": ("hand",), "leg": ("heel", "toe")}


def _turn(end: float, start: float) -> float:
    """The short way round to a direction from another, in degrees from -180 to 180."""
    return (end - start + 180) % 360 - 180


def blend(start: Pose, end: Pose, share: float, *, short_way: bool = False) -> Pose:
    """The pose between two poses.

    Args:
        start: where `share` is 0.
        end: where `share` is 1.
        share: 0 to 1.
        short_way: turn every limb the short way round instead of as the numbers say.
    """
    way = _turn if short_way else sub
    (x0, y0), (x1, y1) = start.hip, end.hip
    limbs = {}
    for name, values in start.limbs.items():
        there = end.limbs[name]
        limbs[name] = tuple([a + share * way(b, a) for a, b in zip(values, there, strict=False)])
    return Pose(
        hip=(x0 + share * (x1 - x0), y0 + share * (y1 - y0)),
        angles={n: a + share * way(end.angles[n], a) for n, a in start.angles.items()},
        limbs=limbs,
        belly=start.belly + share * (end.belly - start.belly),
        scale=start.scale if start.scale == end.scale else _blend_scale(start, end, share),
    )


def _blend_scale(start: Pose, end: Pose, share: float) -> dict[str, tuple[float, ...]]:
    scale = {}
    for name in {**start.scale, **end.scale}:
        count = max(len(start.scale.get(name, ())), len(end.scale.get(name, ())))
        pairs = ((_factor(start, name, i), _factor(end, name, i)) for i in range(count))
        scale[name] = tuple(a + share * (b - a) for a, b in pairs)
    return scale


def at_hip(pose: Pose, hip: Point, belly: float | None = None) -> Pose:
    """The same pose in another place and, if wanted, with another belly."""
    belly = pose.belly if belly is None else belly
    return Pose(hip=hip, angles=pose.angles, limbs=pose.limbs, belly=belly, scale=pose.scale)


def swapped(pose: Pose) -> Pose:
    """The near limbs do what the far limbs did, and the other way round (side skeleton)."""
    return Pose(
        hip=pose.hip,
        angles=pose.angles,
        limbs={other_side(name): values for name, values in pose.limbs.items()},
        belly=pose.belly,
        scale={other_side(name): values for name, values in pose.scale.items()},
    )


def mirrored(pose: Pose) -> Pose:
    """The pose as a mirror shows it, right for left (front skeleton)."""
    lines = ("pelvis", "shoulders")  # these are lines across the body, not directions along it
    return Pose(
        hip=(-pose.hip[0], pose.hip[1]),
        angles={
            name: -value if name in lines else 180 - value for name, value in pose.angles.items()
        },
        limbs={other_side(name): tuple(180 - v for v in vs) for name, vs in pose.limbs.items()},
        belly=pose.belly,
        scale={other_side(name): values for name, values in pose.scale.items()},
    )


_OPPOSITE = {"_n": "_f", "_f": "_n", "_l": "_r", "_r": "_l"}


def other_side(name: str) -> str:
    """The joint or limb of the other side, "toe_n" for "toe_f"; "hip" stays "hip"."""
    return name[:-2] + _OPPOSITE[name[-2:]] if name[-2:] in _OPPOSITE else name
