"""Days and totals in words: what tool tips say and a screen reader hears. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.i18n import mark, ntr, pick, tr
from lowback_tray.ui import status_words
from lowback_tray.ui.history_window.periods import WEEKDAYS, day_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lowback_tray.ui.history_window.shapes import Day, Done, Total

FEELINGS: dict[str, str] = {
    "light": mark("Light"),
    "okay": mark("Okay"),
    "heavy": mark("Heavy"),
    "painful": mark("Painful"),
}


def listed(parts: Iterable[str]) -> str:
    """Several things one after the other, with the comma of the language."""
    return pick(en=", ", ja="、").join(part for part in parts if part)


def length(seconds: float | None) -> str:
    """A length of sitting, a dash where there was none."""
    return status_words.span(seconds) if seconds else "–"


def of(stood: int, offered: int) -> str:
    """So many of so many; a plain number where nothing was offered beside it."""
    return f"{stood} / {offered}" if offered >= max(1, stood) else str(stood)


def hours(total: Total) -> str:
    """In how many of the hours at the desk the person stood; "" where there were none."""
    if not total.desk_hours:
        return ""
    return tr("Stood in {stood} of {hours}").format(
        stood=total.stood_hours, hours=ntr("{n} desk hour", "{n} desk hours", total.desk_hours)
    )


def day(one: Day) -> str:
    """Everything about a day in one line."""
    name = tr("{weekday} {day}").format(
        weekday=tr(WEEKDAYS[one.day.weekday()]), day=day_name(one.day)
    )
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


def feeling(name: str | None) -> str:
    """How the back felt, one word; one that we do not know stays as it is."""
    return "" if name is None else tr(FEELINGS.get(name, name))


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
    """How long something was done: seconds up to two minutes, then minutes."""
    if seconds < 120:
        return tr("{n} s").format(n=round(seconds))
    return status_words.span(seconds)
