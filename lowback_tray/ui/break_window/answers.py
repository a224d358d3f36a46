"""A handful of answers as chips that wrap; one tap chooses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.walking import tab_as_laid_out
from lowback_tray.ui.widgets.buttons import Button


class Answers(QWidget):
    """`chosen` carries the value of the chip that was tapped.

    Args:
        grow: let the chips of a row share its width; for answers of one kind and length.
    """

    chosen = Signal(object)

    def __init__(self, *, grow: bool) -> None:
        super().__init__()
        self._chips: list[Button] = []
        grows_down(self)
        self._flow = Flow(self, 0, grow=grow)

    def set_choices(self, choices: Sequence[tuple[str, object]], about: str = "") -> None:
        """What can be answered, with the value each stands for.

        Args:
            choices: text and value of each chip.
            about: the question, for those who hear one chip at a time.
        """
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for text, value in choices:
            chip = Button("", "chip")
            chip.set_text(text, about)
            chip.clicked.connect(partial(self._choose, value))
            self._flow.addWidget(chip)
            self._chips.append(chip)
        tab_as_laid_out(self.window())
        self.updateGeometry()

    def _choose(self, value: object, _checked: bool = False) -> None:
        self.chosen.emit(value)
