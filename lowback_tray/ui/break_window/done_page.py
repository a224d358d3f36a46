"""The end: what was done, one tap how it felt, ten minutes off the screen. Closes by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from lowback_tray.engine.events import CheckIn, Event, OffScreen
from lowback_tray.i18n import tr
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.page import Page
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button, Face, FaceButton
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.marks import CheckMark

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from lowback_tray.engine.effects import DoneView

CLOSE_S = 20.0
THANKED_S = 6.0  # after the tap there is nothing left to do
LONGEST_HOLD = 6  # a pointer left lying on the window keeps it for two minutes, not for ever
OFF_SCREEN_S = 600.0
_FACES: tuple[Face, ...] = ("easier", "same", "worse")


class DonePage(Page):
    """Renders a `DoneView`; the tap goes out as an event.

    Args:
        post: takes the events.
        rate: how much faster than real time the program's clock runs.

    `finished` asks the window to close.
    """

    finished = Signal()

    def __init__(self, post: Callable[[Event], None], rate: float) -> None:
        super().__init__()
        self._post = post
        self._hurry = min(rate, CLOSE_S / 4)  # however fast the clock, long enough to be seen
        self._answer: Face | None = None
        self._holds = 0
        self.done: DoneView | None = None
        self.mark = CheckMark()
        self.title = Label(role="title")
        self.line = Label(role="muted")
        self.question = Label(role="heading")
        self.faces = {face: FaceButton(face) for face in _FACES}
        self._off = Button()
        self._close = Button(rank="filled")
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)
        self._lay_out()
        self._connect()

    def show_done(self, done: DoneView) -> None:
        """Say this, and start the time after which the window closes."""
        self.done = done
        self._answer = None
        self._holds = 0
        self._render()
        self.mark.play()
        self._wait(CLOSE_S)

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self.done is not None:
            self._render()

    def touch(self) -> None:
        """Somebody is using the page: the time starts again."""
        if self._timer.isActive():
            self._wait(CLOSE_S)

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
        return f"{self.title.text()}. {self.line.text()}"

    def _lay_out(self) -> None:
        body = self.body
        for label in (self.title, self.line, self.question):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        body.addStretch(2)
        body.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(20)
        body.addWidget(self.title)
        body.addSpacing(6)
        body.addWidget(self.line)
        body.addStretch(2)
        body.addWidget(self.question)
        body.addSpacing(6)
        faces = QHBoxLayout()
        faces.setSpacing(0)
        for face in _FACES:
            faces.addWidget(self.faces[face], 1)
        body.addLayout(faces)
        body.addStretch(1)
        self.add_controls(ButtonRow([self._off], [self._close]))

    def _connect(self) -> None:
        for face, button in self.faces.items():
            button.clicked.connect(partial(self._on_face, face))
        self._off.clicked.connect(self._on_off)
        self._close.clicked.connect(self.finished)

    def _render(self) -> None:
        assert self.done is not None, "rendered only with a view"
        self.title.setText(wording.done_title(self.done))
        self.line.setText(wording.done_line(self.done))
        names = {"easier": tr("Easier"), "same": tr("The same"), "worse": tr("Worse")}
        for face, button in self.faces.items():
            button.set_text(names[face], tr("How the back feels after this break"))
            button.setChecked(face == self._answer)
            button.setEnabled(self._answer is None)
        self.question.setText(self._question())
        self._off.set_text(
            tr("{minutes} min off the screen").format(minutes=round(OFF_SCREEN_S / 60)),
            tr("No prompts meanwhile"),
        )
        self._close.set_text(tr("Close"))

    def _question(self) -> str:
        if self._answer is None:
            return tr("How does your back feel now?")
        if self._answer == "worse":
            return tr("Thank you for saying so. Take it gently, and leave out what hurts.")
        return tr("Thank you. Noted.")

    def _on_face(self, face: Face, _checked: bool = False) -> None:
        assert self.done is not None, "faces are shown only with a view"
        self._answer = face
        self._render()
        self._wait(THANKED_S)
        self._post(CheckIn(self.done.break_id, face))

    def _on_off(self) -> None:
        self._post(OffScreen(OFF_SCREEN_S))
        self.finished.emit()

    def _on_time(self) -> None:
        if self.window().underMouse() and self._holds < LONGEST_HOLD:
            self._holds += 1
            self._wait(CLOSE_S)
        else:
            self.finished.emit()

    def _wait(self, seconds: float) -> None:
        self._timer.start(round(seconds / self._hurry * 1000))
