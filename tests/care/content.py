"""The packaged content as texts by name, and copies of it with one thing changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from lowback_tray import resources

Files: TypeAlias = dict[str, str]
Change: TypeAlias = Callable[[Any], None]

TABLES = (
    "routines/routines.json", "routines/own.json", "routines/chooser.json", "vocabulary.json",
    "selfcheck.json", "safety.json", "prompts.json", "tips.json", "background.json",
)  # fmt: skip


@cache
def _texts() -> Mapping[str, str]:
    names = (*resources.names("exercises", ".json"), *TABLES)
    return {name: resources.read_text(name) for name in names}


def files() -> Files:
    """Every content file as it is packaged."""
    return dict(_texts())


def changed(name: str, change: Change) -> Files:
    """The content with one file changed by `change`, which edits what `json` made of it."""
    found = files()
    value = copy.deepcopy(json.loads(found[name]))
    change(value)
    return {**found, name: json.dumps(value, ensure_ascii=False)}
