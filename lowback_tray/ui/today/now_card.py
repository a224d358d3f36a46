"""The present: the ring of the tray icon, large; what comes next; the buttons that fit.

Below what to do now stand, more quietly, the menus for other breaks and for the next one, and why
nothing is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import notice_words, status_words, theme, tray_icon, tray_menu
from lowback_tray.ui.layouts import Flow, grows_down
from lowback_tray.ui.today.actions import actions
from lowback_tray.ui.today.menu_button import MenuButton
from lowback_tray.ui.tray_icon import IconPicture, Inks
from lowback_tray.ui.tray_menu import MenuItem
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.buttons import Button, SplitButton
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from PySide6.QtGui import QPaintEvent

    from lowback_tray.engine.status import Status
    from lowback_tray.ui.widgets.buttons import Rank


class BigRing(QWidget):
    """The picture of the tray icon in the colours of the window."""

    def __init__(self, diameter: int = 96) -> None:
        super().__init__()
        tell_as(self, "text")
        self._diameter = diameter
        self._picture: IconPicture = tray_icon.picture_of(None)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: IconPicture, words: str) -> None:
        """Draw this; `words` say the same to whoever listens."""
        self.setAccessibleName(words)
        if picture != self._picture:
            self._picture = picture
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A square that grows with the text."""
        return QSize(theme.px(self._diameter), theme.px(self._diameter))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The ring."""
        look = theme.current()
        inks = Inks(
            look.accent, look.warm, look.on_accent, look.muted, look.caution, track=look.track
        )
        tray_icon.draw(QPainter(self), self._picture, min(self.width(), self.height()), inks)


class NowCard(Card):
    """What is going on and what to do about it.

    Args:
        command: gives a command of the program's table: name, arguments.
    """

    def __init__(self, command: Callable[[str, tuple[str, ...]], None]) -> None:
        super().__init__()
        self._command = command
        self._place = "mat"
        self._routines: Container[str] | None = None
        self._ring = BigRing()
        self._headline = Label(role="title")
        self._detail = Label(role="muted")
        self._budget = Label(role="muted")
        self._first = _ItemButton("filled", command)
        self._later = _LaterButton(command)
        self._plain_later = _ItemButton("outlined", command)
        self._quiet = _ItemButton("text", command)
        self._why = _ItemButton("link", command)
        self._sessions = MenuButton()
        self._sessions.chosen.connect(self._send)
        self._ahead = MenuButton()
        self._ahead.chosen.connect(self._send)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addStretch()
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        words.addWidget(self._budget)
        words.addStretch()
        top = QHBoxLayout()
        top.setSpacing(theme.px(20))
        top.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*map(theme.px, (20, 20, 20, 16)))
        whole.setSpacing(theme.px(14))
        whole.addLayout(top)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(_row(self._first, self._later, self._plain_later, self._quiet))
        rows.addWidget(_row(self._sessions, self._ahead, self._why))
        whole.addLayout(rows)

    def show_place(self, place: str, routines: Container[str]) -> None:
        """Offer the breaks that fit where the person is, of the routines there are."""
        self._place = place
        self._routines = routines
        self._offer_sessions()

    def show_status(self, status: Status) -> None:
        """Say and draw the present."""
        headline = status_words.headline(status)
        self._headline.setText(headline)
        detail = status_words.detail(status)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._budget.setText(notice_words.budget_words(status))
        self._budget.setVisible(status.budget_s is not None)
        self._ring.show_picture(tray_icon.picture_of(status), headline)
        offered = actions(status)
        self._first.show_item(offered.first)
        self._quiet.show_item(offered.quiet)
        many = offered.later is not None and bool(offered.later.children)
        self._later.show_item(offered.later if many else None)
        self._plain_later.show_item(None if many else offered.later)
        self._sessions.set_text(tr("Choose a break"))
        self._offer_sessions()
        held = status.guide is None and status.prompt is None and status_words.is_held(status)
        self._why.show_item(MenuItem(tr("Why is it quiet?"), "why-window") if held else None)
        busy = status.guide is not None or status.prompt is not None
        self._sessions.setVisible(not busy and status.body.signs is None)
        self._offer_ahead(status, busy=busy)

    def _offer_sessions(self) -> None:
        offered = tray_menu.sessions(self._place, self._routines)
        self._sessions.set_lines([(item.label, item, None) for item in offered])

    def _offer_ahead(self, status: Status, *, busy: bool) -> None:
        ahead = tray_menu.next_stand_up(status)
        self._ahead.set_text(ahead.label)
        lines = [(item.label, item, item.checked) for item in ahead.children if item.enabled]
        self._ahead.set_lines(lines)
        self._ahead.setVisible(ahead.enabled and not busy and status.body.signs is None)

    def _send(self, item: MenuItem) -> None:
        if item.command is not None:
            self._command(item.command, item.args)


def _row(*buttons: QWidget) -> QWidget:
    """What belongs together; more than one row of it only where it is narrow."""
    row = QWidget()
    grows_down(row)
    flow = Flow(row, 2)
    for button in buttons:
        flow.addWidget(button)
    return row


class _ItemButton(Button):
    """A button that stands for a command; hidden while it stands for none."""

    def __init__(self, rank: Rank, command: Callable[[str, tuple[str, ...]], None]) -> None:
        super().__init__("", rank)
        self._command = command
        self._item: MenuItem | None = None
        self.clicked.connect(self._fire)

    def show_item(self, item: MenuItem | None) -> None:
        self._item = item
        self.setVisible(item is not None)
        if item is not None:
            self.set_text(item.label)

    def _fire(self) -> None:
        if self._item is not None and self._item.command is not None:
            self._command(self._item.command, self._item.args)


class _LaterButton(SplitButton):
    """The same with a menu of other lengths."""

    def __init__(self, command: Callable[[str, tuple[str, ...]], None]) -> None:
        super().__init__()
        self._command = command
        self._item: MenuItem | None = None
        self.clicked.connect(self._fire)
        self.chosen.connect(self._send)

    def show_item(self, item: MenuItem | None) -> None:
        self.setVisible(item is not None)
        if item is not None and item != self._item:  # an open menu is left alone
            self.set_text(item.label, tr("Other lengths"))
            self.set_choices([(child.label, child) for child in item.children])
        self._item = item

    def _fire(self) -> None:
        self._send(self._item)

    def _send(self, item: MenuItem | None) -> None:
        if item is not None and item.command is not None:
            self._command(item.command, item.args)
