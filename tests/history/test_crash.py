"""Kills, cuts and flipped bytes: what is on the disk afterwards agrees with itself."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lowback_tray.history.opening import open_store
from lowback_tray.history.store import Store
from tests.history.makers import NOON, names, record, stamp

ROOT = Path(__file__).parents[2]
KILLS = 36


def child(verb: str, path: Path, number: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.history.child", verb, str(path), str(number)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def agreed_count(store: Store) -> int:
    """The counter that state and records share; fails where they disagree."""
    saved, records = store.load(), store.records()
    counted = [one.details["n"] for one in records]
    assert counted == list(range(1, len(records) + 1)), "none missing, none twice, none half"
    assert (saved.state["n"] if saved else 0) == len(records), "state and records agree"
    return len(records)


def test_kills_at_any_instant_leave_state_and_records_agreeing(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    rng = random.Random(20260304)
    acknowledged = 0
    for _ in range(KILLS):
        with child("commit", path) as process:
            assert process.stdout is not None
            word, count, notices = process.stdout.readline().split()
            assert (word, notices) == ("open", "0"), "a kill damages nothing"
            assert int(count) >= acknowledged, "what was committed is there"
            lines = [process.stdout.readline() for _ in range(rng.randrange(1, 25))]
            process.kill()
            lines += process.stdout.read().splitlines()
            acknowledged = int(lines[-1])
    store, notices_now = open_store(path, NOON)
    with closing(store):
        assert notices_now == ()
        assert agreed_count(store) >= acknowledged > KILLS
    leftovers = [name for name in names(tmp_path) if "damaged" in name or "restored" in name]
    assert leftovers == []


def test_a_repair_killed_at_any_step_is_finished_at_the_next_start(tmp_path: Path) -> None:
    origin = tmp_path / "origin" / "history.sqlite"
    make(origin, backup_after=50, total=80)
    open_store(origin, NOON)[0].close()  # folds the log in
    with origin.open("r+b") as file:
        file.seek(68)
        file.write(b"\0\0\0\0")  # not ours any more, but every record can be read
    broken = origin.read_bytes()
    for die_at in range(1, 50):
        folder = tmp_path / f"killed-{die_at}"
        shutil.copytree(origin.parent, folder)
        with child("repair", folder / "history.sqlite", die_at) as process:
            output, _ = process.communicate()
        store, _ = open_store(folder / "history.sqlite", NOON)
        with closing(store):
            assert agreed_count(store) == 80, f"killed before step {die_at}"
        kept = [name for name in names(folder) if "damaged" in name]
        contents = [(folder / name).read_bytes() for name in kept if "shm" not in name]
        assert [data for data in contents if data] == [broken]
        if output.startswith("whole"):
            assert die_at > 5, "there was something to kill"
            return
    pytest.fail("the repair never ended")


def make(path: Path, backup_after: int, total: int) -> None:
    """A history as a kill leaves it: file, log and shared memory."""
    work = path.parent.with_name(path.parent.name + "-work") / path.name
    store, _ = open_store(work, NOON)
    with closing(store):
        for n in range(1, total + 1):
            store.commit({"n": n}, stamp(n), [record(n=n, padding="x" * 200)])
            if n == backup_after:
                assert store.backup_if_due(NOON) is not None
        shutil.copytree(work.parent, path.parent)


def hurt(path: Path, rng: random.Random) -> str:
    """Cut a file somewhere or spoil some of its bytes."""
    size = path.stat().st_size
    offset = rng.randrange(size)
    with path.open("r+b") as file:
        if rng.random() < 0.4:
            file.truncate(offset)
            return f"{path.name} cut at {offset} of {size}"
        length = rng.choice([1, 2, 16, 512, 4096])
        file.seek(offset)
        file.write(rng.randbytes(min(length, size - offset)))
        return f"{path.name} spoiled at {offset} of {size}, {length} bytes"


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program that was killed after 60 commits, with a backup of 30."""
    folder = tmp_path_factory.mktemp("crashed") / "data"
    make(folder / "history.sqlite", backup_after=30, total=60)
    return folder


@pytest.mark.parametrize("seed", range(60))
def test_whatever_the_disk_spoils_the_program_starts_and_the_backup_is_safe(
    crashed: Path, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    path = tmp_path / "data" / "history.sqlite"
    shutil.copytree(crashed, path.parent)
    if seed % 3:  # folded into the file, as after a quiet end
        open_store(path, NOON)[0].close()
    victims = [path, *(one for one in path.parent.glob("history.sqlite-*") if one.stat().st_size)]
    what = hurt(rng.choice(victims), rng)
    whole = {name: (path.parent / name).stat().st_size for name in names(path.parent)}

    store, notices = open_store(path, NOON)
    with closing(store):
        found = [one.details["n"] for one in store.records()]
        saved = store.load()
        store.commit({"n": 61}, stamp(61), [record(n=61)])
        assert 61 in [one.details["n"] for one in store.records()], what
    assert found == sorted(set(found)), what  # type: ignore[type-var]
    assert saved is not None, what
    if notices:
        assert set(range(1, 31)) <= set(found), what
        kept_as = notices[0].kept_as
        assert kept_as is not None
        assert (path.parent / kept_as).stat().st_size == whole["history.sqlite"], what
    elif "-wal" in what or "-shm" in what:
        # A spoiled log ends where its first bad checksum is: an older, whole moment.
        assert found == list(range(1, max(30, len(found)) + 1)), what
        assert saved.state["n"] == len(found), what
