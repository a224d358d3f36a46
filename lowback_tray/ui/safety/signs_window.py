"""The page of the warning signs. Ticking one stops the exercises; only the person brings them back.

Theory. What holds is one word outside this window: the strongest tier that was ticked. A tick
here can only make it stronger; taking the tick back makes it weaker, and taking the last one
back asks whether exercises are wanted again: nobody is declared well by an empty list. Which
signs were ticked is remembered one by one. A tier of which no sign is remembered (an earlier
version kept the tier alone) stays until that question is answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import ScrolledPage, take_size
from lowback_tray.ui.safety.cards import ContactText
from lowback_tray.ui.safety.signs_list import SignsList, Tier, strongest
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lowback_tray.care.exercise import WarningSigns


class _Instead(ContactText):
    """The contact text and, once nothing is ticked any more, the question."""

    def __init__(self) -> None:
        super().__init__()
        self.question = Label()
        self.yes = Button("", "outlined")
        self.row = ButtonRow((self.yes,), ())
        self.column.addWidget(self.question)
        self.column.addWidget(self.row)

    def ask(self, asking: bool) -> None:
        """Show or hide the question."""
        self.question.setText(tr("Do you want exercises again?"))
        self.yes.set_text(tr("Yes, exercises again"), self.question.text())
        self.question.setVisible(asking)
        self.row.setVisible(asking)


class SignsWindow(QWidget):
    """The signs to read and to tick; Esc closes it.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        signs: the content.
        tell: is told the strongest tier that holds, None when exercises are wanted again.
        tier: what holds already.
        ticked: the signs that were ticked for it, by id.
        remember: is told which signs are ticked, whenever that changes.
    """

    closed = Signal()

    def __init__(
        self,
        signs: WarningSigns,
        tell: Callable[[Tier | None], None],
        tier: str | None = None,
        ticked: Collection[str] = (),
        remember: Callable[[frozenset[str]], None] | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._signs = signs
        self._tell = tell
        self._remember = remember
        self._holds = strongest([tier])
        self._intro = Label()
        self._instead = _Instead()
        self._list = SignsList(signs)
        if self._holds is not None:
            self._list.tick(ticked)
        self._carried = self._unexplained()
        self._close = Button("", "outlined")
        self._lay_out()
        self._list.changed.connect(self._changed)
        self._instead.yes.clicked.connect(self._exercises_again)
        self._close.clicked.connect(self.close)
        Keyboard(self, self.close)
        take_size(self, 520, 640)
        self.retranslate()

    def _lay_out(self) -> None:
        inside = ScrolledPage()
        box = QVBoxLayout(inside)
        box.setContentsMargins(*map(theme.px, (16, 16, 16, 12)))
        box.setSpacing(theme.px(12))
        box.addWidget(self._instead)
        box.addWidget(self._intro)
        box.addWidget(self._list)
        self._scroll = ScrollArea(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(6))
        column.addWidget(self._scroll, 1)
        row = ButtonRow((), (self._close,))
        row.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        column.addWidget(row)

    def show_tier(self, tier: str | None) -> None:
        """Show what holds now, also when it changed elsewhere."""
        if tier == self._holds:
            return
        self._holds = strongest([tier])
        if tier is None:
            self._list.tick(())
            self._tell_names()
        self._carried = self._unexplained()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Warning signs"))
        self._scroll.setAccessibleName(self.windowTitle())
        self._intro.setText(
            tr("Does one of these apply to you today? Tick it, and there are no exercises for now.")
        )
        self._close.set_text(tr("Close"))
        self._list.retranslate()
        self._show_contact()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing is ringed before somebody presses Tab."""
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; what was ticked holds on."""
        super().closeEvent(event)
        self.closed.emit()

    def _unexplained(self) -> Tier | None:
        """The tier that holds, if nothing that is ticked is the reason for it."""
        return None if self._list.ticked() == self._holds else self._holds

    def _tell_names(self) -> None:
        if self._remember is not None:
            self._remember(self._list.names())

    def _changed(self) -> None:
        self._tell_names()
        wanted = strongest([self._carried, self._list.ticked()])
        if wanted is not None and wanted != self._holds:
            self._holds = wanted
            self._tell(wanted)
            announce(self, str(self._signs.lead[wanted]))
            self._scroll.verticalScrollBar().setValue(0)  # whom to contact comes before the rest
        self._show_contact()

    def _show_contact(self) -> None:
        if self._holds is not None:
            self._instead.show_contact(self._holds, self._signs)
        self._instead.ask(self._list.ticked() is None)
        self._instead.setVisible(self._holds is not None)

    def _exercises_again(self) -> None:
        self._holds = self._carried = None
        self._tell(None)
        self._show_contact()
