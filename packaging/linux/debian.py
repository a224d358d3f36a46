"""The Debian package: PyInstaller's folder under /usr/lib, what a desktop finds under /usr/share.

Why it carries its own Python and Qt: Debian 12 has no PySide6 at all, Debian 13 one that is older
than the program needs, and a virtual environment would belong to the one version of Python it was
made with. So one package fits them all. Libraries that must be the desktop's own are not inside;
the package depends on them, found by asking dpkg whose they are on the machine that builds.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from email.utils import formatdate
from pathlib import Path

from linux import libraries, share

NAME = share.NAME
MAINTAINER = f"The Lowback Tray developers <{os.environ.get('DEBEMAIL', 'lowback-tray@localhost')}>"
BY_NAME = ("libx11-6", "libxext6")
"""Libraries of the desktop that the program loads by name, so that nothing is linked to them."""
_HERE = Path(__file__).resolve().parent

SAID = "Stands you up once an hour and shows you how to move"
TOLD = """\
 For people whose lower back feels heavy after hours at a desk. Lowback Tray
 sits in the tray, counts how long you have been sitting, waits for a pause in
 your typing, asks you to stand up, and leads you through two and a half
 minutes of easy movement with a drawn figure. In English and Japanese.
 .
 It opens no network connection. The package carries the Python and the Qt it
 was built with.
"""


def fill(tree: Path, folder: Path, version: str, epoch: int) -> str:
    """Fill the tree of a package; returns its name as a file, without the ending.

    Args:
        tree: an empty folder.
        folder: the self-contained program.
        version: of the program and the package.
        epoch: the moment of the release, in seconds since 1970.
    """
    library, usr = tree / "usr/lib" / NAME, tree / "usr"
    shutil.copytree(folder, library, symlinks=True)
    for path in library.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o755 if path == library / NAME else 0o644)
    (usr / "bin").mkdir()
    (usr / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share.install(usr / "share", system=True)
    _as_debian_wants(usr / "share")
    documents = usr / "share/doc" / NAME
    _documents(documents, version, epoch)
    libraries.carry_notes(library / "_internal", documents / "libraries")
    overrides = usr / "share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copy(_HERE / "deb/lintian-overrides", overrides)
    architecture = _ask("dpkg", "--print-architecture").strip()
    _control(tree, library, version, architecture)
    return f"{NAME}_{version}_{architecture}"


def _as_debian_wants(usr_share: Path) -> None:
    """Manuals packed, and zsh's completion where Debian's zsh looks."""
    for page in usr_share.glob("man/**/*.1"):
        _pack(page.read_bytes(), page.with_name(f"{page.name}.gz"))
        page.unlink()
    zsh = usr_share / "zsh"
    (zsh / "site-functions").rename(zsh / "vendor-completions")


def _documents(folder: Path, version: str, epoch: int) -> None:
    folder.mkdir(parents=True)
    shutil.copy(_HERE / "deb/copyright", folder / "copyright")
    text = (
        f"{NAME} ({version}) unstable; urgency=medium\n\n"
        "  * See the changes of the program, in CHANGELOG.md of its source.\n\n"
        f" -- {MAINTAINER}  {formatdate(epoch)}\n"
    )
    _pack(text.encode(), folder / "changelog.gz")


def _pack(content: bytes, target: Path) -> None:
    target.write_bytes(gzip.compress(content, 9, mtime=0))


def _control(tree: Path, library: Path, version: str, architecture: str) -> None:
    kilobytes = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    fields = {
        "Package": NAME,
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends(library)),
        "Recommends": ", ".join([*_listed("fonts-"), "libnotify-bin"]),
        "Section": "utils",
        "Priority": "optional",
        "Description": f"{SAID}\n{TOLD}".rstrip(),
    }
    folder = tree / "DEBIAN"
    folder.mkdir()
    text = "".join(f"{key}: {value}\n" for key, value in fields.items())
    (folder / "control").write_text(text, encoding="utf-8")
    sums = [
        f"{_ask('md5sum', str(path)).split()[0].lstrip(chr(92))}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    (folder / "md5sums").write_text("".join(sums), encoding="utf-8")


# ---- what it depends on


def depends(library: Path) -> list[str]:
    """The packages of the libraries that the folder needs and does not hold.

    Where debian-packages.txt knows alternatives for other releases, they are named too.
    """
    inside = {path.name for path in library.rglob("*")}
    wanted = {name for path in _binaries(library) for name in _needs(path)} - inside
    choices = {name: line for line in _listed("lib") for name in line.split(" | ")}
    found = {*BY_NAME, *map(_owner, sorted(wanted))} - {"libc6"}
    names = sorted({choices.get(name, name) for name in found})
    return [f"libc6 (>= {_libc(library)})", *names]


def _listed(prefix: str) -> list[str]:
    """The lines of the [run] list that begin with a prefix, as alternatives of Debian."""
    text = (_HERE / "debian-packages.txt").read_text(encoding="utf-8")
    part = text.partition("[run]")[2].partition("\n[")[0]
    return [line for line in part.splitlines() if line.startswith(prefix)]


def _binaries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def _needs(path: Path) -> Iterator[str]:
    """The libraries a file is linked to."""
    for line in _ask("objdump", "-p", str(path)).splitlines():
        if line.strip().startswith("NEEDED"):
            yield line.split()[1]


def _libc(folder: Path) -> str:
    """The oldest C library that has everything the files ask of it."""
    asked: Iterable[tuple[int, ...]] = (
        tuple(map(int, found.decode().split(".")))
        for path in _binaries(folder)
        for found in re.findall(rb"\bGLIBC_(2\.\d+)\b", path.read_bytes())
    )
    return ".".join(map(str, max(asked)))


def _owner(name: str) -> str:
    """The package that has a library."""
    if (found := libraries.owner(name)) is None:
        raise SystemExit(
            f"{name} belongs to no installed package: run packaging/linux/setup.sh package"
        )
    return found


def _ask(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
