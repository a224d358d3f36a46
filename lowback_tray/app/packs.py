"""Content packs on the disk: every folder below `packs/` is one; a bad one is left out whole."""

from __future__ import annotations

from pathlib import Path

from lowback_tray.care.exercise import Library
from lowback_tray.care.packs import Pack, merged, parse_pack
from lowback_tray.errors import ContentError
from lowback_tray.i18n import tr

_LARGEST = 1024 * 1024


def read_pack(folder: Path, library: Library) -> Pack:
    """The pack in a folder.

    Raises:
        ContentError: naming file, line, field and remedy.
    """
    if not folder.is_dir():
        raise ContentError(
            str(folder), tr("is not a folder"), tr("Name the folder that holds pack.toml")
        )
    return parse_pack(folder.name, _files(folder), library)


def _files(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found[name] = _text(path) if path.suffix == ".toml" else ""
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ContentError(str(path), tr("is too large"), tr("A card is a few kilobytes"))
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(str(path), tr("is not UTF-8 text"), tr("Save it as UTF-8")) from error
    except OSError as error:
        raise ContentError(str(path), str(error.strerror), tr("Make the file readable")) from error


def with_packs(library: Library, folder: Path) -> tuple[Library, list[str]]:
    """The library with every good pack of a folder, and what is wrong with the others."""
    problems: list[str] = []
    if not folder.is_dir():
        return library, problems
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        try:
            library = merged(library, [read_pack(each, library)])
        except ContentError as error:
            problems.append(str(error))
    return library, problems
