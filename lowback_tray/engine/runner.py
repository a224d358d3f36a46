"""The one mutable thing of the engine: a queue, run to completion on one thread.

Each round: stamp the event with the clock, call `step`, write state and records in one
transaction, carry out the effects through the ports, set one alarm, publish what is new. An
effect that fails becomes an event, so that falling back is decided in the pure part. A write
that fails loses nothing: the records are kept and written with the next transition.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lowback_tray.care.exercise import Library
from lowback_tray.engine import effects, events, numbers, ports, preview, saving
from lowback_tray.engine.moment import Now
from lowback_tray.engine.policy import Policy
from lowback_tray.engine.records import Record
from lowback_tray.engine.state import first_state
from lowback_tray.engine.status import Status
from lowback_tray.engine.step import Outcome, step
from lowback_tray.engine.view import status_of
from lowback_tray.errors import LowbackError, Refused, StoreError
from lowback_tray.i18n import tr

_log = logging.getLogger(__name__)

# Less growth than this between two looks is jitter of the two clocks, not a suspend.
_SLEPT_S = 1.5

# Without news the status is published this often: everything shown counts in minutes.
_TELL_S = 30.0


@dataclass(frozen=True, slots=True)
class Ports:
    """The doors to the world, by the names the engine knows them by."""

    clock: ports.Clock
    alarm: ports.Alarm
    prompter: ports.Prompter
    guide: ports.Guide
    journal: ports.Journal
    teller: ports.Teller
    card: ports.Card


def _untold(records: Sequence[Record]) -> None:
    """Where nobody else wants to know."""


class Runner:
    """Runs the engine.

    Args:
        doors: the world.
        policy: how the person likes it.
        library: the content that plans are made of.
        publish: called with the new status after every round that has news; while a guide just
            runs on, which is looked at every second, twice a minute.
        stall_s: a gap this long between two looks means that the program stood still.
        tell: called with what was written down, after it has taken effect.

    Attributes:
        problem: why the last write failed, None while all is written.
        launch_problem: why the saved state could not be taken up, None when it was.
    """

    def __init__(
        self,
        doors: Ports,
        policy: Policy,
        library: Library,
        publish: Callable[[Status], None],
        stall_s: float = numbers.STALL_S,
        tell: Callable[[Sequence[Record]], None] = _untold,
    ) -> None:
        self._doors = doors
        self._policy = policy
        self._library = library
        self._publish = publish
        self._tell = tell
        self._queue: deque[events.Event] = deque()
        self._busy = False
        self._unwritten: list[Record] = []
        self._state = first_state(doors.clock.now().steady)
        self._suspended_s = doors.clock.suspended_s()
        self._stall_s = stall_s
        self._looked_at: float | None = None
        self._told_at = 0.0
        self.problem: str | None = None
        self.launch_problem: str | None = None

    def launch(self) -> None:
        """Take up the saved state where it was left and begin.

        What of a state cannot be read or makes no sense is left out; the engine says so, and
        starts afresh where nothing is left.
        """
        clock = self._doors.clock
        absent_s, now = 0.0, clock.now()
        try:
            saved = self._doors.journal.load()
            if saved is not None:
                lived_s = saved.alive.seconds_since(saved.stamp)
                self._state, lost = saving.restore(saved.state, now.steady - lived_s)
                absent_s = clock.stamp().seconds_since(saved.alive)
                self._note_lost(lost, now)
        except StoreError as error:
            self._count_breaks_anew(now)
            self.launch_problem = tr("The sitting clock starts afresh: {problem}").format(
                problem=error
            )
        self.post(events.Launched(absent_s))

    def _note_lost(self, lost: Mapping[str, str], now: Now) -> None:
        if not lost:
            return
        for name, why in lost.items():
            _log.warning("left out of the saved state: %s (%s)", name, why)
        parts = ", ".join(lost)
        self.launch_problem = tr(
            "The saved state was damaged; the rest of it holds. Left out: {parts}"
        ).format(parts=parts)
        if "next_break" in lost:
            self._count_breaks_anew(now)

    def _count_breaks_anew(self, now: Now) -> None:
        """From a number that no break in the history can have: nobody takes one a minute."""
        self._state = replace(self._state, next_break=max(1, int(now.wall.timestamp()) // 60))

    def post(self, event: events.Event) -> None:
        """Let something happen.

        Raises:
            Refused: the event was a wish that makes no sense now. Only for the caller whose
                event it was; an event posted from within a round waits its turn silently.
        """
        self._queue.append(event)
        if self._busy:
            return
        refused: str | None = None
        self._busy = True
        try:
            while self._queue:
                current = self._queue.popleft()
                outcome = self._round(current)
                if current is event:
                    refused = outcome.refused
        finally:
            self._busy = False
        if refused is not None:
            raise Refused(tr(refused))

    def look(self) -> None:
        """Look at the clocks: what alarms and the heartbeat call."""
        self.post(events.Looked())

    def heartbeat(self) -> None:
        """Look, and leave a sign of life."""
        self.look()
        try:
            self._doors.journal.alive(self._doors.clock.stamp())
        except StoreError as error:
            self.problem = str(error)

    def adopt(self, policy: Policy) -> None:
        """Go on under new settings; what has been counted stays counted."""
        self._policy = policy
        self.post(events.PolicyChanged())

    def save(self) -> None:
        """Write the present state down: before the end, and before a suspend."""
        self._commit([])
        self._doors.journal.alive(self._doors.clock.stamp())

    def forget(self) -> None:
        """Begin as a program that has never run; nothing of what was known stays.

        But for what the desktop tells: the screen is still locked, the call still on, and their
        sources speak up only when that changes.

        Raises:
            Refused: a break is under way; it has to end first.
        """
        now = self._doors.clock.now()
        if self.status().guide is not None:
            raise Refused(tr("A break is under way; end it first"))
        for effect in (effects.WithdrawPrompt(), effects.WithdrawCard()):
            self._carry_out(effect)
        present = self._state
        self._state = replace(first_state(now.steady), locked=present.locked, holds=present.holds)
        self._unwritten = []
        self.save()
        self.post(events.PolicyChanged())

    def preview(self, end: datetime) -> tuple[preview.Planned, ...]:
        """What would come until `end` if the person stayed and took every break."""
        now = self._doors.clock.now()
        state = saving.decode(saving.encode(self._state, now.steady), 0.0)
        return preview.day(self._policy, self._library, now.wall, end, state)

    def status(self) -> Status:
        """The present, also for somebody who asks after a suspend and before the next look."""
        now, state, slept_s = self._doors.clock.now(), self._state, self._slept_s()
        if slept_s >= _SLEPT_S:
            state = step(state, events.Slept(slept_s), now, self._policy, self._library).state
        return status_of(state, now, self._policy, self._library)

    # ---- one round

    def _round(self, event: events.Event) -> Outcome:
        now = self._doors.clock.now()
        self._notice_suspend(now)
        self._notice_stall(now)
        outcome = self._step(event, now)
        if outcome.news or not 0 <= now.steady - self._told_at < _TELL_S:
            self._told_at = now.steady
            self._publish(status_of(self._state, now, self._policy, self._library))
        return outcome

    def _step(self, event: events.Event, now: Now) -> Outcome:
        outcome = step(self._state, event, now, self._policy, self._library)
        self._state = outcome.state
        if outcome.durable or self._unwritten:
            self._commit(list(outcome.records))
        for effect in outcome.effects:
            self._carry_out(effect)
        if outcome.records:
            self._tell(outcome.records)
        wake_at = outcome.wake_at
        self._doors.alarm.set(None if wake_at is None else max(0.0, wake_at - now.steady))
        return outcome

    def _notice_suspend(self, now: Now) -> None:
        """The machine may have slept since the last look, signal or no signal."""
        slept_s = self._slept_s()
        if slept_s >= _SLEPT_S:
            self._suspended_s += slept_s
            self._step(events.Slept(slept_s), now)

    def _slept_s(self) -> float:
        """Suspended seconds that the engine does not know of yet."""
        return self._doors.clock.suspended_s() - self._suspended_s

    def _notice_stall(self, now: Now) -> None:
        """Somebody looks every minute at least; a long gap without a suspend is none of ours."""
        before, self._looked_at = self._looked_at, now.steady
        if before is not None and now.steady - before >= self._stall_s:
            self._step(events.Stalled(now.steady - before), now)

    def _commit(self, records: list[Record]) -> None:
        clock = self._doors.clock
        self._unwritten.extend(records)
        try:
            self._doors.journal.commit(
                saving.encode(self._state, clock.now().steady), clock.stamp(), self._unwritten
            )
        except StoreError as error:
            self.problem = str(error)
            return
        self._unwritten = []
        self.problem = None

    def _carry_out(self, effect: effects.Effect) -> None:
        port = "guide"
        try:
            match effect:
                case effects.ShowPrompt():
                    port = "prompter"
                    self._doors.prompter.show(effect.prompt)
                case effects.WithdrawPrompt():
                    port = "prompter"
                    self._doors.prompter.withdraw()
                case effects.Tell():
                    port = "teller"
                    self._doors.teller.tell(effect.notice)
                case effects.ShowCard():
                    port = "card"
                    self._doors.card.show(effect.card)
                case effects.WithdrawCard():
                    port = "card"
                    self._doors.card.withdraw()
                case effects.OpenGuide():
                    self._doors.guide.open(effect.guide)
                case effects.ShowStep():
                    self._doors.guide.show(effect.guide)
                case _:
                    self._doors.guide.close(effect.done)
        except LowbackError as error:
            _log.warning("what the %s should do failed: %s", port, error)
            self._queue.append(events.PortFailed(port))
