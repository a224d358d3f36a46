"""Notifications without buttons, through plyer: Windows, macOS, and what else there is.

plyer blocks (75 s were measured on a hung service), raises what it likes, and on Linux reports
success when nobody was there to show anything. So it runs in a daemon thread with a budget,
one at a time; on Linux a note is only tried where `service` knows somebody who shows it, and
only counts as shown if that somebody is still there afterwards. What plyer has shown it cannot
take back: `withdraw` only forgets. Its limits are met before it is called.

The Windows and macOS branches follow plyer's source and have not been run by us.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lowback_tray.desktop.notify.base import PROMPT, Note, Notifier, body_text
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lowback_tray.desktop.notify.service import NotificationService

    Send = Callable[..., None]

BUDGET_MS = 2000
TITLE_UNITS = 63  # UTF-16 units that the balloons of Windows hold
BODY_UNITS = 255
_LONGEST_S = 10  # on Windows a thread of plyer sleeps that long, and quitting waits for it


def clip(text: str, units: int) -> str:
    """The text cut to that many UTF-16 units, never through the middle of a character."""
    cut = text.encode("utf-16-le")[: units * 2]
    return cut.decode("utf-16-le", errors="ignore")


def harmless(text: str) -> str:
    """The text so that the programs plyer passes it to take it for text.

    notify-send reads a leading "-" as an option and a backslash as an escape; plyer's
    Flatpak call puts it between apostrophes; nothing can pass a NUL.
    """
    safe = text.replace("\0", "").replace("'", "’").replace("\\", "⧵")
    return f" {safe}" if safe.startswith("-") else safe


def plyer_send() -> Send:
    """Plyer's way of this platform, found without its wrapper (which prints its failures).

    Raises:
        Exception: there is none here; plyer lets pass whatever went wrong.
    """
    import warnings

    from plyer.utils import platform

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "dbus is not installed": it need not be
        send: Send = import_module(f"plyer.platforms.{platform}.notification").instance().notify
    return send


class PlainNotifier(Notifier):
    """Shows notes without buttons; answers are given in the tray menu.

    Args:
        service: what is known of the notification service; None where there is no such thing
            (Windows, macOS).
        app_name: who is speaking, for people.
        icon: an .ico file; used on Windows only.
        send: how to send; plyer unless a test says otherwise.
        platform: as `sys.platform`.
        parent: the Qt parent.
    """

    _sent = Signal(object, str)  # from the worker: the note, the problem or ""

    def __init__(
        self,
        service: NotificationService | None,
        app_name: str,
        icon: Path | None = None,
        send: Send | None = None,
        platform: str = sys.platform,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._app_name = app_name
        self._icon = icon
        self._send = send
        self._platform = platform
        self._current: dict[str, Note] = {}
        self._queue: list[Note] = []  # not tried yet
        self._sending: Note | None = None  # the thread is busy with it
        self._hangs = False  # and has used up its budget
        self.problem: str | None = None
        self._sent.connect(self._done, Qt.ConnectionType.QueuedConnection)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._next)
        self._budget = QTimer(self, singleShot=True, interval=BUDGET_MS)
        self._budget.timeout.connect(self._took_too_long)

    def show(self, note: Note) -> None:
        """Show a note; the one of its group cannot be taken back, but is forgotten."""
        self._current[note.group] = note
        self._queue.append(note)
        self._turn.start()

    def withdraw(self, group: str = PROMPT) -> None:
        """Forget the group's note; it goes away by itself."""
        self._current.pop(group, None)

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"technology": "plyer", "platform": self._platform, "problem": self.problem}

    # ---- one after the other

    def _next(self) -> None:
        """Take the next note that is still wanted; a hung thread must not gather a crowd."""
        while self._queue and (self._sending is None or self._hangs):
            note = self._queue.pop(0)
            problem = self._reason_not_to()
            if problem is not None:
                self._tell(note, problem)
            elif self._current.get(note.group) is note:
                self._begin(note)

    def _reason_not_to(self) -> str | None:
        if self._hangs:
            return tr("The notification before this one still hangs")
        if self._service is not None and not self._service.usable:
            return self._service.problem or tr("No notification service is running")
        return None

    def _begin(self, note: Note) -> None:
        self._sending = note
        self._budget.start()
        arguments = self._arguments(note)
        threading.Thread(
            target=self._work, args=(note, arguments), name="plyer", daemon=True
        ).start()

    def _arguments(self, note: Note) -> dict[str, Any]:
        title, body = note.title or self._app_name, note.body
        if self._platform == "win32":
            title, body = clip(title, TITLE_UNITS), clip(body, BODY_UNITS)
        elif self._service is not None:
            markup = "body-markup" in self._service.features
            title, body = harmless(title), harmless(body_text(body, markup=markup))
        stays_s = _LONGEST_S if note.timeout_s is None else min(note.timeout_s, _LONGEST_S)
        arguments = {
            "title": title,
            "message": body,
            "app_name": self._app_name,
            "timeout": max(1, int(stays_s)),
        }
        if self._platform == "win32" and self._icon is not None and self._icon.suffix == ".ico":
            arguments["app_icon"] = str(self._icon)
        return arguments

    def _work(self, note: Note, arguments: dict[str, Any]) -> None:
        """In the worker thread: nothing but plyer and one queued signal."""
        try:
            if self._send is None:
                self._send = plyer_send()
            self._send(**arguments)
        except Exception as error:  # plyer raises anything
            problem = str(error) or type(error).__name__
        else:
            problem = ""
        try:
            self._sent.emit(note, problem)
        except RuntimeError:
            return  # the notifier has been deleted meanwhile

    def _done(self, note: Note, problem: str) -> None:
        told, self._hangs = self._hangs, False
        self._sending = None
        self._budget.stop()
        if not told:
            self._tell(note, problem or self._reason_not_to() or "")
        self._next()

    def _took_too_long(self) -> None:
        self._hangs = True
        if self._sending is not None:
            self._tell(self._sending, tr("The notification service does not answer"))
        self._next()

    def _tell(self, note: Note, problem: str) -> None:
        self.problem = problem or None
        if self._current.get(note.group) is not note:
            return  # replaced or withdrawn
        if problem:
            del self._current[note.group]
            self.failed.emit(note, problem)
        else:
            self.shown.emit(note)
