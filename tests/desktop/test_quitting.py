from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from lowback_tray.desktop.quitting import Quitting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@contextmanager
def child(
    manner: str = "quit", *, wrapper: tuple[str, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    command = [*wrapper, sys.executable, "-m", "tests.desktop.ending", manner]
    # Whoever runs the tests may ignore SIGHUP, as nohup does, and a child would go on with that.
    heeds_hangups = partial(signal.signal, signal.SIGHUP, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, preexec_fn=heeds_hangups
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        time.sleep(0.2)  # let it fall asleep in its loop
        yield started
        started.kill()


def output(started: subprocess.Popen[str]) -> list[str]:
    assert started.stdout is not None
    return started.stdout.read().split("\n")[:-1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_an_idle_program_ends_within_300_ms(number: signal.Signals) -> None:
    with child() as program:
        began = time.monotonic()
        program.send_signal(number)
        assert program.wait(5) == 0
        assert time.monotonic() - began < 0.3
        assert output(program) == [number.name, "ended"]


def test_what_fails_while_ending_is_reported_and_it_ends() -> None:
    with child("fail") as program:
        program.send_signal(signal.SIGTERM)
        assert program.wait(5) == 0
        assert output(program) == ["SIGTERM", "reported could not save", "ended"]


def test_a_second_signal_ends_a_program_that_hangs() -> None:
    with child("hang") as program:
        program.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        assert program.poll() is None
        program.send_signal(signal.SIGTERM)
        assert program.wait(5) == -signal.SIGTERM


def test_what_nohup_ignores_stays_ignored() -> None:
    with child(wrapper=("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")) as program:
        program.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        assert program.poll() is None
        program.send_signal(signal.SIGTERM)
        assert program.wait(5) == 0


class Manager:
    """What stands in for a session manager."""

    class RestartHint(Enum):
        RestartIfRunning = 0
        RestartNever = 2

    def __init__(self) -> None:
        self.hint = self.RestartHint.RestartIfRunning

    def setRestartHint(self, hint: RestartHint) -> None:  # noqa: N802  # as in Qt
        self.hint = hint


class Session(QObject):
    """What stands in for the application at the end of a session."""

    commitDataRequest = Signal(object)  # noqa: N815  # as in Qt


def test_the_end_of_the_session_saves_and_is_not_restored_by_the_session(qtbot: QtBot) -> None:
    reported: list[Exception] = []
    quitting = Quitting(lambda name: None, reported.append)
    saved: list[int] = []

    def save() -> None:
        saved.append(1)
        raise OSError("disk full")

    app, manager = Session(), Manager()
    quitting.watch_session(app, save)  # type: ignore[arg-type]
    app.commitDataRequest.emit(manager)
    quitting.close()
    assert saved == [1]
    assert manager.hint is Manager.RestartHint.RestartNever
    assert [str(error) for error in reported] == ["disk full"]


def test_closed_it_gives_the_signals_back(qtbot: QtBot) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    quitting = Quitting(lambda name: None)
    assert signal.getsignal(signal.SIGTERM) != before[0]
    quitting.close()
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before
    assert signal.set_wakeup_fd(-1) == -1
