"""What the exercises are about: the background texts of the content, to be read in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.break_window import wording
from lowback_tray.ui.layouts import ScrolledPage
from lowback_tray.ui.widgets.boxes import Card
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library


class AboutPage(ScrolledPage):
    """The background, that the program is no doctor, and when its words were reviewed."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._title = Label(role="title")
        self._notes = [(Label(role="heading"), Label()) for _ in library.background]
        self._always = Label(role="muted")
        self._review = Label(role="muted")
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*map(theme.px, (20, 16, 20, 16)))
        inside.setSpacing(theme.px(4))
        for title, text in self._notes:
            inside.addWidget(title)
            inside.addWidget(text)
            inside.addSpacing(theme.px(10))
        inside.addWidget(self._always)
        inside.addWidget(self._review)
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (16, 4, 16, 16)))
        column.setSpacing(theme.px(10))
        column.addWidget(self._title)
        column.addWidget(card)
        column.addStretch()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._title.setText(tr("About these exercises"))
        for (title, text), note in zip(self._notes, self._library.background, strict=True):
            title.setText(str(note.title))
            text.setText(str(note.text))
        self._always.setText(str(self._library.signs.lead["always"]))
        self._review.setText(wording.our_review(self._library))
