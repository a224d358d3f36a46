"""How the lower back feels: one tap, no score, nothing that must be answered.

Below the question a quiet menu says more about today (heavier, hurts, flare-up, exercised), and
what of it is in force stands there with the way back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.engine.events import RateBack
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.day_words import FEELINGS, Feeling
from lowback_tray.ui.layouts import Flow, SideBySide, grows_down
from lowback_tray.ui.today import body
from lowback_tray.ui.today.menu_button import MenuButton
from lowback_tray.ui.tray_menu import MenuItem
from lowback_tray.ui.walking import tab_as_laid_out
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.engine.events import Event
    from lowback_tray.engine.status import Status


class FeelingCard(Card):
    """Asks and shows the answer of today.

    Args:
        post: takes the answer as an event.
        command: gives a command of the program's table: name, arguments.
        name_of: the name of an exercise by its id.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        command: Callable[[str, tuple[str, ...]], None],
        name_of: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._post = post
        self._command = command
        self._name_of = name_of
        self._answer: Feeling | None = None
        self._status: Status | None = None
        self._question = Label(role="heading")
        self._caution = Label(role="muted")
        self._chips: dict[Feeling, Button] = {}
        self._more = MenuButton()
        self._more.chosen.connect(post)
        self._notes: tuple[body.Note, ...] = ()
        self._shown: list[_NoteRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 18, 20, 12)))
        column.setSpacing(theme.px(8))
        column.addWidget(self._question)
        column.addWidget(self._chip_row())
        column.addWidget(self._caution)
        column.addLayout(self._rows)
        column.addWidget(self._more_row())
        self.retranslate()

    def _chip_row(self) -> QWidget:
        row = QWidget()
        grows_down(row)
        flow = Flow(row, 2, grow=True)
        for feeling in FEELINGS:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, feeling))
            self._chips[feeling] = chip
            flow.addWidget(chip)
        return row

    def _more_row(self) -> QWidget:
        row = QWidget()
        grows_down(row)
        Flow(row).addWidget(self._more)
        return row

    def show_feeling(self, answer: str | None) -> None:
        """Mark the answer of today; None while there is none."""
        self._answer = next((one for one in FEELINGS if one == answer), None)
        self.retranslate()

    def show_status(self, status: Status) -> None:
        """Show what of the back bears on what is offered."""
        self._status = status
        self._more.set_lines(
            [(one.label, one.event, one.checked) for one in body.choices(status.body)]
        )
        self._show_notes(body.notes(status.body, status.now, self._name_of))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._question.setText(tr("How does your lower back feel?"))
        for feeling, chip in self._chips.items():
            chip.set_text(tr(FEELINGS[feeling]), self._question.text())
            chip.setChecked(feeling == self._answer)
        self._caution.setText(
            tr("Take it easy today. If it stays or worries you, read the warning signs below.")
        )
        self._caution.setVisible(self._answer == "painful")
        self._more.set_text(tr("My back today"))
        if self._status is not None:
            self.show_status(self._status)

    def _show_notes(self, notes: tuple[body.Note, ...]) -> None:
        if notes == self._notes:
            return
        self._notes = notes
        for shown in self._shown:
            self._rows.removeWidget(shown)
            shown.deleteLater()
        self._shown = [_NoteRow(note, self._carry_out) for note in notes]
        for row in self._shown:
            self._rows.addWidget(row)
        tab_as_laid_out(self.window())

    def _carry_out(self, wish: Event | MenuItem) -> None:
        if not isinstance(wish, MenuItem):
            self._post(wish)
        elif wish.command is not None:
            self._command(wish.command, wish.args)

    def _choose(self, feeling: Feeling, _checked: bool = False) -> None:
        self.show_feeling(feeling)
        self._post(RateBack(feeling))


class _NoteRow(QWidget):
    """What is in force, and a button that ends it."""

    def __init__(self, note: body.Note, carry_out: Callable[[Event | MenuItem], None]) -> None:
        super().__init__()
        grows_down(self)
        text = Label(note.text, "small")
        button = Button("", "link")
        button.set_text(note.action, note.text)
        button.clicked.connect(partial(_wish, carry_out, note.wish))
        both = SideBySide(self, 8, 150)
        both.addWidget(text)
        both.addWidget(button)


def _wish(
    carry_out: Callable[[Event | MenuItem], None], wish: Event | MenuItem, _checked: bool = False
) -> None:
    carry_out(wish)
