"""The right editor for each kind of value.

An editor shows a value and says `edited` with a new, already checked one; `refused` carries
what is wrong with an entry, in words, and "" when nothing is wrong any more. Showing a value
never says `edited`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lowback_tray.errors import BadInput
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import CheckLine, Spin, Switch

if TYPE_CHECKING:
    from lowback_tray.ui.settings_window.shapes import Setting


class Editor(QWidget):
    """Edits one setting.

    Signals:
        edited: a new value, checked.
        refused: what is wrong with the entry; "" when it is right again.

    Attributes:
        wide: it wants a row of its own below the text.
    """

    edited = Signal(object)
    refused = Signal(str)
    wide = False

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def show_value(self, value: Any) -> None:
        """Show a value without saying `edited`."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        raise NotImplementedError

    def name(self) -> str:
        """What the setting is called."""
        return tr(self.setting.label)

    def describe(self, widget: QWidget) -> None:
        """Give a control the name and the help of its setting."""
        widget.setAccessibleName(self.name())
        widget.setAccessibleDescription(tr(self.setting.help))


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._switch = Switch()
        self._switch.toggled.connect(self._toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._switch)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`."""
        with QSignalBlocker(self._switch):
            self._switch.setChecked(bool(value))

    def retranslate(self) -> None:
        """See `Editor`."""
        self.describe(self._switch)

    def _toggled(self, on: bool) -> None:
        self.edited.emit(on)


class ChoiceEditor(Editor):
    """One of a few words, as chips."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        grows_down(self)
        flow = Flow(self, 0)
        self._chips: dict[str, Button] = {}
        for choice in setting.choices:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, choice))
            self._chips[choice] = chip
            flow.addWidget(chip)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`."""
        for choice, chip in self._chips.items():
            chip.setChecked(choice == value)

    def retranslate(self) -> None:
        """See `Editor`."""
        for choice, chip in self._chips.items():
            chip.set_text(tr(self.setting.choices[choice]), self.name())

    def _choose(self, choice: str, _checked: bool = False) -> None:
        self.show_value(choice)
        self.edited.emit(choice)


class NumberEditor(Editor):
    """A whole number with its unit, and chips for the usual ones."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        grows_down(self)
        flow = Flow(self, 0)
        self._chips: dict[int, Button] = {}
        for preset in setting.presets:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, preset))
            self._chips[preset] = chip
            flow.addWidget(chip)
        self._spin = Spin()
        self._spin.setRange(setting.low, setting.high)
        self._spin.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
        self._spin.setKeyboardTracking(False)  # "4" on the way to "45" is no wish
        self._spin.valueChanged.connect(self._choose)
        flow.addWidget(self._spin)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`."""
        with QSignalBlocker(self._spin):
            self._spin.setValue(int(value))
        for preset, chip in self._chips.items():
            chip.setChecked(preset == value)

    def retranslate(self) -> None:
        """See `Editor`."""
        before, _, after = tr(self.setting.unit).partition("{n}")
        with QSignalBlocker(self._spin):
            self._spin.setPrefix(before)
            self._spin.setSuffix(after)
        self.describe(self._spin)
        for preset, chip in self._chips.items():
            chip.set_text(self.setting.format(preset), self.name())

    def _choose(self, value: int, _checked: bool = False) -> None:
        self.show_value(value)
        self.edited.emit(value)


class TextEditor(Editor):
    """What is typed as text: a time, ranges of times, a list of numbers."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._value: Any = setting.default
        self._wrong = False
        self._field = QLineEdit()
        self._field.setMinimumWidth(theme.px(120 if setting.type == "time" else 220))
        self._field.editingFinished.connect(self._finish)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`; an entry that is being typed, or waits to be mended, is left alone."""
        changed, self._value = value != self._value, value
        typing = self._field.hasFocus() and self._field.isModified()
        if not typing and (changed or not self._wrong):
            self.forget()

    def forget(self) -> None:
        """Show the value that holds, whatever was typed."""
        self._field.setText(self._text(self._value))
        if self._wrong:
            self._mark(wrong=False)
            self.refused.emit("")

    def retranslate(self) -> None:
        """See `Editor`."""
        self.describe(self._field)
        may_be_empty = self.setting.type in ("ranges", "words", "marks", "command", "keys")
        self._field.setPlaceholderText(tr("none") if may_be_empty else "")

    def _text(self, value: Any) -> str:
        if not value or self.setting.type == "command":
            return str(value or "")
        return self.setting.text(value).replace(",", ", ")

    def _finish(self) -> None:
        """Check what was typed; a wrong entry stays, to be mended."""
        if not self._field.isModified():
            return
        try:
            value = self.setting.parse(self._field.text())
        except BadInput as error:
            self._mark(wrong=True)
            self.refused.emit(
                tr("{problem}. {remedy}").format(problem=error.problem, remedy=error.remedy)
            )
            return
        self._mark(wrong=False)
        self.refused.emit("")
        self._field.setModified(False)
        if value == self._value:
            self._field.setText(self._text(value))
            return
        self._value = value
        self._field.setText(self._text(value))
        self.edited.emit(value)

    def _mark(self, *, wrong: bool) -> None:
        self._wrong = wrong
        self._field.setProperty("wrong", wrong)
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)


class IdsEditor(Editor):
    """Any number of a few words, as a check list."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._value: frozenset[str] = frozenset()
        self._lines: dict[str, CheckLine] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for choice in setting.choices:
            line = CheckLine()
            line.check.clicked.connect(partial(self._toggle, choice))
            self._lines[choice] = line
            column.addWidget(line)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`."""
        self._value = frozenset(value)
        for choice, line in self._lines.items():
            line.check.setChecked(choice in self._value)

    def retranslate(self) -> None:
        """See `Editor`."""
        for choice, line in self._lines.items():
            line.set_text(tr(self.setting.choices[choice]))

    def _toggle(self, choice: str, _checked: bool = False) -> None:
        self.show_value(self._value ^ {choice})
        self.edited.emit(self._value)
