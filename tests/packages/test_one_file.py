"""The program in one file: unpacks itself once, is started by its file, and leaves nothing old."""

from __future__ import annotations

import os
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


@pytest.fixture(scope="module")
def file(built: None) -> Path:
    (found,) = (ROOT / "dist").glob("lowback-tray-*.run")
    return found


class Cache:
    """A person's cache folder, and the file started with it."""

    def __init__(self, file: Path, home: Path) -> None:
        self.file = file
        self.env = {
            "PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        self.folder = home / "cache/lowback-tray/one-file"

    def start(self, file: Path | None = None, **env: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(file or self.file), "--version"], env={**self.env, **env}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def unpacked(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*"))


@pytest.fixture
def cache(file: Path, tmp_path: Path) -> Cache:
    return Cache(file, tmp_path)


def test_it_lives_on_the_desktop_and_starts_at_login_by_its_file(
    desktop: VirtualDesktop, file: Path, tmp_path: Path
) -> None:
    here = tmp_path / "Applications" / "lowback tray.run"
    here.parent.mkdir()
    shutil.copy(file, here)
    life = Life(desktop, program=[str(here)]).start()
    assert "in 30 min" in life.tray().tooltip()
    assert life.run("show").code == 0
    life.window(TODAY)
    assert life.end() < 5
    entry = life.home / ".config/autostart/lowback-tray.desktop"
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_text("[Desktop Entry]\nType=Application\nExec=/gone/lowback-tray\n")
    life.start()
    assert f'Exec="{here}"' in entry.read_text(encoding="utf-8")
    life.end()
    life.crash_free()


def test_it_unpacks_once_also_when_two_start_together(cache: Cache) -> None:
    for child in [cache.start(), cache.start()]:
        assert child.communicate(timeout=300) == (f"lowback-tray {__version__}\n", "")
    (name,) = cache.unpacked()
    program = cache.folder / name / "usr/lib/lowback-tray/lowback-tray"
    before = program.stat()
    assert cache.start().communicate(timeout=60)[0] == f"lowback-tray {__version__}\n"
    assert program.stat() == before


def test_what_nobody_runs_any_more_goes_with_the_next_version(cache: Cache) -> None:
    for name in ("earlier", "running", "new.half"):
        (cache.folder / name).mkdir(parents=True)
    held = ["flock", "-s", str(cache.folder / "running"), "sh", "-c", "echo; read _"]
    with subprocess.Popen(held, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert cache.start().communicate(timeout=300)[1] == ""
        found = cache.unpacked()
        holder.communicate(b"\n")
    assert len(found) == 2
    assert "running" in found


def test_a_file_that_came_in_half_says_so_and_leaves_nothing(cache: Cache, tmp_path: Path) -> None:
    half = tmp_path / "half.run"
    half.write_bytes(cache.file.read_bytes()[:1_000_000])
    half.chmod(0o755)
    child = cache.start(half)
    assert child.communicate(timeout=60) == (
        "",
        f"lowback-tray: {half} is damaged: get it again.\n",
    )
    assert child.returncode == 1
    child = cache.start(half, LC_ALL="ja_JP.UTF-8")
    assert "もう一度入手してください" in child.communicate(timeout=60)[1]
    assert cache.unpacked() == []


def test_a_cache_that_cannot_be_written_is_named(cache: Cache) -> None:
    cache.folder.parent.mkdir(parents=True)
    cache.folder.write_text("", encoding="utf-8")
    child = cache.start()
    said = child.communicate(timeout=60)[1]
    assert f"{cache.folder} cannot be written" in said
    assert child.returncode == 1
