from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop import xidle, xlink
from lowback_tray.desktop.presence import Presence, why_not_x11
from tests.desktop.fakes import FakePresence
from tests.desktop.processes import MARK, marked
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from pytestqt.qtbot import QtBot

    from tests.desktop.conftest import NewDesktop


class Real:
    """The real adapter, and a person at a real X server."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.presence = Presence(desktop.env)
        self.touch: Callable[[], None] = desktop.nudge

    def rest(self, seconds: float) -> None:
        time.sleep(seconds)


class Fake:
    def __init__(self) -> None:
        self.presence = FakePresence()
        self.touch: Callable[[], None] = self.presence.touch
        self.rest: Callable[[float], None] = self.presence.rest


Person = Real | Fake


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", dunst=False, system_bus=False) as started:
        yield started


@pytest.fixture(params=["x11", "fake"])
def person(request: pytest.FixtureRequest, qapp: object) -> Iterator[Person]:
    made: Person
    made = Fake() if request.param == "fake" else Real(request.getfixturevalue("screen"))
    yield made
    made.presence.close()


def test_idle_time_grows_and_input_ends_it(person: Person) -> None:
    person.touch()
    before = person.presence.idle_s()
    person.rest(0.3)
    after = person.presence.idle_s()
    assert before is not None
    assert after is not None
    assert after - before == pytest.approx(0.3, abs=0.25)
    person.touch()
    again = person.presence.idle_s()
    assert again is not None
    assert again < 0.2


def test_the_first_input_after_arming_is_told_once(person: Person, qtbot: QtBot) -> None:
    heard: list[None] = []
    person.presence.came_back.connect(lambda: heard.append(None))
    person.rest(0.2)
    person.presence.watch_return(True)
    qtbot.wait(150)
    assert heard == []  # nobody moved yet
    person.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
    person.rest(0.1)
    person.touch()
    qtbot.wait(150)
    assert len(heard) == 1


def test_it_can_be_armed_again(person: Person, qtbot: QtBot) -> None:
    heard: list[None] = []
    person.presence.came_back.connect(lambda: heard.append(None))
    for _ in range(3):
        heard.clear()
        person.presence.watch_return(True)
        person.rest(0.1)
        person.touch()
        qtbot.waitUntil(lambda: len(heard) == 1)


def test_input_is_told_even_if_armed_a_moment_after_other_input(
    person: Person, qtbot: QtBot
) -> None:
    heard: list[None] = []
    person.presence.came_back.connect(lambda: heard.append(None))
    person.touch()
    person.presence.watch_return(True)
    person.rest(0.1)
    person.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)


def test_disarmed_it_tells_nothing(person: Person, qtbot: QtBot) -> None:
    heard: list[None] = []
    person.presence.came_back.connect(lambda: heard.append(None))
    person.presence.watch_return(True)
    person.presence.watch_return(False)
    person.rest(0.1)
    person.touch()
    qtbot.wait(150)
    assert heard == []


def test_a_question_never_tells_from_within(person: Person, qtbot: QtBot) -> None:
    heard: list[None] = []
    person.presence.came_back.connect(lambda: heard.append(None))
    person.rest(0.1)
    person.presence.watch_return(True)
    person.touch()
    for _ in range(20):  # its answers pull the event off the socket
        person.presence.idle_s()
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 1)


def test_what_is_known_is_said(person: Person) -> None:
    assert person.presence.known
    assert person.presence.source == "x11"
    assert person.presence.problem is None
    described = person.presence.describe()
    assert described["known"] is True
    assert isinstance(described["idle_s"], float)
    person.presence.close()
    assert person.presence.idle_s() is None
    assert not person.presence.known
    assert person.presence.source == "none"
    person.presence.watch_return(True)  # harmless


# ---- where nobody can tell


@pytest.mark.parametrize(
    ("env", "platform", "why"),
    [
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "linux", "Wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "Wayland"),
        ({"XDG_SESSION_TYPE": "tty"}, "linux", "no X server"),
        ({"DISPLAY": ":0"}, "win32", "not watched"),
        ({"DISPLAY": ":0"}, "darwin", "not watched"),
    ],
)
def test_where_the_x_server_would_lie_it_is_not_asked(
    env: dict[str, str], platform: str, why: str
) -> None:
    assert why in str(why_not_x11(env, platform))


def test_wayland_is_unknown_even_with_an_x_server(screen: VirtualDesktop, qapp: object) -> None:
    presence = Presence({**screen.env, "WAYLAND_DISPLAY": "wayland-0"})
    assert presence.idle_s() is None
    assert (presence.source, presence.known) == ("none", False)
    assert presence.problem is not None


def test_an_x_server_that_is_not_there_is_unknown(qapp: object) -> None:
    presence = Presence({"DISPLAY": ":4711"})
    assert presence.idle_s() is None
    assert presence.problem == "The X server cannot be reached"


def test_a_missing_library_is_unknown(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    def absent(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", absent)
    assert Presence({"DISPLAY": ":0"}).problem == "libxcb.so.1 cannot be used"


@pytest.mark.parametrize(
    ("module", "constant", "value", "why"),
    [
        (xidle, "COUNTER", b"NO SUCH COUNTER", "cannot tell how long"),
        (xlink, "XWAYLAND", b"SYNC", "does not see all input"),  # an extension that is surely there
    ],
)
def test_a_server_that_cannot_count_everything_is_unknown(
    module: ModuleType,
    constant: str,
    value: bytes,
    why: str,
    screen: VirtualDesktop,
    qapp: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, constant, value)
    presence = Presence(screen.env)
    assert not presence.known
    assert why in str(presence.problem)


def x_server(screen: VirtualDesktop) -> int:
    """The process id of our own X server, and of no other on this machine."""
    ours = marked(screen.env[MARK])
    return next(pid for pid in ours if Path(f"/proc/{pid}/comm").read_text() == "Xvfb\n")


def test_a_busy_server_leaves_one_answer_unknown_and_the_source_alive(
    new_desktop: NewDesktop, qtbot: QtBot
) -> None:
    screen = new_desktop(panel="none", dunst=False, system_bus=False)
    presence = Presence(screen.env)
    server = x_server(screen)
    os.kill(server, signal.SIGSTOP)
    start = time.perf_counter()
    assert presence.idle_s() is None
    assert time.perf_counter() - start < 1
    os.kill(server, signal.SIGCONT)
    qtbot.waitUntil(lambda: presence.idle_s() is not None)
    assert presence.known
    presence.close()


_CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from lowback_tray.desktop.presence import Presence
app = QCoreApplication([])
presence = Presence()
presence.watch_return(True)
print(presence.source, flush=True)
def later():
    print(presence.source, presence.idle_s(), presence.known, flush=True)
    app.quit()
presence.changed.connect(lambda: QTimer.singleShot(50, later))
app.exec()
"""


def test_the_death_of_the_x_server_does_not_end_the_process(
    new_desktop: NewDesktop,
) -> None:
    screen = new_desktop(panel="none", dunst=False, system_bus=False)
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD], env=screen.env, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "x11\n"
    os.kill(x_server(screen), signal.SIGKILL)
    said, _ = child.communicate(timeout=10)
    assert said == "none None False\n"
    assert child.returncode == 0


def test_waiting_for_a_return_costs_no_wake_up(screen: VirtualDesktop) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD], env=screen.env, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "x11\n"
    time.sleep(0.3)  # the loop has started
    before = switches(child.pid)
    time.sleep(2)
    assert switches(child.pid) - before <= 1
    child.kill()
    child.communicate()


def switches(pid: int) -> int:
    """How often a process went to sleep so far, so how often something woke it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])


def test_a_question_is_cheap(screen: VirtualDesktop, qapp: object) -> None:
    presence = Presence(screen.env)
    start = time.perf_counter()
    for _ in range(200):
        presence.idle_s()
    assert (time.perf_counter() - start) / 200 < 0.002
    presence.close()
