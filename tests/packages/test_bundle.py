"""The self-contained program, started where neither our Python nor our Qt is known."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray import __version__
from tests.desktop.virtual import ROOT
from tests.e2e.life import TODAY, Life

if TYPE_CHECKING:
    from tests.desktop.virtual import VirtualDesktop

pytestmark = pytest.mark.timeout(1200)

PICTURES = ROOT / "build" / "packages"


@pytest.fixture
def life(desktop: VirtualDesktop, appdir: Path) -> Life:
    return Life(
        desktop, rate=60, program=[str(appdir / "AppRun")],
        settings={"stand_up.interval_min": 15, "posture_reset.enabled": False},
    )  # fmt: skip


def test_it_lives_on_the_desktop_asks_and_comes_back(life: Life) -> None:
    life.start()
    assert "stand up in" in life.tray().tooltip()
    life.reach("prompting", 40)
    life.window()
    life.desktop.screenshot(PICTURES / "bundle-prompt.png")
    assert life.run("done").out.strip()
    life.reach("sitting")
    assert life.run("show").code == 0
    life.window(TODAY)
    life.desktop.screenshot(PICTURES / "bundle-today.png")
    assert life.end() < 5
    life.crash_free()


def test_a_command_starts_the_program_that_outlives_it(life: Life) -> None:
    assert life.run("settings-window").code == 0
    life.window(".*Settings")
    found = life.run("doctor", "--json").json()
    assert found["version"] == __version__
    assert "lowback_tray/resources" in found["paths"]["resources"]
    assert life.run("quit").code == 0
    life.wait_for(lambda: not life.answers(), 10)


def test_who_runs_during_an_upgrade_goes_on_as_what_was_started(
    desktop: VirtualDesktop, bundle: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "installed"
    shutil.copytree(bundle, copy, symlinks=True)
    life = Life(desktop, program=[str(copy / "lowback-tray")]).start()
    other = tmp_path / "other"
    other.write_bytes(b"another version" * 400_000)
    other.replace(copy / "lowback-tray")
    reply = life.command("settings-window")  # over the pipe: nothing of it was loaded before
    assert reply.exit == 0, reply
    life.window(".*Settings")
    assert life.end() < 5
    life.crash_free()


def test_what_it_starts_gets_the_desktops_libraries(life: Life) -> None:
    life.start()
    assert life.child is not None
    # What the process was started with stays in /proc; what it hands on is asked of a child.
    assert life.run("status", "--json").json()["phase"]
    maps = Path(f"/proc/{life.child.pid}/maps").read_text(encoding="utf-8")
    ours = {line.rpartition(" ")[2] for line in maps.splitlines() if "_internal" in line}
    assert any("libQt6Core" in name for name in ours)
    assert not any("libstdc++" in name or "libX11.so" in name for name in ours)
    assert str(ROOT / ".venv") not in maps
    life.end()


def test_nothing_in_it_looks_for_files_of_the_machine_it_was_made_on(bundle: Path) -> None:
    for path in bundle.rglob("*"):
        if path.is_file():
            assert os.fsencode(ROOT) not in path.read_bytes(), path
    for path in bundle.rglob("*.so*"):
        ask = ["patchelf", "--print-rpath", str(path)]
        said = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
        assert all(place.startswith("$ORIGIN") for place in said.split(":") if place), path


def test_every_library_it_needs_is_inside_or_the_desktops_own(bundle: Path) -> None:
    done = subprocess.run(
        ["ldd", *map(str, bundle.rglob("*.so*")), str(bundle / "lowback-tray")],
        env={"LD_LIBRARY_PATH": str(bundle / "_internal"), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not re.findall(r"^\s*(\S+) => not found", done.stdout, re.MULTILINE)


def test_it_speaks_japanese_and_has_every_file(bundle: Path, tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    program = str(bundle / "lowback-tray")
    subprocess.run([program, "settings", "set", "language", "ja"], env=env, check=True)
    told = subprocess.run([program, "--help"], env=env, check=True, capture_output=True, text=True)
    assert "使い方" in told.stdout
    inside = bundle / "_internal" / "lowback_tray" / "resources"
    wanted = {path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*")}
    assert wanted == {path.relative_to(inside) for path in inside.rglob("*")}
