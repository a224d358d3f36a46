"""The services around the program: tray host, notification daemon, login1.

Each can be started, ended, killed and (where it makes sense) hung in the middle of a test.
"""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.desktop.processes import VirtualDesktopError
from tests.desktop.talk import NOTIFICATIONS, WATCHER, Listener

if TYPE_CHECKING:
    from tests.desktop.processes import Child, Nursery
    from tests.desktop.talk import Notice, Talk

PanelKind = Literal["lxqt", "tint2"]

SESSION_ID = "c1"
LOGIN1 = "org.freedesktop.login1"
LOGIN1_PATH = "/org/freedesktop/login1"
SESSION_PATH = f"{LOGIN1_PATH}/session/{SESSION_ID}"
MOCK = "org.freedesktop.DBus.Mock"

_LXQT_PANEL = """\
[General]
panels=panel1
[panel1]
plugins=taskbar, statusnotifier, worldclock
position=Bottom
[taskbar]
type=taskbar
[statusnotifier]
type=statusnotifier
[worldclock]
type=worldclock
"""

# dunst hands its context menu to this "dmenu"; it chooses the line that was asked for.
_PICK = """\
#!/bin/sh
cat > "{folder}/offered"
grep -m 1 -F -x -e "$(cat "{folder}/wanted")" "{folder}/offered"
"""


class _Service:
    """A program that may or may not run."""

    def __init__(self, nursery: Nursery, session: Talk) -> None:
        self._nursery = nursery
        self._session = session
        self.child: Child | None = None

    @property
    def running(self) -> bool:
        return self.child is not None and self.child.running

    def stop(self, *, kill: bool = False) -> None:
        """End it, or kill it as a crash would."""
        if self.child is not None:
            self.child.kill() if kill else self.child.stop()
            self.child = None

    def hang(self, hung: bool = True) -> None:
        """Let it stop answering (SIGSTOP), or go on."""
        assert self.child is not None, "it does not run"
        self.child.signal(signal.SIGSTOP if hung else signal.SIGCONT)


class Panel(_Service):
    """The tray host: "lxqt" knows only StatusNotifierItem, "tint2" only XEmbed."""

    kind: PanelKind = "lxqt"

    def start(self, kind: PanelKind = "lxqt") -> None:
        """Start one and wait until it takes icons."""
        self.launch(kind)
        self.wait()

    def launch(self, kind: PanelKind) -> None:
        """Start one without waiting."""
        self.kind = kind
        config = Path(self._nursery.env["XDG_CONFIG_HOME"], "lxqt", "panel.conf")
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(_LXQT_PANEL)
        command = {"lxqt": "lxqt-panel", "tint2": "tint2"}[kind]
        self.child = self._nursery.spawn([command])

    def wait(self) -> None:
        """Until it takes icons."""
        self._nursery.wait_for(self._ready, what=f"the panel {self.kind}")

    def _ready(self) -> bool:
        if self.kind == "tint2":
            search = ["xdotool", "search", "--class", "tint2"]
            return bool(self._nursery.run(search, check=False).stdout)
        if not self._session.has_owner(WATCHER[0]):
            return False
        return bool(self._session.get(*WATCHER, WATCHER[0], "IsStatusNotifierHostRegistered"))


