"""Content packs for the tests: the one of the manual, and our own content as one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomlkit

from tests.care import content

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)
PICTURES = {"pictures/ankle_up.png": "", "pictures/ankle_down.png": ""}


def without_null(value: Any) -> Any:
    """The same data as TOML can say it: a null is left out."""
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_null(item) for item in value]
    return value


@cache
def _manual() -> Mapping[str, str]:
    text = (ROOT / "docs/packs.md").read_text(encoding="utf-8")
    return {name: f"# {name}\n{body}" for name, body in _BLOCK.findall(text)}


def of_the_manual() -> dict[str, str]:
    """The pack that docs/packs.md shows."""
    return {**_manual(), **PICTURES}


@cache
def _ours() -> Mapping[str, str]:
    files = {"pack.toml": 'format = 1\nname = { en = "Ours", ja = "元の内容" }\n'}
    for name, text in content.files().items():
        if name.startswith("exercises/"):
            value = without_null(json.loads(text))
            files[name.replace(".json", ".toml")] = tomlkit.dumps(value)
    for routine in json.loads(content.files()["routines/routines.json"]):
        files[f"routines/{routine['id']}.toml"] = tomlkit.dumps(routine)
    return files


def ours() -> dict[str, str]:
    """All our exercises and routines written as a pack."""
    return dict(_ours())
