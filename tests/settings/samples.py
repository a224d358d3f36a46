"""Values and files that the settings tests share."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from lowback_tray.engine.policy import ClockMark, QuietTime, TimeRange
from lowback_tray.settings.table import SETTINGS, Setting, find

if TYPE_CHECKING:
    from lowback_tray.settings.kinds import Value

# A file as a person might keep it: comments, unknown keys, odd layout. No cut of it turns a
# value into another one that fits, so a truncated number is either whole or noticed.
GOOD = """\
# my settings
language = "ja" # mine

[stand_up]
# shorter on bad days
interval_min = 90   # was 60
length_s = 100
future = "kept"

# about pauses
[snooze]
choices_min = [ 5,
  10, # usual
  20 ]

[someday]
colour = { red = 1, green = [ 2, 3 ] }
"""
GOOD_VALUES: dict[str, Value] = {
    "language": "ja",
    "stand_up.interval_min": 90,
    "stand_up.length_s": 100,
    "snooze.choices_min": (5, 10, 20),
}

_MARK = st.builds(ClockMark, st.integers(0, 59), st.none() | st.integers(0, 23))
_MINUTE = st.integers(0, 24 * 60 - 1)


_LABEL = st.from_regex(r"([a-z歯]{1,5}( [a-z]{1,5})?)?", fullmatch=True)
_QUIET = st.builds(
    QuietTime, st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)), label=_LABEL,
    weekday=st.none() | st.integers(0, 6),
) | st.builds(
    QuietTime, st.just(time(9)), st.just(time(10)), on=st.dates(), label=_LABEL,
)  # fmt: skip


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _ranges(minutes: set[int]) -> tuple[TimeRange, ...]:
    """Touching ranges between the minutes drawn; the last may run into the next day."""
    clocks = [_clock(minute) for minute in sorted(minutes)]
    return tuple(TimeRange(start, end) for start, end in pairwise(clocks))


def values_of(setting: Setting) -> st.SearchStrategy[Any]:
    """Every value that fits a setting."""
    number = st.integers(setting.low, setting.high)
    most = setting.kind.most
    strategies: dict[str, st.SearchStrategy[Any]] = {
        "bool": st.booleans(),
        "int": number,
        "choice": st.sampled_from(sorted(setting.choices) or [""]),
        "ints": st.sets(number, min_size=1, max_size=most).map(lambda some: tuple(sorted(some))),
        "time": _MINUTE.map(_clock),
        "ranges": st.sets(_MINUTE, max_size=5).map(_ranges)
        | st.tuples(_MINUTE, _MINUTE).map(
            lambda two: (TimeRange(_clock(max(two)), _clock(min(two))),)
        ),
        "quiet": st.sets(_QUIET, max_size=3).map(
            lambda some: find("quiet.times").check(tuple(some))
        ),
        "marks": st.sets(_MARK, max_size=most).map(
            lambda some: find("stand_up.at").check(tuple(some))
        ),
        "words": st.frozensets(st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True), max_size=4),
        "day": st.dates().map(lambda day: day.isoformat()) | st.just(""),
        "keys": st.sampled_from(["", "Ctrl+Alt+S", "Super+F5", "Pause", "Alt+Shift+9"]),
        "command": st.from_regex(
            r"([a-z][a-z0-9/._-]{0,12}( [a-z0-9,=-]{1,6}){0,3})?", fullmatch=True
        ),
        "name": st.sampled_from(("base", "auto")),
        "ids": st.frozensets(st.sampled_from(sorted(setting.choices) or [""])),
    }
    return strategies[setting.type]


CHANGES = st.sampled_from(SETTINGS).flatmap(
    lambda setting: st.tuples(st.just(setting.key), values_of(setting))
)
"""A key and a value that fits it."""
