"""Child processes that surely end.

Each child leads its own process group and dies with the process that started it. What leaves
its group (services that a bus activates, programs that daemonize) still carries our mark in
its environment, so `sweep` ends exactly what came from us and nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

MARK = "LOWBACK_TRAY_VIRTUAL"
"""The environment variable that names the virtual desktop a process belongs to."""

# A child must not outlive a killed test run. The kernel ties it to the *thread* that started
# it, so start children from the main thread.
_TIED = [tied, "--pdeathsig", "KILL", "--"] if (tied := shutil.which("setpriv")) else []


@dataclass
class Child:
    """A running child and where its output goes.

    Attributes:
        name: the name of its log.
        process: its handle; its id is also the id of its process group.
        log: standard output and standard error.
    """

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def output(self) -> str:
        """Everything it has said so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def signal(self, number: int) -> None:
        """Send a signal to its group (SIGSTOP makes a hung service of it)."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def wait(self, timeout_s: float) -> int:
        """Its exit status, once it has ended by itself."""
        return self.process.wait(timeout_s)

    def stop(self, grace_s: float = 2.0) -> int:
        """Ask it to end, make it end, return its exit status."""
        if self.running:
            self.signal(signal.SIGTERM)
            self.signal(signal.SIGCONT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(grace_s)
        self.kill()
        return self.process.returncode

    def kill(self) -> None:
        """End it, and what is left of its group, at once."""
        self.signal(signal.SIGKILL)
        self.process.wait(5)


class VirtualDesktopError(AssertionError):
    """The virtual desktop could not be set up, or did not do what was waited for."""


@dataclass
class Nursery:
    """Runs programs in one environment and ends them all, youngest first.

    Attributes:
        folder: where their logs go.
        env: the environment they start with.
        cwd: the folder they start in.
    """

    folder: Path
    env: dict[str, str]
    cwd: Path
    children: list[Child] = field(default_factory=list)

    def spawn(
        self,
        command: Sequence[str | Path],
        *,
        name: str = "",
        env: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> Child:
        """Start a program and leave it running; `env` adds to the environment."""
        name = name or Path(command[0]).name
        log = self.folder / f"{len(self.children):02d}-{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*_TIED, *map(str, command)],
                env={**self.env, **(env or {})},
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=tuple(pass_fds),
            )
        child = Child(name, process, log)
        self.children.append(child)
        return child

    def run(
        self,
        command: Sequence[str | Path],
        *,
        timeout_s: float = 30.0,
        check: bool = True,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end.

        Raises:
            VirtualDesktopError: it failed and `check` is true.
        """
        done = subprocess.run(
            list(map(str, command)),
            env={**self.env, **(env or {})},
            cwd=self.cwd,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        if check and done.returncode:
            raise VirtualDesktopError(f"{command} ended with {done.returncode}: {done.stderr}")
        return done

    def wait_for(
        self, question: Callable[[], T | None], timeout_s: float = 30.0, *, what: str = ""
    ) -> T:
        """Ask until the answer is something true, and return it.

        Raises:
            VirtualDesktopError: not within the time; the message carries the logs.
        """
        ends = time.monotonic() + timeout_s
        while not (answer := question()):
            if time.monotonic() > ends:
                raise VirtualDesktopError(
                    f"waited {timeout_s} s in vain for {what or question}\n{self.logs()}"
                )
            time.sleep(0.03)
        return answer

    def logs(self) -> str:
        """What every program here has said, for the report of a failed test."""
        said = ((child.log.name, child.output().strip()) for child in self.children)
        return "\n".join(f"--- {name}\n{text}" for name, text in said if text)

    def end(self) -> None:
        """End every child and everything that came from one."""
        for child in reversed(self.children):
            child.stop()
        sweep(self.env[MARK])


def sweep(mark: str) -> list[int]:
    """Kill every process that carries the mark; return the ids of those it found."""
    found: list[int] = []
    for _ in range(20):
        alive = marked(mark)
        if not alive:
            break
        found.extend(pid for pid in alive if pid not in found)
        for pid in alive:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    return found


def marked(mark: str) -> list[int]:
    """The processes (zombies aside) whose environment says they belong to this desktop."""
    wanted = f"{MARK}={mark}".encode()
    own = os.getpid()
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and int(entry.name) != own and wanted in _environment(entry)
    ]


def _environment(process: Path) -> list[bytes]:
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or somebody else's
        return []
