"""Changes one setting in the text of a settings file and nothing else.

Comments, order, layout and keys we do not know belong to the person who wrote them. tomlkit
keeps them, with one exception: it adds a new key at the very end of its table, below a comment
that was meant for the next table. So a new key is first tried right below the table's header.
Whatever comes out counts only if, read again, it says exactly what was meant.

tomlkit costs 20 ms and is imported only here, when a setting is written.
"""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lowback_tray.settings.kinds import Plain


def changed(text: str, key: str, plain: Plain | None) -> str:
    """The text with one key set, or removed where `plain` is None.

    Args:
        text: valid TOML.
        key: "name" or "table.name".
        plain: the new value.

    Raises:
        ValueError: the layout of the file does not let this key be changed by a program.
    """
    table, _, name = key.rpartition(".")
    meant = _saying(_meant(tomllib.loads(text), table, name, plain), table)
    if meant == _saying(tomllib.loads(text), table):
        return text
    from tomlkit.exceptions import TOMLKitError

    for way in (_below_header, _by_tomlkit):
        with contextlib.suppress(ValueError, RecursionError, TOMLKitError):
            written = way(text, table, name, plain)
            if _saying(tomllib.loads(written), table) == meant:
                return written
    raise ValueError(key)


def _saying(data: dict[str, Any], table: str) -> str:
    """The content in a form to compare; `==` would take 1 and true for the same.

    The table concerned says the same whether it is empty or not there.
    """
    if data.get(table) == {}:
        del data[table]
    return json.dumps(data, sort_keys=True, default=repr)


def _meant(data: dict[str, Any], table: str, name: str, plain: Plain | None) -> dict[str, Any]:
    """What the file shall say afterwards."""
    holder = data
    if table:
        if not isinstance(data.get(table), dict):  # absent, or a bad value in the table's place
            data.pop(table, None)
            if plain is None:
                return data
        holder = data.setdefault(table, {})
    if plain is None:
        holder.pop(name, None)
    else:
        holder[name] = plain
    return data


def _below_header(text: str, table: str, name: str, plain: Plain | None) -> str:
    import tomlkit

    header = re.compile(rf"^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\][ \t]*(#.*)?$", re.MULTILINE)
    line = f"\n{name} = {tomlkit.item(plain).as_string()}"
    return header.sub(lambda found: found[0] + line, text, count=1)


def _by_tomlkit(text: str, table: str, name: str, plain: Plain | None) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    holder: Any = document
    if table:
        if not isinstance(document.get(table), dict):
            document.pop(table, None)
            if plain is None:
                return document.as_string()
            document.add(table, tomlkit.table())
        holder = document[table]
    if plain is None:
        holder.pop(name, None)
    else:
        holder[name] = plain
    return document.as_string()
