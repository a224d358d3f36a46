"""Content packs on the disk: every folder below `packs/` is one; a bad one is left out whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lowback_tray.care.exercise import Exercise, Library, Routine
from lowback_tray.care.packs import Pack, merged, parse_pack
from lowback_tray.errors import ContentError
from lowback_tray.i18n import tr

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A pack as it lies on the disk; names are in the language in force.

    Attributes:
        folder: the name of its folder.
        title: its name for people; the folder's where it cannot be read.
        adds, overrides, hides: names of exercises and routines.
        problem: why it is left out; empty where it fits.
    """

    folder: str
    title: str
    adds: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    problem: str = ""


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
    library, found = _taken(library, folder)
    return library, [one.problem for one in found if one.problem]


def survey(library: Library, folder: Path) -> list[Found]:
    """Every pack of a folder as it would be taken now, the refused ones too."""
    return _taken(library, folder)[1]


def _taken(library: Library, folder: Path) -> tuple[Library, list[Found]]:
    found: list[Found] = []
    if not folder.is_dir():
        return library, found
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        try:
            pack = read_pack(each, library)
            together = merged(library, [pack])
        except ContentError as error:
            found.append(Found(each.name, each.name, problem=str(error)))
        else:
            found.append(_told(pack, library))
            library = together
    return library, found


def _told(pack: Pack, before: Library) -> Found:
    """What a pack does to the library it is added to."""
    own: dict[str, Exercise | Routine] = {**pack.exercises, **pack.routines}
    known: dict[str, Exercise | Routine] = {**before.exercises, **before.routines}
    return Found(
        folder=pack.name,
        title=str(pack.title),
        adds=tuple(str(one.name) for key, one in own.items() if key not in known),
        overrides=tuple(str(one.name) for key, one in own.items() if key in known),
        hides=tuple(
            str(known[key].name) for key in sorted(pack.hide_exercises | pack.hide_routines)
        ),
    )
