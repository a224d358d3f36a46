"""The ways a reason to wait comes and goes, for each source and each who tells it one."""

from __future__ import annotations

import subprocess
import sys
import time
from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from lowback_tray.desktop.bus import Bus
from lowback_tray.desktop.holds.call import Call
from lowback_tray.desktop.holds.dnd import DoNotDisturb
from lowback_tray.desktop.holds.front import FrontWatch, FullScreen, ProgramInFront
from lowback_tray.desktop.holds.inhibit import Playing
from lowback_tray.desktop.holds.share import ScreenShare
from tests.desktop.fakes import FakeHold
from tests.desktop.portal import FIREFOX, SCREEN, Portal, link
from tests.desktop.services import (
    Login1,
    Notifications,
    PolicyAgent,
    PowerManagement,
    SessionManager,
    Xfconf,
)

if TYPE_CHECKING:
    from pathlib import Path

    from lowback_tray.desktop.holds.base import HoldSource
    from tests.desktop.bus_kit import PrivateBus
    from tests.desktop.processes import Child
    from tests.desktop.virtual import VirtualDesktop


class Case(ABC):
    """A source, and the world it watches.

    Attributes:
        source: the one under test.
        needs_refresh: it tells nothing by itself.
        detail: what it names while it is on.
    """

    source: HoldSource
    needs_refresh = False
    detail = ""

    @abstractmethod
    def on(self, *, told: bool = True) -> None:
        """The reason appears; without `told` the signal gets lost, where there is one."""

    @abstractmethod
    def off(self, *, told: bool = True) -> None:
        """The reason goes."""

    def close(self) -> None:
        self.source.close()


class Fake(Case):
    detail = "soffice"

    def __init__(self) -> None:
        self.hold = FakeHold()
        self.source = self.hold

    def on(self, *, told: bool = True) -> None:
        self.hold.set(True, self.detail, told=told)

    def off(self, *, told: bool = True) -> None:
        self.hold.set(False, told=told)


# ---- over a private bus


class OnBus(Case):
    def __init__(self, private: PrivateBus) -> None:
        self.bus = Bus("session", private.address)
        self.service = self.start(private)
        self.source = self.make()

    def start(
        self, private: PrivateBus
    ) -> Notifications | Xfconf | SessionManager | PolicyAgent | PowerManagement | Login1:
        raise NotImplementedError

    def make(self) -> HoldSource:
        return Playing(self.bus, self.bus)

    def close(self) -> None:
        super().close()
        self.service.close()
        self.bus.close()


class KdeSwitch(OnBus):
    service: Notifications

    def start(self, private: PrivateBus) -> Notifications:
        return Notifications(private, "org.freedesktop.Notifications", "Inhibited")

    def make(self) -> HoldSource:
        return DoNotDisturb(self.bus, {})

    def on(self, *, told: bool = True) -> None:
        self.service.set(True, signals=told)

    def off(self, *, told: bool = True) -> None:
        self.service.set(False, signals=told)


class XfceSwitch(OnBus):
    service: Xfconf

    def start(self, private: PrivateBus) -> Xfconf:
        return Xfconf(private)

    def make(self) -> HoldSource:
        return DoNotDisturb(self.bus, {})

    def on(self, *, told: bool = True) -> None:
        self.service.set(True, signals=told)

    def off(self, *, told: bool = True) -> None:
        self.service.set(False, signals=told)


class GnomeInhibitor(OnBus):
    service: SessionManager
    detail = "org.mozilla.firefox"
    _path = ""

    def start(self, private: PrivateBus) -> SessionManager:
        return SessionManager(private)

    def on(self, *, told: bool = True) -> None:
        self._path = self.service.inhibit(self.detail, signals=told)

    def off(self, *, told: bool = True) -> None:
        self.service.release(self._path, signals=told)


class KdeInhibitor(OnBus):
    service: PolicyAgent
    detail = "Okular"

    def start(self, private: PrivateBus) -> PolicyAgent:
        return PolicyAgent(private)

    def on(self, *, told: bool = True) -> None:
        if told:
            self.service.set(self.detail)
        else:
            self.service.programs = [self.detail]

    def off(self, *, told: bool = True) -> None:
        if told:
            self.service.set()
        else:
            self.service.programs = []


