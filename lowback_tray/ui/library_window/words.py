"""What the library says about an exercise or a routine beside its own texts. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.i18n import mark, pick, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

POINTS = {
    "pelvis_posture": mark("Pelvis and posture"),
    "hip_mobility": mark("Hips"),
    "back_belly_balance": mark("Belly and back"),
}
PLACES = {
    "desk": mark("In the seat"),
    "stand_space": mark("Standing"),
    "mat": mark("On the floor"),
}


def listed(parts: Iterable[str]) -> str:
    """Several things one after the other, with the comma of the language."""
    return pick(en=", ", ja="、").join(parts)


def points(ids: Iterable[str]) -> str:
    """The points in short."""
    return listed(tr(POINTS[point]) for point in POINTS if point in set(ids))


def place(where: str) -> str:
    """The room that is needed, in short."""
    return tr(PLACES[where])


def facts(parts: Sequence[str]) -> str:
    """Short facts on one line."""
    return " · ".join(part for part in parts if part)
