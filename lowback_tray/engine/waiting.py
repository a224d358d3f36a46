"""Why prompts wait now. Every hold is read afresh at each look, so none can be left standing."""

from __future__ import annotations

from datetime import timedelta

from lowback_tray.engine import numbers
from lowback_tray.engine.absence import idle_now
from lowback_tray.engine.hours import closed_until
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Due, UserPause
from lowback_tray.engine.status import HoldView
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark

SIGNS = "signs"
PAUSED = "paused"
OFF_SCREEN = "off_screen"
LOCKED = "locked"
OUTSIDE_HOURS = "outside_hours"
JUST_BACK = "just_back"
TYPING = "typing"


def pause_view(turn: Turn, pause: UserPause) -> HoldView:
    """The person's own pause as a hold."""
    until = pause.until
    if pause.ends_at is not None:
        until = turn.now.wall + timedelta(seconds=pause.ends_at - turn.now.steady)
    if pause.off_screen:
        return HoldView(OFF_SCREEN, mark("You are off the screen"), until)
    return HoldView(PAUSED, mark("You paused the reminders"), until)


def holds(turn: Turn) -> tuple[HoldView, ...]:
    """Every reason to wait but typing, the most important first."""
    found: list[HoldView] = []
    state, now = turn.state, turn.now
    if state.body.signs is not None:
        found.append(HoldView(SIGNS, mark("You ticked warning signs: see a doctor first"), None))
    if state.pause is not None:
        found.append(pause_view(turn, state.pause))
    if state.locked:
        found.append(HoldView(LOCKED, mark("The screen is locked"), None))
    closed, opening = closed_until(turn.policy.hours, now.wall)
    if closed:
        found.append(HoldView(OUTSIDE_HOURS, mark("Outside your hours"), opening))
    found.extend(HoldView(hold.name, hold.reason, hold.until) for hold in state.holds)
    if state.grace_at > now.steady:
        until = now.wall + timedelta(seconds=state.grace_at - now.steady)
        found.append(HoldView(JUST_BACK, mark("You have only just come back"), until))
    return tuple(found)


def typing_wait_s(turn: Turn) -> float:
    """Seconds until a pause in typing could first be long enough; 0 when it is already."""
    idle = idle_now(turn)
    return 0.0 if idle is None else max(0.0, numbers.TYPING_PAUSE_S - idle)


def typing_view(turn: Turn, due: Due) -> HoldView:
    """The hold that a due prompt sees while somebody types, with its latest end.

    It stands until the next look, even if the typing has just stopped: so a prompt that is due
    and not open always has a reason.
    """
    since = turn.now.steady if due.ready_at is None else due.ready_at
    patience = since + numbers.TYPING_PATIENCE_S - turn.now.steady
    until = turn.now.wall + timedelta(seconds=max(0.0, patience))
    return HoldView(TYPING, mark("You are typing"), until)


def end_pause(turn: Turn, by: str) -> None:
    """The person's pause is over."""
    turn.change(pause=None)
    turn.record(Fact.RESUMED, by=by)


def drop_expired(turn: Turn) -> None:
    """Let go of every hold whose end has passed."""
    pause = turn.state.pause
    if pause is not None:
        by_clock = pause.ends_at is not None and pause.ends_at <= turn.now.steady
        by_wall = pause.until is not None and pause.until <= turn.now.wall
        if by_clock or by_wall:
            end_pause(turn, "time")
    if not turn.state.holds:
        return
    kept = tuple(h for h in turn.state.holds if h.until is None or h.until > turn.now.wall)
    if kept != turn.state.holds:
        turn.change(holds=kept)
        turn.durable = True
