"""All settings as they hold now, one immutable value that can be handed around and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lowback_tray.settings.table import SETTINGS

if TYPE_CHECKING:
    from lowback_tray.settings.kinds import Value

_DEFAULTS: dict[str, Value] = {setting.key: setting.default for setting in SETTINGS}


class Values(Mapping[str, Any]):
    """All settings as they hold now: key to typed value, complete, immutable, comparable.

    Args:
        given: what differs from the defaults; keys of `SETTINGS`, checked values.
    """

    __slots__ = ("_values",)

    def __init__(self, given: Mapping[str, Value] | None = None) -> None:
        self._values = _DEFAULTS | dict(given or {})

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        changed = {key: value for key, value in self._values.items() if not self.is_default(key)}
        return f"Values({changed})"

    def is_default(self, key: str) -> bool:
        """Whether the default holds."""
        return bool(self._values[key] == _DEFAULTS[key])
