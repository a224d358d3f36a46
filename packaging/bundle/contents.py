"""What goes into the self-contained program, and what of Qt and of the system stays out.

PyInstaller follows the imports and takes, with each Qt module, every plugin that module could
load, and with each plugin every library it is linked to. This program draws everything itself,
opens no network connection and shows no web page, so most of them are weight. What is kept of Qt is
named here, plugin by plugin; then the libraries nobody needs any more go too. `tests/packages`
starts what remains on a desktop.

Some libraries must be the desktop's own: they speak to its server, its fonts or its graphics
drivers, and an older copy of ours in the same process would break those. The Debian package names
them among what it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath, PurePosixPath
from typing import TypeAlias

Entry: TypeAlias = tuple[str, str, str]
"""A file as PyInstaller lists it: its place in the bundle, where it comes from, what it is."""

PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset({"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"}),
    # What makes a window a window under Wayland, and its frame where the compositor draws none.
    "wayland-shell-integration": frozenset({"xdg-shell"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    # Japanese is typed through one of these.
    "platforminputcontexts": frozenset({"ibusplatforminputcontext", "composeplatforminputcontext"}),
    "imageformats": frozenset({"qjpeg", "qsvg", "qwebp"}),  # the pictures of content packs
    "styles": frozenset({"qmodernwindowsstyle", "qmacstyle"}),
}
"""Kind of plugin (a folder) to the plugins that are kept, without "lib" and ending."""

NOT_IMPORTED = (
    *("tkinter", "unittest", "pydoc", "doctest", "pdb", "lib2to3", "test", "setuptools", "pip"),
    *("ssl", "_ssl", "_hashlib"),  # no connection is ever made; hashes have code of their own
    "PySide6.QtSvg",  # writes documents for developers; pictures are read by a plugin
)
"""Python modules that are not taken although something could import them."""

DESKTOPS_OWN = re.compile(
    r"lib(stdc\+\+|gcc_s|X11|X11-xcb|xcb|GL|EGL|GLX|GLdispatch|OpenGL|drm|gbm|fontconfig|freetype"
    r"|expat|z|wayland-client|wayland-cursor)\.so[.\d]*"
)
"""Linux libraries that are the desktop's and never ours."""

_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?([^/.]+)")
_TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/([^/]+)")  # our own texts are gettext's
_ROOT = Path(__file__).resolve().parents[2]
_LANGUAGES = {path.parent.name for path in _ROOT.glob("resources/translations/*/LC_MESSAGES")}


def kept(place: str) -> bool:
    """Whether a collected file stays, by its place in the bundle."""
    path = PurePosixPath(place.replace("\\", "/"))
    if found := _PLUGIN.search(str(path)):
        return found[2] in PLUGINS.get(found[1], ())
    if found := _TRANSLATION.search(str(path)):
        return found[1] in {f"qtbase_{language}.qm" for language in _LANGUAGES}
    return not DESKTOPS_OWN.fullmatch(path.name)


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """A list of files without what stays out."""
    return [entry for entry in entries if kept(entry[0])]


def needed(entries: Iterable[Entry], links: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Those that are loaded by name (modules, plugins), and what they are linked to.

    Args:
        entries: binaries and their links.
        links: the libraries a file (by its source) is linked to, by name.
    """
    entries = list(entries)
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(PurePath(entry[0]).name, []).append(entry)
    reached: set[Entry] = set()
    ahead = [entry for entry in entries if not _only_linked(entry)]
    while ahead:
        entry = ahead.pop()
        if entry not in reached:
            reached.add(entry)
            for name in links(entry[1]):
                ahead += by_name.get(PurePath(name).name, ())
    # A link at the top to a library further down stays with it.
    return [
        entry
        for entry in entries
        if any(other in reached for other in by_name[PurePath(entry[0]).name])
    ]


def _only_linked(entry: Entry) -> bool:
    """A shared library that no Python code and no Qt loads by its name."""
    path = PurePosixPath(entry[0])
    library = path.name.startswith("lib") and ".so" in path.name
    return library and "plugins" not in path.parts and not path.name.startswith("libpython")
