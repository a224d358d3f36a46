"""Moments as people type them: "17:30", "2026-12-01T09:00"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

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
            return _local(datetime.fromisoformat(text.strip()))
        at = now.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
    except (ValueError, OverflowError, OSError):
        remedy = tr("Use a time like 17:30, or a day and a time like 2026-12-01T09:00")
        raise UsageError(place, tr("is not a time"), remedy) from None
    return _local((at if at > now else at + timedelta(days=1)).replace(tzinfo=None))


def _local(at: datetime) -> datetime:
    """With the offset that holds here on that day."""
    return at.astimezone()
