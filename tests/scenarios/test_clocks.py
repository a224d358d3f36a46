"""Clocks of the world: summer time, journeys, midnights, leap days, steps, and long sleep.

Durations never see any of it; calendar rules follow the local calendar. So a day without a
calendar rule is told the same wherever and whenever it is lived, and a day with one is told
by what the clock on the wall shows.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from lowback_tray.engine import days, events
from lowback_tray.engine.hours import tomorrow
from lowback_tray.engine.policy import ClockMark, Policy, TimeRange
from lowback_tray.engine.status import PhaseName
from lowback_tray.history.stats import LiveSitting, week
from lowback_tray.history.stored import StoredRecord, from_row, keep, to_row
from tests.scenarios.desk import Desk

NIGHTS = {
    "Europe/Berlin, an hour left out": ("Europe/Berlin", "2026-03-28T22:00+01:00"),
    "Europe/Berlin, an hour twice": ("Europe/Berlin", "2026-10-24T22:00+02:00"),
    "Lord Howe, half an hour left out": ("Australia/Lord_Howe", "2026-10-03T22:00+10:30"),
    "Lord Howe, half an hour twice": ("Australia/Lord_Howe", "2026-04-04T22:00+11:00"),
    "Havana, midnight left out": ("America/Havana", "2026-03-07T21:00-05:00"),
    "Havana, midnight twice": ("America/Havana", "2026-10-31T21:00-04:00"),
    "Casablanca, into Ramadan": ("Africa/Casablanca", "2026-02-14T22:00+01:00"),
    "Casablanca, out of Ramadan": ("Africa/Casablanca", "2026-03-21T22:00+00:00"),
    "Apia, a day left out": ("Pacific/Apia", "2011-12-29T20:00-10:00"),
    "leap day": ("Europe/Berlin", "2028-02-28T22:00+01:00"),
    "an ordinary night": ("UTC", "2026-03-02T22:00+00:00"),
}
EVERY_NIGHT = pytest.mark.parametrize(("zone", "start"), NIGHTS.values(), ids=NIGHTS)
STEPS = [0.4, 1, 59, 3600, 5400, 86_400, 40 * 86_400, 10 * 365 * 86_400]


def desk_at(zone: str, start: str, policy: Policy | None = None) -> Desk:
    """A desk somewhere on earth."""
    desk = Desk(policy)
    desk.world.zone, desk.world.wall = ZoneInfo(zone), datetime.fromisoformat(start)
    desk.start_program()
    desk.forget()
    return desk


class Story:
    """What a desk wrote down, told by the steady clock and by the wall."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen = len(desk.journal.records)
        self._begin = desk.world.steady
        self.steady: list[tuple[int, str]] = []
        desk.watch = self._note

    def _note(self, desk: Desk) -> None:
        records = desk.journal.records
        for record in records[self._seen :]:
            self.steady.append((round(desk.world.steady - self._begin), record.fact.value))
        self._seen = len(records)

    def faces(self, fact: str) -> list[str]:
        """When a fact was written down, as the wall showed it."""
        return [
            f"{record.at:%a %H:%M}" for record in self._desk.journal.records if record.fact == fact
        ]


def stored(desk: Desk) -> list[StoredRecord]:
    """The records, through the row that the history keeps of each."""
    return [from_row(to_row(keep(record))) for record in desk.journal.records]


def a_night_of_work(desk: Desk) -> list[tuple[int, str]]:
    """Ten hours with a bit of everything that has a duration."""
    story = Story(desk)
    desk.run(minutes=70)  # two of its own putting off
    desk.does(events.JustStood())
    desk.run(minutes=62)
    desk.does(events.StartBreak())
    desk.person.become("still")
    desk.run(minutes=4)
    desk.person.become("working")
    desk.run(minutes=20)
    desk.leaves(minutes=4)
    desk.does(events.Pause(seconds=5400.0))
    desk.run(minutes=100)
    desk.locks(minutes=30)
    desk.sleep(minutes=45)
    desk.run(minutes=180)
    return story.steady


@EVERY_NIGHT
def test_a_night_is_told_the_same_whatever_the_wall_does(zone: str, start: str) -> None:
    assert a_night_of_work(desk_at(zone, start)) == a_night_of_work(Desk())


