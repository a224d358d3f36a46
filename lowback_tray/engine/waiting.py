"""Why prompts wait now. Every hold is read afresh at each look, so none can be left standing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from lowback_tray.engine import numbers
from lowback_tray.engine.absence import idle_now
from lowback_tray.engine.hours import closed_until
from lowback_tray.engine.quiet import quiet_now
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Due, Gap, UserPause
from lowback_tray.engine.status import HoldView
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark

SIGNS = "signs"
PAUSED = "paused"
OFF_SCREEN = "off_screen"
LOCKED = "locked"
CALL = "call"
OUTSIDE_HOURS = "outside_hours"
QUIET_TIME = "quiet_time"
JUST_BACK = "just_back"
TYPING = "typing"


def pause_view(turn: Turn, pause: UserPause) -> HoldView:
    """The person's own pause as a hold."""
    until = _pause_end(turn, pause)
    if pause.off_screen:
        return HoldView(OFF_SCREEN, mark("You are off the screen"), until)
    return HoldView(PAUSED, mark("You paused the reminders"), until)


def _pause_end(turn: Turn, pause: UserPause) -> datetime | None:
    ends = [turn.now.here(pause.until)] if pause.until is not None else []
    steady = [end for end in (pause.ends_at, pause.latest_at) if end is not None]
    ends += [turn.now.after(end - turn.now.steady) for end in steady]
    return min(ends, default=None)


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
    quiet = quiet_now(turn.policy.quiet, now.wall) if turn.policy.quiet else None
    if quiet is not None:
        reason = mark("Quiet time you planned")
        found.append(HoldView(QUIET_TIME, reason, quiet.until, quiet.label))
    for hold in state.holds:
        ends = None if hold.until is None else now.here(hold.until)
        found.append(HoldView(hold.name, hold.reason, ends))
    if state.grace_at > now.steady:
        until = now.after(state.grace_at - now.steady)
        found.append(HoldView(JUST_BACK, mark("You have only just come back"), until))
    return tuple(found)


def open_gap(turn: Turn, seconds: float, *, pays: bool) -> None:
    """The person is between two things from now on; a gap that lasts longer stays."""
    ends_at = turn.now.steady + seconds
    gap = turn.state.gap
    if gap is None or gap.ends_at < ends_at:
        turn.change(gap=Gap(ends_at, pays))


def in_gap(turn: Turn) -> Gap | None:
    """The gap that the person is in."""
    gap = turn.state.gap
    return gap if gap is not None and turn.now.steady < gap.ends_at else None


def typing_wait_s(turn: Turn) -> float:
    """Seconds until a pause in typing could first be long enough; 0 when it is already."""
    idle = idle_now(turn)
    enough = numbers.TYPING_PAUSE_S if in_gap(turn) is None else numbers.GAP_PAUSE_S
    return 0.0 if idle is None else max(0.0, enough - idle)


def ready(turn: Turn, due: Due) -> Due:
    """From now on only typing keeps it from opening, and not for ever."""
    gap = in_gap(turn)
    owed = due.held is not None and gap is not None and gap.pays
    pay_by_at = gap.ends_at if owed and gap is not None else None
    return replace(due, ready_at=turn.now.steady, pay_by_at=pay_by_at)


def latest_at(turn: Turn, due: Due) -> float:
    """When a prompt that waits for a pause in typing comes without one."""
    if due.pay_by_at is not None:
        return due.pay_by_at
    since = turn.now.steady if due.ready_at is None else due.ready_at
    return since + numbers.TYPING_PATIENCE_S


def typing_view(turn: Turn, due: Due) -> HoldView:
    """The hold that a due prompt sees while somebody types, with its latest end.

    It stands until the next look, even if the typing has just stopped: so a prompt that is due
    and not open always has a reason.
    """
    patience = latest_at(turn, due) - turn.now.steady
    until = turn.now.after(max(0.0, patience))
    return HoldView(TYPING, mark("You are typing"), until)


def latest_end(turn: Turn, until: datetime) -> float:
    """When a pause until that wall time is over wherever the clock is put."""
    left_s = min((until - turn.now.wall).total_seconds(), numbers.PAUSE_UNTIL_DAYS * 86_400.0)
    return turn.now.steady + left_s + numbers.PAUSE_OVERTIME_S


def cap_pause(turn: Turn) -> None:
    """A pause that an earlier version saved, or a damaged one, may have no end but a wall time."""
    pause = turn.state.pause
    if pause is not None and pause.until is not None and pause.latest_at is None:
        turn.change(pause=replace(pause, latest_at=latest_end(turn, pause.until)))


def end_pause(turn: Turn, by: str) -> None:
    """The person's pause is over."""
    turn.change(pause=None)
    turn.record(Fact.RESUMED, by=by)


def drop_expired(turn: Turn) -> None:
    """Let go of every hold whose end has passed."""
    pause = turn.state.pause
    if pause is not None:
        end = _pause_end(turn, pause)
        if end is not None and end <= turn.now.wall:
            end_pause(turn, "time")
    if not turn.state.holds:
        return
    kept = tuple(h for h in turn.state.holds if h.until is None or h.until > turn.now.wall)
    if kept != turn.state.holds:
        turn.change(holds=kept)
        turn.durable = True
