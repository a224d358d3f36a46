"""Packages that cannot be made here: read as far as tools allow, and held to what the code says."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lowback_tray import __version__
from lowback_tray.desktop.autostart import files
from lowback_tray.desktop.autostart.windows import RUN

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"


def loaded(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of packaging/, which is not a package."""
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, name, raising=False)
    return __import__(name)


@pytest.fixture
def contents(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return loaded("contents", PACKAGING / "bundle", monkeypatch)


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return loaded("identity", PACKAGING / "bundle", monkeypatch)


# ---- the self-contained program


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqminimal.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\tls\qopensslbackend.dll", False),
        ("PySide6/Qt/plugins/styles/libqmacstyle.dylib", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qtbase_ja.qm", True),
        ("libstdc++.so.6", False),
        ("libX11.so.6", False),
        ("libX11-extra.so.6", True),
        ("PySide6/QtCore.abi3.so", True),
    ],
)
def test_only_what_is_named_of_qt_stays_and_nothing_that_is_the_desktops(
    contents: ModuleType, place: str, stays: bool
) -> None:
    assert contents.kept(place) is stays


def test_libraries_that_nobody_is_linked_to_go(contents: ModuleType) -> None:
    def entry(place: str) -> tuple[str, str, str]:
        return place, f"/from/{place}", "BINARY"

    every = [
        entry("PySide6/QtCore.abi3.so"), entry("libQt6Core.so.6"), entry("libicu.so.73"),
        entry("libgtk-3.so.0"), entry("libpango.so.0"), entry("libpython3.11.so.1.0"),
        entry("PySide6/Qt/plugins/platforms/libqxcb.so"), entry("PySide6/Qt/lib/libQt6Core.so.6"),
    ]  # fmt: skip
    linked = {
        "/from/PySide6/QtCore.abi3.so": ["libQt6Core.so.6"],
        "/from/libQt6Core.so.6": ["libicu.so.73", "libc.so.6"],
        "/from/libgtk-3.so.0": ["libpango.so.0"],
    }
    left = contents.needed(every, lambda source: linked.get(source, []))
    assert [place for place, _, _ in left] == [
        *("PySide6/QtCore.abi3.so", "libQt6Core.so.6", "libicu.so.73", "libpython3.11.so.1.0"),
        *("PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/lib/libQt6Core.so.6"),
    ]


# ---- who we are, everywhere the same


def test_every_package_goes_by_the_same_names(identity: ModuleType) -> None:
    assert (identity.NAME, identity.COMMAND) == (files.NAME, files.APP)
    assert identity.APP_ID == files.APP_ID
    assert identity.version(ROOT) == __version__


def test_the_icons_for_windows_and_macos_hold_pictures_of_each_size(identity: ModuleType) -> None:
    ico = identity.ico(ROOT).read_bytes()
    assert ico[:6] == b"\0\0\1\0" + len(identity.ICON_SIZES).to_bytes(2, "little")
    for number in range(len(identity.ICON_SIZES)):
        head = ico[6 + 16 * number : 22 + 16 * number]
        size, at = (int.from_bytes(head[from_ : from_ + 4], "little") for from_ in (8, 12))
        picture = ico[at : at + size]
        assert picture.startswith(b"\x89PNG")
        assert picture.endswith(b"IEND\xaeB`\x82")
        assert picture[19] == head[0] or (head[0] == 0 and picture[18] == 1)
    icns = identity.icns(ROOT).read_bytes()
    assert icns[:8] == b"icns" + len(icns).to_bytes(4, "big")


# ---- the recipe of PyInstaller, executed for systems that are not here


