"""When it is time for the self-check: one quiet line, and the way to put it off.

It asks in the first week, and again four weeks after the last time. It never asks twice for the
same reason: who says "Not now" is left alone until the next four weeks are over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import ntr, tr
from lowback_tray.ui import theme
from lowback_tray.ui.layouts import Flow, SideBySide, grows_down
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

AGAIN = timedelta(days=28)
FIRST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wish:
    """That the self-check be done.

    Attributes:
        weeks: whole weeks since it was done, None where it never was.
    """

    weeks: int | None


def wish(today: date, checked: date | None, put_off: date | None, began: date) -> Wish | None:
    """Whether to ask for the self-check.

    Args:
        today: the local date.
        checked: when it was last done.
        put_off: when the person last said "Not now".
        began: the first day that anything is known of.
    """
    if checked is None:
        return Wish(None) if put_off is None and today - began < FIRST else None
    if today - max(checked, put_off or checked) < AGAIN:
        return None
    return Wish((today - checked).days // 7)


class SelfCheckLine(Card):
    """Asks, and takes both answers; hidden while there is nothing to ask.

    Args:
        command: gives a command of the program's table: name, arguments.
        put_off: the person does not want to be asked now.
    """

    def __init__(
        self, command: Callable[[str, tuple[str, ...]], None], put_off: Callable[[], None]
    ) -> None:
        super().__init__()
        self._command = command
        self._put_off = put_off
        self._wish: Wish | None = None
        self._text = Label(role="small")
        self._now = Button("", "link")
        self._later = Button("", "text")
        self._now.clicked.connect(self._open)
        self._later.clicked.connect(self._not_now)
        buttons = QWidget()
        grows_down(buttons)
        flow = Flow(buttons, 2)
        flow.addWidget(self._now)
        flow.addWidget(self._later)
        line = QWidget()
        grows_down(line)
        both = SideBySide(line, 8, 150)
        both.addWidget(self._text)
        both.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 4, 12, 4)))
        column.addWidget(line)
        self.hide()

    def show_wish(self, wanted: Wish | None) -> None:
        """Ask this; None asks nothing."""
        self._wish = wanted
        self.retranslate()
        self.setVisible(wanted is not None)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        if self._wish is not None:
            self._text.setText(_words(self._wish))
        self._now.set_text(tr("Do it now"), self._text.text())
        self._later.set_text(tr("Not now"), self._text.text())

    def _open(self) -> None:
        self._command("self-check", ())

    def _not_now(self) -> None:
        self.show_wish(None)
        self._put_off()


def _words(wanted: Wish) -> str:
    if wanted.weeks is None:
        return tr("A few short questions fit the exercises to you.")
    return ntr("{n} week since your self-check.", "{n} weeks since your self-check.", wanted.weeks)
