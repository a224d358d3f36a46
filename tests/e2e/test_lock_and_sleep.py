"""The session's lock and the machine's sleep, told by login1 on a private system bus.

A true suspend is impossible here: CLOCK_BOOTTIME of this machine runs on, so what a suspend of
so many minutes is worth is held by the engine's tests with an injected reader. What is shown
here is that the signals reach the program and that it does what they ask for: write the state
before the sleep, look at everything after it.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from tests.e2e.conftest import QUICK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life


def test_nothing_opens_on_a_locked_screen_and_the_prompt_comes_after_it(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=60, settings=QUICK, like=stand_up_due).start()
    login1 = life.desktop.login1
    life.reach("prompting")
    login1.lock()
    try:
        life.until(lambda s: s["presence"]["locked"], 3)
        life.reach("away")
        life.wait_for(lambda: not life.windows(), 2, what="the window to go")
    finally:
        login1.unlock()
    life.desktop.nudge()
    back = life.reach("sitting")
    assert "just_back" in [hold["name"] for hold in back["holds"]]
    assert back["owed"]
    assert not life.windows(), "the first minute is theirs"
    life.reach("prompting")
    assert life.window()
    withdrawn = life.of("withdrawn")[-1]
    assert withdrawn == {"kind": "stand-up", "reason": "locked"}


def test_five_minutes_behind_a_lock_rest_the_clock_away(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=150, settings=QUICK, like=stand_up_due).start()
    life.desktop.login1.lock()
    try:
        life.reach("away")
        began = life.status()["sitting_s"]
        time.sleep(360 / 150)  # six minutes of the program
    finally:
        life.desktop.login1.unlock()
    life.desktop.nudge()
    after = life.reach("sitting")
    assert after["sitting_s"] < began
    assert after["owed"] is False
    assert life.of("away")[-1]["credit"] == 1


def test_going_to_sleep_writes_the_state_and_waking_looks_again(new_life: NewLife) -> None:
    life = new_life(rate=60).start()
    login1 = life.desktop.login1
    life.until(lambda s: s["sitting_s"] > 90)
    before = _saved_at(life)
    login1.prepare_for_sleep(True)
    life.wait_for(lambda: _saved_at(life) > before, 3, what="the state on the disk")
    life.desktop.login1.lock()
    login1.prepare_for_sleep(False)
    try:
        life.until(lambda s: s["presence"]["locked"], 3)
    finally:
        login1.unlock()


def _saved_at(life: Life) -> float:
    """When the state on the disk was written, by CLOCK_BOOTTIME as the program sees it."""
    with closing(sqlite3.connect(life.history_file)) as history:
        (reading,) = history.execute("SELECT boot_s FROM state").fetchone()
    return float(reading)
