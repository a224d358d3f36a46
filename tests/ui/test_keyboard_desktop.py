"""Keys that are held down on a real X server, which repeats them by itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

REPEATS = 75
"""About 3 s; Qt takes at least a few of them for new presses."""


class Held:
    """A window on a desktop, and somebody who keeps a key down."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        program = [sys.executable, "-m", "tests.ui.probes_b.keys_program"]
        xcb = {"QT_QPA_PLATFORM": "xcb"}  # else what it imports chooses offscreen
        self._child = desktop.spawn(program, env=xcb)
        desktop.wait_for(lambda: "ready" in self.said(), 30, what="the program")
        (window,) = desktop.wait_for(lambda: desktop.windows("Lowback Tray"), what="its window")
        desktop.xdotool("windowactivate", "--sync", window)

    def said(self) -> list[str]:
        """What happened, in order, but for the keys."""
        return [word for word in self._child.output().splitlines() if word != "up"]

    def hold(self, key: str) -> None:
        before = self._ups()
        self._desktop.xdotool("keydown", key)
        self._desktop.wait_for(lambda: self._ups() >= before + REPEATS, 30, what="repeats")
        self._desktop.xdotool("keyup", key)

    def _ups(self) -> int:
        return self._child.output().splitlines().count("up")


@pytest.fixture
def held() -> Iterator[Held]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as desktop:
        yield Held(desktop)


def test_a_held_f1_lists_the_keys_once_and_a_held_esc_puts_only_the_list_away(held: Held) -> None:
    held.hold("F1")
    assert held.said() == ["ready", "listed"]
    held.hold("Escape")
    assert held.said() == ["ready", "listed", "away"]
