"""Screens plugged and unplugged under open windows, again and again, in a process of its own.

    python -m tests.desktop.hotplug ROUNDS        (on a private X server; prints JSON)

Each round adds a second monitor, puts the break window and a plain window on it, and takes it
away; both have to be in reach afterwards. What is told: the rounds in which they were not, and
memory, timers, windows and file descriptors after a tenth of the rounds and at the end.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray.app.window_places import WindowPlaces
from lowback_tray.care import library
from lowback_tray.ui import screens
from lowback_tray.ui.break_window.window import BreakWindow
from lowback_tray.ui.theme import Themer
from tests.ui import samples
from tests.ui.fakes import FakeStage, HandClock, Mailbox

_LEFT = ("LEFT", "640/169x720/190+0+0", "screen")
_RIGHT = ("RIGHT", "640/169x720/190+640+0", "none")


class Bench:
    """The windows, and the monitors they are on."""

    def __init__(self) -> None:
        self.app = QApplication(sys.argv[:1])
        self.themer = Themer(self.app, "light", 100)
        self.plain = QWidget()
        self.places = WindowPlaces(Path(os.environ["HOME"]) / "windows.json")
        self.break_window = BreakWindow(
            library.load(), Mailbox(), HandClock(), FakeStage, screen="each",
            tell=lambda _widget, _text: None,
        )  # fmt: skip
        screens.watch().changed.connect(self.rescue)

    def rescue(self) -> None:
        self.places.rescue({"plain": self.plain})

    def until(self, what: Callable[[], bool], timeout_s: float = 20.0) -> bool:
        """Let the program live until it is so."""
        ends = time.monotonic() + timeout_s
        while not what():
            if time.monotonic() > ends:
                return False
            self.app.processEvents()
            time.sleep(0.002)
        return True

    def start(self) -> None:
        _xrandr("--setmonitor", *_LEFT)
        self.until(lambda: screens.monitors()[0].whole.width() == 640)
        self.plain.resize(300, 200)
        self.plain.show()
        self.break_window.prompter.show(samples.prompt())

    def round(self) -> bool:
        """Plug, move, unplug; whether both windows are in reach then."""
        frame = self.break_window.frame
        assert frame is not None
        _xrandr("--setmonitor", *_RIGHT)
        cards = frame.companions.cards
        if not self.until(lambda: len(screens.monitors()) == 2 and len(cards) == 1):
            return False
        frame.move(QPoint(700, 40))
        self.plain.move(QPoint(900, 100))
        if not self.until(lambda: min(frame.x(), self.plain.x()) >= 640):
            return False
        _xrandr("--delmonitor", _RIGHT[0])
        windows = (frame, self.plain)
        return self.until(
            lambda: (
                len(screens.monitors()) == 1
                and not cards
                and all(screens.in_reach(w.frameGeometry(), screens.monitors()) for w in windows)
            )
        )

    def census(self) -> dict[str, int]:
        gc.collect()
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return {
            "kib": int(pages) * 4,
            "timers": len(self.app.findChildren(QTimer)),
            "windows": len(QApplication.topLevelWidgets()),
            "files": len(list(Path("/proc/self/fd").iterdir())),
        }


def _xrandr(*words: str) -> None:
    subprocess.run(["xrandr", *words], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """See the module."""
    rounds = int(sys.argv[1])
    bench = Bench()
    bench.start()
    lost, early = [], {}
    for number in range(rounds):
        if not bench.round():
            lost.append(number)
        if number == rounds // 10:
            early = bench.census()
    print(json.dumps({"lost": lost, "early": early, "late": bench.census()}))  # noqa: T201
    bench.break_window.release()


if __name__ == "__main__":
    main()
