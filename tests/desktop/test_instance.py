from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray.desktop.instance import Instance
from lowback_tray.desktop.pipe import LONGEST_REQUEST, Reply, Request, ask
from lowback_tray.errors import BadInput, DesktopError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


class Program:
    """A claimed instance in this process, answering."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "socket"
        self.asked: list[Request] = []
        self.reported: list[Exception] = []
        self.instance = Instance(folder / "lock", self.socket, self.reported.append)
        assert self.instance.claim()
        self.instance.listen(self.answer)

    def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        if request.command == ["fail"]:
            raise KeyError("a bug")
        if request.command == ["long"]:
            return Reply(0, "あ" * 500_000)
        return Reply(4, " ".join(request.command), "to the side")


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    started = Program(tmp_path)
    yield started
    started.instance.close()


def in_background(qtbot: QtBot, work: Callable[[], object]) -> list[object]:
    """Do it in a thread while Qt's loop runs; what it returned or raised."""
    done: list[object] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:
            done.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    thread.join()
    return done


def talk(qtbot: QtBot, path: Path, sent: bytes) -> list[dict[str, object]]:
    """Send raw bytes, say no more, and return the lines that come back."""

    def exchange() -> list[dict[str, object]]:
        with socket.socket(socket.AF_UNIX) as pipe:
            pipe.settimeout(5)
            pipe.connect(str(path))
            pipe.sendall(sent)
            pipe.shutdown(socket.SHUT_WR)
            got = b""
            while part := pipe.recv(65536):
                got += part
        return [json.loads(line) for line in got.splitlines()]

    (answer,) = in_background(qtbot, exchange)
    assert isinstance(answer, list), answer
    return answer


def test_a_command_reaches_the_program_and_the_answer_comes_back(
    program: Program, qtbot: QtBot
) -> None:
    (reply,) = in_background(qtbot, lambda: ask(program.socket, ["snooze", "10", "腰"]))
    assert reply == Reply(4, "snooze 10 腰", "to the side")
    assert program.asked == [Request(["snooze", "10", "腰"])]


def test_a_long_answer_arrives_whole(program: Program, qtbot: QtBot) -> None:
    (reply,) = in_background(qtbot, lambda: ask(program.socket, ["long"]))
    assert reply == Reply(0, "あ" * 500_000)


def test_nobody_there_is_none_and_not_an_error(tmp_path: Path) -> None:
    assert ask(tmp_path / "socket", ["status"]) is None
    stale = tmp_path / "stale"
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(stale))
    assert ask(stale, ["status"]) is None


def test_a_program_that_hangs_is_said_to_hang(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "socket"))
        deaf.listen()
        began = time.monotonic()
        with pytest.raises(DesktopError, match=r"runs, but gives no proper answer \(no answer"):
            ask(tmp_path / "socket", ["status"], timeout=0.2)
        assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [(b"", "it ended"), (b"hello\n", "not JSON"), (b"{}\n", "how it ended"), (b"[]\n", "object")],
)
def test_a_stranger_on_the_socket_is_not_believed(tmp_path: Path, said: bytes, reason: str) -> None:
    def stranger() -> None:
        client, _ = server.accept()
        with client:
            client.recv(100)
            client.sendall(said)

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()
        thread = threading.Thread(target=stranger)
        thread.start()
        with pytest.raises(DesktopError, match=reason):
            ask(tmp_path / "socket", ["status"])
        thread.join()


