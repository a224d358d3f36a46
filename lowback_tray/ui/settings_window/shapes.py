"""What the window needs to know of a setting; `settings.table.Setting` has this shape.

Windows and settings do not know each other, so the shape is said here and `app` hands the
table in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping


class Setting(Protocol):
    """One setting of the declarative table."""

    @property
    def key(self) -> str:
        """Its name: "table.name" or "name"."""

    @property
    def type(self) -> str:
        """Either "bool", "int", "ints", "choice", "ids", "time", "ranges", "marks" ..."""

    @property
    def default(self) -> Any:
        """The value that holds while nothing is set."""

    @property
    def page(self) -> str:
        """Where it is shown; pages that the window does not have are left out."""

    @property
    def label(self) -> str:
        """Its name for people, a message for `tr`."""

    @property
    def help(self) -> str:
        """One sentence, a message for `tr`."""

    @property
    def low(self) -> int:
        """The smallest number."""

    @property
    def high(self) -> int:
        """The largest number."""

    @property
    def unit(self) -> str:
        """A message for `tr` with `{n}` in it."""

    @property
    def presets(self) -> tuple[int, ...]:
        """Numbers worth a button."""

    @property
    def choices(self) -> Mapping[str, str]:
        """What can be chosen: id to a message for `tr`."""

    def parse(self, text: str) -> Any:
        """The value of what was typed; raises `errors.SettingsError`."""

    def format(self, value: Any) -> str:
        """The value for people."""

    def text(self, value: Any) -> str:
        """The value as `parse` reads it."""


def switch_of(key: str) -> str | None:
    """The key of the switch that a setting hangs on: "hours.monday" on "hours.enabled"."""
    table, _, name = key.rpartition(".")
    return f"{table}.enabled" if table and name != "enabled" else None


def fits(words: str, *texts: str) -> bool:
    """Whether every word looked for stands somewhere in the texts; no words fit everything."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words.casefold().split())


def search_texts(setting: Setting) -> tuple[str, ...]:
    """All that a search for a setting looks through, in the language in force."""
    return (tr(setting.label), tr(setting.help), setting.key, *map(tr, setting.choices.values()))
