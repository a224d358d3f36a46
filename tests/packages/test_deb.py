"""The Debian package: looked at, installed, upgraded over an earlier one, removed.

It is installed into a folder of its own (`dpkg --root`): the package has no scripts, so nothing of
the machine is touched and nobody needs to be root.
"""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray import __version__
from tests.desktop.virtual import ROOT
from tests.e2e.life import Life

if TYPE_CHECKING:
    from tests.desktop.virtual import VirtualDesktop

pytestmark = pytest.mark.timeout(1200)


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class System:
    """A folder that dpkg takes for a system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        database = root / "var/lib/dpkg"
        for name in ("info", "updates", "triggers"):
            (database / name).mkdir(parents=True)
        (database / "status").write_text("", encoding="utf-8")
        (database / "available").write_text("", encoding="utf-8")

    def dpkg(self, *words: str | Path) -> str:
        allowed = "--force-not-root,script-chrootless,depends,bad-path"
        return run("dpkg", f"--root={self.root}", "--log=/dev/null", allowed, *words)

    def files(self) -> set[Path]:
        found = (path for path in self.root.rglob("*") if not path.is_dir() or path.is_symlink())
        return {path.relative_to(self.root) for path in found if "dpkg" not in path.parts}

    @property
    def program(self) -> Path:
        return self.root / "usr/bin/lowback-tray"


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path / "system")


@pytest.fixture
def earlier(deb: Path, tmp_path: Path) -> Path:
    """The same package as if of an earlier version, with a file that has gone since."""
    tree = tmp_path / "tree"
    run("dpkg-deb", "--raw-extract", deb, tree)
    control = tree / "DEBIAN/control"
    text = control.read_text(encoding="utf-8")
    control.write_text(text.replace(f"Version: {__version__}", "Version: 0.0.9"), encoding="utf-8")
    (tree / "usr/lib/lowback-tray/_internal/gone").write_text("", encoding="utf-8")
    made = tmp_path / "earlier.deb"
    run("dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, made)
    return made


def test_lintian_finds_no_error(deb: Path) -> None:
    told = run("lintian", "--no-cfg", "--fail-on", "error", "--allow-root", deb)
    assert "E: " not in told


def test_it_has_what_a_desktop_and_a_shell_look_for(deb: Path, tmp_path: Path) -> None:
    run("dpkg-deb", "--extract", deb, tmp_path)
    usr = tmp_path / "usr"
    run("desktop-file-validate", usr / "share/applications/lowback-tray.desktop")
    run("appstreamcli", "validate-tree", "--no-net", tmp_path)
    for place in (
        *("man/man1/lowback-tray.1.gz", "man/ja/man1/lowback-tray.1.gz"),
        *("bash-completion/completions/lowback-tray", "doc/lowback-tray/copyright"),
        *("zsh/vendor-completions/_lowback-tray", "fish/vendor_completions.d/lowback-tray.fish"),
        "icons/hicolor/symbolic/apps/lowback-tray-symbolic.svg",
    ):
        assert (usr / "share" / place).is_file(), place
    service = configparser.ConfigParser()
    service.read(usr / "share/dbus-1/services/io.github.lowback_tray.service", encoding="utf-8")
    assert (tmp_path / service["D-BUS Service"]["Exec"].lstrip("/")).is_symlink()
    assert (usr / "bin/lowback-tray").resolve() == usr / "lib/lowback-tray/lowback-tray"


def test_the_libraries_inside_bring_their_notes(deb: Path, bundle: Path, tmp_path: Path) -> None:
    run("dpkg-deb", "--extract", deb, tmp_path)
    notes = tmp_path / "usr/share/doc/lowback-tray/libraries"
    for name in ("libglib2.0-0", "libdbus-1-3", "libxcb-cursor0"):
        assert "opyright" in next(notes.glob(f"{name}*")).read_text(encoding="utf-8"), name
    inside = [path for path in (bundle / "_internal").glob("*.so*") if not path.is_symlink()]
    assert len(list(notes.iterdir())) > len(inside) / 2


def test_it_says_how_much_room_it_takes(deb: Path, tmp_path: Path) -> None:
    run("dpkg-deb", "--extract", deb, tmp_path)
    taken = sum(int(kb.split()[0]) for kb in run("du", "-sk", tmp_path).splitlines())
    said = int(run("dpkg-deb", "--field", deb, "Installed-Size"))
    assert abs(said - taken) < taken * 0.05


def test_what_it_depends_on_exists_and_has_the_libraries(deb: Path) -> None:
    depends = run("dpkg-deb", "--field", deb, "Depends").strip().split(", ")
    assert any(one.startswith("libc6 (>= 2.") for one in depends)
    for one in depends:
        names = [name.split(" ")[0] for name in one.split(" | ")]
        shown = subprocess.run(
            ["apt-cache", "show", *names], capture_output=True, text=True, check=False
        )
        assert "Package: " in shown.stdout, one


def test_it_is_lived_in_upgraded_with_all_data_and_removed(
    desktop: VirtualDesktop, system: System, earlier: Path, deb: Path
) -> None:
    system.dpkg("--install", earlier)
    before = system.files()
    life = Life(desktop, program=[str(system.program)], settings={"snooze.default_min": 7})
    life.start()
    assert life.run("start", "stand-up").code == 0
    life.reach("guiding")
    assert life.run("done").code == 0
    life.end()
    known = life.run("history", "--json").json()
    assert known

    system.dpkg("--install", deb)
    assert {str(one) for one in before - system.files()} == {"usr/lib/lowback-tray/_internal/gone"}
    life.start()
    assert life.run("--version").out.strip() == f"lowback-tray {__version__}"
    assert life.run("history", "--json").json()[: len(known)] == known
    assert life.run("settings", "get", "snooze.default_min").out.strip() == "7"
    desktop.screenshot(ROOT / "build/packages/deb-upgraded.png")
    life.end()
    life.crash_free()

    system.dpkg("--purge", "lowback-tray")
    assert system.files() == set()
    assert life.history_file.exists()
    assert life.settings_file.exists()


def test_nothing_of_ours_is_writable_by_others(deb: Path) -> None:
    listed = run("dpkg-deb", "--contents", deb).splitlines()
    assert listed
    for line in listed:
        rights, owner = line.split()[:2]
        assert owner == "root/root"
        assert rights[0] == "l" or rights[8] == "-", line
    assert os.access(deb, os.R_OK)
