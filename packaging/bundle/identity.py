"""Who the program is to a system: names, ids, version, icons; for every kind of package."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

NAME = "Lowback Tray"
COMMAND = "lowback-tray"
APP_ID = "io.github.lowback_tray"
"""The id in reverse domain order: AppStream, Flatpak, macOS, and Windows' AppUserModelID."""
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def version(root: Path) -> str:
    """The version, read without importing the program."""
    text = (root / "lowback_tray" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if not found:
        raise SystemExit(f"{root}/lowback_tray/__init__.py names no version")
    return found[1]


def program(root: Path, windows: bool) -> dict[str, Any]:
    """What PyInstaller writes into an executable; only Windows has a place for it."""
    if not windows:
        return {}
    return {"icon": str(ico(root)), "version": str(_version_file(root))}


def mac_bundle(root: Path) -> dict[str, Any]:
    """The application bundle of macOS: it lives in the menu bar, not in the dock."""
    return {
        "name": f"{NAME}.app",
        "bundle_identifier": APP_ID,
        "icon": str(icns(root)),
        "version": version(root),
        "info_plist": {
            "CFBundleName": NAME,
            "CFBundleDisplayName": NAME,
            "CFBundleShortVersionString": version(root),
            "CFBundleLocalizations": ["en", "ja"],
            "CFBundleDevelopmentRegion": "en",
            "LSUIElement": True,
            "LSApplicationCategoryType": "public.app-category.healthcare-fitness",
            "LSMinimumSystemVersion": "13.0",
            "NSHighResolutionCapable": True,
        },
    }


def _png(root: Path, size: int) -> bytes:
    return (root / "resources" / "icons" / f"{COMMAND}-{size}.png").read_bytes()


def _made(root: Path, name: str, content: bytes) -> Path:
    path = root / "build" / "packaging" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def ico(root: Path) -> Path:
    """The icon for Windows: the PNG files in one (the format takes PNG as they are)."""
    pictures = [(size, _png(root, size)) for size in ICON_SIZES]
    at = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, data in pictures:
        side = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), at + len(body))
        body += data
    return _made(root, f"{COMMAND}.ico", head + body)


def icns(root: Path) -> Path:
    """The icon for macOS: the PNG files it has kinds for, in one."""
    kinds = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08"}
    body = b""
    for size, kind in kinds.items():
        data = _png(root, size)
        body += kind + struct.pack(">I", len(data) + 8) + data
    return _made(root, f"{COMMAND}.icns", b"icns" + struct.pack(">I", len(body) + 8) + body)


def _version_file(root: Path) -> Path:
    """The version block of a Windows executable, in the notation of PyInstaller."""
    number = version(root)
    parts = (*(int(part) for part in re.findall(r"\d+", number)[:3]), 0)
    words = {
        "CompanyName": "The Lowback Tray developers",
        "FileDescription": NAME,
        "FileVersion": number,
        "InternalName": COMMAND,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{COMMAND}.exe",
        "ProductName": NAME,
        "ProductVersion": number,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    text = (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={parts}, prodvers={parts}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
    return _made(root, "version.txt", text.encode("utf-8"))
