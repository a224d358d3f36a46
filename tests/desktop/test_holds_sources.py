"""All holds as one: switches, caps, letting go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.holds.sources import CAP_S, NAMES, HoldSources
from tests.desktop.bus_kit import PrivateBus, counted
from tests.desktop.fakes import FakeHold
from tests.desktop.hold_cases import measured
from tests.desktop.services import Mutter, Notifications, SessionManager

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.desktop.conftest import NewDesktop


class Set:
    """A set of two fakes, and what it told."""

    def __init__(self, enabled: tuple[str, ...] = NAMES) -> None:
        self.now = 1000.0
        self.film, self.call = FakeHold("full_screen"), FakeHold("call")
        self.playing = FakeHold("presenting")
        nobody = Bus("session", "unix:path=/nowhere")
        self.holds = HoldSources(
            nobody,
            nobody,
            {},
            enabled=enabled,
            sources=[self.film, self.call, self.playing],
            steady=lambda: self.now,
        )
        self.told: list[tuple[object, ...]] = []
        self.holds.placed.connect(lambda name, _, until: self.told.append(("placed", name, until)))
        self.holds.lifted.connect(lambda name: self.told.append(("lifted", name)))
        self.holds.old.connect(lambda name: self.told.append(("old", name)))

    def heard(self) -> list[tuple[object, ...]]:
        told, self.told = self.told, []
        return told


@pytest.fixture
def holds(qapp: object) -> Set:
    return Set()


def test_a_hold_is_placed_with_its_reason_and_lifted(holds: Set) -> None:
    reasons = counted(holds.holds.placed)
    holds.film.set(True, "mpv")
    assert reasons == [("full_screen", "Because the test says so", None)]
    assert holds.holds.standing() == ("full_screen",)
    assert holds.holds.detail("full_screen") == "mpv"
    holds.film.set(True, "vlc")  # another program, the same hold
    holds.film.set(False)
    assert holds.heard() == [("placed", "full_screen", None), ("lifted", "full_screen")]
    assert holds.holds.standing() == ()


def test_what_nobody_knows_holds_nothing_back(holds: Set) -> None:
    holds.film.set(None)
    assert holds.heard() == []
    holds.film.set(True)
    holds.film.set(None)
    assert holds.heard() == [("placed", "full_screen", None), ("lifted", "full_screen")]


def test_a_signal_that_got_lost_is_made_good_by_a_refresh(holds: Set) -> None:
    holds.call.set(True, told=False)
    assert holds.heard() == []
    holds.holds.refresh()
    assert holds.heard() == [("placed", "call", None)]


def test_a_hold_switched_off_is_lifted_and_neither_placed_nor_looked_for(holds: Set) -> None:
    holds.film.set(True)
    holds.holds.set_enabled(["call"])
    assert holds.heard() == [("placed", "full_screen", None), ("lifted", "full_screen")]
    looked = holds.film.refreshed
    holds.holds.refresh()
    assert holds.film.refreshed == looked
    holds.film.set(True, "vlc")
    assert holds.heard() == []
    holds.holds.set_enabled(NAMES)
    assert holds.film.refreshed == looked + 1
    assert holds.heard() == [("placed", "full_screen", None)]


def test_whether_something_plays_is_known_without_the_switch(qapp: object) -> None:
    holds = Set(enabled=())
    changes = counted(holds.holds.playing_changed)
    holds.playing.set(True, told=False)
    holds.holds.refresh()
    assert holds.holds.playing
    assert holds.heard() == []
    holds.playing.set(False)
    assert not holds.holds.playing
    assert changes == [(True,), (False,)]


def test_a_hold_that_never_ends_is_told_once(holds: Set) -> None:
    holds.film.set(True)
    holds.now += CAP_S - 1
    holds.holds.refresh()
    assert ("old", "full_screen") not in holds.heard()
    for _ in range(5):
        holds.now += 60
        holds.holds.refresh()
    assert holds.heard() == [("old", "full_screen")]
    holds.film.set(False)
    holds.film.set(True)
    holds.now += CAP_S
    holds.holds.refresh()
    assert holds.heard()[-1] == ("old", "full_screen")


def test_a_hold_let_go_of_stays_away_until_its_reason_has_ended_once(holds: Set) -> None:
    holds.film.set(True)
    holds.holds.let_go("full_screen")
    assert holds.heard() == [("placed", "full_screen", None), ("lifted", "full_screen")]
    holds.film.set(True, "vlc")
    holds.holds.refresh()
    assert holds.heard() == []
    holds.film.set(False)
    holds.film.set(True)
    assert holds.heard() == [("placed", "full_screen", None)]


def test_holds_are_independent_and_told_oldest_first(holds: Set) -> None:
    holds.call.set(True)
    holds.now += 10
    holds.film.set(True)
    assert holds.holds.standing() == ("call", "full_screen")
    holds.call.set(False)
    assert holds.holds.standing() == ("full_screen",)


def test_everything_is_described_also_what_this_system_does_not_have(holds: Set) -> None:
    holds.film.set(True)
    holds.now += 90
    said = holds.holds.describe()
    assert set(said) == set(NAMES)
    film, switch = said["full_screen"], said["do_not_disturb"]
    assert isinstance(film, dict)
    assert isinstance(switch, dict)
    assert (film["available"], film["enabled"], film["standing_s"]) == (True, True, 90)
    assert (switch["available"], switch["problem"]) == (False, "Not available on this system")


def test_closing_closes_every_source_and_tells_nothing(holds: Set) -> None:
    holds.holds.close()
    assert holds.film.closed
    assert holds.call.closed
    holds.film.conclude(True)
    assert holds.heard() == []


# ---- the real ones together


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


def test_the_real_sources_of_this_system_work_together(
    private_bus: PrivateBus, qtbot: QtBot
) -> None:
    manager = SessionManager(private_bus)
    daemon = Notifications(private_bus, "org.dunstproject.cmd0", "paused")
    bus = Bus("session", private_bus.address)
    holds = HoldSources(bus, bus, {"PATH": ""})
    said = holds.describe()
    assert all(dict(one)["available"] for one in said.values())  # type: ignore[call-overload]
    holds.refresh()
    manager.inhibit("totem")
    daemon.set(True)
    qtbot.waitUntil(lambda: set(holds.standing()) == {"presenting", "do_not_disturb"})
    assert holds.playing
    holds.set_ignored(["totem"])
    assert holds.standing() == ("do_not_disturb",)
    holds.set_programs(["zoom"])
    holds.close()
    bus.close()
    manager.close()
    daemon.close()


_CHILD = """
import os
from PySide6.QtCore import QCoreApplication, QTimer
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.presence import Presence
session, system = Bus("session"), Bus("system")
app = QCoreApplication([])
parts = []
{parts}
def ready():
    for part in parts[1:]:
        part.refresh()
    print("ready", flush=True)
