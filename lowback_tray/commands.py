"""The one table of commands.

Each command is declared once: its name, its arguments, a sentence of help, whom it needs, and
what it does to a `Program`. The command line, the local pipe, the tray menu and the reference
in docs/commands.md are all fed from `COMMANDS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Literal, Protocol, TypeAlias

from lowback_tray.care.exercise import Library
from lowback_tray.engine import events
from lowback_tray.engine.hours import tomorrow
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.status import HoldView, Status
from lowback_tray.errors import UsageError
from lowback_tray.i18n import mark, ntr, tr

Arguments: TypeAlias = Mapping[str, Any]


class Program(Protocol):
    """What a command can reach: the running program, or (offline) what lies on the disk."""

    def post(self, event: events.Event) -> None:
        """Hand a wish to the engine. Raises Refused when it makes no sense now."""

    def status(self) -> Status:
        """The present."""

    def surroundings(self) -> dict[str, Any]:
        """What `status` adds about the desktop: presence, tray, pid, version, problems."""

    def history(self, since: datetime | None) -> Sequence[Any]:
        """The records since a moment, oldest first."""

    def history_json(self, records: Sequence[Any]) -> list[dict[str, Any]]:
        """Records as plain data."""

    def history_lines(self, records: Sequence[Any]) -> list[str]:
        """Records as lines to read."""

    def library(self) -> Library:
        """All content."""

    def setting_lines(self) -> list[str]:
        """Every setting with its value and meaning."""

    def get_setting(self, key: str) -> str:
        """One value as text. Raises SettingsError."""

    def set_setting(self, key: str, value: str) -> str:
        """Change one; returns the value in force. Raises SettingsError."""

    def reset_setting(self, key: str | None) -> None:
        """Back to the default, one or all. Raises SettingsError."""

    def settings_path(self) -> str:
        """Where the settings file is."""

    def doctor(self) -> dict[str, Any]:
        """What was detected, what is degraded and why."""

    def open_window(self, name: str) -> None:
        """Bring a window to the front: "today", "settings" or "warning-signs"."""

    def quit(self) -> None:
        """End the program, once the answer is out."""


class Needs(Enum):
    """Whom a command needs."""

    NOBODY = "nobody"  # works on the files when the program does not run
    RUNNING = "running"  # exit code 3 when it does not run
    LAUNCH = "launch"  # starts the program first when it does not run


@dataclass(frozen=True, slots=True)
class Argument:
    """One word after the command.

    Attributes:
        name: what it is called in help and in `Arguments`.
        help: one sentence, a message for `i18n.tr`.
        required: whether it may be left out.
        flag: "switch" for `--name`, "number" for `--name N`, None for a plain word.
    """

    name: str
    help: str
    required: bool = False
    flag: Literal["switch", "number"] | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: one word, or two ("settings get").
        help: one sentence, a message for `i18n.tr`.
        run: does it and returns what to print.
        needs: whom it needs.
        arguments: what follows its name.
    """

    name: str
    help: str
    run: Callable[[Program, Arguments], str]
    needs: Needs
    arguments: tuple[Argument, ...] = ()


_JSON = Argument("json", mark("Print JSON for programs instead of text for people"), flag="switch")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


# ---- status


def hold_data(hold: HoldView) -> dict[str, Any]:
    """A hold as plain data."""
    until = hold.until.isoformat() if hold.until else None
    return {"name": hold.name, "reason": tr(hold.reason), "until": until}


def status_data(status: Status) -> dict[str, Any]:
    """The engine's part of `status --json`; ages in seconds, times in ISO 8601 with offset."""
    coming, prompt, guide = status.next, status.prompt, status.guide
    return {
        "phase": status.phase.value,
        "sitting_s": round(status.sitting_s, 1),
        "next": coming
        and {"kind": coming.kind.value, "in_s": round(coming.in_s, 1), "at": coming.at.isoformat()},
        "holds": [hold_data(hold) for hold in status.holds],
        "owed": status.owed,
        "prompt": prompt
        and {
            "kind": prompt.kind.value,
            "routine": prompt.plan.routine,
            "quiet": prompt.quiet,
            "snoozes_left": prompt.snoozes_left,
        },
        "guide": guide
        and {
            "routine": guide.plan.routine,
            "step": guide.index + 1,
            "steps": len(guide.plan.steps),
            "exercise": guide.plan.steps[guide.index].exercise,
            "left_s": round(guide.left_s, 1),
            "running": guide.running,
        },
        "snoozed_until": status.snoozed_until.isoformat() if status.snoozed_until else None,
        "pause_until": status.pause_until.isoformat() if status.pause_until else None,
    }


