"""Every kind of window opened and closed, again and again: what is left of it?

    python -m tests.openings [TIMES]

Opens each of them so many times all in all (1000), the break window and the toast among them, and
ends with 1 if memory, timers, widgets or file descriptors are not where they were. A short run of
the same is in `tests/ui/test_openings.py`.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from lowback_tray.ui.theme import Themer
from tests.ui import gallery

NAMES = (
    *("break-prompt", "break-guide", "break-done", "break-other-screen", "toast-posture"),
    *("today-sitting", "settings-reminders", "library", "history-day", "why", "diagnostics"),
    *("about", "self-check", "first-run", "warning-signs", "pause-until", "notice-toast"),
    *("toast-return-card", "history-year", "library-exercise", "settings-search"),
)
# The allocator keeps some of what it was given back; a real leak of a window is 100 KiB a time.
_KIB_A_TIME = 8
_TIDY_EVERY = 8
_WARM_UP = 9  # the lines of a prompt rotate, and what is loaded once stays


@dataclass(frozen=True)
class Census:
    """What is alive at one moment."""

    widgets: int
    timers: int
    files: int
    objects: int
    kib: int

    @classmethod
    def take(cls) -> Census:
        settle()
        every = gc.get_objects()
        # Of its own: what it shares with files comes and goes with what other programs need.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kib = int(status.partition("RssAnon:")[2].split()[0])
        return cls(
            len(QApplication.allWidgets()),
            sum(type(one) is QTimer for one in every),
            len(list(Path("/proc/self/fd").iterdir())),
            len(every),
            kib,
        )


def settle() -> None:
    """Let go of everything that was only to be deleted later."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()


def open_and_close(name: str, times: int) -> None:
    """One kind of window, so many times."""
    picture = next(one for one in gallery.pictures() if one.name == name)
    for number in range(times):
        shown = picture.show()
        QCoreApplication.processEvents()
        shown.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if number % _TIDY_EVERY == _TIDY_EVERY - 1:
            settle()  # else the heap grows by what waits for the collector, which is no leak


def left(name: str, times: int) -> dict[str, int]:
    """What so many openings have left behind, after a few to warm up; nothing is {}."""
    open_and_close(name, _WARM_UP)
    Census.take()  # what the first look loads stays too
    before = Census.take()
    open_and_close(name, times // 2)
    halfway = Census.take()
    open_and_close(name, times - times // 2)
    after = Census.take()
    found = {
        what: getattr(after, what) - getattr(before, what)
        for what in ("widgets", "timers", "files")
    }
    found["objects"] = (after.objects - before.objects) // times
    # The allocator takes more in one go now and then; what leaks grows in both halves.
    grown = min(halfway.kib - before.kib, after.kib - halfway.kib)
    found["kib"] = max(0, grown - 512) // (times // 2) // _KIB_A_TIME
    return {what: much for what, much in found.items() if much > 0}


def main() -> int:
    """See the module."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    app = QApplication(sys.argv[:1])
    themer = Themer(app, "light", 100)
    faults = 0
    for name in NAMES:
        found = left(name, max(2, times // len(NAMES)))
        faults += bool(found)
        print(f"{name:24}{found or 'nothing left'}", flush=True)  # noqa: T201
    themer.deleteLater()
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
