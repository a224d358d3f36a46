from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop.bus import CALL_BUDGET_S, Bus
from lowback_tray.desktop.trayhost import TrayHost
from tests.desktop.bus_kit import Answer, Peer, PrivateBus, Refusal, Silence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.desktop.conftest import NewDesktop

WATCHER = "org.kde.StatusNotifierWatcher"
YES: Answer = ("v", (("b", True),))
NO: Answer = ("v", (("b", False),))


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def bus(private_bus: PrivateBus, qapp: object) -> Iterator[Bus]:
    made = Bus("session", private_bus.address)
    yield made
    made.close()


@pytest.fixture
def tray(bus: Bus) -> TrayHost:
    return TrayHost(bus)


def ask(qtbot: QtBot, question: Any) -> Any:
    heard: list[Any] = []
    question(heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    return heard[0]


def test_no_host_is_told_once_it_is_known(tray: TrayHost, qtbot: QtBot) -> None:
    assert not tray.asked
    with qtbot.waitSignal(tray.changed):
        pass
    assert tray.asked
    assert tray.host is None
    assert ask(qtbot, tray.registered_items) == ()
    assert ask(qtbot, tray.icon_shown) is False


def test_a_host_that_comes_late_goes_and_comes_again(
    private_bus: PrivateBus, tray: TrayHost, qtbot: QtBot
) -> None:
    hosts: list[str | None] = []
    tray.changed.connect(lambda: hosts.append(tray.host))
    qtbot.waitUntil(lambda: hosts == [None])
    for _ in range(2):
        hosts.clear()
        peer = private_bus.peer(WATCHER, Get=YES)
        qtbot.waitUntil(lambda: hosts == ["StatusNotifier"])
        peer.close()
        qtbot.waitUntil(lambda: hosts == ["StatusNotifier", None])


def test_a_watcher_without_a_host_is_no_host_until_one_registers(
    private_bus: PrivateBus, tray: TrayHost, qtbot: QtBot
) -> None:
    peer = private_bus.peer(WATCHER, Get=NO)
    qtbot.waitUntil(lambda: peer.called("Get") != [] and tray.asked)
    assert tray.host is None
    peer.answers["Get"] = YES
    peer.emit("/StatusNotifierWatcher", WATCHER, "StatusNotifierHostRegistered", "")
    qtbot.waitUntil(lambda: tray.host == "StatusNotifier")
    peer.answers["Get"] = NO
    peer.emit("/StatusNotifierWatcher", WATCHER, "StatusNotifierHostUnregistered", "")
    qtbot.waitUntil(lambda: tray.host is None)
    peer.close()


def test_a_watcher_that_answers_late_is_believed_all_the_same(
    private_bus: PrivateBus, tray: TrayHost, qtbot: QtBot
) -> None:
    peer = private_bus.peer(WATCHER, Get=Silence)
    qtbot.waitUntil(lambda: peer.called("Get") != [])
    qtbot.wait(round(CALL_BUDGET_S * 1000) + 200)
    assert tray.host is None
    peer.answers["Get"] = YES
    peer.speak()
    qtbot.waitUntil(lambda: tray.host == "StatusNotifier")
    peer.close()


@pytest.mark.parametrize("answer", [Refusal, ("s", ("yes",)), ("v", (("s", "yes"),))])
def test_a_watcher_that_answers_nonsense_is_no_host(
    answer: Answer, private_bus: PrivateBus, tray: TrayHost, qtbot: QtBot
) -> None:
    peer = private_bus.peer(WATCHER, Get=answer)
    qtbot.waitUntil(lambda: peer.called("Get") != [] and tray.asked)
    qtbot.wait(50)
    assert tray.host is None
    assert ask(qtbot, tray.registered_items) is None
    assert ask(qtbot, tray.icon_shown) is None
    peer.close()


def test_an_icon_is_ours_if_our_process_is_behind_it(
    private_bus: PrivateBus, bus: Bus, tray: TrayHost, qtbot: QtBot
) -> None:
    ours: Peer = private_bus.peer("org.kde.StatusNotifierItem-1-1")  # in a thread of this process
    items = [":9.99/StatusNotifierItem", "org.kde.StatusNotifierItem-1-1/StatusNotifierItem"]
    peer = private_bus.peer(WATCHER, Get=YES)
    qtbot.waitUntil(lambda: tray.host is not None)
    peer.answers["Get"] = ("v", (("as", items),))
    assert ask(qtbot, tray.registered_items) == tuple(items)
    assert ask(qtbot, tray.icon_shown) is True
    ours.close()
    assert ask(qtbot, tray.icon_shown) is False
    peer.close()


def test_without_a_bus_nobody_can_tell(qtbot: QtBot) -> None:
    tray = TrayHost(Bus("session", "unix:path=/nonexistent/bus"))
    assert ask(qtbot, tray.icon_shown) is None
    assert tray.describe()["host"] is None
    assert tray.describe()["problem"]


_ICON = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from lowback_tray.desktop.bus import CALL_BUDGET_S, Bus
from lowback_tray.desktop.trayhost import TrayHost
app = QApplication([])
picture = QPixmap(22, 22)
picture.fill("red")
icon = QSystemTrayIcon(QIcon(picture))
tray = TrayHost(Bus("session"))
def tell(shown):
    if shown:  # Qt registers its icon in its own time
        print(tray.host, shown, flush=True)
        app.quit()
    else:
        QTimer.singleShot(50, lambda: tray.icon_shown(tell))
def host_known():
    if tray.host:
        icon.show()
        tray.icon_shown(tell)
tray.changed.connect(host_known)
app.exec()
"""


def test_a_real_panel_shows_a_real_icon(new_desktop: NewDesktop) -> None:
    desktop = new_desktop(dunst=False, system_bus=False)
    said = desktop.run([sys.executable, "-c", _ICON])
    assert said.stdout == "StatusNotifier True\n"


def test_a_real_panel_that_comes_late_is_noticed(new_desktop: NewDesktop) -> None:
    desktop = new_desktop(panel="none", dunst=False, system_bus=False)
    child = desktop.spawn([sys.executable, "-c", _ICON])
    desktop.panel.start("lxqt")
    assert child.wait(15) == 0
    assert "StatusNotifier True\n" in child.output()
