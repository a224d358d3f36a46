"""What the pages tell people to type, typed: every line that does no harm runs as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lowback_tray import cli
from lowback_tray.desktop.pipe import ask
from tests.e2e.life import Life
from tests.test_docs import TEXTS, our_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.virtual import VirtualDesktop

REFUSED = 1
# Not run: it ends the program, deletes, needs a file of the reader's, or the sound of the machine.
LEFT_OUT = {"quit", "delete", "import", "export", "report", "restore", "library", "listen"}
# What may be refused with a reason: there is no prompt, no absence, no pause just now.
OF_A_MOMENT = {
    "start", "snooze", "skip", "done", "later", "skip-next", "as-planned", "change", "was",
    "pause", "resume", "feel", "flare-up", "exercised", "setup use", "setup when", "setup remove",
}  # fmt: skip


def lines() -> list[list[str]]:
    """Each line of the pages once; those with a word to be filled in are no lines to type."""
    found = {
        tuple(words)
        for text in TEXTS.values()
        for words in our_commands(text)
        if not any(word.isupper() or word == "キー" for word in words)
    }
    return sorted(list(words) for words in found if _harmless(words))


def _harmless(words: tuple[str, ...]) -> bool:
    command, arguments = cli.parse(words)
    if command is None or command.name in LEFT_OUT:
        return False
    return not str(arguments.get("key", "")).startswith("hooks.")  # it would run on what follows


@pytest.fixture(scope="module")
def running(shared: VirtualDesktop) -> Iterator[Life]:
    life = Life(shared, settings={"appearance.reduced_motion": "on"}).start()
    yield life
    life.crash_free()
    life.stop()


def test_there_are_lines_to_type() -> None:
    assert len(lines()) > 30


@pytest.mark.parametrize("words", lines(), ids=" ".join)
def test_a_command_of_the_pages_runs_as_written(running: Life, words: list[str]) -> None:
    command, _ = cli.parse(words)
    assert command is not None
    reply = ask(running.socket, words, timeout=20)
    assert reply is not None
    if command.name in OF_A_MOMENT:
        assert reply.exit in (cli.DONE, REFUSED), reply
        assert reply.out or reply.err
    else:
        assert reply.exit == cli.DONE, reply
