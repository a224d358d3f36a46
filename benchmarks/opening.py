"""How long a window takes from its moment to its first frame, in a process like the waiting one.

Run as `python -m benchmarks.opening NAME [cold|expected|again]` on a display; prints one number,
milliseconds from "now open it" to the end of the first paint after it is exposed. The content is
read and the waiting program's modules are loaded. *Cold*, the look, the window and all its modules
are not: the first time Today or the settings are asked for. *Expected*, they are loaded, as they
are in the minute before a prompt (`app.places`), but no widget is made. *Again*, the window was
open and given back before. One process for each measurement, because only the first counts.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray.app import program as _waiting  # noqa: F401 - all that waits is loaded
from lowback_tray.care import library as content
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.ports import Stamp
from lowback_tray.history.opening import open_store
from lowback_tray.history.store import Store
from lowback_tray.ui import tray_menu as _menu  # noqa: F401 - as is what a shown status loads
from tests.ui import samples, samples_b, samples_history

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.ui.settings_window.day_preview import Day

STATES = {
    "prompt": ("expected", "cold", "again"),
    "guide": ("expected", "cold", "again"),
    "toast": ("cold",),
    "today": ("cold",),
    "settings": ("cold",),
    "why": ("cold",),
    "diagnostics": ("cold",),
    "about": ("cold",),
    "history": ("cold",),
}
_TOO_LONG_S = 20.0


def _nothing(*_args: object) -> None:
    """Nobody answers."""


def _off() -> bool:
    return False


class _Break:
    """The break window."""

    def __init__(self, state: str) -> None:
        from lowback_tray.ui.break_window.window import BreakWindow
        from lowback_tray.ui.figure.view import FigureView

        self._state = state
        self._window = BreakWindow(content.load(), _nothing, time.monotonic, FigureView)

    def show(self) -> QWidget:
        samples.STATES[self._state](self._window)
        assert self._window.frame is not None
        return self._window.frame

    def prepare(self) -> None:
        self._window.prepare()

    def give_back(self) -> None:
        self._window.release()


def _toast() -> QWidget:
    from lowback_tray.ui.figure.view import FigureView
    from lowback_tray.ui.toast import Toast

    before = set(QApplication.topLevelWidgets())
    toast = Toast(content.load(), _nothing, FigureView)
    toast.show(samples.prompt(kind=BreakKind.POSTURE_RESET))
    _KEPT.append(toast)
    return next(
        one for one in QApplication.topLevelWidgets() if one not in before and one.isVisible()
    )


def _today() -> QWidget:
    from lowback_tray.ui.safety.cards import Heeded
    from lowback_tray.ui.today.window import TodayWindow

    window = TodayWindow(_nothing, _nothing, content.load, _nothing, Heeded(frozenset, _nothing))
    window.show_status(samples_b.SITTING)
    window.show()
    return window


def _settings() -> QWidget:
    from lowback_tray.settings.table import PAGES, SETTINGS
    from lowback_tray.settings.values import Values
    from lowback_tray.ui.settings_window import day_preview, showing
    from lowback_tray.ui.settings_window.general import General
    from lowback_tray.ui.settings_window.window import SettingsWindow

    extras = {"reminders": [day_preview.slot(_day), showing.slot(lambda _what: "")]}
    window = SettingsWindow(
        SETTINGS, PAGES, Values(), _nothing, _nothing, General("0.1.0", (), _off, _nothing),
        extras,
    )  # fmt: skip
    window.show()
    return window


def _day() -> Day:
    from lowback_tray.app import dayplan
    from lowback_tray.settings.values import Values

    return dayplan.coming(Values(), content.load(), samples_b.NOW)


def _why() -> QWidget:
    from lowback_tray.history.decisions import decisions
    from lowback_tray.ui.why_window.window import WhyWindow
    from tests.ui import samples_why

    window = WhyWindow(str, _nothing)
    window.show_status(samples_b.SITTING)
    window.show_decisions(decisions(samples_why.records(), samples_why.NAMES))
    window.show()
    return window


def _diagnostics() -> QWidget:
    from lowback_tray.app import findings
    from lowback_tray.ui.diagnostics_window.window import DiagnosticsWindow
    from tests.ui import samples_doctor

    window = DiagnosticsWindow(lambda: findings.findings(samples_doctor.GOOD), _nothing, list)
    window.show()
    return window


def _about() -> QWidget:
    from lowback_tray.app import made_of
    from lowback_tray.ui.about_window.window import AboutWindow

    window = AboutWindow("0.1.0", made_of.parts, content.load(), QIcon())
    window.show()
    return window


@cache
def _three_years() -> Store:
    """A history on the disk with the records of three years in it."""
    folder = TemporaryDirectory()
    _KEPT.append(folder)
    store, _ = open_store(Path(folder.name) / "history.sqlite", samples_b.NOW)
    first = samples_history.TODAY - timedelta(days=3 * 365)
    records = list(samples_history.records(first))
    store.commit({}, Stamp("boot", 1.0, 1.0), records)
    return store


def _history() -> QWidget:
    from lowback_tray.app.looking_back import LookingBack
    from lowback_tray.ui.history_window.window import HistoryWindow

    past = LookingBack(_three_years(), lambda: samples_b.SITTING, content.load)
    window = HistoryWindow(past)
    window.show()
    return window


_WINDOWS: dict[str, Callable[[], QWidget]] = {
    "history": _history,
    "toast": _toast,
    "today": _today,
    "settings": _settings,
    "why": _why,
    "diagnostics": _diagnostics,
    "about": _about,
}
_KEPT: list[object] = []


def _dress(app: QApplication) -> None:
    from lowback_tray.ui.theme import Themer

    _KEPT.append(Themer(app, "light"))


def _painted(app: QApplication, window: QWidget) -> float:
    """When its first frame is done: Qt paints while it takes in that the window is exposed."""
    end = time.perf_counter() + _TOO_LONG_S
    while not window.windowHandle().isExposed():
        assert time.perf_counter() < end, "no window appears"
        app.processEvents()
    app.processEvents()
    return time.perf_counter()


def _measure_break(app: QApplication, name: str, state: str) -> float:
    began = time.perf_counter()
    _dress(app)
    window = _Break(name)
    if state == "again":
        _painted(app, window.show())
        window.give_back()
        app.processEvents()
    elif state == "expected":
        window.prepare()
    if state != "cold":
        began = time.perf_counter()
    return _painted(app, window.show()) - began


def _measure_other(app: QApplication, name: str) -> float:
    began = time.perf_counter()
    _dress(app)
    window = _WINDOWS[name]()
    _KEPT.append(window)
    return _painted(app, window) - began


def main() -> int:
    """Open the window and print how long it took."""
    name, state = sys.argv[1], sys.argv[2]
    app = QApplication([])
    content.load()
    if name == "history":
        _three_years()
    app.processEvents()
    breaks = name in ("prompt", "guide")
    took = _measure_break(app, name, state) if breaks else _measure_other(app, name)
    print(f"{took * 1000:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
