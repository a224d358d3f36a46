"""The question: what it is about, what Start leads through, and three clear ways to answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from lowback_tray.engine.events import Event, JustStood, Skip, Snooze, StartBreak
from lowback_tray.engine.policy import BreakKind
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.break_window.page import Page
from lowback_tray.ui.break_window.spread import Column, Spread, Way, high
from lowback_tray.ui.break_window.stage import telling_moment
from lowback_tray.ui.widgets.boxes import ButtonRow, StageBox
from lowback_tray.ui.widgets.buttons import Button, SplitButton
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library, Text
    from lowback_tray.engine.effects import PromptView
    from lowback_tray.ui.break_window.stage import Stage


class PromptPage(Page):
    """Renders a `PromptView`; answers go out as events.

    Args:
        library: names of exercises and the rotating lines.
        post: takes the events.
        stage: a fresh figure.
    """

    def __init__(self, library: Library, post: Callable[[Event], None], stage: Stage) -> None:
        super().__init__()
        self._library = library
        self._post = post
        self._stage = stage
        self._rotation = wording.Rotation()
        self._line: Text | None = None
        self.prompt: PromptView | None = None
        self.title = Label(role="title")
        self._sitting = Label(role="muted")
        self._box = StageBox(cast("QWidget", stage))
        self._motto = Label(role="heading")
        self._plan = Label(role="small")
        self._why = Label(role="muted")
        self._words = Column()
        self._stood = Button(rank="link")
        self._skip = Button(rank="text")
        self._snooze = SplitButton()
        self._short = Button()
        self._start = SplitButton("filled")
        self._lay_out()
        self._connect()

    def show_prompt(self, prompt: PromptView) -> None:
        """Ask this."""
        self._line = self._rotation.line(prompt, self._library)
        self.prompt = prompt
        self._render()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self.prompt is not None:
            self._render()

    def closing_event(self) -> Event | None:
        """What closing the window means: ask me later while that is left, else skip."""
        if self.prompt is None:
            return None
        return Snooze() if self.prompt.snoozes_left else Skip()

    @property
    def spoken(self) -> str:
        """The page in one sentence, for whoever listens."""
        second = self._motto if self._sitting.isHidden() else self._sitting
        return f"{self.title.text()}. {second.text()}"

    def take(self, way: Way) -> None:
        """Where room is scarce, what Start leads through comes before the motto."""
        self._words.rows.removeWidget(self._plan)
        self._words.rows.insertWidget(2 if way == "below" else 0, self._plan)

    def _lay_out(self) -> None:
        head, words = Column(self.title, self._sitting), self._words.rows
        words.addWidget(self._motto)
        self.air.gap(words, 4)
        words.addWidget(self._plan)
        self.air.gap(words, 2)
        words.addWidget(self._why)
        parts = Spread(head, self._box, self._words, (12, 10), shares=(2, 5), titled=True)
        self.spread(parts, partial(high, self._plan))
        self.add_controls(ButtonRow([self._stood], []))
        self.add_controls(ButtonRow([self._skip], [self._snooze, self._short, self._start]))

    def _connect(self) -> None:
        self._stood.clicked.connect(self._on_stood)
        self._skip.clicked.connect(self._on_skip)
        self._snooze.clicked.connect(self._on_snooze)
        self._snooze.chosen.connect(self._on_length)
        self._short.clicked.connect(self._on_short)
        self._start.clicked.connect(self._on_start)
        self._start.chosen.connect(self._on_start_length)

    def _render(self) -> None:
        prompt = self.prompt
        assert prompt is not None, "rendered only with a prompt"
        self.title.setText(wording.prompt_title(prompt))
        self._sitting.setText(wording.desk_line(prompt))
        self._sitting.setVisible(prompt.kind is not BreakKind.CARE)  # an evening is no desk time
        self._motto.setText(str(self._line))
        self._plan.setText(wording.plan_line(prompt.plan, self._library))
        why = wording.why_line(prompt.plan, self._library)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._render_answers(prompt)
        step = prompt.plan.steps[0]
        exercise = self._library.exercises[step.exercise]
        self._stage.set_still(theme.still())
        self._stage.show_exercise(exercise, step.seconds, step.first)
        self._stage.set_elapsed(telling_moment(exercise, step.seconds))
        self.settle()

    def _render_answers(self, prompt: PromptView) -> None:
        later = prompt.snoozes_left > 0
        self._snooze.setVisible(later)
        self._short.setVisible(not later)
        stand_up = prompt.kind is BreakKind.STAND_UP
        switch = wording.switching(prompt)
        self._stood.setVisible(switch is not None or (stand_up and prompt.plan.standing))
        self._stood.set_text(
            tr("I am already standing"), tr("Counts as standing up, without a routine")
        )
        if switch is not None:
            self._stood.set_text(switch[0], switch[1])
        self._skip.set_text(tr("Skip"), tr("Not this one; the next comes after a full interval"))
        self._short.set_text(
            tr("{n} s in the seat").format(n=wording.SHORT_S),
            tr("A short version without standing up"),
        )
        self._start.set_text(
            tr("Start"),
            tr("Other lengths of the break"),
            tr("Leads through the steps with a timer"),
        )
        self._start.set_choices(
            wording.length_choices(prompt.plan, short=later) if stand_up else []
        )
        self._snooze.set_text(
            wording.snooze_text(prompt.snooze_default_s),
            tr("Other lengths"),
            tr("Asks again later"),
        )
        self._snooze.set_choices(
            [(wording.snooze_text(seconds), seconds) for seconds in prompt.snooze_choices_s]
        )

    def _on_stood(self) -> None:
        switch = None if self.prompt is None else wording.switching(self.prompt)
        self._post(JustStood() if switch is None else switch[2])

    def _on_skip(self) -> None:
        self._post(Skip())

    def _on_snooze(self) -> None:
        self._post(Snooze())

    def _on_length(self, seconds: object) -> None:
        assert isinstance(seconds, int | float), "the menu holds seconds"
        self._post(Snooze(float(seconds)))

    def _on_short(self) -> None:
        self._post(StartBreak(short=True))

    def _on_start(self) -> None:
        self._post(StartBreak())

    def _on_start_length(self, start: object) -> None:
        assert isinstance(start, StartBreak), "the menu holds starts"
        self._post(start)
