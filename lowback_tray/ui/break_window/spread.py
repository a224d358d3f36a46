"""How head, figure and words of a page stand in the room it has.

Usually one below the other. In a window too short for that the figure stands beside head and words.
Where even so the first of the words are out of sight, they come before the head, and at last before
the figure too, the rest by scrolling: what to do now, or to answer, does not wait below the edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lowback_tray.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

Way = Literal["below", "beside", "beside, words first", "words first"]
WAYS: tuple[Way, ...] = ("below", "beside", "beside, words first", "words first")
_BESIDES = frozenset({"beside", "beside, words first"})

_BESIDE = 16  # pixels at 100 % between the figure and the words
_ROWS = 5
_NO_LIMIT = 16_777_215  # Qt's own


class Spread(QWidget):
    """Three parts of a page and the way they stand.

    Args:
        head: what the page is about.
        figure: the picture; None for a page whose head holds it.
        words: what is to be read or answered.
        gaps: before and after the figure, in pixels at 100 %.
        shares: of the width, to the left and to the right, where they stand beside each other.
        titled: even the first of the words mean nothing without the head before them.
    """

    def __init__(
        self,
        head: QWidget,
        figure: QWidget | None,
        words: QWidget,
        gaps: tuple[int, int],
        *,
        shares: tuple[int, int] = (1, 1),
        titled: bool = False,
    ) -> None:
        super().__init__()
        self._shares, self._titled = shares, titled
        self._head, self._figure, self._words = head, figure, words
        self._gaps = gaps
        self._way: Way | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.put("below", 0)

    @property
    def way(self) -> Way:
        """How they stand."""
        assert self._way is not None, "put at once"
        return self._way

    @property
    def has_figure(self) -> bool:
        """Whether a figure takes what is left over."""
        return self._figure is not None

    def put(self, way: Way, room: int) -> None:
        """Let them stand this way.

        Args:
            way: see the module.
            room: pixels of height that are in sight; beside words the figure takes just that.
        """
        if self._figure is not None:
            beside = way in _BESIDES
            self._figure.setMinimumHeight(max(0, room) if beside else 0)
            self._figure.setMaximumHeight(max(0, room) if beside else _NO_LIMIT)
        if way == self._way:
            return
        self._way = way
        for part in self._parts():
            self._grid.removeWidget(part)
        if self._figure is None:
            self._put_two()
        else:
            self._put_three(self._figure)
        self._breathe()

    def need(self, width: int, lead: Callable[[int], int]) -> int:
        """The least height, at a width, at which what matters is in sight.

        Below each other that is all of them; else the head and the first of the words.

        Args:
            width: of all of it, in pixels.
            lead: the height of the first of the words, at a width.
        """
        renew(self)
        gaps = sum(self._grid.rowMinimumHeight(row) for row in range(_ROWS))
        if self._way == "below":
            return gaps + sum(high(part, width) for part in self._parts())
        left, right = self._shares
        column = (width - theme.px(_BESIDE)) * right // (left + right)
        if self._figure is None:
            return max(high(self._head, column), lead(column))
        told = lead(column)
        if self._titled or self._way == "beside":
            told += high(self._head, column) + gaps
        return max(told, high(self._figure, width - column))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._breathe()

    def _parts(self) -> list[QWidget]:
        return [one for one in (self._head, self._figure, self._words) if one is not None]

    def _put_three(self, figure: QWidget) -> None:
        if self._way in _BESIDES:
            self._grid.addWidget(figure, 0, 0, 4, 1, Qt.AlignmentFlag.AlignTop)
            headed = self._titled or self._way == "beside"
            self._grid.addWidget(self._head, 0 if headed else 2, 2)
            self._grid.addWidget(self._words, 2 if headed else 0, 2)
            return
        order = [self._head, figure, self._words]
        if self._way == "words first":
            order = [self._words, figure]
            order.insert(0 if self._titled else 1, self._head)
        for row, part in zip((0, 2, 4), order, strict=True):
            self._grid.addWidget(part, row, 0)

    def _put_two(self) -> None:
        if self._way in _BESIDES:
            self._grid.addWidget(self._head, 1, 0)
            self._grid.addWidget(self._words, 1, 2)
            return
        first = self._way == "words first"
        self._grid.addWidget(self._words if first else self._head, 1, 0)
        self._grid.addWidget(self._head if first else self._words, 3, 0)

    def _breathe(self) -> None:
        """The gaps, and who takes what is left over."""
        before, after = (theme.px(gap) for gap in self._gaps)
        beside = self._way in _BESIDES
        if self._figure is None:
            gaps = {} if beside else {2: before}
            stretches = {0: 1, 2: 1} if beside else {0: 2, 2: 2, 4: 1}
        else:
            gaps = {1: before} if beside else {1: before, 3: after}
            stretches = {3 if beside else 2 if self._way == "below" else 4: 1}
        for row in range(_ROWS):
            self._grid.setRowMinimumHeight(row, gaps.get(row, 0))
            self._grid.setRowStretch(row, stretches.get(row, 0))
        left, right = self._shares
        self._grid.setColumnStretch(0, left)
        self._grid.setColumnStretch(2, right if beside else 0)
        self._grid.setColumnMinimumWidth(1, theme.px(_BESIDE) if beside else 0)


def renew(parent: QWidget) -> None:
    """Have everything within ask anew: a layout may still know the height of words that went."""
    for part in parent.findChildren(QWidget):
        if part.layout() is not None:
            part.updateGeometry()


def high(part: QWidget, width: int) -> int:
    """The height that a widget asks for at a width."""
    if part.hasHeightForWidth():
        return part.heightForWidth(width)
    return max(part.sizeHint().height(), part.minimumSizeHint().height())


class Column(QWidget):
    """A part made of several, one below the other.

    Attributes:
        rows: its layout, for more of them.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        for part in parts:
            self.rows.addWidget(part)
