"""Days and totals in words: what tool tips say and a screen reader hears. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.engine.spans import span, to_second
from lowback_tray.i18n import ntr, tr
from lowback_tray.ui import status_words
from lowback_tray.ui.day_words import FEELINGS, feeling, length, listed, of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lowback_tray.ui.history_window.shapes import Day, Done, Total

_LONG_S = 600.0  # from here on nobody asks for seconds


def hours(total: Total) -> str:
    """In how many of the hours at the desk the person stood; "" where there were none."""
    if not total.desk_hours:
        return ""
    return tr("Stood in {stood} of {hours}").format(
        stood=total.stood_hours, hours=ntr("{n} desk hour", "{n} desk hours", total.desk_hours)
    )


def day(one: Day) -> str:
    """Everything about a day in one line."""
    name = status_words.weekday_name(one.day)
    if one.empty:
        return tr("{day}: nothing is known").format(day=name)
    return tr("{day}: {facts}").format(day=name, facts=_facts(one))


def _facts(one: Day) -> str:
    summary = one.summary
    longest = tr("longest sitting {time}").format(time=length(summary.longest_s))
    back = tr("back: {feeling}").format(feeling=feeling(one.feeling))
    return listed(
        (
            ntr("stood up {n} time", "stood up {n} times", summary.stood),
            ntr("{n} reminder", "{n} reminders", summary.offered),
            longest if summary.longest_s else "",
            back if one.feeling else "",
        )
    )


def total(one: Total) -> str:
    """Several days in one line."""
    return listed(
        (
            tr("stood up {count}").format(count=of(one.stood, one.offered)),
            tr("longest sitting {time}").format(time=length(one.longest_s)),
            feelings(one.feelings),
        )
    )


def feelings(counted: Mapping[str, int]) -> str:
    """On how many days it felt how; "" where nobody said."""
    return listed(
        tr("{feeling}: {days}").format(
            feeling=feeling(name), days=ntr("{n} day", "{n} days", counted[name])
        )
        for name in FEELINGS
        if counted.get(name)
    )


def sides(done: Iterable[Done]) -> str:
    """How long on each side, in words; "" where nothing was done that has sides."""
    both = list(done)
    right, left = sum(one.right_s for one in both), sum(one.left_s for one in both)
    if not right and not left:
        return ""
    return tr("Right side {right}, left side {left}").format(right=amount(right), left=amount(left))


def amount(seconds: float) -> str:
    """How long something was done: to the second while it is short, then in minutes."""
    return to_second(seconds) if seconds < _LONG_S else span(seconds)


def year_note() -> str:
    """What dots and rings of the year mean, and on a line of its own what its lines do."""
    dots = tr("The larger the dot, the more often you stood up; a ring is a desk day without it.")
    return f"{dots}\n" + tr(
        "A line below: the back felt heavy; two lines: it hurt. A click opens the month."
    )
