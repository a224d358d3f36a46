"""The break window on each of Qt's own screens in turn; prints what came of it as JSON.

    QT_QPA_PLATFORM=offscreen:configfile=screens.json python -m tests.ui.screen_walk PERCENT

A process has one arrangement of screens for life, so tests run this in one of their own.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from lowback_tray.care import library
from lowback_tray.ui.break_window.window import BreakWindow
from lowback_tray.ui.theme import Themer
from tests.ui import samples
from tests.ui.fakes import FakeStage, HandClock, Mailbox


def main() -> None:
    """See the module."""
    app = QApplication(sys.argv[:1])
    themer = Themer(app, "light", int(sys.argv[1]))
    told = []
    for number in range(len(app.screens())):
        screen = app.screens()[number]  # afresh: a screen asked of a window dies with it (PySide)
        name, free = screen.name(), screen.availableGeometry()
        QCursor.setPos(free.center())
        app.processEvents()
        window = BreakWindow(
            library.load(), Mailbox(), HandClock(), FakeStage, screen="each",
            tell=lambda _widget, _text: None,
        )  # fmt: skip
        window.prompter.show(samples.prompt())
        app.processEvents()
        frame = window.frame
        assert frame is not None
        told.append(
            {
                "asked": name,
                "on": frame.screen().name(),
                "inside": free.contains(frame.geometry()),
                "cards": sorted(card.screen().name() for card in frame.companions.cards),
            }
        )
        window.release()
        app.processEvents()
    themer.deleteLater()
    print(json.dumps(told))  # noqa: T201 - for the test that runs this


if __name__ == "__main__":
    main()
