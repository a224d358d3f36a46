"""Where a small window goes on a screen. Rectangles only, no screens: those may vanish."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt

Place = Literal["corner", "centre"]

LARGE = 0.94  # of the usable screen takes a window that is read from afar
GAP = 12  # between the window and the edge of the usable screen
_SHORT = 0.85  # of the usual height: below it the figure goes beside the words
_WIDEST = 1.4  # times the usual width
TYPICAL_FRAME = QMargins(2, 30, 2, 2)  # until the window manager has told the real one


def fitting(wanted: QSize, available: QRect, frame: QMargins) -> QSize:
    """The wanted size, no larger than what the screen holds with the window's frame."""
    return wanted.boundedTo(available.marginsRemoved(frame).size())


def usual(size: QSize, available: QRect, frame: QMargins) -> QSize:
    """The usual size, and wider where the screen is far too short for it.

    What does not find room one below the other then finds it beside each other.

    Args:
        size: the usual one, in pixels.
        available: the usable screen.
        frame: what the desktop puts around the window.
    """
    high = fitting(size, available, frame).height()
    if high >= _SHORT * size.height():
        return size
    return QSize(round(size.width() * min(_WIDEST, size.height() / high)), size.height())


def large(available: QRect) -> QSize:
    """The inner size of a window to be read from afar."""
    return QSize(int(LARGE * available.width()), int(LARGE * available.height()))


def spot(
    place: Place,
    size: QSize,
    available: QRect,
    frame: QMargins,
    corner: Qt.Corner = Qt.Corner.BottomRightCorner,
) -> QPoint:
    """The top left corner, frame included, for a window of that inner size."""
    whole = size.grownBy(frame)
    if place == "centre":
        x = available.x() + (available.width() - whole.width()) // 2
        y = available.y() + (available.height() - whole.height()) // 2
    else:
        x = available.right() + 1 - whole.width() - GAP
        y = available.bottom() + 1 - whole.height() - GAP
        if corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
            x = min(x, available.left() + GAP)
        if corner in (Qt.Corner.TopLeftCorner, Qt.Corner.TopRightCorner):
            y = min(y, available.top() + GAP)
    return QPoint(max(available.x(), x), max(available.y(), y))
