"""One way to know how long nobody typed, and the judgement of what it says.

Every technology is a rung of the ladder in `presence`. A rung finds out whether it can be used
(`consider`), follows the person closely only while it is the chosen one (`engage`, `release`),
and answers at once from what it knows. Where knowing takes a question to somebody else, the
answer to that question is `told` a moment later.

Which way to be wrong for that moment: somebody believed to be away stays away, everybody else
is taken to be typing. So a prompt may come a few milliseconds late, never in the middle of a
sentence, and nobody comes back to an empty chair.
"""

from __future__ import annotations

import time
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    Steady = Callable[[], float]

RETRY_S = 600.0  # a rung that was set aside is tried again after so long
# So long after an answer it is simply carried on; ...
_JUST_S = 0.5
# ... so long it still says what was true at the last look (the guide looks every second) ...
_FRESH_S = 2.5
# A figure that stays the very same over so many answers and so long is not counted by anybody.
_SAME_TIMES = 6
_SAME_S = 300.0
_SLACK_S = 60.0


class Estimate:
    """Idle seconds between two words about them."""

    def __init__(self, steady: Steady = time.monotonic) -> None:
        self._steady = steady
        self._idle_s = 0.0
        self._at = -inf
        self.sure = False  # nobody touched anything since, or we would have been told

    def learn(self, idle_s: float) -> None:
        """Somebody counted so many seconds just now."""
        self._idle_s, self._at = idle_s, self._steady()

    def begin(self, idle_s: float) -> None:
        """Nobody has touched anything for so long, and the next touch will be told."""
        self.learn(idle_s)
        self.sure = True

    def end(self) -> None:
        """Somebody touched something just now."""
        self.learn(0.0)
        self.sure = False

    @property
    def age_s(self) -> float:
        """Seconds since the last word."""
        return self._steady() - self._at

    @property
    def stale(self) -> bool:
        """Whether it is time to ask again."""
        return self.age_s > _JUST_S

    def value(self, *, away: bool) -> float:
        """The idle seconds to go by, when the person is believed to be away or not."""
        age = self.age_s
        if self.sure or age <= _JUST_S or (away and age < inf):
            return self._idle_s + age
        return self._idle_s if age <= _FRESH_S else 0.0


class Judge:
    """Notices that a figure is nonsense."""

    def __init__(self, steady: Steady = time.monotonic) -> None:
        self._steady = steady
        self._figure: float | None = None
        self._since = 0.0
        self._times = 0

    def fault(self, idle_s: float) -> str | None:
        """What is wrong with this answer, in view of those before; None if nothing is."""
        now = self._steady()
        if not 0 <= idle_s <= now + _SLACK_S:  # longer than this machine has been on
            return tr("It says that nobody typed for {seconds} s, which cannot be").format(
                seconds=round(idle_s)
            )
        if idle_s != self._figure:
            self._figure, self._since, self._times = idle_s, now, 0
        self._times += 1
        if self._times >= _SAME_TIMES and now - self._since >= _SAME_S:
            return tr("It has been saying {seconds} s for minutes").format(seconds=round(idle_s))
        return None


class Rung(QObject):
    """A way to know.

    Args:
        name: short, for `doctor`.
        steady: a clock in seconds.

    Attributes:
        usable: it can be relied on now.
        problem: why it cannot; None while it can.
        retry_at: on the steady clock; `consider` it again then. Infinite if nothing is to be
            retried.
    """

    turned = Signal()  # `usable` is another
    told = Signal()  # `idle_s` is not what was said last
    returned = Signal()  # the first input since `watch_return(True)`; once

    def __init__(self, name: str, steady: Steady = time.monotonic) -> None:
        super().__init__()
        self.name = name
        self.usable = False
        self.problem: str | None = tr("It has not been asked yet")
        self.retry_at = inf
        self.armed = False
        self.steady = steady

    def consider(self) -> None:
        """Find out whether this can be used, if that is not known yet; `turned` may follow."""
        raise NotImplementedError

    def engage(self) -> None:
        """Follow the person closely from now on: this is the chosen one."""

    def release(self) -> None:
        """Cost nothing from now on."""

    def idle_s(self) -> float | None:
        """Real seconds since the last input; None: not now. Never waits."""
        raise NotImplementedError

    def watch_return(self, armed: bool) -> None:
        """Tell of the next input (once) by `returned`, or no longer."""
        self.armed = armed

    def close(self) -> None:
        """Let go of everything."""

    def set_aside(self, problem: str) -> None:
        """Not to be relied on for a while."""
        self.retry_at = self.steady() + RETRY_S
        self._turn(problem)

    def _turn(self, problem: str | None) -> None:
        before, self.usable, self.problem = self.usable, problem is None, problem
        if self.usable != before:
            self.turned.emit()

    def _came_back(self) -> None:
        """Input was seen: tell whoever waits for it."""
        if self.armed:
            self.armed = False
            self.returned.emit()
