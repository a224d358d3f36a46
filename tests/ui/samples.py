"""Sample values for the break window and the toast, for tests and for `make shots`.

Everything is made from the packaged library and plain numbers: no engine, no clock.
`STATES` names every state worth a picture and how to bring a window into it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from lowback_tray.care.plan import Plan, PlanStep, Why
from lowback_tray.engine.effects import DoneView, Ending, GuideView, PromptView
from lowback_tray.engine.policy import BreakKind

if TYPE_CHECKING:
    from lowback_tray.ui.break_window.guide_page import GuidePage
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
    why=Why("answered", "hip_mobility", 26),
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
EVENING = Plan(
    "evening_wind",
    (
        PlanStep("supine_knee_drops", 60),
        PlanStep("supine_knee_hug", 60),
        PlanStep("supine_figure4", 60),
        PlanStep("supine_legs_up_rest", 120),
    ),
    standing=False,
    why=Why("evening"),
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


_PLANS = {
    BreakKind.STAND_UP: STAND_UP,
    BreakKind.POSTURE_RESET: IN_THE_SEAT,
    BreakKind.CARE: EVENING,
    BreakKind.SWITCH: STAND_UP,
}


def prompt(
    *,
    kind: BreakKind = BreakKind.STAND_UP,
    minutes: float = 58,
    snoozes_left: int = 2,
    plan: Plan | None = None,
) -> PromptView:
    """A question, as the engine would put it."""
    plan = plan or _PLANS[kind]
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
    ending: Ending = Ending.COMPLETED,
    *,
    stood: bool = True,
    seconds: float = 150,
    exercises: tuple[str, ...] = (),
    ask_feeling: bool = False,
) -> DoneView:
    """An end."""
    kind = BreakKind.STAND_UP if stood else BreakKind.POSTURE_RESET
    return DoneView(1, kind, ending, stood, seconds, exercises, ask_feeling)


def _prompt_stand_up(window: BreakWindow) -> None:
    window.prompter.show(prompt())


def _prompt_last(window: BreakWindow) -> None:
    window.prompter.show(prompt(minutes=78, snoozes_left=0))


def _prompt_switch(window: BreakWindow) -> None:
    asked = prompt(kind=BreakKind.SWITCH)
    window.prompter.show(replace(asked, standing_s=2400.0, stands=True))


def _prompt_posture(window: BreakWindow) -> None:
    window.prompter.show(prompt(kind=BreakKind.POSTURE_RESET, minutes=31))


def _guide_running(window: BreakWindow) -> None:
    window.guide.open(guide())


def _guide_far(window: BreakWindow) -> None:
    window.guide.open(guide())
    _page(window).large()


def _guide_far_counting(window: BreakWindow) -> None:
    window.guide.open(guide(index=2, left_s=33, running=False, waiting=True))
    _page(window).large()


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


def _prompt_evening(window: BreakWindow) -> None:
    window.prompter.show(prompt(kind=BreakKind.CARE, minutes=20))


def _prompt_seated(window: BreakWindow) -> None:
    window.prompter.show(prompt(plan=replace(IN_THE_SEAT, why=Why("place"))))


def _guide_counting(window: BreakWindow) -> None:
    window.guide.open(guide(IN_THE_SEAT, 1, 3))


def _guide_breathing(window: BreakWindow) -> None:
    window.guide.open(guide(EVENING, 3, 84))


def _guide_left_first(window: BreakWindow) -> None:
    plan = replace(HIPS, steps=(replace(HIPS.steps[0], first="left"), *HIPS.steps[1:]))
    window.guide.open(guide(plan, 0, 44))


def _guide_caution(window: BreakWindow) -> None:
    plan = replace(HIPS, steps=(PlanStep("chair_knee_lift_hug", 40), *HIPS.steps[1:]))
    window.guide.open(guide(plan, 0, 27))


def _guide_card(window: BreakWindow) -> None:
    window.guide.open(guide(EVENING, 1, 50))
    _page(window)._about.click()


def _guide_hurt(window: BreakWindow) -> None:
    window.guide.open(guide())
    _page(window).hurts()
    steps = (STAND_UP.steps[0], *STAND_UP.steps[2:])
    window.guide.show(guide(replace(STAND_UP, steps=steps), 1, 40))


def _page(window: BreakWindow) -> GuidePage:
    page = window._guide_page
    assert page is not None, "the guide was opened before"
    return page


_DONE_EXERCISES = tuple(step.exercise for step in STAND_UP.steps)


def _done_worse(window: BreakWindow) -> None:
    window.guide.open(guide())
    window.guide.close(done(exercises=_DONE_EXERCISES))
    assert window._done_page is not None, "it was shown"
    window._done_page.faces["worse"].click()


def _done_left_out(window: BreakWindow) -> None:
    _done_worse(window)
    assert window._done_page is not None, "it was shown"
    window._done_page._which._chips[1].click()


def _done_feeling(window: BreakWindow) -> None:
    window.guide.open(guide())
    window.guide.close(done(ask_feeling=True))
    assert window._done_page is not None, "it was shown"
    window._done_page.faces["easier"].click()


def _done_hurt(window: BreakWindow) -> None:
    window.guide.open(guide(STAND_UP, 3, 20))
    _page(window).hurts()
    window.guide.close(done(Ending.ENDED_EARLY, stood=False, seconds=110))


STATES: dict[str, Callable[[BreakWindow], None]] = {
    "prompt": _prompt_stand_up,
    "prompt-last": _prompt_last,
    "prompt-posture": _prompt_posture,
    "prompt-switch": _prompt_switch,
    "guide": _guide_running,
    "guide-across-room": _guide_far,
    "guide-across-room-counting": _guide_far_counting,
    "guide-hips": _guide_seated,
    "guide-paused": _guide_paused,
    "guide-waiting": _guide_waiting,
    "done": _done_stood,
    "done-seated": _done_seated,
    "prompt-evening": _prompt_evening,
    "prompt-seated": _prompt_seated,
    "guide-counting": _guide_counting,
    "guide-breathing": _guide_breathing,
    "guide-left-first": _guide_left_first,
    "guide-caution": _guide_caution,
    "guide-card": _guide_card,
    "guide-hurt": _guide_hurt,
    "done-worse": _done_worse,
    "done-left-out": _done_left_out,
    "done-feeling": _done_feeling,
    "done-hurt": _done_hurt,
}
