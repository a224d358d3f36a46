"""The guide: exercises one after the other, and what counts when it ends.

While somebody is meant to stand, the keyboard is looked at once a second. One touch costs
nothing (it may be our own button); typing or pointing in two looks running stops the guide's
clock until it stops. What the clock ran is what the person rested, and nothing else counts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lowback_tray.care.plan import Plan
from lowback_tray.engine import body, choice, numbers, standing
from lowback_tray.engine.absence import come_back, worked_standing
from lowback_tray.engine.effects import CloseGuide, DoneView, Ending, GuideView, OpenGuide, ShowStep
from lowback_tray.engine.events import StartBreak
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.prompts import current_due, give_way, take_down
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Away, Draft, Guiding, Sitting
from lowback_tray.engine.turn import Turn
from lowback_tray.errors import Refused
from lowback_tray.i18n import mark


def view(guide: Guiding) -> GuideView:
    """The guide as it is shown."""
    return GuideView(
        break_id=guide.break_id,
        kind=guide.kind,
        plan=guide.plan,
        index=guide.index,
        left_s=guide.left_s,
        steady=guide.looked_at,
        running=guide.paused_at is None and not guide.waiting,
        waiting=guide.waiting,
    )


def start(turn: Turn, wish: StartBreak) -> None:
    """The person: lead me now."""
    if isinstance(turn.phase, Guiding):
        turn.refuse(mark("A guide is already running"))
        return
    if turn.state.locked:
        turn.refuse(mark("The screen is locked"))
        return
    if turn.state.body.signs is not None:
        turn.refuse(mark("You ticked warning signs: see a doctor first"))
        return
    try:
        chosen, plan, prompted = _what(_at_the_desk(turn), wish)
        plan = choice.finished(turn, chosen, _resized(turn, plan, wish.length_s))
    except Refused as error:
        turn.refuse(str(error))
        return
    if isinstance(turn.phase, Away):
        come_back(turn)  # whoever says so is here; what the absence rested is not lost
    if chosen is not BreakKind.CARE:
        give_way(turn)
    take_down(turn)
    number = turn.state.next_break
    guide = Guiding(
        number, chosen, plan, 0, float(plan.steps[0].seconds), looked_at=turn.now.steady
    )
    turn.change(next_break=number + 1)
    turn.enter(guide)
    turn.record(
        Fact.STARTED,
        break_id=number,
        kind=chosen,
        routine=plan.routine,
        seconds=plan.seconds,
        prompted=prompted,
    )
    turn.do(OpenGuide(view(guide)))


def _at_the_desk(turn: Turn) -> Turn:
    """The turn as it is for whoever is back, to choose by; a wish refused then changes nothing."""
    if not isinstance(turn.phase, Away):
        return turn
    tried = Turn(Draft.of(turn.state), turn.now, turn.policy, turn.library)
    come_back(tried)
    return tried


def _resized(turn: Turn, plan: Plan, length_s: int | None) -> Plan:
    """The plan in another length, this once."""
    if length_s is None:
        return plan
    if not numbers.LENGTH_MIN_S <= length_s <= numbers.LENGTH_MAX_S:
        raise Refused(mark("A break lasts between 30 seconds and 10 minutes"))
    return choice.resized(turn, plan, length_s)


def _what(turn: Turn, wish: StartBreak) -> tuple[BreakKind, Plan, bool]:
    """The kind and plan to lead, and whether they answer a prompt."""
    due = current_due(turn)
    if wish.routine is not None:
        return BreakKind.CARE, choice.routine_named(turn, wish.routine), False
    wanted = wish.kind or (due.kind if due else BreakKind.STAND_UP)
    answers = due is not None and due.kind is wanted
    if wish.short:
        return wanted, choice.seated(turn, wanted), answers
    if due is not None and answers:
        return wanted, due.plan, True
    return wanted, choice.plan_asked_for(turn, wanted), False


def run(turn: Turn) -> bool:
    """Let the guide's clock follow the steady one; True when the guide ended."""
    guide = turn.phase
    assert isinstance(guide, Guiding)
    if guide.paused_at is not None:
        if turn.now.steady - guide.paused_at < numbers.GUIDE_PAUSE_LIMIT_S:
            return False
        finish(turn, Ending.ENDED_EARLY)
        return True
    seconds, busy, waiting = _counted(turn, guide)
    ended = spend(turn, seconds, looked_at=turn.now.steady, busy=busy, waiting=waiting)
    if not ended and waiting != guide.waiting and isinstance(turn.phase, Guiding):
        turn.do(ShowStep(view(turn.phase)))
    return ended


