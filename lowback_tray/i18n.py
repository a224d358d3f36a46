"""Every text of the program, with or without Qt, in the language of the person.

`tr("text")` looks a text up when it is shown, `mark("text")` only marks one in a table for
extraction (it is shown through `tr` later), `ntr` chooses by number. Exercise texts live
beside their data in both languages; `pick` chooses between the two.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TypeAlias

from lowback_tray import resources

Language: TypeAlias = str
"""The code of one of our languages."""

NAMES: Mapping[Language, str] = {
    "en": "English",
    "ja": "日本語",
}
"""Each under its own name: found by whoever cannot read the present one."""

LANGUAGES: tuple[Language, ...] = tuple(NAMES)
DOMAIN = "lowback_tray"

_language: Language = "en"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_origins: dict[str, str] = {}  # what was said in another language, and its English


def system_language() -> Language:
    """The first of our languages that the environment asks for, else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wishes = os.environ.get(name)
        if wishes:  # the first variable that says anything decides, with all that it lists
            codes = [wish.split("_")[0].split(".")[0].lower() for wish in wishes.split(":")]
            return next((known for code in codes for known in LANGUAGES if code == known), "en")
    return "en"


def use(wanted: str) -> Language:
    """Switch every text to a language ("en", "ja" or "system") and return the one in force."""
    global _language, _catalogue
    _origins.clear()
    _language = wanted if wanted in LANGUAGES else system_language()
    _catalogue = _gettext.translation(
        DOMAIN, resources.folder("translations"), languages=[_language], fallback=True
    )
    return _language


def language() -> Language:
    """The language in force."""
    return _language


def tr(message: str) -> str:
    """The text in the language in force."""
    text = _found(_catalogue, message)
    if text != message:
        _origins[text] = message
    return text


def origin(text: str) -> str:
    """The English of a text that `tr` gave; what came another way as it is."""
    return _origins.get(text, text)


def _found(catalogue: _gettext.NullTranslations, message: str) -> str:
    """The text, also where the same message is asked for by number elsewhere.

    The gettext of older Pythons does not find those (3.11.2, which is Debian 12's; 3.11.7 does).
    """
    text = catalogue.gettext(message)
    return catalogue.ngettext(message, message, 1) if text == message else text


def every(message: str) -> tuple[str, ...]:
    """The text in each of our languages: for a search, which any of them may find."""
    return (message, *(_found(_only(code), message) for code in LANGUAGES if code != "en"))


@cache
def _only(code: Language) -> _gettext.NullTranslations:
    folder = resources.folder("translations")
    return _gettext.translation(DOMAIN, folder, languages=[code], fallback=True)


def ntr(one: str, many: str, n: int) -> str:
    """The text for a count; `{n}` in it is filled in."""
    return _catalogue.ngettext(one, many, n).format(n=n)


@contextmanager
def bind_argparse() -> Iterator[None]:
    """Let argparse's own words ("usage: ", "options" ...) come out in the language in force.

    argparse asks gettext's global domain, which goes by the environment; both are put back
    afterwards, so that programs we start still get what the person has set. A context manager:
    the making of the parser and the parsing both belong inside.
    """
    domain, wishes = _gettext.textdomain(), os.environ.get("LANGUAGE")
    _gettext.bindtextdomain(DOMAIN, str(resources.folder("translations")))
    _gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = _language
    try:
        yield
    finally:
        _gettext.textdomain(domain)
        if wishes is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = wishes


def mark(message: str) -> str:
    """Mark a text in a table for translation without translating it yet."""
    return message


def pick(*, en: str, ja: str) -> str:
    """Choose between the two texts of a piece of content."""
    return ja if _language == "ja" else en
