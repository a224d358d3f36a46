"""From due to answered: the question, its snoozes, its time-outs."""

from __future__ import annotations

from dataclasses import replace

from lowback_tray.engine import body, choice, clock_marks, numbers, waiting
from lowback_tray.engine.absence import close_card, named, still_due, withdraw, worked_standing
from lowback_tray.engine.effects import PromptView, ShowPrompt, WithdrawPrompt
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.engine.state import Away, Due, Prompting, Sitting, Snoozed
from lowback_tray.engine.status import HoldView
from lowback_tray.engine.turn import Turn
from lowback_tray.i18n import mark


def view(turn: Turn, phase: Prompting) -> PromptView:
    """The question as it is shown."""
    return PromptView(
        kind=phase.due.kind,
        plan=phase.due.plan,
        sitting_s=turn.state.clocks.sitting_s,
        snoozes_left=max(0, turn.policy.snooze_limit - phase.due.snoozes),
        snooze_default_s=turn.policy.snooze_default_s,
        snooze_choices_s=turn.policy.snooze_choices_s,
        quiet=phase.quiet,
        stands=turn.policy.stands,
        standing_s=turn.state.clocks.standing_s,
    )


def fall_due(turn: Turn) -> bool:
    """Sitting: notice what has fallen due. True when something changed."""
    assert isinstance(turn.phase, Sitting)
    due = turn.phase.due
    if turn.stand_left_s <= 0 and (due is None or due.kind is not BreakKind.STAND_UP):
        if due is not None:
            turn.record(Fact.SWALLOWED, kind=due.kind)
            give_way(turn)
        _become_due(turn, BreakKind.STAND_UP)
        _heed_ahead(turn)
        return True
    if due is not None:
        return _drop_needless(turn, due)
    if turn.switch_left_s <= 0:
        _become_due(turn, BreakKind.SWITCH)
        return True
    if body.evening_due(turn):
        body.note_evening(turn)
        _become_due(turn, BreakKind.CARE)
        return True
    if turn.policy.posture_enabled and turn.posture_left_s <= 0:
        if turn.stand_left_s <= numbers.SWALLOW_S:
            _swallow(turn)
        else:
            _become_due(turn, BreakKind.POSTURE_RESET)
        return True
    return False


def give_way(turn: Turn) -> None:
    """Another break takes the place of what is due: the evening comes again after it."""
    due = current_due(turn)
    if due is not None and due.kind is BreakKind.CARE:
        body.offer_evening_again(turn)


def _become_due(turn: Turn, kind: BreakKind) -> None:
    if kind is BreakKind.STAND_UP:
        _note_mark(turn)
    turn.enter(Sitting(Due(kind, choice.plan_for(turn, kind))))


def _heed_ahead(turn: Turn) -> None:
    """What was said of this stand-up before it was due."""
    said, due = turn.state.ahead, current_due(turn)
    if said is None:
        return
    assert due is not None, "it has just become due"
    turn.change(ahead=None)
    if said.skip:
        _record(turn, Fact.SKIPPED, due, ahead=True)
        _over(turn, due)
        return
    turn.record(Fact.SNOOZED, kind=due.kind, seconds=said.later_s, by="person", ahead=True)
    turn.enter(Snoozed(replace(due, snoozes=said.times), turn.now.steady + said.later_s))


def _note_mark(turn: Turn) -> None:
    """Should it be a time of the clock that asks, it has asked."""
    state, marks = turn.state, turn.policy.stand_up_at
    if marks:
        name = clock_marks.due(marks, turn.now.wall, state.clocks.stand_s, state.marked)
        if name is not None:
            turn.change(marked=clock_marks.asked(state.marked, name))


def _swallow(turn: Turn) -> None:
    """The stand-up is so near that the posture reset is not worth asking for."""
    turn.record(Fact.SWALLOWED, kind=BreakKind.POSTURE_RESET)
    turn.clocks(posture_s=0.0)
    turn.enter(Sitting())


def _drop_needless(turn: Turn, due: Due) -> bool:
    """A due prompt that the settings or the clock have overtaken goes."""
    if due.kind is BreakKind.POSTURE_RESET and turn.policy.posture_enabled:
        if turn.stand_left_s > numbers.SWALLOW_S and still_due(turn, due):
            return False
        _swallow(turn)
        return True
    if due.kind is not BreakKind.POSTURE_RESET and _wanted(turn, due):
        return False
    turn.enter(Sitting())
    return True


