"""The commands that tell: status, history, library, doctor, settings."""

from __future__ import annotations

import json
import time as clock
from datetime import date, datetime, time, timedelta
from typing import Any

from lowback_tray.care.exercise import Library
from lowback_tray.commands.kinds import Arguments, Program
from lowback_tray.desktop.clock import local
from lowback_tray.engine.days import at, midnight
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.status import HoldView, Status
from lowback_tray.errors import UsageError
from lowback_tray.history.decisions import decisions
from lowback_tray.i18n import mark, ntr, tr


def as_json(data: Any) -> str:
    """Data as JSON for people and programs."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def hold_data(hold: HoldView) -> dict[str, Any]:
    """A hold as plain data."""
    until = hold.until.isoformat() if hold.until else None
    return {"name": hold.name, "reason": hold.words, "until": until}


def status_data(status: Status) -> dict[str, Any]:
    """The engine's part of `status --json`; ages in seconds, times in ISO 8601 with offset."""
    coming, prompt, guide = status.next, status.prompt, status.guide
    return {
        "phase": status.phase.value,
        "sitting_s": round(status.sitting_s, 1),
        "standing_s": None if status.standing_s is None else round(status.standing_s, 1),
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
        "absence": status.back
        and {
            "seconds": round(status.back.seconds, 1),
            "returned": status.back.returned.isoformat(),
            "asking": status.back.is_open,
        },
        "snoozed_until": status.snoozed_until.isoformat() if status.snoozed_until else None,
        "pause_until": status.pause_until.isoformat() if status.pause_until else None,
        "desk_today_s": round(status.desk_today_s, 1),
        "budget_s": status.budget_s,
        "asks_change": status.asks_change,
        "ahead": {"skip": status.ahead.skip, "later_s": status.ahead.later_s},
    }


_DAY_BEGINS, _DAY_ENDS = time(9), time(18)  # where no working hours say otherwise
_PHASES = {
    "sitting": mark("At the desk"),
    "away": mark("Away"),
    "prompting": mark("Asking"),
    "snoozed": mark("Snoozed"),
    "guiding": mark("Leading through a break"),
    "paused": mark("Paused"),
    "standing": mark("At the desk, standing"),
}
_KINDS = {
    BreakKind.STAND_UP: mark("Stand up"),
    BreakKind.POSTURE_RESET: mark("Posture reset"),
    BreakKind.CARE: mark("Care session"),
    BreakKind.SWITCH: mark("Sit or move"),
}


def _minutes(seconds: float) -> str:
    return ntr("{n} min", "{n} min", round(seconds / 60))


def _status_lines(data: dict[str, Any], status: Status) -> list[str]:
    phase = _PHASES[data["phase"]]
    lines = [tr(phase)]
    if status.standing_s is None:
        lines.append(tr("Sitting for {minutes}").format(minutes=_minutes(status.sitting_s)))
    else:
        lines.append(tr("Standing for {minutes}").format(minutes=_minutes(status.standing_s)))
    if status.budget_s is not None:
        spent, enough = _minutes(status.desk_today_s), _minutes(status.budget_s)
        lines.append(
            tr("At the desk today: {spent} of {budget}.").format(spent=spent, budget=enough)
        )
    if status.next is not None:
        lines.append(
            tr("Next: {what} in {minutes}, at {time}").format(
                what=tr(_KINDS[status.next.kind]),
                minutes=_minutes(status.next.in_s),
                time=f"{status.next.at:%H:%M}",
            )
        )
    if status.ahead.skip:
        lines.append(tr("The next stand-up is left out"))
    elif status.ahead.later_s:
        minutes = round(status.ahead.later_s / 60)
        lines.append(tr("The next stand-up comes {n} min later").format(n=minutes))
    for hold in status.holds:
        until = f" ({hold.until:%H:%M})" if hold.until else ""
        lines.append(tr("Waiting: {reason}").format(reason=hold.words) + until)
    lines.extend(tr("Problem: {problem}").format(problem=text) for text in data["problems"])
    return lines


