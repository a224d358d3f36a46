"""Setups as commands and windows tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.i18n import tr
from lowback_tray.settings import setups
from lowback_tray.settings.reading import Setup, found_name
from lowback_tray.settings.setup_rules import (
    AUTO,
    BASE,
    DAYS,
    HOURS,
    RULES,
    USE,
    called,
    may_differ,
)
from lowback_tray.settings.table import SETTINGS, find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lowback_tray.settings.file import SettingsFile

_DAYS, _HOURS = RULES


def data(file: SettingsFile) -> list[dict[str, Any]]:
    """The usual settings and every setup as plain data; "when" is for people."""
    return [
        _one(BASE, called(BASE), file),
        *(_one(name, name, file) for name in file.setups),
    ]


def _one(name: str, label: str, file: SettingsFile) -> dict[str, Any]:
    setup = file.setups.get(name, Setup())
    return {
        "name": name,
        "label": label,
        "in_use": file.setup == name,
        "by_hours": file.base[USE] == AUTO,
        "when": when(setup),
        "differs": {key: find(key).text(value) for key, value in setup.given.items()},
    }


def when(setup: Setup) -> str:
    """The days and times of a setup in words; empty where it has none."""
    days, hours = setup.rule(DAYS), setup.rule(HOURS)
    if not days:
        return ""
    names = " ".join(tr(label) for day, label in _DAYS.choices.items() if day in days)
    return f"{names}  {_HOURS.format(hours)}" if hours else names


def time(file: SettingsFile, name: str, days: str, times: str) -> tuple[str, str]:
    """Say when a setup holds by itself; returns its name and the rule in words.

    Raises:
        SettingsError: no such setup, or what was typed does not fit.
    """
    on_days, at_hours = _DAYS.parse(days), _HOURS.parse(times)
    found = found_name(file.setups, name)
    setups.set_rule(file, found, DAYS, on_days)
    setups.set_rule(file, found, HOURS, at_hours)
    return found, when(file.setups[found]) or tr("only when you choose it")


class Desk:
    """The setups, as the settings window reaches them.

    Args:
        file: the settings.
        adopt: puts them in force everywhere.
    """

    rules = RULES

    def __init__(self, file: SettingsFile, adopt: Callable[[], None]) -> None:
        self._file, self._adopt = file, adopt

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """Id and what it is called: no setup, each of them, the clock where there are any."""
        names = tuple(self._file.setups)
        return [(one, called(one)) for one in (BASE, *names, *((AUTO,) if names else ()))]

    @property
    def wish(self) -> str:
        """What is chosen."""
        return str(self._file.base[USE])

    @property
    def in_use(self) -> str:
        """The setup that holds now; `BASE` for none."""
        return self._file.setup

    @property
    def usual(self) -> Mapping[str, Any]:
        """What may differ in the setup in use, as it is without it."""
        if self.in_use == BASE:
            return {}
        return {one.key: self._file.base[one.key] for one in SETTINGS if may_differ(one)}

    def rule(self, key: str) -> Any:
        """When the one in use holds by itself."""
        return self._file.setups.get(self.in_use, Setup()).rule(key)

    def use(self, name: str) -> None:
        """Choose one. Raises SettingsError."""
        setups.use(self._file, name)
        self._adopt()

    def add(self, name: str) -> None:
        """A new one from what holds. Raises SettingsError."""
        setups.add(self._file, name)
        self._adopt()

    def remove(self) -> None:
        """Take the one in use away. Raises SettingsError."""
        setups.remove(self._file, self.in_use)
        self._adopt()

    def set_rule(self, key: str, value: Any) -> None:
        """Change when the one in use holds by itself. Raises SettingsError."""
        setups.set_rule(self._file, self.in_use, key, value)
        self._adopt()