class Dunst(_Service):
    """The notification daemon, and everything that any daemon here was ever asked to show."""

    _listener: Listener | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start it without waiting."""
        folder = self._nursery.folder
        pick = folder / "pick"
        pick.write_text(_PICK.format(folder=folder))
        pick.chmod(0o700)
        config = folder / "dunstrc"
        config.write_text(f"[global]\nmonitor = 0\ndmenu = {pick}\nshow_indicators = no\n")
        self.listen()
        self.child = self._nursery.spawn(["dunst", "-conf", config])

    def wait(self) -> None:
        """Until it answers."""
        self._nursery.wait_for(lambda: self._session.has_owner(NOTIFICATIONS), what="dunst")

    def listen(self) -> None:
        """Start to overhear notifications (done by itself when dunst starts)."""
        if self._listener is None:
            self._listener = Listener(self._nursery.env["DBUS_SESSION_BUS_ADDRESS"])

    def close(self) -> None:
        """Stop overhearing."""
        if self._listener is not None:
            self._listener.close()

    def pause(self, paused: bool = True) -> None:
        """Do-not-disturb: notifications are taken in but not shown."""
        self._nursery.run(["dunstctl", "set-paused", str(paused).lower()])

    def notices(self) -> list[Notice]:
        """Every notification so far, oldest first, with how it was answered and closed."""
        return [] if self._listener is None else self._listener.hear()

    def open(self) -> list[Notice]:
        """The notifications that have not been closed."""
        return [notice for notice in self.notices() if notice.closed is None]

    def answer(self, notice: Notice, key: str) -> None:
        """Press the button `key` of an open notification, through dunst's own menu."""
        line = f"#{notice.actions[key]} ({notice.title}) [{notice.id},{key}]"
        (self._nursery.folder / "wanted").write_text(line)
        self._nursery.run(["dunstctl", "context"])
        self._nursery.wait_for(lambda: self._heard(notice, key), what=f"the answer {key}")

    def dismiss(self) -> None:
        """Wave the topmost notification away."""
        self._nursery.run(["dunstctl", "close"])

    def _heard(self, notice: Notice, key: str) -> bool:
        self.notices()
        return key in notice.answers


class Login1:
    """A stand-in for systemd's login1 on the private system bus, with one session."""

    def __init__(self, nursery: Nursery, system: Talk) -> None:
        self._nursery = nursery
        self._system = system
        self._slept_s = 0.0
        self.suspended_file = nursery.folder / "suspended"
        """The seconds "slept" so far, for a boot-time reader of a test to read."""

    def start(self) -> None:
        """Start it with the session that `XDG_SESSION_ID` names."""
        command = [system_python(), "-m", "dbusmock", "--system", "--template", "logind"]
        self._nursery.spawn(command, name="login1")
        self._nursery.wait_for(lambda: self._system.has_owner(LOGIN1), what="login1")
        who = (SESSION_ID, "seat0", os.getuid(), getpass.getuser(), True)
        self._system.call((LOGIN1, LOGIN1_PATH, MOCK), "AddSession", "ssusb", *who)

    def lock(self, locked: bool = True) -> None:
        """Lock the session as login1 and a screen locker tell it."""
        session = (LOGIN1, SESSION_PATH, f"{LOGIN1}.Session")
        self._system.call(session, "Lock" if locked else "Unlock")
        self._system.call(session, "SetLockedHint", "b", locked)

    def unlock(self) -> None:
        """Unlock the session."""
        self.lock(False)

    def prepare_for_sleep(self, going: bool) -> None:
        """Say that the machine is about to sleep (True), or has woken up (False)."""
        details = (f"{LOGIN1}.Manager", "PrepareForSleep", "b", [("b", going)])
        self._system.call((LOGIN1, LOGIN1_PATH, MOCK), "EmitSignal", "sssav", *details)

    def suspend(self, seconds: float) -> None:
        """Sleep that long and wake up, in an instant."""
        self.prepare_for_sleep(True)
        self._slept_s += seconds
        self.suspended_file.write_text(str(self._slept_s))
        self.prepare_for_sleep(False)


def system_python() -> str:
    """The Python that has dbusmock (Debian's own, as it needs GLib).

    Raises:
        VirtualDesktopError: none has.
    """
    for python in (sys.executable, "/usr/bin/python3", shutil.which("python3")):
        if python and Path(python).exists() and _has_dbusmock(python):
            return python
    raise VirtualDesktopError("missing: python3-dbusmock. `make test` installs it.")


def _has_dbusmock(python: str) -> bool:
    probe = [python, "-c", "import dbus, dbusmock, gi"]
    return not subprocess.call(probe, stderr=subprocess.DEVNULL)
