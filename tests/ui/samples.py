"""Sample values for the break window and the toast, for tests and for `make shots`.

Everything is made from the packaged library and plain numbers: no engine, no clock.
`STATES` names every state worth a picture and how to bring a window into it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.engine.effects import DoneView, Ending, GuideView, PromptView
from lowback_tray.engine.policy import BreakKind

if TYPE_CHECKING:
    from lowback_tray.ui.break_window.window import BreakWindow

STAND_UP = Plan(
    "hourly_stand_b",
    (
        PlanStep("stand_tall_stretch", 20),
        PlanStep("stand_hip_flexor", 60),
        PlanStep("stand_march_walk", 40),
        PlanStep("wall_align", 30),
    ),
    standing=True,
)
IN_THE_SEAT = Plan(
    "posture_60_a",
    (
        PlanStep("chair_sitbone_shift", 16),
        PlanStep("chair_pelvic_rock", 10),
        PlanStep("chair_pelvis_reset", 34),
    ),
    standing=False,
)
HIPS = Plan(
    "hip_care_desk",
    (
        PlanStep("chair_figure4", 60),
        PlanStep("chair_hamstring", 60),
        PlanStep("stand_hip_flexor", 60),
    ),
    standing=True,
)


def prompt(
    *, kind: BreakKind = BreakKind.STAND_UP, minutes: float = 58, snoozes_left: int = 2
) -> PromptView:
    """A question, as the engine would put it."""
    plan = STAND_UP if kind is BreakKind.STAND_UP else IN_THE_SEAT
    return PromptView(kind, plan, minutes * 60, snoozes_left, 600, (300, 600, 900), quiet=False)


def guide(
    plan: Plan = STAND_UP,
    index: int = 1,
    left_s: float = 49,
    *,
    steady: float = 0.0,
    running: bool = True,
    waiting: bool = False,
) -> GuideView:
    """A moment of a guide."""
    kind = BreakKind.STAND_UP if plan.standing else BreakKind.POSTURE_RESET
    return GuideView(1, kind, plan, index, left_s, steady, running, waiting)


def done(
    ending: Ending = Ending.COMPLETED, *, stood: bool = True, seconds: float = 150
) -> DoneView:
    """An end."""
    kind = BreakKind.STAND_UP if stood else BreakKind.POSTURE_RESET
    return DoneView(1, kind, ending, stood, seconds)


def _prompt_stand_up(window: BreakWindow) -> None:
    window.prompter.show(prompt())


def _prompt_last(window: BreakWindow) -> None:
    window.prompter.show(prompt(minutes=78, snoozes_left=0))


def _prompt_posture(window: BreakWindow) -> None:
    window.prompter.show(prompt(kind=BreakKind.POSTURE_RESET, minutes=31))


def _guide_running(window: BreakWindow) -> None:
    window.guide.open(guide())


def _guide_seated(window: BreakWindow) -> None:
    window.guide.open(guide(HIPS, 0, 27))


def _guide_paused(window: BreakWindow) -> None:
    window.guide.open(guide(index=3, left_s=12, running=False))


def _guide_waiting(window: BreakWindow) -> None:
    window.guide.open(guide(index=2, left_s=33, running=False, waiting=True))


def _done_stood(window: BreakWindow) -> None:
    window.guide.open(guide())
    window.guide.close(done())


def _done_seated(window: BreakWindow) -> None:
    window.guide.open(guide(IN_THE_SEAT, 2, 0))
    window.guide.close(done(stood=False, seconds=60))


STATES: dict[str, Callable[[BreakWindow], None]] = {
    "prompt": _prompt_stand_up,
    "prompt-last": _prompt_last,
    "prompt-posture": _prompt_posture,
    "guide": _guide_running,
    "guide-hips": _guide_seated,
    "guide-paused": _guide_paused,
    "guide-waiting": _guide_waiting,
    "done": _done_stood,
    "done-seated": _done_seated,
}
