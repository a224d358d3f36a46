"""What is said when the guide goes on to the next exercise, for who does not look at it."""

from __future__ import annotations

from collections.abc import Mapping

from lowback_tray.care.exercise import Exercise, Text
from lowback_tray.care.plan import Side
from lowback_tray.care.timeline import has_sides, sides

_BEGIN: Mapping[Side, Text] = {
    "right": Text(en="Start on the right.", ja="右から始めます。"),
    "left": Text(en="Start on the left.", ja="左から始めます。"),
}
_CHANGE: Mapping[Side, Text] = {
    "right": Text(en="Now the right side.", ja="次は右側です。"),
    "left": Text(en="Now the left side.", ja="次は左側です。"),
}


def announcement(exercise: Exercise, step_seconds: float, side: Side | None) -> Text:
    """The name, what to do, which side begins and how long, as whole sentences.

    Args:
        exercise: what comes now.
        step_seconds: how long the step lasts.
        side: the side that begins, None where there are none.
    """
    begin = _BEGIN[side] if side is not None and has_sides(exercise) else None
    length = _length(exercise, step_seconds)
    parts = [one for one in (exercise.spoken, begin, length) if one is not None]
    return Text(
        en=" ".join([f"{exercise.name.en}.", *(one.en for one in parts)]),
        ja="".join([f"{exercise.name.ja}。", *(one.ja for one in parts)]),
    )


def change_of_side(side: Side) -> Text:
    """What is said in the middle of a step, when the other side's turn comes."""
    return _CHANGE[side]


def _length(exercise: Exercise, step_seconds: float) -> Text:
    if sides(exercise) == 2:
        n = round(step_seconds / 2)
        return Text(en=f"{n} seconds on each side.", ja=f"左右{n}秒ずつです。")
    n = round(step_seconds)
    return Text(en=f"{n} seconds.", ja=f"{n}秒です。")
