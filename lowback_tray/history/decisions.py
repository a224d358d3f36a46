"""Why something was asked, held back, put off or credited: decisions, folded from the log.

Each decision says what was decided, why, what follows, and which setting would change it, so
that "why" can be answered for yesterday too, and by a program that was restarted since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Fact
from lowback_tray.history import report
from lowback_tray.history.stored import StoredRecord
from lowback_tray.i18n import mark, tr

MOST = 50
Group: TypeAlias = Literal["prompts", "quiet", "breaks"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, in words of the language in force.

    Attributes:
        at: when, aware local time.
        what: what was decided.
        why: the reason.
        then: what follows.
        setting: key of the setting that would change it, None where none would.
        group: "prompts" (asked), "quiet" (kept quiet) or "breaks" (what counted as rest).
    """

    at: datetime
    what: str
    why: str
    then: str
    setting: str | None
    group: Group = "prompts"

    def data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "at": self.at.isoformat(), "what": self.what, "why": self.why, "then": self.then,
            "setting": self.setting, "group": self.group,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    why: Callable[[StoredRecord], str]
    then: str | Callable[[StoredRecord], str]
    setting: Callable[[StoredRecord], str | None]
    group: Group = "prompts"


def _is_stand_up(record: StoredRecord) -> bool:
    return record.details.get("kind") == "stand-up"


def _is_evening(record: StoredRecord) -> bool:
    return record.details.get("kind") == BreakKind.CARE  # the only prompt for a care session


def _worked_standing(record: StoredRecord) -> bool:
    """Whether it was the standing clock that a break ended or cut short."""
    details = record.details  # an earlier version wrote no length
    return "standing_s" in details or details.get("kind") == BreakKind.SWITCH


def _interval(record: StoredRecord) -> str:
    if record.details.get("by_clock"):
        return "stand_up.at"
    if _is_evening(record):
        return "evening.time"
    if record.details.get("kind") == BreakKind.SWITCH:
        return "standing.limit_min"
    return "stand_up.interval_min" if _is_stand_up(record) else "posture_reset.after_min"


def _stand_up_interval(record: StoredRecord) -> str:
    return "stand_up.at" if record.details.get("by_clock") else "stand_up.interval_min"


def _unanswered(record: StoredRecord) -> str:
    """Only a stand-up comes again until it was put off as often as that allows."""
    return "snooze.limit" if _is_stand_up(record) else _interval(record)


def _why_asked(record: StoredRecord) -> str:
    said = tr("It was the time you set for the evening") if _is_evening(record) else _sat(record)
    if record.details.get("quiet"):
        return said + " · " + tr("you went on typing, so it came quietly")
    return said


def _sat(record: StoredRecord) -> str:
    standing = record.details.get("kind") == BreakKind.SWITCH
    seconds = record.details.get("standing_s" if standing else "sitting_s")
    length = report.duration(float(seconds)) if isinstance(seconds, int | float) else "?"
    if record.details.get("by_clock"):
        return tr("It was one of your times; you had been sitting for {time}").format(time=length)
    if standing:
        return tr("You had been standing for {time}").format(time=length)
    return tr("You had been sitting for {time}").format(time=length)


def _reason(record: StoredRecord) -> str:
    return report.reason(record)


def _snoozed(record: StoredRecord) -> str:
    by_time = record.details.get("by") == "time"
    return tr("Nobody answered") if by_time else tr("You asked for it")


def _credit(record: StoredRecord) -> str:
    share = record.details.get("credit")
    percent = round(float(share) * 100) if isinstance(share, int | float) else 0
    return tr("The absence counts as {percent} % of a rest").format(percent=percent)


def _stalled(record: StoredRecord) -> str:
    return tr("Nobody can tell who was there.") + " " + _credit(record)


def _rest(record: StoredRecord) -> str:
    if record.details.get("stood"):
        return tr("You were on your feet, so the sitting clock begins at zero")
    if _worked_standing(record):
        return _rest_of_who_stood(record)
    on_feet = record.details.get("standing")
    if on_feet is None:  # written by an earlier version
        on_feet = record.fact == Fact.ENDED_EARLY
    if on_feet:
        return tr("Not on your feet for long enough, so the sitting clock runs on")
    return tr("In the seat, so the sitting clock runs on")


def _rest_of_who_stood(record: StoredRecord) -> str:
    if record.fact == Fact.COMPLETED:
        return tr("After a break you sit, unless you say otherwise")
    return tr("Ended soon, so the standing clock runs on")


def _next_one(record: StoredRecord) -> str:
    if record.details.get("by_clock"):
        return tr("The next one at the next of your times")
    return tr("The next one a full interval later")


def _declined(record: StoredRecord) -> str:
    if _is_evening(record):
        return tr("Once a day, so the next one tomorrow")
    return _next_one(record)


def _swallowed(record: StoredRecord) -> str:
    if _is_evening(record):
        return tr("A stand-up fell due while it waited")
    return tr("A stand-up was less than five minutes away")