@pytest.mark.parametrize("step", [sign * seconds for seconds in STEPS for sign in (1, -1)])
def test_a_step_of_any_size_moves_loses_and_doubles_nothing(step: float) -> None:
    plain, stepped = Desk(), Desk()
    stories = [Story(plain), Story(stepped)]
    for desk in (plain, stepped):
        desk.run(minutes=25)
    stepped.world.wall += timedelta(seconds=step)
    for desk in (plain, stepped):
        desk.run(minutes=35.1)
        desk.does(events.Snooze())
    stepped.world.wall -= timedelta(seconds=2 * step)
    for desk in (plain, stepped):
        desk.run(minutes=10.1)
        desk.does(events.StartBreak(short=True))
        desk.person.become("still")
        desk.run(minutes=1)
    stepped.world.wall += timedelta(seconds=3 * step)
    for desk in (plain, stepped):
        desk.run(minutes=3)
        desk.person.become("working")
        desk.does(events.Pause(seconds=1800.0))
        desk.run(minutes=10)
    stepped.world.wall -= timedelta(seconds=step)
    for desk in (plain, stepped):
        desk.run(minutes=120)
    # Which exercises are chosen may depend on how long ago, by the wall, others were done.
    told = [[line for line in story.steady if "exercise" not in line[1]] for story in stories]
    assert told[1] == told[0]
    assert stepped.status.sitting_s == plain.status.sitting_s


@EVERY_NIGHT
def test_until_tomorrow_ends_at_five_on_the_wall(zone: str, start: str) -> None:
    desk = desk_at(zone, start)
    story = Story(desk)
    desk.does(events.Pause(until=tomorrow(desk.status.now)))
    announced = desk.status.pause_until
    desk.run(minutes=600)
    assert announced is not None
    if zone == "Pacific/Apia":  # five in the morning of the day that was left out
        assert story.faces("resumed") == ["Sat 00:00"]
    else:
        assert [face[-5:] for face in story.faces("resumed")] == ["05:00"]
    resumed = next(r for r in desk.journal.records if r.fact.value == "resumed")
    assert abs((resumed.at - announced).total_seconds()) < 61
    assert f"{announced:%H:%M}" == f"{resumed.at:%H:%M}"


@EVERY_NIGHT
def test_how_the_back_is_today_ends_at_the_local_midnight(zone: str, start: str) -> None:
    desk = desk_at(zone, start)
    said_on = desk.status.now.date()
    desk.does(events.Feel("heavy"))
    for _ in range(30):
        desk.run(minutes=10)
        heavy = desk.status.body.feel == "heavy"
        if zone != "America/Havana":  # where, of two midnights, the first is meant
            assert heavy == (desk.status.now.date() == said_on)
    assert desk.status.body.feel == "ok"


@pytest.mark.parametrize(
    ("zone", "start", "at", "expected"),
    [
        ("Europe/Berlin", "2026-03-28T22:00+01:00", time(2, 30), ["Sun 03:00"]),
        ("Europe/Berlin", "2026-10-24T22:00+02:00", time(2, 30), ["Sun 02:30"]),
        ("Australia/Lord_Howe", "2026-10-03T22:00+10:30", time(2, 15), ["Sun 02:30"]),
        ("Australia/Lord_Howe", "2026-04-04T22:00+11:00", time(1, 45), ["Sun 01:45"]),
        ("America/Havana", "2026-03-07T21:00-05:00", time(0, 30), ["Sun 01:00"]),
        ("America/Havana", "2026-10-31T21:00-04:00", time(0, 30), ["Sun 00:30"]),
    ],
)
def test_a_time_of_day_that_is_left_out_or_comes_twice_comes_once(
    zone: str, start: str, at: time, expected: list[str]
) -> None:
    policy = Policy(stand_up_every_s=86_400, posture_enabled=False, evening_at=at)
    desk = desk_at(zone, start, policy)
    for _ in range(14):
        desk.run(minutes=30)
        if desk.status.phase is PhaseName.PROMPTING:
            desk.does(events.Skip())
    offered = [
        f"{record.at:%a %H:%M}"
        for record in desk.journal.records
        if record.fact == "prompted" and record.details["kind"] == "care"
    ]
    assert offered == expected


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        ("Europe/Berlin", "2026-03-28T22:00+01:00", ["Sun 03:00", "Mon 02:30"]),
        ("Europe/Berlin", "2026-10-24T22:00+02:00", ["Sun 02:30", "Mon 02:30"]),
        ("Australia/Lord_Howe", "2026-10-03T22:00+10:30", ["Sun 02:30", "Mon 02:30"]),
        ("America/Havana", "2026-03-07T21:00-05:00", ["Sun 02:30", "Mon 02:30"]),
    ],
)
def test_a_stand_up_at_a_time_of_day_follows_the_night_too(
    zone: str, start: str, expected: list[str]
) -> None:
    desk = desk_at(zone, start, Policy(posture_enabled=False, stand_up_at=(ClockMark(30, 2),)))
    for _ in range(30 * 30):
        desk.run(minutes=2)
        if desk.status.phase is PhaseName.PROMPTING:
            desk.does(events.Skip())
    assert Story(desk).faces("prompted") == expected


