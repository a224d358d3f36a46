"""Quiet notices: something to know, by the chain of the posture reset, never in the way.

Where notifications have buttons the question about the times has its answers there; the card in
Today has them in any case, and so it says where they are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from lowback_tray.app.asking import Notifications
from lowback_tray.desktop.notify.base import Capability, Note, Notifier
from lowback_tray.engine.effects import Notice, NoticeKind
from lowback_tray.i18n import mark, tr

_GROUP = "notice"
ANSWERS: Mapping[str, str] = {
    "longer": mark("Longer interval"),
    "pause": mark("Pause 2 h"),
    "nothing": mark("Leave it"),
}


class Notices(QObject):
    """The Teller of the engine.

    Args:
        toast: our own small toast: says title and text.
        service: what the notification service can do; asked at every notice.
        buttons: notifications with buttons.
        plain: notifications without.
        words: title and text of a notice.
        command: gives a command of the program's table.
    """

    def __init__(
        self,
        toast: Callable[[str, str], None],
        service: Notifications,
        buttons: Notifier,
        plain: Notifier,
        words: Callable[[Notice], tuple[str, str]],
        command: Callable[[str, tuple[str, ...]], None],
    ) -> None:
        super().__init__()
        self._toast, self._service = toast, service
        self._buttons, self._plain = buttons, plain
        self._words, self._command = words, command
        for notifier in (buttons, plain):
            notifier.failed.connect(self._failed)
        buttons.answered.connect(self._answered)

    def tell(self, notice: Notice) -> None:
        """Say it in the first place of the chain."""
        title, body = self._words(notice)
        if self._service.capability is Capability.BUTTONS:
            asks = notice.kind is NoticeKind.CHANGE
            actions = tuple((key, tr(label)) for key, label in ANSWERS.items()) if asks else ()
            opening = (("default", tr("Open")),)
            self._buttons.show(Note(title, body, (*opening, *actions), group=_GROUP))
        elif self._service.capability is Capability.PLAIN:
            self._plain.show(Note(title, body, group=_GROUP))
        else:
            self._toast(title, body)

    def withdraw(self) -> None:
        """Take it back wherever it is shown."""
        for notifier in (self._buttons, self._plain):
            notifier.withdraw(_GROUP)

    def _answered(self, note: Note, key: str) -> None:
        if note.group != _GROUP:
            return
        if key in ANSWERS:
            self._command("change", (key,))
        else:
            self._command("show", ())

    def _failed(self, note: Note, problem: str) -> None:
        """The notification did not reach the screen: our own toast says it."""
        if note.group == _GROUP:
            self._toast(note.title, note.body)
