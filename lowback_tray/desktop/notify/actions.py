"""Notifications with buttons: org.freedesktop.Notifications, spoken by ourselves.

For each group there is what we *want* on the screen and what the service was last *asked* for.
While an answer is out nothing more is asked; when it comes and the wish has changed meanwhile,
the next step follows from the difference. So notes never pile up, whatever the order of show,
withdraw, answers and faults: `replaces_id` and CloseNotification always name the right one,
and a note that a hung service shows long after we gave up on it is taken back at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.bus import Match
from lowback_tray.desktop.notify.base import PROMPT, Note, Notifier, body_text
from lowback_tray.desktop.notify.service import NOTIFICATIONS
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.notify.service import NotificationService
    from lowback_tray.desktop.wire import Incoming

_NEVER = 0
_LONGEST_MS = 2**31 - 1


@dataclass(slots=True)
class _Slot:
    wanted: Note | None = None  # what should be on the screen
    asked: Note | None = None  # what the service has not confirmed yet
    id: int = 0  # what the service calls the note on the screen, 0 for none


class ButtonNotifier(Notifier):
    """Shows notes with buttons.

    Args:
        bus: the session bus.
        service: what is known of the service.
        app_name: who is speaking, for people.
        app_id: name of our desktop file.
        icon: name or file of our icon.
        parent: the Qt parent.
    """

    def __init__(
        self,
        bus: Bus,
        service: NotificationService,
        app_name: str,
        app_id: str,
        icon: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._service = service
        self._app_name = app_name
        self._app_id = app_id
        self._icon = icon
        self._slots: dict[str, _Slot] = {}
        service.lost.connect(self._service_lost)
        for member, types, heard in (
            ("ActionInvoked", "us", self._action_invoked),
            ("NotificationClosed", "uu", self._notification_closed),
        ):
            name, path, interface = NOTIFICATIONS
            bus.match(Match(interface, member, name, path, signature=types), heard)

    def show(self, note: Note) -> None:
        """Show a note in place of the one of its group."""
        slot = self._slots.setdefault(note.group, _Slot())
        slot.wanted = note
        if slot.asked is None:
            self._ask(slot, note)

    def withdraw(self, group: str = PROMPT) -> None:
        """Take the group's note back; harmless when there is none."""
        slot = self._slots.get(group)
        if slot is not None:
            slot.wanted = None
            if slot.asked is None:
                self._take_down(slot)

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"technology": "org.freedesktop.Notifications", **self._service.describe()}

    # ---- towards the service

    def _ask(self, slot: _Slot, note: Note) -> None:
        slot.asked = note
        self._bus.call(
            NOTIFICATIONS,
            "Notify",
            "susssasa{sv}i",
            self._arguments(note, slot.id),
            reply="u",
            on_reply=partial(self._accepted, slot),
            on_error=partial(self._refused, slot),
            on_late=self._shown_too_late,
            activate=True,
        )

    def _arguments(self, note: Note, replaces: int) -> tuple[Any, ...]:
        stays_ms = _NEVER if note.timeout_s is None else max(1, int(note.timeout_s * 1000))
        hints = {
            "urgency": ("y", int(note.urgency)),
            "desktop-entry": ("s", self._app_id),
            "transient": ("b", True),  # a prompt of an hour ago is of no use in a list
            "suppress-sound": ("b", True),  # sound is the cues' business, and off by default
        }
        markup = "body-markup" in self._service.features
        return (
            self._app_name,
            replaces,
            self._icon,
            note.title,
            body_text(note.body, markup=markup),
            [text for action in note.actions for text in action],
            hints,
            min(stays_ms, _LONGEST_MS),
        )

    def _take_down(self, slot: _Slot) -> None:
        if slot.id:
            self._close(slot.id)
            slot.id = 0

    def _close(self, number: int) -> None:
        self._bus.call(NOTIFICATIONS, "CloseNotification", "u", (number,))

    # ---- from the service

    def _accepted(self, slot: _Slot, body: tuple[Any, ...]) -> None:
        note, slot.asked, slot.id = slot.asked, None, body[0]
        if slot.wanted is None:
            self._take_down(slot)
        elif slot.wanted is not note:
            self._ask(slot, slot.wanted)
        else:
            self.shown.emit(note)

    def _refused(self, slot: _Slot, problem: str) -> None:
        slot.asked = None
        self._service.refresh()
        self._fail(slot, problem)

    def _shown_too_late(self, body: tuple[Any, ...]) -> None:
        self._close(body[0])

    def _service_lost(self) -> None:
        problem = tr("The notification service ended")
        for slot in self._slots.values():
            slot.id = 0
            if slot.asked is None:  # else the bus answers the open question with an error
                self._fail(slot, problem)

    def _fail(self, slot: _Slot, problem: str) -> None:
        note, slot.wanted = slot.wanted, None
        if note is not None:
            self.failed.emit(note, problem)

    def _on_screen(self, number: int) -> _Slot | None:
        return next((slot for slot in self._slots.values() if number and slot.id == number), None)

    def _action_invoked(self, signal: Incoming) -> None:
        number, key = signal.body
        slot = self._on_screen(number)
        if slot is None or slot.asked is not None or slot.wanted is None:
            return  # somebody else's, or a note that is being replaced
        note = slot.wanted
        if key in dict(note.actions):
            slot.wanted = None
            self._take_down(slot)
            self.answered.emit(note, key)

    def _notification_closed(self, signal: Incoming) -> None:
        slot = self._on_screen(signal.body[0])
        if slot is None:
            return
        slot.id = 0
        note = slot.wanted
        if slot.asked is None and note is not None:
            slot.wanted = None
            self.closed.emit(note)
