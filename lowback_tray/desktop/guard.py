"""What runs inside a Qt slot must not raise: a bug there is reported, and the program goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable

Report = Callable[[Exception], None]


def to_excepthook(error: Exception) -> None:
    """Report where uncaught exceptions go."""
    sys.excepthook(type(error), error, error.__traceback__)


def guarded(action: Callable[[], object], report: Report = to_excepthook) -> None:
    """Do it; whatever it raises goes to `report`."""
    try:
        action()
    except Exception as error:
        report(error)
