"""A call: some program records from a microphone, or has a camera open.

The sound server is asked over its own socket (`pulse`; PulseAudio and PipeWire alike), and while
it matters it tells of a recording that begins or ends, so a call's end is known at once. Where
that fails `pactl` is asked, at every refresh; where there is neither, the kernel's own word on
recording sound cards is taken, which knows no Bluetooth headset.

A camera is open when a process of this user holds a /dev/video* device; the sound and video
daemons themselves are not counted, since some keep the device open all the time. So a browser
that gets its picture from PipeWire is known by its microphone only. Nobody tells when a camera
is closed: a call known by its camera alone ends at the next refresh, up to a minute later.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from lowback_tray.desktop.holds.base import HoldSource, Patience
from lowback_tray.desktop.holds.camera import camera_users
from lowback_tray.desktop.holds.errand import Errand
from lowback_tray.desktop.holds.pulse import PulseLink, socket_path
from lowback_tray.desktop.holds.recording import Recording, alsa_recording, recordings, sources
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "call"


def sound_server(env: Mapping[str, str]) -> bool:
    """Whether a sound server is there to be asked. `pactl` would start one."""
    if env.get("PULSE_SERVER"):
        return True
    runtime = env.get("XDG_RUNTIME_DIR")
    return bool(runtime) and Path(runtime or "", "pulse", "native").exists()


class Call(HoldSource):
    """A microphone or a camera is in use.

    Args:
        env: the environment that says where the sound server is.
        root: where the kernel's file systems are mounted.
    """

    def __init__(self, env: Mapping[str, str] = os.environ, root: Path = Path("/")) -> None:
        super().__init__(NAME, mark("You seem to be in a call"))
        self._env = env
        self._root = root
        self._recording: list[Recording] = []
        self._patience = Patience()
        self._attending = False
        program = shutil.which("pactl", path=env.get("PATH"))
        self._streams = self._names = None
        path = socket_path(env)
        self._link = None if path is None else PulseLink(path, env)
        if self._link is not None:
            self._link.told.connect(self._link_told)
            self._link.failed.connect(self._link_failed)
        if program is not None:
            self._streams = Errand([program, "list", "source-outputs"], env, self._streams_told)
            self._names = Errand([program, "list", "short", "sources"], env, self._names_told)

    def refresh(self) -> None:
        """Look again; what the sound server says follows a moment later."""
        if self._link is not None and sound_server(self._env):
            self._link.look()
        else:
            self._ask_elsewhere()

    def attend(self, on: bool) -> None:
        """Let the sound server tell of calls as they begin and end, or no longer."""
        if self._link is not None and on != self._attending:
            self._attending = on
            self._link.follow(on)
            if on:
                self.refresh()

    def close(self) -> None:
        """End what still runs."""
        if self._link is not None:
            self._link.close()
        for errand in (self._streams, self._names):
            if errand is not None:
                errand.close()

    def _link_told(self) -> None:
        assert self._link is not None
        self._patience.heard()
        self._conclude([one.program for one in self._link.recordings])

    def _link_failed(self, _: str) -> None:
        self._ask_elsewhere()

    def _ask_elsewhere(self) -> None:
        if self._streams is not None and sound_server(self._env):
            self._streams.run()
            return
        alsa = alsa_recording(self._root)
        self._conclude(None if alsa is None else [""] if alsa else [])

    def _streams_told(self, said: str | None) -> None:
        if said is None:
            if self._patience.ends():
                self._conclude(None)
            return
        self._patience.heard()
        self._recording = recordings(said)
        if self._recording and self._names is not None:
            self._names.run()  # some may only listen to what is played
        else:
            self._conclude([])

    def _names_told(self, said: str | None) -> None:
        monitors = {number for number, name in sources(said or "") if name.endswith(".monitor")}
        heard = [one.program for one in self._recording if one.source not in monitors]
        self._conclude(heard)

    def _conclude(self, microphone: list[str] | None) -> None:
        """Put both together: an open camera is an answer, whatever is known of microphones."""
        camera = camera_users(self._root)
        programs = [*(microphone or ()), *camera]
        if programs:
            self.conclude(True, ", ".join(dict.fromkeys(one for one in programs if one)))
        elif microphone is None:
            self.conclude(None, problem=tr("Nobody tells whether a microphone is in use"))
        else:
            self.conclude(False)
