"""Every signal that the program reads, in plain words: what it is, what it says now, its switch.

Told from what `doctor` describes and the settings, so it cannot say anything else than what is
so. Nothing here is kept or sent; what the history keeps of a signal is in docs/data.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lowback_tray.history.report import duration
from lowback_tray.i18n import mark, tr

_HOLDS: tuple[tuple[str, str, str, str | None], ...] = (
    ("call", mark("Calls"),
     mark("Whether a microphone records or a camera is open; never what is heard or seen."),
     "holds.call"),
    ("screen_share", mark("Sharing the screen"),
     mark("Whether a program shares or records the screen; never what is on it."),
     "holds.screen_share"),
    ("full_screen", mark("Full screen"),
     mark("Whether a window fills the screen you work at."), "holds.full_screen"),
    ("do_not_disturb", mark("Do not disturb"),
     mark("The switch of your desktop."), "holds.do_not_disturb"),
    ("presenting", mark("What plays or is presented"),
     mark("Which programs keep the screen on; also so that a film is no empty chair. With the "
          "switch off nothing waits for it, but it is still read."), "holds.presenting"),
    ("program", mark("The program in front"),
     mark("The name of its window, only if you named programs to wait for."), None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal; the texts are messages for `tr`, but for `now`.

    Attributes:
        id: its name in `privacy --json`.
        name: what it is called.
        reads: what of it is read, and what is not.
        now: what it says now, in the language in force.
        switch: key of the setting that switches it, None where there is none.
    """

    id: str
    name: str
    reads: str
    now: str
    switch: str | None = None


def signals(seen: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Signal, ...]:
    """All of them.

    Args:
        seen: what `doctor` describes; without a running program only its files.
        values: the settings.
    """
    return (
        Signal(
            "idle", mark("Typing and pointing"),
            mark("How long ago you last did either; never which keys, and never where."),
            _idle(seen.get("presence")),
        ),
        Signal(
            "lock", mark("Lock and sleep"),
            mark("Whether the screen is locked, and when the computer sleeps."),
            _yes_no(seen["lock"].get("locked")) if "lock" in seen else tr("not read now"),
        ),
        *(
            Signal(name, label, reads, _hold(seen, name, values, switch), _known(switch, values))
            for name, label, reads, switch in _HOLDS
            if name in seen.get("holds", {name: None})
        ),
        Signal(
            "players", mark("Music players"),
            mark("Which players play, to pause them while you stand; only if you want that."),
            tr("switched on") if values["stand_up.pause_media"] else tr("not read"),
            "stand_up.pause_media",
        ),
        Signal(
            "desktop", mark("Your desktop"),
            mark("Which services can show notifications and the tray icon."),
            _desktop(seen),
        ),
        Signal(
            "files", mark("Your own files"),
            mark("The settings file and content packs, and the history it writes itself."),
            str(seen["paths"]["settings"]),
        ),
        Signal(
            "network", mark("The network"),
            mark("Nothing. The program opens no connection to any network."),
            tr("not read"),
        ),
    )  # fmt: skip


def _known(switch: str | None, values: Mapping[str, Any]) -> str | None:
    return switch if switch in values else None


def _yes_no(what: object) -> str:
    if what is None:
        return tr("cannot be told here")
    return tr("yes") if what else tr("no")


def _idle(presence: Mapping[str, Any] | None) -> str:
    if presence is None:
        return tr("not read now")
    idle = presence.get("idle_s")
    if not presence.get("known") or not isinstance(idle, int | float):
        return tr("cannot be told here")
    return tr("{time} ago, told by {source}").format(
        time=duration(idle), source=presence.get("source")
    )


def _hold(seen: Mapping[str, Any], name: str, values: Mapping[str, Any], switch: str | None) -> str:
    if switch is not None and not values.get(switch, True) and name != "presenting":
        return tr("not read")
    if name == "program" and not values["holds.programs"]:
        return tr("not read")
    found = seen.get("holds", {}).get(name)
    if found is None:
        return tr("not read now")
    detail = f" ({found['detail']})" if found.get("detail") else ""
    return _yes_no(found.get("active")) + detail


def _desktop(seen: Mapping[str, Any]) -> str:
    if "tray" not in seen:
        return tr("not read now")
    return tr("notifications: {server}, tray: {host}").format(
        server=seen["notifications"].get("server") or tr("none"),
        host=seen["tray"].get("host") or tr("none"),
    )