def test_the_evening_is_offered_once_though_the_clock_is_put_back() -> None:
    desk = desk_at("UTC", "2026-03-02T21:00+00:00", Policy(evening_at=time(21, 30)))
    story = Story(desk)
    desk.run(minutes=40)
    desk.world.wall -= timedelta(hours=1)
    desk.run(minutes=90)
    kinds = [r.details.get("kind") for r in desk.journal.records if r.fact == "prompted"]
    assert kinds.count("care") == 1, story.steady


def test_a_flight_moves_no_prompt_and_the_hours_follow_the_new_place() -> None:
    office = {day: (TimeRange(time(9), time(18)),) for day in range(7)}
    desk = desk_at("Asia/Tokyo", "2026-03-02T16:30+09:00", Policy(hours=office))
    desk.run(minutes=40)
    assert not desk.status.holds
    desk.world.zone = ZoneInfo("Europe/Berlin")  # it is twenty past nine in the morning there
    desk.run(minutes=21)
    assert desk.status.phase is PhaseName.PROMPTING
    assert f"{desk.status.now:%H:%M%z}" == "09:31+0100"
    desk.does(events.JustStood())
    desk.world.zone = ZoneInfo("America/New_York")  # half past three in the night
    desk.run(minutes=61)
    hold = desk.status.holds[0]
    assert (hold.name, desk.status.owed) == ("outside_hours", True)
    assert hold.until is not None
    assert f"{hold.until:%a %H:%M%z}" == "Mon 09:00-0500"


def test_a_pause_with_an_end_is_told_in_the_time_of_the_new_place() -> None:
    desk = desk_at("Asia/Tokyo", "2026-03-02T16:30+09:00")
    desk.does(events.Pause(until=tomorrow(desk.status.now)))
    desk.world.zone = ZoneInfo("Europe/Berlin")
    assert f"{desk.status.pause_until:%a %H:%M%z}" == "Mon 21:00+0100"
    desk.does(events.HoldPlaced("call", "a call", datetime(2026, 3, 2, 18, tzinfo=UTC)))
    told = {hold.name: f"{hold.until:%H:%M}" for hold in desk.status.holds}
    assert told == {"paused": "21:00", "call": "19:00", "just_back": "08:31"}


def test_a_clock_put_back_by_a_year_makes_nothing_last_for_one() -> None:
    desk = desk_at("Europe/Berlin", "2026-03-20T18:00+01:00")
    desk.does(events.Feel("pain"))
    desk.does(events.FlareUp())
    desk.does(events.Pause(until=tomorrow(desk.status.now)))
    desk.world.wall -= timedelta(days=366)
    desk.run(minutes=1)
    body = desk.status.body
    assert (body.feel, body.flare, body.easy) == ("ok", False, False)
    assert desk.status.pause_until is not None
    left = desk.status.pause_until - desk.status.now
    assert timedelta(hours=34) < left <= timedelta(hours=35), "a day later than was said"
    desk.sleep(minutes=20 * 60)
    desk.run(minutes=16 * 60)
    assert "resumed" in desk.facts()
    assert desk.status.pause_until is None


@pytest.mark.parametrize("sleep_days", [1, 6, 7, 40])
def test_a_long_sleep_is_one_absence_and_leaves_nothing_standing(sleep_days: int) -> None:
    desk = desk_at("Europe/Berlin", "2026-03-20T09:00+01:00", Policy(evening_at=time(21, 30)))
    desk.run(minutes=61)
    desk.does(events.Snooze())
    desk.does(events.Pause(seconds=86_400.0))
    seen = len(desk.journal.records)
    desk.sleep(minutes=sleep_days * 24 * 60 + 31)
    facts = [record.fact.value for record in desk.journal.records[seen:]]
    assert facts == ["resumed", "away", "back"]
    assert (desk.status.phase, round(desk.status.sitting_s)) == (PhaseName.SITTING, 0)
    assert desk.status.pause_until is None
    desk.run(minutes=29)
    assert len(desk.journal.records) == seen + 3, "half an hour of peace"


def test_a_machine_off_for_40_days_begins_afresh_also_when_its_clock_was_lost() -> None:
    for off_s in (40 * 86_400.0, -3 * 365 * 86_400.0):
        desk = Desk()
        desk.run(minutes=50)
        desk.restart(off_s, reboot=True)
        desk.run(minutes=5)
        assert desk.status.phase is PhaseName.SITTING
        assert desk.status.sitting_s <= 55 * 60 + 1
        assert desk.window.prompt is None


# ---- what is kept


