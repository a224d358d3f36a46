"""The rig: numbers of a pose into joints."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from lowback_tray.care import rig
from lowback_tray.care.exercise import Pose

STANDING = Pose(
    hip=(0.0, 53.0),
    angles={"lumbar": 90.0, "thorax": 90.0, "head": 90.0},
    limbs={
        "arm_n": (-90.0, -90.0, -90.0),
        "arm_f": (-90.0, 0.0, 0.0),
        "leg_n": (-90.0, -90.0, 0.0),
        "leg_f": (-90.0, -90.0, 0.0),
    },
    belly=0.5,
    scale={"arm_f": (1.0, 0.5)},
)
FACING_US = Pose(
    hip=(1.0, 53.0),
    angles={"lumbar": 90.0, "thorax": 80.0, "head": 90.0, "pelvis": 5.0, "shoulders": -3.0},
    limbs={
        "arm_l": (-98.0, -92.0),
        "arm_r": (-60.0, 20.0),
        "leg_l": (-92.0, -90.0, -120.0),
        "leg_r": (-88.0, -90.0, -180.0),
    },
    belly=0.5,
    scale={"trunk": (0.5,), "shoulders": (0.5,)},
)


def near(point: rig.Point, x: float, y: float) -> bool:
    return math.dist(point, (x, y)) < 1e-9


def test_a_standing_body_is_as_long_as_its_segments_and_stands_on_its_soles() -> None:
    joints = rig.joints_of("side", STANDING)
    assert near(joints["waist"], 0, 66)
    assert near(joints["neck"], 0, 83)
    assert near(joints["head"], 0, 93)
    assert near(joints["hand_n"], 0, 83 - 37)
    assert near(joints["ankle_n"], 0, 4)
    assert near(joints["heel_n"], -3.5, 0)
    assert near(joints["toe_n"], 11, 0)


def test_a_foreshortened_segment_shows_that_part_of_its_length() -> None:
    joints = rig.joints_of("side", STANDING)
    assert near(joints["wrist_f"], 7.5, 66)
    assert near(joints["hand_f"], 12.5, 66)


def test_front_shoulders_and_hips_lie_on_their_lines() -> None:
    joints = rig.joints_of("front", FACING_US)
    assert math.dist(joints["hip_l"], joints["hip_r"]) == pytest.approx(14)
    assert math.dist(joints["shoulder_l"], joints["shoulder_r"]) == pytest.approx(11)
    assert joints["shoulder_l"][0] < joints["neck"][0] < joints["shoulder_r"][0]
    assert math.dist(joints["hip"], joints["waist"]) == pytest.approx(6.5)
    assert "heel_l" not in joints


def test_a_front_foot_that_lies_across_is_longer_than_one_that_points_at_us() -> None:
    joints = rig.joints_of("front", FACING_US)
    assert math.dist(joints["ankle_r"], joints["toe_r"]) == pytest.approx(rig.FOOT_ACROSS)
    assert math.dist(joints["ankle_l"], joints["toe_l"]) < 5


def test_half_way_is_half_way_for_every_number() -> None:
    bent = replace(STANDING, hip=(4.0, 43.0), belly=1.0, scale={"arm_n": (0.5,)})
    half = rig.blend(STANDING, bent, 0.5)
    assert half.hip == (2.0, 48.0)
    assert half.belly == 0.75
    assert half.scale == {"arm_f": (1.0, 0.75), "arm_n": (0.75,)}


def test_angles_go_the_long_way_unless_told() -> None:
    up = replace(STANDING, limbs={**STANDING.limbs, "arm_n": (-262.0, -272.0, -272.0)})
    assert rig.blend(STANDING, up, 0.5).limbs["arm_n"][0] == -176
    assert rig.blend(STANDING, up, 0.5, short_way=True).limbs["arm_n"][1] == pytest.approx(-1)


def test_swapping_twice_changes_nothing_and_once_exchanges_near_and_far() -> None:
    once = rig.swapped(STANDING)
    assert once.limbs["arm_n"] == STANDING.limbs["arm_f"]
    assert once.scale == {"arm_n": (1.0, 0.5)}
    assert rig.swapped(once) == STANDING


def test_a_mirrored_pose_has_mirrored_joints() -> None:
    plain, mirror = (rig.joints_of("front", pose) for pose in (FACING_US, rig.mirrored(FACING_US)))
    for name, (x, y) in plain.items():
        assert near(mirror[rig.other_side(name)], -x, y), name


def test_the_other_side_of_a_joint_in_the_middle_is_itself() -> None:
    assert rig.other_side("hip") == "hip"
    assert rig.other_side("toe_n") == "toe_f"
    assert rig.other_side("leg_r") == "leg_l"


def test_moving_in_place_keeps_the_belly_unless_told() -> None:
    assert rig.at_hip(STANDING, (1.0, 2.0)).belly == 0.5
    assert rig.at_hip(STANDING, (1.0, 2.0), belly=0.9) == replace(
        STANDING, hip=(1.0, 2.0), belly=0.9
    )


@pytest.mark.parametrize("foot", [-30.0, -120.0])
def test_toes_turn_up_to_the_floor_whichever_way_they_point(foot: float) -> None:
    legs = {**STANDING.limbs, "leg_n": (-90.0, -90.0, foot)}
    pose = replace(STANDING, limbs=legs)
    joints = rig.grounded("side", rig.joints_of("side", pose), pose)
    assert joints["toe_n"][1] == pytest.approx(0, abs=1e-9)
    assert (joints["toe_n"][0] > 0) == (foot > -90)
    assert near(joints["ankle_n"], 0, 4)


def test_a_heel_under_the_floor_bends_the_knee_forwards_and_leaves_the_hip() -> None:
    pose = replace(STANDING, hip=(0.0, 50.0))
    joints = rig.grounded("side", rig.joints_of("side", pose), pose)
    assert joints["hip"] == (0.0, 50.0)
    assert joints["heel_n"][1] == pytest.approx(-1)
    assert joints["knee_n"][0] > 3
    assert math.dist(joints["hip"], joints["knee_n"]) == pytest.approx(rig.THIGH)
    assert math.dist(joints["knee_n"], joints["ankle_n"]) == pytest.approx(rig.SHANK)


def test_front_toes_are_clipped_at_the_floor() -> None:
    pose = replace(FACING_US, hip=(0.0, 50.0))
    joints = rig.grounded("front", rig.joints_of("front", pose), pose)
    assert joints["toe_l"][1] == 0
    assert joints["ankle_l"] == rig.joints_of("front", pose)["ankle_l"]


@pytest.mark.parametrize(("lift", "toe"), [(2.0, 0.0), (5.0, 5.0), (40.0, 40.0)])
def test_on_tiptoe_the_toes_stay_down_and_a_lifted_foot_is_lifted(lift: float, toe: float) -> None:
    pose = replace(FACING_US, hip=(1.0, 53.0))
    joints = rig.joints_of("front", pose)
    joints["toe_l"] = (joints["toe_l"][0], lift)
    assert rig.grounded("front", joints, pose)["toe_l"][1] == toe


def test_a_wrist_reaches_its_place_with_unchanged_bones_and_the_hand_goes_along() -> None:
    joints = rig.joints_of("side", STANDING)
    rig.reach("side", joints, STANDING, "arm_n", (20.0, 70.0))
    assert near(joints["wrist_n"], 20, 70)
    assert near(joints["hand_n"], 20, 65)
    assert math.dist(joints["neck"], joints["elbow_n"]) == pytest.approx(rig.UPPER_ARM)
    assert math.dist(joints["elbow_n"], joints["wrist_n"]) == pytest.approx(rig.FOREARM)


def test_an_elbow_stays_on_its_side() -> None:
    for upper, fore in ((-60.0, 30.0), (30.0, -60.0)):
        pose = replace(STANDING, limbs={**STANDING.limbs, "arm_n": (upper, fore, fore)})
        joints = rig.joints_of("side", pose)
        rig.reach("side", joints, pose, "arm_n", (24.0, 80.0))
        assert (joints["elbow_n"][1] < 80) == (upper < fore)


def test_out_of_reach_is_reached_for_with_a_straight_limb() -> None:
    joints = rig.joints_of("front", FACING_US)
    shoulder = joints["shoulder_r"]
    rig.reach("front", joints, FACING_US, "arm_r", (shoulder[0] + 90, shoulder[1]))
    assert near(joints["wrist_r"], shoulder[0] + 32, shoulder[1])


def test_half_a_reach_goes_half_the_way() -> None:
    joints = rig.joints_of("side", STANDING)
    rig.reach("side", joints, STANDING, "arm_f", (13.5, 70.0), 0.5)
    assert near(joints["wrist_f"], 10.5, 68)


@pytest.mark.parametrize(("skeleton", "pose"), [("side", STANDING), ("front", FACING_US)])
def test_one_joint_is_where_it_is_among_all(skeleton: str, pose: Pose) -> None:
    for name, place in rig.joints_of(skeleton, pose).items():
        assert rig.joint_of(skeleton, pose, name) == place
