"""The rungs over D-Bus, and how the ladder chooses among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop import presence_asked
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.presence import Presence, ladder
from lowback_tray.desktop.presence_asked import MutterRung, ScreenSaverRung
from lowback_tray.desktop.presence_login1 import Login1Rung
from lowback_tray.desktop.presence_rung import RETRY_S, Estimate, Judge, Rung
from tests.desktop.bus_kit import PrivateBus, counted
from tests.desktop.services import Login1, Mutter, Saver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

UPTIME_S = 1e6


class Hand:
    """A steady clock that the test moves."""

    def __init__(self) -> None:
        self.now = UPTIME_S

    def __call__(self) -> float:
        return self.now


# ---- what is believed between two words


def test_an_answer_is_carried_on_for_a_moment() -> None:
    hand = Hand()
    estimate = Estimate(hand)
    estimate.learn(10.0)
    hand.now += 0.4
    assert estimate.value(away=False) == pytest.approx(10.4)
    assert not estimate.stale


def test_an_old_answer_means_that_somebody_types_unless_they_are_away() -> None:
    hand = Hand()
    estimate = Estimate(hand)
    estimate.learn(10.0)
    hand.now += 60
    assert estimate.stale
    assert estimate.value(away=False) == 0.0
    assert estimate.value(away=True) == pytest.approx(70.0)


def test_before_the_first_answer_nobody_is_idle_for_ever() -> None:
    estimate = Estimate(Hand())
    assert estimate.value(away=False) == 0.0
    assert estimate.value(away=True) == 0.0


def test_between_two_looks_of_a_guide_typing_is_not_taken_for_rest() -> None:
    hand = Hand()
    estimate = Estimate(hand)
    estimate.learn(0.1)
    hand.now += 1.0
    assert estimate.value(away=False) == pytest.approx(0.1)


def test_a_rest_that_was_told_is_exact_until_its_end_is_told() -> None:
    hand = Hand()
    estimate = Estimate(hand)
    estimate.begin(60.0)
    hand.now += 1000
    assert estimate.value(away=False) == pytest.approx(1060.0)
    estimate.end()
    assert estimate.value(away=False) == 0.0


@pytest.mark.parametrize("figure", [-1.0, UPTIME_S * 1000])
def test_an_impossible_figure_is_a_fault(figure: float) -> None:
    assert "cannot be" in str(Judge(Hand()).fault(figure))


@pytest.mark.parametrize("figure", [0.0, 61.0])
def test_a_figure_that_never_moves_is_a_fault_after_minutes(figure: float) -> None:
    hand = Hand()
    judge = Judge(hand)
    faults = []
    for _ in range(7):
        faults.append(judge.fault(figure))
        hand.now += 60
    assert faults[:5] == [None] * 5
    assert "for minutes" in str(faults[6])


def test_many_equal_answers_in_a_moment_are_no_fault() -> None:
    judge = Judge(Hand())
    assert [judge.fault(0.0) for _ in range(50)] == [None] * 50


def test_somebody_who_types_all_day_is_no_fault() -> None:
    hand = Hand()
    judge = Judge(hand)
    for minute in range(600):
        assert judge.fault((minute % 7) / 10) is None
        hand.now += 60


# ---- over a bus


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
def hand() -> Hand:
    return Hand()


@pytest.fixture
def make(bus: Bus) -> Iterator[Callable[..., Presence]]:
    made: list[Presence] = []

    def presence(*rungs: Rung) -> Presence:
        made.append(Presence({}, rungs=rungs))
        return made[-1]

    yield presence
    for one in made:
        one.close()


def settled(presence: Presence, qtbot: QtBot) -> float:
    """What is believed once the answers to a look are in."""
    presence.idle_s()
    qtbot.wait(60)
    idle = presence.idle_s()
    assert idle is not None
    return idle


def test_mutter_tells_how_long_nobody_typed(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    mutter = Mutter(private_bus, idle_s=20.0)
    presence = make(MutterRung(bus))
    assert not presence.known
    qtbot.waitUntil(lambda: presence.known)
    assert presence.source == "mutter"
    assert settled(presence, qtbot) == pytest.approx(20.0, abs=0.5)
    mutter.close()


def test_a_look_after_a_while_is_careful_and_corrected_at_once(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot, hand: Hand
) -> None:
    mutter = Mutter(private_bus, idle_s=20.0)
    presence = make(MutterRung(bus, hand))
    qtbot.waitUntil(lambda: presence.known)
    qtbot.wait(50)
    hand.now += 30
    mutter.rest(30)
    with qtbot.waitSignal(presence.changed):
        assert presence.idle_s() == 0.0
    assert presence.idle_s() == pytest.approx(50.0, abs=0.5)
    mutter.close()


def test_a_quiet_minute_and_its_end_come_by_signal_and_cost_no_question(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    mutter = Mutter(private_bus)
    presence = make(MutterRung(bus))
    qtbot.waitUntil(lambda: bool(mutter.idle_watches))
    assert list(mutter.idle_watches.values()) == [60_000]
    mutter.rest(61)
    qtbot.waitUntil(lambda: bool(mutter.touch_watches))
    qtbot.wait(30)
    asked = len(mutter.called("GetIdletime"))
    qtbot.wait(1500)
    assert len(mutter.called("GetIdletime")) == asked
    assert settled(presence, qtbot) == pytest.approx(mutter.idle_ms / 1000, abs=0.3)
    heard = counted(presence.came_back)
    presence.watch_return(True)
    mutter.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert settled(presence, qtbot) < 1.0
    mutter.rest(61)
    mutter.touch()
    qtbot.wait(60)
    assert len(heard) == 1  # told once
    mutter.close()


def test_a_return_whose_signal_got_lost_is_noticed_at_the_next_look(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    mutter = Mutter(private_bus)
    presence = make(MutterRung(bus))
    qtbot.waitUntil(lambda: bool(mutter.idle_watches))
    mutter.rest(400)
    qtbot.waitUntil(lambda: bool(mutter.touch_watches))
    presence.watch_return(True)
    qtbot.wait(30)
    heard = counted(presence.came_back)
    mutter.touch(signals=False)
    qtbot.wait(550)
    before = presence.idle_s()  # the heartbeat looks
    assert before is not None
    assert before > 59  # and it does not bring anybody back by itself
    qtbot.waitUntil(lambda: len(heard) == 1)
    mutter.close()


def test_a_mutter_that_dies_leaves_unknown_and_a_new_one_is_taken(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    mutter = Mutter(private_bus)
    presence = make(MutterRung(bus))
    qtbot.waitUntil(lambda: bool(mutter.idle_watches))
    with qtbot.waitSignal(presence.changed):
        mutter.close()
    assert (presence.known, presence.idle_s()) == (False, None)
    assert presence.problem == "Mutter is not running"
    again = Mutter(private_bus)
    qtbot.waitUntil(lambda: bool(again.idle_watches))
    assert presence.source == "mutter"
    again.close()


def test_nobody_is_left_away_when_the_last_rung_breaks(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    mutter = Mutter(private_bus, idle_s=400)
    presence = make(MutterRung(bus))
    qtbot.waitUntil(lambda: presence.known)
    presence.watch_return(True)
    with qtbot.waitSignal(presence.came_back):
        mutter.close()


def test_a_mutter_that_hangs_is_set_aside_and_tried_again_later(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot, hand: Hand
) -> None:
    mutter = Mutter(private_bus)
    presence = make(MutterRung(bus, hand))
    qtbot.waitUntil(lambda: presence.known)
    mutter.hung = True
    hand.now += 60
    presence.idle_s()
    qtbot.waitUntil(lambda: not presence.known)
    assert "does not answer" in str(presence.problem)
    mutter.hung = False
    presence.idle_s()
    qtbot.wait(60)
    assert not presence.known  # not yet
    hand.now += RETRY_S
    presence.idle_s()
    qtbot.waitUntil(lambda: presence.known)
    mutter.close()


def test_a_mutter_that_replaces_a_hung_one_is_not_set_aside_for_it(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot, hand: Hand
) -> None:
    hung = Mutter(private_bus)
    presence = make(MutterRung(bus, hand))
    qtbot.waitUntil(lambda: presence.known and bool(hung.idle_watches))
    hung.hung = True
    hand.now += 60
    presence.idle_s()
    asked = len(hung.called("GetIdletime"))
    qtbot.waitUntil(lambda: len(hung.called("GetIdletime")) >= asked)
    successor = Mutter(private_bus)
    qtbot.waitUntil(lambda: presence.known and bool(successor.idle_watches))
    hung.close()  # its open questions end in errors
    qtbot.wait(150)
    assert presence.known
    successor.close()


@pytest.mark.parametrize("lie", [2**60, 0])
def test_a_mutter_that_lies_is_set_aside_and_the_next_rung_is_taken(
    lie: int,
    private_bus: PrivateBus,
    bus: Bus,
    make: Callable[..., Presence],
    qtbot: QtBot,
    hand: Hand,
) -> None:
    mutter, login1 = Mutter(private_bus, idle_s=5), Login1(private_bus)
    login1.hint(300.0)
    presence = make(MutterRung(bus, hand), Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: presence.source == "mutter")
    mutter.lie = lie
    for _ in range(8):
        hand.now += 60
        presence.idle_s()
        qtbot.wait(30)
    qtbot.waitUntil(lambda: presence.source == "login1")
    rungs = presence.describe()["rungs"]
    assert isinstance(rungs, list)
    assert rungs[0]["usable"] is False
    assert rungs[0]["problem"]
    assert not mutter.idle_watches  # and it is left alone
    mutter.close()
    login1.close()


def test_a_better_rung_that_comes_later_is_taken(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus)
    login1.hint(300.0)
    presence = make(MutterRung(bus), Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: presence.source == "login1")
    mutter = Mutter(private_bus)
    qtbot.waitUntil(lambda: presence.source == "mutter")
    mutter.close()
    login1.close()


def test_closing_leaves_no_watch_behind(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    mutter = Mutter(private_bus)
    presence = make(MutterRung(bus))
    qtbot.waitUntil(lambda: bool(mutter.idle_watches))
    qtbot.wait(30)
    presence.close()
    qtbot.waitUntil(lambda: not mutter.idle_watches and not mutter.touch_watches)
    assert presence.source == "none"
    mutter.close()


# ---- screen savers


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measuring takes seconds; here the answers may lie closer together."""
    monkeypatch.setattr(presence_asked, "MEASURE_MS", 250)
    monkeypatch.setattr(presence_asked, "_MEASURE_S", (0.2, 120.0))
    monkeypatch.setattr(presence_asked, "LOOK_MS", 200)


