"""What the person's own keys do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from lowback_tray.app.keys import Keys
from lowback_tray.desktop.bus import Bus
from lowback_tray.engine.status import PhaseName, Status
from tests.ui import samples_b as samples


class Desk:
    """Keys, and the commands they led to."""

    def __init__(self) -> None:
        self.did: list[tuple[str, tuple[str, ...]]] = []
        self.status: Status = samples.SITTING
        bus = Bus("session", "unix:path=/nowhere")
        self.keys = Keys(bus, lambda *said: self.did.append(said), lambda: self.status)

    def press(self, name: str) -> None:
        cast("Any", self.keys)._shortcuts.pressed.emit(name)


@pytest.mark.parametrize(("name", "command"), [("start", ("start", ())), ("today", ("show", ()))])
def test_each_key_is_a_command(qapp: object, name: str, command: tuple[str, Any]) -> None:
    desk = Desk()
    desk.press(name)
    assert desk.did == [command]


def test_one_key_pauses_and_resumes(qapp: object) -> None:
    desk = Desk()
    desk.press("pause")
    desk.status = replace(samples.SITTING, phase=PhaseName.PAUSED)
    desk.press("pause")
    assert desk.did == [("pause", ("60",)), ("resume", ())]


def test_by_default_no_key_is_taken(qapp: object) -> None:
    desk = Desk()
    desk.keys.adopt({f"shortcuts.{name}": "" for name in ("start", "pause", "today")})
    assert desk.keys.describe() == {"way": None, "wanted": {}, "problems": []}
    assert desk.keys.problems() == []
    desk.keys.close()
