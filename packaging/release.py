"""The packages: `python packaging/release.py wheel|bundle|deb|flatpak`, each into `dist/`.

    wheel    wheel and sdist
    bundle   the self-contained program of PyInstaller, as an AppDir, an archive of it, and one
             file that unpacks itself (and an AppImage, where `appimagetool` is installed)
    deb      a Debian package that carries the same folder
    flatpak  the wheels that the Flatpak manifest takes, into build/flatpak/

On Windows `bundle` makes the installer too, on macOS the disk image; neither has been run by us.

The same commit gives the same bytes: every time stamp is that of the commit (or
SOURCE_DATE_EPOCH), owners are nobody, and files are in alphabetical order.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "packaging" / "bundle")]

import identity  # noqa: E402
from linux import debian, libraries, share  # noqa: E402

BUILD, DIST = ROOT / "build", ROOT / "dist"
NAME, VERSION = identity.COMMAND, identity.version(ROOT)
SYSTEM = f"{sys.platform}-{platform.machine()}"
APP_RUN = """\
#!/bin/sh
# The AppDir's program, with what a desktop finds below its share/.
here=$(dirname -- "$(readlink -f -- "$0")")
export XDG_DATA_DIRS="$here/usr/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
exec "$here/usr/lib/lowback-tray/lowback-tray" "$@"
"""


def run(*command: str | Path) -> None:
    """Run a tool from the root of the repository; ends this program where it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False, env=environment())
    if done.returncode:
        raise SystemExit(f"{command[0]} ended with {done.returncode}")


