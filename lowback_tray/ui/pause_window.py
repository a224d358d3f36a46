"""Until when to pause: a day and a time, with the usual ones a click away.

It gives the command `pause` and closes. What the engine refuses cannot be chosen here; a time that
passes while the window stays open is said to have passed, and the window stays.

Enter pauses, except on a button, which it presses: no shortcut, because that would come first.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.engine import days
from lowback_tray.engine.numbers import PAUSE_UNTIL_DAYS
from lowback_tray.i18n import tr
from lowback_tray.ui import status_words, theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, ScrolledPage, fit_window, grows_down
from lowback_tray.ui.widgets.announce import announce
from lowback_tray.ui.widgets.boxes import ButtonRow, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import MomentField
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent

_MORNING, _MONDAY = 9, 0


def usual(now: datetime) -> tuple[datetime, ...]:
    """The ends most people mean: this noon or evening, tomorrow, Monday; soonest first."""
    tomorrow = now.date() + timedelta(days=1)
    morning = days.at(now, tomorrow, time(_MORNING))
    to_monday = timedelta(days=(_MONDAY - tomorrow.weekday()) % 7)
    monday = days.at(now, tomorrow + to_monday, time(_MORNING))
    today = [days.at(now, now.date(), time(hour)) for hour in (13, 17)]
    found = {*(at for at in today if at > now + timedelta(minutes=1)), morning, monday}
    return tuple(sorted(found))


class PauseWindow(QWidget):
    """Chooses a moment; Esc leaves everything as it is.

    Signals:
        closed: it may be released.

    Args:
        now: tells the present, aware local time.
        command: gives a command of the program's table: name, arguments.
    """

    closed = Signal()

    def __init__(
        self, now: Callable[[], datetime], command: Callable[[str, tuple[str, ...]], None]
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._now, self._command = now, command
        opened = now()
        self._intro = Label(role="heading")
        self._note = Label(role="muted")
        self._field = MomentField()
        self._field.setMinimumDateTime(_qt(opened + timedelta(minutes=1)))
        self._field.setMaximumDateTime(_qt(opened + timedelta(days=PAUSE_UNTIL_DAYS)))
        self._chips = {at: Button("", "chip") for at in usual(opened)}
        for at, chip in self._chips.items():
            chip.clicked.connect(partial(self._choose, at))
        self._pause = Button("", "filled")
        self._pause.clicked.connect(self._give)
        self._cancel = Button("", "text")
        self._cancel.clicked.connect(self.close)
        self._field.dateTimeChanged.connect(self._mark_chip)
        Keyboard(self, self.close)
        self._lay_out()
        self.retranslate()
        self._choose(next(iter(self._chips)))

    def _lay_out(self) -> None:
        chips = QWidget()
        grows_down(chips)
        flow = Flow(chips, 0)
        for chip in self._chips.values():
            flow.addWidget(chip)
        inside = ScrolledPage()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (20, 18, 20, 8)))
        column.setSpacing(theme.px(12))
        for widget in (self._intro, chips, self._field, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = ScrollArea(inside)
        foot = QVBoxLayout()
        foot.setContentsMargins(*map(theme.px, (20, 4, 20, 14)))
        foot.addWidget(ButtonRow([self._cancel], [self._pause]))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(foot)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Pause until…"))
        self._intro.setText(tr("Until when should it be quiet?"))
        self._say_limit()
        self._field.setAccessibleName(self._intro.text())
        self._pause.set_text(tr("Pause"))
        self._cancel.set_text(tr("Cancel"))
        for at, chip in self._chips.items():
            chip.set_text(status_words.clock_words(at, self._now()))
        self._fit()

    def _fit(self) -> None:
        """As high as its chips and texts need, in whatever type they are."""
        fit_window(self, self._scroll, 400)

    def chosen(self) -> datetime:
        """The moment shown, local time without an offset."""
        return datetime.fromisoformat(self._field.dateTime().toString("yyyy-MM-ddTHH:mm"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter, where no button has the focus that wants it for itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._give()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The hour has the focus, and no chip that Enter would press."""
        self._fit()
        super().showEvent(event)
        self._field.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Back in front: what has passed meanwhile goes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._leave_past()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides."""
        super().closeEvent(event)
        self.closed.emit()

    def _choose(self, at: datetime, _checked: bool = False) -> None:
        self._field.setDateTime(_qt(at))
        self._mark_chip()

    def _say_limit(self) -> None:
        self._note.setText(tr("At most 31 days ahead; the pause ends by itself."))

    def _mark_chip(self) -> None:
        self._say_limit()
        chosen = self.chosen()
        for at, chip in self._chips.items():
            chip.setChecked(at.replace(tzinfo=None) == chosen)

    def _leave_past(self) -> None:
        """Only what still lies ahead can be chosen."""
        now = self._now()
        for at, chip in self._chips.items():
            chip.setVisible(at > now)
        self._field.setMinimumDateTime(_qt(now + timedelta(minutes=1)))

    def _give(self) -> None:
        if self.chosen() <= self._now().replace(tzinfo=None):
            self._leave_past()
            self._note.setText(tr("That time has passed already"))
            announce(self, self._note.text())
            return
        self._command("pause", (self.chosen().isoformat(timespec="minutes"),))
        self.close()


def _qt(at: datetime) -> QDateTime:
    """Local time for a field that knows no zones."""
    return QDateTime.fromString(f"{at:%Y-%m-%dT%H:%M}", "yyyy-MM-ddTHH:mm")
