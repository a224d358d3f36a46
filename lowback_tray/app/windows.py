"""The windows that open when asked for: built late, kept right while open, given back after.

The waiting program has none of them, and neither the style sheet nor the widgets they need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from lowback_tray import __version__, paths, resources
from lowback_tray.engine.events import Signs
from lowback_tray.engine.records import Fact
from lowback_tray.errors import LowbackError
from lowback_tray.history import stats
from lowback_tray.i18n import mark

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library
    from lowback_tray.desktop.autostart import Autostart
    from lowback_tray.engine.events import Event
    from lowback_tray.engine.status import Status
    from lowback_tray.history.stored import History
    from lowback_tray.settings.file import SettingsFile
    from lowback_tray.settings.values import Values
    from lowback_tray.ui.first_run import FirstRun
    from lowback_tray.ui.safety.signs_window import SignsWindow
    from lowback_tray.ui.settings_window.window import SettingsWindow
    from lowback_tray.ui.theme import Themer
    from lowback_tray.ui.today.window import TodayWindow


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the windows show and change.

    Attributes:
        settings: the file, for its values.
        change: sets one setting everywhere it matters.
        reset: takes one back to its default.
        command: carries out a command of the table.
        post: hands an event to the engine.
        status: the present.
        history: what happened.
        library: all content.
        autostart: start at login.
        notices: what the person should know about.
    """

    settings: SettingsFile
    change: Callable[[str, Any], None]
    reset: Callable[[str], None]
    command: Callable[[str, tuple[str, ...]], None]
    post: Callable[[Event], None]
    status: Callable[[], Status]
    history: History
    library: Callable[[], Library]
    autostart: Autostart
    notices: Callable[[], Sequence[str]]


