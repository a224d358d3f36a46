"""The kind of value for standing up by the clock: ":00, :30, 10:15"."""

from __future__ import annotations

import re

from lowback_tray.engine.policy import ClockMark
from lowback_tray.i18n import tr
from lowback_tray.settings.kinds import Kind, items, unfit

_MARK = re.compile(r"(\d{1,2})?:(\d{2})", re.ASCII)


class Marks(Kind):
    """Minutes of every hour and times of day, sorted, the minutes first; none is none."""

    name = "marks"

    def check(self, raw: object, place: str) -> tuple[ClockMark, ...]:
        """See `Kind`."""
        if not isinstance(raw, list | tuple):
            raise unfit(place, raw, tr("is not a list of times"), self._remedy())
        marks = {one if isinstance(one, ClockMark) else self._mark(one, place) for one in raw}
        if len(marks) > self.most:
            remedy = tr("Use at most {most}").format(most=self.most)
            raise unfit(place, self.text(_sorted(marks)), tr("has too many times"), remedy)
        return _sorted(marks)

    def parse(self, text: str, place: str) -> tuple[ClockMark, ...]:
        """See `Kind`."""
        return self.check(items(text), place)

    def plain(self, value: tuple[ClockMark, ...]) -> list[str]:
        """See `Kind`."""
        return list(map(_text, value))

    def text(self, value: tuple[ClockMark, ...]) -> str:
        """See `Kind`."""
        return ",".join(self.plain(value)) or "none"

    def format(self, value: tuple[ClockMark, ...]) -> str:
        """See `Kind`."""
        return ", ".join(self.plain(value)) or tr("none")

    def _mark(self, raw: object, place: str) -> ClockMark:
        found = _MARK.fullmatch(raw.strip()) if isinstance(raw, str) else None
        hour = int(found[1]) if found and found[1] else None
        minute = int(found[2]) if found else 60
        if minute > 59 or (hour or 0) > 23:
            raise unfit(place, raw, tr("is not a time of the clock"), self._remedy())
        return ClockMark(minute, hour)

    def _remedy(self) -> str:
        return tr("Use minutes of every hour like :00 and times of day like 10:15")


def _sorted(marks: set[ClockMark]) -> tuple[ClockMark, ...]:
    return tuple(
        sorted(marks, key=lambda mark: (-1 if mark.hour is None else mark.hour, mark.minute))
    )


def _text(mark: ClockMark) -> str:
    return f":{mark.minute:02}" if mark.hour is None else f"{mark.hour:02}:{mark.minute:02}"
