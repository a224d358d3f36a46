"""Setups: choose one, make one, take one away, say when it holds.

All of it goes through the settings file, so it is written as carefully as any setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.errors import SettingsError
from lowback_tray.i18n import tr
from lowback_tray.settings.reading import Setup, found_name, within
from lowback_tray.settings.setup_rules import AUTO, BASE, DAYS, IN_USE, MOST, RULES, TABLE, USE
from lowback_tray.settings.table import find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lowback_tray.settings.edit import Key
    from lowback_tray.settings.file import SettingsFile
    from lowback_tray.settings.kinds import Plain


def use(file: SettingsFile, name: str) -> str:
    """Choose what holds: a setup, `BASE` or `AUTO`; returns its name as it is written.

    Raises:
        SettingsError: there is no such setup, or the file cannot be written.
    """
    file.prepare()
    word = str(IN_USE.check(name, f"setup {name}"))
    chosen = word if word in (BASE, AUTO) else found_name(file.setups, name)
    file.set(USE, chosen)
    return chosen


def add(file: SettingsFile, name: str) -> str:
    """A new setup with what differs in the one that holds now; it is used from now on.

    Raises:
        SettingsError: no good name, or taken, or a file that cannot be written.
    """
    file.prepare()
    good = _free(file.setups, name)
    own = file.setups.get(file.setup, Setup())
    file.change({**plain_of({good: Setup(own.given)}), USE: good})
    return good


def take(file: SettingsFile, arriving: Mapping[str, Setup]) -> int:
    """Take over setups of another machine whose names are free here; returns how many.

    Raises:
        SettingsError: the file cannot be written; then nothing was changed.
    """
    file.prepare()
    taken = {name.casefold() for name in file.setups}
    new = {name: one for name, one in arriving.items() if name.casefold() not in taken}
    file.change(plain_of(new))
    return len(new)


def plain_of(setups: Mapping[str, Setup]) -> dict[Key, Plain | None]:
    """Setups as they are written: where to what."""
    written: dict[Key, Plain | None] = {}
    for name, setup in setups.items():
        written[within(name, DAYS)] = []  # which keeps it there while nothing differs
        for rule in RULES:
            if rule.key in setup.rules:
                written[within(name, rule.key)] = rule.plain(setup.rules[rule.key])
        for key, value in setup.given.items():
            written[within(name, key)] = find(key).plain(value)
    return written


def remove(file: SettingsFile, name: str) -> str:
    """Take a setup away for good; where it was in use, the usual settings hold.

    Raises:
        SettingsError: there is no such setup, or the file cannot be written.
    """
    file.prepare()
    found = found_name(file.setups, name)
    gone: dict[Key, Plain | None] = {(TABLE, found): None}
    if file.base[USE] == found:
        gone[USE] = None
    file.change(gone)
    return found


def set_rule(file: SettingsFile, name: str, key: str, value: object) -> None:
    """Change when a setup holds by itself.

    Args:
        file: the settings.
        name: of the setup.
        key: one of `RULES`.
        value: raw or typed; it is checked.

    Raises:
        SettingsError: no such setup, a value that does not fit, or a file that cannot be written.
    """
    rule = next(one for one in RULES if one.key == key)
    checked = rule.check(value, f"setup {name}: {key}")
    file.prepare()
    file.change({within(found_name(file.setups, name), key): rule.plain(checked)})


def _free(setups: Mapping[str, Setup], name: str) -> str:
    """The name in its clean form, if a new setup may have it.

    Raises:
        SettingsError: it is no name, it is taken, or there are enough of them.
    """
    place = f"setup {name}"
    good = str(IN_USE.check(name, place))
    taken = {one.casefold() for one in (BASE, AUTO, *setups)}
    if good.casefold() in taken:
        remedy = tr("Give it another name, or remove that one first")
        raise SettingsError(place, tr("there is already a setup of this name"), remedy)
    if len(setups) >= MOST:
        remedy = tr("Remove one that you do not need")
        raise SettingsError(place, tr("there are too many setups"), remedy)
    return good
