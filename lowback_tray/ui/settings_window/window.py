"""The window: a search field, a chip for each page, the rows of the page as one card.

The rows are made from the table they are handed, so a new setting needs nothing here. What is
searched for is found on every page. Values come from outside by `show_values`, also while the
window is open: the file may be edited by hand, the menu may change the interval.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, ScrolledPage, fit_window, grows_down
from lowback_tray.ui.settings_window.general import FactRow, General
from lowback_tray.ui.settings_window.rows import AutostartRow, Row, SettingRow
from lowback_tray.ui.settings_window.shapes import switch_of
from lowback_tray.ui.widgets.boxes import Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from lowback_tray.ui.settings_window.shapes import Setting

_VERSION = mark("Version")


class Page(QWidget):
    """The rows that belong together, under a heading that shows only in a search."""

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._title = title
        self.rows = tuple(rows)
        self.heading = Label(role="heading")
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, theme.px(6), 1, theme.px(6))
        inside.setSpacing(0)
        for row in self.rows:
            inside.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.heading)
        column.addWidget(card)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.heading.setText(tr(self._title))
        said = ""
        for row in self.rows:
            row.retranslate()
            # Seven days in a row need one sentence, not seven.
            row.help.setVisible(row.help.text() != said)
            said = row.help.text()

    def search(self, words: str) -> bool:
        """Show the rows that fit and say whether there are any."""
        found = [row for row in self.rows if row.fits(words)]
        for row in self.rows:
            row.first = bool(found) and row is found[0]
            row.setVisible(row in found)
        return bool(found)


class SettingsWindow(QWidget):
    """Every setting.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        settings: the table.
        pages: id to label (a message for `tr`), in order; settings of other pages are hidden.
        values: key to value, complete.
        change: carries out a change; may raise `LowbackError`.
        reset: takes a setting back to its default; may raise `LowbackError`.
        general: what the page "general" says beside the settings.
    """

    closed = Signal()

    def __init__(
        self,
        settings: Sequence[Setting],
        pages: Mapping[Any, str],
        values: Mapping[str, Any],
        change: Callable[[str, Any], None],
        reset: Callable[[str], None],
        general: General,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._rows = {
            setting.key: SettingRow(setting, change, reset)
            for setting in settings
            if setting.page in pages
        }
        self._labels = dict(pages)
        self._autostart = AutostartRow(general.autostart, general.set_autostart)
        self._pages = {
            page: Page(label, self._rows_of(page, general)) for page, label in pages.items()
        }
        self._chips = {page: Button("", "chip") for page in pages}
        self._page = next(iter(pages))
        self._sized = False
        self._search = QLineEdit()
        self._nothing = Label(role="muted")
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_values(values)
        self.show_page(self._page)

    def _rows_of(self, page: str, general: General) -> list[Row]:
        rows: list[Row] = [row for row in self._rows.values() if row.setting.page == page]
        if page == "general":
            rows.append(self._autostart)
            rows += [FactRow(name, path) for name, path in general.paths]
            rows.append(FactRow(_VERSION, f"Lowback Tray {general.version}"))
        return rows

    def _lay_out(self) -> None:
        chips = QWidget()
        grows_down(chips)
        self._head = QWidget()
        grows_down(self._head)
        flow = Flow(chips, 0)
        for chip in self._chips.values():
            flow.addWidget(chip)
        inside = ScrolledPage()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (16, 4, 16, 16)))
        column.setSpacing(theme.px(14))
        for page in self._pages.values():
            column.addWidget(page)
        column.addWidget(self._nothing)
        column.addStretch()
        self._scroll = ScrollArea(inside)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.px(8))
        head.addWidget(self._search)
        head.addWidget(chips)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(*map(theme.px, (16, 0, 16, 0)))
        self._above.addWidget(self._head)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.px(16), 0, 0)
        whole.setSpacing(theme.px(8))
        whole.addLayout(self._above)
        whole.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._look_for)
        self._search.setClearButtonEnabled(True)
        for page, chip in self._chips.items():
            chip.clicked.connect(partial(self._open_page, page))
        for row in self._rows.values():
            row.revealed.connect(partial(self._reveal, row))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._escape)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._search.setFocus)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The first time, take a good size; always read the truth about start at login."""
        if not self._sized:
            self._sized = True
            fit_window(self, self._scroll, 680)
        self._autostart.refresh()
        super().showEvent(event)
        self.setFocus()  # on nothing that Enter or Space would press

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a low window search and pages scroll with the rest instead of taking its room."""
        super().resizeEvent(event)
        low = self.height() < theme.px(400)
        if low and self._column.indexOf(self._head) < 0:
            self._column.insertWidget(0, self._head)
        elif not low and self._above.indexOf(self._head) < 0:
            self._above.addWidget(self._head)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; what is being typed is taken first."""
        self.setFocus()
        super().closeEvent(event)
        self.closed.emit()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values that hold now, also when they changed elsewhere."""
        for key, row in self._rows.items():
            row.show_value(values[key])
            switch = switch_of(key)
            row.setEnabled(switch is None or switch not in values or bool(values[switch]))

    def show_page(self, page: str) -> None:
        """Turn to a page; ends a search."""
        self._page = page
        self._search.clear()
        self._look_for("")

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — Settings"))
        self._search.setPlaceholderText(tr("Search settings"))
        self._search.setAccessibleName(tr("Search settings"))
        self._nothing.setText(tr("Nothing found. Try another word."))
        for page, chip in self._chips.items():
            chip.set_text(tr(self._labels[page]))
        for shown in self._pages.values():
            shown.retranslate()

    def _look_for(self, words: str) -> None:
        searching = bool(words.strip())
        found = False
        for name, page in self._pages.items():
            fits = page.search(words)
            page.heading.setVisible(searching)
            page.setVisible(fits if searching else name == self._page)
            found = found or fits
        self._nothing.setVisible(searching and not found)
        for name, chip in self._chips.items():
            chip.setChecked(not searching and name == self._page)

    def _open_page(self, page: str, _checked: bool = False) -> None:
        self.show_page(page)
        self._scroll.verticalScrollBar().setValue(0)

    def _reveal(self, row: SettingRow) -> None:
        self._scroll.ensureWidgetVisible(row)

    def _escape(self) -> None:
        if self._search.text():
            self._search.clear()
        else:
            self.close()
