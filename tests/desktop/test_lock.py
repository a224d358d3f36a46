from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.desktop import lock
from lowback_tray.desktop.bus import CALL_BUDGET_S, Bus
from lowback_tray.desktop.lock import LockWatch, own_session
from tests.desktop.bus_kit import Peer, PrivateBus, Refusal, Silence, counted
from tests.desktop.fakes import FakeLockWatch
from tests.desktop.peers import Login1, system_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

LOGIN1 = "org.freedesktop.login1"
SESSION_PATH = "/org/freedesktop/login1/session/c1"
Body = tuple[Any, ...]
GNOME = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")
PAST_BUDGET_MS = round(CALL_BUDGET_S * 1000) + 300
FREE = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def watch(private_bus: PrivateBus, qapp: object) -> Iterator[LockWatch]:
    system = Bus("system", private_bus.address)
    session = Bus("session", private_bus.address)
    made = LockWatch(system, session, "c1")
    yield made
    made.close()
    system.close()
    session.close()


class Real:
    """login1 as dbusmock plays it."""

    def __init__(self, private_bus: PrivateBus, watch: LockWatch) -> None:
        self.watch = watch
        login1 = Login1(private_bus.nursery, private_bus.talk())
        login1.start()
        self.lock: Callable[[bool], None] = login1.lock


class Fake:
    def __init__(self) -> None:
        self.watch = FakeLockWatch()
        self.lock: Callable[[bool], None] = self.watch.lock


@pytest.fixture(params=["login1", "fake"])
def session(request: pytest.FixtureRequest, qtbot: QtBot) -> Real | Fake:
    if request.param == "fake":
        return Fake()
    watch: LockWatch = request.getfixturevalue("watch")
    real = Real(request.getfixturevalue("private_bus"), watch)

    def known() -> bool:  # the stand-in gets its session a moment after its name
        watch.refresh()
        return watch.is_locked is False

    qtbot.waitUntil(known)
    return real


def test_a_lock_and_its_end_are_told_once_each(session: Real | Fake, qtbot: QtBot) -> None:
    watch = session.watch
    locked, unlocked = counted(watch.locked), counted(watch.unlocked)
    for times in (1, 2):
        session.lock(True)
        qtbot.waitUntil(lambda: watch.is_locked is True)
        session.lock(True)  # said twice is one lock
        qtbot.wait(100)
        session.lock(False)
        qtbot.waitUntil(lambda: watch.is_locked is False)
        assert (len(locked), len(unlocked)) == (times, times)


def test_reading_again_tells_nothing_new(session: Real | Fake, qtbot: QtBot) -> None:
    session.lock(True)
    qtbot.waitUntil(lambda: session.watch.is_locked is True)
    heard = counted(session.watch.locked), counted(session.watch.unlocked)
    session.watch.refresh()
    qtbot.wait(150)
    assert session.watch.is_locked is True
    assert heard == ([], [])
    assert session.watch.describe()["locked"] is True


# ---- login1


def login1(private_bus: PrivateBus, *, locked: bool) -> Peer:
    sessions = [("c1", 1000, "me", "seat0", SESSION_PATH)]
    return private_bus.peer(
        LOGIN1, ListSessions=("a(susso)", (sessions,)), Get=("v", (("b", locked),))
    )


def test_without_any_source_the_lock_is_unknown(watch: LockWatch, qtbot: QtBot) -> None:
    qtbot.wait(100)
    assert watch.is_locked is None


