"""Keys that work in every program: grabbed from a real X server, asked of a portal's stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.shortcuts import keys
from lowback_tray.desktop.shortcuts.portal import NAME, PATH, REQUEST, SHORTCUTS
from lowback_tray.desktop.shortcuts.portal import SESSION as SESSION_INTERFACE
from lowback_tray.desktop.shortcuts.watch import Shortcuts
from tests.desktop.bus_kit import PrivateBus, Refusal, Silence, counted
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LABELS = {"start": "A break now", "pause": "Pause", "today": "Today"}


def test_a_combination_has_its_name_everywhere() -> None:
    assert keys.modifiers("Ctrl+Alt+S") == 4 | 8
    assert keys.keysym("Ctrl+Alt+S") == ord("s")
    assert keys.trigger("Ctrl+Alt+S") == "CTRL+ALT+s"
    assert (keys.modifiers("F5"), keys.keysym("F5"), keys.trigger("F5")) == (0, 0xFFC2, "F5")
    assert keys.trigger("Super+Space") == "LOGO+space"


# ---- X11


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as started:
        yield started


@pytest.fixture
def shortcuts(screen: VirtualDesktop, qapp: object) -> Iterator[Shortcuts]:
    made = Shortcuts(Bus("session", "unix:path=/nowhere"), LABELS, screen.env)
    yield made
    made.close()


def test_a_key_is_heard_wherever_the_keyboard_is(
    shortcuts: Shortcuts, screen: VirtualDesktop, qtbot: QtBot
) -> None:
    heard = counted(shortcuts.pressed)
    shortcuts.want({"start": "Ctrl+Alt+S", "pause": "F9", "today": ""})
    assert shortcuts.problems() == []
    screen.xdotool("key", "ctrl+alt+s")
    qtbot.waitUntil(lambda: heard == [("start",)])
    screen.xdotool("key", "F9")
    qtbot.waitUntil(lambda: heard == [("start",), ("pause",)])


def test_lock_keys_do_not_matter_and_other_combinations_are_not_ours(
    shortcuts: Shortcuts, screen: VirtualDesktop, qtbot: QtBot
) -> None:
    heard = counted(shortcuts.pressed)
    shortcuts.want({"start": "Ctrl+Alt+S"})
    screen.xdotool("key", "ctrl+s")
    screen.xdotool("key", "ctrl+alt+shift+s")
    screen.xdotool("key", "Num_Lock")
    screen.xdotool("key", "ctrl+alt+s")
    screen.xdotool("key", "Num_Lock")
    qtbot.waitUntil(lambda: heard == [("start",)])
    qtbot.wait(200)
    assert heard == [("start",)]


def test_another_wish_gives_the_old_keys_back(
    shortcuts: Shortcuts, screen: VirtualDesktop, qtbot: QtBot
) -> None:
    heard = counted(shortcuts.pressed)
    shortcuts.want({"start": "Ctrl+Alt+S"})
    shortcuts.want({"start": "Ctrl+Alt+D"})
    screen.xdotool("key", "ctrl+alt+s")
    screen.xdotool("key", "ctrl+alt+d")
    qtbot.waitUntil(lambda: heard == [("start",)])
    shortcuts.want({"start": ""})
    screen.xdotool("key", "ctrl+alt+d")
    qtbot.wait(200)
    assert heard == [("start",)]
    assert shortcuts.describe()["way"] is None  # nothing is connected any more


def test_a_key_that_somebody_has_is_left_to_them_and_said(
    shortcuts: Shortcuts, screen: VirtualDesktop, qtbot: QtBot
) -> None:
    first = Shortcuts(Bus("session", "unix:path=/nowhere"), LABELS, screen.env)
    first.want({"start": "Ctrl+Alt+S"})
    shortcuts.want({"start": "Ctrl+Alt+S", "pause": "Ctrl+Alt+P"})
    assert shortcuts.problems() == ["Ctrl+Alt+S belongs to another program"]
    heard = counted(shortcuts.pressed)
    screen.xdotool("key", "ctrl+alt+p")
    qtbot.waitUntil(lambda: heard == [("pause",)])
    first.close()


def test_a_server_that_dies_is_said_and_takes_nobody_along(qtbot: QtBot) -> None:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as screen:
        shortcuts = Shortcuts(Bus("session", "unix:path=/nowhere"), LABELS, screen.env)
        shortcuts.want({"start": "Ctrl+Alt+S"})
        assert shortcuts.problems() == []
    qtbot.waitUntil(lambda: shortcuts.problems() == ["The X server cannot be reached"])


def test_without_a_display_or_on_another_system_it_names_the_way_out(qtbot: QtBot) -> None:
    shortcuts = Shortcuts(Bus("session", "unix:path=/nowhere"), LABELS, {})
    assert shortcuts.problems() == []
    shortcuts.want({"start": "Ctrl+Alt+S"})
    assert "in the desktop's settings" in shortcuts.problems()[0]
    shortcuts.want({"start": ""})
    assert shortcuts.problems() == []


# ---- the portal


class Nameless(Refusal):
    TEXT = "An app id is required"


class Portal:
    """A stand-in with the portal's own signatures, and a person who says yes or no."""

    def __init__(self, private: PrivateBus) -> None:
        self.answers: dict[str, Any] = {
            "CreateSession": ("o", (f"{PATH}/request/1_1/a",)),
            "BindShortcuts": ("o", (f"{PATH}/request/1_1/b",)),
        }
        self.peer = private.peer(NAME, **self.answers)

    def respond(self, which: str, code: int = 0, **results: Any) -> None:
        path = f"{PATH}/request/1_1/{which}"
        self.peer.emit(path, REQUEST, "Response", "ua{sv}", code, results)

    def press(self, session: str, name: str) -> None:
        self.peer.emit(PATH, SHORTCUTS, "Activated", "osta{sv}", session, name, 7, {})


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def portal(private_bus: PrivateBus) -> Iterator[Portal]:
    made = Portal(private_bus)
    yield made
    made.peer.close()


