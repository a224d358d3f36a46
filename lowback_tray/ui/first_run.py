"""The first page: what the program does, three choices, the warning signs, one button.

Nothing is asked before it works: every choice has its default, and closing the window takes
them. The choices are carried out as they are made, like in the settings window.

The page is opened by the person's own start of the program, so Enter means its one button where no
control has the keyboard; but not at once, since what was typed into a terminal may still come.
"""

from __future__ import annotations

import time
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import NAMES, mark, tr
from lowback_tray.ui import theme, tray_icon
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, ScrolledPage, SideBySide, fit_window, grows_down
from lowback_tray.ui.safety.signs_text import SignsText
from lowback_tray.ui.tray_icon import IconPicture, IconState, Inks
from lowback_tray.ui.widgets.boxes import Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import Switch
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QShowEvent

    from lowback_tray.care.exercise import WarningSigns

# Each language under its own name: found by whoever cannot read the present one.
_LANGUAGES = {"system": mark("Same as the computer"), **NAMES}
_PLACES = {
    "desk": mark("In the seat only"),
    "stand_space": mark("Room to stand"),
    "mat": mark("The floor is fine"),
}


# Wide enough that the emergency signs, all of them, are in sight without scrolling on a screen
# of 1280 x 720 in either language.
_WIDTH = 700
_SEEN_S = 1.0  # in front so long before Enter counts
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Mark(QWidget):
    """The ring with the spine, so that it is known when it is seen in the tray."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(52), theme.px(52))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(theme.px(52), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        look = theme.current()
        inks = Inks(look.accent, look.warm, look.on_accent, look.muted, look.caution, look.track)
        painter = QPainter(self)
        tray_icon.draw(painter, IconPicture(IconState.RUNNING, 42), self.width(), inks)


class _Choice(QWidget):
    """A question and its answers as chips; `change` says whether it could be carried out."""

    def __init__(
        self,
        key: str,
        question: str,
        choices: Mapping[str, str],
        change: Callable[[str, Any], bool],
    ) -> None:
        super().__init__()
        grows_down(self)
        self._value = ""
        self._key = key
        self._question = question
        self._choices = choices
        self._change = change
        self._label = Label()
        chips = QWidget()
        grows_down(chips)
        flow = Flow(chips, 0)
        self._chips: dict[str, Button] = {}
        for choice in choices:
            chip = Button("", "chip")
            chip.clicked.connect(partial(self._choose, choice))
            self._chips[choice] = chip
            flow.addWidget(chip)
        both = SideBySide(self, 12, 96)
        both.addWidget(self._label)
        both.addWidget(chips)

    @property
    def chips(self) -> list[Button]:
        return list(self._chips.values())

    def show_value(self, value: str) -> None:
        self._value = value
        for choice, chip in self._chips.items():
            chip.setChecked(choice == value)

    def retranslate(self) -> None:
        self._label.setText(tr(self._question))
        for choice, chip in self._chips.items():
            chip.set_text(tr(self._choices[choice]), self._label.text())

    def _choose(self, choice: str, _checked: bool = False) -> None:
        self.show_value(choice if self._change(self._key, choice) else self._value)


class FirstRun(QWidget):
    """The first page.

    Signals:
        finished: Start was pressed or the window was closed; said once.

    Args:
        values: the settings as they hold, key to value.
        change: carries out a change of a setting; may raise `LowbackError`.
        autostart: reads whether the program starts at login; may raise `LowbackError`.
        set_autostart: switches that; may raise `LowbackError`.
        signs: the warning signs.
        clock: real seconds that never step.
    """

    finished = Signal()

    def __init__(
        self,
        values: Mapping[str, Any],
        change: Callable[[str, Any], None],
        autostart: Callable[[], bool],
        set_autostart: Callable[[bool], None],
        signs: WarningSigns,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._change = change
        self._autostart = autostart
        self._set_autostart = set_autostart
        self._done = self._sized = False
        self._clock = clock
        self._shown_at = clock()
        self._title = Label(role="title")
        self._what = Label()
        self._language = _Choice("language", mark("Language"), _LANGUAGES, self._carry_out)
        self._place = _Choice("profile.place", mark("Your place"), _PLACES, self._carry_out)
        self._problem = Label(role="caution")
        self._problem.hide()
        self._signs_title = Label(role="heading")
        self._signs = SignsText(signs)
        self._switch = Switch()
        self._switch_label = Label()
        self._start = Button("", "filled")
        self._lay_out()
        self._switch.clicked.connect(self._switched)
        self._start.clicked.connect(self.close)
        Keyboard(self, self.close).note("Return", mark("Start"))
        self._lay_tab_way()
        self.retranslate()
        self.show_values(values)
        self._read_autostart()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1)
        # From above: what is moved as a whole afterwards is given its look once more.
        inside = ScrolledPage()
        self._scroll = ScrollArea(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keyboard can scroll it
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (24, 20, 24, 12)))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self._what)
        column.addWidget(self._language)
        column.addWidget(self._place)
        column.addWidget(self._problem)
        column.addWidget(self._signs_card())
        column.addStretch()
        whole.addWidget(self._foot())

    def _lay_tab_way(self) -> None:
        """As it is read: Qt would go to the area first, since it was the first to be put in."""
        chips = [*self._language.chips, *self._place.chips]
        for here, there in pairwise([*chips, self._scroll, self._switch, self._start]):
            self.setTabOrder(here, there)

    def _signs_card(self) -> Card:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*map(theme.px, (16, 14, 16, 12)))
        inside.setSpacing(theme.px(8))
        inside.addWidget(self._signs_title)
        inside.addWidget(self._signs)
        return card

    def _foot(self) -> QWidget:
        login = QWidget()
        grows_down(login)
        line = QHBoxLayout(login)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self._switch)
        line.addWidget(self._switch_label, 1)
        foot = QWidget()
        foot.setProperty("ground", "background")
        grows_down(foot)
        both = SideBySide(foot, 12, 150)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(login)
        both.addWidget(self._start)
        around = QWidget()
        grows_down(around)
        margins = QVBoxLayout(around)
        margins.setContentsMargins(*map(theme.px, (20, 8, 20, 12)))
        margins.addWidget(foot)
        return around

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The first time, take a good size."""
        if not self._sized:
            self._sized = True
            fit_window(self, self._scroll, _WIDTH)
            self._shown_at = self._clock()
        super().showEvent(event)
        self.setFocus()  # on none of the controls: what is typed on changes nothing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter starts."""
        free = self.focusWidget() in (self, self._scroll)
        fresh = event.key() in _ENTER and not event.isAutoRepeat()
        if free and fresh and self._clock() - self._shown_at >= _SEEN_S:
            self._start.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing accepts what is chosen; the program goes on."""
        super().closeEvent(event)
        if not self._done:
            self._done = True
            self.finished.emit()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the settings that hold now."""
        self._language.show_value(values["language"])
        self._place.show_value(values["profile.place"])

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Welcome to Lowback Tray"))
        self._title.setText(tr("Welcome to Lowback Tray"))
        self._what.setText(
            tr(
                "Once an hour it asks you to stand up, and in between it offers one quiet minute "
                "for your posture. It waits in the tray, and keeps quiet during calls, over "
                "full-screen programs, while you type, while you are away and on pause."
            )
        )
        self.setAccessibleDescription(self._what.text())  # heard as the window opens
        self._language.retranslate()
        self._place.retranslate()
        self._signs_title.setText(tr("Before you start: the warning signs"))
        self._scroll.setAccessibleName(self._signs_title.text())
        self._signs.retranslate()
        self._switch_label.setText(tr("Start at login"))
        self._switch.setAccessibleName(self._switch_label.text())
        self._start.set_text(tr("Start"))

    def _carry_out(self, key: str, value: Any) -> bool:
        return self._try(partial(self._change, key, value))

    def _switched(self, on: bool) -> None:
        self._try(partial(self._set_autostart, on))
        self._read_autostart()

    def _read_autostart(self) -> None:
        try:
            self._switch.setChecked(self._autostart())
        except LowbackError as error:
            self._say(str(error))

    def _try(self, wish: Callable[[], None]) -> bool:
        """Whether it could be done; what kept it from it is said."""
        self._say("")
        try:
            wish()
        except LowbackError as error:
            self._say(str(error))
            return False
        return True

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
