"""Commands of the person's own: what they get, and that none of them can do the program harm."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lowback_tray.app.hooks import AT_ONCE, Hooks
from lowback_tray.engine.records import Fact, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

AT = datetime(2026, 11, 22, 14, 2, 10, tzinfo=UTC)


def record(fact: Fact = Fact.COMPLETED, **details: Any) -> Record:
    return Record(fact, AT, {"break_id": 7, "kind": "stand-up", **details})


class Bench:
    """Hooks with settings to be set, and a folder for what they leave."""

    def __init__(self, folder: Path) -> None:
        self.values = {"hooks.prompt": "", "hooks.start": "", "hooks.done": ""}
        self.out = folder / "out"
        self.folder = folder
        self.hooks = Hooks(lambda: self.values, budget_ms=1500)

    def script(self, event: str, text: str) -> Path:
        path = self.folder / f"{event} hook"  # a name with a blank, as people have them
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o700)
        self.values[f"hooks.{event}"] = f"'{path}' one 'two words'"
        return path

    def written(self) -> str:
        return self.out.read_text() if self.out.exists() else ""


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.hooks.close()


def test_a_hook_gets_the_record_on_its_standard_input_and_its_own_arguments(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.script("done", f'echo "$# $2" > "{bench.out}"; cat >> "{bench.out}"')
    bench.hooks.tell([record(routine="hourly_stand_b", stood=True, seconds=150.0)])
    qtbot.waitUntil(lambda: bench.written().endswith("}\n"))
    arguments, line = bench.written().splitlines()
    assert arguments == "2 two words"
    assert json.loads(line) == {
        "event": "done", "fact": "completed", "at": "2026-11-22T14:02:10+00:00", "break_id": 7,
        "kind": "stand-up", "routine": "hourly_stand_b", "stood": True, "seconds": 150.0,
    }  # fmt: skip
    assert bench.hooks.problems() == []


@pytest.mark.parametrize(
    ("fact", "event"),
    [
        (Fact.PROMPTED, "prompt"),
        (Fact.STARTED, "start"),
        (Fact.COMPLETED, "done"),
        (Fact.STOOD, "done"),
        (Fact.ENDED_EARLY, "done"),
    ],
)
def test_each_fact_has_its_hook(bench: Bench, qtbot: QtBot, fact: Fact, event: str) -> None:
    bench.script(event, f'cat > "{bench.out}"')
    bench.hooks.tell([record(fact)])
    qtbot.waitUntil(lambda: f'"event": "{event}"' in bench.written())


def test_what_is_no_event_and_what_is_not_set_runs_nothing(bench: Bench, qtbot: QtBot) -> None:
    bench.script("done", f'touch "{bench.out}"')
    bench.hooks.tell([record(Fact.AWAY), record(Fact.FEEL, how="pain"), record(Fact.PROMPTED)])
    qtbot.wait(200)
    assert not bench.out.exists()


def test_one_that_hangs_is_killed_in_its_time_and_nothing_waits_for_it(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.script("done", f'echo $$ > "{bench.out}"; exec sleep 600')
    begun = time.monotonic()
    bench.hooks.tell([record()])
    assert time.monotonic() - begun < 0.5
    qtbot.waitUntil(lambda: bench.hooks.problems() == ["The command for done: does not end"])
    assert not Path(f"/proc/{bench.written().strip()}").exists()


def test_one_that_floods_fills_no_memory(bench: Bench, qtbot: QtBot) -> None:
    bench.script("done", "while :; do echo loud; echo louder >&2; done")
    before = _resident_kb()
    bench.hooks.tell([record()])
    qtbot.waitUntil(lambda: bool(bench.hooks.problems()))
    assert _resident_kb() - before < 20_000


def _resident_kb() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4


def test_one_that_is_missing_or_may_not_run_says_so_and_works_once_it_is_there(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.values["hooks.done"] = "no-such-program --now"
    bench.hooks.tell([record()])
    (problem,) = bench.hooks.problems()
    assert problem == "The command for done: no-such-program cannot be found or run"
    path = bench.script("done", "exit 0")
    path.chmod(0o600)
    bench.hooks.tell([record()])
    assert "cannot be found or run" in bench.hooks.problems()[0]
    path.chmod(0o700)
    bench.hooks.tell([record()])
    qtbot.waitUntil(lambda: bench.hooks.problems() == [])


def test_one_that_fails_says_what_it_said_last(bench: Bench, qtbot: QtBot) -> None:
    bench.script("done", 'echo "desk is offline" >&2; exit 3')
    bench.hooks.tell([record()])
    qtbot.waitUntil(lambda: bench.hooks.problems() == ["The command for done: desk is offline"])
    bench.values["hooks.done"] = ""
    assert bench.hooks.problems() == []  # nobody wants it any more


def test_a_crowd_of_them_is_never_more_than_a_few(bench: Bench, qtbot: QtBot) -> None:
    bench.script("done", f'echo x >> "{bench.out}"; exec sleep 600')
    bench.hooks.tell([record() for _ in range(AT_ONCE + 3)])
    assert "the ones before it still run" in bench.hooks.problems()[0]
    qtbot.waitUntil(lambda: bench.written() == "x\n" * AT_ONCE)


def test_the_end_of_the_program_ends_them(bench: Bench, qtbot: QtBot) -> None:
    bench.script("done", f'echo $$ > "{bench.out}"; exec sleep 600')
    bench.hooks.tell([record()])
    qtbot.waitUntil(lambda: bench.written().strip().isdigit())
    bench.hooks.close()
    assert not Path(f"/proc/{bench.written().strip()}").exists()
