"""The sentences of the page. They say what was written down and nothing about what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.i18n import mark, ntr, tr
from lowback_tray.ui.day_words import FEELINGS, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

ANSWERS = {"easier": mark("easier"), "same": mark("same"), "worse": mark("worse")}
CHECKED = {
    "yes": mark("Yes"),
    "sometimes": mark("Sometimes"),
    "no": mark("No"),
    "unknown": mark("Not answered"),
}
_MOST = 4  # exercises in a list
_DAYS = 8  # days in a list
_LONGEST = 40  # letters of a name


def short(day: date) -> str:
    """A day of these weeks, without the year."""
    return f"{day.month}/{day.day}"


def days(of: Sequence[date]) -> str:
    """Some days; how many, where they are too many to be read."""
    if len(of) > _DAYS:
        return ntr("{n} day", "{n} days", len(of))
    return listed(map(short, of))


def counted(of: Mapping[str, int], names: Mapping[str, str]) -> str:
    """How often what was said; "" where nothing was."""
    said = [_times(tr(name), of[key]) for key, name in names.items() if of.get(key)]
    return listed(said)


def _times(what: str, n: int) -> str:
    return what + " " + ntr("{n} time", "{n} times", n)


def days_felt(of: Mapping[str, int]) -> str:
    """On how many days the back felt how."""
    said = [
        tr("{feeling}: {days}").format(feeling=tr(name), days=ntr("{n} day", "{n} days", of[key]))
        for key, name in FEELINGS.items()
        if of.get(key)
    ]
    return listed(said) or tr("Nothing was said.")


def said_after(
    after: Mapping[str, Mapping[str, int]], answer: str, names: Mapping[str, str]
) -> str:
    """The exercises after whose breaks this was said most often, with how often; "" for none."""
    found = sorted(
        ((of[answer], names.get(exercise, exercise)) for exercise, of in after.items()
         if of.get(answer)),
        key=lambda pair: (-pair[0], pair[1]),
    )  # fmt: skip
    return listed(f"{_cut(name)} ({count})" for count, name in found[:_MOST])


def hurt(of: Mapping[str, Sequence[date]], names: Mapping[str, str]) -> str:
    """What was stopped because it hurt, with the days."""
    return listed(
        f"{_cut(names.get(exercise, exercise))} ({' '.join(map(short, some[:_MOST]))})"
        for exercise, some in list(of.items())[:_MOST]
    )


def _cut(name: str) -> str:
    """A name that leaves room for others."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
