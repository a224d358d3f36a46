"""The Wayland rung over real compositors: the same questions as over the stand-in."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop import presence_wayland
from lowback_tray.desktop.presence import Presence
from lowback_tray.desktop.presence_rung import RETRY_S
from lowback_tray.desktop.presence_wayland import WaylandRung
from tests.desktop.bus_kit import counted
from tests.desktop.compositor import EXT, KDE
from tests.desktop.wayland_peers import KINDS, RealCompositor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

QUIET_S = 1.5


class Clock:
    """The steady clock, which can be put forward."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead_s


@pytest.fixture(params=KINDS)
def compositor(request: pytest.FixtureRequest) -> Iterator[RealCompositor]:
    made = RealCompositor(request.param)
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rung(compositor: RealCompositor, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> WaylandRung:
    monkeypatch.setattr(presence_wayland, "QUIET_S", QUIET_S)
    return WaylandRung(str(compositor.path), clock)


@pytest.fixture
def presence(rung: WaylandRung, qapp: object) -> Iterator[Presence]:
    made = Presence({}, rungs=[rung])
    yield made
    made.close()


def _is_quiet(presence: Presence) -> bool:
    return (presence.idle_s() or 0.0) >= QUIET_S


def test_it_tells_of_quiet_and_of_its_end(
    compositor: RealCompositor, presence: Presence, rung: WaylandRung, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: presence.known)
    assert rung._wire is not None
    assert rung._wire.protocol in (EXT, KDE)
    assert presence.idle_s() == 0.0
    qtbot.waitUntil(lambda: _is_quiet(presence))
    heard = counted(presence.came_back)
    presence.watch_return(True)
    assert heard == []
    compositor.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert (presence.idle_s() or 0.0) < QUIET_S
    qtbot.waitUntil(lambda: _is_quiet(presence))


def test_one_that_crashes_leaves_nobody_away_and_its_successor_is_found(
    compositor: RealCompositor, presence: Presence, clock: Clock, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: _is_quiet(presence))
    presence.watch_return(True)
    with qtbot.waitSignals([presence.changed, presence.came_back]):
        compositor.kill()
    assert (presence.known, presence.idle_s()) == (False, None)
    assert presence.problem == "The Wayland compositor has gone"
    compositor.start()
    assert presence.idle_s() is None  # it is not asked at every look
    clock.ahead_s = RETRY_S
    presence.idle_s()
    qtbot.waitUntil(lambda: _is_quiet(presence))


def test_one_that_hangs_is_unknown_until_it_answers(
    compositor: RealCompositor, rung: WaylandRung, qapp: object, qtbot: QtBot
) -> None:
    compositor.signal(signal.SIGSTOP)
    presence = Presence({}, rungs=[rung])
    qtbot.wait(100)
    assert (presence.known, presence.idle_s()) == (False, None)
    assert presence.problem == "The Wayland compositor has not answered yet"
    compositor.signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: _is_quiet(presence))
    presence.close()


def test_one_that_hangs_later_ends_no_absence_and_tells_when_it_goes_on(
    compositor: RealCompositor, presence: Presence, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: _is_quiet(presence))
    heard = counted(presence.came_back)
    presence.watch_return(True)
    compositor.signal(signal.SIGSTOP)
    qtbot.wait(300)
    assert _is_quiet(presence)
    assert heard == []
    compositor.signal(signal.SIGCONT)
    compositor.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
