"""Random days at a simulated desk, from a seed: the same seed, the same life.

A life has its own settings, place on earth and habits, and a dice that decides what happens
next: work, typing, absences with and without signals, sleep, clock changes, journeys, calls,
wishes, new settings, crashes. Time goes from deadline to deadline. Between them the heartbeat
comes every half hour instead of every minute, so that a day is told in hundreds of
looks instead of thousands: what the engine itself asked for is never left out, and a lost
signal costs the half hour that it would cost a minute.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from lowback_tray.care.library import load
from lowback_tray.engine import events
from lowback_tray.engine.hours import tomorrow
from lowback_tray.engine.policy import BreakKind, ClockMark, Policy, Profile, QuietTime, TimeRange
from lowback_tray.engine.status import PhaseName
from lowback_tray.errors import StoreError
from tests.scenarios.desk import Desk
from tests.scenarios.promises import Promises

LIBRARY = load()
BEAT_S = 1800.0
DAY_S = 86_400.0
ZONES = tuple(
    ZoneInfo(name)
    for name in (
        "UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca",
        "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Honolulu",
    )
)  # fmt: skip
OFFICE = {day: (TimeRange(time(9), time(12)), TimeRange(time(13), time(18))) for day in range(5)}
NIGHT_SHIFT = {day: (TimeRange(time(22), time(6)),) for day in range(7)}
LUNCH = QuietTime(time(12), time(13))
TALK = QuietTime(time(23), time(2, 30), 5, label="talk")
HOLDS = ("call", "full_screen", "dnd", "playing", "front")
WISHES: tuple[events.Event, ...] = (
    events.Looked(), events.CameBack(), events.TurnedToWindow(),
    events.Skip(), events.JustStood(), events.Snooze(), events.Snooze(300.0), events.Snooze(1.0),
    events.StartBreak(short=True), events.StartBreak(BreakKind.POSTURE_RESET),
    events.StartBreak(routine="core_mat"), events.StartBreak(BreakKind.CARE),
    events.Pause(seconds=1800.0), events.Pause(seconds=3600.0), events.Pause(seconds=1.0),
    events.Resume(), events.GuidePause(), events.GuideResume(), events.GuideNext(),
    events.GuideBack(), events.GuideClose(), events.ItHurts(), events.OffScreen(),
    events.CheckIn(1, "same"), events.CheckIn(1, "worse", "stand_hip_flexor"),
    events.RateBack("heavy"), events.Feel("pain"), events.Feel("heavy"), events.Feel("ok"),
    events.FlareUp(), events.FlareUp(on=False), events.Exercised(),
    events.Unhide("stand_hip_flexor"), events.TipShown("water"),
    events.PutOffNext(600.0), events.PutOffNext(900.0), events.SkipNext(), events.AsPlanned(),
    events.ChangeAnswered("nothing"),
    events.WasAway("sitting"), events.WasAway("walked"), events.NoAnswer(),
    events.Stand(), events.Stand(), events.Sit(),
)  # fmt: skip
_ANSWERS: tuple[events.Event, ...] = (
    events.JustStood(), events.Snooze(), events.Skip(), events.StartBreak(short=True),
)  # fmt: skip
_ENDS: tuple[events.Event, ...] = (events.GuideClose(), events.JustStood())


class BrokenPromise(AssertionError):
    """A life in which a promise was broken: how to live it again, and its last moments."""


def live(seed: int, days: float, *, thorough: bool = False) -> Life:
    """One life of so many days.

    Raises:
        BrokenPromise: with everything one needs to look into it.
    """
    life = Life(seed, thorough=thorough)
    try:
        life.live(days)
    except Exception as error:
        again = f"python -m tests.soak --seed {seed} --lives 1 --days {days:g}"
        acts, lines = ", ".join(life.acts[-6:]), "\n    ".join(life.desk.lines[-12:])
        problem = f"{type(error).__name__} {error}"
        raise BrokenPromise(f"{problem}\n  again: {again}\n  last: {acts}\n    {lines}") from error
    return life


def some_policy(dice: Random) -> Policy:
    """Settings that somebody could have."""
    marks = (*[()] * 8, (ClockMark(0), ClockMark(30)), (ClockMark(15, 10), ClockMark(30, 2)))
    return Policy(
        stand_up_every_s=dice.choice([900.0, 1800.0, 3600.0, 3600.0, 7200.0]),
        stand_up_at=dice.choice(marks),
        stand_up_length_s=dice.choice([30, 90, 150, 300]),
        posture_enabled=dice.random() < 0.7,
        posture_after_s=dice.choice([600.0, 1800.0]),
        snooze_limit=dice.randrange(4),
        away_after_s=dice.choice([120.0, 300.0, 300.0, 3600.0]),
        idle_is_away=dice.random() < 0.8,
        hours=dice.choice([None, None, None, OFFICE, NIGHT_SHIFT, {}]),
        quiet=dice.choice([(), (), (LUNCH,), (LUNCH, TALK)]),
        budget_s=dice.choice([None, None, 3600.0, 8 * 3600.0]),
        evening_at=dice.choice([None, None, time(10), time(21, 30), time(2, 30)]),
        profile=Profile(
            place=dice.choice(["desk", "stand_space", "mat"]),
            flags=frozenset(dice.sample(sorted(LIBRARY.flags), dice.randrange(4))),
        ),
    )


class Life:
    """One life at one desk.

    Args:
        seed: what decides everything in it.
        thorough: hold also the dearer promises at every look.
    """

    def __init__(self, seed: int, *, thorough: bool = False) -> None:
        self.dice = Random(seed)
        self.desk = Desk(some_policy(self.dice), LIBRARY, beat_s=BEAT_S)
        self.desk.world.wall += timedelta(minutes=self.dice.randrange(366 * 24 * 60))
        self.desk.world.zone = self.dice.choice(ZONES)
        self.desk.start_program()
        self.promises = Promises(self.desk, thorough=thorough)
        self.acts: list[str] = []

    def live(self, days: float) -> None:
        """So many days of the boot clock."""
        world = self.desk.world
        passed = 0.0
        while passed < days * DAY_S:
            before = world.steady + world.suspended
            act = self.dice.choices(_ACTS, _WEIGHTS)[0]
            self.acts.append(act.__name__)
            act(self)
            passed += max(0.0, world.steady + world.suspended - before)
            del self.acts[:-40]
        self.promises.add_up()

    def _span(self, least_s: float, most_s: float) -> float:
        """Short ones as likely as long ones."""
        return math.exp(self.dice.uniform(math.log(least_s), math.log(most_s)))

    # ---- what can happen

    def works(self) -> None:
        """Types with pauses; a question is mostly answered."""
        self.desk.person.become("working")
        self.desk.touches()
        self.desk.run(seconds=self._span(60, 7200))
        if self.desk.status.phase is PhaseName.PROMPTING:
            self._answers()

    def _answers(self) -> None:
        if self.dice.random() < 0.08:
            self._takes_the_break()
        else:
            self.desk.does(self.dice.choice(_ANSWERS))

    def _takes_the_break(self) -> None:
        self.desk.does(events.StartBreak())
        self.desk.person.become(self.dice.choice(["still", "still", "typing"]))
        self.desk.run(seconds=self.dice.choice([5.0, 30.0, 30.0, 200.0]))
        if self.desk.status.phase is PhaseName.GUIDING:
            self.desk.does(self.dice.choice(_ENDS))

    def types(self) -> None:
        """Types without a pause."""
        self.desk.touches()
        self.desk.person.become("typing")
        self.desk.run(seconds=self._span(10, 900))

    def works_unseen(self) -> None:
        """Nothing can tell whether anybody types."""
        self.desk.person.become("unknown")
        self.desk.run(seconds=self._span(60, 5400))
        self.desk.person.become("working")

    def leaves(self) -> None:
        """The chair is empty, perhaps with a jerk of the mouse now and then."""
        self.desk.person.become("still")
        for _ in range(self.dice.choice([1, 1, 2, 3])):
            self.desk.run(seconds=self._span(30, 10_000))
            self.desk.twitches()
            self.desk.person.become("still")
        self.desk.person.become("working")
        if self.dice.random() < 0.8:  # else no source tells of it
            self.desk.touches()

    def watches_a_film(self) -> None:
        """Something plays, and nobody types."""
        self.desk.person.become("still")
        self.desk.person.film = True
        self.desk.run(seconds=self._span(60, 7200))
        self.desk.person.film = False
        self.desk.person.become("working")

    def locks(self) -> None:
        """Locks and comes back; or the one signal or the other is lost."""
        desk, signals = self.desk, self.dice.choice(["both", "both", "lock", "unlock"])
        if signals != "unlock":
            desk.does(events.Locked())
        desk.person.become("still")
        desk.run(seconds=self._span(5, 8000))
        desk.person.become("working")
        if signals != "lock":
            desk.does(events.Unlocked())
        else:
            desk.does(events.Looked())
            desk.run(seconds=self._span(5, 600))
            desk.does(events.Unlocked())  # the level was read again

    def sleeps(self) -> None:
        """Suspend and resume, seen at once."""
        self.desk.sleep(seconds=self._span(1, 60_000))

    def sleeps_unnoticed(self) -> None:
        """Suspend without any signal: the next look finds it."""
        self.desk.world.suspend(self._span(1, 60_000))
        self.desk.person.become(self.dice.choice(["working", "still", "typing"]))
        self.desk.run(seconds=self._span(1, 600))
        self.desk.touches()

    def sleeps_for_weeks(self) -> None:
        """Up to forty days."""
        self.desk.sleep(seconds=self._span(DAY_S, 40 * DAY_S))

    def spends_the_night(self) -> None:
        """The machine sleeps, is off or stays on, for seven to ten hours."""
        hours = self.dice.uniform(7, 10)
        how = self.dice.randrange(4)
        if how == 0:
            self.desk.restart(hours * 3600, reboot=True)
        elif how == 1:
            self.desk.locks(minutes=hours * 60)
        else:
            self.desk.sleep(minutes=hours * 60)

    def clock_is_set(self) -> None:
        """By seconds, hours, days or years, both ways."""
        step = self._span(0.5, 3 * 366 * DAY_S) * self.dice.choice([1, -1])
        self.desk.world.wall += timedelta(seconds=step)
        if self.dice.random() < 0.5:
            self.desk.does(events.Looked())

    def travels(self) -> None:
        """Another zone; the next look finds it."""
        self.desk.world.zone = self.dice.choice(ZONES)

    def hold_begins(self) -> None:
        """A call or the like; some say when they end."""
        name = self.dice.choice(HOLDS)
        until = None
        if self.dice.random() < 0.3:
            until = self.desk.world.wall + timedelta(seconds=self._span(60, 9000))
        self.desk.does(events.HoldPlaced(name, name, until))
        if self.dice.random() < 0.7:
            self.desk.run(seconds=self._span(10, 5400))
            self.desk.does(events.HoldLifted(name))

    def hold_ends(self) -> None:
        """All of them."""
        for name in HOLDS:
            self.desk.does(events.HoldLifted(name))

    def wishes(self) -> None:
        """Something of the menu, sensible now or not."""
        for _ in range(self.dice.choice([1, 2, 5])):
            self.desk.does(self.dice.choice(WISHES))
        self.desk.run(seconds=self._span(0.5, 60))

    def pauses_until_tomorrow(self) -> None:
        """And perhaps thinks better of it."""
        self.desk.does(events.Pause(until=tomorrow(self.desk.status.now)))
        self.desk.run(seconds=self._span(60, 7200))
        if self.dice.random() < 0.7:
            self.desk.does(events.Resume())

    def sees_a_sign(self) -> None:
        """Ticks warning signs, and takes them back."""
        self.desk.does(events.Signs("soon"))
        self.desk.run(seconds=self._span(60, 7200))
        self.desk.does(events.Signs(None))

    def changes_settings(self) -> None:
        """All of them, or one."""
        policy, new = self.desk.policy, some_policy(self.dice)
        names = ["stand_up_every_s", "posture_enabled", "hours", "away_after_s", "stand_up_at"]
        if self.dice.random() < 0.5:
            name = self.dice.choice(names)
            new = replace(policy, **{name: getattr(new, name)})
        self.desk.change(new)

    def is_killed(self) -> None:
        """kill -9 or a power cut, and a start later."""
        self.desk.restart(self._span(0.5, 20_000), reboot=self.dice.random() < 0.3)

    def is_unplugged(self) -> None:
        """A dock goes with its display, keyboard and headset, and comes again."""
        desk = self.desk
        desk.does(events.HoldPlaced("call", "call"))
        desk.unplugs(shown=self.dice.random() < 0.5)
        desk.does(events.HoldLifted("call"))
        desk.person.become(self.dice.choice(["working", "still", "typing"]))
        desk.run(seconds=self._span(1, 4000))
        desk.loses_a_screen()
        desk.plugs()
        desk.run(seconds=self._span(1, 600))
        desk.person.become("working")
        desk.touches()

    def disk_is_full(self) -> None:
        """For a while; nothing of it is lost but by a kill."""
        self.desk.journal.broken = True
        self.desk.run(seconds=self._span(60, 3600))
        self.desk.journal.broken = False
        self.desk.does(events.RateBack("light"))
        assert self.desk.runner.problem is None

    def nothing_can_be_shown(self) -> None:
        """The next window fails; what failed is not open."""
        self.desk.window.failing = StoreError
        self.desk.run(seconds=self._span(60, 3600))
        self.desk.window.failing = None


_CHANCES: dict[Callable[[Life], None], float] = {
    Life.works: 30,
    Life.types: 6,
    Life.works_unseen: 2,
    Life.leaves: 6,
    Life.watches_a_film: 1,
    Life.locks: 5,
    Life.sleeps: 3,
    Life.sleeps_unnoticed: 2,
    Life.sleeps_for_weeks: 0.1,
    Life.spends_the_night: 3,
    Life.clock_is_set: 2,
    Life.travels: 2,
    Life.hold_begins: 4,
    Life.hold_ends: 2,
    Life.wishes: 10,
    Life.pauses_until_tomorrow: 1,
    Life.sees_a_sign: 0.5,
    Life.changes_settings: 3,
    Life.is_killed: 2,
    Life.is_unplugged: 1.5,
    Life.disk_is_full: 0.5,
    Life.nothing_can_be_shown: 1,
}
_ACTS, _WEIGHTS = list(_CHANCES), list(_CHANCES.values())
