"""Which screens there are, and where a window belongs on them.

Everything that decides works on rectangles (`Monitor`), because a `QScreen` may vanish between
two lines: `monitors` takes a picture of the present, and nothing here keeps a screen. There may
be none at all (a laptop closed over its dock): then nothing is moved, and `Watch.changed` comes
again with the first screen that is back.

The tray is looked for along the edge where the desktop keeps room for a panel: nobody tells the
place of an icon (`QSystemTrayIcon.geometry` is empty with every StatusNotifier host).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QScreen
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Want = Literal["active", "primary", "each"]

_EDGE = 32  # a title bar, or a row of buttons: what must be in reach of a window
_GRIP = 96  # how much of their width
_SETTLE_MS = 120  # one unplugged cable is a burst of signals
_SHIFT = 32  # by how much a window manager corrects what it is asked for
_STRETCH = 8  # the same for its size


@dataclass(frozen=True, slots=True)
class Monitor:
    """One screen as it is now, in the desktop's logical pixels.

    Attributes:
        whole: all of it.
        available: what panels leave free.
        primary: whether it is the desktop's main one.
    """

    whole: QRect
    available: QRect
    primary: bool = False


def monitors() -> list[Monitor]:
    """The screens there are; empty where there is none or only Qt's stand-in for none."""
    main = QGuiApplication.primaryScreen()
    return [
        Monitor(one.geometry(), _usable(one), one == main)
        for one in QGuiApplication.screens()
        if not one.geometry().isEmpty()
    ]


def _usable(screen: QScreen) -> QRect:
    free = screen.availableGeometry()
    return screen.geometry() if free.isEmpty() else free


def chosen(want: Want = "active", pointer: QPoint | None = None) -> Monitor | None:
    """The screen a window opens on now; None without any.

    Args:
        want: see `pick`.
        pointer: instead of where the pointer is.
    """
    return pick(monitors(), want, QCursor.pos() if pointer is None else pointer)


def can_place() -> bool:
    """Whether windows may say where they go; under Wayland the compositor decides."""
    return not QGuiApplication.platformName().startswith("wayland")


def keep_inside(window: QWidget) -> None:
    """Move a window that has grown beyond the foot of its screen up, as far as it needs."""
    outer = window.frameGeometry()
    home = nearest(outer, monitors())
    if home is None or not can_place():
        return
    free = home.available
    top = max(free.top(), min(outer.top(), free.bottom() + 1 - outer.height()))
    if top < outer.top():
        window.move(outer.left(), top)


# ---- rectangles only


def pick(found: Sequence[Monitor], want: Want, pointer: QPoint) -> Monitor | None:
    """The one screen for a window.

    Args:
        found: the screens; None comes back for none.
        want: "primary" is the desktop's main screen; "active", and "each" for the window itself,
            the one with the pointer, else the main one.
        pointer: where the pointer is.
    """
    if not found:
        return None
    main = next((one for one in found if one.primary), found[0])
    if want == "primary":
        return main
    return next((one for one in found if one.whole.contains(pointer)), main)


def tray_corner(monitor: Monitor) -> Qt.Corner:
    """The corner nearest to the tray, judged by the room kept for panels; else lower right."""
    whole, free = monitor.whole, monitor.available
    top = free.top() - whole.top() > whole.bottom() - free.bottom()
    left = free.left() - whole.left() > whole.right() - free.right()
    if top:
        return Qt.Corner.TopLeftCorner if left else Qt.Corner.TopRightCorner
    return Qt.Corner.BottomLeftCorner if left else Qt.Corner.BottomRightCorner


def in_reach(window: QRect, found: Sequence[Monitor]) -> bool:
    """Whether a window can be taken hold of at its upper edge, and worked at its lower one.

    Below are the buttons: on a screen that has become lower they may be all that is missing.
    """
    high = min(_EDGE, window.height())
    foot = window.bottom() + 1 - high
    return all(
        _seen(QRect(window.left(), top, window.width(), high), found)
        for top in (window.top(), foot)
    )


def _seen(edge: QRect, found: Sequence[Monitor]) -> bool:
    """Whether enough of an edge is on one screen."""
    grip = min(_GRIP, edge.width())
    for one in found:
        common = one.available.intersected(edge)
        if common.width() >= grip and 2 * common.height() >= edge.height():
            return True
    return False


