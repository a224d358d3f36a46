"""The program: everything built and wired, in the order that `become` tells."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import time as time_of_day
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from lowback_tray import i18n, paths, resources
from lowback_tray.app import display
from lowback_tray.app.asking import Asking
from lowback_tray.app.running import Running, Surroundings
from lowback_tray.app.sources import Sources
from lowback_tray.app.windows import Backstage, Windows
from lowback_tray.care.library import load
from lowback_tray.desktop import autostart
from lowback_tray.desktop.alarm import EngineAlarm, Scheduler
from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.clock import Lens, SystemClock
from lowback_tray.desktop.heartbeat import Heartbeat
from lowback_tray.desktop.lock import LockWatch
from lowback_tray.desktop.notify.actions import ButtonNotifier
from lowback_tray.desktop.notify.plain import PlainNotifier
from lowback_tray.desktop.notify.service import NotificationService
from lowback_tray.desktop.power import PowerWatch
from lowback_tray.desktop.presence import Presence
from lowback_tray.desktop.quitting import Quitting
from lowback_tray.desktop.trayhost import TrayHost
from lowback_tray.engine.events import Event
from lowback_tray.engine.runner import Ports, Runner
from lowback_tray.engine.status import Status
from lowback_tray.errors import LowbackError, StoreError
from lowback_tray.history.memory import MemoryJournal
from lowback_tray.history.opening import open_store
from lowback_tray.history.stored import History
from lowback_tray.settings.policy import policy_from

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library
    from lowback_tray.commands import Program as Reach
    from lowback_tray.desktop.instance import Instance
    from lowback_tray.desktop.pipe import Reply, Request
    from lowback_tray.ui.tray import Tray

_log = logging.getLogger(__name__)
_RATE = "LOWBACK_TRAY_TIME_RATE"  # a lens on time, for demonstrations and desktop tests
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
        self._faults: list[str] = []
        library = load()
        around = self._probe()
        self._history = self._open_history(around.clock)
        self.running = Running(
            library, around, self._history, self._open_window, self._adopted, app.quit
        )
        i18n.use(self.running.settings.values["language"])
        # What people see, built when first needed.
        self._windows = Windows(self._backstage(library))
        self._places = _Places(self, library, around)
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
            ),
            policy_from(self.running.settings.values), library, self._publish,
        )  # fmt: skip
        self.running.runner = self._runner
        self._tray.command.connect(self._tray_command)
        self._tray.opening.connect(self._refresh_tray)
        self._runner.launch()
        # What wakes it.
        self._sources = Sources(self._runner, around, self._tray, self._settled)
        self._heartbeat = Heartbeat(self._beat, rate)
        self._heartbeat.start()
        self._scheduler.daily("backup", _BACKUP_AT, self._back_up)
        self._quitting = Quitting(lambda name: app.quit())
        self._quitting.watch_session(app, self._runner.save)
        self._listen(instance)
        if not self.running.settings.values["first_run.done"]:
            self._windows.open_first_run()

    # ---- building

    def _probe(self) -> Surroundings:
        presence = Presence()
        lens = Lens.parse(os.environ.get(_RATE, ""))
        session, system = Bus("session"), Bus("system")
        return Surroundings(
            session=session,
            system=system,
            presence=presence,
            lock=LockWatch(system, session),
            power=PowerWatch(system),
            trayhost=TrayHost(session),
            notifications=NotificationService(session),
            clock=SystemClock(presence.idle_s, lens=lens),
            faults=self._faults,
        )

    def _open_history(self, clock: SystemClock) -> History:
        """The history, or, while the disk refuses, one in memory: said, and nothing overwritten."""
        try:
            store, notices = open_store(paths.history_file(), clock.now().wall, paths.backups())
        except StoreError as error:
            self._faults.append(str(error))
            return MemoryJournal()
        self._faults.extend(notice.text() for notice in notices)
        return store

    def _backstage(self, library: Library) -> Backstage:
        return Backstage(
            settings=self.running.settings,
            change=self.running.change_setting,
            reset=self.running.reset_setting,
            command=self._tray_command,
            post=self.post,
            status=self.running.status,
            history=self._history,
            library=lambda: library,
            autostart=autostart.for_this_system(),
            notices=self.running.problems,
        )

    def _listen(self, instance: Instance) -> None:
        try:
            instance.listen(self._reply)
        except LowbackError as error:
            self._faults.append(str(error))

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
        self.running.reread_settings()
        self._sources.refresh()
        self._runner.heartbeat()

    def _publish(self, status: Status) -> None:
        self._refresh_tray(status)
        self._windows.show_status(status)
        self._windows.refresh_history()
        self._sources_follow(status)

    def _sources_follow(self, status: Status) -> None:
        sources = getattr(self, "_sources", None)
        if sources is not None:
            sources.follow(status)

    def _refresh_tray(self, status: Status | None = None) -> None:
        problems = bool(self.running.problems())
        self._tray.show_status(status or self.running.status(), degraded=problems)

    def _adopted(self) -> None:
        """The settings changed: everything that shows them follows."""
        values = self.running.settings.values
        self._tray.retranslate()
        self._windows.show_values(values)
        self._windows.retranslate()
        self._places.adopt(values)

    def _open_window(self, name: str) -> None:
        """What `show` opens is what matters now: the open prompt or guide, else Today."""
        if name == "today" and self._places.activate():
            return
        self._windows.open(name)

    def _settled(self) -> None:
        """The desktop has answered for the first time: without a tray, Today opens by itself."""
        if self.running.surroundings()["tray"]["host"] is None:
            self._windows.open("today")
        self._refresh_tray()

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
        try:
            self._runner.save()
            self._history.close()
        except StoreError as error:
            print(f"lowback-tray: {error}", file=sys.stderr)  # noqa: T201 - the last word
        self._sources.close()
        self._quitting.close()
        self._tray.close()


class _Places:
    """Where prompts and guides appear: break window, notifications, toast."""

    def __init__(self, program: Program, library: Library, around: Surroundings) -> None:
        self._program, self._library, self._around = program, library, around
        self._window: Any = None
        self._toast: Any = None
        self.guide = _Late(lambda: self.window().guide)
        service = around.notifications
        self.asking = Asking(
            window=_Late(lambda: self.window().prompter, lambda: self._window is not None),
            toast=_Late(self.toast, lambda: self._toast is not None),
            service=service,
            buttons=ButtonNotifier(
                around.session, service, "Lowback Tray", "lowback-tray", _icon()
            ),
            plain=PlainNotifier(service if sys.platform == "linux" else None, "Lowback Tray"),
            wording=self._wording,
            post=program.post,
            places_windows=display.places_windows(),
        )

    def _steady(self) -> float:
        return self._around.clock.now().steady

    def _values(self) -> Any:
        return self._program.running.settings.values

    def window(self) -> Any:
        """The break window, made when first needed."""
        if self._window is None:
            from lowback_tray.ui.break_window.window import BreakWindow
            from lowback_tray.ui.figure.view import FigureView

            self._program._windows.dress()
            self._window = BreakWindow(
                self._library, self._program.post, self._steady, FigureView,
                rate=self._around.clock.rate, place=_place(self._values()),
            )  # fmt: skip
        return self._window

    def toast(self) -> Any:
        """Our own toast, made when first needed."""
        if self._toast is None:
            from lowback_tray.ui.figure.view import FigureView
            from lowback_tray.ui.toast import Toast

            self._program._windows.dress()
            self._toast = Toast(self._library, self._program.post, FigureView)
        return self._toast

    def _wording(self, prompt: Any) -> tuple[str, str]:
        from lowback_tray.ui.break_window import wording

        title = wording.prompt_title(prompt.kind)
        return title, wording.unglued(wording.plan_line(prompt.plan, self._library))

    def activate(self) -> bool:
        """Bring an open prompt or guide to the front; False when there is none."""
        if self._window is None or not self._window.is_open():
            return False
        self._window.activate()
        return True

    def adopt(self, values: Any) -> None:
        """The settings changed."""
        if self._window is not None:
            self._window.set_place(_place(values))
            self._window.retranslate()
        if self._toast is not None:
            self._toast.retranslate()


def _icon() -> str:
    """The icon beside notifications: the file, because nothing need be installed for that."""
    return (resources.folder("icons") / "lowback-tray-64.png").as_uri()


def _place(values: Any) -> Any:
    return "centre" if values["window.position"] == "centre" else "corner"


class _Late:
    """A port whose window is built at its first use, and not for the sake of closing it."""

    def __init__(self, make: Callable[[], Any], made: Callable[[], bool] = lambda: True) -> None:
        self._make, self._made = make, made

    def show(self, view: Any) -> None:
        """Show it."""
        self._make().show(view)

    def open(self, view: Any) -> None:
        """Open it."""
        self._make().open(view)

    def close(self, view: Any) -> None:
        """Close it."""
        self._make().close(view)

    def withdraw(self) -> None:
        """Take it back, if it was ever shown."""
        if self._made():
            self._make().withdraw()
