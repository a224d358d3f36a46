"""One person's program on a virtual desktop: its own home, its own time, its own end.

    life = Life(desktop, rate=60, settings={"stand_up.interval_min": 15})
    life.start()
    life.reach("prompting")
    assert life.status()["prompt"]["kind"] == "stand-up"
    life.command("snooze", "5")

Every `Life` has a home and a runtime folder of its own, so many can follow each other on one
desktop. Their time runs `rate` times as fast from the moment the `Life` is made, also through
kills and restarts. What D-Bus and X take, and the 1.5 s for which the break window is deaf to
keys, stays in real time. Unless asked otherwise nobody counts as away: `away.after_min` is at
its largest, and `at_the_desk` lets somebody move the mouse.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lowback_tray.desktop.pipe import Reply, ask
from lowback_tray.errors import DesktopError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.desktop.processes import Child
    from tests.desktop.talk import TrayItem
    from tests.desktop.virtual import VirtualDesktop

T = TypeVar("T")

TODAY = "Lowback Tray — Today"
SETTINGS = "Lowback Tray — Settings"
PROGRAM = (sys.executable, "-m", "lowback_tray")
ACCENT = (0x2A, 0x75, 0x64)
"""The ground of the primary button in the light theme."""

_PATIENT = {"away.after_min": 60, "first_run.done": True, "appearance.theme": "light"}


class Life:
    """The program with its files.

    Args:
        desktop: where it lives.
        rate: how fast its time runs.
        settings: what its settings file says, on top of `_PATIENT`; None: no file at all.
        env: what its environment says on top of the desktop's.
        program: what starts it; the checkout unless a package is to be looked at.
        like: the home of another life that was killed; this one begins as its restart. The
            time between the two does not count: time begins anew with every `Life`.

    Attributes:
        home: its home folder.
        child: the process, None before the first start.
    """

    def __init__(
        self,
        desktop: VirtualDesktop,
        *,
        rate: float = 1.0,
        settings: Mapping[str, object] | None = {},
        env: Mapping[str, str] | None = None,
        like: Path | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.desktop = desktop
        self.program = program
        number = len(list(desktop.folder.glob("life*")))
        self.home = desktop.folder / f"life{number}"
        if like is not None:
            shutil.copytree(like, self.home, ignore=shutil.ignore_patterns("run"))
        self.runtime = self.home / "run"
        self.runtime.mkdir(parents=True, mode=0o700)
        self.env = {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "LOWBACK_TRAY_TIME_RATE": f"{rate}@{time.monotonic()}" if rate != 1 else "",
            **(env or {}),
        }
        self.child: Child | None = None
        self._inherited = _record_ids(self.history_file)
        if settings is not None and (settings or like is None):
            self.write_settings({**_PATIENT, **settings})

    # ---- its files

    @property
    def settings_file(self) -> Path:
        return self.home / ".config/lowback-tray/settings.toml"

    @property
    def history_file(self) -> Path:
        return self.home / ".local/share/lowback-tray/history.sqlite"

    @property
    def socket(self) -> Path:
        return self.runtime / "lowback-tray/socket"

    def write_settings(self, values: Mapping[str, object]) -> None:
        """What a person could write into the file."""
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        self.settings_file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    # ---- start and end

    def spawn(self, *words: str) -> Child:
        """Start a process of the program and do not wait for anything."""
        return self.desktop.spawn([*self.program, *words], name="lowback-tray", env=self.env)

    def start(self) -> Life:
        """Start the program and wait until it answers; the first time somebody is there."""
        if self.child is None:
            self.desktop.nudge()
        self.child = self.spawn()
        self.wait_for(self._up, 60, what="the program to answer")
        return self

    def _up(self) -> bool:
        assert self.child is not None
        assert self.child.running, f"it ended: {self.child.output()}"
        return self.answers()

    def crash_free(self) -> None:
        """Nothing of ours went wrong on the way."""
        assert "Traceback" not in self.log(), self.log()

    def answers(self) -> bool:
        """Whether a program listens behind the socket."""
        try:
            return ask(self.socket, ["settings", "path"], timeout=5) is not None
        except DesktopError:
            return False

    def kill(self) -> None:
        """As a power cut would (kill -9)."""
        assert self.child is not None
        self.child.kill()

    def end(self, number: int = signal.SIGTERM) -> float:
        """Ask it to end with a signal; returns how many seconds that took."""
        assert self.child is not None
        began = time.monotonic()
        os.kill(self.child.pid, number)
        self.child.wait(10)
        return time.monotonic() - began

    def stop(self) -> None:
        """End it however it is; harmless when it does not run."""
        if self.child is not None:
            self.child.stop()

    def restart(self) -> Life:
        """Kill it and start it again."""
        self.kill()
        return self.start()

    # ---- talking to it

    def run(self, *words: str, env: Mapping[str, str] | None = None) -> Answer:
        """A command as a person types it: a process of its own."""
        done = self.desktop.run(
            [*self.program, *words], check=False, env={**self.env, **(env or {})}
        )
        return Answer(done)

    def command(self, *words: str) -> Reply:
        """A command through the pipe, without the cost of a process."""
        reply = ask(self.socket, words, timeout=10)
        assert reply is not None, f"nobody runs: {self.log()}"
        return reply

    def status(self) -> dict[str, Any]:
        found = json.loads(self.command("status", "--json").out)
        assert isinstance(found, dict)
        return found

    def history(self) -> list[dict[str, Any]]:
        """What this life has written down (not the one that it is `like`)."""
        found = json.loads(self.command("history", "--days", "3", "--json").out)
        assert isinstance(found, list)
        return [record for record in found if record["id"] not in self._inherited]

    def kinds(self) -> list[str]:
        """What happened, in order, without the details."""
        return [record["kind"] for record in self.history()]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The details of the records of one kind."""
        return [record["details"] for record in self.history() if record["kind"] == kind]

    def until(
        self, fits: Callable[[dict[str, Any]], object], timeout_s: float = 30, *, what: str = ""
    ) -> dict[str, Any]:
        """The first status that fits."""
        last: list[dict[str, Any]] = []

        def look() -> dict[str, Any] | None:
            last[:] = [self.status()]
            return last[0] if fits(last[0]) else None

        try:
            return self.wait_for(look, timeout_s, what=what)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{json.dumps(last)}") from None

    def wait_for(
        self, question: Callable[[], T | None], timeout_s: float = 30, *, what: str = ""
    ) -> T:
        """As the desktop's, without the logs of everybody else."""
        ends = time.monotonic() + timeout_s
        while not (answer := question()):
            if time.monotonic() > ends:
                raise AssertionError(
                    f"waited {timeout_s} s in vain for {what or question}\n{self.log()}"
                )
            time.sleep(0.02)
        return answer

    def reach(self, phase: str, timeout_s: float = 30) -> dict[str, Any]:
        """The first status in a phase."""
        return self.until(lambda s: s["phase"] == phase, timeout_s, what=f"phase {phase}")

    def tray(self) -> TrayItem:
        """Its icon in the tray."""

        def mine() -> TrayItem | None:
            assert self.child is not None
            items = self.desktop.tray_items()
            return next((item for item in items if item.pid() == self.child.pid), None)

        return self.wait_for(mine, what="the tray icon")

    def log(self) -> str:
        return "" if self.child is None else self.child.output()

    # ---- the person

    @contextmanager
    def at_the_desk(self, every_s: float = 0.5) -> Iterator[Child]:
        """Somebody who moves the mouse now and then."""
        script = (
            f"while :; do xdotool mousemove_relative -- 1 0; sleep {every_s}; "
            f"xdotool mousemove_relative -- -1 0; sleep {every_s}; done"
        )
        person = self.desktop.spawn(["sh", "-c", script], name="person")
        try:
            yield person
        finally:
            person.kill()

    def windows(self, title: str = "Lowback Tray") -> list[int]:
        """Its visible windows with this title, oldest first."""
        return self.desktop.windows(f"^{title}$")

    def window(self, title: str = "Lowback Tray") -> int:
        """The one window with this title, once it is there."""
        return self.wait_for(lambda: self.windows(title), what=f"a window {title!r}")[0]

    def press_primary(self, window: int) -> None:
        """Click the middle of the primary button of a window, found by its colour."""
        x, y = self.wait_for(lambda: _primary(self.desktop, window), what="a primary button")
        self.desktop.xdotool("mousemove", "--window", window, x, y, "click", 1)


