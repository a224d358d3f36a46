"""What plays or presents: programs that ask the desktop not to call the person idle.

A film, a presentation and a video call all keep the screen on, and this is how they ask for
it. So do programs whose only purpose is to keep it on; those are ignored by name. Who tells:

    org.gnome.SessionManager         GNOME, Cinnamon, MATE: inhibitors with the idle flag
    KDE's PolicyAgent                inhibitions of screen settings
    org.freedesktop.PowerManagement  Xfce and others; only where neither of the above is there,
                                     because it also tells of downloads
    login1                           inhibitors of "idle" by this user

Each is read again at every refresh and at its own signals.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.bus import Match, Target
from lowback_tray.desktop.holds.base import HoldSource, Patience
from lowback_tray.desktop.lock import LOGIN1, PROPERTIES
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from lowback_tray.desktop.bus import Bus

NAME = "presenting"
# Parts of names of programs that keep the screen on and show nothing.
IGNORED = ("caffeine", "caffeinate", "coffee", "espresso", "nosleep", "keep-presence", "wakelock")
# They repeat to login1 what programs have asked of them.
_REPEATERS = ("gnome-session", "gnome-shell", "cinnamon-session", "mate-session", "powerdevil")

GNOME = Target("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
_GNOME_ONE = "org.gnome.SessionManager.Inhibitor"
_GNOME_IDLE = 8
_MOST = 50  # inhibitors that are looked at; more is nonsense
_AGENT = "org.kde.Solid.PowerManagement.PolicyAgent"
KDE = Target(
    "org.kde.Solid.PowerManagement.PolicyAgent", "/org/kde/Solid/PowerManagement/PolicyAgent",
    _AGENT,
)  # fmt: skip
_KDE_SCREEN = 4
POWER = Target(
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
)


class Playing(HoldSource):
    """Programs that keep the screen on.

    Args:
        session: the session bus.
        system: the system bus, for login1.
        ignored: parts of names of programs that do not count, in any case of letters.
    """

    def __init__(self, session: Bus, system: Bus, ignored: Collection[str] = IGNORED) -> None:
        super().__init__(NAME, mark("Something is playing or being presented"))
        self._session, self._system = session, system
        self._ignored = tuple(word.casefold() for word in ignored)
        self._who: dict[str, tuple[str, ...]] = {}  # voice to the programs it names
        self._patience = Patience()
        self._owners: dict[str, str | None] = {}
        self._rounds: dict[str, int] = {}
        # GNOME's inhibitors, which never change: object to its program, to nobody if no matter.
        self._inhibitors: dict[str, tuple[str, ...]] = {}
        self.problem = tr("No desktop service tells what keeps the screen on")
        self._readers: dict[str, Callable[[], None]] = {
            GNOME.name: self._read_gnome,
            KDE.name: self._read_kde,
            POWER.name: self._read_power,
            LOGIN1.name: self._read_login1,
        }
        for member in ("InhibitorAdded", "InhibitorRemoved"):
            self._follow(Match(GNOME.interface, member, GNOME.name))
        self._follow(Match(KDE.interface, "InhibitionsChanged", KDE.name))
        self._follow(Match(POWER.interface, "HasInhibitChanged", POWER.name))
        self._follow(
            Match(PROPERTIES, "PropertiesChanged", LOGIN1.name, LOGIN1.path, LOGIN1.interface)
        )
        for name in self._readers:
            self._bus(name).watch_name(name, partial(self._owned, name))

    def set_ignored(self, ignored: Iterable[str]) -> None:
        """Other programs do not count from now on."""
        self._ignored = tuple(word.casefold() for word in ignored)
        self._conclude()

    def refresh(self) -> None:
        """Ask everybody again."""
        for name, read in self._readers.items():
            if self._owners.get(name) is not None and self._counts(name):
                read()

    def describe(self) -> dict[str, object]:
        """With who keeps the screen on, by who tells it, the ignored included."""
        return {
            **super().describe(),
            "told_by": {voice: list(programs) for voice, programs in self._who.items()},
            "ignored": list(self._ignored),
        }

    # ---- who is there

    def _bus(self, name: str) -> Bus:
        return self._system if name == LOGIN1.name else self._session

    def _follow(self, match: Match) -> None:
        assert match.sender is not None
        read = self._readers[match.sender]
        self._bus(match.sender).match(match, lambda _: read())

    def _counts(self, name: str) -> bool:
        better = (GNOME.name, KDE.name)
        return name != POWER.name or not any(self._owners.get(other) for other in better)

    def _owned(self, name: str, owner: str | None) -> None:
        self._owners[name] = owner
        self._rounds[name] = self._rounds.get(name, 0) + 1
        if owner is None:
            self._forget(name)
            if name == GNOME.name:
                self._inhibitors.clear()
        if not self._counts(POWER.name):
            self._forget(POWER.name)
        self.refresh()

    def _hear(self, name: str, programs: Iterable[str]) -> None:
        if self._owners.get(name) is None or not self._counts(name):
            return  # the end of a look at somebody who has gone, or counts no more, meanwhile
        self._patience.heard(name)
        self._who[name] = tuple(dict.fromkeys(programs))
        self._conclude()

    def _unanswered(self, name: str, _problem: str) -> None:
        if self._patience.ends(name):
            self._forget(name)

    def _forget(self, name: str) -> None:
        self._patience.heard(name)
        self._who.pop(name, None)
        self._conclude()

    def _conclude(self) -> None:
        programs = [one for known in self._who.values() for one in known if self._shows(one)]
        if self._who:
            self.conclude(bool(programs), ", ".join(dict.fromkeys(programs)))
        else:
            self.conclude(None, problem=tr("No desktop service tells what keeps the screen on"))

    def _shows(self, program: str) -> bool:
        return not any(word in program.casefold() for word in self._ignored)

    # ---- how each tells it

    def _read_gnome(self) -> None:
        """A list of objects, each to be asked for its flags and its name."""
        self._rounds[GNOME.name] = this_round = self._rounds.get(GNOME.name, 0) + 1
        self._session.call(
            GNOME, "GetInhibitors", reply="ao", on_error=partial(self._unanswered, GNOME.name),
            on_reply=lambda body: self._gnome_listed(this_round, list(body[0][:_MOST])),
        )  # fmt: skip

    def _gnome_listed(self, this_round: int, paths: list[str]) -> None:
        known = self._inhibitors
        self._inhibitors = {path: known[path] for path in paths if path in known}
        self._gnome_next(this_round, paths, [])

    def _gnome_next(self, this_round: int, left: list[str], found: list[str]) -> None:
        if this_round != self._rounds[GNOME.name]:
            return  # a later look is under way
        if not left:
            self._hear(GNOME.name, found)
            return
        path, rest = left[0], left[1:]
        if path in self._inhibitors:
            self._gnome_next(this_round, rest, [*found, *self._inhibitors[path]])
            return
        one = GNOME._replace(path=path, interface=_GNOME_ONE)

        def learn(*programs: str) -> None:
            self._inhibitors[path] = programs
            self._gnome_next(this_round, rest, [*found, *programs])

        def flags(body: tuple[Any, ...]) -> None:
            if not body[0] & _GNOME_IDLE:
                learn()
                return
            self._session.call(
                one, "GetAppId", reply="s", on_reply=lambda name: learn(name[0]),
                on_error=lambda _: self._gnome_next(this_round, rest, found),
            )  # fmt: skip

        self._session.call(
            one, "GetFlags", reply="u", on_reply=flags,
            on_error=lambda _: self._gnome_next(this_round, rest, found),  # it is gone already
        )  # fmt: skip

    def _read_kde(self) -> None:
        """Whether the screen is kept on; who is behind it is told for all kinds together."""
        self._session.call(
            KDE, "HasInhibition", "u", (_KDE_SCREEN,), reply="b",
            on_reply=self._kde_said, on_error=partial(self._unanswered, KDE.name),
        )  # fmt: skip

    def _kde_said(self, body: tuple[Any, ...]) -> None:
        if not body[0]:
            self._hear(KDE.name, ())
            return
        self._session.call(
            KDE, "ListInhibitions", reply="a(ss)",
            on_reply=lambda body: self._hear(KDE.name, [who for who, _ in body[0]] or [""]),
            on_error=lambda _: self._hear(KDE.name, [""]),
        )  # fmt: skip

    def _read_power(self) -> None:
        if self._counts(POWER.name):
            self._session.call(
                POWER, "HasInhibit", reply="b", on_reply=self._power_said,
                on_error=partial(self._unanswered, POWER.name),
            )  # fmt: skip

    def _power_said(self, body: tuple[Any, ...]) -> None:
        if not body[0]:
            self._hear(POWER.name, ())
            return
        self._session.call(
            POWER, "GetInhibitors", reply="as",
            on_reply=lambda body: self._hear(POWER.name, body[0] or [""]),
            on_error=lambda _: self._hear(POWER.name, [""]),
        )  # fmt: skip

    def _read_login1(self) -> None:
        self._system.call(
            LOGIN1, "ListInhibitors", reply="a(ssssuu)", on_reply=self._login1_said,
            on_error=partial(self._unanswered, LOGIN1.name),
        )  # fmt: skip

    def _login1_said(self, body: tuple[Any, ...]) -> None:
        self._hear(
            LOGIN1.name,
            [
                who
                for what, who, _, mode, uid, _ in body[0]
                if "idle" in what.split(":")
                and mode == "block"
                and uid == os.getuid()
                and who.casefold() not in _REPEATERS
            ],
        )