class Recorder:
    """Stands for what PyInstaller gives a recipe, and remembers how it was called."""

    def __init__(self) -> None:
        self.calls: dict[str, list[dict[str, Any]]] = {}

    def __getattr__(self, name: str) -> Any:
        def call(*_: Any, **options: Any) -> Any:
            self.calls.setdefault(name, []).append(options)
            made = ModuleType(name)
            vars(made).update(binaries=[], datas=[], pure=[], scripts=[])
            return [] if name.startswith(("collect_", "copy_")) else made

        return call


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_recipe_can_be_carried_out_for_systems_that_are_not_here(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder()
    for name in ("building.api", "building.build_main", "building.osx", "utils.hooks"):
        monkeypatch.setitem(sys.modules, f"PyInstaller.{name}", recorder)
    for name in ("contents", "identity"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "platform", system)
    spec = PACKAGING / "bundle" / "lowback-tray.spec"
    exec(compile(spec.read_text(encoding="utf-8"), spec, "exec"), {"SPECPATH": str(spec.parent)})
    programs = {one["name"]: one for one in recorder.calls["EXE"]}
    assert not programs["lowback-tray"]["console"]
    if system == "win32":
        assert programs["lowback-tray-cli"]["console"]
        compile(Path(programs["lowback-tray"]["version"]).read_text(), "version.txt", "eval")
        assert "BUNDLE" not in recorder.calls
        return
    (application,) = recorder.calls["BUNDLE"]
    assert application["bundle_identifier"] == files.APP_ID
    told = plistlib.loads(plistlib.dumps(application["info_plist"]))
    assert told["LSUIElement"] is True
    assert told["CFBundleLocalizations"] == ["en", "ja"]
    assert told["CFBundleShortVersionString"] == __version__


# ---- the one file


def test_the_one_file_is_plain_shell_and_says_everything_in_both_languages() -> None:
    script = PACKAGING / "bundle" / "one-file.sh"
    subprocess.run(["sh", "-n", script], check=True)
    text = script.read_text(encoding="utf-8")
    told = re.findall(r"\bfail \"([^\"]+)\"(?: \\\n)? +\"([^\"]+)\"", text)
    assert len(told) == len(re.findall(r"\bfail \"", text)) == 4
    for english, japanese in told:
        assert english.isascii()
        assert re.search("[ぁ-ん]", japanese)


@pytest.fixture
def one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one file around a program that says one word."""
    release = loaded("release", PACKAGING, monkeypatch)
    monkeypatch.setattr(release, "DIST", tmp_path / "dist")
    folder = tmp_path / "said"
    folder.mkdir()
    program = folder / "AppRun"
    program.write_text("#!/bin/sh\necho here\n", encoding="utf-8")
    program.chmod(0o755)
    made = release._one_file(folder, release._archive(folder, "said"))
    assert isinstance(made, Path)
    return made


def start(file: Path, home: Path, path: str = os.environ["PATH"]) -> tuple[str, str]:
    """What the file says when it is started with this folder as its cache."""
    env = {"PATH": path, "HOME": str(home), "XDG_CACHE_HOME": str(home), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([file], env=env, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def test_an_older_folder_whose_removal_is_cut_short_is_not_taken_for_whole(
    one_file: Path, tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    remove = tools / "rm"
    remove.write_text(
        '#!/bin/sh\ncase "$*" in -rf*earlier*) exit 1 ;; esac\nexec /bin/rm "$@"\n',
        encoding="utf-8",
    )
    remove.chmod(0o755)
    earlier = tmp_path / "lowback-tray/one-file/earlier"
    earlier.mkdir(parents=True)
    (earlier / "AppRun").touch()
    (earlier / "library").touch()
    assert start(one_file, tmp_path, path=f"{tools}:{os.environ['PATH']}") == ("here\n", "")
    assert [path.name for path in earlier.iterdir()] == ["library"]


def test_what_is_left_of_its_own_folder_makes_room_for_the_whole(
    one_file: Path, tmp_path: Path
) -> None:
    assert start(one_file, tmp_path) == ("here\n", "")
    (folder,) = (tmp_path / "lowback-tray/one-file").iterdir()
    (folder / "AppRun").unlink()
    (folder / "library").touch()
    assert start(one_file, tmp_path) == ("here\n", "")
    assert [path.name for path in folder.iterdir()] == ["AppRun"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


# ---- Windows


def test_the_installer_asks_no_administrator_and_agrees_with_the_switch() -> None:
    text = (PACKAGING / "windows" / "lowback-tray.iss").read_text(encoding="utf-8")
    defined = dict(re.findall(r'^#define (\w+) "([^"]+)"$', text, re.MULTILINE))
    assert defined["AppName"] == files.NAME
    assert defined["AppUserModelId"] == files.APP_ID
    assert defined["RunKey"] == RUN
    setup = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    setup.read_string("[Setup]" + text.partition("[Setup]")[2].partition("[Languages]")[0])
    assert setup["Setup"]["PrivilegesRequired"] == "lowest"
    assert setup["Setup"]["DefaultDirName"].startswith("{localappdata}")
    assert "uninsdeletevalue" in text
    assert text.count("ja.") == text.count("en.") == 2
    for name in re.findall(r'"\.\.\\\.\.\\([^"*]+)"', text):
        assert (ROOT / name.replace("\\", "/")).exists() or name.startswith("build"), name


def test_the_program_names_itself_to_windows_as_its_menu_entry_does() -> None:
    become = (ROOT / "lowback_tray" / "app" / "become.py").read_text(encoding="utf-8")
    assert f'SetCurrentProcessExplicitAppUserModelID("{files.APP_ID}")' in become


# ---- Flatpak


def test_the_flatpak_has_no_network_and_fetches_nothing() -> None:
    text = (PACKAGING / "flatpak" / f"{files.APP_ID}.yml").read_text(encoding="utf-8")
    assert f"id: {files.APP_ID}\n" in text
    code = "\n".join(line for line in text.splitlines() if not line.strip().startswith("#"))
    assert "network" not in code
    assert "http" not in code
    assert "url:" not in code
    assert "--filesystem=xdg-config/autostart:ro" in code
    assert code.count("--filesystem") == 1
    assert f"rename-desktop-file: {files.APP}.desktop" in code


def test_no_file_of_the_packaging_names_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "packaging"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.split():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert str(ROOT) not in text, name
        assert "/root/" not in text, name
