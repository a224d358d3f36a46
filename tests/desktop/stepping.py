"""A child process for test_alarm: sets an alarm and a daily job, and says when each fires.

Runs under libfaketime, which moves the wall clock (CLOCK_REALTIME) under it while CLOCK_MONOTONIC
goes on; `time.monotonic` is what the printed moments are measured by.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QTimer

from lowback_tray.desktop.alarm import EngineAlarm, Scheduler
from lowback_tray.desktop.clock import SystemClock
from lowback_tray.desktop.heartbeat import Heartbeat


def main(in_s: float, daily_in_s: float, run_s: float) -> None:
    app = QCoreApplication([])
    clock = SystemClock(lambda: None)
    scheduler = Scheduler(clock)
    heart = Heartbeat(scheduler.look, every_s=0.5)
    heart.start()
    began = time.monotonic()

    def say(what: str) -> None:
        sys.stdout.write(f"{what} {time.monotonic() - began:.2f}\n")
        sys.stdout.flush()

    EngineAlarm(scheduler, lambda: say("alarm")).set(in_s)
    moment = (clock.now().wall + timedelta(seconds=daily_in_s)).time()
    scheduler.daily("backup", moment, lambda: say("daily"))
    QTimer.singleShot(round(run_s * 1000), app.quit)
    say("ready")
    app.exec()
    scheduler.close()
    heart.stop()


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