class Windows(QObject):
    """Today, settings, first run and the warning signs."""

    def __init__(self, stage: Backstage) -> None:
        super().__init__()
        self._stage = stage
        self._themer: Themer | None = None
        self._today: TodayWindow | None = None
        self._settings: SettingsWindow | None = None
        self._first_run: FirstRun | None = None
        self._signs: SignsWindow | None = None

    # ---- opening

    def dress(self) -> None:
        """Put the look on the application; needed before the first window is built."""
        from lowback_tray.ui.theme import Themer

        if self._themer is None:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.setWindowIcon(_icon())
            self._themer = Themer(app, **_appearance(self._stage.settings.values))
            self._themer.changed.connect(self._look_changed)

    def open(self, name: str) -> None:
        """Bring a window to the front: "today", "settings" or "warning-signs"."""
        self.dress()
        opened = {"today": self._open_today, "settings": self._open_settings,
                  "warning-signs": self._open_signs}[name]()  # fmt: skip
        _to_front(opened)

    def _open_today(self) -> QWidget:
        from lowback_tray.ui.today.window import TodayWindow

        if self._today is None:
            stage = self._stage
            self._today = TodayWindow(stage.command, stage.post, stage.library)
            self._today.closed.connect(self._today_closed)
        self.show_status(self._stage.status())
        self.refresh_history()
        return self._today

    def _open_settings(self) -> QWidget:
        from lowback_tray.settings.table import PAGES, SETTINGS
        from lowback_tray.ui.settings_window.window import SettingsWindow

        if self._settings is None:
            self._settings = SettingsWindow(
                SETTINGS, dict(PAGES), self._stage.settings.values, self._stage.change,
                self._stage.reset, self._general(),
            )  # fmt: skip
            self._settings.closed.connect(self._settings_closed)
        return self._settings

    def _general(self) -> Any:
        from lowback_tray.ui.settings_window import general

        return general.General(
            version=__version__,
            paths=(
                (mark("Settings file"), str(paths.settings_file())),
                (mark("History file"), str(paths.history_file())),
            ),
            autostart=self._stage.autostart.enabled,
            set_autostart=self.set_autostart,
        )

    def _open_signs(self) -> QWidget:
        from lowback_tray.ui.safety.signs_window import SignsWindow

        if self._signs is None:
            stage = self._stage
            self._signs = SignsWindow(
                stage.library().signs,
                lambda tier: stage.post(Signs(tier)),
                stage.status().body.signs,
            )
            self._signs.closed.connect(self._signs_closed)
        return self._signs

    def open_first_run(self) -> None:
        """The first page, once."""
        from lowback_tray.ui.first_run import FirstRun

        self.dress()
        self._first_run = FirstRun(
            self._stage.settings.values, self._stage.change, self._stage.autostart.enabled,
            self.set_autostart, self._stage.library().signs,
        )  # fmt: skip
        self._first_run.finished.connect(self._first_run_finished)
        self._first_run.show()

    def set_autostart(self, on: bool) -> None:
        """Switch start at login. Raises LowbackError."""
        (self._stage.autostart.enable if on else self._stage.autostart.disable)()

    # ---- closing

    def _today_closed(self) -> None:
        _give_back(self._today)
        self._today = None

    def _settings_closed(self) -> None:
        _give_back(self._settings)
        self._settings = None

    def _signs_closed(self) -> None:
        _give_back(self._signs)
        self._signs = None

    def _first_run_finished(self) -> None:
        _give_back(self._first_run)
        self._first_run = None
        self._stage.change("first_run.done", True)

    # ---- keeping right

    def show_status(self, status: Status) -> None:
        """The present changed."""
        if self._signs is not None:
            self._signs.show_tier(status.body.signs)
        if self._today is not None:
            self._today.show_status(status)
            self._today.show_notices(self._stage.notices())

    def refresh_history(self) -> None:
        """Something was written down."""
        if self._today is None:
            return
        status = self._stage.status()
        try:
            since, until = stats.window(status.now.date())
            records = self._stage.history.records(since, until)
        except LowbackError as error:
            self._today.show_notices([*self._stage.notices(), str(error)])
            return
        live = None
        if status.phase != "away":
            live = stats.LiveSitting(status.now, status.sitting_s)
        self._today.show_history(stats.week(records, status.now.date(), 7, live) if records else ())
        self._today.show_feeling(self._feeling(status))

    def _feeling(self, status: Status) -> str | None:
        """What the person said of their back today."""
        said = self._stage.history.last_of(Fact.BACK_FEELING)
        if said is None or said.at < status.now - timedelta(days=1):
            return None
        same_day = said.at.date() == status.now.date()
        return str(said.details.get("answer")) if same_day else None

    def show_values(self, values: Values) -> None:
        """The settings changed."""
        if self._themer is not None:
            look = _appearance(values)
            self._themer.set_appearance(look["appearance"])
            self._themer.set_text_percent(look["percent"])
            self._themer.set_still(look["still"])
        for window in (self._settings, self._first_run):
            if window is not None:
                window.show_values(values)

    def retranslate(self) -> None:
        """Say everything in the language now in force."""
        for window in (self._today, self._settings, self._first_run, self._signs):
            if window is not None:
                window.retranslate()

    def _look_changed(self) -> None:
        for window in QApplication.topLevelWidgets():
            window.update()


def _icon() -> QIcon:
    """The program's icon for title bars and lists of windows."""
    icon = QIcon()
    for size in (16, 32, 48, 64, 128):
        icon.addFile(str(resources.folder("icons") / f"lowback-tray-{size}.png"))
    return icon


def _appearance(values: Values) -> dict[str, Any]:
    return {
        "appearance": values["appearance.theme"],
        "percent": values["appearance.text_percent"],
        "still": values["appearance.reduced_motion"] == "on",
    }


def _to_front(window: QWidget) -> None:
    """The person asked for it: it may have the keyboard."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def _give_back(window: QWidget | None) -> None:
    if window is not None:
        window.hide()
        window.deleteLater()
