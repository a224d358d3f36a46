"""Start at login on macOS: a launch agent. Written to Apple's documentation, not run by us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.autostart.files import APP_ID, can_run, remove, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class MacAutostart:
    """A launch agent.

    Args:
        command: program (an absolute path) and arguments.
        folder: usually ~/Library/LaunchAgents.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._file = folder / f"{APP_ID}.plist"

    @property
    def place(self) -> str:
        """Where the entry is, for people."""
        return str(self._file)

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""
        program = self._program()
        return program is not None and can_run(program)

    def lost(self) -> str | None:
        """The program an agent that is on names, where it is gone."""
        program = self._program()
        return None if program is None or can_run(program) else program

    def _program(self) -> str | None:
        """What the agent starts; None where there is none that is on."""
        import plistlib
        from xml.parsers.expat import ExpatError

        try:
            agent: Any = plistlib.loads(self._file.read_bytes())
        except (OSError, ExpatError, plistlib.InvalidFileException):
            return None
        if not agent.get("RunAtLoad") or agent.get("Disabled"):
            return None
        words = agent.get("ProgramArguments")
        return str(words[0]) if words else None

    def enable(self) -> None:
        """Let it start."""
        import plistlib

        agent = {
            "Label": APP_ID,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        write(self._file, plistlib.dumps(agent))

    def disable(self) -> None:
        """Let it not start."""
        remove(self._file)
