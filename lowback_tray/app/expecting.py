"""Windows that somebody is about to open: loaded while they still read the menu, some before.

Theory. Half of what a first window takes goes into loading, and who has opened the tray's menu
needs half a second to find a line in it. So from the moment the menu opens, after it has been
answered, everything about windows is loaded in slices of a few milliseconds, and the window that
is asked for has only itself to build. Where one window was opened without the menu, the others
follow once it stands. Nothing is built here.

A click on the icon itself gives no such notice, nor does a shortcut or a command. So what Today
needs, and the windows that need most beyond it, is loaded once after the start, when the program
has come to rest, and the look is put on. All the other windows would take 2 MB more, and the fonts
for the first word 7: of these, a program whose menu nobody opened loads nothing.

A tray host may ask for the menu when it takes the icon, before anybody clicked (that of GNOME
does, also after each unlocking of the screen): shortly after a host came, nobody is expected.
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lowback_tray.ui.slices import Slices

_FETCHING_S = 3.0  # a host that takes the icon has asked for its menu by then
_AT_REST_MS = 10_000  # after the start; logging in has then more to do than we have
_STANDS_MS = 1500  # after this a window that was opened has drawn and filled itself

# In the order in which they need each other, so that each is a slice of its own, and what is
# asked for the likeliest comes first; `tests/app/test_expecting.py` keeps both true.
_COMMON = "theme stylesheet qt_words screens layouts phrases walking slices"
_WIDGETS = "announce roles toggling buttons boxes labels"
_TODAY = (
    "change_card checking charts day_card body menu_button feeling actions now_card tip turns"
    " window"
)
_SETTINGS = (
    "shapes pages editors marks_editor quiet_editor all_editors rows general resetting showing"
    " day_preview window"
)
_FIGURE = "colours shapes sheet furniture front glow side pictures scene export patch reel view"
_BREAK = (
    "across answers left_out spread page done_page companion shield frame about_card count"
    " far_view instructions guide_foot guide_page stage prompt_page window"
)


def _of(package: str, names: str) -> tuple[str, ...]:
    return tuple(f"lowback_tray.{package}.{name}" for name in names.split())


NEAR = (
    "lowback_tray.history.decisions",
    "lowback_tray.commands",
    *_of("ui", _COMMON),
    "lowback_tray.desktop.appearance",
    "lowback_tray.app.window_places",
    *_of("ui.widgets", _WIDGETS),
    *_of("ui.safety", "signs_text cards"),
    "lowback_tray.ui.keyboard",
    *_of("ui", "notice_words day_words"),
    *_of("ui.today", _TODAY),
    "lowback_tray.ui.widgets.fields",
    *_of("care", "rig bounds contact pose reasons prompting"),
    *_of("ui.figure", _FIGURE),
    *_of("ui.break_window", "wording placing"),
    *_of("ui.library_window", "about_page words exercise_page looking picture cards lists"),
    *_of("ui.library_window", "routine_page window"),
    *_of("ui.self_check", "result rows window"),
    "lowback_tray.app.explaining",
    *_of("ui.why_window", "decisions entries window"),
    *_of("ui.diagnostics_window", "finding rows window"),
    "lowback_tray.app.findings",
)
"""What is loaded at rest: for the windows that a first opening would otherwise take too long.

Those are the click on the icon, which gives no notice, and the four that need most beyond it.
"""

MODULES = (
    *NEAR,
    *_of("ui.settings_window", _SETTINGS),
    *_of("app", "settings_extras dayplan"),
    *_of("ui.history_window", "periods words marks bars done hours year window"),
    *_of("ui.widgets", "marks fade air"),
    "lowback_tray.ui.corner",
    *_of("ui.break_window", _BREAK),
    *_of("ui.safety", "signs_list signs_window"),
    "lowback_tray.ui.pause_window",
    *_of("desktop", "child sound.chimes sound.player sound.voice"),
    *_of("ui.about_window", "parts window"),
    "lowback_tray.app.made_of",
)
"""What all windows and the lines of the menu need."""


class Expecting(QObject):
    """Loads what windows need before somebody opens one, once.

    Args:
        dress: puts the look on the application; harmless when it wears it.
        steady: the program's steady clock, in seconds.
        load: loads one module.

    Attributes:
        near: whether all that is loaded at rest is there.
        loaded: whether nothing is left to load.
    """

    def __init__(
        self,
        dress: Callable[[], None],
        steady: Callable[[], float],
        load: Callable[[str], object] = import_module,
    ) -> None:
        super().__init__()
        self._dress, self._steady, self._load = dress, steady, load
        self._slices: Slices | None = None
        self._first: Slices | None = None
        self._at_rest = QTimer(self, singleShot=True, interval=_AT_REST_MS)
        self._at_rest.timeout.connect(self._rests)
        self._at_rest.start()
        self._stands = QTimer(self, singleShot=True, interval=_STANDS_MS)
        self._stands.timeout.connect(self._begin)
        self.near = self.loaded = False
        self.host_changed()

    def host_changed(self) -> None:
        """A tray host came or went: one that comes asks for the menu, and nobody has clicked."""
        self._fetched = self._steady() + _FETCHING_S

    def menu_opens(self) -> None:
        """Somebody looks for a line in the tray's menu."""
        if self._steady() >= self._fetched:
            self._begin()

    def window_opened(self) -> None:
        """Who has opened one window may open another; what was asked for comes first."""
        if self._slices is None:
            self._stands.start()

    def close(self) -> None:
        """Load nothing more."""
        self._at_rest.stop()
        self._stands.stop()
        for slices in (self._first, self._slices):
            if slices is not None:
                slices.stop()

    def _rests(self) -> None:
        from lowback_tray.ui.slices import Slices

        self._first = Slices(self, self._is_near)
        self._first.run(self._near_steps())

    def _begin(self) -> None:
        from lowback_tray.ui.slices import Slices

        self._at_rest.stop()
        self._stands.stop()
        if self._slices is None:
            self._slices = Slices(self, self._done)
            self._slices.run(self._steps())

    def _is_near(self) -> None:
        self.near = True
        if not any(one.isVisible() for one in QApplication.topLevelWidgets()):
            _settle()

    def _done(self) -> None:
        self.near = self.loaded = True

    def _loading(self, names: Iterable[str]) -> Iterator[None]:
        for name in names:
            self._load(name)
            yield

    def _near_steps(self) -> Iterator[None]:
        yield from self._loading(NEAR)
        if _no_menu_of_ours():
            self._dress()
            yield

    def _steps(self) -> Iterator[None]:
        yield from self._loading(MODULES)
        if _no_menu_of_ours():
            self._dress()
            yield
            yield from _first_words()


def _settle() -> None:
    """What is there at rest is there for good: Python's search for garbage need not go through it.

    It took 25 to 50 ms each time, one of them in the middle of opening the first window (measured).
    With a window open this would keep what belongs to the window, too.
    """
    gc.collect()
    gc.freeze()


def _no_menu_of_ours() -> bool:
    """Whether the look may be put on: an open menu keeps the one it opened with."""
    return QApplication.activePopupWidget() is None


def _first_words() -> Iterator[None]:
    """Qt takes its style sheet apart and looks for fonts when the first widget wants them."""
    from lowback_tray.ui.widgets.labels import Label

    label = Label()
    label.ensurePolished()
    yield
    for text in ("Aa", "腰"):
        label.setText(text)
        label.sizeHint()
        yield
    label.deleteLater()
