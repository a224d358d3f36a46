"""Our own small toast for posture resets, where the desktop has no notification service.

It lies in the corner near the tray, cannot take the keyboard at all (the same answers are in the
tray's menu), makes no sound, and goes away when the engine withdraws it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.engine.events import Event, Skip, Snooze, StartBreak
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.stage import telling_moment
from lowback_tray.ui.corner import CornerCard
from lowback_tray.ui.widgets.air import Margins
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow, StageBox
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library, Text
    from lowback_tray.engine.effects import PromptView
    from lowback_tray.ui.break_window.stage import Stage, StageFactory


class Toast:
    """`engine.ports.Prompter` as a toast; built when first needed, then reused.

    Args:
        library: names of exercises and the rotating lines.
        post: takes the answers as events.
        stage_factory: makes the small figure.
        tell: has a sentence read out on behalf of a widget.
    """

    def __init__(
        self,
        library: Library,
        post: Callable[[Event], None],
        stage_factory: StageFactory,
        *,
        tell: Callable[[QWidget, str], None] = announce,
    ) -> None:
        self._library = library
        self._post = post
        self._stage_factory = stage_factory
        self._tell = tell
        self._rotation = wording.Rotation()
        self._card: ToastCard | None = None

    @property
    def card(self) -> ToastCard | None:
        """The window, None before it was first needed."""
        return self._card

    def show(self, prompt: PromptView) -> None:
        """Ask, quietly."""
        if self._card is None:
            self._card = ToastCard(self._library, self._post, self._stage_factory())
        self._card.show_prompt(prompt, self._rotation.line(prompt, self._library))
        self._card.appear()
        self._tell(self._card, self._card.title.text())

    def withdraw(self) -> None:
        """Take it back; harmless when none is shown."""
        if self._card is not None:
            self._card.hide()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self._card is not None:
            self._card.retranslate()

    def release(self) -> None:
        """Give the window back; it is built anew when needed."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None


class ToastCard(CornerCard):
    """The toast's window: a small still figure, one question, three answers."""

    def __init__(self, library: Library, post: Callable[[Event], None], stage: Stage) -> None:
        super().__init__()
        self._library = library
        self._post = post
        self._stage = stage
        self._prompt: PromptView | None = None
        self._line: Text | None = None  # as long as there is no prompt
        self.title = Label(role="heading")
        self.line = Label(role="small")
        self._box = StageBox(cast("QWidget", stage))
        self._skip = Button(rank="text")
        self._later = Button()
        self._start = Button(rank="filled")
        self._lay_out()
        self._skip.clicked.connect(self._on_skip)
        self._later.clicked.connect(partial(self._answer, Snooze()))
        self._start.clicked.connect(partial(self._answer, StartBreak()))

    def show_prompt(self, prompt: PromptView, line: Text) -> None:
        """What it asks."""
        self._prompt = prompt
        self._line = line
        self._render()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self._prompt is not None:
            self._render()
            self.take_place()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        self.air.between(words, 4)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.line)
        words.addStretch(1)
        top = QHBoxLayout()
        self.air.between(top, 14)
        top.addWidget(self._box)
        top.addLayout(words, 1)
        whole = QVBoxLayout(self)
        self.air.around(whole, Margins(16, 16, 16, 10))
        self.air.between(whole, 8)
        whole.addLayout(top)
        whole.addWidget(ButtonRow([self._skip], [self._later, self._start]))

    def _render(self) -> None:
        prompt = self._prompt
        assert prompt is not None, "rendered only with a prompt"
        self.setWindowTitle(tr("Lowback Tray"))  # nobody sees it, but readers and lists of windows
        self.title.setText(wording.prompt_title(prompt))
        self.line.setText(str(self._line))
        self._box.setFixedSize(theme.px(84), theme.px(84))
        step = prompt.plan.steps[0]
        exercise = self._library.exercises[step.exercise]
        self._stage.show_exercise(exercise, step.seconds, step.first)
        self._stage.set_elapsed(telling_moment(exercise, step.seconds))
        self._skip.set_text(tr("Skip"), tr("Not this one; the next comes after a full interval"))
        switch = wording.switching(prompt)
        if switch is not None:
            self._skip.set_text(switch[0], switch[1])
        self._later.set_text(tr("Later"), tr("Asks again later"))
        self._later.setVisible(prompt.snoozes_left > 0)
        self._start.set_text(tr("Start"), tr("Leads through the steps with a timer"))

    def _on_skip(self) -> None:
        """Not this one; with a desk to stand at, the other posture, which is one click as well."""
        assert self._prompt is not None, "asked only with a prompt"
        switch = wording.switching(self._prompt)
        self._answer(Skip() if switch is None else switch[2])

    def _answer(self, event: Event, _checked: bool = False) -> None:
        self.hide()
        self._post(event)