def status_text(program: Program, arguments: Arguments) -> str:
    """What is going on and what comes next."""
    status = program.status()
    data = {**status_data(status), **program.surroundings()}
    return as_json(data) if arguments["json"] else "\n".join(_status_lines(data, status))


def history(program: Program, arguments: Arguments) -> str:
    """What happened on the last days."""
    days = 1 if arguments.get("days") is None else arguments["days"]
    if not 0 < days < 100_000:
        raise UsageError("history --days", tr("is not a number of days"), tr("For example: 7"))
    records = program.history(midnight(local(clock.time()), 1 - days))
    if arguments["json"]:
        return as_json(program.history_json(records))
    return "\n".join(program.history_lines(records)) or tr("Nothing has happened yet.")


def why(program: Program, arguments: Arguments) -> str:
    """The last decisions with their reasons, newest first."""
    since = datetime.now().astimezone() - timedelta(days=7)
    found = decisions(program.history(since), program.names())
    if arguments["json"]:
        return as_json([decision.data() for decision in found])
    lines = []
    for one in found:
        lines.append(f"{one.at:%m-%d %H:%M}  {one.what}")
        lines.append(f"             {one.why} → {one.then}")
        if one.setting:
            lines.append(" " * 13 + tr("Setting: {name}").format(name=one.setting))
    return "\n".join(lines) or tr("Nothing has been decided yet.")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        remedy = tr("Use year, month and day: 2026-03-02")
        raise UsageError(f"preview {text}", tr("is not a date"), remedy) from None


def preview(program: Program, arguments: Arguments) -> str:
    """The prompts of a day: the rest of today as the clocks stand, or another day from nine."""
    now = local(clock.time())
    day = _day(arguments.get("date")) or now.date()
    begin = None if day == now.date() else at(now, day, _DAY_BEGINS)
    end = at(now, day, _DAY_ENDS)
    if begin is None and now >= end:
        end = now + timedelta(hours=2)
    planned = program.preview(begin, end)
    if arguments["json"]:
        return as_json(
            [
                {
                    "at": one.at.isoformat(), "kind": one.kind.value, "routine": one.routine,
                    "seconds": one.seconds,
                }
                for one in planned
            ]
        )  # fmt: skip
    names = program.names()
    lines = [
        f"{one.at:%H:%M}  "
        + tr("{name}: {value}").format(
            name=tr(_KINDS[one.kind]), value=names.get(one.routine, one.routine)
        )
        for one in planned
    ]
    return "\n".join(lines) or tr("Nothing would be asked.")


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
                "support": None if item.support is None else _texts(item.support),
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


def _checked(program: Program, arguments: Arguments) -> str:
    path = arguments.get("path")
    if arguments["check"] != "check" or path is None:
        remedy = tr("Use: lowback-tray library check PATH")
        raise UsageError("library", tr("the words do not fit"), remedy)
    return program.check_pack(path)


def library(program: Program, arguments: Arguments) -> str:
    """The exercises and routines."""
    if arguments.get("check") is not None:
        return _checked(program, arguments)
    library = program.library()
    if arguments["json"]:
        return as_json(library_data(library))
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


def doctor(program: Program, arguments: Arguments) -> str:
    """What was detected and what is degraded."""
    data = program.doctor()
    return as_json(data) if arguments["json"] else "\n".join(_flat(data))


def settings_list(program: Program, _: Arguments) -> str:
    """Every setting with its value."""
    return "\n".join(program.setting_lines())


def settings_get(program: Program, arguments: Arguments) -> str:
    """One value."""
    return program.get_setting(arguments["key"])


def settings_set(program: Program, arguments: Arguments) -> str:
    """Change one value."""
    key = arguments["key"]
    return f"{key} = {program.set_setting(key, arguments['value'])}"


def settings_reset(program: Program, arguments: Arguments) -> str:
    """One value, or all, back to the default."""
    program.reset_setting(arguments.get("key"))
    return tr("Reset")


def settings_path(program: Program, _: Arguments) -> str:
    """Where the settings file is."""
    return program.settings_path()
