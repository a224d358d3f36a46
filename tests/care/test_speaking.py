"""What is said at a change of exercise, and what is counted during one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lowback_tray.care.counting import Count, count_at
from lowback_tray.care.exercise import Exercise
from lowback_tray.care.library import load
from lowback_tray.care.plan import Side
from lowback_tray.care.speaking import announcement, change_of_side
from lowback_tray.care.timeline import has_sides

ALL = sorted(load().exercises)


def exercise(name: str) -> Exercise:
    return load().exercises[name]


@pytest.mark.parametrize(
    ("name", "seconds", "at", "count"),
    [
        # a hold: all of it before it begins, then down to nothing, on each side anew
        ("chair_figure4", 60, 0, Count("seconds", 22, 22)),
        ("chair_figure4", 60, 4, Count("seconds", 22, 22)),
        ("chair_figure4", 60, 4.5, Count("seconds", 22, 22)),
        ("chair_figure4", 60, 5, Count("seconds", 21, 22)),
        ("chair_figure4", 60, 26, Count("seconds", 0, 22)),
        ("chair_figure4", 60, 29.9, Count("seconds", 0, 22)),
        ("chair_figure4", 60, 30, Count("seconds", 22, 22)),
        ("chair_figure4", 60, 45, Count("seconds", 11, 22)),
        ("chair_figure4", 40, 10, Count("seconds", 6, 12)),
        ("sit_back_well", 10, 7.5, Count("seconds", 3, 4)),
        # repetitions, two a cycle where they go to either side in turn
        ("stand_calf_raise", 40, 0, Count("repetitions", 1, 10)),
        ("stand_calf_raise", 40, 39.9, Count("repetitions", 10, 10)),
        ("stand_calf_raise", 30, 29.5, Count("repetitions", 7, 7)),
        ("stand_march_walk", 60, 0, Count("repetitions", 1, 60)),
        ("stand_march_walk", 60, 1, Count("repetitions", 2, 60)),
        ("stand_march_walk", 60, 59.5, Count("repetitions", 60, 60)),
        ("chair_twist", 40, 5.1, Count("repetitions", 2, 8)),
        # each side for itself
        ("fours_bird_dog", 80, 0, Count("repetitions", 1, 5)),
        ("fours_bird_dog", 80, 8.1, Count("repetitions", 1, 5)),
        ("fours_bird_dog", 80, 16.1, Count("repetitions", 2, 5)),
        ("fours_bird_dog", 80, 79, Count("repetitions", 5, 5)),
        # breaths
        ("breath_slow_46", 60, 9.9, Count("breaths", 1, 6)),
        ("breath_slow_46", 60, 10, Count("breaths", 2, 6)),
        ("breath_slow_46", 60, 60, Count("breaths", 6, 6)),
        # too short for a cycle: still one
        ("stand_tall_stretch", 5, 4, Count("repetitions", 1, 1)),
    ],
)  # fmt: skip
def test_the_guide_counts_what_the_exercise_counts(
    name: str, seconds: int, at: float, count: Count
) -> None:
    assert count_at(exercise(name), seconds, at) == count


@pytest.mark.parametrize("name", ALL)
def test_a_count_never_leaves_its_bounds_nor_runs_backwards(name: str) -> None:
    one = exercise(name)
    for seconds in (3, 8, one.duration_s, one.duration_s + 7):
        counts = [count_at(one, seconds, n / 10) for n in range(seconds * 10 + 5)]
        down = one.dose.type == "hold"
        assert all((0 if down else 1) <= count.number <= count.of for count in counts)
        backwards = sum(
            (a.number < b.number) if down else (a.number > b.number) for a, b in pairwise(counts)
        )
        turns = 1 if one.dose.sides == 2 else 0
        assert backwards <= turns


def test_an_announcement_says_what_on_which_side_and_how_long() -> None:
    said = announcement(exercise("chair_figure4"), 60, "left")
    assert said.en.startswith("Seated figure four. Sit and rest one ankle")
    assert said.en.endswith("Start on the left. 30 seconds on each side.")
    assert said.ja.startswith("椅子で4の字お尻のばし。椅子に座り")
    assert said.ja.endswith("左から始めます。左右30秒ずつです。")


def test_where_there_are_no_sides_none_is_named() -> None:
    said = announcement(exercise("stand_march_walk"), 40, "left")
    assert "left" not in said.en
    assert said.en.endswith("40 seconds.")
    assert said.ja.endswith("40秒です。")
    assert "right" not in announcement(exercise("chair_figure4"), 60, None).en.split("4.")[-1]


@pytest.mark.parametrize("name", ALL)
def test_every_announcement_is_whole_in_both_languages(name: str) -> None:
    one = exercise(name)
    said = announcement(one, one.duration_s, "right" if has_sides(one) else None)
    assert str(one.spoken.en) in said.en
    assert str(one.spoken.ja) in said.ja
    assert ("Start on the right." in said.en) is has_sides(one)


@pytest.mark.parametrize(("side", "en", "ja"), [("left", "left", "左"), ("right", "right", "右")])
def test_a_change_of_side_names_it(side: Side, en: str, ja: str) -> None:
    assert f"Now the {en} side." == change_of_side(side).en
    assert f"次は{ja}側です。" == change_of_side(side).ja
