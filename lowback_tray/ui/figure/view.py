"""The figure as a widget: moving, standing still, or as a row of stills.

It never keeps time by itself: its owner tells it the seconds elapsed, or lends it a steady clock.
With a clock it repaints 30 times a second, but only while it can be seen and only when the
picture would differ; hidden, it has no timer at all. What does not move (ground, floor,
furniture) is drawn once and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lowback_tray.care.exercise import Exercise
from lowback_tray.care.plan import Side
from lowback_tray.care.pose import Frame, Performance
from lowback_tray.care.timeline import TimedSegment
from lowback_tray.ui import theme
from lowback_tray.ui.figure import scene
from lowback_tray.ui.figure.colours import FigureColours, tones
from lowback_tray.ui.figure.pictures import Album, seen
from lowback_tray.ui.figure.reel import Moment, Reel, Stage, looks_other
from lowback_tray.ui.figure.sheet import round_pen
from lowback_tray.ui.widgets.roles import tell_as

FRAME_MS = 33
REST_MS = 100  # until it looks again while nothing moves; a movement begins slowly enough for that
_MOST_STILLS = 3
_ARROW = 22  # pixels between two stills


class FigureView(QWidget):
    """Draws an exercise.

    Args:
        colours: asked at every repaint; the colours of the theme in force where not given.
    """

    def __init__(self, colours: Callable[[], FigureColours] | None = None) -> None:
        super().__init__()
        tell_as(self, "picture")
        self._colours = colours or _themed
        self._exercise: Exercise | None = None
        self._album: Album | None = None  # where there are pictures instead of poses
        self._performance: Performance | None = None
        self._reel: Reel | None = None
        self._moment: Moment | None = None  # on the stage
        self._elapsed = 0.0
        self._clean = False  # what is on the stage is a moment's drawing and nothing else
        self._still = False
        self._changed = 0.0  # at which second of the exercise it last looked other
        self._rest = (0.0, 0.0)  # from when to when nothing can change that could be seen
        self._stage: Stage | None = None  # as it was last painted
        self._steady: Callable[[], float] | None = None
        self._origin = 0.0
        self._ground: tuple[object, QPixmap] | None = None
        self._ticks = QTimer(self)
        self._wait = FRAME_MS
        self._ticks.setInterval(self._wait)
        self._ticks.timeout.connect(self._tick)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_exercise(self, exercise: Exercise, seconds: float, first: Side = "right") -> None:
        """Draw this exercise from its beginning.

        Args:
            exercise: what is done.
            seconds: the length of the step, all sides together.
            first: the side that begins.
        """
        if exercise is not self._exercise:
            self._album = Album(exercise) if exercise.motion.pictures else None
            self._ground = None
        self._exercise = exercise
        self._performance = Performance(exercise, seconds, first)
        self._reel = Reel(self._performance)
        self._moment = None
        self._clean = False
        self._changed, self._rest = 0.0, (0.0, 0.0)
        self.retranslate()
        self.set_elapsed(0.0)

    def retranslate(self) -> None:
        """Tell what is drawn in the language in force."""
        if self._exercise is not None:
            self.setAccessibleName(str(self._exercise.name))
            self.setAccessibleDescription(str(self._exercise.spoken))

    def set_elapsed(self, seconds: float) -> None:
        """Draw the moment so many seconds after the beginning; a lent clock goes on from there."""
        if self._steady is not None:
            self._origin = self._steady() - seconds
        self._show_moment(seconds)

    def play(self, steady: Callable[[], float]) -> None:
        """Move by a clock of steady seconds, from the moment drawn now."""
        self._steady = steady
        self._origin = steady() - self._elapsed
        self._run_or_rest()

    def pause(self) -> None:
        """Stop where it is."""
        self._steady = None
        self._run_or_rest()

    def set_still(self, still: bool) -> None:
        """Reduced motion: key poses side by side instead of movement."""
        self._still = still
        self._clean = False
        self._ground = None
        self._run_or_rest()
        self.update()

    def running(self) -> bool:
        """Whether it repaints by itself now."""
        return self._ticks.isActive()

    def kept(self) -> int:
        """How many moments it keeps for when they come round again."""
        return 0 if self._reel is None else len(self._reel)

    def kept_bytes(self) -> int:
        """Memory of the pictures of moments."""
        return 0 if self._reel is None else self._reel.picture_bytes

    def looks_every(self) -> int:
        """Milliseconds between two looks at the clock while it runs."""
        return self._wait

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A comfortable stage."""
        return QSize(396, 260)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Small enough for a thumbnail."""
        return QSize(48, 48)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Go on moving."""
        super().showEvent(event)
        self._run_or_rest()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Rest, and give the kept pictures back."""
        super().hideEvent(event)
        self._ground = None
        self._clean = False
        if self._performance is not None and self._moment is not None:
            self._reel, self._moment = Reel(self._performance), Moment(self._moment.frame)
        if self._album is not None:
            self._album.close()
        self._run_or_rest()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Copy the piece that changed, or draw the moment."""
        painter, piece, moment = QPainter(self), event.rect(), self._moment
        patch = moment.patch if self._clean and moment is not None else None
        if patch is not None and patch.covers(piece):
            patch.paint(painter)
        else:
            self._paint_moment(painter, piece)

    def _paint_moment(self, painter: QPainter, piece: QRect) -> None:
        colours = self._colours()
        self._set_stage(colours)
        self._clean = False
        frames = self._stills() if self._still else self._now()
        if not frames:
            painter.fillRect(self.rect(), QColor(colours.stage))
            return
        places = _places(QRectF(self.rect()), len(frames))
        painter.drawPixmap(0, 0, self._kept_ground(places, frames, colours))
        for place, frame in zip(places, frames, strict=True):
            self._paint_figure(painter, place, frame, colours, piece)

    def _paint_figure(
        self, painter: QPainter, place: QRectF, frame: Frame, colours: FigureColours, piece: QRect
    ) -> None:
        assert self._exercise is not None, "there are frames only of an exercise"
        if self._album is not None:
            self._album.paint(painter, place, frame, colours)
        elif self._still or self._moment is None:
            scene.body(place, frame, colours, self._exercise).paint(painter)
        else:
            assert self._stage is not None, "set before anything is painted"
            self._moment.drawn(self._stage).paint(painter, QRectF(piece))
            self._clean = True

    def _show_moment(self, seconds: float) -> None:
        if self._reel is None:
            return
        self._elapsed = seconds
        start, end = self._rest
        if start <= seconds < end:
            return
        moment = self._reel.at(seconds)
        changed = moment is not self._moment and self._turn_to(moment, self._reel)
        if changed:
            self._changed = seconds
        elif moment.frame.segment.to_pose is None:
            self._rest_from(seconds, moment.frame.segment)
        wait = FRAME_MS if changed else REST_MS
        if wait != self._wait:
            self._wait = wait
            self._ticks.setInterval(wait)

    def _rest_from(self, seconds: float, hold: TimedSegment) -> None:
        """Look again half as late as nothing has changed by now: so no step becomes half as large.

        A hold moves slowly, and working out where it is costs as much as a picture that is copied.
        """
        wait = min(REST_MS / 1000, max(0.0, seconds - self._changed) / 2)
        self._rest = seconds, min(seconds + wait, hold.start_s + hold.seconds)

    def _turn_to(self, moment: Moment, reel: Reel) -> bool:
        """Have painted what differs from the moment before, and no more; whether anything does."""
        before, stage = self._moment, self._stage
        if before is None or stage is None or not self._clean:
            if not self._differs(moment.frame):
                return False
            self._moment = moment
            self.update()
            return True
        new = not moment.is_drawn(stage)
        piece = reel.change(before, moment, stage)
        if piece is None:
            return False
        self._moment = moment
        self.update(piece)
        copied = stage.ratio.is_integer()  # else its pixels do not lie on those of the screen
        if new or (copied and not moment.has_painted(piece)):
            ground = self._ground_of if copied else None
            reel.paint_ahead(self._elapsed, before, moment, stage, ground)
        return True

    def _set_stage(self, colours: FigureColours) -> None:
        """The stage as it is; the same one as long as nothing about it changes.

        All of the widget is painted whenever its size, its colours or the screen's pixels are
        other ones, and no patch is as large as that: so it is enough to look here.
        """
        if self._exercise is None:
            return
        place, ratio = QRectF(self.rect()), self.devicePixelRatioF()
        stage = Stage(place, colours, self._exercise, ratio)
        if stage != self._stage:
            self._stage = stage

    def _differs(self, frame: Frame) -> bool:
        """Whether anybody could tell a frame from what is on the stage."""
        if self._moment is None:
            return True
        shown = self._moment.frame
        if self._still:
            return shown.segment.side != frame.segment.side
        if self._album is not None:
            return _look(shown) != _look(frame)
        scale = scene.framing(QRectF(self.rect()), frame.bounds).scale
        return looks_other(shown, frame, scale)

    def _now(self) -> tuple[Frame, ...]:
        return () if self._moment is None else (self._moment.frame,)

    def _stills(self) -> tuple[Frame, ...]:
        """The first, the middle and the last of the key poses of the side that works now."""
        if self._performance is None or self._moment is None:
            return ()
        frames = self._performance.key_frames(self._moment.frame.segment.side)
        if len(frames) <= _MOST_STILLS:
            return frames
        return (frames[0], frames[len(frames) // 2], frames[-1])

    def _kept_ground(
        self, places: tuple[QRectF, ...], frames: tuple[Frame, ...], colours: FigureColours
    ) -> QPixmap:
        """Stage, floor, furniture and arrows, drawn anew only when they change."""
        ratio = self.devicePixelRatioF()
        key = (self.size(), ratio, colours, len(places), id(frames[0].props), frames[0].bounds)
        if self._ground is not None and self._ground[0] == key:
            return self._ground[1]
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(colours.stage))
        painter = QPainter(pixmap)
        for place, frame in zip(places, frames, strict=True):
            if self._album is None:
                scene.paint_behind(painter, place, frame, colours)
        for left, right in pairwise(places):
            _draw_arrow(painter, (left.right() + right.left()) / 2, left.center().y(), colours)
        painter.end()
        self._ground = (key, pixmap)
        return pixmap

    def _ground_of(self, frame: Frame) -> QPixmap:
        return self._kept_ground((QRectF(self.rect()),), (frame,), self._colours())

    def _tick(self) -> None:
        if self._steady is not None:
            self._show_moment(self._steady() - self._origin)

    def _run_or_rest(self) -> None:
        if self._steady is not None and self.isVisible():
            if not self._ticks.isActive():
                self._ticks.start()
            self._tick()
        else:
            self._ticks.stop()


def _look(frame: Frame) -> tuple[object, ...]:
    """What of the pictures in place of a pose can be seen."""
    pictures = ((name, round(share, 2)) for name, share in seen(frame))
    return (frame.segment.side, *pictures)


def _themed() -> FigureColours:
    return _colours_of(theme.current())


_colours_of = lru_cache(maxsize=1)(FigureColours.of)  # asked at every picture


def _places(rect: QRectF, count: int) -> tuple[QRectF, ...]:
    """Equal parts of a rectangle from left to right with room for arrows between them."""
    wide = (rect.width() - _ARROW * (count - 1)) / count
    return tuple(
        QRectF(rect.left() + i * (wide + _ARROW), rect.top(), wide, rect.height())
        for i in range(count)
    )


def _draw_arrow(painter: QPainter, x: float, y: float, colours: FigureColours) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(round_pen(tones(colours).mark, 2.2))
    tip = QPointF(x + 7, y)
    painter.drawLine(QPointF(x - 7, y), tip)
    painter.drawLine(tip - QPointF(5, 5), tip)
    painter.drawLine(tip - QPointF(5, -5), tip)
