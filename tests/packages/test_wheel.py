"""The wheel in an environment of its own, as pipx makes one: lived in, upgraded, removed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lowback_tray import __version__
from tests.desktop.virtual import ROOT
from tests.e2e.life import SETTINGS, Life
from tests.packages.conftest import release
from tests.test_packaging import environment, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.virtual import VirtualDesktop

pytestmark = pytest.mark.timeout(600)
OFFLINE = ("--no-deps", "--no-index", "--quiet")


@pytest.fixture(scope="module")
def wheel() -> Path:
    release("wheel")
    (found,) = (ROOT / "dist").glob("lowback_tray-*.whl")
    return found


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as if of an earlier version, with a module that has gone since."""
    source = tmp_path_factory.mktemp("earlier")
    listed = run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], ROOT)
    subprocess.run(
        ["tar", "-c", "--ignore-failed-read", "-T", "-", "-f", source / "all.tar"],
        cwd=ROOT, input=listed, text=True, check=True, capture_output=True,
    )  # fmt: skip
    run(["tar", "-xf", "all.tar"], source)
    about = source / "lowback_tray" / "__init__.py"
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace(f'"{__version__}"', '"0.0.9"'), encoding="utf-8")
    (about.parent / "gone.py").write_text('"""Of an earlier version."""\n', encoding="utf-8")
    run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", source], source)
    (found,) = source.glob("*.whl")
    assert "0.0.9" in found.name
    return found


def test_it_is_lived_in_upgraded_with_all_data_and_removed(
    desktop: VirtualDesktop, earlier: Path, wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "venv"
    environment(home, earlier)
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        home,
    ]
    life = Life(
        desktop, program=[str(home / "bin" / "lowback-tray")], settings={"snooze.default_min": 7}
    )
    life.start()
    assert life.run("--version").out.strip() == "lowback-tray 0.0.9"
    assert life.run("start", "stand-up").code == 0
    life.reach("guiding")
    assert life.run("done").code == 0

    run([*pip, "install", *OFFLINE, "--upgrade", wheel], home)
    assert life.run("settings-window").code == 0, "who runs during an upgrade goes on"
    life.window(SETTINGS)
    life.end()
    known = life.run("history", "--json").json()
    life.start()
    assert life.run("--version").out.strip() == f"lowback-tray {__version__}"
    assert life.run("history", "--json").json()[: len(known)] == known
    assert life.run("settings", "get", "snooze.default_min").out.strip() == "7"
    assert list(home.glob("lib/python*/site-packages/lowback_tray/gone.py")) == []
    life.end()
    life.crash_free()

    run([*pip, "uninstall", "--yes", "--quiet", "lowback-tray"], home)
    assert [path for path in home.rglob("*lowback*") if path.is_file()] == []
    assert life.history_file.exists()
    assert life.settings_file.exists()
