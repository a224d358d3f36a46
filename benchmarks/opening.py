"""How long a window takes from its moment to its first frame, in a process like the waiting one.

Run as `python -m benchmarks.opening NAME [cold|expected|again]` on a display; prints one number,
milliseconds from "now open it" to the end of the first paint after it is exposed.

Prompt, guide and toast are opened as the engine opens them, with the content read and the waiting
program's modules loaded. All other windows are opened by their command in the whole program, with
a home of its own and the records of three years in its history; so the command, the settings, the
disk and the desktop's answers count too.

*Cold*, the program is at rest, and of the windows no more is loaded than it loads for itself
(`app.expecting`); for prompt, guide, toast and first page nothing at all. The first window that is
asked for. *Expected*, all is loaded, but no widget is made: as in the minute before a prompt
(`app.places`), and as after the tray's menu was opened, which is how most windows are asked for.
*Again*, the window was open and given back before. One process for each measurement, because only
the first counts.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray import cli, paths
from lowback_tray.app.program import Program
from lowback_tray.care import library as content
from lowback_tray.desktop import binding
from lowback_tray.desktop.instance import Instance
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.ports import Stamp
from lowback_tray.history.opening import open_store
from lowback_tray.ui import tray_menu as _menu  # noqa: F401 - what a shown status loads
from lowback_tray.ui.tray import Tray
from tests.ui import samples, samples_b, samples_history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lowback_tray.desktop.pipe import Reply

_BREAKS = {
    "prompt": ("expected", "cold", "again"),
    "guide": ("expected", "cold", "again"),
    "toast": ("expected", "cold", "again"),
}
COMMANDS = {
    "today": "show",
    "settings": "settings-window",
    "history": "history-window",
    "library": "library-window",
    "why": "why-window",
    "self-check": "self-check",
    "warning-signs": "warning-signs",
    "pause": "pause-window",
    "diagnostics": "diagnostics",
    "about": "about",
}
_FIRST_RUN = "first-run"
WINDOW = ("cold", "expected", "again")
STATES = {**_BREAKS, _FIRST_RUN: ("cold",), **dict.fromkeys(COMMANDS, WINDOW)}
_YEARS = 3
_TOO_LONG_S = 20.0
_SETTLE_S = 1.0  # after the icon is shown: what is done after that at the start is done


def _nothing(*_args: object) -> None:
    """Nobody answers."""


class _Break:
    """Prompt, guide or toast, as the engine's effects open them."""

    def __init__(self, name: str) -> None:
        from lowback_tray.ui.break_window.window import BreakWindow
        from lowback_tray.ui.figure.view import FigureView
        from lowback_tray.ui.theme import Themer

        self._name = name
        self._themer = Themer(_app(), "light")
        self._window = BreakWindow(content.load(), _nothing, time.monotonic, FigureView)
        self._toast: Any = None

    def show(self) -> QWidget:
        if self._name == "toast":
            return self._show_toast()
        samples.STATES[self._name](self._window)
        assert self._window.frame is not None
        return self._window.frame

    def _show_toast(self) -> QWidget:
        from lowback_tray.ui.figure.view import FigureView
        from lowback_tray.ui.toast import Toast

        if self._toast is None:
            self._toast = Toast(content.load(), _nothing, FigureView)
        self._toast.show(samples.prompt(kind=BreakKind.POSTURE_RESET))
        assert isinstance(self._toast.card, QWidget)
        return self._toast.card

    def prepare(self) -> None:
        """What the program does in the minute before."""
        if self._name != "toast":
            self._window.prepare()

    def give_back(self) -> None:
        if self._toast is not None:
            self._toast.release()
        self._window.release()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _painted(window: QWidget) -> float:
    """When its first frame is done: Qt paints while it takes in that the window is exposed.

    What was posted by then belongs to it; what the window has put off until later (the library its
    figures) does not.
    """
    end = time.perf_counter() + _TOO_LONG_S
    while not window.windowHandle().isExposed():
        assert time.perf_counter() < end, "no window appears"
        _app().processEvents()
    _app().sendPostedEvents()
    return time.perf_counter()


def _break_s(name: str, state: str) -> float:
    began = time.perf_counter()
    window = _Break(name)
    if state == "again":
        _painted(window.show())
        window.give_back()
        _app().processEvents()
    elif state == "expected":
        window.prepare()
    if state != "cold":
        began = time.perf_counter()
    return _painted(window.show()) - began


