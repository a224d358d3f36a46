"""Which buttons fit the moment, as data; the same commands as in the tray menu.

Pure: no Qt, so the choice is compared in tests as words. While warning signs are ticked none of
them starts an exercise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowback_tray.i18n import ntr, tr
from lowback_tray.ui import status_words
from lowback_tray.ui.tray_menu import MenuItem, already, now, pauses, postures

if TYPE_CHECKING:
    from lowback_tray.engine.effects import PromptView
    from lowback_tray.engine.status import Status


@dataclass(frozen=True, slots=True)
class Actions:
    """At most three buttons of clear rank.

    Attributes:
        first: the one thing to do.
        later: to put it off; its children are other lengths.
        quiet: what else there is.
    """

    first: MenuItem | None
    later: MenuItem | None
    quiet: MenuItem | None


def actions(status: Status) -> Actions:
    """The buttons for a status."""
    if status.guide is not None:
        stood = MenuItem(tr("Just stood up"), "done") if status.guide.plan.standing else None
        return Actions(None, None, stood)
    if status.body.signs is not None:
        return _without_exercise(status)
    if status.prompt is not None:
        first = MenuItem(tr("Start"), "start")
        quiet = MenuItem(tr("Skip this one"), "skip")
        if status.stands or status.standing_s is not None:
            quiet = already(status.prompt) or quiet
        return Actions(first, _later(status.prompt), quiet)
    stood = postures(status)[0]
    at_once = now(status)
    if status_words.is_paused(status):
        return Actions(MenuItem(tr("Resume"), "resume"), at_once, stood)
    return Actions(at_once, _pause(), stood)


def _without_exercise(status: Status) -> Actions:
    stood = postures(status)[0]
    if status.prompt is not None:
        return Actions(None, stood, MenuItem(tr("Skip this one"), "skip"))
    if status_words.is_paused(status):
        return Actions(MenuItem(tr("Resume"), "resume"), None, stood)
    return Actions(None, _pause(), stood)


def _later(prompt: PromptView) -> MenuItem:
    if prompt.snoozes_left <= 0:
        return MenuItem(tr("30 seconds in the seat"), "start", ("short",))
    usual = _minutes(prompt.snooze_default_s)
    others = tuple(
        MenuItem(ntr("{n} min", "{n} min", minutes), "snooze", (str(minutes),))
        for minutes in map(_minutes, prompt.snooze_choices_s)
    )
    return MenuItem(
        ntr("In {n} min", "In {n} min", usual), "snooze", (str(usual),), children=others
    )


def _minutes(seconds: float) -> int:
    return round(seconds / 60)


def _pause() -> MenuItem:
    return MenuItem(ntr("Pause {n} min", "Pause {n} min", 30), "pause", ("30",), children=pauses())
