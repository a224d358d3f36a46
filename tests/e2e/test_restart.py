"""kill -9 at every phase: nothing lost, nothing doubled, nothing stale.

All processes of one life look through the same lens (see `Life`), so the second one finds the
clocks where a machine that went on would have them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import QUICK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life

RATE = 60


def _again(life: Life) -> dict[str, Any]:
    """Kill it, start it again, and tell how it then is; the files must be as before."""
    settings = life.settings_file.read_bytes()
    life.restart()
    assert life.settings_file.read_bytes() == settings
    assert life.status()["problems"] == []
    return life.status()


def test_killed_while_sitting_the_clock_goes_on(new_life: NewLife) -> None:
    life = new_life(rate=RATE / 2, settings=QUICK).start()  # two real seconds to a minute
    before = life.until(lambda s: s["sitting_s"] > 300)
    after = _again(life)
    assert after["phase"] == "sitting"
    # The time without the program is under two minutes of it, and counts as desk time.
    assert before["sitting_s"] - 60 <= after["sitting_s"] <= before["sitting_s"] + 240


def test_killed_while_prompting_it_asks_again_after_the_grace(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=RATE, settings=QUICK, like=stand_up_due).start()
    life.reach("prompting")
    after = _again(life)
    assert after["phase"] == "sitting"
    assert after["owed"]
    assert [hold["name"] for hold in after["holds"]] == ["just_back"]
    assert not life.windows()
    life.reach("prompting")
    assert life.window()


def test_killed_while_snoozed_it_asks_when_it_was_going_to(
    new_life: NewLife, stand_up_due: Path
) -> None:
    life = new_life(rate=RATE, settings=QUICK, like=stand_up_due).start()
    life.reach("prompting")
    life.command("snooze", "5")
    before = life.reach("snoozed")
    after = _again(life)
    assert after["phase"] == "snoozed"
    assert abs(after["next"]["in_s"] - before["next"]["in_s"]) < 240
    assert life.reach("prompting")["prompt"]["snoozes_left"] == 4


def test_killed_while_guiding_the_guide_ended_early_exactly_once(new_life: NewLife) -> None:
    life = new_life(rate=RATE, settings=QUICK).start()
    life.command("start", "stand-up")
    life.until(lambda s: s["guide"] and s["guide"]["step"] > 1)
    after = _again(life)
    assert after["guide"] is None
    assert not life.windows()
    life.restart()
    (ended,) = life.of("ended_early")
    (started,) = life.of("started")
    assert ended["break_id"] == started["break_id"]
    assert ended["seconds"] > 0
    assert not life.of("completed")


def test_killed_while_paused_the_pause_still_holds(new_life: NewLife) -> None:
    life = new_life(rate=RATE, settings=QUICK).start()
    life.command("pause", "5")
    before = life.status()["pause_until"]
    after = _again(life)
    assert after["phase"] == "paused"
    assert after["pause_until"][:16] == before[:16]
    assert life.reach("sitting")["pause_until"] is None


def test_killed_while_away_the_absence_is_one(new_life: NewLife) -> None:
    life = new_life(rate=RATE, settings={**QUICK, "away.after_min": 2}).start()
    life.reach("away")
    began = time.monotonic()
    assert _again(life)["phase"] == "away"
    life.until(lambda _: time.monotonic() - began > 2)
    with life.at_the_desk(every_s=0.2):
        life.reach("sitting")
    (absence,) = life.of("away")
    (back,) = life.of("back")
    # Two minutes until it was noticed, at least two more until they came back.
    assert 240 <= absence["seconds"] == back["seconds"] <= 600
    assert life.status()["sitting_s"] < 240


def test_killed_at_the_first_page_it_comes_back(new_life: NewLife) -> None:
    life = new_life(settings=None).start()
    assert life.window("Welcome to Lowback Tray")
    life.restart()
    assert life.window("Welcome to Lowback Tray")


def test_a_change_of_the_settings_survives_a_kill_at_once(new_life: NewLife) -> None:
    life = new_life().start()
    assert life.command("settings", "set", "stand_up.interval_min", "45").exit == 0
    life.kill()
    assert life.run("settings", "get", "stand_up.interval_min").out == "45\n"


def test_after_a_kill_neither_lock_nor_socket_stand_in_the_way(new_life: NewLife) -> None:
    life = new_life().start()
    assert life.child is not None
    first = life.child.pid
    life.kill()
    assert life.socket.exists(), "else this proves nothing"
    gone = life.run("status")
    assert gone.code == 3
    life.start()
    assert life.status()["pid"] == life.child.pid != first


@pytest.mark.parametrize("command", [["start", "stand-up"], ["pause", "30"]])
def test_an_answered_command_is_on_the_disk(new_life: NewLife, command: list[str]) -> None:
    life = new_life().start()
    assert life.command(*command).exit == 0
    life.kill()
    kinds = [record["kind"] for record in life.run("history", "--json").json()]
    assert kinds[-1] in ("started", "paused")
