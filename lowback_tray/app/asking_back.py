"""Where the question what an absence was appears: the chain of the posture resets.

A notification with buttons; a plain one, whose answers are in the tray's menu; else a small
card of our own. None of them makes a sound or takes the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lowback_tray.desktop.notify.base import Capability, Note, Notifier, Urgency
from lowback_tray.engine import events
from lowback_tray.engine.numbers import CARD_S
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from lowback_tray.app.asking import Notifications
    from lowback_tray.engine.effects import CardView
    from lowback_tray.engine.ports import Card

_GROUP = "absence"


class AskingBack(QObject):
    """The `Card` port of the engine.

    Args:
        card: asks in a card of our own.
        service: what the notification service can do; asked each time.
        buttons: notifications with buttons.
        plain: notifications without.
        post: takes the answers.
    """

    def __init__(
        self,
        card: Card,
        service: Notifications,
        buttons: Notifier,
        plain: Notifier,
        post: Callable[[events.Event], None],
    ) -> None:
        super().__init__()
        self._card, self._service = card, service
        self._buttons, self._plain, self._post = buttons, plain, post
        self._open: CardView | None = None
        for notifier in (buttons, plain):
            notifier.answered.connect(self._answered)
            notifier.failed.connect(self._failed)

    def show(self, card: CardView) -> None:
        """Ask in the first place of the chain."""
        self._open = card
        if self._service.capability is Capability.BUTTONS:
            self._buttons.show(self._note(card, buttons=True))
        elif self._service.capability is Capability.PLAIN:
            self._plain.show(self._note(card, buttons=False))
        else:
            self._card.show(card)

    def withdraw(self) -> None:
        """Take the question back wherever it is shown."""
        self._open = None
        for notifier in (self._buttons, self._plain):
            notifier.withdraw(_GROUP)
        self._card.withdraw()

    def _note(self, card: CardView, *, buttons: bool) -> Note:
        from lowback_tray.ui import return_card

        title, body = return_card.title(card), return_card.line()
        if not buttons:
            body += "\n" + tr("Answer in the tray menu.")
            return Note(title, body, (), Urgency.LOW, CARD_S, _GROUP)
        actions = tuple(
            (str(number), label) for number, (label, _) in enumerate(return_card.answers())
        )
        return Note(title, body, actions, Urgency.LOW, CARD_S, _GROUP)

    def _answered(self, note: Note, key: str) -> None:
        if self._open is None or note.group != _GROUP or not key.isdigit():
            return
        from lowback_tray.ui import return_card

        self._post(return_card.answers()[int(key)][1])

    def _failed(self, note: Note, problem: str) -> None:
        """The notification did not reach the screen: our own card asks instead."""
        if self._open is not None and note.group == _GROUP:
            self._card.show(self._open)
