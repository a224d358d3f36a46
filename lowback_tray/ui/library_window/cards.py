"""One exercise or routine in a list: a single painted button, so that a hundred of them are light.

A click or Enter opens it in full. What it says is its accessible name as well.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from lowback_tray.engine.spans import to_second
from lowback_tray.i18n import tr
from lowback_tray.ui import phrases, theme
from lowback_tray.ui.library_window import looking, words
from lowback_tray.ui.library_window.picture import Drawing
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.boxes import paint_box
from lowback_tray.ui.widgets.buttons import paint_focus_ring

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent

    from lowback_tray.care.exercise import Exercise, Routine

_WRAP = Qt.TextFlag.TextWordWrap


def paint_star(painter: QPainter, box: QRectF, *, filled: bool) -> None:
    """A five-pointed star, filled for a favourite."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    for number in range(10):
        radius = box.width() / 2 * (1.0 if number % 2 == 0 else 0.42)
        angle = math.radians(-90 + 36 * number)
        corner = box.center() + QPointF(radius * math.cos(angle), radius * math.sin(angle))
        if number:
            path.lineTo(corner)
        else:
            path.moveTo(corner)
    path.closeSubpath()
    look = theme.current()
    pen = QPen(theme.colour(look.warm if filled else look.muted), theme.px(14) / 10)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(theme.colour(look.warm) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


class _Tile(QAbstractButton):
    """The ground, the hover and the keys that both kinds of card share."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title = ""
        self.meta = ""
        self._known: dict[tuple[int, int], int] = {}  # heights by text size and width

    def say(self, title: str, meta: str) -> None:
        """Name and short facts; `meta` is read out as well."""
        if (title, meta) == (self.title, self.meta):
            return
        self.title, self.meta = title, meta
        self._known.clear()
        self.setAccessibleName(title)
        self.setAccessibleDescription(meta)
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """The ground under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """And away from it."""
        super().leaveEvent(event)
        self.update()

    def paint_ground(self, painter: QPainter) -> QRect:
        """The rounded card; gives the room inside it."""
        look, rim = theme.current(), theme.px(RING)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)
        painter.setPen(QPen(theme.colour(look.edge if self.underMouse() else look.line), 1))
        painter.setBrush(theme.colour(look.hover if self.underMouse() else look.surface))
        painter.drawRoundedRect(box, theme.px(12), theme.px(12))
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()))
        air = theme.px(10)
        return box.toRect().adjusted(air, air, -air, -air)


