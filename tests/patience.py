"""How long a test waits for what must come: a limit for a slow machine, never a sleep.

A wait ends at once when it has what it waits for, so patience costs only a test that fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT_MS = 30_000


class PatientBot(QtBot):
    """The same with a longer limit wherever a test names none."""

    def waitUntil(  # noqa: N802 (pytest-qt's name)
        self, callback: Callable[[], bool | None], *, timeout: int = LIMIT_MS
    ) -> None:
        """Wait until it is true."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = LIMIT_MS, **rest: Any) -> Any:  # noqa: N802
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, **rest)

    def waitSignals(self, signals: list[Any], *, timeout: int = LIMIT_MS, **rest: Any) -> Any:  # noqa: N802
        """Wait for all of these."""
        return super().waitSignals(signals, timeout=timeout, **rest)
