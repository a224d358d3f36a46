"""What the kernel says of a process: memory, wake-ups, processor time."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Memory:
    """In MB: resident, proportional share, private."""

    rss: float
    pss: float
    uss: float


def memory(pid: int) -> Memory:
    """What a process holds now."""
    found: dict[str, float] = {}
    for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]:
        name, _, size = line.partition(":")
        found[name] = int(size.split()[0]) / 1024
    private = found["Private_Clean"] + found["Private_Dirty"]
    return Memory(found["Rss"], found["Pss"], private)


def cpu_s(pid: int) -> float:
    """Seconds of processor time since its start (in steps of the kernel's tick)."""
    fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def switches(pid: int) -> int:
    """How often its threads have gone to sleep of their own accord."""
    total = 0
    for thread in (_PROC / str(pid) / "task").iterdir():
        try:
            text = (thread / "status").read_text()
        except OSError:  # it has just ended
            continue
        total += int(text.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return total


@dataclass(frozen=True)
class Rest:
    """How a process rested.

    Attributes:
        wakes: the moments at which it woke, per minute: sleeps of milliseconds within one
            errand (the X server answers a question, a panel fetches the icon) count once.
        switches: every voluntary context switch of every thread, per minute.
        cpu_s: processor seconds in an hour.
    """

    wakes: float
    switches: float
    cpu_s: float


_WITHIN_S = 0.1


def watch(pids: dict[str, int], seconds: float) -> dict[str, Rest]:
    """Look at some processes ten times a second, without touching them."""
    first = {name: switches(pid) for name, pid in pids.items()}
    used = {name: cpu_s(pid) for name, pid in pids.items()}
    last, wakes = dict(first), dict.fromkeys(pids, 0)
    stirred = dict.fromkeys(pids, False)
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        time.sleep(_WITHIN_S)
        for name, pid in pids.items():
            now = switches(pid)
            # One errand may lie across the border of two looks.
            wakes[name] += now != last[name] and not stirred[name]
            stirred[name] = now != last[name]
            last[name] = now
    minutes = (time.monotonic() - began) / 60
    return {
        name: Rest(
            wakes[name] / minutes,
            (last[name] - first[name]) / minutes,
            (cpu_s(pid) - used[name]) / minutes * 60,
        )
        for name, pid in pids.items()
    }
