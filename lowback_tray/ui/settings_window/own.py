"""What the page "Data and privacy" needs to know of the data; `app.shelf.Shelf` has this shape.

Windows do not know where the data lies, so the shape is said here and `app` hands it in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class Signal(Protocol):
    """One signal; `app.signals.Signal` has this shape."""

    @property
    def id(self) -> str:
        """Its name for programs."""

    @property
    def name(self) -> str:
        """What it is called, a message for `tr`."""

    @property
    def reads(self) -> str:
        """What of it is read, a message for `tr`."""

    @property
    def now(self) -> str:
        """What it says now."""

    @property
    def switch(self) -> str | None:
        """Key of its setting."""


class Backup(Protocol):
    """One backup; `history.restoring.Backup` has this shape."""

    @property
    def day(self) -> date:
        """Of which day."""

    @property
    def records(self) -> int | None:
        """How many are in it, None where it cannot be read."""


class Own(Protocol):
    """What can be done with the data; every one of these may raise `LowbackError`."""

    def signals(self) -> Sequence[Signal]:
        """Everything that is read."""

    def export(self, path: str, *, replace: bool = False) -> str:
        """Write everything to a file; says what."""

    def take_in(self, path: str) -> str:
        """Read what another machine exported; says what was new."""

    def report(self, path: str) -> str:
        """Write the page for a professional; says where."""

    def backups(self) -> Sequence[Backup]:
        """The newest first."""

    def restore(self, day: date) -> str:
        """Bring back what a backup has; says how much."""

    def deletable(self) -> Mapping[str, str]:
        """A word and what that is, a message for `tr`."""

    def delete(self, part: str) -> str:
        """Delete a part for good; says what went."""
