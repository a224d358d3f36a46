"""What each event means, one short rule each; what does not fit is refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import singledispatch
from typing import Any

from lowback_tray.engine import (
    absence,
    ahead,
    body,
    declined,
    events,
    guiding,
    numbers,
    prompts,
    returning,
    standing,
    waiting,
)
from lowback_tray.engine.effects import Ending
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import (
    Away,
    Clocks,
    Due,
    Guiding,
    Hold,
    Prompting,
    Sitting,
    Snoozed,
    UserPause,
)
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark

_PAUSE_UNTIL = timedelta(days=numbers.PAUSE_UNTIL_DAYS)


@singledispatch
def apply(event: Any, turn: Turn) -> None:
    """Do what an event means; settling, which follows, does the rest."""
    raise AssertionError(f"no rule for {event!r}")


@apply.register
def _hold_lifted(event: events.HoldLifted, turn: Turn) -> None:
    kept = tuple(hold for hold in turn.state.holds if hold.name != event.name)
    if kept != turn.state.holds:
        turn.change(holds=kept)
        turn.durable = True
        waiting.open_gap(turn, numbers.OWED_GAP_S, pays=True)


@apply.register
def _turned_to_window(event: events.TurnedToWindow, turn: Turn) -> None:
    waiting.open_gap(turn, numbers.WINDOW_GAP_S, pays=False)


@apply.register
def _came_back(event: events.CameBack, turn: Turn) -> None:
    if isinstance(turn.phase, Away) and absence.notice_touch(turn, told=True):
        turn.change(phase=replace(turn.phase, idle=False))


@apply.register
def _locked(event: events.Locked, turn: Turn) -> None:
    if not turn.state.locked:
        turn.change(locked=True)
        turn.durable = True


@apply.register
def _unlocked(event: events.Unlocked, turn: Turn) -> None:
    if turn.state.locked:
        turn.change(locked=False)
        turn.durable = True
        waiting.open_gap(turn, numbers.GRACE_S + numbers.OWED_GAP_S, pays=True)
    if isinstance(turn.phase, Away):
        turn.change(phase=replace(turn.phase, idle=False))  # somebody typed the password


@apply.register
def _slept(event: events.Slept, turn: Turn) -> None:
    seconds = max(0.0, event.seconds)
    _shift_pause(turn, seconds)
    phase = turn.phase
    if isinstance(phase, Guiding):
        seconds = _sleep_through_guide(turn, phase, seconds)
    if seconds <= 0:
        return
    if isinstance(turn.phase, Away):
        turn.enter(replace(turn.phase, slept_s=turn.phase.slept_s + seconds))
        return
    idle = absence.idle_now(turn) if turn.policy.idle_is_away else None
    absence.leave(turn, idle_s=idle or 0.0, idle=idle is not None, slept_s=seconds)


@apply.register
def _stalled(event: events.Stalled, turn: Turn) -> None:
    absence.stand_still(turn, event.seconds)


def _sleep_through_guide(turn: Turn, guide: Guiding, seconds: float) -> float:
    """A suspend rests too. What is left of it once the guide is over is plain absence.

    Not in a guide that was paused: nobody said that they go on, so it is part of the pause.
    """
    if guide.paused_at is not None:
        turn.enter(replace(guide, paused_at=guide.paused_at - seconds))
        return seconds if guiding.run(turn) else 0.0
    beyond = absence.sleep_in_guide(turn, guide, seconds)
    return beyond if guiding.spend(turn, seconds) else 0.0


def _shift_pause(turn: Turn, seconds: float) -> None:
    """Half an hour is half an hour on the wall: suspend is part of a pause."""
    pause = turn.state.pause
    if pause is None:
        return
    if pause.ends_at is not None:
        pause = replace(pause, ends_at=pause.ends_at - seconds)
    if pause.latest_at is not None:
        pause = replace(pause, latest_at=pause.latest_at - seconds)
    turn.change(pause=pause)


@apply.register
def _launched(event: events.Launched, turn: Turn) -> None:
    before = turn.state.clocks
    turn.change(locked=False, holds=())  # read afresh by their sources
    absence.close_card(turn)
    if isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.ENDED_EARLY)
    if isinstance(turn.phase, Prompting):
        absence.withdraw(turn, turn.phase.due, "restarted")
        turn.enter(Sitting(turn.phase.due))
    seconds = max(0.0, event.absent_s)
    turn.record(
        Fact.LAUNCHED, absent_s=seconds, sitting_s=before.sitting_s, standing_s=before.standing_s
    )
    waiting.cap_pause(turn)
    _shift_pause(turn, seconds)
    if isinstance(turn.phase, Away):
        # Whoever was away may still be: where somebody can tell, only input ends it.
        away = replace(turn.phase, slept_s=turn.phase.slept_s + seconds)
        turn.enter(replace(away, idle=turn.now.idle_s is not None))
    else:
        absence.not_running(turn, seconds)
    prompts.suit_plan(turn)  # the content or the settings may be others than they were


@apply.register
def _policy_changed(event: events.PolicyChanged, turn: Turn) -> None:
    prompts.suit_policy(turn)


@apply.register
def _hold_placed(event: events.HoldPlaced, turn: Turn) -> None:
    others = tuple(hold for hold in turn.state.holds if hold.name != event.name)
    turn.change(holds=(*others, Hold(event.name, event.reason, event.until)))
    turn.durable = True


@apply.register
def _port_failed(event: events.PortFailed, turn: Turn) -> None:
    """What could not be shown is not open: try again in a minute, or end the guide."""
    if event.port == "prompter" and isinstance(turn.phase, Prompting):
        due = turn.phase.due
        absence.withdraw(turn, due, "failed")
        turn.enter(Sitting(due))
        turn.change(grace_at=turn.now.steady + numbers.GRACE_S)
    elif event.port == "card":
        absence.close_card(turn)
    elif event.port == "guide" and isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.ENDED_EARLY)


@apply.register
def _start_break(event: events.StartBreak, turn: Turn) -> None:
    guiding.start(turn, event)


@apply.register
def _snooze(event: events.Snooze, turn: Turn) -> None:
    prompts.snooze(turn, event.seconds)


@apply.register
def _skip(event: events.Skip, turn: Turn) -> None:
    prompts.skip(turn)


@apply.register
def _put_off_next(event: events.PutOffNext, turn: Turn) -> None:
    ahead.put_off(turn, event.seconds)


@apply.register
def _skip_next(event: events.SkipNext, turn: Turn) -> None:
    ahead.leave_out(turn)


@apply.register
def _as_planned(event: events.AsPlanned, turn: Turn) -> None:
    ahead.take_back(turn)


@apply.register
def _change_answered(event: events.ChangeAnswered, turn: Turn) -> None:
    declined.answer(turn, event.how)


@apply.register
def _just_stood(event: events.JustStood, turn: Turn) -> None:
    if isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.STOOD)
        return
    if turn.state.clocks.standing:
        turn.refuse(mark("You are standing already"))
        return
    due: Due | None = prompts.current_due(turn)
    if due is not None and due.kind is BreakKind.CARE and not isinstance(turn.phase, Prompting):
        due = None  # put off or held back, the evening is still to come
    prompts.take_down(turn)
    turn.record(
        Fact.STOOD,
        break_id=None,
        kind=due.kind if due else None,
        seconds=0,
        sitting_s=turn.state.clocks.sitting_s,
        **turn.by_clock,
    )
    turn.change(clocks=Clocks(), done_at=turn.now.steady)
    turn.took_stand_up()
    if due is not None:
        turn.enter(Sitting())


@apply.register
def _stand(event: events.Stand, turn: Turn) -> None:
    standing.stand(turn)


@apply.register
def _sit(event: events.Sit, turn: Turn) -> None:
    standing.sit(turn)


@apply.register
def _was_away(event: events.WasAway, turn: Turn) -> None:
    returning.tell(turn, event)


@apply.register
def _no_answer(event: events.NoAnswer, turn: Turn) -> None:
    absence.close_card(turn)


@apply.register
def _pause(event: events.Pause, turn: Turn) -> None:
    if event.until is not None and event.until <= turn.now.wall:
        turn.refuse(mark("That time has passed already"))
        return
    if event.until is not None and event.until > turn.now.wall + _PAUSE_UNTIL:
        turn.refuse(mark("A pause ends within 31 days"))
        return
    if event.seconds is not None and not 60 <= event.seconds <= numbers.PAUSE_MAX_S:
        turn.refuse(mark("A pause lasts between one minute and seven days"))
        return
    ends_at = None if event.seconds is None else turn.now.steady + event.seconds
    latest_at = None if event.until is None else waiting.latest_end(turn, event.until)
    _begin_pause(turn, UserPause(ends_at=ends_at, until=event.until, latest_at=latest_at))
    pause = turn.state.pause
    assert pause is not None
    until = waiting.pause_view(turn, pause).until
    turn.record(Fact.PAUSED, until=until.isoformat() if until else None)


def _pause_left_s(turn: Turn) -> float:
    """How much longer the person's pause lasts; it always ends."""
    pause = turn.state.pause
    until = None if pause is None else waiting.pause_view(turn, pause).until
    return 0.0 if until is None else (until - turn.now.wall).total_seconds()


