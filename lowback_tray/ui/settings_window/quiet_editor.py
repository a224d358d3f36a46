"""The editor for quiet time planned in advance: a row for each entry, and one to add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lowback_tray.errors import BadInput
from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import grows_down
from lowback_tray.ui.settings_window.editors import Editor
from lowback_tray.ui.walking import tab_as_laid_out
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from lowback_tray.ui.settings_window.shapes import Setting


class _Field(QLineEdit):
    """As wide as an entry with a few words about it, if there is room."""

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Room for what stands in it as an example."""
        return QSize(theme.px(360), super().sizeHint().height())


class QuietEditor(Editor):
    """Entries to add and to remove."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        grows_down(self)
        self._value: tuple[Any, ...] = ()
        self._rows: list[QWidget] = []
        self._field = _Field()
        self._field.returnPressed.connect(self._add)
        self._add_button = Button("", "outlined")
        self._add_button.clicked.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self._field, 1)
        line.addWidget(self._add_button)
        self._column.addLayout(line)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """See `Editor`."""
        self._value = tuple(value)
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(entry) for entry in self._value]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)
        tab_as_laid_out(self.window())

    def retranslate(self) -> None:
        """See `Editor`."""
        self.describe(self._field)
        self._field.setPlaceholderText(tr("Tuesday 14:00-16:00 talk"))
        self._add_button.set_text(tr("Add"), self.name())
        self.show_value(self._value)

    def _row(self, entry: Any) -> QWidget:
        row = QWidget()
        grows_down(row)
        text = Label(self.setting.format((entry,)))
        remove = Button("", "text")
        remove.set_text(tr("Remove"), text.text())
        remove.clicked.connect(partial(self._remove, entry))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text, 1)
        line.addWidget(remove)
        return row

    def _add(self) -> None:
        typed = self._field.text().strip()
        if not typed:
            return
        whole = f"{self.setting.text(self._value)},{typed}" if self._value else typed
        try:
            value = self.setting.parse(whole)
        except BadInput as error:
            self.refused.emit(
                tr("{problem}. {remedy}").format(problem=error.problem, remedy=error.remedy)
            )
            return
        self.refused.emit("")
        self._field.clear()
        self._change(value)

    def _remove(self, entry: Any, _checked: bool = False) -> None:
        self.refused.emit("")
        self._change(tuple(one for one in self._value if one != entry))
        self._field.setFocus()  # the button that had it is gone

    def _change(self, value: tuple[Any, ...]) -> None:
        self.show_value(value)
        self.edited.emit(value)
