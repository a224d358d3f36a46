"""The coming day under some settings, for the picture in the settings window."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lowback_tray.engine import days, preview
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
    day = now.date() + timedelta(days=1)
    ranges: tuple[TimeRange, ...] | None = None
    if policy.hours is not None:
        for one in (day + timedelta(days=n) for n in range(7)):
            found = policy.hours.get(one.weekday(), ())
            if found:
                ranges, day = tuple(found), one
                break
        else:
            ranges = ()
    first, last = _BEGINS, _ENDS
    if ranges:
        first = min(first, max(0, min(one.start.hour for one in ranges) - 1))
        last = max(last, *(_LAST if one.end <= one.start else one.end.hour + 1 for one in ranges))
    if policy.evening_at is not None:
        last = max(last, policy.evening_at.hour + 2)
    begin = days.at(now, day, time(first))
    end = days.at(now, day, time(min(_LAST, last)))
    open_ = ((begin, end),) if ranges is None else tuple(_span(one, day, now) for one in ranges)
    spans = tuple((max(begin, a), min(end, b)) for a, b in sorted(open_) if a < end and b > begin)
    return Day(begin, end, spans, preview.looks(policy, library, begin, end))


def _span(one: TimeRange, day: date, now: datetime) -> tuple[datetime, datetime]:
    last = day if one.end > one.start else day + timedelta(days=1)
    return days.at(now, day, one.start), days.at(now, last, one.end)
