"""Full screen and chosen programs on a real X server."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.holds.front import FrontWatch, FullScreen, ProgramInFront
from lowback_tray.desktop.holds.sources import HoldSources
from lowback_tray.desktop.holds.xfront import Rect
from tests.desktop.bus_kit import counted
from tests.desktop.hold_cases import Windows, measured, switches
from tests.desktop.processes import MARK, marked
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.desktop.conftest import NewDesktop


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as started:
        yield started


class Desk(Windows):
    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self.source = self.full_screen = FullScreen(self.watch)

    def on(self, *, told: bool = True) -> None:
        raise NotImplementedError

    def off(self, *, told: bool = True) -> None:
        raise NotImplementedError


@pytest.fixture
def desk(screen: VirtualDesktop, qapp: object) -> Iterator[Desk]:
    made = Desk(screen)
    yield made
    made.close()


def test_a_film_behind_a_small_window_on_the_same_screen_still_counts(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.window("Film")
    desk.full("Film")
    desk.window("Volume")
    desk.full_screen.refresh()
    qtbot.waitUntil(lambda: desk.full_screen.active is True)
    assert desk.full_screen.detail == "Film"


def test_a_minimised_film_does_not_count(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Film")
    desk.full("Film")
    desk.full_screen.refresh()
    qtbot.waitUntil(lambda: desk.full_screen.active is True)
    desk.window("Volume")
    film = desk.desktop.xdotool("search", "--name", "^Film$").splitlines()[-1]
    desk.desktop.xdotool("windowminimize", film)
    qtbot.waitUntil(lambda: desk.full_screen.active is False)


def test_a_film_on_another_desktop_does_not_count(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Film")
    desk.full("Film")
    desk.full_screen.refresh()
    qtbot.waitUntil(lambda: desk.full_screen.active is True)
    desk.desktop.xdotool("set_desktop", 1)
    qtbot.waitUntil(lambda: desk.full_screen.active is False)
    desk.desktop.xdotool("set_desktop", 0)
    qtbot.waitUntil(lambda: desk.full_screen.active is True)


def test_a_film_that_ends_lifts_the_hold(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Editor")
    desk.window("Film")
    desk.full("Film")
    desk.full_screen.refresh()
    qtbot.waitUntil(lambda: desk.full_screen.active is True)
    desk.shut("Film")
    qtbot.waitUntil(lambda: desk.full_screen.active is False)


def test_a_window_that_is_only_maximised_does_not_count(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Editor")
    change = "add,maximized_vert,maximized_horz"
    desk.wmctrl("-r", "Editor", "-b", change)
    desk.full_screen.refresh()
    qtbot.wait(400)
    assert desk.full_screen.active is False


@pytest.mark.parametrize(
    ("work", "counts"),
    [
        (Rect(100, 100, 300, 300), True),  # on the screen of the film
        (Rect(1300, 100, 300, 300), False),  # on the other one
        (Rect(1279, 100, 300, 300), True),  # on both
        (Rect(1280, 0, 1280, 720), False),  # the other one's neighbour to the pixel
    ],
)
def test_with_two_screens_only_the_one_worked_at_counts(work: Rect, counts: bool) -> None:
    assert Rect(0, 0, 1280, 720).overlaps(work) is counts
    assert work.overlaps(Rect(0, 0, 1280, 720)) is counts


def test_the_chosen_programs_may_change_and_are_named_for_choosing(
    desk: Desk, qtbot: QtBot
) -> None:
    source = ProgramInFront(desk.watch)
    desk.window("Zoom")
    desk.full_screen.refresh()
    assert source.active is False
    in_front = source.describe()["in_front"]
    assert isinstance(in_front, list)
    assert "Zoom" in in_front
    source.set_programs(["zoom"])
    assert source.active is True
    source.set_programs(["gimp"])
    assert source.active is False


# ---- turning to another window


def test_another_window_in_front_is_told_once(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Editor")
    desk.window("Mail")
    desk.watch.attend(True, connect=True)
    told = counted(desk.watch.turned)
    desk.front("Editor")
    qtbot.waitUntil(lambda: len(told) == 1)
    qtbot.wait(400)
    assert len(told) == 1


def test_a_title_or_a_size_that_changes_is_no_other_window(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Editor")
    desk.watch.attend(True, connect=True)
    told = counted(desk.watch.turned)
    desk.full("Editor")
    desk.full("Editor", False)
    qtbot.wait(700)
    assert told == []


def test_while_nobody_attends_windows_wake_nobody(desk: Desk, qtbot: QtBot) -> None:
    desk.window("Editor")
    desk.window("Mail")
    desk.full_screen.refresh()
    desk.watch.attend(False)
    changes, told = counted(desk.watch.changed), counted(desk.watch.turned)
    desk.front("Editor")
    desk.full("Editor")
    qtbot.wait(600)
    assert changes == []
    desk.watch.attend(True)  # and what changed meanwhile is known at once
    assert desk.full_screen.active is True
    assert told == []


def test_the_windows_are_looked_at_only_when_that_matters(
    desk: Desk, screen: VirtualDesktop, qtbot: QtBot
) -> None:
    bus = Bus("session", screen.env["DBUS_SESSION_BUS_ADDRESS"])
    holds = HoldSources(bus, bus, sources=[desk.full_screen], enabled=[])
    told = counted(holds.turned)
    desk.window("Editor")
    desk.window("Mail")
    holds.attend(True)
    assert desk.watch.front is None  # no hold asks for it
    holds.attend(True, to_windows=True)
    assert desk.watch.front is not None
    desk.front("Editor")
    qtbot.waitUntil(lambda: len(told) == 1)
    holds.close()
    bus.close()


def test_many_windows_cost_as_many_round_trips_as_few(desk: Desk, qtbot: QtBot) -> None:
    desk.window("One")
    desk.full_screen.refresh()
    few = _waits(desk.full_screen.refresh)
    for name in ("Two", "Three", "Four", "Five"):
        desk.window(name)
    qtbot.wait(400)
    assert _waits(desk.full_screen.refresh) <= few + 1 <= 4


def _waits(look: Callable[[], None]) -> int:
    """How often the process went to sleep for an answer; the least of a few tries."""
    found = []
    for _ in range(5):
        before = switches(os.getpid())
        look()
        found.append(switches(os.getpid()) - before)
    return min(found)


# ---- where nobody tells


def test_under_wayland_it_is_unknown(qapp: object) -> None:
    watch = FrontWatch({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    source = FullScreen(watch)
    source.refresh()
    assert source.active is None
    assert "Wayland" in str(source.problem)
    source.close()


def test_without_an_x_server_it_is_unknown(qapp: object) -> None:
    source = FullScreen(FrontWatch({"DISPLAY": ":4711"}))
    source.refresh()
    assert source.active is None
    assert source.problem == "The X server cannot be reached"
    source.close()


def process(screen: VirtualDesktop, name: str) -> int:
    """The process id of a program of our own desktop, and of no other on this machine."""
    ours = marked(screen.env[MARK])
    return next(pid for pid in ours if Path(f"/proc/{pid}/comm").read_text() == f"{name}\n")


def test_without_a_window_manager_it_is_unknown_until_one_comes(
    new_desktop: NewDesktop, qtbot: QtBot
) -> None:
    screen = new_desktop(panel="none", dunst=False, system_bus=False)
    source = FullScreen(FrontWatch(screen.env))
    source.refresh()
    assert source.active is False
    os.kill(process(screen, "openbox"), signal.SIGKILL)

    def unknown() -> bool:
        source.refresh()  # nobody tells of the death: the next look finds out
        return source.active is None

    qtbot.waitUntil(unknown)
    assert "No window manager" in str(source.problem)
    screen.spawn(["openbox", "--sm-disable"])
    qtbot.waitUntil(lambda: source.active is False)
    source.close()


def test_a_hung_server_is_unknown_and_asked_again_at_the_next_look(
    new_desktop: NewDesktop, qtbot: QtBot
) -> None:
    screen = new_desktop(panel="none", dunst=False, system_bus=False)
    source = FullScreen(FrontWatch(screen.env))
    source.refresh()
    assert source.active is False
    server = process(screen, "Xvfb")
    os.kill(server, signal.SIGSTOP)
    source.refresh()
    assert source.active is None
    assert source.problem == "The X server does not answer"
    os.kill(server, signal.SIGCONT)
    source.refresh()
    assert source.active is False
    heard = counted(source.changed)
    os.kill(server, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert source.active is None
    source.close()


_CHILD = """
from PySide6.QtCore import QCoreApplication
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.holds.front import FrontWatch, FullScreen
import os
app = QCoreApplication([])
source = FullScreen(FrontWatch(os.environ))
source.refresh()
print("ready", flush=True)
app.exec()
"""


def test_a_title_that_changes_all_the_time_wakes_nobody(desk: Desk) -> None:
    desk.window("Spinner")
    number = desk.desktop.xdotool("search", "--name", "^Spinner$").splitlines()[-1]
    loop = f'while sleep 0.05; do xdotool set_window --name "$(date +%N)" {number}; done'
    spinner = desk.desktop.spawn(["sh", "-c", loop])
    woken, _ = measured([_CHILD], desk.desktop.env, 2.0)
    spinner.stop()
    assert woken <= 1
