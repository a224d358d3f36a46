"""The coming day under some settings, for the picture in the settings window."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lowback_tray.engine import preview
from lowback_tray.settings.policy import policy_from
from lowback_tray.ui.settings_window.day_preview import Day

if TYPE_CHECKING:
    from lowback_tray.care.exercise import Library
    from lowback_tray.engine.policy import TimeRange
    from lowback_tray.settings.values import Values

_BEGINS, _ENDS = 8, 19  # what the picture spans where no hours say otherwise
_LAST = 23


def coming(values: Values, library: Library, now: datetime) -> Day:
    """Tomorrow, or the first day after it on which anything may come."""
    policy = policy_from(values)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    ranges: tuple[TimeRange, ...] | None = None
    if policy.hours is not None:
        for days in range(7):
            found = policy.hours.get((midnight + timedelta(days=days)).weekday(), ())
            if found:
                ranges, midnight = tuple(found), midnight + timedelta(days=days)
                break
        else:
            ranges = ()
    first, last = _BEGINS, _ENDS
    if ranges:
        first = min(first, max(0, min(one.start.hour for one in ranges) - 1))
        last = max(last, *(_LAST if one.end <= one.start else one.end.hour + 1 for one in ranges))
    if policy.evening_at is not None:
        last = max(last, policy.evening_at.hour + 2)
    begin = midnight.replace(hour=first)
    end = midnight.replace(hour=min(_LAST, last))
    open_ = ((begin, end),) if ranges is None else tuple(_span(one, midnight) for one in ranges)
    spans = tuple((max(begin, a), min(end, b)) for a, b in sorted(open_) if a < end and b > begin)
    return Day(begin, end, spans, preview.looks(policy, library, begin, end))


def _span(one: TimeRange, midnight: datetime) -> tuple[datetime, datetime]:
    start = midnight.replace(hour=one.start.hour, minute=one.start.minute)
    end = midnight.replace(hour=one.end.hour, minute=one.end.minute)
    return start, end if one.end > one.start else end + timedelta(days=1)
