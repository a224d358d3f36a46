"""What a Linux desktop finds of the program below `share/`, whatever the package.

The wheel has the same list in `pyproject.toml` (a test compares them); the Debian package and the
AppDir are filled from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "lowback-tray"
APP_ID = "io.github.lowback_tray"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)

_HERE = "packaging/linux"
_ICONS = "icons/hicolor"

FILES: Mapping[str, str] = {
    f"{_HERE}/{NAME}.desktop": f"applications/{NAME}.desktop",
    f"{_HERE}/{APP_ID}.metainfo.xml": f"metainfo/{APP_ID}.metainfo.xml",
    f"{_HERE}/man/{NAME}.1": f"man/man1/{NAME}.1",
    f"{_HERE}/man/ja/{NAME}.1": f"man/ja/man1/{NAME}.1",
    f"{_HERE}/completions/{NAME}.bash": f"bash-completion/completions/{NAME}",
    f"{_HERE}/completions/_{NAME}": f"zsh/site-functions/_{NAME}",
    f"{_HERE}/completions/{NAME}.fish": f"fish/vendor_completions.d/{NAME}.fish",
    f"resources/icons/{NAME}.svg": f"{_ICONS}/scalable/apps/{NAME}.svg",
    f"resources/icons/{NAME}-symbolic.svg": f"{_ICONS}/symbolic/apps/{NAME}-symbolic.svg",
    **{
        f"resources/icons/{NAME}-{size}.png": f"{_ICONS}/{size}x{size}/apps/{NAME}.png"
        for size in ICON_SIZES
    },
}
"""File of the repository to its place below `share/`."""

SYSTEM_FILES: Mapping[str, str] = {
    f"{_HERE}/{APP_ID}.service": f"dbus-1/services/{APP_ID}.service",
}
"""The same, for a package that puts the program at /usr/bin, which these name."""


def install(share: Path, *, system: bool = False) -> None:
    """Copy every file to its place."""
    for source, place in {**FILES, **(SYSTEM_FILES if system else {})}.items():
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / source).read_bytes())
        target.chmod(0o644)
