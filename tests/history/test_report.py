from __future__ import annotations

import json

import pytest

from lowback_tray import i18n
from lowback_tray.engine import waiting
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.history import report
from lowback_tray.history.report import duration, line, to_json, to_lines
from lowback_tray.settings.manners import HOLDS
from tests.history.makers import DAY, clock, stored


def test_json_has_id_time_kind_and_details() -> None:
    records = [
        stored(Fact.COMPLETED, "14:03", break_id=3, stood=True, sitting_s=3480.0),
        stored("levitated", "14:05"),
    ]
    data = json.loads(json.dumps(to_json(records)))
    assert data == [
        {
            "id": records[0].id,
            "at": "2026-03-04T14:03:00+09:00",
            "kind": "completed",
            "details": {"break_id": 3, "stood": True, "sitting_s": 3480.0},
        },
        {
            "id": records[1].id,
            "at": "2026-03-04T14:05:00+09:00",
            "kind": "levitated",
            "details": {},
        },
    ]


def test_lines_are_under_their_day() -> None:
    tomorrow = clock("00:10", DAY.replace(day=5))
    lines = to_lines(
        [
            stored(Fact.STOOD, "14:03", sitting_s=3480),
            stored(Fact.BACK, "14:10", seconds=120),
            stored(Fact.RESUMED, tomorrow, by="time"),
        ]
    )
    assert lines == [
        "2026-03-04 (Wed)",
        "  14:03  Stood up after 58 min of sitting",
        "  14:10  Back at the desk",
        "2026-03-05 (Thu)",
        "  00:10  Prompts go on",
    ]
    assert to_lines([]) == []


STAND, RESET = BreakKind.STAND_UP, BreakKind.POSTURE_RESET


@pytest.mark.parametrize(
    ("fact", "details", "text"),
    [
        (Fact.LAUNCHED, {"absent_s": 5.0}, "Lowback Tray started"),
        (Fact.PROMPTED, {"kind": STAND}, "Asked: Stand-up"),
        (Fact.SNOOZED, {"by": "person", "seconds": 600}, "Snoozed for 10 min"),
        (Fact.SNOOZED, {"by": "time", "seconds": 300}, "No answer, asking again in 5 min"),
        (Fact.WITHDRAWN, {"kind": RESET, "reason": "locked"}, "Taken back: Posture reset"),
        (Fact.SWALLOWED, {"kind": "posture-reset"}, "Made way for a stand-up: Posture reset"),
        (Fact.SKIPPED, {"kind": STAND}, "Skipped: Stand-up"),
        (Fact.MISSED, {"kind": RESET}, "No answer: Posture reset"),
        (Fact.STARTED, {"routine": "walk"}, "Started: A short walk"),
        (Fact.EXERCISE_DONE, {"exercise": "hip", "seconds": 40.0}, "· hip, 40 s"),
        (Fact.EXERCISE_SKIPPED, {"exercise": "hip", "seconds": 1}, "· hip, passed over"),
        (Fact.COMPLETED, {"routine": "walk", "stood": True}, "Stood up and finished: A short walk"),
        (Fact.COMPLETED, {"routine": "x", "stood": False}, "Finished in the seat: x"),
        (Fact.STOOD, {"sitting_s": 5820}, "Stood up after 1 h 37 min of sitting"),
        (Fact.ENDED_EARLY, {"stood": True, "seconds": 25.4}, "Stood up, ended after 25 s"),
        (Fact.ENDED_EARLY, {"stood": False, "seconds": 3}, "Ended after 3 s"),
        (Fact.CHECK_IN, {"answer": "easier", "exercise": None}, "Felt afterwards: easier"),
        (Fact.CHECK_IN, {"answer": "worse", "exercise": "x"}, "You said it was: x"),
        (Fact.AWAY, {"seconds": 3600}, "Away for 1 h"),
        (Fact.PAUSED, {"until": "2026-03-05T05:00:00+09:00"}, "Paused until 05:00"),
        (Fact.PAUSED, {"until": "2026-12-01T09:00:00+09:00"}, "Paused until 2026-12-01 09:00"),
        (Fact.PAUSED, {"until": "some day"}, "Paused until some day"),
        (Fact.ENOUGH, {"seconds": 28800, "number": 1}, "Enough for the day: 8 h at the desk"),
        (Fact.CHANGE_ASKED, {"times": 3}, "Asked whether other times suit better"),
        (Fact.CHANGE_ANSWERED, {"how": "longer"}, "A longer interval was chosen"),
        (Fact.SKIPPED, {"kind": STAND, "ahead": True}, "Skipped beforehand: Stand-up"),
        (
            Fact.SNOOZED,
            {"by": "person", "seconds": 900, "ahead": True},
            "Put off beforehand by 15 min",
        ),
        (Fact.HELD, {"reason": "locked"}, "Waiting: The screen is locked"),
        (Fact.HELD, {"reason": "video-call"}, "Waiting: video-call"),
        (Fact.OFF_SCREEN, {"seconds": 600}, "10 min off the screen"),
        (Fact.BACK_FEELING, {"answer": "heavy"}, "Lower back today: heavy"),
        (Fact.FEEL, {"how": "heavy"}, "Heavier than usual today"),
        (Fact.FEEL, {"how": "ok"}, "The back is as usual"),
        (Fact.FLARE_UP, {"on": True}, "A flare-up day"),
        (Fact.FLARE_UP, {"on": False}, "No flare-up day any more"),
        (Fact.SIGNS, {"tier": "soon"}, "Warning signs were ticked"),
        (Fact.SIGNS, {"tier": None}, "Warning signs were taken back"),
        (Fact.HURT, {"exercise": "hip"}, "It hurt: hip"),
        (Fact.HIDDEN, {"exercise": "hip"}, "Left out for a week: hip"),
        (Fact.UNHIDDEN, {"exercise": "hip"}, "Offered again: hip"),
        ("levitated", {}, "levitated"),
    ],
)
def test_a_record_is_one_short_line(
    fact: Fact | str, details: dict[str, Detail], text: str
) -> None:
    assert line(stored(fact, "10:00", **details), {"walk": "A short walk"}) == text


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("fact", Fact)
def test_a_record_without_its_details_still_has_a_line(fact: Fact, language: str) -> None:
    i18n.use(language)
    text = line(stored(fact, "10:00"))
    assert text
    assert "{" not in text
    assert line(stored(fact, "10:00", until=3, reason=None, kind=7, seconds="?", answer="new"))


def test_lengths_are_told_in_the_units_that_matter() -> None:
    assert [duration(s) for s in (0, 59.4, 59.6, 60, 3569, 3600, 5820, 90_000)] == [
        "0 s", "59 s", "1 min", "1 min", "59 min", "1 h", "1 h 37 min", "25 h",
    ]  # fmt: skip


def test_every_reason_to_wait_has_words() -> None:
    names = {
        value for name, value in vars(waiting).items() if name.isupper() and isinstance(value, str)
    }
    for name in (*names, *HOLDS, "program"):
        assert report.reason(stored(Fact.HELD, "10:00", reason=name)) != name
