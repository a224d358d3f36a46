"""Buttons: over dunst and xfce4-notifyd as they are, and over services that misbehave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.notify.actions import ButtonNotifier
from lowback_tray.desktop.notify.base import Capability, Note, Urgency, body_text
from lowback_tray.desktop.notify.service import NotificationService
from tests.desktop.bus_kit import Peer, PrivateBus, Refusal, Silence
from tests.desktop.test_notify import DAEMON, NAME, Heard
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.desktop.conftest import NewDesktop

PATH = "/org/freedesktop/Notifications"
BUTTONS = (("start", "Start"), ("later", "In 10 min"), ("skip", "Skip"))
PROMPT = Note("腰をのばす時間です", "Both sit bones & <b>breathe</b>", BUTTONS)
XFCE = Path("/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd")


class Stage:
    """A notifier on a bus, and what it has told."""

    def __init__(self, address: str) -> None:
        self.bus = Bus("session", address)
        self.service = NotificationService(self.bus)
        self.notifier = ButtonNotifier(self.bus, self.service, "Lowback Tray", "lowback-tray")
        self.heard = Heard(self.notifier)

    @property
    def told(self) -> list[tuple[Any, ...]]:
        return self.heard.told


# ---- real services


@pytest.fixture
def desktop(new_desktop: NewDesktop) -> VirtualDesktop:
    return new_desktop(panel="none", system_bus=False)


@pytest.fixture
def real(desktop: VirtualDesktop, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    qtbot.waitUntil(lambda: stage.service.capability is Capability.BUTTONS)
    yield stage
    stage.bus.close()


def test_a_button_of_dunst_answers_and_the_note_is_gone(
    desktop: VirtualDesktop, real: Stage, qtbot: QtBot
) -> None:
    real.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: real.told == [("shown", PROMPT)])
    (notice,) = desktop.dunst.open()
    assert notice.title == PROMPT.title
    assert notice.body == body_text(PROMPT.body, markup="body-markup" in real.service.features)
    assert notice.actions == dict(BUTTONS)
    assert notice.timeout_ms == 0
    assert notice.hints["transient"] is True
    assert notice.hints["urgency"] == Urgency.NORMAL
    desktop.dunst.answer(notice, "later")
    qtbot.waitUntil(lambda: len(real.told) == 2)
    qtbot.wait(150)  # and nothing is told after that
    assert real.told[1:] == [("answered", PROMPT, "later")]
    assert desktop.dunst.open() == []


def test_a_note_waved_away_is_closed(desktop: VirtualDesktop, real: Stage, qtbot: QtBot) -> None:
    real.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: real.told == [("shown", PROMPT)])
    desktop.dunst.dismiss()
    qtbot.waitUntil(lambda: real.told[1:] == [("closed", PROMPT)])


def test_a_note_with_an_end_goes_by_itself(
    desktop: VirtualDesktop, real: Stage, qtbot: QtBot
) -> None:
    brief = Note("Brief", timeout_s=0.4)
    real.notifier.show(brief)
    qtbot.waitUntil(lambda: real.told == [("shown", brief), ("closed", brief)])
    assert desktop.dunst.open() == []


def test_a_withdrawn_note_leaves_the_screen(
    desktop: VirtualDesktop, real: Stage, qtbot: QtBot
) -> None:
    real.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: real.told == [("shown", PROMPT)])
    assert len(desktop.dunst.open()) == 1
    real.notifier.withdraw()
    qtbot.waitUntil(lambda: desktop.dunst.open() == [])
    assert real.told == [("shown", PROMPT)]


def test_notes_never_pile_up(desktop: VirtualDesktop, real: Stage, qtbot: QtBot) -> None:
    last = PROMPT
    for number in range(10):
        last = Note(f"Number {number}", actions=BUTTONS)
        real.notifier.show(last)
        qtbot.wait(number * 3)
        assert len(desktop.dunst.open()) <= 1
    qtbot.waitUntil(lambda: ("shown", last) in real.told)
    (notice,) = desktop.dunst.open()
    assert notice.title == "Number 9"


def test_a_hung_dunst_fails_and_its_ghost_is_taken_back(
    desktop: VirtualDesktop, real: Stage, qtbot: QtBot
) -> None:
    desktop.dunst.hang()
    real.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: real.told == [("failed", PROMPT)], timeout=15_000)
    qtbot.waitUntil(lambda: real.service.capability is Capability.NONE, timeout=15_000)
    desktop.dunst.hang(False)
    qtbot.waitUntil(lambda: len(desktop.dunst.notices()) == 1)
    qtbot.waitUntil(lambda: desktop.dunst.open() == [])
    qtbot.waitUntil(lambda: real.service.usable)
    assert len(real.told) == 1


def test_a_dunst_that_dies_takes_its_note_along_and_the_next_works_again(
    desktop: VirtualDesktop, real: Stage, qtbot: QtBot
) -> None:
    real.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: len(real.told) == 1)
    desktop.dunst.stop(kill=True)
    qtbot.waitUntil(lambda: real.told[1:] == [("failed", PROMPT)])
    qtbot.waitUntil(lambda: real.service.capability is Capability.NONE)
    desktop.dunst.start()
    qtbot.waitUntil(lambda: real.service.capability is Capability.BUTTONS)
    real.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: real.told[2:] == [("shown", PROMPT)])


@pytest.mark.skipif(not XFCE.exists(), reason="xfce4-notifyd is not installed")
def test_xfce_shows_the_note_too(new_desktop: NewDesktop, qtbot: QtBot) -> None:
    desktop = new_desktop(panel="none", dunst=False, system_bus=False, activation=True)
    desktop.dunst.listen()
    desktop.spawn([XFCE])
    desktop.wait_for(lambda: desktop.session.has_owner(NAME), what="xfce4-notifyd")
    stage = Stage(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    qtbot.waitUntil(lambda: stage.service.capability is Capability.BUTTONS)
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: stage.told == [("shown", PROMPT)])
    stage.notifier.withdraw()
    qtbot.waitUntil(lambda: desktop.dunst.open() == [])
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: stage.told[1:] == [("shown", PROMPT)])

    def skip_clicked() -> bool:  # it is there a moment before it takes clicks
        click_last_button(desktop)
        qtbot.wait(200)
        return stage.told[2:] == [("answered", PROMPT, "skip")]

    qtbot.waitUntil(skip_clicked)
    stage.bus.close()


def click_last_button(desktop: VirtualDesktop) -> None:
    """The buttons are in the lower right corner of the note."""
    notes = desktop.xdotool("search", "--onlyvisible", "--class", "xfce4-notifyd", check=False)
    if notes:
        said = desktop.xdotool("getwindowgeometry", "--shell", notes.split()[-1])
        at = {key: int(value) for key, value in (line.split("=") for line in said.splitlines())}
        desktop.click(at["X"] + at["WIDTH"] - 60, at["Y"] + at["HEIGHT"] - 32)


# ---- services that misbehave


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def daemon(private_bus: PrivateBus) -> Iterator[Peer]:
    peer = private_bus.peer(NAME, **DAEMON)
    yield peer
    peer.close()


@pytest.fixture
def stage(private_bus: PrivateBus, daemon: Peer, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(private_bus.address)
    qtbot.waitUntil(lambda: made.service.capability is Capability.BUTTONS)
    yield made
    made.bus.close()


def test_a_refused_note_fails(stage: Stage, daemon: Peer, qtbot: QtBot) -> None:
    daemon.answers["Notify"] = Refusal
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: stage.told == [("failed", PROMPT)])


def test_an_answer_without_a_number_fails(stage: Stage, daemon: Peer, qtbot: QtBot) -> None:
    daemon.answers["Notify"] = ("s", ("five",))
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: stage.told == [("failed", PROMPT)])


def test_death_during_the_question_fails_once(stage: Stage, daemon: Peer, qtbot: QtBot) -> None:
    daemon.answers["Notify"] = Silence
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: daemon.called("Notify") != [])
    daemon.close()
    qtbot.waitUntil(lambda: stage.told == [("failed", PROMPT)])
    qtbot.wait(100)
    assert len(stage.told) == 1


def test_a_service_replaced_in_one_step_is_not_blamed_for_what_the_old_one_left_open(
    stage: Stage, daemon: Peer, private_bus: PrivateBus, qtbot: QtBot
) -> None:
    daemon.answers["GetCapabilities"] = Silence
    asked = len(daemon.called("GetCapabilities"))
    stage.service.refresh()
    qtbot.waitUntil(lambda: len(daemon.called("GetCapabilities")) > asked)
    successor = private_bus.peer(NAME, **DAEMON)
    qtbot.waitUntil(lambda: successor.called("GetCapabilities") != [])
    daemon.close()  # its open question ends in an error
    qtbot.wait(150)
    assert stage.service.capability is Capability.BUTTONS
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: stage.told == [("shown", PROMPT)])
    successor.close()


def test_the_death_of_the_bus_fails_what_is_on_the_screen(
    stage: Stage, private_bus: PrivateBus, qtbot: QtBot
) -> None:
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: len(stage.told) == 1)
    private_bus.kill()
    qtbot.waitUntil(lambda: stage.told[1:] == [("failed", PROMPT)])


def test_a_newer_note_waits_for_the_answer_and_replaces_the_older(
    stage: Stage, daemon: Peer, qtbot: QtBot
) -> None:
    newer = Note("Newer")
    daemon.answers["Notify"] = Silence
    stage.notifier.show(PROMPT)
    stage.notifier.show(newer)
    qtbot.wait(100)
    assert len(daemon.called("Notify")) == 1
    daemon.answers["Notify"] = ("u", (5,))
    daemon.speak()
    qtbot.waitUntil(lambda: stage.told == [("shown", newer)])
    assert [body[1] for body in daemon.called("Notify")] == [0, 5]  # replaces


def test_a_note_withdrawn_before_the_answer_is_closed_after_it(
    stage: Stage, daemon: Peer, qtbot: QtBot
) -> None:
    daemon.answers["Notify"] = Silence
    stage.notifier.show(PROMPT)
    stage.notifier.withdraw()
    qtbot.wait(50)
    daemon.answers["Notify"] = ("u", (5,))
    daemon.speak()
    qtbot.waitUntil(lambda: daemon.called("CloseNotification") == [(5,)])
    assert stage.told == []


def test_signals_about_other_notes_and_of_other_types_are_not_ours(
    stage: Stage, daemon: Peer, qtbot: QtBot
) -> None:
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: len(stage.told) == 1)
    daemon.emit(PATH, NAME, "ActionInvoked", "us", 6, "start")
    daemon.emit(PATH, NAME, "ActionInvoked", "us", 0, "start")
    daemon.emit(PATH, NAME, "ActionInvoked", "us", 5, "no button of ours")
    daemon.emit(PATH, NAME, "ActionInvoked", "is", 5, "start")
    daemon.emit(PATH, NAME, "NotificationClosed", "uu", 6, 2)
    daemon.emit(PATH, NAME, "NotificationClosed", "u", 5)
    qtbot.wait(100)
    assert len(stage.told) == 1
    daemon.emit(PATH, NAME, "ActionInvoked", "us", 5, "start")
    daemon.emit(PATH, NAME, "NotificationClosed", "uu", 5, 2)
    qtbot.waitUntil(lambda: stage.told[1:] == [("answered", PROMPT, "start")])
    qtbot.wait(100)
    assert len(stage.told) == 2


def test_a_service_that_reads_markup_gets_none(stage: Stage, daemon: Peer, qtbot: QtBot) -> None:
    stage.notifier.show(PROMPT)
    qtbot.waitUntil(lambda: len(stage.told) == 1)
    body = daemon.called("Notify")[0]
    assert body[4] == "Both sit bones &amp; &lt;b&gt;breathe&lt;/b&gt;"
    assert body[5] == [text for button in BUTTONS for text in button]


def test_a_very_long_stay_is_cut_to_what_the_bus_can_say(
    stage: Stage, daemon: Peer, qtbot: QtBot
) -> None:
    stage.notifier.show(Note("Long", timeout_s=1e9))
    qtbot.waitUntil(lambda: len(stage.told) == 1)
    assert daemon.called("Notify")[0][7] == 2**31 - 1
