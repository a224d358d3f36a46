"""What was planned holds an exercise that is gone: its pack was removed, renamed or mistyped."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lowback_tray.care.plan import Plan
from lowback_tray.engine import events
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.state import Away, Guiding, Prompting, Sitting, Snoozed
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk
from tests.scenarios.promises import Promises

ONLY_STAND_UPS = Policy(posture_enabled=False, sit_back=False, ask_back=False)
GONE = "pack_sway"


def planned(desk: Desk) -> Plan | None:
    """The plan that waits, wherever it does."""
    phase = desk.runner._state.phase
    if isinstance(phase, Guiding):
        return phase.plan
    kept = phase.back_to if isinstance(phase, Away) else phase
    assert isinstance(kept, Sitting | Snoozed | Prompting)
    return kept.due.plan if kept.due else None


def pack_removed(desk: Desk, after_s: float = 5.0) -> None:
    """The program is killed, and started again without the first exercise of the plan."""
    plan, kept = planned(desk), desk.journal.kept
    assert plan is not None
    assert kept is not None
    text = json.dumps(kept.state).replace(f'"{plan.steps[0].exercise}"', f'"{GONE}"')
    assert GONE in text
    desk.journal.kept = replace(kept, state=json.loads(text))
    desk.restart(after_s)
    Promises(desk)


def asked() -> Desk:
    desk = Desk(ONLY_STAND_UPS)
    desk.until(PhaseName.PROMPTING)
    return desk


def fits_again(desk: Desk) -> bool:
    plan = planned(desk)
    return plan is not None and all(one.exercise in desk.library.exercises for one in plan.steps)


def test_a_guide_that_was_cut_off_ends_and_the_program_starts() -> None:
    desk = asked()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=31)
    desk.forget()
    pack_removed(desk)
    desk.expect("""
        60:39 kill -9
        60:44 > done: ended_early, stood
        60:44 ended_early stand-up stood 20s
        60:44 launched 16s
    """)
    desk.person.become("working")
    desk.until(PhaseName.PROMPTING, 70)
    assert desk.status.phase is PhaseName.PROMPTING


def test_its_end_asks_only_about_exercises_that_there_are() -> None:
    desk = asked()
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=31)
    pack_removed(desk)
    done = desk.window.done
    assert done is not None
    assert done.exercises
    assert set(done.exercises) <= desk.library.exercises.keys()


@pytest.mark.parametrize("wish", [events.Snooze(), None])
def test_what_was_put_off_or_asked_gets_another_plan(wish: events.Snooze | None) -> None:
    desk = asked()
    if wish is not None:
        desk.does(wish)
    pack_removed(desk)
    assert fits_again(desk)
    desk.change(replace(ONLY_STAND_UPS, snooze_limit=1))
    desk.until(PhaseName.PROMPTING, 12)
    assert fits_again(desk)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=3)
    assert desk.facts()[-1] == "completed"


def test_so_does_what_waits_for_somebody_who_is_away() -> None:
    desk = asked()
    desk.does(events.Locked())
    desk.run(seconds=30)
    assert desk.status.phase is PhaseName.AWAY
    pack_removed(desk, 20.0)
    assert fits_again(desk)
    desk.does(events.Unlocked())
    desk.until(PhaseName.PROMPTING, 12)
    assert fits_again(desk)


def test_settings_changed_while_nothing_ran_hold_for_what_was_put_off() -> None:
    desk = asked()
    desk.does(events.Snooze())
    plan = planned(desk)
    assert plan is not None
    assert plan.standing
    seated = replace(ONLY_STAND_UPS.profile, place="desk")
    desk.policy = replace(ONLY_STAND_UPS, profile=seated)
    desk.restart()
    plan = planned(desk)
    assert plan is not None
    assert not plan.standing
