"""Bugs of ours and warnings of Qt: written to the log file, counted, and shown as a problem.

An exception in a Qt slot does not end the program; it must not vanish either.
"""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from lowback_tray import __version__
from lowback_tray.i18n import ntr

_LARGEST = 512 * 1024
_LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Complaints:
    """Takes what nobody else took.

    Args:
        path: the log file; its folder exists.

    Attributes:
        bugs: how many exceptions reached the top since the start.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.bugs = 0
        sys.excepthook = self._exception
        threading.excepthook = self._thread
        qInstallMessageHandler(self._qt)

    def problem(self) -> str | None:
        """What the person is told, None while all is well."""
        if not self.bugs:
            return None
        said = ntr("{n} internal error, see", "{n} internal errors, see", self.bugs)
        return f"{said} {self._path}"

    def _exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.bugs += 1
        self._write("".join(traceback.format_exception(kind, error, trace)))

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind in _LOUD:
            self._write(f"Qt: {message}\n")

    def _write(self, text: str) -> None:
        """To standard error and to the file; a full disk must not make it worse."""
        if sys.stderr is not None:
            sys.stderr.write(text)
        try:
            if self._path.exists() and self._path.stat().st_size > _LARGEST:
                self._path.replace(self._path.with_suffix(".log.1"))
            with self._path.open("a", encoding="utf-8") as log:
                log.write(f"{datetime.now().astimezone().isoformat()} {__version__} {text}")
        except OSError as error:
            if sys.stderr is not None:
                sys.stderr.write(f"lowback-tray: {self._path}: {error}\n")

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
