"""Which backups there are, and which may go.

One whole copy a day, `history-YYYY-MM-DD.sqlite`. A week of days, a month of weeks and a year
of months are kept: damage is usually noticed within days, so the newest are the densest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from pathlib import Path

DAILY, WEEKLY, MONTHLY = 7, 4, 12
_BEFORE, _AFTER = "history-", ".sqlite"


def path_of(folder: Path, day: date) -> Path:
    """Where the backup of a day lies."""
    return folder / f"{_BEFORE}{day.isoformat()}{_AFTER}"


def listing(folder: Path) -> dict[date, Path]:
    """Every daily backup in a folder by its day; other files are none of ours."""
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return {}
    days = (_day(name) for name in names)
    return {day: path_of(folder, day) for day in days if day is not None}


def newest_first(folder: Path, today: date) -> list[tuple[date, Path]]:
    """The daily backups in the order to try them.

    A day that has not come yet was written under a wrong clock; those are the last resort.
    """
    return sorted(
        listing(folder).items(), key=lambda item: (item[0] <= today, item[0]), reverse=True
    )


def thin(dates: Iterable[date], today: date) -> list[date]:
    """The days whose backups may be deleted, oldest first.

    Kept are the newest seven, the newest of each of the last four weeks that have any, and the
    newest of each of the last twelve months that have any. Days after today are never judged.
    """
    past = sorted({day for day in dates if day <= today}, reverse=True)
    kept = {
        *past[:DAILY],
        *_newest_of_each(past, lambda day: day.isocalendar()[:2], WEEKLY),
        *_newest_of_each(past, lambda day: (day.year, day.month), MONTHLY),
    }
    return [day for day in reversed(past) if day not in kept]


def _newest_of_each(
    newest_first_days: list[date], group: Callable[[date], Hashable], groups: int
) -> list[date]:
    newest: dict[Hashable, date] = {}
    for day in newest_first_days:
        newest.setdefault(group(day), day)
    return list(newest.values())[:groups]


def _day(name: str) -> date | None:
    middle = name.removeprefix(_BEFORE).removesuffix(_AFTER)
    try:
        day = date.fromisoformat(middle)
    except ValueError:
        return None
    return day if name == path_of(Path(), day).name else None
