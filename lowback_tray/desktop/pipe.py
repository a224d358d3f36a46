"""What goes through the pipe between the command line and the running program.

One JSON object a line: {"command": [argument, ...]} one way, and
{"exit": 0, "out": "...", "err": ""} back. The command line uses only this module, so that a
command costs a bare Python and no Qt.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from lowback_tray.errors import BadInput, DesktopError, UsageError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONGEST_REQUEST = 64 * 1024


class Request(NamedTuple):
    """A command for the running program."""

    command: list[str]

    def line(self) -> bytes:
        """As it goes through the pipe."""
        return _line({"command": self.command})

    @classmethod
    def read(cls, line: bytes) -> Request:
        """Understand what came through the pipe.

        Raises:
            BadInput: it is not a request.
        """
        command = _object(line).get("command")
        if not isinstance(command, list) or not all(isinstance(word, str) for word in command):
            raise _malformed(tr("“command” is not a list of texts"))
        return cls(command)


class Reply(NamedTuple):
    """What the running program made of a command.

    Attributes:
        exit: the exit status for the command line.
        out: what to print.
        err: what to print on standard error.
    """

    exit: int
    out: str = ""
    err: str = ""

    def line(self) -> bytes:
        """As it goes through the pipe."""
        return _line({"exit": self.exit, "out": self.out, "err": self.err})

    @classmethod
    def read(cls, line: bytes) -> Reply:
        """Understand what came through the pipe.

        Raises:
            BadInput: it is not a reply.
        """
        found = _object(line)
        status, out, err = found.get("exit"), found.get("out", ""), found.get("err", "")
        if not isinstance(status, int) or not isinstance(out, str) or not isinstance(err, str):
            raise _malformed(tr("it does not tell how it ended"))
        return cls(status, out, err)


def ask(socket_path: Path, argv: Sequence[str], timeout: float = 5.0) -> Reply | None:
    """Let the running program do a command; None: no program runs.

    Args:
        socket_path: where its socket is (Unix), or the name of its pipe (Windows).
        argv: the command and its arguments.
        timeout: seconds to wait for each part of the way. Windows waits without end.

    Raises:
        UsageError: the command is longer than any command can be.
        DesktopError: a program runs, but does not answer, or with something else.
    """
    request = Request(list(argv)).line()
    if len(request) > LONGEST_REQUEST:
        raise UsageError(tr("The command"), tr("it is too long"), tr("Use fewer words."))
    try:
        line = _exchange(socket_path, request, timeout)
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except OSError as error:
        raise DesktopError(_silent(error.strerror or tr("no answer in time"))) from error
    if not line:
        raise DesktopError(_silent(tr("it ended")))
    try:
        return Reply.read(line)
    except BadInput as error:
        raise DesktopError(_silent(error.problem)) from error


if sys.platform == "win32":  # pragma: no cover  # written to the documentation, not run by us

    def _exchange(path: Path, request: bytes, _timeout: float) -> bytes:
        with open(rf"\\.\pipe\{path.name}", "r+b", buffering=0) as pipe:  # noqa: PTH123
            pipe.write(request)
            return _first_line(lambda: pipe.read(65536) or b"")

else:

    def _exchange(path: Path, request: bytes, timeout: float) -> bytes:
        import socket

        with socket.socket(socket.AF_UNIX) as pipe:
            pipe.settimeout(timeout)
            pipe.connect(str(path))
            pipe.sendall(request)
            return _first_line(lambda: pipe.recv(65536))


def _first_line(receive: Any) -> bytes:
    parts = []
    while part := receive():
        parts.append(part)
        if b"\n" in part:
            break
    return b"".join(parts).partition(b"\n")[0]


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise _malformed(tr("it is not JSON")) from None
    if not isinstance(found, dict):
        raise _malformed(tr("it is not a JSON object"))
    return found


def _malformed(problem: str) -> BadInput:
    remedy = tr("Use the lowback-tray command of the same version.")
    return BadInput(tr("The message"), problem, remedy)


def _silent(reason: str) -> str:
    text = tr("Lowback Tray runs, but gives no proper answer ({reason}).")
    return text.format(reason=reason)
