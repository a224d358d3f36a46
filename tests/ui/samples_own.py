"""A person's data that is only said to be there, for the page "Data and privacy"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from lowback_tray.app.owning import PARTS
from lowback_tray.app.signals import Signal, signals
from lowback_tray.errors import LowbackError
from lowback_tray.history.restoring import Backup
from lowback_tray.settings.values import Values
from tests.ui import samples_b

SEEN: dict[str, Any] = {
    "presence": {"source": "x11", "known": True, "idle_s": 4.0},
    "lock": {"locked": False},
    "holds": {
        "call": {"active": False, "detail": ""},
        "screen_share": {"active": None, "detail": ""},
        "full_screen": {"active": False, "detail": ""},
        "do_not_disturb": {"active": True, "detail": ""},
        "presenting": {"active": True, "detail": "mpv"},
        "program": {"active": False, "detail": ""},
    },
    "notifications": {"server": "dunst"},
    "tray": {"host": "StatusNotifier"},
    "paths": {"settings": "~/.config/lowback-tray/settings.toml"},
}


class FakeOwn:
    """Writes down what was asked of it; `fault` is raised by the next."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []
        self.fault: LowbackError | None = None
        self.values: Mapping[str, Any] = Values()
        self.seen = SEEN

    def _note(self, what: str, about: object) -> str:
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        self.asked.append((what, about))
        return f"{what} {about}: done"

    def signals(self) -> Sequence[Signal]:
        return signals(self.seen, self.values)

    def export(self, path: str, *, replace: bool = False) -> str:
        return self._note("export over" if replace else "export", path)

    def take_in(self, path: str) -> str:
        return self._note("import", path)

    def report(self, path: str) -> str:
        return self._note("report", path)

    def backups(self) -> Sequence[Backup]:
        day = samples_b.NOW.date()
        return [Backup(day - timedelta(days=n), 40_000, 812 - 9 * n) for n in range(5)]

    def restore(self, day: date) -> str:
        return self._note("restore", day.isoformat())

    def deletable(self) -> Mapping[str, str]:
        return PARTS

    def delete(self, part: str) -> str:
        return self._note("delete", part)
