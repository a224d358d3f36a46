"""How the back is today, in words: what can be said of it, what is in force, the way back.

Pure: no Qt, so menu and notes are compared in tests as words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lowback_tray.engine.events import Exercised, Feel, FlareUp, Unhide
from lowback_tray.i18n import ntr, tr
from lowback_tray.ui.tray_menu import MenuItem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lowback_tray.engine.events import Event
    from lowback_tray.engine.status import BodyView


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be said of today.

    Attributes:
        label: its words.
        event: what saying it posts.
        checked: whether it holds; None for what only happens.
    """

    label: str
    event: Event
    checked: bool | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is in force, and the way back.

    Attributes:
        text: what and until when.
        action: what the button beside it says.
        wish: what the button does: an event to post or a command.
    """

    text: str
    action: str
    wish: Event | MenuItem


def choices(body: BodyView) -> tuple[Choice, ...]:
    """What can be said, the mildest first; saying what holds already takes it back."""
    flare = body.flare
    return (
        _feel(body, "heavy", tr("Heavier than usual")),
        _feel(body, "pain", tr("My back hurts today")),
        Choice(tr("Flare-up day"), FlareUp(on=not flare), flare),
        Choice(tr("I exercised today"), Exercised(), body.exercised),
    )


def notes(body: BodyView, now: datetime, name_of: Callable[[str], str]) -> tuple[Note, ...]:
    """What is in force, most important first.

    Args:
        body: what is known of the back today.
        now: wall time.
        name_of: the name of an exercise by its id.
    """
    found = list(_day(body))
    if body.exercised and body.signs is None:
        start = MenuItem(tr("Start"), "start", ("post_workout",))
        found.append(Note(tr("You exercised: a calm finish suits now."), start.label, start))
    for exercise, until in body.hidden:
        left = max(1, (until.date() - now.date()).days)
        text = tr("“{exercise}” is left out for {time}.").format(
            exercise=name_of(exercise), time=ntr("{n} day", "{n} days", left)
        )
        found.append(Note(text, tr("Offer it again"), Unhide(exercise)))
    return tuple(found)


def _feel(body: BodyView, how: str, label: str) -> Choice:
    holds = body.feel == how
    wish: Event = Feel("ok") if holds else Feel("heavy") if how == "heavy" else Feel("pain")
    return Choice(label, wish, holds)


def _day(body: BodyView) -> tuple[Note, ...]:
    """What holds for the day: pain outweighs a flare-up, which outweighs the rest."""
    found: list[Note] = []
    if body.feel == "pain":
        text = tr("It hurts: only a change of position and a little walking until midnight.")
        found.append(Note(text, tr("End"), Feel("ok")))
    if body.flare:
        text = tr("Flare-up day: gentle and shorter until midnight.")
        found.append(Note(text, tr("End"), FlareUp(on=False)))
    elif body.easy:
        text = tr("Easier days after the flare-up.")
        found.append(Note(text, tr("End"), FlareUp(on=False)))
    if body.feel == "heavy":
        found.append(Note(tr("Heavier than usual: gentle until midnight."), tr("End"), Feel("ok")))
    return tuple(found)
