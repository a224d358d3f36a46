"""Do-not-disturb, as the desktop's notification service or its settings tell it.

There is no common way, so every known voice is listened to and any that says "yes" counts:

    Notifications.Inhibited          KDE (and whoever follows it): switched on, or by a program
    org.dunstproject.cmd0.paused     dunst
    xfconf xfce4-notifyd             Xfce: /do-not-disturb
    gsettings show-banners           GNOME; no service shows it (the settings portal leaves these
                                     keys out), so `gsettings` is run, and only after the
                                     settings file has changed

No service is ever started by us.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lowback_tray.desktop.bus import Match, Target
from lowback_tray.desktop.holds.base import HoldSource, Patience
from lowback_tray.desktop.holds.errand import Errand
from lowback_tray.i18n import mark, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lowback_tray.desktop.bus import Bus
    from lowback_tray.desktop.wire import Incoming

NAME = "do_not_disturb"
_PROPERTIES = "org.freedesktop.DBus.Properties"
SERVICE = Target("org.freedesktop.Notifications", "/org/freedesktop/Notifications", _PROPERTIES)
# Whose property on that object means what.
VOICES = {"org.freedesktop.Notifications": "Inhibited", "org.dunstproject.cmd0": "paused"}
XFCONF = Target("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
_XFCE = ("xfce4-notifyd", "/do-not-disturb")
DCONF = "ca.desrt.dconf.Writer"
_GNOME_KEYS = "/org/gnome/desktop/notifications/"
_GSETTINGS = ["get", "org.gnome.desktop.notifications", "show-banners"]


class DoNotDisturb(HoldSource):
    """The switch of the desktop.

    Args:
        session: the session bus.
        env: the environment that says which desktop this is.
    """

    def __init__(self, session: Bus, env: Mapping[str, str] = os.environ) -> None:
        super().__init__(NAME, mark("Do not disturb is on"))
        self._session = session
        self._env = env
        self._said: dict[str, bool] = {}
        self._patience = Patience()
        self._owners: dict[str, str | None] = {}
        self._gsettings: Errand | None = None
        self._settings_seen: float | None = None
        self.problem = tr("No desktop service tells about do-not-disturb")
        self._follow_notifications()
        self._follow_xfce()
        self._follow_gnome()

    def refresh(self) -> None:
        """Ask every service that is there again."""
        if self._owners.get(SERVICE.name) is not None:
            for interface in VOICES:
                self._read(interface)
        if self._owners.get(XFCONF.name) is not None:
            self._read_xfce()
        self._read_gnome()

    def close(self) -> None:
        """End what still runs."""
        if self._gsettings is not None:
            self._gsettings.close()

    def describe(self) -> dict[str, object]:
        """With what each voice says."""
        return {**super().describe(), "voices": dict(self._said)}

    # ---- the notification service

    def _follow_notifications(self) -> None:
        for interface in VOICES:
            changes = Match(
                _PROPERTIES, "PropertiesChanged", SERVICE.name, SERVICE.path, interface, "sa{sv}as"
            )
            self._session.match(changes, self._properties_changed)
        self._session.watch_name(SERVICE.name, self._owned)

    def _owned(self, owner: str | None) -> None:
        self._owners[SERVICE.name] = owner
        for interface in VOICES:
            self._forget(interface)
            if owner is not None:
                self._read(interface)

    def _read(self, interface: str) -> None:
        def told(body: tuple[Any, ...]) -> None:
            self._heard(interface, body[0])

        self._session.call(
            SERVICE, "Get", "ss", (interface, VOICES[interface]), reply="v",
            on_reply=told, on_late=told,
            on_error=lambda _: self._unanswered(interface),
        )  # fmt: skip

    def _properties_changed(self, signal: Incoming) -> None:
        interface, values, invalid = signal.body
        key = VOICES[interface]
        if key in values:
            self._heard(interface, values[key])
        elif key in invalid:
            self._read(interface)

    # ---- Xfce

    def _follow_xfce(self) -> None:
        changes = Match(XFCONF.interface, "PropertyChanged", XFCONF.name, arg0=_XFCE[0])
        self._session.match(changes, self._xfce_changed)
        self._session.watch_name(XFCONF.name, self._xfce_owned)

    def _xfce_owned(self, owner: str | None) -> None:
        self._owners[XFCONF.name] = owner
        self._forget(XFCONF.name)
        if owner is not None:
            self._read_xfce()

    def _read_xfce(self) -> None:
        def told(body: tuple[Any, ...]) -> None:
            self._heard(XFCONF.name, body[0])

        self._session.call(
            XFCONF, "GetProperty", "ss", _XFCE, reply="v", on_reply=told, on_late=told,
            on_error=lambda _: self._unanswered(XFCONF.name),
        )  # fmt: skip

    def _xfce_changed(self, signal: Incoming) -> None:
        if signal.signature == "ssv" and signal.body[1] == _XFCE[1]:
            self._heard(XFCONF.name, signal.body[2])

    # ---- GNOME

    def _follow_gnome(self) -> None:
        program = shutil.which("gsettings", path=self._env.get("PATH"))
        if program is None or "GNOME" not in self._env.get("XDG_CURRENT_DESKTOP", "").split(":"):
            return
        self._gsettings = Errand([program, *_GSETTINGS], self._env, self._gnome_said)
        changes = Match(DCONF, "Notify", signature="sass")
        self._session.match(changes, self._gnome_changed)
        self._read_gnome()

    def _gnome_changed(self, signal: Incoming) -> None:
        prefix, keys, _ = signal.body
        changed = [prefix + key for key in keys] or [prefix]
        if self._gsettings is not None and any(key.startswith(_GNOME_KEYS) for key in changed):
            self._gsettings.run()

    def _read_gnome(self) -> None:
        if self._gsettings is None:
            return
        written = self._settings_written()
        if written != self._settings_seen:
            self._settings_seen = written
            self._gsettings.run()

    def _settings_written(self) -> float:
        home = self._env.get("HOME", "")
        config = self._env.get("XDG_CONFIG_HOME") or f"{home}/.config"
        try:
            return Path(config, "dconf", "user").stat().st_mtime
        except OSError:
            return 0.0  # nothing was ever changed

    def _gnome_said(self, said: str | None) -> None:
        if said is not None and said.strip() in ("true", "false"):
            self._hear("gsettings", said.strip() == "false")
        else:
            self._settings_seen = None  # try again at the next look
            self._unanswered("gsettings")

    # ---- one answer out of many

    def _heard(self, voice: str, variant: tuple[str, Any]) -> None:
        types, value = variant
        if types == "b":
            self._hear(voice, value)
        else:
            self._forget(voice)

    def _hear(self, voice: str, on: bool) -> None:
        self._said[voice] = on
        self._patience.heard(voice)
        self._conclude()

    def _unanswered(self, voice: str) -> None:
        if self._patience.ends(voice):
            self._forget(voice)

    def _forget(self, voice: str) -> None:
        self._patience.heard(voice)
        self._said.pop(voice, None)
        self._conclude()

    def _conclude(self) -> None:
        if self._said:
            self.conclude(any(self._said.values()))
        else:
            self.conclude(None, problem=tr("No desktop service tells about do-not-disturb"))
