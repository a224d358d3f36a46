"""A program that is nothing but the tray: words come in through a pipe, commands go out.

Run as `python -m tests.ui.probes_b.tray_program PIPE`. A word is the name of a sample status,
or "rebuild", which makes the icon anew.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from lowback_tray.ui.tray import Tray
from tests.ui import samples_b as samples


class _Program(QObject):
    def __init__(self, pipe: str) -> None:
        super().__init__()
        self._tray = Tray(self)
        self._tray.command.connect(self._say)
        self._tray.show()
        self._pipe = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        self._input = QSocketNotifier(self._pipe, QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._read)
        self._say("ready", ())

    def _say(self, name: str, args: tuple[str, ...]) -> None:
        sys.stdout.write(" ".join((name, *args)) + "\n")
        sys.stdout.flush()

    def _read(self) -> None:
        for word in os.read(self._pipe, 4096).decode().split():
            if word == "rebuild":
                self._tray.rebuild()
            else:
                self._tray.show_status(samples.STATUSES[word])


def main() -> None:
    app = QApplication(sys.argv)
    app.setQuitOnLastWindowClosed(False)
    program = _Program(sys.argv[1])
    app.exec()
    del program


if __name__ == "__main__":
    main()
