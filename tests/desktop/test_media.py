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

    from lowback_tray.desktop.wire import Incoming


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


@pytest.mark.parametrize("presses", [["Stopped"], ["Playing", "Paused"]])
def test_what_somebody_took_in_hand_meanwhile_is_theirs_when_the_program_ends(
    presses: list[str], private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song, film = Player(private_bus), OtherPlayer(private_bus)
    media.pause()
    qtbot.waitUntil(lambda: media.describe() == {"paused": ["other", "test"]})
    qtbot.waitUntil(lambda: song.state == film.state == "Paused")
    for state in presses:
        song.become(state)
    qtbot.waitUntil(lambda: media.describe() == {"paused": ["other"]})
    media.close()
    for _ in range(100):
        if film.state == "Playing":
            break
        time.sleep(0.02)
    assert film.state == "Playing"
    assert song.state == presses[-1]
    assert song.called("Play") == []
    song.close()
    film.close()


def test_another_volume_is_no_reason_to_stay_silent_and_a_hint_is_one_to_ask(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song, film = Player(private_bus), OtherPlayer(private_bus, "Stopped")
    media.pause()
    qtbot.waitUntil(lambda: song.state == "Paused")
    song.turn(0.5)
    film.become("Playing")  # this one was not paused here
    song.hint("Paused")
    qtbot.waitUntil(lambda: len(song.called("Get")) == 2)
    qtbot.wait(50)
    assert media.describe() == {"paused": ["test"]}
    song.hint("Stopped")
    qtbot.waitUntil(lambda: media.describe() == {"paused": []})
    song.close()
    film.close()


def test_a_player_that_was_closed_and_started_again_is_left_alone(
    private_bus: PrivateBus, media: Media, qtbot: QtBot
) -> None:
    song = Player(private_bus)
    media.pause()
    qtbot.waitUntil(lambda: song.state == "Paused")
    song.close()
    again = Player(private_bus, "Paused")
    media.close()
    time.sleep(0.2)
    assert again.called("Play") == []
    again.close()


def test_players_are_listened_to_only_while_one_is_paused_here(
    private_bus: PrivateBus, media: Media, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    arrived = media._session.wire_message

    def noted(message: Incoming) -> None:
        if message.member == "PropertiesChanged":
            woken.append(message.path)
        arrived(message)

    monkeypatch.setattr(media._session, "wire_message", noted)
    song = Player(private_bus)
    for _ in range(2):
        media.pause()
        qtbot.waitUntil(lambda: song.state == "Paused")
        qtbot.waitUntil(lambda: woken != [])
        media.resume()
        qtbot.waitUntil(lambda: song.state == "Playing")
        qtbot.wait(50)
        woken.clear()
        song.turn(0.5)
        qtbot.wait(100)
        assert woken == []
    song.close()


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