def test_records_keep_the_instant_and_the_offset_of_where_they_were_written() -> None:
    desk = desk_at("Australia/Lord_Howe", "2026-10-04T01:50+10:30")
    desk.does(events.RateBack("okay"))
    desk.run(minutes=15)
    desk.does(events.RateBack("light"))
    desk.world.zone = ZoneInfo("Asia/Kathmandu")
    desk.does(events.RateBack("heavy"))
    said = [record for record in stored(desk) if record.fact == "back_feeling"]
    assert [f"{one.at:%H:%M%z}" for one in said] == ["01:50+1030", "02:35+1100", "21:20+0545"]
    assert [one.day for one in said] == [date(2026, 10, 4), date(2026, 10, 4), date(2026, 10, 3)]
    assert [one.at.astimezone(UTC).minute for one in said] == [20, 35, 35]


@pytest.mark.parametrize(
    ("zone", "start"),
    # A day that was left out is told in the offset it began in; there has been one since 1995.
    [place for name, place in NIGHTS.items() if "Apia" not in name],
)
def test_the_sitting_of_a_night_is_split_at_the_local_midnight(zone: str, start: str) -> None:
    desk = desk_at(zone, start, Policy(stand_up_every_s=7200, posture_enabled=False))
    begin = desk.status.now
    desk.does(events.Pause(seconds=7 * 86_400.0))
    desk.run(minutes=6 * 60)
    live = LiveSitting.of(desk.status)
    midnight = days.midnight(begin)
    first, *others = (
        week(stored(desk), day, 1, live)[0]
        for day in (begin.date(), begin.date() + timedelta(days=1), desk.status.now.date())
    )
    before = (midnight - begin).total_seconds()
    assert first.longest_s == pytest.approx(before, abs=61)
    assert others[-1].longest_s == pytest.approx(6 * 3600 - before, abs=61)


@pytest.mark.parametrize("goes", ["locks", "walks off", "sleeps"])
def test_the_longest_sitting_of_the_day_is_known_also_while_they_are_away(goes: str) -> None:
    desk = Desk(Policy(stand_up_every_s=7200, posture_enabled=False))
    desk.run(minutes=20)
    desk.does(events.JustStood())
    desk.run(minutes=50)
    left = desk.status.now
    if goes == "locks":
        desk.does(events.Locked())
    elif goes == "sleeps":
        desk.world.suspend(30.0)
    desk.person.become("still")
    desk.run(minutes=20)
    assert desk.status.phase is PhaseName.AWAY
    today = week(stored(desk), left.date(), 1, LiveSitting.of(desk.status))[0]
    assert today.longest_s == pytest.approx(50 * 60, abs=1)
    assert [f"{end:%H:%M}" for _, end in today.stretches] == ["09:20", "10:10"]
    desk.person.become("working")
    desk.does(events.Unlocked())
    desk.touches()
    later = week(stored(desk), left.date(), 1, LiveSitting.of(desk.status))[0]
    assert later.stretches == today.stretches
    assert desk.status.left_at is None


def test_a_flight_books_nothing_on_the_day_it_landed() -> None:
    desk = desk_at("Asia/Tokyo", "2026-03-02T20:00+09:00")
    desk.run(minutes=50)
    desk.world.zone = ZoneInfo("America/Los_Angeles")  # three in the morning of the same day
    desk.sleep(minutes=11 * 60)
    desk.run(minutes=30)
    records = stored(desk)
    tokyo, landed = week(records, date(2026, 3, 3), 2)
    assert tokyo.longest_s == pytest.approx(50 * 60, abs=61)
    assert [f"{start:%H:%M%z}" for start, _ in tokyo.stretches] == ["20:00+0900"]
    assert landed.stretches == ()


def test_leap_days_have_a_day_of_their_own() -> None:
    desk = desk_at("Europe/Berlin", "2028-02-28T23:30+01:00")
    for _ in range(5):
        desk.does(events.JustStood())
        desk.run(minutes=6 * 60)
    stood = [day.stood for day in week(stored(desk), date(2028, 3, 1), 3)]
    assert stood == [1, 4, 0]


def test_four_hundred_days_of_counting_need_no_counter() -> None:
    """Each day two breaks and a night; restarted now and then, moved now and then."""
    desk = desk_at("Europe/Berlin", "2027-12-20T08:00+01:00", Policy(posture_enabled=False))
    zones = ["Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Africa/Casablanca"]
    expected: dict[date, int] = {}
    for day in range(400):
        if day % 29 == 28:
            desk.world.zone = ZoneInfo(zones[day // 29 % len(zones)])
        for _ in range(2):
            desk.does(events.JustStood())
            today = desk.status.now.date()
            expected[today] = expected.get(today, 0) + 1
            desk.run(minutes=5)
        if day % 7 == 3:
            desk.restart(reboot=day % 2 == 0)
        desk.sleep(minutes=23 * 60)
    last = max(expected)
    length = (last - min(expected)).days + 1
    told = {one.day: one.stood for one in week(stored(desk), last, length) if one.stood}
    assert told == expected
