"""The page of the setups: which one is in use, when it holds, a new one, one less.

The window always shows and changes what holds: choosing a setup here is using it. So there is no
second notion of what is being edited, and what is seen is what is true.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.settings_window.pages import Slot
from lowback_tray.ui.settings_window.rows import Row, SettingRow
from lowback_tray.ui.settings_window.shapes import BASE, every_of
from lowback_tray.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.ui.settings_window.shapes import Setting


class Desk(Protocol):
    """The setups, as the window reaches them. What changes them may raise `LowbackError`."""

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """What can be chosen, id and what it is called: no setup, each of them, the clock."""

    @property
    def wish(self) -> str:
        """What is chosen, an id of `choices`."""

    @property
    def in_use(self) -> str:
        """The name of the setup that holds now; `BASE` for none."""

    @property
    def usual(self) -> Mapping[str, Any]:
        """While a setup holds: what the settings that may differ are without it; else nothing."""

    @property
    def rules(self) -> Sequence[Setting]:
        """The settings of a setup that say when it holds by itself."""

    def rule(self, key: str) -> Any:
        """One of them, of the setup in use."""

    def use(self, name: str) -> None:
        """Choose one."""

    def add(self, name: str) -> None:
        """A new one from what holds."""

    def remove(self) -> None:
        """Take the one in use away."""

    def set_rule(self, key: str, value: Any) -> None:
        """Change when the one in use holds by itself."""


class _DeskRow(Row):
    """A row that carries out wishes on the desk, and says what is wrong."""

    def _carry_out(self, wish: Callable[[], None]) -> bool:
        try:
            wish()
        except LowbackError as error:
            self.show_problem(str(error))
            return False
        self.show_problem("")
        return True


class UseRow(_DeskRow):
    """The setups as chips."""

    TEXTS = (
        mark("In use"),
        mark("What you change in this window while a setup is in use differs only in it."),
    )

    def __init__(self, desk: Desk) -> None:
        self._box = QWidget()
        grows_down(self._box)
        self._flow = Flow(self._box, 0)
        self._chips: list[Button] = []
        super().__init__(self._box, wide=True)
        self._desk = desk
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self.TEXTS[0]))
        self.help.setText(tr(self.TEXTS[1]))
        self.refresh()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """They may be others now."""
        self.refresh()

    def refresh(self) -> None:
        """A chip for each."""
        choices = self._desk.choices
        while len(self._chips) < len(choices):
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._chosen, len(self._chips)))
            self._flow.addWidget(chip)
            self._chips.append(chip)
        for index, chip in enumerate(self._chips):
            chip.setVisible(index < len(choices))
            if index < len(choices):
                chip.set_text(choices[index][1], self.label.text())
                chip.setChecked(choices[index][0] == self._desk.wish)

    def _chosen(self, index: int, _checked: bool = False) -> None:
        self._carry_out(partial(self._desk.use, self._desk.choices[index][0]))
        self.refresh()


class RuleRow(SettingRow):
    """Days or times of the setup in use; rests while there is none."""

    def __init__(self, setting: Setting, desk: Desk) -> None:
        super().__init__(setting, desk.set_rule, partial(_back, desk, setting))
        self._desk = desk
        self.show_values({})

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Read the rule of the one in use."""
        self.show_value(self._desk.rule(self.setting.key))
        self.setEnabled(self._desk.in_use != BASE)


def _back(desk: Desk, setting: Setting, key: str) -> None:
    desk.set_rule(key, setting.default)


class NewRow(_DeskRow):
    """A name and a button."""

    TEXTS = (
        mark("New setup"),
        mark("It begins with what holds now. Office, home, standing desk: any name will do."),
        mark("profile office home standing desk place"),
    )

    def __init__(self, desk: Desk) -> None:
        both = QWidget()
        self._name = QLineEdit()
        self._button = Button("", "outlined")
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._name, 1)
        row.addWidget(self._button)
        super().__init__(both, wide=True)
        self._desk = desk
        self._button.clicked.connect(self._make)
        self._name.returnPressed.connect(self._make)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self.TEXTS[0]))
        self.help.setText(tr(self.TEXTS[1]))
        self._name.setPlaceholderText(tr("Name"))
        self._name.setAccessibleName(self.label.text())
        self._name.setAccessibleDescription(self.help.text())
        self._button.set_text(tr("Make and use it"), self.label.text())

    def _make(self) -> None:
        if self._carry_out(partial(self._desk.add, self._name.text())):
            self._name.clear()


class RemoveRow(_DeskRow):
    """Takes the one in use away; the usual settings stay."""

    TEXTS = (
        mark("Remove the setup in use"),
        mark("What differs in it goes with it; your usual settings stay as they are."),
    )

    def __init__(self, desk: Desk) -> None:
        self._button = Button("", "outlined")
        super().__init__(self._button)
        self._desk = desk
        self._button.clicked.connect(self._remove)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(tr(self.TEXTS[0]))
        self.help.setText(tr(self.TEXTS[1]))
        self.show_values({})

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Name the one it would be."""
        name = self._desk.in_use
        self.setEnabled(name != BASE)
        shown = name if name != BASE else "–"
        self._button.set_text(tr("Remove “{name}”").format(name=shown), self.help.text())

    def _remove(self) -> None:
        self._carry_out(self._desk.remove)


def slots(desk: Desk) -> list[Slot]:
    """The rows of the page."""
    return [
        Slot("setup.use", partial(UseRow, desk), partial(every_of, UseRow.TEXTS)),
        *(
            Slot(rule.key, partial(RuleRow, rule, desk), partial(every_of, (rule.label, rule.help)))
            for rule in desk.rules
        ),
        Slot("setup-new", partial(NewRow, desk), partial(every_of, NewRow.TEXTS)),
        Slot("setup-remove", partial(RemoveRow, desk), partial(every_of, RemoveRow.TEXTS)),
    ]
