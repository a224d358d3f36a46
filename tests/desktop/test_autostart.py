from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lowback_tray.desktop.autostart import (
    Autostart,
    MacAutostart,
    XdgAutostart,
    for_this_system,
    own_command,
)
from lowback_tray.errors import DesktopError
from tests.desktop.peers import system_python

AWKWARD = 'pro "gram" $HOME `x` \\ é 腰'


@pytest.fixture
def program(tmp_path: Path) -> Path:
    made = tmp_path / "bin" / "lowback-tray"
    made.parent.mkdir()
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    return made


@pytest.fixture(params=[XdgAutostart, MacAutostart])
def switch(request: pytest.FixtureRequest, program: Path, tmp_path: Path) -> Autostart:
    made: Autostart = request.param([str(program), "--quiet"], tmp_path / "deep" / "autostart")
    return made


@pytest.fixture
def xdg(program: Path, tmp_path: Path) -> XdgAutostart:
    return XdgAutostart([str(program)], tmp_path / "autostart")


def test_it_goes_on_and_off_and_says_so(switch: Autostart) -> None:
    assert not switch.enabled()
    switch.disable()
    switch.enable()
    assert switch.enabled()
    switch.enable()
    assert switch.enabled()
    assert Path(switch.place).exists()
    switch.disable()
    assert not switch.enabled()
    assert not Path(switch.place).exists()


def test_an_entry_whose_program_is_gone_is_off(switch: Autostart, program: Path) -> None:
    switch.enable()
    program.unlink()
    assert not switch.enabled()


def test_an_entry_that_cannot_be_read_is_off_and_can_be_repaired(switch: Autostart) -> None:
    switch.enable()
    Path(switch.place).write_bytes(b"\xff\xfe not what it was")
    assert not switch.enabled()
    switch.enable()
    assert switch.enabled()


def test_a_folder_that_is_no_folder_is_named(program: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    switch = XdgAutostart([str(program)], tmp_path / "file" / "autostart")
    with pytest.raises(DesktopError, match=r"Start at login could not be changed: .*file"):
        switch.enable()
    with pytest.raises(DesktopError, match=r"Start at login could not be changed: .*file"):
        switch.disable()
    assert not switch.enabled()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Terminal=false", "Hidden=true"),
        ("X-GNOME-Autostart-enabled=true", "X-GNOME-Autostart-enabled=false"),
        ("Exec=", "Exec=/gone/"),
        ("TryExec=", "TryExec=/gone"),
        ("Exec=", "NoExec="),
        ("Exec=", "Exec='unbalanced "),
        ("[Desktop Entry]", "[Desktop Entry]\nType=Application\n[Another Group]"),
    ],
)
def test_a_switch_thrown_elsewhere_shows(xdg: XdgAutostart, old: str, new: str) -> None:
    xdg.enable()
    file = Path(xdg.place)
    changed = file.read_text().replace(old, new, 1)
    assert changed != file.read_text()
    file.write_text(changed)
    assert not xdg.enabled()


def test_an_entry_of_our_own_that_somebody_tidied_is_still_on(
    xdg: XdgAutostart, program: Path
) -> None:
    Path(xdg.place).parent.mkdir()
    Path(xdg.place).write_text(
        f"# mine\n\n[Desktop Entry]\nType = Application\nExec = {program} --late\n"
        "[Desktop Action Now]\nHidden=true\n"
    )
    assert xdg.enabled()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="not installed")
def test_the_entry_is_valid(tmp_path: Path) -> None:
    switch = XdgAutostart([str(tmp_path / AWKWARD), "-m", "lowback_tray"], tmp_path)
    switch.enable()
    done = subprocess.run(
        ["desktop-file-validate", switch.place], capture_output=True, text=True, check=False
    )
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_an_awkward_path_survives_the_entry_and_back(tmp_path: Path) -> None:
    program = tmp_path / f"{AWKWARD} 100%"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    switch = XdgAutostart([str(program)], tmp_path / "autostart")
    switch.enable()
    assert switch.enabled()
    program.unlink()
    assert not switch.enabled()


def test_the_desktops_own_reader_starts_what_we_meant(tmp_path: Path) -> None:
    program = tmp_path / AWKWARD
    started = tmp_path / "started"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" > '{started}'\n")
    program.chmod(0o755)
    words = ["a b", "50%", "", "\\", '"']
    switch = XdgAutostart([str(program), *words], tmp_path / "autostart")
    switch.enable()
    launch = "import sys; from gi.repository import Gio; "
    launch += "Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch([], None)"
    subprocess.run([system_python(), "-c", launch, switch.place], check=True)
    ends = time.monotonic() + 5
    while not (started.exists() and started.read_text()) and time.monotonic() < ends:
        time.sleep(0.02)
    assert started.read_text().split("\n")[:-1] == [str(program), *words]


def test_it_is_an_agent_that_runs_at_load_on_macos(program: Path, tmp_path: Path) -> None:
    switch = MacAutostart([str(program), "--quiet"], tmp_path)
    switch.enable()
    agent = plistlib.loads(Path(switch.place).read_bytes())
    assert agent["ProgramArguments"] == [str(program), "--quiet"]
    agent["Disabled"] = True
    Path(switch.place).write_bytes(plistlib.dumps(agent))
    assert not switch.enabled()


def test_here_it_is_the_autostart_folder_of_this_person(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert for_this_system().place == str(tmp_path / "autostart" / "lowback-tray.desktop")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert for_this_system().place.startswith(str(tmp_path / "me" / ".config"))


def test_it_starts_what_was_started(
    monkeypatch: pytest.MonkeyPatch, program: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
    assert own_command() == [str(tmp_path / "python3"), "-m", "lowback_tray"]
    monkeypatch.setattr(sys, "executable", str(program.with_name("python3")))
    assert own_command() == [str(program)]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [str(program.with_name("python3"))]