def _counted(turn: Turn, guide: Guiding) -> tuple[float, bool, bool]:
    """Seconds that count since the last look; whether somebody typed; whether the clock waits."""
    passed = max(0.0, turn.now.steady - guide.looked_at)
    idle = turn.now.idle_s
    if in_seat(turn, guide) or idle is None:
        return passed, False, False
    if passed < numbers.GUIDE_LOOK_S / 2:  # woken by something else: too short to judge by
        return (0.0 if guide.waiting else passed), guide.busy, guide.waiting
    busy = idle < passed
    waiting = busy and guide.busy
    return (min(idle, passed) if waiting else passed), busy, waiting


def spend(turn: Turn, seconds: float, **seen: Any) -> bool:
    """Let `seconds` of the plan pass, through as many exercises as they fill.

    Args:
        turn: the turn, in a guide.
        seconds: what counts.
        seen: what else the look changes in the guide, so that one new value does for all.
    """
    guide = turn.phase
    assert isinstance(guide, Guiding)
    while seconds >= guide.left_s - 1e-6:
        seconds = max(0.0, seconds - guide.left_s)
        guide = _ran(turn, guide, guide.left_s, seen)
        turn.change(phase=guide)
        _note_exercise(turn, guide, Fact.EXERCISE_DONE)
        if not _advance(turn, guide):
            return True
        guide = turn.phase
        assert isinstance(guide, Guiding)
    guide = _ran(turn, guide, seconds, seen)
    if guide.rested_s - guide.saved_s >= numbers.GUIDE_SAVE_S:
        guide = replace(guide, saved_s=guide.rested_s)
        turn.durable = True
    turn.change(phase=guide)
    return False


def in_seat(turn: Turn, guide: Guiding) -> bool:
    """Whether the exercise that runs is one for the seat, where a hand on the mouse is no news."""
    exercise = guide.plan.steps[guide.index].exercise
    return not guide.plan.standing or turn.library.exercises[exercise].where == "desk"


def _ran(turn: Turn, guide: Guiding, seconds: float, seen: dict[str, Any]) -> Guiding:
    stood = 0.0 if in_seat(turn, guide) else seconds
    return replace(
        guide,
        left_s=guide.left_s - seconds,
        rested_s=guide.rested_s + seconds,
        stood_s=guide.stood_s + stood,
        **seen,
    )


def _note_exercise(turn: Turn, guide: Guiding, fact: Fact) -> None:
    step = guide.plan.steps[guide.index]
    done_s = step.seconds - guide.left_s
    sides = body.note_sides(turn, step.exercise, step.seconds, done_s, step.first)
    turn.record(
        fact,
        break_id=guide.break_id,
        exercise=step.exercise,
        seconds=done_s,
        **sides,
    )


def _advance(turn: Turn, guide: Guiding) -> bool:
    """On to the next exercise; False when there is none and the guide has ended."""
    index = guide.index + 1
    if index >= len(guide.plan.steps):
        finish(turn, Ending.COMPLETED)
        return False
    _go_to(turn, guide, index)
    return True


def _go_to(turn: Turn, guide: Guiding, index: int) -> None:
    there = replace(
        guide, index=index, left_s=float(guide.plan.steps[index].seconds), saved_s=guide.rested_s
    )
    turn.enter(there)
    turn.do(ShowStep(view(there)))


def go_next(turn: Turn, guide: Guiding) -> None:
    """The person: the next exercise. Less than half of one done counts as skipped."""
    total = guide.plan.steps[guide.index].seconds
    done = guide.left_s <= total / 2
    _note_exercise(turn, guide, Fact.EXERCISE_DONE if done else Fact.EXERCISE_SKIPPED)
    _advance(turn, guide)


