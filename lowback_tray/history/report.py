"""The history for the command line: as data, and as lines for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.records import Detail, Fact
from lowback_tray.engine.spans import span, to_second
from lowback_tray.engine.status import labelled
from lowback_tray.history.stored import StoredRecord
from lowback_tray.i18n import mark, tr

Words: TypeAlias = Callable[[str], str]  # a detail of the record as a text

_NO_NAMES: Mapping[str, str] = {}
_WEEKDAYS = (
    mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"),
)  # fmt: skip


def to_json(records: Iterable[StoredRecord]) -> list[dict[str, Any]]:
    """The records as `history --json` prints them."""
    return [
        {
            "id": record.id,
            "at": record.at.isoformat(),
            "kind": str(record.fact),
            "details": dict(record.details),
        }
        for record in records
    ]


def to_lines(records: Iterable[StoredRecord], names: Mapping[str, str] = _NO_NAMES) -> list[str]:
    """The records as lines for people, under a line for each day.

    Args:
        records: oldest first.
        names: id of a routine or exercise to its name in the language in force.
    """
    lines: list[str] = []
    day: date | None = None
    for record in records:
        if record.day != day:
            day = record.day
            lines.append(f"{day.isoformat()} ({tr(_WEEKDAYS[day.weekday()])})")
        lines.append(f"  {record.at:%H:%M}  {line(record, names)}")
    return lines


def line(record: StoredRecord, names: Mapping[str, str] = _NO_NAMES) -> str:
    """One record as one short text; a kind that we do not know is named as it is."""

    def words(key: str) -> str:
        value = record.details.get(key)
        if key == "reason":
            return reason(record)
        if key == "until" and value is not None:
            return _until(str(value), record.at)
        return "?" if value is None else _word(key, value, names)

    sentence = _SENTENCES.get(record.fact)
    if sentence is None:
        return str(record.fact)
    return sentence(words) if callable(sentence) else tr(sentence)


def duration(seconds: float) -> str:
    """A length of time in the units that matter, to the nearest minute from one on."""
    if round(seconds) < 60:
        return to_second(seconds)
    return span(round(seconds / 60) * 60)


_KINDS: dict[str, str] = {
    BreakKind.STAND_UP: mark("Stand-up"),
    BreakKind.POSTURE_RESET: mark("Posture reset"),
    BreakKind.CARE: mark("Care session"),
    BreakKind.SWITCH: mark("Sit or move"),
}
_ANSWERS = {
    "easier": mark("easier"),
    "same": mark("same"),
    "worse": mark("worse"),
    "light": mark("light"),
    "okay": mark("okay"),
    "heavy": mark("heavy"),
    "painful": mark("painful"),
}


_REASONS = {  # the engine's names for what held a prompt back
    "off_screen": mark("You are off the screen"),
    "paused": mark("You paused the reminders"),
    "locked": mark("The screen is locked"),
    "outside_hours": mark("Outside your hours"),
    "quiet_time": mark("Quiet time you planned"),
    "call": mark("You seem to be in a call"),
    "full_screen": mark("A program fills the screen"),
    "screen_share": mark("Your screen seems to be shared"),
    "do_not_disturb": mark("Do not disturb is on"),
    "presenting": mark("Something is playing or being presented"),
    "program": mark("A program you chose is in front"),
    "signs": mark("You ticked warning signs: see a doctor first"),
    "just_back": mark("You have only just come back"),
    "typing": mark("You are typing"),
    "away": mark("Nobody was at the desk"),
    "needless": mark("It was no longer needed"),
    "restarted": mark("The program was started again"),
    "failed": mark("It could not be shown"),
    "stalled": mark("The program had stood still"),
}


def reason(record: StoredRecord) -> str:
    """What held a prompt back, for people; a name we do not know stays as it is."""
    name = str(record.details.get("reason"))
    return labelled(tr(_REASONS.get(name, name)), str(record.details.get("label", "")))


def _word(key: str, value: Detail, names: Mapping[str, str]) -> str:
    text = str(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return duration(value)
    if key == "kind":
        return tr(_KINDS.get(text, text))
    if key == "answer":
        return tr(_ANSWERS.get(text, text))
    return names.get(text, text)


def _until(text: str, since: datetime) -> str:
    """A time of day, with its date where it lies a day or more ahead."""
    try:
        at = datetime.fromisoformat(text)
        return f"{at:%H:%M}" if at - since < timedelta(days=1) else f"{at:%Y-%m-%d %H:%M}"
    except (ValueError, TypeError):  # no time, or one without its offset
        return text


def _snoozed(words: Words) -> str:
    if words("by") == "time":
        return tr("No answer, asking again in {time}").format(time=words("seconds"))
    if words("ahead") == str(True):
        return tr("Put off beforehand by {time}").format(time=words("seconds"))
    return tr("Snoozed for {time}").format(time=words("seconds"))


def _skipped(words: Words) -> str:
    if words("ahead") == str(True):
        return tr("Skipped beforehand: {kind}").format(kind=words("kind"))
    return tr("Skipped: {kind}").format(kind=words("kind"))


def _stood(words: Words) -> str:
    return tr("Stood up after {time} of sitting").format(time=words("sitting_s"))


def _completed(words: Words) -> str:
    if words("stood") == str(True):
        return tr("Stood up and finished: {routine}").format(routine=words("routine"))
    return tr("Finished in the seat: {routine}").format(routine=words("routine"))


def _ended_early(words: Words) -> str:
    if words("stood") == str(True):
        return tr("Stood up, ended after {time}").format(time=words("seconds"))
    return tr("Ended after {time}").format(time=words("seconds"))


def _felt(words: Words) -> str:
    said = {
        "heavy": mark("Heavier than usual today"),
        "pain": mark("The back hurts today"),
    }
    return tr(said.get(words("how"), mark("The back is as usual")))


def _check_in(words: Words) -> str:
    if words("exercise") != "?":  # the second tap, which only says more of the first
        return tr("You said it was: {exercise}").format(exercise=words("exercise"))
    return tr("Felt afterwards: {answer}").format(answer=words("answer"))


def _flare_up(words: Words) -> str:
    on = words("on") == str(True)
    return tr("A flare-up day") if on else tr("No flare-up day any more")


def _signs(words: Words) -> str:
    ticked = words("tier") != "?"
    return tr("Warning signs were ticked") if ticked else tr("Warning signs were taken back")


_CHANGES = {
    "longer": mark("A longer interval was chosen"),
    "pause": mark("A pause was chosen"),
    "times": mark("Other times were chosen"),
    "nothing": mark("It stays as it is"),
}


def _was_away(words: Words) -> str:
    said = {
        "stood": mark("You said: on your feet for {time}"),
        "walked": mark("You said: walked for {time}"),
        "lying": mark("You said: lay down for {time}"),
        "sitting": mark("You said: still sitting for {time}"),
    }
    return tr(said.get(words("how"), said["sitting"])).format(time=words("seconds"))


def _paused(words: Words) -> str:
    return tr("Paused until {time}").format(time=words("until"))


_SENTENCES: dict[str, str | Callable[[Words], str]] = {
    Fact.LAUNCHED: mark("Lowback Tray started"),
    Fact.STALLED: lambda words: tr("The program stood still for {time}").format(
        time=words("seconds")
    ),
    Fact.STANDING: lambda words: tr("Working on your feet, after {time} of sitting").format(
        time=words("sitting_s")
    ),
    Fact.SAT_DOWN: lambda words: tr("Sat down after {time} on your feet").format(
        time=words("standing_s")
    ),
    Fact.WAS_AWAY: _was_away,
    Fact.PROMPTED: lambda words: tr("Asked: {kind}").format(kind=words("kind")),
    Fact.SNOOZED: _snoozed,
    Fact.WITHDRAWN: lambda words: tr("Taken back: {kind}").format(kind=words("kind")),
    Fact.SWALLOWED: lambda words: tr("Made way for a stand-up: {kind}").format(kind=words("kind")),
    Fact.SKIPPED: _skipped,
    Fact.MISSED: lambda words: tr("No answer: {kind}").format(kind=words("kind")),
    Fact.STARTED: lambda words: tr("Started: {routine}").format(routine=words("routine")),
    Fact.EXERCISE_DONE: lambda words: f"· {words('exercise')}, {words('seconds')}",
    Fact.EXERCISE_SKIPPED: lambda words: tr("· {exercise}, passed over").format(
        exercise=words("exercise")
    ),
    Fact.COMPLETED: _completed,
    Fact.STOOD: _stood,
    Fact.ENDED_EARLY: _ended_early,
    Fact.CHECK_IN: _check_in,
    Fact.AWAY: lambda words: tr("Away for {time}").format(time=words("seconds")),
    Fact.BACK: mark("Back at the desk"),
    Fact.ENOUGH: lambda words: tr("Enough for the day: {time} at the desk").format(
        time=words("seconds")
    ),
    Fact.CHANGE_ASKED: mark("Asked whether other times suit better"),
    Fact.CHANGE_ANSWERED: lambda words: tr(_CHANGES.get(words("how"), words("how"))),
    Fact.PAUSED: _paused,
    Fact.RESUMED: mark("Prompts go on"),
    Fact.HELD: lambda words: tr("Waiting: {reason}").format(reason=words("reason")),
    Fact.OFF_SCREEN: lambda words: tr("{time} off the screen").format(time=words("seconds")),
    Fact.FEEL: _felt,
    Fact.FLARE_UP: _flare_up,
    Fact.SIGNS: _signs,
    Fact.EXERCISED: mark("Exercised elsewhere"),
    Fact.HURT: lambda words: tr("It hurt: {exercise}").format(exercise=words("exercise")),
    Fact.HIDDEN: lambda words: tr("Left out for a week: {exercise}").format(
        exercise=words("exercise")
    ),
    Fact.UNHIDDEN: lambda words: tr("Offered again: {exercise}").format(exercise=words("exercise")),
    Fact.TIP: mark("A tip was shown"),
    Fact.BACK_FEELING: lambda words: tr("Lower back today: {answer}").format(
        answer=words("answer")
    ),
}
