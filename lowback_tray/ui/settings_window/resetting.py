"""The way back for a whole page: one button, and one more to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.ui.settings_window.shapes import Setting


class PageReset(QWidget):
    """Takes all settings of a page back to their defaults, and can undo that.

    Nothing is asked beforehand: what was there is kept until the page is turned.

    Args:
        change: carries out a change; may raise `LowbackError`.
        reset: takes one back to its default; may raise `LowbackError`.
    """

    def __init__(self, change: Callable[[str, Any], None], reset: Callable[[str], None]) -> None:
        super().__init__()
        self._settings: tuple[Setting, ...] = ()
        self._change, self._reset = change, reset
        self._values: Mapping[str, Any] = {}
        self._usual: Mapping[str, Any] = {}
        self._before: dict[str, Any] = {}
        self._button = Button("", "text")
        self._button.clicked.connect(self._pressed)
        self._problem = Label(role="caution")
        self._problem.hide()
        line = QWidget()
        grows_down(line)
        Flow(line).addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(line)
        column.addWidget(self._problem)
        self.retranslate()

    def show_values(
        self, values: Mapping[str, Any], usual: Mapping[str, Any] | None = None
    ) -> None:
        """The settings that hold now; `usual`: what those of a setup go back to."""
        self._values = values
        self._usual = self._usual if usual is None else usual
        self._button.setVisible(bool(self._before or self._changed()))

    def show_page(self, settings: Sequence[Setting]) -> None:
        """Another page is in front, with these; on the one before nothing can be undone now."""
        self._settings, self._before = tuple(settings), {}
        self._problem.hide()
        self.retranslate()
        self.show_values(self._values)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        undo = bool(self._before)
        self._button.set_text(tr("Undo") if undo else tr("Put this page back to the defaults"))

    def _changed(self) -> dict[str, Any]:
        keys = [one for one in self._settings if one.key in self._values]
        return {
            one.key: self._values[one.key]
            for one in keys
            if self._values[one.key] != self._usual.get(one.key, one.default)
        }

    def _pressed(self) -> None:
        try:
            done = self._undo() if self._before else self._put_back()
        except LowbackError as error:
            self._problem.setText(str(error))
        else:
            self._problem.setText("")
            announce(self, done)
        self._problem.setVisible(bool(self._problem.text()))
        self.retranslate()
        self.show_values(self._values)

    def _put_back(self) -> str:
        """Every setting to its default; what was there before is kept one by one."""
        for key, value in self._changed().items():
            self._reset(key)
            self._before[key] = value
        return tr("The defaults hold again")

    def _undo(self) -> str:
        """As it was before; forgotten only when all of it holds again."""
        for key, value in self._before.items():
            self._change(key, value)
        self._before = {}
        return tr("Undone")
