"""One at a time: what wants something of the person does not come in heaps.

Each card decides by itself whether it is wanted, by hiding and showing itself. It stands in a
holder; of all holders only that of the weightiest wanted card is in sight. When that one is
answered or put away, the next has its turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.ui.layouts import grows_down

if TYPE_CHECKING:
    from collections.abc import Sequence


class Turns(QObject):
    """Lets cards take turns.

    Args:
        cards: the weightiest first.
    """

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._holders = {card: _holder(card) for card in cards}
        for card in cards:
            card.installEventFilter(self)
        self._take()

    def holder(self, card: QWidget) -> QWidget:
        """What stands in the window in the card's place."""
        return self._holders[card]

    def is_free_before(self, card: QWidget) -> bool:
        """Whether no weightier card is wanted."""
        return all(one.isHidden() for one in self._cards[: self._cards.index(card)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """A card came or went; with the whole window gone, Python has emptied us already."""
        if vars(self) and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._take()
        return False

    def _take(self) -> None:
        wanted = next((card for card in self._cards if not card.isHidden()), None)
        for card, holder in self._holders.items():
            holder.setVisible(card is wanted)


def _holder(card: QWidget) -> QWidget:
    holder = QWidget()
    grows_down(holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    hidden = card.isHidden()
    column.addWidget(card)
    card.setVisible(not hidden)
    return holder
