"""What runs when within a step: cycles, holds, sides, cues and breath."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.library import load
from lowback_tray.care.timeline import (
    breath_at,
    breath_of,
    cue_at,
    has_sides,
    segment_at,
    side_at,
    sides,
    timeline,
)

LENGTHS = (3, 5, 8, 10, 16, 25, 30, 34, 60, 61, 120)
ALL = sorted(load().exercises)


def exercise(name: str) -> Exercise:
    return load().exercises[name]


@pytest.mark.parametrize("name", ALL)
def test_the_segments_fill_the_step_without_a_gap(name: str) -> None:
    one = exercise(name)
    for seconds in (*LENGTHS, one.duration_s):
        line = timeline(one, seconds)
        assert line[0].start_s == 0
        assert line[-1].start_s + line[-1].seconds == pytest.approx(seconds)
        assert all(segment.seconds > 0 for segment in line)
        for before, after in pairwise(line):
            assert before.start_s + before.seconds == pytest.approx(after.start_s)
            if before.side == after.side:
                assert after.from_pose == (before.to_pose or before.from_pose)


@pytest.mark.parametrize("name", ALL)
def test_the_standard_dose_is_played_as_the_data_says(name: str) -> None:
    one = exercise(name)
    line = timeline(one, one.duration_s)
    each = [part.seconds for part in one.motion.cycle] * one.dose.cycles * sides(one)
    assert [segment.seconds for segment in line] == pytest.approx(each)
    assert line[0].from_pose == one.motion.initial


@pytest.mark.parametrize("name", ALL)
def test_looking_up_a_moment_agrees_with_the_whole_line(name: str) -> None:
    one = exercise(name)
    for seconds in LENGTHS:
        for segment in timeline(one, seconds):
            for share in (0.01, 0.5, 0.99):
                moment = segment.start_s + share * segment.seconds
                found = segment_at(one, seconds, moment)
                assert found.start_s == pytest.approx(segment.start_s)
                assert (found.to_pose, found.side, found.cycle, found.cue) == (
                    segment.to_pose, segment.side, segment.cycle, segment.cue,
                )  # fmt: skip


def test_before_and_after_the_step_the_nearest_segment_stands() -> None:
    twist = exercise("chair_twist")
    assert segment_at(twist, 40, -1) == timeline(twist, 40)[0]
    assert segment_at(twist, 40, 99) == timeline(twist, 40)[-1]


# ---- the two rules of fit


def test_cycles_keep_their_tempo_and_the_rest_is_quiet() -> None:
    line = timeline(exercise("chair_twist"), 34)
    assert max(segment.cycle for segment in line) == 2
    rest = line[-1]
    assert (rest.start_s, rest.seconds, rest.from_pose, rest.to_pose) == (30, 4, "A", None)
    assert (rest.cue.en, rest.cue.ja) == ("", "")
    assert cue_at(exercise("chair_twist"), 34, 32) == rest.cue


def test_a_step_shorter_than_a_cycle_plays_one_hurried_cycle() -> None:
    line = timeline(exercise("chair_twist"), 5)
    assert [segment.seconds for segment in line] == pytest.approx([1.5, 1, 1.5, 1])


def test_a_hold_stretches_and_shrinks_with_the_step() -> None:
    hug = exercise("supine_knee_hug")
    for seconds, hold in ((60, 22), (40, 12), (100, 42)):
        line = timeline(hug, seconds)
        assert [segment.seconds for segment in line] == pytest.approx([4, hold, 4] * 2)
        assert [segment.side for segment in line] == [0, 0, 0, 1, 1, 1]


def test_a_hold_without_time_hurries_everything() -> None:
    line = timeline(exercise("supine_knee_hug"), 15)
    assert [segment.seconds for segment in line] == pytest.approx([1, 5.5, 1] * 2)


# ---- sides


def test_the_first_side_is_the_right_one_and_the_second_takes_the_other_half() -> None:
    hug = exercise("chair_knee_lift_hug")
    assert sides(hug) == 2
    seen = [side_at(hug, 30, moment) for moment in (0, 7, 14.9, 15, 22, 30)]
    assert seen == ["right", "right", "right", "left", "left", "left"]


def test_sides_that_change_with_every_repetition_are_named_too() -> None:
    dog = exercise("fours_bird_dog")
    assert sides(dog) == 1
    assert [side_at(dog, 80, moment) for moment in (0, 8, 16, 72)] == [
        "right", "left", "right", "left",
    ]  # fmt: skip


def test_where_a_cycle_holds_both_sides_none_is_named() -> None:
    for name in ("chair_twist", "stand_march_walk", "stand_tall_stretch"):
        assert side_at(exercise(name), 40, 7) is None


def test_every_first_side_works_the_limb_that_is_drawn_nearest() -> None:
    for one in load().exercises.values():
        if one.motion.side_change != "swap_nf":
            continue
        poses = one.motion.poses
        start, end = poses[one.motion.initial], poses[one.motion.cycle[0].to or ""]
        near, far = (
            abs(end.limbs[limb][0] - start.limbs[limb][0])
            + abs(end.limbs[limb][1] - start.limbs[limb][1])
            for limb in ("leg_n", "leg_f")
        )
        behind = start.limbs["leg_n"][0] < start.limbs["leg_f"][0]  # the leg set back is stretched
        crossed = one.id == "supine_figure4"  # the near ankle rests on the other thigh
        forward = one.id == "chair_hamstring"  # the near leg is out, the trunk does the rest
        assert near > far or behind or crossed or forward, one.id


# ---- cues and breath


def test_the_cue_is_that_of_the_running_segment() -> None:
    twist = exercise("chair_twist")
    seen = [cue_at(twist, 40, moment).en for moment in (0, 3, 5, 8, 10)]
    assert seen == [
        "Breathe out, turn", "Breathe in, face front", "Breathe out, other side",
        "Breathe in, face front", "Breathe out, turn",
    ]  # fmt: skip


def test_the_breath_follows_the_cues() -> None:
    slow = exercise("breath_slow_46")
    assert [breath_at(slow, 60, moment) for moment in (0, 3.9, 4, 9.9, 10)] == [
        "in", "in", "out", "out", "in",
    ]  # fmt: skip


def test_a_hold_and_a_walk_leave_the_breath_to_the_person() -> None:
    assert breath_at(exercise("supine_knee_hug"), 60, 10) is None
    assert breath_at(exercise("chair_side_reach"), 32, 8) is None
    assert breath_at(exercise("stand_march_walk"), 60, 10) is None


def test_both_languages_say_the_same_breath() -> None:
    for one in load().exercises.values():
        for segment in timeline(one, one.duration_s):
            breath = breath_of(segment)
            if breath is not None:
                wanted = {"in": "吸", "out": "吐"}[breath]
                assert wanted in segment.cue.ja, (one.id, segment.cue)
            elif segment.to_pose is not None:
                assert not set("吸吐") & set(segment.cue.ja), (one.id, segment.cue)


@pytest.mark.parametrize("name", ALL)
def test_a_step_that_begins_on_the_left_has_its_sides_exchanged(name: str) -> None:
    one = exercise(name)
    other = {"right": "left", "left": "right", None: None}
    for moment in range(one.duration_s):
        right = side_at(one, one.duration_s, moment)
        assert side_at(one, one.duration_s, moment, first="left") == other[right]
        assert (right is not None) is has_sides(one)
