"""Where windows were left: each opens again with its size, and where it was, on the same screens.

One small file beside the log: for each set of screens (a dock, a laptop alone), most recent first,
the place of each window. It holds nothing a person would miss, so whatever is wrong with it costs
only itself: a file that cannot be read is set aside under another name, one that cannot be written
is told to the log.

What is kept is where the person had a window. Screens that shrink or go push windows together:
such a place is none of theirs, and a window leaves it as soon as there is room (`screens.Stay`).

A window that still has the size it found itself gets its place back, and finds its size anew.

A place is taken with its text size: at another one a window finds its own size again.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from lowback_tray import paths
from lowback_tray.errors import LowbackError
from lowback_tray.settings import atomic
from lowback_tray.ui import screens, theme
from lowback_tray.ui.layouts import PLACED, sized_itself

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_log = logging.getLogger(__name__)
_MOST_SETS = 8
_LARGEST = 100_000  # pixels; beyond that a number is nonsense
_SMALLEST = 120

_MAXIMISED, _OWN_SIZE = 1, 2

# Window to [x, y, width, height, text percent, _MAXIMISED and _OWN_SIZE together].
Places = dict[str, list[int]]


class WindowPlaces:
    """The places of windows, kept in a file.

    Args:
        path: of the file; read when the first window opens.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sets: dict[str, Places] = _read(path)
        self._set = screens.name_of(screens.monitors())  # the one all windows are at home on
        self._stays: dict[str, screens.Stay] = {}

    def give(self, name: str, window: QWidget) -> None:
        """Put a window that is not yet shown where it was left; without a trace, nothing."""
        self._stays.pop(name, None)
        found = screens.monitors()
        kept = self._sets.get(screens.name_of(found), {}).get(name)
        if kept is None or not found:
            return
        *numbers, percent, marks = kept
        if percent != theme.text_percent():
            return
        wanted = QRect(*numbers)
        home = screens.nearest(wanted, found)
        assert home is not None, "there are screens"
        rect = screens.brought_in(wanted, found) or wanted
        size = rect.size().boundedTo(home.available.size())
        if marks & _OWN_SIZE:
            if screens.can_place():
                window.setGeometry(QRect(rect.topLeft(), window.size()))
            return
        window.setProperty(PLACED, True)
        if screens.can_place():
            window.setGeometry(QRect(rect.topLeft(), size))
        else:
            window.resize(size)
        if marks & _MAXIMISED:
            window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self, windows: Iterable[tuple[str, QWidget]]) -> None:
        """Write down where the person has these windows."""
        found = screens.monitors()
        if found:
            self._keep(windows, screens.name_of(found))

    def _keep(self, windows: Iterable[tuple[str, QWidget]], name: str) -> None:
        places = dict(self._sets.pop(name, {}))
        for key, window in windows:
            stay = self._stays.get(key)
            if stay is not None and stay.pushed(window.frameGeometry()):
                continue
            at = window.normalGeometry() if window.isMaximized() else window.geometry()
            places[key] = [
                *(at.x(), at.y(), at.width(), at.height()),
                *(theme.text_percent(), _marks(window)),
            ]
        before = self._sets
        self._sets = {name: places, **before}
        for old in list(self._sets)[_MOST_SETS:]:
            del self._sets[old]
        self._write()

    def stirred(self, windows: Mapping[str, QWidget], lasting: Container[str]) -> None:
        """Screens begin to change: write down where windows are before anybody moves them.

        Args:
            windows: the open ones.
            lasting: the names of those whose place is kept in the file.
        """
        seen = {name: one for name, one in windows.items() if _in_sight(one)}
        if self._set:
            self._keep([(name, one) for name, one in seen.items() if name in lasting], self._set)
        for name, window in seen.items():
            self._stays.setdefault(name, screens.Stay()).stirred(window.frameGeometry())

    def rescue(self, windows: Mapping[str, QWidget]) -> None:
        """Screens changed: what nobody can reach any more comes to a screen that is left.

        What was brought to another place before goes back where there is room for it again.
        """
        found = screens.monitors()
        self._set = screens.name_of(found) or self._set
        for name, window in windows.items():
            if not _in_sight(window) or window.isMaximized():
                continue  # a maximised one is the window manager's to fit
            outer, inner = window.frameGeometry(), window.geometry()
            moved = self._stays.setdefault(name, screens.Stay()).settled(outer, found)
            if moved is not None and screens.can_place():
                frame = outer.size() - inner.size()
                title: QPoint = inner.topLeft() - outer.topLeft()
                window.setGeometry(QRect(moved.topLeft() + title, moved.size() - frame))

    def _write(self) -> None:
        plain = {"version": 1, "screens": self._sets}
        try:
            paths.ensure(self._path.parent)
            atomic.replace(self._path, json.dumps(plain, indent=1).encode())
        except (OSError, LowbackError) as error:
            _log.warning("places of windows: %s", error)


def _marks(window: QWidget) -> int:
    if window.isMaximized():
        return _MAXIMISED
    return _OWN_SIZE if sized_itself(window) else 0


def _in_sight(window: QWidget) -> bool:
    return window.isVisible() and not window.isMinimized()


def _read(path: Path) -> dict[str, Places]:
    """What the file says; nothing where it is missing, and it is set aside where it is bad."""
    try:
        return _checked(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _log.warning("%s: set aside (%s)", path, error)
        try:
            path.replace(path.with_suffix(".bad"))
        except OSError as worse:
            _log.warning("%s: %s", path, worse)
        return {}


def _checked(raw: Any) -> dict[str, Places]:
    """Raises ValueError, TypeError, KeyError or AttributeError for what cannot be meant."""
    return {
        name: {key: _place(numbers) for key, numbers in places.items()}
        for name, places in raw["screens"].items()
    }


def _place(numbers: list[Any]) -> list[int]:
    whole = [one for one in numbers if type(one) is int and abs(one) <= _LARGEST]
    if len(numbers) != 6 or whole != numbers or min(whole[2:4]) < _SMALLEST:
        raise ValueError(f"not a place: {str(numbers)[:60]}")
    return whole
