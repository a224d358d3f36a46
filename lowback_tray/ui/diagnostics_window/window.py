"""The window: one sentence about the whole, what could be better first, then what works.

What is found is read when the window opens, when the program has news, and on *Check again*,
which asks the desktop afresh; answers of other programs arrive a moment later, so it reads once
more then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import ntr, tr
from lowback_tray.ui import theme
from lowback_tray.ui.diagnostics_window.finding import Finding, as_text
from lowback_tray.ui.diagnostics_window.rows import FindingRow
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import ScrolledPage, take_size
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow, Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QShowEvent

_ANSWERS_MS = 1200  # by then, whoever answers at all has answered


class DiagnosticsWindow(QWidget):
    """What works here.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        look: what is found now.
        ask: asks the desktop afresh.
        facts: names and values for the copied text (versions, desktop).
    """

    closed = Signal()

    def __init__(
        self,
        look: Callable[[], Sequence[Finding]],
        ask: Callable[[], None],
        facts: Callable[[], Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look, self._ask, self._facts = look, ask, facts
        self._findings: tuple[Finding, ...] = ()
        self._verdict = Label(role="title")
        self._said = Label(role="muted")
        self._cards = (Card(), Card())
        self._inside = [QVBoxLayout(card) for card in self._cards]
        self._copy, self._again = Button("", "outlined"), Button("", "filled")
        self._later = QTimer(self, singleShot=True, interval=_ANSWERS_MS)
        self._lay_out()
        self._later.timeout.connect(self.refresh)
        self._copy.clicked.connect(self._copy_all)
        self._again.clicked.connect(self._check_again)
        Keyboard(self, self.close)
        self.retranslate()
        take_size(self, 560, 680)

    def _lay_out(self) -> None:
        # From above: what is moved as a whole afterwards is given its look once more.
        inside = ScrolledPage()
        self._scroll = ScrollArea(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, theme.px(12))
        whole.setSpacing(theme.px(6))
        whole.addWidget(self._scroll, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (16, 16, 16, 12)))
        column.setSpacing(theme.px(12))
        column.addWidget(self._verdict)
        column.addWidget(self._said)
        for card, rows in zip(self._cards, self._inside, strict=True):
            rows.setContentsMargins(1, theme.px(6), 1, theme.px(6))
            rows.setSpacing(0)
            column.addWidget(card)
        column.addStretch()
        foot = ButtonRow((), (self._copy, self._again))
        foot.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        whole.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing has the focus that Enter or Space would press."""
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; the program goes on."""
        super().closeEvent(event)
        self._later.stop()
        self.closed.emit()

    def refresh(self) -> None:
        """Look again, and show it where something changed."""
        found = tuple(self._look())
        if found != self._findings:
            self._findings = found
            self._show()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — System check"))
        self._scroll.setAccessibleName(self.windowTitle())
        self._said.setText(tr("What the program can tell about this computer, and what it cannot."))
        self._again.set_text(tr("Check again"))
        self._findings = tuple(self._look())
        self._show()

    def _show(self) -> None:
        self._name_copy()
        look_at = [one for one in self._findings if one.worth_a_look]
        fine = [one for one in self._findings if not one.worth_a_look]
        self._verdict.setText(
            ntr("{n} thing could be better", "{n} things could be better", len(look_at))
            if look_at
            else tr("Everything works here")
        )
        for card, rows, found in zip(self._cards, self._inside, (look_at, fine), strict=True):
            while (item := rows.takeAt(0)) is not None:
                _release(item.widget())
            for number, one in enumerate(found):
                rows.addWidget(FindingRow(one, first=number == 0))
            card.setVisible(bool(found))

    def _check_again(self) -> None:
        self._ask()
        self._name_copy()
        self.refresh()
        self._later.start()
        announce(self, self._verdict.text())

    def _name_copy(self) -> None:
        """What was copied before is not what is shown now."""
        self._copy.set_text(tr("Copy"), tr("Copies all of this as text, without your name"))

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._findings, self._facts()))
        self._copy.set_text(tr("Copied"))
        announce(self, tr("Copied"))


def _release(row: QWidget | None) -> None:
    if row is not None:
        row.hide()
        row.deleteLater()
