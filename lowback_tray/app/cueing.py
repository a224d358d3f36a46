"""What is heard, and when: chimes and spoken steps, if somebody wants them.

Nothing of it is loaded until it is first wanted. It never sounds on a locked screen, in a call,
or under any other reason that the desktop gives for silence; only what the person chose
themselves (their pause, their hours) does not stand in the way of a guide they started.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from lowback_tray import i18n, paths
from lowback_tray.engine.effects import Ending
from lowback_tray.engine.waiting import (
    JUST_BACK,
    OFF_SCREEN,
    OUTSIDE_HOURS,
    PAUSED,
    SIGNS,
    TYPING,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lowback_tray.desktop.sound.chimes import Chimes
    from lowback_tray.desktop.sound.voice import Voice
    from lowback_tray.engine.effects import DoneView
    from lowback_tray.engine.status import Status

_NO_SILENCE = frozenset({JUST_BACK, OFF_SCREEN, OUTSIDE_HOURS, PAUSED, SIGNS, TYPING})
_AFTER_CHIME_MS = 700


class Cueing(QObject):
    """Chimes and the voice.

    Args:
        values: the settings, asked at each sound.
        status: the present.
        chimes, voice: what sounds; the system's own, unless a test brings others.
    """

    def __init__(
        self,
        values: Callable[[], Mapping[str, Any]],
        status: Callable[[], Status],
        chimes: Chimes | None = None,
        voice: Voice | None = None,
    ) -> None:
        super().__init__()
        self._values = values
        self._status = status
        self._given = chimes, voice
        self._first = False
        self._text = ""
        self._later = QTimer(self, singleShot=True, interval=_AFTER_CHIME_MS)
        self._later.timeout.connect(self._speak)

    # ---- what happens

    def asked(self) -> None:
        """A reminder has opened."""
        if self._wants("sound.prompt"):
            self._chime("prompt")

    def begun(self) -> None:
        """A guide opens; its first step follows."""
        self._first = True

    def moment(self, text: str) -> None:
        """Another step, or the other side, begins.

        Args:
            text: what is said of it.
        """
        first, self._first = self._first, False
        if self._quiet():
            return
        chimed = self._wants("sound.steps")
        if chimed:
            self._chime("start" if first else "change")
        if self._values()["voice.on"]:
            self._text = text
            self._later.start(_AFTER_CHIME_MS if chimed else 0)

    def over(self, done: DoneView) -> None:
        """The guide is over: what it still had to say, nobody needs."""
        self.hush()
        if done.ending is not Ending.ENDED_EARLY and self._wants("sound.steps"):
            self._chime("end")

    def hush(self) -> None:
        """What is being said, and what was about to be, nobody needs any more."""
        self._later.stop()
        if "voice" in self.__dict__:
            self.voice.stop()

    def listen(self, text: str) -> None:
        """A trial: the chime of a start, and a sentence, whatever is switched on."""
        self._text = text
        self._chime("start")
        self._later.start(_AFTER_CHIME_MS)

    def hear(self, what: str, text: str) -> None:
        """A trial of one of them, whatever is switched on: a chime by its name, or the voice.

        Args:
            what: a name of `desktop.sound.chimes`, or "voice".
            text: what the voice says.
        """
        self._later.stop()
        if what == "voice":
            self._text = text
            self._speak()
        else:
            self._chime(what)

    def unheard(self, what: str) -> str:
        """Why the last trial of it may not have been heard; empty where nothing is known."""
        return (self.voice if what == "voice" else self.chimes).problem or ""

    def close(self) -> None:
        """Be silent."""
        self.hush()
        if "chimes" in self.__dict__:
            self.chimes.stop()

    # ---- what is known

    def problems(self) -> list[str]:
        """What is switched on and was not heard the last time it was tried."""
        found = []
        if "chimes" in self.__dict__ and self._values()["sound.on"]:
            found.append(self.chimes.problem)
        if "voice" in self.__dict__ and self._values()["voice.on"]:
            found.append(self.voice.problem)
        return list(dict.fromkeys(one for one in found if one))

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"chimes": self.chimes.describe(), "voice": self.voice.describe()}

    # ---- inside

    @cached_property
    def chimes(self) -> Chimes:
        """The chimes, made when first needed."""
        from lowback_tray.desktop.sound.chimes import Chimes
        from lowback_tray.desktop.sound.player import player_of_this_system

        return self._given[0] or Chimes(player_of_this_system(), _folder)

    @cached_property
    def voice(self) -> Voice:
        """The voice, made when first needed."""
        from lowback_tray.desktop.sound.player import player_of_this_system
        from lowback_tray.desktop.sound.voice import Voice

        return self._given[1] or Voice(player_of_this_system(spoken=True), _folder)

    def _wants(self, key: str) -> bool:
        values = self._values()
        return bool(values["sound.on"] and values[key]) and not self._quiet()

    def _quiet(self) -> bool:
        return any(hold.name not in _NO_SILENCE for hold in self._status().holds)

    def _chime(self, name: str) -> None:
        self.chimes.play(name, self._values()["sound.volume_percent"])

    def _speak(self) -> None:
        self.voice.say(self._text, i18n.language(), self._values()["sound.volume_percent"])


def _folder() -> Path:
    return paths.ensure(paths.runtime_dir())
