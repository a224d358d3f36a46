"""The promises of the product, held against a simulated desk at every look of the engine.

The watcher knows nothing of how the engine works: it reads what the person can see (the status
and the windows), what is written down, and the phase, and does its own accounting of seconds.
The Hypothesis machine, the random days, the soak and the mutants all use this one.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from math import inf

from lowback_tray.engine import saving
from lowback_tray.engine.events import Looked
from lowback_tray.engine.records import Fact, Record
from lowback_tray.engine.state import Away, Guiding, Phase, Prompting, Sitting, Snoozed, State
from lowback_tray.engine.status import Status
from lowback_tray.engine.step import step
from lowback_tray.history.stats import week
from lowback_tray.history.stored import fixed, from_row, keep, to_row
from tests.scenarios.desk import Desk, FakeClock

GRACE_S, MINUTE_S, DAY_S = 60.0, 60.0, 86_400.0
LONGEST_QUESTION_S = {"stand-up": 180.0, "posture-reset": 120.0, "care": 120.0, "switch": 120.0}
LONGEST_SNOOZE_S = 7200.0
LONGEST_PAUSE_S = 7 * DAY_S  # and "until tomorrow", also when the clock is then put back
LONGEST_TYPING_WAIT_S = 300.0
LONGEST_OWED_WAIT_S = 60.0
FORGOTTEN_GUIDE_S = 600.0
LONGEST_CARD_S = 120.0
ROUNDING_S = 0.01
DOZE_S = 1.5  # a suspend shorter than this is taken for jitter between two clocks
BREAKS = {Fact.COMPLETED, Fact.STOOD, Fact.ENDED_EARLY}
ABSENCES = {Fact.AWAY, Fact.LAUNCHED, Fact.STALLED}
CLOSES_A_QUESTION = {Fact.SNOOZED, Fact.WITHDRAWN, Fact.SKIPPED, Fact.MISSED, Fact.STARTED}
# What can be written down while the sitting clock just runs on.
RUNS_ON = CLOSES_A_QUESTION | {
    Fact.PROMPTED, Fact.SWALLOWED, Fact.HELD, Fact.PAUSED, Fact.RESUMED, Fact.OFF_SCREEN,
    Fact.FEEL, Fact.FLARE_UP, Fact.SIGNS, Fact.EXERCISED, Fact.HURT, Fact.HIDDEN, Fact.UNHIDDEN,
    Fact.TIP, Fact.BACK_FEELING, Fact.CHECK_IN, Fact.ENOUGH, Fact.CHANGE_ASKED,
    Fact.CHANGE_ANSWERED,
}  # fmt: skip


def credit(seconds: float) -> float:
    """The product's table: nothing at 2 min, all of it at 5."""
    return min(1.0, max(0.0, (seconds - 120.0) / 180.0))


def ended(records: list[Record]) -> Counter[int]:
    """How often each guide ended."""
    return Counter(
        int(str(one.details["break_id"]))
        for one in records
        if one.fact in BREAKS and one.details["break_id"] is not None
    )