@pytest.fixture
def asked(private_bus: PrivateBus, qapp: object) -> Iterator[Shortcuts]:
    bus = Bus("session", private_bus.address)
    made = Shortcuts(bus, LABELS, {"WAYLAND_DISPLAY": "wayland-0"})
    yield made
    made.close()
    bus.close()


SESSION = f"{PATH}/session/1_1/s"


def bound(qtbot: QtBot, portal: Portal, asked: Shortcuts) -> None:
    asked.want({"start": "Ctrl+Alt+S", "pause": ""})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(50)
    portal.respond("a", session_handle=("s", SESSION))
    qtbot.waitUntil(lambda: bool(portal.peer.called("BindShortcuts")))
    qtbot.wait(50)
    portal.respond("b", shortcuts=("a(sa{sv})", []))


def test_the_portal_is_asked_and_tells(qtbot: QtBot, portal: Portal, asked: Shortcuts) -> None:
    heard = counted(asked.pressed)
    bound(qtbot, portal, asked)
    (session, wanted, parent, _), *_ = portal.peer.called("BindShortcuts")
    assert (session, parent) == (SESSION, "")
    assert wanted == [
        (
            "start",
            {"description": ("s", "A break now"), "preferred_trigger": ("s", "CTRL+ALT+s")},
        )
    ]
    portal.press(SESSION, "start")
    portal.press(f"{PATH}/session/1_1/other", "start")
    qtbot.waitUntil(lambda: heard == [("start",)])
    assert asked.problems() == []


def test_a_person_who_says_no_is_told_what_that_means(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(50)
    portal.respond("a", code=1)
    qtbot.waitUntil(lambda: asked.problems() == ["The desktop did not allow it"])


def test_a_desktop_without_the_portal_is_said(qtbot: QtBot, asked: Shortcuts) -> None:
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(asked.problems()))
    assert NAME in asked.problems()[0]


def test_a_portal_that_refuses_is_said(qtbot: QtBot, portal: Portal, asked: Shortcuts) -> None:
    portal.peer.answers["CreateSession"] = Refusal
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(asked.problems()))
    assert "not today" in asked.problems()[0]


def test_another_wish_is_another_session(qtbot: QtBot, portal: Portal, asked: Shortcuts) -> None:
    bound(qtbot, portal, asked)
    asked.want({"start": "Ctrl+Alt+D"})
    qtbot.waitUntil(lambda: len(portal.peer.called("CreateSession")) == 2)
    qtbot.waitUntil(lambda: bool(portal.peer.called("Close")))