def hurts(turn: Turn, guide: Guiding) -> None:
    """The person: this hurts. It stops at once, is left out for a week, and the next follows."""
    step = guide.plan.steps[guide.index]
    turn.record(
        Fact.HURT,
        break_id=guide.break_id,
        exercise=step.exercise,
        seconds=step.seconds - guide.left_s,
    )
    body.hide(turn, step.exercise)
    steps = [one for one in guide.plan.steps[guide.index + 1 :] if one.exercise != step.exercise]
    if not steps:
        finish(turn, Ending.ENDED_EARLY)
        return
    done = guide.plan.steps[: guide.index]
    plan = replace(guide.plan, steps=(*done, *steps))
    _go_to(turn, replace(guide, plan=plan), guide.index)


def go_back(turn: Turn, guide: Guiding) -> None:
    """The person: once more from the start of this exercise, or the one before."""
    passed = guide.plan.steps[guide.index].seconds - guide.left_s
    _go_to(turn, guide, guide.index if passed > 3 or guide.index == 0 else guide.index - 1)


def set_paused(turn: Turn, guide: Guiding, *, paused: bool) -> None:
    """The person stops or continues the guide's clock; saying it twice changes nothing."""
    if paused == (guide.paused_at is not None):
        return
    changed = replace(
        guide,
        paused_at=turn.now.steady if paused else None,
        looked_at=turn.now.steady,
        busy=False,
        waiting=False,
    )
    turn.enter(changed)
    turn.do(ShowStep(view(changed)))


def finish(turn: Turn, ending: Ending) -> None:
    """The one place where a guide ends: one record, one effect, the clocks as it deserves."""
    guide = turn.phase
    assert isinstance(guide, Guiding)
    if ending is Ending.COMPLETED and guide.rested_s < min(numbers.STOOD_S, guide.plan.seconds / 2):
        ending = Ending.ENDED_EARLY  # clicked through: nothing was done
    stood = ending is Ending.STOOD or guide.stood_s >= numbers.STOOD_S
    turn.record(
        Fact(ending.value),
        break_id=guide.break_id,
        kind=guide.kind,
        routine=guide.plan.routine,
        stood=stood,
        standing=guide.plan.standing,
        seconds=guide.rested_s,
        sitting_s=turn.state.clocks.sitting_s,
        **turn.by_clock,
        **worked_standing(turn.state.clocks),
    )
    _settle_clocks(turn, guide, ending, stood=stood)
    standing.after_guide(turn, moved=stood or ending is Ending.COMPLETED)
    if ending is Ending.COMPLETED or stood:
        choice.remember(turn, guide.kind, guide.plan)
    if ending is not Ending.ENDED_EARLY:
        turn.change(done_at=turn.now.steady)
    turn.change(desk_since_at=turn.now.steady)
    turn.enter(Sitting())
    turn.do(CloseGuide(_done(turn, guide, ending, stood=stood)))


def _done(turn: Turn, guide: Guiding, ending: Ending, *, stood: bool) -> DoneView:
    begun, known = guide.plan.steps[: guide.index + 1], turn.library.exercises
    return DoneView(
        break_id=guide.break_id,
        kind=guide.kind,
        ending=ending,
        stood=stood,
        seconds=guide.rested_s,
        exercises=tuple(dict.fromkeys(one.exercise for one in begun if one.exercise in known)),
        ask_feeling=turn.policy.ask_feeling
        and body.rated_today(turn.state.body, turn.now.wall) is None,
    )


def _settle_clocks(turn: Turn, guide: Guiding, ending: Ending, *, stood: bool) -> None:
    """The product's table of endings, row by row."""
    answers_stand_up = guide.kind is BreakKind.STAND_UP
    if stood or (ending is Ending.COMPLETED and answers_stand_up):
        turn.took_stand_up()
    if stood:
        turn.clocks(sitting_s=0.0, stand_s=0.0, posture_s=0.0)
    elif ending is Ending.COMPLETED:
        turn.clocks(posture_s=0.0)
        if answers_stand_up:
            turn.clocks(stand_s=0.0)
    elif answers_stand_up or guide.plan.standing:
        half = turn.stand_up_every_s / 2
        turn.clocks(stand_s=min(turn.state.clocks.stand_s, half), posture_s=0.0)
    else:
        turn.clocks(posture_s=0.0)
