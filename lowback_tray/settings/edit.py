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
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lowback_tray.settings.kinds import Plain


Key: TypeAlias = str | tuple[str, ...]
"""A setting's key ("name" or "table.name"), or the names on the way to a value in a setup."""


def changed(text: str, key: Key, plain: Plain | None) -> str:
    """The text with one key set, or removed where `plain` is None.

    Args:
        text: valid TOML.
        key: where; a removed table goes with all that is in it.
        plain: the new value.

    Raises:
        ValueError: the layout of the file does not let this key be changed by a program.
    """
    *tables, name = key.split(".") if isinstance(key, str) else key
    meant = _saying(_meant(tomllib.loads(text), tables, name, plain), tables)
    if meant == _saying(tomllib.loads(text), tables):
        return text
    from tomlkit.exceptions import TOMLKitError

    for way in (_below_header, _by_tomlkit):
        with contextlib.suppress(ValueError, RecursionError, TOMLKitError):
            written = way(text, tables, name, plain)
            if _saying(tomllib.loads(written), tables) == meant:
                return written
    raise ValueError(key)


def _saying(data: dict[str, Any], tables: Sequence[str]) -> str:
    """The content in a form to compare; `==` would take 1 and true for the same.

    The tables concerned say the same whether they are empty or not there.
    """
    for depth in range(len(tables), 0, -1):
        holder: Any = data
        for table in tables[: depth - 1]:
            holder = holder.get(table) if isinstance(holder, dict) else None
        if isinstance(holder, dict) and holder.get(tables[depth - 1]) == {}:
            del holder[tables[depth - 1]]
    return json.dumps(data, sort_keys=True, default=repr)


def _meant(
    data: dict[str, Any], tables: Sequence[str], name: str, plain: Plain | None
) -> dict[str, Any]:
    """What the file shall say afterwards."""
    holder = data
    for table in tables:
        if not isinstance(holder.get(table), dict):  # absent, or a bad value in the table's place
            holder.pop(table, None)
            if plain is None:
                return data
        holder = holder.setdefault(table, {})
    if plain is None:
        holder.pop(name, None)
    else:
        holder[name] = plain
    return data


def _below_header(text: str, tables: Sequence[str], name: str, plain: Plain | None) -> str:
    import tomlkit

    dotted = r"[ \t]*\.[ \t]*".join(
        rf"(?:{re.escape(table)}|\"{re.escape(table)}\")" for table in tables
    )
    header = re.compile(rf"^[ \t]*\[[ \t]*{dotted}[ \t]*\][ \t]*(#.*)?$", re.MULTILINE)
    line = f"\n{name} = {tomlkit.item(plain).as_string()}"
    return header.sub(lambda found: found[0] + line, text, count=1)


def _by_tomlkit(text: str, tables: Sequence[str], name: str, plain: Plain | None) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    holder: Any = document
    for depth, table in enumerate(tables, start=1):
        if not isinstance(holder.get(table), dict):
            holder.pop(table, None)
            if plain is None:
                return document.as_string()
            holder.add(table, tomlkit.table(is_super_table=depth < len(tables)))
        holder = holder[table]
    if plain is None:
        holder.pop(name, None)
    else:
        holder[name] = plain
    return document.as_string()
