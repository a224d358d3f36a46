"""The promises, held against everything that can happen in any order (Hypothesis)."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lowback_tray.care.library import load
from lowback_tray.engine import events, saving
from lowback_tray.engine.numbers import GRACE_S
from lowback_tray.engine.policy import BreakKind, Policy, Profile, TimeRange
from lowback_tray.engine.state import Away, Prompting, Sitting, Snoozed
from lowback_tray.engine.status import PhaseName
from tests.scenarios.desk import Desk

LIBRARY = load()
OFFICE = {day: (TimeRange(time(9), time(12)), TimeRange(time(13), time(18))) for day in range(5)}
POLICIES = st.builds(
    Policy,
    stand_up_every_s=st.sampled_from([900.0, 1800.0, 3600.0, 7200.0]),
    stand_up_length_s=st.sampled_from([30, 90, 150, 300]),
    posture_enabled=st.booleans(),
    posture_after_s=st.sampled_from([600.0, 1800.0]),
    snooze_limit=st.integers(0, 3),
    away_after_s=st.sampled_from([120.0, 300.0, 3600.0]),
    hours=st.sampled_from([None, OFFICE, {}]),
    evening_at=st.sampled_from([None, time(10), time(21, 30)]),
    profile=st.builds(
        Profile,
        place=st.sampled_from(["desk", "stand_space", "mat"]),
        flags=st.frozensets(st.sampled_from(sorted(LIBRARY.flags)), max_size=3),
    ),
)
ENDS = {"completed", "stood", "ended_early"}


class AnyDay(RuleBasedStateMachine):
    """A day made of anything."""

    @initialize(policy=POLICIES)
    def begin(self, policy: Policy) -> None:
        self.desk = Desk(policy, LIBRARY)
        self.returned_at = self.desk.world.steady
        self.was_away = False
        self.shown = self.desk.window.prompt
        self.desk.watch = self.check

    # ---- what can happen

    @rule(seconds=st.floats(0.1, 4000))
    def time_passes(self, seconds: float) -> None:
        self.desk.run(seconds=seconds)

    @rule(mode=st.sampled_from(["working", "typing", "still", "unknown"]))
    def person(self, mode: str) -> None:
        self.desk.person.become(mode)
        if mode in ("working", "typing") and self.desk.status.phase is PhaseName.AWAY:
            self.wish(events.CameBack())

    @rule(seconds=st.floats(1, 900_000))
    def suspend(self, seconds: float) -> None:
        self.desk.sleep(seconds=seconds)

    @rule(step=st.floats(-90_000, 90_000))
    def clock_step(self, step: float) -> None:
        self.desk.world.wall += timedelta(seconds=step)
        self.desk.runner.look()

    @rule(
        event=st.sampled_from(
            [
                events.Locked(),
                events.Unlocked(),
                events.Looked(),
                events.CameBack(),
                events.WentIdle(300.0),
                events.HoldPlaced("call", "a call"),
                events.HoldLifted("call"),
                events.TurnedToWindow(),
                events.Skip(),
                events.JustStood(),
                events.Snooze(),
                events.Snooze(300.0),
                events.StartBreak(),
                events.StartBreak(short=True),
                events.StartBreak(BreakKind.POSTURE_RESET),
                events.StartBreak(routine="core_mat"),
                events.Pause(seconds=1800.0),
                events.Resume(),
                events.GuidePause(),
                events.GuideResume(),
                events.GuideNext(),
                events.GuideBack(),
                events.GuideClose(),
                events.OffScreen(),
                events.CheckIn(1, "same"),
                events.RateBack("heavy"),
                events.Feel("pain"),
                events.Feel("ok"),
                events.FlareUp(),
                events.FlareUp(on=False),
                events.Signs("soon"),
                events.Signs(None),
                events.Exercised(),
                events.ItHurts(),
                events.CheckIn(1, "worse", "stand_hip_flexor"),
                events.Unhide("stand_hip_flexor"),
                events.StartBreak(length_s=300),
                events.StartBreak(BreakKind.CARE),
            ]
        )
    )
    def wish(self, event: events.Event) -> None:
        self.desk.does(event)

    @rule(policy=POLICIES)
    def settings_change(self, policy: Policy) -> None:
        self.desk.change(policy)

    @rule(after=st.floats(0.5, 20_000), reboot=st.booleans())
    def killed(self, after: float, reboot: bool) -> None:
        guide = self.desk.window.guide
        self.desk.restart(after, reboot=reboot)
        self.returned_at = self.desk.world.steady
        assert self.desk.window.guide is None
        assert guide is None or self.desk.facts().count("started") == self.ended()

    @rule()
    def disk_full_for_a_moment(self) -> None:
        self.desk.journal.broken = True
        self.desk.runner.look()
        self.desk.does(events.RateBack("okay"))
        self.desk.journal.broken = False
        self.desk.does(events.RateBack("light"))
        assert self.desk.runner.problem is None
        assert self.desk.facts()[-2:] == ["back_feeling", "back_feeling"]

    @precondition(lambda self: self.desk.window.prompt is not None)
    @rule()
    def prompt_cannot_be_shown(self) -> None:
        self.desk.does(events.PortFailed("prompter", "no display"))
        assert not isinstance(self.desk.runner._state.phase, Prompting)

    # ---- what must hold at every look, not only between rules

    def ended(self) -> int:
        stood_outside = sum(
            r.fact.value == "stood" and r.details["break_id"] is None
            for r in self.desk.journal.records
        )
        return sum(fact in ENDS for fact in self.desk.facts()) - stood_outside

    def check(self, desk: Desk) -> None:
        if not hasattr(desk, "runner"):
            return
        state = desk.runner._state
        away = isinstance(state.phase, Away)
        if self.was_away and not away:
            self.returned_at = desk.world.steady
        self.was_away = away
        window = desk.window
        assert window.prompt is None or window.guide is None
        assert (window.prompt is not None) == isinstance(state.phase, Prompting)
        if window.prompt is not None and self.shown is None:
            assert desk.world.steady - self.returned_at >= GRACE_S - 1e-3
            assert not state.locked
            assert state.pause is None
        self.shown = window.prompt

    @invariant()
    def clocks_are_never_negative(self) -> None:
        status = self.desk.status
        assert status.sitting_s >= 0
        assert 0 <= status.ring <= 1
        assert status.next is None or status.next.in_s >= 0
        guide = status.guide
        assert guide is None or guide.left_s >= 0

    @invariant()
    def what_is_due_is_open_or_says_why_not(self) -> None:
        phase = self.desk.runner._state.phase
        if isinstance(phase, Sitting) and phase.due is not None:
            assert self.desk.status.holds, phase
        if isinstance(phase, Snoozed):
            assert self.desk.status.snoozed_until is not None

    @invariant()
    def every_guide_ends_exactly_once(self) -> None:
        started = self.desk.facts().count("started")
        open_now = self.desk.status.guide is not None
        assert self.ended() == started - open_now
        ids = Counter(
            r.details["break_id"]
            for r in self.desk.journal.records
            if r.fact.value in ENDS and r.details["break_id"] is not None
        )
        assert all(count == 1 for count in ids.values())

    @invariant()
    def somebody_will_look_again(self) -> None:
        status = self.desk.status
        if status.phase in (PhaseName.PROMPTING, PhaseName.SNOOZED, PhaseName.GUIDING):
            assert self.desk.alarm.due is not None

    @invariant()
    def saved_and_loaded_it_is_the_same_state(self) -> None:
        steady = self.desk.world.steady
        state = self.desk.runner._state
        data = saving.encode(state, steady)
        assert saving.encode(saving.decode(data, steady), steady) == data


def test_any_day_keeps_the_promises() -> None:
    run_state_machine_as_test(
        AnyDay,
        settings=settings(
            max_examples=100,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failing day is printed as it was found: making it shorter takes many minutes.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )


def _script(seed: int) -> list[Any]:
    import random

    dice = random.Random(seed)
    wishes = [
        events.Skip(),
        events.Snooze(),
        events.StartBreak(),
        events.GuideNext(),
        events.GuideClose(),
        events.Locked(),
        events.Unlocked(),
        events.Pause(seconds=600.0),
        events.Resume(),
        events.JustStood(),
    ]
    return [dice.choice([dice.uniform(1, 2000), dice.choice(wishes)]) for _ in range(120)]


def _play(desk: Desk, script: list[Any]) -> None:
    for act in script:
        if isinstance(act, float):
            desk.run(seconds=act)
        else:
            desk.does(act)


@pytest.mark.parametrize("seed", range(10))
def test_the_same_script_gives_the_same_ledger(seed: int) -> None:
    script = _script(seed)
    first, second = Desk(library=LIBRARY), Desk(library=LIBRARY)
    _play(first, script)
    _play(second, script)
    assert first.text() == second.text()


@pytest.mark.parametrize("seed", range(10))
def test_a_state_saved_and_loaded_has_the_same_future(seed: int) -> None:
    script = _script(seed)
    kept, reloaded = Desk(library=LIBRARY), Desk(library=LIBRARY)
    _play(kept, script[:60])
    _play(reloaded, script[:60])
    steady = reloaded.world.steady
    runner = reloaded.runner
    runner._state = saving.decode(saving.encode(runner._state, steady), steady)
    _play(kept, script[60:])
    _play(reloaded, script[60:])
    assert kept.text() == reloaded.text()
