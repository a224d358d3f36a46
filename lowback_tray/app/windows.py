"""The windows that open when asked for: built late, kept right while open, given back after.

The waiting program has none of them, and neither the style sheet nor the widgets they need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lowback_tray import __version__, paths
from lowback_tray.app.backstage import Backstage
from lowback_tray.app.dressing import Dressing, icon
from lowback_tray.app.expecting import Expecting
from lowback_tray.app.tipping import DAYS_FOR_TIPS, Tips
from lowback_tray.engine.events import Signs
from lowback_tray.errors import LowbackError
from lowback_tray.history import stats
from lowback_tray.i18n import mark

if TYPE_CHECKING:
    from lowback_tray.app.window_places import WindowPlaces
    from lowback_tray.engine.status import Status
    from lowback_tray.history.stored import StoredRecord
    from lowback_tray.settings.values import Values
    from lowback_tray.ui.settings_window.general import General
    from lowback_tray.ui.today.window import TodayWindow


class Windows(QObject):
    """Today, settings, self-check, library, history, warning signs, first run.

    Attributes:
        expecting: loads what they need when somebody is about to open one.
    """

    def __init__(self, stage: Backstage) -> None:
        super().__init__()
        self._stage = stage
        self.expecting = Expecting(self.dress, stage.steady)
        self._dressing = Dressing(stage.appearance)
        self._places: WindowPlaces | None = None  # read with the first window
        self._tips = Tips(stage.post)
        self._offering = False
        self._windows: dict[str, Any] = {}
        self._makers: dict[str, Callable[[], Any]] = {
            "today": self._make_today,
            "settings": self._make_settings,
            "self-check": self._make_self_check,
            "library": self._make_library,
            "history": self._make_history,
            "warning-signs": self._make_signs,
            "why": self._make_why,
            "diagnostics": self._make_diagnostics,
            "about": self._make_about,
            "pause": self._make_pause,
        }

    # ---- opening and closing

    def dress(self) -> None:
        """Put the look on the application; needed before the first window is built."""
        if self._dressing.put_on(self._stage.settings.values):
            from lowback_tray.app.window_places import WindowPlaces
            from lowback_tray.ui import screens

            self._places = WindowPlaces(paths.window_places())
            screens.watch().stirring.connect(self._screens_stir)
            screens.watch().changed.connect(self._screens_changed)

    def _screens_stir(self) -> None:
        if self._places is not None:
            self._places.stirred(self._windows, self._makers)

    def _screens_changed(self) -> None:
        if self._places is not None:
            self._places.rescue(self._windows)

    def close(self) -> None:
        """The program ends: write down where the open windows are, and load nothing more."""
        self.expecting.close()
        if self._places is not None and self._windows:
            self._places.keep((n, w) for n, w in self._windows.items() if n in self._makers)

    def open(self, name: str, at: str | None = None) -> None:
        """Bring a window to the front; one that is closed is built.

        Args:
            name: of the window.
            at: in the settings, the key of the one to turn to.
        """
        self.dress()
        if name not in self._windows:
            self._windows[name] = self._makers[name]()
            self._windows[name].closed.connect(partial(self._closed, name))
            if self._places is not None:
                self._places.give(name, self._windows[name])
        if name == "today":
            self._windows[name].show_place(self._stage.settings.values["profile.place"])
            self.show_status(self._stage.status())
            self.refresh_history()
        if at is not None:
            self._windows[name].show_setting(at)
        _to_front(self._windows[name])
        self.expecting.window_opened()

    def _closed(self, name: str) -> None:
        window = self._windows.pop(name, None)
        if name == "settings":
            self._stage.show_trial(None)
        if window is not None:
            if self._places is not None and name in self._makers:
                self._places.keep([(name, window)])
            window.hide()
            window.deleteLater()

    def open_first_run(self) -> None:
        """The first page, once."""
        from lowback_tray.ui.first_run import FirstRun

        self.dress()
        page = FirstRun(
            self._stage.settings.values, self._stage.change, self._stage.autostart.enabled,
            self.set_autostart, self._stage.library().signs,
        )  # fmt: skip
        self._windows["first-run"] = page
        page.finished.connect(self._first_run_finished)
        page.show()

    def _first_run_finished(self) -> None:
        self._closed("first-run")
        self._stage.change("first_run.done", True)

    def open_today_without(self, host: Callable[[], object]) -> None:
        """Open Today by itself where there is no tray to live in; a first page comes before.

        Args:
            host: who shows the icon now; None: nobody.
        """
        first = self._windows.get("first-run")
        if first is not None:
            first.finished.connect(partial(self.open_today_without, host))
        elif host() is None:
            self.open("today")

    # ---- building

    def _make_today(self) -> QWidget:
        from lowback_tray.ui.safety.cards import Heeded
        from lowback_tray.ui.today.window import TodayWindow

        stage = self._stage
        heeded = Heeded(partial(self._kept, "profile.consult_read"), self._note_consult)
        return TodayWindow(
            stage.command, stage.post, stage.library, self._put_off_self_check, heeded
        )

    def _kept(self, key: str) -> frozenset[str]:
        return frozenset(self._stage.settings.values[key])

    def _note_consult(self, read: frozenset[str]) -> None:
        self._keep_quietly("profile.consult_read", read)

    def _keep_quietly(self, key: str, value: Any) -> None:
        """Keep what a window was told; a disk that refuses is told on Today."""
        try:
            self._stage.change(key, value)
        except LowbackError as error:
            if "today" in self._windows:
                self._windows["today"].show_notices([*self._stage.notices(), str(error)])

    def _put_off_self_check(self) -> None:
        self._keep_quietly("profile.check_put_off_on", self._today().isoformat())

    def _make_settings(self) -> QWidget:
        from lowback_tray.app import settings_extras
        from lowback_tray.settings.table import PAGES, SETTINGS
        from lowback_tray.ui.settings_window.window import SettingsWindow

        stage = self._stage
        return SettingsWindow(
            SETTINGS, dict(PAGES), stage.settings.values, stage.change, stage.reset,
            self._general(), settings_extras.extras(stage), stage.desk,
        )  # fmt: skip

    def _general(self) -> General:
        from lowback_tray.ui.settings_window.general import General

        return General(
            version=__version__,
            paths=(
                (mark("Settings file"), str(paths.settings_file())),
                (mark("History file"), str(paths.history_file())),
            ),
            autostart=self._stage.autostart.enabled,
            set_autostart=self.set_autostart,
        )

    def _make_self_check(self) -> QWidget:
        from lowback_tray.ui.self_check.window import SelfCheckWindow

        stage = self._stage
        return SelfCheckWindow(
            stage.library(), stage.settings.values, stage.change, stage.forget,
            self._today,
        )  # fmt: skip

    def _today(self) -> date:
        return self._stage.status().now.date()

    def _make_library(self) -> QWidget:
        from lowback_tray.ui.library_window.window import LibraryWindow

        stage = self._stage
        window = LibraryWindow(
            stage.library(), stage.settings.values, stage.change, stage.command, stage.steady
        )
        window.show_status(stage.status())
        return window

    def _make_history(self) -> QWidget:
        from lowback_tray.app.looking_back import LookingBack
        from lowback_tray.ui.history_window.window import HistoryWindow

        stage = self._stage
        return HistoryWindow(LookingBack(stage.history, stage.status, stage.library))

    def _make_why(self) -> QWidget:
        from lowback_tray.app import explaining

        window = explaining.window(self._stage.command)
        window.show_status(self._stage.status())
        window.show_decisions(explaining.lately(self._stage))
        return window

    def _make_diagnostics(self) -> QWidget:
        from lowback_tray.app import findings
        from lowback_tray.ui.diagnostics_window.window import DiagnosticsWindow

        doctor = self._stage.doctor
        return DiagnosticsWindow(
            lambda: findings.findings(doctor()), self._stage.ask_desktop,
            lambda: findings.facts(doctor()),
        )  # fmt: skip

    def _make_about(self) -> QWidget:
        from lowback_tray.app import made_of
        from lowback_tray.ui.about_window.window import AboutWindow

        return AboutWindow(__version__, made_of.parts, self._stage.library(), icon())

    def _make_signs(self) -> QWidget:
        from lowback_tray.ui.safety.signs_window import SignsWindow

        stage = self._stage
        return SignsWindow(
            stage.library().signs, self._tick_signs, stage.status().body.signs,
            self._kept("profile.signs_ticked"), partial(self._keep_quietly, "profile.signs_ticked"),
        )  # fmt: skip

    def _make_pause(self) -> QWidget:
        from lowback_tray.ui.pause_window import PauseWindow

        return PauseWindow(lambda: self._stage.status().now, self._stage.command)

    def _tick_signs(self, tier: Literal["emergency", "soon"] | None) -> None:
        self._stage.post(Signs(tier))

    def set_autostart(self, on: bool) -> None:
        """Switch start at login. Raises LowbackError."""
        (self._stage.autostart.enable if on else self._stage.autostart.disable)()

    # ---- keeping right

    def show_status(self, status: Status) -> None:
        """The present changed."""
        if "warning-signs" in self._windows:
            self._windows["warning-signs"].show_tier(status.body.signs)
        for name in ("library", "why"):
            if name in self._windows:
                self._windows[name].show_status(status)
        if "diagnostics" in self._windows:
            self._windows["diagnostics"].refresh()
        if "today" in self._windows:
            self._windows["today"].show_status(status)
            self._windows["today"].show_notices(self._stage.notices())

    def refresh_history(self) -> None:
        """Something was written down."""
        if "history" in self._windows:
            self._windows["history"].show_news()
        self._refresh_why()
        today = self._windows.get("today")
        if today is None or self._offering:
            return
        status = self._stage.status()
        day = status.now.date()
        try:
            records = self._stage.history.records(*stats.window(day, DAYS_FOR_TIPS))
        except LowbackError as error:
            today.show_notices([*self._stage.notices(), str(error)])
            return
        live = stats.LiveSitting.of(status)
        today.show_history(stats.week(records, day, 7, live) if records else ())
        today.show_feeling(status.body.rated)
        self._ask_for_self_check(today, day, min((one.day for one in records), default=day))
        if today.has_room_for_tip():  # one that is not seen would count as shown
            self._offer_tip(records, status, today)

    def _offer_tip(
        self, records: Sequence[StoredRecord], status: Status, today: TodayWindow
    ) -> None:
        """A tip that is shown is written down; nothing else is new on Today for that."""
        self._offering = True
        try:
            self._tips.offer(records, status, self._stage.library(), today)
        finally:
            self._offering = False

    def _refresh_why(self) -> None:
        if "why" in self._windows:
            from lowback_tray.app import explaining

            self._windows["why"].show_decisions(explaining.lately(self._stage))

    def _ask_for_self_check(self, window: TodayWindow, day: date, began: date) -> None:
        from lowback_tray.ui.today import checking

        values = self._stage.settings.values
        checked, put_off = (
            date.fromisoformat(values[key]) if values[key] else None
            for key in ("profile.checked_on", "profile.check_put_off_on")
        )
        window.show_self_check(checking.wish(day, checked, put_off, began))

    def show_values(self, values: Values) -> None:
        """The settings changed."""
        self._dressing.adopt(values)
        for name in ("settings", "first-run", "self-check", "library"):
            if name in self._windows:
                self._windows[name].show_values(values)
        if "today" in self._windows:
            self._windows["today"].show_place(values["profile.place"])
            self.refresh_history()

    def retranslate(self) -> None:
        """Say everything in the language now in force."""
        for window in self._windows.values():
            window.retranslate()
        self._refresh_why()  # decisions are told in the language they were read in


def _to_front(window: QWidget) -> None:
    """The person asked for it: it may have the keyboard."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()
