"""What people install: built from the source as a release is, without the network."""

from __future__ import annotations

import configparser
import json
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lowback_tray import __version__, cli

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"

# Run by the installed program's Python: what it finds, through the one door to packaged files.
LOOK = """
import json, sys
from pathlib import Path
import lowback_tray
from lowback_tray import resources
root = resources.root()
files = [path for path in root.rglob("*") if path.is_file()]
print(json.dumps({
    "package": str(Path(lowback_tray.__file__).parent),
    "root": str(root),
    "sizes": {str(path.relative_to(root)): len(path.read_bytes()) for path in files},
    "texts": [len(resources.read_text(name)) for name in resources.names("exercises", ".json")],
}))
"""


def run(command: Sequence[str | Path], cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and with the wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    build: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation"]
    run([*build, "--outdir", folder, ROOT], folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def members(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def environment(home: Path, *what: str | Path) -> Path:
    """An environment with one thing installed; its libraries are lent by the one of the tests."""
    venv.create(home, with_pip=False)
    (site,) = home.glob("lib/python*/site-packages")
    # A line in a .pth adds the folder but not that folder's own .pth files: an editable install
    # in the lender stays out of sight.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    there: list[str | Path] = ["--python", home / "bin" / "python", "install", "--quiet"]
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed"]
    run([*pip, *there, *offline, *what], home)
    return home


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("installed"), wheel)


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("editable"), "--editable", ROOT)


def shared_files() -> dict[str, str]:
    """File of the repository to its place below share/, as the wheel has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    return {source: place.removeprefix("share/") for source, place in shared.items()}


def our_files() -> dict[str, int]:
    """What lies in resources/, with sizes."""
    files = (path for path in RESOURCES.rglob("*") if path.is_file())
    return {str(path.relative_to(RESOURCES)): path.stat().st_size for path in files}


def test_the_installed_wheel_opens_every_packaged_file(installed: Path, tmp_path: Path) -> None:
    found = json.loads(run([installed / "bin/python", "-c", LOOK], tmp_path))
    assert Path(found["package"]).is_relative_to(installed)
    assert Path(found["root"]) == Path(found["package"]) / "resources"
    assert found["sizes"] == our_files()
    assert len(found["texts"]) == len(list(RESOURCES.glob("exercises/*.json")))
    assert all(found["texts"])


def test_the_installed_command_works_in_both_languages(installed: Path, tmp_path: Path) -> None:
    program = installed / "bin" / "lowback-tray"
    assert run([program, "--version"], tmp_path).strip() == f"lowback-tray {__version__}"
    library = json.loads(run([program, "library", "--json"], tmp_path))
    assert len(library["exercises"]) == len(list(RESOURCES.glob("exercises/*.json")))
    assert "30" in run([program, "settings", "get", "posture_reset.after_min"], tmp_path)
    run([program, "settings", "set", "language", "ja"], tmp_path)
    assert "使い方" in run([program, "--help"], tmp_path)
    found = json.loads(run([program, "doctor", "--json"], tmp_path))
    assert Path(found["paths"]["resources"]).is_relative_to(installed)


def test_an_editable_install_opens_every_packaged_file(editable: Path, tmp_path: Path) -> None:
    found = json.loads(run([editable / "bin/python", "-c", LOOK], tmp_path))
    assert Path(found["package"]) == ROOT / "lowback_tray"
    assert Path(found["root"]) == RESOURCES
    assert found["sizes"] == our_files()
    told = run([editable / "bin" / "lowback-tray", "--version"], tmp_path)
    assert told.strip() == f"lowback-tray {__version__}"


def test_the_wheel_has_compiled_translations(members: list[str]) -> None:
    catalogues = {path.parent.parent.name for path in RESOURCES.glob("translations/*/*/*.po")}
    assert catalogues
    for language in catalogues:
        name = f"lowback_tray/resources/translations/{language}/LC_MESSAGES/lowback_tray.mo"
        assert name in members


def test_the_same_text_gives_the_same_catalogue(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".mo")]
        assert names
        for name in names:
            assert b"Creation-Date: 2000-01-01 00:00" in archive.read(name)


def test_the_wheel_holds_the_package_and_nothing_else(members: list[str]) -> None:
    tops = {name.split("/")[0] for name in members}
    name = f"lowback_tray-{__version__}"
    assert tops == {"lowback_tray", f"{name}.dist-info", f"{name}.data"}
    shared = {name for name in members if ".data/" in name}
    assert shared == {f"{name}.data/data/share/{place}" for place in shared_files().values()}
    assert not [name for name in members if name.endswith((".pyc", ".tmp")) or "test" in name]
    assert any(name.endswith("licenses/LICENSE") for name in members)


def test_every_module_of_the_package_is_in_the_wheel(members: list[str]) -> None:
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "lowback_tray").rglob("*.py")}
    assert modules == {name for name in members if name.endswith(".py")}


def test_the_sdist_has_what_it_takes_to_build_and_test(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile"}
    wanted |= {"packaging/build_hook.py", "packaging/linux/lowback-tray.desktop"}
    wanted |= {"resources/prompts.json", "tests/conftest.py"}
    assert wanted <= names
    unwanted = (".venv", ".git/", "build/", ".ci", "dist/")
    assert not [name for name in names if name.startswith(unwanted) or "__pycache__" in name]


def test_a_desktop_finds_the_installed_wheel(installed: Path) -> None:
    for source, place in shared_files().items():
        assert (installed / "share" / place).read_bytes() == (ROOT / source).read_bytes()


def test_the_store_page_is_valid_and_of_this_version() -> None:
    page = ROOT / "packaging" / "linux" / "io.github.lowback_tray.metainfo.xml"
    run(["appstreamcli", "validate", "--no-net", "--pedantic", page], ROOT)
    tree = ElementTree.parse(page)
    assert tree.findtext("id") == page.name.removesuffix(".metainfo.xml")
    releases = tree.findall("releases/release")
    assert releases[0].get("version") == __version__
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    texts = [one for one in tree.iter() if one.tag in ("summary", "p", "li")]
    assert [one.get(language) for one in texts] == [None, "ja"] * (len(texts) // 2)


def test_the_menu_entry_is_valid_and_names_our_icon_and_command() -> None:
    entry = ROOT / "packaging" / "linux" / "lowback-tray.desktop"
    run(["desktop-file-validate", entry], ROOT)
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert "Icon=lowback-tray" in lines
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        header = (RESOURCES / "icons" / f"lowback-tray-{size}.png").read_bytes()[16:24]
        assert header == size.to_bytes(4, "big") * 2
    for name in ("lowback-tray", "lowback-tray-symbolic"):
        assert "<svg" in (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def test_every_action_of_the_menu_entry_is_a_command_and_has_a_name_in_japanese() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(ROOT / "packaging" / "linux" / "lowback-tray.desktop", encoding="utf-8")
    for name in filter(None, entry["Desktop Entry"]["Actions"].split(";")):
        action = entry[f"Desktop Action {name}"]
        program, *words = action["Exec"].split()
        assert program == "lowback-tray"
        assert cli.parse(words)[0] is not None
        assert action["Name"] != action["Name[ja]"]
