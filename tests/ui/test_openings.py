"""Windows that were opened and closed leave nothing behind.

In a process of its own: what pytest-qt keeps of Qt's messages would count as a leak.
"""

from __future__ import annotations

import subprocess
import sys

from tests.openings import NAMES


def test_windows_opened_again_and_again_leave_nothing() -> None:
    short = [sys.executable, "-m", "tests.openings", "90"]
    run = subprocess.run(short, check=False, capture_output=True, text=True, timeout=300)
    assert run.stdout.count("nothing left") == len(NAMES), run.stdout
    assert run.returncode == 0