class PowerInhibitor(OnBus):
    service: PowerManagement
    detail = "vlc"

    def start(self, private: PrivateBus) -> PowerManagement:
        return PowerManagement(private)

    def on(self, *, told: bool = True) -> None:
        if told:
            self.service.set(self.detail)
        else:
            self.service.programs = [self.detail]

    def off(self, *, told: bool = True) -> None:
        if told:
            self.service.set()
        else:
            self.service.programs = []


class Login1Inhibitor(OnBus):
    service: Login1
    detail = "mpv"

    def start(self, private: PrivateBus) -> Login1:
        return Login1(private)

    def on(self, *, told: bool = True) -> None:
        self.service.inhibit(self.detail, "idle:sleep", signals=told)

    def off(self, *, told: bool = True) -> None:
        self.service.inhibitors.clear()
        if told:
            self.service.inhibit("upgrade", "shutdown")


# ---- on a virtual desktop


class OnDesktop(Case):
    def __init__(self, desktop: VirtualDesktop) -> None:
        self.desktop = desktop
        self.bus = Bus("session", desktop.env["DBUS_SESSION_BUS_ADDRESS"])

    def close(self) -> None:
        super().close()
        self.bus.close()


class DunstSwitch(OnDesktop):
    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self.source = DoNotDisturb(self.bus, desktop.env)

    def on(self, *, told: bool = True) -> None:
        self.desktop.dunst.pause(True)

    def off(self, *, told: bool = True) -> None:
        self.desktop.dunst.pause(False)


