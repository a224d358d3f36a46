from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lowback_tray.history import backups
from lowback_tray.history.backups import DAILY, MONTHLY, WEEKLY, thin

TODAY = date(2026, 3, 4)
DATES = st.dates(date(2020, 1, 1), date(2027, 1, 1))


def days_before(*numbers: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in numbers]


def lived(days: int, skip: frozenset[int] = frozenset()) -> set[date]:
    """The backups that are left after so many days of one a day."""
    kept: set[date] = set()
    for n in reversed(range(days)):
        today = TODAY - timedelta(days=n)
        if n not in skip:
            kept |= {today}
            kept -= set(thin(kept, today))
    return kept


def test_the_first_week_is_kept_whole() -> None:
    assert thin(days_before(*range(DAILY)), TODAY) == []


def test_after_a_year_there_are_days_weeks_and_months() -> None:
    kept = lived(400)
    assert set(days_before(*range(7))) <= kept
    assert {date(2026, 2, 22), date(2026, 2, 15)} <= kept, "Sundays end the weeks"
    ends_of_months = {
        date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30), date(2025, 7, 31),
        date(2025, 8, 31), date(2025, 9, 30), date(2025, 10, 31), date(2025, 11, 30),
        date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28),
    }  # fmt: skip
    assert ends_of_months <= kept
    assert len(kept) <= DAILY + WEEKLY + MONTHLY


def test_weeks_off_cost_no_backup() -> None:
    away = frozenset(range(1, 60))
    kept = lived(200, away)
    assert TODAY in kept
    assert set(days_before(*range(60, 66))) <= kept, (
        "seven that there are, not seven of the calendar"
    )


def test_a_day_still_to_come_is_never_judged() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert thin([tomorrow, *days_before(*range(300))], TODAY) == thin(
        days_before(*range(300)), TODAY
    )


@given(st.lists(DATES), DATES)
def test_thinning_keeps_the_newest_is_bounded_and_done_after_one_go(
    dates: list[date], today: date
) -> None:
    gone = thin(dates, today)
    kept = set(dates) - set(gone)
    past = {day for day in dates if day <= today}
    assert gone == sorted(set(gone))
    assert set(gone) <= past
    assert set(sorted(past)[-DAILY:]) <= kept
    assert len(kept & past) <= DAILY + WEEKLY + MONTHLY
    assert thin(kept, today) == []


@given(st.sets(DATES, min_size=1), DATES)
def test_every_recent_month_that_had_a_backup_still_has_one(dates: set[date], today: date) -> None:
    past = {day for day in dates if day <= today}
    kept = past - set(thin(dates, today))
    months = sorted({(day.year, day.month) for day in past})[-MONTHLY:]
    assert set(months) <= {(day.year, day.month) for day in kept}


def test_only_our_names_are_backups(tmp_path: Path) -> None:
    good = backups.path_of(tmp_path, TODAY)
    for name in (
        good.name, "history-2026-02-30.sqlite", "history-20260301.sqlite", "history-.sqlite",
        "2026-03-01", "history-2026-03-01.sqlite.part", "before-schema-2.sqlite",
    ):  # fmt: skip
        (tmp_path / name).touch()
    assert backups.listing(tmp_path) == {TODAY: good}
    assert backups.listing(tmp_path / "missing") == {}


def test_the_newest_is_tried_first_and_days_to_come_last(tmp_path: Path) -> None:
    days = [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=400)]
    for day in days:
        backups.path_of(tmp_path, day).touch()
    assert [day for day, _ in backups.newest_first(tmp_path, TODAY)] == days
