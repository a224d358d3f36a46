"""A program that is nothing but a window with keys, and says what happens to it.

Run as `python -m tests.ui.probes_b.keys_program`. It writes "listed" and "away" when the list of
keys comes and goes, "closed" for the window, and "up" for each release of a key, also those that
make a held one.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from lowback_tray.ui.keyboard.sheet import Sheet
from lowback_tray.ui.theme import Themer
from lowback_tray.ui.today.window import TodayWindow
from tests.ui import gallery

_SHEET = {QEvent.Type.Show: "listed", QEvent.Type.Hide: "away"}


class _Watch(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if isinstance(watched, Sheet) and event.type() in _SHEET:
            say(_SHEET[event.type()])
        elif isinstance(watched, TodayWindow) and event.type() == QEvent.Type.Hide:
            say("closed")
        elif isinstance(watched, QWindow) and event.type() == QEvent.Type.KeyRelease:
            say("up")
        return False


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> None:
    app = QApplication(sys.argv)
    themer = Themer(app, "light")
    shown = next(one for one in gallery.pictures() if one.name == "today-sitting").show()
    watch = _Watch()
    app.installEventFilter(watch)
    say("ready")
    app.exec()
    del shown, themer


if __name__ == "__main__":
    main()
