"""`make bench`: everything the program costs, as a table, build/bench.json and build/bench.md.

    python -m benchmarks [--quick] [--only WORD ...]

Ends with 1 when a goal is not met.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import year
from benchmarks.bare import LIBRARIES
from benchmarks.lab import BUNDLE, ONE_FILE, Lab
from benchmarks.opening import STATES, WINDOW
from tests.desktop.virtual import ROOT, VirtualDesktop
from tests.e2e.life import Life

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PROMPT_MS, _WINDOW_MS = 100.0, 150.0
_FIGURE_PERCENT = 5.0
_YEAR_S = 0.3


@dataclass(frozen=True)
class Row:
    """One line of the table; `goal` is the most it may be, None where it is only told."""

    what: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool:
        return self.goal is None or self.value <= self.goal

    def cells(self) -> tuple[str, str, str]:
        goal = "" if self.goal is None else f"at most {self.goal:g}"
        mark = "" if self.goal is None else ("met" if self.met else "NOT MET")
        return f"{self.value:.2f} {self.unit}".strip(), goal, mark


@dataclass(frozen=True)
class Effort:
    """How often and how long: the whole, or `--quick`."""

    starts: int = 9
    memories: int = 3
    settle_s: float = 20.0
    rest_settle_s: float = 35.0  # threads that Qt needed at the start have gone by then
    rest_s: float = 60.0
    openings: int = 5
    figure_s: float = 20.0  # twice round the longest cycle


QUICK = Effort(starts=3, memories=1, openings=3, figure_s=10.0)


def registering(lab: Lab, effort: Effort) -> Iterator[Row]:
    """Until the tray has the icon."""
    took = lab.registered_ms(("bare", "program"), effort.starts)
    bare, ours = (statistics.median(took[name]) for name in ("bare", "program"))
    yield Row("tray item registered, bare icon", bare, "ms")
    yield Row("tray item registered, program", ours, "ms")
    yield Row("tray item registered, program : bare icon", ours / bare, "", 1.5)


def holding(lab: Lab, effort: Effort) -> Iterator[Row]:
    """Memory after settling."""
    held = {
        name: lab.memory_after(name, effort.settle_s, effort.memories)
        for name in ("bare", "libraries", "program")
    }
    words = {"bare": "bare icon", "libraries": "icon + libraries", "program": "program"}
    for name, found in held.items():
        for kind, value in asdict(found).items():
            yield Row(f"{kind.upper()}, {words[name]}", value, "MB")
    ours, bare, libraries = (held[name].rss for name in ("program", "bare", "libraries"))
    yield Row("RSS, program : icon + libraries", ours / libraries, "", 1.15)
    yield Row("RSS, program : bare icon", ours / bare, "")


def resting(lab: Lab, effort: Effort) -> Iterator[Row]:
    """Wake-ups while somebody sits."""
    for name, rest in lab.rest(effort.rest_settle_s, effort.rest_s).items():
        goal = 3.0 if name == "program" else None
        yield Row(f"wake-ups a minute, {name}", rest.wakes, "", goal)
        yield Row(f"context switches a minute, {name}", rest.switches, "")
        yield Row(f"processor, {name}", rest.cpu_s, "s an hour")


def opening(lab: Lab, effort: Effort) -> Iterator[Row]:
    """From the moment to the first frame; the goal is for the states a person meets first."""
    for name, states in STATES.items():
        limit = _PROMPT_MS if name in ("prompt", "toast") else _WINDOW_MS
        for state in states:
            command = [sys.executable, "-m", "benchmarks.opening", name, state]
            # An installed program has its bytecode; here the run that is thrown away makes it.
            env = {"QT_QPA_PLATFORM": "xcb", "PYTHONDONTWRITEBYTECODE": ""}
            runs = range(effort.openings + 1)
            took = [float(lab.desktop.run(command, env=env).stdout) for _ in runs]
            counts = states[:2] if states == WINDOW else states[:1]
            goal = limit if state in counts else None
            yield Row(f"first frame of {name}, {state}", statistics.median(took[1:]), "ms", goal)
            yield Row("... the least of them", min(took[1:]), "ms")


def figure(lab: Lab, effort: Effort) -> Iterator[Row]:
    """The moving figure in the guide's window."""
    command = [sys.executable, "-m", "benchmarks.figure", str(effort.figure_s)]
    said = lab.desktop.run(command, check=False, env={"QT_QPA_PLATFORM": "xcb"}, timeout_s=240)
    shares: dict[str, float] = {}
    frames: dict[str, float] = {}
    for line in said.stdout.splitlines():
        words = line.split()
        if "%" in words:
            shares[words[0]] = float(words[1])
        if "frames" in words:
            frames[words[0]] = float(words[words.index("frames") - 1])
    hidden = shares.pop("hidden")
    dearest = max(shares, key=lambda name: shares[name])
    yield Row(f"guide with moving figure, dearest ({dearest})", shares[dearest], "% of a core",
              _FIGURE_PERCENT)  # fmt: skip
    yield Row("... frames a second in its movements", frames[dearest], "")
    yield Row("... mean of those measured", statistics.mean(shares.values()), "% of a core")
    yield Row("guide, hidden", hidden, "% of a core", 0.1)