class Promises:
    """Watches one desk from now on; every broken promise is an AssertionError.

    Args:
        desk: the desk; its `watch` is taken.
        thorough: also save and load the state at every look, which costs most of the time.
    """

    def __init__(self, desk: Desk, *, thorough: bool = True) -> None:
        self.desk = desk
        self._thorough = thorough
        self._read = 0
        self._late = False
        self._asked: str | None = None  # the kind of the question that the records have open
        self._stood: Counter[date] = Counter()
        self._guides: Counter[int] = Counter()
        self._started = 0
        self._declined = 0
        self._absences: list[tuple[Record, float]] = []  # each with the boot time of its end
        self._boot_id = desk.world.boot
        self._begin()
        desk.watch = self.check

    def _begin(self) -> None:
        """The program has just come to life."""
        desk = self.desk
        if desk.world.boot != self._boot_id:  # its clocks say nothing of what was before
            self._boot_id = desk.world.boot
            self._absences = [(one, -inf) for one, _ in self._absences]
        self._window = desk.window
        self._phase: Phase | None = None
        self._returned_at = desk.world.steady
        self._opened_at: float | None = None
        self._steady, self._lived = desk.world.steady, self.desk.world.lived
        self._suspended = desk.world.suspended
        self._sitting_s: float | None = None
        self._sat: tuple[float, float] | None = None  # sitting and boot time when last at the desk
        self._left_after: float | None = None  # boot time of the last sign of the person
        self._paused: tuple[Guiding, float] | None = None  # a guide, and boot time of its pause
        self._pause_end: tuple[datetime, datetime] | None = None  # of the person's; as of when
        self._held: str | None = None  # the kind of what a hold keeps back, or has kept back
        self._free_at: float | None = None  # since when only typing does

    # ---- at every look

    def check(self, desk: Desk) -> None:
        """Everything that must hold now."""
        if desk.window is not self._window:
            self._begin()
        if desk.runner._slept_s() >= DOZE_S:
            return  # the engine has yet to look at what the machine slept
        state, status = desk.runner._state, desk.told or desk.status
        news = desk.journal.records[self._read :]
        self._read += len(news)
        self._follow_the_person(state)
        self._one_thing_at_a_time(state, status)
        self._nothing_is_negative(status)
        self._a_paused_guide_rests_nobody(state, news)
        self._only_the_person_shortens_a_pause(status, news)
        self._records_tell_a_story(state, news)
        self._no_second_is_lost(state, status, news)
        if state.at == desk.world.steady:  # it has looked just now
            self._nothing_opens_wrongly(state, status)
            self._what_is_due_says_why_it_waits(state, status)
            self._what_was_held_back_comes_soon(state, status, news)
            self._everything_ends(state, status)
            self._somebody_will_look_in_time(state, status)
            if self._thorough:
                self._saved_it_is_the_same(state)
                self._looking_twice_changes_nothing(state)
        self._remember(state, status)

    def _follow_the_person(self, state: State) -> None:
        if isinstance(self._phase, Away) and not isinstance(state.phase, Away):
            self._returned_at = self.desk.world.steady

    def _one_thing_at_a_time(self, state: State, status: Status) -> None:
        window = self.desk.window
        assert window.prompt is None or window.guide is None, "a prompt over a guide"
        assert (window.prompt is not None) == isinstance(state.phase, Prompting), state.phase
        assert (window.guide is not None) == isinstance(state.phase, Guiding), state.phase
        if self.desk.card.shown is not None:
            self._a_card_is_in_nobodys_way(state, status)

    def _a_card_is_in_nobodys_way(self, state: State, status: Status) -> None:
        steady = self.desk.world.steady
        assert isinstance(state.phase, Sitting), "a card over something else"
        assert not state.locked, "a card on a locked screen"
        assert state.pause is None, "a card in a pause"
        assert state.back is not None
        assert state.back.open_until_at is not None, "a card that nothing takes back"
        assert steady - self._returned_at >= GRACE_S - ROUNDING_S, "a card just after a return"
        if state.at == steady:
            assert not status.holds, f"a card under {status.holds}"
            assert steady < state.back.open_until_at <= steady + LONGEST_CARD_S

    def _nothing_opens_wrongly(self, state: State, status: Status) -> None:
        steady = self.desk.world.steady
        if not isinstance(state.phase, Prompting):
            self._opened_at = None
            return
        before = self._phase
        if isinstance(before, Prompting) and before.expires_at != state.phase.expires_at:
            self._opened_at = None  # another one, though no record could be written
        if self._opened_at is None:
            self._opened_at = steady
            since = steady - self._returned_at
            assert since >= GRACE_S - ROUNDING_S, f"opened {since} s after coming back"
        # Open, nothing may hold it back: lock, pause, call, hours, warning signs.
        assert not state.locked, "a prompt on a locked screen"
        assert state.pause is None, "a prompt in a pause"
        assert state.body.signs is None, "a prompt in spite of warning signs"
        assert not state.holds, f"a prompt in spite of {state.holds}"
        assert not status.holds, f"a prompt under {status.holds}"
        if isinstance(self._phase, Sitting | Snoozed) and not state.phase.quiet:
            idle = self.desk.person.idle_s()
            just_opened = steady == self._opened_at
            assert not just_opened or idle is None or idle >= 2.5 - ROUNDING_S, "mid-sentence"

    def _nothing_is_negative(self, status: Status) -> None:
        assert status.sitting_s >= 0
        assert 0 <= status.ring <= 1
        assert status.next is None or status.next.in_s >= 0
        assert status.guide is None or status.guide.left_s >= 0

    def _what_is_due_says_why_it_waits(self, state: State, status: Status) -> None:
        phase = state.phase
        if isinstance(phase, Snoozed):
            assert status.snoozed_until is not None
        if not isinstance(phase, Sitting):
            return
        if phase.due is not None:
            assert status.holds, f"due, not open and no reason: {phase.due}"
        elif status.next is not None:
            assert status.next.in_s > 0, "due and nobody noticed"

    def _what_was_held_back_comes_soon(
        self, state: State, status: Status, news: list[Record]
    ) -> None:
        """Once the last reason to wait has ended, typing keeps it back for a minute only."""
        phase, steady = state.phase, self.desk.world.steady
        due = phase.due if isinstance(phase, Sitting) else None
        # A window that could not be shown has asked as well, and is tried again in its own time.
        settled = {record.fact for record in news} & {*ABSENCES, Fact.PROMPTED}
        if due is None or settled or (self._held is not None and self._held != due.kind):
            self._held = self._free_at = None
        if due is None:
            return
        names = {hold.name for hold in status.holds}
        if names - {"typing", "just_back"}:
            self._held, self._free_at = str(due.kind), None
        elif "just_back" in names:
            self._free_at = None
        elif self._held is not None:
            self._free_at = steady if self._free_at is None else self._free_at
            late = steady - self._free_at - LONGEST_OWED_WAIT_S
            assert late < ROUNDING_S, "what was held back waits for more than a minute"

    def _everything_ends(self, state: State, status: Status) -> None:
        steady, phase, pause = self.desk.world.steady, state.phase, state.pause
        if isinstance(phase, Prompting):
            assert self._opened_at is not None
            assert phase.expires_at > steady, "a question after its time"
            longest = LONGEST_QUESTION_S[phase.due.kind]
            assert phase.expires_at <= self._opened_at + longest + ROUNDING_S
        elif isinstance(phase, Snoozed):
            assert steady < phase.until_at <= steady + LONGEST_SNOOZE_S
        elif isinstance(phase, Guiding) and phase.paused_at is not None:
            assert steady - phase.paused_at < FORGOTTEN_GUIDE_S
        elif isinstance(phase, Sitting) and phase.due and phase.due.ready_at is not None:
            assert steady - phase.due.ready_at < LONGEST_TYPING_WAIT_S
        if pause is not None:
            assert status.pause_until is not None, "a pause without an end"
            assert status.pause_until > status.now
            assert status.pause_until - status.now <= timedelta(seconds=LONGEST_PAUSE_S + 1)

    def _somebody_will_look_in_time(self, state: State, status: Status) -> None:
        steady, due = self.desk.world.steady, self.desk.alarm.due
        assert due is None or due > steady, "a look that does not pass the time"
        if isinstance(state.phase, Prompting):
            assert due is not None
            assert due <= state.phase.expires_at + ROUNDING_S
        elif isinstance(state.phase, Snoozed):
            assert due is not None
            assert due <= state.phase.until_at + ROUNDING_S
        elif isinstance(state.phase, Guiding):
            assert due is not None
        elif isinstance(state.phase, Sitting) and state.phase.due is None and status.next:
            assert due is not None
            assert due <= steady + status.next.in_s + 1.0, "the next prompt would be late"
        elif isinstance(state.phase, Sitting) and state.phase.due and state.phase.due.ready_at:
            assert due is not None
            assert due <= steady + LONGEST_TYPING_WAIT_S

    def _a_paused_guide_rests_nobody(self, state: State, news: list[Record]) -> None:
        """Its clock stands still, whatever becomes of it, and nobody waits for it for ever."""
        if self._paused is None:
            return
        guide, since = self._paused
        phase, lived = state.phase, self.desk.world.lived
        for one in news:
            if one.fact in BREAKS and one.details["break_id"] == guide.break_id:
                assert one.details["seconds"] == guide.rested_s, "what was paused was done"
        if isinstance(phase, Guiding) and phase.paused_at is not None:
            assert phase.rested_s == guide.rested_s, "the clock of a paused guide ran"
            if state.at == self.desk.world.steady:
                assert lived - since < FORGOTTEN_GUIDE_S + DOZE_S, "a forgotten guide"

    def _only_the_person_shortens_a_pause(self, status: Status, news: list[Record]) -> None:
        """Ten minutes off the screen within an hour's pause leave the hour."""
        before, self._pause_end = self._pause_end, None
        facts = {record.fact for record in news}
        if before is not None and before[1] == status.now and Fact.OFF_SCREEN in facts:
            assert status.pause_until is not None, "off the screen, and no pause"
            assert status.pause_until >= before[0] - timedelta(seconds=ROUNDING_S), "shorter"
        if status.pause_until is not None:
            self._pause_end = status.pause_until, status.now

    # ---- what is written down

    def _records_tell_a_story(self, state: State, news: list[Record]) -> None:
        for record in news:
            self._read_one(record)
        desk = self.desk
        if desk.runner._unwritten:
            return
        assert (self._asked is not None) == isinstance(state.phase, Prompting)
        open_now = isinstance(state.phase, Guiding)
        assert sum(self._guides.values()) == self._started - open_now
        assert all(count == 1 for count in self._guides.values()), "a guide that ended twice"

    def _read_one(self, record: Record) -> None:
        fact, kind = record.fact, record.details.get("kind")
        if fact is Fact.PROMPTED:
            assert self._asked is None, "asked while it was asking"
            self._asked, self._opened_at = str(kind), None
        elif fact in (Fact.MISSED, Fact.WITHDRAWN):
            assert self._asked == kind, f"{fact} without having asked"
        if fact in CLOSES_A_QUESTION or fact is Fact.STOOD:
            self._asked = None
        if fact in ABSENCES:
            self._absences.append((record, self.desk.world.lived))
        if fact is Fact.WAS_AWAY and record.details["how"] in ("stood", "walked"):
            self._stood[self._returned_on(record)] += 1
        if fact is Fact.STANDING:
            self._stood[record.at.date()] += 1
            self._asked = self._asked if self._asked == "care" else None
        if fact is Fact.SAT_DOWN and self._asked == "switch":
            self._asked = None
        self._started += fact is Fact.STARTED
        self._count_declined(record)
        self._guides += ended([record])
        if fact is Fact.STOOD or (fact in BREAKS and record.details["stood"]):
            self._stood[record.at.date()] += 1
        if fact in BREAKS and record.details["break_id"] is not None:
            assert fact is Fact.STOOD or record.details["stood"] in (True, False)

    def _count_declined(self, record: Record) -> None:
        """Stand-ups declined in a row: whoever was on their feet since has declined none."""
        fact, details = record.fact, record.details
        if fact in (Fact.SKIPPED, Fact.MISSED) and details["kind"] == "stand-up":
            self._declined += 1
        elif fact is Fact.CHANGE_ASKED:
            assert details["times"] == self._declined, "asked about others than were declined"
        elif (
            fact in (Fact.STOOD, Fact.STANDING, Fact.CHANGE_ANSWERED)
            or (fact in BREAKS and details["stood"])
            or (fact is Fact.COMPLETED and details["kind"] == "stand-up")
            or (fact is Fact.WAS_AWAY and details["how"] in ("stood", "walked"))
        ):
            self._declined = 0

    def _meant(self, answer: Record) -> tuple[Record, float, float]:
        """The absence that an answer speaks of, its seconds, and the boot time of its end."""
        for absence, back_at in reversed(self._absences):
            key = "absent_s" if absence.fact is Fact.LAUNCHED else "seconds"
            if absence.details[key] == answer.details["seconds"]:
                return absence, float(absence.details[key] or 0.0), back_at
        raise AssertionError("an answer about no absence")

    def _returned_on(self, answer: Record) -> date:
        """The local day on which that absence ended."""
        absence, seconds, _ = self._meant(answer)
        later = seconds if absence.fact is Fact.AWAY else 0.0
        moment = fixed(absence.at) + timedelta(seconds=later)
        return moment.astimezone(fixed(answer.at).tzinfo).date()

    # ---- seconds

    def _no_second_is_lost(self, state: State, status: Status, news: list[Record]) -> None:
        before, now = self._sitting_s, status.sitting_s
        late, self._late = self._late, bool(self.desk.runner._unwritten)
        if late or self._late:  # the disk was full: what happened is not in the records yet
            return
        told = [record for record in news if record.fact is Fact.WAS_AWAY]
        if told:
            # As if they had sat all the while, and no longer.
            most = self._could_have_sat(told[-1]) + ROUNDING_S
            assert now <= most, f"{now} s of sitting in {most} s, as they say"
            # Who is away again by now, for less than two minutes, turns out to have sat on.
            sat = most if isinstance(state.phase, Away) else now
            self._sat = sat, self.desk.world.lived
        elif self._sat is not None:
            most = self._sat[0] + self.desk.world.lived - self._sat[1]
            assert now <= most + DOZE_S, f"{now} s of sitting in {most} s"
        if before is None:
            return
        for away in (record for record in news if record.fact is Fact.AWAY):
            self._absence_is_true(away, now, [record.fact for record in news])
        if {record.fact for record in news} - RUNS_ON - {Fact.EXERCISE_DONE, Fact.EXERCISE_SKIPPED}:
            return
        slept = self.desk.world.suspended - self._suspended
        if isinstance(self._phase, Away) and isinstance(state.phase, Away):
            assert now == before, "the clock ran on while nobody sat"
        elif not isinstance(self._phase, Away) and not isinstance(state.phase, Away) and not slept:
            if status.standing_s is not None:
                assert now == 0, "who stands does not sit"
                return
            steady = self.desk.world.steady - self._steady
            assert abs(now - before - steady) < ROUNDING_S, "sitting was lost"

    def _could_have_sat(self, answer: Record) -> float:
        """The sitting clock at its highest: from what it showed before the absence."""
        absence, seconds, back_at = self._meant(answer)
        before = float(absence.details["sitting_s"] or 0.0)
        return before + seconds + self.desk.world.lived - back_at + DOZE_S

    def _absence_is_true(self, away: Record, now: float, facts: list[Fact]) -> None:
        seconds = float(away.details["seconds"] or 0.0)
        before = float(away.details["sitting_s"] or 0.0)
        share = credit(seconds)
        assert abs(float(away.details["credit"] or 0.0) - share) < ROUNDING_S
        if self._left_after is not None:
            most = self.desk.world.lived - self._left_after
            assert seconds <= most + DOZE_S, f"{seconds} s away in {most} s"
        if set(facts) <= RUNS_ON | {Fact.AWAY, Fact.BACK}:
            stood = "standing_s" in away.details  # who stood is back in the seat, and rested
            expected = 0.0 if stood else (before + min(seconds, 120.0)) * (1 - share)
            assert abs(now - expected) < ROUNDING_S, f"{now} after {seconds} s, not {expected}"

    def _remember(self, state: State, status: Status) -> None:
        desk = self.desk
        self._phase, self._sitting_s = state.phase, status.sitting_s
        if not (isinstance(state.phase, Guiding) and state.phase.paused_at is not None):
            self._paused = None
        elif self._paused is None or self._paused[0].paused_at != state.phase.paused_at:
            self._paused = state.phase, desk.world.lived
        self._steady, self._lived = desk.world.steady, self.desk.world.lived
        if state.at != desk.world.steady:  # time has passed, and nobody has looked yet
            return
        self._suspended = desk.world.suspended
        if not isinstance(state.phase, Away):
            self._sat = status.sitting_s, self._lived
            self._left_after = self._lived - (desk.person.true_idle_s() or 0.0)

    # ---- the state

    def _saved_it_is_the_same(self, state: State) -> None:
        steady = self.desk.world.steady
        data = saving.encode(state, steady)
        kept = json.loads(json.dumps(data))
        assert saving.encode(saving.decode(kept, steady), steady) == data

    def _looking_twice_changes_nothing(self, state: State) -> None:
        desk = self.desk
        now = FakeClock(desk.world, desk.person).now()
        again = step(state, Looked(), now, desk.policy, desk.library)
        assert (again.records, again.effects) == ((), ()), "looking again did something"
        assert again.state.phase == state.phase or isinstance(state.phase, Guiding)

    # ---- at the end of a day

    def add_up(self) -> None:
        """The statistics say what was written down, each day by itself."""
        if not self._stood:
            return
        stored = [from_row(to_row(keep(record))) for record in self.desk.journal.records]
        last = max(self._stood)
        length = (last - min(self._stood)).days + 1
        if length > 400:  # the clock was set years away: no statistics are looked at like that
            return
        days = week(stored, last, length)
        assert {one.day: one.stood for one in days if one.stood} == dict(self._stood)
        assert all(one.stood <= one.offered for one in days)
