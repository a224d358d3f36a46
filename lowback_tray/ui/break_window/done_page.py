"""The end: what was done, one tap how it felt, ten minutes off the screen. Closes by itself.

After "worse" it asks which exercise it was and says what follows from the answer; once a day it
asks how the back feels. Every tap is worth something by itself: what is left unanswered takes
nothing away from what was answered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lowback_tray.engine.effects import Ending
from lowback_tray.engine.events import CheckIn, Event, OffScreen, RateBack
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.answers import Answers
from lowback_tray.ui.break_window.left_out import LeftOut
from lowback_tray.ui.break_window.page import INSET, SIDE, TOP, Page
from lowback_tray.ui.break_window.spread import Column, Spread, Way, high
from lowback_tray.ui.day_words import FEELINGS
from lowback_tray.ui.layouts import SideBySide, grows_down
from lowback_tray.ui.stylesheet import RING
from lowback_tray.ui.widgets.air import Margins
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button, Face, FaceButton
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.marks import CheckMark

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from lowback_tray.care.exercise import Exercise, Library
    from lowback_tray.engine.effects import DoneView

CLOSE_S = 20.0
LISTENED_S = 60.0  # to hear it takes ten seconds, to find the answers by ear more than that
THANKED_S = 6.0  # after the tap there is nothing left to do
LONGEST_HOLD = 6  # a pointer left lying on the window keeps it for two minutes, not for ever
OFF_SCREEN_S = 600.0
_MARK, _LEAST_MARK = 112, 36  # pixels at 100 %
_FACES: tuple[Face, ...] = ("easier", "same", "worse")
Asking = Literal["after", "which", "feeling", "nothing"]


class DonePage(Page):
    """Renders a `DoneView`; the taps go out as events.

    Args:
        library: the names of exercises.
        post: takes the events.
        rate: how much faster than real time the program's clock runs.
        open_signs: opens the warning signs; without it they are only named.
        tell: has a sentence read out on behalf of a widget.

    `finished` asks the window to close.
    """

    finished = Signal()

    def __init__(
        self,
        library: Library,
        post: Callable[[Event], None],
        rate: float,
        open_signs: Callable[[], None] | None = None,
        tell: Callable[[QWidget, str], None] = announce,
    ) -> None:
        super().__init__()
        self._library = library
        self._post = post
        self._hurry = min(rate, CLOSE_S / 4)  # however fast the clock, long enough to be seen
        self._open_signs = open_signs
        self._tell = tell
        self._answer: Face | None = None
        self._painful = False
        self._asking: Asking = "after"
        self._holds = 0
        self.done: DoneView | None = None
        self.mark = CheckMark()
        self._below_mark = QWidget()
        self.title = Label(role="title")
        self.line = Label(role="muted")
        self.question = Label(role="heading")
        self.faces = {face: FaceButton(face) for face in _FACES}
        self._row = QWidget()
        self._which = Answers(grow=False)
        self._feelings = Answers(grow=True)
        self._left_out = LeftOut(post)
        self._care = QWidget()
        self._care_line = Label(role="small")
        self._signs = Button(rank="link")
        self._off = Button()
        self._close = Button(rank="filled")
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)
        self._lay_out()
        self._connect()

    def show_done(self, done: DoneView, hurt: Exercise | None = None) -> None:
        """Say this, and start the time after which the window closes.

        Args:
            done: how it ended.
            hurt: the exercise that was said to hurt, None for none.
        """
        self.done = done
        self._answer = None
        self._painful = False
        self._holds = 0
        self._left_out.clear()
        if hurt is not None:
            self._left_out.show_exercise(hurt)
        self._asking = self._next() if self._was_ended_early() else "after"
        self._render()
        self.mark.play()
        self._wait(self._patience())

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self.done is not None:
            self._render()

    def touch(self) -> None:
        """Somebody is using the page: the time starts again."""
        if self._timer.isActive():
            self._wait(self._patience())

    def left_s(self) -> float:
        """Real seconds until it closes, 0 when it is not counting."""
        return max(0, self._timer.remainingTime()) / 1000

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing runs while hidden."""
        super().hideEvent(event)
        self._timer.stop()

    @property
    def spoken(self) -> str:
        """The page in one sentence, for whoever listens."""
        return f"{self.title.text()}. {self.line.text()} {self.question.text()}"

    def take(self, way: Way) -> None:
        """The mark as large as ever, to begin with; where there is no room it only adds to it."""
        self._show_mark(0 if way == "words first" else theme.px(_MARK))

    def fits(self, way: Way) -> bool:
        """The mark gives way to what is asked."""
        left = theme.px(_MARK) + min(0, self.spare())
        self._show_mark(left if left >= theme.px(_LEAST_MARK) else 0)
        return self.spare() >= 0

    def _show_mark(self, across: int) -> None:
        """The mark that many pixels across, 0 for none."""
        self.mark.set_size(max(1, across))
        self._below_mark.setFixedHeight(theme.px(20))
        for part in (self.mark, self._below_mark):
            part.setVisible(bool(across) and not self._was_ended_early())

    def _lay_out(self) -> None:
        # mostly controls: their rims lie outside of where texts begin
        self.air.around(self.body, Margins(SIDE, TOP, SIDE, 0, rim=RING))
        for label in (self.title, self.line, self.question):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        faces = QHBoxLayout(self._row)
        faces.setContentsMargins(0, 0, 0, 0)
        faces.setSpacing(0)
        for face in _FACES:
            faces.addWidget(self.faces[face], 1)
        grows_down(self._care)
        care = SideBySide(self._care, gap=8, text=160)
        care.addWidget(self._care_line)
        care.addWidget(self._signs)
        told, asked = Column(), Column(self.question)
        told.rows.addStretch()
        told.rows.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        told.rows.addWidget(self._below_mark)
        told.rows.addWidget(self.title)
        self.air.gap(told.rows, 6)
        told.rows.addWidget(self.line)
        told.rows.addStretch()
        self.air.gap(asked.rows, 6)
        for answers in (self._row, self._which, self._feelings):
            asked.rows.addWidget(answers)
        asked.rows.addStretch()
        for after in (self._left_out, self._care):
            self.air.around(after, INSET)  # texts, among controls
            asked.rows.addWidget(after)
        self.spread(Spread(told, None, asked, (8, 0)), partial(high, asked))
        self.add_controls(ButtonRow([self._off], [self._close]))

    def _connect(self) -> None:
        for face, button in self.faces.items():
            button.clicked.connect(partial(self._on_face, face))
        self._which.chosen.connect(self._on_which)
        self._feelings.chosen.connect(self._on_feeling)
        self._signs.clicked.connect(self._on_signs)
        self._off.clicked.connect(self._on_off)
        self._close.clicked.connect(self.finished)

    # ---- what is shown

    def _render(self) -> None:
        done = self.done
        assert done is not None, "rendered only with a view"
        self.title.setText(wording.done_title(done))
        self.line.setText(wording.done_line(done))
        self._render_question(done)
        self._left_out.retranslate()
        self._render_care()
        self._off.set_text(
            tr("{minutes} min off the screen").format(minutes=round(OFF_SCREEN_S / 60)),
            tr("No prompts meanwhile"),
        )
        self._close.set_text(tr("Close"))
        self._show_mark(theme.px(_MARK))
        self.settle()

    def _render_question(self, done: DoneView) -> None:
        names = {"easier": tr("Easier"), "same": tr("The same"), "worse": tr("Worse")}
        for face, button in self.faces.items():
            button.set_text(names[face], tr("How the back feels after this break"))
            button.setChecked(face == self._answer)
            button.setEnabled(self._answer is None)
        self.question.setText(self._question())
        which, feeling = self._asking == "which", self._asking == "feeling"
        self._which.set_choices(self._exercises(done) if which else [], self.question.text())
        self._which.setVisible(which)
        feelings = [(tr(text), one) for one, text in FEELINGS.items()]
        self._feelings.set_choices(feelings if feeling else [], self.question.text())
        self._feelings.setVisible(feeling)
        self._row.setVisible(not which and not feeling and not self._was_ended_early())

    def _question(self) -> str:
        if self._asking == "after":
            return tr("How does your back feel now?")
        if self._asking == "which":
            return tr("Thank you for saying so. Which one was it?")
        if self._asking == "feeling":
            return tr("How does your lower back feel today?")
        if self._answer == "worse" or self._painful or self._was_ended_early():
            return tr("Thank you for saying so. Take it gently, and leave out what hurts.")
        return tr("Thank you. Noted.")

    def _exercises(self, done: DoneView) -> list[tuple[str, object]]:
        """What was done, by name, and a way not to say."""
        known = [self._library.exercises[one] for one in done.exercises]
        return [*((str(one.name), one.id) for one in known), (tr("Not sure"), None)]

    def _render_care(self) -> None:
        """After bad news: where to look."""
        bad = self._answer == "worse" or self._painful or self._left_out.exercise is not None
        self._care.setVisible(bad)
        linked = self._open_signs is not None
        self._care_line.setText(
            tr("If it stays or worries you:")
            if linked
            else tr("If it stays or worries you, read the warning signs.")
        )
        self._signs.set_text(tr("Warning signs"))
        self._signs.setVisible(linked)

    def _was_ended_early(self) -> bool:
        return self.done is not None and self.done.ending is Ending.ENDED_EARLY

    # ---- what is tapped

    def _on_face(self, face: Face, _checked: bool = False) -> None:
        assert self.done is not None, "faces are shown only with a view"
        self._answer = face
        which = face == "worse" and self.done.exercises
        self._go_on("which" if which else self._next())
        self._post(CheckIn(self.done.break_id, face))

    def _on_which(self, exercise: object) -> None:
        """The id of an exercise, or None for not sure."""
        assert self.done is not None, "chips are shown only with a view"
        if isinstance(exercise, str):
            self._left_out.show_exercise(self._library.exercises[exercise])
            self._post(CheckIn(self.done.break_id, "worse", exercise))
        self._go_on(self._next())

    def _on_feeling(self, answer: object) -> None:
        feeling = next(one for one in FEELINGS if one == answer)
        self._painful = feeling == "painful"
        self._go_on("nothing")
        self._post(RateBack(feeling))

    def _next(self) -> Asking:
        """What comes after how this break felt."""
        return "feeling" if self.done is not None and self.done.ask_feeling else "nothing"

    def _go_on(self, asking: Asking) -> None:
        self._asking = asking
        if self.isAncestorOf(self.window().focusWidget()):
            # what was pressed goes; the next button along would be pressed by the next Space
            self.window().setFocus(Qt.FocusReason.OtherFocusReason)
        self._render()
        self._tell(self, self.question.text())
        nothing_left = asking == "nothing" and self._care.isHidden()
        self._wait(THANKED_S if nothing_left else self._patience())
        QTimer.singleShot(0, self, self._bring_question_in)  # once it is laid out

    def _bring_question_in(self) -> None:
        """In a window that is too small for all of it, the question is what matters."""
        self.area.ensureWidgetVisible(self.question, 0, 0)
        for answers in (self._which, self._feelings):
            if answers.isVisible():
                self.area.ensureWidgetVisible(answers, 0, 0)

    def _on_signs(self) -> None:
        if self._open_signs is not None:
            self._open_signs()

    def _on_off(self) -> None:
        self._post(OffScreen(OFF_SCREEN_S))
        self.finished.emit()

    def _on_time(self) -> None:
        if self.window().underMouse() and self._holds < LONGEST_HOLD:
            self._holds += 1
            self._wait(CLOSE_S)
        else:
            self.finished.emit()

    def _patience(self) -> float:
        """How long it waits for an answer, in seconds."""
        return LISTENED_S if QAccessible.isActive() else CLOSE_S

    def _wait(self, seconds: float) -> None:
        self._timer.start(round(seconds / self._hurry * 1000))
