"""Music and films pause while somebody stands, and go on afterwards (MPRIS; the person's choice).

Only what was playing is paused, and only what was paused here and still is goes on again: who
pressed Play or Stop in between, or closed the player, is left alone. So players are listened to
for as long as one of them is paused here. They go by the unique name that they have on the bus:
their signals carry no other, and one that was closed and started again is another player.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from lowback_tray.desktop.bus import BUS, Match, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

_PREFIX = "org.mpris.MediaPlayer2."
_PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_STATUS = "PlaybackStatus"
_CHANGES = Match(
    _PROPERTIES, "PropertiesChanged", path=_PATH, arg0=_PLAYER, signature="sa{sv}as"
)  # fmt: skip


class Media(QObject):
    """The media players of this session.

    Args:
        session: the session bus.
        parent: the Qt parent.
    """

    def __init__(self, session: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._paused: dict[str, str] = {}  # unique name of the player to the one it is known by
        self._round = 0  # an answer to an earlier wish is no reason to do anything

    def pause(self) -> None:
        """Pause everything that plays."""
        self._round += 1
        self._session.call(BUS, "ListNames", reply="as", on_reply=partial(self._found, self._round))

    def resume(self) -> None:
        """Let what was paused here go on."""
        self._round += 1
        for player in self._let_go():
            self._if_it_is("Paused", player, self._round, partial(self._tell, player, "Play"))

    def close(self) -> None:
        """We end: what was paused here goes on, and nobody is left to hear whether it still is."""
        self._round += 1
        for player in self._let_go():
            self._tell(player, "Play")

    def describe(self) -> dict[str, object]:
        """Plain data for `doctor`."""
        return {"paused": sorted(name.removeprefix(_PREFIX) for name in self._paused.values())}

    def _found(self, of_round: int, body: tuple[Any, ...]) -> None:
        for name in body[0]:
            if name.startswith(_PREFIX):
                self._session.call(
                    BUS, "GetNameOwner", "s", (name,), reply="s",
                    on_reply=partial(self._owned, of_round, name),
                )  # fmt: skip

    def _owned(self, of_round: int, name: str, body: tuple[Any, ...]) -> None:
        self._if_it_is("Playing", body[0], of_round, partial(self._pause, body[0], name))

    def _if_it_is(self, state: str, player: str, of_round: int, action: Callable[[], None]) -> None:
        def told(said: tuple[str, Any]) -> None:
            if of_round == self._round and said == ("s", state):
                action()

        self._ask(player, told)

    def _ask(self, player: str, told: Callable[[tuple[str, Any]], None]) -> None:
        self._session.call(
            Target(player, _PATH, _PROPERTIES), "Get", "ss", (_PLAYER, _STATUS),
            reply="v", on_reply=lambda body: told(body[0]),
        )  # fmt: skip

    def _pause(self, player: str, name: str) -> None:
        if not self._paused:
            self._session.match(_CHANGES, self._changed)
        self._paused[player] = name
        self._tell(player, "Pause")

    def _changed(self, signal: Incoming) -> None:
        _, values, invalid = signal.body
        if signal.sender not in self._paused:
            return
        if _STATUS in values:
            self._heard(signal.sender, values[_STATUS])
        elif _STATUS in invalid:
            self._ask(signal.sender, partial(self._heard, signal.sender))

    def _heard(self, player: str, said: tuple[str, Any]) -> None:
        """Somebody has taken a player in hand, unless it is still paused."""
        if said != ("s", "Paused") and player in self._paused:
            del self._paused[player]
            if not self._paused:
                self._session.unmatch(_CHANGES, self._changed)

    def _let_go(self) -> list[str]:
        """The players that are paused here; from now on they are not."""
        players = list(self._paused)
        if players:
            self._paused.clear()
            self._session.unmatch(_CHANGES, self._changed)
        return players

    def _tell(self, player: str, member: str) -> None:
        self._session.call(Target(player, _PATH, _PLAYER), member)
