"""What a setting is: one entry of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lowback_tray.i18n import mark
from lowback_tray.settings.keywords import KEYWORDS
from lowback_tray.settings.kinds import Kind, Plain, Value

PageId: TypeAlias = Literal[
    "reminders", "hours", "manners", "window", "sound", "you", "content", "setups", "data",
    "general", "hidden",
]  # fmt: skip

PAGES: Mapping[PageId, str] = {
    "reminders": mark("Reminders"),
    "hours": mark("Hours"),
    "manners": mark("Manners"),
    "window": mark("Break window"),
    "sound": mark("Sound and voice"),
    "you": mark("About you"),
    "content": mark("Content"),
    "setups": mark("Setups"),
    "data": mark("Data and privacy"),
    "general": mark("General"),
}
"""The pages of the settings window in order, id to label; "hidden" has none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: its name in the file and on the command line, "table.name" or "name".
        kind: what values fit (see `kinds`).
        default: the value that holds while nothing is set.
        page: where the settings window shows it; "hidden" is for the program itself.
        label: its name for people, a message for `i18n.tr`.
        help: what it does, one sentence, a message for `i18n.tr`.
    """

    key: str
    kind: Kind
    default: Value
    page: PageId
    label: str
    help: str

    @property
    def type(self) -> str:
        """The kind's name, what an editor goes by: "bool", "int", "choice" ..."""
        return self.kind.name

    @property
    def low(self) -> int:
        """The smallest number allowed."""
        return self.kind.low

    @property
    def high(self) -> int:
        """The largest number allowed."""
        return self.kind.high

    @property
    def unit(self) -> str:
        """A text with `{n}` in it that gives a number its unit, a message for `i18n.tr`."""
        return self.kind.unit

    @property
    def presets(self) -> tuple[int, ...]:
        """Numbers worth a button of their own."""
        return self.kind.presets

    @property
    def choices(self) -> Mapping[str, str]:
        """What can be chosen: id to label (a message for `i18n.tr`)."""
        return self.kind.choices

    @property
    def keywords(self) -> str:
        """Other words people look for it by, a message for `i18n.tr`; may be empty."""
        return KEYWORDS.get(self.key, "")

    def check(self, value: object, place: str | None = None) -> Value:
        """The typed value of a raw one, as widgets and files hand it in.

        Args:
            value: raw or typed.
            place: what an error names; the key if not given.

        Raises:
            SettingsError: when it does not fit.
        """
        return self.kind.check(value, place or self.key)

    def parse(self, text: str) -> Value:
        """The value of what was typed after `settings set KEY`.

        Raises:
            SettingsError: when it does not fit.
        """
        return self.kind.parse(text, self.key)

    def format(self, value: Value) -> str:
        """The value for people, in the language in force."""
        return self.kind.format(value)

    def text(self, value: Value) -> str:
        """The value as `parse` reads it; what `settings get KEY` prints."""
        return self.kind.text(value)

    def plain(self, value: Value) -> Plain:
        """The value as TOML and JSON can hold it."""
        return self.kind.plain(value)
