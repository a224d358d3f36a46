"""The figure in time: which pose a person who follows the exercise is in, second by second.

An exercise plays its cycle of segments as its dose says: a number of whole cycles at the tempo
of the data (`fit` "cycles", what is left over is rest), or as long as the seconds allow, with the
holds stretched or shrunk (`fit` "hold"). A movement eases in and out between two key poses; a
hold keeps the pose, sways where the data says so, and breathes. The second side is the same
motion with the near and far limbs exchanged or the whole picture mirrored, and the figure takes a
moment to change over. A pinned joint (a foot, a knee, the hip on a seat) stays where it was in
the first pose: the whole body moves instead.

Everything here is a pure function of the motion, the dose and the seconds elapsed.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lowback_tray.care import rig
from lowback_tray.care.exercise import Dose, Motion, Pose, Segment
from lowback_tray.care.rig import Joints, Point

Props = tuple[Mapping[str, object], ...]
Box = tuple[float, float, float, float]  # left, bottom, right, top

CHANGE_S = 1.6  # the change to the other side
BREATH_S = 10.0  # one quiet breath of a hold, 4 in and 6 out
_BREATH_IN = 0.4
_BREATH_DEPTH = 0.25  # of the belly
_QUIET_HOLD_S = 6.0  # shorter holds are effort, not rest: nothing swells in them
_STEPS = 6  # samples of a movement that the frame around it is measured by


@dataclass(frozen=True, slots=True)
class Span:
    """One segment of the cycle at its place in time.

    Attributes:
        start: seconds from the beginning of the exercise.
        seconds: how long, never zero.
        frm, to: names of the poses at its two ends, the same in a hold.
        segment: the segment of the data; None while resting at the end.
        side: 0, or 1 for the second side.
        cycle: which cycle of this side, from 0.
    """

    start: float
    seconds: float
    frm: str
    to: str
    segment: Segment | None
    side: int
    cycle: int

    @property
    def end(self) -> float:
        """When it is over."""
        return self.start + self.seconds


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the figure, ready to draw.

    Attributes:
        view: "side", "front" or "top".
        joints: where the joints are, in rig units (see `care.rig.joints_of`).
        order: the parts from the farthest to the nearest: limbs, "trunk" and "head".
        work: the ending (n, f, l, r) of the side the exercise works on now.
        facing: 1 when the figure looks to +x, -1 the other way (side view).
        turn: how far a front figure has turned, from -1 (viewer's left) to 1.
        belly: 0 thin to 1 full.
        props: chair, wall, mat ... as they stand now.
        bounds: a box that holds the whole motion and its props, the same for every frame.
        span: where in the exercise this is.
        share: how much of the span has passed, 0 to 1.
    """

    view: str
    joints: Joints
    order: tuple[str, ...]
    work: str
    facing: int
    turn: float
    belly: float
    props: Props
    bounds: Box
    span: Span
    share: float


def schedule(motion: Motion, dose: Dose, seconds: float) -> tuple[Span, ...]:
    """The segments of an exercise on the time line of one step.

    Args:
        motion: how it moves.
        dose: how much of it.
        seconds: the length of the step, all sides together; more than 0.
    """
    sides = 2 if dose.sides == 2 else 1
    spans: list[Span] = []
    for side in range(sides):
        spans += _side_schedule(motion, dose, seconds / sides, side)
    return tuple(spans)


def _side_schedule(motion: Motion, dose: Dose, seconds: float, side: int) -> Iterator[Span]:
    cycles = dose.cycles if dose.fit == "hold" else max(1, int(seconds / dose.cycle_s + 1e-9))
    at, pose = side * seconds, motion.initial
    for cycle in range(cycles):
        for segment, length in _lengths(motion, dose, seconds / cycles):
            to = segment.to or pose
            yield Span(at, length, pose, to, segment, side, cycle)
            at, pose = at + length, to
    rest = (side + 1) * seconds - at
    if rest > 1e-6:
        yield Span(at, rest, pose, pose, None, side, cycles - 1)


def _lengths(motion: Motion, dose: Dose, available: float) -> Iterator[tuple[Segment, float]]:
    """The segments of a cycle with the seconds each gets when the cycle may take `available`."""
    moving = sum(s.seconds for s in motion.cycle if s.to is not None)
    holding = sum(s.seconds for s in motion.cycle if s.to is None)
    whole = moving + holding
    pace = min(1.0, available / whole)
    stay = pace
    if dose.fit == "hold" and holding and available > moving:
        pace, stay = 1.0, (available - moving) / holding
    for segment in motion.cycle:
        yield segment, segment.seconds * (stay if segment.to is None else pace)


