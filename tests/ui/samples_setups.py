"""Setups for the pictures: an office and a home, the office in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.settings.setup_rules import AUTO, BASE, DAYS, RULES, called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lowback_tray.settings.values import Values

_NAMES = ("Office", "自宅")


class FakeDesk:
    """A desk whose setups stay as they are.

    Args:
        values: what holds in the office; the interval is what differs there.
    """

    rules = RULES
    wish = in_use = _NAMES[0]

    def __init__(self, values: Values) -> None:
        every = "stand_up.interval_min"
        self.usual: Mapping[str, Any] = {every: 60, "snooze.limit": values["snooze.limit"]}

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(name, called(name)) for name in (BASE, *_NAMES, AUTO)]

    def rule(self, key: str) -> Any:
        return frozenset({"monday", "tuesday"}) if key == DAYS else ()

    def use(self, name: str) -> None:
        """Nothing changes."""

    def add(self, name: str) -> None:
        """Nothing changes."""

    def remove(self) -> None:
        """Nothing changes."""

    def set_rule(self, key: str, value: Any) -> None:
        """Nothing changes."""
