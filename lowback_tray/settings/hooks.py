"""The settings for tinkerers: a command of theirs for what happens."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass

from lowback_tray.i18n import mark, tr
from lowback_tray.settings.kinds import Kind, unfit
from lowback_tray.settings.setting import Setting

_LONGEST = 1000


def words_of(line: str) -> list[str]:
    """The program and its arguments, as a shell would part them; no shell is asked.

    Raises:
        ValueError: a quotation mark is not closed.
    """
    return shlex.split(line, posix=os.name != "nt")


@dataclass(frozen=True, kw_only=True)
class CommandLine(Kind):
    """A program with its arguments, or nothing."""

    name = "command"

    def check(self, raw: object, place: str) -> str:
        """See `Kind`."""
        if not isinstance(raw, str) or not raw.isprintable() or len(raw) > _LONGEST:
            remedy = tr("Give a program and its arguments on one line")
            raise unfit(place, raw, tr("is not a command line"), remedy)
        line = str(raw).strip()
        try:
            words_of(line)
        except ValueError as error:
            remedy = tr("Close every quotation mark")
            raise unfit(place, raw, tr("is not a command line"), remedy) from error
        return line

    def parse(self, text: str, place: str) -> str:
        """See `Kind`."""
        return self.check("" if text.strip().lower() == "none" else text, place)

    def plain(self, value: str) -> str:
        """See `Kind`."""
        return value

    def text(self, value: str) -> str:
        """See `Kind`."""
        return value or "none"

    def format(self, value: str) -> str:
        """See `Kind`."""
        return value or tr("none")


HOOKS: tuple[Setting, ...] = (
    Setting(
        "hooks.prompt",
        CommandLine(),
        "",
        "general",
        mark("Command at a reminder"),
        mark("A program of yours that runs when a reminder opens."),
    ),
    Setting(
        "hooks.start",
        CommandLine(),
        "",
        "general",
        mark("Command at the start of a guide"),
        mark("A program of yours that runs when a guide begins."),
    ),
    Setting(
        "hooks.done",
        CommandLine(),
        "",
        "general",
        mark("Command at the end of a guide"),
        mark("A program of yours that runs when a guide ends, however it ends."),
    ),
)
