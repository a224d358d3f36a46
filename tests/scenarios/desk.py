"""A simulated desk: a person, a machine and the real engine, on a clock that jumps.

The harness is the world behind the engine's ports. Time moves from one wake-up to the next
(the engine's alarm, or the minute heartbeat); nothing sleeps. Everything observable goes into
one ledger, which a scenario compares line by line: a missing line fails, and so does an
unexpected one.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from lowback_tray.care.exercise import Library
from lowback_tray.care.library import load
from lowback_tray.engine import days, events, numbers
from lowback_tray.engine.effects import CardView, DoneView, GuideView, Notice, PromptView
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.ports import Saved, Stamp
from lowback_tray.engine.records import Record
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.engine.state import Away
from lowback_tray.engine.status import PhaseName, Status
from lowback_tray.errors import Refused, StoreError

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
HEARTBEAT_S = 60.0
TOUCHES_S = 1.5  # how long somebody who is back types before the engine believes it


@dataclass
class World:
    """The machine's clocks, which outlive the program; `zone` is where it stands."""

    steady: float = 1000.0
    suspended: float = 0.0
    wall: datetime = START
    zone: tzinfo = UTC
    boot: str = "boot-1"
    lived: float = 0.0  # seconds that really went by, awake, asleep or off

    def pass_(self, seconds: float) -> None:
        """Time goes by."""
        self.steady += seconds
        self.lived += seconds
        self.wall += timedelta(seconds=seconds)

    def suspend(self, seconds: float) -> None:
        """The machine sleeps."""
        self.suspended += seconds
        self.lived += seconds
        self.wall += timedelta(seconds=seconds)

    def reboot(self, seconds: float) -> None:
        """The machine goes off and comes up again `seconds` later."""
        self.wall += timedelta(seconds=seconds)
        self.lived += max(0.0, seconds)
        self.steady, self.suspended = 5.0, 0.0
        self.boot += "+"


class Person:
    """What the keyboard sees, and whether a film plays.

    Works (a pause each minute), types without pause, is still, or cannot be told. What they do
    goes on also while `unseen`: the source that told of it was unplugged.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.mode = "working"
        self.film = False
        self.unseen = False
        self._since = world.steady

    def become(self, mode: str) -> None:
        """Change what the person does; "still" starts the idle time now."""
        self.mode, self._since = mode, self._world.steady

    def idle_s(self) -> float | None:
        """Seconds without input, as far as anything tells."""
        return None if self.unseen else self.true_idle_s()

    def true_idle_s(self) -> float | None:
        """Seconds without input."""
        passed = self._world.steady - self._since
        match self.mode:
            case "working":
                return passed % 60.0
            case "typing":
                return 0.0
            case "still":
                return passed
        return None  # "unknown"


@dataclass
class FakeClock:
    world: World
    person: Person

    def now(self) -> Now:
        world, person = self.world, self.person
        return Now(world.steady, days.placed(world.wall, world.zone), person.idle_s(), person.film)

    def suspended_s(self) -> float:
        return self.world.suspended

    def stamp(self) -> Stamp:
        world = self.world
        return Stamp(world.boot, world.steady + world.suspended, world.wall.timestamp())


@dataclass
class FakeAlarm:
    world: World
    due: float | None = None

    def set(self, in_s: float | None) -> None:
        self.due = None if in_s is None else self.world.steady + in_s


@dataclass
class FakeJournal:
    """Keeps what a disk would keep; `broken` makes every write fail."""

    kept: Saved | None = None
    records: list[Record] = field(default_factory=list)
    broken: bool = False
    commits: int = 0

    def commit(self, state: dict[str, Any], stamp: Stamp, records: Sequence[Record]) -> None:
        if self.broken:
            raise StoreError("disk full")
        self.kept = Saved(state, stamp, stamp)
        self.records.extend(records)
        self.commits += 1

    def alive(self, stamp: Stamp) -> None:
        if self.broken:
            raise StoreError("disk full")
        if self.kept is not None:
            self.kept = Saved(self.kept.state, self.kept.stamp, stamp)

    def load(self) -> Saved | None:
        """What was kept, as it comes back from a disk."""
        if self.kept is None:
            return None
        return replace(self.kept, state=json.loads(json.dumps(self.kept.state)))


class Window:
    """The break window and every other place that shows a prompt: counts what is open."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self.prompt: PromptView | None = None
        self.guide: GuideView | None = None
        self.done: DoneView | None = None
        self.failing: type[Exception] | None = None

    def _maybe_fail(self) -> None:
        if self.failing is not None:
            failing, self.failing = self.failing, None
            raise failing("cannot be shown")

    # Prompter

    def show(self, shown: PromptView | GuideView) -> None:
        self._maybe_fail()
        if isinstance(shown, GuideView):
            self._show_step(shown)
            return
        assert self.guide is None, "a prompt over a guide"
        self.prompt = shown
        self._note(f"> ask {shown.kind}{' quietly' if shown.quiet else ''}: {shown.plan.routine}")

    def withdraw(self) -> None:
        self.prompt = None
        self._note("> stop asking")

    # Teller

    def tell(self, notice: Notice) -> None:
        self._note(f"> tell {notice.kind} {notice.number}")

    # Guide

    def open(self, guide: GuideView) -> None:
        self._maybe_fail()
        assert self.prompt is None, "a guide over a prompt"
        assert self.guide is None, "two guides"
        self.guide = guide
        self._note(f"> lead {guide.kind}: {guide.plan.routine}")

    def _show_step(self, guide: GuideView) -> None:
        assert self.guide is not None
        self.guide = guide
        how = "waits" if guide.waiting else "goes on" if guide.running else "paused"
        self._note(f"> step {guide.index + 1}/{len(guide.plan.steps)} {how}")

    def close(self, done: DoneView) -> None:
        self.guide, self.done = None, done
        self._note(f"> done: {done.ending}{', stood' if done.stood else ''}")