@pytest.mark.usefixtures("_quick")
def test_milliseconds_are_told_by_how_fast_they_grow(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    saver = Saver(private_bus, per_second=1000)
    saver.rest(30)
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: presence.known)
    assert presence.source == "screensaver"
    assert settled(presence, qtbot) == pytest.approx(31.0, abs=1.0)
    saver.close()


def test_seconds_are_told_by_how_fast_they_grow(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot, hand: Hand
) -> None:
    saver = Saver(private_bus, per_second=1)
    rung = ScreenSaverRung(bus, hand)
    presence = make(rung)
    for _ in range(3):
        qtbot.wait(80)
        hand.now += 10
        saver.rest(10)
        rung._again.timeout.emit()  # the three seconds have passed
    qtbot.waitUntil(lambda: presence.known)
    assert settled(presence, qtbot) == pytest.approx(30.0, abs=1.5)
    saver.close()


@pytest.mark.usefixtures("_quick")
def test_a_figure_that_stands_still_is_never_believed(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    saver = Saver(private_bus, per_second=1)
    saver.lie = 0
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: len(saver.called("GetSessionIdleTime")) >= 5)
    qtbot.wait(400)
    assert len(saver.called("GetSessionIdleTime")) == 5  # and it is not asked for ever
    assert (presence.known, presence.idle_s()) == (False, None)
    saver.close()


