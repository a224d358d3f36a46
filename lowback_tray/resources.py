"""The only door to packaged files.

In a wheel they lie inside the package; an editable install has only `../resources`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lowback_tray.errors import ContentError

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds every packaged file.

    Raises:
        ContentError: when neither place has it (a broken installation).
    """
    for place in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if place.is_dir():
            return place
    raise ContentError(
        str(_PACKAGE / "resources"), "the program's files are missing", "Install Lowback Tray again"
    )


def folder(name: str) -> Path:
    """A folder of packaged files, such as "exercises"."""
    return root() / name


def read_text(name: str) -> str:
    """The text of a packaged file, such as "routines/routines.json".

    Raises:
        ContentError: when it cannot be read.
    """
    path = root() / name
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(
            str(path), f"cannot be read ({error.strerror})", "Install Lowback Tray again"
        ) from error


def names(folder_name: str, suffix: str) -> list[str]:
    """The packaged files of a folder that end in `suffix`, sorted, as "folder/name"."""
    return sorted(
        f"{folder_name}/{path.name}"
        for path in folder(folder_name).iterdir()
        if path.name.endswith(suffix)
    )