def test_a_session_that_is_locked_at_the_start_is_noticed(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    heard = counted(watch.locked)
    peer = login1(private_bus, locked=True)
    qtbot.waitUntil(lambda: len(heard) == 1)
    peer.close()


def test_a_lost_signal_leaves_no_lock_standing(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    peer = login1(private_bus, locked=True)
    qtbot.waitUntil(lambda: watch.is_locked is True)
    peer.answers["Get"] = ("v", (("b", False),))
    watch.refresh()
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.close()


def test_a_restarted_login1_is_asked_anew(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    peer = login1(private_bus, locked=True)
    qtbot.waitUntil(lambda: watch.is_locked is True)
    heard = counted(watch.unlocked)
    peer.close()
    qtbot.waitUntil(lambda: watch.is_locked is None)
    assert len(heard) == 1  # an unknown lock must hold nothing back
    peer = login1(private_bus, locked=False)
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.emit(SESSION_PATH, f"{LOGIN1}.Session", "Lock", "")
    qtbot.waitUntil(lambda: watch.is_locked is True)
    peer.close()


def test_a_request_to_lock_that_nobody_heeds_is_forgotten(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    watch._confirm.setInterval(200)  # instead of three seconds
    peer = login1(private_bus, locked=False)
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.emit(SESSION_PATH, f"{LOGIN1}.Session", "Lock", "")
    qtbot.waitUntil(lambda: watch.is_locked is True)
    watch.refresh()
    qtbot.wait(50)
    assert watch.is_locked is True  # the locker may still be about to say so
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.close()


def test_another_session_of_the_machine_is_none_of_ours(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    peer = login1(private_bus, locked=False)
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.emit(SESSION_PATH + "2", f"{LOGIN1}.Session", "Lock", "")
    changed = ("s", "a{sv}", "as")
    values: Body = (f"{LOGIN1}.Session", {"LockedHint": ("b", True)}, [])
    where = "org.freedesktop.DBus.Properties"
    peer.emit(SESSION_PATH + "2", where, "PropertiesChanged", "".join(changed), *values)
    qtbot.wait(150)
    assert watch.is_locked is False
    peer.close()


def test_a_hint_that_is_only_said_to_have_changed_is_read(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    peer = login1(private_bus, locked=False)
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.answers["Get"] = ("v", (("b", True),))
    values: Body = (f"{LOGIN1}.Session", {}, ["LockedHint"])
    where = "org.freedesktop.DBus.Properties"
    peer.emit(SESSION_PATH, where, "PropertiesChanged", "sa{sv}as", *values)
    qtbot.waitUntil(lambda: watch.is_locked is True)
    peer.close()


@pytest.mark.parametrize("answer", [Refusal, Silence, ("s", ("yes",)), ("v", (("s", "yes"),))])
def test_a_login1_that_answers_nonsense_leaves_the_lock_unknown(
    answer: tuple[str, tuple[object, ...]] | type[Refusal],
    private_bus: PrivateBus,
    watch: LockWatch,
    qtbot: QtBot,
) -> None:
    peer = login1(private_bus, locked=True)
    peer.answers["Get"] = answer
    qtbot.waitUntil(lambda: peer.called("Get") != [])
    qtbot.wait(100)
    assert watch.is_locked is not True
    peer.close()


@pytest.mark.parametrize(
    ("session_id", "path"),
    [("2", "/2"), ("", None), ("9", None)],
)
def test_our_session_is_found_by_id_or_not_guessed(session_id: str, path: str | None) -> None:
    two = [("1", 1000, "me", "seat0", "/1"), ("2", 1000, "me", "seat0", "/2")]
    assert own_session(two, session_id, 1000) == path


def test_the_only_seat_of_this_user_is_ours_without_an_id() -> None:
    sessions = [
        ("1", 1000, "me", "", "/ssh"),
        ("2", 1000, "me", "seat0", "/desk"),
        ("3", 42, "gdm", "seat0", "/greeter"),
    ]
    assert own_session(sessions, "", 1000) == "/desk"


@pytest.mark.parametrize("member", ["Get", "ListSessions"])
def test_a_login1_that_is_silent_while_the_screen_is_locked_unlocks_nothing(
    member: str, private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    peer = login1(private_bus, locked=True)
    qtbot.waitUntil(lambda: watch.is_locked is True)
    heard = counted(watch.unlocked)
    spoken, peer.answers[member] = peer.answers[member], Silence
    watch.refresh()
    qtbot.wait(PAST_BUDGET_MS)
    assert watch.is_locked is True
    assert heard == []
    peer.answers["Get"] = ("v", (("b", False),))
    if member == "ListSessions":
        peer.answers[member] = spoken
    peer.speak()  # late, and true
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.close()


def test_a_request_to_lock_is_forgotten_though_login1_is_silent(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    watch._confirm.setInterval(200)  # instead of three seconds
    peer = login1(private_bus, locked=False)
    qtbot.waitUntil(lambda: watch.is_locked is False)
    peer.answers["Get"] = Silence
    peer.emit(SESSION_PATH, f"{LOGIN1}.Session", "Lock", "")
    qtbot.waitUntil(lambda: watch.is_locked is True)
    qtbot.waitUntil(lambda: watch.is_locked is None)
    peer.close()


# ---- screen savers


def test_the_saver_of_gnome_locks_and_unlocks(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    template = ["-m", "dbusmock", "--session", "--template", "gnome_screensaver"]
    private_bus.nursery.spawn([system_python(), *template])
    talk = private_bus.talk()
    qtbot.waitUntil(lambda: watch.is_locked is False)
    talk.call(GNOME, "SetActive", "b", True)
    qtbot.waitUntil(lambda: watch.is_locked is True)
    talk.call(GNOME, "SetActive", "b", False)
    qtbot.waitUntil(lambda: watch.is_locked is False)


def test_one_lock_told_by_several_is_one_lock(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    locked, unlocked = counted(watch.locked), counted(watch.unlocked)
    logind = login1(private_bus, locked=False)
    saver = private_bus.peer(FREE[0], GetActive=("b", (False,)))
    qtbot.waitUntil(lambda: len(watch.describe()["sources"]) == 3)  # type: ignore[arg-type]
    logind.emit(SESSION_PATH, f"{LOGIN1}.Session", "Lock", "")
    for path in (FREE[1], "/ScreenSaver"):
        saver.emit(path, FREE[0], "ActiveChanged", "b", True)
    qtbot.waitUntil(lambda: all(watch.describe()["sources"].values()))  # type: ignore[attr-defined]
    saver.emit(FREE[1], FREE[0], "ActiveChanged", "b", False)
    qtbot.wait(100)
    assert watch.is_locked is True  # the others still say so
    saver.emit("/ScreenSaver", FREE[0], "ActiveChanged", "b", False)
    logind.emit(SESSION_PATH, f"{LOGIN1}.Session", "Unlock", "")
    qtbot.waitUntil(lambda: watch.is_locked is False)
    assert (len(locked), len(unlocked)) == (1, 1)
    logind.close()
    saver.close()


def test_a_saver_that_crashes_while_it_locks_leaves_no_lock_standing(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    saver = private_bus.peer(FREE[0], GetActive=("b", (True,)))
    qtbot.waitUntil(lambda: watch.is_locked is True)
    saver.close()
    qtbot.waitUntil(lambda: watch.is_locked is None)
    saver = private_bus.peer(FREE[0], GetActive=("b", (True,)))
    qtbot.waitUntil(lambda: watch.is_locked is True)
    saver.answers["GetActive"] = ("b", (False,))
    watch.refresh()
    qtbot.waitUntil(lambda: watch.is_locked is False)
    saver.close()


def test_a_saver_that_is_silent_while_it_locks_unlocks_nothing(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    saver = private_bus.peer(FREE[0], GetActive=("b", (True,)))
    qtbot.waitUntil(lambda: watch.is_locked is True)
    heard = counted(watch.unlocked)
    saver.answers["GetActive"] = Silence
    watch.refresh()
    qtbot.wait(PAST_BUDGET_MS)
    assert watch.is_locked is True
    assert heard == []
    saver.answers["GetActive"] = ("b", (False,))
    saver.speak()  # late, and true
    qtbot.waitUntil(lambda: watch.is_locked is False)
    saver.close()


@pytest.mark.parametrize("liar", ["saver", "login1"])
def test_who_said_locked_and_then_refuses_every_question_is_not_believed_for_ever(
    liar: str, private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    saver = liar == "saver"
    member = "GetActive" if saver else "Get"
    peer = (
        private_bus.peer(GNOME[0], GetActive=("b", (True,)))
        if saver else login1(private_bus, locked=True)
    )  # fmt: skip
    qtbot.waitUntil(lambda: watch.is_locked is True)
    heard = counted(watch.unlocked)
    peer.answers[member] = Refusal

    def ask() -> None:
        asked = len(peer.called(member))
        watch.refresh()
        qtbot.waitUntil(lambda: len(peer.called(member)) == asked + 1)
        qtbot.wait(50)

    for _ in range(lock.REFUSALS - 1):
        ask()
        assert watch.is_locked is True  # it may be busy with something else for a moment
    ask()
    assert watch.is_locked is None
    assert len(heard) == 1
    assert Refusal.TEXT in str(watch.describe()["problem"])
    peer.answers[member] = ("b", (True,)) if saver else ("v", (("b", True),))
    ask()
    assert watch.is_locked is True, "what it says again counts again"
    assert watch.describe()["problem"] is None
    peer.close()


def test_refusals_between_answers_are_not_added_up(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    saver = private_bus.peer(GNOME[0], GetActive=("b", (True,)))
    qtbot.waitUntil(lambda: watch.is_locked is True)
    heard = counted(watch.unlocked)
    for answer in (Refusal, ("b", (True,))) * lock.REFUSALS:
        saver.answers["GetActive"] = answer
        asked = len(saver.called("GetActive"))
        watch.refresh()
        qtbot.waitUntil(lambda before=asked: len(saver.called("GetActive")) > before)  # type: ignore[misc]
        qtbot.wait(30)
    assert watch.is_locked is True
    assert heard == []
    saver.close()


def test_a_signal_counts_for_nobody_but_who_sent_it(
    private_bus: PrivateBus, watch: LockWatch, qtbot: QtBot
) -> None:
    saver = private_bus.peer(FREE[0], GetActive=Refusal)  # org.kde.screensaver has its path too
    qtbot.waitUntil(lambda: saver.called("GetActive") != [])
    saver.emit("/ScreenSaver", FREE[0], "ActiveChanged", "b", True)
    qtbot.waitUntil(lambda: watch.is_locked is True)
    saver.close()
    qtbot.waitUntil(lambda: watch.is_locked is None)


def test_every_screen_saver_is_followed_once() -> None:
    keys = [lock._key(saver) for saver in lock.SAVERS]
    assert len(set(keys)) == len(keys)
