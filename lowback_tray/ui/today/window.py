"""The home window: opened by a click on the tray icon, by `show`, by a second start.

It is handed values and shows them; it never asks. Closing it hides it and says `closed`, so
that the owner can give it back to the memory (`deleteLater`); the program goes on. Of the cards
that want something only one is in sight, the weightiest: warning signs, something that made it
worse, what would suit better, a tip, the self-check.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, ScrolledPage, fit_window, grows_down
from lowback_tray.ui.safety.cards import ConsultCard, Heeded, SignsCard
from lowback_tray.ui.today.change_card import ChangeCard
from lowback_tray.ui.today.checking import SelfCheckLine, Wish
from lowback_tray.ui.today.day_card import DayCard
from lowback_tray.ui.today.feeling import FeelingCard
from lowback_tray.ui.today.now_card import NowCard
from lowback_tray.ui.today.tip import TipCard
from lowback_tray.ui.today.turns import Turns
from lowback_tray.ui.widgets.boxes import ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lowback_tray.care.exercise import Library, Note
    from lowback_tray.engine.events import Event
    from lowback_tray.engine.status import Status
    from lowback_tray.ui.today.days import Day

_LINKS = {
    "history-window": mark("History"),
    "library-window": mark("Library"),
    "self-check": mark("Self-check"),
    "settings-window": mark("Settings"),
    "warning-signs": mark("Warning signs"),
}


class TodayWindow(QWidget):
    """Today.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        command: gives a command of the program's table: name, arguments.
        post: takes an event for the engine.
        library: all content; asked for only when something of it has to be named.
        put_off: the person wants no self-check now.
        heeded: what of the person's back they have taken note of before; it is kept there.
    """

    closed = Signal()

    def __init__(
        self,
        command: Callable[[str, tuple[str, ...]], None],
        post: Callable[[Event], None],
        library: Callable[[], Library],
        put_off: Callable[[], None],
        heeded: Heeded,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._library = library
        self._status: Status | None = None
        self._notices: list[Label] = []
        self._signs = SignsCard(partial(command, "warning-signs", ()))
        self._now = NowCard(command)
        self._heeded = heeded
        self._consult = ConsultCard(self._heed)
        self._check = SelfCheckLine(command, put_off)
        self._change = ChangeCard(command)
        self._tip = TipCard()
        self._day = DayCard()
        self._feeling = FeelingCard(post, command, self._name_of)
        self._turns = Turns((self._signs, self._consult, self._change, self._tip, self._check))
        self._links = {name: Button("", "text") for name in _LINKS}
        for name, link in self._links.items():
            link.clicked.connect(partial(_open, command, name))
        Keyboard(self, self.close)
        self._column = QVBoxLayout()
        self._lay_out()
        self.retranslate()
        self._sized = False

    def _lay_out(self) -> None:
        # From above: what is moved as a whole afterwards is given its look once more.
        inside = ScrolledPage()
        self._scroll = ScrollArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (16, 16, 16, 8)))
        column.setSpacing(theme.px(12))
        self._column.setSpacing(theme.px(8))
        column.addLayout(self._column)
        for card in (
            self._turns.holder(self._signs),
            self._now,
            *(self._turns.holder(one) for one in (self._consult, self._change, self._tip)),
            self._day,
            self._feeling,
            self._turns.holder(self._check),
        ):
            column.addWidget(card)
        column.addWidget(self._lay_out_links())
        column.addStretch()

    def _lay_out_links(self) -> QWidget:
        links = QWidget()
        grows_down(links)
        flow = Flow(links)
        for link in self._links.values():
            flow.addWidget(link)
        return links

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The first time, take the size that shows everything."""
        if not self._sized:
            self._sized = True
            fit_window(self, self._scroll, 690)
        super().showEvent(event)
        self.setFocus()  # on nothing that Enter or Space would press

    def show_status(self, status: Status) -> None:
        """Show the present."""
        self._status = status
        self._now.show_status(status)
        self._change.show_status(status)
        self._feeling.show_status(status)
        body = status.body
        self._signs.show_tier(body.signs, self._library().signs if body.signs else None)
        news = self._heeded.news(body)
        self._consult.show_when(news, self._library().signs if news else None)

    def show_place(self, place: str) -> None:
        """Offer the breaks that fit where the person is: "desk", "stand_space" or "mat"."""
        self._now.show_place(place, self._library().routines)

    def show_self_check(self, wanted: Wish | None) -> None:
        """Ask for the self-check; None asks nothing."""
        self._check.show_wish(wanted)

    def has_room_for_tip(self) -> bool:
        """Whether a tip would be seen: nothing weightier asks for something."""
        return self._turns.is_free_before(self._tip)

    def show_tip(self, tip: Note, on_close: Callable[[], None]) -> None:
        """Show a tip card; `on_close` is called when the person puts it away."""
        self._tip.show_tip(tip, on_close)

    def show_history(self, days: Sequence[Day]) -> None:
        """Show the last days, oldest first, today last; none on the first day."""
        self._day.show_days(days)

    def show_feeling(self, answer: str | None) -> None:
        """Show how the back feels today ("light", "okay", "heavy", "painful"), None unsaid."""
        self._feeling.show_feeling(answer)

    def show_notices(self, texts: Sequence[str]) -> None:
        """Show what the person should know, as quiet banners; none takes them away."""
        if [label.text() for label in self._notices] == list(texts):
            return
        for label in self._notices:
            self._column.removeWidget(label)
            label.deleteLater()
        self._notices = [Label(text, "notice") for text in texts]
        for label in self._notices:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(label)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — Today"))
        for name, link in self._links.items():
            link.set_text(tr(_LINKS[name]))
        for card in (self._signs, self._consult, self._tip, self._day, self._feeling, self._check):
            card.retranslate()
        if self._status is not None:
            self.show_status(self._status)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Colours that are not the style sheet's follow too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._day.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; the program goes on."""
        super().closeEvent(event)
        self.closed.emit()

    def _heed(self) -> None:
        if self._status is not None:
            self._heeded.note(self._status.body)
            self.show_status(self._status)

    def _name_of(self, exercise: str) -> str:
        found = self._library().exercises.get(exercise)
        return str(found.name) if found is not None else exercise


def _open(
    command: Callable[[str, tuple[str, ...]], None], name: str, _checked: bool = False
) -> None:
    command(name, ())
