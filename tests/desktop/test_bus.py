from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.low_level import Endianness, Header, Message

from lowback_tray.desktop.bus import BUS, CALL_BUDGET_S, Bus, Match, Target
from lowback_tray.desktop.wire import Incoming
from tests.desktop.bus_kit import FakeBus, PrivateBus, Refusal, Silence, greet

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "org.example.Service"
SERVICE = Target(NAME, "/service", "org.example.Interface")


class Answers:
    """The three callbacks of a call, recorded."""

    def __init__(self) -> None:
        self.replies: list[tuple[Any, ...]] = []
        self.problems: list[str] = []
        self.late: list[tuple[Any, ...]] = []

    def ask(self, bus: Bus, to: Target, member: str, **options: Any) -> None:
        bus.call(to, member, on_reply=self.replies.append, on_error=self.problems.append,
                 on_late=self.late.append, **options)  # fmt: skip
        assert self.count == 0, "a callback came from within the call"

    @property
    def count(self) -> int:
        return len(self.replies) + len(self.problems)


@pytest.fixture
def private_bus() -> Iterator[PrivateBus]:
    with PrivateBus() as started:
        yield started


@pytest.fixture
def bus(private_bus: PrivateBus, qapp: object) -> Iterator[Bus]:
    made = Bus("session", private_bus.address)
    yield made
    made.close()


def answer_to(qtbot: QtBot, bus: Bus, to: Target, member: str, **options: Any) -> Answers:
    heard = Answers()
    heard.ask(bus, to, member, **options)
    qtbot.waitUntil(lambda: heard.count == 1)
    return heard


def test_nothing_is_connected_before_the_first_use(bus: Bus, qtbot: QtBot) -> None:
    qtbot.wait(50)
    assert not bus.connected
    assert bus.problem is None


def test_a_call_gets_its_answer(bus: Bus, qtbot: QtBot) -> None:
    heard = answer_to(qtbot, bus, BUS, "ListNames", reply="as")
    assert "org.freedesktop.DBus" in heard.replies[0][0]
    assert bus.connected
    assert bus.problem is None


def test_the_first_call_takes_no_time_of_its_caller(bus: Bus, qtbot: QtBot) -> None:
    from lowback_tray.desktop import wire  # what is imported once is not measured

    assert wire
    start = time.perf_counter()
    bus.call(BUS, "GetId")
    assert time.perf_counter() - start < 0.1


def test_a_refusal_is_a_sentence(private_bus: PrivateBus, bus: Bus, qtbot: QtBot) -> None:
    peer = private_bus.peer(NAME, Ask=Refusal)
    heard = answer_to(qtbot, bus, SERVICE, "Ask")
    assert heard.problems == [f"{NAME} refuses: not today"]
    assert bus.problem is None  # the bus itself is well
    peer.close()


def test_a_service_that_is_not_there_is_a_problem_of_the_call(bus: Bus, qtbot: QtBot) -> None:
    assert NAME in answer_to(qtbot, bus, SERVICE, "Ask").problems[0]


