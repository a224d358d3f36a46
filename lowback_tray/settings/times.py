"""The kinds of value that are about time: a date, a time of day, ranges of times."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise

from lowback_tray.engine.policy import TimeRange
from lowback_tray.i18n import tr
from lowback_tray.settings.kinds import Kind, clean, items, unfit

_DAY_MIN = 24 * 60
_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


class Day(Kind):
    """A date, or none yet."""

    name = "day"

    def check(self, raw: object, place: str) -> str:
        """See `Kind`."""
        try:
            if type(raw) is date:  # a moment is no day
                return raw.isoformat()
            if isinstance(raw, str):
                return date.fromisoformat(raw).isoformat() if raw else ""
        except ValueError:
            pass
        raise unfit(place, raw, tr("is not a date"), tr("Use year, month and day: 2026-03-02"))

    def parse(self, text: str, place: str) -> str:
        """See `Kind`."""
        return self.check(clean(text), place)

    def plain(self, value: str) -> str:
        """See `Kind`."""
        return value

    def text(self, value: str) -> str:
        """See `Kind`."""
        return value

    def format(self, value: str) -> str:
        """See `Kind`."""
        return value or tr("never")


class TimeOfDay(Kind):
    """A local time of day, to the minute."""

    name = "time"

    def check(self, raw: object, place: str) -> time:
        """See `Kind`."""
        if isinstance(raw, time):
            return raw.replace(second=0, microsecond=0, tzinfo=None)
        minutes = _minutes(raw) if isinstance(raw, str) else None
        if minutes is None or minutes == _DAY_MIN:
            raise unfit(
                place, raw, tr("is not a time of day"), tr("Use hours and minutes, like 07:30")
            )
        return _clock(minutes)

    def parse(self, text: str, place: str) -> time:
        """See `Kind`."""
        return self.check(clean(text), place)

    def plain(self, value: time) -> str:
        """See `Kind`."""
        return f"{value:%H:%M}"

    def text(self, value: time) -> str:
        """See `Kind`."""
        return self.plain(value)

    def format(self, value: time) -> str:
        """See `Kind`."""
        return self.plain(value)


class Ranges(Kind):
    """Parts of a day, sorted, none overlapping; an end at or before the start is tomorrow's."""

    name = "ranges"

    def check(self, raw: object, place: str) -> tuple[TimeRange, ...]:
        """See `Kind`."""
        if not isinstance(raw, list | tuple):
            raise unfit(place, raw, tr("is not a list of times"), _range_remedy())
        ranges = sorted(
            (one if isinstance(one, TimeRange) else time_range(one, place) for one in raw),
            key=lambda one: one.start,
        )
        for before, after in pairwise(ranges):
            if _crosses_midnight(before) or after.start < before.end:
                both = f"{range_text(before)}, {range_text(after)}"
                raise unfit(place, both, tr("overlap"), tr("Make one range of them"))
        return tuple(ranges)

    def parse(self, text: str, place: str) -> tuple[TimeRange, ...]:
        """See `Kind`."""
        return self.check(items(text), place)

    def plain(self, value: tuple[TimeRange, ...]) -> list[str]:
        """See `Kind`."""
        return [range_text(one) for one in value]

    def text(self, value: tuple[TimeRange, ...]) -> str:
        """See `Kind`."""
        return ",".join(self.plain(value)) or "none"

    def format(self, value: tuple[TimeRange, ...]) -> str:
        """See `Kind`."""
        return ", ".join(self.plain(value)) or tr("none")


def _minutes(text: str) -> int | None:
    """Minutes since midnight; "24:00" is 1440; None when it is no time of day."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if int(found[2]) < 60 and minutes <= _DAY_MIN else None


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def time_range(raw: object, place: str) -> TimeRange:
    """The range that a text like 09:00-12:00 names. Raises SettingsError at `place`."""
    parts = re.split("[-–〜~]", raw) if isinstance(raw, str) else []
    minutes = [_minutes(part) for part in parts]
    if len(minutes) != 2 or minutes[0] is None or minutes[1] is None or minutes[0] == _DAY_MIN:
        raise unfit(place, raw, tr("is not a range of times"), _range_remedy())
    return TimeRange(_clock(minutes[0]), _clock(minutes[1]))


def _range_remedy() -> str:
    return tr("Use ranges like 09:00-12:00, with commas between them")


def range_text(one: TimeRange) -> str:
    """The range as it is typed."""
    return f"{one.start:%H:%M}-{one.end:%H:%M}"


def _crosses_midnight(one: TimeRange) -> bool:
    return one.end <= one.start
