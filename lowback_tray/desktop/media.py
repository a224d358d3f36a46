"""Music and films pause while somebody stands, and go on afterwards (MPRIS; the person's choice).

Only what was playing is paused, and only what was paused here and still is goes on again: who
pressed Play or Pause in between, or closed the player, is left alone.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from lowback_tray.desktop.bus import BUS, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.bus import Bus

_PREFIX = "org.mpris.MediaPlayer2."
_PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Media(QObject):
    """The media players of this session.

    Args:
        session: the session bus.
        parent: the Qt parent.
    """

    def __init__(self, session: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._paused: set[str] = set()
        self._round = 0  # an answer to an earlier wish is no reason to do anything

    def pause(self) -> None:
        """Pause everything that plays."""
        self._round += 1
        self._session.call(BUS, "ListNames", reply="as", on_reply=partial(self._found, self._round))

    def resume(self) -> None:
        """Let what was paused here go on."""
        self._round += 1
        waiting, self._paused = self._paused, set()
        for player in waiting:
            self._if_it_is("Paused", player, self._round, partial(self._tell, player, "Play"))

    def close(self) -> None:
        """We end: what was paused here goes on, and nobody is left to hear whether it still is."""
        self._round += 1
        waiting, self._paused = self._paused, set()
        for player in waiting:
            self._tell(player, "Play")

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"paused": sorted(name.removeprefix(_PREFIX) for name in self._paused)}

    def _found(self, of_round: int, body: tuple[Any, ...]) -> None:
        for name in body[0]:
            if name.startswith(_PREFIX):
                self._if_it_is("Playing", name, of_round, partial(self._pause, name))

    def _if_it_is(self, state: str, player: str, of_round: int, action: Callable[[], None]) -> None:
        def told(body: tuple[Any, ...]) -> None:
            if of_round == self._round and body[0] == ("s", state):
                action()

        self._session.call(
            Target(player, _PATH, _PROPERTIES), "Get", "ss", (_PLAYER, "PlaybackStatus"),
            reply="v", on_reply=told,
        )  # fmt: skip

    def _pause(self, player: str) -> None:
        self._paused.add(player)
        self._tell(player, "Pause")

    def _tell(self, player: str, member: str) -> None:
        self._session.call(Target(player, _PATH, _PLAYER), member)
