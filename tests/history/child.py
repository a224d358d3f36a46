"""The other process of the crash tests: does one thing to a history until it is stopped.

Run as `python -m tests.history.child VERB PATH [NUMBER]`; prints one line a step.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from lowback_tray.errors import StoreError
from lowback_tray.history.opening import open_store
from tests.history.makers import NOON, record, stamp

_NOBODY = 65534
_PADDING = "x" * 2000  # several pages a commit, so that a kill can fall between them


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def commit(path: Path, _: int) -> None:
    """Count upwards, in the state and in the records, with stamps and backups between."""
    store, notices = open_store(path, NOON)
    saved = store.load()
    n = saved.state["n"] if saved else 0
    say("open", n, len(notices))
    while True:
        n += 1
        store.commit({"n": n, "padding": _PADDING}, stamp(n), [record(n=n, padding=_PADDING)])
        say(n)
        if n % 7 == 0:
            store.alive(stamp(n + 0.5))
        if n % 11 == 0:
            store.backup_if_due(NOON + timedelta(days=n))


def repair(path: Path, die_at: int) -> None:
    """Open a damaged history, dying just before the `die_at`-th sync or rename."""
    count = 0

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> None:
            nonlocal count
            count += 1
            if count == die_at:
                os._exit(9)
            real(*args)

        return call

    os.fsync = dying(os.fsync)
    os.rename = dying(os.rename)  # what pathlib calls
    os.replace = dying(os.replace)
    open_store(path, NOON)[0].close()
    say("whole", count)


def full(path: Path, _: int) -> None:
    """Commit until files may not grow any more, then again when they may."""
    store, _notices = open_store(path, NOON)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    n = 0
    try:
        while True:
            store.commit({"n": n + 1, "padding": _PADDING}, stamp(), [record(padding=_PADDING)])
            n += 1
    except StoreError as error:
        say(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    say(_refused(partial(store.backup_if_due, NOON)), _refused(partial(store.alive, stamp())))
    saved = store.load()
    say(n, saved.state["n"] if saved else 0, len(store.records()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.commit({"n": n + 1}, stamp(), [record()])
    store.backup_if_due(NOON)
    store.close()
    say("works again")


def _refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except StoreError:
        return True
    return False


def as_nobody(path: Path, _: int) -> None:
    """Open and commit as a user who may only read."""
    if os.geteuid() == 0:
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    try:
        store, _notices = open_store(path, NOON)
        store.commit({"n": 99}, stamp(), [record()])
    except StoreError as error:
        say(error)
    else:
        say("was written")


VERBS = {"commit": commit, "repair": repair, "full": full, "as_nobody": as_nobody}

if __name__ == "__main__":
    verb, path, number = (*sys.argv[1:], "0")[:3]
    VERBS[verb](Path(path), int(number))
