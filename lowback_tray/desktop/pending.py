"""A call on the bus that waits for its answer, and what the answer is to bring about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.guard import guarded
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.wire import Incoming

_BUS = "org.freedesktop.DBus"


@dataclass(slots=True)
class Pending:
    """One call; see `Bus.call`.

    Attributes:
        deadline: until when its answer is waited for, by `time.monotonic`.
        service: the name that was called.
        question: whom, what and with which values, if the newest answer to it is enough.
        reply: the types of the answer, None for any.
        on_reply: gets the answer.
        on_error: gets a sentence instead.
        on_late: gets an answer that came after that.
        on_refused: gets the sentence in the place of `on_error` where the service did answer.
        problem: known to have failed before it was sent, or with the connection.
        not_from: whose answer does not count any more.
    """

    deadline: float
    service: str
    question: tuple[Any, ...] | None
    reply: str | None
    on_reply: Callable[[tuple[Any, ...]], None] | None
    on_error: Callable[[str], None] | None
    on_late: Callable[[tuple[Any, ...]], None] | None
    problem: str | None = None
    not_from: str | None = None
    on_refused: Callable[[str], None] | None = None

    @property
    def may_be_late(self) -> bool:
        """Whether an answer after the deadline is still of use."""
        return self.on_late is not None and self.problem is None

    def late(self) -> Pending:
        """The same, given up, waiting for a late answer without an end."""
        return replace(
            self, deadline=inf, on_reply=self.on_late,
            on_error=None, on_late=None, on_refused=None,
        )  # fmt: skip

    def outdone_by(self, newer: Pending) -> bool:
        """Whether this one is late, and a newer call asks the same."""
        late = self.deadline == inf
        return late and self.question is not None and self.question == newer.question

    def give_up(self, gone: str) -> None:
        """Whoever was asked has gone; only a successor that was asked unknowingly may answer."""
        self.deadline, self.not_from = 0.0, gone

    def fail(self) -> None:
        """No answer came."""
        if self.on_error is not None:
            silent = tr("{service} does not answer").format(service=self.service)
            guarded(partial(self.on_error, self.problem or silent))

    def settle(self, message: Incoming) -> None:
        """An answer came, or a refusal."""
        if message.sender == self.not_from:
            return
        if message.kind == "reply" and self.reply in (None, message.signature):
            if self.on_reply is not None:
                guarded(partial(self.on_reply, message.body))
            return
        by_bus = message.sender == _BUS  # which says that nobody answers
        told = self.on_error if by_bus or self.on_refused is None else self.on_refused
        if told is not None:
            guarded(partial(told, self._refusal(message)))

    def _refusal(self, message: Incoming) -> str:
        if message.kind == "reply":
            return tr("{service} gives an answer that makes no sense").format(service=self.service)
        why = message.body[0] if message.signature[:1] == "s" else message.error
        return tr("{service} refuses: {why}").format(service=self.service, why=why)


def without_older(calls: dict[int, Pending], serial: int, newer: Pending) -> dict[int, Pending]:
    """What is still waited for, by serial number, when a call is late itself or has its answer.

    Whoever hangs is asked again and again, and would answer it all on waking. Older calls wait on
    until then and not only until the next is made, so that one who is always slow is heard.
    """
    return {
        number: call
        for number, call in calls.items()
        if number >= serial or not call.outdone_by(newer)
    }
