"""What the moving figure costs in the real break window, shown and hidden.

Run as `python -m benchmarks.figure [SECONDS] [--only WORD ...] [--all]` on a display (Xvfb is
one). A guide runs in the break window, ring, words, cue and all, and the share of one core that
the whole process takes is measured: the timers, the poses, the painting and what it takes to bring
the pixels to the X server. Each exercise starts with nothing kept from the one before. The goal
is at most 5 % of a core shown and nothing hidden; the exit code says whether it was met.

*Frames in motion* are the repaints a second while the pose changes; of those, the ones are left
out in which nothing would have moved by what an eye can see.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray.care.library import load
from lowback_tray.care.plan import Plan, PlanStep
from lowback_tray.care.pose import Performance
from lowback_tray.care.timeline import TimedSegment
from lowback_tray.ui.break_window.window import BreakWindow
from lowback_tray.ui.figure.view import FigureView
from lowback_tray.ui.theme import Themer
from tests.ui import samples

GOAL_PERCENT = 5.0
HIDDEN_GOAL_PERCENT = 0.1
STEP_S = 60.0
# The dearest of `--all`: most to fill on the stage, nearly always in motion; and a quiet one.
SHOWN = (
    "supine_heel_taps", "supine_knee_drops", "fours_bird_dog", "fours_cat_cow", "chair_twist",
    "stand_march_walk", "wall_calf",
)  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What was measured of one exercise."""

    percent: float
    moving_fps: float
    ms_a_frame: float

    def __str__(self) -> str:
        return (
            f"{self.percent:6.2f} % of a core, {self.moving_fps:4.1f} frames a second in motion, "
            f"{self.ms_a_frame:.2f} ms each with all around it"
        )


class CountingView(FigureView):
    """A figure that counts its repaints while it is in motion, and all of them."""

    painted = moving = 0

    def paintEvent(self, event: object) -> None:  # noqa: N802
        self.painted += 1
        self.moving += any(frame.segment.to_pose is not None for frame in self._now())
        super().paintEvent(event)  # type: ignore[arg-type]


def cpu() -> float:
    """Seconds of processor time this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def run_for(seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def moving_s(segments: tuple[TimedSegment, ...], start: float, end: float) -> float:
    """How long of an interval the pose changes."""
    return sum(
        max(0.0, min(end, part.start_s + part.seconds) - max(start, part.start_s))
        for part in segments
        if part.to_pose is not None
    )


class Guided:
    """A break window that leads through one exercise after the other."""

    def __init__(self) -> None:
        self.library = load()
        self._views: list[CountingView] = []
        self._window = BreakWindow(self.library, lambda _event: None, time.monotonic, self._stage)

    def _stage(self) -> CountingView:
        self._views.append(CountingView())
        return self._views[-1]

    def measure(self, name: str, seconds: float) -> Cost:
        """An exercise from its beginning, its first frame left out."""
        plan = Plan("bench", (PlanStep(name, int(STEP_S)),), standing=True)
        began = time.monotonic()
        self._window.guide.open(samples.guide(plan, 0, STEP_S, steady=began))
        run_for(0.3)
        view = self._views[0]
        view.painted = view.moving = 0
        start, busy = time.monotonic(), cpu()
        run_for(seconds)
        end, used = time.monotonic(), cpu() - busy
        segments = Performance(self.library.exercises[name], STEP_S).segments
        moved = moving_s(segments, start - began, end - began)
        return Cost(
            100 * used / (end - start),
            view.moving / moved if moved else 0.0,
            1000 * used / max(1, view.painted),
        )

    def hidden(self, seconds: float) -> float:
        """Percent of a core with the guide's window closed."""
        frame: QWidget | None = self._window.frame
        assert frame is not None, "measured after a guide"
        frame.hide()
        run_for(0.3)
        start, busy = time.monotonic(), cpu()
        run_for(seconds)
        return 100 * (cpu() - busy) / (time.monotonic() - start)


def main() -> int:
    """Measure and print; 0 when the goals are met."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=4.0)
    parser.add_argument("--only", nargs="*", default=[], help="words the exercises must contain")
    parser.add_argument("--all", action="store_true", help="every exercise of the library")
    wanted = parser.parse_args()
    app = QApplication([])
    themer = Themer(app, "light")
    guided = Guided()
    names = [*guided.library.exercises] if wanted.all or wanted.only else SHOWN
    print(f"the guide's window, {app.platformName()}, {wanted.seconds:g} s each")
    worst = 0.0
    for name in names:
        if not wanted.only or any(word in name for word in wanted.only):
            cost = guided.measure(name, wanted.seconds)
            worst = max(worst, cost.percent)
            print(f"  {name:24}{cost}", flush=True)
    hidden = guided.hidden(wanted.seconds)
    print(f"  {'hidden':24}{hidden:6.2f} % of a core")
    del themer
    return 0 if worst <= GOAL_PERCENT and hidden <= HIDDEN_GOAL_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
