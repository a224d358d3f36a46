"""The kinds of value a setting can hold: what fits, how it is typed, how it is read out.

Every kind knows four forms of a value:

    raw     what a settings file or a widget hands in; `check` accepts or refuses it
    value   the checked, typed, immutable Python value the program works with
    plain   what goes into TOML or JSON; `check(plain(v)) == v`
    text    what is typed on the command line; `parse(text(v)) == v`

and `format` says it to people in the language in force. A refusal is a `SettingsError` with
the place it was given, the problem and the remedy.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from lowback_tray.engine.policy import ClockMark, QuietTime, TimeRange
from lowback_tray.errors import SettingsError
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value: TypeAlias = (
    bool
    | int
    | str
    | time
    | tuple[int, ...]
    | tuple[TimeRange, ...]
    | tuple[ClockMark, ...]
    | tuple[QuietTime, ...]
    | frozenset[str]
)
Plain: TypeAlias = bool | int | str | list[int] | list[str]

HOURS = mark("{n} h")
MINUTES = mark("{n} min")
SECONDS = mark("{n} s")
PERCENT = "{n}%"

_YES = frozenset({"on", "yes", "true", "1", "オン", "はい"})
_NO = frozenset({"off", "no", "false", "0", "オフ", "いいえ"})
_NOTHING = frozenset({"", "none", "off", "なし"})


@dataclass(frozen=True, kw_only=True)
class Kind(ABC):
    """One kind of value.

    Attributes:
        name: what an editor goes by: "bool", "int", "choice", "ints", "time", "ranges", "marks",
            "quiet", "ids".
        low, high: bounds of each number, both allowed; 0 and 0 where there are no numbers.
        unit: a text with `{n}` in it (`MINUTES` ...).
        presets: numbers worth a button of their own.
        most: how many numbers a list may hold.
        choices: id to label (a message for `i18n.tr`) of what can be chosen.
    """

    name: ClassVar[str]
    low: int = 0
    high: int = 0
    unit: str = "{n}"
    presets: tuple[int, ...] = ()
    most: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)

    @abstractmethod
    def check(self, raw: object, place: str) -> Value:
        """The typed value of a raw one; a typed one is handed back as it is.

        Raises:
            SettingsError: at `place`, when it does not fit.
        """

    @abstractmethod
    def parse(self, text: str, place: str) -> Value:
        """The value of what somebody typed.

        Raises:
            SettingsError: at `place`, when it does not fit.
        """

    @abstractmethod
    def plain(self, value: Any) -> Plain:
        """The value as TOML and JSON can hold it."""

    @abstractmethod
    def text(self, value: Any) -> str:
        """The value as `parse` reads it."""

    @abstractmethod
    def format(self, value: Any) -> str:
        """The value for people."""


class Switch(Kind):
    """On or off."""

    name = "bool"

    def check(self, raw: object, place: str) -> bool:
        """See `Kind`."""
        if isinstance(raw, bool):
            return raw
        raise unfit(place, raw, tr("is not a switch"), tr("Use true or false"))

    def parse(self, text: str, place: str) -> bool:
        """See `Kind`."""
        word = clean(text).lower()
        if word in _YES or word in _NO:
            return word in _YES
        raise unfit(place, text, tr("is not a switch"), tr("Use on or off"))

    def plain(self, value: bool) -> bool:
        """See `Kind`."""
        return value

    def text(self, value: bool) -> str:
        """See `Kind`."""
        return "on" if value else "off"

    def format(self, value: bool) -> str:
        """See `Kind`."""
        return tr("on") if value else tr("off")


class Whole(Kind):
    """A whole number between two bounds."""

    name = "int"

    def check(self, raw: object, place: str) -> int:
        """See `Kind`."""
        return _number(self, raw, place)

    def parse(self, text: str, place: str) -> int:
        """See `Kind`."""
        return _read_number(self, text, place)

    def plain(self, value: int) -> int:
        """See `Kind`."""
        return value

    def text(self, value: int) -> str:
        """See `Kind`."""
        return str(value)

    def format(self, value: int) -> str:
        """See `Kind`."""
        return tr(self.unit).format(n=value)


class Wholes(Kind):
    """A few whole numbers, each larger than the one before."""

    name = "ints"

    def check(self, raw: object, place: str) -> tuple[int, ...]:
        """See `Kind`."""
        if not isinstance(raw, list | tuple):
            raise unfit(place, raw, tr("is not a list of numbers"), self._remedy())
        numbers = tuple(_number(self, one, place) for one in raw)
        if not 1 <= len(numbers) <= self.most:
            raise unfit(place, raw, tr("has too few or too many numbers"), self._remedy())
        if list(numbers) != sorted(set(numbers)):
            raise unfit(place, raw, tr("is not in ascending order"), self._remedy())
        return numbers

    def parse(self, text: str, place: str) -> tuple[int, ...]:
        """See `Kind`."""
        return self.check([_read_number(self, one, place) for one in items(text)], place)

    def plain(self, value: tuple[int, ...]) -> list[int]:
        """See `Kind`."""
        return list(value)

    def text(self, value: tuple[int, ...]) -> str:
        """See `Kind`."""
        return ",".join(map(str, value))

    def format(self, value: tuple[int, ...]) -> str:
        """See `Kind`."""
        return tr(self.unit).format(n=", ".join(map(str, value)))

    def _remedy(self) -> str:
        return tr(
            "Use 1 to {most} different numbers from {low} to {high}, the smallest first"
        ).format(most=self.most, low=self.low, high=self.high)


class Choice(Kind):
    """One of a few words."""

    name = "choice"

    def check(self, raw: object, place: str) -> str:
        """See `Kind`."""
        if isinstance(raw, str) and raw in self.choices:
            return raw
        raise unfit(place, raw, tr("is not one of the choices"), _one_of(self.choices))

    def parse(self, text: str, place: str) -> str:
        """See `Kind`."""
        return self.check(clean(text).lower(), place)

    def plain(self, value: str) -> str:
        """See `Kind`."""
        return value

    def text(self, value: str) -> str:
        """See `Kind`."""
        return value

    def format(self, value: str) -> str:
        """See `Kind`."""
        return tr(self.choices[value])


class Ids(Kind):
    """Any number of a few words."""

    name = "ids"

    def check(self, raw: object, place: str) -> frozenset[str]:
        """See `Kind`."""
        if not isinstance(raw, list | tuple | set | frozenset):
            raise unfit(place, raw, tr("is not a list of words"), _one_of(self.choices))
        for one in raw:
            if not isinstance(one, str) or one not in self.choices:
                raise unfit(place, one, tr("is not one of the choices"), _one_of(self.choices))
        return frozenset(raw)

    def parse(self, text: str, place: str) -> frozenset[str]:
        """See `Kind`."""
        return self.check([one.lower() for one in items(text)], place)

    def plain(self, value: frozenset[str]) -> list[str]:
        """See `Kind`."""
        return sorted(value)

    def text(self, value: frozenset[str]) -> str:
        """See `Kind`."""
        return ",".join(sorted(value)) or "none"

    def format(self, value: frozenset[str]) -> str:
        """See `Kind`."""
        return ", ".join(tr(self.choices[one]) for one in sorted(value)) or tr("none")


class Words(Kind):
    """Any number of names that are not known beforehand, such as those of exercises."""

    name = "words"

    def check(self, raw: object, place: str) -> frozenset[str]:
        """See `Kind`."""
        if not isinstance(raw, list | tuple | set | frozenset) or not all(map(_is_name, raw)):
            remedy = tr('Use names like chair_twist, as "lowback-tray library" lists them')
            raise unfit(place, raw, tr("is not a list of names"), remedy)
        return frozenset(raw)

    def parse(self, text: str, place: str) -> frozenset[str]:
        """See `Kind`."""
        return self.check(items(text), place)

    def plain(self, value: frozenset[str]) -> list[str]:
        """See `Kind`."""
        return sorted(value)

    def text(self, value: frozenset[str]) -> str:
        """See `Kind`."""
        return ",".join(sorted(value)) or "none"

    def format(self, value: frozenset[str]) -> str:
        """See `Kind`."""
        return ", ".join(sorted(value)) or tr("none")


def _is_name(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\w.+-]+", value) is not None


def clean(text: str) -> str:
    """What was typed, without the blanks around it and with full-width characters made plain."""
    import unicodedata

    return unicodedata.normalize("NFKC", text).strip()


def items(text: str) -> list[str]:
    """The members of a typed list; brackets and quotes as in the settings file do no harm."""
    inner = clean(text).removeprefix("[").removesuffix("]")
    if inner.strip().lower() in _NOTHING:
        return []
    return [one.strip().strip("\"'") for one in re.split("[,、]", inner)]


def _number(kind: Kind, raw: object, place: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise unfit(place, raw, tr("is not a whole number"), _number_remedy(kind))
    if not kind.low <= raw <= kind.high:
        raise unfit(place, raw, tr("is out of range"), _number_remedy(kind))
    return int(raw)  # a number of the file's writer may carry its layout with it


def _read_number(kind: Kind, text: str, place: str) -> int:
    word = clean(text)
    for unit in (kind.unit, tr(kind.unit)):
        word = word.removesuffix(unit.format(n="").strip()).strip()
    if not re.fullmatch(r"[+-]?\d{1,9}", word, re.ASCII):
        raise unfit(place, text, tr("is not a whole number"), _number_remedy(kind))
    return _number(kind, int(word), place)


def _number_remedy(kind: Kind) -> str:
    return tr("Use a whole number from {low} to {high}").format(low=kind.low, high=kind.high)


def _one_of(words: Iterable[str]) -> str:
    return tr("Use one of: {words}").format(words=", ".join(words))


def unfit(place: str, raw: object, problem: str, remedy: str) -> SettingsError:
    """The refusal of a value, shown short."""
    shown = str(raw) if len(str(raw)) <= 40 else f"{str(raw)[:39]}…"
    return SettingsError(place, f'"{shown}" {problem}', remedy)
