"""Ending when the system asks: signals, and the end of the session.

Python runs its signal handlers between two of its own instructions, and an idle Qt loop has
none: a SIGTERM would wait for the next timer, which may be a minute away. So the C handler
writes each signal into a socket that the loop watches. A second signal of a kind does what the
system does with it, so that a program which hangs while ending can still be ended.

Windows has no sockets to watch from here; there a timer lets Python look every half second.
"""

from __future__ import annotations

import signal
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from lowback_tray.desktop.guard import guarded, to_excepthook

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QGuiApplication, QSessionManager

    from lowback_tray.desktop.guard import Report

_LOOK_EVERY_MS = 500
_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")


class Quitting(QObject):
    """Calls `on_quit` in the Qt thread when a signal asks the program to end.

    Make it in the main thread; one at a time.

    Args:
        on_quit: gets the signal's name; saves, and ends the event loop.
        report: gets what `on_quit` raises.
    """

    def __init__(self, on_quit: Callable[[str], object], report: Report = to_excepthook) -> None:
        super().__init__()
        self._on_quit = on_quit
        self._report = report
        self._before: dict[signal.Signals, Any] = {}
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._stop_watching = self._watch()
        for name in _NAMES:
            self._take_over(name)

    def watch_session(self, app: QGuiApplication, save: Callable[[], object]) -> None:
        """Call `save` when the desktop's session manager is about to end the session."""

        def on_commit(manager: QSessionManager) -> None:
            # Start at login is the person's switch; the session must not restore us as well.
            manager.setRestartHint(manager.RestartHint.RestartNever)
            guarded(save, self._report)

        app.commitDataRequest.connect(on_commit)

    def close(self) -> None:
        """Give the signals back."""
        for number in list(self._before):
            self._give_back(number)
        signal.set_wakeup_fd(self._fd_before)
        self._stop_watching()
        self._reader.close()
        self._writer.close()

    def _watch(self) -> Callable[[], None]:
        """Watch for what the C handler writes; returns how to end that."""
        if sys.platform == "win32":  # pragma: no cover  # not run by us
            timer = QTimer(self)
            timer.timeout.connect(self._on_signal)
            timer.start(_LOOK_EVERY_MS)
            return timer.stop
        notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_signal)
        return partial(notifier.setEnabled, False)

    def _take_over(self, name: str) -> None:
        number = getattr(signal, name, None)
        # What our parent had ignored (nohup, a job in the background) stays ignored.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            self._before[number] = signal.signal(number, lambda *_: None)

    def _give_back(self, number: signal.Signals) -> None:
        signal.signal(number, self._before.pop(number))

    def _on_signal(self) -> None:
        try:
            numbers = self._reader.recv(64)
        except BlockingIOError:
            return
        for number in numbers:
            if number in self._before:
                self._give_back(signal.Signals(number))
                guarded(partial(self._on_quit, signal.Signals(number).name), self._report)
