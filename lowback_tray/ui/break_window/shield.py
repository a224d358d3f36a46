"""Keys in flight do nothing.

Somebody types; our window comes up and, by a click or by the window manager, has the keyboard.
What they were typing must not press anything: for the first moment, and until every key that
was down has come up, all keys are swallowed, and a key that only repeats is never a wish.
"""

from __future__ import annotations

from collections.abc import Callable

GUARD_S = 1.5  # real time; longer than a burst of typing takes to notice a window


class KeyShield:
    """Decides key by key whether it may act.

    Args:
        clock: real seconds that never step.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until = float("-inf")
        self._stuck: set[int] = set()  # pressed behind the shield, not yet released
        self._fresh: set[int] = set()  # pressed after it, so their repeats are known
        self._let_go: int | None = None  # the one of those that came up last

    def raise_now(self) -> None:
        """The window has just come up by itself."""
        self._until = self._clock() + GUARD_S
        self.forget()

    def forget(self) -> None:
        """The keyboard went elsewhere: releases will not be seen any more."""
        self._stuck.clear()
        self._fresh.clear()
        self._let_go = None

    def pressed(self, key: int, *, repeat: bool) -> bool:
        """Whether to swallow this press."""
        old_repeat = repeat and key not in self._fresh
        if self._clock() < self._until or self._stuck or old_repeat:
            self._stuck.add(key)
            return True
        self._fresh.add(key)
        return False

    def released(self, key: int, *, repeat: bool) -> bool:
        """Whether to swallow this release."""
        if repeat:
            return key not in self._fresh
        self._let_go = key if key in self._fresh else None
        self._fresh.discard(key)
        if key in self._stuck:
            self._stuck.discard(key)
            return True
        return self._clock() < self._until

    def never_came_up(self, key: int) -> None:
        """The release just told of was a part of a repeat: all is as it was before."""
        if key == self._let_go:
            self._fresh.add(key)
