"""The command line: become the program, or talk to the one that runs.

Nothing here imports Qt before it is clear that this process is to become the program, so that
`lowback-tray status` answers in the time of a Python start; and becoming the program imports
nothing of the commands before the icon is in the tray. Exit codes: 0 done, 1 failed, 2 wrong
usage, 3 not running.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lowback_tray import __version__, i18n, paths
from lowback_tray.errors import LowbackError, UsageError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.commands import Argument, Command, Program
    from lowback_tray.desktop.pipe import Reply

DONE, FAILED, USAGE, NOT_RUNNING = 0, 1, 2, 3
_LAUNCH_BUDGET_S = 20.0


class Answer(NamedTuple):
    """What a command leaves behind."""

    code: int
    out: str = ""
    err: str = ""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of ending the process."""

    def error(self, message: str) -> Any:
        raise UsageError(self.prog, message, tr("See `lowback-tray --help`"))


class _Shown(Exception):
    """Help or version text instead of a command."""


class _Show(argparse.Action):
    """Hand the help text back instead of printing it, so that the pipe can carry it too."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: Any, values: Any, option: Any = None
    ) -> None:
        version = option == "--version"
        raise _Shown(f"lowback-tray {__version__}" if version else parser.format_help())


def _new_parser(maker: Any, name: str | None, text: str) -> argparse.ArgumentParser:
    options: dict[str, Any] = {"description": text, "add_help": False}
    parser = maker.add_parser(name, help=text, **options) if name else maker(**options)
    assert isinstance(parser, argparse.ArgumentParser)
    parser.add_argument("-h", "--help", nargs=0, action=_Show, help=tr("Show this help"))
    return parser


def build_parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser in the language in force: for every command of the table, or all these words need.

    A window that is opened from the menu is waited for, and fifty parsers take as long as a window.

    Args:
        words: a command line; where it begins with a command, the others are left out.
    """
    from lowback_tray.commands import COMMANDS, GROUPS

    meant = [one for one in COMMANDS if one.name.split()[:1] == list(words[:1])]
    about = tr("Stands you up once an hour. Without a command: start the program, or show it.")
    root = _Parser(prog="lowback-tray", description=about, add_help=False)
    root.add_argument("-h", "--help", nargs=0, action=_Show, help=tr("Show this help"))
    root.add_argument("--version", nargs=0, action=_Show, help=tr("Show the version"))
    kwargs: dict[str, Any] = {"metavar": tr("COMMAND"), "parser_class": _Parser}
    top = root.add_subparsers(title=tr("commands"), **kwargs)
    groups: dict[str, Any] = {}
    for command in meant or COMMANDS:
        maker, name = top, command.name
        if " " in name:
            group, name = name.split(" ")
            if group not in groups:
                parent = _new_parser(top, group, tr(GROUPS[group]))
                groups[group] = parent.add_subparsers(required=True, **kwargs)
            maker = groups[group]
        _add_command(maker, name, command)
    return root


def _add_command(maker: Any, name: str, command: Command) -> None:
    parser = _new_parser(maker, name, tr(command.help))
    parser.set_defaults(command=command.name)
    for argument in command.arguments:
        _add_argument(parser, argument)


def _add_argument(parser: argparse.ArgumentParser, argument: Argument) -> None:
    text = tr(argument.help)
    if argument.flag == "switch":
        parser.add_argument(f"--{argument.name}", action="store_true", help=text)
    elif argument.flag == "number":
        parser.add_argument(f"--{argument.name}", type=int, metavar="N", help=text)
    else:
        nargs = None if argument.required else "?"
        parser.add_argument(argument.name, nargs=nargs, metavar=argument.name.upper(), help=text)


def parse(words: Sequence[str]) -> tuple[Command | None, dict[str, Any]]:
    """The command and its arguments; None where no command was given.

    Raises:
        UsageError: the words do not fit.
        _Shown: help or version was asked for.
    """
    from lowback_tray.commands import BY_NAME

    with i18n.bind_argparse():
        found = vars(build_parser(words).parse_args(list(words)))
    name = found.pop("command", None)
    return (BY_NAME[name] if name else None), found


