"""The program's own chimes at the volume wished for.

The volume is in the samples: players differ in how they take one, and two take none. A chime at
another volume than full is written once into the program's own runtime folder and kept there.
"""

from __future__ import annotations

import sys
import wave
from array import array
from typing import TYPE_CHECKING

from lowback_tray import resources
from lowback_tray.errors import LowbackError
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lowback_tray.desktop.sound.player import Player

NAMES = ("prompt", "start", "change", "end")
"""The chimes there are; `packaging/chimes.py` makes them."""


class Chimes:
    """Plays a chime by its name.

    Args:
        player: what plays files.
        folder: gives the folder for files at other volumes; made when first needed.
    """

    def __init__(self, player: Player, folder: Callable[[], Path]) -> None:
        self._player = player
        self._folder = folder
        self._problem: str | None = None

    @property
    def problem(self) -> str | None:
        """Why the last chime may not have been heard."""
        return self._problem or self._player.problem

    def play(self, name: str, volume: int) -> None:
        """Play a chime.

        Args:
            name: one of `NAMES`.
            volume: percent; 0 is silence.
        """
        if volume <= 0:
            return
        try:
            path = self._at(name, min(volume, 100))
        except (LowbackError, OSError, EOFError, wave.Error) as error:
            self._problem = tr("The chime cannot be prepared: {reason}").format(reason=error)
            return
        self._problem = None
        self._player.play(path)

    def stop(self) -> None:
        """Be silent."""
        self._player.stop()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {**self._player.describe(), "problem": self.problem}

    def _at(self, name: str, volume: int) -> Path:
        original = resources.folder("sounds") / f"{name}.wav"
        if volume == 100:
            return original
        path = self._folder() / f"chime-{name}-{volume}.wav"
        if not path.exists():
            _write_at(original, path, volume / 100)
        return path


def _write_at(source: Path, target: Path, share: float) -> None:
    """A copy with every sample at `share` of its height; whole, or not there at all."""
    with wave.open(str(source), "rb") as read:
        form, pcm = read.getparams(), read.readframes(read.getnframes())
    samples = array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    quieter = array("h", (round(value * share) for value in samples))
    if sys.byteorder == "big":
        quieter.byteswap()
    unfinished = target.with_suffix(".part")
    with wave.open(str(unfinished), "wb") as write:
        write.setparams(form)
        write.writeframes(quieter.tobytes())
    unfinished.replace(target)
