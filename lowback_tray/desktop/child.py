"""A program run for what it does, not for what it says; one at a time, with an end.

A helper that hangs must neither eat a core nor pile up: the next one, the end of its time or our
own end kills it. Of what it complains about only the end is kept, however much that is.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QProcessEnvironment, QTimer

from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_KILLED_MS = 500  # a killed process is gone long before that
_KEPT = 4096  # bytes of what it said, more than any last line


class Child:
    """Runs one command after the other; a new one ends the one before.

    Args:
        budget_ms: how long one may take.
        env: its environment.
    """

    def __init__(self, budget_ms: int, env: Mapping[str, str] = os.environ) -> None:
        self._env = env
        self._process: QProcess | None = None
        self._done: Callable[[str | None], None] | None = None
        self._feed, self._said = b"", b""
        self._budget = QTimer(singleShot=True, interval=budget_ms)
        self._budget.timeout.connect(self._took_too_long)

    @property
    def running(self) -> bool:
        """Whether a command runs."""
        return self._process is not None

    def run(
        self, command: Sequence[str], done: Callable[[str | None], None], feed: str = ""
    ) -> None:
        """Run a command.

        Args:
            command: the program and its arguments.
            done: told None when it went well, else what went wrong; from the event loop, and
                never for a command that was stopped or replaced.
            feed: what it reads from its standard input.
        """
        self.stop()
        process = QProcess()
        process.setProgram(command[0])
        process.setArguments(list(command[1:]))
        environment = QProcessEnvironment()
        for name, value in self._env.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        process.started.connect(self._started)
        process.readyReadStandardError.connect(self._listen)
        self._process, self._done, self._feed = process, done, feed.encode()
        self._said = b""
        self._budget.start()
        process.start()

    def stop(self) -> None:
        """End what runs; nothing is told of it."""
        self._budget.stop()
        process, self._process, self._done = self._process, None, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_KILLED_MS)  # reaps it; returns at once for a dead one

    def _started(self) -> None:
        if self._process is not None:
            if self._feed:
                self._process.write(self._feed)
            self._process.closeWriteChannel()

    def _listen(self) -> None:
        if self._process is not None:
            self._said += bytes(self._process.readAllStandardError().data())
            self._said = self._said[-_KEPT:]

    def _took_too_long(self) -> None:
        done = self._done
        self.stop()
        if done is not None:
            done(tr("does not end"))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(tr("cannot be started"))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._listen()
        said = _last_line(self._said)
        if status is not QProcess.ExitStatus.NormalExit:
            self._end(tr("crashed"))
        else:
            self._end(None if code == 0 else said or tr("exit status {code}").format(code=code))

    def _end(self, problem: str | None) -> None:
        self._budget.stop()
        process, self._process = self._process, None
        done, self._done = self._done, None
        if process is not None:
            process.deleteLater()
        if done is not None:
            done(problem)


def _last_line(output: bytes) -> str:
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
