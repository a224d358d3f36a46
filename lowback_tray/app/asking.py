"""Where a prompt appears: the product's table, as chains of places to ask in.

A stand-up asks in the window (and, where the compositor decides where windows go, in a
notification as well); a posture reset, and a stand-up that waited too long for a pause in
typing, ask in a notification, and so does every stand-up where the person wants it that way.
Where notifications have no buttons the answers are in the tray menu; where there are none, or
the one that was sent fails, our own small toast asks. The last link of each chain is a window of
ours and cannot fail silently.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from lowback_tray.desktop.notify.base import Capability, Note, Notifier
from lowback_tray.engine import events
from lowback_tray.engine.effects import PromptView
from lowback_tray.engine.policy import BreakKind
from lowback_tray.engine.ports import Prompter
from lowback_tray.i18n import tr

_GROUP = "prompt"


class Notifications(Protocol):
    """What is known of the notification service."""

    capability: Capability


Wording = Callable[[PromptView], tuple[str, str]]


def _unheard() -> None:
    """Where nobody listens."""


def _on_time(prompt: PromptView) -> bool:
    """A stand-up at a pause in typing; one that could not wait longer comes quietly."""
    return prompt.kind is BreakKind.STAND_UP and not prompt.quiet


class Asking(QObject):
    """The Prompter of the engine.

    Args:
        window: asks in the break window.
        toast: asks in our own small toast.
        service: what the notification service can do; asked at every prompt.
        buttons: notifications with buttons.
        plain: notifications without.
        wording: title and body of a prompt's notification.
        post: takes the answers.
        places_windows: whether this desktop lets a program place its own windows.
        form: how the person wants to be asked to stand up, asked at every prompt: "window",
            "notification", or "tray" (the icon alone says it).
        opened: told when a question to stand up has opened, in whatever form.
        group: the notes that belong to it; others are left alone.
    """

    def __init__(
        self,
        window: Prompter,
        toast: Prompter,
        service: Notifications,
        buttons: Notifier,
        plain: Notifier,
        wording: Wording,
        post: Callable[[events.Event], None],
        *,
        places_windows: bool,
        form: Callable[[], str] = lambda: "window",
        opened: Callable[[], None] = _unheard,
        group: str = _GROUP,
    ) -> None:
        super().__init__()
        self._window, self._toast = window, toast
        self._service, self._buttons, self._plain = service, buttons, plain
        self._wording, self._post = wording, post
        self._places_windows, self._form = places_windows, form
        self._opened, self._group = opened, group
        self._prompt: PromptView | None = None
        for notifier in (buttons, plain):
            notifier.answered.connect(self._answered)
            notifier.failed.connect(self._failed)

    def show(self, prompt: PromptView) -> None:
        """Ask in the first place of the chain."""
        fresh, self._prompt = self._prompt is None, prompt
        if fresh and _on_time(prompt):
            self._opened()
        if self._is_unseen(prompt):
            return
        if self._is_loud(prompt):
            self._window.show(prompt)
            if not self._places_windows and self._service.capability is Capability.BUTTONS:
                self._buttons.show(self._note(prompt, buttons=True))
        elif self._service.capability is Capability.BUTTONS:
            self._buttons.show(self._note(prompt, buttons=True))
        elif self._service.capability is Capability.PLAIN:
            self._plain.show(self._note(prompt, buttons=False))
        else:
            self._toast.show(prompt)

    def _is_loud(self, prompt: PromptView) -> bool:
        return _on_time(prompt) and self._form() == "window"

    def _is_unseen(self, prompt: PromptView) -> bool:
        """The icon fills and its menu has the answers; nothing opens."""
        return prompt.kind is BreakKind.STAND_UP and self._form() == "tray"

    def withdraw(self) -> None:
        """Take the question back wherever it is shown."""
        self._prompt = None
        for notifier in (self._buttons, self._plain):
            notifier.withdraw(self._group)
        self._toast.withdraw()
        self._window.withdraw()

    def _note(self, prompt: PromptView, *, buttons: bool) -> Note:
        title, body = self._wording(prompt)
        if not buttons:
            body += "\n" + tr("Answer in the tray menu.")
            return Note(title, body, group=self._group)
        later = ("later", tr("Later")) if prompt.snoozes_left else ("short", tr("30 s in the seat"))
        last = ("skip", tr("Skip"))
        if prompt.kind is BreakKind.SWITCH:
            last = ("sit", tr("Just sat down"))
        elif prompt.kind is BreakKind.STAND_UP and prompt.stands:
            last = ("stand", tr("I am standing"))
        actions = (("default", tr("Open")), ("start", tr("Start")), later, last)
        return Note(title, body, actions, group=self._group)

    def _answered(self, note: Note, key: str) -> None:
        """A button of the notification; "default" is a click on the note itself."""
        if self._prompt is None or note.group != self._group:
            return
        answers: dict[str, events.Event] = {
            "start": events.StartBreak(),
            "later": events.Snooze(),
            "short": events.StartBreak(short=True),
            "skip": events.Skip(),
            "sit": events.Sit(),
            "stand": events.Stand(),
        }
        if key in answers:
            self._post(answers[key])
        else:
            self._window.show(self._prompt)

    def _failed(self, note: Note, problem: str) -> None:
        """The notification did not reach the screen: our own toast asks instead."""
        prompt = self._prompt if note.group == self._group else None
        if prompt is not None and not self._is_loud(prompt):
            self._toast.show(prompt)
