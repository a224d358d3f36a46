"""The format of desktop entries, as far as start at login needs it.

It escapes twice: a word of Exec first, then every value as a text.
"""

from __future__ import annotations

import re


def quoted(word: str) -> str:
    """A word of an Exec line."""
    inner = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in word)
    return '"' + escaped(inner).replace("%", "%%") + '"'


def escaped(value: str) -> str:
    """A value as a text."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def read(text: str) -> dict[str, str]:
    """The keys of the first group, their escapes resolved."""
    entry: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("[") and entry:
            break
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            entry[key.strip()] = _resolved(value.strip())
    return entry


def switched_off(entry: dict[str, str]) -> bool:
    """Whether an entry is there but does not start anything."""
    return (
        entry.get("Hidden", "false") == "true"
        or entry.get("X-GNOME-Autostart-enabled", "true") == "false"
    )


def program(line: str) -> str:
    """The program of an Exec line, its quotes resolved."""
    found = re.match(r'"((?:[^"\\]|\\.)*)"', line)
    word = re.sub(r"\\(.)", r"\1", found[1]) if found else line.partition(" ")[0]
    return word.replace("%%", "%")


def _resolved(value: str) -> str:
    signs = {"n": "\n", "t": "\t", "s": " ", "r": "\r", "\\": "\\"}
    out, parts = "", iter(value)
    for sign in parts:
        out += signs.get(follower := next(parts, ""), follower) if sign == "\\" else sign
    return out
