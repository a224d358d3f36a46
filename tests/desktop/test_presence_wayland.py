from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop import presence_wayland
from lowback_tray.desktop.presence import Presence
from lowback_tray.desktop.presence_wire import socket_path
from tests.desktop.bus_kit import counted
from tests.desktop.compositor import EXT, KDE, Compositor
from tests.desktop.hold_cases import measured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    NewPresence = Callable[[], Presence]
    NewCompositor = Callable[..., Compositor]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "wayland-7"


@pytest.fixture
def new_compositor(place: Path) -> Iterator[NewCompositor]:
    made: list[Compositor] = []

    def make(offers: dict[str, int], *, seat: bool = True, hung: bool = False) -> Compositor:
        made.append(Compositor(place, offers, seat=seat, hung=hung))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def new_presence(place: Path, qapp: object) -> Iterator[NewPresence]:
    made: list[Presence] = []

    def make() -> Presence:
        env = {"WAYLAND_DISPLAY": str(place), "DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}
        made.append(Presence(env))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(params=[(EXT, 1), (EXT, 2), (KDE, 1)], ids=["ext v1", "ext v2", "kde"])
def compositor(request: pytest.FixtureRequest, new_compositor: NewCompositor) -> Compositor:
    name, version = request.param
    return new_compositor({name: version})


def test_a_quiet_minute_and_its_end_are_told(
    compositor: Compositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    presence = new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    assert presence.source == "wayland"
    assert list(compositor.notes.values()) == [60_000]
    assert presence.idle_s() == 0.0
    compositor.rest(60)
    qtbot.waitUntil(lambda: (presence.idle_s() or 0.0) >= 60)
    heard = counted(presence.came_back)
    presence.watch_return(True)
    qtbot.wait(50)
    assert heard == []
    compositor.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert presence.idle_s() == 0.0
    compositor.rest(60)
    compositor.touch()
    qtbot.wait(50)
    assert len(heard) == 1  # told once
    assert compositor.problem is None


def test_after_a_touch_that_was_waited_for_a_quiet_second_shows_that_it_was_a_twitch(
    compositor: Compositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    presence = new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    compositor.rest(60)
    qtbot.waitUntil(lambda: (presence.idle_s() or 0.0) >= 60)
    presence.watch_return(True)
    heard = counted(presence.came_back)
    compositor.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
    qtbot.waitUntil(lambda: sorted(compositor.notes.values()) == [1000, 60_000])
    compositor.rest(1.0)
    qtbot.waitUntil(lambda: (presence.idle_s() or 0.0) >= 1.0)
    presence.watch_return(True)
    compositor.touch()
    qtbot.waitUntil(lambda: len(heard) == 2)


def test_films_hold_nothing_back_where_the_compositor_can_tell_input_alone(
    new_compositor: NewCompositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    compositor = new_compositor({EXT: 3, KDE: 1})
    new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    assert compositor.input_only == set(compositor.notes)


def test_who_looks_closely_is_told_of_seconds_and_who_does_not_costs_nothing(
    compositor: Compositor,
    new_presence: NewPresence,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence_wayland, "_FINE_FOR_MS", 300)
    presence = new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    presence.idle_s()
    qtbot.wait(50)
    assert len(compositor.notes) == 1  # one look is the heartbeat's
    qtbot.wait(600)
    presence.idle_s()
    qtbot.waitUntil(lambda: sorted(compositor.notes.values()) == [1000, 60_000])
    compositor.rest(1.0)
    qtbot.waitUntil(lambda: (presence.idle_s() or 0.0) > 1.0)
    qtbot.wait(400)
    assert len(compositor.notes) == 2  # the end of that rest is still to be told
    compositor.touch()
    qtbot.waitUntil(lambda: presence.idle_s() == 0.0)
    qtbot.waitUntil(lambda: len(compositor.notes) == 1)


def test_a_compositor_without_idle_protocols_is_unknown(
    new_compositor: NewCompositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    new_compositor({})
    presence = new_presence()
    qtbot.waitUntil(lambda: "does not tell" in str(presence.problem))
    assert (presence.source, presence.known, presence.idle_s()) == ("none", False, None)


def test_a_compositor_without_a_seat_is_unknown(
    new_compositor: NewCompositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    new_compositor({EXT: 1}, seat=False)
    presence = new_presence()
    qtbot.waitUntil(lambda: "does not tell" in str(presence.problem))


def test_a_compositor_that_goes_leaves_unknown_and_nobody_away(
    compositor: Compositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    presence = new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    presence.watch_return(True)
    with qtbot.waitSignals([presence.changed, presence.came_back]):
        compositor.close()
    assert (presence.known, presence.idle_s()) == (False, None)
    assert presence.problem == "The Wayland compositor has gone"


@pytest.mark.parametrize(
    "nonsense",
    [
        struct.pack("=II", 2, 4 << 16),  # a message smaller than its own head
        struct.pack("=II", 2, 0),
        struct.pack("=IIIII", 1, 20 << 16, 1, 1, 0),  # "you did something wrong"
    ],
)
def test_a_compositor_that_talks_nonsense_is_let_go_of(
    nonsense: bytes, compositor: Compositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    presence = new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    compositor.say(nonsense)
    qtbot.waitUntil(lambda: not presence.known)
    assert presence.problem


def test_a_compositor_that_says_things_we_do_not_know_is_no_trouble(
    compositor: Compositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    presence = new_presence()
    qtbot.waitUntil(lambda: bool(compositor.notes))
    unknown = struct.pack("=III", 4711, 12 << 16 | 9, 5)
    for byte in unknown:  # in pieces
        compositor.say(bytes([byte]))
    compositor.rest(60)
    qtbot.waitUntil(lambda: (presence.idle_s() or 0.0) >= 60)


def test_a_compositor_that_hangs_is_unknown(
    new_compositor: NewCompositor, new_presence: NewPresence, qtbot: QtBot
) -> None:
    new_compositor({EXT: 1}, hung=True)
    presence = new_presence()
    qtbot.wait(100)
    assert (presence.known, presence.idle_s()) == (False, None)
    assert presence.problem == "The Wayland compositor has not answered yet"


_CHILD = """
from PySide6.QtCore import QCoreApplication, QTimer
from lowback_tray.desktop.presence import Presence
app = QCoreApplication([])
presence = Presence()
QTimer.singleShot(300, lambda: print("ready" if presence.known else presence.problem, flush=True))
app.exec()
"""


def test_following_a_compositor_wakes_nobody(compositor: Compositor, place: Path) -> None:
    env = {**os.environ, "WAYLAND_DISPLAY": str(place)}
    woken, _ = measured([_CHILD], env, 2.0)
    assert list(compositor.notes.values()) == [60_000]
    assert woken <= 1


def test_nobody_listens_is_unknown(new_presence: NewPresence) -> None:
    assert new_presence().problem == "The Wayland compositor cannot be reached"


@pytest.mark.parametrize(
    ("env", "path"),
    [
        ({"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": "/run/me"}, "/run/me/wayland-1"),
        ({"WAYLAND_DISPLAY": "/elsewhere/w", "XDG_RUNTIME_DIR": "/run/me"}, "/elsewhere/w"),
        ({"XDG_RUNTIME_DIR": "/run/me"}, "/run/me/wayland-0"),
        ({"WAYLAND_DISPLAY": "wayland-1"}, ""),
    ],
)
def test_the_socket_is_where_the_environment_says(env: dict[str, str], path: str) -> None:
    assert socket_path(env) == path
