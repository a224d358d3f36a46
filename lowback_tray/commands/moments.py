"""Moments as people type them: "17:30", "2026-12-01T09:00"."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from lowback_tray.engine import days
from lowback_tray.errors import UsageError
from lowback_tray.i18n import tr

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


def is_moment(text: str) -> bool:
    """Whether somebody means a time rather than a length: it has a colon or a date in it."""
    return ":" in text or text.count("-") == 2


def moment(text: str, now: datetime, place: str) -> datetime:
    """The next moment that the text names, as aware local time.

    Args:
        text: a time of day, or a day with one ("T" or a blank between them).
        now: the present.
        place: the command, for errors.

    Raises:
        UsageError: it names no moment.
    """
    clock = _CLOCK.fullmatch(text.strip())
    try:
        if clock is None:
            named = datetime.fromisoformat(text.strip())
            return named if named.tzinfo else days.at(now, named.date(), named.time())
        face = time(int(clock[1]), int(clock[2]))
    except (ValueError, OverflowError, OSError):
        remedy = tr("Use a time like 17:30, or a day and a time like 2026-12-01T09:00")
        raise UsageError(place, tr("is not a time"), remedy) from None
    moments = (days.at(now, now.date() + timedelta(days=n), face) for n in range(3))
    return next(moment for moment in moments if moment > now)
