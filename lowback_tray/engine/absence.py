"""The empty chair: idle, lock, suspend and a program that was not running are one absence.

An absence starts at the last sign of the person and ends with the next. Its length decides
what it is worth as rest (the product's table): nothing under two minutes, everything from
five, in between in proportion. It is never written down as "stood".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lowback_tray.engine import clock_marks, desk_time, numbers
from lowback_tray.engine.effects import WithdrawCard, WithdrawPrompt
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Fact
from lowback_tray.engine.state import Away, Back, Clocks, Due, Guiding, Prompting, Sitting, Snoozed
from lowback_tray.engine.turn import Turn, advanced


def credit(seconds: float) -> float:
    """The share of the clocks that an absence of this length rests away, 0 to 1."""
    span = numbers.REST_FULL_S - numbers.REST_STARTS_S
    return min(1.0, max(0.0, (seconds - numbers.REST_STARTS_S) / span))


def rested(clocks: Clocks, seconds: float) -> Clocks:
    """The clocks after an absence: up to two minutes of it count as desk time, then rest.

    Who stood sits after more than that, as far as anybody knows.
    """
    if clocks.standing:
        short = seconds < numbers.REST_STARTS_S
        return advanced(clocks, seconds) if short else Clocks()
    kept = 1.0 - credit(seconds)
    base = advanced(clocks, min(seconds, numbers.REST_STARTS_S))
    return Clocks(base.sitting_s * kept, base.stand_s * kept, base.posture_s * kept)


def idle_now(turn: Turn) -> float | None:
    """Idle seconds that can belong to this stay at the desk; None where nothing can tell."""
    if turn.now.idle_s is None:
        return None
    return min(turn.now.idle_s, max(0.0, turn.now.steady - turn.state.desk_since_at))


def empty_s(turn: Turn) -> float | None:
    """Seconds for which the chair may have been empty: a film counts as somebody watching.

    None also for whoever works away from the keyboard and has said so.
    """
    if not turn.policy.idle_is_away:
        return None
    idle = idle_now(turn)
    played_at = turn.state.played_at
    if idle is None or played_at is None:
        return idle
    return min(idle, max(0.0, turn.now.steady - played_at))


def leave(turn: Turn, *, idle_s: float, idle: bool, slept_s: float = 0.0) -> None:
    """The chair has been empty for `idle_s` seconds (and for `slept_s` of suspend).

    A guide is not left this way: standing still is what it asks for.
    """
    phase = turn.phase
    assert not isinstance(phase, Guiding | Away)
    back_to: Sitting | Snoozed
    if isinstance(phase, Prompting):
        withdraw(turn, phase.due, "locked" if turn.state.locked else "away")
        back_to = Sitting(phase.due)
    else:
        back_to = phase
    since = max(turn.now.steady - idle_s, turn.state.desk_since_at)
    turn.change(clocks=advanced(turn.state.clocks, since - turn.now.steady), gap=None)
    desk_time.add(turn, since - turn.now.steady)
    turn.enter(Away(since_at=since, slept_s=slept_s, idle=idle, back_to=back_to))


def withdraw(turn: Turn, due: Due, reason: str, label: str = "") -> None:
    """Take the open prompt back unanswered."""
    turn.do(WithdrawPrompt())
    turn.record(Fact.WITHDRAWN, kind=due.kind, reason=reason, **named(label))


def named(label: str) -> dict[str, Any]:
    """What is written down of the name that the person gave a hold, if they gave it one."""
    return {"label": label} if label else {}


def notice_touch(turn: Turn, *, told: bool = False) -> bool:
    """Whether the last input ends the absence: one twitch of a bumped desk does not.

    Args:
        turn: the turn, away.
        told: a source says that there was input, so it is not the one the absence began with.
    """
    away = turn.phase
    assert isinstance(away, Away)
    idle = idle_now(turn)
    if idle is None:
        return told
    last_at, first_at = turn.now.steady - idle, away.touched_at
    if first_at is not None and last_at - first_at < numbers.RETURN_S:
        return False
    if first_at is not None and last_at - first_at <= numbers.RETURN_WITHIN_S:
        return True
    if told or last_at > away.since_at + 1.0:
        turn.change(phase=replace(away, touched_at=last_at))
    return False


def lasted_s(turn: Turn, away: Away) -> float:
    """How long the absence is by now, in seconds."""
    return turn.now.steady - away.since_at + away.slept_s


def come_back(turn: Turn) -> None:
    """The person is at the desk again; what the absence was worth is settled here."""
    away = turn.phase
    assert isinstance(away, Away)
    seconds = lasted_s(turn, away)
    before = turn.state.clocks
    turn.change(clocks=rested(before, seconds))
    _count_short(turn, seconds)
    if seconds >= numbers.REST_STARTS_S:
        turn.record(
            Fact.AWAY,
            ago_s=seconds,
            seconds=seconds,
            sitting_s=before.sitting_s,
            credit=credit(seconds),
            **worked_standing(before),
        )
        turn.record(Fact.BACK, seconds=seconds, sitting_s=turn.state.clocks.sitting_s)
    _arrive(turn, away.back_to, away.slept_s)
    _remember(turn, seconds, before)


def worked_standing(before: Clocks) -> dict[str, float]:
    """What is written down of who worked standing until then."""
    return {"standing_s": before.standing_s} if before.standing else {}


def not_running(turn: Turn, seconds: float) -> None:
    """The program was not there for so long. That rests like an absence; it is not called one."""
    phase = turn.phase
    assert isinstance(phase, Sitting | Snoozed)
    before = turn.state.clocks
    turn.change(clocks=rested(before, seconds))
    _count_short(turn, seconds)
    _arrive(turn, phase, seconds)
    _remember(turn, seconds, before)


def _count_short(turn: Turn, seconds: float) -> None:
    """An absence too short to rest was no absence: the person was at the desk."""
    if seconds < numbers.REST_STARTS_S:
        desk_time.add(turn, seconds)


def stand_still(turn: Turn, seconds: float) -> None:
    """The program stood still for so long while the machine ran on, and its clocks with it.

    Where nobody typed all that time it is an absence like any other, which settling notices.
    Else nobody knows who was there: it rests like an absence and is not called one, nothing
    opens at once, and a guide simply goes on where it stood.
    """
    phase, idle = turn.phase, turn.now.idle_s if turn.policy.idle_is_away else None
    if isinstance(phase, Away) or (idle is not None and idle >= seconds):
        return
    before = advanced(turn.state.clocks, -seconds)
    turn.change(clocks=rested(before, seconds))
    desk_time.add(turn, -seconds)
    _count_short(turn, seconds)
    turn.record(
        Fact.STALLED,
        seconds=seconds,
        sitting_s=before.sitting_s,
        credit=credit(seconds),
        **worked_standing(before),
    )
    if isinstance(phase, Guiding):
        turn.enter(replace(phase, looked_at=turn.now.steady))
        return
    if isinstance(phase, Prompting):
        withdraw(turn, phase.due, "stalled")
        phase = Sitting(phase.due)
    _arrive(turn, phase, 0.0)
    _remember(turn, seconds, before)


def _remember(turn: Turn, seconds: float, before: Clocks) -> None:
    """Keep what the person can still say something about, should it have rested everything."""
    if seconds >= numbers.REST_FULL_S:
        until_at = turn.now.steady + numbers.CARD_WITHIN_S + numbers.CARD_ANSWER_S
        turn.change(back=Back(turn.now.steady, seconds, before, until_at))


def close_card(turn: Turn) -> None:
    """Take the card back that asks what an absence was; it can still be said for a while."""
    back = turn.state.back
    if back is not None and back.open_until_at is not None:
        until_at = turn.now.steady + numbers.CARD_ANSWER_S
        turn.change(back=replace(back, open_until_at=None, until_at=until_at))
        turn.durable = True
        turn.do(WithdrawCard())


def _arrive(turn: Turn, back_to: Sitting | Snoozed, uncounted_s: float) -> None:
    close_card(turn)
    turn.enter(_resumed(turn, back_to, uncounted_s))
    turn.change(desk_since_at=turn.now.steady, grace_at=turn.now.steady + numbers.GRACE_S)


def _resumed(turn: Turn, back_to: Sitting | Snoozed, slept_s: float) -> Sitting | Snoozed:
    """What goes on after an absence: nothing that the rest has made needless."""
    due = back_to.due
    if due is None or not still_due(turn, due):
        return Sitting()
    if isinstance(back_to, Snoozed):
        return Snoozed(due, back_to.until_at - slept_s)
    return Sitting(Due(due.kind, due.plan, due.snoozes, held=due.held))


def still_due(turn: Turn, due: Due) -> bool:
    """Whether the clocks still ask for that prompt."""
    if due.kind is BreakKind.CARE:
        return turn.policy.evening_at is not None
    if due.kind is BreakKind.POSTURE_RESET:
        return turn.posture_left_s <= 0
    if due.kind is BreakKind.SWITCH:
        return turn.switch_left_s <= 0
    if turn.policy.stand_up_at:  # once the clock has asked, only a rest makes it needless
        return turn.state.clocks.stand_s >= clock_marks.LEAST_S
    return turn.stand_left_s <= 0


def sleep_in_guide(turn: Turn, guide: Guiding, seconds: float) -> float:
    """A suspend while the guide runs rests too. Returns the seconds beyond the plan's end."""
    rest = guide.left_s + sum(step.seconds for step in guide.plan.steps[guide.index + 1 :])
    return max(0.0, seconds - rest)
