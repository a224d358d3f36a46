"""Margins and gaps that grow with the text, in windows that stay while its size changes.

A layout keeps the pixels it was given. Whoever lays a window out says them here at 100 %, and calls
`breathe` in `changeEvent` when another type came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QSpacerItem, QWidget

from lowback_tray.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Margins:
    """Left, top, right and bottom in pixels at 100 %.

    Attributes:
        rim: off at both sides, where controls have room of their own around them.
    """

    left: int
    top: int
    right: int
    bottom: int
    rim: int = 0

    def scaled(self) -> tuple[int, int, int, int]:
        """As `setContentsMargins` takes them."""
        left, right = (theme.px(side) - theme.px(self.rim) for side in (self.left, self.right))
        return left, theme.px(self.top), right, theme.px(self.bottom)


class Air:
    """The margins and gaps of one widget's layouts."""

    def __init__(self) -> None:
        self._rules: dict[tuple[int, str], Callable[[], None]] = {}
        self._gaps = 0

    def around(self, layout: QBoxLayout | QWidget, margins: Margins) -> None:
        """The margins of a layout or a widget; said again, they are others."""

        def give() -> None:
            layout.setContentsMargins(*margins.scaled())

        self._keep((id(layout), "around"), give)

    def between(self, layout: QBoxLayout, length: int) -> None:
        """The space between all items of a layout."""

        def give() -> None:
            layout.setSpacing(theme.px(length))

        self._keep((id(layout), "between"), give)

    def gap(self, column: QBoxLayout, length: int) -> None:
        """Room at this place of a column."""
        item = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column.addSpacerItem(item)
        self._gaps += 1

        def give() -> None:
            item.changeSize(0, theme.px(length), item.sizePolicy().horizontalPolicy(),
                            item.sizePolicy().verticalPolicy())  # fmt: skip
            column.invalidate()

        self._keep((self._gaps, "gap"), give)

    def breathe(self) -> None:
        """The text has another size."""
        for give in self._rules.values():
            give()

    def _keep(self, key: tuple[int, str], give: Callable[[], None]) -> None:
        self._rules[key] = give
        give()
