"""Which letter stands for which button or line of a menu; never the same for two.

A letter of the English name, the beginning of a word first, so that a key is the same in every
language, as people know it from other programs: 開始 is S. What has no English name takes a letter
or digit of its own, and what finds none of these free the next that is. Pure: no Qt.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from lowback_tray.i18n import origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEY = "key"
"""The property of a button whose key is settled."""
ENGLISH = "english"
"""The property of a button that holds the English of its name."""

_KEYS = string.ascii_uppercase + string.digits
_WORD = re.compile(r"[A-Za-z0-9]+")
_TAIL = re.compile(r"(…|\.\.\.)?$")


def letters(
    labels: Sequence[str], fixed: Sequence[str] = (), english: Sequence[str] = ()
) -> list[str]:
    """A key for each label, in order of preference; "" where no key is left.

    Args:
        labels: in the language in force, the weightier first.
        fixed: keys that are settled already, "" where not; as long as `labels`, or empty.
        english: the English of each, "" where it was said just now; as long, or empty. Later it
            cannot be told from a label any more, for two texts may have the same Japanese.
    """
    settled = list(fixed) or [""] * len(labels)
    taken = {key for key in settled if key}
    found = []
    known = list(english) or [""] * len(labels)
    for label, key, name in zip(labels, settled, known, strict=True):
        wishes = _wishes(label, name or origin(label)) if label else iter(())
        chosen = key or next((one for one in wishes if one not in taken), "")
        taken.add(chosen)
        found.append(chosen)
    return found


def _wishes(label: str, english: str) -> Iterator[str]:
    words = [word.upper() for text in (english, label) for word in _WORD.findall(text)]
    yield from (word[0] for word in words)
    yield from (letter for word in words for letter in word)
    yield from _KEYS


def marked(labels: Sequence[str], fixed: Sequence[str] = ()) -> list[str]:
    """The lines of a menu as Qt wants them: the key behind an ampersand, ours doubled.

    Args:
        labels: in the language in force, the weightier first.
        fixed: keys that are settled already, "" where not; as long as `labels`, or empty.
    """
    keys = letters(labels, fixed)
    return [_mark(label, key) for label, key in zip(labels, keys, strict=True)]


def unmarked(label: str) -> str:
    """A line of a menu that has no key, as Qt wants it."""
    return _mark(label, "")


def plain(text: str) -> str:
    """A line of a menu as a person reads it, without its key."""
    text = re.sub(r"\(&[A-Z0-9]\)", "", text)
    return re.sub(r"&(.)", r"\1", text)


def _mark(label: str, key: str) -> str:
    """Within the text where the key stands in it; otherwise in brackets, as Japanese has it."""
    if not key or not label:
        return label.replace("&", "&&")
    word = re.search(rf"(?<![A-Za-z0-9]){key}", label, re.I) or re.search(key, label, re.I)
    if word is not None:
        at = word.start()
        return f"{label[:at].replace('&', '&&')}&{label[at:].replace('&', '&&')}"
    whole = label.replace("&", "&&")
    return _TAIL.sub(lambda tail: f"(&{key}){tail[0]}", whole, count=1)
