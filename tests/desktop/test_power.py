from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.power import PowerWatch
from tests.desktop.bus_kit import PrivateBus, counted
from tests.desktop.peers import Login1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LOGIN1 = "org.freedesktop.login1"
WHERE = ("/org/freedesktop/login1", f"{LOGIN1}.Manager", "PrepareForSleep")


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def power(private_bus: PrivateBus, qapp: object) -> Iterator[PowerWatch]:
    system = Bus("system", private_bus.address)
    yield PowerWatch(system)
    system.close()


def test_sleep_and_its_end_are_told(
    private_bus: PrivateBus, power: PowerWatch, qtbot: QtBot
) -> None:
    asleep, awake = counted(power.about_to_sleep), counted(power.woke)
    login1 = Login1(private_bus.nursery, private_bus.talk())
    login1.start()
    qtbot.waitUntil(lambda: power.available)
    for times in (1, 2):
        login1.prepare_for_sleep(True)
        qtbot.waitUntil(lambda: power.asleep)
        assert (len(asleep), len(awake)) == (times, times - 1)
        login1.prepare_for_sleep(False)
        qtbot.waitUntil(lambda: not power.asleep)
        assert (len(asleep), len(awake)) == (times, times)
    assert power.describe() == {"available": True, "problem": None}


def test_an_announcement_made_twice_is_one_and_a_missing_one_does_no_harm(
    private_bus: PrivateBus, power: PowerWatch, qtbot: QtBot
) -> None:
    asleep, awake = counted(power.about_to_sleep), counted(power.woke)
    login1 = private_bus.peer(LOGIN1)
    qtbot.waitUntil(lambda: power.available)
    login1.emit(*WHERE, "b", False)  # some systems tell only this
    login1.emit(*WHERE, "b", True)
    login1.emit(*WHERE, "b", True)
    login1.emit(*WHERE, "s", "nonsense")
    login1.emit(*WHERE, "b", False)
    qtbot.waitUntil(lambda: len(awake) == 2)
    assert len(asleep) == 1
    login1.close()
    qtbot.waitUntil(lambda: not power.available)


def test_a_login1_that_ends_before_the_end_of_a_sleep_leaves_nobody_asleep(
    private_bus: PrivateBus, power: PowerWatch, qtbot: QtBot
) -> None:
    asleep = counted(power.about_to_sleep)
    for times in (1, 2):
        login1 = private_bus.peer(LOGIN1)
        qtbot.waitUntil(lambda: power.available)
        login1.emit(*WHERE, "b", True)
        qtbot.waitUntil(lambda times=times: len(asleep) == times)  # type: ignore[misc]
        login1.close()
        qtbot.waitUntil(lambda: not power.available)
        assert not power.asleep


def test_without_a_system_bus_doctor_says_why(qtbot: QtBot) -> None:
    power = PowerWatch(Bus("system", "unix:path=/nonexistent/bus"))
    qtbot.wait(50)
    assert power.describe()["available"] is False
    assert "cannot be reached" in str(power.describe()["problem"])
