"""Start at login, as the system itself sees it.

The switch keeps no state of its own: `enabled` reads what the system will do, also when it was
changed elsewhere, and says no when the entry points to a program that is gone.

The Linux part is tested. The Windows and macOS parts are written to their systems'
documentation and have not been run by us.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

APP = "lowback-tray"
NAME = "Lowback Tray"
_LABEL = "io.github.lowback_tray"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class Autostart(Protocol):
    """The switch for start at login."""

    @property
    def place(self) -> str:
        """Where the entry is, for people."""

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""

    def enable(self) -> None:
        """Let it start.

        Raises:
            DesktopError: the entry cannot be written.
        """

    def disable(self) -> None:
        """Let it not start.

        Raises:
            DesktopError: the entry cannot be removed.
        """


def for_this_system(command: Sequence[str] | None = None) -> Autostart:
    """The switch of the system we run on, for a command with an absolute program."""
    command = command or own_command()
    if sys.platform == "win32":  # pragma: no cover
        return WindowsAutostart(command)
    if sys.platform == "darwin":  # pragma: no cover
        return MacAutostart(command, Path.home() / "Library" / "LaunchAgents")
    given = os.environ.get("XDG_CONFIG_HOME", "")
    config = Path(given) if Path(given).is_absolute() else Path.home() / ".config"
    return XdgAutostart(command, config / "autostart")


def own_command() -> list[str]:
    """How this very program is started: its script if it has one, else the module."""
    beside = Path(sys.executable).with_name(APP)
    if getattr(sys, "frozen", False):
        return [sys.executable]
    if beside.exists():
        return [str(beside)]
    return [sys.executable, "-m", "lowback_tray"]


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
        try:
            entry = _read_entry(self._file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return False
        switched_off = (
            entry.get("Hidden", "false") == "true"
            or entry.get("X-GNOME-Autostart-enabled", "true") == "false"
        )
        programs = [_program(entry.get("Exec", "")), entry.get("TryExec", "")]
        return not switched_off and all(map(_can_run, filter(None, programs))) and bool(programs[0])

    def enable(self) -> None:
        """Let it start; an entry that was there is written anew."""
        content = "".join(f"{key}={value}\n" for key, value in self._entry().items())
        _write(self._file, f"[Desktop Entry]\n{content}".encode())

    def disable(self) -> None:
        """Let it not start."""
        _remove(self._file)

    def _entry(self) -> dict[str, str]:
        return {
            "Type": "Application",
            "Name": NAME,
            "Comment": "Stands you up once an hour",
            "Comment[ja]": "1時間に1回、立ち上がるきっかけを",
            "Exec": " ".join(map(_quoted, self._command)),
            "TryExec": _escaped(self._command[0]),
            "Icon": APP,
            "Terminal": "false",
            "StartupNotify": "false",
            "X-GNOME-Autostart-enabled": "true",
        }


class MacAutostart:
    """A launch agent (not run by us).

    Args:
        command: program (an absolute path) and arguments.
        folder: usually ~/Library/LaunchAgents.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._file = folder / f"{_LABEL}.plist"

    @property
    def place(self) -> str:
        """Where the entry is, for people."""
        return str(self._file)

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""
        import plistlib
        from xml.parsers.expat import ExpatError

        try:
            agent = plistlib.loads(self._file.read_bytes())
        except (OSError, ExpatError, plistlib.InvalidFileException):
            return False
        program = (agent.get("ProgramArguments") or [""])[0]
        return bool(agent.get("RunAtLoad") and not agent.get("Disabled") and _can_run(program))

    def enable(self) -> None:
        """Let it start."""
        import plistlib

        agent = {
            "Label": _LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        _write(self._file, plistlib.dumps(agent))

    def disable(self) -> None:
        """Let it not start."""
        _remove(self._file)


if sys.platform == "win32":  # pragma: no cover  # not run by us
    import winreg

    class WindowsAutostart:
        """A value below the person's Run key."""

        def __init__(self, command: Sequence[str]) -> None:
            self._command = command

        @property
        def place(self) -> str:
            """Where the entry is, for people."""
            return rf"HKEY_CURRENT_USER\{_RUN}"

        def enabled(self) -> bool:
            """Whether the program will start at the next login."""
            line = _registry(_RUN)
            approved = _registry(_APPROVED)  # the task manager's switch: an odd byte is off
            off = isinstance(approved, bytes) and bool(approved) and approved[0] % 2 == 1
            return isinstance(line, str) and not off and _can_run((line + '""').split('"')[1])

        def enable(self) -> None:
            """Let it start."""
            line = " ".join(f'"{word}"' for word in self._command)
            try:
                with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)
            except OSError as error:
                raise _unwritable(self.place, error) from error
            _forget(_APPROVED)

        def disable(self) -> None:
            """Let it not start."""
            _forget(_RUN)

    def _registry(path: str) -> object:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return winreg.QueryValueEx(key, NAME)[0]
        except OSError:
            return None

    def _forget(path: str) -> None:
        access = winreg.KEY_SET_VALUE
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, access) as key:
                winreg.DeleteValue(key, NAME)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise _unwritable(rf"HKEY_CURRENT_USER\{path}", error) from error


def _can_run(program: str) -> bool:
    return shutil.which(program) is not None


def _write(file: Path, content: bytes) -> None:
    """Write it whole or not at all."""
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(file)
    except OSError as error:
        raise _unwritable(str(file), error) from error


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(str(file), error) from error


def _unwritable(place: str, error: OSError) -> DesktopError:
    text = tr("Start at login could not be changed: {place} ({reason}).")
    return DesktopError(text.format(place=place, reason=error.strerror or error))


# The desktop entry format escapes twice: a word of Exec first, then every value as a text.


def _quoted(word: str) -> str:
    inner = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in word)
    return '"' + _escaped(inner).replace("%", "%%") + '"'


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _read_entry(text: str) -> dict[str, str]:
    """The keys of the first group, their escapes resolved."""
    entry: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("[") and entry:
            break
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            entry[key.strip()] = _resolved(value.strip())
    return entry


def _resolved(value: str) -> str:
    signs = {"n": "\n", "t": "\t", "s": " ", "r": "\r", "\\": "\\"}
    out, parts = "", iter(value)
    for sign in parts:
        out += signs.get(follower := next(parts, ""), follower) if sign == "\\" else sign
    return out


def _program(line: str) -> str:
    """The program of an Exec line, its quotes resolved."""
    import re

    quoted = re.match(r'"((?:[^"\\]|\\.)*)"', line)
    word = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else line.partition(" ")[0]
    return word.replace("%%", "%")
