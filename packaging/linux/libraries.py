"""Whose the shared libraries are: what the packages depend on, and whose notes they carry along.

The self-contained folder holds libraries of the system that built it. Their licences want their
copyright notes to go with them; on Debian each package has its own.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

_DOC = Path("/usr/share/doc")


def owner(name: str) -> str | None:
    """The Debian package that has a library; None where it is nobody's, or this is no Debian."""
    if not shutil.which("dpkg"):
        return None
    for place in (path for found in _places(name) for path in (found, str(Path(found).resolve()))):
        for known in (place, place.removeprefix("/usr")):
            ask = ["dpkg", "-S", known]
            done = subprocess.run(ask, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return done.stdout.partition(":")[0]
    return None


def carry_notes(folder: Path, target: Path) -> list[str]:
    """Put the note of every package whose libraries lie in a folder below `target`.

    Args:
        folder: where the libraries are.
        target: gets a file named after each package.

    Returns:
        the packages.
    """
    names = sorted(path.name for path in folder.glob("*.so*") if not path.is_symlink())
    packages = sorted({package for name in names if (package := owner(name))})
    target.mkdir(parents=True, exist_ok=True)
    for package in packages:
        note = target / package
        note.write_bytes((_DOC / package / "copyright").read_bytes())
        note.chmod(0o644)
    return packages


def _places(name: str) -> list[str]:
    """Where the loader finds a library."""
    return [line.rpartition("=> ")[2] for line in _known() if line.split()[:1] == [name]]


@cache
def _known() -> tuple[str, ...]:
    said = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    return tuple(said.stdout.splitlines())