class Performance:
    """One exercise as it is led for a number of seconds; ask it for any moment, in any order.

    Args:
        motion: how it moves.
        dose: how much of it.
        seconds: the length of the step, all sides together; more than 0.
    """

    def __init__(self, motion: Motion, dose: Dose, seconds: float) -> None:
        self.spans = schedule(motion, dose, seconds)
        self._motion = motion
        self._starts = [span.start for span in self.spans]
        self._pinned = {name: _pinned(motion, pose) for name, pose in motion.poses.items()}
        self._bounds = bounds(motion)
        self._props = (motion.props, tuple(_turned_prop(prop, motion) for prop in motion.props))

    def frame(self, elapsed_s: float) -> Frame:
        """The figure at a moment; before the start and after the end it stands still."""
        index = max(0, bisect_right(self._starts, elapsed_s) - 1)
        span = self.spans[index]
        share = min(1.0, max(0.0, elapsed_s - span.start) / span.seconds)
        pose = _turned(self._motion, self._pose(span, share), _is_turned(self._motion, span))
        pose = self._changing_over(index, elapsed_s, pose)
        return self._picture(pose, span, share)

    def key_frames(self, side: int = 0) -> tuple[Frame, ...]:
        """The first pose and each pose that follows it, once, in the order of the cycle."""
        names = dict.fromkeys([self._motion.initial, *(s.to for s in self._motion.cycle if s.to)])
        return tuple(self.key_frame(name, side) for name in names)

    def key_frame(self, name: str, side: int = 0) -> Frame:
        """One key pose as a picture."""
        span = replace(self.spans[0], frm=name, to=name, segment=None, side=side, cycle=side)
        pose = _turned(self._motion, self._pinned[name], _is_turned(self._motion, span))
        return self._picture(pose, span, 0.0)

    def emblem(self) -> Frame:
        """The pose that says most: the one held longest, else the first it moves to."""
        at, held = self._motion.initial, dict[str, float]()
        for segment in self._motion.cycle:
            at = segment.to or at
            held[at] = held.get(at, 0.0) + (segment.seconds if segment.to is None else 0.0)
        longest = max(held, key=lambda name: held[name])
        first = next((s.to for s in self._motion.cycle if s.to), self._motion.initial)
        return self.key_frame(longest if held[longest] >= 1 else first)

    def _pose(self, span: Span, share: float) -> Pose:
        """The pose before it is turned to the second side."""
        if span.frm != span.to:
            eased = ease(share)
            pose = rig.blend(self._motion.poses[span.frm], self._motion.poses[span.to], eased)
            return _pinned(self._motion, pose)
        pose = self._pinned[span.to]
        idle = self._motion.idle
        if idle is not None and span.to == idle[0]:
            swing = _sway(share, round(span.seconds / idle[2]))
            return rig.blend(pose, self._pinned[idle[1]], swing)
        if span.seconds < _QUIET_HOLD_S:
            return pose
        depth = _BREATH_DEPTH * _breath(share, max(1, round(span.seconds / BREATH_S)))
        return rig.at_hip(pose, pose.hip, min(1.0, pose.belly + depth))

    def _changing_over(self, index: int, elapsed_s: float, pose: Pose) -> Pose:
        """Lead from where the other side ended to where this side is."""
        motion, span = self._motion, self.spans[index]
        first = next(i for i in range(index, -1, -1) if self._opens_side(i))
        begun = elapsed_s - self.spans[first].start
        length = min(CHANGE_S, span.seconds)
        if first == 0 or begun >= length:
            return pose
        before = self.spans[first - 1]
        left = _turned(motion, self._pose(before, 1.0), _is_turned(motion, before))
        return rig.blend(left, pose, ease(begun / length), short_way=True)

    def _opens_side(self, index: int) -> bool:
        """Whether the sides change at the beginning of a span."""
        if index == 0:
            return True
        here, before = (_is_turned(self._motion, self.spans[i]) for i in (index, index - 1))
        return here != before

    def _picture(self, pose: Pose, span: Span, share: float) -> Frame:
        motion, turned = self._motion, _is_turned(self._motion, span)
        joints = rig.joints_of(motion.skeleton, pose)
        if motion.view != "top":
            joints = rig.grounded(motion.skeleton, joints, pose)
        facing = 1
        if motion.skeleton == "side":
            if turned and motion.side_change == "flip_x":
                facing, joints = -1, {name: (-x, y) for name, (x, y) in joints.items()}
            order, work = _SIDE_ORDER, "f" if turned and facing == 1 else "n"
        else:
            order, work = _front_order(motion, joints), "l" if turned else "r"
        return Frame(
            view=motion.view,
            joints=joints,
            order=order,
            work=work,
            facing=facing,
            turn=_turn_of(pose),
            belly=pose.belly,
            props=self._props[turned],
            bounds=self._bounds,
            span=span,
            share=share,
        )


def pose_at(motion: Motion, dose: Dose, seconds: float, elapsed_s: float) -> Frame:
    """The figure at one moment (`Performance` for many).

    Args:
        motion: how it moves.
        dose: how much of it.
        seconds: the length of the step, all sides together.
        elapsed_s: seconds since the step began.
    """
    return Performance(motion, dose, seconds).frame(elapsed_s)


def ease(share: float) -> float:
    """Slow at both ends, as a body starts and stops: 0 to 1 for 0 to 1."""
    return 0.5 - 0.5 * math.cos(math.pi * share)


def _sway(share: float, times: int) -> float:
    """There and back a whole number of times, so that a hold ends where it began."""
    return 0.5 - 0.5 * math.cos(2 * math.pi * share * times)


