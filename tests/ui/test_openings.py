"""Windows that were opened and closed leave nothing behind.

In a process of its own: what pytest-qt keeps of Qt's messages would count as a leak.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.opening import COMMANDS, STATES
from lowback_tray.commands import BY_NAME
from tests.openings import NAMES


def test_windows_opened_again_and_again_leave_nothing() -> None:
    short = [sys.executable, "-m", "tests.openings", "120"]
    run = subprocess.run(short, check=False, capture_output=True, text=True, timeout=600)
    assert run.stdout.count("nothing left") == len(NAMES), run.stdout
    assert run.returncode == 0


def test_every_command_that_opens_a_window_is_timed() -> None:
    makers = ("window.", "settings_window")
    opening = {n for n, one in BY_NAME.items() if one.run.__qualname__.startswith(makers)}
    assert set(COMMANDS.values()) == opening


@pytest.mark.parametrize(
    ("name", "state"),
    [("guide", "again"), ("toast", "cold"), ("first-run", "cold"), ("today", "again")],
)
def test_an_opening_can_be_timed(name: str, state: str) -> None:
    assert state in STATES[name]
    command = [sys.executable, "-m", "benchmarks.opening", name, state]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    assert 0 < float(run.stdout) < 300_000