def environment() -> dict[str, str]:
    """What makes the tools give the same bytes again."""
    return {**os.environ, "SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "1"}


def epoch() -> int:
    """The moment that every file carries: the commit's, in seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    ask = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(ask, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else 946_684_800  # an sdist: the year 2000


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def wheel() -> list[Path]:
    """Wheel and sdist."""
    DIST.mkdir(exist_ok=True)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", DIST, ROOT)
    return sorted(DIST.glob(f"lowback_tray-{VERSION}*"))


def bundle() -> list[Path]:
    """The self-contained folder, with what a desktop finds (an AppDir), and an archive of it."""
    folder = _bundled()
    print(f"{folder.relative_to(ROOT)}: {megabytes(folder)} MB")
    return {"linux": _appdir, "win32": _installer, "darwin": _image}[sys.platform](folder)


def megabytes(folder: Path) -> int:
    """What a folder takes on the disk; a link to a library is no second one."""
    return round(sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6)


def _installer(folder: Path) -> list[Path]:
    """The installer for Windows, where Inno Setup is on the path."""
    if not shutil.which("ISCC"):
        return [folder]
    run("ISCC", f"/DVersion={VERSION}", ROOT / "packaging" / "windows" / "lowback-tray.iss")
    return [folder, DIST / f"{NAME}-{VERSION}-setup.exe"]


def _image(folder: Path) -> list[Path]:
    """The disk image for macOS, with the application in it."""
    application = folder.with_name(f"{identity.NAME}.app")
    image = DIST / f"{NAME}-{VERSION}.dmg"
    DIST.mkdir(exist_ok=True)
    run("hdiutil", "create", "-ov", "-volname", identity.NAME, "-srcfolder", application, image)
    return [application, image]


def flatpak() -> list[Path]:
    """Our wheel and those of the libraries, but PySide6, which Flatpak has itself."""
    folder = fresh(BUILD / "flatpak" / "wheels")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [one for one in project["dependencies"] if not one.startswith("PySide6")]
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", folder, *wanted)
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT)
    return sorted(folder.iterdir())


@cache
def _bundled() -> Path:
    """The folder of PyInstaller."""
    places = ("--distpath", BUILD / "bundle", "--workpath", BUILD / "pyinstaller")
    spec = ROOT / "packaging" / "bundle" / "lowback-tray.spec"
    run(sys.executable, "packaging/build_hook.py")
    run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *places, spec)
    folder = BUILD / "bundle" / NAME
    if sys.platform == "linux":
        forget_places(folder)
    stamp(folder)
    return folder


def forget_places(folder: Path) -> None:
    """Libraries that look for others where they lay on this machine look beside themselves."""
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink():
            continue
        ask = ["patchelf", "--print-rpath", str(path)]
        said = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
        if said and not all(place.startswith("$ORIGIN") for place in said.split(":")):
            up = "/".join([".."] * (len(path.relative_to(folder / "_internal").parts) - 1))
            run("patchelf", "--set-rpath", f"$ORIGIN/{up}".rstrip("/"), path)


def _appdir(folder: Path) -> list[Path]:
    """The folder as an AppDir, as an archive, in one file, and as an AppImage with the tool."""
    appdir = fresh(BUILD / "bundle" / "LowbackTray.AppDir")
    shutil.copytree(folder, appdir / "usr" / "lib" / NAME, symlinks=True)
    share.install(appdir / "usr" / "share")
    libraries.carry_notes(folder / "_internal", appdir / "usr/share/doc" / NAME / "libraries")
    (appdir / "AppRun").write_text(APP_RUN, encoding="utf-8")
    (appdir / "AppRun").chmod(0o755)
    shutil.copy(share.ROOT / "packaging/linux/lowback-tray.desktop", appdir)
    shutil.copy(share.ROOT / "resources/icons/lowback-tray-256.png", appdir / "lowback-tray.png")
    (appdir / ".DirIcon").symlink_to("lowback-tray.png")
    stamp(appdir)
    archive = _archive(appdir, f"{NAME}-{VERSION}-{SYSTEM}.AppDir")
    made = [appdir, archive, _one_file(appdir, archive)]
    if tool := shutil.which("appimagetool"):
        image = DIST / f"{NAME}-{VERSION}-{platform.machine()}.AppImage"
        run(tool, "--no-appstream", appdir, image)
        made.append(image)
    return made


def _one_file(folder: Path, archive: Path) -> Path:
    """The archive behind a script that unpacks it at the first start and runs it."""
    content = archive.read_bytes()
    words = {
        "VERSION": VERSION,
        "SUM": hashlib.sha256(content).hexdigest()[:16],
        "FOLDER": folder.name,
        "MEGABYTES": str(megabytes(folder)),
    }
    script = (ROOT / "packaging" / "bundle" / "one-file.sh").read_text(encoding="utf-8")
    for word, value in words.items():
        script = script.replace(f"@{word}@", value)
    # What counts the bytes before it is counted too.
    behind = next(n for n in count(1) if len(script.replace("@BEHIND@", str(n)).encode()) == n - 1)
    target = DIST / f"{NAME}-{VERSION}-{SYSTEM}.run"
    target.write_bytes(script.replace("@BEHIND@", str(behind)).encode() + content)
    target.chmod(0o755)
    return target


def stamp(folder: Path) -> None:
    """Give everything in a folder the time of the commit, and the same rights everywhere."""
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def _archive(folder: Path, name: str) -> Path:
    """The folder as .tar.xz."""
    DIST.mkdir(exist_ok=True)
    tar = DIST / f"{name}.tar"

    def nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    with tarfile.open(tar, "w", format=tarfile.GNU_FORMAT) as archive:
        archive.add(folder, arcname=folder.name, filter=nobodys)
    run("xz", "--force", "--threads=2", tar)  # faster than Python's own, and on both cores
    return tar.with_name(f"{tar.name}.xz")


def deb() -> list[Path]:
    """The Debian package."""
    tree = fresh(BUILD / "deb")
    package = debian.fill(tree, _bundled(), VERSION, epoch())
    stamp(tree)
    DIST.mkdir(exist_ok=True)
    target = DIST / f"{package}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", tree, target)
    return [target]


MAKERS = {"wheel": wheel, "bundle": bundle, "deb": deb, "flatpak": flatpak}


def main(words: Sequence[str]) -> int:
    """Make what was named; without a name, say what can be."""
    if not words or not set(words) <= set(MAKERS):
        print(__doc__)
        return 2
    for word in words:
        for path in MAKERS[word]():
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
