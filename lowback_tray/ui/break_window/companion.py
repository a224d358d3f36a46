"""On the other screens: a small card that says what the break window says, and brings it there.

Somebody who looks at another screen than the one with the pointer would miss the prompt, and a
second break window would be a second thing to answer. So the others get a card each: the same
heading, and one button. It cannot take the keyboard, and it goes with the window.

Under Wayland no program can say which screen a window goes to, so there are none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui import screens
from lowback_tray.ui.corner import CornerCard
from lowback_tray.ui.screens import Monitor
from lowback_tray.ui.widgets.air import Margins
from lowback_tray.ui.widgets.boxes import ButtonRow
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label


class Companions:
    """The cards, one for each other screen; given back when they are hidden.

    Args:
        bring: told a point of the screen that the window shall come to.
    """

    def __init__(self, bring: Callable[[QPoint], None]) -> None:
        self._bring = bring
        self.cards: list[Card] = []

    def show(self, words: str, others: list[Monitor]) -> None:
        """Say this on these screens and nowhere else.

        Args:
            words: the heading; with none, no card is shown.
            others: the screens that the window is not on.
        """
        if not words or not screens.can_place():
            others = []
        while len(self.cards) < len(others):
            self.cards.append(Card(self._bring))
        while len(self.cards) > len(others):
            _end(self.cards.pop())
        for card, monitor in zip(self.cards, others, strict=True):
            card.say(words, monitor)

    def hide(self) -> None:
        """Take them all back."""
        self.show("", [])


class Card(CornerCard):
    """One card on one screen."""

    WIDTH = 300

    def __init__(self, bring: Callable[[QPoint], None]) -> None:
        super().__init__()
        self.title = Label(role="heading")
        self._where = Label(role="muted")
        self._here = Button()
        self._here.clicked.connect(partial(self._wanted, bring))
        whole = QVBoxLayout(self)
        self.air.around(whole, Margins(16, 14, 16, 10))
        self.air.between(whole, 4)
        whole.addWidget(self.title)
        whole.addWidget(self._where)
        whole.addWidget(ButtonRow([], [self._here]))

    def say(self, words: str, monitor: Monitor) -> None:
        """Show it in the corner near the tray."""
        self.setWindowTitle(tr("Lowback Tray"))
        self.title.setText(words)
        self._where.setText(tr("On another screen."))
        self._here.set_text(tr("Bring it here"), tr("Moves the window to this screen"))
        self.ensurePolished()
        self.take_place(monitor)
        self.show()

    def _wanted(self, bring: Callable[[QPoint], None], _checked: bool = False) -> None:
        bring(self.geometry().center())


def _end(card: Card) -> None:
    card.hide()
    card.deleteLater()
