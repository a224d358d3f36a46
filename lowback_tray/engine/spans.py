"""Lengths of time in words, said in one way wherever the program says one.

Two grains: whole minutes for what nobody counts in seconds (sitting, being away), and to the second
for what is done by the clock (exercises, breaks). Pure.
"""

from __future__ import annotations

from lowback_tray.i18n import ntr, tr


def span(seconds: float) -> str:
    """A length such as "58 min", "2 h" or "1 h 20 min"; rounded down to minutes."""
    hours, minutes = divmod(int(seconds // 60), 60)
    if not hours:
        return ntr("{n} min", "{n} min", minutes)
    if not minutes:
        return ntr("{n} h", "{n} h", hours)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def to_second(seconds: float) -> str:
    """A length such as "20 s", "1 min 50 s" or "2 min"; from an hour on as `span` says it."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return tr("{n} s").format(n=rest)
    if not rest or minutes >= 60:
        return span(whole)
    return tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
