"""The window: a search field, a chip for each page, the rows of the page as one card.

The rows are made from the table they are handed, so a new setting needs nothing here. They are
made late (`pages.py`): the first lines of the page in front at once, the rest of it in slices,
other pages when they are opened. A search asks the table, in both languages, and makes only the
rows it finds. Values come from outside by `show_values`, also while the window is open: the
file may be edited by hand, the menu may change the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui import theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, ScrolledPage, grows_down, take_size
from lowback_tray.ui.settings_window.general import FactRow, General
from lowback_tray.ui.settings_window.pages import Page, Slot, Slots
from lowback_tray.ui.settings_window.resetting import PageReset
from lowback_tray.ui.settings_window.rows import AutostartRow, Row, SettingRow
from lowback_tray.ui.settings_window.shapes import BASE, every_of, search_texts
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.walking import tab_as_laid_out
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import SearchField
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from lowback_tray.ui.settings_window.setups_page import Desk
    from lowback_tray.ui.settings_window.shapes import Setting

_VERSION = mark("Version")
_WIDE, _HIGH = 680, 760
_AT_ONCE = 4  # rows made before the first frame; more of them come before it is noticed


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
        extras: what pages say beside the settings: id of a page to what tells the rows at
            its beginning or end, asked when the page is first wanted.
        desk: the setups, for what differs in the one in use.
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
        extras: Mapping[str, Slots] | None = None,
        desk: Desk | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._change, self._reset, self._general = change, reset, general
        self._values, self._desk = values, desk
        self._labels = dict(pages)
        self._on_page: dict[str, list[Setting]] = {page: [] for page in pages}
        for setting in settings:
            if setting.page in self._on_page:
                self._on_page[setting.page].append(setting)
        self._pages = {
            page: Page(label, partial(self._slots, page, (extras or {}).get(page, tuple)))
            for page, label in pages.items()
        }
        self._foot = PageReset(change, reset)
        self._chips = {page: Button("", "chip") for page in pages}
        self._page = next(iter(pages))
        self._pointed_out: Row | None = None
        self._slices = Slices(self, self._made)
        self._search = SearchField()
        self._found = Label(role="muted")
        self._setup = Label(role="notice")
        self._lay_out()
        self._connect()
        self._say_names()
        self.show_page(self._page)
        self.show_values(values)
        take_size(self, _WIDE, _HIGH)

    def _slots(self, page: str, extra: Slots) -> Iterator[Slot]:
        for setting in self._on_page[page]:
            yield Slot(
                setting.key, partial(self._setting_row, setting), partial(search_texts, setting)
            )
        if page == "general":
            yield Slot("autostart", self._autostart_row, partial(every_of, AutostartRow.WORDS))
            for name, path in (
                *self._general.paths,
                (_VERSION, f"Lowback Tray {self._general.version}"),
            ):
                yield Slot(name, partial(FactRow, name, path), partial(every_of, (name,)))
        yield from map(self._filled, extra())

    def _filled(self, slot: Slot) -> Slot:
        """A row from outside, which is shown what holds once it is made."""

        def make() -> Row:
            row = slot.make()
            row.show_values(self._values)
            return row

        return replace(slot, make=make)

    def _setting_row(self, setting: Setting) -> Row:
        row = SettingRow(setting, self._change, self._reset)
        row.usual = self._usual()
        row.show_values(self._values)
        row.revealed.connect(partial(self._reveal, row))
        return row

    def _autostart_row(self) -> Row:
        return AutostartRow(self._general.autostart, self._general.set_autostart)

    def _lay_out(self) -> None:
        chips = QWidget()
        grows_down(chips)
        self._head = QWidget()
        grows_down(self._head)
        flow = Flow(chips, 0)
        for chip in self._chips.values():
            flow.addWidget(chip)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme.px(8))
        head.addWidget(self._search)
        head.addWidget(chips)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(*map(theme.px, (16, 0, 16, 0)))
        self._above.setSpacing(theme.px(6))
        self._above.addWidget(self._head)
        # From above: what is moved as a whole afterwards is given its look once more.
        inside = ScrolledPage()
        self._scroll = ScrollArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.px(16), 0, 0)
        whole.setSpacing(theme.px(8))
        whole.addLayout(self._above)
        whole.addWidget(self._scroll, 1)
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (16, 4, 16, 16)))
        column.setSpacing(theme.px(14))
        column.addWidget(self._setup)
        column.addWidget(self._found)
        for page in self._pages.values():
            column.addWidget(page)
        column.addWidget(self._foot)
        column.addStretch()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._look_for)
        for page, chip in self._chips.items():
            chip.clicked.connect(partial(self._open_page, page))
        keys = Keyboard(self, self._escape)
        keys.bind((QKeySequence.StandardKey.Find,), mark("Search settings"), self._search.setFocus)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Always read the truth about what is not a setting."""
        for page in self._pages.values():
            for row in page.rows:
                row.refresh()
        super().showEvent(event)
        if self._pointed_out is None:
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
        self._values, usual = values, self._usual()
        self._foot.show_values(values, usual)
        self._say_setup()
        for page in self._pages.values():
            for row in page.rows:
                row.usual = usual
                row.show_values(values)

    def _usual(self) -> Mapping[str, Any]:
        return {} if self._desk is None else self._desk.usual

    def _say_setup(self) -> None:
        """Which setup the changes belong to; nothing without one."""
        name = BASE if self._desk is None else self._desk.in_use
        differing = sum(self._values[key] != value for key, value in self._usual().items())
        self._setup.setText(
            tr("“{name}” is in use; {differing}. What you change holds only in it.").format(
                name=name,
                differing=ntr("{n} setting differs", "{n} settings differ", differing),
            )
        )
        self._setup.setVisible(name != BASE)

    def show_page(self, page: str) -> None:
        """Turn to a page; ends a search."""
        self._point_out(None)
        self._page = page
        self._foot.show_page(self._on_page[page])
        if self._search.text():
            self._search.clear()  # which looks for nothing, so for the page
        else:
            self._look_for("")

    def show_setting(self, key: str) -> bool:
        """Turn to a setting and make it stand out; False where no page has it."""
        for name, page in self._pages.items():
            if any(setting.key == key for setting in self._on_page[name]):
                self.show_page(name)
                self._slices.finish()
                row = page.row(key)
                assert row is not None
                self._point_out(row)
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                self._slices.run(self._into_view(row))
                return True
        return False

    def _into_view(self, row: Row) -> Iterator[None]:
        """Once it has its place, so after the layout's own turn of the event loop."""
        yield
        self._column.activate()
        self._reveal(row)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._say_names()
        for page in self._pages.values():
            page.retranslate()
        self._foot.retranslate()
        self._look_for(self._search.text())

    def _say_names(self) -> None:
        self.setWindowTitle(tr("Lowback Tray — Settings"))
        self._say_setup()
        self._search.set_text(tr("Search settings"))
        for page, chip in self._chips.items():
            chip.set_text(tr(self._labels[page]))

    def _look_for(self, words: str) -> None:
        searching = bool(words.strip())
        found = 0
        for name, page in self._pages.items():
            if searching:
                here = page.show_found(words)
                found += here
                page.setVisible(here > 0)
            elif name == self._page:
                page.show_all()
            page.heading.setVisible(searching)
            if not searching:
                page.setVisible(name == self._page)
        self._foot.setVisible(not searching)
        self._say_found(found, searching=searching)
        for name, chip in self._chips.items():
            chip.setChecked(not searching and name == self._page)
        self._make_rows()

    def _say_found(self, found: int, *, searching: bool) -> None:
        self._found.setText(
            ntr("{n} setting found", "{n} settings found", found)
            if found
            else tr("Nothing found. Try another word.")
        )
        self._found.setVisible(searching)

    def _made(self) -> None:
        """Once typing has come to rest, those who listen learn what came of it."""
        tab_as_laid_out(self)
        if self._search.text().strip() and self._search.hasFocus():
            announce(self, self._found.text())

    def _make_rows(self) -> None:
        """The rows that are in front: some at once, the rest in slices."""
        shown = [page for page in self._pages.values() if not page.isHidden()]
        steps = chain.from_iterable(page.missing() for page in shown)
        for _ in zip(range(_AT_ONCE), steps, strict=False):
            pass
        self._slices.run(steps)

    def _open_page(self, page: str, _checked: bool = False) -> None:
        self.show_page(page)
        self._scroll.verticalScrollBar().setValue(0)

    def _reveal(self, row: Row) -> None:
        self._scroll.ensureWidgetVisible(row, 0, theme.px(48))

    def _point_out(self, row: Row | None) -> None:
        for one, on in ((self._pointed_out, False), (row, True)):
            if one is not None:
                one.point_out(on)
        self._pointed_out = row

    def _escape(self) -> None:
        if self._search.text():
            self._search.clear()
        else:
            self.close()
