"""A page of the settings: rows that are made when they are first needed.

Theory. A row costs some milliseconds, and a window has half a hundred of them, of which a
person sees eight. So a page knows its rows as slots: how to make one, and the words by which a
search finds it. The slots themselves are asked for when the page is first wanted, because some of
them ask the whole desktop how it stands. What is wanted (the whole page, or what a search found)
is made from the top down; whoever shows the page says how much of it at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.settings_window.shapes import fits, plain
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lowback_tray.ui.settings_window.rows import Row


@dataclass(frozen=True, slots=True)
class Slot:
    """A row that may not have been made yet.

    Attributes:
        key: of its setting, or a name of its own.
        make: makes the row.
        words: everything a search looks through.
        first: it stands above the settings of its page.
    """

    key: str
    make: Callable[[], Row]
    words: Callable[[], tuple[str, ...]]
    first: bool = False


Slots = Callable[[], "Iterable[Slot]"]


class Page(QWidget):
    """Rows that belong together, as one card under a heading that shows only in a search.

    Args:
        title: a message for `tr`.
        slots: tells the rows, in order; asked once, when the page is first wanted.
    """

    def __init__(self, title: str, slots: Slots) -> None:
        super().__init__()
        self._title = title
        self._ask = slots
        self._rows: dict[int, Row] = {}
        self._texts: dict[int, str] = {}
        self._wanted: frozenset[int] = frozenset()
        self.heading = Label(role="heading")
        self._card = Card()
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(1, theme.px(6), 1, theme.px(6))
        self._inside.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.heading)
        column.addWidget(self._card)
        self.retranslate()

    @cached_property
    def _slots(self) -> tuple[Slot, ...]:
        return tuple(sorted(self._ask(), key=lambda slot: not slot.first))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows made so far, in order."""
        return tuple(self._rows[index] for index in sorted(self._rows))

    def row(self, key: str) -> Row | None:
        """The row of a setting, made now if need be; None where it is on another page."""
        for index, slot in enumerate(self._slots):
            if slot.key == key:
                self._make(index)
                return self._rows[index]
        return None

    def show_all(self) -> None:
        """Want every row."""
        self._want(frozenset(range(len(self._slots))))

    def show_found(self, words: str) -> int:
        """Want the rows that a search finds, and say how many there are."""
        self._want(frozenset(i for i in range(len(self._slots)) if self._finds(i, words)))
        return len(self._wanted)

    def missing(self) -> Iterator[int]:
        """Make what is wanted and not there yet, one row at each step."""
        for index in sorted(self._wanted):
            if index not in self._rows:
                self._make(index)
                yield index

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.heading.setText(tr(self._title))
        self._texts.clear()  # what lies in a row's own words is in the other language
        for row in self.rows:
            row.retranslate()
            row.tell()
        self._say_once()

    def _want(self, wanted: frozenset[int]) -> None:
        self._wanted = wanted
        for index, row in self._rows.items():
            row.setVisible(index in wanted)
        self._say_once()
        self._draw_lines()

    def _finds(self, index: int, words: str) -> bool:
        if index not in self._texts:
            self._texts[index] = plain(" ".join(self._slots[index].words()))
        return fits(words, self._texts[index])

    def _make(self, index: int) -> None:
        if index in self._rows:
            return
        row = self._slots[index].make()
        row.tell()
        self._inside.insertWidget(sum(1 for made in self._rows if made < index), row)
        row.setVisible(index in self._wanted)  # in its place, or it would open as a window
        self._rows[index] = row
        self._say_once()
        self._draw_lines()

    def _draw_lines(self) -> None:
        first = min((i for i in self._rows if i in self._wanted), default=-1)
        for index, row in self._rows.items():
            row.first = index == first

    def _say_once(self) -> None:
        """Seven days in a row need one sentence, not seven; the first in sight has it."""
        said = ""
        for index in sorted(self._rows):
            row = self._rows[index]
            row.help.setVisible(row.help.text() != said)
            if index in self._wanted:
                said = row.help.text()
