"""Every text of the program, with or without Qt, in the language of the person.

`tr("text")` looks a text up when it is shown, `mark("text")` only marks one in a table for
extraction (it is shown through `tr` later), `ntr` chooses by number. Exercise texts live
beside their data in both languages; `pick` chooses between the two.
"""

from __future__ import annotations

import gettext as _gettext
import os
from typing import Literal

from lowback_tray import resources

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")
DOMAIN = "lowback_tray"

_language: Language = "en"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def system_language() -> Language:
    """The first of our languages that the environment asks for, else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wanted in os.environ.get(name, "").split(":"):
            code = wanted.split("_")[0].split(".")[0].lower()
            if code in LANGUAGES:
                return code
            if code:
                return "en"
    return "en"


def use(wanted: str) -> Language:
    """Switch every text to a language ("en", "ja" or "system") and return the one in force."""
    global _language, _catalogue
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
    return _catalogue.gettext(message)


def ntr(one: str, many: str, n: int) -> str:
    """The text for a count; `{n}` in it is filled in."""
    return _catalogue.ngettext(one, many, n).format(n=n)


def mark(message: str) -> str:
    """Mark a text in a table for translation without translating it yet."""
    return message


def pick(*, en: str, ja: str) -> str:
    """Choose between the two texts of a piece of content."""
    return ja if _language == "ja" else en
