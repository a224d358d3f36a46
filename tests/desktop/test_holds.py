"""Every source of a hold keeps the same contract, whoever tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.bus import CALL_BUDGET_S, Bus
from lowback_tray.desktop.holds.dnd import DoNotDisturb
from lowback_tray.desktop.holds.inhibit import Playing
from tests.desktop import hold_cases as cases
from tests.desktop.bus_kit import PrivateBus, Silence, counted
from tests.desktop.services import (
    Login1,
    Notifications,
    PolicyAgent,
    PowerManagement,
    SessionManager,
)
from tests.desktop.virtual import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

WAIT_MS = 30_000
PAST_BUDGET_MS = round(CALL_BUDGET_S * 1000) + 300
ALL: tuple[type[cases.Case], ...] = (
    cases.Fake,
    cases.Camera,
    cases.SharedScreen,
    *cases.PRIVATE_BUS,
    *cases.DESKTOP,
)


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(panel="none", system_bus=False, activation=True) as started:
        yield started


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture(params=ALL, ids=lambda kind: kind.__name__)
def case(request: pytest.FixtureRequest, tmp_path: Path, qapp: object) -> Iterator[cases.Case]:
    kind = request.param
    made: cases.Case
    if kind is cases.Fake:
        made = kind()
    elif kind in (cases.Camera, cases.SharedScreen):
        made = kind(tmp_path)
    elif kind in cases.PRIVATE_BUS:
        made = kind(request.getfixturevalue("private_bus"))
    else:
        made = kind(request.getfixturevalue("screen"))
    yield made
    made.close()


def rests(case: cases.Case, qtbot: QtBot) -> None:
    """Until the source knows that there is no reason to wait."""
    case.source.refresh()
    qtbot.waitUntil(lambda: case.source.active is False, timeout=WAIT_MS)


def follow(case: cases.Case) -> None:
    if case.needs_refresh:
        case.source.refresh()


def test_a_reason_comes_and_goes_and_names_its_program(case: cases.Case, qtbot: QtBot) -> None:
    rests(case, qtbot)
    heard = counted(case.source.changed)
    case.on()
    follow(case)
    qtbot.waitUntil(lambda: case.source.active is True, timeout=WAIT_MS)
    assert case.source.detail == case.detail
    assert heard
    case.off()
    follow(case)
    qtbot.waitUntil(lambda: case.source.active is False, timeout=WAIT_MS)
    assert case.source.detail == ""


def test_a_lost_signal_is_made_good_by_the_next_look(case: cases.Case, qtbot: QtBot) -> None:
    rests(case, qtbot)
    case.on(told=False)
    case.source.refresh()
    qtbot.waitUntil(lambda: case.source.active is True, timeout=WAIT_MS)
    case.off(told=False)
    case.source.refresh()
    qtbot.waitUntil(lambda: case.source.active is False, timeout=WAIT_MS)


def test_looking_again_at_the_same_is_no_news(case: cases.Case, qtbot: QtBot) -> None:
    rests(case, qtbot)
    case.on()
    follow(case)
    qtbot.waitUntil(lambda: case.source.active is True, timeout=WAIT_MS)
    qtbot.wait(400)
    heard = counted(case.source.changed)
    for _ in range(3):
        case.source.refresh()
    qtbot.wait(400)
    assert heard == []
    case.off()
    follow(case)
    qtbot.waitUntil(lambda: case.source.active is False, timeout=WAIT_MS)


def test_a_closed_source_tells_nothing(case: cases.Case, qtbot: QtBot) -> None:
    rests(case, qtbot)
    case.source.close()
    if isinstance(case, cases.OnBus | cases.OnDesktop):
        case.bus.close()
    heard = counted(case.source.changed)
    case.on()
    qtbot.wait(400)
    assert heard == []
    case.off()


def test_it_describes_itself(case: cases.Case, qtbot: QtBot) -> None:
    rests(case, qtbot)
    said = case.source.describe()
    assert said["active"] is False
    assert said["problem"] is None
    assert case.source.reason
    assert case.source.name


# ---- services that are not there, die, hang, restart, or talk nonsense


@pytest.fixture
def bus(private_bus: PrivateBus, qapp: object) -> Iterator[Bus]:
    made = Bus("session", private_bus.address)
    yield made
    made.close()


@pytest.mark.parametrize("make", [lambda bus: DoNotDisturb(bus, {}), lambda bus: Playing(bus, bus)])
def test_where_nobody_tells_it_is_unknown_and_nobody_is_started(
    make: Callable[[Bus], DoNotDisturb | Playing], bus: Bus, qtbot: QtBot
) -> None:
    source = make(bus)
    source.refresh()
    qtbot.wait(100)
    assert source.active is None
    assert source.problem
    source.close()


def test_a_service_that_dies_leaves_no_hold_standing_and_its_successor_is_asked(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    daemon = Notifications(private_bus, "org.freedesktop.Notifications", "Inhibited")
    daemon.set(True)
    source = DoNotDisturb(bus, {})
    qtbot.waitUntil(lambda: source.active is True)
    daemon.close()
    qtbot.waitUntil(lambda: source.active is None)
    again = Notifications(private_bus, "org.dunstproject.cmd0", "paused")
    again.set(True)
    qtbot.waitUntil(lambda: source.active is True)
    source.close()
    again.close()


def test_a_property_of_another_type_is_not_believed(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    daemon = Notifications(private_bus, "org.freedesktop.Notifications", "Inhibited")
    daemon.value = ("u", 1)
    source = DoNotDisturb(bus, {})
    qtbot.waitUntil(lambda: len(daemon.called("Get")) >= 2)
    qtbot.wait(50)
    assert source.active is None
    source.close()
    daemon.close()


def test_a_service_that_hangs_once_ends_no_hold_and_one_that_stays_so_is_unknown(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    # Once is a busy moment in the middle of a film; as with calls, twice in a row is silence.
    manager = SessionManager(private_bus)
    manager.inhibit("totem")
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: source.active is True)
    manager.hung = True
    source.refresh()
    qtbot.wait(PAST_BUDGET_MS)
    assert source.active is True
    source.refresh()
    qtbot.waitUntil(lambda: source.active is None, timeout=WAIT_MS)
    manager.hung = False
    source.refresh()
    qtbot.waitUntil(lambda: source.active is True)
    source.close()
    manager.close()


def test_what_is_known_of_an_inhibitor_needs_no_second_answer(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    manager = SessionManager(private_bus)
    manager.inhibit("totem")
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: source.active is True)
    manager.silent = {"GetFlags", "GetAppId"}  # too busy for that
    source.refresh()
    qtbot.wait(PAST_BUDGET_MS)
    assert source.active is True
    manager.close()
    qtbot.waitUntil(lambda: source.active is None)
    again = SessionManager(private_bus)  # whose objects may have the same names
    again.inhibit("nautilus", flags=4)
    qtbot.waitUntil(lambda: source.active is False)
    source.close()
    again.close()


def test_do_not_disturb_stays_on_while_its_service_is_busy_once(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    daemon = Notifications(private_bus, "org.freedesktop.Notifications", "Inhibited")
    daemon.set(True)
    source = DoNotDisturb(bus, {})
    qtbot.waitUntil(lambda: source.active is True)
    for _ in range(2):  # a moment each, with an answer in between
        daemon.hung = True
        source.refresh()
        qtbot.wait(PAST_BUDGET_MS)
        assert source.active is True
        daemon.hung = False
        asked = len(daemon.called("Get"))
        source.refresh()
        qtbot.waitUntil(lambda asked=asked: len(daemon.called("Get")) >= asked + 2)  # type: ignore[misc]
        qtbot.wait(50)
    daemon.hung = True
    for _ in range(2):
        source.refresh()
        qtbot.wait(PAST_BUDGET_MS)
    assert source.active is None
    source.close()
    daemon.close()


def test_a_late_answer_of_do_not_disturb_is_taken(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    daemon = private_bus.peer("org.xfce.Xfconf", GetProperty=Silence)
    source = DoNotDisturb(bus, {})
    qtbot.waitUntil(lambda: daemon.called("GetProperty") != [])
    qtbot.wait(PAST_BUDGET_MS)
    daemon.answers["GetProperty"] = ("v", (("b", True),))
    daemon.speak()
    qtbot.waitUntil(lambda: source.active is True)
    source.close()
    daemon.close()


@pytest.mark.parametrize("name", ["org.xfce.Xfconf", "org.freedesktop.Notifications"])
def test_a_service_that_hung_does_not_play_back_all_it_was_asked(
    name: str, private_bus: PrivateBus, bus: Bus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = private_bus.peer(name, GetProperty=Silence, Get=Silence)
    source = DoNotDisturb(bus, {})
    heard: list[str] = []
    monkeypatch.setattr(source, "_heard", lambda voice, _: heard.append(voice))
    qtbot.waitUntil(lambda: daemon.calls != [])
    for _ in range(2):
        source.refresh()
        qtbot.wait(PAST_BUDGET_MS)
    daemon.answers["GetProperty"] = daemon.answers["Get"] = ("v", (("b", True),))
    daemon.speak()
    qtbot.waitUntil(lambda: heard != [])
    qtbot.wait(50)
    assert len(heard) == len(set(heard))  # once each voice
    source.close()
    daemon.close()


def test_the_bus_may_die_and_come_again(private_bus: PrivateBus, bus: Bus, qtbot: QtBot) -> None:
    agent = PolicyAgent(private_bus)
    agent.programs = ["Okular"]
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: source.active is True)
    private_bus.kill()
    qtbot.waitUntil(lambda: source.active is None)
    agent.close()
    private_bus.start()
    again = PolicyAgent(private_bus)
    again.programs = ["Okular"]
    qtbot.waitUntil(lambda: source.active is True, timeout=WAIT_MS)
    source.close()
    again.close()


@pytest.mark.parametrize(
    ("voice", "member"),
    [(PolicyAgent, "ListInhibitions"), (PowerManagement, "GetInhibitors")],
)
def test_the_bus_dies_in_the_middle_of_a_look_and_leaves_no_hold_standing(
    voice: type[PolicyAgent] | type[PowerManagement],
    member: str,
    private_bus: PrivateBus,
    bus: Bus,
    qtbot: QtBot,
) -> None:
    # Who is behind it was still to be answered; that this failed is no sign of somebody playing.
    agent = voice(private_bus)
    agent.programs = ["Okular"]
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: source.active is True)
    agent.silent = {member}
    asked = len(agent.called(member))
    source.refresh()
    qtbot.waitUntil(lambda: len(agent.called(member)) > asked)
    private_bus.kill()
    qtbot.waitUntil(lambda: bus.problem is not None)
    qtbot.wait(50)  # what was asked has failed by now
    assert source.active is None
    source.close()
    agent.close()


# ---- what counts as playing


def test_who_only_keeps_the_screen_on_does_not_count(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    manager = SessionManager(private_bus)
    source = Playing(bus, bus)
    manager.inhibit("caffeine-gnome-extension")
    qtbot.waitUntil(lambda: source.active is False)
    qtbot.waitUntil(lambda: "caffeine-gnome-extension" in str(source.describe()["told_by"]))
    assert source.active is False
    source.set_ignored([])
    assert source.active is True
    source.set_ignored(["CAFFEINE"])
    assert source.active is False
    source.close()
    manager.close()


def test_inhibitors_of_other_things_do_not_count(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    manager, login1 = SessionManager(private_bus), Login1(private_bus)
    manager.inhibit("nautilus", flags=4)  # suspend
    manager.inhibit("backup", flags=1)  # logout
    login1.inhibit("apt", "shutdown:sleep")
    login1.inhibitors.append(("idle", "film", "", "block", 4711, 1))  # of somebody else
    login1.inhibitors.append(("idle", "film", "", "delay", 0, 1))  # asks for nothing
    login1.inhibitors.append(("idle", "gnome-session", "user session inhibited", "block", 0, 1))
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: len(source.describe()["told_by"]) == 2)  # type: ignore[arg-type]
    assert source.active is False
    source.close()
    manager.close()
    login1.close()


def test_downloads_do_not_count_where_somebody_can_tell_them_from_films(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    power = PowerManagement(private_bus)
    power.programs = ["transmission"]
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: source.active is True)
    agent = PolicyAgent(private_bus)
    qtbot.waitUntil(lambda: source.active is False)
    agent.close()
    qtbot.waitUntil(lambda: source.active is True)
    source.close()
    power.close()


def test_an_answer_under_way_when_somebody_better_appears_counts_no_more(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    power = private_bus.peer("org.freedesktop.PowerManagement", HasInhibit=Silence)
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: power.called("HasInhibit") != [])
    agent = PolicyAgent(private_bus)
    qtbot.waitUntil(lambda: source.active is False)
    power.answers["GetInhibitors"] = ("as", (["transmission"],))
    power.answers["HasInhibit"] = ("b", (True,))
    power.speak()
    qtbot.wait(200)
    assert source.active is False
    source.close()
    agent.close()
    power.close()


def test_inhibitors_without_a_name_count_too(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    agent = PolicyAgent(private_bus)
    agent.refuses = {"ListInhibitions"}
    agent.programs = ["Okular"]
    source = Playing(bus, bus)
    qtbot.waitUntil(lambda: source.active is True)
    assert source.detail == ""
    source.close()
    agent.close()
