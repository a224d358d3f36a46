"""What the waiting program has loaded, pinned: a window's modules must not sneak back in.

It comes to rest ten seconds after its start, with Today and the windows that need most.

And what it loads when somebody opens its menu in a real tray host: everything that windows need.

The list is asked of the running program itself: a `sitecustomize` in the test's own folder
writes the names of all modules to a file at SIGUSR1, and those of all files of which the source is
kept. The program knows nothing of it.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass

import pytest

from lowback_tray.app.expecting import MODULES, NEAR
from tests.desktop.virtual import VirtualDesktop
from tests.e2e.life import Life

_SITECUSTOMIZE = """\
import linecache, os, signal, sys
def tell(*_):
    kept = ["kept:" + path for path in linecache.cache]
    with open(os.environ["TELL_MODULES"] + ".part", "w") as file:
        file.write("\\n".join([*sys.modules, *kept]))
    os.replace(os.environ["TELL_MODULES"] + ".part", os.environ["TELL_MODULES"])
signal.signal(signal.SIGUSR1, tell)
"""

LIBRARIES = {
    *("PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"),
    *("apscheduler", "tzlocal", "jeepney", "platformdirs"),
}
"""Every third-party package that may be loaded while waiting."""

QT = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtNetwork", "PySide6.QtWidgets"}

TRAY = {"tray", "tray_icon", "tray_menu", "mnemonics", "status_words"}
"""The modules of `ui` that are there from the start; `NEAR` has those that follow."""

HEAVY = {"tomlkit", "plyer", "numpy", "xml", "http", "unittest", "sqlalchemy"}


@dataclass(frozen=True)
class Told:
    """The names of all modules.

    Attributes:
        waiting: of a program that has settled and waits.
        asked: of the same after its host asked for the menu, as when somebody clicks.
    kept: the files whose source it holds in memory then.
    """

    waiting: set[str]
    asked: set[str]
    kept: list[str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What a program has loaded before and after somebody opened its menu."""
    folder = tmp_path_factory.mktemp("tell")
    (folder / "sitecustomize.py").write_text(_SITECUSTOMIZE, encoding="utf-8")
    names = folder / "modules.txt"
    with VirtualDesktop() as desktop:
        env = {"PYTHONPATH": str(folder), "TELL_MODULES": str(names)}
        life = Life(desktop, env=env).start()

        def tell() -> set[str]:
            assert life.child is not None
            names.unlink(missing_ok=True)
            # A Python handler runs when the program next wakes; the question wakes it.
            os.kill(life.child.pid, signal.SIGUSR1)
            desktop.wait_for(lambda: life.status() and names.exists(), what="the list")
            return set(names.read_text(encoding="utf-8").splitlines())

        def at_rest() -> set[str] | None:
            found = {name for name in tell() if not name.startswith("kept:")}
            return found if set(NEAR) <= found else None

        def after_menu() -> set[str] | None:
            life.tray().menu()  # again and again: soon after a host came nobody is expected
            found = tell()
            return found if set(MODULES) <= found else None

        try:
            desktop.wait_for(lambda: life.status()["tray"]["shown"], what="a shown icon")
            waiting = desktop.wait_for(at_rest, what="what comes to rest")
            asked = desktop.wait_for(after_menu, what="the windows' modules")
        finally:
            life.stop()
        life.crash_free()
    kept = [path for name in asked for path in [name.removeprefix("kept:")] if path != name]
    kept = sorted(name for name in asked if name.startswith("kept:"))
    return Told(waiting, asked.difference(kept), kept)


@pytest.fixture(scope="module")
def loaded(told: Told) -> set[str]:
    """The names of all modules of a program that has settled and waits."""
    return told.waiting


def _tops(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_no_other_library_is_loaded(loaded: set[str]) -> None:
    known = {*sys.stdlib_module_names, "sitecustomize", "lowback_tray"}
    # A leading underscore: the finders of editable installs, and parts of Python's own build.
    foreign = {name for name in _tops(loaded) - known if not name.startswith("_")}
    assert foreign <= LIBRARIES
    assert {"PySide6", "apscheduler", "jeepney"} <= foreign, "else this list proves nothing"


def test_no_other_part_of_qt_is_loaded(loaded: set[str]) -> None:
    assert {name for name in loaded if name.startswith("PySide6.Qt")} == QT


def test_of_all_windows_only_the_near_ones_are_loaded(loaded: set[str]) -> None:
    ours = {name.split(".", 2)[2] for name in loaded if name.startswith("lowback_tray.ui.")}
    near = {name.split(".", 2)[2] for name in NEAR if name.startswith("lowback_tray.ui.")}
    assert ours >= TRAY | near
    # A package comes with its modules (today.window) and some with their package (keyboard).
    tops = {name.partition(".")[0] for name in near}
    assert {name for name in ours - TRAY if name.partition(".")[0] not in tops} == set()
    whole = ("today.", "widgets.", "library_window.", "self_check.", "break_window.")
    assert {name for name in ours if name.startswith(whole)} <= near


def test_nothing_heavy_is_loaded(loaded: set[str]) -> None:
    assert not _tops(loaded) & HEAVY


def test_what_asks_speaks_or_writes_settings_is_not_loaded(loaded: set[str]) -> None:
    late = {
        *("lowback_tray.settings.edit", "lowback_tray.desktop.sound.player"),
        *("lowback_tray.ui.break_window.window", "lowback_tray.ui.settings_window.window"),
    }
    assert late <= {*MODULES, "lowback_tray.settings.edit"}, "else this list proves nothing"
    assert sorted(loaded & late) == []


def test_an_open_menu_has_the_windows_loaded_and_nothing_more_of_others(told: Told) -> None:
    windows = {name for name in MODULES if name.startswith("lowback_tray.ui.")} - set(NEAR)
    assert not told.waiting & windows
    assert windows <= told.asked
    assert _tops(told.asked) - _tops(told.waiting) <= set(sys.stdlib_module_names)
    assert not _tops(told.asked) & HEAVY


def test_no_source_is_held_in_memory(told: Told) -> None:
    libraries = ("lowback_tray", "apscheduler", "jeepney")
    assert [path for path in told.kept if any(name in path for name in libraries)] == []
