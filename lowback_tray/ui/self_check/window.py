"""The form on one page: seven questions by point, a few facts, and what it all changes.

Every answer is kept at once, so nothing is lost and nothing has to be answered; Done only notes
the day, so that the question comes again after four weeks. One button deletes everything. The
drawings beside the questions follow in slices, once the page is seen.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowback_tray.errors import LowbackError
from lowback_tray.i18n import mark, tr
from lowback_tray.ui import theme
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import ScrolledPage, fit_window
from lowback_tray.ui.library_window.words import POINTS
from lowback_tray.ui.self_check import result
from lowback_tray.ui.self_check.rows import Checks, Chips, Field, QuestionRow, TimeRow
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.status_words import day_name
from lowback_tray.ui.widgets.boxes import ButtonRow, Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from lowback_tray.care.exercise import Library

_ANSWERS = {
    "yes": mark("Yes"),
    "sometimes": mark("Sometimes"),
    "no": mark("No"),
    "unknown": mark("Don't know"),
}
_PLACES = {
    "desk": mark("In the seat only"),
    "stand_space": mark("Room to stand"),
    "mat": mark("The floor is fine"),
}
_EASES = {
    "bend": mark("Bending forward"),
    "arch": mark("Arching back"),
    "neither": mark("Neither"),
    "unknown": mark("Don't know"),
}
_CONTEXT = {
    "skirt": mark("A skirt"),
    "shoes": mark("Shoes that stay on"),
    "quiet_office": mark("A quiet office"),
    "no_wall": mark("No free wall"),
}


class _Section(Card):
    """A heading and its rows."""

    def __init__(self, rows: Iterable[QWidget]) -> None:
        super().__init__()
        self.title = Label(role="heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
        column.setSpacing(theme.px(14))
        column.addWidget(self.title)
        for row in rows:
            column.addWidget(row)


class SelfCheckWindow(QWidget):
    """The self-check.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        library: questions, conditions, exercises.
        values: the settings as they hold, key to value.
        change: carries out a change of a setting; may raise `LowbackError`.
        forget: deletes all answers; the values come back by `show_values`; may raise
            `LowbackError`.
        today: the local day.
    """

    closed = Signal()

    def __init__(
        self,
        library: Library,
        values: Mapping[str, Any],
        change: Callable[[str, Any], None],
        forget: Callable[[], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._library, self._change, self._forget = library, change, forget
        self._today = today
        self._values: dict[str, Any] = {}
        self._sized = False
        self._slices = Slices(self)
        self._fields: dict[str, Field] = {
            result.answer_key(question.id): QuestionRow(question.text, question.drawn, _ANSWERS)
            for question in library.questions
        }
        self._fields |= self._facts()
        for key, field in self._fields.items():
            field.chosen.connect(partial(self._set, key))
        self._title, self._intro = Label(role="title"), Label(role="muted")
        self._points = {point: _Section(self._asked(point)) for point in POINTS}
        self._about = _Section(self._fields[key] for key in self._facts_order())
        self._says = Label()
        self._result = _Section((self._says,))
        self._notice = Label(role="notice")
        self._delete, self._later, self._done = (
            Button("", "text"),
            Button("", "text"),
            Button("", "filled"),
        )
        self._lay_out()
        self._connect()
        self.show_values(values)
        self.retranslate()

    def _facts(self) -> dict[str, Field]:
        return {
            result.PLACE: Chips(partial(tr, mark("Where you can move")), _PLACES),
            result.CONTEXT: Chips(partial(tr, mark("What is around you")), _CONTEXT, many=True),
            result.EASES: Chips(partial(tr, mark("Which direction eases your back?")), _EASES),
            result.WAKE: TimeRow(partial(tr, mark("You get up at"))),
            result.FLAGS: Checks(
                partial(tr, mark("Does one of these apply? It leaves exercises out.")),
                self._library.flags,
            ),
        }

    def _facts_order(self) -> tuple[str, ...]:
        return (result.PLACE, result.CONTEXT, result.EASES, result.WAKE, result.FLAGS)

    def _asked(self, point: str) -> list[Field]:
        return [
            self._fields[result.answer_key(question.id)]
            for question in self._library.questions
            if question.point == point
        ]

    def _lay_out(self) -> None:
        # From above: what is moved as a whole afterwards is given its look once more.
        inside = ScrolledPage()
        self._scroll = ScrollArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(6))
        whole.addWidget(self._scroll, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (16, 16, 16, 12)))
        column.setSpacing(theme.px(12))
        sections = (*self._points.values(), self._about, self._result)
        for widget in (self._title, self._intro, *sections):
            column.addWidget(widget)
        column.addStretch()
        foot = QVBoxLayout()
        foot.setContentsMargins(*map(theme.px, (16, 0, 16, 10)))
        foot.setSpacing(theme.px(6))
        foot.addWidget(self._notice)
        foot.addWidget(ButtonRow((self._delete,), (self._later, self._done)))
        whole.addLayout(foot)
        self._notice.hide()

    def _connect(self) -> None:
        self._delete.clicked.connect(self._delete_all)
        self._later.clicked.connect(self.close)
        self._done.clicked.connect(self._finish)
        Keyboard(self, self.close)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """The first time, take a good size."""
        if not self._sized:
            self._sized = True
            fit_window(self, self._scroll, 600)
            self._slices.run(self._drawings())
        super().showEvent(event)
        self.setFocus()  # on nothing that Enter or Space would press

    def _drawings(self) -> Iterator[None]:
        for field in self._fields.values():
            if isinstance(field, QuestionRow):
                field.draw()
                yield

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; what was answered is kept, the rest stays open."""
        super().closeEvent(event)
        self.closed.emit()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the settings that hold now, also when they changed elsewhere."""
        self._values = {key: values[key] for key in (*self._fields, result.CHECKED)}
        for key, field in self._fields.items():
            field.show_value(self._values[key])
        self._show_result()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — Self-check"))
        self._title.setText(tr("Seven questions about your back"))
        for point, section in self._points.items():
            section.title.setText(tr(POINTS[point]))
        self._about.title.setText(tr("About you"))
        self._result.title.setText(tr("What this changes"))
        for field in self._fields.values():
            field.retranslate()
        self._delete.set_text(tr("Delete all of this"))
        self._later.set_text(tr("Not now"), tr("Closes this page; what you answered is kept."))
        self._done.set_text(tr("Done for now"))
        self._say("")
        self._show_result()

    def _show_result(self) -> None:
        intro = tr("Answer what you like and skip the rest. It stays on this computer.")
        if self._values[result.CHECKED]:
            day = day_name(date.fromisoformat(self._values[result.CHECKED]))
            intro += " " + tr("Last answered on {date}.").format(date=day)
        self._intro.setText(intro)
        self._says.setText("\n".join(result.lines(self._library, self._values)))

    def _set(self, key: str, value: Any) -> None:
        if self._try(partial(self._change, key, value)):
            self._values[key] = value
        else:
            self._fields[key].show_value(self._values[key])
        self._show_result()

    def _finish(self) -> None:
        if self._try(partial(self._change, result.CHECKED, self._today().isoformat())):
            self.close()

    def _delete_all(self) -> None:
        if self._try(self._forget):
            self._say(tr("All of it is deleted."))

    def _try(self, wish: Callable[[], None]) -> bool:
        self._say("")
        try:
            wish()
        except LowbackError as error:
            self._say(str(error))
            return False
        return True

    def _say(self, text: str) -> None:
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
