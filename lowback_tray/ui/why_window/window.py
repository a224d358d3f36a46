"""The window: the present and its reason, then the last decisions, newest first, by day.

Theory. The list is made anew when the decisions, the filter or the language changed: what is in
sight at once, the rest in slices. Whatever joins has the whole page laid out anew, so entries are
made one by one but join in batches, and the page has its new height before a frame can show it
with its old one. While somebody has scrolled down, what comes new does not move what they read
further than its own height.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui import status_words, theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, ScrolledPage, grows_down, settle, take_size
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.why_window.decisions import GROUPS, day_words
from lowback_tray.ui.why_window.entries import DayCard, Entry
from lowback_tray.ui.widgets.boxes import Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lowback_tray.engine.status import Status
    from lowback_tray.ui.why_window.decisions import Decision

_ALL = "all"
_AT_ONCE = 8  # entries made before the first frame
_BATCH = 24  # entries that join together afterwards
_CHIPS = {_ALL: mark("Everything"), **GROUPS}


class WhyWindow(QWidget):
    """Why it asked, and why it did not.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        setting_name: what a setting is called, by its key, in the language in force.
        open_setting: opens the settings at a key.
    """

    closed = Signal()

    def __init__(
        self, setting_name: Callable[[str], str], open_setting: Callable[[str], None]
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._setting_name, self._open_setting = setting_name, open_setting
        self._decisions: tuple[Decision, ...] = ()
        self._status: Status | None = None
        self._group = _ALL
        self._days: dict[date, DayCard] = {}
        self._slices = Slices(self)
        self._headline = Label(role="title")
        self._detail = Label(role="muted")
        self._nothing, self._empty = Label(), Card()
        self._chips = {group: Button("", "chip") for group in _CHIPS}
        self._lay_out()
        for group, chip in self._chips.items():
            chip.clicked.connect(partial(self._choose, group))
        Keyboard(self, self.close)
        self.retranslate()
        take_size(self, 560, 680)

    def _lay_out(self) -> None:
        # From above: what is moved as a whole afterwards is given its look once more.
        inside = ScrolledPage()
        self._scroll = ScrollArea(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        now = Card()
        present = QVBoxLayout(now)
        present.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
        present.setSpacing(theme.px(4))
        present.addWidget(self._headline)
        present.addWidget(self._detail)
        chips = QWidget()
        grows_down(chips)
        flow = Flow(chips, 0)
        for chip in self._chips.values():
            flow.addWidget(chip)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(*map(theme.px, (16, 16, 16, 16)))
        self._column.setSpacing(theme.px(12))
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
        empty.addWidget(self._nothing)
        for widget in (now, chips, self._empty):
            self._column.addWidget(widget)
        self._column.addStretch()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing has the focus that Enter or Space would press."""
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; the program goes on."""
        super().closeEvent(event)
        self._slices.stop()
        self.closed.emit()

    def show_status(self, status: Status) -> None:
        """The present changed."""
        before, self._status = self._status, status
        self._headline.setText(status_words.headline(status))
        detail = status_words.detail(status)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        if before is None or before.now.date() != status.now.date():
            self._list()  # "Today" is another day

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Show these, newest first."""
        if tuple(decisions) != self._decisions:
            self._decisions = tuple(decisions)
            self._list()

    def retranslate(self) -> None:
        """Say everything in the language in force; decisions come anew in it."""
        self.setWindowTitle(tr("Lowback Tray — Why"))
        self._scroll.setAccessibleName(self.windowTitle())
        for group, chip in self._chips.items():
            chip.set_text(tr(_CHIPS[group]))
        if self._status is not None:
            self.show_status(self._status)
        self._list()

    def _choose(self, group: str, _checked: bool = False) -> None:
        self._group = group
        self._list()
        self._scroll.verticalScrollBar().setValue(0)

    def _list(self) -> None:
        for day in self._days.values():
            self._column.removeWidget(day)
            day.hide()
            day.deleteLater()
        self._days = {}
        for group, chip in self._chips.items():
            chip.setChecked(group == self._group)
        found = [one for one in self._decisions if self._group in (_ALL, one.group)]
        self._empty.setVisible(not found)
        self._nothing.setText(
            tr("Nothing of this kind in the last week.")
            if self._decisions
            else tr(
                "Nothing has been decided yet. Once a reminder has come, or stayed away,"
                " its reason stands here."
            )
        )
        if self._status is None:
            return
        steps = self._entries(found, self._status.now)
        for _ in zip(range(_AT_ONCE), steps, strict=False):
            pass
        self._slices.run(steps)

    def _entries(self, found: Sequence[Decision], now: datetime) -> Iterator[None]:
        batch: list[Decision] = []
        made: list[Entry] = []
        size = _AT_ONCE
        for decision in found:
            batch.append(decision)
            made.append(Entry(decision, self._setting_name, self._open_setting))
            if len(made) == size:
                self._add(batch, made, now)
                batch, made, size = [], [], _BATCH
            yield
        self._add(batch, made, now)

    def _add(self, batch: Sequence[Decision], made: Sequence[Entry], now: datetime) -> None:
        """Show what was made, each below its day."""
        for day, both in groupby(zip(batch, made, strict=True), lambda pair: pair[0].at.date()):
            decisions, entries = zip(*both, strict=True)
            if day in self._days:
                self._days[day].add(entries)
                continue
            card = self._days[day] = DayCard(day_words(decisions[0].at, now))
            card.add(entries)
            self._column.insertWidget(self._column.count() - 1, card)
            card.show()
        settle(self._scroll)
