"""The program on the session bus, for scripts and other programs (Linux).

One object, made from the same table of commands as the command line: `settings get` is the method
`SettingsGet`, its arguments have their types, its answer is the text that the command prints. The
present is in properties, and three signals tell of prompts and breaks. The number at the end of
the interface's name grows when something in it changes its meaning; what is only added does not
count. Whoever may use the session bus may use the pipe too: both are the person's alone.

docs/dbus.md is made from `interface_of` by packaging/reference.py.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lowback_tray import __version__
from lowback_tray.desktop.bus import Target
from lowback_tray.desktop.exporting import (
    Argument,
    CallRefused,
    Export,
    Interface,
    Method,
    Property,
    Told,
)
from lowback_tray.engine.records import Fact
from lowback_tray.errors import LowbackError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.commands import Argument as Word
    from lowback_tray.commands import Command, Program
    from lowback_tray.desktop.bus import Bus
    from lowback_tray.engine.records import Record
    from lowback_tray.engine.status import Status

NAME = "io.github.lowback_tray"
AT = Target(NAME, "/io/github/lowback_tray", f"{NAME}.LowbackTray1")
REFUSED = f"{NAME}.Error.Refused"
USAGE = f"{NAME}.Error.Usage"

PROMPT_SHOWN = Told(
    "PromptShown", (Argument("kind", "s"), Argument("routine", "s"), Argument("quiet", "b"))
)
BREAK_STARTED = Told(
    "BreakStarted",
    (
        Argument("number", "x"),
        Argument("kind", "s"),
        Argument("routine", "s"),
        Argument("seconds", "x"),
    ),
)
BREAK_FINISHED = Told(
    "BreakFinished",
    (
        Argument("number", "x"),
        Argument("kind", "s"),
        Argument("ending", "s"),
        Argument("stood", "b"),
        Argument("seconds", "d"),
    ),
)


def method_name(command: str) -> str:
    """The method of a command: "settings get" is SettingsGet, "self-check" SelfCheck."""
    return "".join(word.capitalize() for word in command.replace("-", " ").split())


def argument_of(word: Word) -> Argument:
    """The typed argument of a command's word."""
    return Argument(
        word.name.replace("-", "_"), {"switch": "b", "number": "x", None: "s"}[word.flag]
    )


class BusService:
    """Offers the program on a bus.

    Args:
        bus: the session bus.
        program: what the commands reach.
        status: the present.
    """

    def __init__(self, bus: Bus, program: Program, status: Callable[[], Status]) -> None:
        self._status = status
        self._export = Export(bus, AT, partial(interface_of, program, status))

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return self._export.describe()

    def show_status(self, status: Status) -> None:
        """The present is another one."""
        self._export.announce(_announced(status))

    def tell(self, records: Sequence[Record]) -> None:
        """Something happened."""
        for record in records:
            details = record.details
            match record.fact:
                case Fact.PROMPTED:
                    values = (details["kind"], details["routine"], details["quiet"])
                    self._tell(PROMPT_SHOWN, *values)
                case Fact.STARTED:
                    number, kind = details["break_id"], details["kind"]
                    self._tell(BREAK_STARTED, number, kind, details["routine"], details["seconds"])
                case Fact.COMPLETED | Fact.STOOD | Fact.ENDED_EARLY:
                    self._tell(BREAK_FINISHED, *_finished(record))

    def _tell(self, signal: Told, *values: Any) -> None:
        self._export.tell(signal.name, "".join(one.type for one in signal.carries), *values)


def interface_of(program: Program, status: Callable[[], Status]) -> Interface:
    """Everything the object offers."""
    from lowback_tray.commands import COMMANDS

    return Interface(
        AT.interface,
        tuple(_method(program, command) for command in COMMANDS),
        _properties(status),
        (PROMPT_SHOWN, BREAK_STARTED, BREAK_FINISHED),
    )


def _method(program: Program, command: Command) -> Method:
    return Method(
        method_name(command.name),
        tuple(argument_of(word) for word in command.arguments),
        (Argument("answer", "s"),),
        partial(_run, program, command),
    )


def _run(program: Program, command: Command, *given: Any) -> tuple[Any, ...]:
    """Carry out a command; an empty text and a zero stand for what was left out."""
    words = zip(command.arguments, given, strict=True)
    arguments = {
        word.name: value if word.flag == "switch" else value or None for word, value in words
    }
    missing = [
        word.name for word in command.arguments if word.required and arguments[word.name] is None
    ]
    if missing:
        raise CallRefused(USAGE, f"{method_name(command.name)}: {missing[0]} is empty")
    try:
        return (command.run(program, arguments),)
    except UsageError as error:
        raise CallRefused(USAGE, str(error)) from error
    except LowbackError as error:
        raise CallRefused(REFUSED, str(error)) from error


def _properties(status: Callable[[], Status]) -> tuple[Property, ...]:
    def announced(name: str) -> Any:
        return _announced(status())[name][1]

    def in_s() -> int:
        coming = status().next
        return -1 if coming is None else round(coming.in_s)

    return (
        Property("Phase", "s", partial(announced, "Phase")),
        Property("Holds", "as", partial(announced, "Holds")),
        Property("Owed", "b", partial(announced, "Owed")),
        Property("NextKind", "s", partial(announced, "NextKind")),
        Property("NextInSeconds", "x", in_s, announced=False),
        Property("SittingSeconds", "x", lambda: round(status().sitting_s), announced=False),
        Property("Version", "s", lambda: __version__, announced=False),
    )


def _announced(status: Status) -> Mapping[str, tuple[str, Any]]:
    """The properties whose changes are told: not those that change with every second."""
    return {
        "Phase": ("s", status.phase.value),
        "Holds": ("as", [hold.name for hold in status.holds]),
        "Owed": ("b", status.owed),
        "NextKind": ("s", "" if status.next is None else status.next.kind.value),
    }


def _finished(record: Record) -> tuple[Any, ...]:
    details = record.details
    return (
        details.get("break_id") or 0,
        details.get("kind") or "",
        record.fact.value,
        bool(details.get("stood", record.fact is Fact.STOOD)),
        float(details.get("seconds") or 0.0),
    )