def open_when_possible(turn: Turn) -> bool:
    """Sitting with something due: open it, or note what it waits for."""
    assert isinstance(turn.phase, Sitting)
    due = turn.phase.due
    if due is None:
        return False
    held = waiting.holds(turn)
    if held:
        return _wait_for(turn, due, held[0])
    if due.ready_at is None:
        if due.held not in (None, waiting.JUST_BACK):  # whatever it was, it has just ended
            waiting.open_gap(turn, numbers.OWED_GAP_S, pays=True)
        due = waiting.ready(turn, due)
        turn.change(phase=Sitting(due))
    patient = turn.now.steady < waiting.latest_at(turn, due)
    if waiting.typing_wait_s(turn) > 0 and patient:
        return False
    _open(turn, due, quiet=waiting.typing_wait_s(turn) > 0)
    return True


def _wait_for(turn: Turn, due: Due, hold: HoldView) -> bool:
    """A hold keeps the prompt back; each new reason is written down once.

    Having only just come back is none of its own for what something else kept back already.
    """
    name = hold.name
    if name == waiting.JUST_BACK:
        name = due.held or name
    if due.held == name and due.ready_at is None:
        return False
    if due.held != name and name != waiting.JUST_BACK:
        ends = hold.until.isoformat() if hold.until else None
        turn.record(Fact.HELD, kind=due.kind, reason=name, until=ends, **named(hold.label))
    turn.change(phase=Sitting(replace(due, held=name, ready_at=None, pay_by_at=None)))
    return False


def _open(turn: Turn, due: Due, *, quiet: bool) -> None:
    close_card(turn)  # never two questions
    limit = numbers.POSTURE_TIMEOUT_S
    if due.kind is BreakKind.STAND_UP:
        limit = numbers.STAND_UP_TIMEOUT_S
    opened = replace(due, ready_at=None, pay_by_at=None, held=None)
    phase = Prompting(opened, turn.now.steady + limit, quiet)
    turn.enter(phase)
    choice.offered(turn, due.kind, due.plan)
    _record(
        turn,
        Fact.PROMPTED,
        due,
        routine=due.plan.routine,
        quiet=quiet,
        snoozes=due.snoozes,
        **worked_standing(turn.state.clocks),
    )
    turn.do(ShowPrompt(view(turn, phase)))


def _record(turn: Turn, fact: Fact, due: Due, **details: Detail) -> None:
    """Write down what becomes of it, so that "why" can be answered later."""
    by_clock = turn.by_clock if due.kind is BreakKind.STAND_UP else {}
    sitting_s = turn.state.clocks.sitting_s
    turn.record(fact, ago_s=0.0, kind=due.kind, sitting_s=sitting_s, **details, **by_clock)


def keep_open(turn: Turn) -> bool:
    """Prompting: take it back under a hold, or let it answer itself."""
    phase = turn.phase
    assert isinstance(phase, Prompting)
    held = waiting.holds(turn)
    if held:
        withdraw(turn, phase.due, held[0].name, held[0].label)
        turn.enter(Sitting(phase.due))
        return True
    if not _wanted(turn, phase.due):
        withdraw(turn, phase.due, "needless")
        turn.enter(Sitting())
        return True
    if turn.now.steady < phase.expires_at:
        return False
    _time_out(turn, phase.due)
    return True


def _wanted(turn: Turn, due: Due) -> bool:
    """Whether an open prompt still makes sense under the settings and the clock."""
    if due.kind in (BreakKind.STAND_UP, BreakKind.SWITCH):
        return still_due(turn, due)
    if due.kind is BreakKind.CARE:
        return turn.policy.evening_at is not None
    return turn.policy.posture_enabled and turn.stand_left_s > 0


def _time_out(turn: Turn, due: Due) -> None:
    turn.do(WithdrawPrompt())
    if due.kind is BreakKind.STAND_UP and due.snoozes < turn.policy.snooze_limit:
        _put_off(turn, due, turn.policy.snooze_default_s, by="time")
        return
    _record(turn, Fact.MISSED, due)
    _over(turn, due)


