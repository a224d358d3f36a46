"""The guide: the exercise that runs, drawn, timed and said in one or two lines.

Everything shown follows from the last `GuideView` and the steady clock. Between two views the
page repaints itself, only while it is visible and the guide's clock runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.care.routine import cue_at, side_at, sides
from lowback_tray.engine.events import (
    Event,
    GuideBack,
    GuideClose,
    GuideNext,
    GuidePause,
    GuideResume,
    JustStood,
)
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.instructions import Instructions
from lowback_tray.ui.break_window.page import Page
from lowback_tray.ui.widgets.boxes import ButtonRow, StageBox
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Chip, Label, StopLine
from lowback_tray.ui.widgets.marks import ProgressSegments, RingTimer

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from lowback_tray.care.exercise import Exercise, Library
    from lowback_tray.engine.effects import GuideView
    from lowback_tray.ui.break_window.stage import Stage

_MOVING_MS = 33  # thirty pictures a second
_WORDS_EVERY = 6  # of them does the page look at its words: five times a second
_STILL_MS = 250  # the words alone


class GuidePage(Page):
    """Renders a `GuideView`; wishes go out as events.

    Args:
        library: exercises and the stop line.
        post: takes the events.
        steady: the program's steady clock.
        stage: a fresh figure.
        tell: has a sentence read out on behalf of a widget.
    """

    def __init__(
        self,
        library: Library,
        post: Callable[[Event], None],
        steady: Callable[[], float],
        stage: Stage,
        tell: Callable[[QWidget, str], None],
    ) -> None:
        super().__init__()
        self._library = library
        self._post = post
        self._stage = stage
        self._tell = tell
        self._shown: tuple[int, int] | None = None  # break and step the stage was set to
        self._ticks = 0
        self._side: Literal["left", "right"] | None = None
        self.view: GuideView | None = None
        self.segments = ProgressSegments()
        self.title = Label(role="title")
        self.where = Label(role="muted")
        self.ring = RingTimer(steady)
        self.cue = Chip()
        self.note = Chip(tone="caution")
        self._box = StageBox(cast("QWidget", stage), self.cue, self.note)
        self.lines = Instructions()
        self._stop = StopLine()
        self._back = Button(rank="text")
        self._stood = Button(rank="text")
        self._pause = Button()
        self._next = Button(rank="filled")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._lay_out()
        self._connect()

    def show_guide(self, view: GuideView) -> None:
        """Show where the guide is now."""
        self.view = view
        self._render()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self.view is not None:
            self._render()

    def closing_event(self) -> Event:
        """Closing the window ends the guide here."""
        return GuideClose()

    def toggle(self) -> None:
        """Pause, or go on."""
        self._post(GuideResume() if self._is_paused() else GuidePause())

    def back(self) -> None:
        """To the exercise before, or to the start of this one."""
        self._post(GuideBack())

    def forward(self) -> None:
        """On to the next exercise."""
        self._post(GuideNext())

    def is_ticking(self) -> bool:
        """Whether it wakes up to repaint."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Go on repainting if the guide runs."""
        super().showEvent(event)
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing runs while hidden."""
        super().hideEvent(event)
        self._timer.stop()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.where)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(names, 1)
        head.addWidget(self.ring)
        body = self.body
        body.addWidget(self.segments)
        body.addSpacing(12)
        body.addLayout(head)
        body.addSpacing(12)
        body.addWidget(self._box, 1)
        body.addSpacing(10)
        body.addWidget(self.lines)
        body.addSpacing(8)
        body.addWidget(self._stop)
        self.add_controls(ButtonRow([self._back, self._stood], [self._pause, self._next]))

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.forward)
        self._pause.clicked.connect(self.toggle)
        self._stood.clicked.connect(self._on_stood)

    def _on_stood(self) -> None:
        self._post(JustStood())

    def _exercise(self) -> tuple[Exercise, int]:
        assert self.view is not None, "rendered only with a view"
        step = self.view.plan.steps[self.view.index]
        return self._library.exercises[step.exercise], step.seconds

    def _is_paused(self) -> bool:
        return self.view is not None and not self.view.running and not self.view.waiting

    def _render(self) -> None:
        view = self.view
        assert view is not None, "rendered only with a view"
        exercise, seconds = self._exercise()
        self.segments.show_progress(view.index, len(view.plan.steps))
        self.title.setText(str(exercise.name))
        self.lines.set_lines([str(step) for step in exercise.steps])
        self._stop.setText(str(self._library.stop_line))
        self.ring.show_time(view.left_s, seconds, view.steady, running=view.running)
        self._render_note(view)
        self._render_controls(view)
        fresh = self._shown != (view.break_id, view.index)
        if fresh:
            self._shown = (view.break_id, view.index)
            self._stage.show_exercise(exercise, seconds)
        self._stage.set_still(theme.still())
        elapsed = self._elapsed()
        self._side = side_at(exercise, seconds, elapsed)  # told below, with the whole step
        self._stage.set_elapsed(elapsed)
        self._say_moment(elapsed)
        if fresh:
            self._tell(self, f"{exercise.name}. {self.where.text()}. {self.lines.now.text()}")
        self._pace()

    def _render_note(self, view: GuideView) -> None:
        note = tr("Waiting while you type") if view.waiting else tr("Paused")
        self.note.set_text(note)
        self.note.setVisible(not view.running)
        self._box.arrange()

    def _render_controls(self, view: GuideView) -> None:
        self._back.set_text(tr("Back"), tr("To the exercise before, or the start of this one"))
        self._stood.set_text(tr("Just stood up"), tr("Ends the guide; it counts as standing up"))
        self._stood.setVisible(view.plan.standing)
        if self._is_paused():
            self._pause.set_text(tr("Go on"), tr("Lets the timer run again"))
        else:
            self._pause.set_text(tr("Pause"), tr("Stops the timer"))
        last = view.index == len(view.plan.steps) - 1
        name = tr("Finish") if last else tr("Next")
        self._next.set_text(name, tr("On to the next exercise") if not last else "")

    def _elapsed(self) -> float:
        return max(0.0, self._exercise()[1] - self.ring.left())

    def _tick(self) -> None:
        elapsed = self._elapsed()
        self._stage.set_elapsed(elapsed)
        self._ticks += 1
        if theme.still() or self._ticks % _WORDS_EVERY == 0:
            self._say_moment(elapsed)
        if elapsed >= self._exercise()[1]:
            self._say_moment(elapsed)
            self._timer.stop()  # the engine's next word is due any moment

    def _say_moment(self, elapsed: float) -> None:
        """The words that the steady clock alone changes: side, cue, line of instruction."""
        assert self.view is not None, "rendered only with a view"
        exercise, seconds = self._exercise()
        side = side_at(exercise, seconds, elapsed)
        if side != self._side and side is not None and sides(exercise) == 2:
            self._tell(self, wording.side_text(side))  # alternating steps would be chatter
        self._side = side
        _say(self.where, wording.step_line(self.view, side))
        cue = str(cue_at(exercise, seconds, elapsed))
        if cue != self.cue.text:
            self.cue.set_text(cue)
            self._box.arrange()
        self.cue.setVisible(bool(cue) and self.view.running)
        span = seconds / sides(exercise)
        within = elapsed - span if elapsed >= span and sides(exercise) == 2 else elapsed
        self.lines.show_line(wording.line_at(len(exercise.steps), within, span))

    def _pace(self) -> None:
        if self.view is not None and self.view.running and self.isVisible():
            self._timer.start(_STILL_MS if theme.still() else _MOVING_MS)
        else:
            self._timer.stop()


def _say(label: Label, text: str) -> None:
    """Only what changed: an equal text would still cost a layout each time."""
    if label.text() != text:
        label.setText(text)