def _breath(share: float, times: int) -> float:
    """In faster than out, a whole number of times; 0 empty, 1 full."""
    part = share * times % 1.0
    if part < _BREATH_IN:
        return ease(part / _BREATH_IN)
    return ease((1 - part) / (1 - _BREATH_IN))


def _pinned(motion: Motion, pose: Pose) -> Pose:
    """The pose moved so that the pinned joint is where the first pose has it."""
    if motion.pin is None:
        return pose
    home = rig.joints_of(motion.skeleton, motion.poses[motion.initial])[motion.pin]
    here = rig.joints_of(motion.skeleton, pose)[motion.pin]
    return rig.at_hip(pose, (pose.hip[0] + home[0] - here[0], pose.hip[1] + home[1] - here[1]))


def _is_turned(motion: Motion, span: Span) -> bool:
    """Whether the motion runs on the other side in this span."""
    if motion.side_change == "swap_nf_each_rep":
        return span.cycle % 2 == 1
    return motion.side_change != "none" and span.side == 1


def _turned(motion: Motion, pose: Pose, turned: bool) -> Pose:
    """The pose for the side it is done on; a mirrored side view is flipped joint by joint."""
    if not turned:
        return pose
    if motion.side_change != "flip_x":
        return rig.swapped(pose)
    return rig.mirrored(pose) if motion.skeleton == "front" else pose


def _turned_prop(prop: Mapping[str, object], motion: Motion) -> Mapping[str, object]:
    """A strap goes with the limb that holds it; furniture stays where it stands."""
    between = prop.get("between")
    if motion.side_change == "flip_x" or not isinstance(between, (list, tuple)):
        return prop
    return {**prop, "between": [rig.other_side(str(name)) for name in between]}


_SIDE_ORDER = ("arm_f", "leg_f", "trunk", "head", "leg_n", "arm_n")


def _front_order(motion: Motion, joints: Joints) -> tuple[str, ...]:
    """The leg that crosses the middle lies over the other; legs that point at us over the trunk."""
    middle = joints["hip"][0]
    right_crosses = middle - joints["ankle_r"][0]
    left_crosses = joints["ankle_l"][0] - middle
    legs = ("leg_r", "leg_l") if left_crosses > right_crosses + 1e-6 else ("leg_l", "leg_r")
    shortened = motion.poses[motion.initial].scale.get("leg_l", (1.0,))[0] < 0.9
    body = ("trunk", *legs) if shortened else (*legs, "trunk")
    return (*body, "head", "arm_l", "arm_r")


def _turn_of(pose: Pose) -> float:
    """A turned chest shows a shorter shoulder line, and the head says which way it went."""
    hidden = 1 - pose.scale.get("shoulders", (1.0,))[0]
    way = pose.angles["thorax"] - pose.angles["head"]
    return max(-1.0, min(1.0, way / 3.0)) * min(1.0, hidden / 0.45)


_REACH = {"head": 7.5, "hip": 6.0, "waist": 5.5, "neck": 5.0}
_LIMB = 3.0


def bounds(motion: Motion) -> Box:
    """The box around every moment of a motion, both sides and its props, in rig units."""
    boxes = [_body_box(joints) for joints in _sampled(motion)]
    if motion.side_change == "flip_x":
        boxes += [(-right, low, -left, high) for left, low, right, high in boxes]
    boxes += [_prop_box(prop) for prop in motion.props]
    left, low, right, high = zip(*boxes, strict=True)
    return (min(left), min(low), max(right), max(high))


def _sampled(motion: Motion) -> Iterator[Joints]:
    """The joints at several moments of each different movement of the cycle."""
    at, seen = motion.initial, set[tuple[str, str]]()
    for segment in motion.cycle * 2:
        to = segment.to or at
        if (at, to) not in seen:
            seen.add((at, to))
            for step in range(_STEPS + 1):
                pose = rig.blend(motion.poses[at], motion.poses[to], step / _STEPS)
                yield rig.joints_of(motion.skeleton, _pinned(motion, pose))
        at = to


def _body_box(joints: Joints) -> Box:
    reach = [(point, _REACH.get(name, _LIMB)) for name, point in joints.items()]
    return (
        min(x - r for (x, _), r in reach),
        min(y - r for (_, y), r in reach),
        max(x + r for (x, _), r in reach),
        max(y + r for (_, y), r in reach),
    )


def _prop_box(prop: Mapping[str, object]) -> Box:
    """What a prop takes, with a little around it; a strap and a footprint lie inside the body."""
    at = {name: float(value) for name, value in prop.items() if isinstance(value, (int, float))}
    across = [at[name] for name in ("x0", "x1", "x", "back_x") if name in at] or [0.0]
    up = [at[name] for name in ("y0", "y1", "y", "seat_y", "back_top") if name in at] or [0.0]
    return (min(across) - 2, min(0.0, *up) - 2, max(across) + 2, max(up) + 2)


__all__ = ["Box", "Frame", "Joints", "Performance", "Point", "Span", "bounds", "pose_at"]
