"""Show me: each kind of prompt as a trial, of which nothing is written down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.shapes import every_of
from lowback_tray.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TITLE = mark("Show me")
HELP = mark("A trial, as it looks here with these settings. Nothing of it is counted or kept.")
TRIALS: Mapping[str, str] = {
    "stand-up": mark("A stand-up"),
    "posture-reset": mark("A posture reset"),
    "guide": mark("The guide"),
}
"""What can be shown, id to label (a message for `tr`)."""


class ShowRow(Row):
    """A button for each kind of prompt.

    Args:
        show: shows a trial of one of `TRIALS`; returns why it cannot, "" when it does.
    """

    def __init__(self, show: Callable[[str], str]) -> None:
        buttons = QWidget()
        grows_down(buttons)
        flow = Flow(buttons, 2)
        self._buttons = {trial: Button("", "outlined") for trial in TRIALS}
        for trial, button in self._buttons.items():
            button.clicked.connect(partial(self._pressed, trial))
            flow.addWidget(button)
        super().__init__(buttons, wide=True)
        self._show = show
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(TITLE))
        self.help.setText(tr(HELP))
        for trial, button in self._buttons.items():
            button.set_text(tr(TRIALS[trial]), f"{tr(TITLE)}. {tr(HELP)}")

    def _pressed(self, trial: str, _checked: bool = False) -> None:
        self.show_problem(self._show(trial))


def slot(show: Callable[[str], str]) -> Slot:
    """The row as a slot of its page."""
    messages = (TITLE, HELP, *TRIALS.values(), mark("demo test preview try"))
    return Slot("show-me", lambda: ShowRow(show), partial(every_of, messages))