_PHASES = {
    "sitting": mark("At the desk"),
    "away": mark("Away"),
    "prompting": mark("Asking"),
    "snoozed": mark("Snoozed"),
    "guiding": mark("Leading through a break"),
    "paused": mark("Paused"),
}
_KINDS = {
    BreakKind.STAND_UP: mark("Stand up"),
    BreakKind.POSTURE_RESET: mark("Posture reset"),
    BreakKind.CARE: mark("Care session"),
}


def _minutes(seconds: float) -> str:
    return ntr("{n} min", "{n} min", round(seconds / 60))


def _status_lines(data: dict[str, Any], status: Status) -> list[str]:
    lines = [tr(_PHASES[data["phase"]])]
    lines.append(tr("Sitting for {minutes}").format(minutes=_minutes(status.sitting_s)))
    if status.next is not None:
        lines.append(
            tr("Next: {what} in {minutes}, at {time}").format(
                what=tr(_KINDS[status.next.kind]),
                minutes=_minutes(status.next.in_s),
                time=f"{status.next.at:%H:%M}",
            )
        )
    for hold in status.holds:
        until = f" ({hold.until:%H:%M})" if hold.until else ""
        lines.append(tr("Waiting: {reason}").format(reason=tr(hold.reason)) + until)
    lines.extend(tr("Problem: {problem}").format(problem=text) for text in data["problems"])
    return lines


def _status(program: Program, arguments: Arguments) -> str:
    status = program.status()
    data = {**status_data(status), **program.surroundings()}
    return _json(data) if arguments["json"] else "\n".join(_status_lines(data, status))


# ---- wishes


def _start(program: Program, arguments: Arguments) -> str:
    what = arguments.get("what")
    kinds = {kind.value: kind for kind in (BreakKind.STAND_UP, BreakKind.POSTURE_RESET)}
    if what is None or what in kinds:
        program.post(events.StartBreak(kind=kinds[what] if what else None))
    elif what == "short":
        program.post(events.StartBreak(short=True))
    elif what in program.library().routines:
        program.post(events.StartBreak(routine=what))
    else:
        raise UsageError(
            f"start {what}",
            tr("there is no such routine"),
            tr("`lowback-tray library` lists them"),
        )
    return tr("Started")