@contextmanager
def home() -> Iterator[None]:
    """A home of its own, in which the program has lived for years."""
    with TemporaryDirectory() as name:
        for variable in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
            folder = Path(name) / variable
            folder.mkdir(mode=0o700)
            os.environ[f"XDG_{variable}"] = str(folder)
        _write_settings()
        _write_history()
        yield


def _write_settings() -> None:
    paths.ensure(paths.settings_file().parent)
    paths.settings_file().write_text(
        'first_run.done = true\nappearance.theme = "light"\nlanguage = "en"\n', encoding="utf-8"
    )


def _write_history() -> None:
    """The records of some years up to the samples' day."""
    paths.ensure(paths.history_file().parent)
    store, _ = open_store(paths.history_file(), samples_b.NOW)
    first = samples_history.TODAY - timedelta(days=_YEARS * 365)
    store.commit({}, Stamp("boot", 1.0, 1.0), list(samples_history.records(first)))
    store.close()


@contextmanager
def whole_program() -> Iterator[tuple[Program, Tray]]:
    """The whole program, at rest, and its icon."""
    instance = Instance(paths.ensure(paths.runtime_dir()) / "lock", paths.socket_path())
    assert instance.claim(), "its home is its own"
    tray = Tray()
    tray.show()
    program = Program(_app(), tray, instance, _reply)
    end = time.perf_counter() + _TOO_LONG_S
    while program.running.around.icon_shown is None:
        assert time.perf_counter() < end, "the desktop does not answer"
        wait(0.1)
    wait(_SETTLE_S)
    _comes_to_rest(program)
    if _open_windows():  # Today, where there is no tray: then nothing is cold any more
        assert _app().platformName() == "offscreen", "no tray host takes the icon"
        close_all()
    try:
        yield program, tray
    finally:
        program.close()
        instance.close()


def _comes_to_rest(program: Program) -> None:
    """What a click on the icon opens is loaded ten seconds after the start; not to wait so long."""
    expecting = program._windows.expecting
    end = time.perf_counter() + _TOO_LONG_S
    expecting._rests()
    while not expecting.near:
        assert time.perf_counter() < end, "Today is not loaded"
        wait(0.1)


def _reply(program: Any, words: list[str]) -> Reply:
    from lowback_tray.desktop.pipe import Reply

    done = cli.answer(program, words)
    return Reply(done.code, done.out, done.err)


def wait(seconds: float) -> None:
    """Let the program live for so long."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        _app().processEvents()
        time.sleep(0.01)


def _open_windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def close_all() -> None:
    """Close every window, and let what follows from that happen."""
    for window in _open_windows():
        window.close()
    wait(0.3)


def _command_s(name: str, state: str) -> float:
    with home(), whole_program() as (program, tray):
        if state == "expected":
            _open_menu(program, tray)
        if state == "again":
            _opened_s(program, name)
            wait(1.0)
            close_all()
        took = _opened_s(program, name)
        close_all()
    return took


def _open_menu(program: Program, tray: Tray) -> None:
    """As its host asks for it when somebody clicks; and all that follows from that is done."""
    expecting = program._windows.expecting
    end = time.perf_counter() + _TOO_LONG_S
    while not expecting.loaded:
        assert time.perf_counter() < end, "nothing is loaded for an open menu"
        tray.opening.emit()  # just after the icon is taken nobody is believed to have clicked
        wait(0.1)


def _opened_s(program: Program, name: str) -> float:
    began = time.perf_counter()
    done = cli.answer(program.running, [COMMANDS[name]])
    assert done.code == 0, done.err
    (window,) = _open_windows()
    return _painted(window) - began


def _first_run_s() -> float:
    from lowback_tray.settings.values import Values

    signs = content.load().signs
    began = time.perf_counter()
    from lowback_tray.ui.first_run import FirstRun
    from lowback_tray.ui.theme import Themer

    themer = Themer(_app(), "light")
    page = FirstRun(Values(), _nothing, lambda: False, _nothing, signs)
    page.show()
    took = _painted(page) - began
    page.close()
    themer.deleteLater()
    return took


def main() -> int:
    """Open the window and print how long it took."""
    name, state = sys.argv[1], sys.argv[2]
    binding.read_no_sources()  # as the program, for everything that is loaded from here on
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    content.load()
    app.processEvents()
    if name == _FIRST_RUN:
        took = _first_run_s()
    else:
        took = _break_s(name, state) if name in _BREAKS else _command_s(name, state)
    print(f"{took * 1000:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
