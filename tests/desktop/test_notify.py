"""The contract of notifiers, over every one of them; and what is asked of the service first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.notify.actions import ButtonNotifier
from lowback_tray.desktop.notify.base import Capability, Note, Notifier, body_text
from lowback_tray.desktop.notify.plain import PlainNotifier
from lowback_tray.desktop.notify.service import NotificationService
from tests.desktop.bus_kit import Answer, PrivateBus, Refusal, Silence, counted
from tests.desktop.fakes import FakeNotifier
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NAME = "org.freedesktop.Notifications"
DAEMON: dict[str, Answer] = {
    "GetCapabilities": ("as", (["actions", "body", "body-markup"],)),
    "GetServerInformation": ("ssss", ("test", "us", "1.0", "1.2")),
    "Notify": ("u", (5,)),
}


class Heard:
    """Everything a notifier has told, in order."""

    def __init__(self, notifier: Notifier) -> None:
        self.told: list[tuple[Any, ...]] = []
        notifier.shown.connect(lambda note: self.told.append(("shown", note)))
        notifier.answered.connect(lambda note, key: self.told.append(("answered", note, key)))
        notifier.closed.connect(lambda note: self.told.append(("closed", note)))
        notifier.failed.connect(lambda note, _: self.told.append(("failed", note)))


class Setting(Protocol):
    """A notifier and the world it shows its notes to."""

    notifier: Notifier

    def on_screen(self) -> int:
        """How many notes a person sees."""

    def leave_alone(self) -> None:
        """Take away whatever shows the notes."""

    def close(self) -> None:
        """End it."""


class Real:
    """dunst on a desktop of its own, reached in one of our two ways."""

    notifier: Notifier

    def __init__(self, way: str, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        if not desktop.dunst.running:
            desktop.dunst.start()
        for left in desktop.dunst.open():
            desktop.session.call((NAME, f"/{NAME.replace('.', '/')}", NAME), "CloseNotification",
                                 "u", left.id)  # fmt: skip
        self._bus = Bus("session", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self.service = NotificationService(self._bus)
        if way == "buttons":
            self.notifier = ButtonNotifier(self._bus, self.service, "Lowback Tray", "lowback-tray")
        else:
            self.notifier = PlainNotifier(self.service, "Lowback Tray")

    def on_screen(self) -> int:
        return len(self._desktop.dunst.open())

    def leave_alone(self) -> None:
        self._desktop.dunst.stop(kill=True)

    def close(self) -> None:
        self._bus.close()


class Fake:
    def __init__(self) -> None:
        self._fake = FakeNotifier()
        self.notifier: Notifier = self._fake

    def on_screen(self) -> int:
        return len(self._fake.open)

    def leave_alone(self) -> None:
        self._fake.die("gone")

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", system_bus=False) as started:
        yield started


@pytest.fixture(params=["buttons", "plain", "fake"])
def setting(
    request: pytest.FixtureRequest, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Setting]:
    made: Setting
    if request.param == "fake":
        made = Fake()
    else:
        screen: VirtualDesktop = request.getfixturevalue("screen")
        address = screen.env["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)  # notify-send inherits it
        real = made = Real(request.param, screen)
        qtbot.waitUntil(lambda: real.service.usable)
    yield made
    made.close()


def note(title: str, group: str = "prompt") -> Note:
    return Note(title, "Body", (("start", "Start"), ("later", "Later")), group=group)


def test_a_note_is_shown_and_said_to_be(setting: Setting, qtbot: QtBot) -> None:
    heard = Heard(setting.notifier)
    first = note("First")
    setting.notifier.show(first)
    assert heard.told == []  # never from within
    qtbot.waitUntil(lambda: heard.told == [("shown", first)])
    qtbot.waitUntil(lambda: setting.on_screen() == 1)


def test_of_notes_in_quick_succession_the_newest_is_heard_of(
    setting: Setting, qtbot: QtBot
) -> None:
    heard = Heard(setting.notifier)
    notes = [note(title) for title in ("First", "Second", "Third")]
    for one in notes:
        setting.notifier.show(one)
    qtbot.waitUntil(lambda: ("shown", notes[2]) in heard.told)
    qtbot.wait(100)
    assert heard.told == [("shown", notes[2])]
    assert setting.on_screen() == 1


def test_of_a_withdrawn_note_nothing_is_heard(setting: Setting, qtbot: QtBot) -> None:
    heard = Heard(setting.notifier)
    setting.notifier.show(note("First"))
    setting.notifier.withdraw()
    setting.notifier.withdraw()  # harmless
    qtbot.wait(200)
    assert heard.told == []
    assert setting.on_screen() == 0


def test_groups_do_not_disturb_each_other(setting: Setting, qtbot: QtBot) -> None:
    heard = Heard(setting.notifier)
    prompt, news = note("Prompt"), note("News", group="news")
    setting.notifier.show(prompt)
    setting.notifier.show(news)
    qtbot.waitUntil(lambda: len(heard.told) == 2)
    assert heard.told == [("shown", prompt), ("shown", news)]
    setting.notifier.withdraw("nothing of this name")
    qtbot.wait(50)
    assert len(heard.told) == 2


def test_with_nobody_there_a_note_fails_and_does_not_pretend(
    setting: Setting, qtbot: QtBot
) -> None:
    setting.leave_alone()
    qtbot.wait(100)
    heard = Heard(setting.notifier)
    first = note("First")
    setting.notifier.show(first)
    assert heard.told == []
    qtbot.waitUntil(lambda: heard.told == [("failed", first)])


def test_doctor_gets_plain_data(setting: Setting) -> None:
    assert isinstance(setting.notifier.describe()["technology"], str)


def test_markup_is_escaped_only_where_it_is_read() -> None:
    assert body_text("a < b & c", markup=True) == "a &lt; b &amp; c"
    assert body_text("a < b & c", markup=False) == "a < b & c"


# ---- what the service can do


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def bus(private_bus: PrivateBus, qapp: object) -> Iterator[Bus]:
    made = Bus("session", private_bus.address)
    yield made
    made.close()


def test_buttons_are_offered_if_the_service_says_so(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    service = NotificationService(bus)
    assert str(service.capability) == "unknown"
    peer = private_bus.peer(NAME, **DAEMON)
    qtbot.waitUntil(lambda: service.server == "test 1.0")
    assert service.capability is Capability.BUTTONS
    assert service.problem is None
    assert service.describe()["features"] == ["actions", "body", "body-markup"]
    peer.close()
    qtbot.waitUntil(lambda: service.capability is Capability.NONE)
    assert service.problem == "No notification service is running"


def test_a_service_without_buttons_is_plain(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    service = NotificationService(bus)
    peer = private_bus.peer(NAME, **{**DAEMON, "GetCapabilities": ("as", (["body"],))})
    qtbot.waitUntil(lambda: service.capability is Capability.PLAIN)
    peer.close()


@pytest.mark.parametrize("answer", [Refusal, ("s", ("actions",))])
def test_a_service_that_answers_nonsense_is_none(
    answer: Any, private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, **{**DAEMON, "GetCapabilities": answer})
    service = NotificationService(bus)
    qtbot.waitUntil(lambda: service.capability is Capability.NONE)
    assert NAME in str(service.problem)
    peer.close()


def test_a_silent_service_is_none_until_it_speaks(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, **{**DAEMON, "GetCapabilities": Silence})
    service = NotificationService(bus)
    qtbot.waitUntil(lambda: service.capability is Capability.NONE)
    assert service.problem == f"{NAME} does not answer"
    peer.answers["GetCapabilities"] = DAEMON["GetCapabilities"]
    peer.speak()
    qtbot.waitUntil(lambda: service.capability is Capability.BUTTONS)
    peer.close()


def test_another_service_is_asked_anew(private_bus: PrivateBus, bus: Bus, qtbot: QtBot) -> None:
    service = NotificationService(bus)
    lost = counted(service.lost)
    for features, capability in ((["actions"], Capability.BUTTONS), (["body"], Capability.PLAIN)):
        peer = private_bus.peer(NAME, **{**DAEMON, "GetCapabilities": ("as", (features,))})
        qtbot.waitUntil(lambda wanted=capability: service.capability is wanted)  # type: ignore[misc]
        peer.close()
    qtbot.waitUntil(lambda: len(lost) == 2)


def test_a_service_that_cannot_be_started_is_tried_once(bus: Bus, private_bus: PrivateBus,
                                                        qtbot: QtBot) -> None:  # fmt: skip
    tries = private_bus.services.parent / "tries"
    entry = f"[D-BUS Service]\nName={NAME}\nExec=/bin/sh -c 'echo x >> {tries}; exit 1'\n"
    (private_bus.services / "it.service").write_text(entry)
    private_bus.kill()
    private_bus.start()
    service = NotificationService(bus)
    qtbot.waitUntil(lambda: service.capability is Capability.NONE)
    service.refresh()
    qtbot.wait(300)
    assert tries.read_text() == "x\n"


def test_no_bus_is_no_service(qtbot: QtBot) -> None:
    service = NotificationService(Bus("session", "unix:path=/nonexistent/bus"))
    qtbot.waitUntil(lambda: service.capability is Capability.NONE)
    assert "cannot be reached" in str(service.problem)
