"""Which of the rotating lines a prompt says: never one of the last five, and true of the plan."""

from __future__ import annotations

from lowback_tray.care.exercise import Library, Text

REMEMBERED = 5  # a line comes back after at least this many others
_IN_THE_SEAT = {"stand-up": "posture-reset"}  # "stand up" is no line for a plan in the seat


def prompt_line(
    library: Library, kind: str, standing: bool, recent: tuple[int, ...], seed: int
) -> tuple[int, Text]:
    """A line and its number, to be put at the end of `recent` for the next one.

    Args:
        library: the content.
        kind: "stand-up", "posture-reset", "switch" (from standing) or "care" (the evening).
        standing: whether the plan means standing up.
        recent: numbers of the lines said before for this kind, the newest last.
        seed: any number; the same one gives the same line.
    """
    lines = library.prompts[kind if standing else _IN_THE_SEAT.get(kind, kind)]
    fresh = [n for n in range(len(lines)) if n not in recent[-REMEMBERED:]]
    number = fresh[seed % len(fresh)]
    return number, lines[number]
