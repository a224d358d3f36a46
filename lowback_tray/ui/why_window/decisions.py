"""What the window needs to know of a decision; `history.decisions.Decision` has this shape.

Windows and history do not know each other, so the shape is said here and `app` hands the
decisions in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from lowback_tray.i18n import mark, tr
from lowback_tray.ui.status_words import weekday_name

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "prompts": mark("Asked"),
    "quiet": mark("Kept quiet"),
    "breaks": mark("Breaks"),
}
"""The kinds of decision, id to label (a message for `tr`)."""


class Decision(Protocol):
    """One decision, in words of the language in force."""

    @property
    def at(self) -> datetime:
        """When, aware local time."""

    @property
    def what(self) -> str:
        """What was decided."""

    @property
    def why(self) -> str:
        """The reason."""

    @property
    def then(self) -> str:
        """What follows."""

    @property
    def setting(self) -> str | None:
        """Key of the setting that would change it, None where none would."""

    @property
    def group(self) -> str:
        """Which of `GROUPS` it belongs to."""


def day_words(at: datetime, now: datetime) -> str:
    """The day of a decision as people call it."""
    if at.date() == now.date():
        return tr("Today")
    if at.date() == now.date() - timedelta(days=1):
        return tr("Yesterday")
    return weekday_name(at.date())
