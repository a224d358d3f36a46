"""Bugs reach the log file and the person, and never make things worse."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from lowback_tray.app.complaints import Complaints


@pytest.fixture
def complaints(tmp_path: Path) -> Iterator[Complaints]:
    made = Complaints(tmp_path / "lowback-tray.log")
    yield made
    made.close()


def raised() -> ValueError:
    try:
        raise ValueError("a bug")
    except ValueError as error:
        return error


def test_a_bug_is_counted_said_and_written_down(
    complaints: Complaints, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaints.problem() is None
    error = raised()
    sys.excepthook(ValueError, error, error.__traceback__)
    assert "ValueError: a bug" in (tmp_path / "lowback-tray.log").read_text(encoding="utf-8")
    assert "ValueError: a bug" in capsys.readouterr().err
    assert str(complaints.problem()).startswith("1 internal error, see ")


def test_a_bug_in_a_thread_counts_too(complaints: Complaints) -> None:
    error = raised()
    threading.excepthook(threading.ExceptHookArgs((ValueError, error, error.__traceback__, None)))
    assert complaints.bugs == 1


def test_a_warning_of_qt_is_written_but_is_no_bug(complaints: Complaints, tmp_path: Path) -> None:
    qWarning("something odd")
    assert "Qt: something odd" in (tmp_path / "lowback-tray.log").read_text(encoding="utf-8")
    assert complaints.bugs == 0


def test_the_log_does_not_grow_for_ever(complaints: Complaints, tmp_path: Path) -> None:
    log = tmp_path / "lowback-tray.log"
    log.write_text("x" * 600_000, encoding="utf-8")
    qWarning("one more")
    assert log.stat().st_size < 1000
    assert (tmp_path / "lowback-tray.log.1").exists()


def test_a_log_that_cannot_be_written_is_said_and_ends_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").mkdir()
    made = Complaints(tmp_path / "log")
    error = raised()
    sys.excepthook(ValueError, error, error.__traceback__)
    made.close()
    assert made.bugs == 1
    assert "Is a directory" in capsys.readouterr().err