def _put_off(turn: Turn, due: Due, seconds: float, *, by: str) -> None:
    turn.record(Fact.SNOOZED, kind=due.kind, seconds=seconds, by=by)
    later = replace(due, snoozes=due.snoozes + 1, ready_at=None, pay_by_at=None, held=None)
    turn.enter(Snoozed(later, turn.now.steady + seconds))


def _over(turn: Turn, due: Due) -> None:
    """Answered without a break: the clock runs on, the next one is a full interval away."""
    turn.clocks(posture_s=0.0)
    if due.kind is BreakKind.STAND_UP:
        turn.clocks(stand_s=0.0)
        said = turn.state.declined
        turn.change(declined=replace(said, row=said.row + 1))
    elif due.kind is BreakKind.SWITCH:
        turn.clocks(switch_s=0.0)
    turn.enter(Sitting())


def wake_snoozed(turn: Turn) -> bool:
    """Snoozed: ask again when its time has come, or sooner when a stand-up overtakes it."""
    phase = turn.phase
    assert isinstance(phase, Snoozed)
    overtaken = phase.due.kind is not BreakKind.STAND_UP and turn.stand_left_s <= 0
    kinds = (BreakKind.STAND_UP, BreakKind.SWITCH)
    needless = phase.due.kind in kinds and not still_due(turn, phase.due)
    if not (overtaken or needless or turn.now.steady >= phase.until_at):
        return False
    turn.enter(Sitting(None if needless else phase.due))
    return True


def current_due(turn: Turn) -> Due | None:
    """The prompt that is open, put off or held."""
    phase = turn.phase
    return phase.due if isinstance(phase, Sitting | Snoozed | Prompting) else None


def snooze(turn: Turn, seconds: float | None) -> None:
    """The person: ask me later."""
    due = current_due(turn)
    length = turn.policy.snooze_default_s if seconds is None else seconds
    if due is None or isinstance(turn.phase, Snoozed):
        turn.refuse(mark("There is no prompt to snooze"))
    elif due.snoozes >= turn.policy.snooze_limit:
        turn.refuse(
            mark("Snoozed as often as your settings allow: start, the 30 s version, or skip")
        )
    elif not numbers.SNOOZE_MIN_S <= length <= numbers.SNOOZE_MAX_S:
        turn.refuse(mark("A snooze lasts between 1 and 120 minutes"))
    else:
        take_down(turn)
        _put_off(turn, due, length, by="person")


def skip(turn: Turn) -> None:
    """The person: not this one."""
    due = current_due(turn)
    if due is None:
        turn.refuse(mark("There is no prompt to skip"))
        return
    take_down(turn)
    _record(turn, Fact.SKIPPED, due)
    _over(turn, due)


def take_down(turn: Turn) -> None:
    """Close the question because it was answered."""
    if isinstance(turn.phase, Prompting):
        turn.do(WithdrawPrompt())


def suit_policy(turn: Turn) -> None:
    """The settings changed: a plan that no longer suits the person is chosen again.

    A time of the clock that has just been set does not ask for the hour before it was.
    """
    turn.change(marked=replace(turn.state.marked, since=turn.now.wall))
    suit_plan(turn)


def suit_plan(turn: Turn) -> None:
    """A plan that no longer suits, or of which something is gone, is chosen again."""
    due = _kept_due(turn)
    if due is not None and not choice.fits(turn, due.plan):
        choose_again(turn)


def _kept_due(turn: Turn) -> Due | None:
    """`current_due`, or what waits for somebody who is away."""
    phase = turn.phase
    return phase.back_to.due if isinstance(phase, Away) else current_due(turn)


def choose_again(turn: Turn) -> None:
    """What is due gets a plan that fits what the person has just said."""
    due, phase = _kept_due(turn), turn.phase
    if due is None:
        return
    fresh = replace(due, plan=choice.plan_for(turn, due.kind))
    if isinstance(phase, Away):
        turn.enter(replace(phase, back_to=replace(phase.back_to, due=fresh)))
        return
    assert isinstance(phase, Sitting | Snoozed | Prompting)
    turn.enter(replace(phase, due=fresh))
    if isinstance(turn.phase, Prompting):
        turn.do(ShowPrompt(view(turn, turn.phase)))
