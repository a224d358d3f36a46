"""Why: every decision has a reason, a next step and, where one would help, a setting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lowback_tray.engine import events
from lowback_tray.engine.policy import BreakKind, ClockMark, Policy
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.engine.status import PhaseName
from lowback_tray.history.decisions import MOST, decisions
from lowback_tray.history.stored import StoredRecord, keep
from lowback_tray.settings.table import find
from tests.scenarios.desk import Desk

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def record(fact: Fact, minute: int = 0, **details: Detail) -> StoredRecord:
    return StoredRecord(str(minute), fact, AT + timedelta(minutes=minute), dict(details))


@pytest.mark.parametrize(
    ("given", "why", "setting"),
    [
        (record(Fact.PROMPTED, kind="stand-up", sitting_s=3600.0), "sitting for 1 h",
         "stand_up.interval_min"),
        (record(Fact.PROMPTED, kind="posture-reset", sitting_s=None), "sitting for ?",
         "posture_reset.after_min"),
        (record(Fact.PROMPTED, kind="stand-up", sitting_s=60.0, quiet=True), "came quietly",
         "stand_up.interval_min"),
        (record(Fact.HELD, kind="stand-up", reason="outside_hours"), "Outside your hours",
         "hours.enabled"),
        (record(Fact.HELD, kind="stand-up", reason="call"), "in a call", "holds.call"),
        (record(Fact.HELD, kind="stand-up", reason="program"), "you chose", "holds.programs"),
        (record(Fact.HELD, kind="stand-up", reason="screen_share"), "screen seems to be shared",
         "holds.screen_share"),
        (record(Fact.HELD, kind="stand-up", reason="quiet_time", label="talk"),
         "Quiet time you planned (talk)", "quiet.times"),
        (record(Fact.WITHDRAWN, kind="stand-up", reason="quiet_time", label="talk"), "(talk)",
         "quiet.times"),
        (record(Fact.WITHDRAWN, kind="stand-up", reason="locked"), "screen is locked", None),
        (record(Fact.HELD, kind="stand-up", reason="from the future"), "from the future", None),
        (record(Fact.SNOOZED, kind="stand-up", seconds=600, by="time"), "Nobody answered",
         "snooze.default_min"),
        (record(Fact.SNOOZED, kind="stand-up", seconds=600, by="person"), "You asked for it",
         "snooze.default_min"),
        (record(Fact.MISSED, kind="stand-up"), "Nobody answered", "snooze.limit"),
        (record(Fact.MISSED, kind="posture-reset"), "Nobody answered", "posture_reset.after_min"),
        (record(Fact.PROMPTED, kind="stand-up", sitting_s=1200.0, by_clock=True),
         "one of your times; you had been sitting for 20 min", "stand_up.at"),
        (record(Fact.SKIPPED, kind="stand-up", by_clock=True), "You asked", "stand_up.at"),
        (record(Fact.PROMPTED, kind="care", sitting_s=1200.0), "the time you set for the evening",
         "evening.time"),
        (record(Fact.SWALLOWED, kind="care"), "fell due while it waited", "evening.time"),
        (record(Fact.STOOD, kind=None, by_clock=True), "You said so", "stand_up.at"),
        (record(Fact.SKIPPED, kind="posture-reset"), "You asked", "posture_reset.after_min"),
        (record(Fact.SWALLOWED, kind="posture-reset"), "less than five minutes",
         "posture_reset.after_min"),
        (record(Fact.AWAY, seconds=200.0, credit=0.44), "44 % of a rest", "away.after_min"),
        (record(Fact.AWAY, seconds=200.0), "0 % of a rest", "away.after_min"),
        (record(Fact.PAUSED, until=None), "You asked", None),
        (record(Fact.RESUMED), "pause is over", None),
        (record(Fact.LAUNCHED), "started", None),
    ],
)  # fmt: skip
def test_each_says_why_and_what_would_change_it(
    given: StoredRecord, why: str, setting: str | None
) -> None:
    (decision,) = decisions([given])
    assert why in decision.why
    assert decision.what
    assert decision.then
    assert decision.setting == setting
    assert decision.data()["at"] == given.at.isoformat()
    assert setting is None or find(setting)


@pytest.mark.parametrize("fact", [Fact.SKIPPED, Fact.MISSED])
def test_the_evening_that_was_declined_comes_the_next_day(fact: Fact) -> None:
    (decision,) = decisions([record(fact, kind="care")])
    assert "tomorrow" in decision.then
    assert decision.setting == "evening.time"


def test_what_the_engine_writes_down_of_a_stand_up_by_the_clock_is_told_so() -> None:
    desk = Desk(Policy(posture_enabled=False, stand_up_at=(ClockMark(0), ClockMark(30))))
    desk.until(PhaseName.PROMPTING)
    desk.does(events.StartBreak())
    desk.run(seconds=5)
    desk.does(events.GuideClose())
    desk.does(events.JustStood())
    told = decisions([keep(one) for one in desk.journal.records])
    by_clock = [one for one in told if one.setting == "stand_up.at"]
    assert [one.what.split(":")[0] for one in by_clock] == [
        "Stood up after 30 min of sitting", "Asked",
    ]  # fmt: skip
    (closed,) = [one for one in told if one.what.startswith("Ended")]
    assert "long enough" in closed.why
    assert "next of your times" in closed.then


def test_the_newest_fifty_come_first_and_plain_facts_are_left_out() -> None:
    many = [record(Fact.SKIPPED, minute, kind="stand-up") for minute in range(60)]
    some = decisions([*many, record(Fact.BACK, 61)])
    assert len(some) == MOST
    assert some[0].at == AT + timedelta(minutes=59)


@pytest.mark.parametrize(
    ("given", "why", "then"),
    [
        (record(Fact.COMPLETED, kind="stand-up", stood=True), "on your feet", "full interval"),
        (record(Fact.COMPLETED, kind="stand-up", stood=False), "In the seat", "full interval"),
        (record(Fact.COMPLETED, kind="posture-reset", stood=False), "In the seat", "stays"),
        (record(Fact.STOOD, kind=None), "You said so", "full interval"),
        (record(Fact.ENDED_EARLY, kind="stand-up", stood=True), "on your feet", "full interval"),
        (record(Fact.COMPLETED, kind="stand-up", stood=False, standing=True), "long enough",
         "full interval"),
        (record(Fact.COMPLETED, kind="stand-up", stood=True, by_clock=True), "on your feet",
         "next of your times"),
        (record(Fact.COMPLETED, kind="switch", stood=False, standing=False), "you sit",
         "full interval"),
        (record(Fact.ENDED_EARLY, kind="stand-up", stood=False), "long enough", "half an"),
        (record(Fact.ENDED_EARLY, kind="stand-up", stood=False, standing=True), "long enough",
         "half an"),
        (record(Fact.ENDED_EARLY, kind="stand-up", stood=False, standing=False), "In the seat",
         "half an"),
        (record(Fact.ENDED_EARLY, kind="stand-up", stood=False, standing=True, by_clock=True),
         "long enough", "next of your times"),
        (record(Fact.ENDED_EARLY, kind="posture-reset", stood=False, standing=True),
         "long enough", "half an"),
        (record(Fact.ENDED_EARLY, kind="care", stood=False, standing=False), "In the seat",
         "stays"),
        (record(Fact.ENDED_EARLY, kind="switch", stood=False, standing=True), "standing clock",
         "half the standing time"),
        (record(Fact.COMPLETED, kind="posture-reset", stood=False, standing_s=0.0), "you sit",
         "full interval"),
        (record(Fact.COMPLETED, kind="care", stood=False, standing=True, standing_s=60.0),
         "you sit", "full interval"),
        (record(Fact.COMPLETED, kind="stand-up", stood=True, standing_s=60.0), "on your feet",
         "full interval"),
        (record(Fact.ENDED_EARLY, kind="stand-up", stood=False, standing=True, standing_s=60.0),
         "standing clock runs on", "half the standing time"),
        (record(Fact.ENDED_EARLY, kind="care", stood=False, standing_s=60.0),
         "standing clock runs on", "half the standing time"),
    ],
)  # fmt: skip
def test_a_break_says_what_it_changed(given: StoredRecord, why: str, then: str) -> None:
    (decision,) = decisions([given])
    assert why in decision.why
    assert then in decision.then
    assert decision.group == "breaks"


@pytest.mark.parametrize(
    ("fact", "group"),
    [
        (Fact.PROMPTED, "prompts"), (Fact.SKIPPED, "prompts"), (Fact.HELD, "quiet"),
        (Fact.PAUSED, "quiet"), (Fact.SWALLOWED, "quiet"), (Fact.AWAY, "breaks"),
    ],
)  # fmt: skip
def test_each_decision_belongs_to_a_group(fact: Fact, group: str) -> None:
    (decision,) = decisions([record(fact, kind="stand-up")])
    assert decision.data()["group"] == group


def after_a_break_of_who_stands(kind: BreakKind, *, closed: bool) -> list[tuple[str, str]]:
    """What is said of it, newest first: why and what follows."""
    desk = Desk(Policy(sit_back=False, stands=True))
    desk.does(events.Stand())
    desk.run(minutes=10)
    desk.does(events.StartBreak(kind=kind, short=True))
    if closed:
        desk.does(events.GuideClose())
    desk.until(PhaseName.STANDING if closed else PhaseName.SITTING)
    told = decisions(map(keep, desk.journal.records))
    return [(one.why, one.then) for one in told if one.setting == "stand_up.length_s"]


@pytest.mark.parametrize("kind", [BreakKind.STAND_UP, BreakKind.POSTURE_RESET, BreakKind.SWITCH])
def test_a_break_of_who_stands_says_what_becomes_of_their_clock(kind: BreakKind) -> None:
    assert after_a_break_of_who_stands(kind, closed=False) == [
        ("After a break you sit, unless you say otherwise", "The next one a full interval later")
    ]
    assert after_a_break_of_who_stands(kind, closed=True) == [
        (
            "Ended soon, so the standing clock runs on",
            "Asked again not before half the standing time",
        )
    ]


def test_why_it_came_quietly_is_true_however_long_it_waited_for_the_typing() -> None:
    desk = Desk(Policy(posture_enabled=False))
    desk.does(events.HoldPlaced("call", "a call"))
    desk.run(minutes=70)
    desk.person.become("typing")
    desk.run(seconds=10)
    desk.does(events.HoldLifted("call"))
    desk.until(PhaseName.PROMPTING, 1)
    (asked,) = (one for one in decisions(map(keep, desk.journal.records)) if one.group == "prompts")
    assert asked.why.endswith(" · you went on typing, so it came quietly")
