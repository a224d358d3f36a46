"""Posture resets without a notification service that works: our own toast asks instead."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewDesktop, NewLife
    from tests.e2e.life import Life

SETTINGS = {"posture_reset.after_min": 10}
TOAST = "Lowback Tray"
_BUDGET_S = 3.2  # the service has two seconds to answer


def _toast_comes(life: Life) -> int:
    life.reach("prompting")
    began = time.monotonic()
    window = life.window(TOAST)
    took = time.monotonic() - began
    assert took < _BUDGET_S, f"{took:.2f} s"
    assert life.status()["phase"] == "prompting", "it must not have answered itself meanwhile"
    return window


def test_without_a_service_the_toast_asks_and_its_button_starts(
    new_desktop: NewDesktop, new_life: NewLife, posture_due: Path
) -> None:
    desktop = new_desktop(dunst=False, system_bus=False)
    life = new_life(desktop, rate=40, settings=SETTINGS, like=posture_due).start()
    assert life.run("doctor", "--json").json()["notifications"]["capability"] == "none"
    writer = desktop.spawn(["xev", "-event", "keyboard"])
    mine = life.wait_for(lambda: desktop.windows("^Event Tester$"), what="the other window")[0]
    desktop.xdotool("windowfocus", "--sync", mine)
    toast = _toast_comes(life)
    assert desktop.focused() == mine
    life.press_primary(toast)
    assert life.reach("guiding")["guide"]
    writer.stop()


def test_a_service_that_hangs_is_replaced_by_the_toast_and_one_that_was_killed_too(
    new_desktop: NewDesktop, new_life: NewLife, posture_due: Path
) -> None:
    desktop = new_desktop(panel="none", system_bus=False)
    settings = {**SETTINGS, "snooze.default_min": 1, "snooze.limit": 5}
    life = new_life(desktop, rate=20, settings=settings, like=posture_due).start()
    life.until(lambda s: s["phase"] == "sitting")
    desktop.dunst.hang()
    _toast_comes(life)
    desktop.dunst.hang(False)
    desktop.dunst.stop(kill=True)
    life.command("snooze", "1")
    life.reach("snoozed")
    _toast_comes(life)


def test_a_service_killed_while_its_note_is_open_leaves_the_question_to_the_toast(
    new_desktop: NewDesktop, new_life: NewLife, posture_due: Path
) -> None:
    desktop = new_desktop(panel="none", system_bus=False)
    life = new_life(desktop, rate=20, settings=SETTINGS, like=posture_due).start()
    life.reach("prompting")
    life.wait_for(desktop.dunst.open, 2, what="the note")
    assert not life.windows(TOAST)
    desktop.dunst.stop(kill=True)
    assert life.window(TOAST)