class ExerciseCard(_Tile):
    """A figure above its name."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self.exercise = exercise
        self._drawing = Drawing(exercise, self)
        self._hidden = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_hidden(self, hidden: bool) -> None:
        """Mark it as one that the person left out."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        exercise = self.exercise
        parts = [words.place(exercise.where), to_second(exercise.duration_s)]
        if self._hidden:
            parts.append(tr("left out"))
        self.say(str(exercise.name), words.facts(parts))

    def sizeHint(self) -> QSize:  # noqa: N802
        """The figure, two lines of name, one line of facts."""
        body, small = _metrics(theme.text_percent())
        text = 2 * body.lineSpacing() + 2 * small.lineSpacing()
        return QSize(theme.px(176), theme.px(104 + 10 + 20) + text + 2 * theme.px(RING))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Stage with the figure, name, facts."""
        painter = QPainter(self)
        room = self.paint_ground(painter)
        look = theme.current()
        stage = QRect(room.left(), room.top(), room.width(), theme.px(104))
        paint_box(painter, QRectF(stage), theme.px(8), look.stage)
        painter.setOpacity(0.4 if self._hidden else 1.0)
        picture = self._drawing.soon(stage.size(), self.devicePixelRatioF())
        painter.drawPixmap(stage.topLeft(), picture)
        painter.setOpacity(1.0)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(look.ink))
        line = painter.fontMetrics().lineSpacing()
        name = QRect(room.left(), stage.bottom() + theme.px(8), room.width(), 2 * line)
        body, small = _metrics(theme.text_percent())
        painter.drawText(name, _WRAP, phrases.fitted(self.title, body, name.width()))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(look.muted))
        below = QRect(room.left(), name.bottom(), room.width(), room.bottom() - name.bottom())
        low = _WRAP | Qt.AlignmentFlag.AlignBottom
        painter.drawText(below, low, phrases.fitted(self.meta, small, below.width()))


class Row(_Tile):
    """A small figure, beside it a name and facts, and room for a star.

    Args:
        exercise: whose figure.
    """

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self._drawing = Drawing(exercise, self)
        self.starred = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Its texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The higher of picture and texts; asked for very often, so it is remembered."""
        key = (theme.text_percent(), width)
        if key not in self._known:
            self._known[key] = self._height_for(width)
        return self._known[key]

    def _height_for(self, width: int) -> int:
        around = 2 * theme.px(RING) + 2 * theme.px(10)
        room = max(1, width - around - self._beside())
        text = sum(self._heights(room)) + theme.px(2)
        return max(text, self._picture().height()) + around

    def sizeHint(self) -> QSize:  # noqa: N802
        """At a usual width."""
        return QSize(theme.px(420), self.heightForWidth(theme.px(420)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow is fine."""
        return QSize(theme.px(200), 0)

    def _picture(self) -> QSize:
        return QSize(theme.px(64), theme.px(48))

    def _beside(self) -> int:
        """What picture and star take of the width."""
        return self._picture().width() + theme.px(12) + theme.px(28)

    def _heights(self, width: int) -> tuple[int, int]:
        body, small = _metrics(theme.text_percent())
        return _height(body, width, self.title), _height(small, width, self.meta)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The first figure, the texts, the star."""
        painter = QPainter(self)
        room = self.paint_ground(painter)
        look = theme.current()
        stage = QRect(room.topLeft(), self._picture())
        paint_box(painter, QRectF(stage), theme.px(8), look.stage)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(stage.topLeft(), self._drawing.soon(stage.size(), ratio))
        wide = room.width() - self._beside()
        name, facts = self._heights(wide)
        left, top = stage.right() + theme.px(12), room.top()
        painter.setFont(theme.font())
        painter.setPen(theme.colour(look.ink))
        body, small = _metrics(theme.text_percent())
        title = phrases.fitted(self.title, body, wide)
        painter.drawText(QRect(left, top, wide, name), _WRAP, title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(look.muted))
        below = QRect(left, top + name + theme.px(2), wide, facts)
        painter.drawText(below, _WRAP, phrases.fitted(self.meta, small, wide))
        if self.starred:
            size = float(theme.px(16))
            corner = QPointF(room.right() - size, room.top() + theme.px(2))
            paint_star(painter, QRectF(corner.x(), corner.y(), size, size), filled=True)


class RoutineCard(Row):
    """A routine: its first figure, its name, how long, where, for what."""

    def __init__(self, routine: Routine, first: Exercise) -> None:
        super().__init__(first)
        self.routine = routine

    def show_favourite(self, favourite: bool) -> None:
        """Show the star."""
        if favourite != self.starred:
            self.starred = favourite
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        parts = routine_facts(self.routine)
        if self.starred:
            parts.append(tr("favourite"))
        self.say(str(self.routine.name), words.facts(parts))


class ItemRow(Row):
    """One exercise of a routine, and how long it takes there."""

    def __init__(self, exercise: Exercise, seconds: int) -> None:
        super().__init__(exercise)
        self.exercise = exercise
        self._seconds = seconds

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.say(str(self.exercise.name), to_second(self._seconds))


def routine_facts(routine: Routine) -> list[str]:
    """How long, where, for what."""
    served = looking.served(routine)
    return [to_second(routine.seconds), words.place(routine.where), words.points(served)]


@cache
def _metrics(_percent: int) -> tuple[QFontMetrics, QFontMetrics]:
    """Of the two sizes of type, at the text size in force."""
    return QFontMetrics(theme.font()), QFontMetrics(theme.font("small"))


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    room = QRect(0, 0, width, 10_000)
    return metrics.boundingRect(room, _WRAP, phrases.fitted(text, metrics, width)).height()
