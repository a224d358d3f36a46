"""The guide: the exercise that runs, drawn, timed and said in one or two lines.

Everything shown follows from the last `GuideView` and the steady clock. Between two views the
page repaints itself, only while it is visible and the guide's clock runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.care.plan import PlanStep
from lowback_tray.care.routine import announcement, change_of_side, count_at, cue_at, side_at, sides
from lowback_tray.engine.events import (
    Event,
    GuideBack,
    GuideClose,
    GuideNext,
    GuidePause,
    GuideResume,
    ItHurts,
    JustStood,
)
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.about_card import AboutCard
from lowback_tray.ui.break_window.across import Across
from lowback_tray.ui.break_window.count import CountMark
from lowback_tray.ui.break_window.far_view import FarWords
from lowback_tray.ui.break_window.guide_foot import GuideFoot
from lowback_tray.ui.break_window.instructions import Instructions
from lowback_tray.ui.break_window.left_out import LeftOut
from lowback_tray.ui.break_window.page import Page, beside, show_text
from lowback_tray.ui.break_window.spread import Column, Spread, Way
from lowback_tray.ui.mnemonics import KEY
from lowback_tray.ui.widgets.air import Margins
from lowback_tray.ui.widgets.boxes import StageBox
from lowback_tray.ui.widgets.buttons import Button, EnlargeButton
from lowback_tray.ui.widgets.fade import Fade
from lowback_tray.ui.widgets.labels import Chip, Label
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
        flags: what the person has said of themselves, asked at every step.
        moment: told the same sentences, at the moment another step or the other side begins.
        across: whether it is read from across the room.
    """

    def __init__(
        self,
        library: Library,
        post: Callable[[Event], None],
        steady: Callable[[], float],
        stage: Stage,
        tell: Callable[[QWidget, str], None],
        flags: Callable[[], frozenset[str]],
        moment: Callable[[str], None],
        across: Across,
    ) -> None:
        super().__init__()
        self._library, self._post, self._stage = library, post, stage
        self._tell = tell
        self._flags = flags
        self._moment = moment
        self._across = across
        self._shown: tuple[int, int, PlanStep] | None = None  # what the stage was set to
        self._hurt: list[tuple[int, str]] = []  # break and exercise that was said to hurt
        self._noted: Exercise | None = None  # what the line below was about when this step began
        self._ticks = 0
        self._side: Literal["left", "right"] | None = None
        self.view: GuideView | None = None
        self.segments = ProgressSegments()
        self._progress = Column(self.segments)
        self.title = Label(role="title")
        self.where = Label(role="muted")
        self.ring = RingTimer(steady)
        self.cue = Chip()
        self.note = Chip(tone="caution")
        self.count = CountMark()
        self._larger = EnlargeButton()
        self._box = StageBox(
            cast("QWidget", stage), self.cue, self.note, count=self.count, corner=self._larger
        )
        self._card = AboutCard(library)
        self.caution = Label(role="caution")
        self.lines = Instructions()
        self._avoid = Label(role="muted")
        self._about = Button(rank="text")
        self._more = beside(self._avoid, self._about)
        self._left_out = LeftOut(post)
        for button, key in ((self._larger, "L"), (self._about, "I")):
            button.setProperty(KEY, key)
        self._words = Column()
        self._lay_out()
        self._controls = GuideFoot(  # after what is above it, for Tab
            self, hurts=self.hurts, back=self.back, stood=self._on_stood, toggle=self.toggle,
            forward=self.forward,
        )  # fmt: skip
        self._fade = Fade(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._connect()

    def show_guide(self, view: GuideView) -> None:
        """Show where the guide is now."""
        self.view = view
        self._render()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self.view is not None:
            self._bring_figure(*self._exercise())
            self.count.retranslate()
            self._render()
            self.settle()

    def hurt_in(self, break_id: int) -> Exercise | None:
        """The exercise that was last said to hurt in that break, and not taken back."""
        told = [exercise for number, exercise in self._hurt if number == break_id]
        return self._library.exercises[told[-1]] if told else None

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

    def hurts(self) -> None:
        """This exercise hurts: it ends here, and a line offers the undo."""
        exercise, _ = self._exercise()
        assert self.view is not None, "there is an exercise only with a view"
        self._hurt.append((self.view.break_id, exercise.id))
        self._left_out.show_exercise(exercise)
        self._post(ItHurts())

    def about(self) -> None:
        """Open or close the card about the exercise, in the stage's place."""
        opened = self._card.isHidden()
        self._card.setVisible(opened)
        self._box.setVisible(not opened)
        if self.view is not None:
            self._render_words(self._exercise()[0])
            self._render_controls(self.view)
        self.settle()
        if opened:
            self.area.verticalScrollBar().setValue(0)

    def large(self) -> None:
        """To be read from across the room, or from nearby again; so it stays for this break."""
        if self.view is not None:
            self._across.turn(self.view.break_id)
            self._bring_figure(*self._exercise())
            self._render()
            self._across.resized()

    def is_far(self) -> bool:
        """Whether it is set for being read from across the room."""
        return self._across.on

    def is_ticking(self) -> bool:
        """Whether it wakes up to repaint."""
        return self._timer.isActive()

    def take(self, way: Way) -> None:
        """Where room is scarce, what to do comes first, and the foot is lower."""
        self._words.rows.removeWidget(self.lines)
        self._words.rows.insertWidget(2 if way == "below" else 0, self.lines)
        self._controls.set_low(low=way != "below")
        self._box.set_narrow(way.startswith("beside"))
        self._progress.show()

    def fits(self, way: Way) -> bool:
        """The card in the stage's place is read from the top; the progress is also said."""
        if super().fits(way) or not self._card.isHidden():
            return True
        self._progress.setVisible(way != "beside")
        return way == "beside" and super().fits(way)

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
        self.air.between(names, 2)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.where)
        names.addStretch(1)
        head = QHBoxLayout()
        self.air.between(head, 12)
        head.addLayout(names, 1)
        head.addWidget(self.ring)
        words = self._words.rows
        words.addWidget(self.caution)
        self.air.gap(words, 6)
        words.addWidget(self.lines)
        self.air.gap(words, 2)
        words.addWidget(self._more)
        words.addWidget(self._left_out)
        self.air.around(self._progress.rows, Margins(0, 0, 0, 12))
        top, figure = Column(self._progress), Column(self._box, self._card)
        top.rows.addLayout(head)
        parts = Spread(top, figure, self._words, (12, 6), shares=(3, 4))
        self.spread(parts, self.lines.lead_height)

    def _connect(self) -> None:
        self._left_out.undone.connect(self._on_undone)
        self._about.clicked.connect(self.about)
        self._larger.clicked.connect(self.large)
        self._across.acts = (self.toggle, self.forward, self.hurts, self.large)

    def _on_stood(self) -> None:
        self._post(JustStood())

    def _on_undone(self, exercise: str) -> None:
        self._hurt = [told for told in self._hurt if told[1] != exercise]

    def _exercise(self) -> tuple[Exercise, PlanStep]:
        assert self.view is not None, "rendered only with a view"
        step = self.view.plan.steps[self.view.index]
        return self._library.exercises[step.exercise], step

    def _is_paused(self) -> bool:
        return self.view is not None and not self.view.running and not self.view.waiting

    def _render(self) -> None:
        view = self.view
        assert view is not None, "rendered only with a view"
        exercise, step = self._exercise()
        fresh = self._shown != (view.break_id, view.index, step)
        if fresh:
            self._begin(view, exercise, step)
        self.segments.show_progress(view.index, len(view.plan.steps))
        self.ring.show_time(view.left_s, step.seconds, view.steady, running=view.running)
        self._render_words(exercise)
        self._render_note(view)
        self._render_controls(view)
        self._figure().set_still(theme.still())
        elapsed = self._elapsed()
        self._side = side_at(exercise, step.seconds, elapsed, first=step.first)  # told below
        self._figure().set_elapsed(elapsed)
        self._say_moment(elapsed)
        if fresh:
            self.settle()
            self._say(self._spoken(exercise, step))
        self._pace()

    def _begin(self, view: GuideView, exercise: Exercise, step: PlanStep) -> None:
        """Another exercise: what belonged to the one before goes."""
        if self._shown is not None and self._shown[0] == view.break_id:
            self._fade.begin()
        self._shown = (view.break_id, view.index, step)
        self._across.follow(view.break_id, exercise)
        self._bring_figure(exercise, step)
        self._card.hide()
        self._box.show()
        told = self._left_out.exercise
        if told is not None and (told is self._noted or self.hurt_in(view.break_id) is None):
            self._left_out.clear()  # it stood for a whole exercise, or belongs to another break
        self._noted = self._left_out.exercise

    def _figure(self) -> Stage:
        return self._across.view().stage if self._across.on else self._stage

    def _bring_figure(self, exercise: Exercise, step: PlanStep) -> None:
        """The page, or the far view in its place, with this exercise."""
        if self._across.on or self.area.isHidden():
            self.put_instead(self._across.view(), shown=self._across.on)
        self._figure().show_exercise(exercise, step.seconds, step.first)

    def _render_words(self, exercise: Exercise) -> None:
        self.title.setText(str(exercise.name))
        self.lines.set_lines([str(line) for line in exercise.steps])
        caution = wording.caution(exercise, self._flags())
        self.caution.setText(caution)
        self.caution.setVisible(bool(caution) and self._card.isHidden())  # the card says it too
        self._avoid.setText(wording.avoid_line(exercise))
        self._controls.stop.setText(str(self._library.stop_line))
        self._card.show_exercise(exercise)
        self._left_out.retranslate()
        self._more.setVisible(self._left_out.exercise is None)  # the undo has its place

    def _spoken(self, exercise: Exercise, step: PlanStep) -> str:
        """A new step for those who listen: where it is, what to take care of, what to do."""
        said = announcement(exercise, step.seconds, self._side)
        care = [self.caution.text()] if not self.caution.isHidden() else []
        return " ".join([f"{self.where.text()}.", *care, str(said)])

    def _say(self, text: str) -> None:
        self._tell(self, text)
        self._moment(text)

    def _render_note(self, view: GuideView) -> None:
        self.note.set_text(tr("Waiting while you type") if view.waiting else tr("Paused"))
        self.note.setVisible(not view.running)
        self._box.arrange()

    def _render_controls(self, view: GuideView) -> None:
        last = view.index == len(view.plan.steps) - 1
        self._controls.render(standing=view.plan.standing, paused=self._is_paused(), last=last)
        opened = not self._card.isHidden()
        self._about.set_text(
            tr("Close") if opened else tr("About"),
            tr("The mistake to avoid, when to skip it, where it comes from (Alt+I)"),
        )
        name = tr("Back to the figure") if opened else tr("About this exercise")
        self._about.setAccessibleName(name)
        self._larger.set_text(tr("Large"), tr("To be read from across the room (Alt+L)"))
        self._about.setToolTip(self._about.accessibleDescription())

    def _elapsed(self) -> float:
        return max(0.0, self._exercise()[1].seconds - self.ring.left())

    def _tick(self) -> None:
        seconds, elapsed = self._exercise()[1].seconds, self._elapsed()
        self._figure().set_elapsed(elapsed)
        self._ticks += 1
        over = elapsed >= seconds
        if over or theme.still() or self._ticks % _WORDS_EVERY == 0:
            self._say_moment(elapsed)
        if over:
            self._timer.stop()  # the engine's next word is due any moment

    def _say_moment(self, elapsed: float) -> None:
        """What the steady clock alone changes: side, count, cue, line of instruction."""
        assert self.view is not None, "rendered only with a view"
        exercise, step = self._exercise()
        seconds = step.seconds
        side = side_at(exercise, seconds, elapsed, first=step.first)
        if side != self._side and side is not None and sides(exercise) == 2:
            self._say(str(change_of_side(side)))  # alternating steps would be chatter
        self._side = side
        show_text(self.where, wording.step_line(self.view, side))
        cue = str(cue_at(exercise, seconds, elapsed))
        moved = self.count.show_count(count_at(exercise, seconds, elapsed))
        if cue != self.cue.text or moved:
            self.cue.set_text(cue, [str(part.cue) for part in exercise.motion.cycle])
            self._box.arrange()
        self.cue.setVisible(bool(cue) and self.view.running)
        line = wording.line_of(exercise, seconds, elapsed)
        self.lines.show_line(line)
        if self._across.on:
            self._show_afar(str(exercise.steps[line]), wording.side_text(side))

    def _show_afar(self, line: str, side: str) -> None:
        assert self.view is not None, "rendered only with a view"
        far, view = self._across.view(), self.view
        note = "" if view.running else self.note.text
        words = FarWords(line, side[:1].upper() + side[1:], self.count.text, self.ring.text(), note)
        far.stop.set_text(self._controls.stop.text())
        last = view.index == len(view.plan.steps) - 1
        far.show_words(words, paused=self._is_paused(), last=last)

    def _pace(self) -> None:
        if self.view is not None and self.view.running and self.isVisible():
            self._timer.start(_STILL_MS if theme.still() else _MOVING_MS)
        else:
            self._timer.stop()
