from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from jeepney import HeaderFields, Message

from lowback_tray.desktop.autostart import Autostart, for_this_system, mend, own_command
from lowback_tray.desktop.autostart import portal as portal_module
from lowback_tray.desktop.autostart.mac import MacAutostart
from lowback_tray.desktop.autostart.portal import PATH, REQUEST, PortalAutostart
from lowback_tray.desktop.autostart.windows import APPROVED, RUN, WindowsAutostart
from lowback_tray.desktop.autostart.xdg import XdgAutostart
from lowback_tray.errors import DesktopError
from tests.desktop.bus_kit import PrivateBus
from tests.desktop.peers import system_python
from tests.desktop.services import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    assert switch.lost() is None
    program.unlink()
    assert not switch.enabled()
    assert switch.lost() == str(program)


@pytest.mark.parametrize("kind", [XdgAutostart, MacAutostart])
def test_after_a_move_the_entry_is_mended_and_that_is_said(
    kind: type[XdgAutostart | MacAutostart], program: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "autostart"
    kind([str(program)], folder).enable()
    moved = program.rename(tmp_path / "lowback-tray")
    here = kind([str(moved)], folder)
    said = mend(here)
    assert said == (
        f"Start at login pointed to {program}, which is gone. It starts this program now."
    )
    assert here.enabled()
    assert mend(here) is None


def test_what_is_off_or_starts_another_program_is_left_alone(
    xdg: XdgAutostart, program: Path, tmp_path: Path
) -> None:
    assert mend(xdg) is None
    assert not Path(xdg.place).exists()
    xdg.enable()
    other = XdgAutostart([str(tmp_path / "another")], tmp_path / "autostart")
    before = Path(xdg.place).read_bytes()
    assert mend(other) is None
    program.unlink()
    Path(xdg.place).write_bytes(before + b"Hidden=true\n")
    assert mend(other) is None
    assert Path(xdg.place).read_bytes() == before + b"Hidden=true\n"


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
    monkeypatch.delenv("FLATPAK_ID", raising=False)
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
    program.unlink()
    windowed = program.with_name("pythonw.exe")
    windowed.write_text("")
    assert own_command() == [str(windowed), "-m", "lowback_tray"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command({}) == [str(program.with_name("python3"))]
    inside = {"APPIMAGE": "/apps/Lowback.AppImage", "APPDIR": str(program.parent)}
    assert own_command(inside) == ["/apps/Lowback.AppImage"]
    of_the_terminal = {"APPIMAGE": "/apps/Terminal.AppImage", "APPDIR": "/tmp/.mount_term"}
    assert own_command(of_the_terminal) == [str(program.with_name("python3"))]
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lowback-tray-cli.exe"))
    assert own_command({}) == [str(tmp_path / "lowback-tray.exe")]


# ---- Windows, over a stand-in for the registry


class FakeRegistry:
    """Values by key; what it is told to refuse fails as the real one does."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.refuses = False

    def get(self, key: str) -> object:
        self._may()
        return self.values.get(key)

    def set(self, key: str, text: str) -> None:
        self._may()
        self.values[key] = text

    def forget(self, key: str) -> None:
        self._may()
        self.values.pop(key, None)

    def _may(self) -> None:
        if self.refuses:
            raise PermissionError(13, "Access is denied")


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


def test_on_windows_it_is_a_value_with_quotes_and_the_task_manager_is_heeded(
    registry: FakeRegistry, program: Path
) -> None:
    switch = WindowsAutostart([str(program), "-m", "lowback_tray"], registry)
    assert not switch.enabled()
    switch.enable()
    assert registry.values == {RUN: f'"{program}" "-m" "lowback_tray"'}
    assert switch.enabled()
    registry.values[APPROVED] = b"\x03\x00\x00"
    assert not switch.enabled()
    registry.values[APPROVED] = b"\x02\x00\x00"
    assert switch.enabled()
    registry.values[APPROVED] = b"\x03"
    switch.enable()
    assert switch.enabled()
    switch.disable()
    assert registry.values == {}


@pytest.mark.parametrize("line", ["", "   ", 7, "/gone/program --quiet", '"unbalanced'])
def test_on_windows_a_value_that_starts_nothing_is_off(
    registry: FakeRegistry, line: object, program: Path
) -> None:
    registry.values[RUN] = line
    assert not WindowsAutostart([str(program)], registry).enabled()


def test_on_windows_a_value_without_quotes_is_read_and_a_lost_one_mended(
    registry: FakeRegistry, program: Path
) -> None:
    switch = WindowsAutostart([str(program)], registry)
    registry.values[RUN] = f"{program} --quiet"
    assert switch.enabled()
    assert switch.lost() is None
    registry.values[RUN] = "/gone/program --quiet"
    assert "/gone/program" in (mend(switch) or "")
    assert registry.values[RUN] == f'"{program}"'


def test_on_windows_a_registry_that_refuses_is_named(registry: FakeRegistry, program: Path) -> None:
    registry.refuses = True
    switch = WindowsAutostart([str(program)], registry)
    assert not switch.enabled()
    for throw in (switch.enable, switch.disable):
        with pytest.raises(DesktopError, match=r"HKEY_CURRENT_USER.*Access is denied"):
            throw()


# ---- Flatpak, over a stand-in for the portal


class Background(Service):
    """The Background portal, and what it keeps on the disk.

    Attributes:
        code: how the person answers: 0 yes, 1 no.
        asked: the options of each request.
        responds: whether the request it hands out is ever answered.
    """

    NAME = "org.freedesktop.portal.Desktop"
    MEMBERS: ClassVar[dict[str, tuple[str, str]]] = {"RequestBackground": ("sa{sv}", "o")}

    def __init__(self, bus: PrivateBus, file: Path) -> None:
        self.code = 0
        self.responds = True
        self.asked: list[dict[str, Any]] = []
        self._file = file
        self._sender = ""
        super().__init__(bus)

    def _answer(self, message: Message) -> None:
        sender: str = message.header.fields[HeaderFields.sender]
        self._sender = sender[1:].replace(".", "_")
        super()._answer(message)

    def on_RequestBackground(  # noqa: N802 - a name of D-Bus
        self, _window: str, options: dict[str, tuple[str, Any]]
    ) -> tuple[str]:
        self.asked.append({key: value for key, (_, value) in options.items()})
        on = self.asked[-1]["autostart"] and self.code == 0
        if on:
            words = " ".join(self.asked[-1]["commandline"])
            self._file.parent.mkdir(exist_ok=True)
            self._file.write_text(f"[Desktop Entry]\nExec=flatpak run --command={words} our.id\n")
        else:
            self._file.unlink(missing_ok=True)
        handle = f"{PATH}/request/{self._sender}/{self.asked[-1]['handle_token']}"
        if self.responds:
            self.emit(
                handle, REQUEST, "Response", "ua{sv}",
                self.code, {"background": ("b", True), "autostart": ("b", on)},
            )  # fmt: skip
        return (handle,)


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[Background, PortalAutostart]]:
    file = tmp_path / "autostart" / "our.id.desktop"
    with PrivateBus() as bus:
        service = Background(bus, file)
        try:
            yield service, PortalAutostart(["lowback-tray"], file, bus.address)
        finally:
            service.close()


def test_in_a_sandbox_the_desktop_is_asked_and_its_entry_is_the_truth(
    portal: tuple[Background, PortalAutostart],
) -> None:
    service, switch = portal
    assert not switch.enabled()
    switch.enable()
    assert service.asked[0]["commandline"] == ["lowback-tray"]
    assert service.asked[0]["autostart"] is True
    assert switch.enabled()
    assert switch.lost() is None
    Path(switch.place).write_text("[Desktop Entry]\nExec=x\nHidden=true\n")
    assert not switch.enabled()
    switch.disable()
    assert not Path(switch.place).exists()


def test_in_a_sandbox_a_no_is_said(portal: tuple[Background, PortalAutostart]) -> None:
    service, switch = portal
    service.code = 1
    with pytest.raises(DesktopError, match="the desktop did not allow it"):
        switch.enable()
    service.refuses.add("RequestBackground")
    with pytest.raises(DesktopError, match="does not match"):
        switch.enable()
    assert not switch.enabled()


def test_in_a_sandbox_a_portal_that_says_nothing_is_not_waited_for(
    portal: tuple[Background, PortalAutostart], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, switch = portal
    monkeypatch.setattr(portal_module, "BUDGET_S", 0.3)
    service.responds = False
    with pytest.raises(DesktopError, match="Start at login could not be changed"):
        switch.enable()


def test_in_a_sandbox_without_a_bus_it_says_so(tmp_path: Path) -> None:
    switch = PortalAutostart(["x"], tmp_path / "a.desktop", f"unix:path={tmp_path}/none")
    with pytest.raises(DesktopError, match="Start at login could not be changed"):
        switch.enable()


def test_in_a_sandbox_the_entry_lies_where_the_desktop_keeps_it(tmp_path: Path) -> None:
    env = {"FLATPAK_ID": "our.id", "HOST_XDG_CONFIG_HOME": str(tmp_path)}
    switch = for_this_system(["/app/bin/lowback-tray"], env)
    assert switch.place == str(tmp_path / "autostart" / "our.id.desktop")