@pytest.mark.usefixtures("_quick")
def test_a_figure_in_no_known_unit_is_set_aside(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    saver = Saver(private_bus, per_second=60)
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: "neither" in str(presence.problem))
    assert not presence.known
    saver.close()


@pytest.mark.usefixtures("_quick")
def test_without_signals_a_return_is_noticed_by_looking_now_and_then(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    saver = Saver(private_bus, per_second=1000)
    saver.rest(400)
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: presence.known)
    heard = counted(presence.came_back)
    presence.watch_return(True)
    qtbot.wait(500)
    assert heard == []
    saver.touch()
    qtbot.waitUntil(lambda: len(heard) == 1)
    presence.watch_return(False)
    qtbot.wait(100)
    asked = len(saver.calls)
    qtbot.wait(500)
    assert len(saver.calls) == asked  # nobody waits for anything: nothing is asked
    saver.close()


def test_a_screen_saver_without_the_count_is_no_rung(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    saver = Saver(private_bus, per_second=1)  # as GNOME's, which refuses
    saver.refuses = {"GetSessionIdleTime"}
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: "refuses" in str(presence.problem))
    assert len(saver.calls) == 2  # at both places
    saver.close()


@pytest.mark.usefixtures("_quick")
def test_a_screen_saver_that_dies_is_unknown_and_its_successor_is_measured_anew(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    saver = Saver(private_bus, per_second=1000)
    saver.rest(30)
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: presence.known)
    presence.watch_return(True)
    with qtbot.waitSignal(presence.came_back):
        saver.close()
    assert (presence.known, presence.idle_s()) == (False, None)
    again = Saver(private_bus, per_second=1000)
    again.rest(60)
    qtbot.waitUntil(lambda: presence.known)
    assert settled(presence, qtbot) == pytest.approx(62.0, abs=4.0)
    again.close()


