"""What a test leaves behind: running timers, threads, windows.

Looks only at what is already loaded, so pure tests never load Qt through it.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_THREAD_GRACE_S = 10.0


@dataclass(frozen=True)
class Census:
    """Everything alive at one moment, by identity."""

    threads: frozenset[threading.Thread]
    timers: frozenset[int]
    windows: frozenset[int]

    @classmethod
    def take(cls) -> Census:
        return cls(
            frozenset(threading.enumerate()),
            frozenset(map(id, _running_timers())),
            frozenset(map(id, _windows())),
        )

    def complaints(self) -> list[str]:
        """What is alive now and was not when the census was taken."""
        _settle()
        return [
            *(f"thread {thread.name}" for thread in self._new_threads()),
            *(f"running timer {_describe(timer)}" for timer in _new(_running_timers, self.timers)),
            *(f"window {_describe(window)}" for window in _new(_windows, self.windows)),
        ]

    def _new_threads(self) -> list[threading.Thread]:
        ends = time.monotonic() + _THREAD_GRACE_S
        while found := [one for one in threading.enumerate() if one not in self.threads]:
            if time.monotonic() > ends:
                return found
            time.sleep(0.01)
        return []


def _new(kind: Callable[[], list[Any]], known: Iterable[int]) -> list[Any]:
    return [one for one in kind() if id(one) not in known]


def _settle() -> None:
    """Carry out what was only to be deleted later."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    gc.collect()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    core.QCoreApplication.processEvents()


def _running_timers() -> list[Any]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return []
    from shiboken6 import isValid

    timers = [one for one in gc.get_objects() if type(one) is core.QTimer]
    return [one for one in timers if isValid(one) and one.isActive()]


def _windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    # A hidden one may be kept on purpose; one on screen was forgotten.
    return [one for one in widgets.QApplication.topLevelWidgets() if one.isVisible()]


def _describe(thing: Any) -> str:
    parent = thing.parent()
    owner = f" of {type(parent).__name__}" if parent is not None else ""
    pace = f" every {thing.interval()} ms" if hasattr(thing, "interval") else ""
    return f"{type(thing).__name__} {thing.objectName()!r}{pace}{owner}"
