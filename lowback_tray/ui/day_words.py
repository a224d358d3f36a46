"""The words that more than one window has for a day: weekdays, how the back felt, numbers.

Pure: no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lowback_tray.engine.spans import span
from lowback_tray.i18n import mark, pick, tr
from lowback_tray.ui import status_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEEKDAYS = status_words.WEEKDAYS
"""Short names, Monday first, messages for `tr`."""

Feeling = Literal["light", "okay", "heavy", "painful"]
FEELINGS: Mapping[Feeling, str] = {
    "light": mark("Light"),
    "okay": mark("Okay"),
    "heavy": mark("Heavy"),
    "painful": mark("Painful"),
}
"""How the lower back felt, best first; id to a message for `tr`."""


def listed(parts: Iterable[str]) -> str:
    """Several things one after the other, with the comma of the language; empty ones are none."""
    return pick(en=", ", ja="、").join(part for part in parts if part)


def feeling(name: str | None) -> str:
    """How the back felt, one word; one that we do not know stays as it is."""
    return next((tr(text) for one, text in FEELINGS.items() if one == name), name or "")


def length(seconds: float | None) -> str:
    """A length of sitting, a dash where there was none."""
    return span(seconds) if seconds else "–"


def of(stood: int, offered: int) -> str:
    """So many of so many; a plain number where nothing was offered beside it."""
    return f"{stood} / {offered}" if offered >= max(1, stood) else str(stood)
