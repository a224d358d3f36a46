"""How the lower back feels today: one tap, no score, nothing that must be answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.engine.events import RateBack
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.engine.events import Event

Feeling = Literal["light", "okay", "heavy", "painful"]
FEELINGS: dict[Feeling, str] = {
    "light": mark("Light"),
    "okay": mark("Okay"),
    "heavy": mark("Heavy"),
    "painful": mark("Painful"),
}


class FeelingCard(Card):
    """Asks and shows the answer of today.

    Args:
        post: takes the answer as an event.
    """

    def __init__(self, post: Callable[[Event], None]) -> None:
        super().__init__()
        self._post = post
        self._answer: Feeling | None = None
        self._question = Label(role="heading")
        self._note = Label(role="muted")
        self._chips: dict[Feeling, Button] = {}
        row = QWidget()
        grows_down(row)
        flow = Flow(row, 2, grow=True)
        for feeling in FEELINGS:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, feeling))
            self._chips[feeling] = chip
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 18, 20, 16)))
        column.setSpacing(theme.px(8))
        column.addWidget(self._question)
        column.addWidget(row)
        column.addWidget(self._note)
        self.retranslate()

    def show_feeling(self, answer: str | None) -> None:
        """Mark the answer of today; None while there is none."""
        self._answer = next((one for one in FEELINGS if one == answer), None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._question.setText(tr("How does your lower back feel?"))
        for feeling, chip in self._chips.items():
            chip.set_text(tr(FEELINGS[feeling]))
            chip.setChecked(feeling == self._answer)
        self._note.setText(
            tr("Take it easy today. If it stays or worries you, read the warning signs below.")
        )
        self._note.setVisible(self._answer == "painful")

    def _choose(self, feeling: Feeling, _checked: bool = False) -> None:
        self.show_feeling(feeling)
        self._post(RateBack(feeling))