def _number(text: str, command: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = float("nan")
    if not 0 < minutes < 100_000:
        raise UsageError(
            f"{command} {text}", tr("is not a number of minutes"), tr("For example: 10")
        )
    return minutes * 60


def _snooze(program: Program, arguments: Arguments) -> str:
    text = arguments.get("minutes")
    program.post(events.Snooze(None if text is None else _number(text, "snooze")))
    return tr("Snoozed")


def _post(event: events.Event, answer: str) -> Callable[[Program, Arguments], str]:
    def run(program: Program, _: Arguments) -> str:
        program.post(event)
        return tr(answer)

    return run


def _pause(program: Program, arguments: Arguments) -> str:
    text = arguments.get("length")
    if text == "until-tomorrow":
        program.post(events.Pause(until=tomorrow(program.status().now)))
    else:
        program.post(events.Pause(seconds=3600 if text is None else _number(text, "pause")))
    until = program.status().pause_until
    return tr("Paused until {time}").format(time=f"{until:%H:%M}" if until else "?")


def _window(name: str) -> Callable[[Program, Arguments], str]:
    def run(program: Program, _: Arguments) -> str:
        program.open_window(name)
        return ""

    return run


def _quit(program: Program, _: Arguments) -> str:
    program.quit()
    return tr("Lowback Tray has ended")


# ---- reading


def _history(program: Program, arguments: Arguments) -> str:
    days = 1 if arguments.get("days") is None else arguments["days"]
    if not 0 < days < 100_000:
        raise UsageError("history --days", tr("is not a number of days"), tr("For example: 7"))
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    records = program.history(midnight - timedelta(days=days - 1))
    if arguments["json"]:
        return _json(program.history_json(records))
    return "\n".join(program.history_lines(records)) or tr("Nothing has happened yet.")


def _texts(value: Any) -> dict[str, str]:
    return {"en": value.en, "ja": value.ja}


def library_data(library: Library) -> dict[str, Any]:
    """The content as plain data: ids and both languages' texts."""
    return {
        "exercises": [
            {
                "id": item.id,
                "name": _texts(item.name),
                "where": item.where,
                "position": item.position,
                "seconds": item.duration_s,
                "points": list(item.points),
                "steps": [_texts(step) for step in item.steps],
                "breathing": _texts(item.breathing),
                "mistake": _texts(item.mistake),
                "skip": _texts(item.skip),
                "spoken": _texts(item.spoken),
                "avoid_if": sorted(item.avoid_if),
                "source": list(item.source),
            }
            for item in library.exercises.values()
        ],
        "routines": [
            {
                "id": item.id,
                "kind": item.kind,
                "name": _texts(item.name),
                "why": _texts(item.why),
                "seconds": item.seconds,
                "where": item.where,
                "items": [{"exercise": s.exercise, "seconds": s.seconds} for s in item.items],
            }
            for item in library.routines.values()
        ],
    }


def _library(program: Program, arguments: Arguments) -> str:
    library = program.library()
    if arguments["json"]:
        return _json(library_data(library))
    lines = [tr("Routines")]
    lines += [f"  {r.id:<20} {r.seconds:>4} s  {r.name}" for r in library.routines.values()]
    lines += [tr("Exercises")]
    lines += [f"  {e.id:<24} {e.duration_s:>4} s  {e.name}" for e in library.exercises.values()]
    return "\n".join(lines)


def _flat(data: Any, prefix: str = "") -> list[str]:
    if isinstance(data, dict) and data:
        lines = []
        for key, value in data.items():
            lines += _flat(value, f"{prefix}.{key}" if prefix else str(key))
        return lines
    if isinstance(data, list):
        return [f"{prefix}: {item}" for item in data] or [f"{prefix}: -"]
    return [f"{prefix}: {'-' if data is None or data == {} else data}"]


def _doctor(program: Program, arguments: Arguments) -> str:
    data = program.doctor()
    return _json(data) if arguments["json"] else "\n".join(_flat(data))


def _settings_list(program: Program, _: Arguments) -> str:
    return "\n".join(program.setting_lines())


def _settings_get(program: Program, arguments: Arguments) -> str:
    return program.get_setting(arguments["key"])


def _settings_set(program: Program, arguments: Arguments) -> str:
    key = arguments["key"]
    return f"{key} = {program.set_setting(key, arguments['value'])}"


def _settings_reset(program: Program, arguments: Arguments) -> str:
    program.reset_setting(arguments.get("key"))
    return tr("Reset")


def _settings_path(program: Program, _: Arguments) -> str:
    return program.settings_path()


_KEY = Argument("key", mark("Name of the setting, such as stand_up.interval_min"), required=True)

COMMANDS: tuple[Command, ...] = (
    Command("show", mark("Open the Today window"), _window("today"), Needs.LAUNCH),
    Command(
        "status", mark("Say what is going on and what comes next"), _status, Needs.RUNNING, (_JSON,)
    ),
    Command(
        "start",
        mark("Start a break now"),
        _start,
        Needs.LAUNCH,
        (Argument("what", mark("stand-up, posture-reset, short, or the id of a routine")),),
    ),
    Command(
        "snooze",
        mark("Ask again later"),
        _snooze,
        Needs.RUNNING,
        (Argument("minutes", mark("How many minutes later")),),
    ),
    Command(
        "skip", mark("Leave this prompt out"), _post(events.Skip(), mark("Skipped")), Needs.RUNNING
    ),
    Command(
        "done",
        mark("Say that you stood up, or are standing already"),
        _post(events.JustStood(), mark("Noted: you stood up")),
        Needs.RUNNING,
    ),
    Command(
        "pause",
        mark("Pause the reminders for a while; they come back by themselves"),
        _pause,
        Needs.RUNNING,
        (Argument("length", mark("Minutes, or until-tomorrow; 60 without it")),),
    ),
    Command(
        "resume", mark("End the pause"), _post(events.Resume(), mark("Back to work")), Needs.RUNNING
    ),
    Command(
        "history",
        mark("Show what happened"),
        _history,
        Needs.NOBODY,
        (Argument("days", mark("How many days, today included"), flag="number"), _JSON),
    ),
    Command(
        "settings list", mark("List every setting with its value"), _settings_list, Needs.NOBODY
    ),
    Command("settings get", mark("Print one setting"), _settings_get, Needs.NOBODY, (_KEY,)),
    Command(
        "settings set",
        mark("Change one setting"),
        _settings_set,
        Needs.NOBODY,
        (_KEY, Argument("value", mark("The new value"), required=True)),
    ),
    Command(
        "settings reset",
        mark("Put one setting, or all of them, back to the default"),
        _settings_reset,
        Needs.NOBODY,
        (Argument("key", mark("Name of the setting; all of them without it")),),
    ),
    Command(
        "settings path", mark("Print where the settings file is"), _settings_path, Needs.NOBODY
    ),
    Command("settings-window", mark("Open the settings window"), _window("settings"), Needs.LAUNCH),
    Command(
        "warning-signs",
        mark("Show the signs for which a doctor comes first"),
        _window("warning-signs"),
        Needs.LAUNCH,
    ),
    Command("library", mark("List the exercises and routines"), _library, Needs.NOBODY, (_JSON,)),
    Command(
        "doctor",
        mark("Say what was detected, and what is degraded and why"),
        _doctor,
        Needs.NOBODY,
        (_JSON,),
    ),
    Command("quit", mark("End the program"), _quit, Needs.RUNNING),
)

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}
