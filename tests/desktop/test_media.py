from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.media import Media
from tests.desktop.bus_kit import PrivateBus
from tests.desktop.services import OtherPlayer, Player

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def media(private_bus: PrivateBus, qapp: object) -> Iterator[Media]:
    bus = Bus("session", private_bus.address)
    yield Media(bus)
    bus.close()


def test_what_plays_is_paused_and_goes_on_and_the_rest_is_left_alone(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song, film = Player(private_bus), OtherPlayer(private_bus, "Paused")
    media.pause()
    qtbot.waitUntil(lambda: song.state == "Paused")
    assert media.describe() == {"paused": ["test"]}
    media.resume()
    qtbot.waitUntil(lambda: song.state == "Playing")
    qtbot.wait(50)
    assert film.state == "Paused"
    assert not film.called("Play")
    song.close()
    film.close()


def test_what_somebody_stopped_meanwhile_stays_stopped(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song = Player(private_bus)
    media.pause()
    qtbot.waitUntil(lambda: song.state == "Paused")
    song.state = "Stopped"
    media.resume()
    qtbot.waitUntil(lambda: len(song.called("Get")) == 2)
    qtbot.wait(50)
    assert song.state == "Stopped"
    song.close()


def test_a_break_that_ends_at_once_leaves_the_music_on(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song = Player(private_bus)
    media.pause()
    media.resume()
    qtbot.wait(150)
    assert song.state == "Playing"
    song.close()


def test_what_was_paused_goes_on_when_the_program_ends(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song, film = Player(private_bus), OtherPlayer(private_bus, "Paused")
    media.pause()
    qtbot.waitUntil(lambda: song.state == "Paused")
    media.close()  # nothing is answered any more
    assert media.describe() == {"paused": []}
    for _ in range(100):
        if song.state == "Playing":
            break
        time.sleep(0.02)
    assert song.state == "Playing"
    assert not film.called("Play")
    song.close()
    film.close()


def test_players_that_hang_or_vanish_and_a_missing_bus_are_no_trouble(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song, film = Player(private_bus), OtherPlayer(private_bus)
    film.hung = True
    media.pause()
    qtbot.waitUntil(lambda: song.state == "Paused")
    song.close()
    media.resume()
    private_bus.kill()
    media.pause()
    qtbot.wait(100)
    assert media.describe() == {"paused": []}
    film.close()
