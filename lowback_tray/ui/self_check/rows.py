"""The parts of the form: a question with its drawing, choices as chips, check lists, a time."""

from __future__ import annotations

from datetime import time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.library_window.picture import Picture
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import CheckLine, Combo
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lowback_tray.care.exercise import Exercise, Text

_HALF_HOURS = tuple(time(number // 2, 30 * (number % 2)) for number in range(48))


class Field(QWidget):
    """Something to answer.

    Signals:
        chosen: the new value.
    """

    chosen = Signal(object)

    def show_value(self, value: Any) -> None:
        """Show the value that holds."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        raise NotImplementedError


class Chips(Field):
    """A question and answers as chips.

    Args:
        question: gives the question in the language in force.
        choices: value to label, a message for `tr`.
        many: any number of them may be set; the value is a frozenset.
    """

    def __init__(
        self, question: Callable[[], str], choices: Mapping[str, str], *, many: bool = False
    ) -> None:
        super().__init__()
        grows_down(self)
        self._question = question
        self._choices = choices
        self._many = many
        self._value: Any = frozenset() if many else None
        self._label = Label()
        chips = QWidget()
        grows_down(chips)
        flow = Flow(chips, 0)
        self._chips: dict[str, Button] = {}
        for choice in choices:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, choice))
            self._chips[choice] = chip
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._label)
        column.addWidget(chips)

    def show_value(self, value: Any) -> None:
        """See `Field`."""
        self._value = value
        for choice, chip in self._chips.items():
            chip.setChecked(choice in value if self._many else choice == value)

    def retranslate(self) -> None:
        """See `Field`."""
        self._label.setText(self._question())
        for choice, chip in self._chips.items():
            chip.set_text(tr(self._choices[choice]), self._label.text())

    def answers(self) -> tuple[Button, ...]:
        """The chips in order."""
        return tuple(self._chips.values())

    def _choose(self, choice: str, _checked: bool = False) -> None:
        value = frozenset(self._value) ^ {choice} if self._many else choice
        self.show_value(value)
        self.chosen.emit(value)


class QuestionRow(Field):
    """One of the seven: a small drawing of the position, the sentence, four answers."""

    def __init__(self, text: Text, drawn: Exercise, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._chips = Chips(partial(str, text), choices)
        self._chips.chosen.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        self._picture = Picture(drawn, 96)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._chips, 1)

    def draw(self) -> None:
        """Show the drawing too."""
        self._picture.draw()

    def show_value(self, value: Any) -> None:
        """See `Field`."""
        self._chips.show_value(value)

    def retranslate(self) -> None:
        """See `Field`."""
        self._chips.retranslate()


class Checks(Field):
    """A question and a list of boxes to tick; the value is a frozenset of ids."""

    def __init__(self, question: Callable[[], str], texts: Mapping[str, Text]) -> None:
        super().__init__()
        self._question = question
        self._texts = texts
        self._value: frozenset[str] = frozenset()
        self._label = Label()
        self._lines = {name: CheckLine() for name in texts}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self._label)
        for name, line in self._lines.items():
            line.check.clicked.connect(partial(self._toggle, name))
            column.addWidget(line)

    def show_value(self, value: Any) -> None:
        """See `Field`."""
        self._value = frozenset(value)
        for name, line in self._lines.items():
            line.check.setChecked(name in self._value)

    def retranslate(self) -> None:
        """See `Field`."""
        self._label.setText(self._question())
        for name, line in self._lines.items():
            text = str(self._texts[name])
            line.set_text(text[:1].upper() + text[1:])

    def _toggle(self, name: str, _checked: bool = False) -> None:
        self.show_value(self._value ^ {name})
        self.chosen.emit(self._value)


class TimeRow(Field):
    """A time of day, to the half hour; another one that was set by hand is kept and shown."""

    def __init__(self, question: Callable[[], str]) -> None:
        super().__init__()
        grows_down(self)
        self._question = question
        self._label = Label()
        self._times: tuple[time, ...] = _HALF_HOURS
        self._combo = Combo()
        self._label.setBuddy(self._combo)  # Qt tells the value of a choice; its label names it
        self._combo.activated.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._label, 1)
        row.addWidget(self._combo)
        self._fill()

    def show_value(self, value: Any) -> None:
        """See `Field`."""
        if value not in self._times:
            self._times = tuple(sorted({*_HALF_HOURS, value}))
            self._fill()
        with QSignalBlocker(self._combo):
            self._combo.setCurrentIndex(self._times.index(value))

    def retranslate(self) -> None:
        """See `Field`."""
        self._label.setText(self._question())

    def _fill(self) -> None:
        with QSignalBlocker(self._combo):
            self._combo.clear()
            self._combo.addItems([f"{one:%H:%M}" for one in self._times])

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._times[index])
