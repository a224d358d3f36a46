"""Small readers for one piece of content, which say exactly what is wrong and where.

A `Node` is a value together with its place ("exercises/chair_twist.json: dose.fit"). Each
reader returns the value as the type asked for or raises a ContentError that names the place,
the problem and the remedy, so a person who edits content never has to read a traceback. JSON
is taken strictly: a key given twice, NaN or a byte too many is a fault, not a surprise later.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import NoReturn, cast

from lowback_tray.care.exercise import Text
from lowback_tray.errors import ContentError
from lowback_tray.i18n import mark, tr

_ID = re.compile(r"[a-z][a-z0-9_]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_A_DAY = mark('a day that exists, in quotes, such as "2026-11-22"')


_FEW = 12  # so many words can still be read in one line


def is_now(value: object) -> str:
    """The problem of a value that does not fit."""
    return tr("is {value}").format(value=value)


def make_it(wanted: object) -> str:
    """The remedy for it."""
    return tr("Make it {wanted}").format(wanted=wanted)


def _has(entries: int) -> str:
    return tr("has {n} entries").format(n=entries)


def _listed(words: Collection[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def either(words: Collection[str]) -> str:
    """Some words to choose from, as the language in force lists them."""
    return reduce(lambda these, one: tr("{these} or {one}").format(these=these, one=one), words)


def _offered(wrong: object, choices: Collection[str]) -> str:
    """What to write instead: the choices where they are few, else those that look alike."""
    if len(choices) <= _FEW:
        return tr("one of {choices}").format(choices=_listed(choices))
    from difflib import get_close_matches  # only for a fault, and not light

    near = get_close_matches(str(wrong), choices)
    ids = _listed(near or list(choices)[:3])
    return tr("an id that exists, such as {ids}").format(ids=ids)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a content file and where it stands.

    Attributes:
        file: name of the file, such as "exercises/chair_twist.json".
        path: where in the file, such as "dose.fit"; empty for the whole.
        value: what `json` made of it.
    """

    file: str
    path: str
    value: object

    @property
    def place(self) -> str:
        """File and key, for people."""
        return f"{self.file}: {self.path}" if self.path else self.file

    def fault(self, problem: str, remedy: str) -> NoReturn:
        """Refuse this value.

        Raises:
            ContentError: always.
        """
        raise ContentError(self.place, problem, remedy)

    def _wrong(self, wanted: str) -> NoReturn:
        shown = json.dumps(self.value, ensure_ascii=False, default=str)  # TOML has dates and times
        self.fault(is_now(shown[:60]), make_it(wanted))

    def _child(self, key: str, value: object) -> Node:
        return Node(self.file, f"{self.path}.{key}" if self.path else key, value)

    # ---- containers

    def mapping(self) -> dict[str, Node]:
        """The entries of an object, whatever their keys; at least one."""
        if not isinstance(self.value, dict) or not self.value:
            self._wrong(tr("an object in braces with at least one entry"))
        entries = cast("dict[str, object]", self.value)
        return {key: self._child(key, value) for key, value in entries.items()}

    def fields(self, *names: str, maybe: Collection[str] = ()) -> dict[str, Node]:
        """The entries of an object that has exactly these keys, `maybe` being optional."""
        entries = self.mapping()
        for key, node in entries.items():
            if key not in names and key not in maybe:
                remedy = tr("Remove it; the keys are {keys}").format(keys=_listed(names))
                node.fault(tr("is not known here"), remedy)
        for name in names:
            if name not in entries:
                self._child(name, None).fault(tr("is missing"), tr("Add it"))
        return entries

    def items(self, *, least: int = 1) -> list[Node]:
        """The items of a list of at least `least`."""
        if not isinstance(self.value, list):
            self._wrong(tr("a list in brackets"))
        listed = cast("list[object]", self.value)
        if len(listed) < least:
            self.fault(_has(len(listed)), tr("Give at least {n}").format(n=least))
        return [
            Node(self.file, f"{self.path}[{number}]", value) for number, value in enumerate(listed)
        ]

    # ---- plain values

    def absent(self) -> bool:
        """True for null."""
        return self.value is None

    def word(self) -> str:
        """A line of text: not empty, no space around it."""
        if not isinstance(self.value, str) or not self.value.strip():
            self._wrong(tr("a text that is not empty"))
        if self.value != self.value.strip() or "\n" in self.value:
            self.fault(tr("has space around it or more than one line"), tr("Keep one trimmed line"))
        return self.value

    def name(self) -> str:
        """An id: small letters, digits and underscores."""
        if not _ID.fullmatch(self.word()):
            self._wrong(tr("an id of small letters, digits and underscores"))
        return self.word()

    def day(self) -> date:
        """A day, year first."""
        if not isinstance(self.value, str) or not _DAY.fullmatch(self.value):
            self._wrong(tr(_A_DAY))
        try:
            return date.fromisoformat(self.value)
        except ValueError:  # such as the 31st of June
            self._wrong(tr(_A_DAY))

    def one_of(self, choices: Collection[str]) -> str:
        """One of some words."""
        if not isinstance(self.value, str) or self.value not in choices:
            self._wrong(_offered(self.value, choices))
        return self.value

    def words_of(self, choices: Collection[str], *, least: int = 0) -> tuple[str, ...]:
        """A list of some words, none of them twice."""
        nodes = self.items(least=least)
        words = tuple(node.one_of(choices) for node in nodes)
        for number, node in enumerate(nodes):
            if words[number] in words[:number]:
                node.fault(tr("is there twice"), tr("Keep it once"))
        return words

    def number(self, *, least: float = -math.inf, most: float = math.inf) -> float:
        """A number within bounds."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self._wrong(tr("a number"))
        if not least <= self.value <= most:
            bounds = tr("a number from {least} to {most}")
            self._wrong(bounds.format(least=f"{least:g}", most=f"{most:g}"))
        return self.value

    def positive(self) -> float:
        """A number above zero."""
        if self.number() <= 0:
            self._wrong(tr("a number above 0"))
        return self.number()

    def whole(self, *, least: int = 1) -> int:
        """A whole number of at least `least`."""
        value = self.number()
        if not isinstance(value, int) or value < least:
            self._wrong(tr("a whole number of {least} or more").format(least=least))
        return value

    def numbers(
        self, count: int, *, least: float = -math.inf, most: float = math.inf
    ) -> tuple[float, ...]:
        """A list of exactly `count` numbers within bounds."""
        value = self.value
        # Poses are thousands of numbers: a node for each only where one is at fault.
        if (
            isinstance(value, list)
            and len(value) == count
            and all(type(item) in (int, float) and least <= item <= most for item in value)
        ):
            return tuple(value)
        nodes = self.items()
        if len(nodes) != count:
            self.fault(_has(len(nodes)), tr("Give {n} numbers").format(n=count))
        return tuple(node.number(least=least, most=most) for node in nodes)

    # ---- texts in both languages

    def text(self) -> Text:
        """A text in English and Japanese, neither of them empty."""
        entries = self.fields("en", "ja")
        return Text(en=entries["en"].word(), ja=entries["ja"].word())

    def text_or_silence(self) -> Text:
        """A text in both languages, or the empty string in both."""
        if self.value == {"en": "", "ja": ""}:
            return Text(en="", ja="")
        return self.text()


def _no_constant(literal: str) -> NoReturn:
    raise ValueError(f"{literal} is not a number of JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    entries: dict[str, object] = {}
    for key, value in pairs:
        if key in entries:
            raise ValueError(f'"{key}" is there twice')
        entries[key] = value
    return entries


def open_file(name: str, files: Mapping[str, str]) -> Node:
    """The whole of one content file.

    Raises:
        ContentError: it is not there, or it is not JSON.
    """
    if name not in files:
        raise ContentError(name, "is missing", "Put it back or install Lowback Tray again")
    try:
        value: object = json.loads(
            files[name], object_pairs_hook=_once, parse_constant=_no_constant
        )
    except ValueError as error:
        raise ContentError(name, f"cannot be read as JSON ({error})", "Mend that spot") from None
    return Node(name, "", value)
