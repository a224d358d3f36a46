from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lowback_tray import paths
from lowback_tray.errors import BadInput

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG places")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_without_xdg_variables_files_lie_in_the_usual_places(home: Path) -> None:
    assert paths.settings_file() == home / ".config/lowback-tray/settings.toml"
    assert paths.history_file() == home / ".local/share/lowback-tray/history.sqlite"
    assert paths.backups() == home / ".local/share/lowback-tray/backups"
    assert paths.log_file() == home / ".local/state/lowback-tray/lowback-tray.log"


def test_xdg_variables_are_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", f"/x/{kind.lower()}")
    assert paths.settings_file() == Path("/x/config/lowback-tray/settings.toml")
    assert paths.history_file() == Path("/x/data/lowback-tray/history.sqlite")
    assert paths.backups() == Path("/x/data/lowback-tray/backups")
    assert paths.log_file() == Path("/x/state/lowback-tray/lowback-tray.log")
    assert paths.lock_path() == Path("/x/cache/lowback-tray/run/lock")


@pytest.mark.parametrize("value", ["", "relative", "./here", "~/config"])
def test_an_xdg_variable_that_is_not_absolute_is_ignored(
    home: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    assert paths.settings_file() == home / ".config/lowback-tray/settings.toml"


@pytest.mark.parametrize("value", ["", "relative"])
def test_a_home_that_is_none_is_named_and_nothing_goes_to_the_root(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HOME", value)
    with pytest.raises(BadInput) as caught:
        paths.settings_file()
    assert caught.value.place == "HOME"
    assert "Set HOME" in caught.value.remedy


def test_an_absolute_xdg_variable_needs_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/x")
    assert paths.settings_file() == Path("/x/lowback-tray/settings.toml")


def test_without_home_the_list_of_users_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    monkeypatch.delenv("HOME")
    own = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert paths.settings_file() == own / ".config/lowback-tray/settings.toml"


def test_somebody_without_home_and_unknown_to_the_system_gets_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    with pytest.raises(BadInput, match=r"HOME: does not name your home folder\. Set HOME"):
        paths.settings_file()


def test_asking_for_a_path_creates_nothing(home: Path) -> None:
    for ask in (paths.settings_file, paths.history_file, paths.socket_path, paths.log_file):
        ask()
    assert list(home.iterdir()) == []


def test_a_private_runtime_folder_of_the_session_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    assert paths.runtime_dir() == run / "lowback-tray"
    assert paths.socket_path() == run / "lowback-tray" / "socket"
    assert paths.lock_path() == run / "lowback-tray" / "lock"


def test_a_runtime_folder_that_others_can_enter_or_own_or_that_is_none_is_not_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = home / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    plain = home / "plain"
    plain.write_text("")
    plain.chmod(0o600)
    foreign = home / "foreign"
    foreign.mkdir(mode=0o700)
    unusable = [shared, plain, home / "missing", Path("relative"), Path()]
    if os.geteuid() == 0:
        os.chown(foreign, 65534, 65534)
        unusable.append(foreign)
    for folder in unusable:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        assert paths.runtime_dir() == home / ".cache/lowback-tray/run", folder


def test_a_socket_name_too_long_for_the_system_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ("x" * 100)))
    with pytest.raises(BadInput, match="XDG_RUNTIME_DIR"):
        paths.socket_path()


def test_ensure_makes_every_missing_folder_private(home: Path) -> None:
    made = paths.ensure(home / "a" / "b" / "c")
    assert made == home / "a" / "b" / "c"
    for folder in (made, made.parent, made.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_ensure_leaves_a_folder_that_is_there_as_it_is(home: Path) -> None:
    (home / "there").mkdir()
    (home / "there").chmod(0o750)
    assert stat.S_IMODE(paths.ensure(home / "there").stat().st_mode) == 0o750


def test_ensure_names_a_folder_that_cannot_be_made(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(BadInput, match="this folder cannot be used") as caught:
        paths.ensure(home / "file")
    assert caught.value.place == str(home / "file")
    with pytest.raises(BadInput, match="Not a directory"):
        paths.ensure(home / "file" / "below")


def test_ensure_refuses_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(BadInput, match="Permission denied"):
        paths.ensure(Path("/"))


def test_platformdirs_is_not_imported_for_the_usual_places() -> None:
    program = (
        "import sys\n"
        "from lowback_tray import paths\n"
        "paths.settings_file(), paths.history_file(), paths.socket_path()\n"
        "print('platformdirs' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={"HOME": "/h", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == "False\n"
