"""Become the program.

The start, in order. Nothing waits for anything it does not need:

1. One instance: the lock decides. If another process has it, that one is asked to show itself;
   it may still be starting, or about to end, and then its place is taken.
2. The tray icon, before anything else is imported: a person looks there first.
3. In the first turn of the event loop: settings, content and history from the disk; the
   clocks; the engine, which takes up where it was left; the pipe for commands.
4. The desktop is probed without waiting: buses, notifications, lock, sleep, tray host. What
   answers late or never shows in `doctor` and costs nothing else.
5. The first page at the first start; Today, after that page, when there is no tray to live in.

The end is the reverse: the state is written, the windows go, the lock is given up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from lowback_tray import i18n, paths
from lowback_tray.app import display
from lowback_tray.errors import DesktopError, LowbackError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from lowback_tray.app.program import Program
    from lowback_tray.commands import Program as Reach
    from lowback_tray.desktop.instance import Instance
    from lowback_tray.desktop.pipe import Reply

    Answer = Callable[[Reach, list[str]], Reply]

_PATIENCE_S = 8.0  # a first start from a cold disk has opened its pipe by then
_AGAIN_S = 0.2


def become(answer: Answer) -> int:
    """Run the program until it is ended; returns the exit code.

    Args:
        answer: carries out a command line on the program.

    Raises:
        LowbackError: it cannot run here.
    """
    _check_display()
    paths.ensure(paths.runtime_dir())
    from lowback_tray.desktop import binding

    binding.read_no_sources()
    from lowback_tray.desktop.instance import Instance

    instance = Instance(paths.lock_path(), paths.socket_path())
    if not instance.claim() and (code := _show_the_other(instance)) is not None:
        return code
    try:
        return _run(instance, answer)
    finally:
        instance.close()


def _speak_the_persons_language() -> None:
    """The settings' own; reading them takes as long as half the way to the icon."""
    from lowback_tray.app.offline import chosen_language

    i18n.use(chosen_language())


def _check_display() -> None:
    try:
        display.check()
    except DesktopError:
        _speak_the_persons_language()
        display.check()  # the same, said in that language


def _show_the_other(instance: Instance) -> int | None:
    """Another process is the program, and perhaps still starting: ask it to show itself.

    Returns:
        Its exit code; None where it has ended meanwhile and the claim is ours.

    Raises:
        LowbackError: it cannot show itself, or cannot be asked.
    """
    from lowback_tray.desktop.pipe import ask

    until = time.monotonic() + _PATIENCE_S
    while (reply := ask(paths.socket_path(), ["show"], timeout=10.0)) is None:
        if instance.claim():
            return None
        if time.monotonic() > until:
            _speak_the_persons_language()
            problem = tr(
                "Lowback Tray already runs as process {pid}, but cannot be reached. "
                "End that process, then start it again."
            )
            raise DesktopError(problem.format(pid=instance.owner()))
        time.sleep(_AGAIN_S)
    if reply.err:
        raise LowbackError(reply.err)
    return reply.exit


def _application() -> QApplication:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QPixmapCache
    from PySide6.QtWidgets import QApplication

    # The GTK theme plugin of GNOME and Xfce costs 20 to 70 MB and we draw everything ourselves.
    os.environ.setdefault("QT_QPA_PLATFORMTHEME", "generic")
    QCoreApplication.setApplicationName("lowback-tray")
    _name_ourselves()
    app = QApplication(sys.argv[:1])
    # No application display name: Qt would append it to titles that begin with it already.
    app.setDesktopFileName(os.environ.get("FLATPAK_ID", "lowback-tray"))
    app.setQuitOnLastWindowClosed(False)
    # Qt puts every picture of the tray icon there and then comes back after 30 and 10 s, until it
    # has let go of them: a wake-up or two a minute for nothing.
    QPixmapCache.setCacheLimit(0)
    return app


def _name_ourselves() -> None:
    """Windows goes by an id: one place in the task bar, and one sender of notifications."""
    if sys.platform == "win32":  # pragma: no cover  # not run by us
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("io.github.lowback_tray")


def _run(instance: Instance, answer: Answer) -> int:
    app = _application()
    from lowback_tray.ui.tray import Tray

    tray = Tray()
    tray.show()

    from PySide6.QtCore import QTimer

    from lowback_tray.desktop.guard import guarded

    program: list[Program] = []
    failed: list[LowbackError] = []

    def rest() -> None:
        from lowback_tray.app.program import Program

        try:
            _speak_the_persons_language()
            program.append(Program(app, tray, instance, answer))
        except LowbackError as error:
            failed.append(error)
            app.exit(1)
        except Exception:
            app.exit(1)  # a bug of ours: shown by the hook, and no zombie in the tray
            raise

    QTimer.singleShot(0, lambda: guarded(rest))
    code = app.exec()
    if failed:
        raise failed[0]
    for running in program:
        running.close()
    return code
