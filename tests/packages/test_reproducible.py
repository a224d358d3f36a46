"""The same commit gives the same bytes."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.desktop.virtual import ROOT
from tests.packages.conftest import release

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.timeout(1800)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_wheel_and_sdist_are_the_same_when_built_again() -> None:
    made = []
    for _ in range(2):
        for old in (ROOT / "dist").glob("lowback_tray-*"):
            old.unlink()
        release("wheel")
        found = (ROOT / "dist").glob("lowback_tray-*")
        made.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found})
    assert len(made[0]) == 2
    assert made[0] == made[1]


def test_the_self_contained_program_and_the_debian_package_are_the_same_when_built_again(
    bundle: Path, deb: Path
) -> None:
    once, package = digests(bundle), hashlib.sha256(deb.read_bytes()).hexdigest()
    shutil.rmtree(ROOT / "build" / "pyinstaller")
    release("deb")
    again = digests(bundle)
    assert {
        name for name in once.keys() | again.keys() if once.get(name) != again.get(name)
    } == set()
    assert hashlib.sha256(deb.read_bytes()).hexdigest() == package