def answer(program: Program, words: Sequence[str]) -> Answer:
    """Carry out a command on a program: what the pipe and the command line have in common."""
    from lowback_tray.commands import BY_NAME

    try:
        command, arguments = parse(words)
        if command is None:
            command, arguments = BY_NAME["show"], {}
        return Answer(DONE, out=command.run(program, arguments))
    except _Shown as shown:
        return Answer(DONE, out=str(shown).rstrip())
    except UsageError as error:
        return Answer(USAGE, err=str(error))
    except LowbackError as error:
        return Answer(FAILED, err=str(error))


def main(words: Sequence[str] | None = None) -> int:
    """Entry point of `lowback-tray` and `python -m lowback_tray`."""
    words = list(sys.argv[1:] if words is None else words)
    try:
        result = _carry_out(words) if words else _become_or_show()
    except _Shown as shown:
        result = Answer(DONE, out=str(shown).rstrip())
    except UsageError as error:
        result = Answer(USAGE, err=str(error))
    except LowbackError as error:
        result = Answer(FAILED, err=str(error))
    if result.out:
        print(result.out)
    if result.err:
        print(f"lowback-tray: {result.err}", file=sys.stderr)
    return result.code


def _carry_out(words: list[str]) -> Answer:
    """A command, in the language of the settings, so that terminal and windows agree."""
    from lowback_tray.app.offline import chosen_language

    i18n.use(chosen_language())
    command, _ = parse(words)
    return _become_or_show() if command is None else _dispatch(command, words)


def _become_or_show() -> Answer:
    running = _ask(["show"])
    if running is not None:
        return running
    from lowback_tray.app.become import become

    return Answer(become(_reply))


def _reply(program: Program, words: list[str]) -> Reply:
    """What goes back through the pipe."""
    from lowback_tray.desktop.pipe import Reply

    return Reply(*answer(program, words))


def _absolute(command: Command, words: list[str]) -> list[str]:
    """The running program has another working folder than whoever names a path."""
    length = len(command.name.split())
    plain = [argument for argument in command.arguments if argument.flag is None]
    named = iter(plain)
    made = words[:length]
    for word in words[length:]:
        argument = None if word.startswith("-") else next(named, None)
        on_disk = argument is not None and argument.kind in ("folder", "path")
        made.append(str(Path(word).absolute()) if on_disk else word)
    return made


def _dispatch(command: Command, words: list[str]) -> Answer:
    words = _absolute(command, words)
    from lowback_tray.commands import Needs

    running = _ask(words)
    if running is not None:
        return running
    match command.needs:
        case Needs.NOBODY:
            from lowback_tray.app.offline import Offline

            return answer(Offline(), words)
        case Needs.LAUNCH:
            return _launch_and_ask(words)
        case _:
            return Answer(NOT_RUNNING, err=tr("Lowback Tray is not running"))


def _ask(words: Sequence[str]) -> Answer | None:
    """The running program's answer; None when nobody runs."""
    from lowback_tray.desktop.pipe import ask

    reply = ask(paths.socket_path(), list(words), timeout=10.0)
    return None if reply is None else Answer(reply.exit, reply.out, reply.err)


def _starter() -> list[str]:
    """What starts the program beside this process."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "lowback_tray"]
    from lowback_tray.desktop.autostart import own_command

    return own_command()


def _launch_and_ask(words: list[str]) -> Answer:
    """Start the program beside this process and hand it the command when it listens.

    What it says on its way down goes to a file, not a pipe: the program outlives this process.
    """
    import subprocess
    import tempfile

    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this process
    child = subprocess.Popen(
        _starter(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        start_new_session=True,
    )
    end = time.monotonic() + _LAUNCH_BUDGET_S
    while time.monotonic() < end:
        reply = _ask(words)
        if reply is not None:
            return reply
        if child.poll() is not None:
            complaints.seek(0)
            problem = complaints.read().decode(errors="replace").strip()
            return Answer(FAILED, err=problem or tr("Lowback Tray did not start"))
        time.sleep(0.05)
    return Answer(FAILED, err=tr("Lowback Tray did not answer in time"))
