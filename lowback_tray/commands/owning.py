"""The commands about the person's own data: take it out, take it in, delete it, bring it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from lowback_tray.commands.kinds import Arguments, Program
from lowback_tray.commands.telling import as_json
from lowback_tray.errors import UsageError
from lowback_tray.i18n import ntr, tr


def export(program: Program, arguments: Arguments) -> str:
    """Everything into a folder or zip file."""
    return program.export(arguments["path"])


def privacy(program: Program, arguments: Arguments) -> str:
    """Every signal that is read, in plain words."""
    found = program.signals()
    if arguments["json"]:
        return as_json(
            [
                {"id": one.id, "reads": tr(one.reads), "now": one.now, "switch": one.switch}
                for one in found
            ]
        )
    lines = []
    for one in found:
        lines += [tr(one.name), f"    {tr(one.reads)}"]
        lines.append("    " + tr("Now: {what}").format(what=one.now))
        if one.switch is not None:
            lines.append("    " + tr("Setting: {name}").format(name=one.switch))
    return "\n".join(lines)


def report(program: Program, arguments: Arguments) -> str:
    """The page for a professional."""
    return program.report(arguments["path"])


def take_in(program: Program, arguments: Arguments) -> str:
    """What another machine exported, merged with what is here."""
    return program.take_in(arguments["path"])


def delete(program: Program, arguments: Arguments) -> str:
    """A part, or all, for good; only with `--yes`."""
    part = arguments["what"]
    parts = program.deletable()
    if part in parts and not arguments["yes"]:
        raise UsageError(
            f"delete {part}",
            tr("this would delete {what}").format(what=tr(parts[part])),
            tr("Say it with --yes; it cannot be undone"),
        )
    return program.delete(part)


def backups(program: Program, arguments: Arguments) -> str:
    """Which backups there are."""
    found = program.backups()
    if arguments["json"]:
        return as_json(
            [
                {"day": one.day.isoformat(), "bytes": one.size, "records": one.records}
                for one in found
            ]
        )
    return "\n".join(map(_backup_line, found)) or tr("There is no backup yet.")


def _backup_line(one: Any) -> str:
    held = tr("cannot be read")
    if one.records is not None:
        held = ntr("{n} record", "{n} records", one.records)
    return f"{one.day.isoformat()}  {one.size / 1024:8.0f} KiB  {held}"


def restore(program: Program, arguments: Arguments) -> str:
    """Bring back what a backup has and the history has not."""
    text = arguments["day"]
    try:
        day = date.fromisoformat(text)
    except ValueError:
        remedy = tr("Use year, month and day: 2026-03-02")
        raise UsageError(f"restore {text}", tr("is not a date"), remedy) from None
    return program.restore(day)
