"""A language nobody speaks: every text accented and 40 % longer, made while a test runs.

    with pseudo.language():
        window = make()
        assert pseudo.hard_coded(window) == []

What stays plain English in it was never translatable; what is clipped in it will be clipped in
German. The program knows nothing of this language. Content (exercises, tips, signs), which lies
in two languages beside its data, is told in it too.
"""

from __future__ import annotations

import gettext
import re
import string
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from lowback_tray import i18n
from tests.ui.everyone import heard

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCENTED = str.maketrans("aceinouyACEINOUY", "àçéîñôûýÀÇÉÎÑÔÛÝ")
_FIELD = re.compile(r"(\{[^}]*\}|%(?:\(\w+\))?[srd])")
_LONGER = 0.4
_KEY = re.compile(r"Esc|Tab|Home|Enter|(Alt|Ctrl)\+\S+")  # as on every keyboard
_NUMBER = re.compile(r"^\d+\. ")
_DATA = (
    *("Lowback Tray", "APScheduler", "://"),  # names, the same in every language
    *("Clinic Sample", "Ankle circles", "Wall calf stretch", "Bird dog"),  # the packs
    *("history file was damaged", "Dentist", "history.db", "packs/mine", "settings.toml"),
)
_NAMES = ("mine", "Office")
"""What the windows of the gallery show and no language translates: names, and the samples' data."""


def text(english: str) -> str:
    """A text as this language has it; placeholders stay."""
    parts = _FIELD.split(english)
    accented = "".join(p if _FIELD.fullmatch(p) else p.translate(_ACCENTED) for p in parts)
    words = accented.rstrip()
    longer = "~" * max(1, round(len(words) * _LONGER)) if words.strip(string.punctuation) else ""
    broken = " ".join(longer[at : at + 7] for at in range(0, len(longer), 7))
    return f"{words} {broken}{accented[len(words) :]}" if broken else accented


class _Catalogue(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return text(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return text(msgid1 if n == 1 else msgid2)


def _pick(*, en: str, ja: str) -> str:
    """What content says, instead of `i18n.pick`."""
    return text(en) if isinstance(i18n._catalogue, _Catalogue) else _PICK(en=en, ja=ja)


_PICK = i18n.pick


def use() -> None:
    """Switch every text to this language; `i18n.use` switches back."""
    i18n.use("en")
    i18n._catalogue = _Catalogue()
    i18n.pick = _pick


@contextmanager
def language() -> Iterator[None]:
    """Everything that is looked up inside is in this language."""
    use()
    try:
        yield
    finally:
        i18n.use("en")


def hard_coded(window: QWidget) -> list[str]:
    """Every English sentence or word in a window that did not go through the catalogue."""
    return sorted({text for text in said(window) if _is_english(text)})


def said(window: QWidget) -> Iterator[str]:
    """Every text of a window, seen or heard."""
    for node in heard(window):
        if node.role is not QAccessible.Role.EditableText:
            yield from (node.name, node.description)
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window):
            yield widget.toolTip()
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            if isinstance(widget, QLineEdit):
                yield widget.placeholderText()


def _is_english(said: str) -> bool:
    if "~" in said or _KEY.fullmatch(said) or any(data in said for data in _DATA) or said in _NAMES:
        return False
    lines = [_NUMBER.sub("", line).strip().lower() for line in said.splitlines()]
    return any(re.search(r"[a-z]{3}", line) for line in lines)
