"""Start at login, as the system itself sees it.

The switch keeps no state of its own: `enabled` reads what the system will do, also when it was
changed elsewhere, and says no when the entry points to a program that is gone. Such an entry was
meant to start us: `mend` points it here at the next start, and says so.

    xdg.py      Linux: a desktop entry in the autostart folder (entry.py knows its format)
    portal.py   inside Flatpak: the desktop is asked to keep that entry
    windows.py  a value below the Run key
    mac.py      a launch agent

Only the first has been run where it belongs; the others have been run over stand-ins.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lowback_tray.desktop.autostart.files import APP
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Autostart(Protocol):
    """The switch for start at login."""

    @property
    def place(self) -> str:
        """Where the entry is, for people."""

    def enabled(self) -> bool:
        """Whether the program will start at the next login."""

    def lost(self) -> str | None:
        """The program that an entry which is on names, where that program is gone."""

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


def for_this_system(
    command: Sequence[str] | None = None, env: Mapping[str, str] = os.environ
) -> Autostart:
    """The switch of the system we run on, for a command with an absolute program."""
    command = command or own_command(env)
    if sys.platform == "win32":  # pragma: no cover
        from lowback_tray.desktop.autostart.windows import PersonsRegistry, WindowsAutostart

        return WindowsAutostart(command, PersonsRegistry())
    if sys.platform == "darwin":  # pragma: no cover
        from lowback_tray.desktop.autostart.mac import MacAutostart

        return MacAutostart(command, Path.home() / "Library" / "LaunchAgents")
    if application := env.get("FLATPAK_ID"):
        from lowback_tray.desktop.autostart.portal import PortalAutostart

        folder = _config(env.get("HOST_XDG_CONFIG_HOME", "")) / "autostart"
        address = env.get("DBUS_SESSION_BUS_ADDRESS", "")
        return PortalAutostart([APP], folder / f"{application}.desktop", address)
    from lowback_tray.desktop.autostart.xdg import XdgAutostart

    return XdgAutostart(command, _config(env.get("XDG_CONFIG_HOME", "")) / "autostart")


def _config(given: str) -> Path:
    return Path(given) if Path(given).is_absolute() else Path.home() / ".config"


def own_command(env: Mapping[str, str] = os.environ) -> list[str]:
    """How this very program is started: its script if it has one, else the module.

    What is in one file (an AppImage, or the file that unpacks itself) is started by that file:
    where it is mounted or unpacked is not there to stay. A terminal may be such a program too
    and hand its own name on, so the folder decides. On Windows it is the program without a console.
    """
    here = Path(sys.executable)
    if getattr(sys, "frozen", False):
        image, folder = env.get("APPIMAGE", ""), env.get("APPDIR", "")
        if image and folder and here.resolve().is_relative_to(Path(folder).resolve()):
            return [image]
        return [str(here.with_name(here.name.replace("-cli", "")))]
    for name in (APP, "pythonw.exe"):
        beside = here.with_name(name)
        if beside.exists():
            return [str(beside)] if name == APP else [str(beside), "-m", "lowback_tray"]
    return [sys.executable, "-m", "lowback_tray"]


def mend(autostart: Autostart) -> str | None:
    """Point an entry whose program is gone to this program.

    Returns:
        what to say about it; None where there was nothing to mend.

    Raises:
        DesktopError: the entry cannot be written.
    """
    gone = autostart.lost()
    if gone is None:
        return None
    autostart.enable()
    text = tr("Start at login pointed to {program}, which is gone. It starts this program now.")
    return text.format(program=gone)
