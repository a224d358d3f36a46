"""What a day looked like: pure folds over the records. Totals are always derived, never kept.

    a stretch    desk time between two resets of the sitting clock. It ends with whatever reset
                 the clock (stood, completed standing, ended early after enough rest, away long
                 enough) and begins `sitting_s` before that, never before the last reset. A short
                 absence does not end it, it shortens it by what it was credited, as the clock.
                 Under a minute is not a stretch
    an occasion  one time to stand up that came to an end, asked for or not; a prompt that was
                 snoozed twice or taken back and shown again is one
    a block      a piece of the hour strip; later layers cover earlier ones:
                 sitting < away < break < off (the program did not run)

The day of anything is the local date in the offset that it was recorded with. What is known
only by its length began in the offset that the records before it have, and is split at the
midnights there: so a night of a clock change has the hours it had, and a flight books nothing
on the day it landed. What nobody recorded is left out: unknown stays unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from statistics import median

from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.engine.status import Status
from lowback_tray.history.corrections import corrected
from lowback_tray.history.stored import StoredRecord, fixed, number
from lowback_tray.history.strip import LAYERS, Block, Paint, Span, What, blocks

LONG_S = 65 * 60  # over the hour by more than the five minutes a prompt waits for a good moment
_LEAST_STRETCH_S = 60
_LEAST_OFF_S = 120  # shorter is the grain of the liveness stamp, and no rest anyway
_RESETS_AT_S = 300  # for an away record that does not say its credit
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LiveSitting:
    """The sitting clock as it runs now, or as it stood when the person left.

    Attributes:
        now: aware local time; while the person is away, that of their last sign.
        sitting_s: what the clock shows.
        standing_s: what the standing clock shows, 0 for who sits.
    """

    now: datetime
    sitting_s: float
    standing_s: float = 0.0

    @classmethod
    def of(cls, status: Status) -> LiveSitting:
        """What is not written down yet: of who is away, until they are back."""
        end = status.now if status.left_at is None else status.left_at
        return cls(end, status.sitting_s, status.standing_s or 0.0)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day; a day nothing is known about is all zeros, None and ().

    Attributes:
        day: the local date.
        stood: times the person stood by a break.
        offered: occasions to stand up that came to an end; never less than `stood`.
        taken_seated: routines finished in the seat, posture resets included.
        skipped, missed: how many of the occasions ended so.
        stretches: the sitting stretches, (start, end), the running one included.
        longest_s: the longest of them, 0 where there is none.
        usual_s: the median of the finished ones, None where there is none.
        over_60: stretches that went on well past the hour (longer than `LONG_S`).
        blocks: the hour strip, from the first to the last sitting or break; gaps are unknown.
    """

    day: date
    stood: int = 0
    offered: int = 0
    taken_seated: int = 0
    skipped: int = 0
    missed: int = 0
    stretches: tuple[tuple[datetime, datetime], ...] = ()
    longest_s: float = 0.0
    usual_s: float | None = None
    over_60: int = 0
    blocks: tuple[Block, ...] = ()


def week(
    records: Iterable[StoredRecord], last_day: date, n: int = 7, live: LiveSitting | None = None
) -> tuple[DaySummary, ...]:
    """The `n` days up to `last_day`, oldest first."""
    trace = _Trace()
    for record in corrected(list(records)):
        trace.add(record)
    if live is not None:
        trace.sits(live)
    trace.ends()
    return tuple(trace.summary(last_day - _DAY * back) for back in reversed(range(n)))


def window(last_day: date, n: int = 7) -> tuple[datetime, datetime]:
    """The `since` and `until` of all records that can say something about those days.

    Wider than the days: in any UTC offset, and with the stretches that end on a day after.
    """
    midnight = datetime.combine(last_day, time(), UTC)
    return midnight - _DAY * (n + 2), midnight + _DAY * 3


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Span
    finished: bool


