"""The running program opens no connection: every socket it makes in an hour is a local one.

Watched by strace from the first instruction on, so that no short-lived socket escapes: the
program starts, is used by commands and windows, and lives an hour of its own time.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desktop.virtual import VirtualDesktop
    from tests.e2e.conftest import NewLife

from tests.e2e.life import PROGRAM, SETTINGS

_RATE = 240.0
_HOUR_S = 3600.0
_CALLS = "trace=socket,connect,bind,sendto,sendmsg"
_LOCAL = {"AF_UNIX"}


def test_an_hour_of_the_program_opens_only_local_sockets(
    new_life: NewLife, shared: VirtualDesktop
) -> None:
    life = new_life(rate=_RATE)
    trace = life.home / "trace.txt"
    watched = ["strace", "-f", "-qq", "-e", _CALLS, "-o", str(trace), *PROGRAM]
    shared.nudge()
    began = time.monotonic()
    life.child = shared.spawn(watched, name="lowback-tray", env=life.env)
    life.wait_for(life.answers, 60, what="the program to answer")
    life.command("settings-window")
    life.command("history-window")
    life.command("export", str(life.home / "mine.zip"))
    life.command("start", "stand-up")
    life.window(SETTINGS)
    while (time.monotonic() - began) * _RATE < _HOUR_S:
        life.status()
        time.sleep(0.5)
    life.command("quit")
    life.child.wait(20)
    life.crash_free()
    made = re.findall(r"socket\((AF_\w+|\w+)", trace.read_text(encoding="utf-8"))
    assert len(made) > 3, "else this proves nothing"
    assert set(made) <= _LOCAL, sorted(set(made))
    families = set(re.findall(r"sa_family=(AF_\w+)", trace.read_text(encoding="utf-8")))
    assert families <= _LOCAL, sorted(families)
