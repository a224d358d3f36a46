"""The window: search, filters, routines and exercises in two lists, one of them in full.

Theory. The lists are painted buttons, built once; filtering only shows and hides them, and a
figure is drawn when its card first comes into view, so the window opens at once. What is wanted
in full is shown in place of the lists, on a page built when first needed; Esc and the button
above go back to the list as it was left. Favourites and what is left out are settings: they
come by `show_values` and go by `change`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, grows_down, take_size
from lowback_tray.ui.library_window.about_page import AboutPage
from lowback_tray.ui.library_window.exercise_page import ExercisePage
from lowback_tray.ui.library_window.lists import Lists
from lowback_tray.ui.library_window.routine_page import RoutinePage
from lowback_tray.ui.widgets.boxes import ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.fields import SearchField
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.status import Status

FAVOURITES, LEFT_OUT = "content.favourites", "content.hidden"


class LibraryWindow(QWidget):
    """Every exercise and routine.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        library: all content.
        values: the settings as they hold, key to value.
        change: carries out a change of a setting; may raise `LowbackError`.
        command: gives a command of the program's table: name, arguments.
        steady: seconds that never step, for the moving figure.
    """

    closed = Signal()

    def __init__(
        self,
        library: Library,
        values: Mapping[str, Any],
        change: Callable[[str, Any], None],
        command: Callable[[str, tuple[str, ...]], None],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._library, self._change, self._command = library, change, command
        self._steady = steady
        self._favourites: frozenset[str] = frozenset()
        self._left_out: frozenset[str] = frozenset()
        self._startable = True
        self._lists = Lists(library)
        self._exercise: ExercisePage | None = None
        self._routine: RoutinePage | None = None
        self._about: AboutPage | None = None
        self._areas: dict[QWidget, ScrollArea] = {}  # page to what it scrolls in
        self._page: QWidget = self._lists
        self._way: list[QWidget] = []  # the pages that lead back to the lists
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_values(values)
        take_size(self, 640, 720)

    def _lay_out(self) -> None:
        self._search = SearchField()
        self._back = Button("", "link")
        back = QWidget()
        grows_down(back)
        Flow(back).addWidget(self._back)
        self._back_row = back
        self._problem = Label(role="caution")
        self._problem.hide()
        self._pages = QStackedWidget()
        self._add(self._lists)
        above = QVBoxLayout()
        above.setContentsMargins(*map(theme.px, (16, 0, 16, 0)))
        above.setSpacing(theme.px(6))
        for widget in (self._search, back, self._problem):
            above.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.px(12), 0, 0)
        whole.setSpacing(theme.px(8))
        whole.addLayout(above)
        whole.addWidget(self._pages, 1)
        back.hide()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._lists.look_for)
        self._lists.routine.connect(self.show_routine)
        self._lists.exercise.connect(self.show_exercise)
        self._lists.about.connect(self.show_about)
        self._back.clicked.connect(self.go_back)
        keys = Keyboard(self, self._escape, mark("Back, or close"))
        keys.bind((QKeySequence.StandardKey.Find,), mark("Search"), self._search.setFocus)
        keys.bind((QKeySequence.StandardKey.Back,), mark("Back"), self.go_back)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Three exercises side by side."""
        return QSize(theme.px(640), theme.px(720))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Nothing has the focus that Enter or Space would press."""
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; the program goes on."""
        super().closeEvent(event)
        if self._exercise is not None:
            self._exercise.rest()
        self.closed.emit()

    # ---- what is shown

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the settings that hold now, also when they changed elsewhere."""
        self._favourites = frozenset(values[FAVOURITES])
        self._left_out = frozenset(values[LEFT_OUT])
        self._lists.show_marks(self._favourites, self._left_out)
        if self._exercise is not None:
            self._exercise.show_marks(self._left_out)
        if self._routine is not None:
            self._routine.show_marks(self._favourites)

    def show_status(self, status: Status) -> None:
        """Let Start be pressed only while it would not be refused."""
        self._startable = status.guide is None and status.body.signs is None
        if self._routine is not None:
            self._routine.show_startable(self._startable)

    def show_exercise(self, exercise: str) -> None:
        """Show one exercise in full."""
        if self._exercise is None:
            self._exercise = ExercisePage(self._library, self._steady)
            self._exercise.left_out.connect(self._leave_out)
            self._add(self._exercise)
        self._exercise.show_exercise(
            self._library.exercises[exercise], left_out=exercise in self._left_out
        )
        self._turn_to(self._exercise)

    def show_routine(self, routine: str) -> None:
        """Show one routine in full."""
        if self._routine is None:
            self._routine = RoutinePage(self._library)
            self._routine.started.connect(self._start)
            self._routine.favoured.connect(self._favour)
            self._routine.opened.connect(self.show_exercise)
            self._routine.show_startable(self._startable)
            self._add(self._routine)
        self._routine.show_routine(
            self._library.routines[routine], favourite=routine in self._favourites
        )
        self._turn_to(self._routine)

    def show_about(self) -> None:
        """Show what the exercises are about."""
        if self._about is None:
            self._about = AboutPage(self._library)
            self._add(self._about)
        self._turn_to(self._about)

    def go_back(self) -> None:
        """Back to where the present page was opened from."""
        if self._way:
            self._show_page(self._way.pop())

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — Library"))
        self._search.set_text(tr("Search exercises and routines"))
        self._back.set_text(tr("‹ Back"))
        self._lists.retranslate()
        for page in (self._exercise, self._routine, self._about):
            if page is not None:
                page.retranslate()

    def _add(self, page: QWidget) -> None:
        self._areas[page] = ScrollArea(page)
        self._pages.addWidget(self._areas[page])

    def _turn_to(self, page: QWidget) -> None:
        self._way.append(self._page)
        self._show_page(page)
        self._areas[page].verticalScrollBar().setValue(0)

    def _show_page(self, page: QWidget) -> None:
        self._page = page
        if self._exercise is not None and page is not self._exercise:
            self._exercise.rest()
        self._say("")
        self._search.setVisible(page is self._lists)
        self._back_row.setVisible(page is not self._lists)
        self._pages.setCurrentWidget(self._areas[page])

    # ---- what the person does

    def _start(self, routine: str) -> None:
        self._command("start", (routine,))

    def _favour(self, routine: str, on: bool) -> None:
        self._set(FAVOURITES, self._favourites | {routine} if on else self._favourites - {routine})

    def _leave_out(self, exercise: str, on: bool) -> None:
        self._set(LEFT_OUT, self._left_out | {exercise} if on else self._left_out - {exercise})

    def _set(self, key: str, value: frozenset[str]) -> None:
        shown = {FAVOURITES: self._favourites, LEFT_OUT: self._left_out}
        try:
            self._change(key, value)
        except LowbackError as error:
            self._say(str(error))
        else:
            self._say("")
            shown[key] = value
        self.show_values(shown)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _escape(self) -> None:
        if self._way:
            self.go_back()
        elif self._search.text():
            self._search.clear()
        else:
            self.close()
