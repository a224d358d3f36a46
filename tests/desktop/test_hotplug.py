"""Monitors that come and go on a real X server, with windows open."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 200


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, Any]]:
    """What came of plugging and unplugging a monitor so many times."""
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as desktop:
        program = [sys.executable, "-m", "tests.desktop.hotplug", str(ROUNDS)]
        yield json.loads(desktop.run(program, timeout_s=240).stdout)


def test_no_window_is_ever_left_on_a_screen_that_is_gone(told: dict[str, Any]) -> None:
    assert told["lost"] == []


def test_two_hundred_plugs_leave_nothing_behind(told: dict[str, Any]) -> None:
    early, late = told["early"], told["late"]
    for what in ("timers", "windows", "files"):
        assert late[what] == early[what], what
    assert late["kib"] - early["kib"] < 3000
