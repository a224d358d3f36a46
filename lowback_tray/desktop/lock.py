"""Whether the session is locked, from everybody who might know.

login1 keeps a hint a session, and each desktop has a screen saver service of its own. Any of
them saying "locked" is a lock; one lock told by several is one lock. All of it can be read
again (`refresh`), so a lost signal leaves no lock standing, and a service that comes, goes or
restarts is asked when it appears and forgotten when it disappears. None is ever started by us.
One that said "locked", is still there and does not answer is believed: silence is no word, and
nobody can unlock the screen without it. One that answers, but refuses every question, is believed
only until it has done so a few times in a row: it may lock nothing, and would hold for ever.

login1's signals Lock and Unlock are requests, not facts: a request to lock counts for a short
while, until a locker has had the time to confirm it with the hint.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from lowback_tray.desktop.bus import Match, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

LOGIN1 = Target(
    "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
CONFIRM_MS = 3000
REFUSALS = 3

_FREE = "org.freedesktop.ScreenSaver"
SAVERS = (
    Target(_FREE, "/org/freedesktop/ScreenSaver", _FREE),
    Target(_FREE, "/ScreenSaver", _FREE),
    Target("org.kde.screensaver", "/ScreenSaver", _FREE),
    Target("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    Target("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    Target("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    Target("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)  # fmt: skip


def own_session(
    sessions: Sequence[tuple[str, int, str, str, str]], session_id: str, uid: int
) -> str | None:
    """The object path of our session among login1's (id, uid, user, seat, path).

    By its id; else the only one of this user at a seat. None where that is not certain,
    because the hint of another session would be a lie.
    """
    for found, _, _, _, path in sessions:
        if found == session_id:
            return path
    seated = [path for _, owner, _, seat, path in sessions if owner == uid and seat]
    return seated[0] if len(seated) == 1 else None


class LockWatch(QObject):
    """The lock of this session.

    Args:
        system: the system bus (login1).
        session: the session bus (screen savers).
        session_id: as in XDG_SESSION_ID; None: that of the environment.
        parent: the Qt parent.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(
        self,
        system: Bus,
        session: Bus,
        session_id: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system
        self._session = session
        self._id = os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id
        self._path: str | None = None
        self._wished = False  # login1's last word was a request, which is no fact yet
        self._said: dict[str, bool] = {}  # source to what it said last
        self._refused: dict[str, list[str]] = {}  # source to what it answered instead, in a row
        self._owners: dict[Target, str | None] = {}
        self.is_locked: bool | None = None  # None: nobody can tell
        self._confirm = QTimer(self, singleShot=True, interval=CONFIRM_MS)
        self._confirm.timeout.connect(self._read_hint)
        self._follow_login1()
        for saver in SAVERS:
            self._follow_saver(saver)

    def refresh(self) -> None:
        """Read everything again, after a sleep or whenever there is doubt."""
        if self._owners.get(LOGIN1) is not None:
            self._find_session()
        for saver in SAVERS:
            if self._owners.get(saver) is not None:
                self._read_saver(saver)

    def attend(self, on: bool) -> None:
        """Nothing to do: everybody here tells of a lock by itself."""

    def close(self) -> None:
        """End what is still under way here; the buses are closed by whoever made them."""
        self._confirm.stop()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {
            "locked": self.is_locked,
            "sources": dict(self._said),
            "session": self._path,
            "problem": self._system.problem or self._session.problem or self._refusal(),
        }

    # ---- login1

    def _follow_login1(self) -> None:
        for member, wish in (("Lock", True), ("Unlock", False)):
            self._system.match(Match(SESSION, member, LOGIN1.name), partial(self._requested, wish))
        changes = Match(
            PROPERTIES, "PropertiesChanged", LOGIN1.name, arg0=SESSION, signature="sa{sv}as"
        )
        self._system.match(changes, self._properties_changed)
        self._system.watch_name(LOGIN1.name, self._login1_owner)

    def _login1_owner(self, owner: str | None) -> None:
        self._owners[LOGIN1] = owner
        self._refused.pop("login1", None)
        self._path = None
        self._confirm.stop()
        self._forget("login1")
        if owner is not None:
            self._find_session()

    def _find_session(self) -> None:
        self._system.call(
            LOGIN1, "ListSessions", reply="a(susso)", on_reply=self._sessions,
            on_late=self._sessions, on_error=self._login1_silent, on_refused=self._login1_refused,
        )  # fmt: skip

    def _sessions(self, body: tuple[Any, ...]) -> None:
        self._path = own_session(body[0], self._id, os.getuid())
        if self._path is None:
            self._forget("login1")
        else:
            self._read_hint()

    def _read_hint(self) -> None:
        if self._path is not None:
            self._system.call(
                Target(LOGIN1.name, self._path, PROPERTIES), "Get", "ss",
                (SESSION, "LockedHint"), reply="v", on_reply=self._hint_read,
                on_late=self._hint_read, on_error=self._login1_silent,
                on_refused=self._login1_refused,
            )  # fmt: skip

    def _login1_silent(self, _problem: str) -> None:
        self._silent("login1", believed=self._login1_believed())

    def _login1_refused(self, problem: str) -> None:
        self._refuses("login1", problem, believed=self._login1_believed())

    def _login1_believed(self) -> bool:
        return self._path is not None and not self._wished

    def _hint_read(self, body: tuple[Any, ...]) -> None:
        if not self._confirm.isActive():  # else a locker may be about to set it
            self._hint(body[0])

    def _hint(self, variant: tuple[str, Any]) -> None:
        types, value = variant
        if types == "b":
            self._confirm.stop()
            self._wished = False
            self._hear("login1", value)

    def _properties_changed(self, signal: Incoming) -> None:
        if signal.path != self._path:
            return
        _, values, invalid = signal.body
        if "LockedHint" in values:
            self._hint(values["LockedHint"])
        elif "LockedHint" in invalid:
            self._read_hint()

    def _requested(self, wish: bool, signal: Incoming) -> None:
        if signal.path == self._path:
            self._wished = True
            self._hear("login1", wish)
            self._confirm.start()

    # ---- screen savers

    def _follow_saver(self, saver: Target) -> None:
        active = Match(saver.interface, "ActiveChanged", saver.name, saver.path, signature="b")
        self._session.match(active, partial(self._saver_said, saver))
        self._session.watch_name(saver.name, partial(self._saver_owner, saver))

    def _saver_said(self, saver: Target, signal: Incoming) -> None:
        if signal.sender == self._owners.get(saver):  # another one may have the same object
            self._hear(_key(saver), signal.body[0])

    def _saver_owner(self, saver: Target, owner: str | None) -> None:
        self._owners[saver] = owner
        self._refused.pop(_key(saver), None)
        if owner is None:
            self._forget(_key(saver))
        else:
            self._read_saver(saver)

    def _read_saver(self, saver: Target) -> None:
        def told(body: tuple[Any, ...]) -> None:
            self._hear(_key(saver), body[0])

        def silent(_problem: str) -> None:
            self._silent(_key(saver), believed=self._owners.get(saver) is not None)

        def refused(problem: str) -> None:
            self._refuses(_key(saver), problem, believed=self._owners.get(saver) is not None)

        self._session.call(
            saver, "GetActive", reply="b",
            on_reply=told, on_late=told, on_error=silent, on_refused=refused,
        )  # fmt: skip

    # ---- one answer out of many

    def _hear(self, source: str, locked: bool) -> None:
        self._said[source] = locked
        self._refused.pop(source, None)
        self._conclude()

    def _silent(self, source: str, *, believed: bool) -> None:
        if not (believed and self._said.get(source)):
            self._forget(source)

    def _refuses(self, source: str, problem: str, *, believed: bool) -> None:
        """It answers, and does not say: for a moment that is as good as silence."""
        if self._said.get(source):
            self._refused.setdefault(source, []).append(problem)
        self._silent(source, believed=believed and len(self._refused.get(source, ())) < REFUSALS)

    def _refusal(self) -> str | None:
        """What somebody who could tell says instead, for `doctor`."""
        return next((said[-1] for said in self._refused.values() if len(said) == REFUSALS), None)

    def _forget(self, source: str) -> None:
        self._said.pop(source, None)
        self._conclude()

    def _conclude(self) -> None:
        before, now = self.is_locked, any(self._said.values())
        self.is_locked = now if self._said else None
        if now and not before:
            self.locked.emit()
        elif before and not now:
            self.unlocked.emit()


def _key(saver: Target) -> str:
    return f"{saver.name}{saver.path}"