def test_a_silent_service_costs_its_budget_and_may_still_answer_late(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    start = time.monotonic()
    heard = answer_to(qtbot, bus, SERVICE, "Ask", timeout_s=0.3, reply="u")
    assert 0.25 < time.monotonic() - start < 1.5
    assert heard.problems == [f"{NAME} does not answer"]
    peer.answers["Ask"] = ("u", (7,))
    peer.speak()
    qtbot.waitUntil(lambda: heard.late == [(7,)])
    assert heard.replies == []
    peer.close()


def test_one_who_hung_and_was_read_again_and_again_is_heard_once(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    heard: list[tuple[Any, ...]] = []
    problems: list[str] = []
    for number in (1, 2, 3):
        bus.call(SERVICE, "Ask", "s", ("lock",), on_reply=heard.append, on_late=heard.append,
                 on_error=problems.append, timeout_s=0.1)  # fmt: skip
        qtbot.waitUntil(lambda number=number: len(problems) == number)  # type: ignore[misc]
    bus.call(SERVICE, "Ask", "s", ("other",), on_reply=heard.append, on_late=heard.append,
             on_error=problems.append, timeout_s=0.1)  # fmt: skip
    qtbot.waitUntil(lambda: len(problems) == 4)
    peer.answers["Ask"] = ("u", (7,))
    peer.speak()
    qtbot.waitUntil(lambda: len(heard) >= 2)
    qtbot.wait(50)
    assert heard == [(7,), (7,)]  # one answer a question
    peer.close()


def test_a_word_that_came_in_time_is_not_followed_by_an_older_one(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    heard: list[tuple[Any, ...]] = []
    problems: list[str] = []

    def ask() -> None:
        bus.call(SERVICE, "Ask", on_reply=heard.append, on_late=heard.append,
                 on_error=problems.append, timeout_s=0.3)  # fmt: skip

    ask()
    qtbot.waitUntil(lambda: len(problems) == 1)
    peer.answers["Ask"] = ("u", (2,))
    ask()
    qtbot.waitUntil(lambda: heard == [(2,)])
    peer.answers["Ask"] = ("u", (1,))
    peer.speak()
    qtbot.wait(100)
    assert heard == [(2,)]
    peer.close()


def test_one_who_is_always_late_is_heard_though_it_was_read_again(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    heard: list[tuple[Any, ...]] = []
    problems: list[str] = []
    for timeout_s in (0.1, 60.0):
        bus.call(SERVICE, "Ask", on_reply=heard.append, on_late=heard.append,
                 on_error=problems.append, timeout_s=timeout_s)  # fmt: skip
        qtbot.waitUntil(lambda: len(problems) == 1)
    qtbot.waitUntil(lambda: len(peer.called("Ask")) == 2)
    peer.answers["Ask"] = ("u", (7,))
    peer.speak()
    qtbot.waitUntil(lambda: len(heard) == 2)
    peer.close()


def test_each_late_answer_that_is_to_be_undone_is_told(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    heard = Answers()
    for number in (1, 2):
        bus.call(SERVICE, "Ask", on_reply=heard.replies.append, on_late=heard.late.append,
                 on_error=heard.problems.append, timeout_s=0.1)  # fmt: skip
        qtbot.waitUntil(lambda number=number: len(heard.problems) == number)  # type: ignore[misc]
    peer.answers["Ask"] = ("u", (7,))
    peer.speak()
    qtbot.waitUntil(lambda: heard.late == [(7,), (7,)])
    peer.close()


def test_an_answer_of_other_types_is_nonsense(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=("s", ("seven",)))
    heard = answer_to(qtbot, bus, SERVICE, "Ask", reply="u")
    assert heard.problems == [f"{NAME} gives an answer that makes no sense"]
    peer.close()


def test_a_service_that_dies_during_a_call_ends_the_call(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    heard = Answers()
    heard.ask(bus, SERVICE, "Ask", timeout_s=60)
    qtbot.waitUntil(lambda: peer.called("Ask") == [()])
    peer.close()
    qtbot.waitUntil(lambda: len(heard.problems) == 1)


def test_without_a_bus_a_call_fails_and_the_state_says_why(tmp_path: Path, qtbot: QtBot) -> None:
    bus = Bus("session", f"unix:path={tmp_path / 'nobody'}")
    heard = answer_to(qtbot, bus, SERVICE, "Ask")
    assert bus.problem == "The bus cannot be reached (No such file or directory)"
    assert heard.problems == [bus.problem]
    assert not bus.connected


@pytest.mark.parametrize("address", ["", "nonsense", "tcp:host=localhost", "unix:path"])
def test_a_senseless_address_is_a_problem_not_a_crash(address: str, qtbot: QtBot) -> None:
    bus = Bus("session", address)
    assert answer_to(qtbot, bus, SERVICE, "Ask").problems == [bus.problem]


def test_an_environment_without_a_session_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert answer_to(qtbot, Bus("session"), SERVICE, "Ask").problems == ["There is no session bus"]


def test_a_hung_bus_makes_nobody_wait(private_bus: PrivateBus, bus: Bus, qtbot: QtBot) -> None:
    private_bus.hang()
    heard = Answers()
    start = time.perf_counter()
    heard.ask(bus, SERVICE, "Ask", timeout_s=0.2)
    assert time.perf_counter() - start < 0.15
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    qtbot.waitUntil(lambda: bus.problem == "The bus does not answer", timeout=15_000)
    private_bus.hang(False)


def test_a_bus_that_dies_fails_what_was_asked_and_is_found_again(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    owners: list[str | None] = []
    signals: list[tuple[Any, ...]] = []
    bus.watch_name(NAME, owners.append)
    bus.match(Match(SERVICE.interface, "Said", NAME), lambda signal: signals.append(signal.body))
    qtbot.waitUntil(lambda: owners == [None])
    peer = private_bus.peer(NAME, Ask=Silence)
    qtbot.waitUntil(lambda: len(owners) == 2)
    heard = Answers()
    heard.ask(bus, SERVICE, "Ask", timeout_s=60)
    qtbot.waitUntil(lambda: bool(peer.calls))

    private_bus.kill()
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert not bus.connected
    assert bus.problem is not None
    assert owners[2:] == [None]
    peer.close()

    private_bus.start()
    peer = private_bus.peer(NAME)
    qtbot.waitUntil(lambda: len(owners) == 4 and owners[3] is not None)
    assert bus.problem is None
    peer.emit(SERVICE.path, SERVICE.interface, "Said", "s", "again")
    qtbot.waitUntil(lambda: signals == [("again",)])
    peer.close()


def test_what_the_old_connection_owed_survives_a_new_one_made_at_once(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    peer = private_bus.peer(NAME, Ask=Silence)
    old, new = Answers(), Answers()

    def ask_again(owner: str | None) -> None:
        if owner is None:
            private_bus.start()
            for _ in range(9):
                bus.call(BUS, "GetId")
            new.ask(bus, BUS, "GetId")

    bus.watch_name(NAME, ask_again)
    old.ask(bus, SERVICE, "Ask", timeout_s=60)
    qtbot.waitUntil(lambda: bool(peer.calls))
    qtbot.wait(1100)  # long enough ago that a call looks for the bus
    private_bus.kill()
    qtbot.waitUntil(lambda: old.count == new.count == 1)
    assert old.problems
    assert new.replies
    peer.close()


def _connections(private_bus: PrivateBus) -> int:
    """How many there are to the bus, that of who asks apart."""
    talk = private_bus.talk()
    names = talk.call((BUS.name, BUS.path, BUS.interface), "ListNames")[0]
    talk.close()
    return len([name for name in names if name.startswith(":")]) - 1


def test_who_calls_on_hearing_of_the_loss_makes_no_second_connection(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    owners: list[str | None] = []

    def ask_again(owner: str | None) -> None:
        owners.append(owner)
        if owner is None and len(owners) > 1:
            private_bus.start()
            bus.call(BUS, "GetId")

    bus.watch_name(NAME, ask_again)
    peer = private_bus.peer(NAME)
    qtbot.waitUntil(lambda: len(owners) >= 1 and owners[-1] is not None)
    qtbot.wait(1100)  # long enough ago that a call looks for the bus
    private_bus.kill()
    qtbot.waitUntil(lambda: len(owners) > 1 and owners[-1] is None)
    qtbot.waitUntil(lambda: bus.connected and _connections(private_bus) == 1)
    qtbot.wait(1300)  # longer than the first pause of looking again
    assert _connections(private_bus) == 1
    peer.close()


def test_one_owner_goes_before_the_next_comes_and_what_it_was_asked_ends_in_between(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    first = private_bus.peer(NAME, Ask=Silence)
    told: list[str] = []
    bus.watch_name(NAME, lambda owner: told.append("nobody" if owner is None else "somebody"))
    qtbot.waitUntil(lambda: told == ["somebody"])
    bus.call(
        SERVICE, "Ask", reply="u", on_reply=lambda _: told.append("answer"),
        on_error=lambda _: told.append("error"), on_late=lambda _: told.append("late"),
    )  # fmt: skip
    qtbot.waitUntil(lambda: first.called("Ask") == [()])
    second = private_bus.peer(NAME)  # takes the name, while the first one lives on
    qtbot.waitUntil(lambda: len(told) >= 4)
    first.answers["Ask"] = ("u", (7,))
    first.speak()
    qtbot.wait(150)
    assert told == ["somebody", "nobody", "error", "somebody"]
    for peer in (first, second):
        peer.close()


def test_looking_for_a_lost_bus_does_not_spin(tmp_path: Path, qtbot: QtBot) -> None:
    bus = Bus("session", f"unix:path={tmp_path / 'nobody'}")
    attempts: list[float] = []
    bus.changed.connect(lambda: attempts.append(time.monotonic()))
    bus.match(Match(SERVICE.interface, "Said"), lambda _: None)
    qtbot.wait(3600)
    assert len(attempts) in (2, 3)  # at once, after 1 s, after 2 s more
    bus.close()


def test_a_call_looks_for_a_lost_bus_at_once(private_bus: PrivateBus, qtbot: QtBot) -> None:
    private_bus.kill()
    bus = Bus("session", private_bus.address)
    for _ in range(2):
        assert answer_to(qtbot, bus, BUS, "GetId").problems
        qtbot.wait(1100)
    private_bus.start()
    assert answer_to(qtbot, bus, BUS, "GetId").replies
    bus.close()


def test_who_owns_a_name_is_told_first_and_at_each_change(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    owners: list[str | None] = []
    bus.watch_name(NAME, owners.append)
    qtbot.waitUntil(lambda: owners == [None])
    peer = private_bus.peer(NAME)
    qtbot.waitUntil(lambda: len(owners) == 2)
    second: list[str | None] = []
    bus.watch_name(NAME, second.append)  # one who asks later
    qtbot.waitUntil(lambda: second == [owners[1]])
    assert str(owners[1]).startswith(":")
    peer.close()
    qtbot.waitUntil(lambda: owners[2:] == [None] and second[1:] == [None])


def test_only_the_signals_that_were_asked_for_arrive(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    heard: list[tuple[Any, ...]] = []
    wanted = Match(SERVICE.interface, "Said", NAME, SERVICE.path, arg0="a", signature="su")
    bus.match(wanted, lambda signal: heard.append(signal.body))
    answer_to(qtbot, bus, BUS, "GetId")  # the bus knows the rule by now
    peer = private_bus.peer(NAME)
    peer.emit(SERVICE.path, SERVICE.interface, "Said", "su", "b", 1)
    peer.emit(SERVICE.path, SERVICE.interface, "Said", "ss", "a", "nonsense")
    peer.emit("/elsewhere", SERVICE.interface, "Said", "su", "a", 2)
    peer.emit(SERVICE.path, SERVICE.interface, "Shouted", "su", "a", 3)
    peer.emit(SERVICE.path, SERVICE.interface, "Said", "su", "a", 4)
    qtbot.waitUntil(lambda: heard == [("a", 4)])
    peer.close()


def test_a_signal_that_is_wanted_no_more_is_sent_no_more(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot
) -> None:
    heard: list[str] = []
    said = Match(SERVICE.interface, "Said")
    callbacks = [lambda _: heard.append("a"), lambda _: heard.append("b")]
    for callback in callbacks:
        bus.match(said, callback)
    bus.unmatch(said, callbacks[0])
    answer_to(qtbot, bus, BUS, "GetId")
    peer = private_bus.peer(NAME)
    peer.emit(SERVICE.path, SERVICE.interface, "Said", "s", "hello")
    qtbot.waitUntil(lambda: heard != [])
    assert set(heard) == {"b"}
    peer.close()


def test_a_bug_in_one_callback_is_reported_and_costs_the_others_nothing(
    private_bus: PrivateBus, bus: Bus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: reported.append(error))
    heard: list[tuple[Any, ...]] = []

    def buggy(_: Incoming) -> None:
        raise KeyError("ours")

    bus.match(Match(SERVICE.interface, "Said"), buggy)
    bus.match(Match(SERVICE.interface, "Said"), lambda signal: heard.append(signal.body))
    answer_to(qtbot, bus, BUS, "GetId")
    peer = private_bus.peer(NAME)
    peer.emit(SERVICE.path, SERVICE.interface, "Said", "s", "hello")
    qtbot.waitUntil(lambda: heard == [("hello",)])
    assert [type(error) for error in reported] == [KeyError]
    peer.close()


def test_after_close_nothing_is_told(private_bus: PrivateBus, bus: Bus, qtbot: QtBot) -> None:
    heard = Answers()
    heard.ask(bus, BUS, "GetId")
    bus.close()
    qtbot.wait(100)
    assert heard.count == 0


def test_a_rule_names_what_is_given_and_nothing_else() -> None:
    assert Match("a.b", "C").rule() == "type='signal',interface='a.b',member='C'"
    full = Match("a.b", "C", "d.e", "/f", "g", "u").rule()
    assert full.endswith(",sender='d.e',path='/f',arg0='g'")


def test_doctor_gets_plain_data(bus: Bus, private_bus: PrivateBus) -> None:
    assert bus.describe() == {"connected": False, "address": private_bus.address, "problem": None}


# ---- what no real bus would say


def _signal(value: str) -> bytes:
    message = new_signal(DBusAddress("/x", interface="x.Y"), "Said", "s", (value,))
    message.header.fields[HeaderFields.sender] = ":1.2"
    return bytes(message.serialise(serial=9))


def _broken() -> bytes:
    """A message of sound length and senseless content."""
    raw = bytearray(_signal("broken"))
    raw[1] = 99  # no such type of message
    return bytes(raw)


def test_a_message_nobody_can_read_is_dropped_alone(tmp_path: Path, qtbot: QtBot) -> None:
    def script(client: socket.socket) -> None:
        greet(client)
        whole = _broken() + _signal("first") + _signal("second")
        for at in range(0, len(whole), 50):  # in pieces, as a socket may give them
            client.sendall(whole[at : at + 50])
            time.sleep(0.01)
        client.recv(65536)

    heard: list[str] = []
    fake = FakeBus(tmp_path, script)
    bus = Bus("session", fake.address)
    bus.match(Match("x.Y", "Said"), lambda signal: heard.append(signal.body[0]))
    qtbot.waitUntil(lambda: heard == ["first", "second"])
    bus.close()
    fake.close()


def test_what_a_slow_bus_cannot_take_at_once_follows(tmp_path: Path, qtbot: QtBot) -> None:
    size = 2_000_000  # far more than a socket holds
    taken: list[int] = []
    go_on = threading.Event()

    def script(client: socket.socket) -> None:
        greet(client)
        go_on.wait(10)
        while sum(taken) < size:
            taken.append(len(client.recv(100_000)))

    fake = FakeBus(tmp_path, script)
    bus = Bus("session", fake.address)
    bus.call(BUS, "GetId")
    qtbot.waitUntil(lambda: bus.connected)
    bus.call(SERVICE, "Take", "s", ("x" * size,))
    assert taken == []  # we were not made to wait until somebody reads
    go_on.set()
    qtbot.waitUntil(lambda: sum(taken) >= size)
    bus.close()
    fake.close()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (b"REJECTED EXTERNAL\r\n", "The bus refuses us"),
        (b"", "The connection to the bus was lost"),
    ],
)
def test_a_greeting_that_fails_is_a_problem(
    said: bytes, problem: str, tmp_path: Path, qtbot: QtBot
) -> None:
    def script(client: socket.socket) -> None:
        client.recv(1024)
        client.sendall(said)

    fake = FakeBus(tmp_path, script)
    bus = Bus("session", fake.address)
    assert answer_to(qtbot, bus, BUS, "GetId").problems == [problem]
    bus.close()
    fake.close()


def test_a_stream_of_garbage_ends_the_connection(tmp_path: Path, qtbot: QtBot) -> None:
    def script(client: socket.socket) -> None:
        greet(client)
        client.sendall(b"\xff" * 64)
        client.recv(65536)

    fake = FakeBus(tmp_path, script)
    bus = Bus("session", fake.address)
    heard = Answers()
    heard.ask(bus, BUS, "GetId")
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert bus.problem == "The connection to the bus was lost"
    bus.close()
    fake.close()


def test_a_late_word_on_who_owns_a_name_is_taken(tmp_path: Path, qtbot: QtBot) -> None:
    """A bus that was too busy at the start is not asked again."""

    def script(client: socket.socket) -> None:
        greet(client)
        time.sleep(CALL_BUDGET_S + 0.5)
        asked = Header(Endianness.little, MessageType.method_call, 0, 1, -1, 3, {})
        client.sendall(new_method_return(Message(asked, ()), "s", (":1.7",)).serialise(serial=2))
        client.recv(65536)

    fake = FakeBus(tmp_path, script)
    bus = Bus("session", fake.address)
    owners: list[str | None] = []
    bus.watch_name(NAME, owners.append)
    qtbot.waitUntil(lambda: owners == [None, ":1.7"])
    bus.close()
    fake.close()
