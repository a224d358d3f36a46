"""The keeper of the translations: `python packaging/messages.py COMMAND`.

    extract   bring the catalogues up to date with the texts of the program
    fill      put texts from JSON files ({"English": "日本語"}) into empty places of a language,
              Japanese unless another is named; a list has the plural forms
    compile   make the .mo files the program reads
    check     fail where a text is missing, empty, doubtful or does not fit its English

The message id is the English text itself, so English needs no catalogue. Catalogues carry no
dates, line numbers or versions of tools: the same source gives the same file.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import string
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from build_hook import TRANSLATIONS, compile_catalogues

DOMAIN = "lowback_tray"
PACKAGE = "lowback_tray"
KEYWORDS: dict[str, Any] = {"tr": None, "ntr": (1, 2), "mark": None}

# What argparse of Python 3.11 to 3.14 can say to somebody who uses the program.
ARGPARSE: tuple[str | tuple[str, str], ...] = (
    "usage: ",
    "options",
    "positional arguments",
    "subcommands",
    "show this help message and exit",
    "argument %(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "unrecognized arguments: %s",
    "not allowed with argument %s",
    "ignored explicit argument %r",
    "expected one argument",
    "expected at most one argument",
    "expected at least one argument",
    ("expected %s argument", "expected %s arguments"),
    "ambiguous option: %(option)s could match %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)",
    "invalid %(type)s value: %(value)r",
)
_NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator):.*\n',
    re.MULTILINE,
)
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[srd]")
_NAMES = frozenset({"Lowback Tray"})  # the same in every language
_WORD = re.compile(r"[a-z]{2}")


def source_messages(root: Path) -> Catalog:
    """Every text of the program, in the order of its files."""
    found = Catalog(domain=DOMAIN)
    folder = root / PACKAGE
    for name, _, message, comments, context in extract_from_dir(
        folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(
            message, None, [(f"{PACKAGE}/{name}", 0)], auto_comments=comments, context=context
        )
    for text in ARGPARSE:
        found.add(text, None, [("argparse", 0)])
    return found


def catalogue_files(root: Path) -> list[Path]:
    """The catalogue of each language."""
    return sorted((root / TRANSLATIONS).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """One catalogue."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name, domain=DOMAIN)


def write(path: Path, catalogue: Catalog, *, prune: bool = False) -> bool:
    """Write a catalogue without anything that changes by itself; return whether it changed."""
    text = io.BytesIO()
    write_po(
        text, catalogue, width=96, sort_by_file=True, include_lineno=False, ignore_obsolete=prune
    )
    new = _NOISE.sub("", text.getvalue().decode("utf-8"))
    if new == path.read_text(encoding="utf-8"):
        return False
    path.write_text(new, encoding="utf-8")
    return True


def messages(catalogue: Iterable[Message]) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def english(message: Message) -> str:
    """The text that names a message: the singular where there are two."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(text: Any) -> tuple[str, ...]:
    """One text or its plural forms, always a tuple."""
    return (text,) if isinstance(text, str) else tuple(text or ())


# ---- commands; each returns the lines of what is wrong


def extract(root: Path, *, prune: bool) -> list[str]:
    """Bring every catalogue up to date; texts that are gone stay as comments unless pruned."""
    for path in catalogue_files(root):
        catalogue = read(path)
        catalogue.update(source_messages(root), no_fuzzy_matching=True)
        catalogue.fuzzy = False
        changed = write(path, catalogue, prune=prune)
        empty = sum(not any(forms(message.string)) for message in messages(catalogue))
        state = "changed" if changed else "unchanged"
        say(f"{path.parent.parent.name}: {state}, {len(catalogue)} texts, {empty} to translate")
    return []


def fill(root: Path, files: list[Path], language: str = "ja") -> list[str]:
    """Fill empty texts of a language; what is there already is never replaced."""
    path = root / TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    catalogue = read(path)
    by_english = {english(message): message for message in messages(catalogue)}
    filled = 0
    for file in files:
        for text, given in json.loads(file.read_text(encoding="utf-8")).items():
            message = by_english.get(text)
            if message is None:
                say(f"{file.name}: not a text of the program: {text!r}")
            elif not any(forms(message.string)):
                plural = isinstance(message.id, tuple | list)
                message.string = _each(given) if plural else given
                filled += 1
            elif forms(message.string) != _each(given):
                say(f"{file.name}: kept {message.string!r} for {text!r}, not {given!r}")
    write(path, catalogue)
    say(f"{filled} filled")
    return []


def _each(given: str | list[str]) -> tuple[str, ...]:
    """The forms of a text as a file gives them: one, or a list."""
    return (given,) if isinstance(given, str) else tuple(given)


def compile_all(root: Path) -> list[str]:
    """Make the .mo files."""
    for path in compile_catalogues(root / TRANSLATIONS):
        say(str(path.relative_to(root)))
    return []


def check(root: Path) -> list[str]:
    """Everything that keeps a language from being complete."""
    wanted = source_messages(root)
    faults = []
    for path in catalogue_files(root):
        catalogue = read(path)
        place = path.parent.parent.name
        for message in messages(wanted):
            have = catalogue.get(message.id, message.context)
            problem = "is missing; run extract" if have is None else fault(have)
            if problem:
                faults.append(f"{place}: {english(message)!r} {problem}")
        gone = [english(message) for message in catalogue.obsolete.values()]
        gone += [
            english(message)
            for message in messages(catalogue)
            if wanted.get(message.id, message.context) is None
        ]
        faults += [f"{place}: {text!r} is no text of the program; extract --prune" for text in gone]
    return faults


def fault(message: Message) -> str | None:
    """What is wrong with one translation, None when nothing is."""
    original = english(message)
    texts = forms(message.string)
    if not texts or not all(texts):
        return "is not translated"
    if message.fuzzy:
        return "is marked as doubtful"
    for text in texts:
        if placeholders(text) != placeholders(forms(message.id)[-1]):
            return f"has other placeholders in its translation {text!r}"
        if edges(text) != edges(original):
            return f"begins or ends with other white space in its translation {text!r}"
        if text == original and text not in _NAMES and _WORD.search(_PLACEHOLDER.sub("", text)):
            return "is still English"
    return None


def placeholders(text: str) -> list[str]:
    """The names in braces and the percent fields of a text, sorted."""
    try:
        named = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    except ValueError:
        named = ["a brace that is never closed"]
    return sorted(named + [found[0] for found in _PLACEHOLDER.finditer(text)])


def edges(text: str) -> tuple[str, str]:
    """The white space at both ends."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def say(line: str) -> None:
    """Tell whoever runs this."""
    sys.stdout.write(f"{line}\n")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; exit code 1 when something is wrong."""
    parser = argparse.ArgumentParser(description="Keeps the translations.")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract").add_argument("--prune", action="store_true")
    filling = commands.add_parser("fill")
    filling.add_argument("--language", default="ja")
    filling.add_argument("files", type=Path, nargs="+")
    commands.add_parser("compile")
    commands.add_parser("check")
    given = parser.parse_args(words)
    match given.command:
        case "extract":
            wrong = extract(given.root, prune=given.prune)
        case "fill":
            wrong = fill(given.root, given.files, given.language)
        case "compile":
            wrong = compile_all(given.root)
        case _:
            wrong = check(given.root)
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
