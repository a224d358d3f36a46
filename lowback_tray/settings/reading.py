"""What a settings file says: the settings, the setups, and what of it does not fit.

One value that does not fit costs only itself: it is left in the file, a `SettingsError` names
it, and in a setup the usual settings hold in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lowback_tray.errors import SettingsError
from lowback_tray.i18n import tr
from lowback_tray.settings.setup_rules import (
    AUTO,
    BASE,
    DAYS,
    HOURS,
    IN_USE,
    RULES,
    TABLE,
    USE,
    may_differ,
)
from lowback_tray.settings.table import SETTINGS, Setting

if TYPE_CHECKING:
    from lowback_tray.settings.kinds import Value

_KEYS = frozenset(setting.key for setting in SETTINGS)
_TABLES = frozenset(key.rpartition(".")[0] for key in _KEYS if "." in key)
IN_SETUPS = (*RULES, *(setting for setting in SETTINGS if may_differ(setting)))
"""What a setup may hold."""
_WEEK = tuple(RULES[0].choices)  # Monday first


@dataclass(frozen=True, slots=True)
class Setup:
    """One setup.

    Attributes:
        given: what differs from the settings: key to typed value.
        rules: when it holds by itself: keys of `RULES`, as far as given.
    """

    given: Mapping[str, Value] = field(default_factory=dict)
    rules: Mapping[str, Value] = field(default_factory=dict)

    def rule(self, key: str) -> Any:
        """One of the `RULES`."""
        return self.rules.get(key, next(one.default for one in RULES if one.key == key))

    def covers(self, wall: datetime) -> bool:
        """Whether it holds by itself at this moment of local time."""
        days, hours = self.rule(DAYS), self.rule(HOURS)
        today = _WEEK[wall.weekday()] in days
        if not hours:
            return today
        yesterday = _WEEK[(wall - timedelta(days=1)).weekday()] in days
        at = wall.time()
        return any(
            (today and one.start <= at < one.end)
            if one.start < one.end
            else (today and at >= one.start) or (yesterday and at < one.end)
            for one in hours
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says.

    Attributes:
        values: the settings: key to typed value, as far as given.
        setups: name to setup, in the order of the file.
        problems: what does not fit.
        unknown: keys that nothing here has (a newer version's, or misspelt).
    """

    values: Mapping[str, Value]
    setups: Mapping[str, Setup]
    problems: tuple[SettingsError, ...]
    unknown: tuple[str, ...]

    def in_use(self, wall: datetime) -> str:
        """The name of the setup that holds at a moment; `BASE` for none."""
        wish = str(self.values.get(USE, BASE))
        if wish == AUTO:
            return next((name for name, one in self.setups.items() if one.covers(wall)), BASE)
        return wish if wish in self.setups else BASE


NOTHING = Said({}, MappingProxyType({}), (), ())
"""An empty file."""


def names(data: Mapping[str, Any]) -> frozenset[str]:
    """The keys of a file as settings are named, "name" or "table.name"."""
    found: set[str] = set()
    for name, value in data.items():
        inner = isinstance(value, dict) and name in _TABLES
        found |= {f"{name}.{one}" for one in value} if inner else {name}
    return frozenset(found)


def judged(data: Mapping[str, Any], place: str) -> Said:
    """What a parsed file says; `place` is what errors name."""
    values, problems = _fitting(SETTINGS, data, f"{place}: ")
    unknown = names(data) - _KEYS - _TABLES - {TABLE}
    given = data.get(TABLE, {})
    setups: dict[str, Setup] = {}
    if not isinstance(given, dict):
        problems.append(_no_table(f"{place}: {TABLE}", TABLE))
        given = {}
    for name, inner in given.items():
        try:
            found, wrong = _setup(name, inner, f"{place}: {TABLE}.{name}")
        except SettingsError as error:
            problems.append(error)
            continue
        problems += wrong
        setups[name] = found
        known = {setting.key for setting in IN_SETUPS}
        unknown |= {f"{TABLE}.{name}.{key}" for key in names(inner) - known - _TABLES}
    wish = str(values.get(USE, BASE))
    if wish not in {BASE, AUTO, *setups}:
        problems.append(
            SettingsError(
                f"{place}: {USE}",
                tr('there is no setup "{name}"').format(name=wish),
                tr("The usual settings hold; choose another one"),
            )
        )
    return Said(values, setups, tuple(problems), tuple(sorted(unknown)))


def _setup(name: str, inner: Any, place: str) -> tuple[Setup, list[SettingsError]]:
    """One setup and what is wrong within; raises SettingsError where it is none at all."""
    if not isinstance(inner, dict):
        raise _no_table(place, f"{TABLE}.{name}")
    if IN_USE.check(name, place) != name or name in (BASE, AUTO):
        remedy = tr("Give it another name")
        raise SettingsError(place, tr("cannot be the name of a setup"), remedy)
    found, wrong = _fitting(IN_SETUPS, inner, f"{place}.")
    rules = {setting.key for setting in RULES}
    setup = Setup(
        {key: value for key, value in found.items() if key not in rules},
        {key: value for key, value in found.items() if key in rules},
    )
    return setup, wrong


def _fitting(
    settings: Iterable[Setting], data: Mapping[str, Any], before: str
) -> tuple[dict[str, Value], list[SettingsError]]:
    """What fits, and what is wrong with the rest."""
    values: dict[str, Value] = {}
    known = list(settings)
    tables = {setting.key.rpartition(".")[0] for setting in known} - {""}
    problems = [
        _no_table(f"{before}{table}", table)
        for table in sorted(tables)
        if not isinstance(data.get(table, {}), dict)
    ]
    for setting in known:
        table, _, name = setting.key.rpartition(".")
        holder = data.get(table) if table else data
        if not isinstance(holder, dict) or name not in holder:
            continue
        try:
            values[setting.key] = setting.check(holder[name], f"{before}{setting.key}")
        except SettingsError as error:
            problems.append(error)
    return values, problems


def _no_table(place: str, table: str) -> SettingsError:
    remedy = tr('Write "[{table}]" on a line of its own').format(table=table)
    return SettingsError(place, tr("is not a table"), remedy)


def found_name(setups: Mapping[str, Setup], name: str) -> str:
    """The name of a setup as it was given, whatever case and width it was typed in.

    Raises:
        SettingsError: there is none.
    """
    place = f"setup {name}"
    wanted = str(IN_USE.check(name, place)).casefold()
    for one in setups:
        if one.casefold() == wanted:
            return one
    remedy = tr('"lowback-tray setup list" shows all of them')
    raise SettingsError(place, tr("there is no such setup"), remedy)


def within(name: str, key: str) -> tuple[str, ...]:
    """The names on the way to a setting's value in a setup."""
    return (TABLE, name, *key.split("."))
