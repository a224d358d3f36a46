"""What a person sees of the settings window and does there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QCheckBox, QLineEdit, QSpinBox

from lowback_tray.i18n import tr
from lowback_tray.settings.table import PAGES, SETTINGS
from lowback_tray.settings.values import Values
from lowback_tray.ui.settings_window.general import General
from lowback_tray.ui.settings_window.rows import Row
from lowback_tray.ui.settings_window.window import SettingsWindow
from tests.ui.probes_b.widgets import WindowProbe, pump

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from lowback_tray.errors import LowbackError


class SettingsProbe(WindowProbe):
    """One settings window over settings kept in memory.

    `changes` are the changes it carried out, in order; `fault` is raised by the next one.
    """

    def __init__(self, given: dict[str, Any] | None = None) -> None:
        self.values: dict[str, Any] = dict(Values(given))
        self.changes: list[tuple[str, Any]] = []
        self.resets: list[str] = []
        self.fault: LowbackError | None = None
        self.autostart = False
        self.closings = 0
        self._followers: list[Callable[[dict[str, Any]], None]] = []
        self.window: SettingsWindow = SettingsWindow(
            SETTINGS, PAGES, self.values, self._change, self._reset, self._general()
        )
        self.window.closed.connect(self._closed)
        self.window.show()
        pump()

    def _general(self) -> General:
        paths = (("Settings file", "~/.config/lowback-tray/settings.toml"),)
        return General("9.9.9", paths, lambda: self.autostart, self._set_autostart)

    def _fail(self) -> None:
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault

    def _change(self, key: str, value: Any) -> None:
        self._fail()
        self.changes.append((key, value))
        self.values[key] = value
        for tell in self._followers:
            tell(self.values)
        self.window.show_values(self.values)

    def heed(self, tell: Callable[[dict[str, Any]], None]) -> None:
        """What else of the program hears of a change, before the window does."""
        self._followers.append(tell)

    def _reset(self, key: str) -> None:
        self._fail()
        self.resets.append(key)
        self.values[key] = dict(Values())[key]
        self.window.show_values(self.values)

    def _set_autostart(self, on: bool) -> None:
        self._fail()
        self.autostart = on

    def _closed(self) -> None:
        self.closings += 1

    def rows(self) -> list[str]:
        """The names of the settings in sight."""
        return [row.label.text() for row in self._seen(Row)]

    def pointed_out(self) -> list[str]:
        """The names of the rows that stand out."""
        return [row.label.text() for row in self._seen(Row) if row.is_pointed_out]

    def row(self, name: str) -> Row:
        found: Row = next(row for row in self._seen(Row) if row.label.text() == tr(name))
        return found

    def _control(self, name: str, kind: type[QWidget]) -> QWidget:
        found: list[QWidget] = self.row(name).findChildren(kind)
        return next(one for one in found if one.isVisibleTo(self.window))

    def number(self, name: str) -> QSpinBox:
        spin = self._control(name, QSpinBox)
        assert isinstance(spin, QSpinBox)
        return spin

    def shows(self, name: str) -> str:
        """The value that a number or a text shows."""
        editor = self._control(name, QLineEdit)
        assert isinstance(editor, QLineEdit)
        box = editor.parent()
        return box.text() if isinstance(box, QAbstractSpinBox) else editor.text()

    def chosen(self, name: str) -> list[str]:
        """The chips or check marks that are set."""
        return [
            b.text() or b.accessibleName()
            for b in self.row(name).findChildren(QAbstractButton)
            if b.isChecked() and b.isVisibleTo(self.window)
        ]

    def is_on(self, name: str) -> bool:
        switch = self._control(name, QCheckBox)
        assert isinstance(switch, QCheckBox)
        return switch.isChecked()

    def click(self, name: str, choice: str | None = None) -> None:
        """Click the switch of a setting, or one of its chips or check boxes."""
        for button in self.row(name).findChildren(QAbstractButton):
            named = choice is None and isinstance(button, QCheckBox)
            if named or (choice is not None and choice in (button.text(), button.accessibleName())):
                button.click()
                pump()
                return
        raise AssertionError(f"{name} has no {choice}")

    def enter(self, name: str, text: str) -> None:
        """Type a text into a field and leave it."""
        field = self._control(name, QLineEdit)
        assert isinstance(field, QLineEdit)
        field.selectAll()
        field.insert(text)
        field.editingFinished.emit()
        pump()

    def plan(self, name: str, text: str) -> None:
        """Type an entry into the line that adds and press Enter."""
        field = self._control(name, QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.returnPressed.emit()
        pump()

    def help(self, name: str) -> str:
        """The sentence under the name of a setting, "" while it is not in sight."""
        said = self.row(name).help
        return said.text() if said.isVisibleTo(self.window) else ""

    def problem(self, name: str) -> str:
        problem = self.row(name).problem
        return problem.text() if problem.isVisibleTo(self.window) else ""

    def is_marked_wrong(self, name: str) -> bool:
        return bool(self._control(name, QLineEdit).property("wrong"))

    def way_back(self, name: str) -> str:
        """What the small arrow offers; empty while there is none."""
        for button in self.row(name).findChildren(QAbstractButton):
            if button.toolTip().startswith(tr("Back to {value}").split("{")[0] or "\0"):
                return button.toolTip() if button.isVisibleTo(self.window) else ""
        return ""

    def go_back(self, name: str) -> None:
        offer = self.way_back(name)
        button = next(
            b for b in self.row(name).findChildren(QAbstractButton) if b.toolTip() == offer
        )
        button.click()
        pump()

    def search(self, words: str) -> None:
        field = next(
            f for f in self._seen(QLineEdit) if f.placeholderText() == tr("Search settings")
        )
        field.setText(words)
        pump()

    def enabled(self, name: str) -> bool:
        return bool(self.row(name).isEnabled())
