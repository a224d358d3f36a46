"""The figure in time, for every exercise of the library."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from lowback_tray.care import pose, rig
from lowback_tray.care.exercise import Exercise
from lowback_tray.care.library import load
from lowback_tray.care.pose import CHANGE_S, Frame, Performance

EXERCISES = load().exercises
FPS = 30
EVERY = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
TWO_SIDED = [e for e in EXERCISES.values() if e.dose.sides == 2]
BOTH_SIDES = pytest.mark.parametrize("exercise", TWO_SIDED, ids=[e.id for e in TWO_SIDED])
PINNED = [e for e in EXERCISES.values() if e.motion.pin]
HOLDING = pytest.mark.parametrize("exercise", PINNED, ids=[e.id for e in PINNED])


@cache
def standard(name: str) -> Performance:
    """An exercise at its standard dose; measured once for all tests."""
    return Performance(EXERCISES[name], EXERCISES[name].duration_s)


def takes(exercise: Exercise, fps: int) -> Iterator[list[Frame]]:
    """Unbroken runs of frames: two cycles, or beginning, change of sides and end of long holds."""
    led, seconds = standard(exercise.id), exercise.duration_s
    spans = [(0.0, min(seconds, 2 * exercise.dose.cycle_s, 9)), (seconds - 2.0, seconds + 0.0)]
    if exercise.dose.sides == 2:
        spans.append((seconds / 2 - 1, seconds / 2 + 4))
    for start, end in spans:
        yield [led.frame(start + n / fps) for n in range(int((end - start) * fps) + 1)]


def shown(exercise: Exercise, fps: int = FPS) -> Iterator[Frame]:
    """The frames of all takes."""
    for take in takes(exercise, fps):
        yield from take


def lowest(frame: Frame) -> float:
    return min(y for _, y in frame.joints.values())


def farthest(before: Frame, after: Frame) -> tuple[float, str]:
    return max((math.dist(before.joints[n], after.joints[n]), n) for n in before.joints)


@EVERY
def test_no_joint_of_a_key_pose_is_under_the_floor(exercise: Exercise) -> None:
    led = standard(exercise.id)
    for side in (0, 1):
        for frame in led.key_frames(side):
            assert lowest(frame) >= -1.0, frame.segment.from_pose


@EVERY
def test_nothing_sinks_into_the_floor_between_the_key_poses(exercise: Exercise) -> None:
    assert min(map(lowest, shown(exercise, fps=10))) >= -1.01


@EVERY
def test_nothing_jumps_from_one_frame_to_the_next(exercise: Exercise) -> None:
    pairs = [pair for take in takes(exercise, FPS) for pair in pairwise(take)]
    jump, joint = max(farthest(before, after) for before, after in pairs)
    # The fastest true movement is the swing of a hand in a march of one step a second.
    assert jump < 3.5, joint
    assert max(abs(before.belly - after.belly) for before, after in pairs) < 0.06


@HOLDING
def test_the_pinned_joint_stays_where_it_is(exercise: Exercise) -> None:
    pin = exercise.motion.pin
    assert pin is not None
    led = standard(exercise.id)
    home = led.frame(0).joints[pin]
    for segment in led.segments[:8]:
        opens_side = exercise.dose.sides == 2 and segment.start_s == exercise.duration_s / 2
        change = CHANGE_S if opens_side else 0.0
        turned = segment.side == 1 and exercise.motion.side_change.startswith("swap")
        for share in (0.01, 0.3, 0.5, 0.8, 0.99):
            moment = segment.start_s + change + share * (segment.seconds - change)
            here = led.frame(moment).joints[rig.other_side(pin) if turned else pin]
            assert math.dist(here, home) < 0.6


@EVERY
def test_bones_keep_their_length(exercise: Exercise) -> None:
    if exercise.motion.skeleton == "front":
        return  # what points at us is drawn short
    for frame in shown(exercise, fps=5):
        at = frame.joints
        for side in "nf":
            shank = math.dist(at[f"knee_{side}"], at[f"ankle_{side}"])
            assert shank <= rig.SHANK + 1e-6
        assert math.dist(at["hip"], at["waist"]) == pytest.approx(rig.LUMBAR)


@EVERY
def test_the_whole_motion_stays_inside_its_bounds(exercise: Exercise) -> None:
    for frame in shown(exercise, fps=10):
        left, low, right, high = frame.bounds
        for name, (x, y) in frame.joints.items():
            assert left <= x <= right, name
            assert low <= y <= high, name


@EVERY
def test_the_same_moment_gives_the_same_picture(exercise: Exercise) -> None:
    led = standard(exercise.id)
    moment = exercise.duration_s * 0.37
    later = led.frame(exercise.duration_s)
    assert led.frame(moment) == Performance(exercise, exercise.duration_s).frame(moment)
    assert led.frame(exercise.duration_s + 99).joints == later.joints
    assert led.frame(-5).joints == led.frame(0).joints


@BOTH_SIDES
def test_both_sides_are_shown_and_the_second_is_the_first_with_sides_exchanged(
    exercise: Exercise,
) -> None:
    led = standard(exercise.id)
    half = exercise.duration_s / 2
    mirror = -1 if exercise.motion.side_change == "flip_x" else 1
    first, second = led.frame(half * 0.6), led.frame(half * 1.6)
    assert (first.segment.side, second.segment.side) == (0, 1)
    assert rig.other_side("_" + first.work) == "_" + second.work
    for name, (x, y) in first.joints.items():
        assert math.dist(second.joints[rig.other_side(name)], (mirror * x, y)) < 1e-6, name


@BOTH_SIDES
def test_a_step_that_begins_on_the_left_exchanges_the_sides(exercise: Exercise) -> None:
    half = exercise.duration_s / 2
    usual = standard(exercise.id)
    other = Performance(exercise, exercise.duration_s, "left")
    assert other.frame(half * 0.6).work == usual.frame(half * 1.6).work
    assert other.frame(half * 1.6).work == usual.frame(half * 0.6).work
    for name, place in usual.frame(half * 1.6).joints.items():
        assert other.frame(half * 0.6).joints[name] == pytest.approx(place), name


@EVERY
def test_key_frames_start_with_the_first_pose_and_show_each_once(exercise: Exercise) -> None:
    names = [f.segment.from_pose for f in Performance(exercise, 60).key_frames()]
    assert names[0] == exercise.motion.initial
    assert len(names) == len(set(names)) >= 2
    assert set(names) == {exercise.motion.initial, *(s.to for s in exercise.motion.cycle if s.to)}


def test_the_telling_pose_is_the_one_held_or_else_the_first_it_moves_to() -> None:
    def emblem(name: str) -> str:
        return Performance(EXERCISES[name], 60).emblem().segment.from_pose

    assert emblem("stand_desk_hinge") == "B"
    assert emblem("fours_bird_dog") == "B"
    assert emblem("stand_march_walk") == "A"


def test_a_movement_starts_and_ends_slowly() -> None:
    led = Performance(EXERCISES["chair_twist"], 40)
    heads = [led.frame(t / 10).joints["head"][0] for t in range(31)]
    steps = [abs(b - a) for a, b in pairwise(heads)]
    assert steps[0] < steps[14] / 4
    assert steps[-1] < steps[14] / 4


def test_a_chest_turns_to_the_side_the_head_turns_to() -> None:
    led = Performance(EXERCISES["chair_twist"], 40)
    assert led.key_frame("A").turn == 0
    assert led.key_frame("B").turn == pytest.approx(1)
    assert led.key_frame("C").turn == pytest.approx(-1)
    assert Performance(EXERCISES["chair_side_reach"], 32).key_frame("B").turn == 0


def test_the_belly_breathes_in_a_long_hold_and_ends_as_it_began() -> None:
    exercise = EXERCISES["chair_hamstring"]
    led = Performance(exercise, 60)
    hold = next(s for s in led.segments if s.to_pose is None)
    bellies = [led.frame(hold.start_s + hold.seconds * i / 100).belly for i in range(100)]
    assert max(bellies) - min(bellies) == pytest.approx(0.25, abs=0.02)
    assert bellies[0] == pytest.approx(bellies[-1], abs=0.02)
    full = bellies.index(max(bellies[:50]))
    assert full < 25, "in is shorter than out"


def test_a_short_hold_of_effort_does_not_breathe() -> None:
    led = Performance(EXERCISES["fours_bird_dog"], 80)
    hold = next(s for s in led.segments if s.to_pose is None)
    assert len({led.frame(hold.start_s + hold.seconds * i / 9).belly for i in range(9)}) == 1


def test_a_hold_sways_where_the_data_says_so_a_whole_number_of_times() -> None:
    exercise = EXERCISES["stand_pelvis_reset"]
    led = standard(exercise.id)
    hold = next(s for s in led.segments if s.to_pose is None)
    bellies = [led.frame(hold.start_s + hold.seconds * i / 400).belly for i in range(400)]
    peaks = sum(a < b > c for a, b, c in zip(bellies, bellies[1:], bellies[2:], strict=False))
    assert peaks == 10
    assert bellies[0] == pytest.approx(bellies[-1], abs=0.01)


def test_the_change_of_sides_leads_over_and_then_is_done() -> None:
    exercise = EXERCISES["stand_hip_flexor"]
    led = Performance(exercise, 60)
    assert led.frame(30 - 1e-6).settled == 1
    quarter, late = (led.frame(30 + CHANGE_S * share) for share in (0.25, 0.75))
    assert (quarter.work, late.work) == ("n", "f")
    assert quarter.settled == pytest.approx(0.5)
    assert led.frame(30 + CHANGE_S).settled == 1
    ankles = [led.frame(30 + CHANGE_S * i / 8).joints["ankle_n"][0] for i in range(9)]
    assert ankles == sorted(ankles)


def test_hands_and_feet_that_hold_on_do_not_slip_while_the_body_moves() -> None:
    led = Performance(EXERCISES["wall_calf"], 60)
    for share in (0.2, 0.5, 0.8):
        frame = led.frame(4 * share)
        assert math.dist(frame.joints["wrist_n"], (34, 75)) < 0.1
        assert math.dist(frame.joints["ankle_n"], led.frame(0).joints["ankle_n"]) < 0.7
    twisting = Performance(EXERCISES["chair_figure4"], 60)
    wrists = [twisting.frame(30 + half).joints["wrist_l"] for half in (1.7, 2.5, 4)]
    assert max(math.dist(wrists[0], wrist) for wrist in wrists) < 0.7


def test_a_strap_follows_the_foot_it_goes_round() -> None:
    led = Performance(EXERCISES["supine_hamstring_strap"], 60)
    straps = [
        next(prop["between"] for prop in led.frame(at).props if prop["kind"] == "strap")
        for at in (10, 30, 40)
    ]
    assert [list(map(str, names)) for names in straps if isinstance(names, (list, tuple))] == [
        ["hand_n", "toe_n"],
        ["hand_n", "toe_n"],
        ["hand_f", "toe_f"],
    ]


def test_the_leg_that_crosses_lies_over_the_other() -> None:
    led = Performance(EXERCISES["chair_figure4"], 60)
    first, second = led.frame(10).order, led.frame(40).order
    assert first.index("leg_r") > first.index("leg_l") > first.index("trunk")
    assert second.index("leg_l") > second.index("leg_r")
    standing = Performance(EXERCISES["stand_tall_stretch"], 20).frame(0).order
    assert standing.index("trunk") > standing.index("leg_r")


def test_a_side_view_that_is_flipped_faces_the_other_way_after_the_change() -> None:
    plain = EXERCISES["chair_hamstring"]
    flipped = replace(plain, motion=replace(plain.motion, side_change="flip_x"))
    led = Performance(flipped, 60)
    first, second = led.frame(15), led.frame(45)
    assert (first.facing, second.facing) == (1, -1)
    assert (first.work, second.work) == ("n", "n")
    for name, (x, y) in first.joints.items():
        assert math.dist(second.joints[name], (-x, y)) < 1e-6


def test_a_very_short_step_still_shows_everything() -> None:
    for exercise in EXERCISES.values():
        led = Performance(exercise, 3)
        assert led.frame(1.5).segment.seconds > 0
        assert led.segments[-1].start_s + led.segments[-1].seconds == pytest.approx(3)


def test_easing_runs_from_nought_to_one() -> None:
    assert [pose.ease(x) for x in (0, 0.5, 1)] == pytest.approx([0, 0.5, 1])


@EVERY
def test_equal_ticks_show_the_same_picture(exercise: Exercise) -> None:
    led, seen = standard(exercise.id), dict[pose.Tick, Frame]()
    met = 0
    for step in range(int(min(exercise.duration_s, 30) * 10)):
        tick = led.tick(step / 10, 10)
        if tick is None:
            assert led.frame(step / 10).segment.to_pose is None
            continue
        frame = led.frame(tick.elapsed_s)
        assert abs(tick.elapsed_s - step / 10) <= 0.05 + 1e-6
        known = seen.setdefault(tick, frame)
        met += known is not frame
        assert farthest(known, frame)[0] < 1e-6
        assert known.work == frame.work
        assert known.belly == pytest.approx(frame.belly)
        assert known.settled == pytest.approx(frame.settled)
    repeats = [s for s in led.segments if s.to_pose and s.cycle > 1 and s.start_s < 25]
    assert met or not repeats


def test_a_moment_comes_again_where_its_movement_is_made_again_there_or_back() -> None:
    led = Performance(EXERCISES["fours_cat_cow"], 60)
    ticks = (led.tick(part.start_s + 1.0, FPS) for part in led.segments[:3])
    again = [led.comes_again(tick) for tick in ticks if tick is not None]
    assert again == [False, True, True], "from the first pose it goes once"


def test_before_and_after_the_step_the_tick_is_its_first_and_its_last() -> None:
    led = standard("stand_hip_hinge")
    first = led.tick(-5.0, FPS)
    assert first is not None
    assert (first.number, first.elapsed_s) == (0, 0.0)
    end = led.tick(1e6, FPS)
    last = led.segments[-1]
    if last.to_pose is None:
        assert end is None
    else:
        assert end is not None
        assert end.elapsed_s == pytest.approx(last.start_s + last.seconds)
