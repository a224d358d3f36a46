"""A private virtual desktop: a real X server, window manager, tray host and notifications.

    with VirtualDesktop() as desktop:
        desktop.spawn([sys.executable, "-m", "lowback_tray"])
        desktop.wait_for(desktop.tray_items)[0].click("Pause", "30 min")
        desktop.screenshot(Path("build/shot.png"))
        desktop.panel.stop(kill=True)
        desktop.dunst.answer(desktop.dunst.open()[0], "start")
        desktop.login1.lock()

Theory: everything the program can reach is ours. HOME, the XDG folders, the session bus and
the system bus (with a stand-in for login1) are private, so nothing of the person who runs the
tests is read or written, several desktops can run side by side, and all of it ends with the
`with` block. By default no service can be started through the session bus: what is not
running is truly absent, so "no notification daemon" means what it says. Start desktops from
the main thread: the kernel ends their processes when the thread that started them dies.

From a shell: `python -m tests.desktop.virtual [--panel tint2] -- COMMAND...`
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from tests.desktop.peers import SESSION_ID, Dunst, Login1, Panel, PanelKind
from tests.desktop.processes import MARK, Nursery, VirtualDesktopError
from tests.desktop.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.desktop.talk import TrayItem

ROOT = Path(__file__).resolve().parents[2]

_FOREIGN = (
    *("DISPLAY", "WAYLAND_", "XAUTHORITY", "DBUS_", "XDG_", "DESKTOP_", "SESSION_MANAGER"),
    *("QT_", "GTK_", "LC_", "LANG", "LOWBACK_TRAY_", "PYTHONDONTWRITEBYTECODE"),
)
"""What the surrounding desktop must not leak into ours."""

_TOOLS = (
    *("Xvfb", "dbus-daemon", "openbox", "lxqt-panel", "tint2", "dunst", "dunstctl"),
    *("xdotool", "xprop", "import"),
)

_BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  {services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing_tools() -> list[str]:
    """The programs this needs and cannot find."""
    return [tool for tool in _TOOLS if shutil.which(tool) is None]


class VirtualDesktop:
    """Starts with `with`, ends everything with it.

    Args:
        panel: which tray host runs from the start, or "none".
        dunst: whether a notification daemon runs from the start.
        system_bus: whether there is a system bus, with login1; else `login1` is missing too.
        size: of the screen, in pixels.
        language: what the environment asks for.
        activation: whether the session bus may start the services installed on this machine.
        keep: leave the folder with all logs behind.

    Attributes:
        env: the environment of everything started here.
        folder, home, runtime: where its files are.
        panel, dunst, login1: the peers; see `tests.desktop.peers`.
        session: a connection to the session bus.
        spawn, run, wait_for, logs: see `tests.desktop.processes.Nursery`.
    """

    session: Talk
    panel: Panel
    dunst: Dunst
    login1: Login1

    def __init__(
        self,
        *,
        panel: PanelKind | Literal["none"] = "lxqt",
        dunst: bool = True,
        system_bus: bool = True,
        size: tuple[int, int] = (1280, 720),
        language: Literal["en", "ja"] = "en",
        activation: bool = False,
        keep: bool = False,
    ) -> None:
        self._wanted: tuple[PanelKind | None, bool, bool] = (
            None if panel == "none" else panel,
            dunst,
            system_bus,
        )
        self._size = size
        self._activation = activation
        self._keep = keep
        self._closing = ExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="lbt-"))
        self.home = self.folder / "home"
        self.runtime = self.folder / "run"
        self.env = self._environment(language)
        self._nursery = Nursery(self.folder, self.env, ROOT)
        self.spawn = self._nursery.spawn
        self.run = self._nursery.run
        self.wait_for = self._nursery.wait_for
        self.logs = self._nursery.logs

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End everything that runs here; harmless when done twice."""
        self._closing.close()
        self._nursery.end()
        if not self._keep:
            self.remove(self.folder)

    @staticmethod
    def remove(folder: Path) -> None:
        """Remove the folder of a desktop, also of one that could not do it itself."""
        shutil.rmtree(folder, ignore_errors=True)

    def tray_items(self) -> list[TrayItem]:
        """The icons in the tray of a StatusNotifier host."""
        return self.session.tray_items()

    def run_time_at(self, rate: float) -> None:
        """Let the programs started from now on live in fast time, all in the same.

        See `lowback_tray.desktop.clock.Lens`; X, D-Bus and this desktop stay in real time.
        """
        self.env["LOWBACK_TRAY_TIME_RATE"] = f"{rate}@{time.monotonic()}"

    # Screen, keyboard and mouse

    def xdotool(self, *arguments: str | int, check: bool = True) -> str:
        """Drive keyboard, mouse and windows; returns what xdotool says."""
        return self.run(["xdotool", *map(str, arguments)], check=check).stdout.strip()

    def windows(self, title: str) -> list[int]:
        """The visible windows whose title matches a regular expression."""
        found = self.xdotool("search", "--onlyvisible", "--name", title, check=False)
        return [int(number) for number in found.split()]

    def focused(self) -> int | None:
        """The window that has the keyboard, None if none has."""
        said = self.xdotool("getwindowfocus", check=False)
        return int(said) if said else None

    def click(self, x: int, y: int, *, button: int = 1) -> None:
        """Click at a place of the screen."""
        self.xdotool("mousemove", "--sync", x, y, "click", button)

    def nudge(self) -> None:
        """Let the person move the mouse (moving it to where it is would not count)."""
        x, y = self.pointer()
        self.xdotool("mousemove", x - 1 if x else 1, y)

    def pointer(self) -> tuple[int, int]:
        """Where the mouse is."""
        said = dict(part.split("=") for part in self.xdotool("getmouselocation", "--shell").split())
        return int(said["X"]), int(said["Y"])

    def screenshot(self, path: Path, *, window: int | None = None) -> Path:
        """Write a picture of the screen, or of one window."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.run(["import", "-window", str(window or "root"), path])
        return path

    # Setting it up

    def _environment(self, language: str) -> dict[str, str]:
        folders = {
            "HOME": self.home,
            "XDG_RUNTIME_DIR": self.runtime,
            "XDG_CONFIG_HOME": self.home / ".config",
            "XDG_DATA_HOME": self.home / ".local/share",
            "XDG_STATE_HOME": self.home / ".local/state",
            "XDG_CACHE_HOME": self.home / ".cache",
        }
        for folder in folders.values():
            folder.mkdir(parents=True, mode=0o700)
        env = {key: value for key, value in os.environ.items() if not key.startswith(_FOREIGN)}
        return {
            **env,
            **{key: str(folder) for key, folder in folders.items()},
            MARK: self.folder.name,
            "LANG": "C.UTF-8",
            "LANGUAGE": language,
            "XDG_SESSION_TYPE": "x11",
            "XDG_SESSION_ID": SESSION_ID,
            "NO_AT_BRIDGE": "1",  # GTK programs would look for an accessibility bus
            # Where no bus runs there must be none, not the machine's own.
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder / 'session.bus'}",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder / 'system.bus'}",
        }

    def _start(self) -> None:
        """The screen, the buses, then the services side by side."""
        if absent := missing_tools():
            raise VirtualDesktopError(f"missing: {', '.join(absent)}. `make test` installs them.")
        panel, dunst, system_bus = self._wanted
        self._start_screen()
        self.session = self._start_bus("session", activation=self._activation)
        self.panel = Panel(self._nursery, self.session)
        self.dunst = Dunst(self._nursery, self.session)
        self._closing.callback(self.dunst.close)
        self.spawn(["openbox", "--sm-disable"])
        if panel:
            self.panel.launch(panel)
        if dunst:
            self.dunst.launch()
        if system_bus:
            self.login1 = Login1(self._nursery, self._start_bus("system"))
            self.login1.start()
        self.wait_for(self._window_manager_ready, what="the window manager")
        if panel:
            self.panel.wait()
        if dunst:
            self.dunst.wait()

    def _start_screen(self) -> None:
        read_end, write_end = os.pipe()
        width, height = self._size
        screen = ["-screen", "0", f"{width}x{height}x24", "-displayfd", str(write_end)]
        habits = ["-nolisten", "tcp", "-noreset", "+extension", "MIT-SCREEN-SAVER"]
        server = self._nursery.spawn(["Xvfb", *screen, *habits], pass_fds=[write_end])
        os.close(write_end)
        with os.fdopen(read_end) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise VirtualDesktopError(f"Xvfb did not start: {server.output()}")
        self.env["DISPLAY"] = f":{number}"

    def _start_bus(self, kind: Literal["session", "system"], *, activation: bool = False) -> Talk:
        address = self.env[f"DBUS_{kind.upper()}_BUS_ADDRESS"]
        config = self.folder / f"{kind}.conf"
        services = "<standard_session_servicedirs/>" if activation else ""
        config.write_text(_BUS.format(address=address, services=services))
        self.spawn(["dbus-daemon", f"--config-file={config}", "--nofork"], name=f"{kind}-bus")
        talk = self.wait_for(lambda: _connected(address), what=f"the {kind} bus")
        self._closing.callback(talk.close)
        return talk

    def _window_manager_ready(self) -> bool:
        said = self.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], check=False)
        return "window id" in said.stdout


def _connected(address: str) -> Talk | None:
    try:
        return Talk(address)
    except OSError:  # not there yet
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command inside a virtual desktop; returns its exit status."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--panel", choices=("lxqt", "tint2", "none"), default="lxqt")
    parser.add_argument("--no-dunst", action="store_true")
    parser.add_argument("--language", choices=("en", "ja"), default="en")
    parser.add_argument("command", nargs="+")
    given = parser.parse_args(arguments)
    with VirtualDesktop(
        panel=given.panel, dunst=not given.no_dunst, language=given.language
    ) as desktop:
        return subprocess.call(given.command, env=desktop.env)


if __name__ == "__main__":
    sys.exit(main())