def _begin_pause(turn: Turn, pause: UserPause) -> None:
    turn.change(pause=pause)
    if isinstance(turn.phase, Snoozed):
        turn.enter(Sitting(turn.phase.due))


@apply.register
def _resume(event: events.Resume, turn: Turn) -> None:
    if turn.state.pause is None:
        turn.refuse(mark("The reminders are not paused"))
        return
    waiting.end_pause(turn, "person")


@apply.register(events.GuidePause)
@apply.register(events.GuideResume)
@apply.register(events.GuideNext)
@apply.register(events.GuideBack)
@apply.register(events.GuideClose)
@apply.register(events.ItHurts)
def _guide_wish(event: events.Event, turn: Turn) -> None:
    if not isinstance(turn.phase, Guiding) or guiding.run(turn):
        turn.refuse(mark("No guide is running"))
        return
    guide = turn.phase
    assert isinstance(guide, Guiding)
    match event:
        case events.GuidePause():
            guiding.set_paused(turn, guide, paused=True)
        case events.GuideResume():
            guiding.set_paused(turn, guide, paused=False)
        case events.GuideNext():
            guiding.go_next(turn, guide)
        case events.GuideBack():
            guiding.go_back(turn, guide)
        case events.ItHurts():
            guiding.hurts(turn, guide)
        case _:
            guiding.finish(turn, Ending.ENDED_EARLY)


