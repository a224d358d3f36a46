"""D-Bus for a program that waits: calls with a budget, signals, names, and re-connection.

Nothing here blocks and nothing raises into a slot. Whatever goes wrong out there ends in
`on_error(problem)` of the call concerned and in `Bus.problem`, a sentence for people. A bus
that dies is looked for again with growing pauses, and everything that was subscribed to is
subscribed to again; a call that comes meanwhile is a reason to look at once.

The budgets are real time, because the peers live in real time.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import partial
from itertools import count
from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from lowback_tray.desktop.guard import guarded
from lowback_tray.desktop.pending import Pending, without_older
from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.wire import Incoming, Wire

    OnReply: TypeAlias = Callable[[tuple[Any, ...]], None]
    OnError: TypeAlias = Callable[[str], None]
    OnSignal: TypeAlias = Callable[[Incoming], None]
    OnOwner: TypeAlias = Callable[[str | None], None]

CALL_BUDGET_S = 2.0
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 300.0
_STEADY_S = 60.0  # a connection that lived this long was a good one: pauses start small again
_LOOK_AGAIN_S = 1.0  # calls made while the bus is gone look for it at most this often


class Target(NamedTuple):
    """Whom a call is for."""

    name: str
    path: str
    interface: str


UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"
BUS = Target("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


@dataclass(frozen=True, slots=True)
class Match:
    """Which signals are wanted. Everything given must fit.

    Attributes:
        interface: of the signal.
        member: its name.
        sender: a bus name; narrowed down by the bus, not checked again here.
        path: the object, None for any.
        arg0: the first value, None for any.
        signature: the types of its values; a signal with others is nonsense and dropped.
    """

    interface: str
    member: str
    sender: str | None = None
    path: str | None = None
    arg0: str | None = None
    signature: str | None = None

    def rule(self) -> str:
        """The rule as the bus wants to read it."""
        parts = {
            "type": "signal", "interface": self.interface, "member": self.member,
            "sender": self.sender, "path": self.path, "arg0": self.arg0,
        }  # fmt: skip
        return ",".join(f"{key}='{value}'" for key, value in parts.items() if value is not None)

    def fits(self, signal: Incoming) -> bool:
        """Whether a signal is one of these."""
        return (
            (signal.interface, signal.member) == (self.interface, self.member)
            and self.path in (None, signal.path)
            and self.signature in (None, signal.signature)
            and (self.arg0 is None or signal.body[:1] == (self.arg0,))
        )


class _NameWatch:
    """Follows who owns a name; tells the first answer and every change."""

    def __init__(self, on_change: OnOwner) -> None:
        self._on_change = on_change
        self._told = False
        self._owner: str | None = None

    def tell(self, owner: str | None) -> None:
        if not self._told or owner != self._owner:
            self._told, self._owner = True, owner
            guarded(partial(self._on_change, owner))


class Bus(QObject):
    """The session or the system bus; connects when it is first used.

    Args:
        kind: which one.
        address: a D-Bus server address; None: the one of the environment.
        parent: the Qt parent.
    """

    changed = Signal()  # connected, lost, or another problem

    def __init__(
        self,
        kind: Literal["session", "system"],
        address: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.problem: str | None = None  # why it does not work, None while all is well
        self.connected = False
        self._address = address
        self._wire: Wire | None = None
        self._matches: list[tuple[Match, OnSignal]] = []
        self._names: dict[str, list[_NameWatch]] = {}
        self._server: OnSignal | None = None
        self._pending: dict[int, Pending] = {}
        self._unsent = count(-1, -1)  # stand-ins for serial numbers of calls never sent
        self._pause_s = FIRST_PAUSE_S
        self._tried_at = self._opened_at = -inf
        self._expire = QTimer(self, singleShot=True)
        self._expire.timeout.connect(self._expire_due)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._connect)

    # ---- what users of the bus call

    def another(self) -> Bus:
        """A connection of its own to the same bus, for who must not be taken for the first."""
        return Bus(self.kind, self._address, self)

    def call(
        self,
        to: Target,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        reply: str | None = None,
        on_reply: OnReply | None = None,
        on_error: OnError | None = None,
        on_late: OnReply | None = None,
        on_refused: OnError | None = None,
        timeout_s: float = CALL_BUDGET_S,
        activate: bool = False,
    ) -> None:
        """Call a method; one of the callbacks follows, never from within this call.

        Args:
            to: name, object and interface.
            member: the method.
            signature: D-Bus types of `body`.
            body: the arguments.
            reply: the types the answer must have; another answer is an error. None: any.
            on_reply: gets the values of the answer.
            on_error: gets a sentence: refused, no such service, no answer in time, no bus.
            on_late: gets the values of an answer that came after `on_error` had to be called
                for lack of it, so that what it brought about can be undone. If it is `on_reply`
                itself, something is read: only the newest of such answers is heard then.
            on_refused: gets the sentence where the service itself refused; None: `on_error` does.
            timeout_s: how long an answer may take, real seconds.
            activate: let the bus start the service if it is not running.
        """
        if self._wire is None and time.monotonic() - self._tried_at >= _LOOK_AGAIN_S:
            self._connect()
        question = (to, member, body) if on_late == on_reply else None
        pending = Pending(
            time.monotonic() + timeout_s, to.name, question, reply, on_reply, on_error, on_late,
            on_refused=on_refused,
        )  # fmt: skip
        if self._wire is not None:
            serial = self._wire.call(to, member, signature, body, activate=activate)
        else:
            serial, pending.deadline, pending.problem = next(self._unsent), 0.0, self.problem
        self._pending[serial] = pending
        self._rearm()

    def match(self, match: Match, callback: OnSignal) -> None:
        """Call back at every such signal, over re-connections too, for as long as we live."""
        self._matches.append((match, callback))
        if self._wire is not None:
            self._add_match(match)
        elif not self._retry.isActive():
            self._connect()

    def unmatch(self, match: Match, callback: OnSignal) -> None:
        """Want no more of what the same `match` asked for."""
        self._matches.remove((match, callback))
        if self._wire is not None:
            self.call(BUS, "RemoveMatch", "s", (match.rule(),))

    def watch_name(self, name: str, on_change: OnOwner) -> None:
        """Call back with the owner of a name (None: nobody), at first and at every change.

        Between one owner and the next there is always nobody, for a moment at least.
        """
        if name not in self._names:
            changes = Match(BUS.interface, "NameOwnerChanged", BUS.name, BUS.path, name, "sss")
            self.match(changes, self._name_changed)
        self._names.setdefault(name, []).append(_NameWatch(on_change))
        self._ask_owner(name)

    def serve(self, server: OnSignal) -> None:
        """Hand every call that others make to us to `server`, which answers or refuses it."""
        self._server = server

    def answer(self, call: Incoming, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        """Answer a call; one whose connection is gone needs none."""
        if self._wire is not None:
            self._wire.answer(call, signature, body)

    def refuse(self, call: Incoming, error: str, text: str) -> None:
        """Answer a call with a named error and a sentence."""
        if self._wire is not None:
            self._wire.refuse(call, error, text)

    def tell(self, at: Target, member: str, signature: str, body: tuple[Any, ...]) -> None:
        """Tell a signal to everybody who listens; nothing is kept for later."""
        if self.connected and self._wire is not None:
            self._wire.tell(at, member, signature, body)

    def close(self) -> None:
        """Let go of the connection and of everything asked for; nothing is told any more."""
        self._server = None
        self._matches.clear()
        self._names.clear()
        self._pending.clear()
        self._expire.stop()
        self._retry.stop()
        self.connected = False
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"connected": self.connected, "address": self._find(), "problem": self.problem}

    # ---- the connection

    def _find(self) -> str:
        if self._address is not None:
            return self._address
        if self.kind == "system":
            system = "unix:path=/run/dbus/system_bus_socket"
            return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or system
        given = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        return given or (f"unix:path={runtime}/bus" if runtime else "")

    def _connect(self) -> None:
        self._retry.stop()
        self._tried_at = time.monotonic()
        try:
            # Late, because jeepney is there on Linux only.
            from lowback_tray.desktop.wire import Wire

            address = self._find()
            if not address:
                raise DesktopError(tr("There is no session bus"))
            self._wire = Wire(address, self)
        except (DesktopError, ImportError) as error:
            self._lose(str(error))
            return
        for match, _ in self._matches:
            self._add_match(match)
        for name in self._names:
            self._ask_owner(name)

    def _lose(self, problem: str) -> None:
        """The bus is gone: tell everybody who waits, and look again later."""
        if time.monotonic() - self._opened_at > _STEADY_S:
            self._pause_s = FIRST_PAUSE_S
        self._wire, self.connected, self.problem = None, False, problem
        self._opened_at = inf
        # Under other keys, because the next connection counts its serials from the start.
        self._pending = {next(self._unsent): pending for pending in self._pending.values()}
        for pending in self._pending.values():
            pending.deadline, pending.problem = 0.0, problem
        self._rearm()
        # Before anybody is told: who hears of it may call at once, and so connect anew.
        if self._matches:
            self._retry.start(int(self._pause_s * 1000))
            self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)
        for name in list(self._names):
            self._tell_owner(name, None)
        self.changed.emit()

    def wire_opened(self) -> None:
        """The bus knows us."""
        self._opened_at = time.monotonic()
        self.connected, self.problem = True, None
        self.changed.emit()

    def wire_ended(self, problem: str) -> None:
        """The connection is gone."""
        self._lose(problem)

    def wire_message(self, message: Incoming) -> None:
        """A message arrived."""
        if message.kind == "signal":
            for match, callback in list(self._matches):
                if match.fits(message):
                    guarded(partial(callback, message))
        elif message.kind == "call":
            self._be_called(message)
        elif (pending := self._pending.pop(message.reply_to, None)) is not None:
            self._pending = without_older(self._pending, message.reply_to, pending)
            self._rearm()
            pending.settle(message)

    def _be_called(self, call: Incoming) -> None:
        if self._server is not None:
            guarded(partial(self._server, call))
        else:
            self.refuse(call, UNKNOWN_METHOD, f"{call.interface}.{call.member}")

    # ---- names and signals

    def _add_match(self, match: Match) -> None:
        self.call(BUS, "AddMatch", "s", (match.rule(),), on_error=self._complain)

    def _complain(self, problem: str) -> None:
        self.problem = problem
        self.changed.emit()

    def _ask_owner(self, name: str) -> None:
        def known(body: tuple[Any, ...]) -> None:
            self._tell_owner(name, body[0])

        # Nobody asks again for as long as we are connected, so a late answer is taken too.
        self.call(
            BUS, "GetNameOwner", "s", (name,), reply="s", on_reply=known, on_late=known,
            on_error=lambda _: self._tell_owner(name, None),
        )  # fmt: skip

    def _tell_owner(self, name: str, owner: str | None) -> None:
        for watch in list(self._names.get(name, ())):
            watch.tell(owner)

    def _name_changed(self, signal: Incoming) -> None:
        """One owner goes, another comes: always one after the other.

        What the old one was asked fails in between, so that neither its errors nor its late
        answers are taken for those of the new one.
        """
        name, old, new = signal.body
        if old:
            asked = [one for one in self._pending.values() if one.service == name]
            self._tell_owner(name, None)
            for pending in asked:
                pending.give_up(old)
            self._expire_due()
        if new:
            self._tell_owner(name, new)

    # ---- budgets

    def _rearm(self) -> None:
        nearest = min((pending.deadline for pending in self._pending.values()), default=inf)
        if nearest == inf:
            self._expire.stop()
        else:
            self._expire.start(max(0, int((nearest - time.monotonic()) * 1000) + 1))

    def _expire_due(self) -> None:
        now = time.monotonic()
        due = [item for item in self._pending.items() if item[1].deadline <= now]
        for serial, pending in due:
            del self._pending[serial]
            if pending.may_be_late:
                self._pending = without_older(self._pending, serial, pending)
                self._pending[serial] = pending.late()
        self._rearm()
        for _, pending in due:
            pending.fail()
