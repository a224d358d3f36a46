"""Which day the picture in the settings shows, and how much of it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest

from lowback_tray.app import dayplan
from lowback_tray.care.library import load
from lowback_tray.engine.policy import BreakKind, TimeRange
from lowback_tray.settings.values import Values
from lowback_tray.ui.settings_window.day_preview import Day

FRIDAY = datetime(2026, 3, 6, 14, 7, 9, tzinfo=UTC)


def coming(**given: Any) -> Day:
    values = Values({key.replace("__", "."): value for key, value in given.items()})
    return dayplan.coming(values, load(), FRIDAY)


def spans(day: Day) -> list[str]:
    return [f"{a:%a %H:%M}-{b:%H:%M}" for a, b in day.open]


def test_without_hours_it_is_tomorrow_all_day() -> None:
    assert spans(coming()) == ["Sat 08:00-19:00"]


def test_with_hours_it_is_the_next_day_that_has_any() -> None:
    day = coming(hours__enabled=True)
    assert spans(day) == ["Mon 09:00-12:00", "Mon 13:00-18:00"]
    assert (day.begin.hour, day.end.hour) == (8, 19)


def test_early_and_late_hours_are_in_the_picture() -> None:
    early = (TimeRange(time(5, 30), time(9)), TimeRange(time(22), time(2)))
    day = coming(hours__enabled=True, hours__saturday=early)
    assert spans(day) == ["Sat 05:30-09:00", "Sat 22:00-23:00"]
    assert (day.begin.hour, day.end.hour) == (4, 23)


def test_with_hours_that_are_all_empty_nothing_is_open() -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    day = coming(hours__enabled=True, **{f"hours__{name}": () for name in days})
    assert spans(day) == []
    assert not [one for found in day.steps for one in found]


@pytest.mark.parametrize(("at", "end"), [(time(21, 30), 23), (time(10), 19)])
def test_the_evening_is_in_the_picture(at: time, end: int) -> None:
    day = coming(evening__enabled=True, evening__time=at)
    assert day.end.hour == end
    assert any(one.kind is BreakKind.CARE for found in day.steps for one in found)