@apply.register
def _check_in(event: events.CheckIn, turn: Turn) -> None:
    if not 0 < event.break_id < turn.state.next_break:
        turn.refuse(mark("There is no such break"))
        return
    turn.record(
        Fact.CHECK_IN, break_id=event.break_id, answer=event.answer, exercise=event.exercise
    )
    if event.answer == "worse" and event.exercise and event.exercise in turn.library.exercises:
        body.hide(turn, event.exercise)
        prompts.suit_plan(turn)


@apply.register
def _off_screen(event: events.OffScreen, turn: Turn) -> None:
    """Under a pause that lasts longer nothing comes anyway, and it goes on as long as was said."""
    if _pause_left_s(turn) <= event.seconds:
        _begin_pause(turn, UserPause(ends_at=turn.now.steady + event.seconds, off_screen=True))
    turn.record(Fact.OFF_SCREEN, seconds=event.seconds)


@apply.register
def _rate_back(event: events.RateBack, turn: Turn) -> None:
    body.rate(turn, event.answer)


@apply.register
def _feel(event: events.Feel, turn: Turn) -> None:
    body.say_feel(turn, event.how)
    prompts.choose_again(turn)


@apply.register
def _flare_up(event: events.FlareUp, turn: Turn) -> None:
    body.say_flare_up(turn, on=event.on)
    if turn.refused is None:
        prompts.choose_again(turn)


@apply.register
def _signs(event: events.Signs, turn: Turn) -> None:
    body.tick_signs(turn, event.tier)
    if event.tier is not None and isinstance(turn.phase, Guiding):
        guiding.finish(turn, Ending.ENDED_EARLY)


@apply.register
def _exercised(event: events.Exercised, turn: Turn) -> None:
    body.say_exercised(turn)


@apply.register
def _tip_shown(event: events.TipShown, turn: Turn) -> None:
    turn.record(Fact.TIP, tip=event.tip)


@apply.register
def _unhide(event: events.Unhide, turn: Turn) -> None:
    body.unhide(turn, event.exercise)
