"""What was said of an absence corrects the day, not the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lowback_tray.engine.records import Fact
from lowback_tray.history import report
from lowback_tray.history.corrections import corrected
from lowback_tray.history.decisions import decisions
from lowback_tray.history.stored import StoredRecord
from tests.history.makers import DAY, day_summary, stored

AWAY = stored(Fact.AWAY, "10:00", seconds=1200.0, sitting_s=3000.0, credit=1.0)
OFF = stored(Fact.LAUNCHED, "10:20", absent_s=1200.0, sitting_s=3000.0)
STILL = stored(Fact.STALLED, "10:20", seconds=1200.0, sitting_s=3000.0, credit=1.0)


def said(how: str, seconds: float = 1200.0) -> StoredRecord:
    return stored(Fact.WAS_AWAY, "10:22", how=how, seconds=seconds, sitting_s=120.0)


def strip(*records: StoredRecord, sat_min: float) -> list[str]:
    """The hour strip up to a stand-up at 10:40."""
    end = stored(Fact.STOOD, "10:40", break_id=None, seconds=0, sitting_s=sat_min * 60)
    blocks = day_summary([*records, end], DAY).blocks
    return [f"{b.start:%H:%M}-{b.end:%H:%M} {b.what}" for b in blocks if b.start != b.end]


@pytest.mark.parametrize("absence", [AWAY, OFF, STILL], ids=["away", "off", "stalled"])
@pytest.mark.parametrize("how", ["stood", "walked"])
def test_on_ones_feet_it_is_a_break_of_its_length(absence: StoredRecord, how: str) -> None:
    assert strip(absence, said(how), sat_min=20) == [
        "09:10-10:00 sitting",
        "10:00-10:20 break",
        "10:20-10:40 sitting",
    ]
    summary = day_summary([absence, said(how)], DAY)
    assert (summary.stood, summary.offered) == (1, 1)


@pytest.mark.parametrize("absence", [AWAY, OFF, STILL], ids=["away", "off", "stalled"])
def test_lying_down_is_rest_and_no_break(absence: StoredRecord) -> None:
    assert strip(absence, said("lying"), sat_min=20) == [
        "09:10-10:00 sitting",
        "10:00-10:20 away",
        "10:20-10:40 sitting",
    ]
    assert day_summary([absence, said("lying")], DAY).stood == 0


@pytest.mark.parametrize("absence", [AWAY, OFF, STILL], ids=["away", "off", "stalled"])
def test_still_sitting_makes_one_long_sitting_of_it(absence: StoredRecord) -> None:
    assert strip(absence, said("sitting"), sat_min=90) == ["09:10-10:40 long_sitting"]


def test_an_answer_to_another_absence_corrects_nothing() -> None:
    records = [AWAY, said("sitting", 900.0)]
    assert corrected(records) == records
    assert [one.fact for one in corrected([said("stood")])] == [Fact.WAS_AWAY]


def test_the_nearest_absence_before_the_answer_is_meant() -> None:
    earlier = stored(Fact.AWAY, "08:00", seconds=1200.0, sitting_s=60.0, credit=1.0)
    kept = corrected([earlier, AWAY, said("sitting")])
    assert [one.at for one in kept if one.fact == Fact.AWAY] == [earlier.at]


def test_a_short_absence_in_between_is_not_meant() -> None:
    short = stored(Fact.AWAY, "10:21", seconds=30.0, sitting_s=60.0, credit=0.0)
    assert corrected([AWAY, short, said("sitting")])[0] == short


def test_under_a_clock_that_was_put_back_the_answer_still_finds_its_absence() -> None:
    early = stored(Fact.WAS_AWAY, "09:00", how="stood", seconds=1200.0)
    assert corrected([AWAY, early])[-1].at == AWAY.at + timedelta(minutes=20)


def test_the_answer_stands_where_the_absence_ended() -> None:
    answer = corrected([AWAY, said("stood")])[-1]
    assert answer.at == AWAY.at + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("stood", "You said: on your feet for 20 min"),
        ("walked", "You said: walked for 20 min"),
        ("lying", "You said: lay down for 20 min"),
        ("sitting", "You said: still sitting for 20 min"),
    ],
)
def test_it_is_told_in_the_history_and_as_a_decision(how: str, words: str) -> None:
    assert report.line(said(how)) == words
    (decision,) = decisions([said(how)])
    assert decision.setting == "away.ask"


def test_standing_still_is_told_with_its_worth() -> None:
    assert report.line(STILL) == "The program stood still for 20 min"
    (decision,) = decisions([STILL])
    assert "100 % of a rest" in decision.why


@pytest.mark.parametrize(
    ("record", "what", "why", "setting"),
    [
        (
            stored(Fact.STANDING, "10:00", sitting_s=3600.0),
            "Working on your feet, after 1 h of sitting", "You said so",
            "standing.limit_min",
        ),
        (
            stored(Fact.SAT_DOWN, "10:00", standing_s=1200.0, by="person"),
            "Sat down after 20 min on your feet", "You said so", "standing.limit_min",
        ),
        (
            stored(Fact.SAT_DOWN, "10:00", standing_s=1200.0, by="break"),
            "Sat down after 20 min on your feet",
            "After a break you sit, unless you say otherwise", "standing.limit_min",
        ),
        (
            stored(Fact.PROMPTED, "10:00", kind="switch", sitting_s=0, standing_s=2400.0),
            "Asked: Sit or move", "You had been standing for 40 min", "standing.limit_min",
        ),
    ],
)  # fmt: skip
def test_sitting_and_standing_are_told_with_their_reasons(
    record: StoredRecord, what: str, why: str, setting: str
) -> None:
    (decision,) = decisions([record])
    assert (decision.what, decision.why, decision.setting) == (what, why, setting)
