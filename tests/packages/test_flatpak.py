"""The Flatpak's manifest, read by flatpak-builder, and its build played below another folder.

The runtime cannot be had here, so it is neither built nor run as a Flatpak.
"""

from __future__ import annotations

import configparser
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lowback_tray import __version__
from lowback_tray.desktop.autostart.files import APP, APP_ID
from tests.desktop.virtual import ROOT
from tests.packages.conftest import release

pytestmark = pytest.mark.timeout(600)
MANIFEST = ROOT / "packaging" / "flatpak" / f"{APP_ID}.yml"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    done = subprocess.run(
        ["flatpak-builder", "--show-manifest", MANIFEST], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def app(manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What would be /app, filled by the commands of the manifest."""
    release("flatpak")
    app, work = tmp_path_factory.mktemp("app"), tmp_path_factory.mktemp("work")
    (module,) = manifest["modules"]
    for source in module["sources"]:
        place = (MANIFEST.parent / source["path"]).resolve()
        if source["type"] == "dir":
            shutil.copytree(place, work / source["dest"])
        else:
            shutil.copy(place, work)
    for command in module["build-commands"]:
        played = command.replace("/app", str(app)).replace("pip3", f"{sys.executable} -m pip -q")
        played = played.replace("--prefix", "--ignore-installed --prefix")
        done = subprocess.run(["sh", "-ec", played], cwd=work, capture_output=True, text=True)
        assert done.returncode == 0, f"{played}\n{done.stderr}"
    return app


def test_it_is_understood_and_names_what_it_builds_on(manifest: dict[str, Any]) -> None:
    assert manifest["id"] == APP_ID
    assert manifest["command"] == APP
    assert manifest["runtime-version"] == manifest["base-version"]
    assert manifest["rename-desktop-file"] == f"{APP}.desktop"
    assert not [one for one in manifest["finish-args"] if "network" in one or "=host" in one]


def test_its_program_runs_and_speaks_of_its_own_files(app: Path, tmp_path: Path) -> None:
    (site,) = app.glob("lib/python*/site-packages")
    env = {
        **os.environ, "PYTHONPATH": str(site), "HOME": str(tmp_path), "FLATPAK_ID": APP_ID,
        "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path),
    }  # fmt: skip

    def say(*words: str) -> str:
        told = subprocess.run([app / "bin" / APP, *words], env=env, capture_output=True, check=True)
        return told.stdout.decode()

    assert say("--version").strip() == f"lowback-tray {__version__}"
    found = json.loads(say("doctor", "--json"))
    assert Path(found["paths"]["resources"]).is_relative_to(app)
    assert found["start_at_login"]["place"].endswith(f"autostart/{APP_ID}.desktop")


def test_a_desktop_finds_it_and_a_call_starts_it(app: Path) -> None:
    assert (app / f"share/applications/{APP}.desktop").is_file(), "it is renamed afterwards"
    page = (app / f"share/metainfo/{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    assert f'<launchable type="desktop-id">{APP_ID}.desktop</launchable>' in page
    service = configparser.ConfigParser()
    service.read(app / f"share/dbus-1/services/{APP_ID}.service", encoding="utf-8")
    assert service["D-BUS Service"]["Name"] == APP_ID
    assert Path(service["D-BUS Service"]["Exec"]) == app / "bin" / APP
    assert (app / f"share/icons/hicolor/128x128/apps/{APP}.png").is_file()