class AwayCard:
    """The card that asks what an absence was."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self.shown: CardView | None = None
        self.failing: type[Exception] | None = None

    def show(self, card: CardView) -> None:
        if self.failing is not None:
            raise self.failing("cannot be shown")
        assert self.shown is None, "two cards"
        self.shown = card
        self._note(f"> what were these {card.seconds:.0f}s?")

    def withdraw(self) -> None:
        self.shown = None
        self._note("> the card goes")


class Desk:
    """One working day (or as many as a scenario wants)."""

    def __init__(
        self,
        policy: Policy | None = None,
        library: Library | None = None,
        beat_s: float = HEARTBEAT_S,
    ) -> None:
        self._beat_s = beat_s
        self.world = World()
        self.person = Person(self.world)
        self.journal = FakeJournal()
        self.policy = policy or Policy()
        self.library = library or load()
        self.lines: list[str] = []
        self.watch: Callable[[Desk], None] = lambda desk: None
        self._seen = 0
        self._start = self.world.wall
        self.start_program()

    # ---- the program

    def start_program(self, *, launch: bool = True) -> None:
        """Start it (again) on whatever the journal holds."""
        self.window = Window(self._note)
        self._told: tuple[float, Status | None] = (-1.0, None)
        self.card = AwayCard(self._note)
        self.alarm = FakeAlarm(self.world)
        self.runner = Runner(
            Ports(
                FakeClock(self.world, self.person),
                self.alarm,
                self.window,
                self.window,
                self.journal,
                teller=self.window,
                card=self.card,
            ),
            self.policy,
            self.library,
            self._tell,
            numbers.STALL_S / HEARTBEAT_S * self._beat_s,
        )
        self._beat = self.world.steady + self._beat_s
        if launch:
            self.runner.launch()
        self._collect()

    def kill(self) -> None:
        """kill -9: nothing is saved on the way out."""
        self._note("kill -9")

    def restart(self, after_s: float = 5.0, *, reboot: bool = False) -> None:
        """The program is killed and comes back later."""
        self.kill()
        if reboot:
            self.world.reboot(after_s)
            self.person.become("working")
        else:
            self.world.pass_(after_s)
        self.start_program()

    # ---- time

    def run(self, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass, waking the engine when it asked to be woken."""
        end = self.world.steady + minutes * 60 + seconds
        most = 100 + 3 * (minutes * 60 + seconds)  # a guide is looked at once a second
        for looks in itertools.count():
            assert looks < most, f"it spins: {self.runner._state.phase}"
            due = min(self.alarm.due if self.alarm.due is not None else end, self._beat, end)
            self.world.pass_(max(0.0, due - self.world.steady))
            if self.world.steady >= self._beat:
                self._beat = self.world.steady + self._beat_s
                self.runner.heartbeat()
            elif self.alarm.due is not None and self.world.steady >= self.alarm.due:
                self.runner.look()
            self._collect()
            if self.world.steady >= end:
                return

    def until(self, phase: PhaseName, limit_min: float = 600) -> None:
        """Let time pass, wake-up by wake-up, until the engine is in a phase."""
        end = self.world.steady + limit_min * 60
        while self.status.phase is not phase:
            assert self.world.steady < end, f"never {phase}: {self.text()}"
            due = min(self.alarm.due if self.alarm.due is not None else end, self._beat)
            self.run(seconds=max(0.0, due - self.world.steady))

    def sleep(self, minutes: float = 0, seconds: float = 0) -> None:
        """Suspend and resume; the person touches the machine when it wakes.

        The last moment of that time is the one it takes to see that they are back.
        """
        whole = minutes * 60 + seconds
        if self.status.phase is not PhaseName.GUIDING and whole > TOUCHES_S:
            whole -= TOUCHES_S
        self.world.suspend(whole)
        self.person.become("working")
        self.runner.look()
        self._collect()
        self.touches()

    # ---- the person

    def does(self, event: events.Event) -> None:
        """The person (or a source) makes something happen."""
        try:
            self.runner.post(event)
        except Refused as refused:
            self._note(f"refused: {refused}")
        self._collect()

    def leaves(self, minutes: float = 0, seconds: float = 0) -> None:
        """The chair is empty for a while, and nobody locked the screen."""
        self.person.become("still")
        whole = minutes * 60 + seconds
        self.run(seconds=max(0.0, whole - TOUCHES_S))
        if self.status.phase is not PhaseName.AWAY:
            self.run(seconds=min(whole, TOUCHES_S))
            self.person.become("working")
        self.touches()

    def touches(self) -> None:
        """Somebody away types for a moment, which is what being back takes."""
        if not isinstance(self.runner._state.phase, Away):
            return
        self.twitches()
        self.run(seconds=TOUCHES_S)
        self.twitches()

    def twitches(self) -> None:
        """One touch of the machine, which a source notices."""
        self.person.become("working")
        self.does(events.CameBack())

    def locks(self, minutes: float = 0, seconds: float = 0) -> None:
        """Locks the screen, goes, comes back and unlocks."""
        self.does(events.Locked())
        self.person.become("still")
        self.run(minutes, seconds)
        self.person.become("working")
        self.does(events.Unlocked())

    def unplugs(self, *, shown: bool = False) -> None:
        """A dock goes: nothing tells of typing any more, and what is shown may be gone with it."""
        self.person.unseen = True
        if isinstance(self.runner._state.phase, Away):
            self.does(events.CameBack())  # as `Presence` says where nobody will tell of the return
        if shown:
            self.loses_a_screen()
        self.does(events.Looked())

    def loses_a_screen(self) -> None:
        """A display goes, and what was on it cannot be shown on another."""
        shown = {
            "prompter": self.window.prompt, "guide": self.window.guide, "card": self.card.shown,
        }  # fmt: skip
        for port, view in shown.items():
            if view is not None:
                self.does(events.PortFailed(port))

    def plugs(self) -> None:
        """It is there again, and its source knows since when nobody typed."""
        self.person.unseen = False
        self.does(events.Looked())

    def change(self, policy: Policy) -> None:
        """Change the settings."""
        self.policy = policy
        self.runner.adopt(policy)
        self._collect()

    # ---- the ledger

    @property
    def status(self) -> Status:
        return self.runner.status()

    def _tell(self, status: Status) -> None:
        self._told = self.world.steady, status

    @property
    def told(self) -> Status | None:
        """The status of this very moment, if it was published."""
        at, status = self._told
        return status if at == self.world.steady else None

    def _note(self, line: str) -> None:
        passed = int((self.world.wall - self._start).total_seconds())
        sign = "-" if passed < 0 else ""
        passed = abs(passed)
        self.lines.append(f"{sign}{passed // 60:02d}:{passed % 60:02d} {line}")

    def _collect(self) -> None:
        for record in self.journal.records[self._seen :]:
            self._note(_line(record))
        self._seen = len(self.journal.records)
        self.watch(self)

    def forget(self) -> None:
        """Start the ledger afresh, so that a scenario lists only what it is about."""
        self.lines.clear()

    def text(self) -> str:
        """The ledger as text."""
        return "\n".join(self.lines)

    def expect(self, ledger: str) -> None:
        """Compare the whole ledger since the last `expect`, both ways."""
        wanted = [line.strip() for line in ledger.strip().splitlines() if line.strip()]
        assert self.lines == wanted, "\n" + self.text()
        self.forget()

    def facts(self) -> list[str]:
        """The kinds of record so far."""
        return [record.fact.value for record in self.journal.records]


_SHOWN = ("kind", "reason", "by", "how", "tier", "on", "stood", "answer", "exercise")


def _line(record: Record) -> str:
    parts = [record.fact.value]
    for name in _SHOWN:
        value = record.details.get(name)
        if value not in (None, False):
            parts.append(name if value is True else str(value))
    seconds = record.details.get("seconds", record.details.get("absent_s"))
    if seconds:
        parts.append(f"{float(seconds):.0f}s")
    return " ".join(parts)
