"""Days told by hand-made ledgers, and 400 days against a minute-by-minute count."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.history.stats import LONG_S, DaySummary, LiveSitting, week, window
from lowback_tray.history.stored import StoredRecord
from lowback_tray.history.strip import Block
from tests.history.makers import DAY, JST, clock, day_summary, record, stamp, stored

STAND = BreakKind.STAND_UP
RESET = BreakKind.POSTURE_RESET


def minutes(n: float) -> float:
    return n * 60.0


def guide(
    start: str, end: str, fact: Fact = Fact.COMPLETED, *, number: int = 1, **details: Detail
) -> list[StoredRecord]:
    """A guide from its start to its end, as the engine records it."""
    seconds = (clock(end) - clock(start)).total_seconds()
    return [
        stored(Fact.STARTED, start, break_id=number, kind=STAND, seconds=150),
        stored(fact, end, **{"break_id": number, "kind": STAND, "seconds": seconds, **details}),
    ]


def absence(start: str, end: str, sat_min: float, credit: float = 1.0) -> list[StoredRecord]:
    seconds = (clock(end) - clock(start)).total_seconds()
    sat_s = minutes(sat_min)
    return [
        stored(Fact.AWAY, start, seconds=seconds, sitting_s=sat_s, credit=credit),
        stored(Fact.BACK, end, seconds=seconds, sitting_s=(sat_s + 120) * (1 - credit)),
    ]


def strip(summary: DaySummary) -> list[str]:
    return [f"{b.start:%H:%M}-{b.end:%H:%M} {b.what}" for b in summary.blocks]


def stretches(summary: DaySummary) -> list[str]:
    return [f"{start:%H:%M}-{end:%H:%M}" for start, end in summary.stretches]


# ---- a day


def test_a_day_nothing_is_known_about_is_empty() -> None:
    assert day_summary([], DAY) == DaySummary(DAY)
    assert day_summary([], DAY).usual_s is None
    assert day_summary([], DAY).longest_s == 0.0


def test_an_ordinary_morning() -> None:
    records = [
        stored(Fact.LAUNCHED, "09:00", absent_s=minutes(900), sitting_s=0),
        stored(Fact.PROMPTED, "10:00", kind=STAND, sitting_s=minutes(60)),
        *guide("10:00", "10:03", stood=True, sitting_s=minutes(63)),
        stored(Fact.PROMPTED, "11:03", kind=STAND, sitting_s=minutes(60)),
        stored(Fact.STOOD, "11:04", break_id=None, kind=STAND, seconds=0, sitting_s=minutes(61)),
        *absence("11:30", "12:30", 26),
    ]
    day = day_summary(records, DAY, LiveSitting(clock("13:00"), minutes(30)))
    assert strip(day) == [
        "09:00-10:00 sitting", "10:00-10:03 break", "10:03-11:04 sitting", "11:04-11:04 break",
        "11:04-11:30 sitting", "11:30-12:30 away", "12:30-13:00 sitting",
    ]  # fmt: skip
    assert stretches(day) == ["09:00-10:00", "10:03-11:04", "11:04-11:30", "12:30-13:00"]
    assert (day.stood, day.offered) == (2, 2)
    assert (day.longest_s, day.usual_s, day.over_60) == (minutes(61), minutes(60), 0)


def test_each_ending_is_one_occasion_and_says_how_it_ended() -> None:
    sat: dict[str, Any] = {"sitting_s": minutes(30)}
    records = [
        *guide("09:30", "09:33", stood=True, number=1, **sat),
        *guide("10:30", "10:31", Fact.STOOD, stood=True, number=2, **sat),
        *guide("11:30", "11:32", Fact.ENDED_EARLY, stood=True, number=3, **sat),
        *guide("12:30", "12:30", Fact.ENDED_EARLY, stood=False, number=4, **sat),
        *guide("13:30", "13:31", stood=False, number=5, **sat),
        stored(Fact.SKIPPED, "14:00", kind=STAND, **sat),
        stored(Fact.MISSED, "15:00", kind=STAND, **sat),
    ]
    day = day_summary(records, DAY)
    assert (day.stood, day.offered) == (3, 7)
    assert (day.taken_seated, day.skipped, day.missed) == (1, 1, 1)


def test_a_prompt_that_was_snoozed_twice_and_taken_back_is_one_occasion() -> None:
    asked: dict[str, Any] = {"kind": STAND, "sitting_s": minutes(60)}
    day = day_summary(
        [
            stored(Fact.PROMPTED, "10:00", **asked),
            stored(Fact.SNOOZED, "10:00", kind=STAND, seconds=600, by="person"),
            stored(Fact.PROMPTED, "10:10", **asked),
            stored(Fact.SNOOZED, "10:13", kind=STAND, seconds=600, by="time"),
            stored(Fact.HELD, "10:23", kind=STAND, reason="locked", until=None),
            stored(Fact.PROMPTED, "10:30", **asked),
            stored(Fact.WITHDRAWN, "10:31", kind=STAND, reason="locked"),
            stored(Fact.PROMPTED, "10:40", **asked),
            stored(Fact.SKIPPED, "10:41", **asked),
        ],
        DAY,
    )
    assert (day.stood, day.offered, day.skipped, day.missed) == (0, 1, 1, 0)


def test_posture_resets_are_no_occasions_unless_the_person_stood() -> None:
    records = [
        *guide("09:30", "09:31", stood=False, kind=RESET, sitting_s=minutes(30), number=1),
        stored(Fact.SKIPPED, "10:30", kind=RESET, sitting_s=minutes(30)),
        stored(Fact.MISSED, "11:30", kind=RESET, sitting_s=minutes(30)),
        *guide("12:00", "12:00", Fact.ENDED_EARLY, stood=False, kind=RESET, number=2),
    ]
    day = day_summary(records, DAY)
    assert (day.stood, day.offered, day.taken_seated, day.skipped, day.missed) == (0, 0, 1, 0, 0)
    standing = guide("13:00", "13:01", stood=True, kind=RESET, sitting_s=minutes(30), number=3)
    day = day_summary([*records, *standing], DAY)
    assert (day.stood, day.offered) == (1, 1), "stood is never more than offered"


def test_a_seated_routine_does_not_end_a_stretch() -> None:
    records = [
        *guide("09:30", "09:31", stood=False, kind=RESET, sitting_s=minutes(31), number=1),
        *guide("10:00", "10:03", stood=True, sitting_s=minutes(63), number=2),
    ]
    assert strip(day_summary(records, DAY)) == ["09:00-10:00 sitting", "10:00-10:03 break"]


def test_a_short_absence_shortens_the_stretch_as_it_did_the_clock() -> None:
    records = [
        *absence("09:40", "09:43", 40, credit=1 / 3),
        stored(Fact.STOOD, "10:03", break_id=None, kind=None, seconds=0, sitting_s=minutes(48)),
    ]
    day = day_summary(records, DAY)
    assert day.longest_s == minutes(48)
    assert strip(day) == [
        "09:00-09:40 sitting", "09:40-09:43 away", "09:43-10:03 sitting", "10:03-10:03 break",
    ]  # fmt: skip


def test_sitting_before_a_short_absence_shows_although_nobody_closed_the_stretch() -> None:
    day = day_summary(absence("09:40", "09:43", 40, credit=1 / 3), DAY)
    assert strip(day) == ["09:00-09:40 sitting"]
    assert day.stretches == (), "how long it became is unknown"


def test_sitting_on_past_the_hour_is_long_in_every_part_of_it() -> None:
    records = [
        *absence("09:50", "09:52", 50, credit=0.0),
        stored(Fact.STOOD, "10:20", break_id=None, kind=None, seconds=0, sitting_s=minutes(80)),
        stored(Fact.STOOD, "11:25", break_id=None, kind=None, seconds=0, sitting_s=LONG_S),
    ]
    day = day_summary(records, DAY)
    assert strip(day) == [
        "09:00-09:50 long_sitting", "09:50-09:52 away", "09:52-10:20 long_sitting",
        "10:20-10:20 break", "10:20-11:25 sitting", "11:25-11:25 break",
    ]  # fmt: skip
    assert day.over_60 == 1


def test_the_clock_ran_on_through_the_guide_but_the_sitting_did_not() -> None:
    day = day_summary(guide("10:00", "10:05", stood=True, sitting_s=minutes(65)), DAY)
    assert stretches(day) == ["09:00-10:00"]
    assert day.longest_s == minutes(60)


def test_a_guide_whose_start_is_lost_is_as_long_as_its_rest() -> None:
    _, end = guide("10:00", "10:05", stood=True, sitting_s=minutes(65))
    day = day_summary([end], DAY)
    assert strip(day) == ["09:00-10:00 sitting", "10:00-10:05 break"]


def test_the_running_stretch_counts_for_the_longest_but_not_for_the_usual() -> None:
    records = [stored(Fact.STOOD, "09:40", break_id=None, seconds=0, sitting_s=minutes(40))]
    day = day_summary(records, DAY, LiveSitting(clock("11:10"), minutes(90)))
    assert (day.longest_s, day.usual_s, day.over_60) == (minutes(90), minutes(40), 1)
    alone = day_summary([], DAY, LiveSitting(clock("11:10"), minutes(90)))
    assert (alone.longest_s, alone.usual_s) == (minutes(90), None)


def test_standing_up_twice_running_is_no_stretch_between() -> None:
    records = [
        stored(Fact.STOOD, "10:00", break_id=None, seconds=0, sitting_s=minutes(60)),
        stored(Fact.STOOD, "10:00", break_id=None, seconds=0, sitting_s=0),
    ]
    day = day_summary(records, DAY)
    assert (day.stood, day.usual_s, stretches(day)) == (2, minutes(60), ["09:00-10:00"])


def test_rest_after_a_standing_guide_does_not_swallow_the_stretch_before_it() -> None:
    records = [
        *guide("10:00", "10:03", stood=True, sitting_s=minutes(63)),
        *absence("10:00", "10:20", 0),
        stored(Fact.STOOD, "10:50", break_id=None, seconds=0, sitting_s=minutes(40)),
    ]
    day = day_summary(records, DAY)
    assert stretches(day) == ["09:00-10:00", "10:20-10:50"]
    assert strip(day) == [
        "09:00-10:00 sitting", "10:00-10:03 break", "10:03-10:20 away", "10:20-10:50 sitting",
        "10:50-10:50 break",
    ]  # fmt: skip


def test_no_sitting_is_seen_before_the_last_reset() -> None:
    records = [
        *absence("10:00", "10:30", 60),
        stored(Fact.STOOD, "11:00", break_id=None, seconds=0, sitting_s=minutes(90)),
    ]
    assert stretches(day_summary(records, DAY)) == ["09:00-10:00", "10:30-11:00"]


def test_while_the_program_did_not_run_nothing_is_known() -> None:
    records = [
        stored(Fact.LAUNCHED, "11:00", absent_s=minutes(45), sitting_s=minutes(75)),
        stored(Fact.LAUNCHED, "11:30", absent_s=60, sitting_s=minutes(30)),
        stored(Fact.LAUNCHED, "11:44", absent_s=minutes(4), sitting_s=minutes(40)),
        stored(Fact.STOOD, "12:00", break_id=None, seconds=0, sitting_s=minutes(30)),
    ]
    day = day_summary(records, DAY)
    assert strip(day) == [
        "09:00-10:15 long_sitting", "10:15-11:00 off", "11:00-11:40 sitting", "11:40-11:44 off",
        "11:44-12:00 sitting", "12:00-12:00 break",
    ]  # fmt: skip
    assert (day.longest_s, stretches(day)) == (minutes(75), ["09:00-10:15", "11:30-12:00"])


def test_a_program_that_ended_while_the_person_was_away_ends_nothing_twice() -> None:
    records = [
        *absence("10:00", "11:05", 60),
        stored(Fact.LAUNCHED, "11:00", absent_s=minutes(30), sitting_s=minutes(60)),
    ]
    day = day_summary(records, DAY, LiveSitting(clock("11:25"), minutes(20)))
    assert stretches(day) == ["09:00-10:00", "11:05-11:25"]
    assert strip(day) == [
        "09:00-10:00 sitting", "10:00-10:30 away", "10:30-11:00 off", "11:00-11:05 away",
        "11:05-11:25 sitting",
    ]  # fmt: skip


def test_a_guide_cut_off_by_a_kill_was_no_break_of_hours() -> None:
    records = [
        *guide("10:00", "12:00", Fact.ENDED_EARLY, stood=True, seconds=60, sitting_s=minutes(61)),
        stored(Fact.LAUNCHED, "12:00", absent_s=minutes(119), sitting_s=minutes(61)),
    ]
    day = day_summary(records, DAY, LiveSitting(clock("12:20"), minutes(20)))
    assert strip(day) == [
        "09:00-10:00 sitting", "10:00-10:01 break", "10:01-12:00 off", "12:00-12:20 sitting",
    ]  # fmt: skip
    assert stretches(day) == ["09:00-10:00", "12:00-12:20"]


def test_the_strip_begins_and_ends_with_the_person() -> None:
    night = [*absence("17:00", "23:59", 30)]
    records = [stored(Fact.LAUNCHED, "09:00", absent_s=minutes(500)), *night]
    assert strip(day_summary(records, DAY)) == ["16:30-17:00 sitting"]
    assert day_summary(records[:1], DAY).blocks == ()


# ---- days


def test_midnight_splits_a_stretch() -> None:
    after = DAY + timedelta(days=1)
    late = stored(
        Fact.STOOD, clock("00:30", after), break_id=None, seconds=0, sitting_s=minutes(90)
    )
    first, second = week([late], after, 2)
    assert (stretches(first), first.longest_s) == (["23:00-00:00"], minutes(60))
    assert (stretches(second), second.longest_s) == (["00:00-00:30"], minutes(30))
    assert strip(first) == ["23:00-00:00 long_sitting"]
    assert (first.stood, second.stood) == (0, 1), "an ending belongs to the day it happened on"
    assert first.blocks[0].end == second.blocks[0].start


def test_a_day_is_the_local_day_of_where_the_person_was() -> None:
    tokyo = stored(Fact.SKIPPED, clock("08:00"), kind=STAND)
    honolulu = stored(Fact.SKIPPED, clock("20:00", zone=timezone(timedelta(hours=-10))), kind=STAND)
    assert tokyo.at.astimezone(UTC).date() == DAY - timedelta(days=1)
    assert honolulu.at.astimezone(UTC).date() == DAY + timedelta(days=1)
    days = week([tokyo, honolulu], DAY + timedelta(days=1), 3)
    assert [day.skipped for day in days] == [0, 2, 0]


def test_the_hour_of_a_clock_change_is_an_hour_of_sitting() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = date(2026, 3, 29)
    stood_at = datetime(2026, 3, 29, 3, 30, tzinfo=berlin)
    journal = MemoryJournal()
    journal.commit({}, stamp(), [record(Fact.STOOD, stood_at, seconds=0, sitting_s=minutes(60))])
    day = day_summary(journal.records(), spring, LiveSitting(stood_at, 0))
    assert day.longest_s == minutes(60)
    assert sum((b.end - b.start).total_seconds() for b in day.blocks) == minutes(60)


def test_the_running_stretch_may_come_in_a_zone_with_rules() -> None:
    now = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    day = day_summary([], date(2026, 10, 25), LiveSitting(now, minutes(90)))
    assert day.longest_s == minutes(90)


def test_a_week_is_seven_days_in_order() -> None:
    days = week([], DAY)
    assert [day.day for day in days] == [DAY - timedelta(days=n) for n in range(6, -1, -1)]


def test_records_need_not_come_in_order() -> None:
    records = guide("10:00", "10:03", stood=True, sitting_s=minutes(63))
    assert day_summary(list(reversed(records)), DAY) == day_summary(records, DAY)


@pytest.mark.parametrize(
    "bad", [None, "long", True, -5, float("nan"), float("inf"), 1e300], ids=repr
)
def test_a_number_that_is_none_is_left_out(bad: Detail) -> None:
    records = [
        stored(fact, "10:00", seconds=bad, sitting_s=bad, credit=bad, absent_s=bad, break_id=bad)
        for fact in Fact
    ]
    day = day_summary([*records, stored("levitated", "11:00")], DAY)
    assert day.stretches == ()
    assert {block.what for block in day.blocks} <= {"break"}
    assert day.stood == 2  # "just stood up" and "I am standing"


# ---- 400 days against a count of minutes


class Life:
    """Somebody's 400 days, minute by minute, recorded as the engine records them."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.now = datetime(2025, 3, 1, 9, 0, tzinfo=JST)
        self.sitting_s = 0.0
        self.truth: dict[datetime, str] = {}
        self.records: list[StoredRecord] = []
        self.number = 0

    def pass_minutes(self, n: int, what: str) -> None:
        for _ in range(n):
            self.truth[self.now] = what
            self.now += timedelta(minutes=1)

    def write(self, fact: Fact, at: datetime | None = None, **details: Detail) -> None:
        self.records.append(stored(fact, at or self.now, **details))

    def sit(self) -> None:
        n = self.rng.randrange(2, 100)
        self.pass_minutes(n, "sitting")
        self.sitting_s += minutes(n)

    def stand(self) -> None:
        self.write(Fact.STOOD, break_id=None, kind=STAND, seconds=0, sitting_s=self.sitting_s)
        self.sitting_s = 0

    def follow(self) -> None:
        self.number += 1
        n = self.rng.randrange(1, 6)
        self.write(Fact.STARTED, break_id=self.number, kind=STAND)
        self.pass_minutes(n, "break")
        details: dict[str, Any] = {"break_id": self.number, "kind": STAND, "stood": True}
        self.write(
            self.rng.choice([Fact.COMPLETED, Fact.STOOD, Fact.ENDED_EARLY]),
            seconds=minutes(n), sitting_s=self.sitting_s + minutes(n), **details,
        )  # fmt: skip
        self.sitting_s = 0

    def leave(self, n: int | None = None) -> None:
        n = n or self.rng.choice([2, 3, 4, 5, 30, 60])
        credit = min(1.0, max(0.0, (n - 2) / 3))
        left = self.now
        self.pass_minutes(n, "away")
        self.write(Fact.AWAY, left, seconds=minutes(n), sitting_s=self.sitting_s, credit=credit)
        self.sitting_s = (self.sitting_s + 120) * (1 - credit)
        self.write(Fact.BACK, seconds=minutes(n), sitting_s=self.sitting_s)

    def decline(self) -> None:
        fact = self.rng.choice([Fact.SKIPPED, Fact.MISSED])
        self.write(fact, kind=STAND, sitting_s=self.sitting_s)

    def live(self, days: int) -> None:
        for day in range(days):
            for _ in range(self.rng.randrange(0, 20)):
                self.sit()
                self.rng.choice([self.stand, self.follow, self.leave, self.decline])()
            self.sit()
            morning = datetime(2025, 3, 1, 9, 0, tzinfo=JST) + timedelta(days=day + 1)
            overnight = int((morning - self.now).total_seconds() // 60)
            self.leave(max(5, overnight))


def seen(blocks: Iterable[Block]) -> dict[datetime, str]:
    """What the strip says of each whole minute."""
    shown: dict[datetime, str] = {}
    for block in blocks:
        at = block.start
        while at < block.end:
            shown[at] = block.what.removeprefix("long_")
            at += timedelta(minutes=1)
    return shown


def test_400_days_are_what_a_count_of_minutes_and_records_says() -> None:
    life = Life(7)
    life.live(400)
    last = life.now.date()
    days = week(life.records, last, 400)
    assert len(life.records) > 4000
    counts: Counter[tuple[date, str]] = Counter()
    for one in life.records:
        if one.fact in (Fact.STOOD, Fact.COMPLETED, Fact.ENDED_EARLY):
            counts.update([(one.at.date(), "stood"), (one.at.date(), "offered")])
        elif one.fact in (Fact.SKIPPED, Fact.MISSED):
            counts.update([(one.at.date(), str(one.fact)), (one.at.date(), "offered")])
    lived: defaultdict[date, dict[datetime, str]] = defaultdict(dict)
    for at, what in life.truth.items():
        lived[at.date()][at] = what
    for day in days:
        for key in ("stood", "offered", "skipped", "missed"):
            assert getattr(day, key) == counts[day.day, key], day.day
        lengths = [(end - start).total_seconds() for start, end in day.stretches]
        assert day.longest_s == max(lengths, default=0.0)
        assert day.usual_s == (median(lengths) if lengths else None)
        truth = {
            at: what
            for at, what in lived[day.day].items()
            if day.blocks and day.blocks[0].start <= at < day.blocks[-1].end
        }
        assert seen(day.blocks) == truth, day.day
    present = [at for at, what in life.truth.items() if what == "sitting"]
    shown = {at for day in days for at, what in seen(day.blocks).items() if what == "sitting"}
    assert set(present) - shown == {at for at in present if at.date() < days[0].day}


def test_a_day_needs_only_the_records_of_its_window() -> None:
    life = Life(11)
    life.live(60)
    journal = MemoryJournal()
    journal.commit(
        {}, stamp(), [record(Fact(one.fact), one.at, **one.details) for one in life.records]
    )
    last = life.now.date()
    for back in range(50):
        day = last - timedelta(days=back)
        assert week(journal.records(*window(day, 2)), day, 2) == week(life.records, day, 2)


# ---- on one's feet


def test_standing_is_a_block_of_its_own_and_no_sitting() -> None:
    records = [
        stored(Fact.STANDING, "10:00", sitting_s=minutes(60)),
        stored(Fact.SAT_DOWN, "10:40", standing_s=minutes(40), by="person"),
        *guide("11:40", "11:43", stood=True, sitting_s=minutes(63)),
    ]
    summary = day_summary(records, DAY)
    assert strip(summary) == [
        "09:00-10:00 sitting", "10:00-10:40 standing", "10:40-11:40 sitting", "11:40-11:43 break",
    ]  # fmt: skip
    assert stretches(summary) == ["09:00-10:00", "10:40-11:40"]
    assert summary.stood == 2


@pytest.mark.parametrize(
    "gone",
    [
        stored(Fact.AWAY, "10:30", seconds=1800.0, credit=1.0, sitting_s=0.0, standing_s=1800.0),
        stored(Fact.LAUNCHED, "11:00", absent_s=1800.0, sitting_s=0.0, standing_s=1800.0),
        stored(Fact.STALLED, "11:00", seconds=1800.0, credit=1.0, sitting_s=0.0, standing_s=1800.0),
    ],
    ids=lambda record: str(record.fact),
)
def test_standing_until_one_left_is_known_too(gone: StoredRecord) -> None:
    records = [stored(Fact.STANDING, "10:00", sitting_s=minutes(60)), gone]
    end = stored(Fact.STOOD, "11:20", break_id=None, seconds=0, sitting_s=minutes(20))
    assert strip(day_summary([*records, end], DAY))[:2] == [
        "09:00-10:00 sitting", "10:00-10:30 standing",
    ]  # fmt: skip


def test_standing_that_goes_on_is_drawn_up_to_now() -> None:
    records = [stored(Fact.STANDING, "10:00", sitting_s=minutes(60))]
    live = LiveSitting(clock("10:20"), 0.0, standing_s=minutes(20))
    assert strip(day_summary(records, DAY, live))[-1] == "10:00-10:20 standing"
