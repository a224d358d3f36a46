"""What is drawn rather than written: the countdown ring, the progress segments, the check mark.

All of them repaint on a timer only while something moves, is visible and may move.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.widgets.boxes import paint_box
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

_RING_MS = (100, 200)  # between two looks of a ring; the figures must not come late
_RING_PX = 0.9  # that far its end moves meanwhile: less than one
_STROKE_MS = 16  # the check mark draws itself once, smoothly
CHECK_S = 0.7


def clock_text(seconds: float) -> str:
    """Minutes and seconds as a countdown shows them: 0:01 until nothing is left."""
    whole = max(0, math.ceil(seconds - 1e-6))
    return f"{whole // 60}:{whole % 60:02}"


def paint_ring(painter: QPainter, box: QRectF, share: float, colour: str, width: float) -> None:
    """A ring whose first `share` (0 to 1), clockwise from the top, is filled."""
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.colour(theme.current().track), width)
    painter.setPen(pen)
    painter.drawEllipse(inner)
    if theme.current().needs_outline(theme.current().track):
        _outline_ring(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), width - 1)
    if share <= 0:
        return
    pen.setColor(theme.colour(colour))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(inner, 90 * 16, -round(min(1.0, share) * 360 * 16))


def _outline_ring(painter: QPainter, box: QRectF, width: float) -> None:
    """The two edges of a ring."""
    painter.setPen(QPen(theme.colour(theme.current().line), 1))
    painter.drawEllipse(box)
    painter.drawEllipse(box.adjusted(width, width, -width, -width))


class RingTimer(QWidget):
    """A countdown: a ring that empties round figures of one width.

    Args:
        steady: the program's steady clock, seconds (it may run faster than real time).
        diameter: in pixels at 100 %.
    """

    def __init__(self, steady: Callable[[], float], diameter: int = 72) -> None:
        super().__init__()
        tell_as(self, "text")
        self._steady = steady
        self._diameter = diameter
        self._left, self._total, self._at = 0.0, 1.0, 0.0
        self._running = False
        self._told = ""
        self._timer = QTimer(self, interval=_RING_MS[0])
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_time(self, left_s: float, total_s: float, at: float, *, running: bool) -> None:
        """Count down from `left_s`, which was true when the steady clock read `at`."""
        self._left, self._total, self._at = left_s, max(total_s, 0.001), at
        self._running = running
        a_pixel_ms = 1000 * self._total / (math.pi * theme.px(self._diameter))
        self._timer.setInterval(round(max(_RING_MS[0], min(_RING_MS[1], _RING_PX * a_pixel_ms))))
        self._pace()
        self._tick()

    def left(self) -> float:
        """Seconds left now, never below zero."""
        gone = max(0.0, self._steady() - self._at) if self._running else 0.0
        return max(0.0, self._left - gone)

    def text(self) -> str:
        """The figures as they stand."""
        return clock_text(self.left())

    def is_ticking(self) -> bool:
        """Whether it wakes up to repaint."""
        return self._timer.isActive()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A square."""
        return QSize(theme.px(self._diameter), theme.px(self._diameter))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start repainting if there is something to count."""
        super().showEvent(event)
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing runs while hidden."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ring and figures; muted while the clock stands."""
        look = theme.current()
        painter = QPainter(self)
        colour = look.accent if self._running else look.muted
        width = theme.px(60) / 10
        paint_ring(painter, QRectF(self.rect()), self.left() / self._total, colour, width)
        painter.setFont(theme.font("figures"))
        painter.setPen(theme.colour(look.ink if self._running else look.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _pace(self) -> None:
        if self._running and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _tick(self) -> None:
        left = self.left()
        if left <= 0:
            self._timer.stop()
        told = tr("{time} left").format(time=clock_text(math.ceil(left / 10) * 10))
        if told != self._told:  # in tens: a new name every second would be chatter
            self._told = told
            self.setAccessibleName(told)
        self.update()


class ProgressSegments(QWidget):
    """One bar for each exercise: done, the one that runs, still to come."""

    def __init__(self) -> None:
        super().__init__()
        self._index, self._count = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, index: int, count: int) -> None:
        """Exercise `index` (from 0) of `count` runs; `index == count` means all are done."""
        self._index, self._count = index, max(1, count)
        now = min(index + 1, self._count)
        self.setAccessibleName(tr("Step {step} of {steps}").format(step=now, steps=self._count))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A thin line."""
        return QSize(theme.px(120), max(4, theme.px(5)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As thin, any width."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The bars; the running one is half way between done and to come."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = theme.px(6) if self._count <= 12 else 2
        wide = (self.width() - gap * (self._count - 1)) / self._count
        running = theme.mix(look.accent, look.accent_soft, 0.42)
        for number in range(self._count):
            done = number < self._index
            value = look.accent if done else running if number == self._index else look.accent_soft
            bar = QRectF(number * (wide + gap), 0, wide, self.height())
            paint_box(painter, bar, self.height() / 2, value)


class CheckMark(QWidget):
    """A check mark in a ring that draws itself once; complete at once where nothing may move.

    Whoever shows it says how large it is with the text of now.
    """

    def __init__(self) -> None:
        super().__init__()
        self._across = 0
        self._since = QElapsedTimer()
        self._share = 1.0
        self._timer = QTimer(self, interval=_STROKE_MS)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How much of it is drawn, 0 to 1."""
        return self._share

    def play(self) -> None:
        """Draw it from the start."""
        self._share = 1.0 if theme.still() else 0.0
        if not theme.still():
            self._since.start()
            self._timer.start()
        self.update()

    def set_size(self, across: int) -> None:
        """So many real pixels across."""
        if across != self._across:
            self._across = across
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A square."""
        return QSize(self._across, self._across)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It does not shrink."""
        return self.sizeHint()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing runs while hidden."""
        super().hideEvent(event)
        self._timer.stop()
        self._share = 1.0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """First the ring, then the stroke, both easing out."""
        look = theme.current()
        painter = QPainter(self)
        width = self._across / 16
        eased = 1 - (1 - self._share) ** 3
        paint_ring(painter, QRectF(self.rect()), min(1.0, eased / 0.6), look.accent, width)
        stroke = max(0.0, (eased - 0.45) / 0.55)
        if stroke <= 0:
            return
        pen = QPen(theme.colour(look.accent), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(_partial_check(QRectF(self.rect()), stroke))

    def _tick(self) -> None:
        self._share = min(1.0, self._since.elapsed() / 1000 / CHECK_S)
        if self._share >= 1.0:
            self._timer.stop()
        self.update()


def _partial_check(box: QRectF, share: float) -> QPolygonF:
    """The first `share` of the two strokes of a check mark, by length."""
    low, bend, high = (
        QPointF(box.x() + x * box.width(), box.y() + y * box.height())
        for x, y in ((0.29, 0.52), (0.45, 0.67), (0.72, 0.37))
    )
    turn = 0.36  # the short stroke's part of the whole length
    if share <= turn:
        return QPolygonF([low, low + (bend - low) * (share / turn)])
    return QPolygonF([low, bend, bend + (high - bend) * ((share - turn) / (1 - turn))])