QTimer.singleShot(700, ready)
app.exec()
"""
_ALL = """
from lowback_tray.desktop.holds.sources import HoldSources
parts = [Presence(session=session, system=system), HoldSources(session, system)]
"""


def test_waiting_with_everything_watched_wakes_nobody(
    new_desktop: NewDesktop, record_property: Callable[[str, object], None]
) -> None:
    desktop = new_desktop(panel="none")
    none = "parts = [Presence()]"
    _, memory_before = measured([_CHILD.format(parts=none)], desktop.env, 0.5)
    woken, memory = measured([_CHILD.format(parts=_ALL)], desktop.env, 5.0)
    record_property("memory_kib", memory - memory_before)
    print(f"wake-ups in 5 s: {woken}; memory {memory - memory_before} KiB")  # noqa: T201
    assert woken <= 1
    assert memory - memory_before < 4096


def test_following_mutter_wakes_nobody(private_bus: PrivateBus) -> None:
    mutter = Mutter(private_bus)
    env = {**private_bus.nursery.env, "QT_QPA_PLATFORM": "offscreen"}
    env.pop("DISPLAY", None)
    rung = "parts = [Presence(session=session)]"
    woken, _ = measured([_CHILD.format(parts=rung)], env, 3.0)
    assert mutter.called("AddIdleWatch")
    assert woken <= 1
    mutter.close()


@pytest.mark.parametrize("name", NAMES)
def test_every_hold_that_stands_too_long_asks_once_and_again_only_after_its_end(
    name: str, qapp: object
) -> None:
    now = [0.0]
    hold = FakeHold(name)
    bus = Bus("session", "unix:path=/nowhere")
    holds = HoldSources(bus, bus, sources=[hold], steady=lambda: now[0])
    old = counted(holds.old)
    for told in (1, 2):
        hold.set(True)
        for _ in range(4):
            now[0] += CAP_S
            holds.refresh()
        assert len(old) == told
        hold.set(False)
    holds.close()
    bus.close()
