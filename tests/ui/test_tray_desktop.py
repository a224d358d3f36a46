"""The tray against a real tray host, on a real bus."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from lowback_tray.ui.tray_icon import SIZES
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.talk import TrayItem


class LiveTray:
    """A running tray program on a virtual desktop."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        pipe = desktop.folder / "words"
        os.mkfifo(pipe)
        self._child = desktop.spawn([sys.executable, "-m", "tests.ui.probes_b.tray_program", pipe])
        self._pipe = os.open(pipe, os.O_RDWR)

    def wait_until_it_runs(self) -> None:
        self._desktop.wait_for(lambda: "ready" in self._child.output(), what="the program")

    def say(self, word: str) -> None:
        os.write(self._pipe, f"{word}\n".encode())

    def close(self) -> None:
        os.close(self._pipe)

    def item(self) -> TrayItem:
        """The one icon, once it has registered."""
        return self._desktop.wait_for(self._only, what="the tray icon")

    def _only(self) -> TrayItem | None:
        items = self._desktop.tray_items()
        assert len(items) <= 1, "never two icons"
        return items[0] if items else None

    def commands(self) -> list[str]:
        known = ("show", "start", "done", "snooze", "skip", "pause", "resume", "settings", "quit")
        return [line for line in self._child.output().splitlines() if line.startswith(known)]

    def wait_for_command(self, command: str) -> None:
        self._desktop.wait_for(lambda: command in self.commands(), what=command)

    def wait_for_label(self, label: str) -> None:
        self._desktop.wait_for(lambda: self.item().labels()[0] == label, what=label)


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as desktop:
        yield desktop


@pytest.fixture
def tray(desktop: VirtualDesktop) -> Iterator[LiveTray]:
    desktop.panel.start("lxqt")
    tray = LiveTray(desktop)
    yield tray
    tray.close()


def test_a_real_host_shows_what_is_true_and_its_clicks_arrive(tray: LiveTray) -> None:
    assert tray.item().tooltip() == "Lowback Tray"
    tray.say("sitting")
    tray.wait_for_label("Stand up in 23 min")
    assert tray.item().tooltip() == "Lowback Tray — stand up in 23 min"
    assert {(size, size) for size in SIZES} <= set(tray.item().icon_sizes())
    tray.item().click("Pause", "Until tomorrow")
    tray.wait_for_command("pause until-tomorrow")
    tray.item().click("Stand up every", "45 min")
    tray.wait_for_command("settings set stand_up.interval_min 45")
    tray.item().activate()
    tray.wait_for_command("show")
    assert len(tray.commands()) == 3, "each click counts once"


def test_a_prompt_is_answered_from_the_menu_of_a_real_host(tray: LiveTray) -> None:
    tray.say("sitting")
    tray.wait_for_label("Stand up in 23 min")
    tray.say("prompting")
    tray.wait_for_label("Time to stand up")
    tray.item().click("Snooze", "15 min")
    tray.wait_for_command("snooze 15")
    tray.item().click("Start")
    tray.wait_for_command("start")
    tray.say("snoozed")
    tray.wait_for_label("Asking again in 8 min")
    assert tray.commands() == ["snooze 15", "start"]


def test_a_host_that_comes_late_gets_the_icon_when_it_is_made_anew(
    desktop: VirtualDesktop,
) -> None:
    tray = LiveTray(desktop)
    tray.say("paused")
    tray.wait_until_it_runs()
    desktop.panel.start("lxqt")
    assert desktop.tray_items() == [], "Qt never registers it by itself"
    tray.say("rebuild")
    tray.wait_for_label("Paused until 14:30")
    assert tray.item().tooltip() == "Lowback Tray — paused until 14:30"
    tray.item().click("Resume")
    tray.wait_for_command("resume")
    tray.close()
