"""The sentences of the break window, made from the engine's values."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Literal, TypeVar

from lowback_tray.care.exercise import Library
from lowback_tray.care.plan import Plan
from lowback_tray.engine.effects import DoneView, Ending, GuideView
from lowback_tray.engine.policy import BreakKind
from lowback_tray.i18n import pick, tr

Line = TypeVar("Line")

_REMEMBERED = 5  # a line does not come back within that many
_GLUE = "\N{WORD JOINER}"  # Japanese would break "2分半" anywhere
_LEAST_LINE_S = 4.0  # nobody reads faster while moving


def prompt_title(kind: BreakKind) -> str:
    """What the prompt is about."""
    if kind is BreakKind.STAND_UP:
        return tr("Time to stand up")
    return tr("Time for a posture reset")


def sitting_line(sitting_s: float) -> str:
    """How long they have been sitting, in whole minutes."""
    minutes = int(sitting_s // 60)
    if minutes < 120:
        return tr("You have been sitting for {minutes} min").format(minutes=minutes)
    text = tr("You have been sitting for {hours} h {minutes} min")
    return text.format(hours=minutes // 60, minutes=minutes % 60)


def about(seconds: float) -> str:
    """A length to the nearest half minute; seconds where it is under one."""
    if seconds < 55:
        return tr("{n} s").format(n=round(seconds))
    halves = round(seconds / 30)
    text = tr("about {n}½ min") if halves % 2 else tr("about {n} min")
    return text.format(n=halves // 2)


def rested(seconds: float) -> str:
    """A length as it was, to the second."""
    whole = round(seconds)
    if whole < 60:
        return tr("{n} s").format(n=whole)
    if whole % 60 == 0:
        return tr("{n} min").format(n=whole // 60)
    return tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)


def plan_line(plan: Plan, library: Library) -> str:
    """The exercises by name, each once, and how long all of it takes."""
    names = dict.fromkeys(str(library.exercises[step.exercise].name) for step in plan.steps)
    listed = pick(en=" · ", ja=" → ").join(names)
    length = _GLUE.join(about(plan.seconds).replace(" ", "\N{NO-BREAK SPACE}"))
    return tr("{exercises} — {length}").format(exercises=listed, length=length)


def unglued(text: str) -> str:
    """A sentence for others to draw: their fonts may show our hints to the line breaker."""
    return text.replace(_GLUE, "")


def snooze_text(seconds: float) -> str:
    """A snooze by its length."""
    return tr("In {minutes} min").format(minutes=round(seconds / 60))


def side_text(side: Literal["left", "right"] | None) -> str:
    """The side of the body that works, empty where both do."""
    if side is None:
        return ""
    return tr("right side") if side == "right" else tr("left side")


def step_line(view: GuideView, side: Literal["left", "right"] | None) -> str:
    """Where in the routine this is."""
    text = tr("Step {step} of {steps}").format(step=view.index + 1, steps=len(view.plan.steps))
    return f"{text} · {side_text(side)}" if side else text


def line_at(count: int, elapsed_s: float, span_s: float) -> int:
    """Which of `count` lines of instruction to read now, over one side's `span_s` seconds."""
    each = max(_LEAST_LINE_S, span_s / max(1, count))
    return min(count - 1, int(max(0.0, elapsed_s) / each))


def done_title(done: DoneView) -> str:
    """What was done, no more than that."""
    if done.stood:
        return tr("You stood up")
    return tr("Done") if done.kind is BreakKind.CARE else tr("Done in the seat")


def done_line(done: DoneView) -> str:
    """What follows from it."""
    if done.ending is Ending.STOOD:
        return tr("Just standing up is enough. Your sitting clock starts again from zero.")
    after = (
        tr("Your sitting clock starts again from zero.")
        if done.stood
        else tr("Your sitting clock runs on.")
    )
    return tr("{time} of your own.").format(time=rested(done.seconds)) + "\n" + after


class Rotation:
    """Chooses a line so that the same one does not come back soon; same past, same choice."""

    def __init__(self) -> None:
        self._recent: deque[object] = deque(maxlen=_REMEMBERED)
        self._turn = 0

    def pick(self, lines: Sequence[Line], seed: int) -> Line | None:
        """The next line, starting to look at a place that `seed` and the past decide."""
        if not lines:
            return None
        start = seed + 7 * self._turn
        self._turn += 1
        order = [lines[(start + step) % len(lines)] for step in range(len(lines))]
        chosen = next((line for line in order if line not in self._recent), order[0])
        self._recent.append(chosen)
        return chosen
