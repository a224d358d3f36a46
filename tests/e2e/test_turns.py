"""What happened while nobody looked: a bumped desk, a program that was stopped."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from tests.e2e.conftest import QUICK

if TYPE_CHECKING:
    from tests.e2e.conftest import NewLife

# Ten seconds of the world without a look are a stall under any lens.
_STOPPED_S = 11.0


def test_one_jerk_of_the_mouse_ends_no_absence_and_moving_it_does(new_life: NewLife) -> None:
    life = new_life(rate=20, settings={**QUICK, "away.after_min": 2}).start()
    life.reach("away")
    life.desktop.nudge()
    time.sleep(3.5)  # seventy seconds of the program
    assert life.status()["phase"] == "away"
    with life.at_the_desk(every_s=0.1):
        life.reach("sitting")
    assert life.kinds().count("back") == 1


def test_a_program_that_was_stopped_counts_no_desk_time_and_asks_nothing_at_once(
    new_life: NewLife,
) -> None:
    life = new_life(rate=60, settings=QUICK).start()
    life.until(lambda s: s["sitting_s"] > 60)
    assert life.child is not None
    os.kill(life.child.pid, signal.SIGSTOP)
    time.sleep(_STOPPED_S)
    life.desktop.nudge()  # somebody typed to let it go on
    os.kill(life.child.pid, signal.SIGCONT)
    after = life.until(lambda s: "stalled" in life.kinds(), 5)
    assert after["sitting_s"] < 120
    assert "just_back" in [hold["name"] for hold in after["holds"]]
    (stalled,) = life.of("stalled")
    assert stalled["seconds"] >= 600
    assert stalled["credit"] == 1
    assert "away" not in life.kinds()


def test_working_standing_has_its_own_limit_and_sitting_is_one_word(new_life: NewLife) -> None:
    settings = {**QUICK, "standing.limit_min": 30, "desk.stands": True}
    life = new_life(rate=150, settings=settings).start()
    life.until(lambda s: s["sitting_s"] > 60)
    assert life.command("standing").exit == 0
    standing = life.reach("standing")
    assert standing["sitting_s"] == 0
    assert standing["next"]["kind"] == "switch"
    asked = life.reach("prompting", 30)
    assert asked["prompt"]["kind"] == "switch"
    assert life.command("sitting").exit == 0
    after = life.reach("sitting")
    assert after["standing_s"] is None
    (sat,) = life.of("sat_down")
    assert sat["standing_s"] >= 1800
    assert life.of("standing")[0]["sitting_s"] > 60
