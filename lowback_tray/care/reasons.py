"""The one line that says why this routine: facts in, a friendly sentence out.

Only what is known is said. "Not for a while" stands where nobody has written down when it was
last done, and a time is told in whole hours or days, never rounded up.
"""

from __future__ import annotations

from collections.abc import Mapping

from lowback_tray.care.exercise import Library
from lowback_tray.care.plan import Why
from lowback_tray.i18n import mark, ntr, tr

_PLAIN: Mapping[str, str] = {
    "rotation": mark("For a change: not the same as last time"),
    "gentle": mark("A gentle one for today"),
    "morning": mark("Early in the day, so hardly any bending"),
    "evening": mark("To wind down at the end of the day"),
    "exercised": mark("A calm finish after your exercise"),
    "asked": mark("You chose this one"),
    "place": mark("What fits where you are now"),
}


def line(why: Why | None, library: Library) -> str:
    """Why a plan was chosen, in one line of the language in force; empty where nobody chose."""
    if why is None:
        return ""
    if why.kind in _PLAIN:
        return tr(_PLAIN[why.kind])
    if why.point is None or why.point not in library.points:  # an old plan, newer content
        return ""
    return _of_point(why, str(library.points[why.point]))


def _of_point(why: Why, point: str) -> str:
    since = _since(why)
    if why.kind == "answered":
        if since:
            return tr("{point}: you answered yes, and {since}").format(point=point, since=since)
        return tr("{point}: you answered yes").format(point=point)
    if since:
        return tr("{point}: {since}").format(point=point, since=since)
    return tr("{point}: a little more of it").format(point=point)


def _since(why: Why) -> str:
    """How long it was left alone; empty within the hour."""
    if why.hours is None:
        return tr("not for a while")
    hours = int(why.hours)
    if hours < 1:
        return ""
    if hours < 24:
        return ntr("not for {n} hour", "not for {n} hours", hours)
    days = hours // 24
    if days == 1:
        return tr("not since yesterday")
    return ntr("not for {n} day", "not for {n} days", days)
