"""Setups as commands and windows tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.i18n import tr
from lowback_tray.settings import setups
from lowback_tray.settings.reading import Setup, found_name
from lowback_tray.settings.setup_rules import AUTO, BASE, DAYS, HOURS, RULES, USE, called
from lowback_tray.settings.table import find

if TYPE_CHECKING:
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
