"""What is made ready for a prompt, and when; and what is left behind at the end: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lowback_tray.app.places import Places
from lowback_tray.app.running import Surroundings
from lowback_tray.app.shelf import Shelf
from lowback_tray.care.library import load
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.clock import SystemClock
from lowback_tray.desktop.holds.sources import HoldSources
from lowback_tray.desktop.media import Media
from lowback_tray.desktop.notify.base import Capability
from lowback_tray.desktop.notify.service import NotificationService
from lowback_tray.engine.effects import DoneView, Notice, NoticeKind
from lowback_tray.engine.policy import BreakKind
from tests.desktop.bus_kit import PrivateBus
from tests.desktop.fakes import FakeHold
from tests.desktop.services import Player
from tests.desktop.test_notify import DAEMON, NAME
from tests.ui import samples_b as samples


class Ready(Places):
    """Places whose window only notes what it is asked for."""

    def __init__(self) -> None:
        QObject.__init__(self)
        self.did: list[str] = []

    def window(self) -> Any:
        """Loading it is what takes time."""
        self.did.append("load")
        return self

    def prepare(self) -> None:
        """Building it takes the other half."""
        self.did.append("build")


@pytest.mark.parametrize(
    ("minutes", "kind", "did"),
    [
        (23.0, BreakKind.STAND_UP, []),
        (1.5, BreakKind.STAND_UP, []),
        (0.9, BreakKind.STAND_UP, ["load", "build"]),
        (0.9, BreakKind.CARE, ["load", "build"]),
        (0.9, BreakKind.POSTURE_RESET, ["load"]),
    ],
)
def test_the_window_is_made_ready_in_the_minute_before_its_prompt(
    minutes: float, kind: BreakKind, did: list[str]
) -> None:
    places = Ready()
    places.expect(replace(samples.SITTING, next=samples.next_prompt(minutes, kind)))
    assert places.did == did


def test_nothing_is_made_ready_while_nothing_is_coming() -> None:
    places = Ready()
    places.expect(replace(samples.SITTING, next=None))
    assert places.did == []


# ---- on a bus


class Heard:
    """The cues, which only note what they are told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begun(self) -> None:
        self.told.append("begun")

    def moment(self, _text: str) -> None:
        self.told.append("step")

    def over(self, _done: DoneView) -> None:
        self.told.append("over")

    def hush(self) -> None:
        self.told.append("hush")

    def asked(self) -> None:
        self.told.append("asked")


class Home:
    """Real places on a private bus."""

    def __init__(self, private_bus: PrivateBus) -> None:
        self.bus = Bus("session", private_bus.address)
        self.heard = Heard()
        self.holds = HoldSources(self.bus, self.bus, {}, sources=[FakeHold()])
        self.service = NotificationService(self.bus)
        around = SimpleNamespace(
            session=self.bus, notifications=self.service, holds=self.holds, sound=self.heard,
            media=Media(self.bus),
            clock=SystemClock(lambda: 0.0), tray_host=lambda: None,
        )  # fmt: skip
        shelf = Shelf()
        shelf.settings.set_all({"stand_up.pause_media": True})
        self.places = Places(
            lambda event: None, shelf, lambda: None, lambda: None, load(),
            cast("Surroundings", around), lambda name, args: None,
        )  # fmt: skip

    def close(self) -> None:
        self.places.close()
        for shown in (self.places._window, self.places._toast):
            if shown is not None:
                shown.release()
        self.holds.close()
        self.bus.close()


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def home(private_bus: PrivateBus, qtbot: QtBot) -> Iterator[Home]:
    made = Home(private_bus)
    yield made
    made.close()


def test_the_end_takes_every_note_back_and_lets_the_music_go_on(
    home: Home, private_bus: PrivateBus, qtbot: QtBot
) -> None:
    daemon, song = private_bus.peer(NAME, **DAEMON), Player(private_bus)
    qtbot.waitUntil(lambda: home.service.capability is Capability.BUTTONS)
    home.places.notices.tell(Notice(NoticeKind.CHANGE, 0.0, 3))
    qtbot.waitUntil(lambda: len(daemon.called("Notify")) == 1)
    daemon.answers["Notify"] = ("u", (6,))
    home.places.ask_about_hold("full_screen")
    qtbot.waitUntil(lambda: len(daemon.called("Notify")) == 2)
    qtbot.wait(50)
    home.places.guide.open(samples.guide())
    qtbot.waitUntil(lambda: song.state == "Paused")
    home.places.close()
    qtbot.waitUntil(lambda: sorted(daemon.called("CloseNotification")) == [(5,), (6,)])
    qtbot.waitUntil(lambda: song.state == "Playing")
    daemon.close()
    song.close()


def test_a_real_guide_is_not_silenced_by_the_trial_it_ends(home: Home) -> None:
    assert home.places.trial(lambda: samples.SITTING).show("guide") == ""
    home.places.guide.open(samples.guide())
    home.places.give_way(samples.GUIDING)
    assert [one for one in home.heard.told if one != "step"] == ["begun", "hush", "begun"]
