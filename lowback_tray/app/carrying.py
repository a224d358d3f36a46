"""Everything of the person's in one folder or zip file, and back in on another machine.

    lowback-tray.json   what this is: format, version, when, by which version of the program
    history.jsonl, history.csv   the records (`history.exchange`)
    settings.toml       what differs from the defaults, of the program
    profile.toml        the same, of the person: place, conditions, self-check, favourites

An export appears only when it is whole. An import is read and checked as a whole before anything
is changed; one bad line refuses all of it. Then: records are merged by their id; a setting that
somebody changed here stays; sets (conditions, favourites) are joined. So taking the same export
in twice changes nothing. The format in full: docs/data.md.
"""

from __future__ import annotations

import json
import shutil
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lowback_tray import __version__
from lowback_tray.errors import BadInput, SettingsError
from lowback_tray.history import exchange
from lowback_tray.history.stored import StoredRecord
from lowback_tray.i18n import tr
from lowback_tray.settings import edit
from lowback_tray.settings.reading import Setup, judged
from lowback_tray.settings.setup_rules import TABLE as TABLE_OF_SETUPS
from lowback_tray.settings.setup_rules import USE
from lowback_tray.settings.setups import plain_of
from lowback_tray.settings.table import SETTINGS, find
from lowback_tray.settings.values import Values
from lowback_tray.settings.you import KEYS as PERSONAL

