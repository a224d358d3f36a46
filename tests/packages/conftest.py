"""What the packages' tests share: the packages, built once, and a desktop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desktop.virtual import ROOT, VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator


def release(*what: str) -> None:
    """As `make` does it."""
    done = subprocess.run(
        [sys.executable, "packaging/release.py", *what],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="session")
def built() -> None:
    """The self-contained program, and the Debian package that carries it."""
    release("bundle", "deb")


@pytest.fixture(scope="session")
def bundle(built: None) -> Path:
    """The self-contained folder."""
    return ROOT / "build" / "bundle" / "lowback-tray"


@pytest.fixture(scope="session")
def appdir(built: None) -> Path:
    """The same, with what a desktop finds."""
    return ROOT / "build" / "bundle" / "LowbackTray.AppDir"


@pytest.fixture(scope="session")
def deb(built: None) -> Path:
    """The Debian package."""
    (found,) = (ROOT / "dist").glob("lowback-tray_*.deb")
    return found


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    """A desktop of this test alone."""
    with VirtualDesktop() as started:
        yield started