def test_it_says_who_it_is_before_anything_else(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    bound(qtbot, portal, asked)
    assert portal.peer.calls[0] == ("Register", ("lowback-tray", {}))


def test_a_session_that_comes_after_another_wish_is_given_back(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(50)
    asked.want({"start": ""})
    portal.respond("a", session_handle=("s", SESSION))
    qtbot.waitUntil(lambda: bool(portal.peer.called("Close")))
    assert portal.peer.called("BindShortcuts") == []


def wish_again(qtbot: QtBot, portal: Portal, asked: Shortcuts) -> None:
    """Other keys are wanted before the first answer is there."""
    portal.peer.answers["CreateSession"] = ("o", (f"{PATH}/request/1_1/a2",))
    portal.peer.answers["BindShortcuts"] = ("o", (f"{PATH}/request/1_1/b2",))
    sessions = len(portal.peer.called("CreateSession"))
    asked.want({"start": "Ctrl+Alt+D"})
    qtbot.waitUntil(lambda: len(portal.peer.called("CreateSession")) == sessions + 1)
    qtbot.wait(50)


def test_a_no_to_an_earlier_wish_is_none_to_the_present_one(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(50)
    wish_again(qtbot, portal, asked)
    portal.respond("a", code=1)
    qtbot.wait(100)
    assert asked.problems() == []
    portal.respond("a2", code=1)
    qtbot.waitUntil(lambda: asked.problems() == ["The desktop did not allow it"])


def test_a_refusal_of_an_earlier_wish_is_none_of_the_present_one(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    portal.peer.answers["CreateSession"] = Silence
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(3000)
    wish_again(qtbot, portal, asked)
    qtbot.wait(2500)  # the first one is given up by now
    assert asked.problems() == []


def test_a_yes_to_an_earlier_wish_is_none_to_the_present_one(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(50)
    portal.respond("a", session_handle=("s", SESSION))
    qtbot.waitUntil(lambda: bool(portal.peer.called("BindShortcuts")))
    qtbot.wait(50)
    wish_again(qtbot, portal, asked)
    portal.respond("a2", code=1)
    qtbot.waitUntil(lambda: asked.problems() == ["The desktop did not allow it"])
    portal.respond("b", shortcuts=("a(sa{sv})", []))
    qtbot.wait(100)
    assert asked.problems() == ["The desktop did not allow it"]


def test_keys_that_the_desktop_takes_back_are_said(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    bound(qtbot, portal, asked)
    qtbot.waitUntil(lambda: bool(portal.peer.called("BindShortcuts")))
    portal.peer.emit(SESSION, SESSION_INTERFACE, "Closed", "a{sv}", {})
    qtbot.waitUntil(lambda: asked.problems() == ["The desktop has taken the keys back"])


def test_a_portal_that_starts_anew_is_asked_anew(
    qtbot: QtBot, portal: Portal, private_bus: PrivateBus, asked: Shortcuts
) -> None:
    bound(qtbot, portal, asked)
    portal.peer.close()
    qtbot.wait(100)
    again = Portal(private_bus)
    qtbot.waitUntil(lambda: bool(again.peer.called("CreateSession")))
    assert [name for name, _ in again.peer.calls].count("CreateSession") == 1
    again.peer.close()


def test_a_portal_that_ends_is_said_until_the_keys_are_back(
    qtbot: QtBot, portal: Portal, private_bus: PrivateBus, asked: Shortcuts
) -> None:
    bound(qtbot, portal, asked)
    portal.peer.close()
    qtbot.waitUntil(lambda: bool(asked.problems()))
    assert "has ended" in asked.problems()[0]
    again = Portal(private_bus)
    qtbot.waitUntil(lambda: bool(again.peer.called("CreateSession")))
    bound(qtbot, again, asked)
    qtbot.waitUntil(lambda: asked.problems() == [])
    again.peer.close()


def test_a_portal_that_ends_in_the_middle_of_asking_is_asked_anew(
    qtbot: QtBot, portal: Portal, private_bus: PrivateBus, asked: Shortcuts
) -> None:
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(portal.peer.called("CreateSession")))
    qtbot.wait(50)  # it would ask the person now
    portal.peer.close()
    again = Portal(private_bus)
    qtbot.waitUntil(lambda: bool(again.peer.called("CreateSession")))
    again.peer.close()


def test_a_portal_that_does_not_know_us_names_what_is_missing(
    qtbot: QtBot, portal: Portal, asked: Shortcuts
) -> None:
    portal.peer.answers["Register"] = Refusal
    portal.peer.answers["CreateSession"] = Nameless
    asked.want({"start": "Ctrl+Alt+S"})
    qtbot.waitUntil(lambda: bool(asked.problems()))
    assert "menu entry" in asked.problems()[0]