def thinking(_lab: Lab, _effort: Effort) -> Iterator[Row]:
    """A simulated year of the engine."""
    for way in year.WAYS:
        cost = year.measure(way)
        goal = _YEAR_S if way is year.WAYS[0] else None
        yield Row(f"a year of the engine, {way.words}", cost.seconds, "s", goal)
        yield Row("... looks at the clock", cost.looks, "")
        yield Row("... of these while a guide runs", cost.guide_looks, "")
        yield Row("... a look", cost.seconds / cost.looks * 1e6, "µs")


def packed(lab: Lab, effort: Effort) -> Iterator[Row]:
    """The self-contained program, where it has been made."""
    if not BUNDLE.is_dir():
        return
    size = sum(path.lstat().st_size for path in BUNDLE.rglob("*"))  # a link is no second library
    yield Row("self-contained program, on the disk", size / 1e6, "MB")
    took = lab.registered_ms(("program", "bundle"), effort.starts)
    ours, bundle = (statistics.median(took[name]) for name in ("program", "bundle"))
    yield Row("tray item registered, self-contained", bundle, "ms")
    yield Row("tray item registered, self-contained : checkout", bundle / ours, "", 1.5)
    held = lab.memory_after("bundle", effort.settle_s, effort.memories)
    yield Row("RSS, self-contained", held.rss, "MB")
    if ONE_FILE is None:
        return
    yield Row("one file", ONE_FILE.stat().st_size / 1e6, "MB")
    (first,) = lab.registered_ms(("one file",), 1, cold=True)["one file"]
    yield Row("tray item registered, one file, first start", first, "ms")
    later = statistics.median(lab.registered_ms(("one file",), effort.starts)["one file"])
    yield Row("tray item registered, one file, later", later, "ms")


PARTS: dict[str, Callable[[Lab, Effort], Iterator[Row]]] = {
    "year": thinking,
    "tray": registering,
    "windows": opening,
    "figure": figure,
    "memory": holding,
    "wakes": resting,
    "bundle": packed,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 when a goal is not met."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--only", nargs="*", choices=tuple(PARTS), default=tuple(PARTS))
    wanted = parser.parse_args(arguments)
    effort = QUICK if wanted.quick else Effort()
    rows: list[Row] = []
    with VirtualDesktop(dunst=True) as desktop:
        life = Life(desktop).start()
        life.stop()
        lab = Lab(desktop, life)
        for name in wanted.only:
            for row in PARTS[name](lab, effort):
                value, goal, mark = row.cells()
                print(f"{row.what:52} {value:>18}  {goal:14} {mark}", flush=True)
                rows.append(row)
    write(ROOT / "build", rows)
    return 0 if all(row.met for row in rows) else 1


def machine() -> str:
    """What it was measured on, as far as it matters."""
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {load:.1f}, Xvfb + openbox + lxqt-panel + dunst"
    )


def write(folder: Path, rows: Sequence[Row]) -> None:
    """The same as data and as a page."""
    folder.mkdir(exist_ok=True)
    data = {
        "machine": machine(),
        "libraries": LIBRARIES,
        "rows": [{**asdict(row), "met": row.met} for row in rows],
    }
    (folder / "bench.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    lines = ["| | measured | goal | |", "|---|---|---|---|"]
    lines += [f"| {row.what} | {' | '.join(row.cells())} |" for row in rows]
    text = "\n".join([machine(), "", *lines, ""])
    (folder / "bench.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
