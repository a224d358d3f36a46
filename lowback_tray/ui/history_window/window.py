"""The window: a chip for each length of time, the period with its neighbours, its cards.

It is handed a `Past` and asks it for the days it shows. A year is read month by month between
two turns of the event loop, so the first frame never waits for it. Keys: Left and Right (or
Page Up and Down) go to the neighbours, Home to today, Esc closes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import day_words, screens, theme
from lowback_tray.ui.history_window import words
from lowback_tray.ui.history_window.bars import Bars
from lowback_tray.ui.history_window.done import DoneCard
from lowback_tray.ui.history_window.hours import DayHours
from lowback_tray.ui.history_window.marks import Legend
from lowback_tray.ui.history_window.periods import KINDS, Kind, Period
from lowback_tray.ui.history_window.year import Year
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import (
    OWN_SIZE,
    PLACED,
    Flow,
    ScrolledPage,
    fit_window,
    grows_down,
    sized_itself,
)
from lowback_tray.ui.today.day_card import Number
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lowback_tray.ui.history_window.shapes import Day, Look, Past, Total


_WIDTH = 660  # of the page in pixels, at 100 %


class HistoryWindow(QWidget):
    """What happened, looked back on.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        past: where the days come from.
        kind: the length of time to begin with.
        tell: has a sentence read out on behalf of a widget.
    """

    closed = Signal()

    def __init__(
        self, past: Past, kind: Kind = "day", tell: Callable[[QWidget, str], None] = announce
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._past, self._tell = past, tell
        self._period = Period.around(kind, past.today())
        self._chosen = past.today()  # what stays in sight when another length is chosen
        self._look: Look | None = None  # what was read of the period
        self._to_read: list[Period] = []  # months of the year that are still to come
        self._sized = False
        self._make()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _make(self) -> None:
        self._chips: dict[Kind, Button] = {kind: Button("", "chip") for kind in KINDS}
        self._before, self._after = Button("", "text"), Button("", "text")
        self._now = Button("", "link")
        self._name = Label(role="title")
        self._problem = Label(role="caution")
        self._stood, self._usual, self._longest = Number(), Number(), Number()
        self._hours, self._empty, self._note = Label(role="muted"), Label(), Label(role="muted")
        self._strip, self._bars, self._year = DayHours(), Bars(), Year()
        self._back_title, self._back = Label(role="heading"), Label()
        self._legend = Legend()
        self._done = DoneCard()
        self._later = QTimer(self)
        self._later.setSingleShot(True)

    def _lay_out(self) -> None:
        # From above: what is moved as a whole afterwards is given its look once more.
        page = ScrolledPage()
        self._scroll = ScrollArea(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        beside = _row((self._before, self._after), 0)  # never parted by the end of a line
        moves = _row((*self._chips.values(), beside, self._now), 0)
        self._numbers = _row((self._stood, self._usual, self._longest), 28)
        whole = _card(
            self._name,
            self._empty,
            self._numbers,
            self._hours,
            self._strip,
            self._bars,
            self._year,
            self._note,
        )
        self._back_card = _card(self._back_title, self._back, self._legend)
        column = QVBoxLayout(page)
        column.setContentsMargins(*map(theme.px, (16, 12, 16, 16)))
        column.setSpacing(theme.px(12))
        for widget in (moves, self._problem, whole, self._back_card, self._done):
            column.addWidget(widget)
        column.addStretch()

    def _connect(self) -> None:
        for kind, chip in self._chips.items():
            chip.clicked.connect(partial(self._choose, kind))
        self._before.clicked.connect(self.go_back)
        self._after.clicked.connect(self.go_on)
        self._now.clicked.connect(self.go_to_now)
        self._bars.opened.connect(partial(self._open, "day"))
        self._year.opened.connect(partial(self._open, "month"))
        self._later.timeout.connect(self._read_on)
        keys = Keyboard(self, self.close)
        keys.bind((Qt.Key.Key_Left, Qt.Key.Key_PageUp), mark("Further back"), self.go_back)
        keys.bind((Qt.Key.Key_Right, Qt.Key.Key_PageDown), mark("Further on"), self.go_on)
        keys.bind((Qt.Key.Key_Home,), mark("To today"), self.go_to_now)

    @property
    def reading(self) -> bool:
        """Whether months of the year are still to come."""
        return bool(self._to_read)

    # ---- moving

    def show_period(self, period: Period) -> None:
        """Turn to a period."""
        self._period = period
        if not period.holds(self._chosen):
            self._chosen = min(period.last, self._past.today())
        self.refresh()
        self._grow()
        self._tell(self, ". ".join(filter(None, (period.name(), self._in_short()))))

    def go_back(self) -> None:
        """To the one before, while anything is known of it."""
        if self._before.isEnabled():
            self.show_period(self._period.preceding)

    def go_on(self) -> None:
        """To the one after, up to the present."""
        if self._after.isEnabled():
            self.show_period(self._period.following)

    def go_to_now(self) -> None:
        """To the one that holds today."""
        self._chosen = self._past.today()
        self.show_period(Period.around(self._period.kind, self._chosen))

    def _choose(self, kind: Kind, _checked: bool = False) -> None:
        self.show_period(Period.around(kind, self._chosen))

    def _open(self, kind: Kind, day: date) -> None:
        self._chosen = day
        self.show_period(Period.around(kind, day))

    # ---- showing

    def refresh(self) -> None:
        """Read the period again."""
        today, period = self._past.today(), self._period
        self._say("")
        began = self._began() or today
        self._later.stop()
        self._name.setText(period.name())
        for kind, chip in self._chips.items():
            chip.setChecked(kind == period.kind)
        self._before.setEnabled(period.first > began)
        self._after.setEnabled(period.last < today)
        self._now.setVisible(not period.holds(today))
        self._look, self._to_read = None, []
        if period.kind == "year":
            self._year.begin(period, today)
            known = [m for m in period.months if m.last >= began and m.first <= today]
            self._to_read = list(reversed(known))
            self._later.start(0)
        else:
            self._look = self._read(period.first, period.length)
        self._show()

    def show_news(self) -> None:
        """Something was written down; a year is not drawn anew for it."""
        if self._period.kind != "year" and self._period.holds(self._past.today()):
            self.refresh()

    def _read_on(self) -> None:
        """One more month of the year, the newest first."""
        if not self._to_read:
            return
        month = self._to_read.pop(0)
        alone = self._read(month.first, month.length)
        if alone is not None:
            self._year.add_month(alone.days, _month_words(month, alone.total))
        self._look = self._read(month.first, (self._period.last - month.first).days + 1)
        self._show()
        if self._to_read:
            self._later.start(0)
        else:
            self._grow()

    def _began(self) -> date | None:
        try:
            return self._past.began()
        except LowbackError as error:
            self._say(str(error))
            return None

    def _read(self, first: date, n: int) -> Look | None:
        try:
            return self._past.look(first, n)
        except LowbackError as error:
            self._say(str(error))
            return None

    def _show(self) -> None:
        """Put on what was read so far."""
        look, kind = self._look, self._period.kind
        known = look is not None and look.total.days > 0
        self._empty.setVisible(not known and not self._to_read)
        self._empty.setText(self._nothing())
        self._numbers.setVisible(known)
        self._strip.setVisible(known and kind == "day")
        self._bars.setVisible(known and kind in ("week", "month"))
        self._year.setVisible(kind == "year" and (known or bool(self._to_read)))
        self._show_note(known=known)
        for part in (self._hours, self._back_card, self._done):
            part.setVisible(known)
        if look is not None and known:
            self._show_charts(look.days)
            self._show_numbers(look.total)
            self._show_back(look)
            self._done.show_done(look.points, look.total.done)

    def _show_charts(self, days: Sequence[Day]) -> None:
        if self._period.kind == "day":
            blocks = days[0].summary.blocks
            self._strip.show_blocks(blocks, tr("The hours of the day"))
            self._strip.setVisible(bool(blocks))
        elif self._period.kind != "year":
            self._bars.show_days(days, self._past.today(), self._period.name())

    def _show_numbers(self, total: Total) -> None:
        self._stood.show_number(day_words.of(total.stood, total.offered), tr("stood up"))
        self._usual.show_number(day_words.length(total.usual_s), tr("usual sitting"))
        self._longest.show_number(day_words.length(total.longest_s), tr("longest sitting"))
        said = words.hours(total)
        self._hours.setText(said)
        self._hours.setVisible(bool(said))

    def _show_note(self, *, known: bool) -> None:
        notes: dict[Kind, str] = {
            "day": "",
            "week": tr("Pale above a bar: offered and not taken. A click opens the day."),
            "month": tr("Pale above a bar: offered and not taken. A click opens the day."),
            "year": words.year_note(),
        }
        note = notes[self._period.kind]
        self._note.setText(note)
        self._note.setVisible(known and bool(note))

    def _show_back(self, look: Look) -> None:
        said = words.feelings(look.total.feelings)
        if self._period.kind == "day":
            said = day_words.feeling(look.days[0].feeling)
        self._back_card.setVisible(bool(said))
        self._back.setText(said)
        self._legend.setVisible(self._period.kind in ("week", "month"))

    def _nothing(self) -> str:
        if self._began() is None:
            return tr("Your days will be drawn here as they go. There is nothing to do for it.")
        if self._period.kind == "day":
            return tr("Nothing was written down on this day.")
        return tr("Nothing was written down in this time.")

    def _in_short(self) -> str:
        """What there is to be seen, for those who listen; nothing while a year is being read."""
        if self._to_read:
            return ""
        if self._look is not None and self._look.total.days:
            return words.total(self._look.total)
        return self._empty.text()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    # ---- the window itself

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — History"))
        for kind, chip in self._chips.items():
            chip.set_text(tr(KINDS[kind]))
        self._before.set_text(tr("‹ Earlier"), tr("Left arrow key"))
        self._after.set_text(tr("Later ›"), tr("Right arrow key"))
        self._now.set_text(tr("Back to today"), tr("Home key"))
        self._back_title.setText(tr("How the back felt"))
        self._legend.retranslate()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The first time, take a good size."""
        if not self._sized:
            self._sized = True
            self._fit()
        super().showEvent(event)
        self.setFocus()  # on nothing that Enter or Space would press

    def _fit(self, least: int = 0) -> None:
        fit_window(self, self._scroll, _WIDTH, least)
        self.setProperty(OWN_SIZE, None if self.property(PLACED) else self.size())

    def _grow(self) -> None:
        """Be as high as what is shown now, unless the person has sized the window.

        It never shrinks: from one day to the next the window would jump.
        """
        if not self.isVisible() or not sized_itself(self):
            return
        # each card's wish reaches the page by such an event
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._fit(self.height())
        screens.keep_inside(self)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Colours that are not the style sheet's follow too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; the program goes on."""
        super().closeEvent(event)
        self._later.stop()
        self.closed.emit()


def _month_words(month: Period, total: Total) -> str:
    """What a screen reader hears of a month; "" where nothing is known of it."""
    if not total.days:
        return ""
    return tr("{day}: {facts}").format(day=month.name(), facts=words.total(total))


def _row(widgets: Iterable[QWidget], gap: int) -> QWidget:
    """Some widgets side by side, in more rows where it is narrow."""
    row = QWidget()
    grows_down(row)
    flow = Flow(row, gap)
    for widget in widgets:
        flow.addWidget(widget)
    return row


def _card(*widgets: QWidget) -> Card:
    """Some widgets one below the other on a card."""
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(*map(theme.px, (20, 18, 20, 18)))
    column.setSpacing(theme.px(10))
    for widget in widgets:
        column.addWidget(widget)
    return card