def test_an_endless_command_is_not_even_sent(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too long"):
        ask(tmp_path / "nobody", ["x" * LONGEST_REQUEST])


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (b"hello\n", "not JSON"),
        (b"\xff\xfe\n", "not JSON"),
        (b"\n", "not JSON"),
        (b"[" * 60_000 + b"\n", "not JSON"),
        (b'["status"]\n', "not a JSON object"),
        (b"{}\n", "not a list of texts"),
        (b'{"command": "status"}\n', "not a list of texts"),
        (b'{"command": [1]}\n', "not a list of texts"),
    ],
)
def test_nonsense_gets_a_clear_line_and_does_no_harm(
    program: Program, qtbot: QtBot, sent: bytes, problem: str
) -> None:
    (reply,) = talk(qtbot, program.socket, sent)
    assert reply["exit"] == 2
    assert reply["out"] == ""
    assert problem in str(reply["err"])
    assert str(reply["err"]).endswith("of the same version.\n")
    assert program.asked == []
    (after,) = in_background(qtbot, lambda: ask(program.socket, ["still", "here"]))
    assert after == Reply(4, "still here", "to the side")


def test_a_message_without_end_is_cut_off(program: Program, qtbot: QtBot) -> None:
    (reply,) = talk(qtbot, program.socket, b"x" * (LONGEST_REQUEST + 1))
    assert reply["exit"] == 2
    assert "too long (more than 65536 bytes)" in str(reply["err"])


def test_several_lines_get_several_answers_in_order(program: Program, qtbot: QtBot) -> None:
    lines = b"".join(Request([word]).line() for word in ("one", "two", "three"))
    assert [reply["out"] for reply in talk(qtbot, program.socket, lines)] == ["one", "two", "three"]


def test_half_a_line_waits_for_the_other_half(program: Program, qtbot: QtBot) -> None:
    line = Request(["slow"]).line()

    def slowly() -> bytes:
        with socket.socket(socket.AF_UNIX) as pipe:
            pipe.connect(str(program.socket))
            pipe.sendall(line[:10])
            time.sleep(0.1)
            pipe.sendall(line[10:])
            return pipe.recv(65536)

    (answer,) = in_background(qtbot, slowly)
    assert isinstance(answer, bytes)
    assert Reply.read(answer).out == "slow"


