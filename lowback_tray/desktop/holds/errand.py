"""A short program run for its output, with a budget, off nobody's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QProcessEnvironment, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BUDGET_MS = 1500


class Errand:
    """One command that can be run again and again, never twice at a time.

    Args:
        command: the program and its arguments.
        env: its environment; it is told to speak English.
        done: gets what it printed; None: it failed, hung, or is not there. Called from the
            event loop.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        done: Callable[[str | None], None],
    ) -> None:
        self._command = list(command)
        self._env = env
        self._done = done
        self._again = False
        self._process: QProcess | None = None
        self._budget = QTimer(singleShot=True, interval=BUDGET_MS)
        self._budget.timeout.connect(self._took_too_long)

    def run(self) -> None:
        """Run it; while it runs already, once more afterwards: it may have looked too early."""
        if self._process is not None:
            self._again = True
            return
        environment = QProcessEnvironment()
        for name, value in {**self._env, "LC_ALL": "C"}.items():
            environment.insert(name, value)
        self._process = QProcess()
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._process.setProgram(self._command[0])
        self._process.setArguments(self._command[1:])
        self._budget.start()
        self._process.start(QProcess.OpenModeFlag.ReadOnly)

    def close(self) -> None:
        """End it without a word."""
        self._again = False
        self._budget.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(200)

    def _took_too_long(self) -> None:
        if self._process is not None:
            self._process.kill()  # and `_finished` follows

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(None)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        good = status is QProcess.ExitStatus.NormalExit and code == 0
        process = self._process
        if process is not None:
            output = bytes(process.readAllStandardOutput().data()).decode(errors="replace")
            self._end(output if good else None)

    def _end(self, output: str | None) -> None:
        self._budget.stop()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._done(output)
        if self._again:
            self._again = False
            self.run()