class Answer:
    """What a command process left behind."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    def __repr__(self) -> str:
        return f"Answer({self.code}, out={self.out!r}, err={self.err!r})"

    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, f"not one line: {self!r}"
        return lines[0]


def _record_ids(history: Path) -> set[str]:
    if not history.exists():
        return set()
    with closing(sqlite3.connect(history)) as store:
        return {identity for (identity,) in store.execute("SELECT id FROM record")}


def _primary(desktop: VirtualDesktop, window: int) -> tuple[int, int] | None:
    """The middle, within the window, of its lowest block of the accent colour."""
    ppm = desktop.folder / "look.ppm"
    desktop.run(["import", "-window", str(window), "-depth", "8", ppm])
    run = bytes(ACCENT) * 24  # wider than any line of the figure or mark
    found = [(y, row.find(run) // 3) for y, row in enumerate(_rows(ppm.read_bytes())) if run in row]
    if not found:
        return None
    bottom = found[-1][0]
    block = [(y, x) for y, x in found if bottom - y < 30]
    return min(x for _, x in block) + 12, (block[0][0] + bottom) // 2


def _rows(ppm: bytes) -> list[bytes]:
    """Each row's bytes of a binary PPM."""
    _magic, size, _depth, pixels = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    return [pixels[y * width * 3 : (y + 1) * width * 3] for y in range(height)]