def nearest(window: QRect, found: Sequence[Monitor]) -> Monitor | None:
    """The screen that holds most of a window, else the one whose middle is nearest to its own."""
    if not found:
        return None

    def rank(one: Monitor) -> tuple[int, int]:
        common = one.available.intersected(window)
        away = one.whole.center() - window.center()
        return -common.width() * common.height(), QPoint.dotProduct(away, away)

    return min(found, key=rank)


def brought_in(window: QRect, found: Sequence[Monitor]) -> QRect | None:
    """Where a window goes that cannot be reached: wholly onto the nearest screen.

    Returns:
        None where it is in reach already, or where there is no screen.
    """
    home = nearest(window, found)
    if home is None or in_reach(window, found):
        return None
    free = home.available
    size = window.size().boundedTo(free.size())
    x = max(free.left(), min(window.left(), free.right() + 1 - size.width()))
    y = max(free.top(), min(window.top(), free.bottom() + 1 - size.height()))
    return QRect(QPoint(x, y), size)


class Stay:
    """Where the person had a window, while its screens are too small for it or gone.

    Screens that shrink or go push a window: the window manager moves it, and what does not fit is
    made smaller here. Once there is room again it goes back, unless it was moved or sized
    meanwhile: then that is where the person has it. All rectangles include the window's frame.
    """

    def __init__(self) -> None:
        self._own: QRect | None = None  # where the person had it, while it is not there
        self._put = QRect()  # where it is instead
        self._before: QRect | None = None  # where it was when the screens began to change

    def stirred(self, window: QRect) -> None:
        """Screens begin to change, and nobody has moved the window for that yet."""
        if self._before is None:
            self._before = window

    def pushed(self, window: QRect) -> bool:
        """Whether a window is there only because the screens brought it there."""
        return self._own is not None and _alike(window, self._put)

    def put(self, window: QRect) -> None:
        """It was brought to another place than `settled` said."""
        self._put = window

    def settled(self, window: QRect, found: Sequence[Monitor]) -> QRect | None:
        """Screens have changed.

        Args:
            window: where it is now.
            found: the screens there are; while there is none everything waits.

        Returns:
            Where it goes, None to stay.
        """
        if not found:
            return None
        before = window if self._before is None else self._before
        returns = self._own is not None and self.pushed(before)
        own = self._own if self._own is not None and returns else before
        there = brought_in(own, found) or (own if returns else window)
        self._own, self._put, self._before = (None if there == own else own), there, None
        return None if there == window else there


def _alike(one: QRect, other: QRect) -> bool:
    """Whether two places are the same but for what a window manager corrects."""
    far = one.topLeft() - other.topLeft()
    wide = one.size() - other.size()
    return (
        max(abs(far.x()), abs(far.y())) <= _SHIFT
        and max(abs(wide.width()), abs(wide.height())) <= _STRETCH
    )


def name_of(found: Sequence[Monitor]) -> str:
    """A name for a set of screens, the same whenever the same ones stand in the same order."""
    parts = sorted(
        f"{one.whole.width()}x{one.whole.height()}{one.whole.x():+d}{one.whole.y():+d}"
        for one in found
    )
    return " ".join(parts)


class Watch(QObject):
    """Screens came, went, or changed their size or panels.

    Signals:
        stirring: at once; no window has been moved for it yet.
        changed: a moment later, when it is over.
    """

    stirring = Signal()
    changed = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._stirred)
        app.primaryScreenChanged.connect(self._stirred)
        for screen in app.screens():
            self._follow(screen)

    def _follow(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._stirred)
        screen.availableGeometryChanged.connect(self._stirred)

    def _added(self, screen: QScreen) -> None:
        self._follow(screen)
        self._stirred()

    def _stirred(self, *_what: object) -> None:
        if not self._settle.isActive():
            self.stirring.emit()
        self._settle.start()


_watch: Watch | None = None


def watch() -> Watch:
    """The application's one `Watch`, made by the first window that asks.

    Kept here and not looked for among the application's children: for that, PySide would make the
    Python types of all that lives there, which takes as long as a small window.
    """
    global _watch
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication), "a window needs the application"
    if _watch is None or not isValid(_watch):
        _watch = Watch(app)
    return _watch
