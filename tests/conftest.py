"""What holds for every test: nobody's real settings, no unexpected Qt warning, nothing left.

Qt is never loaded from here: the pure suites run without it (`-p no:pytest-qt`).
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray import i18n
from tests.leaks import Census

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

# Qt says these of the screenless platform, or of a desktop without services; neither is news.
_NOT_NEWS = [
    "This plugin does not support",
    "QStandardPaths: ",
    "Populating font family aliases took",
    "No such signal QPlatformNativeInterface::systemTrayWindowChanged",
]

_private: Path
_test_count = 0


def _point_home_at(folder: Path) -> dict[str, str]:
    runtime = folder / "run"
    runtime.mkdir(parents=True, mode=0o700)
    return {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "XDG_DATA_HOME": str(folder / ".local/share"),
        "XDG_STATE_HOME": str(folder / ".local/state"),
        "XDG_CACHE_HOME": str(folder / ".cache"),
        "XDG_RUNTIME_DIR": str(runtime),
    }


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is imported: no test, and no import, can reach the real home."""
    global _private
    _private = Path(tempfile.mkdtemp(prefix="lbt-home-"))
    config.add_cleanup(lambda: shutil.rmtree(_private, ignore_errors=True))
    os.environ.update(_point_home_at(_private / "session"))
    for bus in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        os.environ[bus] = f"unix:path={_private / 'no-bus'}"
    for name in ("LOWBACK_TRAY_TIME_RATE", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    os.environ["LANGUAGE"] = "en"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # A shell starts what stands in its background with Ctrl+C ignored, and children inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """An unexpected warning of Qt fails the test that caused it."""
    if not config.pluginmanager.hasplugin("pytest-qt"):
        return
    for item in items:
        item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
        item.add_marker(pytest.mark.qt_log_ignore(*_NOT_NEWS, extend=True))


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's own, with patience for slow machines."""
    from tests.patience import PatientBot

    request.getfixturevalue("qapp")
    return PatientBot(request)


@pytest.fixture(autouse=True, scope="module")
def _looked_through() -> None:
    """What was there before a module's tests is none of theirs: nobody looks through it again.

    Each test collects what it dropped and looks for timers it left. With all that was imported
    for four thousand tests among it, that took longer than the tests.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _private_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test finds a home in which nobody has been."""
    global _test_count
    _test_count += 1
    for variable, folder in _point_home_at(_private / str(_test_count)).items():
        monkeypatch.setenv(variable, folder)


@pytest.fixture(autouse=True)
def _english() -> None:
    """Each test starts in English: one that switched, and failed or forgot, is alone in it."""
    i18n.use("en")


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Each test ends the timers, threads and windows it has started."""
    before = Census.take()
    yield
    left = before.complaints()
    assert not left, f"left behind: {'; '.join(left)}"
