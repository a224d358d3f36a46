"""A second start, while the first one is not yet, or no longer, there to be asked."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from lowback_tray import paths
from lowback_tray.app import become
from lowback_tray.desktop.instance import Instance
from lowback_tray.desktop.pipe import Reply
from lowback_tray.errors import DesktopError


@pytest.fixture
def first() -> Iterator[Instance]:
    """The program, which has its claim and opens no pipe by itself."""
    paths.ensure(paths.runtime_dir())
    made = Instance(paths.lock_path(), paths.socket_path())
    assert made.claim()
    yield made
    made.close()


@pytest.fixture
def second(first: Instance) -> Iterator[Instance]:
    made = Instance(paths.lock_path(), paths.socket_path())
    assert not made.claim()
    yield made
    made.close()


def _answer_once() -> None:
    time.sleep(0.5)  # it is still loading
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(paths.socket_path()))
        server.listen(1)
        client, _ = server.accept()
        with client:
            client.recv(4096)
            client.sendall(Reply(0).line())


def test_a_program_that_is_still_starting_is_waited_for(second: Instance) -> None:
    starting = threading.Thread(target=_answer_once)
    starting.start()
    assert become._show_the_other(second) == 0
    starting.join()


def test_a_program_that_ends_meanwhile_leaves_its_place(first: Instance, second: Instance) -> None:
    ending = threading.Timer(0.5, first.close)
    ending.start()
    assert become._show_the_other(second) is None
    assert second.owner() == os.getpid()
    ending.join()


def test_a_program_that_cannot_be_reached_is_named(
    second: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(become, "_PATIENCE_S", 0.3)
    with pytest.raises(DesktopError) as told:
        become._show_the_other(second)
    assert str(os.getpid()) in str(told.value)
