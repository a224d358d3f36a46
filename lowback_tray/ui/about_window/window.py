"""The window. Addresses are text to copy: nothing here goes to the net by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.keyboard import Keyboard
from lowback_tray.ui.layouts import Flow, ScrolledPage, grows_down, settle, take_size
from lowback_tray.ui.slices import Slices
from lowback_tray.ui.walking import tab_as_laid_out
from lowback_tray.ui.widgets.boxes import ButtonRow, Card, ScrollArea
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label
from lowback_tray.ui.widgets.roles import tell_as

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent

    from lowback_tray.care.exercise import Library
    from lowback_tray.ui.about_window.parts import Part


class AboutWindow(QWidget):
    """What it is.

    Signals:
        closed: the person closed it; it may be released.

    Args:
        version: of the program.
        parts: reads the program and what it is made of, one at a time; that takes a moment, so
            it is asked once the window has been seen.
        library: the content, for what it is not and when it was reviewed.
    """

    closed = Signal()

    def __init__(
        self,
        version: str,
        parts: Callable[[], Iterable[Part]],
        library: Library,
        icon: QIcon,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        tell_as(self, "window")
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._read, self._library = parts, library
        self._icon = QLabel()
        self._icon.setAccessibleName("Lowback Tray")
        self._icon.setPixmap(icon.pixmap(theme.px(64), theme.px(64)))
        self._name = Label(f"Lowback Tray {version}", "title")
        self._is, self._licence = Label(), Label(role="muted")
        self._made_of, self._content = Label(role="heading"), Label(role="heading")
        self._parts: list[_PartRow] = []
        self._is_not, self._sources = Label(role="caution"), Label()
        self._review = Label(role="muted")
        self._close = Button("", "outlined")
        self._lay_out()
        self._close.clicked.connect(self.close)
        Keyboard(self, self.close)
        self.retranslate()
        self._slices = Slices(self)
        self._slices.run(self._list_parts())
        take_size(self, 540, 660)

    def _lay_out(self) -> None:
        inside = ScrolledPage()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*map(theme.px, (16, 16, 16, 12)))
        column.setSpacing(theme.px(12))
        top = QHBoxLayout()
        top.setSpacing(theme.px(16))
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(6))
        words.addWidget(self._name)
        words.addWidget(self._is)
        top.addLayout(words, 1)
        first = QWidget()
        grows_down(first)
        first.setLayout(top)
        column.addWidget(_card(first, self._is_not))
        column.addWidget(self._content)
        column.addWidget(_card(self._sources, self._review))
        column.addWidget(self._made_of)
        self._made = _card(self._licence)
        column.addWidget(self._made)
        column.addStretch()
        self._scroll = ScrollArea(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        foot = ButtonRow((), (self._close,))
        foot.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, theme.px(12))
        whole.setSpacing(theme.px(6))
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)

    def _list_parts(self) -> Iterator[None]:
        for part in self._read():
            row = _PartRow(part)
            row.retranslate()
            self._parts.append(row)
            inside = self._made.layout()
            assert inside is not None
            inside.addWidget(row)
            row.show()
            settle(self._scroll)
            yield
        tab_as_laid_out(self)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing has the focus that Enter or Space would press."""
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hides; the program goes on."""
        super().closeEvent(event)
        self._slices.stop()
        self.closed.emit()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(tr("Lowback Tray — About"))
        self._scroll.setAccessibleName(self.windowTitle())
        self._is.setText(
            tr("Stands you up once an hour, for backs that feel heavy from desk work.")
        )
        self._is_not.setText(str(self._library.signs.lead["always"]))
        self._content.setText(tr("Where the content comes from"))
        self._sources.setText(
            tr(
                "An article on what to look at when the lower back stays heavy, and published"
                " reviews and guidelines on breaks, sitting and back care. Each exercise names"
                " its source in the library. The wording is our own."
            )
        )
        self._review.setText(wording.our_review(self._library))
        self._made_of.setText(tr("Licences"))
        self._licence.setText(
            tr(
                "Qt and PySide6 are used under the LGPL: they are separate libraries that you may"
                " replace by your own."
            )
        )
        self._close.set_text(tr("Close"))
        for row in self._parts:
            row.retranslate()


class _PartRow(QWidget):
    """Name, version, licence, where it lives; the text of the licence on request."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self._name, self._home = Label(), Label(part.home, "muted")
        self._text = Label(part.text, "muted")
        for label in (self._name, self._home, self._text):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._more = Button("", "link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._text.setVisible)
        line = QWidget()
        grows_down(line)
        Flow(line).addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for widget in (self._name, self._home, line, self._text):
            column.addWidget(widget)
        self._home.setVisible(bool(part.home))
        line.setVisible(bool(part.text))
        self._text.hide()

    def retranslate(self) -> None:
        part = self._part
        self._name.setText(
            tr("{name} {version} · licence: {licence}").format(
                name=part.name, version=part.version, licence=part.licence
            )
        )
        self._home.setAccessibleName(f"{part.name}: {part.home}")
        self._more.set_text(tr("Licence text"), part.name)


def _card(*widgets: QWidget) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
    column.setSpacing(theme.px(10))
    for widget in widgets:
        column.addWidget(widget)
    return card
