"""What the switches of all systems share: names, and files that are written whole or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lowback_tray.errors import DesktopError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

APP = "lowback-tray"
NAME = "Lowback Tray"
APP_ID = "io.github.lowback_tray"


def can_run(program: str) -> bool:
    """Whether a program is there and may be run."""
    return shutil.which(program) is not None


def write(file: Path, content: bytes) -> None:
    """Write a file, with its folder.

    Raises:
        DesktopError: it cannot be written.
    """
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(file)
    except OSError as error:
        raise unchanged(str(file), error.strerror or str(error)) from error


def remove(file: Path) -> None:
    """Remove a file that may be there.

    Raises:
        DesktopError: it is there and stays.
    """
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise unchanged(str(file), error.strerror or str(error)) from error


def unchanged(place: str, reason: str) -> DesktopError:
    """What to say when the switch could not be thrown."""
    text = tr("Start at login could not be changed: {place} ({reason}).")
    return DesktopError(text.format(place=place, reason=reason))
