"""Japanese lines that break between phrases, as a person would break them, and not within words.

Theory. Japanese has no spaces, so a line may break before nearly every letter, and a narrow window
leaves the last syllable of a word alone on a line of its own. Between phrases the writing itself
changes: a phrase begins with kanji, katakana or a figure and ends in hiragana, after the object
particle or with a mark. A word joiner (U+2060), which has no width, goes between all other
letters. A phrase too long for a narrow column keeps its breaks, but for its first and last letters:
where one has no room, no line ends up with a single syllable of it (`loosen`).

The joiners are for the painter alone: whoever reads the text of a label gets it without them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics

JOINER = "\u2060"
LONGEST = 10  # letters of a phrase that keeps together wherever there is room for it
_EDGE = 3  # letters at either end of a longer phrase that stay together

_CLOSING = "、。・，．：；！？」』）】〉》〜…→)]}:;!?,.”’％%/"
_OPENING = "「『（【〈《([{“‘"
_AFTER_MARKS = "、。・，．：；！？」』）】〉》→:)/"
_BRACKETS_END = "」』）】〉》)"
_POLITE = "おご"  # before a word of kanji
_LEANING = (*_POLITE, "この", "その", "あの", "どの", "ひと")  # on the word that follows
# Hiragana all through, and yet a phrase ends: 同じことが|わかります; what follows is no lone ある.
_NOUN_END = re.compile(r"(?:こと|もの|とき|ほう)[がはも](?=[ぁ-ん]{4})(?![がはもをにとの])")


@lru_cache(maxsize=512)  # every layout and every change of language says the same again
def keep(text: str) -> str:
    """The text with joiners between the letters that belong together; other languages untouched.

    A joiner stands only where a line could break otherwise: next to a Japanese letter.
    """
    if not any(_is_japanese(letter) for letter in text):
        return text
    return "".join(map(_join, phrases(text)))


@lru_cache(maxsize=512)
def loosen(text: str) -> str:
    """The text with joiners at both ends of each phrase alone, for a room too narrow for one."""
    if not any(_is_japanese(letter) for letter in text):
        return text
    return "".join(_join(phrase, longest=0) for phrase in phrases(text))


def fitted(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text as it is painted in a room of `width` pixels, and measured for it.

    As `keep` gives it; where a phrase is wider than the room, as `loosen` does; and where even the
    ends of one are, it may break anywhere.
    """
    room = QRect(0, 0, width, 10_000)
    for kept in (keep(text), loosen(text)):
        if metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, kept).width() <= width:
            return kept
    return text


def without(text: str) -> str:
    """The text as it was before `keep`."""
    return text.replace(JOINER, "")


def phrases(text: str) -> list[str]:
    """The pieces between which a line of it may break; together they are the text."""
    found: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if _begins(text, start, at):
            found.append(text[start:at])
            start = at
    found.append(text[start:])
    return found


def _begins(text: str, start: int, at: int) -> bool:
    """Whether a phrase begins at a letter, the one before having begun at `start`."""
    before, letter = text[at - 1], text[at]
    if before.isspace():
        return True
    if letter.isspace() or letter in _CLOSING or before in _OPENING or _hangs(letter):
        return False
    if before in _BRACKETS_END and _is_hiragana(letter):
        return False  # the particle of what is in the brackets
    if letter in _OPENING or before in _AFTER_MARKS:
        return _is_japanese(before) or _is_japanese(letter)
    if before == "を" or _NOUN_END.match(text, max(0, at - 3)):
        return True
    if letter in _POLITE and _is_kanji(text[at + 1 : at + 2]):
        return _is_japanese(before)
    changes = _is_hiragana(before) and not _is_hiragana(letter)
    return changes and text[start:at].lstrip(_OPENING) not in _LEANING


def _join(phrase: str, longest: int = LONGEST) -> str:
    """One phrase that stays on one line, or only its ends if it has more letters than `longest`."""
    last = len(phrase)
    end = len(phrase.rstrip(_CLOSING))  # a mark is no letter to end a line with
    short = last <= longest
    joined = phrase[0] if phrase else ""
    for at in range(1, last):
        kept = (short or at < _EDGE or at > end - _EDGE) and not _hangs(phrase[at])
        if kept and (_is_japanese(phrase[at - 1]) or _is_japanese(phrase[at])):
            joined += JOINER
        joined += phrase[at]
    return joined


def _is_hiragana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u309f"


def _is_kanji(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def _is_japanese(letter: str) -> bool:
    """Kana, kanji or a full-width mark: where a line may break without a space."""
    return any(first <= letter <= last for first, last in _JAPANESE)


_JAPANESE = (
    ("\u3001", "\u30ff"),  # marks, kana
    ("\u3400", "\u9fff"),  # kanji
    ("\uf900", "\ufaff"),  # kanji of old character sets
    ("\uff01", "\uffef"),  # full width, half-width katakana
    ("\U00020000", "\U0003ffff"),  # rare kanji
)


def _hangs(letter: str) -> bool:
    """Whether it is part of the letter before: a mark upon it, its form, what joins emoji."""
    return (
        unicodedata.combining(letter) != 0
        or letter == "\u200d"
        or "\ufe00" <= letter <= "\ufe0f"
        or "\U000e0100" <= letter <= "\U000e01ef"
    )
