"""Rows that do something rather than set something: by a button, or one of several by a menu.

What came of it stands where the help stood. Nothing modal: a question is put in the row itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import tr
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.today.menu_button import MenuButton
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.buttons import Button


class ActionRow(Row):
    """Something to be done, by one button; below it, what came of it.

    Args:
        name, help: messages for `tr`.
        action: what the button says, a message for `tr`.
        do: does it and says what came of it; "" for nothing. May raise `LowbackError`.
    """

    def __init__(self, name: str, text: str, action: str, do: Callable[[QWidget], str]) -> None:
        self._button = Button("", "outlined")
        super().__init__(self._button)
        self._name, self._text, self._action, self._do = name, text, action, do
        self._said = ""
        self._button.clicked.connect(self._pressed)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self._name))
        self.help.setText(self._said or tr(self._text))
        self._button.set_text(tr(self._action), tr(self._text))

    def _pressed(self) -> None:
        self.show_problem("")
        try:
            self._said = self._do(self)
        except LowbackError as error:
            self._said = ""
            self.show_problem(str(error))
            announce(self, str(error))
        self.retranslate()
        if self._said:
            announce(self, self._said)


class MenuRow(Row):
    """Something to be done with one of several: a menu, and at need one question in the row."""

    def __init__(self, name: str, text: str, action: str) -> None:
        self.menu = MenuButton()
        self._yes, self._no = Button("", "warm"), Button("", "text")
        both = QWidget()
        grows_down(both)
        flow = Flow(both, 0)
        for widget in (self.menu, self._yes, self._no):
            flow.addWidget(widget)
        super().__init__(both)
        self._name, self._text, self._action = name, text, action
        self._asked: str | None = None
        self._said = ""
        self.menu.chosen.connect(self.chosen)
        self._yes.clicked.connect(self._agreed)
        self._no.clicked.connect(self._declined)
        self._show_question()

    def chosen(self, value: Any) -> None:
        """A line of the menu."""
        raise NotImplementedError

    def agreed(self, value: str) -> str:
        """The question was answered with yes; says what came of it."""
        raise NotImplementedError

    def question(self, value: str) -> tuple[str, str]:
        """What to ask, and what the button for yes says."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self._name))
        self.menu.set_text(tr(self._action))
        self._no.set_text(tr("Keep it"))
        if self._asked is not None:
            asked, yes = self.question(self._asked)
            self.help.setText(asked)
            self._yes.set_text(yes, asked)
        else:
            self.help.setText(self._said or tr(self._text))

    def ask(self, value: str) -> None:
        """Put the question."""
        self._asked, self._said = value, ""
        self._show_question()
        announce(self, self.help.text())

    def try_to(self, do: Callable[[], str]) -> None:
        """Carry something out and say what came of it."""
        self.show_problem("")
        try:
            self._said = do()
        except LowbackError as error:
            self._said = ""
            self.show_problem(str(error))
        self._asked = None
        self._show_question()
        announce(self, self._said or self.problem.text())

    def _agreed(self) -> None:
        if self._asked is not None:
            self.try_to(partial(self.agreed, self._asked))

    def _declined(self) -> None:
        self._asked = None
        self._show_question()

    def _show_question(self) -> None:
        for button in (self._yes, self._no):
            button.setVisible(self._asked is not None)
        self.menu.setVisible(self._asked is None)
        self.retranslate()
        self.tell()
