"""Real Wayland compositors without a screen: what `compositor.py` stands in for.

KWin tells of idleness by `ext_idle_notifier_v1`, sway before 1.9 by `org_kde_kwin_idle`. Neither
wants to be root, so root runs them as nobody. KWin will not start unless its program is
called `kwin_wayland`, and its capabilities keep containers from starting it: so a copy without
them is started.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from tests.desktop import wayland_pointer
from tests.desktop.processes import MARK, Child, Nursery

Kind = Literal["kwin", "sway"]
KINDS: Final[tuple[Kind, ...]] = ("kwin", "sway")

_NAME = "wayland-1"  # the first that sway tries
_AS_NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
              "--pdeathsig", "KILL", "--")  # fmt: skip


def _as_whom() -> tuple[str, ...]:
    return _AS_NOBODY if os.geteuid() == 0 else ()


class RealCompositor:
    """One compositor on one virtual screen.

    Args:
        kind: which.

    Attributes:
        path: of its socket, the same after a restart.
    """

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._folder = Path(tempfile.mkdtemp(prefix="lbt-"))
        self._runtime = self._folder / "run"
        self._runtime.mkdir(mode=0o700)
        self.path = self._runtime / _NAME
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._runtime),
            "XDG_RUNTIME_DIR": str(self._runtime),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "KWIN_COMPOSE": "Q",
            "KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1",
            MARK: self._folder.name,
        }
        self._nursery = Nursery(self._folder, env, self._folder)
        if os.geteuid() == 0:
            self._folder.chmod(0o755)
            shutil.chown(self._runtime, "nobody")
        self._child: Child | None = None
        self.start()

    def start(self) -> None:
        """Begin, and take clients."""
        self._child = self._nursery.spawn([*_as_whom(), *self._command()], name=self._kind)
        self._nursery.wait_for(self._answers, 30.0, what=f"{self._kind} to answer")

    def _command(self) -> list[str]:
        if self._kind == "sway":
            configuration = self._folder / "sway.conf"
            configuration.write_text("xwayland disable\n", encoding="utf-8")
            return ["sway", "--config", str(configuration)]
        found = shutil.which("kwin_wayland")
        assert found is not None, "packaging/linux/debian-packages.txt has what the tests need"
        mine = self._folder / "kwin_wayland"
        if not mine.exists():
            shutil.copyfile(found, mine)
            mine.chmod(0o755)
        return [str(mine), "--virtual", "--socket", _NAME, "--no-lockscreen"]

    def _answers(self) -> bool:
        with suppress(OSError), wayland_pointer.connected(str(self.path)) as one:
            return bool(wayland_pointer.offers(one))
        return False

    def signal(self, number: int) -> None:
        """SIGSTOP makes it hang, SIGCONT go on."""
        assert self._child is not None
        self._child.signal(number)

    def kill(self) -> None:
        """It crashes."""
        assert self._child is not None
        self._child.kill()

    def touch(self) -> None:
        """The person types, or moves the pointer."""
        if self._kind == "sway":
            self._nursery.run(["wtype", "-k", "Shift_L"], env={"WAYLAND_DISPLAY": str(self.path)})
            return
        # As itself: KWin looks up who asks.
        source = Path(wayland_pointer.__file__).read_text(encoding="utf-8")
        self._nursery.run([*_as_whom(), "/usr/bin/python3", "-c", source, str(self.path)])

    def close(self) -> None:
        """End it, and take its files away."""
        self._nursery.end()
        shutil.rmtree(self._folder)