def _after_it(record: StoredRecord) -> str:
    moved = _is_stand_up(record) or _worked_standing(record)
    if record.details.get("stood") or moved:
        return _next_one(record)
    return tr("The next stand-up stays where it is")


def _after_a_part(record: StoredRecord) -> str:
    if record.details.get("stood"):
        return _next_one(record)
    if _worked_standing(record):
        return tr("Asked again not before half the standing time")
    if not (_is_stand_up(record) or record.details.get("standing")):
        return tr("The next stand-up stays where it is")
    if record.details.get("by_clock"):
        return _next_one(record)
    return tr("The next stand-up not before half an interval")


def _sat_down(record: StoredRecord) -> str:
    by_break = record.details.get("by") == "break"
    return tr("After a break you sit, unless you say otherwise") if by_break else tr("You said so")


def _fixed(text: str) -> Callable[[StoredRecord], str]:
    return lambda record: tr(text)


def _key(name: str | None) -> Callable[[StoredRecord], str | None]:
    return lambda record: name


_HOLD_SETTINGS = {
    "outside_hours": "hours.enabled",
    "quiet_time": "quiet.times",
    "call": "holds.call",
    "screen_share": "holds.screen_share",
    "full_screen": "holds.full_screen",
    "do_not_disturb": "holds.do_not_disturb",
    "presenting": "holds.presenting",
    "program": "holds.programs",
}


def _of_hold(record: StoredRecord) -> str | None:
    return _HOLD_SETTINGS.get(str(record.details.get("reason")))


_RULES: Mapping[str, _Rule] = {
    Fact.PROMPTED: _Rule(_why_asked, mark("Waits for your answer"), _interval),
    Fact.HELD: _Rule(_reason, mark("Comes as soon as that is over"), _of_hold, "quiet"),
    Fact.WITHDRAWN: _Rule(_reason, mark("Is looked at again afterwards"), _of_hold, "quiet"),
    Fact.SNOOZED: _Rule(_snoozed, mark("Asks again then"), _key("snooze.default_min")),
    Fact.MISSED: _Rule(_fixed(mark("Nobody answered")), _declined, _unanswered),
    Fact.SKIPPED: _Rule(_fixed(mark("You asked for it")), _declined, _interval),
    Fact.SWALLOWED: _Rule(_swallowed, mark("The stand-up follows"), _interval, "quiet"),
    Fact.AWAY: _Rule(
        _credit, mark("The sitting clock goes on from there"), _key("away.after_min"), "breaks"
    ),
    Fact.ENOUGH: _Rule(
        _fixed(mark("You set an amount of desk time for the day")),
        mark("Said again after half an hour, three times at most"), _key("budget.hours"),
    ),
    Fact.CHANGE_ASKED: _Rule(
        _fixed(mark("Three stand-ups in a row were not taken")),
        mark("Not again within a week"), _key("stand_up.interval_min"),
    ),
    Fact.PAUSED: _Rule(
        _fixed(mark("You asked for it")), mark("Ends by itself"), _key(None), "quiet"
    ),
    Fact.STALLED: _Rule(
        _stalled, mark("The sitting clock goes on from there; nothing opens in the first minute"),
        _key(None), "breaks",
    ),
    Fact.STANDING: _Rule(
        _fixed(mark("You said so")), mark("The standing clock runs; no stand-up falls due"),
        _key("standing.limit_min"), "breaks",
    ),
    Fact.SAT_DOWN: _Rule(
        _sat_down, mark("The sitting clock starts from zero"), _key("standing.limit_min"), "breaks"
    ),
    Fact.WAS_AWAY: _Rule(
        _fixed(mark("You said so")), mark("The sitting clock follows what you say"),
        _key("away.ask"), "breaks",
    ),
    Fact.RESUMED: _Rule(
        _fixed(mark("The pause is over")), mark("What is owed comes at the next quiet moment"),
        _key(None), "quiet",
    ),
    Fact.LAUNCHED: _Rule(
        _fixed(mark("The program was started")), mark("Nothing opens in the first minute"),
        _key(None), "quiet",
    ),
    Fact.COMPLETED: _Rule(_rest, _after_it, _key("stand_up.length_s"), "breaks"),
    Fact.STOOD: _Rule(
        _fixed(mark("You said so")), _next_one, _stand_up_interval, "breaks"
    ),
    Fact.ENDED_EARLY: _Rule(_rest, _after_a_part, _key("stand_up.length_s"), "breaks"),
}  # fmt: skip


def decisions(
    records: Iterable[StoredRecord], names: Mapping[str, str] | None = None, most: int = MOST
) -> tuple[Decision, ...]:
    """The last decisions, newest first."""
    decided = [record for record in records if record.fact in _RULES][-most:]
    return tuple(_decision(record, names or {}) for record in reversed(decided))


def _decision(record: StoredRecord, names: Mapping[str, str]) -> Decision:
    rule = _RULES[record.fact]
    then = rule.then(record) if callable(rule.then) else tr(rule.then)
    return Decision(
        record.at, report.line(record, names), rule.why(record), then, rule.setting(record),
        rule.group,
    )  # fmt: skip