FORMAT, VERSION = "lowback-tray-export", 1
ABOUT, LINES, TABLE = "lowback-tray.json", "history.jsonl", "history.csv"
OF_PROGRAM, OF_PERSON = "settings.toml", "profile.toml"
_NEVER = "hooks."
_LARGEST = 512 * 1024 * 1024  # bytes of one file; ten years are a tenth of that


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an export holds, checked.

    Attributes:
        records: all of them.
        settings: key to typed value.
        setups: name to what differs in it.
        unknown: settings that this version does not know; they are left out.
    """

    records: tuple[StoredRecord, ...]
    settings: Mapping[str, Any]
    setups: Mapping[str, Setup]
    unknown: tuple[str, ...]


# ---- out


def contents(
    records: Iterable[StoredRecord],
    values: Values,
    now: datetime,
    setups: Mapping[str, Setup],
) -> dict[str, str]:
    """The files of an export by their name.

    Args:
        records: what happened.
        values: the settings without any setup.
        now: local time.
        setups: what differs in which setup.
    """
    kept = list(records)
    about = {
        "format": FORMAT, "version": VERSION, "program": __version__, "made": now.isoformat(),
        "records": len(kept),
    }  # fmt: skip
    # Which setup is in use is for each computer to say.
    changed = [one for one in SETTINGS if not values.is_default(one.key) and one.key != USE]
    toml = {OF_PROGRAM: "", OF_PERSON: ""}
    for one in changed:
        name = OF_PERSON if one.key in PERSONAL else OF_PROGRAM
        toml[name] = edit.changed(toml[name], one.key, one.plain(values[one.key]))
    for key, plain in plain_of(setups).items():
        toml[OF_PROGRAM] = edit.changed(toml[OF_PROGRAM], key, plain)
    return {
        ABOUT: json.dumps(about, indent=2) + "\n",
        LINES: "".join(f"{line}\n" for line in exchange.to_lines(kept)),
        TABLE: exchange.to_csv(kept),
        **toml,
    }


def write(target: Path, made: Mapping[str, str], *, replace: bool = False) -> None:
    """Put an export on the disk: a zip file where the name ends so, else a folder.

    Args:
        target: where.
        made: what `contents` made.
        replace: a file that is there may be written over; a folder never is.

    Raises:
        BadInput: something is there already, or it cannot be written; nothing is left behind.
    """
    zipped = target.suffix.lower() == ".zip"
    if target.exists() and not (zipped and replace and target.is_file()):
        raise BadInput(str(target), tr("is there already"), tr("Give another name"))
    part = target.with_name(target.name + ".part")
    try:
        _discard(part)
        (_zip if zipped else _fill)(part, made)
        part.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        with suppress(OSError):
            _discard(part)


def _unwritable(target: Path, error: OSError) -> BadInput:
    return BadInput(
        str(target),
        tr("cannot be written ({reason})").format(reason=error.strerror or error),
        tr("Choose a folder that you may write to, with room on its disk"),
    )


def _zip(part: Path, made: Mapping[str, str]) -> None:
    with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
        part.chmod(0o600)
        for name, text in made.items():
            archive.writestr(name, text)


def _fill(part: Path, made: Mapping[str, str]) -> None:
    part.mkdir(mode=0o700)
    for name, text in made.items():
        (part / name).write_text(text, encoding="utf-8", newline="")


def _discard(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink(missing_ok=True)


# ---- in


def read(source: Path) -> Arrival:
    """An export, checked as a whole.

    Raises:
        BadInput: names file and line of what is wrong; nothing of it may be used then.
    """
    try:
        texts = _unzipped(source) if source.is_file() else _from_folder(source)
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise _foreign(str(source)) from error
    _check(texts, source)
    settings, setups, unknown = _settings(texts, source)
    records = exchange.from_lines(texts[LINES].splitlines(), f"{source}: {LINES}")
    return Arrival(tuple(records), settings, setups, unknown)


def _foreign(place: str) -> BadInput:
    return BadInput(
        place,
        tr("is not an export of Lowback Tray"),
        tr("Name the folder or zip file that `lowback-tray export` made"),
    )


def _from_folder(source: Path) -> dict[str, str]:
    return {
        name: (source / name).read_text(encoding="utf-8")
        for name in (ABOUT, LINES, OF_PROGRAM, OF_PERSON)
        if (source / name).stat().st_size <= _LARGEST
    }


def _unzipped(source: Path) -> dict[str, str]:
    with zipfile.ZipFile(source) as archive:
        wanted = (ABOUT, LINES, OF_PROGRAM, OF_PERSON)
        held = [one for one in archive.infolist() if one.filename in wanted]
        return {
            one.filename: archive.read(one).decode("utf-8")
            for one in held
            if one.file_size <= _LARGEST
        }


def _check(texts: Mapping[str, str], source: Path) -> None:
    try:
        about = json.loads(texts[ABOUT])
        known = about["format"] == FORMAT and {LINES, OF_PROGRAM, OF_PERSON} <= texts.keys()
        version = int(about["version"])
    except (KeyError, ValueError, TypeError) as error:
        raise _foreign(str(source)) from error
    if not known:
        raise _foreign(str(source))
    if version > VERSION:
        raise BadInput(
            f"{source}: {ABOUT}",
            tr("was written by a newer version of Lowback Tray"),
            tr("Install that version here too"),
        )


def _settings(
    texts: Mapping[str, str], source: Path
) -> tuple[dict[str, Any], dict[str, Setup], tuple[str, ...]]:
    found: dict[str, Any] = {}
    setups: dict[str, Setup] = {}
    unknown: list[str] = []
    for name in (OF_PROGRAM, OF_PERSON):
        place = f"{source}: {name}"
        try:
            data = tomllib.loads(texts[name])
        except (ValueError, RecursionError) as error:
            raise BadInput(
                place,
                tr("cannot be understood ({reason})").format(reason=error),
                tr("Export again on the other machine; nothing was taken in"),
            ) from error
        said = judged({TABLE_OF_SETUPS: data.pop(TABLE_OF_SETUPS, {})}, place)
        if said.problems:
            raise said.problems[0]
        setups.update(said.setups)
        for key, raw in _flat(data):
            try:
                setting = find(key)
            except SettingsError:  # of a newer version
                unknown.append(key)
                continue
            found[key] = setting.check(raw, f"{place}: {key}")
    return found, setups, tuple(unknown)


def _flat(data: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        else:
            yield name, value


def wanted(here: Values, arriving: Mapping[str, Any]) -> dict[str, Any]:
    """What an import changes: what was never changed here, and sets, which are joined.

    Never a command that this program would run: a file of somebody else's must not bring one.
    """
    changes: dict[str, Any] = {}
    for key, value in arriving.items():
        if key.startswith(_NEVER):
            continue
        own = here[key]
        if isinstance(own, frozenset):
            value = own | value
        elif not here.is_default(key):
            continue
        if value != own:
            changes[key] = value
    return changes
