"""One program a person, and how it ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.desktop.processes import marked
from tests.e2e.life import SETTINGS, TODAY

if TYPE_CHECKING:
    from tests.e2e.conftest import NewLife
    from tests.e2e.life import Life

END_BUDGET_S = 1.5  # `make bench` has the speed; this is for a loop that does not hear signals


def _programs(life: Life) -> list[int]:
    """The processes that hold the program's lock file open or listen for this home."""
    home = f"HOME={life.home}".encode()
    found = []
    for pid in marked(life.desktop.folder.name):
        with open(f"/proc/{pid}/environ", "rb") as file:  # noqa: PTH123 - not a path of ours
            if home in file.read().split(b"\0"):
                found.append(pid)
    return found


def test_a_second_start_shows_the_window_and_ends_well(new_life: NewLife) -> None:
    life = new_life().start()
    assert not life.windows(TODAY)
    again = life.run()
    assert (again.code, again.err) == (0, "")
    assert life.window(TODAY)
    assert life.child is not None
    assert life.status()["pid"] == life.child.pid


def test_ten_starts_at_once_leave_exactly_one_program(new_life: NewLife) -> None:
    life = new_life()
    starts = [life.spawn() for _ in range(10)]
    life.wait_for(lambda: sum(one.running for one in starts) == 1, 60, what="the race")
    life.child = next(one for one in starts if one.running)
    life.wait_for(life.answers)
    assert life.status()["pid"] == life.child.pid
    assert _programs(life) == [life.child.pid]
    assert [one.wait(1) for one in starts if one is not life.child] == [0] * 9


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_at_once_with_everything_saved(new_life: NewLife, name: str) -> None:
    life = new_life(rate=60).start()
    sitting = life.until(lambda s: s["sitting_s"] > 120)["sitting_s"]
    took = life.end(getattr(signal, name))
    assert life.child is not None
    assert life.child.process.returncode == 0
    assert not life.socket.exists()
    assert not (life.runtime / "lowback-tray/lock").exists()
    life.start()
    assert life.status()["sitting_s"] >= sitting
    # A busy machine may cost one of two its time, a slow program both.
    took = min(took, life.end(getattr(signal, name)))
    assert took < END_BUDGET_S, f"{took:.3f} s"


def test_a_signal_ends_it_at_once_from_within_a_guide(new_life: NewLife) -> None:
    life = new_life().start()
    life.command("start", "stand-up")
    life.window()
    took = life.end()
    assert took < END_BUDGET_S, f"{took:.3f} s"
    assert not list(life.history_file.parent.glob("*-wal")), "the log was not folded in"
    with closing(sqlite3.connect(life.history_file)) as history:
        assert history.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_quit_ends_it(new_life: NewLife) -> None:
    life = new_life().start()
    assert life.run("quit").code == 0
    assert life.child is not None
    assert life.child.wait(3) == 0
    gone = life.run("quit")
    assert gone.code == 3


def test_start_launches_the_program_that_does_not_run(new_life: NewLife) -> None:
    life = new_life()
    started = life.run("start", "posture-reset")
    assert started.code == 0, started
    status = life.status()
    assert status["guide"]["routine"]
    assert life.window()
    os.kill(status["pid"], signal.SIGTERM)
    ends = time.monotonic() + 5
    while life.answers():
        assert time.monotonic() < ends


def test_closing_its_windows_does_not_end_it(new_life: NewLife) -> None:
    life = new_life().start()
    life.command("show")
    life.command("settings-window")
    for title in (TODAY, SETTINGS):
        life.desktop.run(["wmctrl", "-i", "-c", hex(life.window(title))])
        life.wait_for(partial(_closed, life, title), 3, what=f"{title} to close")
    assert life.status()["phase"] == "sitting"


def _closed(life: Life, title: str) -> bool:
    return not life.windows(title)
