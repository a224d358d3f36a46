"""The figure in time: which pose a person who follows the exercise is in, second by second.

When a segment runs is `care.timeline`'s business; here a segment becomes a body. A movement
eases in and out between two key poses; a hold keeps the pose, sways where the data says so, and
breathes. The second side is the same motion with the near and far limbs exchanged or the whole
picture mirrored, and the figure takes a moment to change over. A pinned joint (a foot, a knee,
the hip on a seat) stays where it was in the first pose: the whole body moves instead.

Everything here is a pure function of the exercise, the length of the step and the seconds
elapsed.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lowback_tray.care import rig
from lowback_tray.care.bounds import Box, body_box, prop_box
from lowback_tray.care.contact import lean_hands
from lowback_tray.care.exercise import Exercise, Motion, Pose
from lowback_tray.care.plan import Side
from lowback_tray.care.rig import Joints, Point
from lowback_tray.care.timeline import TimedSegment, timeline

Props = tuple[Mapping[str, object], ...]

CHANGE_S = 1.6  # the change to the other side
BREATH_S = 10.0  # one quiet breath of a hold, 4 in and 6 out
_BREATH_IN = 0.4
_BREATH_DEPTH = 0.25  # of the belly
_QUIET_HOLD_S = 6.0  # shorter holds are effort, not rest: nothing swells in them
_NEARLY = 1 - 1e-6  # of a movement: its end, and not yet the beginning of the next
_STEPS = 6  # samples of a movement that the frame around it is measured by


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the figure, ready to draw.

    Attributes:
        view: "side", "front" or "top".
        joints: where the joints are, in rig units (see `care.rig.joints_of`).
        order: the parts from the farthest to the nearest: limbs, "trunk" and "head".
        work: the ending (n, f, l, r) of the side the exercise works on now.
        settled: 1 on a side, falling to 0 and rising again in the change from one to the other.
        facing: 1 when the figure looks to +x, -1 the other way (side view).
        turn: how far a front figure has turned, from -1 (viewer's left) to 1.
        belly: 0 thin to 1 full.
        props: chair, wall, mat ... as they stand now.
        bounds: a box that holds the whole motion and its props, the same for every frame.
        segment: where in the exercise this is.
        share: how much of the segment has passed, 0 to 1.
    """

    view: str
    joints: Joints
    order: tuple[str, ...]
    work: str
    settled: float
    facing: int
    turn: float
    belly: float
    props: Props
    bounds: Box
    segment: TimedSegment
    share: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment of a movement; equal ones in two cycles show the same picture.

    Attributes:
        movement: between which poses, on which side, in how many seconds.
        changed_from: the movement of the other side that it changes over from now, if it does.
        number: which of the moments on the grid, counted from the movement's beginning.
        elapsed_s: when this one is, in seconds since the step began.
    """

    movement: tuple[str, str | None, int, float]
    changed_from: tuple[str, str | None, int, float] | None
    number: int
    elapsed_s: float = field(compare=False)


def _movement(segment: TimedSegment) -> tuple[str, str | None, int, float]:
    return segment.from_pose, segment.to_pose, segment.side, segment.seconds


def _between(
    movement: tuple[str, str | None, int, float],
) -> tuple[frozenset[str | None], int, float]:
    """The same whichever way it goes."""
    start, end, side, seconds = movement
    return frozenset((start, end)), side, seconds


class Performance:
    """One exercise as it is led for a number of seconds; ask it for any moment, in any order.

    Args:
        exercise: what is done.
        seconds: the length of the step, all sides together; more than 0.
        first: the side that begins; the left one exchanges what is drawn for the two.
    """

    def __init__(self, exercise: Exercise, seconds: float, first: Side = "right") -> None:
        motion = exercise.motion
        self.segments = timeline(exercise, seconds)
        if first == "left" and motion.side_change != "none":
            self.segments = tuple(replace(part, side=1 - part.side) for part in self.segments)
        self._motion = motion
        self._starts = [segment.start_s for segment in self.segments]
        self._firsts = _firsts_of_a_side(self.segments)
        self._times = Counter(_between(_movement(segment)) for segment in self.segments)
        joints = rig.joints_of(motion.skeleton, motion.poses[motion.initial])
        self._home = joints[motion.pin or "hip"]
        self._pinned = {name: self._at_pin(pose) for name, pose in motion.poses.items()}
        self._holds = _holds(motion, self._pinned)
        self._props = (motion.props, tuple(_turned_prop(prop, motion) for prop in motion.props))
        self._bounds: Box = (0.0, 0.0, 0.0, 0.0)
        self._bounds = self._measured()

    def frame(self, elapsed_s: float) -> Frame:
        """The figure at a moment; before the start and after the end it stands still."""
        index = self._index(elapsed_s)
        segment = self.segments[index]
        share = min(1.0, max(0.0, elapsed_s - segment.start_s) / segment.seconds)
        pose = self._turned(self._pose(segment, share), segment)
        before, change = self._change(index, elapsed_s)
        if before is None:
            return self._picture(pose, segment, share)
        left = self._turned(self._pose(before, 1.0), before)
        pose = rig.blend(left, pose, ease(change), short_way=True)
        picture = self._picture(pose, segment, share, ease(change), abs(2 * change - 1))
        if change > 0.5:
            return picture
        return replace(picture, work=self._work(before), props=self._props[self._is_turned(before)])

    def tick(self, elapsed_s: float, rate: int) -> Tick | None:
        """The nearest of `rate` moments a second of the movement that runs; None in a hold.

        Ask `frame` for its `elapsed_s`: frames of equal ticks look alike.
        """
        index = self._index(elapsed_s)
        segment = self.segments[index]
        if segment.to_pose is None:
            return None
        into = min(segment.seconds, max(0.0, elapsed_s - segment.start_s))
        before, _ = self._change(index, elapsed_s)
        movement = _movement(segment)
        changed_from = None if before is None else _movement(before)
        back = before is None and segment.to_pose < segment.from_pose
        if back:  # the way back is the way there, backwards
            movement = (segment.to_pose, segment.from_pose, segment.side, segment.seconds)
        number = round((segment.seconds - into if back else into) * rate)
        at = segment.seconds - number / rate if back else number / rate
        on_grid = segment.start_s + max(0.0, min(at, segment.seconds * _NEARLY))
        return Tick(movement, changed_from, number, on_grid)

    def comes_again(self, tick: Tick) -> bool:
        """Whether the movement of a moment is made more than once, there or back."""
        return self._times[_between(tick.movement)] > 1

    def _index(self, elapsed_s: float) -> int:
        """Which segment runs."""
        return max(0, bisect_right(self._starts, elapsed_s) - 1)

    def key_frames(self, side: int = 0) -> tuple[Frame, ...]:
        """The first pose and each pose that follows it, once, in the order of the cycle."""
        names = dict.fromkeys([self._motion.initial, *(s.to for s in self._motion.cycle if s.to)])
        return tuple(self.key_frame(name, side) for name in names)

    def key_frame(self, name: str, side: int = 0) -> Frame:
        """One key pose as a picture."""
        segment = replace(self.segments[0], from_pose=name, to_pose=None, side=side)
        return self._picture(self._turned(self._pinned[name], segment), segment, 0.0)

    def emblem(self) -> Frame:
        """The pose that says most: the one held longest, else the first it moves to."""
        at, held = self._motion.initial, dict[str, float]()
        for segment in self._motion.cycle:
            at = segment.to or at
            held[at] = held.get(at, 0.0) + (segment.seconds if segment.to is None else 0.0)
        longest = max(held, key=lambda name: held[name])
        first = next((s.to for s in self._motion.cycle if s.to), self._motion.initial)
        return self.key_frame(longest if held[longest] >= 1 else first)

    def _measured(self) -> Box:
        """The box around every different movement, both sides, the change and the props."""
        boxes = [prop_box(prop) for prop in self._motion.props]
        seen = set[tuple[str, str | None, int]]()
        for segment in self.segments:
            movement = (segment.from_pose, segment.to_pose, segment.side)
            if movement not in seen:
                seen.add(movement)
                for step in range(_STEPS + 1):
                    moment = segment.start_s + segment.seconds * step / _STEPS
                    boxes.append(body_box(self.frame(moment).joints))
        left, low, right, high = zip(*boxes, strict=True)
        return (min(left), min(low), max(right), max(high))

    def _pose(self, segment: TimedSegment, share: float) -> Pose:
        """The pose before it is turned to the second side."""
        motion, end = self._motion, segment.to_pose
        if end is not None:
            start = motion.poses[segment.from_pose]
            return self._at_pin(rig.blend(start, motion.poses[end], ease(share)))
        pose = self._pinned[segment.from_pose]
        if motion.idle is not None and segment.from_pose == motion.idle[0]:
            _, other, period_s = motion.idle
            swing = _sway(share, round(segment.seconds / period_s))
            return rig.blend(pose, self._pinned[other], swing)
        if segment.seconds < _QUIET_HOLD_S:
            return pose
        depth = _BREATH_DEPTH * _breath(share, max(1, round(segment.seconds / BREATH_S)))
        return rig.at_hip(pose, pose.hip, min(1.0, pose.belly + depth))

    def _at_pin(self, pose: Pose) -> Pose:
        """The pose moved so that the pinned joint is where the first pose has it."""
        if self._motion.pin is None:
            return pose
        x, y = rig.joint_of(self._motion.skeleton, pose, self._motion.pin)
        dx, dy = self._home[0] - x, self._home[1] - y
        return rig.at_hip(pose, (pose.hip[0] + dx, pose.hip[1] + dy))

    def _turned(self, pose: Pose, segment: TimedSegment) -> Pose:
        """The pose for the side it is done on; a mirrored side view is flipped joint by joint."""
        if not self._is_turned(segment):
            return pose
        if self._motion.side_change != "flip_x":
            return rig.swapped(pose)
        return rig.mirrored(pose) if self._motion.skeleton == "front" else pose

    def _is_turned(self, segment: TimedSegment) -> bool:
        return segment.side == 1 and self._motion.side_change != "none"

    def _change(self, index: int, elapsed_s: float) -> tuple[TimedSegment | None, float]:
        """The segment the other side ended with and how far the change has come, if it runs."""
        first = self._firsts[index]
        begun = elapsed_s - self.segments[first].start_s
        length = min(CHANGE_S, self.segments[first].seconds)
        if first == 0 or begun >= length:
            return None, 1.0
        return self.segments[first - 1], begun / length

    def _work(self, segment: TimedSegment) -> str:
        """The ending of the limbs that work in a segment."""
        turned = self._is_turned(segment)
        if self._motion.skeleton == "front":
            return "l" if turned else "r"
        return "f" if turned and self._motion.side_change != "flip_x" else "n"

    def _held(self, segment: TimedSegment, share: float) -> Iterator[tuple[str, Point]]:
        """The limbs that hold on to a place all through a segment, and that place."""
        motion, turned = self._motion, self._is_turned(segment)
        for limb, (start, end) in self._holds.get((segment.from_pose, segment.to_pose), {}).items():
            x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
            if turned and motion.side_change == "flip_x":
                x = -x
            yield rig.other_side(limb) if turned else limb, (x, y)

    def _picture(
        self,
        pose: Pose,
        segment: TimedSegment,
        share: float,
        grip: float = 1.0,
        settled: float = 1.0,
    ) -> Frame:
        motion, turned = self._motion, self._is_turned(segment)
        joints = rig.joints_of(motion.skeleton, pose)
        for limb, place in self._held(segment, ease(share)):
            rig.reach(motion.skeleton, joints, pose, limb, place, grip)
        if motion.view != "top":
            joints = rig.grounded(motion.skeleton, joints, pose)
        facing = 1
        if motion.skeleton == "side":
            lean_hands(joints, motion.props, settled)
            if turned and motion.side_change == "flip_x":
                facing, joints = -1, {name: (-x, y) for name, (x, y) in joints.items()}
            order: tuple[str, ...] = _SIDE_ORDER
        else:
            order = _front_order(motion, joints)
        return Frame(
            view=motion.view,
            joints=joints,
            order=order,
            work=self._work(segment),
            settled=settled,
            facing=facing,
            turn=_turn_of(pose),
            belly=pose.belly,
            props=self._props[turned],
            bounds=self._bounds,
            segment=segment,
            share=share,
        )


def _firsts_of_a_side(segments: Iterable[TimedSegment]) -> list[int]:
    """For each segment the one since which the side has been the same."""
    firsts: list[int] = []
    side = -1
    for index, segment in enumerate(segments):
        firsts.append(firsts[-1] if segment.side == side else index)
        side = segment.side
    return firsts


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


_SAME_PLACE = 0.7  # rig units


def _holds(
    motion: Motion, poses: Mapping[str, Pose]
) -> dict[tuple[str, str | None], dict[str, tuple[Point, Point]]]:
    """For each movement the limbs whose wrist or ankle is in one place at both of its ends.

    Angles that change evenly would let such a hand slip off its desk and such a foot skate. Legs
    seen from the front are as good as straight: nothing to bend.
    """
    ends = {name: rig.joints_of(motion.skeleton, pose) for name, pose in poses.items()}
    tips = {limb: limb.replace("arm", "wrist").replace("leg", "ankle") for limb in _limbs(motion)}
    return {
        (start, end): {
            limb: (here[tip], there[tip])
            for limb, tip in tips.items()
            if math.dist(here[tip], there[tip]) < _SAME_PLACE
        }
        for start, here in ends.items()
        for end, there in ends.items()
    }


def _limbs(motion: Motion) -> Iterable[str]:
    limbs = motion.poses[motion.initial].limbs
    return limbs if motion.skeleton == "side" else [name for name in limbs if "arm" in name]


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
