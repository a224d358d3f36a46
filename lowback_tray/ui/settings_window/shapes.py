"""What the window needs to know of a setting; `settings.table.Setting` has this shape.

Windows and settings do not know each other, so the shape is said here and `app` hands the
table in.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Protocol

from lowback_tray.i18n import every

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BASE = "base"
"""The word for no setup."""


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

    @property
    def keywords(self) -> str:
        """Other words people look for it by, a message for `tr`; may be empty."""

    def parse(self, text: str) -> Any:
        """The value of what was typed; raises `errors.SettingsError`."""

    def format(self, value: Any) -> str:
        """The value for people."""

    def text(self, value: Any) -> str:
        """The value as `parse` reads it."""


_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # from katakana


def switch_of(key: str) -> str | None:
    """The key of the switch that a setting hangs on: "hours.monday" on "hours.enabled"."""
    table, _, name = key.rpartition(".")
    return f"{table}.enabled" if table and name != "enabled" else None


def fits(words: str, texts: str) -> bool:
    """Whether every word looked for stands somewhere in `plain` texts; no words fit everything."""
    return all(word in texts for word in plain(words).split())


def plain(text: str) -> str:
    """A text as a search compares it: case, width and kind of kana do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)


def search_texts(setting: Setting) -> tuple[str, ...]:
    """All that a search for a setting looks through, in every language."""
    messages = (setting.label, setting.help, setting.keywords, *setting.choices.values())
    return (setting.key, *every_of(messages))


def every_of(messages: Iterable[str]) -> tuple[str, ...]:
    """Some messages in every language; empty ones are none."""
    return tuple(text for message in messages if message for text in every(message))
