"""Start at login on Linux: a desktop entry in the autostart folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lowback_tray.desktop.autostart import entry
from lowback_tray.desktop.autostart.files import APP, NAME, can_run, remove, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class XdgAutostart:
    """A desktop entry in the autostart folder.

    Args:
        command: program (an absolute path) and arguments.
        folder: usually ~/.config/autostart.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._file = folder / f"{APP}.desktop"

    @property
    def place(self) -> str:
        """Where the entry is, for people."""
        return str(self._file)

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""
        return bool(programs := self._programs()) and all(map(can_run, programs))

    def lost(self) -> str | None:
        """The program an entry that is on names, where it is gone."""
        return next((one for one in self._programs() if not can_run(one)), None)

    def _programs(self) -> list[str]:
        """What must be there for the entry to start something; none where it is off."""
        try:
            found = entry.read(self._file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return []
        program = entry.program(found.get("Exec", ""))
        if not program or entry.switched_off(found):
            return []
        return [one for one in (program, found.get("TryExec", "")) if one]

    def enable(self) -> None:
        """Let it start; an entry that was there is written anew."""
        content = "".join(f"{key}={value}\n" for key, value in self._entry().items())
        write(self._file, f"[Desktop Entry]\n{content}".encode())

    def disable(self) -> None:
        """Let it not start."""
        remove(self._file)

    def _entry(self) -> dict[str, str]:
        return {
            "Type": "Application",
            "Name": NAME,
            "Comment": "Stands you up once an hour",
            "Comment[ja]": "1時間に1回、立ち上がるきっかけを",
            "Exec": " ".join(map(entry.quoted, self._command)),
            "TryExec": entry.escaped(self._command[0]),
            "Icon": APP,
            "Terminal": "false",
            "StartupNotify": "false",
            "X-GNOME-Autostart-enabled": "true",
        }
