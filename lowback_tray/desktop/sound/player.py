"""Plays a WAV file with what the system has: the first player that is there and works.

Players are programs, found at run time: `pw-play` (PipeWire), `paplay` (PulseAudio), `aplay`
(ALSA), `afplay` (macOS); on Windows the system's own PlaySound. A player whose sound server does
not run is left out rather than asked, because some start one. One that fails makes room for the
next at once, as long as the moment has not passed; all of them are looked for again each time.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from lowback_tray.desktop.child import Child
from lowback_tray.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BUDGET_MS = 5_000
_SPOKEN_MS = 30_000  # a whole sentence, slowly spoken
_TOO_LATE_S = 0.7  # a chime that comes later than that belongs to nothing


class Way(NamedTuple):
    """A program that plays files: its name, what goes before the path, whether it could now."""

    program: str
    options: tuple[str, ...]
    there: Callable[[Mapping[str, str]], bool]


def _in_runtime(name: str, env: Mapping[str, str]) -> bool:
    runtime = env.get("XDG_RUNTIME_DIR")
    return bool(runtime) and Path(runtime or "", name).exists()


def _pipewire(env: Mapping[str, str]) -> bool:
    return _in_runtime(env.get("PIPEWIRE_REMOTE", "pipewire-0"), env)


def _pulse(env: Mapping[str, str]) -> bool:
    return bool(env.get("PULSE_SERVER")) or _in_runtime("pulse/native", env)


def _alsa(env: Mapping[str, str]) -> bool:
    return Path("/dev/snd").is_dir()


def _always(env: Mapping[str, str]) -> bool:
    return True


LINUX: Final = (
    Way("pw-play", (), _pipewire),
    Way("paplay", (), _pulse),
    Way("aplay", ("-q",), _alsa),
)
MACOS: Final = (Way("afplay", (), _always),)


class Player(Protocol):
    """Plays one file at a time; a new one ends the one before."""

    problem: str | None
    """Why the last file was not heard, as far as is known; None from the moment one begins."""

    def play(self, path: Path) -> None:
        """Begin to play, and return at once."""

    def stop(self) -> None:
        """Be silent."""

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""


class ProgramPlayer:
    """A `Player` by programs.

    Args:
        ways: the programs in the order of preference.
        env: where they are looked for, and where the sound servers are.
        budget_ms: how long one may take.
        steady: a clock in seconds.
    """

    def __init__(
        self,
        ways: Sequence[Way] = LINUX,
        env: Mapping[str, str] = os.environ,
        *,
        budget_ms: int = BUDGET_MS,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ways = ways
        self._env = env
        self._steady = steady
        self._child = Child(budget_ms, env)
        self._using: str | None = None
        self.problem: str | None = None

    def play(self, path: Path) -> None:
        """Begin to play, and return at once."""
        self.problem = None
        found = self._found()
        if not found:
            self._using = None
            self.problem = tr("No program that plays sounds was found, or no sound server runs")
            return
        self._try(found, path, self._steady() + _TOO_LATE_S)

    def stop(self) -> None:
        """Be silent."""
        self._child.stop()

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {
            "found": [way.program for way, _ in self._found()],
            "using": self._using,
            "problem": self.problem,
        }

    def _found(self) -> list[tuple[Way, str]]:
        """What could play now; what worked last comes first."""
        there = [way for way in self._ways if way.there(self._env)]
        there.sort(key=lambda way: way.program != self._using)
        paths = ((way, shutil.which(way.program, path=self._env.get("PATH"))) for way in there)
        return [(way, path) for way, path in paths if path is not None]

    def _try(self, ways: list[tuple[Way, str]], path: Path, until: float) -> None:
        (way, program), *rest = ways
        self._child.run(
            [program, *way.options, str(path)], partial(self._ended, way.program, rest, path, until)
        )

    def _ended(
        self,
        name: str,
        rest: list[tuple[Way, str]],
        path: Path,
        until: float,
        problem: str | None,
    ) -> None:
        if problem is None:
            self._using, self.problem = name, None
            return
        self._using = None
        if rest and self._steady() < until:
            self._try(rest, path, until)
            return
        self.problem = f"{name}: {problem}"


class WindowsPlayer:
    """A `Player` by PlaySound, which plays in a thread of the system's.

    Args:
        play_sound: as `winsound.PlaySound`.
    """

    def __init__(self, play_sound: Callable[[str | None, int], object]) -> None:
        self._play_sound = play_sound
        self.problem: str | None = None

    def play(self, path: Path) -> None:
        """Begin to play, and return at once."""
        self._call(str(path), _FILE | _ASYNC | _NO_DEFAULT)

    def stop(self) -> None:
        """Be silent."""
        self._call(None, 0)

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"found": ["PlaySound"], "using": "PlaySound", "problem": self.problem}

    def _call(self, name: str | None, flags: int) -> None:
        try:
            self._play_sound(name, flags)
        except RuntimeError as error:  # what winsound raises for everything
            self.problem = f"PlaySound: {error}"
        else:
            self.problem = None


_ASYNC, _NO_DEFAULT, _FILE = 0x1, 0x2, 0x20000  # winsound's SND_ASYNC, SND_NODEFAULT, SND_FILENAME


def player_of_this_system(platform: str = sys.platform, *, spoken: bool = False) -> Player:
    """What plays here; `spoken` files may take longer than chimes."""
    if platform == "win32":
        import winsound

        return WindowsPlayer(winsound.PlaySound)  # type: ignore[attr-defined, unused-ignore]
    budget_ms = _SPOKEN_MS if spoken else BUDGET_MS
    return ProgramPlayer(MACOS if platform == "darwin" else LINUX, budget_ms=budget_ms)
