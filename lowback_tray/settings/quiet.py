"""The kind of value for quiet time planned in advance: "tuesday 14:00-16:00 talk"."""

from __future__ import annotations

from datetime import date, datetime, time

from lowback_tray.engine.policy import QuietTime, TimeRange
from lowback_tray.engine.quiet import is_past
from lowback_tray.errors import SettingsError
from lowback_tray.i18n import mark, tr
from lowback_tray.settings.kinds import Kind, items, unfit
from lowback_tray.settings.times import range_text, time_range

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_JAPANESE = "月火水木金土日"
_EVERY = frozenset({"daily", "毎日"})
_LABELS = (
    mark("Mondays"), mark("Tuesdays"), mark("Wednesdays"), mark("Thursdays"), mark("Fridays"),
    mark("Saturdays"), mark("Sundays"),
)  # fmt: skip
_LONGEST_LABEL = 60


class QuietTimes(Kind):
    """Entries of a day, a range of times and, if wanted, what it is; sorted, none twice."""

    name = "quiet"

    def check(self, raw: object, place: str) -> tuple[QuietTime, ...]:
        """See `Kind`."""
        if not isinstance(raw, list | tuple):
            raise unfit(place, raw, tr("is not a list of times"), _remedy())
        found = {one if isinstance(one, QuietTime) else _entry(one, place) for one in raw}
        if len(found) > self.most:
            remedy = tr("Use at most {most}").format(most=self.most)
            raise unfit(place, len(found), tr("has too many times"), remedy)
        return tuple(sorted(found, key=_order))

    def parse(self, text: str, place: str) -> tuple[QuietTime, ...]:
        """See `Kind`."""
        return self.check(items(text), place)

    def plain(self, value: tuple[QuietTime, ...]) -> list[str]:
        """See `Kind`."""
        return list(map(_text, value))

    def text(self, value: tuple[QuietTime, ...]) -> str:
        """See `Kind`."""
        return ",".join(self.plain(value)) or "none"

    def format(self, value: tuple[QuietTime, ...]) -> str:
        """See `Kind`."""
        return ", ".join(_words(one) for one in value) or tr("none")


def remaining(value: tuple[QuietTime, ...], wall: datetime) -> tuple[QuietTime, ...]:
    """The entries that are not over for good."""
    return tuple(one for one in value if not is_past(one, wall))


def _entry(raw: object, place: str) -> QuietTime:
    parts = raw.split(maxsplit=2) if isinstance(raw, str) else []
    if len(parts) < 2:
        raise unfit(place, raw, tr("is not a quiet time"), _remedy())
    label = " ".join(parts[2].split()) if len(parts) == 3 else ""
    if len(label) > _LONGEST_LABEL or any(mark in label for mark in ",、[]\"'"):
        raise unfit(place, raw, tr("has a name that is too long or holds commas"), _remedy())
    times = _times(parts[1], raw, place)
    word = parts[0].lower()
    if word in _EVERY:
        return QuietTime(times.start, times.end, label=label)
    weekday = _weekday(word)
    if weekday is not None:
        return QuietTime(times.start, times.end, weekday, label=label)
    try:
        return QuietTime(times.start, times.end, on=date.fromisoformat(word), label=label)
    except ValueError:
        raise unfit(place, raw, tr("is not a quiet time"), _remedy()) from None


def _times(text: str, raw: object, place: str) -> TimeRange:
    try:
        return time_range(text, place)
    except SettingsError:
        raise unfit(place, raw, tr("is not a quiet time"), _remedy()) from None


def _weekday(word: str) -> int | None:
    """The number of a day of the week by its name, its first letters, or in Japanese."""
    if len(word) >= 3:
        for number, name in enumerate(DAYS):
            if name.startswith(word):
                return number
    if word in {f"{day}{ending}" for day in _JAPANESE for ending in ("", "曜", "曜日")}:
        return _JAPANESE.index(word[0])
    return None


def _remedy() -> str:
    return tr("Use entries like: tuesday 14:00-16:00 talk, or 2026-12-01 09:00-10:00")


def _order(one: QuietTime) -> tuple[date, int, time, time, str]:
    day = -1 if one.weekday is None else one.weekday
    return one.on or date.min, day, one.start, one.end, one.label


def _range(one: QuietTime) -> str:
    return range_text(TimeRange(one.start, one.end))


def _text(one: QuietTime) -> str:
    day = "daily" if one.weekday is None else DAYS[one.weekday]
    return f"{one.on or day} {_range(one)} {one.label}".rstrip()


def _words(one: QuietTime) -> str:
    day = tr("Every day") if one.weekday is None else tr(_LABELS[one.weekday])
    return f"{one.on or day} {_range(one)} {one.label}".rstrip()
