"""What stands in place of exercises, and when it is time to ask somebody: words, never a verdict.

A medical institution comes first. The numbers to call are in the content's own text: those of
Japan in Japanese, "your local number" in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from lowback_tray.i18n import tr
from lowback_tray.ui import theme
from lowback_tray.ui.safety.signs_text import DotLine
from lowback_tray.ui.widgets.boxes import ButtonRow, Card
from lowback_tray.ui.widgets.buttons import Button
from lowback_tray.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.care.exercise import WarningSigns
    from lowback_tray.engine.status import BodyView


class ContactText(Card):
    """Whom to contact for a tier, instead of exercises."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(role="heading")
        self._lead = Label(role="notice")
        self._always = Label(role="muted")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*map(theme.px, (20, 16, 20, 12)))
        self.column.setSpacing(theme.px(8))
        for label in (self._title, self._lead, self._always):
            self.column.addWidget(label)

    def show_contact(self, tier: str, signs: WarningSigns) -> None:
        """Say it in the language in force."""
        self._title.setText(tr("No exercises now. Medical care comes first."))
        self._lead.setText(str(signs.lead[f"{tier}_ticked"]))
        self._always.setText(str(signs.lead["always"]))


class SignsCard(ContactText):
    """On Today while a sign is ticked: the contact text and the way to the signs.

    Args:
        open_signs: opens the page of the warning signs.
    """

    def __init__(self, open_signs: Callable[[], None]) -> None:
        super().__init__()
        self._open_signs = open_signs
        self._button = Button("", "outlined")
        self._button.clicked.connect(self._open)
        self.column.addWidget(ButtonRow((), (self._button,)))
        self.retranslate()
        self.hide()

    def show_tier(self, tier: str | None, signs: WarningSigns | None) -> None:
        """Show the text of a tier; None hides the card."""
        if tier is not None and signs is not None:
            self.show_contact(tier, signs)
        self.setVisible(tier is not None)

    def retranslate(self) -> None:
        """Say the button; the text comes with the status."""
        self._button.set_text(tr("Look at the signs again"))

    def _open(self) -> None:
        self._open_signs()


_READ = "read"


class Heeded:
    """What made things worse and has been taken note of; it outlives the window that said it.

    Args:
        read: what has been noted, as short names.
        write: keeps them. May raise LowbackError.
    """

    def __init__(
        self, read: Callable[[], frozenset[str]], write: Callable[[frozenset[str]], None]
    ) -> None:
        self._read = read
        self._write = write

    def news(self, body: BodyView) -> bool:
        """Whether it is time to say it: the first time, and when something new made it worse."""
        return body.consult and not self._read() >= _named(body)

    def note(self, body: BodyView) -> None:
        """The person has read it."""
        self._write(_named(body))


def _named(body: BodyView) -> frozenset[str]:
    """What made it worse, by exercise and until when it is left out."""
    return frozenset({_READ, *(f"{name}.{until:%Y%m%dT%H%M%S}" for name, until in body.hidden)})


class ConsultCard(Card):
    """On Today when exercises made things worse twice within a week.

    Args:
        put_away: the person has read it.
    """

    def __init__(self, put_away: Callable[[], None]) -> None:
        super().__init__()
        self._put_away = put_away
        self._title = Label(role="heading")
        self._lead = Label()
        self._lines: list[DotLine] = []
        self._always = Label(role="muted")
        self._close = Button("", "link")
        self._close.clicked.connect(self._read)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(*map(theme.px, (20, 16, 20, 10)))
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addLayout(self._rows)
        column.addWidget(self._always)
        column.addWidget(ButtonRow((), (self._close,)))
        self.retranslate()
        self.hide()

    def show_when(self, wanted: bool, signs: WarningSigns | None) -> None:
        """Show it while it is wanted."""
        if wanted and signs is not None:
            self._say(signs)
        self.setVisible(wanted)

    def retranslate(self) -> None:
        """Say what is ours; the content's text comes with the status."""
        self._title.setText(tr("Twice this week it was worse after an exercise."))
        self._close.set_text(tr("Got it"))

    def _read(self) -> None:
        self._put_away()

    def _say(self, signs: WarningSigns) -> None:
        self._lead.setText(str(signs.lead["consult"]))
        while len(self._lines) < len(signs.tiers["consult"]):
            line = DotLine()
            self._lines.append(line)
            self._rows.addWidget(line)
        for line, sign in zip(self._lines, signs.tiers["consult"], strict=True):
            line.set_text(str(sign.text))
        self._always.setText(str(signs.lead["always"]))