class _Trace:
    """One walk through the records in order; everything is filed under its day."""

    def __init__(self) -> None:
        self._counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
        self._stretches: defaultdict[date, list[_Stretch]] = defaultdict(list)
        self._paints: defaultdict[date, list[Paint]] = defaultdict(list)
        self._number = 0
        self._resets: list[datetime] = []  # sitting seen later did not begin before these
        self._seen: list[Span] = []  # sitting before the short absences of this stretch
        self._started: dict[str, datetime] = {}  # break to its start
        self._zones: list[tuple[datetime, tzinfo | None]] = []  # since when which offset holds

    def add(self, record: StoredRecord) -> None:
        """Take one more record, in the order of time."""
        handler = _HANDLERS.get(record.fact)
        if handler is not None:
            handler(self, record)
        zone = record.at.tzinfo
        if not self._zones or self._zones[-1][1] != zone:
            self._zones.append((record.at, zone))

    def _there(self, moment: datetime) -> datetime:
        """A moment as the clocks showed it where the person was then, as far as is known."""
        known = bisect_right(self._zones, moment, key=lambda since: since[0])
        return moment.astimezone(self._zones[known - 1][1]) if known else moment

    def sits(self, live: LiveSitting) -> None:
        """The stretch that is not over yet."""
        now = fixed(live.now)
        self._sat(self._sitting(now, live.sitting_s), finished=False)
        self._worked_standing(now, live.standing_s)

    def ends(self) -> None:
        """No more records: of a stretch that nobody closed, its short absences show a part."""
        for seen in self._seen:
            self._paint(seen, "sitting")

    def summary(self, day: date) -> DaySummary:
        """What is filed under a day."""
        counts, stretches = self._counts[day], self._stretches[day]
        lengths = [one.span.seconds for one in stretches]
        finished = [one.span.seconds for one in stretches if one.finished]
        return DaySummary(
            day=day,
            stood=counts["stood"],
            offered=counts["offered"],
            taken_seated=counts["seated"],
            skipped=counts["skipped"],
            missed=counts["missed"],
            stretches=tuple((one.span.start, one.span.end) for one in stretches),
            longest_s=max(lengths, default=0.0),
            usual_s=median(finished) if finished else None,
            over_60=sum(length > LONG_S for length in lengths),
            blocks=blocks(self._paints[day]),
        )

    # ---- one handler a kind of record

    def start(self, record: StoredRecord) -> None:
        self._started[str(_break(record))] = record.at

    def finish(self, record: StoredRecord) -> None:
        """A break came to its end: completed, "just stood up", or ended early."""
        kind = record.details.get("kind")
        if record.fact == Fact.STOOD or record.details.get("stood") is True:
            self._count(record, "stood", "offered")
            self._stood(record)
            return
        if record.fact == Fact.COMPLETED:
            self._count(record, "seated")
        if kind == BreakKind.STAND_UP:
            self._count(record, "offered")

    def decline(self, record: StoredRecord) -> None:
        if record.details.get("kind") == BreakKind.STAND_UP:
            self._count(record, "offered", str(record.fact))

    def away(self, record: StoredRecord) -> None:
        seconds, credit = number(record, "seconds"), number(record, "credit")
        if credit is None:
            credit = 1.0 if seconds is None or seconds >= _RESETS_AT_S else 0.0
        self._worked_standing(record.at, number(record, "standing_s"))
        gone = Span(self._there(record.at), record.at + timedelta(seconds=seconds or 0.0))
        self._left(record, gone, resets=credit >= 1)
        self._paint(gone, "away")

    def launch(self, record: StoredRecord) -> None:
        """Nobody knows what the person did meanwhile; it counted as an absence all the same."""
        key = "seconds" if record.fact == Fact.STALLED else "absent_s"
        seconds = number(record, key) or 0.0
        if seconds < _LEAST_OFF_S:
            return
        begin = record.at - timedelta(seconds=seconds)
        self._worked_standing(begin, number(record, "standing_s"))
        gone = Span(self._there(record.at - timedelta(seconds=seconds)), record.at)
        if all(reset <= gone.start for reset in self._resets):  # not away already
            self._left(record, gone, resets=seconds >= _RESETS_AT_S)
        self._paint(gone, "off")

    def was_away(self, record: StoredRecord) -> None:
        """The person said what the absence that ends here was (see `corrections`)."""
        if record.details.get("how") in ("stood", "walked"):
            self._count(record, "stood", "offered")
            seconds = number(record, "seconds") or 0.0
            self._paint(Span(record.at - timedelta(seconds=seconds), record.at), "break")

    def stand(self, record: StoredRecord) -> None:
        """The person works on their feet from here on, which ends the sitting."""
        self._count(record, "stood", "offered")
        self._sat(self._sitting(record.at, number(record, "sitting_s") or 0.0))
        self._resets.append(record.at)

    def sit(self, record: StoredRecord) -> None:
        self._worked_standing(record.at, number(record, "standing_s"))
        self._resets.append(record.at)

    # ---- filing

    def _worked_standing(self, end: datetime, seconds: float | None) -> None:
        if seconds:
            self._paint(Span(end - timedelta(seconds=seconds), end), "standing")

    def _count(self, record: StoredRecord, *keys: str) -> None:
        self._counts[record.day].update(keys)

    def _left(self, record: StoredRecord, gone: Span, *, resets: bool) -> None:
        """The person left after sitting; a short absence does not end the stretch."""
        sitting = self._sitting(gone.start, number(record, "sitting_s") or 0.0)
        if resets:
            self._sat(sitting)
            self._resets.append(gone.end)
        else:
            self._seen.append(sitting)

    def _stood(self, record: StoredRecord) -> None:
        rested_s = number(record, "seconds") or 0.0
        started = None
        if _break(record) is not None:
            started = self._started.pop(str(_break(record)), None)
        if started is None or started > record.at:  # the latter under a clock put back
            started = record.at - timedelta(seconds=rested_s)
        rest = Span(started.astimezone(record.at.tzinfo), record.at)
        # The clock ran on through the guide, the sitting did not.
        sat_s = max(0.0, (number(record, "sitting_s") or 0.0) - rested_s)
        self._sat(self._sitting(rest.start, sat_s))
        self._resets.append(rest.end)
        self._paint(rest, "break")

    def _sitting(self, end: datetime, seconds: float) -> Span:
        """Sitting of that length, not before the last reset."""
        begin = end - timedelta(seconds=seconds)
        last = max((one for one in self._resets if one <= end), default=begin)
        return Span(self._there(max(begin, last.astimezone(end.tzinfo))), end)

    def _sat(self, span: Span, *, finished: bool = True) -> None:
        """A whole stretch, up to now or to what ended it."""
        if not span.seconds:
            return
        self._number += 1
        for day, part in span.by_day():
            if part.seconds >= _LEAST_STRETCH_S:
                self._stretches[day].append(_Stretch(part, finished))
        # All of a stretch looks alike, the parts before its short absences too.
        what: What = "long_sitting" if span.seconds > LONG_S else "sitting"
        for seen in (*self._seen, span):
            self._paint(seen, what)
        self._seen = []
        self._resets = [span.end, *(one for one in self._resets if one > span.end)]

    def _paint(self, span: Span, what: What) -> None:
        number = self._number if what in LAYERS[0] else 0
        for day, part in span.by_day():
            self._paints[day].append(Paint(part, what, number))


_HANDLERS: dict[str, Callable[[_Trace, StoredRecord], None]] = {
    Fact.STARTED: _Trace.start,
    Fact.COMPLETED: _Trace.finish,
    Fact.STOOD: _Trace.finish,
    Fact.ENDED_EARLY: _Trace.finish,
    Fact.SKIPPED: _Trace.decline,
    Fact.MISSED: _Trace.decline,
    Fact.AWAY: _Trace.away,
    Fact.LAUNCHED: _Trace.launch,
    Fact.STALLED: _Trace.launch,
    Fact.WAS_AWAY: _Trace.was_away,
    Fact.STANDING: _Trace.stand,
    Fact.SAT_DOWN: _Trace.sit,
}


def _break(record: StoredRecord) -> Detail:
    return record.details.get("break_id", record.details.get("break"))
