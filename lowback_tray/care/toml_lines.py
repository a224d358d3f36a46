"""On which line of a TOML file a key stands, so that a fault in a content pack can be found.

The standard reader tells lines only for broken syntax, not for a value that does not fit. This
walks a text that the reader has already accepted, and so may be lenient: it understands no
values, only where keys, tables and the entries of lists begin.
"""

from __future__ import annotations

import re

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_QUOTES = ('"""', "'''", '"', "'")
_LAST = re.compile(r"(\.[^.\[]+|\[\d+\])$")


def line_of(text: str, path: str) -> int:
    """The line, from 1, of a path such as "motion.cycle[0].cue.ja".

    A key that is missing has the line of what it is missing from; the whole file has line 1.
    """
    lines = _Walk(text).lines
    here = path
    while here and here not in lines:
        here = _LAST.sub("", here) if _LAST.search(here) else ""
    return lines.get(here, 1)


class _Walk:
    """One pass through a text.

    Attributes:
        lines: path to line.
    """

    def __init__(self, text: str) -> None:
        self.lines: dict[str, int] = {}
        self._text = text
        self._at = 0
        self._counts: dict[str, int] = {}
        table = ""
        while self._skip_blank():
            table = self._header() if self._peek("[") else self._entry(table)

    # ---- moving on

    def _peek(self, token: str) -> bool:
        return self._text.startswith(token, self._at)

    def _take(self, token: str) -> bool:
        found = self._peek(token)
        self._at += len(token) * found
        return found

    def _skip_blank(self) -> bool:
        """Past space, line ends and comments; whether anything is left."""
        while self._at < len(self._text):
            if self._peek("#"):
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            elif self._text[self._at].isspace():
                self._at += 1
            else:
                return True
        return False

    def _note(self, path: str) -> str:
        self.lines.setdefault(path, self._text.count("\n", 0, self._at) + 1)
        return path

    # ---- keys and tables

    def _key(self, table: str) -> str:
        """A dotted key; every table on the way is noted."""
        path, start = table, self._at
        while True:
            self._skip_blank()
            name = self._name()
            path = f"{path}.{name}" if path else name
            here, self._at = self._at, start
            self._note(path)
            self._at = here
            self._skip_blank()
            if not self._take("."):
                return path

    def _name(self) -> str:
        if self._peek('"') or self._peek("'"):
            start = self._at
            self._string()
            return self._text[start + 1 : self._at - 1]
        found = _BARE.match(self._text, self._at)
        name = found[0] if found else self._text[self._at]
        self._at += len(name)
        return name

    def _header(self) -> str:
        many = self._take("[[")
        if not many:
            self._take("[")
        path = self._key("")
        self._take("]]" if many else "]")
        if many:
            number = self._counts.get(path, 0)
            self._counts[path] = number + 1
            path = self._note(f"{path}[{number}]")
        return path

    def _entry(self, table: str) -> str:
        path = self._key(table)
        self._take("=")
        self._value(path)
        return table

    # ---- values

    def _value(self, path: str) -> None:
        self._skip_blank()
        if self._peek('"') or self._peek("'"):
            self._string()
        elif self._take("["):
            self._list(path)
        elif self._take("{"):
            self._inline(path)
        else:
            found = _SCALAR.match(self._text, self._at)
            self._at = found.end() if found else len(self._text)

    def _list(self, path: str) -> None:
        number = 0
        while self._skip_blank() and not self._take("]"):
            self._value(self._note(f"{path}[{number}]"))
            number += 1
            self._skip_blank()
            self._take(",")

    def _inline(self, path: str) -> None:
        while self._skip_blank() and not self._take("}"):
            self._entry(path)
            self._skip_blank()
            self._take(",")

    def _string(self) -> None:
        quote = next(quote for quote in _QUOTES if self._take(quote))
        while self._at < len(self._text) and not self._take(quote):
            self._at += 2 if quote[0] == '"' and self._peek("\\") else 1
