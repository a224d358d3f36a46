"""What lies on the disk, as commands read and change it: settings, history, content.

The running program and a command without one share this; only who writes differs.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lowback_tray import __version__, i18n, paths, resources
from lowback_tray.care import library, routine
from lowback_tray.care.exercise import Library
from lowback_tray.desktop.clock import local
from lowback_tray.engine import preview
from lowback_tray.engine.preview import Planned
from lowback_tray.history import report
from lowback_tray.history.stored import StoredRecord
from lowback_tray.i18n import tr
from lowback_tray.settings.file import SettingsFile
from lowback_tray.settings.policy import policy_from
from lowback_tray.settings.table import SETTINGS, find

if TYPE_CHECKING:
    from lowback_tray.app.signals import Signal
    from lowback_tray.history.restoring import Backup
    from lowback_tray.history.stored import History


class Shelf:
    """The person's files.

    Args:
        wall: local time, by which setups come and go.

    Attributes:
        settings: the settings file, loaded.
    """

    def __init__(self, wall: Callable[[], datetime] = lambda: local(time.time())) -> None:
        self.settings = SettingsFile(paths.settings_file(), wall)
        self.settings.load()
        self.pack_problems: list[str] = []

    def library(self) -> Library:
        """All content, the packs of the person included; bad packs are left out and said."""
        ours = library.load()
        if not paths.packs().is_dir():
            return ours
        from lowback_tray.app.packs import with_packs

        everything, self.pack_problems = with_packs(ours, paths.packs())
        return everything

    def check_pack(self, path: str) -> str:
        """Read a pack as the program would. Raises ContentError with all there is to say."""
        from lowback_tray.app.packs import read_pack

        pack = read_pack(Path(path), library.load())
        return tr("{title}: {exercises} exercises, {routines} routines, all in order").format(
            title=pack.title, exercises=len(pack.exercises), routines=len(pack.routines)
        )

    def names(self) -> dict[str, str]:
        """Ids of exercises and routines to their names, in the language in force."""
        content = self.library()
        named = {item.id: str(item.name) for item in content.exercises.values()}
        for key in (*content.routines, *content.own):
            named[key] = routine.name_of(key, content)
        return named

    def preview(self, begin: datetime | None, end: datetime) -> tuple[Planned, ...]:
        """The prompts of a span that starts afresh at `begin` (now where not given)."""
        start = begin or local(time.time())
        policy = policy_from(self.settings.values)
        return preview.day(policy, self.library(), start, end)

    def history_json(self, records: Sequence[StoredRecord]) -> list[dict[str, Any]]:
        """Records as plain data."""
        return report.to_json(records)

    def history_lines(self, records: Sequence[StoredRecord]) -> list[str]:
        """Records as lines to read."""
        return report.to_lines(records, self.names())

    def setting_lines(self) -> list[str]:
        """Every setting with its value and meaning."""
        values = self.settings.values
        shown = [item for item in SETTINGS if item.page != "hidden"]
        lines = []
        for item in shown:
            mark = " " if values.is_default(item.key) else "*"
            lines.append(f"{mark} {item.key} = {item.text(values[item.key])}")
            lines.append(f"    {tr(item.help)}")
        return lines

    def get_setting(self, key: str) -> str:
        """One value as text. Raises SettingsError."""
        setting = find(key)
        return setting.text(self.settings.values[key])

    def set_setting(self, key: str, value: str) -> str:
        """Change one; returns the value in force. Raises SettingsError."""
        self.settings.set(key, find(key).parse(value))
        return self.get_setting(key)

    def reset_setting(self, key: str | None) -> None:
        """Back to the default, one or all. Raises SettingsError."""
        self.settings.reset(key)

    def setups(self) -> list[dict[str, Any]]:
        """The usual settings and every setup as plain data."""
        from lowback_tray.app import setting_up

        return setting_up.data(self.settings)

    def use_setup(self, name: str) -> str:
        """Choose one; returns what it is called. Raises SettingsError."""
        from lowback_tray.settings import setup_rules, setups

        chosen = setups.use(self.settings, name)
        self.adopt()
        return setup_rules.called(chosen)

    def save_setup(self, name: str) -> str:
        """A new one from what holds; returns its name. Raises SettingsError."""
        from lowback_tray.settings import setups

        made = setups.add(self.settings, name)
        self.adopt()
        return made

    def remove_setup(self, name: str) -> str:
        """One less; returns its name. Raises SettingsError."""
        from lowback_tray.settings import setups

        gone = setups.remove(self.settings, name)
        self.adopt()
        return gone

    def time_setup(self, name: str, days: str, times: str) -> tuple[str, str]:
        """When one holds by itself; returns its name and the rule. Raises SettingsError."""
        from lowback_tray.app import setting_up

        said = setting_up.time(self.settings, name, days, times)
        self.adopt()
        return said

    def settings_path(self) -> str:
        """Where the settings file is."""
        return str(self.settings.path)

    # ---- the data is the person's

    @contextmanager
    def log(self) -> Iterator[History]:
        """The history, to write to. Raises StoreError."""
        from lowback_tray.history.opening import open_store

        now = datetime.now().astimezone()
        store, _ = open_store(paths.history_file(), now, paths.backups())
        try:
            yield store
        finally:
            store.close()

    def start_afresh(self) -> None:
        """Forget what was going on. Raises Refused."""
        from lowback_tray.history import files

        files.discard(paths.history_file())  # with the state in it; a new one is made

    def adopt(self) -> None:
        """Put the settings in force; without a running program there is nothing to do."""

    def export(self, path: str, *, replace: bool = False) -> str:
        """Everything into a folder or zip file; says what. Raises LowbackError."""
        from lowback_tray.app import owning

        return owning.export(self, Path(path), replace=replace)

    def take_in(self, path: str) -> str:
        """What another machine exported; says what was new. Raises LowbackError."""
        from lowback_tray.app import owning

        return owning.take_in(self, Path(path))

    def doctor(self) -> dict[str, Any]:
        """What was detected, what is degraded and why."""
        raise NotImplementedError

    def signals(self) -> Sequence[Signal]:
        """Every signal that is read, what it says now, and its switch."""
        from lowback_tray.app.signals import signals

        return signals(self.doctor(), self.settings.values)

    def report(self, path: str) -> str:
        """The page for a professional, as PDF; says where. Raises LowbackError."""
        from lowback_tray.app import reporting

        return reporting.report(self, Path(path))

    def backups(self) -> Sequence[Backup]:
        """The backups, newest first. Raises StoreError."""
        from lowback_tray.app import owning

        return owning.backups(self)

    def restore(self, day: date) -> str:
        """Bring back what a backup has; says how much. Raises LowbackError."""
        from lowback_tray.app import owning

        return owning.restore(self, day)

    def deletable(self) -> Mapping[str, str]:
        """What can be deleted: a word and what that is (a message for `tr`)."""
        from lowback_tray.app import owning

        return owning.PARTS

    def delete(self, part: str) -> str:
        """Delete a part for good; says what went. Raises LowbackError."""
        from lowback_tray.app import owning

        return owning.delete(self, part)

    def history(self, since: datetime | None) -> Sequence[StoredRecord]:
        """The records since a moment, oldest first. Raises StoreError."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What `doctor` knows without the program: versions, places, the settings' faults."""
        from lowback_tray.desktop import autostart

        switch = autostart.for_this_system()
        return {
            "version": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "language": i18n.language(),
            "paths": {
                "settings": str(paths.settings_file()),
                "history": str(paths.history_file()),
                "backups": str(paths.backups()),
                "packs": str(paths.packs()),
                "log": str(paths.log_file()),
                "socket": str(paths.socket_path()),
                "resources": str(resources.root()),
                "program": sys.executable,
            },
            "start_at_login": {"on": switch.enabled(), "place": switch.place},
            "settings": {
                "problems": [str(problem) for problem in self.settings.problems],
                "unknown": list(self.settings.unknown),
            },
        }


def records_since(history: Any, since: datetime | None) -> list[StoredRecord]:
    """The records of an open history since a moment."""
    found: list[StoredRecord] = history.records(since)
    return found