class GnomeSwitch(OnDesktop):
    """The real gsettings over the real dconf (needs a desktop with activation)."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self._set(True)
        env = {**desktop.env, "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
        self.source = DoNotDisturb(self.bus, env)

    def on(self, *, told: bool = True) -> None:
        self._set(False)

    def off(self, *, told: bool = True) -> None:
        self._set(True)

    def _set(self, banners: bool) -> None:
        key = ["org.gnome.desktop.notifications", "show-banners"]
        self.desktop.run(["gsettings", "set", *key, str(banners).lower()])


class Windows(OnDesktop):
    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self.watch = FrontWatch(desktop.env)
        self._open: dict[str, Child] = {}

    def window(self, name: str, geometry: str = "40x10+100+100") -> None:
        """Open one and wait until it has the keyboard."""
        options = ["-class", name, "-title", name, "-geometry", geometry, "-e", "sleep", "600"]
        self._open[name] = self.desktop.spawn(["xterm", *options], name=name)
        self.desktop.wait_for(lambda: self._in_front(name), what=f"the window {name}")

    def shut(self, name: str) -> None:
        self._open.pop(name).stop()
        self.desktop.wait_for(lambda: not self._in_front(name), what="its end")

    def full(self, name: str, full: bool = True) -> None:
        change = "add" if full else "remove"
        self.wmctrl("-r", name, "-b", f"{change},fullscreen")

    def front(self, name: str) -> None:
        self.wmctrl("-a", name)
        self.desktop.wait_for(lambda: self._in_front(name), what=f"{name} in front")

    def wmctrl(self, *words: str) -> None:
        """Change a window by its title. A new one may be active before it is in the list."""
        command = ["wmctrl", "-F", *words]
        self.desktop.wait_for(
            lambda: self.desktop.run(command, check=False).returncode == 0, what=" ".join(command)
        )

    def _in_front(self, name: str) -> bool:
        said = self.desktop.xdotool("getactivewindow", "getwindowname", check=False)
        return said == name

    def close(self) -> None:
        super().close()
        for name, child in self._open.items():
            child.stop()
            self.desktop.wait_for(partial(self._gone, name), what=f"the end of {name}")

    def _gone(self, name: str) -> bool:
        return not self.desktop.windows(f"^{name}$")


class FilledScreen(Windows):
    detail = "Film"

    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self.source = FullScreen(self.watch)
        self.window("Film")

    def on(self, *, told: bool = True) -> None:
        self.full("Film")

    def off(self, *, told: bool = True) -> None:
        self.full("Film", False)


class ChosenProgram(Windows):
    detail = "Zoom"

    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self.source = ProgramInFront(self.watch, ["zoom", "obs"])
        self.window("Zoom")
        self.window("Editor")

    def on(self, *, told: bool = True) -> None:
        self.front("Zoom")

    def off(self, *, told: bool = True) -> None:
        self.front("Editor")


class Microphone(OnDesktop):
    """A real sound server with a microphone that hears nothing."""

    needs_refresh = True
    detail = "parec"

    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop)
        self.server = self.start_server()
        self._recorder: Child | None = None
        self.source = Call(desktop.env, desktop.folder)  # which has no camera

    def start_server(self) -> Child:
        loads = (
            "module-native-protocol-unix auth-anonymous=1",
            "module-null-sink sink_name=out",
            "module-null-source source_name=mic",
        )
        quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        modules = [word for load in loads for word in ("-L", load)]
        server = self.desktop.spawn(["pulseaudio", *quiet, *modules])
        self.desktop.wait_for(lambda: "mic" in self._pactl("sources"), what="the sound server")
        return server

    def record(self, device: str) -> Child:
        before = self._pactl("source-outputs")
        recorder = self.desktop.spawn(["parec", "-d", device])
        self.desktop.wait_for(lambda: self._pactl("source-outputs") != before, what="a recording")
        return recorder

    def on(self, *, told: bool = True) -> None:
        self._recorder = self.record("mic")

    def off(self, *, told: bool = True) -> None:
        assert self._recorder is not None
        self._recorder.stop()
        self.desktop.wait_for(lambda: not self._pactl("source-outputs"), what="silence")

    def close(self) -> None:
        super().close()
        if self._recorder is not None:
            self._recorder.stop()
        self.server.stop()

    def _pactl(self, what: str) -> str:
        return self.desktop.run(["pactl", "list", "short", what], check=False).stdout


class Camera(Case):
    """A process that has a device file open; the kernel's folders are a test's own."""

    needs_refresh = True
    detail = "cheese"

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("dev", "proc/4711/fd", "proc/asound/card0/pcm0c/sub0", "proc/self"):
            (root / folder).mkdir(parents=True)
        (root / "dev/video0").touch()
        (root / "proc/4711/comm").write_text("cheese\n")
        (root / "proc/4711/fd/0").symlink_to("/dev/null")
        (root / "proc/asound/card0/pcm0c/sub0/status").write_text("closed\n")
        self.source = Call({"PATH": ""}, root)

    def on(self, *, told: bool = True) -> None:
        (self.root / "proc/4711/fd/7").symlink_to("/dev/video0")

    def off(self, *, told: bool = True) -> None:
        (self.root / "proc/4711/fd/7").unlink()


class SharedScreen(Case):
    """A stand-in for `pw-dump`: a portal that shares a screen needs a real desktop."""

    needs_refresh = True
    detail = "Firefox"

    def __init__(self, folder: Path) -> None:
        self.portal = Portal(folder)
        self.source = ScreenShare(self.portal.env)

    def on(self, *, told: bool = True) -> None:
        self.portal.says(SCREEN, FIREFOX, link(SCREEN["id"], FIREFOX["id"]))

    def off(self, *, told: bool = True) -> None:
        self.portal.says({**SCREEN, "info": {**SCREEN["info"], "state": "suspended"}})


PRIVATE_BUS = (
    KdeSwitch,
    XfceSwitch,
    GnomeInhibitor,
    KdeInhibitor,
    PowerInhibitor,
    Login1Inhibitor,
)
DESKTOP = (DunstSwitch, GnomeSwitch, FilledScreen, ChosenProgram, Microphone)


def switches(pid: int) -> int:
    """How often a process went to sleep so far, so how often something woke it."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:  # noqa: PTH123
        text = status.read()
    return int(text.partition("\nvoluntary_ctxt_switches:")[2].split()[0])


def measured(command: list[str], env: dict[str, str], seconds: float) -> tuple[int, int]:
    """Wake-ups of a quiet program in so many seconds, and its memory in KiB afterwards."""
    child = subprocess.Popen(
        [sys.executable, "-c", *command], env=env, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(1.0)
    before = switches(child.pid)
    time.sleep(seconds)
    woken = switches(child.pid) - before
    with open(f"/proc/{child.pid}/smaps_rollup", encoding="ascii") as rollup:  # noqa: PTH123
        lines = rollup.read().splitlines()
    memory = next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
    child.kill()
    child.communicate()
    return woken, memory