def test_many_clients_at_once_each_get_their_own_answer(program: Program, qtbot: QtBot) -> None:
    replies: dict[int, Reply | None] = {}

    def client(number: int) -> None:
        replies[number] = ask(program.socket, [str(number)])

    threads = [threading.Thread(target=client, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(replies) == 40, timeout=10_000)
    for thread in threads:
        thread.join()
    assert all(reply and reply.out == str(number) for number, reply in replies.items())


def test_who_leaves_before_the_answer_does_no_harm(program: Program, qtbot: QtBot) -> None:
    for _ in range(20):
        with socket.socket(socket.AF_UNIX) as pipe:
            pipe.connect(str(program.socket))
            pipe.sendall(Request(["long"]).line())
    qtbot.waitUntil(lambda: len(program.asked) == 20)
    (reply,) = in_background(qtbot, lambda: ask(program.socket, ["after"]))
    assert reply == Reply(4, "after", "to the side")


def test_who_says_nothing_is_shown_out(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lowback_tray.desktop.instance._PATIENCE_MS", 100)

    def silent() -> bytes:
        with socket.socket(socket.AF_UNIX) as pipe:
            pipe.settimeout(5)
            pipe.connect(str(program.socket))
            return pipe.recv(100)

    assert in_background(qtbot, silent) == [b""]


def test_a_bug_in_an_answer_is_reported_and_told(program: Program, qtbot: QtBot) -> None:
    (reply,) = in_background(qtbot, lambda: ask(program.socket, ["fail"]))
    assert reply == Reply(1, "", "Something went wrong inside Lowback Tray.\n")
    assert [type(error) for error in program.reported] == [KeyError]


def test_only_this_person_can_open_the_socket(program: Program) -> None:
    assert stat.S_IMODE(program.socket.stat().st_mode) & 0o077 == 0


def test_the_lock_names_its_owner(program: Program, tmp_path: Path) -> None:
    assert program.instance.owner() == os.getpid()
    second = Instance(tmp_path / "lock", tmp_path / "socket")
    assert not second.claim()
    assert second.owner() == os.getpid()
    assert Instance(tmp_path / "free", tmp_path / "socket").owner() is None


def test_a_socket_is_never_touched_without_the_lock(program: Program, tmp_path: Path) -> None:
    second = Instance(tmp_path / "lock", program.socket)
    assert not second.claim()
    with pytest.raises(AssertionError, match="only the claimed program"):
        second.listen(lambda request: Reply(0))


def test_paths_that_cannot_be_used_are_named(qtbot: QtBot, tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "lock"
    with pytest.raises(DesktopError, match=r"missing/lock cannot be written"):
        Instance(missing, tmp_path / "socket").claim()
    instance = Instance(tmp_path / "lock", tmp_path / "missing" / "socket")
    assert instance.claim()
    with pytest.raises(DesktopError, match=r"missing/socket cannot be opened"):
        instance.listen(lambda request: Reply(0))
    instance.close()


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.desktop.holder", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def lines(child: subprocess.Popen[str], count: int) -> list[str]:
    assert child.stdout is not None
    return [child.stdout.readline().strip() for _ in range(count)]


def test_of_many_started_at_once_exactly_one_is_the_program(tmp_path: Path) -> None:
    with ExitStack() as stack:
        children = [stack.enter_context(start(tmp_path)) for _ in range(6)]
        try:
            said = [lines(child, 1)[0] for child in children]
            assert sorted(said) == ["in"] + ["out"] * 5
            (winner,) = (child for child, word in zip(children, said, strict=True) if word == "in")
            assert lines(winner, 1) == ["listening"]
            assert ask(tmp_path / "socket", ["quit"]) == Reply(0, "quit\n")
            assert winner.wait(5) == 0
            assert {child.wait(5) for child in children if child is not winner} == {3}
        finally:
            for child in children:
                child.kill()
    assert not (tmp_path / "socket").exists()


def test_after_a_kill_the_next_start_takes_lock_and_socket_over(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        assert lines(first, 2) == ["in", "listening"]
        first.kill()
    assert (tmp_path / "socket").exists()
    assert ask(tmp_path / "socket", ["status"]) is None
    with start(tmp_path) as second:
        assert lines(second, 2) == ["in", "listening"]
        assert ask(tmp_path / "socket", ["echo"]) == Reply(0, "echo\n")
        second.kill()


def cpu_s(work: str) -> tuple[float, str]:
    """Processor seconds of a piece of Python in a process of its own, and the heavy modules."""
    script = (
        "import sys, time\n"
        "began = time.process_time()\n"
        f"{work}\n"
        "print(time.process_time() - began)\n"
        "heavy = {'PySide6', 'dataclasses', 'inspect', 'asyncio', 'logging', 'platformdirs'}\n"
        "print(*heavy & set(sys.modules))\n"
    )
    took, heavy = subprocess.check_output([sys.executable, "-c", script], text=True).splitlines()
    return float(took), heavy


def test_asking_costs_no_qt_and_little_more_than_json_and_a_socket() -> None:
    bare = "import gettext, json, pathlib, socket, typing"
    full = (
        "from pathlib import Path\n"
        "from lowback_tray.desktop.pipe import ask\n"
        "assert ask(Path('/nowhere/socket'), ['status']) is None"
    )
    bare_s = min(cpu_s(bare)[0] for _ in range(4))
    full_s, heavy = min(cpu_s(full) for _ in range(4))
    assert heavy == ""
    assert full_s < 2 * bare_s


@pytest.mark.parametrize("kind", [Request, Reply])
def test_what_is_written_can_be_read_again(kind: type[Request | Reply]) -> None:
    made = Request(["a\nb", "腰"]) if kind is Request else Reply(1, "a\nb", "腰")
    line = made.line()
    assert line.count(b"\n") == 1
    assert kind.read(line) == made
    with pytest.raises(BadInput):
        kind.read(line[:-3])
