"""The coming day as a picture: what would be asked, and when, under the settings as they stand.

Theory. The real engine lives the day on a simulated clock (`engine.preview`); this only asks for
it, a little at a time and 200 ms after the last change, and draws what comes. Nothing is told by
colour alone: stand-ups are tall with a round head, posture resets short, the evening a ring, and
hours in which nothing comes lie under a hatching. The same stands in words below the picture and,
in full, where a screen reader finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lowback_tray.engine.policy import BreakKind
from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui import theme
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.shapes import every_of
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.widgets.boxes import paint_box
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from lowback_tray.engine.preview import Planned

_REST_MS = 200  # after the last change
_KINDS = {
    BreakKind.STAND_UP: mark("Stand up"),
    BreakKind.POSTURE_RESET: mark("Posture reset"),
    BreakKind.CARE: mark("Evening wind-down"),
}
TITLE, HELP = mark("The coming day"), mark("What would be asked if you stayed at the desk.")


@dataclass(frozen=True, slots=True)
class Day:
    """A day to preview.

    Attributes:
        begin, end: what the picture spans, aware local time.
        open: the spans in which prompts may come; all of it where no hours are set.
        steps: the prompts, as they are worked out; each step takes a few milliseconds at most.
    """

    begin: datetime
    end: datetime
    open: tuple[tuple[datetime, datetime], ...]
    steps: Iterator[Sequence[Planned]]


class DayPicture(QWidget):
    """The hours of the day with what is asked in them."""

    def __init__(self) -> None:
        super().__init__()
        tell_as(self, "picture")
        self._day: Day | None = None
        self._planned: tuple[Planned, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)  # so it is given the whole width
        self.setSizePolicy(policy)

    def show_day(self, day: Day, planned: Sequence[Planned]) -> None:
        """Draw this."""
        self._day, self._planned = day, tuple(planned)
        self.setAccessibleName(tr(TITLE))
        self.setAccessibleDescription("; ".join(map(_words, self._planned)) or nothing_words())
        self.update()

    def words_at(self, place: QPointF) -> str:
        """What is asked there; empty where nothing is."""
        near = [one for one in self._planned if abs(self._x(one.at) - place.x()) <= theme.px(6)]
        return "\n".join(map(_words, near))

    def x_of(self, at: datetime) -> float:
        """Where a time is, in pixels from the left."""
        return self._x(at)

    def event(self, event: QEvent) -> bool:
        """Words for what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide; the height grows with the text."""
        return QSize(theme.px(320), theme.px(72))

    def heightForWidth(self, _width: int) -> int:  # noqa: N802
        """The same at every width."""
        return self.sizeHint().height()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow is fine."""
        return QSize(theme.px(120), theme.px(72))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Ground, what is closed, hours, marks."""
        if self._day is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, self._ground(), theme.px(8), look.stage)
        self._paint_closed(painter, self._day)
        self._paint_hours(painter, self._day)
        for one in self._planned:
            self._paint_mark(painter, one)

    def _ground(self) -> QRectF:
        return QRectF(0, 0, self.width(), theme.px(48))

    def _x(self, at: datetime) -> float:
        day = self._day
        if day is None:
            return 0.0
        share = (at - day.begin).total_seconds() / (day.end - day.begin).total_seconds()
        edge = theme.px(8)
        return edge + share * (self.width() - 2 * edge)

    def _paint_closed(self, painter: QPainter, day: Day) -> None:
        """Hatch what lies between the open spans."""
        look = theme.current()
        colour = theme.colour(theme.mix(look.stage, look.ink, 0.28))
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        edges = [day.begin, *(at for span in day.open for at in span), day.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end > start:
                left = self._x(start)
                ground = self._ground()
                painter.drawRect(QRectF(left, ground.top(), self._x(end) - left, ground.height()))

    def _paint_hours(self, painter: QPainter, day: Day) -> None:
        font = theme.font("small")
        font.setPixelSize(theme.px(12))
        painter.setFont(font)
        painter.setPen(theme.colour(theme.current().muted))
        hours = round((day.end - day.begin).total_seconds() / 3600)
        step = max(1, -(-hours // max(2, self.width() // theme.px(56))))
        high, wide = painter.fontMetrics().height(), float(theme.px(48))
        for hour in range(0, hours + 1, step):
            at = day.begin.replace(hour=(day.begin.hour + hour) % 24)
            x = theme.px(8) + hour / hours * (self.width() - theme.px(16))
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            flag = Qt.AlignmentFlag.AlignHCenter
            if x < wide / 2:
                flag = Qt.AlignmentFlag.AlignLeft
            elif x > self.width() - wide / 2:
                flag = Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(left, self.height() - high, wide, high), flag, f"{at.hour}:00")

    def _paint_mark(self, painter: QPainter, planned: Planned) -> None:
        look = theme.current()
        x, foot = self._x(planned.at), float(theme.px(42))
        pen = QPen(theme.colour(look.accent), theme.px(30) / 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        radius = theme.px(45) / 10
        if planned.kind is BreakKind.STAND_UP:
            painter.setPen(pen)
            painter.drawLine(QPointF(x, foot), QPointF(x, theme.px(13)))
            painter.setBrush(theme.colour(look.accent))
            painter.drawEllipse(QPointF(x, theme.px(11)), radius, radius)
        elif planned.kind is BreakKind.POSTURE_RESET:
            pen.setColor(theme.colour(look.far))
            painter.setPen(pen)
            painter.drawLine(QPointF(x, foot), QPointF(x, foot - theme.px(12)))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(look.warm), theme.px(20) / 10))
            painter.drawEllipse(QPointF(x, foot - theme.px(8)), radius * 1.3, radius * 1.3)


class PreviewRow(Row):
    """The picture in the card of its page, with its sum in words.

    Args:
        day: the day under the settings as they are, worked out step by step.
    """

    def __init__(self, day: Callable[[], Day]) -> None:
        self._picture = DayPicture()
        super().__init__(self._picture, wide=True)
        self._plan = day
        self._values: Mapping[str, Any] | None = None
        self._day: Day | None = None
        self._planned: list[Planned] = []
        self._slices = Slices(self, self._say)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._work_out)
        self.retranslate()
        self._work_out()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Other settings: the picture follows when they have come to rest."""
        before, self._values = self._values, values
        if before is not None and values != before:
            self._rest.start()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(TITLE))
        self._say()

    def _work_out(self) -> None:
        self._planned = []
        self._slices.run(self._gather())

    def _gather(self) -> Iterator[None]:
        """With the day itself: the row is there before anything is worked out."""
        self._day = self._plan()
        yield
        for found in self._day.steps:
            self._planned.extend(found)
            yield

    def _say(self) -> None:
        if self._day is None:
            self.help.setText(tr(HELP))
            return
        self._picture.show_day(self._day, self._planned)
        self.help.setText(f"{tr(HELP)} {self._sum()}")
        self.tell()

    def _sum(self) -> str:
        kinds = [one.kind for one in self._planned]
        if not kinds:
            return nothing_words()
        ups, resets = kinds.count(BreakKind.STAND_UP), kinds.count(BreakKind.POSTURE_RESET)
        return tr("{stand_ups}, {posture_resets}.").format(
            stand_ups=ntr("{n} stand-up", "{n} stand-ups", ups),
            posture_resets=ntr("{n} posture reset", "{n} posture resets", resets),
        )


def nothing_words() -> str:
    """Nothing would come."""
    return tr("Nothing would be asked.")


def _words(planned: Planned) -> str:
    return f"{planned.at:%H:%M} {tr(_KINDS[planned.kind])}"


def slot(day: Callable[[], Day]) -> Slot:
    """The row as a slot of its page."""
    messages = (TITLE, HELP)
    return Slot(
        "day-preview",
        lambda: PreviewRow(day),
        partial(every_of, messages),
        first=True,
    )