@pytest.mark.usefixtures("_quick")
def test_a_screen_saver_that_hangs_is_set_aside(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot, hand: Hand
) -> None:
    saver = Saver(private_bus, per_second=1000)
    saver.hung = True
    presence = make(ScreenSaverRung(bus))
    qtbot.waitUntil(lambda: "does not answer" in str(presence.problem))
    assert (presence.known, presence.idle_s()) == (False, None)
    saver.close()


# ---- login1


def test_a_login1_that_dies_is_unknown_and_its_successor_is_asked(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus)
    login1.hint(300.0)
    presence = make(Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: presence.known)
    presence.watch_return(True)
    with qtbot.waitSignal(presence.came_back):
        login1.close()
    assert (presence.known, presence.idle_s()) == (False, None)
    again = Login1(private_bus)
    again.hint(200.0)
    qtbot.waitUntil(lambda: presence.known)
    assert presence.idle_s() == pytest.approx(200.0, abs=0.5)
    again.close()


def test_a_login1_that_hangs_is_unknown(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus)
    login1.hung = True
    presence = make(Login1Rung(bus, "c1"))
    qtbot.wait(50)
    assert (presence.known, presence.idle_s()) == (False, None)
    login1.close()


def test_login1_knows_nothing_until_it_has_told_of_an_absence(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus)
    presence = make(Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: "no absence yet" in str(presence.problem))
    assert not presence.known
    login1.hint(300.0)
    qtbot.waitUntil(lambda: presence.known)
    assert presence.idle_s() == pytest.approx(300.0, abs=0.5)
    presence.watch_return(True)
    heard = counted(presence.came_back)
    login1.hint(None)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert presence.known
    assert presence.idle_s() is None  # "not idle for minutes" is no number of seconds
    login1.close()


def test_a_lost_signal_of_login1_heals_at_the_next_looks(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus)
    login1.hint(300.0)
    presence = make(Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: presence.known)
    login1.hint(None, signals=False)
    presence.watch_return(True)
    with qtbot.waitSignal(presence.came_back):
        presence.idle_s()
    login1.close()


def test_a_login1_that_makes_no_sense_is_set_aside(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus)
    login1.hint(300.0)
    presence = make(Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: presence.known)
    login1.hint(-5000.0)  # idle since some time in the future
    qtbot.waitUntil(lambda: not presence.known)
    assert "cannot be" in str(presence.problem)
    login1.close()


def test_a_session_of_somebody_else_is_not_asked(
    private_bus: PrivateBus, bus: Bus, make: Callable[..., Presence], qtbot: QtBot
) -> None:
    login1 = Login1(private_bus, session="c9")
    login1.hint(300.0)
    presence = make(Login1Rung(bus, "c1"))
    qtbot.waitUntil(lambda: "does not know this session" in str(presence.problem))
    assert not login1.called("GetAll")
    login1.close()


# ---- the ladder


def names(env: dict[str, str], bus: Bus | None) -> list[str]:
    rungs = list(ladder(env, bus, bus))
    for rung in rungs:
        rung.close()
    return [rung.name for rung in rungs]


def test_each_session_has_its_ladder(bus: Bus) -> None:
    rest = ["mutter", "screensaver", "login1"]
    wayland = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"}
    assert names({"DISPLAY": ":0"}, bus) == ["x11", *rest]
    assert names(wayland, bus) == ["wayland", *rest]
    assert names({}, bus) == rest
    assert names({}, None) == []


def test_without_any_rung_the_reason_is_said(qapp: object) -> None:
    presence = Presence({})
    assert (presence.source, presence.known, presence.idle_s()) == ("none", False, None)
    assert presence.problem == "There is no X server"
    presence.watch_return(True)  # harmless
    presence.close()
