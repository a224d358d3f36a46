"""The baselines: a PySide6 tray icon and nothing else, or with the libraries we wait with.

Run as `python -m benchmarks.bare [--libraries]`. The first is what no Qt program in Python can
beat; the second what no program can that waits with these libraries: each is imported, used
once in the way of the waiting program, and kept.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

LIBRARIES = (
    "apscheduler (a BaseScheduler started, one date job)",
    "jeepney (imported)",
    "sqlite3 (a file with one row, WAL)",
    "PySide6.QtNetwork (a QLocalServer listening)",
    "ctypes (libxcb loaded)",
    "tomllib, json, gettext, argparse, platformdirs, logging, statistics, uuid, csv (imported)",
)


def tray() -> tuple[QApplication, QSystemTrayIcon, QMenu]:
    """The icon with a menu of one line."""
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    picture = QPixmap(64, 64)
    picture.fill(QColor("red"))
    icon = QSystemTrayIcon(QIcon(picture))
    menu = QMenu()
    menu.addAction("Quit")
    icon.setContextMenu(menu)
    icon.setToolTip("Bare")
    icon.show()
    return app, icon, menu


def libraries() -> list[object]:
    """Everything of `LIBRARIES`, in use."""
    import argparse
    import csv
    import ctypes
    import gettext
    import json
    import logging
    import sqlite3
    import statistics
    import tomllib
    import uuid
    from datetime import UTC, datetime, timedelta

    import jeepney
    import platformdirs
    from apscheduler.executors.debug import DebugExecutor
    from apscheduler.schedulers.base import BaseScheduler
    from apscheduler.triggers.date import DateTrigger
    from PySide6.QtNetwork import QLocalServer

    class Waiting(BaseScheduler):  # type: ignore[misc]  # APScheduler ships no types
        """A scheduler that somebody else wakes."""

        def wakeup(self) -> None:
            """Nobody waits here."""

        def shutdown(self, wait: bool = True) -> None:
            """It ends with the process."""

    scheduler = Waiting(timezone=UTC, executors={"default": DebugExecutor()})
    scheduler.start()
    scheduler.add_job(print, DateTrigger(datetime.now(UTC) + timedelta(hours=1), UTC))
    folder = tempfile.TemporaryDirectory()
    store = sqlite3.connect(Path(folder.name) / "file")
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("CREATE TABLE one (row)")
    store.execute("INSERT INTO one VALUES (1)")
    store.commit()
    server = QLocalServer()
    server.listen(str(Path(folder.name) / "socket"))
    modules = (argparse, csv, gettext, jeepney, json, logging, platformdirs, statistics, tomllib)
    return [folder, scheduler, store, server, ctypes.CDLL("libxcb.so.1"), uuid, *modules]


def main() -> int:
    """Show the icon and wait to be ended."""
    kept = tray()
    used = libraries() if "--libraries" in sys.argv else []
    code = kept[0].exec()
    used.clear()
    return code


if __name__ == "__main__":
    sys.exit(main())
