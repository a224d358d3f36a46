"""The program: everything built and wired, in the order that `become` tells."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from datetime import time as time_of_day
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from lowback_tray import i18n, paths
from lowback_tray.app import setting_up
from lowback_tray.app.backstage import Backstage
from lowback_tray.app.bus_service import BusService
from lowback_tray.app.complaints import Complaints
from lowback_tray.app.cueing import Cueing
from lowback_tray.app.hooks import Hooks
from lowback_tray.app.keeping import Keeping
from lowback_tray.app.keys import Keys
from lowback_tray.app.places import Places
from lowback_tray.app.running import Running, Surroundings
from lowback_tray.app.sources import Sources, levels_matter
from lowback_tray.app.windows import Windows
from lowback_tray.care.library import load
from lowback_tray.desktop import autostart, lock_asked
from lowback_tray.desktop.alarm import EngineAlarm, Scheduler
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.clock import Lens, SystemClock
from lowback_tray.desktop.heartbeat import Heartbeat, stall_s
from lowback_tray.desktop.holds.inhibit import IGNORED
from lowback_tray.desktop.holds.sources import HoldSources
from lowback_tray.desktop.lock import LockWatch
from lowback_tray.desktop.media import Media
from lowback_tray.desktop.notify.service import NotificationService
from lowback_tray.desktop.power import PowerWatch
from lowback_tray.desktop.presence import Presence
from lowback_tray.desktop.quitting import Quitting
from lowback_tray.desktop.trayhost import TrayHost
from lowback_tray.engine.events import Event
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.engine.status import Status
from lowback_tray.errors import LowbackError, StoreError
from lowback_tray.settings.manners import HOLDS
from lowback_tray.settings.policy import policy_from

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library
    from lowback_tray.commands import Program as Reach
    from lowback_tray.desktop.appearance import Appearance
    from lowback_tray.desktop.instance import Instance
    from lowback_tray.desktop.pipe import Reply, Request
    from lowback_tray.engine.records import Record
    from lowback_tray.ui.tray import Tray
    from lowback_tray.ui.tray_menu import Setups

_log = logging.getLogger(__name__)
_RATE = "LOWBACK_TRAY_TIME_RATE"  # a lens on time, for demonstrations and desktop tests
# Asking every service each minute would wake a dozen processes for nothing.
_REREAD_EVERY = 5
_BACKUP_AT = time_of_day(12, 30)


class Program(QObject):
    """Builds and keeps everything; `close` takes it down again."""

    def __init__(
        self,
        app: QApplication,
        tray: Tray,
        instance: Instance,
        answer: Callable[[Reach, list[str]], Reply],
    ) -> None:
        super().__init__()
        self._app, self._tray, self._answer = app, tray, answer
        # What lies on the disk.
        self._complaints = Complaints(paths.ensure(paths.log_file().parent) / paths.log_file().name)
        self._faults: list[str] = []
        self._autostart = autostart.for_this_system()
        self._hooks = Hooks(lambda: self.running.settings.values)
        library, self._pack_problems = _content()
        around = self._probe()
        self._clock = around.clock
        self._history = self._open_history(around.clock)
        self.running = Running(
            library, around, self._history, self._open_window, self._adopted, app.quit
        )
        i18n.use(self.running.settings.values["language"])
        # What people see, built when first needed.
        self._windows = Windows(self._backstage(library))
        self._places = Places(
            self.post,
            self.running,
            self._windows.dress,
            partial(self._windows.open, "warning-signs"),
            library,
            around,
            self._tray_command,
        )
        # The engine.
        rate = around.clock.rate
        self._scheduler = Scheduler(around.clock, rate)
        self._runner = Runner(
            Ports(
                clock=around.clock,
                alarm=EngineAlarm(self._scheduler, self._look),
                prompter=self._places.asking,
                guide=self._places.guide,
                journal=self._history,
                teller=self._places.notices,
                card=self._places.card,
            ),
            policy_from(self.running.settings.values), library, self._publish,
            stall_s(rate), self._tell,
        )  # fmt: skip
        self.running.runner = self._runner
        if sys.platform not in ("win32", "darwin"):
            self.running.service = BusService(around.session, self.running, self.running.status)
        self._tray.command.connect(self._tray_command)
        self._tray.opening.connect(self._refresh_tray)
        self._tray.opening.connect(self._windows.expecting.menu_opens)
        around.trayhost.changed.connect(self._windows.expecting.host_changed)
        self._runner.launch()
        self._wake_up(instance, around)

    def _wake_up(self, instance: Instance, around: Surroundings) -> None:
        """Everything that wakes the engine from now on."""
        self._sources = Sources(self._runner, around, self._tray, self._settled)
        self._heed()
        self._sources.hold_is_old.connect(self._places.ask_about_hold)
        around.holds.refresh()
        self._beats = 0
        self._heartbeat = Heartbeat(self._beat, around.clock.rate)
        self._heartbeat.start()
        self._scheduler.daily("backup", _BACKUP_AT, self._back_up)
        self._quitting = Quitting(lambda name: self._app.quit())
        self._quitting.watch_session(self._app, self._runner.save)
        self._listen(instance)
        self._mend_autostart()
        if not self.running.settings.values["first_run.done"]:
            self._windows.open_first_run()

    # ---- building

    def _probe(self) -> Surroundings:
        lens = Lens.parse(os.environ.get(_RATE, ""))
        session, system = Bus("session"), Bus("system")
        presence = Presence(session=session, system=system)
        holds = HoldSources(session, system)
        return Surroundings(
            session=session,
            system=system,
            presence=presence,
            lock=lock_asked.of_system() or LockWatch(system, session),
            power=PowerWatch(system),
            trayhost=TrayHost(session),
            notifications=NotificationService(session),
            holds=holds,
            clock=SystemClock(presence.idle_s, lens=lens, playing=lambda: holds.playing),
            sound=Cueing(lambda: self.running.settings.values, lambda: self.running.status()),
            media=Media(session),
            keys=Keys(session, self._tray_command, lambda: self.running.status()),
            faults=self._all_faults,
            kept=self._kept,
        )

    def _open_history(self, clock: SystemClock) -> Keeping:
        def reading() -> tuple[datetime, float]:
            return clock.wall(), clock.steady()

        return Keeping(paths.history_file(), paths.backups(), reading)

    def _backstage(self, library: Library) -> Backstage:
        return Backstage(
            settings=self.running.settings,
            desk=setting_up.Desk(self.running.settings, self.running.adopt),
            change=self.running.change_setting,
            reset=self.running.reset_setting,
            command=self._tray_command,
            post=self.post,
            status=self.running.status,
            steady=self._steady,
            forget=self.running.forget_profile,
            history=self._history,
            library=lambda: library,
            own=self.running,
            autostart=self._autostart,
            notices=self.running.problems,
            doctor=self.running.doctor,
            ask_desktop=self._ask_desktop,
            show_trial=self._show_trial,
            hear=self.running.hear,
            unheard=self.running.around.sound.unheard,
            appearance=self._appearance,
        )

    def _appearance(self) -> Appearance | None:
        """How the desktop wants things to look, where a bus can tell."""
        if sys.platform in ("win32", "darwin"):
            return None  # Qt follows those
        from lowback_tray.desktop.appearance import Appearance

        return Appearance(self.running.around.session)

    def _show_trial(self, what: str | None) -> str:
        """Show a trial, and say why not where it cannot be; None ends what is shown."""
        if what is None:
            self._places.end_trial()
            return ""
        return self._places.trial(self.running.status).show(what)

    def _ask_desktop(self) -> None:
        """Ask everybody afresh what they offer; the answers come by themselves."""
        self._sources.reread()

    def _steady(self) -> float:
        return self._clock.steady()

    def _listen(self, instance: Instance) -> None:
        try:
            instance.listen(self._reply)
        except LowbackError as error:
            self._faults.append(str(error))

    def _kept(self) -> dict[str, Any]:
        """How it stands with what lies on the disk, as plain data for `doctor`."""
        history = {"problem": self._history.problem, "notices": list(self._history.notices)}
        return {"history": history, "packs": {"problems": list(self._pack_problems)}}

    def _mend_autostart(self) -> None:
        """An entry that starts a program which is gone was meant for this one."""
        try:
            said = autostart.mend(self._autostart)
        except LowbackError as error:
            said = str(error)
        if said is not None:
            self._faults.append(said)

    def _all_faults(self) -> list[str]:
        """What went wrong so far, and what still is."""
        said = (self._history.problem, self._complaints.problem())
        return [
            *self._faults,
            *self._pack_problems,
            *self._history.notices,
            *self._hooks.problems(),
            *(one for one in said if one),
        ]

    # ---- what happens

    def post(self, event: Event) -> None:
        """An answer given in a window or a notification; one that came too late is dropped."""
        try:
            self._runner.post(event)
        except LowbackError as error:
            _log.info("%s: %s", type(event).__name__, error)

    def _reply(self, request: Request) -> Reply:
        return self._answer(self.running, request.command)

    def _tray_command(self, name: str, arguments: tuple[str, ...]) -> None:
        reply = self._answer(self.running, [name, *arguments])
        if reply.err:
            _log.info("%s: %s", name, reply.err)

    def _look(self) -> None:
        self._runner.look()

    def _beat(self) -> None:
        self._scheduler.look()
        self._history.retry()
        self.running.reread_settings()
        self._drop_past_quiet()
        self._beats += 1
        if self._beats % _REREAD_EVERY == 0 or levels_matter(self._runner.status()):
            self._sources.reread()
        self._runner.heartbeat()

    def _tell(self, records: Sequence[Record]) -> None:
        """What was written down has taken effect."""
        self._hooks.tell(records)
        if self.running.service is not None:
            self.running.service.tell(records)

    def _drop_past_quiet(self) -> None:
        try:
            self.running.drop_past_quiet()
        except LowbackError as error:  # a settings file that cannot be written now; next minute
            _log.info("quiet.times: %s", error)

    def _publish(self, status: Status) -> None:
        self._refresh_tray(status)
        self._places.give_way(status)
        self._windows.show_status(status)
        self._windows.refresh_history()
        self._places.expect(status)
        if self.running.service is not None:
            self.running.service.show_status(status)
        self._sources_follow(status)

    def _sources_follow(self, status: Status) -> None:
        sources = getattr(self, "_sources", None)
        if sources is not None:
            sources.follow(status)

    def _refresh_tray(self, status: Status | None = None) -> None:
        problems = bool(self.running.problems())
        place = self.running.settings.values["profile.place"]
        status = status or self.running.status()
        unseen = [self.running.library().exercises[name] for name in status.unseen]
        self._tray.show_status(
            status, degraded=problems, place=place, unseen=unseen,
            routines=self.running.library().routines, setups=self._setups(),
        )  # fmt: skip

    def _setups(self) -> Setups | None:
        """Those to choose from, for the menu."""
        settings = self.running.settings
        if not settings.setups:
            return None
        from lowback_tray.ui.tray_menu import Setups

        return Setups(tuple(settings.setups), settings.base["setup.use"], settings.setup)

    def _adopted(self) -> None:
        """The settings changed: everything that shows them follows."""
        values = self.running.settings.values
        self._refresh_tray()
        self._windows.show_values(values)
        self._windows.retranslate()
        self._places.adopt(values)
        self._heed()

    def _heed(self) -> None:
        """Which of the desktop's reasons count, which keys, and how the icon looks."""
        values = self.running.settings.values
        holds = self.running.around.holds
        self.running.around.keys.adopt(values)
        self._tray.set_style(values["tray.icon"])
        holds.set_programs(values["holds.programs"])
        holds.set_ignored({*IGNORED, *values["holds.ignored"]})
        wanted = {name for name in HOLDS if values[f"holds.{name}"]}
        holds.set_enabled({*wanted, *(("program",) if values["holds.programs"] else ())})

    def _open_window(self, name: str, at: str | None = None) -> None:
        """What `show` opens is what matters now: the open prompt or guide, else Today."""
        if name == "today" and self._places.activate():
            return
        self._windows.open(name, at)

    def _settled(self) -> None:
        """The desktop has answered for the first time: without a tray, Today opens by itself."""
        self._windows.open_today_without(lambda: self.running.surroundings()["tray"]["host"])
        self._refresh_tray()
        self._back_up()  # whoever is never at the desk at noon has a backup of the day too

    def _back_up(self) -> None:
        try:
            self._history.backup_if_due(self._runner.status().now)
        except StoreError as error:
            self._faults.append(str(error))

    # ---- the end

    def close(self) -> None:
        """Write the state and take everything down."""
        self._heartbeat.stop()
        self._scheduler.close()
        self._windows.close()
        try:
            self._runner.save()
            self._history.close()
        except StoreError as error:
            print(f"lowback-tray: {error}", file=sys.stderr)  # noqa: T201 - the last word
        self.running.around.sound.close()
        self.running.around.keys.close()
        self._hooks.close()
        self._places.close()
        self._sources.close()
        self._quitting.close()
        self._tray.close()
        self._complaints.close()


def _content() -> tuple[Library, list[str]]:
    """All content, and what is wrong with packs that had to be left out."""
    if not paths.packs().is_dir():
        return load(), []
    from lowback_tray.app.packs import with_packs

    return with_packs(load(), paths.packs())
