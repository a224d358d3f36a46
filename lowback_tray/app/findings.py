"""What `doctor` says, as findings that people can act on: what is so, what to do about it.

Pure: from the plain data of `Running.doctor` to `Finding`s, so every wording is tested without a
desktop. What cannot be known is said to be unknown, not to be fine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from lowback_tray.i18n import mark, tr
from lowback_tray.ui.diagnostics_window.finding import Finding

Data: TypeAlias = Mapping[str, Any]

_HOLDS = {
    "call": mark("Calls"),
    "full_screen": mark("Full screen"),
    "do_not_disturb": mark("Do-not-disturb"),
    "presenting": mark("What plays or is presented"),
    "program": mark("Programs of your choice"),
    "screen_share": mark("Screen sharing"),
}
_SOURCES = {  # the ways to know how long nobody typed, where their names say too little
    "x11": "X11",
    "wayland": "Wayland",
    "mutter": "GNOME",
    "login1": "login1",
}


def findings(data: Data) -> tuple[Finding, ...]:
    """Everything worth saying, in the order in which it matters."""
    return (
        _presence(data["presence"]),
        _tray(data["tray"]),
        _notifications(data["notifications"]),
        _lock(data["lock"]),
        _sleep(data["power"]),
        *_holds(data["holds"]),
        _chimes(data["sound"]["chimes"]),
        _voice(data["sound"]["voice"]),
        _media(data["media"]),
        _history(data["history"]),
        _packs(data["packs"]),
        _settings(data["settings"]),
    )


def facts(data: Data) -> tuple[tuple[str, str], ...]:
    """What a helper wants to know first; nothing personal is among it."""
    desktop = os.environ.get("XDG_CURRENT_DESKTOP") or "?"
    session = os.environ.get("XDG_SESSION_TYPE") or "?"
    return (
        ("Lowback Tray", str(data["version"])),
        ("Python", str(data["python"])),
        (tr("System"), str(data["system"])),
        (tr("Desktop"), f"{desktop}, {session}"),
        (tr("Language"), str(data["language"])),
    )


def _presence(data: Data) -> Finding:
    name = tr("Noticing that you are away")
    if data["known"]:
        source = str(data["source"])
        return Finding(
            name, "works", tr("Told by {source}.").format(source=_SOURCES.get(source, source))
        )
    return Finding(
        name, "missing",
        tr("Nobody can tell when you are away; time at the desk goes by the clock."),
        tr("Locking the screen counts as away. After a walk, choose “Just stood up” in the tray."),
    )  # fmt: skip


def _tray(data: Data) -> Finding:
    name = tr("Tray icon")
    if data["host"] is None:
        return Finding(
            name, "missing", tr("No panel of this desktop shows tray icons."),
            tr("Add a system tray to the panel (GNOME: the extension AppIndicator),"
               " or use Today and the commands."),
        )  # fmt: skip
    if data["shown"] is False:
        return Finding(
            name, "limited", tr("There is a tray, but it does not show our icon."),
            tr("Start the program again; if that does not help, look in the panel's settings."),
        )  # fmt: skip
    return Finding(name, "works", tr("Shown by {host}.").format(host=data["host"]))


def _notifications(data: Data) -> Finding:
    name, server = tr("Notifications"), str(data["server"] or "?")
    match data["capability"]:
        case "buttons":
            return Finding(name, "works", tr("With buttons, by {server}.").format(server=server))
        case "plain":
            return Finding(
                name, "limited", tr("Without buttons, by {server}.").format(server=server),
                tr("Answer in the tray menu."),
            )  # fmt: skip
    return Finding(
        name, "limited", _with(tr("No service shows notifications."), data["problem"]),
        tr("The program's own small window asks instead."),
    )  # fmt: skip


def _lock(data: Data) -> Finding:
    name = tr("The screen lock")
    if data["sources"]:
        return Finding(name, "works", tr("Nothing opens while the screen is locked."))
    return Finding(
        name, "limited",
        _with(tr("Nobody tells when the screen is locked."), data["problem"]),
        tr("Time without typing counts as away all the same."),
    )  # fmt: skip


def _sleep(data: Data) -> Finding:
    name = tr("Sleep of the computer")
    if data["available"]:
        return Finding(name, "works", tr("Told by {source}.").format(source="login1"))
    return Finding(name, "limited", tr("Nobody announces it; the clocks tell it afterwards."))


def _holds(data: Data) -> Iterator[Finding]:
    for key, hold in data.items():
        name = tr("Waiting for: {what}").format(what=tr(_HOLDS.get(key, key)))
        if not hold["enabled"]:
            yield Finding(name, "off", tr("You can switch it on in the settings, under Manners."))
        elif hold["available"] and hold.get("active") is not None:
            now = hold.get("standing_s") is not None
            yield Finding(name, "works", tr("Stands now.") if now else tr("Would be noticed."))
        else:
            yield Finding(
                name, "limited", _with(tr("Cannot be noticed here."), hold.get("problem")),
                tr("Pause the reminders by hand when it matters."),
            )  # fmt: skip


def _chimes(data: Data) -> Finding:
    name = tr("Chimes")
    if data["found"] and not data["problem"]:
        player = str(data["using"] or data["found"][0])
        return Finding(name, "works", tr("Played by {player}.").format(player=player))
    return Finding(
        name, "limited", _with(tr("Nothing here can play them."), data["problem"]),
        tr("Install a player, such as pw-play, paplay or aplay. The guide goes on without."),
    )  # fmt: skip


def _voice(data: Data) -> Finding:
    name = tr("Spoken steps")
    if data["using"] and not data["problem"]:
        return Finding(name, "works", tr("Spoken by {voice}.").format(voice=data["using"]))
    return Finding(
        name, "limited", _with(tr("Nothing here can speak them."), data["problem"]),
        tr("Everything spoken is on the screen too."),
    )  # fmt: skip


def _media(data: Data) -> Finding:
    name = tr("Pausing music while you stand")
    if not data["enabled"]:
        return Finding(name, "off", tr("You can switch it on in the settings, under Manners."))
    if data["problem"]:
        return Finding(
            name, "limited", _with(tr("No player can be told here."), data["problem"]),
            tr("Pause it by hand."),
        )  # fmt: skip
    if data["paused"]:
        players = ", ".join(map(str, data["paused"]))
        return Finding(name, "works", tr("Paused now: {players}.").format(players=players))
    return Finding(name, "works", tr("Players that listen to MPRIS pause and go on."))


def _history(data: Data) -> Finding:
    name = tr("History")
    if data["problem"]:
        return Finding(
            name, "missing", str(data["problem"]),
            tr("Until the disk can be used, everything is kept in memory and tried again."),
        )  # fmt: skip
    if data["notices"]:
        return Finding(name, "limited", " ".join(map(str, data["notices"])))
    return Finding(name, "works", tr("Every break is written down on this computer."))


def _packs(data: Data) -> Finding:
    name = tr("Content packs")
    if data["problems"]:
        return Finding(
            name, "limited", " ".join(map(str, data["problems"])),
            tr("“lowback-tray library check FOLDER” says what to mend."),
        )  # fmt: skip
    return Finding(name, "works", tr("All exercises could be read."))


def _settings(data: Data) -> Finding:
    name = tr("Settings file")
    if data["problems"]:
        return Finding(
            name, "limited", " ".join(map(str, data["problems"])),
            tr("The default holds for what could not be read."),
        )  # fmt: skip
    if data["unknown"]:
        unknown = ", ".join(map(str, data["unknown"]))
        said = tr("These settings are not known here and are left as they are: {keys}.")
        return Finding(name, "works", said.format(keys=unknown))
    return Finding(name, "works", tr("All of it could be read."))


def _with(said: str, problem: object) -> str:
    return tr("{said} ({problem})").format(said=said, problem=problem) if problem else said
