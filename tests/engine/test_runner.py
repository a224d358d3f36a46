"""The runner: run to completion, one write a transition, and nothing swallowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lowback_tray.engine import events
from lowback_tray.engine import step as steps
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.ports import NoCard, Saved, Stamp
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.engine.state import Sitting
from lowback_tray.engine.status import PhaseName, Status
from lowback_tray.errors import Refused, StoreError
from tests.scenarios.desk import (
    AwayCard,
    Desk,
    FakeAlarm,
    FakeClock,
    FakeJournal,
    Person,
    Window,
    World,
)


def test_an_event_without_a_rule_is_a_bug_and_says_so() -> None:
    desk = Desk()
    with pytest.raises(AssertionError, match="no rule for"):
        desk.runner.post("nonsense")  # type: ignore[arg-type]


def test_an_engine_that_does_not_come_to_rest_is_a_bug_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    monkeypatch.setitem(steps._SETTLERS, Sitting, lambda turn: True)
    with pytest.raises(AssertionError, match="does not come to rest"):
        desk.runner.look()


def test_a_failure_told_late_changes_nothing() -> None:
    desk = Desk()
    desk.does(events.StartBreak())
    desk.does(events.PortFailed("prompter"))
    phases = [desk.status.phase]
    desk.does(events.GuideClose())
    desk.does(events.PortFailed("guide"))
    phases.append(desk.status.phase)
    assert phases == [PhaseName.GUIDING, PhaseName.SITTING]


def test_what_cannot_be_shown_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.window.failing = StoreError
    desk.until(PhaseName.PROMPTING)
    assert "what the prompter should do failed: cannot be shown" in caplog.text


def test_somebody_who_just_sits_causes_no_writes() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=1)
    before = desk.journal.commits
    desk.run(minutes=57)
    assert desk.journal.commits == before


def test_a_crash_costs_at_most_a_quarter_minute_of_a_guide() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(seconds=44)
    desk.restart()
    ended = desk.journal.records[-2]
    assert ended.fact == "ended_early"
    assert 29 <= float(ended.details["seconds"] or 0) <= 44


def test_a_refusal_reaches_the_one_who_asked_and_nobody_else() -> None:
    desk = Desk()
    with pytest.raises(Refused, match="no prompt to skip"):
        desk.runner.post(events.Skip())


def test_an_event_posted_from_within_a_round_waits_its_turn() -> None:
    desk = Desk(Policy(posture_enabled=False))
    seen: list[PhaseName] = []

    class Eager(Window):
        def withdraw(self) -> None:
            super().withdraw()
            desk.runner.post(events.Skip())  # refused by then, and silently: nobody asked

    desk.until(PhaseName.PROMPTING)
    eager = Eager(desk._note)
    eager.prompt = desk.window.prompt
    desk.runner._doors = replace(desk.runner._doors, prompter=eager, guide=eager)
    desk.runner._publish = lambda status: seen.append(status.phase)
    desk.runner.post(events.JustStood())
    assert seen == [PhaseName.SITTING, PhaseName.SITTING]
    assert "skipped" not in desk.facts()


def test_records_that_could_not_be_written_are_written_with_the_next() -> None:
    desk = Desk()
    desk.journal.broken = True
    desk.runner.post(events.RateBack("heavy"))
    desk.runner.heartbeat()
    assert desk.runner.problem == "disk full"
    desk.journal.broken = False
    desk.runner.look()
    assert desk.runner.problem is None
    assert desk.facts()[-1] == "back_feeling"


def test_saving_at_the_end_keeps_the_last_minute() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=10, seconds=50)
    desk.runner.save()
    desk.start_program()
    assert round(desk.status.sitting_s) == 650


def fresh(journal: FakeJournal) -> tuple[Runner, list[Status]]:
    world = World()
    published: list[Status] = []
    window = Window(lambda line: None)
    clock = FakeClock(world, Person(world))
    desk = Desk()
    runner = Runner(
        Ports(clock, FakeAlarm(world), window, window, journal, window, AwayCard(print)),
        Policy(),
        desk.library,
        published.append,
    )
    return runner, published


def test_a_state_that_cannot_be_read_is_said_and_the_clock_starts_afresh() -> None:
    stamp = Stamp("boot-1", 900.0, 1.0)
    runner, published = fresh(FakeJournal(Saved({"type": "Nonsense"}, stamp, stamp)))
    runner.launch()
    assert published[-1].phase is PhaseName.SITTING
    assert published[-1].sitting_s == 0
    assert "starts afresh" in str(runner.launch_problem)


def test_a_stamp_of_another_boot_is_compared_by_the_wall_and_never_negative() -> None:
    early, late = Stamp("a", 100.0, 5000.0), Stamp("b", 3.0, 5600.0)
    assert late.seconds_since(early) == 600.0
    assert early.seconds_since(late) == 0.0
    assert Stamp("a", 50.0, 9e9).seconds_since(early) == 0.0


def test_the_preview_goes_on_from_where_the_clocks_stand() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.run(minutes=40)
    planned = desk.runner.preview(desk.world.wall + timedelta(hours=2))
    assert [round((one.at - desk.world.wall).total_seconds() / 60) for one in planned] == [20, 83]
    assert desk.status.phase is PhaseName.SITTING


def test_whoever_asks_first_after_a_suspend_is_told_the_true_end_of_a_pause() -> None:
    desk = Desk()
    desk.does(events.Pause(seconds=3600))
    ends_at = desk.status.pause_until
    desk.world.suspend(200)  # and no signal came
    assert desk.runner.status().pause_until == ends_at


def test_a_tip_that_was_shown_is_written_down() -> None:
    desk = Desk()
    desk.does(events.TipShown("bath"))
    assert desk.journal.records[-1].details == {"tip": "bath"}


def test_a_guide_that_just_runs_on_is_published_twice_a_minute_not_every_second() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.until(PhaseName.PROMPTING)
    desk.person.become("still")
    looked: list[float] = []
    published: list[Status] = []
    desk.runner._publish = published.append
    desk.watch = lambda desk: looked.append(desk.world.steady)
    desk.does(events.StartBreak())
    seconds = published[-1].guide.left_s - 1 if published[-1].guide else 0
    desk.run(seconds=seconds)
    assert len(looked) >= seconds - 2  # typing would be noticed at once
    assert 1 <= len(published) <= 1 + seconds / 30
    published.clear()
    desk.run(seconds=1)  # the next exercise is news
    assert [one.guide.index for one in published if one.guide] == [1]


def test_what_is_forgotten_is_as_if_it_had_never_been() -> None:
    desk = Desk(Policy())
    desk.until(PhaseName.PROMPTING)
    desk.does(events.Feel("heavy"))
    desk.runner.forget()
    assert desk.status.phase is PhaseName.SITTING
    assert desk.status.sitting_s == 0
    assert desk.status.body.feel == "ok"
    saved = desk.journal.load()
    assert saved is not None
    assert "heavy" not in str(saved.state)


def test_what_is_forgotten_is_not_that_the_screen_is_locked_nor_that_a_call_is_on() -> None:
    """Their sources tell of a change only, and neither has changed."""
    desk = Desk(Policy())
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(minutes=40)
    desk.does(events.Locked())
    desk.runner.forget()
    assert desk.status.phase is PhaseName.AWAY
    desk.run(minutes=80)
    desk.does(events.Unlocked())
    desk.forget()
    desk.run(minutes=80)
    assert [hold.name for hold in desk.status.holds] == ["call"]
    assert not [line for line in desk.lines if "> ask" in line]


def test_what_is_forgotten_takes_the_card_with_it_that_asks_about_an_absence() -> None:
    desk = Desk()
    desk.run(minutes=20)
    desk.leaves(minutes=10)
    desk.run(minutes=2)
    assert desk.card.shown is not None
    desk.runner.forget()
    assert desk.card.shown is None


def test_nothing_is_forgotten_while_a_break_is_under_way() -> None:
    desk = Desk(Policy())
    desk.does(events.StartBreak())
    with pytest.raises(Refused, match="under way"):
        desk.runner.forget()
    assert desk.status.phase is PhaseName.GUIDING


def test_an_engine_without_a_card_asks_nobody_and_goes_on() -> None:
    desk = Desk()
    desk.runner._doors = replace(desk.runner._doors, card=NoCard())
    desk.run(minutes=20)
    desk.leaves(minutes=10)
    desk.run(minutes=5)
    assert desk.card.shown is None
    assert desk.status.phase is PhaseName.SITTING
