"""The card that asks what an absence was, where no service shows notifications.

One question, three answers and a way out; it lies in the corner, makes no sound, cannot take
the keyboard, and the engine takes it back after two minutes. The same answers are in the tray's
menu while it is open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.engine.events import Event, NoAnswer, WasAway
from lowback_tray.engine.spans import span
from lowback_tray.i18n import tr
from lowback_tray.ui.break_window.answers import Answers
from lowback_tray.ui.corner import CornerCard
from lowback_tray.ui.widgets.air import Margins
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from lowback_tray.engine.effects import CardView


def answers() -> tuple[tuple[str, Event], ...]:
    """What can be answered, in the language in force."""
    return (
        (tr("Stood up or walked"), WasAway("stood")),
        (tr("Lay down"), WasAway("lying")),
        (tr("Still sitting"), WasAway("sitting")),
    )


def title(card: CardView) -> str:
    """What it is about."""
    return tr("You were away for {span}").format(span=span(card.seconds))


def line() -> str:
    """What the answer does."""
    return tr("What was it? The sitting clock follows your answer; without one nothing changes.")


class ReturnCard:
    """`engine.ports.Card` as a card of our own; built when first needed, then reused.

    Args:
        post: takes the answers as events.
        tell: has a sentence read out on behalf of a widget.
    """

    def __init__(
        self, post: Callable[[Event], None], *, tell: Callable[[QWidget, str], None] = announce
    ) -> None:
        self._post, self._tell = post, tell
        self.window: CardWindow | None = None

    def show(self, card: CardView) -> None:
        """Ask, quietly."""
        if self.window is None:
            self.window = CardWindow(self._post)
        self.window.show_card(card)
        self.window.appear()
        self._tell(self.window, title(card))

    def withdraw(self) -> None:
        """Take it back; harmless when it is not shown."""
        if self.window is not None:
            self.window.hide()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self.window is not None:
            self.window.retranslate()

    def release(self) -> None:
        """Give the window back; it is built anew when needed."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None


class CardWindow(CornerCard):
    """The card's window."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        super().__init__()
        self._post = post
        self._card: CardView | None = None
        self._title = Label(role="heading")
        self._line = Label(role="small")
        self._answers = Answers(grow=False)
        self._close = Button(rank="text")
        whole = QVBoxLayout(self)
        self.air.around(whole, Margins(16, 14, 16, 8))
        self.air.between(whole, 6)
        for widget in (self._title, self._line, self._answers):
            whole.addWidget(widget)
        whole.addWidget(ButtonRow([], [self._close]))
        self._answers.chosen.connect(self._answer)
        self._close.clicked.connect(self._no_answer)

    def show_card(self, card: CardView) -> None:
        """What it asks about."""
        self._card = card
        self._render()

    def retranslate(self) -> None:
        """Say the same in the language now in force."""
        if self._card is not None:
            self._render()
            self.take_place()

    def _render(self) -> None:
        assert self._card is not None, "rendered only with an absence"
        self.setWindowTitle(tr("Lowback Tray"))
        self._title.setText(title(self._card))
        self._line.setText(line())
        self._answers.set_choices(answers(), title(self._card))
        self._close.set_text(tr("No answer"), tr("Nothing changes"))

    def _answer(self, event: object) -> None:
        self.hide()
        self._post(cast("Event", event))

    def _no_answer(self) -> None:
        self._answer(NoAnswer())
