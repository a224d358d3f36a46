"""What a source of a hold is: it knows whether its reason stands now, and says when that changes.

Levels, not edges: `refresh` reads everything again, at every heartbeat and after a sleep, so a
lost signal leaves no hold standing. A source that cannot tell says so (`active` is None) and
holds nothing back.

Nor is one answer that fails to come a reason to call somebody up in the middle of a call: who is
still there and was too busy once is believed until the next look (`Patience`).
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Signal

_FAILURES = 1  # in a row that say nothing


class Patience:
    """How many looks in a row may fail before what somebody said last counts no more."""

    def __init__(self) -> None:
        self._failed: Counter[str] = Counter()

    def heard(self, voice: str = "") -> None:
        """A voice has spoken, or has gone: what it owes is forgotten."""
        del self._failed[voice]

    def ends(self, voice: str = "") -> bool:
        """A voice did not answer; whether that was once too often."""
        self._failed[voice] += 1
        return self._failed[voice] > _FAILURES


class HoldSource(QObject):
    """One reason to wait. Lives on the Qt thread; no method waits for anybody.

    Args:
        name: of the hold, as the engine and the settings know it.
        reason: for people; an English message id.

    Attributes:
        active: whether the reason stands; None: nobody can tell.
        detail: which program it is about, "" if none or not known.
        problem: why nobody can tell, None while somebody can.
    """

    changed = Signal()  # `active` or `detail` is another; may come from within `refresh`

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason
        self.active: bool | None = None
        self.detail = ""
        self.problem: str | None = None

    def refresh(self) -> None:
        """Read again; `changed` follows at once or later, if there is news."""
        raise NotImplementedError

    def attend(self, on: bool) -> None:
        """Whether news matters now: while it does not, only `refresh` need find it."""

    def close(self) -> None:
        """Let go of everything; nothing is told any more."""

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {
            "available": True,
            "active": self.active,
            "detail": self.detail,
            "problem": self.problem,
        }

    def conclude(self, active: bool | None, detail: str = "", problem: str | None = None) -> None:
        """What is known now (for the source itself)."""
        news = (active, detail) != (self.active, self.detail)
        self.active, self.detail, self.problem = active, detail, problem
        if news:
            self.changed.emit()
