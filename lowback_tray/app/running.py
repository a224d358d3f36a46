"""The running program, as commands and windows see it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from lowback_tray import __version__, i18n
from lowback_tray.app.bus_service import BusService
from lowback_tray.app.cueing import Cueing
from lowback_tray.app.keys import Keys
from lowback_tray.app.shelf import Shelf, records_since
from lowback_tray.care.exercise import Library
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.clock import SystemClock
from lowback_tray.desktop.holds.sources import HoldSources
from lowback_tray.desktop.lock import LockWatch
from lowback_tray.desktop.lock_asked import AskedLock
from lowback_tray.desktop.media import Media
from lowback_tray.desktop.notify.service import NotificationService
from lowback_tray.desktop.power import PowerWatch
from lowback_tray.desktop.presence import Presence
from lowback_tray.desktop.trayhost import TrayHost
from lowback_tray.engine.events import Event
from lowback_tray.engine.preview import Planned
from lowback_tray.engine.runner import Runner
from lowback_tray.engine.status import Status
from lowback_tray.history.stored import History, StoredRecord
from lowback_tray.i18n import tr
from lowback_tray.settings.policy import policy_from
from lowback_tray.settings.quiet import remaining
from lowback_tray.settings.you import KEYS, PRIVATE


@dataclass
class Surroundings:
    """What the program found around it."""

    session: Bus
    system: Bus
    presence: Presence
    lock: LockWatch | AskedLock
    power: PowerWatch
    trayhost: TrayHost
    notifications: NotificationService
    holds: HoldSources
    clock: SystemClock
    sound: Cueing
    media: Media
    keys: Keys
    icon_shown: bool | None = None
    faults: Callable[[], list[str]] = list
    kept: Callable[[], dict[str, Any]] = dict

    def tray_host(self) -> str | None:
        """Who shows tray icons: "StatusNotifier", "XEmbed", or nobody."""
        if self.trayhost.host is not None:
            return self.trayhost.host
        return "XEmbed" if QSystemTrayIcon.isSystemTrayAvailable() else None


class Running(Shelf):
    """A `commands.Program` over the engine that runs in this process.

    Args:
        library: all content.
        around: the desktop.
        history: what happened.
        runner: the engine.
        show: opens a window.
        adopted: told after every change of the settings.
        leave: ends the program.
    """

    def __init__(
        self,
        library: Library,
        around: Surroundings,
        history: History,
        show: Callable[[str, str | None], None],
        adopted: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(around.clock.wall)
        self._library = library
        self.around = around
        self._history = history
        self._show = show
        self._adopted = adopted
        self._leave = leave
        self.runner: Runner | None = None
        self.service: BusService | None = None  # where there is a bus to be found on

    # ---- the engine

    def engine(self) -> Runner:
        """The engine; it is there before any command can be."""
        assert self.runner is not None
        return self.runner

    def post(self, event: Event) -> None:
        """Hand a wish to the engine. Raises Refused."""
        self.engine().post(event)

    def status(self) -> Status:
        """The present."""
        return self.engine().status()

    # ---- what is around

    def surroundings(self) -> dict[str, Any]:
        """What `status` adds about the desktop."""
        around = self.around
        idle = around.clock.now().idle_s
        return {
            "presence": {
                "source": around.presence.source,
                "known": around.presence.known,
                "idle_s": None if idle is None else round(idle, 1),
                "locked": around.lock.is_locked,
            },
            "tray": {"shown": bool(around.icon_shown), "host": around.tray_host()},
            "problems": self.problems(),
            "pid": os.getpid(),
            "version": __version__,
        }

    def problems(self) -> list[str]:
        """Everything that is degraded now, as sentences."""
        around = self.around
        found = [*around.faults(), *(str(problem) for problem in self.settings.problems)]
        if self.runner is not None:
            said = (self.runner.launch_problem, self.runner.problem)
            found.extend(problem for problem in said if problem)
        if around.trayhost.asked and around.tray_host() is None:
            found.append(tr("No tray host was found: use the Today window and the commands"))
        found.extend(around.sound.problems())
        found.extend(around.keys.problems())
        if not around.presence.known:
            found.append(
                tr("Nobody can tell when you are away; time at the desk goes by the clock")
            )
        return found

    def doctor(self) -> dict[str, Any]:
        """What was detected, what is degraded and why."""
        around = self.around
        return {
            "running": True,
            "pid": os.getpid(),
            **self.facts(),
            "problems": self.problems(),
            "tray": {
                **around.trayhost.describe(),
                "host": around.tray_host(),
                "shown": around.icon_shown,
            },
            "notifications": around.notifications.describe(),
            "presence": around.presence.describe(),
            "lock": around.lock.describe(),
            "holds": around.holds.describe(),
            "power": around.power.describe(),
            "session_bus": around.session.describe(),
            "system_bus": around.system.describe(),
            "sound": around.sound.describe(),
            "media": {
                "enabled": self.settings.values["stand_up.pause_media"],
                **around.media.describe(),
                "problem": around.session.problem,
            },
            "shortcuts": around.keys.describe(),
            **around.kept(),
            "bus_service": self.service.describe() if self.service is not None else None,
            "time_rate": around.clock.rate,
        }

    def preview(self, begin: datetime | None, end: datetime) -> tuple[Planned, ...]:
        """The prompts until `end`: from now as the clocks stand, or of another day."""
        if begin is None:
            return self.engine().preview(end)
        return super().preview(begin, end)

    # ---- what is kept

    def library(self) -> Library:
        """All content."""
        return self._library

    def history(self, since: datetime | None) -> Sequence[StoredRecord]:
        """The records since a moment."""
        return records_since(self._history, since)

    def change_setting(self, key: str, value: object, setup: str | None = None) -> None:
        """Set one from a typed value, in the setup in use or another. Raises SettingsError."""
        self.settings.set(key, value, setup)
        self.adopt()

    def set_setting(self, key: str, value: str) -> str:
        """Set one from text. Raises SettingsError."""
        text = super().set_setting(key, value)
        self.adopt()
        return text

    def reset_setting(self, key: str | None, setup: str | None = None) -> None:
        """Back to the default, in a setup to the usual value. Raises SettingsError."""
        self.settings.reset(key, setup)
        self.adopt()

    @contextmanager
    def log(self) -> Iterator[History]:
        """The history that this process keeps."""
        yield self._history

    def start_afresh(self) -> None:
        """The engine begins as one that has never run. Raises Refused."""
        self.engine().forget()

    def forget_profile(self) -> None:
        """Delete everything the self-check was told. Raises SettingsError."""
        self.settings.forget(key for key in KEYS if key.startswith(PRIVATE))
        self.adopt()

    def reread_settings(self) -> None:
        """Take over what somebody changed in the file itself, or whose time has come."""
        if self.settings.changed_on_disk():
            self.settings.refresh()
            self.adopt()
        elif self.settings.follow_clock():
            self.adopt()

    def drop_past_quiet(self) -> None:
        """Planned quiet times that are over for good vanish by themselves."""
        planned = self.settings.values["quiet.times"]
        kept = remaining(planned, self.around.clock.wall())
        if kept != planned:
            self.change_setting("quiet.times", kept)

    def adopt(self) -> None:
        """Put the settings in force everywhere."""
        i18n.use(self.settings.values["language"])
        self.engine().adopt(policy_from(self.settings.values))
        self._adopted()

    def listen(self) -> str:
        """Let the chime and the voice be heard, whatever is switched on."""
        self.around.sound.listen(tr("This is how the steps sound."))
        return tr("You should hear a chime, and then a voice")

    def hear(self, what: str) -> None:
        """Let one chime, or the voice, be heard."""
        self.around.sound.hear(what, tr("This is how the steps sound."))

    # ---- windows and the end

    def open_window(self, name: str, at: str | None = None) -> None:
        """Bring a window to the front, turned to `at` where one is given."""
        self._show(name, at)

    def quit(self) -> None:
        """End the program once the answer is out."""
        QTimer.singleShot(100, self._leave)
