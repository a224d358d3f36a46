"""Start at login on Windows: a value below the person's Run key.

Written to Microsoft's documentation; only the rules have been run by us, over a stand-in for the
registry.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from lowback_tray.desktop.autostart.files import NAME, can_run, unchanged

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class Registry(Protocol):
    """The values of this program below the person's keys. All raise OSError."""

    def get(self, key: str) -> object:
        """The value, None where there is none."""

    def set(self, key: str, text: str) -> None:
        """Write a text."""

    def forget(self, key: str) -> None:
        """Remove the value; harmless where there is none."""


class WindowsAutostart:
    """A value below the person's Run key.

    Args:
        command: program (an absolute path) and arguments.
        registry: of this person.
    """

    def __init__(self, command: Sequence[str], registry: Registry) -> None:
        self._command = command
        self._registry = registry

    @property
    def place(self) -> str:
        """Where the entry is, for people."""
        return rf"HKEY_CURRENT_USER\{RUN}"

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""
        program = self._program()
        return program is not None and can_run(program)

    def lost(self) -> str | None:
        """The program a value that is on names, where it is gone."""
        program = self._program()
        return None if program is None or can_run(program) else program

    def _program(self) -> str | None:
        """What the value starts; None where there is none that is on."""
        try:
            line, approved = self._registry.get(RUN), self._registry.get(APPROVED)
        except OSError:
            return None
        # The task manager's switch: an odd first byte is off.
        off = isinstance(approved, bytes) and bool(approved) and approved[0] % 2 == 1
        if off or not isinstance(line, str) or not line.strip():
            return None
        return line.split('"')[1] if line.startswith('"') and '"' in line[1:] else line.split()[0]

    def enable(self) -> None:
        """Let it start."""
        line = " ".join(f'"{word}"' for word in self._command)
        try:
            self._registry.set(RUN, line)
            self._registry.forget(APPROVED)
        except OSError as error:
            raise unchanged(self.place, error.strerror or str(error)) from error

    def disable(self) -> None:
        """Let it not start."""
        try:
            self._registry.forget(RUN)
        except OSError as error:
            raise unchanged(self.place, error.strerror or str(error)) from error


if sys.platform == "win32":  # pragma: no cover  # not run by us
    import winreg

    class PersonsRegistry:
        """The registry itself."""

        def get(self, key: str) -> object:
            """The value, None where there is none."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    return winreg.QueryValueEx(opened, NAME)[0]
            except FileNotFoundError:
                return None

        def set(self, key: str, text: str) -> None:
            """Write a text."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, NAME, 0, winreg.REG_SZ, text)

        def forget(self, key: str) -> None:
            """Remove the value; harmless where there is none."""
            access = winreg.KEY_SET_VALUE
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, access) as opened:
                    winreg.DeleteValue(opened, NAME)
            except FileNotFoundError:
                pass
