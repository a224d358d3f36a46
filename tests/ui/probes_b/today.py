"""What a person sees of Today and does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from lowback_tray.care import library
from lowback_tray.i18n import tr
from lowback_tray.ui.mnemonics import plain
from lowback_tray.ui.safety.cards import Heeded
from lowback_tray.ui.today.charts import HourStrip, WeekBars
from lowback_tray.ui.today.menu_button import MenuButton
from lowback_tray.ui.today.window import TodayWindow
from lowback_tray.ui.widgets.buttons import SplitButton
from lowback_tray.ui.widgets.labels import Label
from tests.ui.fakes import Kept
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.events import Event
    from lowback_tray.engine.status import Status


class TodayProbe(WindowProbe):
    """One Today window; `sent` are its commands, `posted` its events."""

    def __init__(self, heeded: Heeded | None = None) -> None:
        self.sent: list[tuple[str, tuple[str, ...]]] = []
        self.posted: list[Event] = []
        self.closings = 0
        self.library_asked = 0
        self.put_off = 0
        kept = Kept()
        self.heeded = heeded or Heeded(kept.read, kept.write)
        self.window: TodayWindow = TodayWindow(
            self._command, self.posted.append, self._library, self._put_off, self.heeded
        )
        self.window.closed.connect(self._closed)

    def _command(self, name: str, args: tuple[str, ...]) -> None:
        self.sent.append((name, args))

    def _put_off(self) -> None:
        self.put_off += 1

    def _closed(self) -> None:
        self.closings += 1

    def _library(self) -> Library:
        self.library_asked += 1
        return library.load()

    def show(self) -> None:
        self.window.show()
        pump()

    def see(self, status: Status) -> None:
        """Let it show a status, and look."""
        self.window.show_status(status)
        pump()

    def headline(self) -> str:
        return next(
            str(label.text()) for label in self._seen(Label) if label.property("role") == "title"
        )

    def banners(self) -> list[str]:
        return [label.text() for label in self._seen(Label) if label.property("role") == "notice"]

    def warm(self) -> list[str]:
        """The figures that stand out."""
        return [
            label.text()
            for label in self._seen(Label)
            if label.property("role") == "title" and "color" in label.styleSheet()
        ]

    def later(self) -> list[str]:
        """The lines of the menu of other lengths."""
        (split,) = self._seen(SplitButton)
        return [plain(action.text()) for action in split.menu.actions()]

    def choose_later(self, text: str) -> None:
        (split,) = self._seen(SplitButton)
        next(action for action in split.menu.actions() if plain(action.text()) == text).trigger()

    def strip_words(self, share: float, *, low: bool = False) -> str:
        """What the hour strip says at a share of its width; `low`: in its lower half."""
        (strip,) = self._seen(HourStrip)
        return str(strip.words_at(QPointF(strip.width() * share, 22 if low else 14)))

    def strip_is_shown(self) -> bool:
        return bool(list(self._seen(HourStrip)))

    def strip_description(self) -> str:
        (strip,) = self._seen(HourStrip)
        return str(strip.accessibleDescription())

    def week_words(self) -> list[str]:
        (bars,) = self._seen(WeekBars)
        return [str(bars.words_at(QPointF(bars.width() * (n + 0.5) / 7, 40))) for n in range(7)]

    def _menu(self, name: str) -> MenuButton:
        found: MenuButton = next(b for b in self._seen(MenuButton) if b.text() == tr(name))
        return found

    def menu(self, name: str) -> list[str]:
        """The lines of a menu, a check mark before those that hold."""
        actions = self._menu(name).menu().actions()
        return [f"✓ {plain(a.text())}" if a.isChecked() else plain(a.text()) for a in actions]

    def choose(self, name: str, line: str) -> None:
        """Choose a line of a menu."""
        actions = self._menu(name).menu().actions()
        next(action for action in actions if plain(action.text()) == line).trigger()
        pump()
