"""What the program is made of, as its installation says: names, versions, licences, addresses.

Read while the About window is open and not before, since it costs a look at every package.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata

from lowback_tray import __version__
from lowback_tray.i18n import tr
from lowback_tray.ui.about_window.parts import Part

_OURS = "lowback-tray"
# What we ask for, and what that cannot do without. A part that is not installed (jeepney on
# Windows) is not part of the program there.
_PARTS = (
    "PySide6-Essentials", "shiboken6", "APScheduler", "tzlocal", "plyer", "jeepney", "tomlkit",
    "platformdirs",
)  # fmt: skip
_HOMES = ("homepage", "repository", "source", "source code", "documentation")


def parts() -> Iterator[Part]:
    """The program first, then what is inside it; each takes some milliseconds to read."""
    ours = _part(_OURS)
    yield Part(
        "Lowback Tray", __version__, "MIT", ours.home if ours else "", ours.text if ours else ""
    )
    for name in _PARTS:
        part = _part(name)
        if part is not None:
            yield part


def _part(name: str) -> Part | None:
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    return Part(
        str(package.metadata["Name"]), package.version, _licence(package), _home(package),
        _text(package),
    )  # fmt: skip


def _licence(package: metadata.Distribution) -> str:
    """The name of the licence; older packages write it elsewhere."""
    told = (_field(package, key).strip() for key in ("License-Expression", "License"))
    first = next((text for text in told if text), "")
    return first.splitlines()[0] if first else tr("see its pages")


def _field(package: metadata.Distribution, name: str) -> str:
    return "".join(package.metadata.get_all(name) or ())


def _home(package: metadata.Distribution) -> str:
    addresses = {}
    for line in package.metadata.get_all("Project-URL") or ():
        label, _, address = line.partition(",")
        addresses[label.strip().casefold()] = address.strip()
    named = next((addresses[label] for label in _HOMES if label in addresses), "")
    return named or _field(package, "Home-page")


def _text(package: metadata.Distribution) -> str:
    """The licence as it came with the package; empty where it did not."""
    for file in package.files or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            try:
                return file.read_text(encoding="utf-8").strip()
            except OSError:
                return ""  # listed but not there: as if it had not come
    return ""
